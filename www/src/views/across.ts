/** The settings of what all regions, or a whole series, say together. */
import { html, nothing, type TemplateResult } from "lit";
import type { Plan, PlanAcross } from "../contract";
import type { Model } from "../state";
import { textIn } from "../text";
import { button, select } from "./parts";

/** The fewest groups that lie on a line. */
const LEAST = 3;

/** Whether a column is one of a survey's, whose groups the plan names. */
const inSurvey = (model: Model, name: string): boolean =>
  model.files.some(
    (file) => file.inspection.kind === "survey" && file.inspection.columns.some((column) => column.name === name),
  );

/** How funnels are widened, which groups are units, and which control chart is drawn. */
export function acrossSettings(plan: Plan, model: Model, change: (changed: Partial<Plan>) => void): TemplateResult {
  const words = textIn(model.lang).sets.plan;
  const across = plan.across ?? {};
  const set = (changed: PlanAcross): void => change({ across: { ...across, ...changed } });
  const units = model.files
    .flatMap((file) =>
      file.inspection.columns.filter((column) => file.inspection.kind === "survey" && column.role === "cluster"),
    )
    .map((column) => column.name);
  const options = <K extends string>(choices: Record<K, string>): { value: K; label: string }[] =>
    (Object.keys(choices) as K[]).map((value) => ({ value, label: choices[value] }));
  const chooseUnits = (name: string): void => {
    const groups = (plan.groups ?? []).filter((group) => !units.includes(group));
    const { units: _, ...funnel } = across.funnel ?? {};
    change({
      groups: name ? [...groups, name] : groups,
      across: { ...across, funnel: name ? { ...funnel, units: name } : funnel },
    });
  };
  const ranked = model.files
    .flatMap((file) => file.inspection.columns)
    .filter((column) => column.role === "group" && column.levels.length >= LEAST);
  const slope = across.slope?.[0];
  const chooseSlope = (name: string): void => {
    const levels = ranked.find((column) => column.name === name)?.levels.map((level) => level.label) ?? [];
    const order = [...levels].sort((one, other) => one.localeCompare(other, "sv", { numeric: true }));
    const groups = plan.groups ?? [];
    change({
      ...(name && inSurvey(model, name) && !groups.includes(name) ? { groups: [...groups, name] } : {}),
      across: { ...across, slope: name ? [{ group: name, order }] : [] },
    });
  };
  const turn = (): void => slope && set({ slope: [{ group: slope.group, order: [...slope.order].reverse() }] });
  return html`<div class="row top">
    ${select("dispersion", words.dispersion, across.funnel?.dispersion ?? "additive", options(words.dispersions), (dispersion) => set({ funnel: { ...across.funnel, dispersion: dispersion as keyof typeof words.dispersions } }))}
    ${
      units.length > 0
        ? select(
            "funnel-units",
            words.units,
            across.funnel?.units ?? "",
            [{ value: "", label: words.noUnits }, ...units.map((name) => ({ value: name, label: name }))],
            chooseUnits,
          )
        : nothing
    }
    ${
      ranked.length > 0
        ? html`${select("slope", words.slope, slope?.group ?? "", [{ value: "", label: words.noSlope }, ...ranked.map((column) => ({ value: column.name, label: column.name }))], chooseSlope)}
          ${slope ? html`<p class="small side">${words.slopeOrder(slope.order.join(" · "))} ${button(words.turn, turn, { kind: "plain" })}</p>` : nothing}`
        : nothing
    }
    ${select("control-chart", words.chart, across.control_chart?.chart ?? "auto", options(words.chartChoices), (chart) => set({ control_chart: { chart: chart as keyof typeof words.chartChoices } }))}
  </div>`;
}

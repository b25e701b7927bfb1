/** The settings of what all regions, or a whole series, say together. */
import { html, nothing, type TemplateResult } from "lit";
import type { Plan, PlanAcross } from "../contract";
import type { Model } from "../state";
import { textIn } from "../text";
import { withUnit } from "../lib/format";
import { button, select } from "./parts";

/** The fewest groups that lie on a line. */
const LEAST = 3;

/** The shares that are drawn in at each end, to choose from. */
const SHARES = [0, 0.05, 0.1, 0.2];
const USUAL = 0.1;

/** The periods of the files' columns of periods, the newest first, and the one that the plan says. */
function periodsOf(model: Model, chosen: string | undefined): string[] {
  const columns = model.files.flatMap((file) => file.inspection.columns).filter((column) => column.role === "period");
  const found = columns.flatMap((column) => column.levels.map((level) => level.label));
  return [...new Set([...found, ...(chosen ? [chosen] : [])])].sort().reverse();
}

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
  const funnel = across.funnel ?? {};
  const setFunnel = (changed: NonNullable<PlanAcross["funnel"]>): void => set({ funnel: { ...funnel, ...changed } });
  const share = funnel.winsorise ?? USUAL;
  const shares = [...new Set([...SHARES, share])]
    .sort((one, other) => one - other)
    .map((value) => ({
      value: String(value),
      label:
        value === 0
          ? words.notWinsorised
          : words.winsorised(withUnit(value * 100, "percent", 0, model.lang), value === USUAL),
    }));
  const periods = periodsOf(model, funnel.period);
  return html`<fieldset class="inner">
      <legend>${words.funnels}</legend>
      <div class="row top">
        ${
          periods.length > 1
            ? select(
                "funnel-period",
                words.period,
                funnel.period ?? "",
                [{ value: "", label: words.newest }, ...periods.map((name) => ({ value: name, label: name }))],
                (period) => setFunnel({ period: period || undefined }),
              )
            : nothing
        }
        ${select("funnel-target", words.target, funnel.target ?? "nation", options(words.targets), (target) => setFunnel({ target: target as keyof typeof words.targets }))}
        ${select("dispersion", words.dispersion, funnel.dispersion ?? "additive", options(words.dispersions), (dispersion) => setFunnel({ dispersion: dispersion as keyof typeof words.dispersions }))}
        ${select("funnel-winsorise", words.winsorise, String(share), shares, (value) => setFunnel({ winsorise: Number(value) }))}
        ${
          units.length > 0
            ? select(
                "funnel-units",
                words.units,
                funnel.units ?? "",
                [{ value: "", label: words.noUnits }, ...units.map((name) => ({ value: name, label: name }))],
                chooseUnits,
              )
            : nothing
        }
      </div>
      <p class="small">${words.targetHelp}</p>
    </fieldset>
    <div class="row top">
      ${
        ranked.length > 0
          ? html`${select("slope", words.slope, slope?.group ?? "", [{ value: "", label: words.noSlope }, ...ranked.map((column) => ({ value: column.name, label: column.name }))], chooseSlope)}
            ${slope ? html`<p class="small side">${words.slopeOrder(slope.order.join(" · "))} ${button(words.turn, turn, { kind: "plain" })}</p>` : nothing}`
          : nothing
      }
      ${select("control-chart", words.chart, across.control_chart?.chart ?? "auto", options(words.chartChoices), (chart) => set({ control_chart: { chart: chart as keyof typeof words.chartChoices } }))}
    </div>`;
}

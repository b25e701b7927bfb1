/** The settings of what all regions, or a whole series, say together. */
import { html, nothing, type TemplateResult } from "lit";
import type { Plan, PlanAcross } from "../contract";
import type { Model } from "../state";
import { textIn } from "../text";
import { select } from "./parts";

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
    ${select("control-chart", words.chart, across.control_chart?.chart ?? "auto", options(words.chartChoices), (chart) => set({ control_chart: { chart: chart as keyof typeof words.chartChoices } }))}
  </div>`;
}

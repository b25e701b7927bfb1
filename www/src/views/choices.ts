/** What shall be held against what, and what the answers stand for. */
import { html, nothing, type TemplateResult } from "lit";
import type { ComparisonKind, Coverage, Plan } from "../contract";
import { parseNumber } from "../lib/number";
import type { Model } from "../state";
import { textIn } from "../text";
import { check, input } from "./parts";

const KINDS: readonly ComparisonKind[] = [
  "nation",
  "rest",
  "peers",
  "previous_measurement",
  "first_measurement",
  "group_gap",
  "gap_change",
  "difference_in_differences",
  "between_measures",
];
const MOST_PERIODS = 6;

type Change = (changed: Partial<Plan>) => void;

export function choices(plan: Plan, model: Model, change: Change): TemplateResult {
  const text = textIn(model.lang);
  const chosen = new Set(plan.compare ?? []);
  const toggled = (kind: ComparisonKind, on: boolean): ComparisonKind[] =>
    KINDS.filter((one) => (one === kind ? on : chosen.has(one)));
  return html`<fieldset class="inner">
      <legend>${text.choices.compare}</legend>
      <div class="checks">
        ${KINDS.map((kind) => check(`compare-${kind}`, text.choices.kinds[kind], chosen.has(kind), (on) => change({ compare: toggled(kind, on) })))}
      </div>
      <p class="small">${text.choices.compareHelp}</p>
    </fieldset>
    ${coverage(plan, model, change)}`;
}

/** Kept in every file of the plan: one result has one population. */
function coverage(plan: Plan, model: Model, change: Change): TemplateResult | typeof nothing {
  const text = textIn(model.lang);
  const files = plan.files ?? [];
  const survey = (plan.measures ?? []).some((one) => one.type !== "published");
  if (files.length === 0) return nothing;
  const now: Coverage = files[0]?.coverage ?? {};
  const set = (changed: Partial<Coverage>): void =>
    change({ files: files.map((file) => ({ ...file, coverage: tidy({ ...now, ...changed }) })) });
  const periods = survey ? periodsOf(model) : [];
  const asked =
    (period: string) =>
    (one: NonNullable<Coverage["invited"]>[number]): boolean =>
      (one.period ?? "") === period && one.region === model.region;
  const invite = (period: string, given: string): void => {
    const n = parseNumber(given);
    const others = (now.invited ?? []).filter((one) => !asked(period)(one));
    const region = model.region ?? undefined;
    const added =
      n !== null && Number.isInteger(n) && n > 0
        ? [{ n, ...(region ? { region } : {}), ...(period ? { period } : {}) }]
        : [];
    set({ invited: [...others, ...added] });
  };
  return html`<fieldset class="inner">
    <legend>${text.choices.coverage}</legend>
    <div class="checks">
      ${check("census", text.choices.census, now.census === true, (on) => set({ census: on }))}
      ${survey ? check("population", text.choices.population, now.weights_sum_to === "population", (on) => set({ weights_sum_to: on ? "population" : undefined })) : nothing}
    </div>
    ${survey ? html`<p class="small">${text.choices.populationHelp}</p>` : nothing}
    ${
      survey && model.region
        ? html`<div class="row top">
              ${periods.map((period, at) => input(`invited-${at}`, text.choices.invited(period), String(now.invited?.find(asked(period))?.n ?? ""), (given) => invite(period, given), { numeric: true }))}
            </div>
            <p class="small">${text.choices.invitedHelp}</p>`
        : nothing
    }
  </fieldset>`;
}

/** Without what is not set, so that the plan stays as short as it can be. */
function tidy(coverage: { [key in keyof Coverage]?: Coverage[key] | undefined }): Coverage | undefined {
  const kept: Coverage = {
    ...(coverage.census ? { census: true } : {}),
    ...(coverage.weights_sum_to ? { weights_sum_to: coverage.weights_sum_to } : {}),
    ...(coverage.invited && coverage.invited.length > 0 ? { invited: coverage.invited } : {}),
  };
  return Object.keys(kept).length > 0 ? kept : undefined;
}

/** The newest periods of the file; one empty period where it has no such column. */
function periodsOf(model: Model): string[] {
  const column = model.files.flatMap((file) => file.inspection.columns).find((one) => one.role === "period");
  const periods = (column?.levels ?? []).map((level) => level.label).sort();
  return periods.length > 0 ? periods.slice(-MOST_PERIODS) : [""];
}

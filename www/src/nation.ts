import type { PlanMeasure } from "./contract";
import { parseNumber } from "./lib/number";
import { scaleOf } from "./percent";
import { emptyNation, type NationDraft } from "./state";

/** Whether the user has confirmed that question, scale and population are the same. */
export function confirmed(draft: NationDraft): boolean {
  return draft.indicator !== null && draft.question && draft.scale && draft.population;
}

/** What the plan says: a built-in indicator only when the user has confirmed it, an own value only when it is a number. */
export function nationOf(draft: NationDraft, scale: number): NonNullable<PlanMeasure["nation"]> {
  if (draft.mode === "data") return "data";
  if (draft.mode === "indicator" && draft.indicator && confirmed(draft)) return { indicator: draft.indicator };
  const scaled = (text: string): number | null => {
    const number = parseNumber(text);
    return number === null ? null : number / scale;
  };
  const value = draft.mode === "value" ? scaled(draft.value) : null;
  if (value === null) return "auto";
  const numbers = { low: scaled(draft.low), high: scaled(draft.high), n: parseNumber(draft.n) };
  const texts = { period: draft.period.trim(), source: draft.source.trim() };
  const given = Object.entries({ ...numbers, ...texts }).filter(([, one]) => one !== null && one !== "");
  return { value, ...Object.fromEntries(given) };
}

const written = (value: number | undefined, scale: number): string =>
  value === undefined ? "" : String(Number((value * scale).toPrecision(12))).replace(".", ",");

/** The form's state behind what a plan already says: an indicator that the plan holds is confirmed. */
export function draftOf(measure: PlanMeasure): NationDraft {
  const { nation } = measure;
  const scale = scaleOf(measure);
  if (nation === "data") return { ...emptyNation(), mode: "data" };
  if (typeof nation !== "object") return emptyNation();
  if ("indicator" in nation)
    return {
      ...emptyNation(),
      mode: "indicator",
      indicator: nation.indicator,
      question: true,
      scale: true,
      population: true,
    };
  return {
    ...emptyNation(),
    mode: "value",
    value: written(nation.value, scale),
    low: written(nation.low, scale),
    high: written(nation.high, scale),
    n: written(nation.n, 1),
    period: nation.period ?? "",
    source: nation.source ?? "",
  };
}

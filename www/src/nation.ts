import type { PlanMeasure } from "./contract";
import { parseNumber } from "./lib/number";
import type { NationDraft } from "./state";

/** Whether the user has confirmed that question, scale and population are the same. */
export function confirmed(draft: NationDraft): boolean {
  return draft.indicator !== null && draft.question && draft.scale && draft.population;
}

/** What the plan says: a built-in indicator only when the user has confirmed it, an own value only when it is a number. */
export function nationOf(draft: NationDraft): NonNullable<PlanMeasure["nation"]> {
  if (draft.mode === "data") return "data";
  if (draft.mode === "indicator" && draft.indicator && confirmed(draft)) return { indicator: draft.indicator };
  const value = draft.mode === "value" ? parseNumber(draft.value) : null;
  if (value === null) return "auto";
  const numbers = { low: parseNumber(draft.low), high: parseNumber(draft.high), n: parseNumber(draft.n) };
  const texts = { period: draft.period.trim(), source: draft.source.trim() };
  const given = Object.entries({ ...numbers, ...texts }).filter(([, one]) => one !== null && one !== "");
  return { value, ...Object.fromEntries(given) };
}

/** Rates of events and people: which measures they are, and what they are called. */
import type { Plan, PlanMeasure, Result } from "../contract";
import type { Lang, Model } from "../state";
import { textIn } from "../text";

export const TYPES = ["rate", "directly_standardised_rate", "indirectly_standardised_ratio"] as const;
export type RateType = (typeof TYPES)[number];
export const isRate = (one: PlanMeasure): boolean => TYPES.includes(one.type as RateType);

/** The result with rates named by what they count and how, where the user has given no name of their own. */
export function namedRates(result: Result, plan: Plan | null): Result {
  const rates = new Map((plan?.measures ?? []).filter((one) => isRate(one) && !one.label).map((one) => [one.id, one]));
  const named = (id: string, lang: Lang): string => nameOf(rates.get(id) as PlanMeasure, lang);
  return {
    ...result,
    measures: result.measures.map((one) =>
      rates.has(one.id) ? { ...one, label: { sv: named(one.id, "sv"), en: named(one.id, "en") } } : one,
    ),
  };
}

/** What the number behind a measure's values counts. */
export function countWord(measure: string, model: Model): string {
  const text = textIn(model.lang);
  const rate = model.plan?.measures?.some((one) => one.id === measure && isRate(one));
  return rate ? text.sets.events : text.chart.n;
}

/** What a measure is called: its own name, else its column and how a rate is computed; a score has no column. */
export const nameOf = (one: PlanMeasure, lang: Lang): string =>
  one.label ??
  (isRate(one)
    ? `${one.column}, ${textIn(lang).sets.rates.types[one.type as RateType].toLowerCase()}`
    : one.column || one.id);

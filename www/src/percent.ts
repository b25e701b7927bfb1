/** Shares of answers come as 0–1 and are written as per cent: the same figures in another unit, changed in one place. */
import type { Comparison, Estimate, Measure, PlanMeasure, Result } from "./contract";

const HUNDRED = 100;
const times = (value: number | null): number | null => (value === null ? null : value * HUNDRED);

/** The result with every share in per cent. */
export function asPercent(result: Result): Result {
  const shares = new Set(result.measures.filter((measure) => measure.unit === "share").map((measure) => measure.id));
  const estimate = (one: Estimate): Estimate => ({
    ...one,
    value: times(one.value),
    se: times(one.se),
    low: times(one.low),
    high: times(one.high),
  });
  const comparison = (one: Comparison): Comparison => ({
    ...one,
    value: times(one.value),
    against: { ...one.against, value: times(one.against.value) },
    difference: times(one.difference),
    se: times(one.se),
    low: times(one.low),
    high: times(one.high),
    relevance: times(one.relevance),
    detectable: times(one.detectable),
  });
  const measure = (one: Measure): Measure => ({ ...one, unit: "percent", relevance: times(one.relevance) });
  return {
    ...result,
    measures: result.measures.map((one) => (shares.has(one.id) ? measure(one) : one)),
    estimates: result.estimates.map((one) => (shares.has(one.measure) ? estimate(one) : one)),
    comparisons: result.comparisons.map((one) => (shares.has(one.measure) ? comparison(one) : one)),
    distributions: result.distributions.map((one) => ({
      ...one,
      answers: one.answers.map((answer) => ({ ...answer, share: times(answer.share) })),
    })),
  };
}

/** What a number of the plan is multiplied by to be read by people. */
export const scaleOf = (measure: PlanMeasure): number => (measure.type === "proportion" ? HUNDRED : 1);

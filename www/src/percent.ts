/** Shares of answers come as 0–1 and are written as per cent: the same figures in another unit, changed in one place. */
import type {
  Adjusted,
  Comparison,
  ControlChart,
  Estimate,
  Funnel,
  FunnelLimits,
  Measure,
  PlanMeasure,
  Quadrant,
  Result,
  Shrunken,
  Slope,
  Standardised,
} from "./contract";

const HUNDRED = 100;
const times = (value: number | null): number | null => (value === null ? null : value * HUNDRED);

type Figure<T> = { [K in keyof T]-?: T[K] extends number | null ? K : never }[keyof T];

/** The same with the named figures as per cent. */
const scaled = <T extends object>(one: T, ...figures: Figure<T>[]): T => ({
  ...one,
  ...Object.fromEntries(figures.map((figure) => [figure, times(one[figure] as number | null)])),
});

/** The result with every share in per cent. */
export function asPercent(result: Result): Result {
  const shares = new Set(result.measures.filter((measure) => measure.unit === "share").map((measure) => measure.id));
  const estimate = (one: Estimate): Estimate => scaled(one, "value", "se", "low", "high");
  const comparison = (one: Comparison): Comparison => ({
    ...scaled(one, "value", "difference", "se", "low", "high", "relevance", "detectable"),
    against: scaled(one.against, "value"),
  });
  const measure = (one: Measure): Measure => ({ ...scaled(one, "relevance"), unit: "percent" });
  const limits = <L extends FunnelLimits>(one: L): L => ({
    ...one,
    ...scaled<FunnelLimits>(one, "outer_low", "inner_low", "inner_high", "outer_high"),
  });
  const funnel = (one: Funnel): Funnel => ({
    ...scaled(one, "target"),
    curve: one.curve.map(limits),
    points: one.points.map((point) => limits(scaled(point, "value"))),
  });
  const chart = (one: ControlChart): ControlChart => ({
    ...one,
    points: one.points.map((point) => scaled(point, "value", "centre", "low", "high")),
  });
  const shrunken = (one: Shrunken): Shrunken => ({
    ...scaled(one, "mean"),
    tau2: one.tau2 * HUNDRED * HUNDRED,
    values: one.values.map((value) => scaled(value, "own", "value", "se", "low", "high")),
  });
  const quadrant = (one: Quadrant): Quadrant => ({
    ...one,
    points: one.points.map((point) => ({
      ...point,
      parts: point.parts.map((part) => (shares.has(part.indicator) ? scaled(part, "value", "nation") : part)),
    })),
  });
  const slope = (one: Slope): Slope => ({
    ...scaled(one, "slope", "se", "low", "high"),
    groups: one.groups.map((group) => scaled(group, "value")),
  });
  const standardised = (one: Standardised): Standardised =>
    scaled(
      one,
      "raw",
      "value",
      "se",
      "low",
      "high",
      "nation",
      "difference",
      "difference_se",
      "difference_low",
      "difference_high",
    );
  const adjusted = (one: Adjusted): Adjusted =>
    scaled(one, "difference", "se", "low", "high", "raw_difference", "raw_low", "raw_high");
  return {
    ...result,
    measures: result.measures.map((one) => (shares.has(one.id) ? measure(one) : one)),
    estimates: result.estimates.map((one) => (shares.has(one.measure) ? estimate(one) : one)),
    comparisons: result.comparisons.map((one) => (shares.has(one.measure) ? comparison(one) : one)),
    funnels: result.funnels.map((one) => (shares.has(one.measure) ? funnel(one) : one)),
    control_charts: result.control_charts.map((one) => (shares.has(one.measure) ? chart(one) : one)),
    shrunken: result.shrunken.map((one) => (shares.has(one.measure) ? shrunken(one) : one)),
    system: { ...result.system, quadrants: result.system.quadrants.map(quadrant) },
    slopes: result.slopes.map((one) => (shares.has(one.measure) ? slope(one) : one)),
    standardised: result.standardised.map((one) => (shares.has(one.measure) ? standardised(one) : one)),
    adjusted: result.adjusted.map((one) => (shares.has(one.measure) ? adjusted(one) : one)),
    distributions: result.distributions.map((one) => ({
      ...one,
      answers: one.answers.map((answer) => ({ ...answer, share: times(answer.share) })),
    })),
  };
}

/** What a number of the plan is multiplied by to be read by people. */
export const scaleOf = (measure: PlanMeasure): number => (measure.type === "proportion" ? HUNDRED : 1);

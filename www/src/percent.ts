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
  const limits = <L extends FunnelLimits>(one: L): L => ({
    ...one,
    outer_low: one.outer_low * HUNDRED,
    inner_low: one.inner_low * HUNDRED,
    inner_high: one.inner_high * HUNDRED,
    outer_high: one.outer_high * HUNDRED,
  });
  const funnel = (one: Funnel): Funnel => ({
    ...one,
    target: one.target * HUNDRED,
    curve: one.curve.map(limits),
    points: one.points.map((point) => ({ ...limits(point), value: point.value * HUNDRED })),
  });
  const chart = (one: ControlChart): ControlChart => ({
    ...one,
    points: one.points.map((point) => ({
      ...point,
      value: point.value * HUNDRED,
      centre: point.centre * HUNDRED,
      low: times(point.low),
      high: times(point.high),
    })),
  });
  const shrunken = (one: Shrunken): Shrunken => ({
    ...one,
    mean: one.mean * HUNDRED,
    tau2: one.tau2 * HUNDRED * HUNDRED,
    values: one.values.map((value) => ({
      ...value,
      own: value.own * HUNDRED,
      value: value.value * HUNDRED,
      se: value.se * HUNDRED,
      low: value.low * HUNDRED,
      high: value.high * HUNDRED,
    })),
  });
  const quadrant = (one: Quadrant): Quadrant => ({
    ...one,
    points: one.points.map((point) => ({
      ...point,
      parts: point.parts.map((part) =>
        shares.has(part.indicator) ? { ...part, value: part.value * HUNDRED, nation: times(part.nation) } : part,
      ),
    })),
  });
  const slope = (one: Slope): Slope => ({
    ...one,
    groups: one.groups.map((group) => ({ ...group, value: group.value * HUNDRED })),
    slope: one.slope * HUNDRED,
    se: times(one.se),
    low: times(one.low),
    high: times(one.high),
  });
  const standardised = (one: Standardised): Standardised => ({
    ...one,
    raw: one.raw * HUNDRED,
    value: one.value * HUNDRED,
    se: one.se * HUNDRED,
    low: one.low * HUNDRED,
    high: one.high * HUNDRED,
    nation: times(one.nation),
    difference: times(one.difference),
    difference_se: times(one.difference_se),
    difference_low: times(one.difference_low),
    difference_high: times(one.difference_high),
  });
  const adjusted = (one: Adjusted): Adjusted => ({
    ...one,
    difference: one.difference * HUNDRED,
    se: one.se * HUNDRED,
    low: one.low * HUNDRED,
    high: one.high * HUNDRED,
    raw_difference: one.raw_difference * HUNDRED,
    raw_low: one.raw_low * HUNDRED,
    raw_high: one.raw_high * HUNDRED,
  });
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

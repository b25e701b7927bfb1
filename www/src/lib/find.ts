/** Finds things in what the core gave. Nothing is computed here. */
import type { Comparison, Estimate, Finding, Indicator, Measure, Result, Start } from "../contract";

export const NATION = "00";

export const regionName = (start: Start | null, code: string): string =>
  start?.regions.find((region) => region.code === code)?.name ?? code;
export const regionShort = (start: Start | null, code: string): string =>
  start?.regions.find((region) => region.code === code)?.short ?? code;
export const indicatorOf = (start: Start | null, id: string | null): Indicator | null =>
  start?.indicators.find((indicator) => indicator.id === id) ?? null;

/** The newest period in which the region has a value, with its place in the series. */
export function newest(indicator: Indicator, region: string): { at: number; period: string; value: number } | null {
  const values = indicator.values[region] ?? [];
  for (let at = values.length - 1; at >= 0; at--) {
    const value = values[at];
    const period = indicator.periods[at];
    if (value !== null && value !== undefined && period !== undefined) return { at, period, value };
  }
  return null;
}

/** The newest comparison of a kind for the whole region, not a group. */
export function comparisonOf(
  result: Result | null,
  measure: string,
  region: string,
  kind: Comparison["kind"],
): Comparison | null {
  const found =
    result?.comparisons.filter(
      (one) => one.measure === measure && one.region === region && one.kind === kind && one.group === null,
    ) ?? [];
  return found.reduce<Comparison | null>(
    (best, one) => (best === null || one.period >= best.period ? one : best),
    null,
  );
}

export const estimatesOf = (result: Result, measure: string): Estimate[] =>
  result.estimates.filter((one) => one.measure === measure && one.group === null);

export function estimateOf(result: Result, measure: string, region: string, period: string): Estimate | null {
  return estimatesOf(result, measure).find((one) => one.region === region && one.period === period) ?? null;
}

/** A built-in indicator in the form of a measure. */
export function asMeasure(indicator: Indicator): Measure {
  const { id, label, unit, decimals, direction, relevance, goal, perspective, concept } = indicator;
  return { id, label, unit, decimals, direction, relevance, goal, perspective, concept, indicator: id };
}

/** The same finding in several columns or with other parameters, together. */
export function byCode(findings: readonly Finding[]): { code: string; findings: Finding[] }[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(finding.code, [...(groups.get(finding.code) ?? []), finding]);
  return [...groups].map(([code, together]) => ({ code, findings: together }));
}

/** Finds things in what the core gave. Nothing is computed here. */
import type { Comparison, Estimate, Finding, Indicator, Inspection, Measure, Rank, Result, Start } from "../contract";

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

/** The comparisons to show, in the order of `kinds`: a first measurement that is also the previous one is said once. */
export function shownOf(
  result: Result | null,
  measure: string,
  region: string,
  kinds: readonly Comparison["kind"][],
): { one: Comparison; both: boolean }[] {
  const found = kinds.map((kind) => comparisonOf(result, measure, region, kind)).filter((one) => one !== null);
  const of = (kind: Comparison["kind"]): Comparison | undefined => found.find((one) => one.kind === kind);
  const [previous, first] = [of("previous_measurement"), of("first_measurement")];
  const same =
    previous !== undefined && previous.period === first?.period && previous.against.period === first.against.period;
  return found.filter((one) => !same || one !== first).map((one) => ({ one, both: same && one === previous }));
}

/** The comparisons of a kind in the newest period that has any, for the whole region or for its groups. */
export function newestOf(
  result: Result,
  measure: string,
  region: string,
  kind: Comparison["kind"],
  groups: boolean,
): Comparison[] {
  const found = result.comparisons.filter(
    (one) => one.measure === measure && one.region === region && one.kind === kind && (one.group !== null) === groups,
  );
  const newest = found
    .map((one) => one.period)
    .sort()
    .at(-1);
  return found.filter((one) => one.period === newest);
}

/** Those who answered of those who were asked, in the region and period or in the whole file. */
export const participationOf = (
  result: Result,
  region: string,
  period: string,
): Result["participation"][number] | null =>
  result.participation.find((one) => one.period === period && one.region === region) ??
  result.participation.find((one) => one.period === period && one.region === NATION) ??
  null;

/** The place of a region in a measure and period. */
export const rankOf = (result: Result, measure: string, region: string, period: string): Rank | null =>
  result.ranks.find((one) => one.measure === measure && one.region === region && one.period === period) ?? null;

export const estimatesOf = (result: Result, measure: string): Estimate[] =>
  result.estimates.filter((one) => one.measure === measure && one.group === null);

export function estimateOf(result: Result, measure: string, region: string, period: string): Estimate | null {
  return estimatesOf(result, measure).find((one) => one.region === region && one.period === period) ?? null;
}

/** The estimate of a region that belongs to a measure, period and group: those of a comparison or of an amount. */
export const estimateAt = (
  result: Result,
  region: string,
  at: Pick<Estimate, "measure" | "period" | "group" | "level">,
): Estimate | null =>
  result.estimates.find(
    (one) =>
      one.measure === at.measure &&
      one.region === region &&
      one.period === at.period &&
      one.group === at.group &&
      one.level === at.level,
  ) ?? null;

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

/** Whether the nation of a measure is only the average of the regions in the file. */
export const partialNation = (result: Result, measure: Measure): boolean =>
  result.findings.some(
    (one) => one.code === "W_NATION_PARTIAL" && (one.params["measure"] ?? measure.id) === measure.id,
  );

/** The column of sampling units of a survey, whose units get no values of their own. */
export const sampledBy = ({ kind, columns }: Pick<Inspection, "kind" | "columns">): string | null =>
  (kind === "survey" && columns.find((column) => column.role === "cluster")?.name) || null;

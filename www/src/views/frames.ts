/** The charts of an own measure, from what the core gave. */
import { answers } from "../charts/answers";
import type { Frame } from "../charts/frame";
import { regions, type RegionPoint } from "../charts/regions";
import { trend, type Line } from "../charts/trend";
import type { Estimate, Measure, Result, Start } from "../contract";
import { comparisonOf, estimatesOf, indicatorOf, NATION, regionName, regionShort } from "../lib/find";
import { countWord } from "../lib/rates";
import type { Model } from "../state";
import { textIn } from "../text";

/** The id of a measure's chart. */
export const idOf = (kind: string, measure: Measure): string => `${kind}-${measure.id.replace(/[^\w-]/g, "_")}`;

/** All regions in the newest period in which the chosen one has a value; null where it stands alone. */
export function regionsFrame(measure: Measure, result: Result, region: string, model: Model): Frame | null {
  const start = model.start as Start;
  const found = comparisonOf(result, measure.id, region, "nation");
  const all = estimatesOf(result, measure.id);
  const period =
    found?.period ??
    all
      .filter((one) => one.region === region)
      .map((one) => one.period)
      .sort()
      .at(-1);
  const now = all.filter((one) => one.period === period && one.region !== NATION);
  if (period === undefined || now.length < 2) return null;
  const peers = start.regions.find((one) => one.code === region)?.peers ?? [];
  const points: RegionPoint[] = now.map((one) => ({
    code: one.region,
    name: regionName(start, one.region),
    short: regionShort(start, one.region),
    value: one.value,
    low: one.low,
    high: one.high,
    n: one.n,
    hidden: one.status === "hidden",
    peer: peers.includes(one.region),
    verdict:
      result.comparisons.find(
        (compared) =>
          compared.measure === measure.id &&
          compared.kind === "nation" &&
          compared.region === one.region &&
          compared.period === period &&
          compared.group === null,
      )?.verdict ?? null,
  }));
  const nation = all.find((one) => one.region === NATION && one.period === period);
  const { unit, decimals, direction } = measure;
  return regions({
    id: idOf("regioner", measure),
    label: measure.label[model.lang],
    period,
    unit,
    decimals,
    direction,
    lang: model.lang,
    counted: countWord(measure.id, model),
    width: model.width,
    region,
    points,
    nation: {
      value: found?.against.value ?? nation?.value ?? null,
      low: nation?.low ?? null,
      high: nation?.high ?? null,
    },
  });
}

/** The region's own history in the file beside the nation's; null for a single period. */
export function trendFrame(measure: Measure, result: Result, region: string, model: Model): Frame | null {
  const start = model.start as Start;
  const text = textIn(model.lang);
  const all = estimatesOf(result, measure.id);
  const periods = [...new Set(all.filter((one) => one.region === region).map((one) => one.period))].sort();
  if (periods.length < 2) return null;
  const pick = (code: string, take: (one: Estimate) => number | null): (number | null)[] =>
    periods.map((period) => {
      const one = all.find((estimate) => estimate.region === code && estimate.period === period);
      return one ? take(one) : null;
    });
  const against = periods.map(
    (period) =>
      result.comparisons.find(
        (one) =>
          one.measure === measure.id &&
          one.kind === "nation" &&
          one.region === region &&
          one.period === period &&
          one.group === null,
      )?.against.value ?? null,
  );
  const nation = pick(NATION, (one) => one.value).map((value, at) => value ?? against[at] ?? null);
  const peers = (start.regions.find((one) => one.code === region)?.peers ?? []).filter((code) =>
    all.some((one) => one.region === code),
  );
  const lines: Line[] = [
    {
      name: regionName(start, region),
      kind: "own",
      values: pick(region, (one) => one.value),
      low: pick(region, (one) => one.low),
      high: pick(region, (one) => one.high),
    },
    ...(nation.some((value) => value !== null) ? [{ name: text.nation, kind: "nation" as const, values: nation }] : []),
    ...peers.map((code) => ({
      name: regionShort(start, code),
      kind: "peer" as const,
      values: pick(code, (one) => one.value),
    })),
  ];
  const breaks = indicatorOf(start, measure.indicator)?.breaks.map((one) => one.period) ?? [];
  return trend({
    id: idOf("utveckling", measure),
    label: measure.label[model.lang],
    place: regionName(start, region),
    unit: measure.unit,
    decimals: measure.decimals,
    lang: model.lang,
    width: model.width,
    periods,
    lines,
    breaks,
    gaps: refused(result, measure, region),
    pandemic: start.pandemic,
  });
}

const TIMES = ["overlapping_periods", "different_period", "series_break"];

/** The periods whose comparison with the measurement before is refused. */
const refused = (result: Result, measure: Measure, region: string): string[] =>
  result.comparisons
    .filter((one) => one.measure === measure.id && one.region === region && one.group === null)
    .filter((one) => one.kind === "previous_measurement" && TIMES.includes(one.reason ?? ""))
    .filter((one) => one.verdict === "not_comparable")
    .map((one) => one.period);

/** How the answers were shared, for survey questions. */
export function answersFrame(measure: Measure, result: Result, region: string, model: Model): Frame | null {
  const rows = result.distributions.filter(
    (one) => one.measure === measure.id && one.region === region && one.group === null,
  );
  if (rows.length === 0) return null;
  const values = new Map(
    estimatesOf(result, measure.id)
      .filter((one) => one.region === region)
      .map((one) => [one.period, one.value]),
  );
  return answers({
    id: idOf("svar", measure),
    label: measure.label[model.lang],
    place: regionName(model.start, region),
    lang: model.lang,
    width: model.width,
    rows,
    values,
    positive: model.plan?.measures?.find((one) => one.id === measure.id)?.positive ?? [],
  });
}

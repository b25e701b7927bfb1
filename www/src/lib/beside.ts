/** What is said beside a difference and its interval: what could have been seen, people, response, how it was computed. */
import type { Comparison, Estimate, Standardised } from "../contract";
import type { Lang } from "../state";
import type { Dictionary } from "../text";
import { number, interval as limits, whole, withUnit } from "./format";
import { TESTED } from "./changes";
import type { Context } from "./sentence";

/** For what could not be decided: the smallest difference that would have been seen, and whether more answers help. */
export function missed(
  comparison: Comparison,
  lostByAdjustment: boolean,
  n: number | null,
  difference: (value: number | null) => string,
  text: Dictionary,
): string[] {
  const { detectable, relevance, n_needed } = comparison;
  if (comparison.verdict !== "inconclusive" || detectable === null || lostByAdjustment) return [];
  const said = [text.beside.detectable(difference(detectable).replace(/^\+/, ""))];
  if (n !== null && n_needed === null && relevance !== null && relevance > 0 && detectable > relevance)
    said.push(text.beside.noNumber);
  return said;
}

/** Beside the interval: those who did not answer. */
export function response({ lang, participation }: Context, text: Dictionary): string[] {
  const said =
    participation &&
    text.beside.response(
      withUnit(participation.rate * 100, "percent", 0, lang),
      whole(participation.answered, lang),
      whole(participation.invited, lang),
    );
  return said ? [said] : [];
}

const AGE = /^(alder|age)/;
const HEALTH = /^(halsa|halsotillstand|health)/;

/** Whether columns hold both age and health, by their names as the core knows them. */
function ageAndHealth(columns: readonly string[]): boolean {
  const plain = columns.map((name) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase());
  return [AGE, HEALTH].every((kind) => plain.some((name) => kind.test(name)));
}

/** Whether the same difference stands beside at the nation's mix of age and health; a change or other regions has none. */
const adjustedBeside = (one: Comparison, standardised: readonly Standardised[]): boolean =>
  one.kind === "nation" &&
  one.group === null &&
  standardised.some(
    (it) =>
      it.measure === one.measure &&
      it.region === one.region &&
      it.period === one.period &&
      it.difference !== null &&
      ageAndHealth(it.by),
  );

/** The first difference with an interval that is not adjusted for age and health: there it is said. */
export const firstUnadjusted = (
  shown: readonly Comparison[],
  standardised: readonly Standardised[],
): Comparison | undefined => shown.find((one) => tested(one) && !adjustedBeside(one, standardised));

/** Whether a difference has an interval that was held against chance. */
export const tested = ({ low, verdict }: Comparison): boolean =>
  low !== null && verdict !== "not_tested" && verdict !== "not_comparable";

/** The difference in people, where it is shown and the weights add up to the population. */
export function people(comparison: Comparison, lang: Lang, text: Dictionary): string[] {
  const { people: found } = comparison;
  if (!found || !TESTED.includes(comparison.verdict)) return [];
  const [low, high] = [Math.abs(found.low), Math.abs(found.high)].sort((a, b) => a - b);
  const interval = limits(about(low ?? 0), about(high ?? 0), 0, lang);
  return [text.beside.people(whole(about(Math.abs(found.value)), lang), interval, whole(about(found.of), lang))];
}

/** Two figures that count: people are never known to the last one. */
function about(people: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(people, 1))) - 1);
  return Math.round(people / step) * step;
}

const SMALLEST_P = 0.001;
const probability = (p: number, lang: Lang): string =>
  p < SMALLEST_P ? `<\u00a0${number(SMALLEST_P, 3, lang)}` : `=\u00a0${number(p, 3, lang)}`;
const degrees = (df: number | null, lang: Lang): string | null => (df === null ? null : number(df, 0, lang));

/** How the difference was tested: the method, its degrees of freedom, the p-values. */
export function methodOf(comparison: Comparison, lang: Lang, text: Dictionary): string | null {
  const name = text.beside.methods[comparison.method];
  if (name === undefined || comparison.p === null) return null;
  const adjusted = comparison.p_adjusted === null ? null : probability(comparison.p_adjusted, lang);
  return text.beside.tested(name, degrees(comparison.df, lang), probability(comparison.p, lang), adjusted);
}

/** Which interval a value has. */
export function intervalOf(
  estimate: Estimate | null,
  decimals: number,
  confidence: number,
  lang: Lang,
  text: Dictionary,
): string | null {
  const name = text.beside.methods[estimate?.method ?? ""];
  if (!estimate || name === undefined || estimate.low === null) return null;
  const written = limits(estimate.low, estimate.high, decimals, lang);
  const df = estimate.method === "proportion_wilson" ? null : degrees(estimate.df, lang);
  return text.beside.valueInterval(written, name, df, withUnit(confidence * 100, "percent", 0, lang));
}

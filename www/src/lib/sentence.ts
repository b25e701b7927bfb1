/** What a comparison says, in a sentence that can be read aloud and pasted. */
import type { Comparison, Measure, Result, Start } from "../contract";
import type { Lang } from "../state";
import { textIn, type Dictionary } from "../text";
import { missed, people, response, tested } from "./beside";
import { composite, compositeOf, gapTurn, measureName, TESTED } from "./changes";
import { differenceWithUnit, interval, period, whole, withUnit } from "./format";
import { regionName } from "./find";

export interface Context {
  lang: Lang;
  start: Start | null;
  confidence: number;
  n: number | null;
  value: number | null;
  partial?: boolean;
  /** What the value is made of; `basis` where that is not answers, or not known. */
  base: Base;
  /** Whether the number of answers and what the interval leaves out are said elsewhere. */
  brief?: boolean;
  /** All measures of the result, for the name of another one. */
  measures?: readonly Measure[];
  /** Those who answered of those who were asked. */
  participation?: Participation | null;
  /** Whether to say that age and health are not adjusted for; else where the other things left out are said. */
  unadjusted?: boolean;
}

export type Participation = Result["participation"][number];

export type Base = "people" | "answers" | "basis" | "events";

const isLevel = (kind: Comparison["kind"]): boolean => kind === "nation" || kind === "rest" || kind === "peers";

export type Judged = Pick<Comparison, "verdict" | "reason" | "kind"> & Partial<Pick<Comparison, "value" | "against">>;

/** The gap's own words, where it is shown to have changed. */
const gapWord = ({ kind, verdict, value, against }: Judged, text: Dictionary): string | null =>
  kind === "gap_change" && value !== undefined && against && TESTED.includes(verdict)
    ? text.composite.gapWords[gapTurn({ value, against })]
    : null;

/** The word of the verdict; "as Sweden" is said only of levels against the nation. */
export function verdictWord(comparison: Judged, text: Dictionary): string {
  if (
    comparison.reason === "few_answers" &&
    comparison.verdict !== "not_comparable" &&
    !TESTED.includes(comparison.verdict)
  )
    return text.few;
  const word =
    gapWord(comparison, text) ??
    (comparison.verdict === "no_difference" && comparison.kind !== "nation"
      ? text.verdictsOther.no_difference
      : text.verdicts[comparison.verdict]);
  return comparison.reason === "small" ? `${word}, ${text.small}` : word;
}

/** What it is held against, in words: a group against the same group, a unit of the region against the whole. */
export function againstWord(comparison: Comparison, text: Dictionary, partial = false): string {
  const whole = wholeWord(comparison, text, partial);
  const sameGroup = comparison.level !== null && comparison.against.level === comparison.level;
  return comparison.kind === "nation" && sameGroup ? text.against.sameGroup(whole) : whole;
}

function wholeWord(comparison: Comparison, text: Dictionary, partial: boolean): string {
  const { population } = comparison.against;
  if (population === "peers") return text.against.peers(String(comparison.against.regions.length));
  if (comparison.kind === "rest" || population === "rest") return text.against.rest;
  if (comparison.kind === "group_gap") return text.against.group(comparison.against.level ?? "");
  if (!isLevel(comparison.kind) && population !== "nation") return text.against.earlier;
  if (comparison.against.source === "data")
    return partial || comparison.reason === "partial_nation" ? text.against.partial : text.against.data;
  return text.against[comparison.against.source];
}

/** Whether the difference would have been shown, had there not been so many comparisons. */
const lostByAdjustment = ({ verdict, p, p_adjusted }: Comparison, confidence: number): boolean =>
  verdict === "inconclusive" && p_adjusted !== null && p !== null && p < 1 - confidence;

/** Why, or what to bear in mind; null where nothing is to be said. */
export function reasonOf(comparison: Comparison, text: Dictionary): string | null {
  const { reason, kind, against } = comparison;
  if (reason === null) return null;
  if (reason === "different_period" && !isLevel(kind)) return text.reasonsOther.different_length;
  if (reason === "no_uncertainty") return text.noUncertainty[against.source];
  return text.reasons[reason];
}

/** More answers than there are, needed to see a difference; after an adjustment the number would be another. */
const answersMissing = (comparison: Comparison, { n, confidence }: Context): boolean =>
  comparison.n_needed !== null && (n === null || comparison.n_needed > n) && !lostByAdjustment(comparison, confidence);

/** All sentences of a comparison: what was found, on how many answers, and why not more. */
export function sentenceOf(comparison: Comparison, measure: Measure, context: Context): string {
  const { lang, start } = context;
  const text = textIn(lang);
  const place =
    comparison.level && comparison.kind !== "group_gap"
      ? `${regionName(start, comparison.region)}, ${comparison.level}`
      : (comparison.level ?? regionName(start, comparison.region));
  const kind = compositeOf(comparison);
  if ((kind ? comparison.value : context.value) === null)
    return text.sentence.none({ place, label: measure.label[lang] });
  const { unit, decimals } = measure;
  const { relevance } = comparison;
  const limit =
    relevance === null
      ? null
      : differenceWithUnit(relevance, unit, relevance < 1 ? Math.max(decimals, 2) : decimals, lang).replace(/^\+/, "");
  const sameTime = comparison.against.period === "" || comparison.against.period === comparison.period;
  const parts = {
    place,
    label: measure.label[lang],
    value: withUnit(context.value, unit, decimals, lang),
    against: againstWord(comparison, text, context.partial),
    nation: withUnit(comparison.against.value, unit, decimals, lang),
    period: period(comparison.period),
    againstPeriod: sameTime ? "" : ` (${period(comparison.against.period)})`,
    difference: differenceWithUnit(comparison.difference, unit, decimals, lang),
    interval: comparison.low === null ? null : interval(comparison.low, comparison.high, decimals, lang, true),
    confidence: withUnit(context.confidence * 100, "percent", 0, lang),
    n: context.n === null ? null : whole(context.n, lang),
    relevance: limit,
    needed: answersMissing(comparison, context) ? whole(comparison.n_needed, lang) : null,
  };
  const lost = lostByAdjustment(comparison, context.confidence);
  const one = [
    TESTED.includes(comparison.verdict)
      ? text.sentence.tested(parts)
      : lost
        ? text.sentence.adjusted(parts)
        : text.sentence[comparison.verdict as "no_difference" | "inconclusive" | "not_tested" | "not_comparable"](
            parts,
          ),
  ];
  const asked = (value: number | null): string => differenceWithUnit(value, unit, decimals, lang);
  const said = kind
    ? composite(
        comparison,
        kind,
        {
          ...parts,
          region: regionName(start, comparison.region),
          level: comparison.level ?? "",
          otherLevel: comparison.against.level ?? "",
          measure: measure.label[lang],
          otherMeasure: measureName(context.measures ?? [], comparison.against.measure, lang),
          from: period(comparison.against.period),
          to: period(comparison.period),
          first:
            kind === "between_measures" ? withUnit(comparison.value, unit, decimals, lang) : asked(comparison.value),
          second: kind === "between_measures" ? parts.nation : asked(comparison.against.value),
        },
        lost,
        text,
      )
    : one;
  said.push(...missed(comparison, lost, context.n, asked, text));
  if (comparison.verdict === "inconclusive" && parts.needed !== null && limit !== null)
    said.push(text.sentence.needed[context.base](limit, parts.needed, parts.n));
  if (comparison.verdict === "not_tested") said.push(text.sentence.untested(comparison.reason !== null));
  const reason = reasonOf(comparison, text);
  if (comparison.reason === "small") said.push(text.sentence.small(limit));
  else if (reason !== null) said.push(reason);
  const told = comparison.verdict === "inconclusive" && parts.needed !== null;
  if (parts.n !== null && !told && !context.brief) said.push(text.sentence.base[context.base](parts.n));
  if (parts.n !== null && context.base !== "events" && tested(comparison))
    said.push(
      ...(context.brief ? [] : [text.sentence.caveat, ...response(context, text)]),
      ...(context.base === "people" && (context.unadjusted ?? !context.brief) ? [text.beside.unadjusted] : []),
      ...people(comparison, lang, text),
    );
  return withoutNothing(said.join(" "));
}

/** A value that no period is said of has nothing in parentheses behind it. */
const withoutNothing = (sentence: string): string => sentence.replaceAll(" ()", "");

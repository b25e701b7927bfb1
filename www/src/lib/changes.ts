/** Comparisons whose sides are gaps, changes or measures: what they say, in a sentence. */
import type { Comparison, Measure, Verdict } from "../contract";
import type { Dictionary, SentenceParts } from "../text";

/** Verdicts that say that there is a difference. */
export const TESTED: readonly Verdict[] = ["better", "worse", "higher", "lower"];

type Composite = "gap_change" | "gap_and_rest" | "group_and_others" | "change_and_rest" | "between_measures";

/** Which of them a comparison is; null for a level, a change or a gap against another. */
export function compositeOf(comparison: Comparison): Composite | null {
  if (comparison.kind === "gap_change") return "gap_change";
  if (comparison.kind === "between_measures") return "between_measures";
  if (comparison.kind !== "difference_in_differences") return null;
  if (comparison.against.population === "other_levels") return "group_and_others";
  return comparison.level === null ? "change_and_rest" : "gap_and_rest";
}

export interface CompositeParts extends SentenceParts {
  region: string;
  level: string;
  otherLevel: string;
  measure: string;
  otherMeasure: string;
  from: string;
  to: string;
  first: string;
  second: string;
}

/** The sides, the difference, and how sure it is. */
export function composite(
  comparison: Comparison,
  kind: Composite,
  parts: CompositeParts,
  adjustedAway: boolean,
  text: Dictionary,
): string[] {
  const words = text.composite[kind];
  if (comparison.verdict === "not_comparable") return [words.refused(parts)];
  const ending = adjustedAway ? "adjusted" : ENDINGS[comparison.verdict];
  const said = [words.sides(parts), text.composite.endings[ending](words.what, parts)];
  if (ending === "tested" && kind === "gap_change") said.push(text.composite.gap[gapTurn(comparison)]);
  return said;
}

const ENDINGS = {
  better: "tested",
  worse: "tested",
  higher: "tested",
  lower: "tested",
  no_difference: "no_difference",
  inconclusive: "inconclusive",
  not_tested: "not_tested",
  not_comparable: "not_tested",
} as const;

/** A gap has grown, shrunk, or now lies the other way. */
export function gapTurn(comparison: Pick<Comparison, "value" | "against">): "wider" | "narrower" | "turned" {
  const [now, then] = [comparison.value ?? 0, comparison.against.value ?? 0];
  if (now * then < 0) return "turned";
  return Math.abs(now) > Math.abs(then) ? "wider" : "narrower";
}

/** The name of the other measure, as the result has it. */
export const measureName = (measures: readonly Measure[], id: string | null, lang: "sv" | "en"): string =>
  measures.find((one) => one.id === id)?.label[lang] ?? id ?? "";

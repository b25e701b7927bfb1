/** The method in four sentences, made from the plan, to paste. */
import type { Adjust, Plan, Result } from "../contract";
import type { Lang } from "../state";
import { textIn } from "../text";
import { day, number, whole } from "./format";

/** `a`, `a och b`, `a, b och c`. */
const listed = (parts: readonly string[], and: string): string =>
  [parts.slice(0, -1).join(", "), parts.at(-1)].filter(Boolean).join(` ${and} `);

/** What has been done to the weights. */
function adjustment(adjust: Adjust | null, lang: Lang): string {
  const text = textIn(lang);
  const { done, doneTo } = text.background.adjust;
  if (adjust === null) return "";
  if (adjust.type === "trim" || adjust.type === "calibrate") return doneTo(done[adjust.type]);
  const columns = adjust.margins.map((margin) => margin.variable);
  return doneTo(done[adjust.type](listed(columns, text.methodParts.and)));
}

export function methodNote(plan: Plan, result: Result, lang: Lang): string {
  const text = textIn(lang);
  const words = text.methodParts;
  const survey = result.files.some((file) => file.kind === "survey");
  const designs = (plan.files ?? []).map((file) => file.design).filter((design) => design !== undefined);
  const weighted = designs.some((design) => design.weights !== null);
  const regarded = [
    ...(designs.some((one) => one.strata !== null) ? [words.strata] : []),
    ...(designs.some((one) => one.ids.length > 0) ? [words.units] : []),
  ];
  const design = !survey
    ? ""
    : (weighted ? words.weighted : words.unweighted) +
      (regarded.length > 0 ? words.regarding(weighted, listed(regarded, words.and)) : "") +
      designs.map((one) => adjustment(one.adjust, lang)).join("");
  const partial = result.findings.some((one) => one.code === "W_NATION_PARTIAL");
  const computed = partial ? words.data : words.whole;
  const amounts = result.files.some((file) => file.kind === "accounts" || file.kind === "staffing");
  const sources = {
    reference: words.indicator,
    user: words.value,
    file: amounts ? computed : words.file,
    data: computed,
  };
  const held = result.comparisons
    .filter((one) => plan.region === undefined || one.region === plan.region)
    .filter((one) => one.against.value !== null && one.verdict !== "not_comparable");
  const used = new Set([
    ...held.filter((one) => one.kind === "nation").map((one) => sources[one.against.source]),
    ...(held.some((one) => one.kind === "rest") ? [words.rest] : []),
  ]);
  const adjusted =
    plan.multiplicity && plan.multiplicity !== "none"
      ? words.adjusted(text.plan.multiplicities[plan.multiplicity])
      : "";
  const rows = result.files.reduce((sum, file) => sum + file.rows - file.rows_rejected, 0);
  return text
    .method({
      files: result.files.length === 1 ? words.oneFile : words.files(result.files.length),
      n: whole(rows, lang),
      design,
      nation: listed([...used], words.and),
      certain: held.some((one) => one.low !== null),
      confidence: `${number(result.confidence * 100, 0, lang)}${lang === "sv" ? "\u00a0procents" : "\u00a0per cent"}`,
      multiplicity: adjusted,
      minimum: whole(result.minimum_n, lang),
      reliability: whole(result.reliability_n, lang),
      version: result.rikssnitt,
      reference: day(result.reference.version, lang),
    })
    .join(" ");
}

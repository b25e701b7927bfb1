import type { PlanMeasure } from "./contract";
import { parseNumber } from "./lib/number";
import { firstWrongAdjust } from "./lib/adjust";
import { firstWrongScore } from "./lib/score";
import { scaleOf } from "./percent";
import { emptyNation, type Model, type NationDraft } from "./state";

/** Whether the user has confirmed that question, scale and population are the same. */
export function confirmed(draft: NationDraft): boolean {
  return draft.indicator !== null && draft.question && draft.scale && draft.population;
}

const HUNDRED = 100;
const NUMBERS = ["value", "low", "high", "n"] as const;

/** What is wrong with a number: outside the limits, no number at all, or no number of answers. */
export type Wrong = "within" | "number" | "count";

/** The largest number that a share or per cent can be, as the user writes it; null for other units. */
export function mostOf(measure: PlanMeasure, model: Model): number | null {
  if (measure.type === "proportion" || measure.type === "score" || measure.unit === "percent") return HUNDRED;
  if (measure.type === "mean") return null;
  const columns = model.files.flatMap((file) => file.inspection.columns);
  const all = columns.filter((column) => column.role === "value");
  const own = all.filter((column) => column.name === measure.column);
  const values = own.length > 0 ? own : all;
  const counted = columns.some((column) => column.role === "count" || column.role === "denominator");
  const samples = values.flatMap((column) => column.samples.map(parseNumber)).filter((one) => one !== null);
  if (measure.unit === "share" || (counted && samples.length > 0 && samples.every((one) => one >= 0 && one <= 1)))
    return 1;
  const percent = values.length > 0 && values.every((column) => column.unit === "%" || column.type === "percent");
  const known = model.result?.measures.find((one) => one.id === measure.id)?.unit === "percent";
  return percent || known ? HUNDRED : null;
}

/** What is wrong in the fields of an own value, field by field. An empty field is not wrong. */
export function wrongs(draft: NationDraft, most: number | null): Partial<Record<(typeof NUMBERS)[number], Wrong>> {
  if (draft.mode !== "value") return {};
  const wrong = (field: (typeof NUMBERS)[number]): Wrong | null => {
    if (draft[field].trim() === "") return null;
    const number = parseNumber(draft[field]);
    if (field === "n") return number !== null && Number.isInteger(number) && number > 0 ? null : "count";
    if (most === null) return number === null ? "number" : null;
    return number === null || number < 0 || number > most ? "within" : null;
  };
  return Object.fromEntries(NUMBERS.map((field) => [field, wrong(field)]).filter(([, found]) => found !== null));
}

/** The id of the first field with a wrong number in the plan's form; null where all can be used. */
export function firstWrong(model: Model): string | null {
  for (const one of model.plan?.measures ?? []) {
    const score = one.type === "score" ? firstWrongScore(one, model) : null;
    if (score !== null) return score;
    const draft = model.drafts[one.id];
    const field = draft ? Object.keys(wrongs(draft, mostOf(one, model)))[0] : undefined;
    if (field !== undefined) return `n-${one.id}-${field}`;
  }
  return firstWrongAdjust(model);
}

/** What the plan says: a built-in indicator only when the user has confirmed it, an own value only when it is right. */
export function nationOf(
  draft: NationDraft,
  scale: number,
  most: number | null = null,
): NonNullable<PlanMeasure["nation"]> {
  if (Object.keys(wrongs(draft, most)).length > 0) return "auto";
  if (draft.mode === "data") return "data";
  if (draft.mode === "indicator" && draft.indicator && confirmed(draft)) return { indicator: draft.indicator };
  const scaled = (text: string): number | null => {
    const number = parseNumber(text);
    return number === null ? null : number / scale;
  };
  const value = draft.mode === "value" ? scaled(draft.value) : null;
  if (value === null) return "auto";
  const numbers = { low: scaled(draft.low), high: scaled(draft.high), n: parseNumber(draft.n) };
  const texts = { period: draft.period.trim(), source: draft.source.trim() };
  const given = Object.entries({ ...numbers, ...texts }).filter(([, one]) => one !== null && one !== "");
  return { value, ...Object.fromEntries(given) };
}

const written = (value: number | undefined, scale: number): string =>
  value === undefined ? "" : String(Number((value * scale).toPrecision(12))).replace(".", ",");

/** The form's state behind what a plan already says: an indicator that the plan holds is confirmed. */
export function draftOf(measure: PlanMeasure): NationDraft {
  const { nation } = measure;
  const scale = scaleOf(measure);
  if (nation === "data") return { ...emptyNation(), mode: "data" };
  if (typeof nation !== "object") return emptyNation();
  if ("indicator" in nation)
    return {
      ...emptyNation(),
      mode: "indicator",
      indicator: nation.indicator,
      question: true,
      scale: true,
      population: true,
    };
  return {
    ...emptyNation(),
    mode: "value",
    value: written(nation.value, scale),
    low: written(nation.low, scale),
    high: written(nation.high, scale),
    n: written(nation.n, 1),
    period: nation.period ?? "",
    source: nation.source ?? "",
  };
}

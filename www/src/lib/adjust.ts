/** Adjustment of the weights: what the user has written of it, what is wrong with it, and what the plan then says. */
import type { Adjust, Inspection, Plan } from "../contract";
import type { AdjustDraft, AdjustKind, Model } from "../state";
import { parseNumber } from "./number";

type Column = Inspection["columns"][number];
type FilePlan = NonNullable<Plan["files"]>[number];

/** More groups than this are not asked for one by one. */
const MOST_LEVELS = 12;
/** How much the sums of two columns may differ: numbers of people are rounded to whole ones. */
const ROUNDING = 1;
const INTERCEPT = "(Intercept)";

/** The columns of groups whose numbers of people can be given. */
export const groupColumns = (model: Model): Column[] =>
  model.files
    .flatMap((file) => file.inspection.columns)
    .filter((column) => column.role === "group" && column.levels.length > 1 && column.levels.length <= MOST_LEVELS);

export const levelsOf = (column: Column): string[] => column.levels.map((level) => level.label).sort();

/** The one file whose design can be adjusted; none where there are several samples. */
export function adjustedFile(plan: Plan | null): FilePlan | null {
  const sampled = (plan?.files ?? []).filter((file) => file.design !== undefined);
  return sampled.length === 1 ? (sampled[0] ?? null) : null;
}

const EMPTY: AdjustDraft = {
  kind: "none",
  column: "",
  totals: {},
  bounds: { low: "", high: "" },
  limits: { low: "", high: "" },
  strict: false,
  kept: null,
};

const written = (value: number | null | undefined): string =>
  value === null || value === undefined ? "" : String(Number(value.toPrecision(12))).replace(".", ",");
const texts = (totals: Record<string, number>): Record<string, string> =>
  Object.fromEntries(Object.entries(totals).map(([level, people]) => [level, written(people)]));

/** People by column and level, from totals by the names of R's model matrix; null where they are of something else. */
function marginsOf(totals: Record<string, number>, columns: readonly Column[]): AdjustDraft["totals"] | null {
  const { [INTERCEPT]: people, ...rest } = totals;
  const found: AdjustDraft["totals"] = {};
  const used = new Set<string>();
  for (const column of columns) {
    const [first, ...others] = levelsOf(column);
    const own = others.map((level) => rest[column.name + level]);
    if (first === undefined || people === undefined || own.some((one) => one === undefined)) continue;
    others.forEach((level) => used.add(column.name + level));
    const numbers = own as number[];
    const all = [people - numbers.reduce((sum, one) => sum + one, 0), ...numbers];
    found[column.name] = Object.fromEntries([first, ...others].map((level, at) => [level, written(all[at])]));
  }
  return Object.keys(rest).every((name) => used.has(name)) && used.size > 0 ? found : null;
}

/** The form's state behind what a plan says. */
export function adjustDraftOf(adjust: Adjust | null, columns: readonly Column[]): AdjustDraft {
  const kept: AdjustDraft = { ...EMPTY, kind: "kept", kept: adjust };
  const known = (names: readonly string[]): boolean =>
    names.every((name) => columns.some((column) => column.name === name));
  switch (adjust?.type) {
    case undefined:
      return EMPTY;
    case "poststratify":
    case "rake": {
      const names = adjust.margins.map((margin) => margin.variable);
      if (!known(names)) return kept;
      const totals = Object.fromEntries(adjust.margins.map((margin) => [margin.variable, texts(margin.totals)]));
      return { ...EMPTY, kind: adjust.type, column: names[0] ?? "", totals };
    }
    case "calibrate": {
      const totals = marginsOf(adjust.totals, columns);
      const [low, high] = adjust.bounds ?? [null, null];
      return totals
        ? { ...EMPTY, kind: adjust.calfun, totals, bounds: { low: written(low), high: written(high) } }
        : kept;
    }
    case "trim":
      return {
        ...EMPTY,
        kind: "trim",
        limits: { low: written(adjust.lower), high: written(adjust.upper) },
        strict: adjust.strict ?? false,
      };
  }
}

export const draftOfAdjust = (model: Model): AdjustDraft =>
  model.adjust ?? adjustDraftOf(adjustedFile(model.plan)?.design?.adjust ?? null, groupColumns(model));

const isCalibration = (kind: AdjustKind): kind is "linear" | "raking" | "logit" =>
  kind === "linear" || kind === "raking" || kind === "logit";
export const hasBounds = isCalibration;
export const hasMargins = (kind: AdjustKind): boolean =>
  kind === "poststratify" || kind === "rake" || isCalibration(kind);

/** The columns that the form asks for. */
export const asked = (draft: AdjustDraft, columns: readonly Column[]): Column[] =>
  !hasMargins(draft.kind)
    ? []
    : draft.kind === "poststratify"
      ? columns.filter((column) => column.name === draft.column)
      : [...columns];

const textOf = (draft: AdjustDraft, column: Column, level: string): string =>
  (draft.totals[column.name]?.[level] ?? "").trim();
const isFilled = (draft: AdjustDraft, column: Column): boolean =>
  levelsOf(column).some((level) => textOf(draft, column, level) !== "");
const sumOf = (draft: AdjustDraft, column: Column): number =>
  levelsOf(column).reduce((sum, level) => sum + (parseNumber(textOf(draft, column, level)) ?? 0), 0);

/** The ids of the form's fields. */
export const marginField = (column: number, level: number): string => `margin-${column}-${level}`;

/** What is wrong, and the field where it stands. */
export interface WrongAdjust {
  what: "number" | "partly" | "none" | "sums" | "bounds" | "needsBounds" | "limits" | "needsLimits";
  field: string;
  /** The columns that it is about, with the sums of their people. */
  columns: { name: string; people: number }[];
}

export function wrongsOfAdjust(draft: AdjustDraft, columns: readonly Column[]): WrongAdjust[] {
  const found: WrongAdjust[] = [];
  const wrong = (what: WrongAdjust["what"], field: string, of: readonly Column[] = []): void => {
    found.push({ what, field, columns: of.map((column) => ({ name: column.name, people: sumOf(draft, column) })) });
  };
  const all = asked(draft, columns);
  const filled = all.filter((column) => isFilled(draft, column));
  all.forEach((column, at) =>
    levelsOf(column).forEach((level, place) => {
      const text = textOf(draft, column, level);
      if (text !== "" && !((parseNumber(text) ?? 0) > 0)) wrong("number", marginField(at, place), [column]);
      if (text === "" && filled.includes(column)) wrong("partly", marginField(at, place), [column]);
    }),
  );
  // A column that is no longer one of groups leaves no field to fill in.
  if (hasMargins(draft.kind) && filled.length === 0) wrong("none", all.length > 0 ? marginField(0, 0) : "adjust-kind");
  const [first] = filled;
  if (first && found.length === 0) {
    const apart = filled.find((column) => Math.abs(sumOf(draft, column) - sumOf(draft, first)) > ROUNDING);
    if (apart) wrong("sums", marginField(all.indexOf(apart), 0), filled);
  }
  const pair = draft.kind === "trim" ? draft.limits : draft.bounds;
  const [low, high] = [parseNumber(pair.low), parseNumber(pair.high)];
  const [hasLow, hasHigh] = [pair.low.trim() !== "", pair.high.trim() !== ""];
  if (hasBounds(draft.kind)) {
    const needed = draft.kind === "logit";
    if (hasLow && !(low !== null && low < 1 && (!needed || low >= 0))) wrong("bounds", "adjust-low");
    if (hasHigh && !(high !== null && high > 1)) wrong("bounds", "adjust-high");
    if (needed && !hasLow) wrong("needsBounds", "adjust-low");
    if (needed && !hasHigh) wrong("needsBounds", "adjust-high");
  }
  if (draft.kind === "trim") {
    if (hasLow && !(low !== null && low > 0)) wrong("limits", "adjust-low");
    if (hasHigh && !(high !== null && high > (low ?? 0))) wrong("limits", "adjust-high");
    if (!hasLow && !hasHigh) wrong("needsLimits", "adjust-low");
  }
  return found;
}

/** What the plan says; null until all of it can be used. */
export function adjustOf(draft: AdjustDraft, columns: readonly Column[]): Adjust | null {
  if (draft.kind === "none") return null;
  if (draft.kind === "kept") return draft.kept;
  if (wrongsOfAdjust(draft, columns).length > 0) return null;
  if (draft.kind === "trim") {
    const [lower, upper] = [parseNumber(draft.limits.low), parseNumber(draft.limits.high)];
    return { type: "trim", lower, upper, strict: draft.strict };
  }
  const margins = asked(draft, columns)
    .filter((column) => isFilled(draft, column))
    .map((column) => ({
      variable: column.name,
      totals: Object.fromEntries(
        levelsOf(column).map((level) => [level, parseNumber(textOf(draft, column, level)) ?? 0]),
      ),
    }));
  if (!isCalibration(draft.kind)) return { type: draft.kind, margins };
  const people = Object.values(margins[0]?.totals ?? {}).reduce((sum, one) => sum + one, 0);
  const [low, high] = [parseNumber(draft.bounds.low), parseNumber(draft.bounds.high)];
  // As in R, the first level of each variable is what is left of all.
  const others = margins.flatMap(({ variable, totals }) =>
    Object.entries(totals)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .slice(1)
      .map(([level, number]) => [variable + level, number] as const),
  );
  return {
    type: "calibrate",
    calfun: draft.kind,
    ...(low === null && high === null ? {} : { bounds: [low, high] }),
    totals: { [INTERCEPT]: people, ...Object.fromEntries(others) },
  };
}

/** The plan with the adjustment in its file. */
export function withAdjust(plan: Plan, draft: AdjustDraft, columns: readonly Column[]): Plan {
  const place = adjustedFile(plan);
  if (!place) return plan;
  const adjusted = (file: FilePlan): FilePlan =>
    file === place && file.design ? { ...file, design: { ...file.design, adjust: adjustOf(draft, columns) } } : file;
  return { ...plan, files: (plan.files ?? []).map(adjusted) };
}

/** The id of the first field that keeps the adjustment from being used; null where all of it can be. */
export const firstWrongAdjust = (model: Model): string | null =>
  adjustedFile(model.plan) === null
    ? null
    : (wrongsOfAdjust(draftOfAdjust(model), groupColumns(model))[0]?.field ?? null);

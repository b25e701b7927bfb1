/** A dimension of several questions: what is proposed, what the user has written of it, and what the plan then says. */
import type { Inspection, PlanMeasure } from "../contract";
import type { Model, ScoreDraft } from "../state";
import { parseNumber } from "./number";

const HUNDRED = 100;
/** A dimension has several questions. */
export const FEWEST = 2;

type Column = Inspection["columns"][number];

/** The columns of questions, in the order of the file. */
export const questions = (model: Model): Column[] =>
  model.files.flatMap((file) => file.inspection.columns).filter((column) => column.role === "item");

const labels = (column: Column): string[] => column.levels.map((level) => level.label);
const written = (value: number): string => String(Number(value.toPrecision(12))).replace(".", ",");

/** The answers to the chosen questions, each once: numbers by size, then words, the positive ones in their order first. */
export function answersTo(chosen: readonly string[], model: Model): string[] {
  const all = questions(model).filter((column) => chosen.includes(column.name));
  const positive = [...new Set(all.flatMap((column) => shareOf(column, model)?.positive ?? []))];
  const place = (label: string): number => (positive.includes(label) ? positive.indexOf(label) : positive.length);
  const found = [...new Set(all.flatMap(labels))];
  const numbers = found.filter((label) => parseNumber(label) !== null);
  const words = found.filter((label) => parseNumber(label) === null);
  return [
    ...numbers.sort((one, other) => (parseNumber(one) ?? 0) - (parseNumber(other) ?? 0)),
    ...words.sort((one, other) => place(one) - place(other)),
  ];
}

/** The measure of shares that a question is proposed as. */
const shareOf = (column: Column, model: Model): PlanMeasure | undefined =>
  model.plan?.measures?.find((one) => one.type === "proportion" && one.column === column.name);

/** The answers to a question that are not proposed to stand outside the base. */
const inside = (column: Column, model: Model): string[] =>
  labels(column).filter((label) => !shareOf(column, model)?.missing?.includes(label));

/**
 * What the answers to a question are likely worth: numbers evenly from the worst to the best, words among them nothing;
 * words alone 100 where they are proposed as positive and else 0; nothing where they stand outside the base.
 */
function likely(column: Column, model: Model): Record<string, string> {
  const counted = inside(column, model);
  const positive = new Set(shareOf(column, model)?.positive ?? []);
  const values = counted.map(parseNumber).filter((value) => value !== null);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const turned = counted.some((label) => parseNumber(label) === least && positive.has(label));
  const worth = (label: string): string => {
    const value = parseNumber(label);
    if (!counted.includes(label)) return "";
    if (most <= least || values.length === 0) return positive.has(label) ? "100" : "0";
    if (value === null) return "";
    const part = (value - least) / (most - least);
    return written(HUNDRED * (turned ? 1 - part : part));
  };
  return Object.fromEntries(labels(column).map((label) => [label, worth(label)]));
}

/** The questions chosen anew: what has been written stays, and new answers get what they are likely worth. */
export function withQuestions(draft: ScoreDraft, chosen: readonly string[], model: Model): ScoreDraft {
  const known = (column: Column): number => (shareOf(column, model) ? 1 : 0);
  // The first says what an answer is worth: a question that is proposed as a share, and the one with most answers.
  const likelyAll = questions(model)
    .filter((column) => chosen.includes(column.name))
    .sort((one, other) => known(other) - known(one) || other.levels.length - one.levels.length)
    .reduce<Record<string, string>>((all, column) => ({ ...likely(column, model), ...all }), {});
  return {
    ...draft,
    questions: [...chosen],
    points: Object.fromEntries(
      answersTo(chosen, model).map((answer) => [answer, draft.points[answer] ?? likelyAll[answer] ?? ""]),
    ),
  };
}

/** A dimension of the questions that are answered alike, as many as there are of them. */
export function proposedScore(model: Model, name: (n: number) => string): PlanMeasure {
  const all = questions(model);
  const scale = (column: Column): string[] => inside(column, model);
  const alike = (column: Column): Column[] =>
    all.filter((other) => scale(other).every((label) => scale(column).includes(label)));
  const families = all.map(alike);
  const most = families.reduce((best, one) => (one.length > best.length ? one : best), []);
  const chosen = (most.length >= FEWEST ? most : all).map((column) => column.name);
  const taken = new Set(model.plan?.measures?.map((one) => one.id));
  let n = 1;
  while (taken.has(`dimension-${n}`)) n++;
  const none: ScoreDraft = { questions: [], weights: {}, points: {} };
  return {
    id: `dimension-${n}`,
    type: "score",
    column: "",
    label: name(n),
    direction: "higher",
    nation: "auto",
    ...scoreOf(withQuestions(none, chosen, model)),
  };
}

/** The form's state behind what a plan says: positive answers are worth 100 and others 0. */
export function scoreDraftOf(measure: PlanMeasure, model: Model): ScoreDraft {
  const items = measure.items ?? [];
  const chosen = items.map((item) => item.column);
  const missing = new Set(measure.missing ?? []);
  const { points } = measure;
  const worth = (answer: string): string => {
    const given = points ? points[answer] : measure.positive?.includes(answer) ? 1 : 0;
    return missing.has(answer) || given === undefined ? "" : written(HUNDRED * given);
  };
  const answers = [...new Set([...answersTo(chosen, model), ...Object.keys(points ?? {})])];
  return {
    questions: chosen,
    weights: Object.fromEntries(
      items.flatMap((item) => (item.weight === undefined ? [] : [[item.column, written(item.weight)]])),
    ),
    points: Object.fromEntries(answers.map((answer) => [answer, worth(answer)])),
  };
}

export const draftOfScore = (measure: PlanMeasure, model: Model): ScoreDraft =>
  model.scores[measure.id] ?? scoreDraftOf(measure, model);

const weightOf = (draft: ScoreDraft, question: string): number | null => parseNumber(draft.weights[question] ?? "");

/** Whether the questions have weights: all of them, and some above 0. */
export const weighted = (draft: ScoreDraft): boolean =>
  draft.questions.every((question) => (weightOf(draft, question) ?? -1) >= 0) &&
  draft.questions.some((question) => (weightOf(draft, question) ?? 0) > 0);

/** Whether some questions have weights and others not. */
export const partlyWeighted = (draft: ScoreDraft): boolean =>
  !weighted(draft) && draft.questions.some((question) => (draft.weights[question] ?? "").trim() !== "");

/** What the plan says: weights for all questions or for none, and what each answer is worth, 0–1. */
export function scoreOf(draft: ScoreDraft): Pick<PlanMeasure, "items" | "points" | "missing" | "positive"> {
  const all = weighted(draft);
  const worth = (text: string): number | null => parseNumber(text);
  const entries = Object.entries(draft.points);
  return {
    items: draft.questions.map((column) => ({
      column,
      ...(all ? { weight: weightOf(draft, column) ?? 0 } : {}),
    })),
    points: Object.fromEntries(
      entries.flatMap(([answer, text]) => {
        const value = worth(text);
        return value === null ? [] : [[answer, Number((value / HUNDRED).toPrecision(12))]];
      }),
    ),
    missing: entries.filter(([, text]) => text.trim() === "").map(([answer]) => answer),
    positive: undefined,
  };
}

/** What is wrong with a dimension, and where: too few questions, a weight or a worth that cannot be used. */
export type WrongScore =
  | { at: "questions"; what: "few" }
  | { at: "weights"; name: string; what: "weight" }
  | { at: "points"; name: string; what: "points" }
  | { at: "points"; name: string; what: "alike" };

export function wrongsOfScore(draft: ScoreDraft): WrongScore[] {
  const wrong: WrongScore[] = [];
  if (draft.questions.length < FEWEST) wrong.push({ at: "questions", what: "few" });
  for (const name of draft.questions)
    if ((draft.weights[name] ?? "").trim() !== "" && !((weightOf(draft, name) ?? -1) >= 0))
      wrong.push({ at: "weights", name, what: "weight" });
  const worths = Object.entries(draft.points);
  for (const [name, text] of worths) {
    const value = parseNumber(text);
    if (text.trim() !== "" && (value === null || value < 0 || value > HUNDRED))
      wrong.push({ at: "points", name, what: "points" });
  }
  const different = new Set(worths.map(([, text]) => text.trim()).filter((text) => text !== ""));
  const first = worths[0];
  if (different.size < 2 && first) wrong.push({ at: "points", name: first[0], what: "alike" });
  return wrong;
}

/** The ids of the fields of a dimension's form. */
export const fieldOf = (measure: string, at: WrongScore["at"], place: number): string => `s-${measure}-${at}-${place}`;

/** The id of the first field of a dimension that cannot be used as it is; null where all can. */
export function firstWrongScore(measure: PlanMeasure, model: Model): string | null {
  const draft = draftOfScore(measure, model);
  const [wrong] = wrongsOfScore(draft);
  if (!wrong) return null;
  if (wrong.at === "questions") return fieldOf(measure.id, "questions", 0);
  const names = wrong.at === "weights" ? draft.questions : Object.keys(draft.points);
  return fieldOf(measure.id, wrong.at, names.indexOf(wrong.name));
}

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Inspection, Plan, PlanMeasure, Role, Start } from "../../../www/src/contract.ts";
import {
  firstWrongScore,
  proposedScore,
  scoreDraftOf,
  withQuestions,
  wrongsOfScore,
} from "../../../www/src/lib/score.ts";
import { firstWrong, mostOf } from "../../../www/src/nation.ts";
import { initial, type Message, type Model, type ScoreDraft } from "../../../www/src/state.ts";
import { update } from "../../../www/src/update.ts";

const column = (name: string, levels: string[], role: Role = "item") => ({
  name,
  role,
  samples: [],
  levels: levels.map((label) => ({ label, count: 10 })),
});
const WORDS = ["aldrig", "alltid", "ibland", "vet ej"];
const file = (...columns: ReturnType<typeof column>[]) => ({
  name: "a.csv",
  size: 1,
  example: false,
  inspection: { file: 0, kind: "survey", columns, findings: [] } as unknown as Inspection,
});
const share = (name: string, positive: string[], missing: string[] = []): PlanMeasure => ({
  id: name,
  type: "proportion",
  column: name,
  positive,
  missing,
});
const plan: Plan = {
  plan: 1,
  measures: [share("q1", ["alltid"], ["vet ej"]), share("q2", ["alltid"], ["vet ej"]), share("betyg", ["5", "4"])],
};
const model: Model = {
  ...initial(),
  start: { indicators: [] } as unknown as Start,
  region: "13",
  files: [
    file(
      column("q1", WORDS),
      column("q2", WORDS),
      column("betyg", ["3", "1", "5"]),
      column("kon", ["k", "m"], "group"),
    ),
  ],
  plan,
};
const after = (from: Model, ...messages: Message[]): Model =>
  messages.reduce((now, message) => update(now, message)[0], from);
const proposed = proposedScore(model, (n) => `Dimension ${n}`);
const added = after(model, { type: "add-measure", measure: proposed });
const own = (of: Model): PlanMeasure => of.plan?.measures?.find((one) => one.type === "score") as PlanMeasure;
const written = (of: Model, changed: Partial<ScoreDraft>): Model =>
  after(of, {
    type: "score",
    id: own(of).id,
    draft: { ...scoreDraftOf(own(of), of), ...of.scores[own(of).id], ...changed },
  });

test("a dimension is proposed of the questions that are answered alike, with the shares' own positive answers", () => {
  assert.deepEqual(proposed.items, [{ column: "q1" }, { column: "q2" }]);
  assert.deepEqual(proposed.points, { aldrig: 0, alltid: 1, ibland: 0 });
  assert.deepEqual([proposed.missing, proposed.label, proposed.column], [["vet ej"], "Dimension 1", ""]);
  assert.equal(proposedScore(added, (n) => `Dimension ${n}`).id, "dimension-2");
  const [, effects] = update(model, { type: "add-measure", measure: proposed });
  assert.deepEqual(effects, [{ type: "focus", id: "m-dimension-1-label" }]);
});

test("a question whose share has been removed takes after one that is still there", () => {
  const fewer = after(model, { type: "drop-measure", id: "q1" });
  assert.deepEqual(proposedScore(fewer, String).points, { aldrig: 0, alltid: 1, ibland: 0 });
});

test("answers in numbers are worth equal steps from worst to best, and the other way where low ones are positive", () => {
  const none: ScoreDraft = { questions: [], weights: {}, points: {} };
  const of = (positive: string[]) =>
    withQuestions(none, ["betyg"], { ...model, plan: { plan: 1, measures: [share("betyg", positive)] } }).points;
  assert.deepEqual(of(["5", "4"]), { "1": "0", "3": "50", "5": "100" });
  assert.deepEqual(of(["1"]), { "1": "100", "3": "50", "5": "0" });
  const mixed = [file(column("q", ["5", "vet ej", "1"]))];
  assert.deepEqual(withQuestions(none, ["q"], { ...model, files: mixed, plan: null }).points, {
    "1": "0",
    "5": "100",
    "vet ej": "",
  });
});

test("choosing another question keeps what is written and adds its answers; leaving it takes them away", () => {
  const draft: ScoreDraft = { ...scoreDraftOf(proposed, model), weights: { q1: "0,4" } };
  draft.points["ibland"] = "60";
  const wider = withQuestions(draft, ["q1", "q2", "betyg"], model);
  assert.deepEqual(wider.points, {
    "1": "0",
    "3": "50",
    "5": "100",
    aldrig: "0",
    alltid: "100",
    ibland: "60",
    "vet ej": "",
  });
  assert.deepEqual(wider.weights, { q1: "0,4" });
  assert.deepEqual(withQuestions(wider, ["q1", "q2"], model).points, draft.points);
});

test("weights go into the plan when every question has one, else none does", () => {
  const partly = written(added, { weights: { q1: "0,34" } });
  assert.deepEqual(own(partly).items, [{ column: "q1" }, { column: "q2" }]);
  assert.equal(firstWrong(partly), null);
  const whole = written(added, { weights: { q1: "0,34", q2: "0,23" } });
  assert.deepEqual(own(whole).items, [
    { column: "q1", weight: 0.34 },
    { column: "q2", weight: 0.23 },
  ]);
  assert.deepEqual(own(written(added, { weights: { q1: "0", q2: "0" } })).items, [{ column: "q1" }, { column: "q2" }]);
  assert.deepEqual(scoreDraftOf(own(whole), whole).weights, { q1: "0,34", q2: "0,23" });
});

test("what an answer is worth is 0–100 in the form and 0–1 in the plan; an empty one is outside the base", () => {
  const changed = written(added, { points: { aldrig: "0", alltid: "100", ibland: "62,5", "vet ej": "" } });
  assert.deepEqual(own(changed).points, { aldrig: 0, alltid: 1, ibland: 0.625 });
  assert.deepEqual(own(changed).missing, ["vet ej"]);
  const opened = { ...own(changed), points: undefined, positive: ["alltid"] };
  assert.deepEqual(scoreDraftOf(opened, model).points, { aldrig: "0", alltid: "100", ibland: "0", "vet ej": "" });
});

test("what cannot be used is said where it stands and stops the computation", () => {
  const at = (changed: Partial<ScoreDraft>): string | null => firstWrong(written(added, changed));
  assert.equal(at({ questions: ["q1"] }), "s-dimension-1-questions-0");
  assert.equal(at({ weights: { q2: "-1" } }), "s-dimension-1-weights-1");
  assert.equal(at({ points: { aldrig: "0", alltid: "101" } }), "s-dimension-1-points-1");
  assert.equal(at({ points: { aldrig: "50", alltid: "50" } }), "s-dimension-1-points-0");
  assert.deepEqual(wrongsOfScore({ questions: ["q1", "q2"], weights: {}, points: { a: "0", b: "100" } }), []);
  assert.equal(firstWrongScore(own(added), added), null);
  const [, effects] = update({ ...written(added, { questions: ["q1"] }), view: "fil" }, { type: "analyse" });
  assert.deepEqual(effects.at(-1), { type: "focus", id: "s-dimension-1-questions-0" });
});

test("a dimension outlives a new proposal with the questions that are still there", () => {
  const again = after(added, { type: "planned", plan });
  assert.deepEqual(own(again), proposed);
  const fewer = after({ ...added, files: [file(column("q1", WORDS))] }, { type: "planned", plan });
  assert.equal(own(fewer), undefined);
});

test("a national value for a dimension is a number from 0 to 100", () => assert.equal(mostOf(proposed, model), 100));

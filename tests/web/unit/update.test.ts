import assert from "node:assert/strict";
import { test } from "node:test";
import type { Inspection, Plan, Result, Start } from "../../../www/src/contract.ts";
import { asPercent } from "../../../www/src/percent.ts";
import { initial, type Effect, type Message, type Model } from "../../../www/src/state.ts";
import { update } from "../../../www/src/update.ts";

const start = {
  regions: [],
  indicators: [],
  goals: [],
  perspectives: [],
  sources: [],
  pandemic: [],
  version: "0",
  reference: { version: "", retrieved: "" },
} satisfies Start;
const inspection = { file: 0, columns: [], findings: [] } as unknown as Inspection;
const result = { comparisons: [], estimates: [] } as unknown as Result;
const plan: Plan = {
  plan: 1,
  measures: [{ id: "a", type: "proportion", column: "a", positive: ["ja"], nation: "auto" }],
};

function after(model: Model, ...messages: Message[]): { model: Model; effects: Effect[] } {
  return messages.reduce<{ model: Model; effects: Effect[] }>(
    (step, message) => {
      const [next, effects] = update(step.model, message);
      return { model: next, effects };
    },
    { model, effects: [] },
  );
}

const kinds = (effects: Effect[]): string[] => effects.map((effect) => effect.type);

test("opening asks the core for its figures, and for the region in the address once they are there", () => {
  const opened = after(initial(), {
    type: "opened",
    address: { region: "13", lang: "en", view: "oversikt", measure: null },
    today: "2026-11-23",
  });
  assert.deepEqual(kinds(opened.effects), ["start"]);
  assert.deepEqual(after(opened.model, { type: "started", start }).effects, [{ type: "overview", region: "13" }]);
});

test("figures for a region that is no longer chosen are left aside", () => {
  const { model } = after({ ...initial(), start, region: "01" }, { type: "overview", region: "13", result });
  assert.equal(model.overview, null);
});

test("a result cannot be linked to without a file", () => {
  const { model } = after(initial(), {
    type: "opened",
    address: { region: null, lang: "sv", view: "resultat", measure: null },
    today: "",
  });
  assert.equal(model.view, "fil");
});

test("a file read is followed by a proposal only when a region is chosen, and nothing is computed", () => {
  const added: Message = { type: "added", name: "x.csv", size: 1, example: false, inspection };
  assert.deepEqual(kinds(after({ ...initial(), start }, added).effects), ["focus"]);
  assert.deepEqual(kinds(after({ ...initial(), start, region: "13" }, added).effects), ["propose", "focus"]);
  assert.ok(kinds(after({ ...initial(), start }, added, { type: "region", region: "13" }).effects).includes("propose"));
});

test("what the user has chosen for a measure outlives a new proposal", () => {
  const { model } = after(
    { ...initial(), region: "13" },
    { type: "planned", plan },
    { type: "measure", id: "a", change: { positive: ["nej"] } },
    { type: "planned", plan },
  );
  assert.deepEqual(model.plan?.measures?.[0]?.positive, ["nej"]);
  assert.equal(model.plan?.region, "13");
});

test("a built-in indicator enters the plan only when question, scale and population are confirmed", () => {
  const nation = (model: Model) => model.plan?.measures?.[0]?.nation;
  const chosen = after(
    { ...initial(), plan },
    { type: "nation", id: "a", change: { mode: "indicator", indicator: "U70447", question: true, scale: true } },
  );
  assert.equal(nation(chosen.model), "auto");
  assert.deepEqual(nation(after(chosen.model, { type: "nation", id: "a", change: { population: true } }).model), {
    indicator: "U70447",
  });
});

test("an own national value is read with a decimal comma, and an empty one leaves the plan at auto", () => {
  const nation = (value: string) =>
    after(
      { ...initial(), plan },
      { type: "nation", id: "a", change: { mode: "value", value, n: "9 500", period: "2020" } },
    ).model.plan?.measures?.[0]?.nation;
  assert.deepEqual(nation("66,5"), { value: 0.665, n: 9500, period: "2020" });
  assert.equal(nation(""), "auto");
});

test("a change after the result marks it as old, and a new result takes the mark away", () => {
  const changed = after({ ...initial(), plan, result }, { type: "plan", change: { confidence: 0.99 } });
  assert.equal(changed.model.stale, true);
  assert.equal(after(changed.model, { type: "analysed", region: null, result }).model.stale, false);
});

test("clearing takes away files, plan, result and comments and ends the worker", () => {
  const full: Model = {
    ...initial(),
    files: [{ name: "x", size: 1, example: false, inspection }],
    plan,
    result,
    comments: { a: "ord" },
    view: "resultat",
  };
  const { model, effects } = after(full, { type: "clear" });
  assert.deepEqual([model.files, model.plan, model.result, model.comments, model.view], [[], null, null, {}, "fil"]);
  assert.ok(kinds(effects).includes("clear"));
});

test("a failure keeps the other files, unless the worker was lost", () => {
  const full: Model = { ...initial(), files: [{ name: "x", size: 1, example: false, inspection }] };
  const failure = { code: "X_FILE_EMPTY", file: null, row: null, column: null, params: {}, name: "y.csv" };
  assert.equal(after(full, { type: "failed", failure, lost: false }).model.files.length, 1);
  assert.equal(after(full, { type: "failed", failure, lost: true }).model.files.length, 0);
});

test("shares of answers are written as per cent; other figures are left alone", () => {
  const estimate = { measure: "a", value: 0.665, se: 0.01, low: 0.64, high: 0.69 };
  const given = {
    measures: [
      { id: "a", unit: "share", relevance: 0.02 },
      { id: "b", unit: "minutes", relevance: 5 },
    ],
    estimates: [estimate, { ...estimate, measure: "b", value: 12 }],
    comparisons: [],
    distributions: [{ measure: "a", answers: [{ answer: "ja", positive: true, share: 0.25 }] }],
  } as unknown as Result;
  const shown = asPercent(given);
  assert.deepEqual(
    shown.measures.map((one) => [one.unit, one.relevance]),
    [
      ["percent", 2],
      ["minutes", 5],
    ],
  );
  assert.deepEqual(
    shown.estimates.map((one) => one.value),
    [66.5, 12],
  );
  assert.equal(shown.distributions[0]?.answers[0]?.share, 25);
});

test("an indicator that the core has recognised in a table is shown as chosen, and can be taken back", () => {
  const published: Plan = {
    plan: 1,
    measures: [{ id: "a", type: "published", column: "a", nation: { indicator: "U70447" } }],
  };
  const { model } = after({ ...initial(), plan: published }, { type: "nation", id: "a", change: { question: false } });
  assert.equal(model.plan?.measures?.[0]?.nation, "auto");
});

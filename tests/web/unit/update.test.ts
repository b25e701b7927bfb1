import assert from "node:assert/strict";
import { test } from "node:test";
import type { Comparison, Inspection, Plan, PlanMeasure, Result, Start } from "../../../www/src/contract.ts";
import { shownOf } from "../../../www/src/lib/find.ts";
import { mostOf } from "../../../www/src/nation.ts";
import { asPercent } from "../../../www/src/percent.ts";
import { initial, outOfDate, type Effect, type Message, type Model, type NationDraft } from "../../../www/src/state.ts";
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

test("levels that were put together outlive a new proposal, in the columns that it still groups by", () => {
  const gather = {
    omrade: { into: { Utsatta: ["Norr", "Öster"], Övriga: ["*"] } },
    kommun: { by: "skr_2023" as const },
  };
  const again = (groups: string[]): Plan | null =>
    after(
      { ...initial(), region: "13", plan: { ...plan, groups: ["kommun", "omrade"] } },
      { type: "plan", change: { gather } },
      { type: "planned", plan: { ...plan, groups } },
    ).model.plan;
  assert.deepEqual(again(["kommun", "kon", "omrade"])?.gather, gather);
  assert.deepEqual(again(["kon", "omrade"])?.gather, { omrade: gather.omrade });
  assert.equal("gather" in (again(["kon"]) ?? {}), false);
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

test("an own national value that is no number, or no share, is not used, and nothing is computed until it is right", () => {
  const given = (change: Partial<NationDraft>) =>
    after({ ...initial(), plan }, { type: "nation", id: "a", change: { mode: "value", ...change } }).model;
  const nation = (model: Model) => model.plan?.measures?.[0]?.nation;
  const wrong = [
    [{ value: "sextio" }, "value"],
    [{ value: "101" }, "value"],
    [{ value: "-1" }, "value"],
    [{ value: "66,5", high: "120" }, "high"],
    [{ value: "66,5", n: "1,5" }, "n"],
  ] as const;
  for (const [change, field] of wrong) {
    const model = given(change);
    assert.equal(nation(model), "auto", JSON.stringify(change));
    const stopped = after(model, { type: "analyse" });
    assert.ok(!kinds(stopped.effects).includes("analyse"));
    assert.deepEqual(stopped.effects.at(-1), { type: "focus", id: `n-a-${field}` });
    assert.equal(stopped.model.view, "fil");
    const right = after(model, { type: "nation", id: "a", change: { value: "66,5", high: "", n: "" } });
    assert.deepEqual(nation(right.model), { value: 0.665 });
    assert.ok(kinds(after(right.model, { type: "analyse" }).effects).includes("analyse"));
  }
});

test("the limits of an own value follow the unit of the measure", () => {
  const file = (samples: string[], unit: string | null): Model => ({
    ...initial(),
    files: [
      {
        name: "x",
        size: 1,
        example: false,
        inspection: {
          columns: [
            { name: "Andel", type: "decimal", role: "value", unit, samples },
            { name: "n", type: "integer", role: "count", unit: null, samples: ["40"] },
          ],
        } as unknown as Inspection,
      },
    ],
  });
  const published: PlanMeasure = { id: "p", type: "published", column: "Andel" };
  assert.equal(mostOf(published, file(["0,61", "0,7"], null)), 1);
  assert.equal(mostOf(published, file(["61", "70"], "%")), 100);
  assert.equal(mostOf(published, file(["5451", "5911"], "kr")), null);
  assert.equal(mostOf({ ...published, type: "mean" }, initial()), null);
  assert.equal(mostOf({ ...published, type: "proportion" }, initial()), 100);
});

test("another region on the result page: its result is computed at once and comes without moving the focus", () => {
  const shown: Model = { ...initial(), start, region: "13", plan, result, resultRegion: "13", view: "resultat" };
  const chosen = after(shown, { type: "region", region: "01" });
  assert.deepEqual(
    chosen.effects.find((effect) => effect.type === "analyse"),
    { type: "analyse", plan: { ...plan, region: "01" } },
  );
  assert.ok(outOfDate(chosen.model));
  const come = after(chosen.model, { type: "analysed", region: "01", result });
  assert.deepEqual(kinds(come.effects), ["address"]);
  assert.equal(outOfDate(come.model), false);
  const back = after(chosen.model, { type: "region", region: "13" }, { type: "analysed", region: "01", result });
  assert.ok(kinds(back.effects).includes("analyse"));
});

test("another region in another view: its result is computed when the result page is opened", () => {
  const shown: Model = { ...initial(), start, region: "13", plan, result, resultRegion: "13", view: "oversikt" };
  const chosen = after(shown, { type: "region", region: "01" });
  assert.ok(!kinds(chosen.effects).includes("analyse"));
  assert.ok(kinds(after(chosen.model, { type: "go", view: "resultat" }).effects).includes("analyse"));
});

test("a first measurement that is also the previous one is said once", () => {
  const held = (kind: Comparison["kind"], base: string): Comparison =>
    ({ measure: "a", region: "13", period: "2024", group: null, kind, against: { period: base } }) as Comparison;
  const kinds = ["nation", "previous_measurement", "first_measurement"] as const;
  const shown = (...comparisons: Comparison[]) =>
    shownOf({ ...result, comparisons }, "a", "13", kinds).map(({ one, both }) => [one.kind, both]);
  assert.deepEqual(
    shown(held("nation", "2024"), held("previous_measurement", "2022"), held("first_measurement", "2022")),
    [
      ["nation", false],
      ["previous_measurement", true],
    ],
  );
  assert.equal(shown(held("previous_measurement", "2022"), held("first_measurement", "2018")).length, 2);
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
    funnels: [],
    control_charts: [],
    shrunken: [],
    slopes: [],
    standardised: [],
    adjusted: [],
    distributions: [{ measure: "a", answers: [{ answer: "ja", positive: true, share: 0.25 }] }],
    system: { quadrants: [{ points: [{ parts: [{ indicator: "a", value: 0.5, nation: 0.4 }] }] }] },
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
  assert.deepEqual(shown.system.quadrants[0]?.points[0]?.parts[0], { indicator: "a", value: 50, nation: 40 });
});

test("an indicator that the core has recognised in a table is shown as chosen, and can be taken back", () => {
  const published: Plan = {
    plan: 1,
    measures: [{ id: "a", type: "published", column: "a", nation: { indicator: "U70447" } }],
  };
  const { model } = after({ ...initial(), plan: published }, { type: "nation", id: "a", change: { question: false } });
  assert.equal(model.plan?.measures?.[0]?.nation, "auto");
});

test("a saved plan is the plan: for the files that are there, and for those that come", () => {
  const opened = { ...plan, region: "13", confidence: 0.9 };
  const file = new File(["{}"], "plan.json");
  assert.deepEqual(after({ ...initial(), start }, { type: "open-plan", file }).effects, [
    { type: "adopt", plan: file, files: 0 },
  ]);
  const before = after({ ...initial(), start }, { type: "adopted", plan: opened, inspections: [] });
  assert.equal(before.model.plan, null);
  assert.equal(before.model.region, "13");
  const added = after(before.model, { type: "added", name: "a.csv", size: 1, example: false, inspection });
  assert.deepEqual(added.effects[0], { type: "adopt", plan: opened, files: 1 });
  const other = { ...inspection, kind: "survey" } as Inspection;
  const taken = after(added.model, { type: "adopted", plan: opened, inspections: [other] });
  assert.deepEqual(taken.model.plan, opened);
  assert.equal(taken.model.files[0]?.inspection, other);
});

test("a saved plan that does not fit leaves the file with a plan of its own", () => {
  const model = { ...initial(), start, region: "13", saved: plan, files: [] as Model["files"] };
  const failure = { code: "X_PLAN_COLUMN", file: null, row: null, column: "a", params: {}, name: null };
  const failed = after(model, { type: "failed", failure, lost: false });
  assert.equal(failed.model.saved, null);
  assert.deepEqual(kinds(failed.effects), ["propose", "focus"]);
});

test("the system perspective is computed when its view is opened, and again when the plan has changed", () => {
  const opened = update({ ...initial(), start, region: "13" }, { type: "go", view: "kostnad" });
  const asked = opened[1].find((effect) => effect.type === "system");
  assert.deepEqual(asked, { type: "system", plan: { plan: 1, region: "13", system: {} } });
  const of = JSON.stringify(asked?.type === "system" ? asked.plan : null);
  const [done] = update(opened[0], { type: "systemed", of, result });
  assert.equal(
    update(done, { type: "go", view: "kostnad" })[1].some((effect) => effect.type === "system"),
    false,
  );
  const [changed, effects] = update(done, { type: "system", change: { equalisation: { "2022": 2024 } } });
  assert.deepEqual(
    effects.map((effect) => effect.type),
    ["system", "moved"],
  );
  assert.deepEqual(changed.system.plan.equalisation, { "2022": 2024 });
  assert.deepEqual(kinds(update(done, { type: "system", change: { quadrant: { period: "2022" } } })[1]), ["system"]);
  const nothing = { figures: 0 } as unknown as NonNullable<Model["system"]["moved"]>;
  const answered = (of: string) => update(changed, { type: "moved", of, moved: nothing, from: null })[0].system.moved;
  assert.equal(answered("of an earlier question"), null);
  assert.equal(answered(JSON.stringify(effects[0]?.type === "system" && effects[0].plan)), nothing);
  const address = { region: "13", lang: "sv" as const, view: "kostnad" as const, measure: null };
  const back = after({ ...initial(), start, region: "13" }, { type: "address", address });
  assert.deepEqual(kinds(back.effects), ["focus", "system"]);
  const own = { ...changed, plan: { plan: 1 as const, measures: [] } };
  assert.equal(
    update(own, { type: "go", view: "kostnad" })[1].some((effect) => effect.type === "system"),
    true,
  );
});

test("a new proposal keeps what the user has asked of funnels, but no group that it may not have", () => {
  const across = {
    funnel: { period: "2022", target: "mean", winsorise: 0, units: "vardcentral" },
    slope: [{ group: "alder", order: ["a", "b", "c"] }],
    shrinkage: false,
  } as const;
  const asked = { ...plan, across } as unknown as Plan;
  const { model } = after({ ...initial(), plan: asked }, { type: "planned", plan });
  assert.deepEqual(model.plan?.across, { funnel: { period: "2022", target: "mean", winsorise: 0 }, shrinkage: false });
  assert.equal(after({ ...initial(), plan }, { type: "planned", plan }).model.plan?.across, undefined);
});

test("what is said of a file stands while its plan is proposed, and is gone when something else begins", () => {
  const read = { ...initial(), said: "fileRead" } as const;
  assert.equal(after(read, { type: "working", task: "propose", name: null }).model.said, "fileRead");
  assert.equal(after(read, { type: "working", task: "analyse", name: null }).model.said, null);
});

test("a region that is chosen is said, and a removed measure leaves the focus at the measures", () => {
  const { model } = after(
    { ...initial(), start },
    { type: "region", region: "13" },
    { type: "working", task: "overview", name: null },
  );
  assert.equal(model.said, "regionChosen");
  assert.equal(after(model, { type: "region", region: null }).model.said, null);
  const dropped = after({ ...initial(), plan }, { type: "drop-measure", id: "a" });
  assert.deepEqual([dropped.model.plan?.measures, dropped.effects], [[], [{ type: "focus", id: "plan-title" }]]);
});

test("the core practises once for a file to come, and again when all was cleared", () => {
  const near: Message = { type: "near" };
  const { model, effects } = after({ ...initial(), start }, near);
  assert.deepEqual(kinds(effects), ["practise"]);
  assert.deepEqual(after(model, near).effects, []);
  const reading = after({ ...initial(), start }, { type: "working", task: "add", name: "a.csv" }).model;
  assert.deepEqual(after(reading, near).effects, []);
  const read = after(initial(), { type: "added", name: "a.csv", size: 1, example: false, inspection }).model;
  assert.deepEqual(after(read, near).effects, []);
  assert.deepEqual(kinds(after(model, { type: "clear" }, near).effects), ["practise"]);
});

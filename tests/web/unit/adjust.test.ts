import assert from "node:assert/strict";
import { test } from "node:test";
import type { Adjust, Inspection, Plan } from "../../../www/src/contract.ts";
import { adjustDraftOf, adjustOf, draftOfAdjust, groupColumns, wrongsOfAdjust } from "../../../www/src/lib/adjust.ts";
import { firstWrong } from "../../../www/src/nation.ts";
import { initial, type AdjustDraft, type Message, type Model } from "../../../www/src/state.ts";
import { update } from "../../../www/src/update.ts";

const column = (name: string, levels: string[], role = "group") => ({
  name,
  role,
  samples: [],
  levels: levels.map((label) => ({ label, count: 10 })),
});
const design = {
  ids: [],
  strata: null,
  weights: "vikt",
  fpc: [],
  nest: false,
  replicates: null,
  pps: null,
  lonely: "fail",
};
const plan = { plan: 1, files: [{ match: "*", design: { ...design, adjust: null } }], measures: [] } as Plan;
const model: Model = {
  ...initial(),
  region: "13",
  plan,
  files: [
    {
      name: "a.csv",
      size: 1,
      example: false,
      inspection: {
        columns: [
          column("kon", ["man", "kvinna"]),
          column("alder", ["65+", "0-64"]),
          column("vikt", ["1", "2"], "weight"),
        ],
        findings: [],
      } as unknown as Inspection,
    },
  ],
};
const columns = groupColumns(model);
const after = (from: Model, ...messages: Message[]): Model =>
  messages.reduce((now, message) => update(now, message)[0], from);
const empty = draftOfAdjust(model);
const people = { kon: { kvinna: "60", man: "40" }, alder: { "0-64": "70", "65+": "30" } };
const draft = (changed: Partial<AdjustDraft>): AdjustDraft => ({ ...empty, totals: people, ...changed });
const inPlan = (of: Model): Adjust | null => of.plan?.files?.[0]?.design?.adjust ?? null;

test("post-stratification takes one column, raking those that are filled in", () => {
  assert.deepEqual(adjustOf(draft({ kind: "poststratify", column: "alder" }), columns), {
    type: "poststratify",
    margins: [{ variable: "alder", totals: { "0-64": 70, "65+": 30 } }],
  });
  assert.deepEqual(adjustOf(draft({ kind: "rake", totals: { kon: people.kon } }), columns), {
    type: "rake",
    margins: [{ variable: "kon", totals: { kvinna: 60, man: 40 } }],
  });
  assert.equal(adjustOf(draft({ kind: "none" }), columns), null);
});

test("calibration names its totals as R's model matrix does: all, and every level but the first of a column", () => {
  const totals = { "(Intercept)": 100, konman: 40, "alder65+": 30 };
  assert.deepEqual(adjustOf(draft({ kind: "linear" }), columns), { type: "calibrate", calfun: "linear", totals });
  assert.deepEqual(adjustOf(draft({ kind: "logit", bounds: { low: "0,5", high: "2" } }), columns), {
    type: "calibrate",
    calfun: "logit",
    bounds: [0.5, 2],
    totals,
  });
  assert.deepEqual(adjustOf(draft({ kind: "linear", bounds: { low: "", high: "3" } }), columns), {
    type: "calibrate",
    calfun: "linear",
    bounds: [null, 3],
    totals,
  });
});

test("trimming takes one limit or two", () =>
  assert.deepEqual(adjustOf(draft({ kind: "trim", limits: { low: "", high: "4,5" }, strict: true }), columns), {
    type: "trim",
    lower: null,
    upper: 4.5,
    strict: true,
  }));

test("what a plan says comes back in the form, and from there as it was", () => {
  const all: Adjust[] = [
    { type: "poststratify", margins: [{ variable: "kon", totals: { kvinna: 60, man: 40 } }] },
    { type: "rake", margins: [{ variable: "kon", totals: { kvinna: 60, man: 40 } }] },
    { type: "calibrate", calfun: "raking", totals: { "(Intercept)": 100, konman: 40 } },
    {
      type: "calibrate",
      calfun: "linear",
      bounds: [0.5, 2],
      totals: { "(Intercept)": 100, konman: 40, "alder65+": 30 },
    },
    { type: "trim", lower: 1, upper: 4, strict: false },
    // The form has no fields for these; they stay as they are until something else is chosen.
    { type: "calibrate", calfun: "linear", totals: { "(Intercept)": 100, besok: 250 } },
    { type: "calibrate", calfun: "linear", totals: { konman: 40 } },
    { type: "rake", margins: [{ variable: "kommun", totals: { a: 1, b: 2 } }] },
  ];
  for (const one of all) assert.deepEqual(adjustOf(adjustDraftOf(one, columns), columns), one);
  assert.deepEqual(
    all.map((one) => adjustDraftOf(one, columns).kind),
    ["poststratify", "rake", "raking", "linear", "trim", "kept", "kept", "kept"],
  );
});

test("what is wrong is found where it stands", () => {
  const found = (changed: Partial<AdjustDraft>): string[] =>
    wrongsOfAdjust(draft(changed), columns).map((one) => `${one.what} ${one.field}`);
  assert.deepEqual(found({ kind: "rake" }), []);
  assert.deepEqual(found({ kind: "rake", totals: {} }), ["none margin-0-0"]);
  assert.deepEqual(found({ kind: "poststratify", column: "gone" }), ["none adjust-kind"]);
  assert.deepEqual(found({ kind: "rake", totals: { kon: { kvinna: "60", man: "" } } }), ["partly margin-0-1"]);
  assert.deepEqual(found({ kind: "rake", totals: { kon: { kvinna: "60", man: "noll" } } }), ["number margin-0-1"]);
  assert.deepEqual(found({ kind: "linear", totals: { ...people, kon: { kvinna: "60", man: "42" } } }), [
    "sums margin-1-0",
  ]);
  assert.deepEqual(found({ kind: "linear", totals: { ...people, kon: { kvinna: "60", man: "41" } } }), []);
  assert.deepEqual(found({ kind: "linear", bounds: { low: "1", high: "1" } }), [
    "bounds adjust-low",
    "bounds adjust-high",
  ]);
  assert.deepEqual(found({ kind: "logit", bounds: { low: "-1", high: "2" } }), ["bounds adjust-low"]);
  assert.deepEqual(found({ kind: "logit" }), ["needsBounds adjust-low", "needsBounds adjust-high"]);
  assert.deepEqual(found({ kind: "trim" }), ["needsLimits adjust-low"]);
  assert.deepEqual(found({ kind: "trim", limits: { low: "3", high: "2" } }), ["limits adjust-high"]);
});

test("the plan follows the form, and nothing is computed while something is wrong", () => {
  const right = after(model, { type: "adjust", draft: draft({ kind: "rake" }) });
  assert.equal(inPlan(right)?.type, "rake");
  assert.equal(firstWrong(right), null);
  const wrong = after(right, { type: "adjust", draft: draft({ kind: "logit" }) });
  assert.deepEqual([inPlan(wrong), firstWrong(wrong)], [null, "adjust-low"]);
  const [, effects] = update({ ...wrong, view: "fil" }, { type: "analyse" });
  assert.deepEqual(effects.at(-1), { type: "focus", id: "adjust-low" });
  const again = after(right, { type: "planned", plan });
  assert.equal(inPlan(again)?.type, "rake");
  assert.equal(inPlan(after(right, { type: "adjust", draft: empty }, { type: "planned", plan })), null);
});

test("with two samples there is none to adjust", () => {
  const two = { ...model, plan: { ...plan, files: [...(plan.files ?? []), ...(plan.files ?? [])] } };
  assert.equal(inPlan(after(two, { type: "adjust", draft: draft({ kind: "rake" }) })), null);
  assert.equal(firstWrong({ ...two, adjust: draft({ kind: "logit" }) }), null);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { quadrant } from "../../../www/src/charts/quadrant.ts";
import type { Quadrant, QuadrantPoint } from "../../../www/src/contract.ts";

const point = (region: string, deviation: number, index: number, low: number | null = null): QuadrantPoint => ({
  region,
  cost: 30_000,
  deviation,
  index,
  low,
  high: low === null ? null : index + (index - low),
  present: 5,
  quadrant: deviation < 0 ? "low_cost_high_quality" : "high_cost_low_quality",
  parts: [],
});
const now: Quadrant = {
  period: "2023",
  cost: "U70020",
  nation: 34_108.1,
  weighted_mean: 33_339,
  indicators: [{ id: "a", weight: 1 }],
  points: [point("13", -6, 0.75), point("04", 1.2, -0.5)],
  absent: ["09"],
};
const input = { id: "k", lang: "sv" as const, width: 900, region: "13", now, earlier: null };
const names = { name: (code: string) => `Region ${code}`, short: (code: string) => code };

test("the place is said in words, counted, and without an order of merit", () => {
  const frame = quadrant({ ...input, ...names });
  assert.match(
    frame.finding,
    /^Region 13: kostnad −6,0\s% mot riket och kvalitetsindex \+0,75 mot regionernas medel, alltså lägre kostnad, högre kvalitetsindex\./,
  );
  assert.match(
    frame.finding,
    /1 region har lägre kostnad, högre kvalitetsindex; 1 region har högre kostnad, lägre kvalitetsindex\.$/,
  );
  assert.ok(frame.notes.some((note) => /33\s339\skr.*−2,3\s%/.test(note)));
  assert.ok(frame.notes.some((note) => note.includes("utan uppgift om osäkerhet")));
  assert.ok(frame.notes.some((note) => note.startsWith("Inte med") && note.includes("09")));
  assert.deepEqual(
    frame.table.rows.map((row) => row[0]),
    ["Region 04", "Region 13"],
  );
});

test("an earlier year and uncertainty get columns of their own", () => {
  const earlier = { ...now, period: "2019", points: [point("13", 2, -0.1)] };
  const sure = { ...now, points: [point("13", -6, 0.75, 0.5), point("04", 1.2, -0.5)] };
  const frame = quadrant({ ...input, ...names, now: sure, earlier });
  assert.equal(frame.table.head.length, 7);
  assert.match(frame.points[1] ?? "", /2019: \+2,0\s%, −0,10\.$/);
  assert.ok(frame.notes.some((note) => note.includes("lodräta strecket")));
  const missing = quadrant({ ...input, ...names, region: "09" });
  assert.match(missing.finding, /^Region 09 saknar kostnad eller för många av måtten/);
});

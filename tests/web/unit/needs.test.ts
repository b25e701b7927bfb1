import assert from "node:assert/strict";
import { test } from "node:test";
import type { Gather } from "../../../www/src/contract.ts";
import { isNeed, needOf } from "../../../www/src/views/needs.ts";

test("columns of need are known by how their name begins", () => {
  for (const name of ["CNI", "cni", "CNI 2024", "Care Need Index (CNI)"]) assert.equal(isNeed(name), true, name);
  for (const name of ["CNIx", "Vårdbehov", "kommun"]) assert.equal(isNeed(name), false, name);
});

test("a group is divided by need only where the plan has a limit", () => {
  const limit: Gather = { by: { need: { of: "CNI", at_least: 1.5 } }, into: { Utsatta: ["exposed"] } };
  assert.deepEqual(needOf(limit), { of: "CNI", at_least: 1.5 });
  for (const other of [undefined, { by: "skr_2023" } as Gather, { into: { Valda: ["Norra"] } }])
    assert.equal(needOf(other), undefined);
});

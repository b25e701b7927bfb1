import assert from "node:assert/strict";
import { test } from "node:test";
import type { Finding } from "../../../www/src/contract.ts";
import { findingsCsv, reasons } from "../../../www/src/lib/findings.ts";

const finding = (change: Partial<Finding>): Finding => ({
  code: "E_REGION_UNKNOWN",
  severity: "error",
  file: 0,
  row: 4,
  column: "län",
  params: {},
  count: 2,
  rows: [4, 9],
  ...change,
});

test("a line a place, in both languages, and no text that a spreadsheet takes for a formula", () => {
  const all = [
    finding({ column: "=län;1" }),
    finding({ code: "W_NO_WEIGHTS", file: null, row: null, rows: [], count: 1 }),
  ];
  const lines = findingsCsv(all, ["@min fil.csv"], "sv").split("\r\n");
  assert.equal(lines[0], "\uFEFFfil;rad;kolumn;allvar;kod;antal;förklaring");
  assert.ok(lines[1]?.startsWith("'@min fil.csv;4;\"'=län;1\";error;E_REGION_UNKNOWN;2;"), lines[1]);
  assert.ok(lines[2]?.startsWith("'@min fil.csv;9;"), lines[2]);
  assert.ok(lines[3]?.startsWith(";;län;error;W_NO_WEIGHTS;1;"), lines[3]);
  assert.equal(lines.length, 5);
  assert.match(findingsCsv(all, [], "en"), /^\uFEFFfile;row;column;severity;code;count;explanation\r\n/);
});

test("why rows were rejected: by reason, the most frequent first, of one file", () => {
  const all = [
    finding({ count: 2 }),
    finding({ code: "E_PERIOD_UNKNOWN", count: 5 }),
    finding({ column: "annan", count: 1 }),
    finding({ file: 1, count: 9 }),
    finding({ code: "W_RAGGED_ROW", severity: "warning", count: 7 }),
  ];
  assert.deepEqual(
    reasons(all, 0, "sv").map(({ count }) => count),
    [5, 3],
  );
});

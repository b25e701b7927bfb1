import assert from "node:assert/strict";
import { test } from "node:test";
import { sparing } from "../../../www/src/lib/progress.ts";

test("progress is told now and then, and the end always", (context) => {
  let now = 1000;
  context.mock.method(performance, "now", () => now);
  const told: [number, number][] = [];
  const progress = sparing((done, total) => told.push([done, total]));
  progress(1, 10);
  now += 50;
  progress(2, 10);
  now += 50;
  progress(3, 10);
  progress(10, 10);
  progress(11);
  assert.deepEqual(told, [
    [1, 10],
    [3, 10],
    [10, 10],
  ]);
});

/** What is read before the first file is read as a large survey, so that what reads those becomes fast. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { initSync, Session } from "../../../pkg/rikssnitt.js";
import type { SessionDoor } from "../../../www/src/contract";
import { practiceFile, practise } from "../../../www/src/lib/practice";

initSync({ module: new WebAssembly.Module(readFileSync(`${process.env["ROOT"] ?? ""}pkg/rikssnitt_bg.wasm`)) });
const nothing = (): void => {};
/** Files up to this size are held whole. */
const HELD = 1 << 23;

test("the practice file is a survey that is not held whole", async () => {
  const session: SessionDoor = new Session();
  const file = practiceFile();
  assert.ok(file.size > HELD, String(file.size));
  const inspection = await session.add(file, nothing, new AbortController().signal);
  assert.equal(inspection.kind, "survey");
  const lines = (await file.text()).trimEnd().split("\n");
  assert.equal(inspection.n_data_rows, lines.length - 1);
  const roles = Object.fromEntries(inspection.columns.map(({ name, role }) => [name, role]));
  assert.equal(roles["region"], "region");
  assert.equal(roles["vikt"], "weight");
  const shares = session.propose("01").measures?.filter(({ type }) => type === "proportion") ?? [];
  assert.ok(shares.length >= 3, String(shares.length));
});

test("practising asks for shares of every region and compares them", async () => {
  const session: SessionDoor = new Session();
  const answers: number[] = [];
  const listening = {
    add: session.add.bind(session),
    propose: session.propose.bind(session),
    async analyse(...given: Parameters<SessionDoor["analyse"]>) {
      const result = await session.analyse(...given);
      answers.push(new Set(result.estimates.map(({ region }) => region)).size, result.comparisons.length);
      return result;
    },
  } as unknown as SessionDoor;
  await practise(listening);
  const [regions = 0, comparisons = 0] = answers;
  assert.ok(regions >= 21 && comparisons > 0, String(answers));
});

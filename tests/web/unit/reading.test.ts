import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { initSync, Session } from "../../../pkg/rikssnitt.js";
import type { Inspection, Result, SessionDoor } from "../../../www/src/contract";

initSync({ module: new WebAssembly.Module(readFileSync(`${process.env["ROOT"] ?? ""}pkg/rikssnitt_bg.wasm`)) });

const HELD = 1 << 23;
const ANSWERS = ["alltid", "ibland", "sällan", "aldrig"];
const row = (at: number): string =>
  `${at % 2 ? "13" : "01"};2024;${1 + (at % 90)},5;${at % 3 ? "kvinna" : "man"};"${at % 5 ? "bra" : "bra; men\r\nså där"}";${ANSWERS[at % 4]}\r\n`;
const survey = (rows: number): string =>
  `region;ar;vikt;kon;halsa;delaktig\r\n${Array.from({ length: rows }, (_, at) => row(at)).join("")}`;
const ROWS = 300_000;
const text = new TextEncoder().encode(survey(ROWS));
const nothing = (): void => {};
const open = (): SessionDoor => new Session() as unknown as SessionDoor;

/** A file whose streams give nothing more, or fail, or end, at the given bytes. */
function broken(
  bytes: Uint8Array<ArrayBuffer>,
  at: number[],
  how: "stalls" | "fails" | "ends",
): { blob: Blob; opened: number[] } {
  const opened: number[] = [];
  const stream = (start: number): ReadableStream => {
    let place = start;
    opened.push(start);
    return new ReadableStream({
      type: "bytes",
      pull(controller) {
        const stop = at.find((one) => one >= start && start < one) ?? bytes.length;
        if (place === stop && place < bytes.length) {
          if (how === "stalls") return new Promise(nothing);
          if (how === "fails") return controller.error(new Error("gone"));
        }
        if (place === stop) {
          controller.close();
          controller.byobRequest?.respond(0);
          return;
        }
        const end = Math.min(stop, place + 700_001);
        controller.enqueue(bytes.slice(place, end));
        place = end;
      },
    });
  };
  const blob = { size: bytes.length, name: "stor.csv", slice: (start: number) => ({ stream: () => stream(start) }) };
  return { blob: blob as unknown as Blob, opened };
}

async function answered(blob: Blob): Promise<{ inspection: Inspection; result: Result; exported: string }> {
  const session = open();
  const { signal } = new AbortController();
  const inspection = await session.add(blob, nothing, signal);
  const plan = JSON.stringify(session.propose("13"));
  const result = await session.analyse(plan, nothing, signal);
  const exported = new TextDecoder().decode(await session.export(plan, "json", nothing, signal));
  session.free();
  return { inspection, result, exported };
}

test("a file larger than what is held is read to its end, and its answer is that of its rows", async () => {
  assert.ok(text.length > HELD);
  const { inspection, result } = await answered(new File([text], "stor.csv"));
  assert.equal(inspection.n_data_rows, ROWS);
  assert.equal(result.files[0]?.rows, ROWS);
  const halland = result.estimates.find(
    (one) => one.region === "13" && one.measure === "delaktig" && one.level === null,
  );
  assert.equal(halland?.n, ROWS / 2);
});

for (const how of ["stalls", "fails", "ends"] as const)
  test(`a reading that ${how} is gone on with where it stopped`, { timeout: 60_000 }, async () => {
    const whole = await answered(new File([text], "stor.csv"));
    const { blob, opened } = broken(text, [1_000_003, 9_000_001], how);
    const other = await answered(blob);
    assert.ok(opened.includes(1_000_003) && opened.includes(9_000_001), String(opened));
    assert.deepEqual(other, whole);
  });

test("cancelling between chunks ends the reading, and the session goes on", async () => {
  const session = open();
  const cancel = new AbortController();
  const reading = session.add(new File([text], "stor.csv"), () => cancel.abort(), cancel.signal);
  await assert.rejects(reading, (thrown: { code: string }) => thrown.code === "X_CANCELLED");
  const inspection = await session.add(new File([survey(40)], "liten.csv"), nothing, new AbortController().signal);
  assert.equal(inspection.n_data_rows, 40);
  session.free();
});

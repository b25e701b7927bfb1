/** A large file that several readers have parts of gives the same as one reader does. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { initSync, Part, Session } from "../../../pkg/rikssnitt.js";
import type { Inspection, PartDoor, Result, SessionDoor } from "../../../www/src/contract";
import type { Helper } from "../../../www/src/lib/parts";

initSync({ module: new WebAssembly.Module(readFileSync(`${process.env["ROOT"] ?? ""}pkg/rikssnitt_bg.wasm`)) });

const PART = 75 << 20;
const ANSWERS = ["alltid", "ibland", "sällan", "aldrig", ""];
const row = (at: number): string =>
  `${at % 2 ? "13" : "01"};2024;${1 + (at % 90)},${at % 7}5;${at % 3 ? "kvinna" : "man"};"${at % 5 ? "bra" : "bra; men\r\nså där"}";${ANSWERS[at % 5]};${"x".repeat(at % 400)}\r\n`;
const odd = "Totalt;2024;1,5;man;bra;ibland;\r\n13;2024;tung;man;bra;ibland;\r\n99;2024;2,5;man;bra;ibland;\r\n\r\n";
const nothing = (): void => {};
let file: File;
before(() => {
  const rows = Array.from({ length: 4000 }, (_, at) => row(at)).join("");
  const text = new TextEncoder().encode(rows + odd);
  const head = "region;ar;vikt;kon;halsa;delaktig;kommentar\r\n";
  file = new File([head, ...Array.from({ length: 285 }, () => text), row(1), "Källa: egen enkät\r\n"], "stor.csv");
  assert.ok(file.size > 3 * PART, String(file.size));
});

/** Readers in this thread, as other workers are called: their calls, and bytes that their columns are kept in. */
function helping(opened: string[], fails = "", kept: number[] = []): (blob: Blob) => Promise<Helper> {
  const waits = (call: string): boolean => call === "recognise" || call === "answer";
  return (blob) => {
    const door: PartDoor = new Part(blob);
    return Promise.resolve({
      async ask(call, given, progress, signal) {
        opened.push(call);
        if (call === fails) throw new Error("ended");
        const more = waits(call) ? [(done: number) => progress(done), signal] : [];
        const method = door[call] as (...given: unknown[]) => unknown;
        const value = await method.call(door, ...given, ...more);
        if (call === "settle") kept.push(Number(value));
        return { value, start: door.start(), end: door.end() };
      },
      cancel: nothing,
      end: () => void opened.push("end"),
    });
  };
}

interface Answered {
  inspection: Inspection;
  results: Result[];
}

async function answered(session: SessionDoor, memory: number): Promise<Answered> {
  const { signal } = new AbortController();
  session.setMemory(memory);
  const inspection = await session.add(file, nothing, signal);
  const plan = session.propose("13");
  const results = [];
  for (const groups of [plan.groups ?? [], []])
    results.push(await session.analyse(JSON.stringify({ ...plan, groups }), nothing, signal));
  session.free();
  return { inspection, results };
}

for (const [columns, memory] of [
  ["kept", 1 << 28],
  ["read again", 0],
] as const)
  test(`parts give what the whole gives, their columns ${columns}`, { timeout: 240_000 }, async () => {
    const opened: string[] = [];
    const whole = await answered(new Session(), memory);
    const kept: number[] = [];
    const parts = await answered(new Session(undefined, helping(opened, "", kept), 3), memory);
    assert.deepEqual(
      kept.map((bytes) => bytes > 0),
      [memory > 0, memory > 0],
    );
    // Readers that keep nothing end with each answer, and others go on.
    const asked = { recognise: 2, settle: 2, answer: 4, resume: memory > 0 ? 0 : 2, end: memory > 0 ? 2 : 4 };
    for (const [call, times] of Object.entries(asked))
      assert.equal(opened.filter((one) => one === call).length, times, call);
    assert.deepEqual(parts, whole);
    assert.ok(whole.results[0]?.estimates.some((one) => one.region === "13" && (one.n ?? 0) > 100_000));
    assert.ok(whole.inspection.findings.length > 2);
  });

for (const [call, calls] of [
  ["recognise", ["recognise", "end"]],
  ["answer", ["recognise", "settle", "answer", "end"]],
  ["resume", ["recognise", "settle", "answer", "end", "resume", "end"]],
] as const)
  test(`a reader that ends when it is asked to ${call} is done without`, { timeout: 240_000 }, async () => {
    const opened: string[] = [];
    const alone = await answered(new Session(), 0);
    const left = await answered(new Session(undefined, helping(opened, call), 2), 0);
    assert.deepEqual(opened, calls);
    assert.deepEqual(left, alone);
  });

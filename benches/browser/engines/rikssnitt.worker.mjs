import { initSync, Part, Session } from "../../../pkg/rikssnitt.js";
import { helper, partServer, workers } from "../../../www/src/lib/parts.ts";
import { practise as practised, practiseIn } from "../../../www/src/lib/practice.ts";
import { ITEMS } from "../schema.mjs";
import { serve } from "./worker.mjs";

const plan = (groups) => JSON.stringify({
  plan: 1, region: "13", compare: [], disclosure: { minimum_n: 0 }, reliability: { minimum_n: 0 }, groups,
  measures: ITEMS.map((id) => ({ id, type: "proportion", column: id, positive: ["4", "5"], missing: ["Vet ej"], nation: "data" })),
});
/** `n` and the weighted share of every item, region, year and level: what all engines are compared by. */
const answerOf = (result) => Object.fromEntries(result.estimates.filter((it) => it.region !== "00" && it.n > 0).map((it) => [[it.measure, it.region, it.period, it.level ?? ""].join("|"), [it.n, it.value]]));

let module;
let session;
let asked;
const another = () => new Worker(location.href, { type: "module" });
const part = partServer((message, transfer) => postMessage(message, transfer), (module, blob) => {
  initSync({ module });
  return new Part(blob);
}, (module) => {
  initSync({ module });
  return practised(new Session());
});

const answer = async ({ open, practise, more, cancel, workload, file, memory }) => {
  if (open) {
    module = await WebAssembly.compileStreaming(fetch("/rikssnitt_bg.wasm"));
    initSync({ module });
    const help = (blob) => helper(another(), module, blob);
    session = new Session(undefined, help, open.workers ?? workers());
    return {};
  }
  const nothing = () => {};
  const stop = new AbortController();
  const { signal } = stop;
  if (practise) return practiseIn(another, module, signal).then(() => ({}));
  if (cancel) {
    let asked_at;
    setTimeout(() => { asked_at = performance.now(); stop.abort(); }, cancel);
    await session.add(file, nothing, signal).then(() => { throw new Error("read before it was stopped"); }, (error) => { if (error.code !== "X_CANCELLED") throw error; });
    return { milliseconds: performance.now() - asked_at };
  }
  if (memory !== undefined && memory !== null) session.setMemory(memory);
  const marks = {};
  let before = performance.now();
  const mark = (name) => {
    marks[name] = performance.now() - before;
    before = performance.now();
  };
  if (more) {
    if (!asked) return { marks };
    await session.analyse(plan(asked.groups).replaceAll('["4","5"]', '["5"]'), nothing, signal);
    mark("other_answers");
    await session.analyse(plan(asked.other), nothing, signal);
    mark("other_groups");
    return { marks };
  }
  const inspection = await session.add(file, nothing, signal);
  mark("add");
  if (workload === "W5") return { answer: { rows: inspection.n_data_rows, fields: inspection.n_data_rows * inspection.columns.length }, marks };
  asked = workload === "W2" ? { groups: ["aldersgrupp", "kon"], other: ["halsa"] } : { groups: [], other: ["kon"] };
  const result = await session.analyse(plan(asked.groups), nothing, signal);
  mark("analyse");
  return { answer: answerOf(result), marks };
};
serve(answer, ({ part: message }) => message && part(message));

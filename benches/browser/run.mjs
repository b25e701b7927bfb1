/**
 * Measures the built core against other programs, in the same browser and on the same file.
 *   node run.mjs [--rows 5000000] [--workloads W1,W2,W5] [--engines rikssnitt,duckdb,udsv,raw] [--rounds 5] [--memory BYTES] [--workers N]
 * Every engine's answer is compared with the others' before anything is said about time. Each run has a browser of its
 * own; the engines take turns, so that what else the machine does falls on all of them.
 */
import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { loadavg } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { generate } from "./generate.mjs";
import { native } from "./native.mjs";
import { bundle, folder, openChromium, serve } from "./open.mjs";
import { peak, processor, rest } from "./processes.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const asked = (name, usual) => { const at = process.argv.indexOf(`--${name}`); return at < 0 ? usual : process.argv[at + 1]; };
const rows = Number(asked("rows", "5000000"));
// W3 and W4 ask about visits, whose files are generated here but not yet computed by the core.
const workloads = asked("workloads", "W1,W2,W5").split(",");
const engines = asked("engines", "rikssnitt,duckdb,udsv,raw").split(",");
const rounds = Number(asked("rounds", "5"));
const memory = asked("memory", null);
const workers = asked("workers", "");

const median = (numbers) => { const sorted = [...numbers].sort((a, b) => a - b); return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2; };

async function one(url, engine, workload, path) {
  const browser = await openChromium();
  try {
    const { page } = browser;
    await page.goto(`${url}?engine=${engine}&workers=${workers}`);
    await browser.ready();
    const empty = peak(browser.process);
    await browser.choose(path);
    await page.evaluate(() => window.practise());
    await rest(browser.process);
    const before = processor(browser.process);
    const result = await page.evaluate(([which, bytes]) => window.measure(which, bytes), [workload, memory && Number(memory)]);
    const [highest, spent] = [peak(browser.process), processor(browser.process) - before];
    const more = await page.evaluate(() => window.measureMore());
    return { ...result, marks: { ...result.marks, ...more }, empty, peak: highest, processor: spent };
  } finally {
    await browser.close();
  }
}

/** The first difference between two answers, or nothing. */
function difference(one, other) {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  const near = (a, b) => Array.isArray(a) ? Array.isArray(b) && a.every((part, at) => near(part, b[at])) : a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
  for (const key of keys) if (!near(one[key], other[key])) return `${key}: ${one[key]} and ${other[key]}`;
  return null;
}

const download = { rikssnitt: ["../../pkg/index.html"], duckdb: ["node_modules/@duckdb/duckdb-wasm/dist/duckdb-eh.wasm", "node_modules/@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js"], udsv: ["../../target/bench/built/udsv.worker.js"] };
const packed = (path) => brotliCompressSync(readFileSync(join(here, path)), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).length;
const right = (text, width) => String(text).padStart(width);

mkdirSync(folder, { recursive: true });
const path = join(folder, `survey_${rows}.csv`);
if (!existsSync(path)) generate("survey", rows, path);
const megabytes = statSync(path).size / 1e6;
await bundle(engines);
const server = await serve();
let failed = false;
for (const workload of workloads) {
  const runs = new Map(engines.map((engine) => [engine, []]));
  const loads = [];
  for (let round = 0; round < rounds; round++) {
    loads.push(loadavg()[0]);
    for (const engine of engines) runs.get(engine).push(await one(server.url, engine, workload, path));
    if (workload === "W1") for (const [name, milliseconds] of native(path)) runs.set(name, [...(runs.get(name) ?? []), { milliseconds }]);
  }
  const judged = engines.filter((engine) => engine !== "raw");
  for (const engine of judged) for (const run of runs.get(engine)) {
    const found = difference(runs.get(judged[0])[0].answer, run.answer);
    if (found) { failed = true; console.log(`${workload}: ${judged[0]} and ${engine} differ at ${found}`); }
  }
  const answers = failed ? "" : `, ${Object.keys(runs.get(judged[0])?.[0].answer ?? {}).length} answers equal`;
  console.log(`\n${workload}, ${rows} rows, ${megabytes.toFixed(0)} MB, ${rounds} rounds, load ${Math.min(...loads).toFixed(1)}–${Math.max(...loads).toFixed(1)}${answers}`);
  console.log("              median ms    (min–max)   cpu ms   MB/s  of bare read  × rikssnitt  MiB over empty");
  const time = (name) => runs.has(name) ? median(runs.get(name).map((run) => run.milliseconds)) : null;
  const [ours, raw] = [time("rikssnitt"), time("raw")];
  for (const [name, all] of runs) {
    const times = all.map((run) => run.milliseconds), of = (what) => all[0][what] === undefined ? NaN : median(all.map((run) => run[what]));
    const columns = [name.padEnd(14), right(time(name).toFixed(0), 9), right(`(${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)})`, 15), right(Number.isNaN(of("processor")) ? "" : of("processor").toFixed(0), 8), right((megabytes / time(name) * 1000).toFixed(0), 6), right(raw ? (raw / time(name)).toFixed(2) : "", 13), right(ours ? (time(name) / ours).toFixed(2) : "", 12), right(Number.isNaN(of("peak")) ? "" : (of("peak") - of("empty")).toFixed(0), 15)];
    const marks = Object.keys(all[0].marks ?? {}).map((mark) => `${mark} ${median(all.map((run) => run.marks[mark])).toFixed(0)}`).join(", ");
    console.log(columns.join(" ") + (marks && `   ${marks}`));
  }
}
console.log("\nbrotli:", Object.entries(download).filter(([engine]) => engines.includes(engine)).map(([engine, files]) => `${engine} ${(files.map(packed).reduce((a, b) => a + b, 0) / 1000).toFixed(0)} kB`).join(", "));
server.stop();
process.exitCode = failed ? 1 : 0;

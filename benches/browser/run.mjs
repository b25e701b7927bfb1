/**
 * Measures the built core against other programs, in the same browser and on the same file.
 *   node run.mjs [--rows 1000000] [--workloads W1,W2,W5] [--engines rikssnitt,duckdb,udsv,raw] [--rounds 3]
 * Every engine's answer is compared with the others' before anything is said about time. Each run has a browser of its
 * own; the engines take turns, so that what else the machine does falls on all of them.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import * as esbuild from "esbuild";
import { chromium } from "playwright-core";
import { generate } from "./generate.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const folder = join(root, "target/bench");
const asked = (name, usual) => { const at = process.argv.indexOf(`--${name}`); return at < 0 ? usual : process.argv[at + 1]; };
const rows = Number(asked("rows", "1000000"));
const workloads = asked("workloads", "W1,W2,W5").split(",");
const engines = asked("engines", "rikssnitt,duckdb,udsv,raw").split(",");
const rounds = Number(asked("rounds", "3"));
const MIB = 1024;
const TIME_LIMIT_MS = 600_000;
const TYPES = { ".js": "text/javascript", ".mjs": "text/javascript", ".html": "text/html; charset=utf-8", ".wasm": "application/wasm" };

const median = (numbers) => { const sorted = [...numbers].sort((a, b) => a - b); return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2; };

/** Bundles the engines, so that the page needs nothing from elsewhere. */
async function build() {
  rmSync(join(folder, "built"), { recursive: true, force: true });
  const entryPoints = readdirSync(join(here, "engines")).filter((name) => engines.includes(name.split(".")[0])).map((name) => join(here, "engines", name));
  await esbuild.build({ entryPoints, outdir: join(folder, "built"), bundle: true, format: "esm", target: "es2022", minify: true, logLevel: "error", nodePaths: [join(here, "node_modules")] });
}

async function serve() {
  const places = (path) => path === "/" ? join(here, "page.html") : path === "/rikssnitt_bg.wasm" ? join(root, "pkg", path) : path.startsWith("/built/") ? join(folder, path) : join(here, path);
  const server = createServer((request, response) => {
    const path = places(new URL(request.url, "http://bench").pathname);
    if (path.includes("..") || !existsSync(path) || !statSync(path).isFile()) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream", "Cache-Control": "no-store" }).end(readFileSync(path));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

/** The highest resident memory that any renderer of the browser has had, in MiB. */
function peak(profile) {
  let most = 0;
  for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const command = readFileSync(`/proc/${id}/cmdline`, "utf8");
      if (!command.includes("--type=renderer") || !belongs(id, profile)) continue;
      most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1] ?? 0) / MIB);
    } catch { /* it has ended */ }
  }
  return most;
}

/** Whether a process descends from the browser with this profile. */
function belongs(id, profile) {
  for (let at = id; Number(at) > 1;) {
    if (readFileSync(`/proc/${at}/cmdline`, "utf8").includes(`--user-data-dir=${profile}`)) return true;
    at = /PPid:\s+(\d+)/.exec(readFileSync(`/proc/${at}/status`, "utf8"))?.[1] ?? "0";
  }
  return false;
}

async function one(url, engine, workload, path) {
  const profile = mkdtempSync(join(tmpdir(), "rikssnitt-bench-"));
  const context = await chromium.launchPersistentContext(profile, { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(TIME_LIMIT_MS);
    await page.goto(`${url}?engine=${engine}`);
    await page.waitForFunction("window.isReady");
    const empty = peak(profile);
    await page.locator("#file").setInputFiles(path);
    const result = await page.evaluate((which) => window.measure(which), workload);
    const highest = peak(profile);
    const more = await page.evaluate(() => window.measureMore());
    return { ...result, marks: { ...result.marks, ...more }, empty, peak: highest };
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
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

mkdirSync(folder, { recursive: true });
const path = join(folder, `survey_${rows}.csv`);
if (!existsSync(path)) generate(rows, path);
const megabytes = statSync(path).size / 1e6;
await build();
const server = await serve();
let failed = false;
for (const workload of workloads) {
  const runs = new Map(engines.map((engine) => [engine, []]));
  for (let round = 0; round < rounds; round++) for (const engine of engines) runs.get(engine).push(await one(server.url, engine, workload, path));
  const judged = engines.filter((engine) => engine !== "raw");
  for (const engine of judged.slice(1)) for (const run of runs.get(engine)) {
    const found = difference(runs.get(judged[0])[0].answer, run.answer);
    if (found) { failed = true; console.log(`${workload}: ${judged[0]} and ${engine} differ at ${found}`); }
  }
  const times = (engine) => runs.has(engine) ? median(runs.get(engine).map((run) => run.milliseconds)) : null;
  console.log(`\n${workload}, ${rows} rows, ${megabytes.toFixed(0)} MB, ${rounds} rounds${judged.length > 1 && !failed ? `, ${Object.keys(runs.get(judged[0])[0].answer).length} answers equal` : ""}`);
  for (const engine of engines) {
    const all = runs.get(engine), time = times(engine);
    const marks = Object.keys(all[0].marks ?? {}).map((name) => `${name} ${median(all.map((run) => run.marks[name])).toFixed(0)}`).join(", ");
    const ours = times("rikssnitt"), raw = times("raw");
    const columns = [engine.padEnd(10), `${time.toFixed(0)} ms`.padStart(9), `${(megabytes / time * 1000).toFixed(0)} MB/s`.padStart(9), `peak ${median(all.map((run) => run.peak)).toFixed(0)} MiB`, `empty ${median(all.map((run) => run.empty)).toFixed(0)} MiB`];
    if (ours && engine !== "rikssnitt") columns.push(`${(time / ours).toFixed(2)} × rikssnitt`);
    if (raw && engine !== "raw") columns.push(`${(raw / time).toFixed(2)} of the bare read`);
    console.log(columns.join("  "), marks && ` (${marks})`);
  }
}
console.log("\nbrotli:", Object.entries(download).filter(([engine]) => engines.includes(engine)).map(([engine, files]) => `${engine} ${(files.map(packed).reduce((a, b) => a + b, 0) / 1000).toFixed(0)} kB`).join(", "));
server.stop();
process.exitCode = failed ? 1 : 0;

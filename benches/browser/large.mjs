/**
 * Files whose size is the matter, in both browsers: time, memory above an empty page, how soon a reading can be stopped.
 *   node large.mjs [--kind visits|survey] [--gigabytes 2] [--browsers chromium,firefox] [--memory BYTES]
 * Visits are inspected (W5), surveys are asked W1 as well.
 */
import { existsSync, mkdirSync, statSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { generate } from "./generate.mjs";
import { bundle, folder, openChromium, openFirefox, serve } from "./open.mjs";
import { peak, processor, rest } from "./processes.mjs";

const asked = (name, usual) => { const at = process.argv.indexOf(`--${name}`); return at < 0 ? usual : process.argv[at + 1]; };
const kind = asked("kind", "visits");
const gigabytes = Number(asked("gigabytes", "2"));
const memory = asked("memory", null);
const OPEN = { chromium: openChromium, firefox: openFirefox };
const ROWS = 1_000_000;
const BYTES = { visits: 96.2e6, survey: 115.1e6 };
/** Within the reading, of small files too. */
const cancelAfter = (bytes) => Math.min(700, bytes / 4e6);

mkdirSync(folder, { recursive: true });
const times = Math.round((gigabytes * 1e9) / BYTES[kind]);
const path = join(folder, `${kind}_${times}m.csv`);
if (!existsSync(path)) generate(kind, ROWS, path, times);
const size = statSync(path).size;
await bundle(["rikssnitt"]);
const server = await serve();
for (const name of asked("browsers", "chromium,firefox").split(",")) {
  const browser = await OPEN[name]();
  try {
    const { page } = browser;
    await page.goto(`${server.url}?engine=rikssnitt`);
    await browser.ready();
    const empty = peak(browser.process);
    await browser.choose(path);
    await page.evaluate(() => window.practise());
    await rest(browser.process);
    const cancelled = await page.evaluate((after) => window.measureCancel(after), cancelAfter(size));
    const before = processor(browser.process);
    const workload = kind === "survey" ? "W1" : "W5";
    const { milliseconds, answer, marks } = await page.evaluate(([which, bytes]) => window.measure(which, bytes), [workload, memory && Number(memory)]);
    const [highest, spent] = [peak(browser.process), processor(browser.process) - before];
    const more = await page.evaluate(() => window.measureMore());
    const rows = answer.rows ?? Object.entries(answer).filter(([key]) => key.startsWith("f01|")).length + " answers to the first question";
    const all = Object.entries({ ...marks, ...more }).map(([mark, time]) => `${mark} ${time.toFixed(0)}`).join(", ");
    console.log(`${name}: ${workload}, ${(size / 1e9).toFixed(2)} GB, ${rows}: ${milliseconds.toFixed(0)} ms, ${(size / milliseconds / 1000).toFixed(0)} MB/s, cpu ${spent} ms, ${(highest - empty).toFixed(0)} MiB above ${empty.toFixed(0)}, cancelled within ${cancelled.toFixed(0)} ms, load ${loadavg()[0].toFixed(1)} (${all})`);
  } finally {
    await browser.close();
  }
}
server.stop();

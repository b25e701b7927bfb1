/**
 * The page as a person uses it, in Chromium: a survey of 20 questions is dropped, the proposed plan answered. How much the
 * process that shows it takes at each step, in MiB, and how long the answer took.
 *   node page.mjs [--rows 26000]
 */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { loadavg } from "node:os";
import { join } from "node:path";
import { generate } from "./generate.mjs";
import { folder, openChromium } from "./open.mjs";
import { peak } from "./processes.mjs";

const at = process.argv.indexOf("--rows");
const rows = at < 0 ? 26_000 : Number(process.argv[at + 1]);
mkdirSync(folder, { recursive: true });
const path = join(folder, `survey_${rows}.csv`);
if (!existsSync(path)) generate("survey", rows, path, 1);
const page = readFileSync(new URL("../../pkg/index.html", import.meta.url));
const server = createServer((request, response) =>
  response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(request.url === "/empty" ? "<!doctype html>" : page));
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${server.address().port}/`;
const browser = await openChromium();
try {
  const say = (step, more = "") => console.log(`${step.padEnd(10)} ${peak(browser.process).toFixed(0).padStart(5)} MiB at most${more}`);
  await browser.page.goto(`${url}empty`);
  say("empty");
  await browser.page.goto(`${url}#region=13&vy=fil`);
  await browser.page.locator("#file").waitFor({ state: "attached" });
  say("page");
  await browser.page.locator("#file").setInputFiles(path);
  await browser.page.locator("#run:not([disabled])").waitFor();
  say("read");
  const before = performance.now();
  await browser.page.locator("#run").click();
  await browser.page.locator("#summary-title").waitFor();
  say("answered", `, ${(performance.now() - before).toFixed(0)} ms, load ${loadavg()[0].toFixed(1)}`);
} finally {
  await browser.close();
  server.close();
}

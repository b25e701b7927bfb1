/** A large file is read by several workers. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { open, openChromium } from "../browser.mjs";
import { compute, survey } from "../job.mjs";
import { serve } from "../server.mjs";

/** Bytes of a part at least. */
const LEAST = 1 << 25;
const ROWS = 3_000_000;

let browser, server, context, folder, path;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "rikssnitt-"));
  path = join(folder, "enkat.csv");
  writeFileSync(path, survey(ROWS));
  assert.ok(statSync(path).size > 2 * LEAST, String(statSync(path).size));
  server = await serve();
  browser = await openChromium();
  context = await browser.newContext();
});
after(async () => {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});

test("several workers read a file, and the page counts each of its rows once", async () => {
  const page = await open(context, server.url, "#region=13&vy=fil");
  await page.locator("#file").setInputFiles(path);
  await page.locator("#run:not([disabled])").waitFor();
  const expected = Math.min(availableParallelism(), 4, Math.floor(statSync(path).size / LEAST));
  assert.equal(page.workers().length, expected);
  await compute(page);
  assert.match(await page.locator("main").innerText(), /enkat\.csv: 3.000.000 rader lästes, 0 avvisades/);
  assert.deepEqual(
    page.noise.filter((line) => line.startsWith("error")),
    [],
  );
  await page.close();
});

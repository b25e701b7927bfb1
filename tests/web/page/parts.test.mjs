/** A large file is read by several workers. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { open } from "../browser.mjs";
import { LARGE_ROWS, readLarge, survey } from "../job.mjs";
import { opened } from "../opened.mjs";

/** Bytes of a part at least. */
const LEAST = 75 << 20;
/** How long a worker is waited for. */
const LONGEST_MS = 20_000;

let browser, server, context, folder, path;
opened(async (at) => {
  ({ browser, server } = at);
  folder = mkdtempSync(join(tmpdir(), "rikssnitt-"));
  path = join(folder, "enkat.csv");
  writeFileSync(path, survey(LARGE_ROWS));
  assert.ok(statSync(path).size > 2 * LEAST, String(statSync(path).size));
  context = await browser.newContext();
});
after(() => {
  rmSync(folder, { recursive: true });
});

test("several workers read a file, and the page counts each of its rows once", async () => {
  const page = await open(context, server.url, "#region=13&vy=fil");
  const readers = await readLarge(page, path);
  const expected = Math.min(availableParallelism(), 4, Math.floor(statSync(path).size / LEAST));
  assert.equal(readers, expected);
  assert.deepEqual(
    page.noise.filter((line) => line.startsWith("error")),
    [],
  );
  await page.close();
});

test("what is practised before a file is chosen ends when the file comes, which is read", async () => {
  const page = await open(context, server.url, "#region=13&vy=fil");
  const workers = () => page.workers().length;
  const before = workers();
  await page.locator(".drop").hover();
  const until = async (holds) => {
    for (let waited = 0; !holds() && waited < LONGEST_MS; waited += 50) await page.waitForTimeout(50);
    assert.ok(holds(), String(workers()));
  };
  await until(() => workers() > before);
  const text = "Region;År;Andel (%);Antal svar\nHalland;2023;62,2;900\nSkåne;2023;61,0;2900\n";
  await page.locator("#file").setInputFiles({ name: "liten.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.locator("#file-0").waitFor();
  assert.match(await page.locator("section.reading").innerText(), /2 rader/);
  await until(() => workers() === before);
  assert.deepEqual(
    page.noise.filter((line) => line.startsWith("error")),
    [],
  );
  await page.close();
});

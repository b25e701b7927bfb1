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

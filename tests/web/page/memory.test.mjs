/** What happens where the memory does not suffice. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { open } from "../browser.mjs";
import { compute, LARGE_ROWS, readExample, readLarge, survey } from "../job.mjs";
import { opened } from "../opened.mjs";

/** Pages of 64 KiB that a module may have: 62 MiB. */
const FEW = "--js-flags=--wasm-max-mem-pages=1000";

let browser, server, context, folder;
opened(async (at) => {
  ({ browser, server } = at);
  folder = mkdtempSync(join(tmpdir(), "rikssnitt-"));
  context = await browser.newContext();
}, FEW);
after(() => {
  rmSync(folder, { recursive: true });
});

function stored(name, content) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test("a file that is too large for the memory is refused in words, and the page goes on", async () => {
  const page = await open(context, server.url, "#region=13&vy=fil");
  const held = `{"class":"dataset","note":"${"x".repeat(70_000_000)}"}`;
  await page.locator("#file").setInputFiles(stored("stor.json", held));
  await page.locator(".failure, [role=alert]").first().waitFor();
  assert.match(await page.getByRole("alert").innerText(), /minnet|Beräkningen stannade/i);
  await readExample(page);
  await compute(page);
  await page.close();
});

test("a file larger than the memory is answered", async () => {
  const page = await open(context, server.url, "#region=13&vy=fil");
  await readLarge(page, stored("enkat.csv", survey(LARGE_ROWS)));
  await page.close();
});

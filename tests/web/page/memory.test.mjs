/** What happens where the memory does not suffice. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, openChromium } from "../browser.mjs";
import { asFile, chooseRegion, compute, readExample, survey } from "../job.mjs";
import { serve } from "../server.mjs";

/** Pages of 64 KiB that a module may have: 20 MiB. */
const FEW = "--js-flags=--wasm-max-mem-pages=320";

let browser, server, context;
before(async () => {
  server = await serve();
  browser = await openChromium(FEW);
  context = await browser.newContext();
});
after(async () => {
  await browser.close();
  await server.stop();
});

test("a file that is too large for the memory is refused in words, and the page goes on", async () => {
  const page = await open(context, server.url, "#region=13&vy=fil");
  const held = `{"class":"dataset","note":"${"x".repeat(40_000_000)}"}`;
  await page.locator("#file").setInputFiles(asFile("stor.json", Buffer.from(held)));
  await page.locator(".failure, [role=alert]").first().waitFor();
  assert.match(await page.getByRole("alert").innerText(), /minnet|Beräkningen stannade/i);
  await readExample(page);
  await compute(page);
  await page.close();
});

test("columns that find no room are not kept, and the question is answered from the file", async () => {
  const page = await open(context, server.url, "#vy=fil");
  await chooseRegion(page);
  await page.locator(".tab").nth(2).click();
  await page.locator("#file").setInputFiles(asFile("enkat.csv", survey(420_000)));
  await page.locator("#run:not([disabled])").waitFor();
  await compute(page);
  assert.match(await page.locator("main").innerText(), /enkat\.csv: 420.000 rader lästes, 0 avvisades/);
  await page.close();
});

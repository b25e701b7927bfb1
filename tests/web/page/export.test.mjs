import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { open, openFirefox } from "../browser.mjs";
import { chooseRegion, compute, readExample } from "../job.mjs";
import { opened } from "../opened.mjs";

let browser, server, page;
opened(async (at) => {
  ({ browser, server } = at);
  page = await open(await browser.newContext({ acceptDownloads: true }), server.url);
  await chooseRegion(page);
  await page.locator(".tab").nth(2).click();
  await readExample(page);
  await compute(page);
});

async function downloaded(name, within = page) {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    within.getByRole("button", { name, exact: true }).first().click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** What the page puts on the clipboard. */
async function copied(name, within = page) {
  await page.evaluate(() => {
    globalThis.pasted = null;
    Object.defineProperty(navigator, "clipboard", {
      configurable: true,
      value: {
        writeText: async (text) => {
          globalThis.pasted = text;
        },
      },
    });
  });
  await within.getByRole("button", { name }).first().click();
  await page.locator(".status", { hasText: "Kopierat" }).waitFor();
  return page.evaluate(() => globalThis.pasted);
}

test("SVG: a file of its own with title, source and date, and no classes to lose", async () => {
  const { name, bytes } = await downloaded("Spara diagrammet (SVG)", page.locator("figure").first());
  const text = bytes.toString();
  assert.match(name, /\.svg$/);
  assert.match(text, /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  assert.match(text, /<title>[^<]+regionerna mot riket/);
  assert.match(text, /Framställd \d+ \S+ \d{4} med Rikssnitt/);
  assert.match(text, /Påhittade exempeldata/);
  assert.doesNotMatch(text, /class=|<!--|undefined|NaN/);
  const blank = await page.context().newPage();
  const broken = await blank.evaluate(
    (svg) => new DOMParser().parseFromString(svg, "image/svg+xml").querySelector("parsererror")?.textContent ?? null,
    text,
  );
  assert.equal(broken, null);
  await blank.close();
});

test("PNG: twice as wide as the chart", async () => {
  const width = Number(await page.locator("figure svg.chart").first().getAttribute("width"));
  const { name, bytes } = await downloaded("Spara diagrammet (PNG)", page.locator("figure").first());
  assert.match(name, /\.png$/);
  assert.equal(bytes.subarray(1, 4).toString(), "PNG");
  assert.equal(bytes.readUInt32BE(16), 2 * (width + 32));
});

test("CSV and JSON come from the core", async () => {
  const csv = await downloaded("Ladda ner CSV");
  assert.match(csv.name, /^rikssnitt_13\.csv$/);
  assert.deepEqual([...csv.bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  assert.match(csv.bytes.toString(), /;/);
  const json = JSON.parse((await downloaded("Ladda ner JSON")).bytes.toString());
  const example = readFileSync(new URL("../../../www/examples/enkat_exempel.csv", import.meta.url));
  assert.equal(json.files[0].sha256, createHash("sha256").update(example).digest("hex"));
});

test("the plan can be taken along and is the plan", async () => {
  const plan = JSON.parse((await downloaded("Ladda ner planen")).bytes.toString());
  assert.equal(plan.plan, 1);
  assert.equal(plan.region, "13");
});

test("the sentence is copied with the user's own comment", async () => {
  await page.locator(".comment textarea").first().fill("Ny mottagning öppnade i mars.");
  await page.locator(".comment textarea").first().blur();
  const text = await copied(/^Kopiera meningen/);
  assert.match(text, /Region Halland/);
  assert.match(text, /Kommentar: Ny mottagning öppnade i mars\./);
});

test("a table is copied with tabs, decimal comma and plain minus", async () => {
  const text = await copied("Kopiera tabellen", page.locator("figure").first());
  const [head, ...rows] = text.split("\n").map((line) => line.split("\t"));
  assert.deepEqual(head.slice(0, 2), ["Region", "Värde"]);
  assert.ok(rows.length >= 20);
  assert.match(text, /\d,\d/);
  assert.doesNotMatch(text, /[\u00a0\u2212]/);
});

test("the method note is four sentences made from the plan", async () => {
  const text = await copied("Kopiera metodtexten");
  assert.equal(text.split(/(?<=[.])\s+(?=[A-ZÅÄÖ])/).length, 4);
  assert.match(text, /95.procents konfidensintervall/);
});

test("the alternative text is the title and the finding", async () => {
  const text = await copied("Kopiera alternativtext", page.locator("figure").first());
  assert.match(text, /regionerna mot riket.*Region Halland: \d+,\d.*Regionernas värden går från \d+,\d till \d+,\d/);
});

test("Firefox: the example files are made of the same bytes", async () => {
  const at = (path) => fileURLToPath(new URL(`../../../www/${path}`, import.meta.url));
  const how = { bundle: true, format: "iife", globalName: "made", write: false };
  const [built] = (await build({ entryPoints: [at("src/lib/invented.ts")], ...how })).outputFiles;
  const firefox = await openFirefox();
  try {
    const made = await (await firefox.newPage()).evaluate(`${built.text}; made.invented()`);
    for (const [name, text] of Object.entries(made))
      assert.equal(text, readFileSync(at(`examples/${name}`), "utf8"), name);
    assert.equal(Object.keys(made).length, 3);
  } finally {
    await firefox.close();
  }
});

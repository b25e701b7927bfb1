/** Files other than delimited text: read by the module that stands after the page's script, in Chromium and Firefox. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { open, openFirefox, ready } from "../browser.mjs";
import { asFile, compute, readExample, survey } from "../job.mjs";
import { opened } from "../opened.mjs";

const seed = (name) => new URL(`../../../fuzz/seeds/${name}`, import.meta.url);
const FILES = [
  "xlsx/figures.xlsx",
  "xls/andelar.xls",
  "px/andelar.px",
  "json/json_stat.json",
  "sav/coded.sav",
  "sav/zlib.zsav",
  "dta/119.dta",
];

let browser, server, context;
opened(async (at) => {
  ({ browser, server } = at);
  context = await browser.newContext({ acceptDownloads: true });
});

const openPage = () => open(context, server.url, "#region=13&vy=fil");
async function downloaded(page, name) {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name, exact: true }).first().click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test("Chromium: every other format is read, and the worker that reads it ends with the file", async () => {
  for (const name of FILES) {
    const page = await openPage();
    await page.locator("#file").setInputFiles(fileURLToPath(seed(name)));
    await page.locator("#file-0").waitFor();
    assert.equal(await page.locator(".failure").count(), 0, name);
    assert.ok((await page.locator("select[id^=role-0-]").count()) > 1, name);
    assert.equal(page.workers().length, 1, name);
    assert.deepEqual(page.noise, []);
    await page.close();
  }
});

test("Chromium: a broken workbook is refused with a sentence, and the page goes on", async () => {
  const page = await openPage();
  const whole = readFileSync(seed("xlsx/figures.xlsx"));
  const broken = Buffer.concat([whole.subarray(0, 400), Buffer.alloc(400), whole.subarray(800)]);
  await page.locator("#file").setInputFiles(asFile("bruten.xlsx", broken));
  await page.locator(".failure").waitFor();
  assert.match(await page.getByRole("alert").innerText(), /bruten\.xlsx/);
  await readExample(page);
  await compute(page);
  await page.close();
});

test("Firefox: a workbook is read by the second module", async () => {
  const firefox = await openFirefox();
  try {
    const page = await firefox.newPage();
    await page.goto(`${server.url}#region=13&vy=fil`);
    await ready(page);
    const bytes = [...readFileSync(seed("xlsx/figures.xlsx"))];
    await page.evaluate((bytes) => {
      const given = new DataTransfer();
      given.items.add(new File([new Uint8Array(bytes)], "andelar.xlsx"));
      const field = document.querySelector("riks-page").shadowRoot.querySelector("#file");
      field.files = given.files;
      field.dispatchEvent(new Event("change"));
    }, bytes);
    await page.waitForFunction(() => document.querySelector("riks-page").shadowRoot.querySelector("#file-0, .failure"));
    const shown = await page.evaluate(
      () => document.querySelector("riks-page").shadowRoot.querySelector("main").innerText,
    );
    assert.match(shown, /andelar\.xlsx/);
    assert.doesNotMatch(shown, /Det gick inte/);
  } finally {
    await firefox.close();
  }
});

test("changed roles are saved with the plan and taken up for another file with the same columns", async () => {
  const page = await openPage();
  await page.locator("#file").setInputFiles(asFile("2024.csv", survey()));
  await page.locator("#run:not([disabled])").waitFor();
  await page.getByLabel("Används som, kolumnen kon").selectOption("ignored");
  // The file is understood anew, and then the plan is made anew.
  let saved;
  for (let times = 0; times < 20 && !saved?.roles; times++) {
    await page.waitForTimeout(100);
    saved = JSON.parse((await downloaded(page, "Ladda ner planen")).bytes).files[0];
  }
  const { name, bytes } = await downloaded(page, "Ladda ner planen");
  assert.equal(name, "plan.json");
  assert.deepEqual(saved.roles, { kon: "ignored" });
  await page.close();
  for (const planFirst of [true, false]) {
    const next = await openPage();
    const openPlan = () => next.locator("#plan-file").setInputFiles(asFile("plan.json", bytes));
    const openFile = async () => {
      await next.locator("#file").setInputFiles(asFile("2025.csv", survey(90)));
      await next.locator("#file-0").waitFor();
    };
    await (planFirst ? openPlan : openFile)();
    if (planFirst) await next.locator(".hint", { hasText: "Planen är öppnad" }).waitFor();
    await (planFirst ? openFile : openPlan)();
    await next.locator(".status", { hasText: "Planen är öppnad" }).waitFor();
    assert.equal(await next.getByLabel("Används som, kolumnen kon").inputValue(), "ignored");
    await compute(next);
    assert.deepEqual(next.noise, []);
    await next.close();
  }
});

test("what is no plan is refused in words, and the file keeps the plan that it has", async () => {
  const page = await openPage();
  await page.locator("#file").setInputFiles(asFile("2024.csv", survey()));
  await page.locator("#run:not([disabled])").waitFor();
  await page.locator("#plan-file").setInputFiles(asFile("plan.json", '{"plan":1,"mesures":[]}'));
  await page.locator(".failure").waitFor();
  assert.match(await page.getByRole("alert").innerText(), /measures/);
  await compute(page);
  await page.close();
});

test("the result can be taken as a workbook, everything found as CSV, and rejected rows are explained", async () => {
  const page = await openPage();
  const text = `${survey()}Atlantis;2024;1;man;alltid\r\n99;2024;1;man;alltid\r\n13;när som helst;1;man;alltid\r\n`;
  await page.locator("#file").setInputFiles(asFile("egen.csv", text));
  await page.locator("#run:not([disabled])").waitFor();
  await compute(page);
  const shown = await page.locator("main").innerText();
  assert.match(shown, /63 rader lästes, 3 avvisades/);
  assert.match(shown, /2 avvisades, därför att regionen inte finns|2 avvisades, därför att regionen finns inte/);
  assert.match(shown, /1 avvisades, därför att perioden går inte att läsa/);
  const found = await downloaded(page, "Ladda ner allt som hittades (CSV)");
  const lines = found.bytes.toString().split("\r\n");
  assert.equal(lines[0], "\uFEFFfil;rad;kolumn;allvar;kod;antal;förklaring");
  assert.ok(
    lines.some((line) => line.startsWith("egen.csv;62;region;error;E_REGION_UNKNOWN;2;")),
    found.bytes.toString(),
  );
  assert.ok(lines.some((line) => line.startsWith("egen.csv;63;region;error;E_REGION_UNKNOWN;2;")));
  assert.doesNotMatch(found.bytes.toString(), /Atlantis|när som helst/);
  const workbook = await downloaded(page, "Ladda ner Excel");
  assert.equal(workbook.name, "rikssnitt_13.xlsx");
  assert.equal(workbook.bytes.subarray(0, 4).toString("latin1"), "PK\x03\x04");
  assert.ok(workbook.bytes.includes("Skattningar"));
  await page.close();
});

import assert from "node:assert/strict";
import { mkdtempSync, openSync, rmSync, writeSync, closeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { open } from "../browser.mjs";
import { asFile, chooseRegion, compute, readExample, survey } from "../job.mjs";
import { opened } from "../opened.mjs";

let browser, server, context;
opened(async (at) => {
  ({ browser, server } = at);
  context = await browser.newContext();
});

const alertText = (page) => page.getByRole("alert").innerText();

test("a chosen file is read, shown as understood, computed only when asked, and its rows are counted", async () => {
  const page = await open(context, server.url, "#region=13");
  await page.locator("#file").setInputFiles(asFile("egen.csv", survey()));
  await page.locator("#run:not([disabled])").waitFor();
  assert.match(await page.locator("#file-0").innerText(), /egen\.csv/);
  assert.equal(await page.locator("#summary-title").count(), 0);
  assert.equal(await page.getByLabel("Används som, kolumnen delaktig").inputValue(), "item");
  await compute(page);
  assert.match(await page.locator("main").innerText(), /egen\.csv: \d+ rader lästes, \d+ avvisades/);
  await page.close();
});

test("a dropped file is read", async () => {
  const page = await open(context, server.url, "#region=13&vy=fil");
  const given = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "släppt.csv"));
    return transfer;
  }, survey());
  await page.locator(".drop").dispatchEvent("drop", { dataTransfer: given });
  await page.locator("#file-0").waitFor();
  assert.match(await page.locator("#file-0").innerText(), /släppt\.csv/);
  await page.close();
});

test("from the file that was read it is one key to where it is computed", async () => {
  const page = await open(context, server.url, "#region=13&vy=fil");
  await page.locator("#file").setInputFiles(asFile("egen.csv", survey()));
  await page.locator("#run:not([disabled])").waitFor();
  await page.locator("#file-0:focus").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator("#run:focus").waitFor();
  await page.keyboard.press("Enter");
  await page.locator("#summary-title").waitFor();
  await page.close();
});

test("without a region the file is read and the page says what is missing", async () => {
  const page = await open(context, server.url, "#vy=fil");
  await page.locator("#file").setInputFiles(asFile("egen.csv", survey()));
  await page.locator("#file-0").waitFor();
  assert.match(await page.locator(".hint").innerText(), /Välj region/);
  await page.locator("#region").selectOption("13");
  await page.locator("#run:not([disabled])").waitFor();
  await page.close();
});

test("both examples give a result and are marked as invented", async () => {
  for (const name of [/Exempel: enkät/, /Exempel: tabell/]) {
    const page = await open(context, server.url, "#region=13&vy=fil");
    await readExample(page, name);
    assert.match(await page.locator(".invented").first().innerText(), /Påhittade exempeldata/);
    await compute(page);
    assert.match(await page.locator(".invented").first().innerText(), /Påhittade exempeldata/);
    assert.ok((await page.locator(".own-measure").count()) > 0);
    assert.doesNotMatch(await page.locator("main").innerText(), /undefined|NaN|\[object/);
    await page.close();
  }
});

test("a column's use can be changed, and a measure disappears with its column", async () => {
  const page = await open(context, server.url, "#region=13&vy=fil");
  await readExample(page);
  const before = await page.locator(".measure-form").count();
  await page.getByLabel("Används som, kolumnen delaktig").selectOption("ignored");
  await page.waitForFunction(
    (count) => document.querySelector("riks-page").shadowRoot.querySelectorAll(".measure-form").length === count - 1,
    before,
  );
  assert.equal(await page.getByLabel("Används som, kolumnen delaktig").inputValue(), "ignored");
  await page.close();
});

test("a wrong national value is said at its field and stops the computing until it is right", async () => {
  const page = await open(context, server.url, "#region=13&vy=fil");
  await readExample(page);
  const form = page.locator(".measure-form").first();
  await form.locator("select[id$=-mode]").selectOption("value");
  await form.locator("[role=status]", { hasText: "Inget tal är skrivet" }).waitFor();
  const field = form.locator("input[id$=-value]");
  for (const wrong of ["sextio", "120"]) {
    await field.fill(wrong);
    await field.blur();
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    const id = (await field.getAttribute("aria-describedby")).split(" ")[0];
    assert.equal((await page.locator(`[id="${id}"]`).innerText()).trim(), "Skriv ett tal mellan 0 och 100.");
    assert.match(await form.locator("[role=status]").innerText(), /Talet används inte/);
    await page.locator("#run").click();
    await page.waitForFunction(
      () => document.querySelector("riks-page").shadowRoot.activeElement?.id.endsWith("-value") === true,
    );
    assert.equal(await page.locator("#summary-title").count(), 0);
  }
  await field.fill("66,5");
  await field.blur();
  assert.equal(await field.getAttribute("aria-invalid"), null);
  await compute(page);
  assert.match(await page.locator("#method-note").innerText(), /ett eget angivet tal/);
  assert.match(await page.locator(".own-measure").first().innerText(), /det tal du har angett/);
  await page.close();
});

test("another region on the result page gives that region's result without being asked for", async () => {
  const page = await open(context, server.url, "#region=13&vy=fil");
  await readExample(page);
  await compute(page);
  await page.locator("#region").focus();
  await page.locator("#region").selectOption("01");
  await page.locator("h1", { hasText: "Region Stockholm" }).waitFor();
  await page.locator("#summary-title").waitFor();
  const shown = await page.locator("main").innerText();
  assert.doesNotMatch(shown, /Räkna om|Region Halland har/);
  assert.match(shown, /Region Stockholm har/);
  assert.equal(await page.evaluate(() => document.querySelector("riks-page").shadowRoot.activeElement?.id), "region");
  assert.deepEqual(page.noise, []);
  await page.close();
});

test("every row of a group table says what it is held against, the newest period first", async () => {
  const page = await open(context, server.url, "#region=13&vy=fil");
  await readExample(page);
  await compute(page);
  const rows = page
    .locator(".own-measure")
    .first()
    .locator("table")
    .filter({ hasText: "Jämfört med" })
    .locator("tbody tr");
  assert.ok((await rows.count()) > 3);
  for (const row of await rows.allInnerTexts()) assert.match(row, /samma grupp i riket, beräknat ur filen/);
  const periods = (
    await rows
      .locator("td")
      .filter({ hasText: /^20\d\d$/ })
      .allInnerTexts()
  ).map(Number);
  assert.deepEqual(
    periods,
    periods.toSorted((one, other) => other - one),
  );
  await page.close();
});

const BAD = [
  ["empty", Buffer.alloc(0), /tom/],
  ["an image", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 73, 72, 68, 82]), /bild/],
  [
    "a million columns",
    Buffer.from(`${Array.from({ length: 1e6 }, (_, at) => `k${at}`).join(";")}\n1;2\n`),
    /kolumner/,
  ],
  ["header only", Buffer.from("region;ar;vikt;delaktig\r\n"), /inga rader/],
  [
    "an old Word document",
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(4096)]),
    /Word|kunde inte|gick inte/,
  ],
];
for (const [name, content, words] of BAD)
  test(`${name}: a sentence in an alert, and the page goes on`, async () => {
    const page = await open(context, server.url, "#region=13&vy=fil");
    await page.locator("#file").setInputFiles(asFile("fel.csv", content));
    await page.locator(".failure").waitFor();
    assert.match(await alertText(page), words);
    assert.match(await alertText(page), /fel\.csv/);
    await readExample(page);
    await compute(page);
    assert.deepEqual(page.noise, []);
    await page.close();
  });

const ODD = [
  ["cut off", Buffer.from(survey().slice(0, -30))],
  ["Latin-1 letters", Buffer.from(survey().replaceAll("kvinna", "flickå"), "latin1")],
  ["half a letter", Buffer.concat([Buffer.from(survey()), Buffer.from([0xc3])])],
];
for (const [name, content] of ODD)
  test(`${name}: read with what can be read, or refused with a sentence; the page goes on`, async () => {
    const page = await open(context, server.url, "#region=13&vy=fil");
    await page.locator("#file").setInputFiles(asFile("udda.csv", content));
    await page.locator("#file-0, .failure").first().waitFor();
    assert.doesNotMatch(await page.locator("main").innerText(), /undefined|NaN|\[object/);
    await readExample(page);
    assert.deepEqual(page.noise, []);
    await page.close();
  });

test("a long reading shows progress and can be cancelled", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rikssnitt-"));
  const path = join(folder, "stor.csv");
  const file = openSync(path, "w");
  const block = survey(50_000).split("\r\n").slice(1).join("\r\n");
  writeSync(file, "region;ar;vikt;kon;delaktig\r\n");
  for (let written = 0; written < 300e6; written += block.length) writeSync(file, block);
  closeSync(file);
  const page = await open(context, server.url, "#region=13&vy=fil");
  try {
    await page.locator("#file").setInputFiles(path);
    await page.getByRole("button", { name: "Avbryt" }).click();
    await page.locator(".status", { hasText: "Arbetet avbröts" }).waitFor();
    assert.equal(await page.locator("#file-0").count(), 0);
    await readExample(page);
  } finally {
    await page.close();
    rmSync(folder, { recursive: true });
  }
});

test("a worker that does not listen is ended when the user cancels, and the page goes on", async () => {
  const page = await open(context, server.url, "#region=13&vy=fil");
  await readExample(page);
  await page.workers()[0].evaluate(() => {
    self.onmessage = () => {};
  });
  await page.locator("#run").click();
  await page.getByRole("button", { name: "Avbryt" }).click();
  await page.locator(".status", { hasText: "Arbetet avbröts" }).waitFor();
  await readExample(page);
  await compute(page);
  await page.close();
});

test("an error in the core ends the worker, is told in words, and the page goes on", async () => {
  const page = await open(context, server.url, "#region=13&vy=fil");
  await readExample(page);
  await page.workers()[0].evaluate(() => {
    self.onmessage = ({ data }) => self.postMessage({ id: data.id, crash: true });
  });
  await page.locator("#run").click();
  await page.locator(".failure").waitFor();
  assert.match(await alertText(page), /Beräkningen stannade/);
  await readExample(page);
  await compute(page);
  await page.close();
});

test("Rensa ends the worker and takes everything away", async () => {
  const page = await open(context, server.url, "#region=13&vy=fil");
  await readExample(page);
  await compute(page);
  await page.locator(".tab").nth(2).click();
  await page.locator("#clear").click();
  await page.locator(".status", { hasText: "Allt är rensat" }).waitFor();
  assert.equal(await page.locator("#file-0").count(), 0);
  await page.waitForTimeout(200);
  assert.equal(page.workers().length, 0);
  await readExample(page);
  await page.close();
});

test("a built-in measure is used only after three confirmations", async () => {
  const page = await open(context, server.url, "#region=13&vy=fil");
  await readExample(page);
  const form = page.locator(".measure-form").first();
  await form.locator("select[id$=-mode]").selectOption("indicator");
  await form.locator("select[id$=-indicator]").selectOption({ index: 1 });
  await form.locator("[role=status]", { hasText: "används inte förrän" }).waitFor();
  for (const what of ["question", "scale", "population"]) await form.locator(`input[id$=-${what}]`).check();
  assert.equal((await form.locator("[role=status]").innerText()).trim(), "");
  await page.close();
});

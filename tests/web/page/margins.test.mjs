import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { open } from "../browser.mjs";
import { compute, LONG_MS, readExample } from "../job.mjs";
import { opened } from "../opened.mjs";

let browser, server;
opened((at) => ({ browser, server } = at));

/** What R gives for each kind of adjustment, of the same numbers of people: see margins.R beside the table. */
const [, ...lines] = readFileSync(new URL("../../oracle/margins/values.csv", import.meta.url), "utf8")
  .trim()
  .split("\n");
const EXPECTED = new Map(
  lines.map((line) => {
    const [kind, ...numbers] = line.split(",");
    return [kind, numbers.map(Number)];
  }),
);
const SEX = { kvinna: "1 700", man: "1500" };
const AGE = { "16-44": "1200", "45-64": "1000", "65+": "1000" };
const BOTH = { kon: SEX, alder: AGE };
/** What is chosen in the form for each row of the table. */
const FORMS = {
  none: { kind: "none" },
  poststratify: { kind: "poststratify", people: { kon: SEX } },
  rake: { kind: "rake", people: BOTH },
  linear: { kind: "linear", people: BOTH },
  bounded: { kind: "linear", people: BOTH, limits: ["0,9", "1,14"] },
  raking: { kind: "raking", people: BOTH },
  logit: { kind: "logit", people: BOTH, limits: ["0,8", "1,3"] },
  trim: { kind: "trim", limits: ["0,3", "2"] },
  strict: { kind: "trim", limits: ["0,3", "2"], strict: true },
};

async function start(language) {
  const context = await browser.newContext({ acceptDownloads: true });
  const page = await open(context, server.url, `#sprak=${language}&region=13&vy=fil`);
  await readExample(page);
  // One question is enough, and takes a fifth of the time.
  for (let left = 4; left > 0; left--)
    await page
      .locator(".measure-form")
      .last()
      .getByRole("button", { name: /Ta bort|Remove/ })
      .click();
  await page.locator("details.margins > summary").click();
  return page;
}

async function write(page, field, text) {
  await field.fill(text);
  await field.blur();
}

async function fillIn(page, { kind, people = {}, limits = [], strict = false }) {
  await page.locator("#adjust-kind").selectOption(kind);
  for (const [column, levels] of Object.entries(people)) {
    const group = page.locator("details.margins fieldset", { has: page.locator("legend", { hasText: column }) });
    for (const [level, text] of Object.entries(levels))
      await write(page, group.getByLabel(level, { exact: true }), text);
  }
  for (const [at, id] of ["#adjust-low", "#adjust-high"].entries())
    if (limits[at] !== undefined) await write(page, page.locator(id), limits[at]);
  if (kind === "trim") await page.locator("#adjust-strict").setChecked(strict);
}

async function exported(page) {
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: LONG_MS }),
    page.getByRole("button", { name: "Ladda ner JSON", exact: true }).click(),
  ]);
  return JSON.parse(readFileSync(await download.path(), "utf8"));
}

test("every kind of adjustment gives R's share, standard error and limits, and is said in the method", async () => {
  const page = await start("sv");
  const said = {
    poststratify: /; vikterna är efterstratifierade till kända antal personer efter kon\./,
    rake: /; vikterna är anpassade till kända antal personer efter kon och alder \(raking\)\./,
    logit: /; vikterna är kalibrerade till kända totaler\./,
    trim: /; vikterna är beskurna vid gränser\./,
  };
  for (const [row, form] of Object.entries(FORMS)) {
    await fillIn(page, form);
    await compute(page, LONG_MS);
    const { estimates } = await exported(page);
    const own = estimates.find(
      (one) => one.measure === "delaktig" && one.region === "13" && one.period === "2022" && one.group === null,
    );
    const found = [own.value, own.se, own.low, own.high];
    EXPECTED.get(row).forEach((right, at) => {
      assert.ok(Math.abs(found[at] - right) < 1e-6 * Math.abs(right), `${row}: ${found} is not ${EXPECTED.get(row)}`);
    });
    if (said[row]) assert.match(await page.locator("#method-note").innerText(), said[row]);
    await page.locator(".tab").nth(2).click();
    await page.locator("details.margins > summary").click();
    if (form.limits && form.kind !== "trim")
      for (const id of ["#adjust-low", "#adjust-high"]) await write(page, page.locator(id), "");
  }
  assert.equal(EXPECTED.size, Object.keys(FORMS).length);
  assert.deepEqual(page.noise, []);
  await page.close();
});

const WORDS = {
  sv: {
    none: "Fyll i antalen innan du räknar, eller välj ”Inte alls”.",
    partly: "Alla grupper i kolumnen behöver ett antal: kon 1\u00a0700 hittills.",
    sums: /summorna skiljer sig: kon 3\u00a0200, alder 3\u00a0100\./,
    number: "Skriv ett tal större än 0.",
    bounds: "Den minsta faktorn ska vara mindre än 1 och den största större än 1.",
    needsBounds: "Fyll i båda gränserna, till exempel 0,5 och 2.",
    failed: /Urvalsplanens del adjust går inte att räkna.*gränserna inte är för snäva/s,
  },
  en: {
    none: "Fill in the numbers before you compute, or choose “Not at all”.",
    partly: "Every group of the column needs a number: kon 1,700 so far.",
    sums: /the sums differ: kon 3,200, alder 3,100\./,
    number: "Give a number above 0.",
    bounds: "The smallest factor has to be below 1 and the largest above 1.",
    needsBounds: "Fill in both limits, such as 0.5 and 2.",
    failed: /The part adjust of the sampling design cannot be computed.*limits are not too narrow/s,
  },
};

for (const [language, words] of Object.entries(WORDS))
  test(`what is lacking or wrong is said, and nothing is computed until it is mended (${language})`, async () => {
    const page = await start(language);
    const says = page.locator("#adjust-says");
    const focused = () => page.evaluate(() => document.querySelector("riks-page").shadowRoot.activeElement?.id);
    await fillIn(page, { kind: "rake" });
    assert.equal(await says.innerText(), words.none);
    await page.locator("details.margins > summary").click();
    await page.locator("#run").click();
    assert.equal(await focused(), "margin-0-0");
    assert.equal(await page.locator("details.margins").getAttribute("open"), "");
    await fillIn(page, { kind: "rake", people: { kon: { kvinna: "1700" } } });
    assert.equal(await says.innerText(), words.partly);
    await fillIn(page, { kind: "rake", people: { kon: { man: "-5" } } });
    assert.equal(await page.locator("#margin-0-1-error").innerText(), words.number);
    assert.equal(await page.locator("#margin-0-0").getAttribute("aria-invalid"), null);
    await fillIn(page, { kind: "rake", people: { kon: SEX, alder: { ...AGE, "65+": "900" } } });
    assert.match(await says.innerText(), words.sums);
    await fillIn(page, { kind: "logit", people: BOTH });
    assert.equal(await says.innerText(), words.needsBounds);
    await fillIn(page, { kind: "logit", limits: ["1,1", "2"] });
    assert.equal(await page.locator("#adjust-low-error").innerText(), words.bounds);
    await page.locator("#run").click();
    assert.equal(await focused(), "adjust-low");
    await fillIn(page, { kind: "logit", limits: ["0,999", "1,001"] });
    await page.locator("#run").click();
    await page.locator("#failure").waitFor();
    assert.match(await page.locator("#failure").innerText(), words.failed);
    await fillIn(page, { kind: "logit", limits: ["0,8", "1,3"] });
    await compute(page, LONG_MS);
    assert.deepEqual(page.noise, []);
    await page.close();
  });

test("a correction of the file's reading keeps the adjustment, and a saved plan brings it back", async () => {
  const page = await start("sv");
  await fillIn(page, FORMS.bounded);
  await page.locator("#role-0-12").selectOption("ignored");
  await page.locator(".status", { hasText: "tolkats om" }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Ladda ner planen" }).click(),
  ]);
  const path = await download.path();
  const [file] = JSON.parse(readFileSync(path, "utf8")).files;
  assert.deepEqual(file.design.adjust, {
    type: "calibrate",
    calfun: "linear",
    bounds: [0.9, 1.14],
    totals: { "(Intercept)": 3200, konman: 1500, "alder45-64": 1000, "alder65+": 1000 },
  });
  await page.locator("#clear").click();
  await page
    .locator("#plan-file")
    .setInputFiles({ name: "plan.json", mimeType: "application/json", buffer: readFileSync(path) });
  await page.locator(".hint", { hasText: "Planen är öppnad" }).waitFor();
  await readExample(page);
  await page.locator("details.margins > summary", { hasText: "Linjär kalibrering" }).click();
  assert.equal(await page.locator("#margin-0-0").inputValue(), "1700");
  assert.equal(await page.locator("#adjust-high").inputValue(), "1,14");
  await page.close();
});

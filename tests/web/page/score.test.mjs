import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "../browser.mjs";
import { asFile, compute } from "../job.mjs";
import { opened } from "../opened.mjs";

let browser, server;
opened((at) => ({ browser, server } = at));

/**
 * Five kinds of respondents, equally many. With the weights 0.34, 0.23 and 0.43 their values are 57, 3400/77 (the second
 * question is left out), 54.5, 0 and 25, of which the mean is 36.1; with the same weight for all 66.7, 50, 50, 0 and 25:
 * 38.3.
 */
const KINDS = ["5;5;1", "5;vet ej;1", "1;3;5", "1;1;1", "2;2;2"];
const FILE = asFile(
  "dimension.csv",
  [
    "region;ar;delaktig;information;samordning",
    ...Array.from({ length: 100 }, (_, at) => `13;2024;${KINDS[at % 5]}`),
  ].join("\r\n"),
);
const WEIGHTS = { delaktig: "0,34", information: "0,23", samordning: "0,43" };

const WORDS = {
  sv: {
    add: /Lägg till en dimension/,
    weight: (name) => `Vikt för ${name}`,
    notCompared: /Utan frågornas publicerade vikter jämförs dimensionen inte med ett publicerat dimensionsvärde/,
    partly: /Alla frågor behöver en vikt/,
    cannot: /Går inte att jämföra med det tal du har angett/,
    held: /Region Halland har 36,1 \(2024\), mot 50,0 i det tal du har angett/,
    wrong: "Skriv ett tal som är 0 eller större.",
    few: "Välj minst två frågor. Till dess går det inte att räkna.",
    value: /38,3/,
  },
  en: {
    add: /Add a dimension/,
    weight: (name) => `Weight of ${name}`,
    notCompared:
      /Without the published weights of its questions the dimension is not compared with a published dimension/,
    partly: /Every question needs a weight/,
    cannot: /Cannot be compared with/,
    held: /Region Halland has 36\.1 \(2024\), against 50\.0 in/,
    wrong: "Give a number that is 0 or more.",
    few: "Choose at least two questions. Until then nothing can be computed.",
    value: /38\.3/,
  },
};

for (const [language, words] of Object.entries(WORDS))
  test(`a dimension of several questions, without and with the published weights (${language})`, async () => {
    const page = await open(await browser.newContext(), server.url, `#sprak=${language}&region=13&vy=fil`);
    await page.locator("#file").setInputFiles(FILE);
    await page.locator("#run:not([disabled])").waitFor();
    await page.getByRole("button", { name: words.add }).click();
    const form = page.locator(".measure-form").last();
    assert.equal(
      await page.evaluate(() => document.querySelector("riks-page").shadowRoot.activeElement.id),
      "m-dimension-1-label",
    );
    assert.match(await form.innerText(), words.notCompared);
    const points = form.locator("input[id^='s-dimension-1-points']");
    assert.deepEqual(await points.evaluateAll((all) => all.map((one) => one.value)), ["0", "25", "50", "100", ""]);
    await page.locator("#n-dimension-1-mode").selectOption("value");
    for (const [field, text] of [
      ["value", "50"],
      ["low", "48"],
      ["high", "52"],
    ]) {
      await page.locator(`#n-dimension-1-${field}`).fill(text);
      await page.locator(`#n-dimension-1-${field}`).blur();
    }
    await compute(page);
    await page.locator("#measure-dimension-1").click();
    const section = page.locator("details:has(#measure-dimension-1)");
    assert.match(await section.innerText(), words.cannot);
    assert.match(await section.innerText(), words.value);

    await page.locator(".tab").nth(2).click();
    const write = async (name, text) => {
      await form.getByLabel(words.weight(name)).fill(text);
      await form.getByLabel(words.weight(name)).blur();
    };
    await write("delaktig", "-1");
    assert.equal(await form.getByText(words.wrong).count(), 1);
    await page.locator("#run").click();
    assert.equal(
      await page.evaluate(() => document.querySelector("riks-page").shadowRoot.activeElement.id),
      "s-dimension-1-weights-0",
    );
    await write("delaktig", WEIGHTS.delaktig);
    assert.match(await form.innerText(), words.partly);
    for (const name of ["information", "samordning"]) await write(name, WEIGHTS[name]);
    assert.doesNotMatch(await form.innerText(), words.partly);
    assert.doesNotMatch(await form.innerText(), words.notCompared);
    for (const at of [0, 1]) await page.locator(`#s-dimension-1-questions-${at}`).uncheck();
    assert.equal(await form.getByText(words.few).count(), 1);
    for (const at of [0, 1]) await page.locator(`#s-dimension-1-questions-${at}`).check();
    await compute(page);
    await page.locator("#measure-dimension-1").click();
    assert.match(await section.innerText(), words.held);
    assert.deepEqual(page.noise, []);
    await page.close();
  });

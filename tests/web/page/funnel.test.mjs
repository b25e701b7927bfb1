import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "../browser.mjs";
import { compute, readExample } from "../job.mjs";
import { opened } from "../opened.mjs";

let browser, server;
opened((at) => ({ browser, server } = at));

async function start(language) {
  const page = await open(await browser.newContext(), server.url, `#sprak=${language}&region=13&vy=fil`);
  await readExample(page);
  await page.locator(".settings > summary").click();
  return page;
}

const finding = (page) => page.locator("#tratt0-delaktig-finding").innerText();
const planOf = async (page) => JSON.parse(await page.locator("#take-title ~ details pre").textContent());

const WORDS = {
  sv: {
    usual:
      /Diagrammet gäller 2022, med mittlinjen vid riket, \d\d,\d\u00a0%; de yttersta 10\u00a0% i varje ände är indragna/,
    chosen:
      /Diagrammet gäller 2020, med mittlinjen vid medelvärdet, vägt efter underlag, \d\d,\d\u00a0%; inga ytterligheter är indragna/,
    note: "Mittlinjen är medelvärdet för punkterna, som planen säger.",
    none: "Inget trattdiagram för 1999: för få regioner har ett värde som kan visas då.",
  },
  en: {
    usual:
      /The chart is about 2022, with the centre line at Sweden, \d\d\.\d%; the outermost 10% at each end are drawn in/,
    chosen:
      /The chart is about 2020, with the centre line at the mean, weighted by size, \d\d\.\d%; no extremes are drawn in/,
    note: "The centre line is the mean of the points, as the plan says.",
    none: "No funnel plot for 1999: too few regions have a value that can be shown then.",
  },
};

for (const [language, words] of Object.entries(WORDS))
  test(`period, centre and what is drawn in are chosen, stand in the plan and are said (${language})`, async () => {
    const page = await start(language);
    await compute(page);
    assert.match(await finding(page), words.usual);
    await page.locator(".tab").nth(2).click();
    await page.locator(".settings > summary").click();
    await page.locator("#funnel-period").selectOption("2020");
    await page.locator("#funnel-target").selectOption("mean");
    await page.locator("#funnel-winsorise").selectOption("0");
    await compute(page);
    assert.match(await finding(page), words.chosen);
    assert.equal(await page.locator("figure:has(#tratt0-delaktig)").getByText(words.note).count(), 1);
    const plan = await planOf(page);
    assert.deepEqual(plan.across.funnel, { period: "2020", target: "mean", winsorise: 0 });

    // A saved plan with a period that the file does not have.
    plan.across.funnel.period = "1999";
    await page.locator(".tab").nth(2).click();
    const buffer = Buffer.from(JSON.stringify(plan));
    await page.locator("#plan-file").setInputFiles({ name: "plan.json", mimeType: "application/json", buffer });
    await page.locator(".hint").waitFor();
    await compute(page);
    assert.equal(await page.locator("#tratt0-delaktig").count(), 0);
    assert.equal(await page.locator("details:has(#measure-delaktig)").getByText(words.none).count(), 1);
    assert.deepEqual(page.noise, []);
    await page.close();
  });

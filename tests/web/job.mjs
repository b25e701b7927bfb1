/** The user's job, step by step, as the tests need it in Chromium. */
import assert from "node:assert/strict";

export const shadow = (page, selector) =>
  page.evaluate((wanted) => Boolean(document.querySelector("riks-page").shadowRoot.querySelector(wanted)), selector);

export async function chooseRegion(page, code = "13") {
  await page.locator("#region").selectOption(code);
  await page.waitForFunction(() =>
    document.querySelector("riks-page").shadowRoot.querySelector("h1")?.textContent.includes("Halland"),
  );
}

export async function readExample(page, name = /enkät|survey/) {
  await page.getByRole("button", { name }).click();
  await page.locator("#run:not([disabled])").waitFor();
}

/** For a large file, or where everything is held against everything. */
export const LONG_MS = 90_000;

export async function compute(page, timeout = 30_000) {
  await page.locator("#run").click();
  await page.locator("#summary-title").waitFor({ timeout });
}

/** A survey of `LARGE_ROWS` answers from the disk, read, computed and counted. */
export const LARGE_ROWS = 7_000_000;
export async function readLarge(page, path) {
  await page.locator("#file").setInputFiles(path);
  await page.locator("#run:not([disabled])").waitFor();
  const readers = page.workers().length;
  await compute(page, LONG_MS);
  assert.match(await page.locator("main").innerText(), /enkat\.csv: 7.000.000 rader lästes, 0 avvisades/);
  return readers;
}

/** A price index for the years of the costs; the settings are open. */
export async function priceIndex(page) {
  for (const [year, index] of [
    ["2022", "90"],
    ["2023", "96"],
    ["2024", "100"],
  ]) {
    await page.locator(`#index-${year}`).fill(index);
    await page.locator(`#index-${year}`).blur();
  }
}

/** Opens everything that is folded. */
export const unfold = (page) =>
  page.evaluate(() => {
    for (const one of document.querySelector("riks-page").shadowRoot.querySelectorAll("details")) one.open = true;
  });

/** The quadrant, with everything below it open. */
export async function quadrant(page) {
  await page.locator("#kvadrant").waitFor({ timeout: 30_000 });
  await unfold(page);
}

/** Asks for every comparison, people and a response rate; the settings are open. */
export async function everyComparison(page) {
  for (const kind of ["rest", "difference_in_differences", "between_measures"])
    await page.locator(`#compare-${kind}`).check();
  await page.locator("#population").check();
  await page.locator("#invited-2").fill("240");
  await page.locator("#invited-2").blur();
}

/** Every view, with a file read and a result made; `visit` is called in each. */
export async function everyView(page, visit) {
  await visit("start");
  await chooseRegion(page);
  await page.locator(".matrix").first().waitFor();
  await visit("oversikt");
  await page.locator(".goal button.link").first().click();
  await page.locator("figure").first().waitFor();
  await visit("indikator");
  await page.locator(".tab").nth(1).click();
  await quadrant(page);
  await page.locator("#q-earlier").selectOption("2019");
  await page.locator("#equalisation-2022").selectOption("2024");
  await page.locator("#moved-title").waitFor();
  await page.locator("#efficiency-run").click();
  await page.locator("#effektivitet").waitFor({ timeout: 60_000 });
  await unfold(page);
  await visit("kostnad");
  await page.locator(".tab").nth(2).click();
  await visit("fil-tom");
  await readExample(page);
  await page.locator(".settings > summary").click();
  await page.locator("#slope").selectOption("alder");
  await page.locator("#funnel-units").selectOption("vardcentral");
  await page.locator(".measure-form select[id$=-mode]").first().selectOption("indicator");
  await page.locator(".measure-form select[id$=-indicator]").first().selectOption({ index: 1 });
  await page.locator(".measure-form select[id$=-mode]").nth(1).selectOption("value");
  await everyComparison(page);
  await page.locator("#add-score").click();
  await page.locator("details.margins > summary").click();
  await page.locator("#adjust-kind").selectOption("logit");
  await visit("fil");
  await page.locator("#adjust-kind").selectOption("none");
  await page.locator(".measure-form").last().locator("button.plain").click();
  await page.locator(".measure-form select[id$=-mode]").nth(1).selectOption("auto");
  await compute(page, LONG_MS);
  await page.evaluate(() => {
    for (const one of document.querySelector("riks-page").shadowRoot.querySelectorAll("details")) one.open = true;
  });
  await visit("resultat");
  await page.locator(".own-measure .said button.link").first().click();
  await page.locator("pre[lang=en]").waitFor();
  await visit("metod");
  await page.locator(".tab").nth(2).click();
  await page.locator("#clear").click();
  await readExample(page, /månader|months/);
  await compute(page);
  await page.locator("svg[id^=tratt0]").waitFor();
  await page.locator("svg[id^=styr]").waitFor();
  await page.evaluate(() => {
    for (const one of document.querySelector("riks-page").shadowRoot.querySelectorAll("details")) one.open = true;
  });
  await visit("resultat-manader");
  await page.locator(".tab").nth(2).click();
  await page.locator("#clear").click();
  await page.locator("#file").setInputFiles(new URL("../data/sets/deaths.csv", import.meta.url).pathname);
  await page.locator("#run:not([disabled])").waitFor();
  await page.locator("select[id^=r-][id$=-standard]").first().waitFor();
  await visit("fil-tal");
  await compute(page);
  await visit("resultat-tal");
  await page.locator(".tab").nth(2).click();
  await page.locator("#clear").click();
  await page.locator("#file").setInputFiles(new URL("../data/amounts/kostnader.csv", import.meta.url).pathname);
  await page.locator("#run:not([disabled])").waitFor();
  await unfold(page);
  await priceIndex(page);
  await page.locator("#index-base").waitFor();
  await visit("fil-kostnader");
  await compute(page);
  await page.locator(".tab").nth(1).click();
  await quadrant(page);
  await page.locator("#belopp").waitFor();
  await visit("kostnad-egen");
  await page.locator(".tab").nth(4).click();
  await visit("om");
}

export const survey = (rows = 60) =>
  [
    "region;ar;vikt;kon;delaktig",
    ...Array.from(
      { length: rows },
      (_, at) =>
        `${at % 2 ? "13" : "01"};2024;1,5;${at % 3 ? "kvinna" : "man"};${["alltid", "ibland", "sällan", "aldrig"][at % 4]}`,
    ),
  ].join("\r\n") + "\r\n";
export const asFile = (name, content) => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.isBuffer(content) ? content : Buffer.from(content),
});

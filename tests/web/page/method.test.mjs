import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "../browser.mjs";
import { chooseRegion, compute, readExample } from "../job.mjs";
import { opened } from "../opened.mjs";

let browser, server, page;
opened(async (at) => {
  ({ browser, server } = at);
  page = await open(await browser.newContext(), server.url);
  await chooseRegion(page);
  await page.locator(".tab").nth(2).click();
  await readExample(page);
  await compute(page);
});

test("a measure shows the R code that gives its numbers, with the file's own column names", async () => {
  const code = page.locator(".own-measure .r-code").first();
  await code.locator("summary").click();
  const text = await code.locator("pre").innerText();
  assert.match(text, /design <- svydesign\(ids = ~vardcentral, strata = ~stratum, weights = ~vikt, nest = TRUE/);
  assert.match(text, /svyciprop\(~I\(delaktig %in% c\("alltid", "ibland"\)\), part, method = "xlogit"/);
  assert.equal(await code.getByRole("button", { name: /Kopiera R-koden/ }).count(), 1);
  assert.equal(await page.getByRole("button", { name: "Ladda ner R-koden" }).count(), 1);
});

test("values at the same age and health, an adjusted difference and a test of all answers are sentences", async () => {
  const text = await page.locator(".own-measure .background").first().innerText();
  assert.match(text, /Vid samma fördelning av kon, alder och halsa som i riket blir värdet \d\d,\d.% i Region Halland/);
  assert.match(text, /när alder och halsa är lika är skillnaden i andel .\d\d,\d.procentenheter/);
  assert.match(text, /Svarsfördelningen som helhet .* övriga i filen 2022 \(Rao och Scotts test, p [=<] 0,\d+\)/);
});

test("a method's name leads to its page, and back", async () => {
  await page.locator(".own-measure .said button.link").first().click();
  await page.locator("pre[lang=en]").waitFor();
  assert.match(await page.locator("h1").innerText(), /samma urval/);
  assert.match(await page.locator("pre[lang=en]").innerText(), /se = √V\(z\)/);
  assert.match(page.url(), /vy=metod&matt=part_of_whole/);
  await page.getByRole("button", { name: "Till resultatet" }).click();
  await page.locator("#summary-title").waitFor();
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "../browser.mjs";
import { compute, everyComparison, LONG_MS, readExample } from "../job.mjs";
import { opened } from "../opened.mjs";

let browser, server;
opened((at) => ({ browser, server } = at));

async function result(language) {
  const page = await open(await browser.newContext(), server.url, `#sprak=${language}&region=13&vy=fil`);
  await readExample(page);
  await page.locator(".settings > summary").first().click();
  await everyComparison(page);
  await compute(page, LONG_MS);
  return page;
}

const shown = (page) => page.locator("main").innerText();

test("every comparison is said in words with its place, its method and what it leaves out", async () => {
  const page = await result("sv");
  const text = await shown(page);
  for (const said of [
    /plats \d+–\d+ av 21/,
    /i snittet av 7 liknande regioner \(ovägt medel\)/,
    /Liknande regioner, hälso- och sjukvård, enligt Kolada \(RKA\) 2024: Uppsala, Sörmland/,
    /Region Halland ändrades med .* från 2018 till 2022, mot .* i övriga regioner i filen/,
    /synts i fyra fall av fem/,
    /Svarsfrekvensen är 38\u00a0% \(90 av 240\)/,
    /Inte justerat för ålder och hälsa/,
    /Vid samma fördelning av .* blir värdet .* Utan den justeringen är värdet/,
    /Students t, \d+ frihetsgrader; p [=<]\u00a0/,
  ])
    assert.match(text, said);
  for (const heading of [
    "skillnaden mellan grupper nu och tidigare",
    "förändringen mot andras förändring, 2018–2022",
    "mellan mått",
  ])
    assert.match(text.toLowerCase(), new RegExp(heading));
  assert.doesNotMatch(text, /undefined|NaN|\[object/);
  assert.deepEqual(page.noise, []);
  await page.close();
});

test("the switch for many comparisons computes anew and says what it keeps", async () => {
  const page = await result("en");
  const said = page.locator("#many-said");
  assert.match(await said.innerText(), /would still look significant by chance alone \(\d+ × 5%\)/);
  await page.locator("#many").selectOption("holm");
  await page.waitForFunction(() =>
    document.querySelector("riks-page").shadowRoot.querySelector("#many-said")?.textContent.includes("Holm"),
  );
  assert.match(await shown(page), /adjusted p/);
  assert.match(await page.locator("#method-note").innerText(), /Holm/);
  await page.close();
});

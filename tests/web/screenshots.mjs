/** Pictures of every view to target/screenshots, to look at: `node tests/web/screenshots.mjs`. */
import { mkdirSync } from "node:fs";
import { open, openChromium } from "./browser.mjs";
import { compute, priceIndex, quadrant, unfold } from "./job.mjs";
import { serve } from "./server.mjs";

const folder = new URL("../../target/screenshots/", import.meta.url).pathname;
mkdirSync(folder, { recursive: true });
const server = await serve();
const browser = await openChromium();
const only = process.argv[2];

async function views(context, name, look) {
  const page = await open(context, server.url, "#sprak=sv&vy=oversikt");
  const shot = async (view) =>
    (!only || view.includes(only)) && page.screenshot({ path: `${folder}${name}-${view}.png`, fullPage: true });
  await shot("start");
  await page.locator("#region").selectOption("13");
  await page.waitForFunction(() => document.querySelector("riks-page").shadowRoot.querySelector(".matrix"));
  await shot("oversikt");
  await page.locator(".goal button.link").first().click();
  await page.locator("figure").first().waitFor();
  await shot("indikator");
  await page.getByRole("button", { name: /Kostnad och kvalitet/ }).click();
  await page.locator("#kvadrant").waitFor();
  await shot("kostnad");
  await page.locator(".settings > summary").first().click();
  await page.locator("#q-earlier").selectOption("2019");
  await page.locator("#equalisation-2022").selectOption("2024");
  await page.locator("#moved-title").waitFor();
  await page.locator("#efficiency-run").click();
  await page.locator("#effektivitet").waitFor({ timeout: 60_000 });
  await shot("kostnad-valt");
  await page.getByRole("button", { name: /Egen fil/ }).click();
  await page.getByRole("button", { name: /Exempel: enkät/ }).click();
  await page.locator("#run").waitFor();
  await shot("fil");
  await compute(page);
  await shot("resultat");
  await page.getByRole("button", { name: /Egen fil/ }).click();
  await page.locator("#clear").click();
  await page.getByRole("button", { name: /Exempel: månader/ }).click();
  await page.locator("#run:not([disabled])").waitFor();
  await compute(page);
  await shot("manader");
  if (page.noise.length > 0) console.log(name, page.noise);
  if (look) (await page.getByRole("button", { name: /Om sidan/ }).click(), await shot("om"));
  await page.close();
}

/** Costs and quality with everything open, and with costs of an own file, in one language. */
async function costs(context, name, lang) {
  const page = await open(context, server.url, `#region=13&sprak=${lang}&vy=kostnad`);
  const shot = (view) => page.screenshot({ path: `${folder}${name}-${lang}-${view}.png`, fullPage: true });
  await quadrant(page);
  await page.locator("#efficiency-run").click();
  await page.locator("#effektivitet").waitFor({ timeout: 60_000 });
  await unfold(page);
  await shot("kostnad-oppen");
  await page.locator(".tab").nth(2).click();
  const files = ["kostnader", "personal", "inskrivna"].map((file) => `tests/data/amounts/${file}.csv`);
  await page.locator("#file").setInputFiles(files);
  await page.locator("#run:not([disabled])").waitFor();
  await unfold(page);
  await priceIndex(page);
  await shot("kostnad-plan");
  await compute(page);
  await page.locator(".tab").nth(1).click();
  await page.locator("#belopp").waitFor();
  await shot("kostnad-egen");
  if (page.noise.length > 0) console.log(name, lang, page.noise);
  await page.close();
}

for (const [width, height] of [
  [1280, 900],
  [768, 1000],
  [320, 700],
]) {
  const context = await browser.newContext({ viewport: { width, height } });
  if (!only || only === "kostnad") for (const lang of ["sv", "en"]) await costs(context, String(width), lang);
  if (only !== "kostnad") await views(context, String(width), width === 1280);
  await context.close();
}
for (const [name, options] of only === "kostnad"
  ? []
  : [
      ["dark", { colorScheme: "dark" }],
      ["forced", { forcedColors: "active" }],
    ]) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 }, ...options });
  await views(context, name, false);
  await context.close();
}
await browser.close();
await server.stop();

/** Pictures of every view to target/screenshots, to look at: `node tests/web/screenshots.mjs`. */
import { mkdirSync } from "node:fs";
import { open, openChromium } from "./browser.mjs";
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
  await page.locator(".settings summary").click();
  await page.locator("#q-earlier").selectOption("2019");
  await page.locator("#equalisation-2022").selectOption("2024");
  await page.locator("#moved-title").waitFor();
  await page.locator("#efficiency-run").click();
  await page.locator("#efficiency-title + p + h3").waitFor({ timeout: 60_000 });
  await shot("kostnad-valt");
  await page.getByRole("button", { name: /Egen fil/ }).click();
  await page.getByRole("button", { name: /Exempel: enkät/ }).click();
  await page.locator("#run").waitFor();
  await shot("fil");
  await page.locator("#run").click();
  await page.locator("#summary-title").waitFor();
  await shot("resultat");
  await page.getByRole("button", { name: /Egen fil/ }).click();
  await page.locator("#clear").click();
  await page.getByRole("button", { name: /Exempel: månader/ }).click();
  await page.locator("#run:not([disabled])").waitFor();
  await page.locator("#run").click();
  await page.locator("#summary-title").waitFor();
  await shot("manader");
  if (page.noise.length > 0) console.log(name, page.noise);
  if (look) (await page.getByRole("button", { name: /Om sidan/ }).click(), await shot("om"));
  await page.close();
}

for (const [width, height] of [
  [1280, 900],
  [768, 1000],
  [320, 700],
]) {
  const context = await browser.newContext({ viewport: { width, height } });
  await views(context, String(width), width === 1280);
  await context.close();
}
for (const [name, options] of [
  ["dark", { colorScheme: "dark" }],
  ["forced", { forcedColors: "active" }],
]) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 }, ...options });
  await views(context, name, false);
  await context.close();
}
await browser.close();
await server.stop();

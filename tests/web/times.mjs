/** How long it takes: opening to the first figures, and a dropped example to its result: `node tests/web/times.mjs`. */
import { open, openChromium } from "./browser.mjs";
import { serve } from "./server.mjs";

const ROUNDS = 7;
const server = await serve();
const browser = await openChromium();
const opening = [];
const answering = [];
for (let round = 0; round < ROUNDS; round++) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const started = performance.now();
  const page = await open(context, server.url, "#region=13&sprak=sv&vy=oversikt");
  await page.locator(".matrix").first().waitFor();
  opening.push(performance.now() - started);
  await page.getByRole("button", { name: /Egen fil/ }).click();
  const dropped = performance.now();
  await page.getByRole("button", { name: /Exempel: enkät/ }).click();
  await page.locator("#run").click();
  await page.locator("#summary-title").waitFor();
  answering.push(performance.now() - dropped);
  await context.close();
}
const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)].toFixed(0);
console.log(`opening to the first figures: median ${median(opening)} ms of ${ROUNDS}`);
console.log(`example chosen to its result: median ${median(answering)} ms of ${ROUNDS}`);
await browser.close();
server.close?.();
process.exit(0);

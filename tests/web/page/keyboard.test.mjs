import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "../browser.mjs";
import { asFile, survey } from "../job.mjs";
import { opened } from "../opened.mjs";

let browser, server;
opened((at) => ({ browser, server } = at));

/** What has the focus: tag, id, text, and how it is marked. */
const focus = (page) =>
  page.evaluate(() => {
    const one = document.querySelector("riks-page").shadowRoot.activeElement;
    if (!one) return null;
    const marked = one.matches("input.unseen") ? one.nextElementSibling : one;
    const looks = getComputedStyle(marked);
    return {
      tag: one.localName,
      id: one.id,
      text: one.textContent.trim().slice(0, 40),
      outline: looks.outlineStyle === "none" ? 0 : Number.parseFloat(looks.outlineWidth),
    };
  });

/** Tabs until `wanted`; every stop on the way must be marked. */
async function tabTo(page, wanted) {
  for (let stop = 0; stop < 150; stop++) {
    await page.keyboard.press("Tab");
    const at = await focus(page);
    if (!at) continue;
    if (!at.tag.match(/^(html|body)$/)) assert.ok(at.outline >= 3, `focus is not visible on ${JSON.stringify(at)}`);
    if (wanted(at)) return at;
  }
  assert.fail("never reached by Tab");
}

test("the whole job by keyboard alone: region, file, measures, result, chart; focus is always somewhere and visible", async () => {
  const page = await open(await browser.newContext(), server.url);
  page.on("filechooser", (chooser) => chooser.setFiles(asFile("egen.csv", survey(200))));
  assert.equal((await tabTo(page, () => true)).text, "Hoppa till innehållet");
  await tabTo(page, (at) => at.id === "region");
  await page.keyboard.type("Region Hal");
  await page.locator(".matrix").first().waitFor();
  await tabTo(page, (at) => at.id === "file");
  await page.keyboard.press("Enter");
  await page.locator("#run:not([disabled])").waitFor();
  assert.equal((await focus(page))?.id, "file-0");
  await tabTo(page, (at) => at.id === "run");
  await page.keyboard.press("Enter");
  await page.locator("#summary-title").waitFor();
  assert.equal((await focus(page))?.id, "title");
  const chart = await tabTo(page, (at) => at.tag === "svg");
  await page.keyboard.press("Home");
  const says = () => page.locator(`#${chart.id} ~ .cursor-says`).first().innerText();
  const first = await says();
  assert.ok(first.length > 5);
  await page.keyboard.press("End");
  assert.notEqual(await says(), first);
  await page.keyboard.press("ArrowUp");
  assert.equal((await focus(page))?.id, chart.id);
});

test("a dimension is made and a measure removed by keyboard, and what goes on is said in elements that stay", async () => {
  const page = await open(await browser.newContext(), server.url, "#region=13&vy=fil");
  page.on("filechooser", (chooser) =>
    chooser.setFiles(
      asFile(
        "egen.csv",
        survey(200)
          .replaceAll("delaktig", "delaktig;trygg")
          .replace(/;(alltid|ibland|sällan|aldrig)/g, ";$1;$1"),
      ),
    ),
  );
  const kept = () =>
    page.evaluate(() => document.querySelector("riks-page").shadowRoot.querySelector(".work").dataset.kept);
  await page.evaluate(
    () => (document.querySelector("riks-page").shadowRoot.querySelector(".work").dataset.kept = "yes"),
  );
  await tabTo(page, (at) => at.id === "file");
  await page.keyboard.press("Enter");
  await page.locator("#run:not([disabled])").waitFor();
  assert.equal(await page.locator(".status").innerText(), "Filen är läst. Så har den tolkats.");
  await tabTo(page, (at) => at.text.startsWith("Ta bort måttet"));
  await page.keyboard.press("Enter");
  assert.equal((await focus(page))?.id, "plan-title");
  await tabTo(page, (at) => at.id === "add-score");
  await page.keyboard.press("Enter");
  assert.equal((await focus(page))?.id, "m-dimension-1-label");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("Delaktighet");
  await tabTo(page, (at) => at.id === "s-dimension-1-weights-1");
  await page.keyboard.type("0,4");
  await tabTo(page, (at) => at.id === "run");
  await page.keyboard.press("Enter");
  await page.locator("#summary-title").waitFor();
  assert.equal(await page.locator(".status").innerText(), "Resultatet är klart.");
  assert.equal(await page.locator("#measure-dimension-1 h3").innerText(), "Delaktighet");
  assert.equal(await kept(), "yes");
});

test("an error by keyboard: focus goes to the message, and closing it gives the focus back to the page", async () => {
  const page = await open(await browser.newContext(), server.url, "#region=13&vy=fil");
  await page.locator("#file").setInputFiles(asFile("tom.csv", ""));
  await page.locator(".failure").waitFor();
  await page.waitForFunction(() => document.querySelector("riks-page").shadowRoot.activeElement?.id === "failure");
  await tabTo(page, (at) => at.text === "Stäng");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("riks-page").shadowRoot.activeElement?.id === "title");
});

test("the language switch keeps the focus and the view, and the address follows", async () => {
  const page = await open(await browser.newContext(), server.url, "#region=13&vy=om");
  await tabTo(page, (at) => at.text === "English");
  await page.keyboard.press("Enter");
  await page.locator("h1", { hasText: "About the page" }).waitFor();
  assert.equal((await focus(page)).text, "Svenska");
  assert.match(page.url(), /region=13&sprak=en&vy=om/);
});

test("going back in the browser goes back in the page", async () => {
  const page = await open(await browser.newContext(), server.url, "#region=13");
  await page.locator(".goal button.link").first().click();
  await page.locator("figure").first().waitFor();
  assert.match(page.url(), /vy=indikator&matt=/);
  await page.goBack();
  await page.locator(".matrix").first().waitFor();
});

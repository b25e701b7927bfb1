import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { open, openFirefox, ready } from "../browser.mjs";
import { everyView } from "../job.mjs";
import { opened } from "../opened.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
let browser, server;
opened((at) => ({ browser, server } = at));

async function violations(page, tags = TAGS) {
  await page.evaluate(axe);
  const found = await page.evaluate(
    (values) => globalThis.axe.run(document, { runOnly: { type: "tag", values } }),
    tags,
  );
  return found.violations.map(
    (one) =>
      `${one.id}: ${one.nodes
        .slice(0, 3)
        .map((node) => node.html.slice(0, 160))
        .join(" | ")}`,
  );
}

for (const language of ["sv", "en"])
  test(`axe finds nothing in any view (${language})`, async () => {
    const page = await open(await browser.newContext(), server.url, `#sprak=${language}`);
    const found = {};
    await everyView(page, async (view) => {
      const list = await violations(page);
      if (list.length > 0) found[view] = list;
    });
    assert.deepEqual(found, {});
    assert.equal(await page.locator("html").getAttribute("lang"), language);
  });

test("one h1 and headings in order in every view, landmarks, ids once", async () => {
  const page = await open(await browser.newContext(), server.url);
  await everyView(page, async (view) => {
    const seen = await page.evaluate(() => {
      const root = document.querySelector("riks-page").shadowRoot;
      const ids = [...root.querySelectorAll("[id]")].map((one) => one.id);
      const levels = [...root.querySelectorAll("h1, h2, h3, h4")].map((one) => Number(one.localName[1]));
      return {
        h1: root.querySelectorAll("h1").length,
        jumps: levels.filter((level, at) => at > 0 && level > levels[at - 1] + 1).length,
        twice: ids.filter((id, at) => ids.indexOf(id) !== at),
        landmarks: ["header", "nav", "main", "footer"].map((name) => root.querySelectorAll(name).length),
      };
    });
    assert.deepEqual(seen, { h1: 1, jumps: 0, twice: [], landmarks: [1, 1, 1, 1] }, view);
  });
});

for (const width of [320, 768, 1280])
  test(`nothing is wider than the window at ${width} px, nor with wider text spacing`, async () => {
    const page = await open(await browser.newContext({ viewport: { width, height: 600 } }), server.url);
    const wider = {};
    const measured = () => page.evaluate(() => document.documentElement.scrollWidth);
    await everyView(page, async (view) => {
      const plain = await measured();
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(
          "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }",
        );
        const root = document.querySelector("riks-page").shadowRoot;
        root.adoptedStyleSheets = [root.adoptedStyleSheets[0], sheet];
      });
      const spaced = await measured();
      await page.evaluate(() => {
        const root = document.querySelector("riks-page").shadowRoot;
        root.adoptedStyleSheets = [root.adoptedStyleSheets[0]];
      });
      if (plain > width || spaced > width) wider[view] = [plain, spaced];
    });
    assert.deepEqual(wider, {});
  });

test("controls are 44 px high, others at least 24", async () => {
  const page = await open(await browser.newContext({ viewport: { width: 768, height: 900 } }), server.url);
  await everyView(page, async (view) => {
    const low = await page.evaluate(() =>
      [
        ...document
          .querySelector("riks-page")
          .shadowRoot.querySelectorAll(
            "button:not(.link), select, input[type=text], textarea, label.button, .check, summary",
          ),
      ]
        .filter((one) => one.checkVisibility())
        .map((one) => [one.textContent.trim().slice(0, 30), one.getBoundingClientRect().height])
        .filter(([, height]) => height < 43.9),
    );
    assert.deepEqual(low, [], view);
  });
});

test("Firefox: axe finds nothing in the overview and in the file view", async () => {
  const firefox = await openFirefox();
  try {
    const page = await firefox.newPage();
    const tags = TAGS.filter((tag) => tag !== "best-practice");
    for (const view of ["oversikt", "fil", "om"]) {
      await page.goto("about:blank");
      await page.goto(`${server.url}#region=13&vy=${view}`);
      await ready(page);
      assert.deepEqual(await violations(page, tags), [], view);
    }
  } finally {
    await firefox.close();
  }
});

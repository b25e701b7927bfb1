import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { headers } from "../server.mjs";

const page = readFileSync(new URL("../../../pkg/index.html", import.meta.url), "utf8");
const meta = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1];
const sha = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

test("the header is the page's own policy and two parts that only a header can say", () => {
  assert.equal(
    headers()["Content-Security-Policy"],
    `${meta}; sandbox allow-scripts allow-downloads allow-modals; frame-ancestors 'none'`,
  );
});

test("the policy admits exactly the scripts and the style in the page, by hash, and no connection", () => {
  const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script]) => sha(script));
  const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1];
  assert.equal(scripts.length, 2);
  assert.ok(meta.includes(`script-src ${scripts.join(" ")} 'wasm-unsafe-eval';`));
  assert.ok(meta.includes(`style-src ${sha(style)};`));
  for (const part of [
    "default-src 'none'",
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
  ])
    assert.ok(meta.includes(part), part);
  assert.doesNotMatch(meta, /unsafe-inline|'unsafe-eval'|https?:|\*/);
});

test("there are two scripts, one list of data and one style, and the page refers to nothing outside itself", () => {
  assert.equal(page.match(/<script/g).length, 3);
  assert.equal(page.match(/<script type="application\/json"/g).length, 1);
  assert.equal(page.match(/<style/g).length, 1);
  const outside = page.slice(0, page.indexOf("<script>"));
  assert.doesNotMatch(outside, /(src|href)="(?!data:,")/);
});

test("the policy stands before the script", () =>
  assert.ok(page.indexOf("Content-Security-Policy") < page.indexOf("<script>")));

test("the integrity list fits the file", () => {
  const listed = JSON.parse(readFileSync(new URL("../../../pkg/sri.json", import.meta.url), "utf8"));
  assert.equal(listed["index.html"], `sha384-${createHash("sha384").update(page).digest("base64")}`);
});

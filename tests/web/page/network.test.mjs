import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, openChromium, openFirefox, ready } from "../browser.mjs";
import { asFile, chooseRegion, compute, everyView, survey } from "../job.mjs";
import { serve } from "../server.mjs";

let chromium;
before(async () => {
  chromium = await openChromium();
});
after(() => chromium.close());

test("Chromium: nothing is asked for after the page is loaded, in any view, and nothing is said on the console", async () => {
  const server = await serve();
  const page = await open(await chromium.newContext(), server.url);
  await everyView(page, async () => {});
  assert.deepEqual(server.log, ["GET /"]);
  assert.deepEqual(page.noise, []);
  await server.stop();
});

test("Chromium: the whole job works with the server gone", async () => {
  const server = await serve();
  const page = await open(await chromium.newContext(), server.url);
  await server.stop();
  await chooseRegion(page);
  await page.locator("#file").setInputFiles(asFile("egen.csv", survey()));
  await page.locator("#run:not([disabled])").waitFor();
  await compute(page);
  assert.match(await page.locator("h1").innerText(), /Halland/);
});

test("Chromium: the worker, which alone reads the file, has no way out", async () => {
  const server = await serve();
  const page = await open(await chromium.newContext(), server.url);
  const [worker] = page.workers();
  const ways = await worker.evaluate(async (url) => {
    const tried = {};
    const attempt = async (name, act) => {
      try {
        await act();
        tried[name] = "open";
      } catch {
        tried[name] = "shut";
      }
    };
    await attempt("fetch", () => fetch(`${url}?leak`));
    await attempt(
      "xhr",
      () =>
        new Promise((yes, no) => {
          const request = new XMLHttpRequest();
          request.onload = yes;
          request.onerror = no;
          request.open("GET", `${url}?leak`);
          request.send();
        }),
    );
    await attempt(
      "socket",
      () =>
        new Promise((yes, no) => {
          const socket = new WebSocket(url.replace("http", "ws"));
          socket.onopen = yes;
          socket.onerror = no;
        }),
    );
    await attempt(
      "events",
      () =>
        new Promise((yes, no) => {
          const events = new EventSource(`${url}?leak`);
          events.onopen = yes;
          events.onerror = no;
        }),
    );
    await attempt("import", () => import(`${url}leak.js`));
    await attempt("scripts", () => importScripts(`${url}leak.js`));
    return { ...tried, rtc: typeof RTCPeerConnection, open: typeof open, document: typeof document };
  }, server.url);
  assert.deepEqual(ways, {
    fetch: "shut",
    xhr: "shut",
    socket: "shut",
    events: "shut",
    import: "shut",
    scripts: "shut",
    rtc: "undefined",
    open: "undefined",
    document: "undefined",
  });
  assert.deepEqual(server.log, ["GET /"]);
  await server.stop();
});

test("Chromium: the page itself cannot send either", async () => {
  const server = await serve();
  const page = await open(await chromium.newContext(), server.url);
  await page.evaluate(async (url) => {
    await fetch(`${url}?a`).catch(() => {});
    navigator.sendBeacon(`${url}?b`, "x");
    const image = new Image();
    image.src = `${url}?c`;
    const frame = document.createElement("iframe");
    frame.src = `${url}?d`;
    document.body.append(frame);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }, server.url);
  assert.deepEqual(server.log, ["GET /"]);
  await server.stop();
});

test("Firefox: the whole job, nothing asked for after loading, also with the server gone", async () => {
  const server = await serve();
  const firefox = await openFirefox();
  try {
    const page = await firefox.newPage();
    await page.goto(server.url);
    await ready(page);
    assert.deepEqual(server.log, ["GET /"]);
    await server.stop();
    const inside = (act, ...given) => page.evaluate(act, ...given);
    const until = (wanted) =>
      page.waitForFunction(
        (selector) => document.querySelector("riks-page").shadowRoot.querySelector(selector),
        {},
        wanted,
      );
    await inside(() => {
      const select = document.querySelector("riks-page").shadowRoot.querySelector("#region");
      select.value = "13";
      select.dispatchEvent(new Event("change"));
    });
    await until(".matrix");
    await inside(() =>
      [...document.querySelector("riks-page").shadowRoot.querySelectorAll(".drop button")]
        .find((one) => /enkät/.test(one.textContent))
        .click(),
    );
    await until("#run:not([disabled])");
    await inside(() => document.querySelector("riks-page").shadowRoot.querySelector("#run").click());
    await until("#summary-title");
    const title = await inside(() => document.querySelector("riks-page").shadowRoot.querySelector("h1").textContent);
    assert.match(title, /Region Halland: resultat/);
    assert.deepEqual(server.log, ["GET /"]);
  } finally {
    await firefox.close();
  }
});

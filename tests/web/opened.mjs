/** What the tests of one file share: the built page on a server, and a Chromium. */
import { after, before } from "node:test";
import { openChromium } from "./browser.mjs";
import { serve } from "./server.mjs";

/** Opens both before the tests and closes them after; `then` is given them, and opens what the file needs besides. */
export function opened(then, ...flags) {
  let browser, server;
  before(async () => {
    server = await serve();
    browser = await openChromium(...flags);
    await then({ browser, server });
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });
}

import { peak, family } from "./processes.mjs";
import { openChromium, openFirefox } from "./open.mjs";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
const html = process.argv[2], file = process.argv[3], which = process.argv[4] ?? "chromium";
const now = (root) => { let m = 0; for (const id of family(root)) { try { const c = readFileSync(`/proc/${id}/cmdline`, "utf8").replaceAll("\0", " "); if (!/--type=renderer|-contentproc.* tab|-isForBrowser.* tab/s.test(c)) continue; m = Math.max(m, Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"))[1]) / 1024); } catch {} } return m; };
const server = createServer((q, r) => { r.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(q.url === "/empty" ? "<!doctype html><input id=file type=file>" : readFileSync(html)); });
await new Promise((d) => server.listen(0, "127.0.0.1", d));
const url = `http://127.0.0.1:${server.address().port}/`;
const b = await (which === "firefox" ? openFirefox : openChromium)();
const { page } = b;
const say = (t) => console.log(t.padEnd(24), "now", now(b.process).toFixed(0), "peak", peak(b.process).toFixed(0));
const wait = (ms) => new Promise((d) => setTimeout(d, ms));
await page.goto(url + "empty"); await wait(1500); say("empty");
await page.goto(url + "#region=13&vy=fil"); await wait(4000); say("page");
if (which === "chromium") {
  await page.locator("#file").setInputFiles(file);
  await page.locator("#run:not([disabled])").waitFor({ timeout: 120000 }); say("read"); 
  await page.locator("#run").click(); await page.locator("#summary-title").waitFor({ timeout: 120000 }); say("answered"); await wait(4000); say("answered, later");
}
await b.close(); server.close();

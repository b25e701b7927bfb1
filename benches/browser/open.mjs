/** A browser with the page of this bench, one engine in it, and a file chosen. */
import { chromium } from "playwright-core";
import puppeteer from "puppeteer-core";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { family } from "./processes.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
export const folder = join(root, "target/bench");
const TYPES = { ".js": "text/javascript", ".mjs": "text/javascript", ".html": "text/html; charset=utf-8", ".wasm": "application/wasm" };
export const TIME_LIMIT_MS = 900_000;

/** Bundles the engines, so that the page needs nothing from elsewhere. */
export async function bundle(engines) {
  rmSync(join(folder, "built"), { recursive: true, force: true });
  const entryPoints = readdirSync(join(here, "engines")).filter((name) => engines.includes(name.split(".")[0])).map((name) => join(here, "engines", name));
  await esbuild.build({ entryPoints, outdir: join(folder, "built"), bundle: true, format: "esm", target: "es2022", minify: true, logLevel: "error", nodePaths: [join(here, "node_modules")] });
}

export async function serve() {
  const places = (path) => path === "/" ? join(here, "page.html") : path === "/rikssnitt_bg.wasm" ? join(root, "pkg", path) : path.startsWith("/built/") ? join(folder, path) : join(here, path);
  const server = createServer((request, response) => {
    const path = places(new URL(request.url, "http://bench").pathname);
    if (path.includes("..") || !existsSync(path) || !statSync(path).isFile()) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream", "Cache-Control": "no-store" }).end(readFileSync(path));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

/** Chromium with a profile of its own. */
export async function openChromium() {
  const profile = mkdtempSync(join(tmpdir(), "rikssnitt-bench-"));
  const context = await chromium.launchPersistentContext(profile, { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
  const page = await context.newPage();
  page.setDefaultTimeout(TIME_LIMIT_MS);
  const ours = family(process.pid).filter((id) => {
    try { return readFileSync(`/proc/${id}/cmdline`, "utf8").includes(profile); } catch { return false; }
  });
  const close = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  const choose = (path) => page.locator("#file").setInputFiles(path);
  return { page, process: Math.min(...ours), choose, ready: () => page.waitForFunction("window.isReady"), close };
}

export async function openFirefox() {
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr", headless: true, protocolTimeout: TIME_LIMIT_MS });
  const page = await browser.newPage();
  page.setDefaultTimeout(TIME_LIMIT_MS);
  const choose = async (path) => (await page.$("#file")).uploadFile(path);
  return { page, process: browser.process().pid, choose, ready: () => page.waitForFunction("window.isReady"), close: () => browser.close() };
}

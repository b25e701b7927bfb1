/** Chromium by playwright-core and Firefox by puppeteer-core, both installed on the machine. */
import { chromium } from "playwright-core";
import puppeteer from "puppeteer-core";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FIREFOX = process.env.FIREFOX ?? "/usr/bin/firefox-esr";

const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
export const openChromium = (...more) => chromium.launch({ executablePath: CHROMIUM, args: [...ARGUMENTS, ...more] });
export const openFirefox = () => puppeteer.launch({ browser: "firefox", executablePath: FIREFOX, headless: true });

/** Waits until the page has its built-in figures. */
export async function ready(page) {
  await page.waitForFunction(() =>
    document.querySelector("riks-page")?.shadowRoot?.querySelector("#region option:nth-child(2)"),
  );
}

/** A page on an address, ready; keeps what the console says in `page.noise`. */
export async function open(context, url, hash = "") {
  const page = await context.newPage();
  page.noise = [];
  page.on("console", (message) => page.noise.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => page.noise.push(`pageerror: ${error.message}`));
  await page.goto(url + hash);
  await ready(page);
  return page;
}

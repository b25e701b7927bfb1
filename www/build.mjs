/**
 * Builds the one-file page: pkg/rikssnitt.js + pkg/rikssnitt_bg.wasm + www/ -> pkg/index.html, pkg/headers.txt, pkg/sri.json.
 * The policy allows the script and the style by hash, so every byte that runs is named in it.
 */
import { createHash } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { alphabetOf, dataOf, lettersOf } from "./letters.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const at = (...parts) => join(root, ...parts);
/** One alphabet for all, so that a compressor finds what two modules have in common. */
const alphabet = alphabetOf(readFileSync(at("pkg/rikssnitt_bg.wasm")));
const hash = (text) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;

const common = {
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  write: false,
  conditions: ["production"],
  absWorkingDir: root,
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  logLevel: "warning",
  define: { "import.meta.url": "undefined" },
};

/** Bundles one entry to text. */
async function bundle(entry, define) {
  const built = await esbuild.build({ ...common, entryPoints: [entry], define: { ...common.define, ...define } });
  return built.outputFiles[0].text;
}

/** A style sheet without blanks. */
async function style(path) {
  const built = await esbuild.transform(readFileSync(at(path), "utf8"), {
    loader: "css",
    minify: true,
    charset: "utf8",
    target: "es2022",
  });
  return built.code.trim();
}

/** Inline script text must not end its own element; the hash is over the escaped bytes. */
const inline = (script) => script.replace(/<\/(script)/gi, "<\\/$1").replace(/<!--/g, "<\\!--");

const module = (name) => lettersOf(readFileSync(at("pkg", `${name}_bg.wasm`)), alphabet);
const worker = await bundle("www/src/worker.ts", { OVERVIEW_LETTERS: JSON.stringify(module("rikssnitt_overview")) });
const formats = await bundle("www/src/formats.ts", { FORMATS_LETTERS: JSON.stringify(module("rikssnitt_formats")) });
const script = inline(
  await bundle("www/src/main.ts", {
    WORKER_SOURCE: JSON.stringify(worker),
    STYLE: JSON.stringify(await style("www/style.css")),
  }),
);
/**
 * What few need at first stands after the page's own script. The data of the core comes before its code: a compressor
 * that looks back four megabytes then finds that most of it stands in the first module already.
 */
const core = module("rikssnitt");
const data =
  core.length + dataOf(readFileSync(at("pkg/rikssnitt_bg.wasm"))) - statSync(at("pkg/rikssnitt_bg.wasm")).size;
const parts = { data: core.slice(data), core: core.slice(0, data) };
const later = inline(`rikssnittLater=${JSON.stringify({ ...parts, formats })}`);
const documentStyle = await style("www/document.css");

const policy = [
  "default-src 'none'",
  `script-src ${hash(script)} ${hash(later)} 'wasm-unsafe-eval'`,
  `style-src ${hash(documentStyle)}`,
  "worker-src blob:",
  "img-src blob: data:",
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types riks lit-html",
].join("; ");
const beyondMeta = "sandbox allow-scripts allow-downloads allow-modals; frame-ancestors 'none'";
const forbidden = [
  "accelerometer",
  "camera",
  "display-capture",
  "fullscreen",
  "geolocation",
  "gyroscope",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "usb",
];

const page = readFileSync(at("index.html"), "utf8").replace(
  /\{\{(policy|style|script|later)\}\}/g,
  (_, name) => ({ policy, style: documentStyle, script, later })[name],
);

/** What the method pages say, parsed when the first of them is shown: data that no policy needs to allow. */
const methods = readFileSync(process.env["METHODS"], "utf8").replaceAll("<", "\\u003c");
const pageWithMethods = page.replace(
  "</body>",
  () => `<script type="application/json" id="methods">${methods}</script>\n</body>`,
);
const headers = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": `${policy}; ${beyondMeta}`,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "X-DNS-Prefetch-Control": "off",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": [...forbidden.map((name) => `${name}=()`), "clipboard-write=(self)"].join(", "),
  "Cache-Control": "no-cache",
};
const integrity = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;

writeFileSync(at("pkg/index.html"), pageWithMethods);
writeFileSync(
  at("pkg/headers.txt"),
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join(""),
);
const modules = ["rikssnitt", "rikssnitt_formats"].flatMap((name) => [`${name}_bg.wasm`, `${name}.js`]);
const listed = [...modules, "session.js"];
writeFileSync(
  at("pkg/sri.json"),
  JSON.stringify(
    {
      "index.html": integrity(Buffer.from(pageWithMethods)),
      ...Object.fromEntries(listed.map((name) => [name, integrity(readFileSync(at("pkg", name)))])),
    },
    null,
    2,
  ) + "\n",
);

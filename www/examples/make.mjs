/** Writes the three invented example files, the same every time: `node www/examples/make.mjs`. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const entryPoints = [at("../src/lib/invented.ts")];
const [built] = (await build({ entryPoints, bundle: true, format: "esm", write: false })).outputFiles;
const { invented } = await import(`data:text/javascript,${encodeURIComponent(built.text)}`);
for (const [name, text] of Object.entries(invented())) writeFileSync(at(name), text);

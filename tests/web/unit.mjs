/** Bundles each unit test and runs it with node:test: `node tests/web/unit.mjs`. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL("unit/", import.meta.url));
const out = mkdtempSync(join(tmpdir(), "rikssnitt-unit-"));
try {
  const entryPoints = readdirSync(here)
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => join(here, name));
  await build({
    entryPoints,
    outdir: out,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    conditions: ["node"],
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  });
  const run = spawnSync(process.execPath, ["--test", out], {
    stdio: "inherit",
    env: { ...process.env, ROOT: fileURLToPath(new URL("../../", import.meta.url)) },
  });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(out, { recursive: true });
}

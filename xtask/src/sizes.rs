//! What the page weighs: as it is, and as a server sends it.

use crate::command::{must, program};
use crate::place;
use anyhow::{Result, bail};

/// Node has both compressors; brotli at its highest setting, as a server that compresses once would use it.
const MEASURE: &str = "
const { readFileSync } = require('node:fs'), { gzipSync, brotliCompressSync } = require('node:zlib');
const cell = (bytes) => String(bytes).padStart(10);
console.log(`${'raw'.padStart(10)}${'gzip'.padStart(10)}${'brotli'.padStart(10)}  file (bytes)`);
for (const name of process.argv.slice(1)) {
  const bytes = readFileSync(name);
  const sizes = [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
  console.log(`${sizes.map(cell).join('')}  ${name}`);
}";

/// Prints one line a file.
pub fn print() -> Result<()> {
    let files = ["pkg/index.html", "pkg/rikssnitt_bg.wasm"];
    if let Some(missing) = files.iter().find(|file| !place::root().join(file).is_file()) {
        bail!("{missing} is not built: run cargo xtask build first");
    }
    must(program("node", &["-e", MEASURE, "--"]).args(files))
}

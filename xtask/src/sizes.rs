//! What the page weighs, as it is and as a server sends it, against what it may weigh.

use crate::command::{program, succeeds};
use crate::place;
use anyhow::{Result, bail};

/// Brotli of the document up to the end of the page's own script, in bytes: what must arrive before it is of use.
const FIRST_VIEW: u32 = 400_000;
/// Brotli of the whole page.
const WHOLE_PAGE: u32 = 1_200_000;

/// Node has both compressors; brotli at its highest setting, as a server that compresses once would use it.
const MEASURE: &str = "
const { readFileSync } = require('node:fs'), { gzipSync, brotliCompressSync } = require('node:zlib');
const cell = (bytes) => String(bytes).padStart(10);
const [firstView, wholePage, ...modules] = process.argv.slice(1);
const page = readFileSync('pkg/index.html');
const end = page.indexOf('</script>') + '</script>'.length;
const rows = [
  ['first view: index.html to the end of its own script', page.subarray(0, end), Number(firstView)],
  ['whole page: index.html', page, Number(wholePage)],
  ...modules.map((name) => [name, readFileSync(name)]),
];
console.log(`${['raw', 'gzip', 'brotli', 'at most'].map((name) => name.padStart(10)).join('')}  bytes`);
let within = true;
for (const [name, bytes, most] of rows) {
  const brotli = brotliCompressSync(bytes).length;
  const over = most !== undefined && brotli > most;
  within &&= !over;
  console.log(`${[bytes.length, gzipSync(bytes, { level: 9 }).length, brotli, most ?? ''].map(cell).join('')}  ${name}${over ? ': TOO LARGE' : ''}`);
}
process.exitCode = within ? 0 : 1;";

/// Prints one line a part; `false` where one is larger than it may be.
pub fn print() -> Result<bool> {
    let modules = ["rikssnitt_overview", "rikssnitt", "rikssnitt_formats"].map(|name| format!("pkg/{name}_bg.wasm"));
    let files = modules.iter().map(String::as_str).chain(["pkg/index.html"]);
    if let Some(missing) = files.into_iter().find(|file| !place::root().join(file).is_file()) {
        bail!("{missing} is not built: run cargo xtask build first");
    }
    let limits = [FIRST_VIEW, WHOLE_PAGE].map(|most| most.to_string());
    succeeds(program("node", &["-e", MEASURE, "--"]).args(limits).args(modules))
}

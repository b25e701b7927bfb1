//! The built core beside other programs, in one browser on one file.

use crate::command::{must, npm, program};
use crate::{browsers, build, place};
use anyhow::Result;

/// Builds, installs what is measured against, and runs `benches/browser/run.mjs` with these arguments.
pub fn bench(arguments: &[&str]) -> Result<()> {
    build::build()?;
    let chromium = browsers::find_or_install()?.chromium;
    let folder = place::root().join("benches/browser");
    must(npm(&["ci", "--no-audit", "--no-fund"]).current_dir(&folder))?;
    must(program("node", &["benches/browser/run.mjs"]).args(arguments).env("CHROMIUM", chromium))
}

//! The built core beside other programs, in one browser on one file.

use crate::command::{must, npm, program};
use crate::{browsers, build, place};
use anyhow::Result;

/// Builds, installs what is measured against, and runs `benches/browser/run.mjs`, or after the word `large` or `page` the
/// script of that name beside it, with these arguments.
pub fn bench(arguments: &[&str]) -> Result<()> {
    build::build()?;
    let found = browsers::find_or_install()?;
    let (script, arguments) = match arguments {
        ["large", rest @ ..] => ("benches/browser/large.mjs", rest),
        ["page", rest @ ..] => ("benches/browser/page.mjs", rest),
        all => ("benches/browser/run.mjs", all),
    };
    let folder = place::root().join("benches/browser");
    must(npm(&["ci", "--no-audit", "--no-fund"]).current_dir(&folder))?;
    let mut run = program("node", &[script]);
    must(run.args(arguments).env("CHROMIUM", found.chromium).env("FIREFOX", found.firefox))
}

//! Damaged files by the million: each reader for a while.

use crate::command::{program, succeeds};
use crate::place;
use anyhow::{Context, Result};
use std::fs;

/// Runs each target for so many seconds; `false` where one found something.
pub fn run(seconds: u32) -> Result<bool> {
    let folder = place::root().join("fuzz/fuzz_targets");
    let mut targets: Vec<String> = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let name = entry?.file_name().to_string_lossy().trim_end_matches(".rs").to_owned();
        if name != "read" {
            targets.push(name);
        }
    }
    targets.sort();
    let mut clean = true;
    for target in &targets {
        println!("fuzz {target}: {seconds} seconds");
        let corpus = format!("fuzz/corpus/{target}");
        fs::create_dir_all(place::root().join(&corpus))?;
        let seeds = format!("fuzz/seeds/{target}");
        let time = format!("-max_total_time={seconds}");
        let arguments = ["+nightly", "fuzz", "run", target, &corpus, &seeds, "--", &time];
        let limits = ["-timeout=10", "-rss_limit_mb=1024", "-max_len=65536", "-print_final_stats=1"];
        clean &= succeeds(program("cargo", &arguments).args(limits))?;
    }
    Ok(clean)
}

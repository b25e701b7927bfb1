//! The table of coverage: written as CSV, shown in METHODS.md.

use super::Coverage;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

const HEADER: [&str; 11] =
    ["seed", "replicates", "design", "n", "p", "method", "covered", "below", "above", "none", "mean_width"];

/// Bytes of the table.
pub fn csv(all: &[Coverage], seed: u64) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER)?;
    for it in all {
        let width = it.width / f64::from(it.samples() - it.none).max(1.0);
        writer.write_record([
            seed.to_string(),
            it.samples().to_string(),
            it.design.clone(),
            it.n.to_string(),
            it.p.to_string(),
            it.method.clone(),
            it.covered.to_string(),
            it.below.to_string(),
            it.above.to_string(),
            it.none.to_string(),
            format!("{width:.4}"),
        ])?;
    }
    Ok(writer.into_inner()?)
}

struct Table {
    seed: String,
    replicates: f64,
    all: Vec<Coverage>,
}

fn read() -> Result<Table> {
    let text =
        fs::read_to_string(super::path()).context("benches/coverage.csv cannot be read: cargo xtask simulate")?;
    let mut table = Table { seed: String::new(), replicates: 0.0, all: Vec::new() };
    for row in csv::Reader::from_reader(text.as_bytes()).records() {
        let row = row?;
        let cell = |name: &str| HEADER.iter().position(|it| *it == name).and_then(|at| row.get(at)).unwrap_or_default();
        table.seed = cell("seed").to_owned();
        table.replicates = cell("replicates").parse()?;
        table.all.push(Coverage {
            design: cell("design").to_owned(),
            p: cell("p").parse()?,
            n: cell("n").parse()?,
            method: cell("method").to_owned(),
            covered: cell("covered").parse()?,
            below: cell("below").parse()?,
            above: cell("above").parse()?,
            none: cell("none").parse()?,
            width: cell("mean_width").parse()?,
        });
    }
    if table.all.is_empty() {
        bail!("benches/coverage.csv is empty: cargo xtask simulate");
    }
    Ok(table)
}

/// The chapter on coverage, from the table that is kept.
pub fn section() -> Result<String> {
    let Table { seed, replicates, all } = read()?;
    let error = 100.0 * (0.95_f64 * 0.05 / replicates).sqrt();
    let mut text = format!(
        "\n# Coverage\n\n\
         How often a nominal 95 per cent interval holds the true share, in per cent of {replicates:.0} simulated samples for each\n\
         row (`cargo xtask simulate`, seed {seed}, table in benches/coverage.csv). The Monte Carlo standard error is {error:.1}\n\
         percentage points where the coverage is 95 per cent. Every sample goes through the functions that estimate a\n\
         user's survey. Clusters have 10 respondents (5 where n = 30) whose answers follow the beta-binomial distribution\n\
         with the correlation given; unequal weights are 1, 2 or 4 by chance. A sample without an interval counts as not\n\
         covering. Where all answers are alike every interval but `mean` falls back on `wilson`, whose reach is that of the\n\
         normal distribution also in samples of few clusters. `exact` and `wilson_corrected` are for counts without weights.\n"
    );
    let designs: Vec<&str> = in_order(all.iter().map(|it| it.design.as_str()));
    for design in designs {
        let own: Vec<&Coverage> = all.iter().filter(|it| it.design == design).collect();
        let methods = in_order(own.iter().map(|it| it.method.as_str()));
        let _ = write!(text, "\n## Coverage: {design}\n\n| n | share | {} |\n", methods.join(" | "));
        let _ = writeln!(text, "|---:|---:|{}", "---:|".repeat(methods.len()));
        let mut rows: BTreeMap<(usize, u64), Vec<String>> = BTreeMap::new();
        for it in own {
            let percent = (it.p * 100.0).round() as u64;
            rows.entry((it.n, percent)).or_default().push(format!("{:.1}", 100.0 * it.share()));
        }
        for ((n, percent), cells) in rows {
            let _ = writeln!(text, "| {n} | {percent} % | {} |", cells.join(" | "));
        }
    }
    Ok(text)
}

fn in_order<'t>(names: impl Iterator<Item = &'t str>) -> Vec<&'t str> {
    let mut seen = Vec::new();
    for name in names {
        if !seen.contains(&name) {
            seen.push(name);
        }
    }
    seen
}

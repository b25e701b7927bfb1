//! Runs tables of reference values that other programs computed against the core.
//!
//! A table is read for what it asks: its design, its call, its variable and its level decide what is computed. No row
//! is known beforehand, so other rows, cases and designs of the same form run too.

mod aggregates;
mod answer;
mod beside;
mod calls;
mod calls_compared;
mod calls_fitted;
mod calls_quantiles;
mod calls_regions;
mod charts;
mod comparisons;
mod counts;
mod data;
mod design;
mod disclosure;
mod distributions;
mod efficiency;
mod expected;
mod families;
mod file;
mod formula;
mod indicators;
mod line;
mod microdata;
mod model_formula;
mod question;
mod report;
mod rows;
mod statistic;
mod survey;
mod tolerance;

use crate::place;
use anyhow::{Result, bail};
use report::Totals;
use std::path::Path;

/// Runs every table under the folders; `false` when a row fails.
pub fn run(folders: &[&str]) -> Result<bool> {
    let mut totals = Totals::default();
    for folder in folders {
        let path = Path::new(folder);
        if !path.is_dir() {
            bail!("no such folder: {folder}");
        }
        for table in file::tables_under(path)? {
            let report = file::run(&table)?;
            report.print(&place::shown(&table));
            totals.add(&report);
        }
    }
    println!("{} passed, {} failed, {} not run", totals.passed, totals.failed, totals.not_run);
    Ok(totals.failed == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The project's own tables: everything in them that is run agrees, and the greater part is run.
    #[test]
    fn own_tables_agree() {
        let folder = place::root().join("tests/oracle");
        let mut totals = Totals::default();
        for table in file::tables_under(&folder).unwrap() {
            let report = file::run(&table).unwrap();
            assert_eq!(report.failures(), Vec::<String>::new(), "{}", table.display());
            totals.add(&report);
        }
        assert!(totals.passed > 200, "only {} rows were run", totals.passed);
        assert!(totals.passed > totals.not_run);
    }

    /// A value that differs in its seventh digit fails, in each column that is compared.
    #[test]
    fn a_wrong_value_fails() {
        let folder = place::root().join("tests/oracle/survey");
        let header = "case,dataset,call,stat,level,estimate,se,lower,upper,conf,df,p,note\n";
        let whole = std::fs::read_to_string(folder.join("expected.csv")).unwrap().replace('"', "");
        let right = whole.lines().find(|line| line.contains("national change")).unwrap();
        let failures = |line: &str| {
            let table = rows::Rows::parse(&format!("{header}{line}\n")).unwrap();
            expected::run(&folder, &table).unwrap().failures().len()
        };
        assert_eq!(failures(right), 0);
        for (index, cell) in right.split(',').enumerate() {
            if let Ok(number) = cell.parse::<f64>() {
                let wrong = (number * (1.0 + 1e-5)).to_string();
                let cells =
                    right.split(',').enumerate().map(|(i, cell)| if i == index { wrong.as_str() } else { cell });
                assert_eq!(failures(&cells.collect::<Vec<_>>().join(",")), 1, "column {index}");
            }
        }
    }
}

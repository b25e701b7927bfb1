//! Runs tables of reference values that other programs computed against the core.
//!
//! A table is read for what it asks: its design, its call, its variable and its level decide what is computed. No row
//! is known beforehand, so other rows, cases and designs of the same form run too.

mod aggregates;
mod data;
mod design;
mod expected;
mod families;
mod file;
mod question;
mod report;
mod rows;
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
    /// The project's own tables: everything in them that is run agrees, and the greater part is run.
    #[test]
    fn own_tables_agree() {
        let folder = crate::place::root().join("tests/oracle");
        let mut totals = super::Totals::default();
        for table in super::file::tables_under(&folder).unwrap() {
            let report = super::file::run(&table).unwrap();
            assert_eq!(report.failures(), Vec::<String>::new(), "{}", table.display());
            totals.add(&report);
        }
        assert!(totals.passed > 200, "only {} rows were run", totals.passed);
        assert!(totals.passed > totals.not_run);
    }
}

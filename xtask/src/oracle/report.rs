//! What came of a table: counted, printed on one line, with reasons below it.

use std::collections::BTreeMap;

const FAILURES_SHOWN: usize = 20;

/// What came of one row, or of one method in a row that holds several.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    Passed,
    /// What differed.
    Failed(String),
    /// What kind of row it is and why it was not computed.
    NotRun(String),
}

/// What came of one table.
#[derive(Debug, Default)]
pub struct Report {
    rows: usize,
    passed: usize,
    failed: Vec<String>,
    not_run: BTreeMap<String, usize>,
}

/// What came of all of them.
#[derive(Debug, Default)]
pub struct Totals {
    pub passed: usize,
    pub failed: usize,
    pub not_run: usize,
}

impl Report {
    /// A row with one verdict for each method it holds.
    pub fn row(&mut self, line: u64, verdicts: Vec<Verdict>) {
        self.rows += 1;
        for verdict in verdicts {
            match verdict {
                Verdict::Passed => self.passed += 1,
                Verdict::Failed(what) => self.failed.push(format!("line {line}: {what}")),
                Verdict::NotRun(why) => *self.not_run.entry(why).or_default() += 1,
            }
        }
    }

    /// Everything that differed.
    #[cfg(test)]
    pub fn failures(&self) -> Vec<String> {
        self.failed.clone()
    }

    fn skipped(&self) -> usize {
        self.not_run.values().sum()
    }

    /// One line for the table, then what failed and what was not run.
    pub fn print(&self, name: &str) {
        let (rows, passed, failed, skipped) = (self.rows, self.passed, self.failed.len(), self.skipped());
        println!("{name}: {rows} rows, {passed} passed, {failed} failed, {skipped} not run");
        self.failed.iter().take(FAILURES_SHOWN).for_each(|failure| println!("    FAILED {failure}"));
        if failed > FAILURES_SHOWN {
            println!("    and {} more", failed - FAILURES_SHOWN);
        }
        self.not_run.iter().for_each(|(why, count)| println!("    {count} not run: {why}"));
    }
}

impl Totals {
    /// Adds one table's numbers.
    pub fn add(&mut self, report: &Report) {
        self.passed += report.passed;
        self.failed += report.failed.len();
        self.not_run += report.skipped();
    }
}

//! Tables in the common form that need no sampling design: the call says what is computed, the case from which rows.

use crate::oracle::answer::Answer;
use crate::oracle::beside::{Beside, of_case};
use crate::oracle::report::{Report, Verdict};
use crate::oracle::rows::{Row, Rows};
use crate::oracle::{calls_compared, calls_fitted, calls_quantiles, calls_regions};
use anyhow::Result;
use std::path::Path;

const USUAL_CONFIDENCE: f64 = 0.95;

/// A row with the data that it is about.
pub struct Asked<'t> {
    pub row: Row<'t>,
    /// The whole table, for rows that refer to an earlier one.
    pub table: &'t Rows,
    /// The data set.
    pub data: &'t Rows,
    pub call: &'t str,
    pub stat: &'t str,
    pub level: &'t str,
    pub confidence: f64,
}

/// What came of a question: an answer, none though the question is understood, or why it is not understood.
pub type Answered = Result<Option<Answer>, String>;

/// Reads one kind of call; nothing where it is another kind.
type Reader = fn(&Asked<'_>) -> Option<Answered>;

const READERS: &[Reader] =
    &[calls_quantiles::answer, calls_compared::answer, calls_regions::answer, calls_fitted::answer];

impl<'t> Asked<'t> {
    /// The rows of the data set that belong to the case.
    pub fn rows(&self) -> Vec<Row<'t>> {
        of_case(self.data, self.row.text("case"))
    }
}

/// Runs a table of a folder.
pub fn run(folder: &Path, table: &Rows) -> Result<Report> {
    let beside = Beside::read(folder, |path| {
        table.column("dataset").is_some_and(|names| names.iter().any(|name| path.ends_with(name)))
    })?;
    let mut report = Report::default();
    for row in table.iter() {
        report.row(row.line(), vec![verdict(&beside, table, row)]);
    }
    Ok(report)
}

fn verdict(beside: &Beside, table: &Rows, row: Row<'_>) -> Verdict {
    let (call, stat, level) = (row.text("call"), row.text("stat"), row.text("level"));
    let Some(data) = beside.named(row.text("dataset")) else {
        return Verdict::NotRun(format!("no data set {}", row.text("dataset")));
    };
    let confidence = row.number("conf").unwrap_or(USUAL_CONFIDENCE);
    let asked = Asked { row, table, data, call, stat, level, confidence };
    match READERS.iter().find_map(|reader| reader(&asked)) {
        None => Verdict::NotRun(format!("call {call}")),
        Some(Err(why)) => Verdict::NotRun(why),
        Some(Ok(answer)) => answer.unwrap_or_default().verdict(row),
    }
}

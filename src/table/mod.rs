//! Rows → checked table: what the columns mean, and rows that hold what they should. Nothing is dropped without a
//! [`crate::finding::Finding`].

pub mod indicators;
pub mod numbers;
pub mod reading;
pub mod survey;

use crate::error::{Error, ErrorCode};
use crate::finding::Findings;
use crate::plan::{FilePlan, Plan};
use crate::vocabulary::region::Region;
use indicators::{About, Figure, IndicatorTable};
use reading::{Kind, Reading};
use std::borrow::Cow;
use survey::{Respondent, SurveyTable};

/// One row of data: no titles, headers, blanks, footers or summary rows.
#[derive(Debug, Clone, PartialEq)]
pub struct DataRow<'a> {
    /// Line of the file, the first is 1.
    pub line: u64,
    /// Trimmed cells, one for each column of the reading.
    pub cells: Vec<Cow<'a, str>>,
    /// Whether the row is the nation.
    pub national: bool,
    /// Number of fields found where they are not as many as the columns.
    pub ragged: Option<usize>,
}

impl DataRow<'_> {
    /// The cell of a column; empty where the row ends before it.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map(Cow::as_ref).unwrap_or_default()
    }
}

/// A row that holds what it should.
#[derive(Debug, Clone, PartialEq)]
pub enum Checked<'r> {
    /// A respondent's answers.
    Respondent(Respondent<'r>),
    /// Figures.
    Figures(Vec<(About, Figure)>),
}

/// The check of one file, by its kind.
#[derive(Debug)]
pub enum Checker<'p> {
    /// One respondent a row.
    Survey(SurveyTable<'p>),
    /// Figures.
    Indicators(IndicatorTable<'p>),
}

impl<'p> Checker<'p> {
    /// The check that a reading and a plan ask for.
    ///
    /// # Errors
    /// What the kind's table cannot do without; [`ErrorCode::NoTable`] for a kind that is not computed.
    pub fn new(
        reading: &'p Reading,
        file: Option<&FilePlan>,
        plan: &'p Plan,
        own: Option<Region>,
    ) -> Result<Checker<'p>, Error> {
        match reading.kind {
            Kind::Survey => SurveyTable::new(reading, file, &plan.measures, &plan.groups, own).map(Checker::Survey),
            Kind::Indicators => IndicatorTable::new(reading, own).map(Checker::Indicators),
            _ => Err(Error::new(ErrorCode::NoTable)),
        }
    }

    /// Checks a row; `None` where it cannot be used, with a finding that says why.
    pub fn row<'r>(&'r self, row: &'r DataRow<'_>, findings: &mut Findings) -> Option<Checked<'r>> {
        match self {
            Checker::Survey(table) => table.respondent(row, findings).map(Checked::Respondent),
            Checker::Indicators(table) => table.figures(row, findings).map(Checked::Figures),
        }
    }
}

//! Rows → checked table: what the columns mean, and rows that hold what they should. Nothing is dropped without a
//! [`crate::finding::Finding`].

pub mod indicators;
pub mod numbers;
pub mod reading;
pub mod survey;

use std::borrow::Cow;

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

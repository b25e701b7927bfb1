//! Findings and errors as the page shows them.

use crate::error::Error;
use crate::finding::Finding;
use serde::Serialize;
use std::collections::BTreeMap;

/// A finding.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FindingView {
    /// Stable code.
    pub code: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// Index of the file.
    pub file: Option<usize>,
    /// First row.
    pub row: Option<u64>,
    /// Column.
    pub column: Option<String>,
    /// Parameters of the sentence.
    pub params: BTreeMap<&'static str, String>,
    /// How many times.
    pub count: u64,
    /// Rows of the first places.
    pub rows: Vec<u64>,
}

/// The findings in the order given.
pub fn findings(findings: &[&Finding]) -> Vec<FindingView> {
    findings
        .iter()
        .map(|finding| FindingView {
            code: finding.code.as_str(),
            severity: finding.code.severity().as_str(),
            file: finding.at.file,
            row: finding.at.row,
            column: finding.at.column.clone(),
            params: finding.params.clone(),
            count: finding.count,
            rows: std::iter::once(&finding.at).chain(&finding.more).filter_map(|at| at.row).collect(),
        })
        .collect()
}

/// An error.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CoreError {
    /// Stable code.
    pub code: &'static str,
    /// Index of the file.
    pub file: Option<usize>,
    /// Row.
    pub row: Option<u64>,
    /// Column.
    pub column: Option<String>,
    /// Parameters of the sentence.
    pub params: BTreeMap<&'static str, String>,
}

impl From<&Error> for CoreError {
    fn from(error: &Error) -> Self {
        CoreError {
            code: error.code.as_str(),
            file: error.at.file,
            row: error.at.row,
            column: error.at.column.clone(),
            params: error.params.clone(),
        }
    }
}

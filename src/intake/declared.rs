//! What a file says of its own columns: names, units, labels of values, which values mean missing.

use std::sync::Arc;

/// What the format itself says that a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Points or spans of time.
    Time,
    /// Places.
    Place,
    /// The measures of a table with several.
    Measure,
    /// Another dimension of a table of figures.
    Dimension,
    /// The figures.
    Value,
    /// Weights of the cases.
    Weight,
}

/// The label of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueLabel {
    /// The value as the file keeps it; a number in its shortest form with a point.
    pub value: String,
    /// What it means.
    pub label: String,
}

/// A value that the file keeps apart from the others, such as 9 for "vet ej".
#[derive(Debug, Clone, PartialEq)]
pub enum UserMissing {
    /// One value.
    Value(String),
    /// All from the first to the second.
    Range(f64, f64),
}

/// A column as its file declares it.
#[derive(Debug, Clone, PartialEq)]
pub struct Declared {
    /// Its name.
    pub header: String,
    /// What it is about, in words: the question.
    pub label: Option<String>,
    /// The unit of its figures.
    pub unit: Option<String>,
    /// What it holds.
    pub part: Option<Part>,
    /// Labels of its values, shared by the columns that have the same.
    pub labels: Arc<[ValueLabel]>,
    /// Whether the labels stand in the cells, in place of the values.
    pub labelled: bool,
    /// Whether the file says that its values have an order.
    pub ordered: bool,
    /// Values that mean missing.
    pub user_missing: Vec<UserMissing>,
    /// What stands in the cells for them.
    pub missing: Vec<String>,
}

impl Declared {
    /// Whether a cell holds what stands for missing.
    pub fn is_missing(&self, cell: &super::Cell<'_>) -> bool {
        !self.missing.is_empty() && self.missing.iter().any(|text| *text == cell.text)
    }

    /// A column of which the file says no more than its name and part.
    pub fn new(header: impl Into<String>, part: Option<Part>) -> Self {
        Declared {
            header: header.into(),
            label: None,
            unit: None,
            part,
            labels: Arc::default(),
            labelled: false,
            ordered: false,
            user_missing: Vec::new(),
            missing: Vec::new(),
        }
    }
}

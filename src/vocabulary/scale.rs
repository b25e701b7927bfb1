//! Answer scales: which answers belong together, in which order, and which stand outside the base.

/// A known scale, with its answers from the most positive to the least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// Stable name, such as `always_never`.
    pub id: &'static str,
    /// The answers as the file writes them, the most positive first.
    pub answers: Vec<String>,
    /// How many of the first answers count as positive by custom (alltid + ibland; instämmer helt + delvis; 4–5).
    pub positive: usize,
    /// Answers outside the base (`vet ej`, `ej aktuellt`), as the file writes them.
    pub outside: Vec<String>,
}

impl Scale {
    /// Recognises a scale from the distinct answers of a column; `None` where they are not one known scale.
    pub fn recognise(_answers: &[&str]) -> Option<Scale> {
        None
    }
}

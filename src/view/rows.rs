//! The first rows of a table as they were read: for the screen of the person who holds the file.

use crate::filled::Filled;
use crate::table::DataRow;
use crate::table::reading::Reading;
use crate::view::inspection::ValueView;
use serde::Serialize;
use std::collections::BTreeMap;

/// A cell as it was understood.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum CellView {
    /// A number.
    Number(f64),
    /// The value that a label stands for.
    Value(ValueView),
    /// A text.
    Text(String),
    /// No value, a hidden one, or one that points out a person.
    Nothing,
}

/// A row by column names.
pub fn row(row: &DataRow<'_>, reading: &Reading) -> BTreeMap<String, CellView> {
    let cell = |(at, text): (usize, &std::borrow::Cow<'_, str>)| {
        let column = reading.columns.get(at)?;
        let silent = !reading.may_show(at, text) || reading.is_missing(text) || reading.is_suppressed(text);
        let view = match (silent, reading.is_number(at)) {
            (true, _) => CellView::Nothing,
            (false, _) if column.value_of(text).is_some() => {
                CellView::Value(ValueView::of(column.value_of(text).unwrap_or_default()))
            }
            (false, true) => reading.number(at, text).map_or(CellView::Nothing, CellView::Number),
            (false, false) => CellView::Text(text.to_string()),
        };
        Some((column.name.clone(), view))
    };
    row.cells.iter().enumerate().filter_map(cell).filled()
}

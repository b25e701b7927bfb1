//! The rows of data of a table, as they are understood.

use super::blocks::{self, Blocks};
use super::labels::Label;
use super::numbers::Shape;
use super::reading::{ColumnType, Kind, Reading, Role};
use super::scan::{Frame, Scanner, Step};
use crate::error::Error;
use crate::intake::{self, Batch, Cell, Record, Row};
use std::borrow::Cow;

/// A row of data.
#[derive(Debug)]
pub struct DataRow<'a> {
    /// Its line in the file, or row of the sheet; the first is 1.
    pub line: u64,
    /// Its cells, trimmed, one for each column of the reading; missing fields are empty.
    pub cells: Vec<Cow<'a, str>>,
    /// Whether it is the nation's row.
    pub national: bool,
    /// Whether it is of a group of regions as the publisher averages it (`Samtliga regioner (ovägt medel)`), or of another
    /// place: neither a region nor the nation.
    pub set_aside: bool,
    /// The heading of its block; empty where headings say nothing of the rows.
    pub heading: &'a str,
    /// How many fields the row has, where they are not as many as the columns.
    pub ragged: Option<usize>,
    /// Whether a number stands behind the last column: others may stand under the wrong header.
    pub displaced: bool,
}

impl DataRow<'_> {
    /// The cell of a column; empty where there is none.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map(Cow::as_ref).unwrap_or_default()
    }
}

/// Tells the rows of data from the header, titles, blank lines, sums, notes and other tables, row by row.
pub struct DataRows<'r> {
    reading: &'r Reading,
    scanner: Scanner,
    commas: Vec<bool>,
    /// The last region that was named, where rows are about the one above.
    above: Option<(String, Label)>,
    /// The columns of periods, and the last that was named in each.
    dated: Vec<(usize, String)>,
    /// The last heading between the rows.
    heading: String,
}

impl<'r> DataRows<'r> {
    /// At the first row of a file that is understood so.
    pub fn new(reading: &'r Reading) -> Self {
        let scanner = Scanner::new(Frame {
            first_column: reading.first_column,
            headers: reading.columns.iter().map(|column| column.header.clone()).collect(),
            numeric: reading.numeric.clone(),
            label: reading.label,
            declared: reading.dialect.format.is_declared(),
            first: None,
        });
        DataRows {
            reading,
            scanner,
            commas: reading.columns.iter().map(|column| column.decimal == ',').collect(),
            above: None,
            dated: reading.columns_with(Role::Period).map(|(at, _)| (at, String::new())).collect(),
            heading: String::new(),
        }
    }

    /// Whether the next record is a row of data that needs no closer look: its region is known by its bytes.
    #[inline]
    pub fn is_plain(&mut self, record: &Record<'_>) -> bool {
        let carried = self.reading.carried_down || matches!(self.reading.blocks, Some(Blocks::Nested(_)));
        let within = (self.reading.first_line..=self.reading.last_line).contains(&record.line);
        within && !carried && self.scanner.is_plain(record)
    }

    /// How many records from one on have so many fields and are seen to be that at once.
    pub fn known_plain(&mut self, batch: &Batch<'_>, from: usize, width: usize) -> usize {
        let Reading { first_line, last_line, carried_down, .. } = *self.reading;
        match batch.record(from) {
            Some(first) if first.line >= first_line && !carried_down => {
                self.scanner.known_plain(batch, from, width, last_line)
            }
            _ => 0,
        }
    }

    /// Some rows of data were passed over.
    pub fn pass_plain(&mut self) {
        self.scanner.pass_plain();
    }

    /// Takes the next row of the file, and passes it on if it is one of data. `false` where nothing more is wanted.
    pub fn row(&mut self, row: &Row<'_>, sink: &mut dyn FnMut(&DataRow<'_>) -> bool) -> bool {
        if row.line < self.reading.first_line {
            return true;
        }
        if row.line > self.reading.last_line {
            return false;
        }
        let mut label = match self.scanner.step(row) {
            Step::Data(label) => label,
            Step::Words | Step::Summary if self.reading.blocks.is_some_and(|it| !matches!(it, Blocks::Nested(_))) => {
                let alone = blocks::alone(self.scanner.cells(row)).map(str::to_owned);
                self.heading = alone.unwrap_or(std::mem::take(&mut self.heading));
                return true;
            }
            _ => return true,
        };
        // The nation among respondents is a sum of them.
        if label == Label::Nation && self.reading.kind == Kind::Survey {
            return true;
        }
        let found = self.scanner.cells(row);
        let declared = self.reading.dialect.declared.as_slice();
        let mut cells = Vec::with_capacity(self.commas.len());
        cells.extend(self.commas.iter().enumerate().map(|(at, comma)| match (found.get(at), declared.get(at)) {
            (None, _) => Cow::Borrowed(""),
            (Some(cell), Some(column)) if column.is_missing(cell) => Cow::Borrowed(""),
            (Some(cell), _) => text(cell, *comma),
        }));
        let unnamed = |at: usize| cells.get(at).is_some_and(|cell: &Cow<'_, str>| cell.is_empty());
        let below = self.reading.carried_down && self.reading.label.is_some_and(unnamed);
        for (at, above) in self.dated.iter_mut().filter(|_| self.reading.carried_down) {
            match cells.get_mut(*at) {
                Some(cell) if cell.is_empty() && below => *cell = Cow::Owned(above.clone()),
                Some(cell) => *above = cell.to_string(),
                None => {}
            }
        }
        let nested = matches!(self.reading.blocks, Some(Blocks::Nested(_)));
        let carried = nested || self.reading.carried_down;
        if nested {
            let level = self.reading.label.and_then(|at| cells.get(at)).filter(|_| label == Label::Other);
            self.heading = level.map_or_else(String::new, |cell| cell.to_string());
        }
        if let Some(cell) = self.reading.label.filter(|_| carried).and_then(|at| cells.get_mut(at)) {
            match &self.above {
                Some((name, above)) if cell.is_empty() || !self.heading.is_empty() && nested => {
                    (*cell, label) = (Cow::Owned(name.clone()), *above)
                }
                _ => self.above = Some((cell.to_string(), label)),
            }
        }
        let behind = found.get(self.commas.len()..).unwrap_or_default();
        let extra = behind.iter().any(|cell| !cell.text.trim().is_empty());
        // Behind a column with nothing in it stands another table.
        let next = behind.first().is_some_and(|cell| !cell.text.trim().is_empty());
        let displaced = next && behind.iter().any(|cell| Shape::of(cell.text.trim()).is_some());
        let delimited = self.reading.dialect.format == intake::Format::Delimited;
        let ragged = delimited && (found.len() < self.commas.len() || extra);
        sink(&DataRow {
            line: row.line,
            cells,
            national: label == Label::Nation,
            set_aside: label == Label::GroupMean || label == Label::Place && self.reading.kind != Kind::Survey,
            heading: &self.heading,
            ragged: ragged.then_some(found.len()),
            displaced: delimited && displaced,
        })
    }
}

/// Passes the rows of data on in order, until `sink` answers `false`: not the header, titles, blank lines, sums, notes
/// and other tables.
///
/// # Errors
/// What [`intake::read`] cannot go on with.
pub fn rows(bytes: &[u8], reading: &Reading, sink: &mut dyn FnMut(&DataRow<'_>) -> bool) -> Result<(), Error> {
    let mut rows = DataRows::new(reading);
    intake::read(bytes, &reading.dialect, &mut |row| rows.row(row, sink))
}

/// The cell trimmed; a workbook's own number with the decimal sign of its column.
fn text<'c>(cell: &'c Cell<'_>, comma: bool) -> Cow<'c, str> {
    if comma && cell.number.is_some() && cell.text.contains('.') {
        return Cow::Owned(cell.text.replace('.', ","));
    }
    Cow::Borrowed(cell.text.trim())
}

impl Reading {
    /// Whether the cells of a column are numbers.
    pub fn is_number(&self, column: usize) -> bool {
        self.columns.get(column).is_some_and(|column| {
            matches!(column.r#type, ColumnType::Integer | ColumnType::Decimal | ColumnType::Percent)
        })
    }

    /// The number in a cell of a column, by the column's signs.
    pub fn number(&self, column: usize, text: &str) -> Option<f64> {
        let column = self.columns.get(column)?;
        super::numbers::parse(text, column.decimal, column.thousands)
    }
}

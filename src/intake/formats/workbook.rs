//! Workbooks: the sheets that are not hidden, and the rows of one.

use super::{Cell, Dialect, Format, MOST_COLUMNS, Row, Sink, choose, raised, too_many};
use crate::error::{Error, ErrorCode};
use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Style, Xlsx, XlsxError};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Cursor;

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

fn broken(error: XlsxError) -> Error {
    match error {
        XlsxError::Password => Error::new(ErrorCode::OfficePassword),
        _ => Error::new(ErrorCode::OfficeBroken),
    }
}

/// Opens the workbook and chooses the sheet.
///
/// # Errors
/// Broken workbooks, no such sheet.
pub fn recognise(bytes: &[u8], sheet: Option<&str>) -> Result<Dialect, Error> {
    let workbook: Workbook<'_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let tables = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let (visible, hidden): (Vec<_>, Vec<_>) = tables.partition(|sheet| sheet.visible == SheetVisible::Visible);
    with_sheets(Format::Xlsx, visible.iter().map(|sheet| sheet.name.clone()).collect(), hidden.len(), sheet)
}

/// What is said of a workbook that cannot be read.
pub fn broken_office() -> Error {
    Error::new(ErrorCode::OfficeBroken)
}

/// The dialect of a workbook with these sheets and so many hidden ones, which reads the sheet that is named.
///
/// # Errors
/// No such sheet.
pub fn with_sheets(format: Format, sheets: Vec<String>, hidden: usize, sheet: Option<&str>) -> Result<Dialect, Error> {
    choose(Dialect { sheets, hidden_sheets: hidden, ..Dialect::declared(format, Vec::new()) }, sheet)
}

/// Passes the rows on. A cell that is merged downwards stands in each of its rows; one merged sideways stands first.
///
/// # Errors
/// Broken workbooks, more columns than a table can have.
pub fn read(bytes: &[u8], dialect: &Dialect, sink: &mut Sink<'_>) -> Result<(), Error> {
    let mut workbook: Workbook<'_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let name = dialect.sheet.as_deref().unwrap_or_default();
    let merged = workbook.merge_cells_by_sheet_name(name).unwrap_or_default();
    let downwards = merged.into_iter().filter(|area| area.start.1 == area.end.1 && area.start.0 < area.end.0);
    let downwards: BTreeMap<(u32, u32), u32> = downwards.map(|area| (area.start, area.end.0)).collect();
    let mut cells = workbook.worksheet_cells_reader(name).map_err(broken)?;
    let code = |style: &Style| style.number_format.as_ref().map_or(Shown::Plain, |format| shown(&format.format_code));
    let styles: Vec<Shown> = cells.styles().iter().map(code).collect();
    let raised = raised::shared(bytes);
    let mut rows = Rows::new(sink);
    let mut row: Vec<Cell<'_>> = Vec::new();
    let mut current = 0;
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(broken)? {
        let (at, column) = cell.get_position();
        let place = usize::try_from(column).unwrap_or(usize::MAX);
        if place >= MOST_COLUMNS {
            return Err(too_many(place.saturating_add(1)));
        }
        if at != current {
            rows.pass(current, std::mem::take(&mut row));
            current = at;
        }
        if rows.stopped {
            return Ok(());
        }
        let shown = styles.get(style).copied().unwrap_or(Shown::Plain);
        let Some(mut read) = read_cell(cell.get_value(), shown) else { continue };
        if let Some(text) = raised.get(read.text.as_ref()).filter(|_| read.number.is_none()) {
            read.text = Cow::Borrowed(text);
        }
        if let Some(last) = downwards.get(&(at, column)) {
            rows.fill(column, *last, &read);
        }
        place_cell(&mut row, place, read);
    }
    rows.pass(current, row);
    Ok(())
}

/// Counts formulas without a stored result by column.
///
/// # Errors
/// Broken workbooks.
pub fn formulas_without_values(bytes: &[u8], dialect: &Dialect) -> Result<BTreeMap<usize, u64>, Error> {
    let mut workbook: Workbook<'_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let name = dialect.sheet.as_deref().unwrap_or_default();
    let mut cells = workbook.worksheet_cells_reader(name).map_err(broken)?;
    let mut counts = BTreeMap::new();
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(broken)? {
        if cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
            *counts.entry(usize::try_from(cell.pos.1).unwrap_or(usize::MAX)).or_default() += 1;
        }
    }
    Ok(counts)
}

/// Puts a cell at its place in a row.
pub fn place_cell<'a>(row: &mut Vec<Cell<'a>>, place: usize, cell: Cell<'a>) {
    while row.len() <= place {
        row.push(Cell::text(""));
    }
    if let Some(slot) = row.get_mut(place) {
        *slot = cell;
    }
}

/// Passes rows on in order, with the blank ones between.
pub struct Rows<'s, 'k> {
    next: u32,
    sink: &'k mut Sink<'s>,
    filling: BTreeMap<u32, (u32, String, Option<f64>)>,
    /// Whether no more rows are wanted.
    pub stopped: bool,
}

impl<'s, 'k> Rows<'s, 'k> {
    /// Before the first row.
    pub fn new(sink: &'k mut Sink<'s>) -> Self {
        Rows { next: 0, sink, filling: BTreeMap::new(), stopped: false }
    }

    /// Keeps a cell that is merged downwards until its last row.
    pub fn fill(&mut self, column: u32, last: u32, cell: &Cell<'_>) {
        self.filling.insert(column, (last, cell.text.clone().into_owned(), cell.number));
    }

    /// Passes the row at a place on.
    pub fn pass(&mut self, at: u32, mut cells: Vec<Cell<'_>>) {
        if self.stopped || (cells.is_empty() && at < self.next) {
            return;
        }
        // Rows that stand far apart belong to no table; the gap is passed on as a few blank rows.
        self.next = self.next.max(at.saturating_sub(100));
        while self.next < at && !self.stopped {
            self.stopped = !(self.sink)(&Row { line: u64::from(self.next) + 1, cells: Vec::new() });
            self.next += 1;
        }
        self.filling.retain(|_, (last, _, _)| at <= *last);
        for (column, (_, text, number)) in &self.filling {
            let place = usize::try_from(*column).unwrap_or(0);
            if cells.get(place).is_none_or(|cell| cell.text.is_empty()) {
                place_cell(&mut cells, place, Cell { text: Cow::Owned(text.clone()), number: *number });
            }
        }
        if !self.stopped && (!cells.is_empty() || at >= self.next) {
            self.stopped = !(self.sink)(&Row { line: u64::from(at) + 1, cells });
        }
        self.next = self.next.max(at.saturating_add(1));
    }
}

/// The cell as text, with its number; `None` for an empty one.
fn read_cell<'a>(value: &DataRef<'a>, shown: Shown) -> Option<Cell<'a>> {
    match value {
        DataRef::Empty => None,
        DataRef::String(text) => Some(Cell::text(text.clone())),
        DataRef::SharedString(text) => Some(Cell::text(*text)),
        DataRef::Bool(yes) => Some(Cell::text(if *yes { "1" } else { "0" })),
        DataRef::Error(error) => Some(Cell::text(error.to_string())),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Some(Cell::text(text.clone())),
        DataRef::DateTime(moment) => Some(Cell::text(day(moment, shown))),
        DataRef::Int(whole) => Some(number(*whole as f64, shown)),
        DataRef::Float(value) => Some(number(*value, shown)),
    }
}

/// How a workbook shows a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// As it is.
    Plain,
    /// As per cent.
    Percent,
    /// As a month, where it is a day: `jan-24`.
    Month,
    /// As a year, where it is a day: `2024`.
    Year,
    /// With so many digits at least: a code such as `0114`.
    Digits(usize),
}

/// A format in small letters without its text and colours: `#,##0" dagar"`, `[Red]0`, `0\\ \\d`.
pub fn without_text(code: &str) -> String {
    let (mut bare, mut inside, mut escaped) = (String::new(), None, false);
    for sign in code.chars() {
        match (inside, sign) {
            _ if escaped => escaped = false,
            (Some(end), sign) => inside = (sign != end).then_some(end),
            (None, '"') => inside = Some('"'),
            (None, '[') => inside = Some(']'),
            (None, '\\' | '_' | '*') => escaped = true,
            (None, sign) => bare.extend(sign.to_lowercase()),
        }
    }
    bare
}

/// How a format shows numbers: `0%`, `0000`.
pub fn shown(format: &str) -> Shown {
    let format = &without_text(format);
    match format.len() {
        digits @ 2..=12 if format.bytes().all(|sign| sign == b'0') => Shown::Digits(digits),
        _ if format.contains('%') => Shown::Percent,
        _ if is_of_month(format) => Shown::Month,
        _ if is_of_year(format) => Shown::Year,
        _ => Shown::Plain,
    }
}

/// `mmm-yy`, `åååå-MM`: months and years, and no days, hours or seconds.
fn is_of_month(format: &str) -> bool {
    format.contains('m') && format.contains(['y', 'å']) && !format.contains(['d', 'h', 's'])
}

/// `yyyy`, `åååå;@`: years alone.
fn is_of_year(format: &str) -> bool {
    let first = format.split(';').next().unwrap_or_default();
    !first.is_empty() && first.chars().all(|sign| matches!(sign, 'y' | 'å'))
}

/// The number in its shortest form. What calculation left in the sixteenth digit is not shown.
pub fn number(value: f64, shown: Shown) -> Cell<'static> {
    if let Shown::Digits(digits) = shown
        && (0.0..1e12).contains(&value)
        && value.fract() == 0.0
    {
        return Cell::text(format!("{value:0digits$}"));
    }
    let percent = shown == Shown::Percent;
    let scaled = if percent { value * 100.0 } else { value };
    let short = format!("{scaled:.14e}").parse::<f64>().unwrap_or(scaled);
    let text = if percent { format!("{short}%") } else { short.to_string() };
    Cell { text: Cow::Owned(text), number: Some(scaled) }
}

fn day(moment: &ExcelDateTime, shown: Shown) -> String {
    if moment.is_duration() {
        return moment.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    match (hour, minute, second) {
        _ if shown == Shown::Month => format!("{year:04}-{month:02}"),
        _ if shown == Shown::Year => format!("{year:04}"),
        (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        (_, _, 0) => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"),
        _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Shown, shown};

    #[test]
    fn formats_show_what_stands_outside_their_text() {
        for (format, expected) in [
            ("0.0%", Shown::Percent),
            ("0\\%", Shown::Plain),
            ("0.0\" %\"", Shown::Plain),
            ("[$-41D]mmm yy", Shown::Month),
            ("yyyy", Shown::Year),
            ("åååå;@", Shown::Year),
            ("\"vecka\" 0", Shown::Plain),
            ("yyyy\\-mm\\-dd", Shown::Plain),
            ("0000", Shown::Digits(4)),
        ] {
            assert_eq!(shown(format), expected, "{format}");
        }
    }
}

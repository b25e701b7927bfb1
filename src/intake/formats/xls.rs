//! Excel workbooks from before 2007, BIFF5 and BIFF8: "[MS-XLS]: Excel Binary File Format". A reader of our own, since
//! a damaged file must give an answer and never stop the program.

use super::workbook::{Rows, Shown, broken_office, number, place_cell, with_sheets};
use super::xls_records::{Book, Records, Style, Value, book, text_of};
use super::{Cell, Dialect, Format, Hidden, MOST_COLUMNS, Sink, bytes::Bytes, calendar, compound, too_many};
use crate::error::Error;
use std::collections::BTreeMap;

/// What a cell holds, and its format.
type Cells = BTreeMap<(u16, u16), (Value, u16)>;

fn open(bytes: &[u8]) -> Result<(Vec<u8>, Book), Error> {
    let stream = compound::stream(bytes, &["Workbook", "Book"]).ok_or_else(broken_office)?;
    let book = book(&stream)?;
    Ok((stream, book))
}

/// Finds the sheets and chooses one.
///
/// # Errors
/// Broken files, files with a password, no such sheet.
pub fn recognise(bytes: &[u8], sheet: Option<&str>) -> Result<Dialect, Error> {
    let (_, book) = open(bytes)?;
    let visible = book.sheets.iter().filter(|sheet| !sheet.is_hidden).map(|sheet| sheet.name.clone());
    let hidden = book.sheets.iter().filter(|sheet| sheet.is_hidden).count();
    with_sheets(Format::Xls, visible.collect(), hidden, sheet)
}

/// The records of a sheet, without those of charts within it, which have cells of their own.
fn records<'a>(stream: &'a [u8], book: &Book, sheet: &str) -> Option<impl Iterator<Item = (u16, Bytes<'a>)>> {
    let start = book.sheets.iter().find(|known| known.name == sheet)?.at;
    let mut depth = 0_u32;
    let all = Records { stream: Bytes::new(stream, false).at(start) };
    let within = all.map_while(move |record| {
        match (record.0, depth) {
            (0x0809, _) => depth += 1,
            (0x000a, 0 | 1) => return None,
            (0x000a, _) => depth -= 1,
            (_, 2..) => {}
            _ => return Some(Some(record)),
        }
        Some(None)
    });
    Some(within.flatten())
}

/// What a sheet hides.
pub fn hidden(bytes: &[u8], sheet: &str) -> Option<Hidden> {
    let (stream, book) = open(bytes).ok()?;
    let mut hidden = Hidden::default();
    for (kind, at) in records(&stream, &book, sheet)? {
        let number = |place: usize| at.at(place).u16();
        match kind {
            0x0208 if number(12)? & 0x20 != 0 => {
                let row = u64::from(number(0)?) + 1;
                hidden.hide_rows(row, row);
            }
            0x007d if number(8)? & 1 != 0 => {
                hidden.columns.push((u64::from(number(0)?) + 1, u64::from(number(2)?) + 1));
            }
            0x001c => hidden.comments = true,
            _ => {}
        }
    }
    Some(hidden)
}

/// Passes the rows of the chosen sheet on. A cell that is merged downwards stands in each of its rows.
///
/// # Errors
/// Broken files, more columns than a table can have.
pub fn read(bytes: &[u8], dialect: &Dialect, sink: &mut Sink<'_>) -> Result<(), Error> {
    let (stream, book) = open(bytes)?;
    let mut cells = Cells::new();
    let mut downwards = BTreeMap::new();
    let mut last = None;
    let wanted = dialect.sheet.as_deref().unwrap_or_default();
    for (kind, mut at) in records(&stream, &book, wanted).ok_or_else(broken_office)? {
        match kind {
            // What a formula says in words stands in a record of its own.
            0x0207 => {
                if let (Some(place), Some(text)) = (last.take(), text_of(&mut at, &book)) {
                    cells.insert(place, (Value::Text(text), 0));
                }
            }
            0x00e5 => merged(&mut at, &mut downwards).unwrap_or_default(),
            _ => last = cell(kind, &mut at, &book, &mut cells).flatten(),
        }
    }
    if let Some(column) = cells.keys().map(|(_, column)| usize::from(*column)).max().filter(|it| *it >= MOST_COLUMNS) {
        return Err(too_many(column + 1));
    }
    let mut rows = Rows::new(sink);
    let (mut row, mut current) = (Vec::new(), 0);
    for ((at, column), (value, format)) in &cells {
        if *at != current {
            rows.pass(u32::from(current), std::mem::take(&mut row));
            current = *at;
        }
        if rows.stopped {
            return Ok(());
        }
        let Some(cell) = show(value, &book, *format) else { continue };
        if let Some(last) = downwards.get(&(*at, *column)) {
            rows.fill(u32::from(*column), u32::from(*last), &cell);
        }
        place_cell(&mut row, usize::from(*column), cell);
    }
    rows.pass(u32::from(current), row);
    Ok(())
}

/// Areas of one column and several rows.
fn merged(at: &mut Bytes<'_>, downwards: &mut BTreeMap<(u16, u16), u16>) -> Option<()> {
    for _ in 0..at.u16()? {
        let (first, last, left, right) = (at.u16()?, at.u16()?, at.u16()?, at.u16()?);
        if left == right && first < last {
            downwards.insert((first, left), last);
        }
    }
    Some(())
}

/// Takes in a record that holds cells; gives the place of a formula whose words are still to come.
fn cell(kind: u16, at: &mut Bytes<'_>, book: &Book, cells: &mut Cells) -> Option<Option<(u16, u16)>> {
    if !matches!(kind, 0x0203 | 0x027e | 0x00bd | 0x00fd | 0x0204 | 0x00d6 | 0x0205 | 0x0006) {
        return None;
    }
    let (row, column, format) = (at.u16()?, at.u16()?, if kind == 0x00bd { 0 } else { at.u16()? });
    let value = match kind {
        0x0203 => Value::Number(at.f64()?),
        0x027e => Value::Number(rk(at.u32()?)),
        0x00bd => {
            let mut column = column;
            while at.rest().len() >= 8 {
                let format = at.u16()?;
                cells.insert((row, column), (Value::Number(rk(at.u32()?)), format));
                column = column.checked_add(1)?;
            }
            return None;
        }
        0x00fd => Value::Shared(at.u32()?),
        0x0205 => {
            let (value, is_error) = (at.u8()?, at.u8()? != 0);
            if is_error { Value::Error(value) } else { Value::Number(f64::from(value)) }
        }
        0x0006 => {
            let mut inside = *at;
            let result = at.take(8)?;
            match result {
                [0, .., 0xff, 0xff] => return Some(Some((row, column))),
                [1, _, value, .., 0xff, 0xff] => Value::Number(f64::from(*value)),
                [2, _, value, .., 0xff, 0xff] => Value::Error(*value),
                [.., 0xff, 0xff] => return None,
                _ => Value::Number(inside.f64()?),
            }
        }
        _ => Value::Text(text_of(at, book)?),
    };
    cells.insert((row, column), (value, format));
    None
}

/// A number in four bytes: thirty bits of a whole number or of a floating-point one, perhaps in hundredths.
fn rk(bits: u32) -> f64 {
    let number =
        if bits & 2 == 0 { f64::from_bits(u64::from(bits & !3) << 32) } else { f64::from(bits.cast_signed() >> 2) };
    if bits & 1 == 0 { number } else { number / 100.0 }
}

fn show(value: &Value, book: &Book, format: u16) -> Option<Cell<'static>> {
    let style = book.styles.get(usize::from(format)).copied().unwrap_or(Style::Number(Shown::Plain));
    let cell = match value {
        Value::Text(text) => Cell::text(text.clone()),
        Value::Shared(at) => Cell::text(book.texts.get(usize::try_from(*at).ok()?)?.clone()),
        Value::Error(code) => Cell::text(match code {
            0x00 => "#NULL!",
            0x07 => "#DIV/0!",
            0x0f => "#VALUE!",
            0x17 => "#REF!",
            0x1d => "#NAME?",
            0x24 => "#NUM!",
            _ => "#N/A",
        }),
        Value::Number(value) if !value.is_finite() => return None,
        Value::Number(value) => match style {
            Style::Number(shown) => number(*value, shown),
            Style::Calendar(shown) => {
                let moment = moment(*value, book.from_1904)?;
                Cell::text(match shown {
                    Shown::Month if *value >= 1.0 => moment.get(..7)?.to_owned(),
                    Shown::Year if *value >= 1.0 => moment.get(..4)?.to_owned(),
                    _ => moment,
                })
            }
        },
    };
    (!cell.text.is_empty()).then_some(cell)
}

/// Excel counts days from 1899-12-31 and takes 1900 for a leap year; or from 1904-01-01.
fn moment(serial: f64, from_1904: bool) -> Option<String> {
    const TO_1970: f64 = 25_569.0;
    let leap = if !from_1904 && serial < 60.0 { 1.0 } else { 0.0 };
    let days = serial - TO_1970 + leap + if from_1904 { 1462.0 } else { 0.0 };
    let text = calendar::moment((days * 86_400.0 + 0.5).floor())?;
    // A time of day without a day.
    match text.split_once(' ') {
        Some((_, time)) if (0.0..1.0).contains(&serial) => Some(time.to_owned()),
        _ => Some(text),
    }
}

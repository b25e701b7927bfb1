//! OpenDocument spreadsheets, read as a stream: repeated cells and rows are never unfolded into memory.

use super::archive::{self, Archive, Xml, attribute};
use super::raised::raised;
use super::workbook::{Rows, Shown, broken_office, number, place_cell, with_sheets};
use super::{Cell, Dialect, Format, MOST_COLUMNS, Sink, too_many};
use crate::error::{Error, ErrorCode};
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;
use std::io::Read;

/// Cells that rows may become by being repeated. Nobody repeats data so often; the row after the last is empty.
const MOST_REPEATED: u64 = 500_000;
/// Rows of a sheet.
const MOST_ROWS: u32 = 1 << 20;

fn open(bytes: &[u8]) -> Result<Archive<'_>, Error> {
    let mut archive = archive::open(bytes).ok_or_else(broken_office)?;
    let mut manifest = String::new();
    if let Some(file) = archive::part(&mut archive, "META-INF/manifest.xml") {
        // What cannot be read of it says nothing.
        let _ = file.take(1 << 20).read_to_string(&mut manifest);
    }
    if manifest.contains("encryption-data") {
        return Err(Error::new(ErrorCode::OfficePassword));
    }
    Ok(archive)
}

fn content<'a>(archive: &'a mut Archive<'_>) -> Result<Xml<'a>, Error> {
    archive::part(archive, "content.xml").map(archive::xml).ok_or_else(broken_office)
}

/// How many times something stands, or how far it reaches.
pub fn count(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name).and_then(|text| text.parse().ok()).unwrap_or(1).max(1)
}

/// Finds the sheets and chooses one.
///
/// # Errors
/// Broken files, files with a password, no such sheet.
pub fn recognise(bytes: &[u8], sheet: Option<&str>) -> Result<Dialect, Error> {
    let mut archive = open(bytes)?;
    let mut xml = content(&mut archive)?;
    let (mut hidden_styles, mut style) = (BTreeSet::new(), String::new());
    let (mut sheets, mut hidden) = (Vec::new(), 0);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(|_| broken_office())? {
            Event::Start(element) => match element.name().as_ref() {
                "style:style" => style = attribute(&element, "style:name").unwrap_or_default(),
                "style:table-properties" if attribute(&element, "table:display").as_deref() == Some("false") => {
                    hidden_styles.insert(style.clone());
                }
                "table:table" => {
                    let is_hidden =
                        attribute(&element, "table:style-name").is_some_and(|it| hidden_styles.contains(&it));
                    match attribute(&element, "table:name") {
                        Some(name) if !is_hidden => sheets.push(name),
                        _ => hidden += usize::from(is_hidden),
                    }
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    with_sheets(Format::Ods, sheets, hidden, sheet)
}

/// Passes the rows of the chosen sheet on. A cell that is merged downwards stands in each of its rows.
///
/// # Errors
/// Broken files, more columns than a table can have.
pub fn read(bytes: &[u8], dialect: &Dialect, sink: &mut Sink<'_>) -> Result<(), Error> {
    let mut archive = open(bytes)?;
    let mut xml = content(&mut archive)?;
    let wanted = dialect.sheet.as_deref();
    let mut sheet =
        Sheet { rows: Rows::new(sink), at: 0, repeat: 1, row: Vec::new(), column: 0, repeated: 0, open: None };
    let mut inside = false;
    let (mut paragraphs, mut text, mut aside) = (0, String::new(), 0_u32);
    let (mut style, mut raising, mut up) = (String::new(), BTreeSet::new(), None);
    let mut buffer = Vec::new();
    while !sheet.rows.stopped {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(|_| broken_office())? {
            Event::Start(element) => match element.name().as_ref() {
                "table:table" if !inside => inside = attribute(&element, "table:name").as_deref() == wanted,
                "style:style" => style = attribute(&element, "style:name").unwrap_or_default(),
                "style:text-properties"
                    if attribute(&element, "style:text-position").is_some_and(|it| it.starts_with("super")) =>
                {
                    raising.insert(style.clone());
                }
                _ if !inside => {}
                // Notes on a cell are no part of it.
                "office:annotation" | "draw:frame" | "draw:custom-shape" => aside += 1,
                "table:table-row" => {
                    // A row that never ended ends here.
                    if !sheet.row.is_empty() {
                        sheet.pass()?;
                    }
                    sheet.repeat = count(&element, "table:number-rows-repeated");
                }
                "table:table-cell" | "table:covered-table-cell" if aside == 0 => {
                    sheet.open = Some(Open::new(&element));
                    (paragraphs, text) = (0, String::new());
                }
                "text:p" if aside == 0 => {
                    if paragraphs > 0 {
                        text.push('\n');
                    }
                    paragraphs += 1;
                }
                "text:span" if attribute(&element, "text:style-name").is_some_and(|it| raising.contains(&it)) => {
                    up = Some(text.len());
                }
                "text:s" if aside == 0 => {
                    (0..count(&element, "text:c").min(100)).for_each(|_| text.push(' '));
                }
                "text:tab" if aside == 0 => text.push('\t'),
                "text:line-break" if aside == 0 => text.push('\n'),
                _ => {}
            },
            Event::Text(part) if inside && aside == 0 && paragraphs > 0 => text.push_str(&part.xml10_content()),
            Event::CData(part) if inside && aside == 0 && paragraphs > 0 => text.push_str(&part.xml10_content()),
            Event::GeneralRef(name) if inside && aside == 0 && paragraphs > 0 => {
                text.extend(entity(&name.into_inner()))
            }
            Event::End(element) if inside => match element.name().as_ref() {
                "office:annotation" | "draw:frame" | "draw:custom-shape" => aside = aside.saturating_sub(1),
                "text:span" => {
                    if let Some(part) = up.take().and_then(|from| text.get(from..).map(raised).zip(Some(from))) {
                        text.replace_range(part.1.., &part.0);
                    }
                }
                "table:table-cell" | "table:covered-table-cell" if aside == 0 => {
                    if let Some(open) = sheet.open.take() {
                        sheet.close(open, std::mem::take(&mut text))?;
                    }
                    paragraphs = 0;
                }
                "table:table-row" if aside == 0 => sheet.pass()?,
                "table:table" if aside == 0 => return Ok(()),
                _ => {}
            },
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
    Ok(())
}

/// The character of `&amp;`, `&#229;` and the like.
pub fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

/// A cell whose text is still to come.
struct Open {
    repeat: u32,
    /// How many rows it is merged over, where it is merged downwards alone.
    downwards: u32,
    kind: String,
    value: Option<String>,
}

impl Open {
    fn new(element: &BytesStart<'_>) -> Self {
        let kind = attribute(element, "office:value-type").unwrap_or_default();
        let value = match kind.as_str() {
            "float" | "percentage" | "currency" => attribute(element, "office:value"),
            "date" => attribute(element, "office:date-value"),
            "boolean" => attribute(element, "office:boolean-value"),
            "string" => attribute(element, "office:string-value"),
            _ => None,
        };
        let across = count(element, "table:number-columns-spanned");
        let downwards = if across == 1 { count(element, "table:number-rows-spanned") } else { 1 };
        Open { repeat: count(element, "table:number-columns-repeated"), downwards, kind, value }
    }

    fn cell(self, text: String) -> Option<Cell<'static>> {
        let figure = || self.value.as_deref().and_then(|value| value.parse::<f64>().ok()).filter(|it| it.is_finite());
        match (self.kind.as_str(), &self.value) {
            ("float" | "currency", _) if let Some(value) = figure() => Some(number(value, Shown::Plain)),
            ("percentage", _) if let Some(value) = figure() => Some(number(value, Shown::Percent)),
            // `2024` or `2024-05` is what the cell shows of a day.
            ("date", Some(moment)) if matches!(text.len(), 4 | 7) && moment.starts_with(&text) => {
                Some(Cell::text(text))
            }
            ("date", Some(moment)) => Some(Cell::text(day(moment))),
            ("boolean", Some(value)) => Some(Cell::text(if value == "true" { "1" } else { "0" })),
            ("string", Some(value)) if text.is_empty() => Some(Cell::text(value.clone())),
            _ => Some(Cell::text(text)),
        }
        .filter(|cell| !cell.text.is_empty())
    }
}

/// `2025-08-01T13:45:00` as `2025-08-01 13:45`, and midnight as the day alone.
fn day(moment: &str) -> String {
    let Some((day, time)) = moment.split_once('T') else { return moment.to_owned() };
    match time.get(..5) {
        Some("00:00") | None => day.to_owned(),
        Some(time) => format!("{day} {time}"),
    }
}

struct Sheet<'s, 'k> {
    rows: Rows<'s, 'k>,
    at: u32,
    repeat: u32,
    row: Vec<Cell<'static>>,
    column: usize,
    repeated: u64,
    open: Option<Open>,
}

impl Sheet<'_, '_> {
    fn close(&mut self, open: Open, text: String) -> Result<(), Error> {
        let (repeat, downwards) = (usize::try_from(open.repeat).unwrap_or(usize::MAX), open.downwards);
        let start = self.column;
        self.column = self.column.saturating_add(repeat);
        let Some(cell) = open.cell(text) else { return Ok(()) };
        if self.column > MOST_COLUMNS {
            return Err(too_many(self.column));
        }
        if let (2.., Ok(column)) = (downwards, u32::try_from(start)) {
            self.rows.fill(column, self.at.saturating_add(downwards - 1), &cell);
        }
        for place in start..self.column {
            place_cell(&mut self.row, place, cell.clone());
        }
        Ok(())
    }

    fn pass(&mut self) -> Result<(), Error> {
        let row = std::mem::take(&mut self.row);
        self.column = 0;
        let last = self.at.saturating_add(self.repeat).min(MOST_ROWS);
        if !row.is_empty() {
            self.repeated += row.len() as u64 * u64::from(last.saturating_sub(self.at).saturating_sub(1));
            if self.repeated > MOST_REPEATED {
                return Err(broken_office());
            }
            for at in self.at..last {
                if self.rows.stopped {
                    break;
                }
                self.rows.pass(at, row.clone());
            }
        }
        self.at = last;
        Ok(())
    }
}

//! Rows that a module of its own has read. Formats that would make the page heavy are read by a second wasm module,
//! which hands the core these bytes in their place: the dialect, and the rows of every sheet.
//!
//! After the magic comes 0 and an error, or 1 and the dialect; then each sheet: its rows (1, line, cells), 0, how the
//! reading ended, and columns whose formulas have no stored result. Where the sheets begin stands last. Numbers are
//! LEB128, texts have their length before them; a text that comes back is named by its place among those of its sheet.

use super::declared::{Declared, Part, UserMissing, ValueLabel};
use super::{Cell, Dialect, Format, Hidden, MOST_COLUMNS, Row, Sink, choose};
use crate::error::{Error, ErrorCode};
use crate::filled::Filled;
use crate::wire::Read;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How packed rows begin; no file of a user's does.
pub const MAGIC: &[u8] = b"\0rikssnitt rows\x01";
/// The formats, in the order of their numbers here.
pub const FORMATS: [Format; 9] = [
    Format::Delimited,
    Format::Xlsx,
    Format::Xls,
    Format::Ods,
    Format::Px,
    Format::JsonStat,
    Format::Kolada,
    Format::Sav,
    Format::Dta,
];
/// The encodings, in the order of their numbers here.
pub const ENCODINGS: [&str; 8] =
    ["utf-8", "windows-1252", "iso-8859-1", "iso-8859-15", "macintosh", "ibm850", "utf-16le", "utf-16be"];
/// Line ends; 0 is none.
pub const NEWLINES: [&str; 3] = ["LF", "CRLF", "CR"];
/// What a column can hold; 0 is not said.
pub const PARTS: [Part; 6] = [Part::Time, Part::Place, Part::Measure, Part::Dimension, Part::Value, Part::Weight];
/// Keys that the parameters of an error can have.
const KEYS: [&str; 5] = ["format", "sheets", "columns", "most", "line"];

/// What stands in a cell.
pub mod cell {
    /// Nothing.
    pub const EMPTY: u8 = 0;
    /// A text.
    pub const TEXT: u8 = 1;
    /// A text that may come back.
    pub const KEPT: u8 = 2;
    /// One that has stood before, by its place.
    pub const AGAIN: u8 = 3;
    /// A number and its shortest form.
    pub const NUMBER: u8 = 4;
    /// A number in another form.
    pub const SHOWN: u8 = 5;
}

/// Whether the bytes are packed rows.
pub fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

fn broken() -> Error {
    Error::new(ErrorCode::FileBroken).with("format", "binary")
}

/// The dialect that the module found, with the sheet that is named, else the first.
///
/// # Errors
/// What the module could not read; no such sheet.
pub fn recognise(bytes: &[u8], sheet: Option<&str>) -> Result<Dialect, Error> {
    let mut at = Reader(Read(bytes.get(MAGIC.len()..).unwrap_or_default()));
    if at.0.byte() == Some(0) {
        return Err(at.error().unwrap_or_else(broken));
    }
    let dialect = at.dialect().ok_or_else(broken)?;
    if dialect.format.is_workbook() { choose(dialect, sheet) } else { Ok(dialect) }
}

/// Where the sheet of a dialect begins.
fn start(bytes: &[u8], dialect: &Dialect) -> Option<usize> {
    let sheet = dialect.sheets.iter().position(|name| Some(name) == dialect.sheet.as_ref()).unwrap_or(0);
    let sheets = dialect.sheets.len().max(1);
    let list = bytes.len().checked_sub(sheets.checked_mul(8)?)?;
    let place = list.checked_add(sheet.checked_mul(8)?)?;
    let start = u64::from_le_bytes(Read(bytes.get(place..)?).bytes(8)?.try_into().ok()?);
    usize::try_from(start).ok().filter(|start| *start < list)
}

/// Before the first row of the sheet of a dialect.
fn rows_of<'a>(bytes: &'a [u8], dialect: &Dialect) -> Option<Reader<'a>> {
    let mut at = Reader(Read(bytes.get(start(bytes, dialect)?..)?));
    at.hidden()?;
    Some(at)
}

/// Passes the rows on.
///
/// # Errors
/// What the module could not read.
pub fn read(bytes: &[u8], dialect: &Dialect, sink: &mut Sink<'_>) -> Result<(), Error> {
    let mut at = rows_of(bytes, dialect).ok_or_else(broken)?;
    let mut kept = Vec::new();
    while at.0.byte().ok_or_else(broken)? == 1 {
        let row = at.row(&mut kept).ok_or_else(broken)?;
        if !sink(&row) {
            return Ok(());
        }
    }
    match at.0.byte() {
        Some(1) => Ok(()),
        _ => Err(at.error().unwrap_or_else(broken)),
    }
}

/// How many formulas without a stored result stand in each column of a sheet.
///
/// # Errors
/// What the module could not read.
pub fn formulas_without_values(bytes: &[u8], dialect: &Dialect) -> Result<BTreeMap<usize, u64>, Error> {
    let mut at = rows_of(bytes, dialect).ok_or_else(broken)?;
    let mut kept = Vec::new();
    while at.0.byte().ok_or_else(broken)? == 1 {
        at.row(&mut kept).ok_or_else(broken)?;
    }
    let read = at.0.byte() == Some(1);
    let counts = if read { at.pairs().ok_or_else(broken)? } else { Vec::new() };
    Ok(counts.into_iter().map(|(column, count)| (usize::try_from(column).unwrap_or(usize::MAX), count)).filled())
}

/// What a sheet does not show.
pub fn hidden(bytes: &[u8], dialect: &Dialect) -> Option<Hidden> {
    Reader(Read(bytes.get(start(bytes, dialect)?..)?)).hidden()
}

struct Reader<'a>(Read<'a>);

impl<'a> Reader<'a> {
    fn hidden(&mut self) -> Option<Hidden> {
        Some(Hidden { rows: self.pairs()?, columns: self.pairs()?, comments: self.0.byte()? == 1 })
    }

    fn pairs(&mut self) -> Option<Vec<(u64, u64)>> {
        self.0.all(|at| Some((at.number()?, at.number()?)))
    }

    fn texts(&mut self) -> Option<Vec<String>> {
        self.0.all(|at| at.text().map(str::to_owned))
    }

    fn optional(&mut self) -> Option<Option<String>> {
        let there = self.0.byte()? == 1;
        Some(if there { Some(self.0.text()?.to_owned()) } else { None })
    }

    fn error(&mut self) -> Option<Error> {
        let code = self.0.text()?;
        let mut error = Error::new(*ErrorCode::ALL.iter().find(|known| known.as_str() == code)?);
        for _ in 0..self.0.count()? {
            let (key, value) = (self.0.text()?, self.0.text()?);
            if let Some(key) = KEYS.into_iter().find(|known| *known == key) {
                error = error.with(key, value);
            }
        }
        Some(error)
    }

    fn dialect(&mut self) -> Option<Dialect> {
        let format = *FORMATS.get(usize::from(self.0.byte()?))?;
        let encoding = ENCODINGS.get(usize::from(self.0.byte()?))?;
        let newline = usize::from(self.0.byte()?).checked_sub(1).and_then(|at| NEWLINES.get(at)).copied();
        let (bom, open_end) = (self.0.flag()?, self.0.flag()?);
        let hidden_sheets = usize::try_from(self.0.number()?).ok()?;
        let (sheets, title) = (self.texts()?, self.texts()?);
        let mut lists = Vec::new();
        for _ in 0..self.0.count()? {
            let count = self.0.count()?;
            let label =
                |at: &mut Self| Some(ValueLabel { value: at.0.text()?.to_owned(), label: at.0.text()?.to_owned() });
            let list: Option<Vec<ValueLabel>> = (0..count).map(|_| label(self)).collect();
            lists.push(Arc::from(list?));
        }
        let columns = self.0.count()?;
        let declared: Option<Vec<Declared>> = (0..columns).map(|_| self.declared(&lists)).collect();
        let dialect = Dialect { encoding, newline, bom, open_end, ..Dialect::declared(format, declared?) };
        Some(Dialect { hidden_sheets, sheets, title, ..dialect })
    }

    fn declared(&mut self, lists: &[Arc<[ValueLabel]>]) -> Option<Declared> {
        let header = self.0.text()?.to_owned();
        let part = usize::from(self.0.byte()?).checked_sub(1).and_then(|at| PARTS.get(at)).copied();
        let (label, unit) = (self.optional()?, self.optional()?);
        let labels = Arc::clone(lists.get(usize::try_from(self.0.number()?).ok()?)?);
        let (labelled, ordered) = (self.0.flag()?, self.0.flag()?);
        let missing = self.texts()?;
        let count = self.0.count()?;
        let kept_apart = |at: &mut Self| match at.0.byte()? {
            0 => Some(UserMissing::Value(at.0.text()?.to_owned())),
            _ => Some(UserMissing::Range(at.0.float()?, at.0.float()?)),
        };
        let user_missing: Option<Vec<UserMissing>> = (0..count).map(|_| kept_apart(self)).collect();
        let declared = Declared { label, unit, labels, labelled, ordered, ..Declared::new(header, part) };
        Some(Declared { user_missing: user_missing?, missing, ..declared })
    }

    fn row(&mut self, kept: &mut Vec<&'a str>) -> Option<Row<'a>> {
        let line = self.0.number()?;
        let count = self.0.count().filter(|count| *count <= MOST_COLUMNS)?;
        let mut cells = Vec::with_capacity(count);
        for _ in 0..count {
            cells.push(self.cell(kept)?);
        }
        Some(Row { line, cells })
    }

    fn cell(&mut self, kept: &mut Vec<&'a str>) -> Option<Cell<'a>> {
        Some(match self.0.byte()? {
            cell::EMPTY => Cell::text(""),
            cell::TEXT => Cell::text(self.0.text()?),
            cell::KEPT => {
                let text = self.0.text()?;
                kept.push(text);
                Cell::text(text)
            }
            cell::AGAIN => Cell::text(*kept.get(usize::try_from(self.0.number()?).ok()?)?),
            cell::NUMBER => {
                let number = self.0.float()?;
                Cell { text: Cow::Owned(number.to_string()), number: Some(number) }
            }
            cell::SHOWN => {
                let number = self.0.float()?;
                Cell { text: Cow::Borrowed(self.0.text()?), number: Some(number) }
            }
            _ => return None,
        })
    }
}

//! Bytes → rows. Knows encodings, separators and file formats; does not know what a column means.

mod batch;
#[cfg_attr(not(feature = "formats"), allow(dead_code))]
mod bytes;
mod careful;
mod declared;
mod delimited;
mod encoding;
#[cfg(feature = "formats")]
mod formats;
mod masks;
mod mojibake;
pub(crate) mod packed;
mod record;
mod separators;
mod signature;
#[cfg_attr(not(feature = "formats"), allow(dead_code))]
mod single_byte;
mod split;
mod stream;
mod tally;

#[cfg(feature = "formats")]
pub use formats::pack;

pub use batch::{Batch, Run, Span};
pub use declared::{Declared, Part, UserMissing, ValueLabel};
pub(crate) use masks::{BLOCK, Block};

pub use record::{Letters, Record, Text};
pub use stream::{Records, Stream};
pub use tally::Tally;

use crate::error::{Error, ErrorCode};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The most columns a table can have here: as many as a sheet of a workbook.
pub const MOST_COLUMNS: usize = 16_384;

/// The format of a file, by its bytes and never by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Text with separators.
    Delimited,
    /// Office Open XML workbook.
    Xlsx,
    /// Excel workbook from before 2007.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// PC-Axis.
    Px,
    /// JSON-stat.
    JsonStat,
    /// An answer from Kolada's API.
    Kolada,
    /// SPSS system file.
    Sav,
    /// Stata file.
    Dta,
}

impl Format {
    /// Whether the file is a workbook with sheets.
    pub fn is_workbook(self) -> bool {
        matches!(self, Format::Xlsx | Format::Xls | Format::Ods)
    }

    /// Whether the file itself says which columns it has; its first row is data.
    pub fn is_declared(self) -> bool {
        matches!(self, Format::Px | Format::JsonStat | Format::Kolada | Format::Sav | Format::Dta)
    }
}

/// How bytes become rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Dialect {
    /// The file format.
    pub format: Format,
    /// `utf-8`, `windows-1252`, `iso-8859-1`, `iso-8859-15`, `macintosh`, `ibm850`, `utf-16le`, `utf-16be`; of the
    /// bytes, after any BOM.
    pub encoding: &'static str,
    /// Whether the file begins with a byte order mark.
    pub bom: bool,
    /// `LF`, `CRLF` or `CR`; `None` for a workbook.
    pub newline: Option<&'static str>,
    /// The separator; `None` for a workbook.
    pub delimiter: Option<u8>,
    /// The quote sign, where one is used.
    pub quote: Option<u8>,
    /// Sheets of a workbook, hidden ones left out.
    pub sheets: Vec<String>,
    /// The sheet that is read.
    pub sheet: Option<String>,
    /// How many sheets are hidden.
    pub hidden_sheets: usize,
    /// Whether the text was encoded twice and is repaired as it is read.
    pub repaired: bool,
    /// Byte sequences that the encoding does not allow.
    pub doubtful: u64,
    /// Whether the file ends without a line end or inside quotes, or before what it says that it holds.
    pub open_end: bool,
    /// What the file says of its columns, where the format has them declared.
    pub declared: Vec<Declared>,
    /// What the file says that it is about, where the format has a place for that.
    pub title: Vec<String>,
}

impl Dialect {
    /// The dialect of a file that declares its columns.
    fn declared(format: Format, declared: Vec<Declared>) -> Dialect {
        Dialect {
            format,
            encoding: "utf-8",
            bom: false,
            newline: None,
            delimiter: None,
            quote: None,
            sheets: Vec::new(),
            sheet: None,
            hidden_sheets: 0,
            repaired: false,
            doubtful: 0,
            open_end: false,
            declared,
            title: Vec::new(),
        }
    }
}

/// One cell as read.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell<'a> {
    /// The text, untrimmed; a workbook's number in its shortest form with a point, a workbook's date as `2025-08-01`,
    /// a number that a workbook shows as per cent with its sign: `63.4%`.
    pub text: Cow<'a, str>,
    /// The number, where the format itself says that the cell is one (a workbook's numeric cell).
    pub number: Option<f64>,
}

impl<'a> Cell<'a> {
    /// A cell of text.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Cell { text: text.into(), number: None }
    }
}

/// One row as read.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<'a> {
    /// Line of the text file where the row begins, or row of the sheet; the first is 1.
    pub line: u64,
    /// Its cells.
    pub cells: Vec<Cell<'a>>,
}

/// What a sheet has beside the cells that are read: rows and columns that are not shown, from one to another, the first is 1;
/// and comments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hidden {
    /// Rows.
    pub rows: Vec<(u64, u64)>,
    /// Columns.
    pub columns: Vec<(u64, u64)>,
    /// Whether cells have comments.
    pub comments: bool,
}

impl Hidden {
    /// Takes in the next rows that are hidden.
    #[cfg(feature = "formats")]
    fn hide_rows(&mut self, from: u64, to: u64) {
        match self.rows.last_mut() {
            Some((_, last)) if last.saturating_add(1) == from => *last = to,
            _ => self.rows.push((from, to)),
        }
    }

    /// How many of some hidden ranges lie between two, those included, and the first of them.
    pub fn between(ranges: &[(u64, u64)], first: u64, last: u64) -> (u64, Option<u64>) {
        let inside =
            ranges.iter().map(|(from, to)| (*from.max(&first), *to.min(&last))).filter(|(from, to)| from <= to);
        (inside.clone().map(|(from, to)| to - from + 1).sum(), inside.map(|(from, _)| from).min())
    }
}

/// What a reader does with each row; `false` stops the reading.
pub type Sink<'s> = dyn FnMut(&Row<'_>) -> bool + 's;

/// Finds out how the bytes are to be read. The sheet is the one named `sheet`, else the first that is not hidden.
///
/// # Errors
/// Empty files, files that are no tables (by their first bytes), formats that are not read yet, broken workbooks, no
/// such sheet, more than [`MOST_COLUMNS`] columns.
pub fn recognise(bytes: &[u8], sheet: Option<&str>) -> Result<Dialect, Error> {
    if packed::is_packed(bytes) {
        return packed::recognise(bytes, sheet);
    }
    let dialect = match signature::of(bytes)? {
        Format::Delimited => delimited::recognise(bytes, true, encoding::of(bytes)),
        #[cfg(feature = "formats")]
        format => formats::recognise(format, bytes, sheet),
        #[cfg(not(feature = "formats"))]
        _ => Err(Error::new(ErrorCode::FormatNotRead)),
    }?;
    match dialect.declared.len() {
        columns if columns > MOST_COLUMNS => Err(too_many(columns)),
        _ => Ok(dialect),
    }
}

/// The format of a file by its first bytes.
///
/// # Errors
/// As [`recognise`]; what only the whole file tells is not yet told.
pub fn format(head: &[u8]) -> Result<Format, Error> {
    signature::of(head)
}

/// Finds out how delimited text is to be read from the beginning of the file and what is known of its bytes.
///
/// # Errors
/// No line has two fields, more than [`MOST_COLUMNS`] columns.
pub fn recognise_head(head: &[u8], tally: &Tally) -> Result<Dialect, Error> {
    delimited::recognise(head, false, tally.found())
}

/// Reads all rows in order, blank ones with no cells included, until `sink` answers `false`.
///
/// # Errors
/// Broken workbooks, records that are too long. Nothing else in delimited text fails: what is odd is passed on as it
/// stands.
pub fn read(bytes: &[u8], dialect: &Dialect, sink: &mut Sink<'_>) -> Result<(), Error> {
    match dialect.format {
        Format::Delimited => {
            let mut stream = Stream::new(dialect);
            let mut rows = |batch: &Batch<'_>| batch.records().all(|record| sink(&record.row()));
            if stream.feed(bytes, &mut rows)?.is_continue() {
                stream.finish(&mut rows);
            }
            Ok(())
        }
        _ if packed::is_packed(bytes) => packed::read(bytes, dialect, sink),
        #[cfg(feature = "formats")]
        _ => formats::read(bytes, dialect, sink),
        #[cfg(not(feature = "formats"))]
        _ => Err(Error::new(ErrorCode::FormatNotRead)),
    }
}

/// How many formulas without a stored result stand in each column of a workbook's sheet, by the column's place.
///
/// # Errors
/// Broken workbooks.
pub fn formulas_without_values(bytes: &[u8], dialect: &Dialect) -> Result<BTreeMap<usize, u64>, Error> {
    match dialect.format {
        _ if packed::is_packed(bytes) => packed::formulas_without_values(bytes, dialect),
        #[cfg(feature = "formats")]
        _ => formats::formulas_without_values(bytes, dialect),
        #[cfg(not(feature = "formats"))]
        _ => Ok(BTreeMap::new()),
    }
}

/// What a workbook's sheet does not show.
pub fn hidden(bytes: &[u8], dialect: &Dialect) -> Hidden {
    match dialect.format {
        _ if packed::is_packed(bytes) => packed::hidden(bytes, dialect).unwrap_or_default(),
        #[cfg(feature = "formats")]
        _ => formats::hidden(bytes, dialect),
        #[cfg(not(feature = "formats"))]
        _ => Hidden::default(),
    }
}

/// The dialect of a workbook with the sheet that is named, else the first.
///
/// # Errors
/// No such sheet.
fn choose(dialect: Dialect, sheet: Option<&str>) -> Result<Dialect, Error> {
    let missing = || Error::new(ErrorCode::SheetMissing).with("sheets", dialect.sheets.join(", "));
    let chosen = match sheet {
        Some(name) => dialect.sheets.iter().find(|known| *known == name),
        None => dialect.sheets.first(),
    };
    let chosen = Some(chosen.cloned().ok_or_else(missing)?);
    Ok(Dialect { sheet: chosen, ..dialect })
}

fn too_many(columns: usize) -> Error {
    Error::new(ErrorCode::TooManyColumns).with("columns", columns).with("most", MOST_COLUMNS)
}

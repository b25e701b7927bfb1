//! Bytes → rows. Knows encodings, separators and file formats; does not know what a column means.

use crate::error::Error;

/// The format of a file, by its bytes and never by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Text with separators.
    Delimited,
    /// Office Open XML workbook.
    Xlsx,
}

/// How bytes become rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Dialect {
    /// The file format.
    pub format: Format,
    /// `utf-8`, `windows-1252`, `utf-16le`, `utf-16be` …; of the bytes, after any BOM.
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
}

/// One cell as read.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell<'a> {
    /// The text, untrimmed; a workbook's number in its shortest form with a point, a workbook's date as `2025-08-01`.
    pub text: std::borrow::Cow<'a, str>,
    /// The number, where the format itself says that the cell is one (a workbook's numeric cell).
    pub number: Option<f64>,
}

/// One row as read.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<'a> {
    /// Line of the text file where the row begins, or row of the sheet; the first is 1.
    pub line: u64,
    /// Its cells.
    pub cells: Vec<Cell<'a>>,
}

/// What a reader does with each row; `false` stops the reading.
pub type Sink<'s> = dyn FnMut(&Row<'_>) -> bool + 's;

/// Finds out how the bytes are to be read. The sheet is chosen by `sheet` or is the first that holds a table.
///
/// # Errors
/// Empty files, files that are no tables (by their first bytes), broken workbooks, no such sheet.
pub fn recognise(_bytes: &[u8], _sheet: Option<&str>) -> Result<Dialect, Error> {
    Err(Error::new(crate::error::ErrorCode::NoTable))
}

/// Reads all rows in order, blank ones with no cells included, until `sink` answers `false`.
///
/// # Errors
/// Broken workbooks. Delimited text never fails here: what is odd is passed on as it stands.
pub fn read(_bytes: &[u8], _dialect: &Dialect, _sink: &mut Sink<'_>) -> Result<(), Error> {
    Ok(())
}

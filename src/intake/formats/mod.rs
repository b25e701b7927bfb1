//! Formats other than delimited text. They weigh more than the rest of the core together, so that the page keeps them in
//! a wasm module of their own, which hands over their rows [`pack`]ed; the command line holds them itself.

mod archive;
mod calendar;
mod cases;
mod compound;
mod cube;
mod dta;
mod dta_header;
mod hidden;
mod json_stat;
mod kolada;
mod ods;
mod pack;
mod px;
mod px_keys;
mod px_keywords;
mod raised;
mod sav;
mod sav_data;
mod sav_dictionary;
mod workbook;
mod xls;
mod xls_records;

pub use pack::pack;

use super::{
    Cell, Declared, Dialect, Format, Hidden, MOST_COLUMNS, Row, Sink, UserMissing, ValueLabel, bytes, choose, declared,
    encoding, separators, single_byte, too_many,
};
use crate::error::{Error, ErrorCode};
use std::collections::BTreeMap;

/// Finds out how a file of one of these formats is to be read.
///
/// # Errors
/// As [`super::recognise`].
pub fn recognise(format: Format, bytes: &[u8], sheet: Option<&str>) -> Result<Dialect, Error> {
    match format {
        Format::Xlsx => workbook::recognise(bytes, sheet),
        Format::Xls => xls::recognise(bytes, sheet),
        Format::Ods => ods::recognise(bytes, sheet),
        Format::Px => px::recognise(bytes),
        Format::JsonStat | Format::Kolada => json(bytes),
        Format::Sav => sav::recognise(bytes),
        Format::Dta => dta::recognise(bytes),
        Format::Delimited => Err(Error::new(ErrorCode::NoTable)),
    }
}

/// Reads all rows in order.
///
/// # Errors
/// As [`super::read`].
pub fn read(bytes: &[u8], dialect: &Dialect, sink: &mut Sink<'_>) -> Result<(), Error> {
    match dialect.format {
        Format::Xlsx => workbook::read(bytes, dialect, sink),
        Format::Xls => xls::read(bytes, dialect, sink),
        Format::Ods => ods::read(bytes, dialect, sink),
        Format::Px => px::read(bytes, dialect, sink),
        Format::JsonStat => json_stat::read(bytes, sink),
        Format::Kolada => kolada::read(bytes, sink),
        Format::Sav => sav::read(bytes, dialect, sink),
        Format::Dta => dta::read(bytes, dialect, sink),
        Format::Delimited => Ok(()),
    }
}

/// How many formulas without a stored result stand in each column of a workbook's sheet, by the column's place.
///
/// # Errors
/// Broken workbooks.
pub fn formulas_without_values(bytes: &[u8], dialect: &Dialect) -> Result<BTreeMap<usize, u64>, Error> {
    match dialect.format {
        Format::Xlsx => workbook::formulas_without_values(bytes, dialect),
        _ => Ok(BTreeMap::new()),
    }
}

/// What a workbook's sheet does not show; nothing where that cannot be found out.
pub fn hidden(bytes: &[u8], dialect: &Dialect) -> Hidden {
    let sheet = dialect.sheet.as_deref().unwrap_or_default();
    let found = match dialect.format {
        Format::Xlsx => hidden::in_xlsx(bytes, sheet),
        Format::Xls => xls::hidden(bytes, sheet),
        Format::Ods => hidden::in_ods(bytes, sheet),
        _ => None,
    };
    found.unwrap_or_default()
}

/// What a file of JSON holds.
fn json(bytes: &[u8]) -> Result<Dialect, Error> {
    let whole = json_stat::parse(bytes)?;
    let bom = bytes.starts_with(b"\xef\xbb\xbf");
    match () {
        () if json_stat::is_one(&whole) => json_stat::recognise(&whole, bom),
        () if kolada::is_one(&whole) => Ok(kolada::recognise(&whole, bom)),
        () => Err(Error::new(ErrorCode::FormatNotRead).with("format", "json")),
    }
}

//! PC-Axis: keywords, then the figures in the order of the dimensions. The format is described in "PX-file format",
//! Statistics Sweden, 2013.

use super::cube::{Cube, Dimension, Item, shown};
use super::declared::Part;
use super::px_keys::{has_keys, unfold};
use super::px_keywords::{Keywords, keywords};
use super::{Cell, Dialect, Format, Sink, encoding, separators, single_byte};
use crate::error::{Error, ErrorCode};
use std::borrow::Cow;

/// Names of encodings in `CODEPAGE`, and ours for them.
const CODEPAGES: &[(&str, &str)] = &[
    ("utf-8", "utf-8"),
    ("utf8", "utf-8"),
    ("65001", "utf-8"),
    ("iso-8859-1", "iso-8859-1"),
    ("iso-8859-15", "iso-8859-15"),
    ("windows-1252", "windows-1252"),
    ("1252", "windows-1252"),
    ("437", "ibm850"),
    ("850", "ibm850"),
    ("ibm850", "ibm850"),
    ("cp850", "ibm850"),
];

/// More dimensions than any table has.
const MOST_DIMENSIONS: usize = 100;

fn broken() -> Error {
    Error::new(ErrorCode::FileBroken).with("format", "px")
}

/// How much of the file is looked at to find what it says of its encoding.
const HEAD: usize = 4096;

/// The encoding: UTF-8 where the bytes are that, else what the file says, else what the letters say. Files without
/// `CHARSET="ANSI"` come from DOS.
fn encoding_of(bytes: &[u8]) -> (&'static str, bool) {
    let found = encoding::of(bytes);
    if found.bom || (found.name == "utf-8" && !bytes.is_ascii()) {
        return (found.name, found.bom);
    }
    let head: String = bytes.iter().take(HEAD).map(|byte| single_byte::windows(*byte)).collect();
    let said = keywords(&head);
    let page = said.first("CODEPAGE").map(str::to_ascii_lowercase);
    let known = CODEPAGES.iter().find(|(name, _)| page.as_deref() == Some(name)).map(|(_, name)| *name);
    let name = match known {
        Some("utf-8") | None if said.first("CHARSET").is_none() && page.is_none() && single_byte::is_dos(bytes) => {
            "ibm850"
        }
        Some(name) if name != "utf-8" || bytes.is_ascii() => name,
        _ => found.name,
    };
    (name, false)
}

/// Reads the keywords.
///
/// # Errors
/// Files without dimensions or figures.
pub fn recognise(bytes: &[u8]) -> Result<Dialect, Error> {
    let (encoding, bom) = encoding_of(bytes);
    let text = encoding::text_of(bytes, encoding, bom);
    let keywords = keywords(&text);
    let cube = cube(&keywords).ok_or_else(broken)?;
    let figures = figures(&keywords, &cube)?.take(cube.size().unwrap_or(usize::MAX)).count();
    Ok(Dialect {
        encoding,
        bom,
        newline: Some(separators::newline(text.get(..text.floor_char_boundary(HEAD)).unwrap_or(&text))),
        title: cube.title.iter().cloned().collect(),
        open_end: Some(figures) != cube.size(),
        ..Dialect::declared(Format::Px, cube.columns())
    })
}

/// Passes one row a figure on. Marks stand as the file writes them, with their quotes.
///
/// # Errors
/// Files without dimensions or figures.
pub fn read(bytes: &[u8], dialect: &Dialect, sink: &mut Sink<'_>) -> Result<(), Error> {
    let text = encoding::text_of(bytes, dialect.encoding, dialect.bom);
    let keywords = keywords(&text);
    let cube = cube(&keywords).ok_or_else(broken)?;
    let cell = |text| Cell { text: Cow::Borrowed(text), number: text.parse().ok().filter(|it: &f64| it.is_finite()) };
    cube.read(figures(&keywords, &cube)?.map(cell), sink);
    Ok(())
}

/// The figures in the order of the dimensions.
fn figures<'a>(keywords: &Keywords<'a>, cube: &Cube) -> Result<Box<dyn Iterator<Item = &'a str> + 'a>, Error> {
    let stored = Figures { rest: keywords.data };
    if !has_keys(keywords) {
        return Ok(Box::new(stored));
    }
    let all = cube.size().and_then(|size| unfold(keywords, size, stored)).ok_or_else(broken)?;
    Ok(Box::new(all.into_iter()))
}

/// The table; in Swedish where the file speaks Swedish too.
fn cube(keywords: &Keywords<'_>) -> Option<Cube> {
    let swedish = in_language(keywords, Some("sv"));
    swedish.or_else(|| in_language(keywords, None))
}

fn in_language(keywords: &Keywords<'_>, language: Option<&str>) -> Option<Cube> {
    let all = |name: &str, about: Option<&str>| keywords.find(name, language, about);
    let one = |name: &str| all(name, None).and_then(|values| values.first()).cloned();
    let names = |name: &str| all(name, None).into_iter().flatten();
    let measures = one("CONTVARIABLE");
    let mut dimensions = Vec::new();
    for header in names("STUB").chain(names("HEADING")) {
        if dimensions.len() >= MOST_DIMENSIONS {
            return None;
        }
        let values = all("VALUES", Some(header)).filter(|values| !values.is_empty())?;
        let kind = keywords.find("VARIABLE-TYPE", language, Some(header)).and_then(|kind| kind.first());
        let says = |letter: &str| kind.is_some_and(|kind| kind.eq_ignore_ascii_case(letter));
        let part = match () {
            () if measures.as_ref() == Some(header) => Part::Measure,
            () if all("TIMEVAL", Some(header)).is_some() || says("T") || says("Time") => Part::Time,
            () if all("MAP", Some(header)).is_some() || says("G") || says("Geographical") => Part::Place,
            () => Part::Dimension,
        };
        let codes = all("CODES", Some(header));
        let code = |at: usize| codes.and_then(|codes| codes.get(at)).map(String::as_str);
        let shown = values.iter().enumerate().map(|(at, label)| shown(label, code(at)));
        let items = shown.map(|label| Item { code: None, label }).collect();
        dimensions.push(Dimension { header: header.clone(), part, items });
    }
    let title = one("TITLE").or_else(|| one("DESCRIPTION")).or_else(|| one("CONTENTS"));
    let only = dimensions.iter().find(|it| it.part == Part::Measure).and_then(|it| match it.items.as_slice() {
        [only] => Some(only.label.as_str()),
        _ => None,
    });
    let unit = all("UNITS", only).and_then(|unit| unit.first()).cloned().or_else(|| one("UNITS"));
    let several = only.is_none() && dimensions.iter().any(|it| it.part == Part::Measure);
    (!dimensions.is_empty()).then_some(Cube { title, dimensions, unit: unit.filter(|_| !several) })
}

/// The figures: numbers, and marks within quotes, between spaces and commas, until the semicolon.
struct Figures<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Figures<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let between = |sign: char| sign.is_ascii_whitespace() || sign == ',';
        let start = self.rest.trim_start_matches(between);
        if start.is_empty() || start.starts_with(';') {
            return None;
        }
        let end = match start.strip_prefix('"') {
            Some(inside) => inside.find('"').map_or(start.len(), |end| end + 2),
            None => start.find(|sign| between(sign) || sign == ';').unwrap_or(start.len()),
        };
        let (figure, rest) = start.split_at(end);
        self.rest = rest;
        Some(figure)
    }
}

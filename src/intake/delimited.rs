//! Text with separators: what splits it.

use super::encoding::Found;
use super::separators::{self, Quoting};
use super::{Dialect, Format, MOST_COLUMNS, encoding, mojibake, too_many};
use crate::error::{Error, ErrorCode};

/// How much of the file is looked at to find the separator.
const HEAD: usize = 1 << 18;

/// Finds line ends, separator and quotes from the beginning of a file, whose encoding is known. `all` says that the
/// bytes are the whole file.
///
/// # Errors
/// No line has two fields; too many columns.
pub fn recognise(bytes: &[u8], all: bool, found: Found) -> Result<Dialect, Error> {
    let cut = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let head = encoding::text_of(cut, found.name, found.bom);
    let newline = separators::newline(&head);
    let head = if newline == "CR" { head.replace('\r', "\n") } else { head.into_owned() };
    let head = if found.repaired { mojibake::repair(&head) } else { head };
    let whole = all && bytes.len() <= HEAD;
    // A line cut by the end of the head says nothing.
    let head = match head.rfind('\n') {
        Some(end) if !whole => head.get(..=end).unwrap_or(&head),
        _ => &head,
    };
    let declared = separators::declared(head);
    let any = |byte: u8| declared.map_or(matches!(byte, b'\t' | b';' | b'|' | b','), |sign| sign == byte);
    let mut quoting = separators::quoting(head, any);
    check_width(bytes, head)?;
    let delimiter = declared.or_else(|| separators::delimiter(head, quoting != Quoting::None));
    let delimiter = delimiter.ok_or_else(|| Error::new(ErrorCode::NoTable))?;
    if quoting != Quoting::None {
        quoting = separators::quoting(head, |byte| byte == delimiter);
    }
    // A text that is cut may close its quotes; where its beginning has none at all they may come later.
    if (quoting == Quoting::Open && !whole) || (bytes.len() > HEAD && !head.contains('"')) {
        quoting = Quoting::Quoted;
    }
    let ended = bytes.last().is_some_and(u8::is_ascii_whitespace);
    Ok(Dialect {
        format: Format::Delimited,
        encoding: found.name,
        bom: found.bom,
        newline: Some(newline),
        delimiter: Some(delimiter),
        quote: (quoting != Quoting::None).then_some(b'"'),
        sheets: Vec::new(),
        sheet: None,
        hidden_sheets: 0,
        repaired: found.repaired,
        doubtful: found.doubtful,
        open_end: quoting == Quoting::Open || !ended,
        declared: Vec::new(),
        title: Vec::new(),
    })
}

/// Refuses lines with more separators than a table can have, before anything is built of them.
fn check_width(bytes: &[u8], head: &str) -> Result<(), Error> {
    for sign in separators::CANDIDATES {
        let count = |line: &[u8]| line.iter().filter(|byte| **byte == sign).count();
        if head.as_bytes().split(|byte| *byte == b'\n').take(50).any(|line| count(line) >= MOST_COLUMNS) {
            let lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).take(50);
            return Err(too_many(lines.map(count).max().unwrap_or(0) + 1));
        }
    }
    Ok(())
}

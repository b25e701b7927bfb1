//! Text with separators: what splits it, and its rows.

use super::separators::{self, Quoting};
use super::{Cell, Dialect, Format, MOST_COLUMNS, Row, Sink, encoding, mojibake, too_many};
use crate::error::{Error, ErrorCode};

/// How much of the file is looked at to find the separator.
const HEAD: usize = 1 << 18;

/// Finds encoding, line ends, separator and quotes.
///
/// # Errors
/// No line has two fields; too many columns.
pub fn recognise(bytes: &[u8]) -> Result<Dialect, Error> {
    let found = encoding::of(bytes);
    let cut = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let head = encoding::text_of(cut, found.name, found.bom);
    let newline = separators::newline(&head);
    let head = if newline == "CR" { head.replace('\r', "\n") } else { head.into_owned() };
    let head = if found.repaired { mojibake::repair(&head) } else { head };
    let whole = bytes.len() <= HEAD;
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
    if quoting == Quoting::Open && !whole {
        quoting = Quoting::Quoted;
    }
    let ended = matches!(bytes.trim_ascii_end().len().cmp(&bytes.len()), std::cmp::Ordering::Less);
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

/// Passes the rows on, with the line where each begins; blank lines as rows without cells.
pub fn read(text: &str, dialect: &Dialect, sink: &mut Sink<'_>) {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(dialect.delimiter.unwrap_or(b';'))
        .quoting(dialect.quote.is_some())
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
    loop {
        let more = reader.read_record(&mut record).unwrap_or(false);
        let end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        while let Some(line) = lines.blank(end) {
            if !sink(&Row { line, cells: Vec::new() }) {
                return;
            }
        }
        if !more {
            return;
        }
        let row = Row { line: lines.line, cells: record.iter().map(Cell::text).collect() };
        lines.skip_to(end);
        if !sink(&row) {
            return;
        }
    }
}

/// Follows the splitting from line to line.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line end at `at`, if one stands there before `end`.
    fn line_end(&self, at: usize, end: usize) -> Option<usize> {
        let end = end.max(at);
        match (self.text.get(at)?, self.text.get(at + 1)) {
            _ if at >= end => None,
            (b'\r', Some(b'\n')) => Some(at + 2),
            (b'\r' | b'\n', _) => Some(at + 1),
            _ => None,
        }
    }

    /// The next blank line before `end`.
    fn blank(&mut self, end: usize) -> Option<u64> {
        self.at = self.line_end(self.at, end)?;
        self.line += 1;
        Some(self.line - 1)
    }

    /// Passes over a row that ends at `end`, and over the rest of its line end.
    fn skip_to(&mut self, end: usize) {
        let row = self.text.get(self.at..end).unwrap_or_default();
        let mut before = 0;
        for byte in row {
            self.line += u64::from(*byte == b'\n') + u64::from(before == b'\r' && *byte != b'\n');
            before = *byte;
        }
        self.at = end;
        if before == b'\r' {
            self.line += 1;
            self.at += usize::from(self.text.get(end) == Some(&b'\n'));
        }
    }
}

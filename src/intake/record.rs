//! One record of delimited text: where its fields are, and the text they hold.

use super::batch::Span;
use super::{Cell, Row, mojibake, single_byte};
use std::borrow::Cow;

/// How the bytes of a field become text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letters {
    /// The encoding's name, as a dialect has it; text in UTF-16 comes here as UTF-8.
    pub encoding: &'static str,
    /// Whether the text was encoded twice.
    pub repaired: bool,
}

impl Letters {
    /// The text of some bytes that were cut at ASCII signs.
    pub fn text<'a>(self, bytes: &'a [u8]) -> Cow<'a, str> {
        let text = match self.encoding {
            "macintosh" => single(bytes, single_byte::macintosh),
            "ibm850" => single(bytes, single_byte::dos),
            "windows-1252" | "iso-8859-1" => single(bytes, single_byte::windows),
            _ => String::from_utf8_lossy(bytes),
        };
        if self.repaired && !text.is_ascii() { Cow::Owned(mojibake::repair(&text)) } else { text }
    }
}

fn single(bytes: &[u8], letter: fn(u8) -> char) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) if text.is_ascii() => Cow::Borrowed(text),
        _ => Cow::Owned(bytes.iter().map(|byte| letter(*byte)).collect()),
    }
}

/// One record, or a blank line, which has no fields.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// The line where it begins; the first of the file is 1.
    pub line: u64,
    pub(super) text: Text<'a>,
    /// Where each field begins within the bytes, and where one more would.
    pub(super) marks: &'a [u32],
}

/// The bytes that fields are cut from.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    pub(super) bytes: &'a [u8],
    /// Whether a separator stands between the fields and quotes around them, as in the file.
    pub(super) raw: bool,
    /// Whether quotes enclose.
    pub(super) quoted: bool,
    pub(super) letters: Letters,
}

impl<'a> Text<'a> {
    /// The text of a field as [`Record::field`] gives it.
    pub fn of(&self, field: &'a [u8]) -> Cow<'a, str> {
        if !(self.raw && self.quoted) || field.first() != Some(&b'"') {
            return self.letters.text(as_text(field));
        }
        let inner = field.get(1..field.len().saturating_sub(1)).unwrap_or_default();
        if !inner.contains(&b'"') {
            return self.letters.text(as_text(inner));
        }
        // Quotes within are doubled here.
        let marked = inner.strip_prefix(b"=\"\"").and_then(|rest| rest.strip_suffix(b"\"\""));
        if let Some(inside) = marked.filter(|inside| !inside.contains(&b'"')) {
            return self.letters.text(inside);
        }
        let text = self.letters.text(inner);
        Cow::Owned(text.replace("\"\"", "\""))
    }
}

/// A field without what makes a spreadsheet take it for text: `="012"`, `'61,5`.
fn as_text(field: &[u8]) -> &[u8] {
    if let [b'\'', number @ ..] = field
        && number.first().is_some_and(u8::is_ascii_digit)
    {
        return number;
    }
    let inside = field.strip_prefix(b"=\"").and_then(|rest| rest.strip_suffix(b"\""));
    inside.filter(|inside| !inside.contains(&b'"')).unwrap_or(field)
}

impl<'a> Record<'a> {
    /// How many fields.
    pub fn len(&self) -> usize {
        self.marks.len().saturating_sub(1)
    }

    /// Whether the line is blank.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A field as it stands in the file, with its quotes; `None` where the record has fewer.
    #[inline]
    pub fn field(&self, at: usize) -> Option<&'a [u8]> {
        let Span { start, length } = self.span(at)?;
        self.text.bytes.get(start..start + length)
    }

    /// Where a field is among [`Record::bytes`].
    #[inline]
    pub fn span(&self, at: usize) -> Option<Span> {
        let (start, next) = (*self.marks.get(at)? as usize, *self.marks.get(at + 1)? as usize);
        Some(Span { start, length: next - start - usize::from(self.text.raw) })
    }

    /// The bytes that fields are cut from.
    #[inline]
    pub fn bytes(&self) -> &'a [u8] {
        self.text.bytes
    }

    /// The first bytes as they stand in the file, where there are as many.
    #[inline]
    pub fn beginning(&self) -> Option<&'a [u8; 16]> {
        self.text.bytes.get(*self.marks.first()? as usize..)?.first_chunk()
    }

    /// The text of a field as [`Record::field`] gives it.
    pub fn text(&self, field: &'a [u8]) -> Cow<'a, str> {
        self.text.of(field)
    }

    /// The record as a row.
    pub fn row(&self) -> Row<'a> {
        let cells = (0..self.len()).filter_map(|at| self.field(at)).map(|field| Cell::text(self.text(field)));
        Row { line: self.line, cells: cells.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::{Letters, Text};

    /// A field reads the same as it stands in the file, quoted or not, and when its quotes have been taken off.
    #[test]
    fn what_is_marked_as_text_reads_the_same_quoted_or_not() {
        let letters = Letters { encoding: "utf-8", repaired: false };
        let text = |field: &'static str, raw| {
            Text { bytes: b"", raw, quoted: true, letters }.of(field.as_bytes()).into_owned()
        };
        for (raw, bare, expected) in [
            ("\"=\"\"012\"\"\"", "=\"012\"", "012"),
            ("\"'61,5\"", "'61,5", "61,5"),
            ("\"sade \"\"ja\"\"\"", "sade \"ja\"", "sade \"ja\""),
            ("\"'tis\"", "'tis", "'tis"),
        ] {
            assert_eq!((text(raw, true), text(bare, false)), (expected.to_owned(), expected.to_owned()), "{raw}");
        }
    }
}

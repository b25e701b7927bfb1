//! The records of old Excel workbooks: what stands before the sheets, and texts.

use super::bytes::Bytes;
use super::encoding;
use super::workbook::{Shown, shown, without_text};
use crate::error::{Error, ErrorCode};

/// What a cell holds.
pub enum Value {
    /// A number.
    Number(f64),
    /// A text of its own.
    Text(String),
    /// A text that several cells share.
    Shared(u32),
    /// An error by its code.
    Error(u8),
}

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As a number.
    Number(Shown),
    /// As a day or a moment.
    Calendar(Shown),
}

/// A sheet.
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Where its records begin.
    pub at: usize,
    /// Whether it is hidden.
    pub is_hidden: bool,
}

/// What stands before the sheets.
pub struct Book {
    /// The sheets with cells.
    pub sheets: Vec<Sheet>,
    /// Texts that cells share.
    pub texts: Vec<String>,
    /// Styles by the number that cells name.
    pub styles: Vec<Style>,
    /// Whether days are counted from 1904.
    pub from_1904: bool,
    /// Whether texts are Unicode, as from Excel 97 on.
    is_unicode: bool,
    encoding: &'static str,
}

/// The records of a stream, one after the other.
pub struct Records<'a> {
    /// Where the next begins.
    pub stream: Bytes<'a>,
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, Bytes<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = self.stream.u16()?;
        let length = usize::from(self.stream.u16()?);
        Some((kind, Bytes::new(self.stream.take(length)?, false)))
    }
}

/// Reads what stands before the sheets.
///
/// # Errors
/// Workbooks with a password; broken ones.
pub fn book(stream: &[u8]) -> Result<Book, Error> {
    let mut book = Book {
        sheets: Vec::new(),
        texts: Vec::new(),
        styles: Vec::new(),
        from_1904: false,
        is_unicode: false,
        encoding: "windows-1252",
    };
    let (mut formats, mut named) = (Vec::new(), Vec::new());
    let mut records = Records { stream: Bytes::new(stream, false) }.peekable();
    let version = records.next().filter(|(kind, _)| *kind == 0x0809).and_then(|(_, mut at)| at.u16());
    book.is_unicode = match version {
        Some(0x0600) => true,
        Some(0x0500) => false,
        _ => return Err(Error::new(ErrorCode::OfficeBroken)),
    };
    while let Some((kind, mut at)) = records.next() {
        match kind {
            0x000a => break,
            0x002f => return Err(Error::new(ErrorCode::OfficePassword)),
            0x0022 => book.from_1904 = at.u16() == Some(1),
            0x0042 => {
                book.encoding = match at.u16() {
                    Some(437 | 850) => "ibm850",
                    Some(10_000 | 32_768) => "macintosh",
                    None | Some(367 | 1200 | 1252 | 28_591 | 32_769) => "windows-1252",
                    // All text is in Unicode whatever the code page.
                    Some(_) if book.is_unicode => "windows-1252",
                    Some(_) => return Err(Error::new(ErrorCode::FormatNotRead).with("format", "old_code_page")),
                };
            }
            0x041e => named.extend(format(&mut at, &book)),
            0x00e0 => formats.push(at.at(2).u16().unwrap_or(0)),
            0x0085 => book.sheets.extend(sheet(&mut at, &book)),
            0x00fc => {
                let mut parts = vec![at.rest()];
                while let Some((_, more)) = records.next_if(|(kind, _)| *kind == 0x003c) {
                    parts.push(more.rest());
                }
                book.texts = shared_texts(&parts);
            }
            _ => {}
        }
    }
    book.styles = formats.iter().map(|id| style(*id, &named)).collect();
    Ok(book)
}

fn format(at: &mut Bytes<'_>, book: &Book) -> Option<(u16, Style)> {
    let id = at.u16()?;
    let code = if book.is_unicode { unicode(at, true) } else { short(at, book) }?;
    let bare = without_text(&code);
    let has_time =
        bare.contains(['d', 'm', 'y', 'h', 's', 'å']) && !bare.contains("general") && !bare.contains("standard");
    Some((
        id,
        match () {
            () if has_time => Style::Calendar(shown(&bare)),
            () => Style::Number(shown(&bare)),
        },
    ))
}

fn style(id: u16, named: &[(u16, Style)]) -> Style {
    match (named.iter().find(|(known, _)| *known == id), id) {
        (Some((_, style)), _) => *style,
        (None, 9 | 10) => Style::Number(Shown::Percent),
        (None, 17) => Style::Calendar(Shown::Month),
        (None, 14..=22 | 27..=36 | 45..=47 | 50..=58) => Style::Calendar(Shown::Plain),
        _ => Style::Number(Shown::Plain),
    }
}

fn sheet(at: &mut Bytes<'_>, book: &Book) -> Option<Sheet> {
    let place = usize::try_from(at.u32()?).ok()?;
    let (visibility, kind) = (at.u8()?, at.u8()?);
    let name = if book.is_unicode { unicode(at, false) } else { short(at, book) }?;
    (kind == 0).then_some(Sheet { name, at: place, is_hidden: visibility & 3 != 0 })
}

/// A text of a cell.
pub fn text_of(at: &mut Bytes<'_>, book: &Book) -> Option<String> {
    if book.is_unicode {
        return unicode(at, true);
    }
    let length = usize::from(at.u16()?);
    Some(encoding::text_of(at.take(length)?, book.encoding, false).into_owned())
}

/// A text of at most 255 bytes.
fn short(at: &mut Bytes<'_>, book: &Book) -> Option<String> {
    let length = usize::from(at.u8()?);
    Some(encoding::text_of(at.take(length)?, book.encoding, false).into_owned())
}

/// A text in one or two bytes a sign, as its first byte says.
fn unicode(at: &mut Bytes<'_>, long: bool) -> Option<String> {
    let length = if long { usize::from(at.u16()?) } else { usize::from(at.u8()?) };
    let wide = at.u8()? & 1 == 1;
    let bytes = at.take(length << u8::from(wide))?;
    Some(letters(bytes, wide))
}

fn letters(bytes: &[u8], wide: bool) -> String {
    if wide {
        encoding::text_of(bytes, "utf-16le", false).into_owned()
    } else {
        bytes.iter().map(|it| char::from(*it)).collect()
    }
}

/// The texts that cells share. They go on from record to record; one that is cut begins again with its width.
fn shared_texts(parts: &[&[u8]]) -> Vec<String> {
    let mut at = Continued { parts, part: 0, at: 8 };
    std::iter::from_fn(|| at.text()).collect()
}

struct Continued<'a> {
    parts: &'a [&'a [u8]],
    part: usize,
    at: usize,
}

impl<'a> Continued<'a> {
    /// What is left of the record, or the next one.
    fn rest(&mut self) -> Option<&'a [u8]> {
        loop {
            let rest = self.parts.get(self.part)?.get(self.at..).unwrap_or_default();
            if !rest.is_empty() {
                return Some(rest);
            }
            self.part += 1;
            self.at = 0;
        }
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = self.rest()?.first().copied();
        self.at += 1;
        byte
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn skip(&mut self, mut length: usize) -> Option<()> {
        while length > 0 {
            let step = self.rest()?.len().min(length);
            self.at += step;
            length -= step;
        }
        Some(())
    }

    fn text(&mut self) -> Option<String> {
        let mut left = usize::from(self.u16()?);
        let mut flags = self.byte()?;
        let runs = if flags & 8 != 0 { usize::from(self.u16()?) * 4 } else { 0 };
        let further = match flags & 4 {
            0 => 0,
            _ => usize::try_from(u32::from(self.u16()?) | (u32::from(self.u16()?) << 16)).ok()?,
        };
        let mut text = String::new();
        while left > 0 {
            let (part, shift) = (self.part, flags & 1);
            let rest = self.rest()?;
            // A text that goes on in another record says its width anew.
            if self.part != part {
                flags = self.byte()?;
                continue;
            }
            let signs = (rest.len() >> shift).min(left);
            if signs == 0 {
                return None;
            }
            text.push_str(&letters(rest.get(..signs << shift)?, shift == 1));
            self.at += signs << shift;
            left -= signs;
        }
        self.skip(runs)?;
        self.skip(further)?;
        Some(text)
    }
}

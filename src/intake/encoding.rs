//! Which encoding the bytes are in, and the text they hold.

use super::{single_byte, tally::Tally};
use std::borrow::Cow;

/// What the bytes are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The encoding's name.
    pub name: &'static str,
    /// Whether a byte order mark stands first.
    pub bom: bool,
    /// Sequences that the encoding does not allow.
    pub doubtful: u64,
    /// Whether the text was encoded twice.
    pub repaired: bool,
}

/// Decides the encoding from all bytes.
pub fn of(bytes: &[u8]) -> Found {
    let mut tally = Tally::default();
    tally.feed(bytes);
    tally.found()
}

/// Zeros at every other place: text in UTF-16 without a byte order mark.
pub fn looks_like_utf16(head: &[u8]) -> Option<&'static str> {
    let zeros = |at: usize| head.iter().skip(at).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    match half {
        0..4 => None,
        _ if odd * 10 > half * 6 && even * 10 < half => Some("utf-16le"),
        _ if even * 10 > half * 6 && odd * 10 < half => Some("utf-16be"),
        _ => None,
    }
}

/// The text of some bytes in a named encoding.
pub fn text_of<'a>(bytes: &'a [u8], encoding: &str, bom: bool) -> Cow<'a, str> {
    let skip = match (bom, encoding) {
        (false, _) => 0,
        (true, "utf-8") => 3,
        (true, _) => 2,
    };
    let bytes = bytes.get(skip..).unwrap_or_default();
    match encoding {
        "utf-16le" => Cow::Owned(utf16(bytes, u16::from_le_bytes)),
        "utf-16be" => Cow::Owned(utf16(bytes, u16::from_be_bytes)),
        "macintosh" => Cow::Owned(bytes.iter().map(|byte| single_byte::macintosh(*byte)).collect()),
        "iso-8859-15" => Cow::Owned(bytes.iter().map(|byte| single_byte::latin9(*byte)).collect()),
        "ibm850" => Cow::Owned(bytes.iter().map(|byte| single_byte::dos(*byte)).collect()),
        "windows-1252" | "iso-8859-1" if bytes.is_ascii() => String::from_utf8_lossy(bytes),
        "windows-1252" | "iso-8859-1" => Cow::Owned(bytes.iter().map(|byte| single_byte::windows(*byte)).collect()),
        _ => String::from_utf8_lossy(bytes),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    char::decode_utf16(units).map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

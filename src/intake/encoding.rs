//! Which encoding the bytes are in, and the text they hold.

use super::{Dialect, mojibake, single_byte};
use std::borrow::Cow;

/// What the bytes are written in.
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

/// Decides the encoding from all bytes: a byte order mark, zeros at every other place (UTF-16), valid UTF-8, else the
/// single-byte encoding whose Swedish letters stand among other letters.
///
/// Without bytes in 0x80–0x9F nothing tells Windows-1252 from ISO 8859-1. The line ends then do: CRLF comes from
/// Windows programs. Both give the same text.
pub fn of(bytes: &[u8]) -> Found {
    let plain = |name, bom| Found { name, bom, doubtful: 0, repaired: false };
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return Found { bom: true, ..utf8(rest).unwrap_or_else(|| plain("utf-8", true)) };
    }
    if bytes.starts_with(b"\xff\xfe") {
        return plain("utf-16le", true);
    }
    if bytes.starts_with(b"\xfe\xff") {
        return plain("utf-16be", true);
    }
    if let Some(name) = looks_like_utf16(bytes.get(..bytes.len().min(4096)).unwrap_or_default()) {
        return plain(name, false);
    }
    utf8(bytes).unwrap_or_else(|| plain(single(bytes), false))
}

/// UTF-8, where the bytes are that or nearly: at most one bad sequence for four good ones beyond ASCII.
fn utf8(bytes: &[u8]) -> Option<Found> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(Found { name: "utf-8", bom: false, doubtful: 0, repaired: mojibake::is_doubled(text) }),
        Err(_) => {
            let (mut good, mut bad) = (0_u64, 0_u64);
            for chunk in bytes.utf8_chunks() {
                good += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count() as u64;
                bad += u64::from(!chunk.invalid().is_empty());
            }
            (good >= 4 * bad).then_some(Found { name: "utf-8", bom: false, doubtful: bad, repaired: false })
        }
    }
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

/// The single-byte encoding in which the Swedish letters come out as letters among letters.
fn single(bytes: &[u8]) -> &'static str {
    let (mut windows, mut macintosh, mut controls, mut before) = (0_u64, 0_u64, false, b' ');
    let mut upper = bytes.iter().enumerate().filter(|(_, byte)| **byte >= 0x80);
    for (at, byte) in upper.by_ref().take(100_000) {
        let after = bytes.get(at + 1).copied().unwrap_or(b' ');
        before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(before);
        let beside = before.is_ascii_alphabetic() || after.is_ascii_alphabetic();
        windows += u64::from(beside && matches!(byte, 0xe5 | 0xe4 | 0xf6 | 0xc5 | 0xc4 | 0xd6 | 0xe9));
        macintosh += u64::from(beside && matches!(byte, 0x80 | 0x81 | 0x85 | 0x8a | 0x8c | 0x8e | 0x9a));
        controls |= *byte < 0xa0;
    }
    controls |= upper.any(|(_, byte)| *byte < 0xa0);
    let from_windows = bytes.windows(2).take(1 << 20).any(|pair| pair == b"\r\n");
    match () {
        () if macintosh > windows => "macintosh",
        () if controls || from_windows => "windows-1252",
        () => "iso-8859-1",
    }
}

/// The text of the bytes, without byte order mark, repaired where it was encoded twice, with LF for a bare CR.
pub fn decode<'a>(bytes: &'a [u8], dialect: &Dialect) -> Cow<'a, str> {
    let text = text_of(bytes, dialect.encoding, dialect.bom);
    let text = if dialect.repaired { Cow::Owned(mojibake::repair(&text)) } else { text };
    if dialect.newline == Some("CR") { Cow::Owned(text.replace('\r', "\n")) } else { text }
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

//! What the first bytes say: text, workbook, a format that is not read yet, or no table at all.

use super::Format;
use crate::error::{Error, ErrorCode};

/// Beginnings of files that hold no table.
const NO_TABLES: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"%PDF", "pdf"),
    (b"\x1f\x8b", "zip"),
    (b"BZh", "zip"),
    (b"7z\xbc\xaf\x27\x1c", "zip"),
    (b"Rar!", "zip"),
    (b"{\\rtf", "old_word"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\0asm", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xfe\xed\xfa", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"SQLite format 3", "binary"),
];

/// Beginnings of files that hold tables in formats not read yet.
const NOT_READ: &[(&[u8], &str)] = &[(b"PAR1", "parquet"), (b"ARROW1", "arrow")];

const SAS: &[u8] = b"\xc2\xea\x81\x60\xb3\x14\x11\xcf\xbd\x92\x08\x00\x09\xc7\x31\x8c\x18\x1f\x10\x11";
const OLD_OFFICE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

fn no_table(format: &str) -> Error {
    Error::new(ErrorCode::FileNotATable).with("format", format)
}

fn not_read(format: &str) -> Error {
    Error::new(ErrorCode::FormatNotRead).with("format", format)
}

/// The format to read the bytes by.
///
/// # Errors
/// Empty files, files that are no tables, formats that are not read yet, workbooks with a password.
pub fn of(bytes: &[u8]) -> Result<Format, Error> {
    let bare = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = bare.get(..bare.len().min(8192)).unwrap_or_default();
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if (utf16 && bytes.len() <= 2) || bare.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::new(ErrorCode::FileEmpty));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip(bytes);
    }
    if bytes.starts_with(OLD_OFFICE) {
        return old_office(bytes);
    }
    if let Some((_, format)) = NO_TABLES.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        let is_text = format == &"program" && !head.contains(&0) && head.first() == Some(&b'M');
        if !is_text {
            return Err(no_table(format));
        }
    }
    if let Some((_, format)) = NOT_READ.iter().find(|(magic, _)| bare.starts_with(magic)) {
        return Err(not_read(format));
    }
    if holds(head.get(..64.min(head.len())).unwrap_or_default(), SAS) {
        return Err(not_read("sas7bdat"));
    }
    if bytes.starts_with(b"<stata_dta>") || matches!(bytes, [0x71..=0x73, 1 | 2, 1, 0, ..]) {
        return Ok(Format::Dta);
    }
    if matches!(bytes, [0x69 | 0x6c, 1 | 2, 1, 0, ..]) {
        return Err(not_read("dta"));
    }
    if bytes.starts_with(b"$FL2@(#)") || bytes.starts_with(b"$FL3@(#)") {
        return Ok(Format::Sav);
    }
    if utf16 {
        return Ok(Format::Delimited);
    }
    if is_px(head) {
        return Ok(Format::Px);
    }
    if markup(head)? {
        return Ok(Format::JsonStat);
    }
    if super::encoding::looks_like_utf16(head).is_none() && is_binary(head) {
        return Err(no_table("binary"));
    }
    Ok(Format::Delimited)
}

/// PC-Axis: a keyword of the format first, with a quoted value, and dimensions further on.
fn is_px(head: &[u8]) -> bool {
    const FIRST: [&[u8]; 7] =
        [b"CHARSET", b"AXIS-VERSION", b"CODEPAGE", b"LANGUAGE", b"CREATION-DATE", b"SUBJECT-AREA", b"MATRIX"];
    let start = head.trim_ascii_start();
    let after = FIRST.iter().find_map(|keyword| start.strip_prefix(*keyword)).map(<[u8]>::trim_ascii_start);
    after.and_then(|after| after.strip_prefix(b"=")).is_some_and(|value| value.trim_ascii_start().starts_with(b"\""))
}

/// A zip archive by the names inside.
fn zip(bytes: &[u8]) -> Result<Format, Error> {
    // Names stand before each file, and all of them at the end of the archive.
    let start = bytes.get(..bytes.len().min(1 << 16)).unwrap_or_default();
    let end = bytes.get(bytes.len().saturating_sub(1 << 18)..).unwrap_or_default();
    let named = |name: &[u8]| holds(start, name) || holds(end, name);
    if named(b"workbook.bin") {
        return Err(not_read("xlsb"));
    }
    if named(b"workbook.xml") || named(b"xl/worksheets/") || named(b"xl\\") {
        return Ok(Format::Xlsx);
    }
    // The type should stand at the beginning as it is; programs compress it all the same.
    let other = named(b"application/vnd.oasis.opendocument.");
    let packed = named(b"META-INF/manifest.xml") && named(b"content.xml") && !other;
    if named(b"application/vnd.oasis.opendocument.spreadsheet") || packed {
        return Ok(Format::Ods);
    }
    if named(b"[Content_Types].xml") || named(b"xl/") {
        return Err(Error::new(ErrorCode::OfficeBroken));
    }
    Err(no_table("zip"))
}

/// An OLE container by the names of its streams, which are written in UTF-16.
fn old_office(bytes: &[u8]) -> Result<Format, Error> {
    let named = |name: &str| holds(bytes, &name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    if named("EncryptedPackage") {
        Err(Error::new(ErrorCode::OfficePassword))
    } else if named("WordDocument") {
        Err(no_table("old_word"))
    } else if ["Workbook", "WORKBOOK", "Book", "BOOK"].into_iter().any(named) {
        Ok(Format::Xls)
    } else {
        Err(no_table("binary"))
    }
}

/// HTML and XML, which are not read, and whether it is JSON, by the first sign that is no space.
fn markup(head: &[u8]) -> Result<bool, Error> {
    let start = head.trim_ascii_start();
    let lower = start.get(..start.len().min(512)).unwrap_or_default().to_ascii_lowercase();
    if ["<!doctype html", "<html", "<head", "<body", "<table"].iter().any(|tag| lower.starts_with(tag.as_bytes())) {
        return Err(no_table("html"));
    }
    if lower.starts_with(b"<?xml") {
        return Err(if holds(&lower, b"<html") { no_table("html") } else { not_read("xml") });
    }
    let second = start.get(1..).unwrap_or_default().trim_ascii_start().first().copied();
    let json = match start.first() {
        Some(b'{') => matches!(second, Some(b'"')) && holds(head, b"\":"),
        Some(b'[') => matches!(second, Some(b'{' | b'[')),
        _ => false,
    };
    Ok(json)
}

/// More than one sign in fifty that no text has.
fn is_binary(head: &[u8]) -> bool {
    let odd = head.iter().filter(|byte| matches!(byte, 0..=8 | 14..=25 | 28..=31 | 127)).count();
    odd * 50 > head.len()
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

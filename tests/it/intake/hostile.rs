//! What no table is, what is too large, and files with bits flipped: always an answer, never a panic.

use super::{error, error_code};
use rikssnitt::error::ErrorCode;
use rikssnitt::table;
use std::time::{Duration, Instant};

const SURVEY: &str = "sep=;\nlopnr;region;vikt;q1;kommentar\n00001;13;1,5;Alltid;\"rad\nett\"\n00002;12;2,5;Aldrig;x\n";
const FIGURES: &str = "Tabell 1;;\n\nRegion;2023;2024\nRiket;1\u{a0}512,3;..\nRegion Örebro län;<5;−3,2 %\nTotalt;1.234,5;x\n\
                       \nKälla: SCB\n\nRegion;Andel\nHalland;5\n";

fn format_of(bytes: &[u8]) -> String {
    let error = error(bytes);
    assert_eq!(error.code, ErrorCode::FileNotATable);
    error.params["format"].clone()
}

#[test]
fn files_that_are_something_else() {
    for (bytes, format) in [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), "image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image"),
        (b"GIF89a\x01\0\x01\0", "image"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"PK\x03\x04\x14\0\0\0\x08\0word/document.xml", "zip"),
        (b"<!DOCTYPE html><html><table><tr><td>1;2</td></tr></table></html>", "html"),
        (b"\n <TABLE><tr>", "html"),
        (b"MZ\x90\0\x03\0\0\0", "program"),
        (b"\x7fELF\x02\x01\x01\0", "program"),
        (b"\x01\x02;\x03\x04\x05;\x06\x07\n\x01\x02;\x03", "binary"),
    ] {
        assert_eq!(format_of(bytes), format);
    }
    let ole = |stream: &str| {
        let name = stream.encode_utf16().flat_map(u16::to_le_bytes);
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".iter().copied().chain([0; 512]).chain(name).collect::<Vec<u8>>()
    };
    assert_eq!(format_of(&ole("WordDocument")), "old_word");
    assert_eq!(error_code(&ole("EncryptedPackage")), ErrorCode::OfficePassword);
    assert_eq!(error_code(&ole("Workbook")), ErrorCode::OfficeBroken);
    assert_eq!(
        error_code(b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
        ErrorCode::OfficeBroken
    );
}

#[test]
fn formats_of_later_versions_are_named() {
    for (bytes, format) in
        [(b"[{\"region\":\"13\"}]".as_slice(), "json"), (b"<?xml version=\"1.0\"?><Workbook/>", "xml")]
    {
        let error = error(bytes);
        assert_eq!((error.code, error.params["format"].as_str()), (ErrorCode::FormatNotRead, format));
    }
    assert_eq!(error_code(b"PK\x03\x04xl/workbook.xml broken"), ErrorCode::OfficeBroken);
}

#[test]
fn a_million_columns_are_refused_quickly() {
    let bytes = [";".repeat(1_000_000), "\n".into(), ";".repeat(1_000_000)].concat();
    let start = Instant::now();
    let error = error(bytes.as_bytes());
    assert_eq!((error.code, error.params["most"].as_str()), (ErrorCode::TooManyColumns, "16384"));
    assert!(start.elapsed() < Duration::from_secs(5));
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

/// Reads the bytes to their end where they can be read.
fn read(bytes: &[u8]) {
    if let Ok((reading, _)) = table::recognise(bytes, None) {
        let mut rows = 0;
        table::rows(bytes, &reading, &mut |row| {
            assert_eq!(row.cells.len(), reading.columns.len());
            rows += 1;
            true
        })
        .unwrap();
        assert_eq!(rows, reading.n_data_rows, "rows() gives the rows that were counted");
    }
}

/// Reads what is left of a file that is cut, flipped and spliced in many ways, the same ones every time.
pub fn survives(original: &[u8], rounds: usize) {
    let mut dice = Dice(original.len() as u64);
    for _ in 0..rounds {
        read(&original[..dice.below(original.len())]);
        let mut bytes = original.to_vec();
        for _ in 0..=dice.below(4) {
            let (at, from) = (dice.below(bytes.len()), dice.below(original.len()));
            match dice.below(4) {
                0 => bytes[at] ^= 1 << dice.below(8),
                1 => bytes[at] = [0, 1, 0x7f, 0x80, 0xfe, 0xff, b'"', b'9'][dice.below(8)],
                2 => drop(bytes.drain(at..(at + dice.below(40)).min(bytes.len()))),
                _ => drop(
                    bytes.splice(at..at, original[from..].iter().copied().take(dice.below(40)).collect::<Vec<_>>()),
                ),
            }
            if bytes.is_empty() {
                break;
            }
        }
        read(&bytes);
    }
}

#[test]
fn cut_and_flipped_text() {
    let mut dice = Dice(20_240_229);
    let utf16: Vec<u8> = FIGURES.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for original in [SURVEY.as_bytes(), FIGURES.as_bytes(), &utf16] {
        for end in 0..original.len() {
            read(&original[..end]);
        }
        for _ in 0..600 {
            let mut bytes = original.to_vec();
            for _ in 0..=dice.below(4) {
                let at = dice.below(bytes.len());
                match dice.below(3) {
                    0 => bytes[at] ^= 1 << dice.below(8),
                    1 => bytes[at] = b";\",\n\r\t\0\xff"[dice.below(8)],
                    _ => drop(bytes.drain(at..(at + dice.below(9)).min(original.len()).max(at).min(bytes.len()))),
                }
                if bytes.is_empty() {
                    break;
                }
            }
            read(&bytes);
        }
    }
}

#[test]
fn cut_and_flipped_workbooks() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "Region").unwrap().write(0, 1, "2024").unwrap();
    sheet.write(1, 0, "Halland").unwrap().write(1, 1, 3.5).unwrap();
    let original = workbook.save_to_buffer().unwrap();
    let mut dice = Dice(7);
    for _ in 0..150 {
        let mut bytes = original.clone();
        let at = dice.below(bytes.len());
        bytes[at] ^= 1 << dice.below(8);
        read(&bytes);
        read(&original[..dice.below(original.len())]);
    }
}

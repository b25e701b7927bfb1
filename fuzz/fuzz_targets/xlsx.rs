//! Office Open XML workbooks: whole archives, and the text of a sheet within one, since a checksum refuses nearly all
//! changes of the first.

#![no_main]

mod read;

use rikssnitt::intake::Format;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const BOOK: &[u8] = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const LINKS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const TEXTS: &[u8] = br#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>Region</t></si><si><t>Halland</t></si></sst>"#;
const STYLES: &[u8] = br#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="14"/><xf numFmtId="17"/></cellXfs></styleSheet>"#;

fn archive(sheet: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let others = [
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", LINKS),
        ("xl/sharedStrings.xml", TEXTS),
        ("xl/styles.xml", STYLES),
    ];
    for (name, content) in others.into_iter().chain([("xl/worksheets/sheet1.xml", sheet)]) {
        archive.start_file(name, stored)?;
        archive.write_all(content)?;
    }
    archive.finish().map(Cursor::into_inner)
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let whole = bytes.starts_with(b"PK");
    let file = if whole { bytes.to_vec() } else { archive(bytes).expect("an archive") };
    read::read(&file, &[Format::Xlsx]);
});

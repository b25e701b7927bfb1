//! OpenDocument spreadsheets: the content within the archive, since a checksum refuses nearly all other changes.

#![no_main]

mod read;

use rikssnitt::intake::Format;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

fn archive(content: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("mimetype", stored)?;
    archive.write_all(b"application/vnd.oasis.opendocument.spreadsheet")?;
    archive.start_file("content.xml", stored)?;
    archive.write_all(content)?;
    archive.finish().map(Cursor::into_inner)
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| read::read(&archive(bytes).expect("an archive"), &[Format::Ods]));

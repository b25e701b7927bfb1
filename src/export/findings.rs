//! Findings as CSV, a line a place: semicolon, byte order mark, CRLF, so that Excel opens it as it is. No content of a
//! cell stands in it. The places are those that a finding keeps; `count` says how many there are in all.

use super::csv::text;
use crate::view::FindingView;

/// Bytes of the table; `sentence` says a finding in words.
pub fn findings(
    all: &[FindingView],
    headings: [&str; 7],
    file: impl Fn(usize) -> String,
    sentence: impl Fn(&FindingView) -> String,
) -> Vec<u8> {
    let mut bytes = vec![0xEF, 0xBB, 0xBF];
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    // Writing to memory cannot fail.
    let _ = writer.write_record(headings);
    for finding in all {
        let rows = finding.rows.iter().map(|row| Some(*row));
        for row in rows.chain(finding.rows.is_empty().then_some(None)) {
            let _ = writer.write_record([
                finding.file.map(&file).map(|name| text(&name)).unwrap_or_default(),
                row.map(|row| row.to_string()).unwrap_or_default(),
                finding.column.as_deref().map(text).unwrap_or_default(),
                finding.severity.to_owned(),
                finding.code.to_owned(),
                finding.count.to_string(),
                text(&sentence(finding)),
            ]);
        }
    }
    let _ = writer.flush();
    drop(writer);
    bytes
}

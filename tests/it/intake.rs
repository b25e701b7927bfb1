//! The reader: files of every trap and what is recognised in them.

mod answers;
mod arranged;
mod beside;
mod corpora;
mod cubes;
mod dated;
mod encodings;
mod exam;
mod heads;
mod hostile;
mod kinds;
mod layout;
mod named;
mod nasty;
mod old_workbooks;
mod packed;
mod quantities;
mod records;
mod refused;
mod said;
mod shared;
mod silent;
mod sums;
mod system_files;
mod understood;
mod unlike;
mod unsaid;
mod workbooks;
mod written;

use rikssnitt::error::{Error, ErrorCode};
use rikssnitt::finding::{FindingCode, Findings};
use rikssnitt::table::reading::{Reading, Role};
use rikssnitt::table::{self, DataRow};

/// What is recognised in a text.
fn of(text: &str) -> (Reading, Findings) {
    table::recognise(text.as_bytes(), None).unwrap()
}

fn error(bytes: &[u8]) -> Error {
    table::recognise(bytes, None).unwrap_err()
}

fn error_code(bytes: &[u8]) -> ErrorCode {
    error(bytes).code
}

/// Every row of data, by what `keep` keeps of it.
fn rows<T>(bytes: &[u8], reading: &Reading, keep: impl Fn(&DataRow<'_>) -> T) -> Vec<T> {
    let mut all = Vec::new();
    table::rows(bytes, reading, &mut |row| {
        all.push(keep(row));
        true
    })
    .unwrap();
    all
}

fn texts(bytes: &[u8], reading: &Reading) -> Vec<Vec<String>> {
    rows(bytes, reading, |row| row.cells.iter().map(|cell| cell.to_string()).collect())
}

fn names(reading: &Reading) -> Vec<&str> {
    reading.columns.iter().map(|column| column.name.as_str()).collect()
}

fn types(reading: &Reading) -> Vec<&'static str> {
    reading.columns.iter().map(|column| column.r#type.as_str()).collect()
}

fn roles(reading: &Reading) -> Vec<&'static str> {
    reading.columns.iter().map(|column| column.role.as_str()).collect()
}

fn role(reading: &Reading, name: &str) -> Role {
    reading.columns.iter().find(|column| column.name == name).unwrap().role
}

fn found(findings: &Findings, code: FindingCode) -> u64 {
    findings.count(code)
}

//! The result as JSON, in full precision.

use crate::view::ReportView;
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::PrettyFormatter;

/// Bytes of the JSON.
pub fn json(result: &ReportView) -> Vec<u8> {
    let mut bytes = written(result, b"  ");
    bytes.push(b'\n');
    bytes
}

/// The same for programs, without indents: the page takes it in faster than value by value.
pub fn plain<T: Serialize>(value: &T) -> String {
    String::from_utf8(written(value, b"")).unwrap_or_default()
}

fn written<T: Serialize>(value: &T, indent: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = value.serialize(&mut Serializer::with_formatter(&mut bytes, PrettyFormatter::with_indent(indent)));
    bytes
}

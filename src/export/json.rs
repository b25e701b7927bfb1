//! The result as JSON, in full precision.

use crate::view::ReportView;
use serde::Serialize;
use std::io::{Result, Write};

/// Bytes of the JSON.
pub fn json(result: &ReportView) -> Vec<u8> {
    let mut bytes = indented(result);
    bytes.push(b'\n');
    bytes
}

/// As `serde_json::to_vec_pretty`, by the writer of JSON on one line: one writer of a result is enough.
fn indented(value: &impl Serialize) -> Vec<u8> {
    let mut text = Indented::default();
    let written = serde_json::to_writer(&mut text as &mut dyn Write, value);
    written.map(|()| text.out).unwrap_or_default()
}

/// JSON that has been written on one line, with its lines broken.
#[derive(Default)]
struct Indented {
    out: Vec<u8>,
    depth: usize,
    in_text: bool,
    escaped: bool,
    /// A bracket has been opened, and nothing stands in it.
    empty: bool,
}

impl Indented {
    fn break_line(&mut self) {
        self.out.push(b'\n');
        (0..self.depth).for_each(|_| self.out.extend(b"  "));
    }

    fn byte(&mut self, byte: u8) {
        let is_close = !self.in_text && matches!(byte, b'}' | b']');
        self.depth -= usize::from(is_close);
        if is_close != std::mem::take(&mut self.empty) {
            self.break_line();
        }
        self.out.push(byte);
        match byte {
            b'"' if !self.escaped => self.in_text = !self.in_text,
            _ if self.in_text => {}
            b'{' | b'[' => (self.depth, self.empty) = (self.depth + 1, true),
            b',' => self.break_line(),
            b':' => self.out.push(b' '),
            _ => {}
        }
        self.escaped = byte == b'\\' && !self.escaped;
    }
}

impl Write for Indented {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        bytes.iter().for_each(|byte| self.byte(*byte));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn json_is_indented_as_serde_json_does() {
        let value = serde_json::json!({
            "empty": [[], {}, "", null], "text": "a \"quote\", {a: [brace]} \\", "\\": {"å:": [[1.5, -2], [true]], "x": {"y": []}},
        });
        for value in [value, serde_json::json!([]), serde_json::json!("\\\""), serde_json::json!({"a": 1})] {
            assert_eq!(super::indented(&value), serde_json::to_vec_pretty(&value).unwrap());
        }
    }
}

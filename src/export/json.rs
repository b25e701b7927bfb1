//! The result as JSON, in full precision.

use crate::view::ReportView;

/// Bytes of the JSON.
pub fn json(result: &ReportView) -> Vec<u8> {
    let mut bytes = indented(&serde_json::to_vec(result).unwrap_or_default());
    bytes.push(b'\n');
    bytes
}

/// JSON that stands on one line, for people to read: one writer of a result is enough.
fn indented(line: &[u8]) -> Vec<u8> {
    let (mut out, mut depth, mut in_text, mut escaped) = (Vec::new(), 0, false, false);
    let break_line = |out: &mut Vec<u8>, depth: usize| {
        out.push(b'\n');
        (0..depth).for_each(|_| out.extend(b"  "));
    };
    let mut bytes = line.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        let is_close = |byte: &u8| matches!(byte, b'}' | b']');
        if in_text || !is_close(&byte) {
            out.push(byte);
        }
        match byte {
            b'"' if !escaped => in_text = !in_text,
            _ if in_text => {}
            b'{' | b'[' => match bytes.next_if(is_close) {
                Some(close) => out.push(close),
                None => {
                    depth += 1;
                    break_line(&mut out, depth);
                }
            },
            b'}' | b']' => {
                depth -= 1;
                break_line(&mut out, depth);
                out.push(byte);
            }
            b',' => break_line(&mut out, depth),
            b':' => out.push(b' '),
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn json_is_indented_as_serde_json_does() {
        let value = serde_json::json!({
            "empty": [[], {}, "", null], "text": "a \"quote\", {a: [brace]} \\", "\\": {"å:": [[1.5, -2], [true]], "x": {"y": []}},
        });
        for value in [value, serde_json::json!([]), serde_json::json!("\\\""), serde_json::json!({"a": 1})] {
            let line = serde_json::to_vec(&value).unwrap();
            assert_eq!(super::indented(&line), serde_json::to_vec_pretty(&value).unwrap());
        }
    }
}

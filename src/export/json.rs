//! The result as JSON, in full precision.

use crate::view::ReportView;

/// Bytes of the JSON.
pub fn json(result: &ReportView) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(result).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

//! The door of the second wasm module, which reads the formats that the page does not need at first.

use crate::session;
use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::*;

/// Reads a file of any format and hands its rows to `take`, batch by batch, as the core reads them.
#[wasm_bindgen]
pub fn pack(bytes: &[u8], take: &Function) -> Result<(), JsValue> {
    let mut failed = Ok(());
    session::pack(bytes, &mut |batch| {
        if failed.is_ok() {
            failed = take.call1(&JsValue::NULL, &Uint8Array::from(batch)).map(|_| ());
        }
    });
    failed
}

//! What goes to the page, as JSON: with one writer for what is shown and what is saved, and piece by piece, so that no
//! memory of the module is taken for the whole of it.

use js_sys::{Array, Function, Reflect};
use serde::Serialize;
use std::io::{Result, Write};
use wasm_bindgen::prelude::*;

/// Bytes of a piece.
const PIECE: usize = 1 << 16;

/// A value of the page.
pub fn parsed(value: &impl Serialize) -> std::result::Result<JsValue, JsValue> {
    let mut pieces = Pieces { bytes: Vec::new(), texts: Array::new() };
    serde_json::to_writer(&mut pieces as &mut dyn Write, value).map_err(JsError::from)?;
    pieces.end();
    let json = Reflect::get(&js_sys::global(), &"JSON".into())?;
    let parse: Function = Reflect::get(&json, &"parse".into())?.unchecked_into();
    parse.call1(&json, &pieces.texts.join(""))
}

/// The text so far, the last of it as bytes. What is written at once is text by itself.
struct Pieces {
    bytes: Vec<u8>,
    texts: Array,
}

impl Pieces {
    fn end(&mut self) {
        self.texts.push(&JsValue::from_str(&String::from_utf8_lossy(&self.bytes)));
        self.bytes.clear();
    }
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.bytes.extend_from_slice(bytes);
        if self.bytes.len() > PIECE {
            self.end();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

//! The door of the first wasm module, which the page opens with: what is built in, and nothing that reads files. It is
//! linked from the same code, without all that no function here calls.

mod json;

use crate::error::Error;
use crate::session::Session;
use crate::view::CoreError;
use serde::Serialize;
use wasm_bindgen::prelude::*;

fn thrown(error: &Error) -> JsValue {
    let view = CoreError::from(error);
    view.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or_else(|error| error.into())
}

/// The built-in figures.
#[wasm_bindgen]
pub struct Overview {
    session: Session,
}

#[wasm_bindgen]
impl Overview {
    /// Opens what is built in.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<Overview, JsValue> {
        Session::new().map(|session| Overview { session }).map_err(|error| thrown(&error))
    }

    /// What is there before any file.
    pub fn start(&self) -> Result<JsValue, JsValue> {
        json::parsed(&self.session.start())
    }

    /// The built-in figures of one region, two digits.
    pub fn overview(&self, region: &str) -> Result<JsValue, JsValue> {
        self.session.overview(region).map_err(|error| thrown(&error)).and_then(|view| json::parsed(&view))
    }
}

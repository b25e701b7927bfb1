//! The door to the page and the package: converts types and calls `session`. Reads a file's stream chunk by chunk, so
//! that the page's thread never holds it.

use crate::error::{Error, ErrorCode};
use crate::plan::Plan;
use crate::session::{Correction, Format, Session};
use crate::table::reading::{Kind, Role};
use crate::view::CoreError;
use js_sys::{Function, Object, Reflect, Uint8Array};
use serde::Serialize;
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Blob, ReadableStreamDefaultReader};

type Answer = Result<JsValue, JsValue>;

fn answer<T: Serialize>(result: Result<T, Error>) -> Answer {
    let value = result.map_err(|error| thrown(&error))?;
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(JsValue::from)
}

fn thrown(error: &Error) -> JsValue {
    let view = CoreError::from(error);
    view.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or_else(|error| error.into())
}

/// A session: files, their readings and what is built in. Every method throws a `CoreError`.
#[wasm_bindgen(js_name = Session)]
pub struct SessionDoor {
    session: Session,
}

#[wasm_bindgen(js_class = Session)]
impl SessionDoor {
    /// A session with no files.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<SessionDoor, JsValue> {
        Session::new().map(|session| SessionDoor { session }).map_err(|error| thrown(&error))
    }

    /// What is there before any file.
    pub fn start(&self) -> Answer {
        answer(Ok(self.session.start()))
    }

    /// The built-in figures of one region, two digits.
    pub fn overview(&self, region: &str) -> Answer {
        answer(self.session.overview(region))
    }

    /// Reads a file to its end and says what it is. `progress(done, total)` is called in bytes.
    pub async fn add(&mut self, blob: Blob, progress: Function, signal: AbortSignal) -> Answer {
        let name = Reflect::get(&blob, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default();
        let bytes = read(&blob, &progress, &signal).await.map_err(|error| thrown(&error))?;
        answer(self.session.add(&name, bytes))
    }

    /// Takes a file away.
    pub fn remove(&mut self, file: usize) {
        self.session.remove(file);
    }

    /// Changes how a file is understood: `{sheet, kind, roles: {column: role}}`.
    pub fn correct(&mut self, file: usize, correction: JsValue) -> Answer {
        answer(correction_of(&correction).and_then(|correction| self.session.correct(file, &correction)))
    }

    /// A plan for the files as they are understood.
    pub fn propose(&self, region: Option<String>) -> Answer {
        answer(self.session.propose(region.as_deref()))
    }

    /// What a plan, as JSON, gives.
    pub fn analyse(&mut self, plan: &str) -> Answer {
        answer(Plan::parse(plan).and_then(|plan| self.session.analyse(&plan)))
    }

    /// The result of a plan as bytes: `csv` or `json`.
    pub fn export(&mut self, plan: &str, format: &str) -> Result<Uint8Array, JsValue> {
        let format = if format == "csv" { Format::Csv } else { Format::Json };
        let bytes = Plan::parse(plan).and_then(|plan| self.session.export(&plan, format));
        bytes.map(|bytes| Uint8Array::from(bytes.as_slice())).map_err(|error| thrown(&error))
    }
}

async fn read(blob: &Blob, progress: &Function, signal: &AbortSignal) -> Result<Vec<u8>, Error> {
    let failed = |_| Error::new(ErrorCode::ReadFailed);
    let total = blob.size();
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(total as usize).map_err(|_| Error::new(ErrorCode::OutOfMemory))?;
    let reader: ReadableStreamDefaultReader = blob.stream().get_reader().unchecked_into();
    loop {
        let step = JsFuture::from(reader.read()).await.map_err(failed)?;
        if signal.aborted() {
            return Err(Error::new(ErrorCode::Cancelled));
        }
        if Reflect::get(&step, &"done".into()).map_err(failed)?.is_truthy() {
            return Ok(bytes);
        }
        let chunk: Uint8Array = Reflect::get(&step, &"value".into()).map_err(failed)?.unchecked_into();
        let start = bytes.len();
        bytes.try_reserve(chunk.length() as usize).map_err(|_| Error::new(ErrorCode::OutOfMemory))?;
        bytes.resize(start + chunk.length() as usize, 0);
        if let Some(room) = bytes.get_mut(start..) {
            chunk.copy_to(room);
        }
        let done = JsValue::from_f64(bytes.len() as f64);
        progress.call2(&JsValue::NULL, &done, &JsValue::from_f64(total)).map_err(failed)?;
    }
}

fn correction_of(value: &JsValue) -> Result<Correction, Error> {
    let word = |key: &str| Reflect::get(value, &key.into()).ok().and_then(|it| it.as_string());
    let unknown = |what: &str| Error::new(ErrorCode::PlanInvalid).with("detail", format!("unknown {what}"));
    let kind = word("kind").map(|text| Kind::parse(&text).ok_or_else(|| unknown("kind"))).transpose()?;
    let mut roles = BTreeMap::new();
    if let Some(chosen) = Reflect::get(value, &"roles".into()).ok().filter(JsValue::is_object) {
        for pair in Object::entries(&chosen.unchecked_into()).iter() {
            let pair: js_sys::Array = pair.unchecked_into();
            let (column, role) = (pair.get(0).as_string(), pair.get(1).as_string());
            let role = role.as_deref().and_then(Role::parse).ok_or_else(|| unknown("role"))?;
            roles.insert(column.unwrap_or_default(), role);
        }
    }
    Ok(Correction { sheet: word("sheet"), kind, roles })
}

//! The door to the page and the package: converts types and calls `session`. Keeps the blobs, which are read again where
//! they are too large to be held.

mod reader;

use crate::error::{Error, ErrorCode};
use crate::finding::Position;
use crate::plan::Plan;
use crate::session::{Added, Adding, Correction, Format, Language, Session, Taken};
use crate::table::reading::{Kind, Role};
use crate::view::CoreError;
use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Blob};

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
    blobs: Vec<Blob>,
    formats: Option<Function>,
}

#[wasm_bindgen(js_class = Session)]
impl SessionDoor {
    /// A session with no files. `formats(bytes, take, signal)` reads what is not delimited text by the second module.
    #[wasm_bindgen(constructor)]
    pub fn new(formats: Option<Function>) -> Result<SessionDoor, JsValue> {
        let session = Session::new().map_err(|error| thrown(&error))?;
        Ok(SessionDoor { session, blobs: Vec::new(), formats })
    }

    /// How many bytes the columns of large files may be kept in, so that further questions need not read them again.
    #[wasm_bindgen(js_name = setMemory)]
    pub fn set_memory(&mut self, bytes: usize) {
        self.session.set_memory(bytes);
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
        let file = self.blobs.len();
        let numbered = |error: Error| thrown(&error.clone().at(Position { file: Some(file), ..error.at }));
        let memory = self.session.memory_left();
        let taken = take(&blob, memory, self.formats.as_ref(), &progress, &signal).await.map_err(numbered)?;
        self.blobs.push(blob);
        answer(self.session.keep(taken))
    }

    /// Takes a file away.
    pub fn remove(&mut self, file: usize) {
        if file < self.blobs.len() {
            self.blobs.remove(file);
        }
        self.session.remove(file);
    }

    /// Changes how a file is understood: `{sheet, kind, roles: {column: role}}`.
    pub fn correct(&mut self, file: usize, correction: JsValue) -> Answer {
        answer(correction_of(&correction).and_then(|correction| self.session.correct(file, &correction)))
    }

    /// What a file is, as it is understood now.
    pub fn inspect(&self, file: usize) -> Answer {
        answer(self.session.inspect(file))
    }

    /// Takes a saved plan up again, as JSON; the files are understood as it says.
    pub fn adopt(&mut self, plan: &str) -> Answer {
        answer(self.session.adopt(plan))
    }

    /// A plan for the files as they are understood.
    pub fn propose(&self, region: Option<String>) -> Answer {
        answer(self.session.propose(region.as_deref()))
    }

    /// What a plan, as JSON, gives. Files that are not held are read again; `progress(done, total)` is called in bytes.
    pub async fn analyse(&mut self, plan: String, progress: Function, signal: AbortSignal) -> Answer {
        let plan = Plan::parse(&plan).map_err(|error| thrown(&error))?;
        self.read_for(&plan, &progress, &signal).await.map_err(|error| thrown(&error))?;
        answer(self.session.analyse(&plan))
    }

    /// What moved from one result to another, both as JSON.
    pub fn moved(&self, before: &str, after: &str) -> Answer {
        answer(crate::view::moved::moved(before, after))
    }

    /// The result of a plan as bytes: `csv`, `json`, `xlsx` (Swedish headings) or `xlsx-en`. Files are read as for [`SessionDoor::analyse`].
    pub async fn export(
        &mut self,
        plan: String,
        format: String,
        progress: Function,
        signal: AbortSignal,
    ) -> Result<Uint8Array, JsValue> {
        let format = match format.as_str() {
            "csv" => Format::Csv,
            "xlsx" => Format::Xlsx(Language::Swedish),
            "xlsx-en" => Format::Xlsx(Language::English),
            _ => Format::Json,
        };
        let plan = Plan::parse(&plan).map_err(|error| thrown(&error))?;
        self.read_for(&plan, &progress, &signal).await.map_err(|error| thrown(&error))?;
        self.hash(&progress, &signal).await.map_err(|error| thrown(&error))?;
        let bytes = self.session.export(&plan, format);
        bytes.map(|bytes| Uint8Array::from(bytes.as_slice())).map_err(|error| thrown(&error))
    }
}

impl SessionDoor {
    async fn read_for(&mut self, plan: &Plan, progress: &Function, signal: &AbortSignal) -> Result<(), Error> {
        for file in self.session.unread(plan)? {
            let blob = self.blobs.get(file).ok_or_else(|| Error::new(ErrorCode::NoSuchFile))?;
            let mut scan = self.session.scan(file, plan)?;
            reader::read(blob, progress, signal, |chunk| Ok(scan.feed(chunk)?.is_continue())).await?;
            let scanned = scan.finish();
            self.session.scanned(file, plan, scanned);
        }
        Ok(())
    }

    async fn hash(&mut self, progress: &Function, signal: &AbortSignal) -> Result<(), Error> {
        for file in self.session.unhashed() {
            let blob = self.blobs.get(file).ok_or_else(|| Error::new(ErrorCode::NoSuchFile))?;
            let mut hash = Sha256::new();
            reader::read(blob, progress, signal, |chunk| {
                hash.update(chunk);
                Ok(true)
            })
            .await?;
            self.session.hashed(file, hash);
        }
        Ok(())
    }
}

async fn take(
    blob: &Blob,
    memory: usize,
    formats: Option<&Function>,
    progress: &Function,
    signal: &AbortSignal,
) -> Result<Taken, Error> {
    let mut adding = Adding::new(&reader::name(blob), memory);
    loop {
        reader::read(blob, progress, signal, |chunk| adding.feed(chunk).map(|()| true)).await?;
        if let Some(bytes) = adding.foreign()? {
            adding = foreign(adding, bytes, formats, signal).await?;
        }
        match adding.finish(None)? {
            Added::File(taken) => return Ok(*taken),
            Added::Again(again) => adding = *again,
        }
    }
}

/// Lets the second module read a file, and takes in the rows that it hands over.
async fn foreign(
    adding: Adding,
    bytes: Vec<u8>,
    formats: Option<&Function>,
    signal: &AbortSignal,
) -> Result<Adding, Error> {
    let formats = formats.ok_or_else(|| Error::new(ErrorCode::FormatNotRead).with("format", "binary"))?;
    let file = Uint8Array::from(bytes.as_slice());
    drop(bytes);
    let adding = Rc::new(RefCell::new((adding, Ok(()))));
    let inside = Rc::clone(&adding);
    let batch = Closure::<dyn FnMut(Uint8Array)>::new(move |batch: Uint8Array| {
        if let Ok(mut inside) = inside.try_borrow_mut() {
            let taken = inside.0.packed(&batch.to_vec());
            inside.1 = inside.1.clone().and(taken);
        }
    });
    // What stops the module is a file that unfolds to more than the memory holds.
    let stopped = || Error::new(if signal.aborted() { ErrorCode::Cancelled } else { ErrorCode::OutOfMemory });
    let done = formats.call3(&JsValue::NULL, &file, batch.as_ref(), signal).map_err(|_| stopped())?;
    JsFuture::from(Promise::resolve(&done)).await.map_err(|_| stopped())?;
    drop(batch);
    let (adding, taken) = Rc::into_inner(adding).ok_or_else(stopped)?.into_inner();
    taken.map(|()| adding)
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

//! The door to the page and the package: converts types and calls `session`. Keeps the blobs, which are read again where
//! they are too large to be held.

mod helpers;
mod json;
mod part;
mod reader;

use crate::error::{Error, ErrorCode};
use crate::finding::Position;
use crate::plan::Plan;
use crate::session::{self, Added, Adding, Correction, First, Format, Language, Session, Taken};
use crate::table::reading::{Kind, Role};
use crate::view::CoreError;
use helpers::{InParts, Started};
use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use reader::Told;
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
    json::parsed(&value)
}

fn thrown(error: &Error) -> JsValue {
    let view = CoreError::from(error);
    view.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or_else(|error| error.into())
}

/// A session: files, their readings and what is built in. Every method throws a `CoreError`.
#[wasm_bindgen(js_name = Session)]
pub struct SessionDoor {
    session: Session,
    files: Vec<Opened>,
    formats: Option<Function>,
    helpers: Option<(Function, usize)>,
}

/// A file, and the workers that have parts of it.
struct Opened {
    blob: Blob,
    parts: Option<InParts>,
}

#[wasm_bindgen(js_class = Session)]
impl SessionDoor {
    /// A session with no files. `formats(bytes, take, signal)` reads what is not delimited text by the second module;
    /// `help(blob)` starts a worker that reads a part of a large file, and `workers` are used at most, this one among
    /// them.
    #[wasm_bindgen(constructor)]
    pub fn new(
        formats: Option<Function>,
        help: Option<Function>,
        workers: Option<usize>,
    ) -> Result<SessionDoor, JsValue> {
        let session = Session::new().map_err(|error| thrown(&error))?;
        let helpers = help.zip(workers.filter(|workers| *workers > 1));
        Ok(SessionDoor { session, files: Vec::new(), formats, helpers })
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
        let file = self.files.len();
        let numbered = |error: Error| thrown(&error.clone().at(Position { file: Some(file), ..error.at }));
        let (taken, parts) = self.take(&blob, &progress, &signal).await.map_err(numbered)?;
        self.files.push(Opened { blob, parts });
        answer(self.session.keep(taken))
    }

    /// Takes a file away.
    pub fn remove(&mut self, file: usize) {
        if file < self.files.len() {
            self.files.remove(file);
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
        let plan = self.asked(&plan, &progress, &signal).await?;
        answer(self.session.analyse(&plan))
    }

    /// As [`SessionDoor::analyse`], without comparisons of the groups of other regions than the plan's.
    pub async fn show(&mut self, plan: String, progress: Function, signal: AbortSignal) -> Answer {
        let plan = self.asked(&plan, &progress, &signal).await?;
        answer(self.session.show(&plan))
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
        let plan = self.asked(&plan, &progress, &signal).await?;
        self.hash(&progress, &signal).await.map_err(|error| thrown(&error))?;
        let bytes = self.session.export(&plan, format);
        bytes.map(|bytes| Uint8Array::from(bytes.as_slice())).map_err(|error| thrown(&error))
    }
}

impl SessionDoor {
    /// The plan, when the files have been read that it cannot be answered without.
    async fn asked(&mut self, text: &str, progress: &Function, signal: &AbortSignal) -> Result<Plan, JsValue> {
        let plan = Plan::parse(text).map_err(|error| thrown(&error))?;
        self.read_for(&plan, text, progress, signal).await.map_err(|error| thrown(&error))?;
        Ok(plan)
    }

    async fn read_for(
        &mut self,
        plan: &Plan,
        text: &str,
        progress: &Function,
        signal: &AbortSignal,
    ) -> Result<(), Error> {
        for file in self.session.unread(plan)? {
            if self.read_in_parts(file, plan, text, progress, signal).await? {
                continue;
            }
            let Opened { blob, .. } = self.files.get(file).ok_or_else(|| Error::new(ErrorCode::NoSuchFile))?;
            let told = Told::new(progress, blob.size(), 1);
            let mut scan = self.session.scan(file, plan)?;
            let all = (0.0, blob.size());
            reader::read(blob, all, (&told, 0), signal, |chunk| Ok(scan.feed(chunk)?.is_continue())).await?;
            let scanned = scan.finish();
            self.session.scanned(file, plan, scanned);
        }
        Ok(())
    }

    /// Asks the workers that have parts of a file; `false` where there are none, or one of them is no longer there.
    async fn read_in_parts(
        &mut self,
        file: usize,
        plan: &Plan,
        text: &str,
        progress: &Function,
        signal: &AbortSignal,
    ) -> Result<bool, Error> {
        let Some(Opened { blob, parts }) = self.files.get_mut(file) else { return Ok(false) };
        let (Some(asked), Some((open, _))) = (parts.as_mut(), &self.helpers) else { return Ok(false) };
        let Some(question) = self.session.question(file, text) else { return Ok(false) };
        let told = Rc::new(Told::new(progress, blob.size(), asked.all()));
        if asked.resume((open, blob), &told, signal).await?.is_none() {
            *parts = None;
            return Ok(false);
        }
        let end = asked.first;
        let first = async {
            if let Some(scanned) = self.session.first_part(file, plan)? {
                return Ok(First::Scanned(scanned));
            }
            let mut scan = self.session.scan(file, plan)?;
            reader::records(blob, (0.0, end), (&told, 0), signal, &mut scan).await?;
            Ok(First::Read(Box::new(scan)))
        };
        let Some((first, rest)) = asked.answer(&question, &told, signal, first).await? else {
            *parts = None;
            return Ok(false);
        };
        asked.rest();
        let first = first.finish();
        self.session.scanned_parts(file, plan, first, &rest)?;
        Ok(true)
    }

    async fn hash(&mut self, progress: &Function, signal: &AbortSignal) -> Result<(), Error> {
        for file in self.session.unhashed() {
            let Opened { blob, .. } = self.files.get(file).ok_or_else(|| Error::new(ErrorCode::NoSuchFile))?;
            let mut hash = Sha256::new();
            let told = Told::new(progress, blob.size(), 1);
            reader::read(blob, (0.0, blob.size()), (&told, 0), signal, |chunk| {
                hash.update(chunk);
                Ok(true)
            })
            .await?;
            self.session.hashed(file, hash);
        }
        Ok(())
    }

    /// Reads a file to its end: in parts, where it is large and others help, else alone.
    async fn take(
        &self,
        blob: &Blob,
        progress: &Function,
        signal: &AbortSignal,
    ) -> Result<(Taken, Option<InParts>), Error> {
        let (memory, size) = (self.session.memory_left(), blob.size());
        let told = Told::new(progress, size, 2);
        let mut started = Vec::new();
        if let Some((open, workers)) = &self.helpers {
            for _ in 1..session::workers(size as u64, *workers) {
                started.push(Started::new(open, blob)?);
            }
        }
        let begin = || {
            let mut adding = Adding::new(&reader::name(blob), memory);
            adding.will_have(size as u64);
            adding
        };
        let mut adding = begin();
        loop {
            told.at(1, 0.0)?;
            let (mut at, mut parts) = (0.0, None);
            reader::read(blob, (at, size), (&told, 0), signal, |chunk| {
                adding.feed(chunk)?;
                at += chunk.len() as f64;
                Ok(!adding.is_text())
            })
            .await?;
            let cuts = adding.cuts(size as u64, started.len() + 1);
            let helpers = std::mem::take(&mut started);
            if !cuts.is_empty() {
                parts = helpers::recognise((blob, at), &cuts, &mut adding, helpers, progress, signal).await?;
                if parts.is_none() {
                    adding = begin();
                    continue;
                }
            } else if at < size {
                reader::read(blob, (at, size), (&told, 1), signal, |chunk| adding.feed(chunk).map(|()| true)).await?;
            }
            if let Some(bytes) = adding.foreign()? {
                adding = foreign(adding, bytes, self.formats.as_ref(), signal).await?;
            }
            match adding.finish(None)? {
                Added::File(mut taken) => {
                    parts.iter().for_each(|parts| taken.in_parts(parts.elsewhere));
                    return Ok((*taken, parts));
                }
                Added::Again(again) => adding = *again,
            }
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
    let kind = word("kind").map(|text| Kind::parse(&text, "kind")).transpose()?;
    let mut roles = BTreeMap::new();
    if let Some(chosen) = Reflect::get(value, &"roles".into()).ok().filter(JsValue::is_object) {
        for pair in Object::entries(&chosen.unchecked_into()).iter() {
            let pair: js_sys::Array = pair.unchecked_into();
            let (column, role) = (pair.get(0).as_string(), pair.get(1).as_string());
            let role = Role::parse(&role.unwrap_or_default(), "roles")?;
            roles.insert(column.unwrap_or_default(), role);
        }
    }
    Ok(Correction { sheet: word("sheet"), kind, roles })
}

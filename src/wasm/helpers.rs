//! The workers that read the other parts of a large file, as the worker that has the first part sees them.

use super::reader::{self, Told};
use crate::error::{Error, ErrorCode};
use crate::session::Adding;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Blob};

/// A worker: `ask(call, given, progress, signal)` calls a method of its [`super::part::PartDoor`], `cancel()` breaks
/// off what it reads, `end()` ends it.
pub struct Helper {
    worker: JsValue,
}

impl Drop for Helper {
    fn drop(&mut self) {
        let _ = self.call("end", &Array::new());
    }
}

/// A worker that is on its way; it ends where nobody takes it.
pub struct Started(Option<Promise>);

impl Started {
    /// Starts a worker, so that it is there when the beginning of the file is read.
    pub fn new(open: &Function, blob: &Blob) -> Result<Started, Error> {
        let started = open.call1(&JsValue::NULL, blob).map_err(failed)?;
        Ok(Started(Some(Promise::resolve(&started))))
    }

    async fn helper(mut self) -> Result<Helper, Error> {
        let started = self.0.take().ok_or_else(|| Error::new(ErrorCode::ReadFailed))?;
        JsFuture::from(started).await.map(|worker| Helper { worker }).map_err(failed)
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        if let Some(started) = self.0.take() {
            wasm_bindgen_futures::spawn_local(async move {
                drop(JsFuture::from(started).await.map(|worker| Helper { worker }));
            });
        }
    }
}

/// A file that several workers have parts of.
pub struct InParts {
    /// None where the workers have ended.
    helpers: Vec<Helper>,
    /// Where the first part ends.
    pub first: f64,
    /// Bytes that the others keep columns in.
    pub elsewhere: usize,
    /// What other workers are told, who go on where these ended: the beginning of the file, the part, and what was found.
    resumed: Vec<Array>,
}

/// What a worker was asked, on its way.
struct Asked {
    answer: Promise,
    _progress: Closure<dyn FnMut(f64)>,
}

impl Helper {
    fn call(&self, name: &str, arguments: &Array) -> Result<JsValue, Error> {
        let method: Function = Reflect::get(&self.worker, &name.into()).map_err(failed)?.unchecked_into();
        method.apply(&self.worker, arguments).map_err(failed)
    }

    fn ask(
        &self,
        (call, given): (&str, &Array),
        (told, reader): (&Rc<Told>, usize),
        signal: &AbortSignal,
    ) -> Result<Asked, Error> {
        let told = Rc::clone(told);
        let progress = Closure::<dyn FnMut(f64)>::new(move |done: f64| drop(told.at(reader, done)));
        let answer = self.call("ask", &Array::of4(&call.into(), given, progress.as_ref(), signal))?;
        Ok(Asked { answer: Promise::resolve(&answer), _progress: progress })
    }
}

impl Asked {
    async fn answer(self) -> Result<JsValue, Error> {
        JsFuture::from(self.answer).await.map_err(failed)
    }
}

fn failed(_: JsValue) -> Error {
    Error::new(ErrorCode::ReadFailed)
}

/// Recognises a file whose beginning was read up to byte `at`, together with others. `None` where one worker must read
/// it all.
pub async fn recognise(
    (blob, at): (&Blob, f64),
    cuts: &[u64],
    adding: &mut Adding,
    started: Vec<Started>,
    progress: &Function,
    signal: &AbortSignal,
) -> Result<Option<InParts>, Error> {
    let told = Rc::new(Told::new(progress, blob.size(), cuts.len() + 1));
    let places: Vec<f64> = cuts.iter().map(|cut| *cut as f64).chain([blob.size()]).collect();
    let (mut helpers, mut asked) = (Vec::new(), Vec::new());
    for (number, (part, started)) in places.windows(2).zip(started).enumerate() {
        let [start, end] = part else { continue };
        let Ok(helper) = started.helper().await else { return cancelled(signal) };
        let head = Uint8Array::from(adding.head());
        let given = Array::of4(&head, &(*start).into(), &(*end).into(), &adding.share().into());
        asked.push(helper.ask(("recognise", &given), (&told, number + 1), signal)?);
        helpers.push(helper);
    }
    let cut = *places.first().unwrap_or(&at);
    let Some(first) = reader::records(blob, (at, cut), (&told, 0), signal, adding).await? else { return Ok(None) };
    let (mut next, mut lines, mut bounds) = (first, Vec::new(), Vec::new());
    for asked in asked {
        let Ok(answer) = asked.answer().await else { return cancelled(signal) };
        let get = |name: &str| Reflect::get(&answer, &name.into()).map_err(failed);
        let (start, end) = (get("start")?.as_f64(), get("end")?.as_f64());
        let found = Uint8Array::from(get("value")?).to_vec();
        // Where one part ends the next must begin: then no quotes were taken the wrong way.
        match (start == Some(next)).then(|| adding.append(&found)).flatten() {
            Some(before) => lines.push(before),
            None => return Ok(None),
        }
        bounds.push((next, end.unwrap_or(next)));
        next = end.unwrap_or(next);
    }
    let whole = Uint8Array::from(adding.whole().as_slice());
    let head = Uint8Array::from(adding.head());
    let (mut elsewhere, mut resumed) = (0, Vec::new());
    for ((helper, lines), (start, end)) in helpers.iter().zip(lines).zip(bounds) {
        let lines = JsValue::from(lines as f64);
        let asked = helper.ask(("settle", &Array::of2(&whole, &lines)), (&told, 0), signal)?;
        let Ok(answer) = asked.answer().await else { return cancelled(signal) };
        elsewhere += Reflect::get(&answer, &"value".into()).map_err(failed)?.as_f64().unwrap_or(0.0) as usize;
        resumed.push(Array::of5(&head, &start.into(), &end.into(), &whole, &lines));
    }
    Ok(Some(InParts { helpers, first, elsewhere, resumed }))
}

/// Nothing came back: because the user has cancelled, or the worker has ended.
fn cancelled<T>(signal: &AbortSignal) -> Result<Option<T>, Error> {
    if signal.aborted() { Err(Error::new(ErrorCode::Cancelled)) } else { Ok(None) }
}

impl InParts {
    /// How many workers have a part, the first among them.
    pub fn all(&self) -> usize {
        self.resumed.len() + 1
    }

    /// Ends the other workers where they keep nothing, so that what they take is free for the answer.
    pub fn rest(&mut self) {
        if self.elsewhere == 0 {
            self.helpers.clear();
        }
    }

    /// Starts other workers where they have ended; `None` where one does not start.
    pub async fn resume(
        &mut self,
        (open, blob): (&Function, &Blob),
        told: &Rc<Told>,
        signal: &AbortSignal,
    ) -> Result<Option<()>, Error> {
        if !self.helpers.is_empty() {
            return Ok(Some(()));
        }
        let started: Vec<Started> = self.resumed.iter().map(|_| Started::new(open, blob)).collect::<Result<_, _>>()?;
        let mut helpers = Vec::new();
        for (part, started) in self.resumed.iter().zip(started) {
            let Ok(helper) = started.helper().await else { return cancelled(signal) };
            let Ok(_) = helper.ask(("resume", part), (told, 0), signal)?.answer().await else {
                return cancelled(signal);
            };
            helpers.push(helper);
        }
        self.helpers = helpers;
        Ok(Some(()))
    }

    /// Asks the other workers for their cells, and goes on with `first` meanwhile. What they give is in the order of
    /// the file; `None` where one of them is no longer there.
    pub async fn answer<T>(
        &self,
        question: &[u8],
        told: &Rc<Told>,
        signal: &AbortSignal,
        first: impl Future<Output = Result<T, Error>>,
    ) -> Result<Option<(T, Vec<Vec<u8>>)>, Error> {
        let question = Uint8Array::from(question);
        let ask =
            |(at, helper): (usize, &Helper)| helper.ask(("answer", &Array::of1(&question)), (told, at + 1), signal);
        let asked: Vec<Asked> = self.helpers.iter().enumerate().map(ask).collect::<Result<_, _>>()?;
        let first = first.await;
        if first.is_err() {
            self.helpers.iter().for_each(|helper| drop(helper.call("cancel", &Array::new())));
        }
        let mut answers = Vec::new();
        for asked in asked {
            answers.push(asked.answer().await);
        }
        let first = first?;
        let mut rest = Vec::new();
        for answer in answers {
            let Ok(answer) = answer else { return cancelled(signal) };
            rest.push(Uint8Array::from(Reflect::get(&answer, &"value".into()).map_err(failed)?).to_vec());
        }
        Ok(Some((first, rest)))
    }
}

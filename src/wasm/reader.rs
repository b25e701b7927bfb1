//! Reads a blob chunk by chunk, so that no thread ever holds it. A read that stalls is given up and begun anew where
//! the last one ended.

use crate::error::{Error, ErrorCode};
use crate::session::Records;
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, Blob, ReadableStreamByobReader, ReadableStreamDefaultReader, ReadableStreamGetReaderOptions,
    ReadableStreamReaderMode,
};

/// Bytes that are asked for together.
const CHUNK: u32 = 1 << 20;

/// How long a read may give nothing before it is begun anew; doubled as long as nothing comes.
const PATIENCE_MS: u32 = 2000;

/// How often a read is begun anew at the same byte.
const TRIES: u32 = 5;

/// A stream's reader: by buffers of ours where the browser can, else by its own.
enum Stream {
    Byob(ReadableStreamByobReader, Option<Uint8Array>),
    Default(ReadableStreamDefaultReader),
}

/// What a read gave.
enum Step {
    Chunk(Uint8Array),
    End,
    Stalled,
}

fn failed(_: JsValue) -> Error {
    Error::new(ErrorCode::ReadFailed)
}

impl Stream {
    fn from(blob: &Blob, start: f64, end: f64) -> Result<Stream, Error> {
        let stream = || blob.slice_with_f64_and_f64(start, end).map(|part| part.stream()).map_err(failed);
        let options = ReadableStreamGetReaderOptions::new();
        options.set_mode(ReadableStreamReaderMode::Byob);
        let get: Function = Reflect::get(&stream()?.into(), &"getReader".into()).map_err(failed)?.unchecked_into();
        Ok(match get.call1(&stream()?.into(), &options) {
            Ok(reader) => Stream::Byob(reader.unchecked_into(), None),
            Err(_) => Stream::Default(stream()?.get_reader().unchecked_into()),
        })
    }

    async fn step(&mut self, patience: u32) -> Result<Step, Error> {
        let read = match self {
            Stream::Byob(reader, room) => {
                let room = room.take().unwrap_or_else(|| Uint8Array::new_with_length(CHUNK));
                reader.read_with_array_buffer_view(&room)
            }
            Stream::Default(reader) => reader.read(),
        };
        let (late, stop) = timer(patience)?;
        let first = JsFuture::from(Promise::race(&Array::of2(&read, &late))).await;
        stop()?;
        let step = first.map_err(failed)?;
        if step.is_undefined() {
            return Ok(Step::Stalled);
        }
        if Reflect::get(&step, &"done".into()).map_err(failed)?.is_truthy() {
            return Ok(Step::End);
        }
        Ok(Step::Chunk(Reflect::get(&step, &"value".into()).map_err(failed)?.unchecked_into()))
    }

    /// Gives the buffer of a chunk back to be filled again.
    fn reuse(&mut self, chunk: &Uint8Array) {
        if let Stream::Byob(_, room) = self {
            *room = Some(Uint8Array::new(&chunk.buffer()));
        }
    }

    /// Lets go of the stream; what it still does is of no interest.
    fn leave(&self) {
        let ended = match self {
            Stream::Byob(reader, _) => reader.cancel(),
            Stream::Default(reader) => reader.cancel(),
        };
        let ignored = Closure::once_into_js(|_: JsValue| {});
        let _ = Reflect::get(&ended, &"catch".into())
            .map(|catch| catch.unchecked_into::<Function>().call1(&ended, &ignored));
    }
}

/// A promise of `undefined` after some time, and what stops its clock.
fn timer(milliseconds: u32) -> Result<(Promise, impl FnOnce() -> Result<(), Error>), Error> {
    let global = js_sys::global();
    let function =
        |name: &str| Reflect::get(&global, &name.into()).map(|it| it.unchecked_into::<Function>()).map_err(failed);
    let (set, clear) = (function("setTimeout")?, function("clearTimeout")?);
    let mut handle = JsValue::UNDEFINED;
    let promise = Promise::new(&mut |resolve, _| {
        handle = set.call2(&JsValue::UNDEFINED, &resolve, &milliseconds.into()).unwrap_or_default();
    });
    Ok((promise, move || clear.call1(&JsValue::UNDEFINED, &handle).map(|_| ()).map_err(failed)))
}

/// How far the readers of a file have come, together.
pub struct Told {
    /// `None` where nobody asks.
    progress: Option<Function>,
    total: f64,
    done: RefCell<Vec<f64>>,
}

impl Told {
    /// So many readers of so many bytes; `progress(done, total)` is called.
    pub fn new(progress: &Function, total: f64, readers: usize) -> Told {
        Told { progress: Some(progress.clone()), total, done: RefCell::new(vec![0.0; readers]) }
    }

    /// A reader whose progress nobody asks for.
    fn nobody() -> Told {
        Told { progress: None, total: 0.0, done: RefCell::new(vec![0.0]) }
    }

    /// A reader has come so far.
    pub fn at(&self, reader: usize, done: f64) -> Result<(), Error> {
        self.done.borrow_mut().get_mut(reader).into_iter().for_each(|so_far| *so_far = done);
        let all: f64 = self.done.borrow().iter().sum();
        match &self.progress {
            Some(progress) => {
                progress.call2(&JsValue::NULL, &all.into(), &self.total.into()).map(|_| ()).map_err(failed)
            }
            None => Ok(()),
        }
    }
}

/// Reads the bytes of a blob from `start` to `end` and passes every chunk on until `take` answers `false`. `reader` is
/// told how many, `signal` is looked at between chunks.
pub async fn read(
    blob: &Blob,
    (start, end): (f64, f64),
    (told, reader): (&Told, usize),
    signal: &AbortSignal,
    mut take: impl FnMut(&[u8]) -> Result<bool, Error>,
) -> Result<(), Error> {
    let (mut done, mut tries) = (start, 0);
    let mut room = Vec::new();
    let mut stream = Stream::from(blob, done, end)?;
    loop {
        let step = stream.step(PATIENCE_MS << tries).await;
        if signal.aborted() {
            stream.leave();
            return Err(Error::new(ErrorCode::Cancelled));
        }
        match step {
            Ok(Step::Chunk(chunk)) => {
                let length = chunk.length() as usize;
                if room.len() < length {
                    room.try_reserve(length - room.len()).map_err(|_| Error::new(ErrorCode::OutOfMemory))?;
                    room.resize(length, 0);
                }
                let bytes = room.get_mut(..length).unwrap_or_default();
                chunk.copy_to(bytes);
                stream.reuse(&chunk);
                (done, tries) = (done + f64::from(chunk_length(length)), 0);
                if !take(bytes)? {
                    stream.leave();
                    return Ok(());
                }
                told.at(reader, done - start)?;
            }
            Ok(Step::End) if done >= end => return Ok(()),
            // A stream that ends early, fails or gives nothing is read on from where it stopped.
            _ if tries < TRIES => {
                stream.leave();
                tries += 1;
                stream = Stream::from(blob, done, end)?;
            }
            Err(error) => return Err(error),
            Ok(_) => return Err(Error::new(ErrorCode::ReadFailed)),
        }
    }
}

/// Lines after a part's end that its last record may go on for.
const LINES: usize = 100;

/// Reads the records that begin from `start` to before `end`, and says where the next one begins; `None` where the last
/// of them goes on for too long to be a record.
pub async fn records(
    blob: &Blob,
    (start, end): (f64, f64),
    told: (&Told, usize),
    signal: &AbortSignal,
    into: &mut impl Records,
) -> Result<Option<f64>, Error> {
    read(blob, (start, end), told, signal, |chunk| into.feed(chunk).map(|()| true)).await?;
    let (mut next, mut lines) = (end, 0);
    if !into.is_between_records() {
        let (nobody, rest) = (Told::nobody(), (end, blob.size()));
        read(blob, rest, (&nobody, 0), signal, |chunk| {
            for line in chunk.split_inclusive(|byte| *byte == b'\n') {
                into.feed(line)?;
                next += f64::from(chunk_length(line.len()));
                lines += 1;
                if lines > LINES || (line.ends_with(b"\n") && into.is_between_records()) {
                    return Ok(false);
                }
            }
            Ok(true)
        })
        .await?;
    }
    Ok((lines <= LINES).then_some(next))
}

fn chunk_length(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The name of a file; empty for a blob without.
pub fn name(blob: &Blob) -> String {
    Reflect::get(blob.unchecked_ref::<Object>(), &"name".into())
        .ok()
        .and_then(|name| name.as_string())
        .unwrap_or_default()
}

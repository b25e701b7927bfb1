//! Reads a blob chunk by chunk, so that no thread ever holds it. A read that stalls is given up and begun anew where
//! the last one ended.

use crate::error::{Error, ErrorCode};
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, Blob, ReadableStreamByobReader, ReadableStreamDefaultReader, ReadableStreamGetReaderOptions,
    ReadableStreamReaderMode,
};

/// Bytes that are asked for together.
const CHUNK: u32 = 1 << 22;

/// How long a read may give nothing before it is begun anew; doubled as long as nothing comes.
const PATIENCE_MS: u32 = 2000;

/// How often a read is begun anew at the same byte.
const TRIES: u32 = 5;

/// A stream's reader: by buffers of ours where the browser can, else by its own.
enum Reader {
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

impl Reader {
    fn from(blob: &Blob, start: f64) -> Result<Reader, Error> {
        let stream = || blob.slice_with_f64(start).map(|rest| rest.stream()).map_err(failed);
        let options = ReadableStreamGetReaderOptions::new();
        options.set_mode(ReadableStreamReaderMode::Byob);
        let get: Function = Reflect::get(&stream()?.into(), &"getReader".into()).map_err(failed)?.unchecked_into();
        Ok(match get.call1(&stream()?.into(), &options) {
            Ok(reader) => Reader::Byob(reader.unchecked_into(), None),
            Err(_) => Reader::Default(stream()?.get_reader().unchecked_into()),
        })
    }

    async fn step(&mut self, patience: u32) -> Result<Step, Error> {
        let read = match self {
            Reader::Byob(reader, room) => {
                let room = room.take().unwrap_or_else(|| Uint8Array::new_with_length(CHUNK));
                reader.read_with_array_buffer_view(&room)
            }
            Reader::Default(reader) => reader.read(),
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
        if let Reader::Byob(_, room) = self {
            *room = Some(Uint8Array::new(&chunk.buffer()));
        }
    }

    /// Lets go of the stream; what it still does is of no interest.
    fn leave(&self) {
        let ended = match self {
            Reader::Byob(reader, _) => reader.cancel(),
            Reader::Default(reader) => reader.cancel(),
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

/// Reads a blob from its first byte and passes every chunk on until `take` answers `false`. `progress(done, total)` is
/// called in bytes, `signal` is looked at between chunks.
pub async fn read(
    blob: &Blob,
    progress: &Function,
    signal: &AbortSignal,
    mut take: impl FnMut(&[u8]) -> Result<bool, Error>,
) -> Result<(), Error> {
    let total = blob.size();
    let (mut done, mut tries) = (0.0, 0);
    let mut room = Vec::new();
    let mut reader = Reader::from(blob, done)?;
    loop {
        let step = reader.step(PATIENCE_MS << tries).await;
        if signal.aborted() {
            reader.leave();
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
                reader.reuse(&chunk);
                (done, tries) = (done + f64::from(chunk_length(length)), 0);
                if !take(bytes)? {
                    reader.leave();
                    return Ok(());
                }
                progress.call2(&JsValue::NULL, &done.into(), &total.into()).map_err(failed)?;
            }
            Ok(Step::End) if done >= total => return Ok(()),
            // A stream that ends early, fails or gives nothing is read on from where it stopped.
            _ if tries < TRIES => {
                reader.leave();
                tries += 1;
                reader = Reader::from(blob, done)?;
            }
            Err(error) => return Err(error),
            Ok(_) => return Err(Error::new(ErrorCode::ReadFailed)),
        }
    }
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

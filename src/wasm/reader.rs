//! Reads a blob chunk by chunk, so that no thread ever holds it. A read that stalls is given up and begun anew where
//! the last one ended.

use crate::error::{Error, ErrorCode};
use crate::session::Records;
use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::task::{Poll, Waker};
use wasm_bindgen::prelude::*;
use web_sys::{
    AbortSignal, Blob, ReadableStreamByobReader, ReadableStreamDefaultReader, ReadableStreamGetReaderOptions,
    ReadableStreamReaderMode,
};

/// Bytes that are asked for together.
const CHUNK: u32 = 1 << 20;

/// How often it is looked whether a read gives anything, and how many times it may give nothing before it is begun anew;
/// doubled as long as nothing comes.
const TICK_MS: i32 = 500;
const PATIENCE: u32 = 4;

/// How often a read is begun anew at the same byte.
const TRIES: u32 = 5;

/// A stream that is read.
struct Stream {
    reader: Reader,
    waiting: Waiting,
}

/// A stream's reader: by buffers of ours where the browser can, else by its own.
enum Reader {
    Byob(ReadableStreamByobReader, Option<Uint8Array>),
    Default(ReadableStreamDefaultReader),
}

thread_local! {
    /// The buffer of a stream that has ended, for the next one: a browser gives back what was let go of late.
    static ROOM: Cell<Option<Uint8Array>> = const { Cell::new(None) };
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
        let stream = blob.slice_with_f64_and_f64(start, end).map_err(failed)?.stream();
        let options = ReadableStreamGetReaderOptions::new();
        options.set_mode(ReadableStreamReaderMode::Byob);
        let get: Function = Reflect::get(&stream, &"getReader".into()).map_err(failed)?.unchecked_into();
        let reader = match get.call1(&stream, &options) {
            Ok(reader) => Reader::Byob(reader.unchecked_into(), ROOM.take()),
            Err(_) => Reader::Default(stream.get_reader().unchecked_into()),
        };
        Ok(Stream { reader, waiting: Waiting::new()? })
    }

    async fn step(&mut self, patience: u32) -> Result<Step, Error> {
        let read: Promise = match &mut self.reader {
            Reader::Byob(reader, room) => {
                let room = room.take().unwrap_or_else(|| Uint8Array::new_with_length(CHUNK));
                reader.read_with_array_buffer_view(&room).unchecked_into()
            }
            Reader::Default(reader) => reader.read().unchecked_into(),
        };
        let Some(step) = self.waiting.within(patience, &read).await else { return Ok(Step::Stalled) };
        let step = step.map_err(failed)?;
        let value = Reflect::get(&step, &"value".into()).map_err(failed)?.dyn_into().ok();
        if Reflect::get(&step, &"done".into()).map_err(failed)?.is_truthy() {
            value.iter().for_each(|empty| self.reuse(empty));
            return Ok(Step::End);
        }
        value.map(Step::Chunk).ok_or_else(|| Error::new(ErrorCode::ReadFailed))
    }

    /// Gives the buffer of a chunk back to be filled again.
    fn reuse(&mut self, chunk: &Uint8Array) {
        if let Reader::Byob(_, room) = &mut self.reader {
            *room = Some(Uint8Array::new(&chunk.buffer()));
        }
    }

    /// Lets go of the stream; what it still does is of no interest.
    fn leave(&self) {
        let ended = match &self.reader {
            Reader::Byob(reader, _) => reader.cancel(),
            Reader::Default(reader) => reader.cancel(),
        };
        let ignored = Closure::once_into_js(|_: JsValue| {});
        let _ = Reflect::get(&ended, &"catch".into())
            .map(|catch| catch.unchecked_into::<Function>().call1(&ended, &ignored));
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        if let Reader::Byob(_, room) = &mut self.reader
            && room.is_some()
        {
            ROOM.set(room.take());
        }
    }
}

/// Waits for the reads of a stream, one after the other. What browsers call is made once a stream: a timer or a function
/// for every read would be kept for a while, and a large file has tens of thousands.
struct Waiting {
    state: Rc<State>,
    calls: Option<(Called, Called, Closure<dyn FnMut()>)>,
    timer: JsValue,
}

type Called = Closure<dyn FnMut(JsValue)>;

#[derive(Default)]
struct State {
    pending: Cell<bool>,
    answer: Cell<Option<Result<JsValue, JsValue>>>,
    ticks: Cell<u32>,
    waker: Cell<Option<Waker>>,
}

impl State {
    fn answered(&self, answer: Result<JsValue, JsValue>) {
        self.pending.set(false);
        self.answer.set(Some(answer));
        self.wake();
    }

    fn tick(&self) {
        self.ticks.set(self.ticks.get().wrapping_add(1));
        self.wake();
    }

    fn wake(&self) {
        self.waker.take().into_iter().for_each(Waker::wake);
    }
}

impl Waiting {
    fn new() -> Result<Waiting, Error> {
        let state = Rc::new(State::default());
        let of = |answer: fn(JsValue) -> Result<JsValue, JsValue>| {
            let state = Rc::clone(&state);
            Called::new(move |value| state.answered(answer(value)))
        };
        let (given, refused, ticking) = (of(Ok), of(Err), Rc::clone(&state));
        let tick = Closure::<dyn FnMut()>::new(move || ticking.tick());
        let timer = global("setInterval")?.call2(&JsValue::UNDEFINED, tick.as_ref(), &TICK_MS.into());
        Ok(Waiting { state, calls: Some((given, refused, tick)), timer: timer.map_err(failed)? })
    }

    /// What a read gives before so many ticks; `None` where it gives nothing.
    async fn within(&self, ticks: u32, read: &Promise) -> Option<Result<JsValue, JsValue>> {
        let (given, refused, _) = self.calls.as_ref()?;
        self.state.pending.set(true);
        let _ = read.then2(given, refused);
        let begun = self.state.ticks.get();
        std::future::poll_fn(|context| {
            let answer = self.state.answer.take();
            if answer.is_some() || self.state.ticks.get().wrapping_sub(begun) >= ticks {
                return Poll::Ready(answer);
            }
            self.state.waker.set(Some(context.waker().clone()));
            Poll::Pending
        })
        .await
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let _ = global("clearInterval").map(|clear| clear.call1(&JsValue::UNDEFINED, &self.timer));
        // A read that was given up may still be answered.
        if self.state.pending.get() {
            self.calls.take().into_iter().for_each(|(given, refused, _)| {
                given.forget();
                refused.forget();
            });
        }
    }
}

fn global(name: &str) -> Result<Function, Error> {
    Reflect::get(&js_sys::global(), &name.into()).map(JsValue::unchecked_into).map_err(failed)
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
        let step = stream.step(PATIENCE << tries).await;
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

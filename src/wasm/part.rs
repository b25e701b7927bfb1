//! The door of a worker that reads a part of a large file: it is asked by the worker that has the first part.

use super::reader::{self, Told};
use super::thrown;
use crate::error::{Error, ErrorCode};
use crate::session::{Part, Question};
use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, Blob};

/// Bytes that are looked at to find where the first record begins.
const FIRST: usize = 1 << 16;

/// A part of a file. Every method throws a `CoreError`.
#[wasm_bindgen(js_name = Part)]
pub struct PartDoor {
    blob: Blob,
    part: Option<Part>,
    start: f64,
    end: f64,
}

#[wasm_bindgen(js_class = Part)]
impl PartDoor {
    /// A part of this file.
    #[wasm_bindgen(constructor)]
    pub fn new(blob: Blob) -> PartDoor {
        PartDoor { blob, part: None, start: 0.0, end: 0.0 }
    }

    /// Reads the records that begin from byte `start` to before `end`. `head` is the beginning of the file; the columns
    /// may be kept in `memory` bytes. Gives what was found.
    pub async fn recognise(
        &mut self,
        head: Vec<u8>,
        start: f64,
        end: f64,
        memory: usize,
        progress: Function,
        signal: AbortSignal,
    ) -> Result<Uint8Array, JsValue> {
        let told = Told::new(&progress, end - start, 1);
        let found = self.read(head, (start, end), memory, &told, &signal).await.map_err(|error| thrown(&error))?;
        Ok(Uint8Array::from(found.as_slice()))
    }

    /// Where the first record began.
    pub fn start(&self) -> f64 {
        self.start
    }

    /// Where the next part's first record must begin.
    pub fn end(&self) -> f64 {
        self.end
    }

    /// Says what was found of all parts, and how many lines stand before this one. Gives the bytes of the kept columns.
    pub fn settle(&mut self, whole: &[u8], lines: f64) -> Result<usize, JsValue> {
        let part = self.part.as_mut().ok_or_else(|| thrown(&Error::new(ErrorCode::ReadFailed)))?;
        part.settle(whole, lines as u64).map_err(|error| thrown(&error))?;
        Ok(part.size())
    }

    /// The part that another worker has recognised, from byte `start` to before `end`: what [`Self::settle`] was told
    /// there. No columns are kept.
    pub fn resume(&mut self, head: &[u8], start: f64, end: f64, whole: &[u8], lines: f64) -> Result<(), JsValue> {
        let part = Part::new(head, (end - start) as u64, 0).map_err(|error| thrown(&error))?;
        (self.part, self.start, self.end) = (Some(part), start, end);
        self.settle(whole, lines).map(drop)
    }

    /// The cells that a question asks for.
    pub async fn answer(
        &mut self,
        question: Vec<u8>,
        progress: Function,
        signal: AbortSignal,
    ) -> Result<Uint8Array, JsValue> {
        let told = Told::new(&progress, self.end - self.start, 1);
        let cells = self.cells(&question, &told, &signal).await.map_err(|error| thrown(&error))?;
        Ok(Uint8Array::from(cells.as_slice()))
    }
}

impl PartDoor {
    async fn read(
        &mut self,
        head: Vec<u8>,
        (start, end): (f64, f64),
        memory: usize,
        told: &Told,
        signal: &AbortSignal,
    ) -> Result<Vec<u8>, Error> {
        let mut part = Part::new(&head, (end - start) as u64, memory)?;
        drop(head);
        // The byte before tells whether a record begins with the first.
        let mut first = Vec::new();
        reader::read(&self.blob, (start - 1.0, end), (told, 0), signal, |chunk| {
            first.extend_from_slice(chunk);
            Ok(first.len() < FIRST)
        })
        .await?;
        let beginning = part.beginning(&first).ok_or_else(|| Error::new(ErrorCode::ReadFailed))?;
        drop(first);
        self.start = start - 1.0 + beginning as f64;
        let next = reader::records(&self.blob, (self.start, end), (told, 0), signal, &mut part).await?;
        self.end = next.ok_or_else(|| Error::new(ErrorCode::RecordTooLong))?;
        let found = part.found();
        self.part = Some(part);
        Ok(found)
    }

    async fn cells(&mut self, question: &[u8], told: &Told, signal: &AbortSignal) -> Result<Vec<u8>, Error> {
        let question = Question::read(question)?;
        let part = self.part.as_mut().ok_or_else(|| Error::new(ErrorCode::ReadFailed))?;
        if let Some(cells) = part.answer(&question)? {
            return Ok(cells);
        }
        let mut scan = part.scan(&question)?;
        reader::records(&self.blob, (self.start, self.end), (told, 0), signal, &mut scan).await?;
        Ok(scan.write())
    }
}

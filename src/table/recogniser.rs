//! Recognises a large file of delimited text chunk by chunk, in memory that does not grow with the file.
//!
//! Encoding, separators and layout are decided from the beginning. Bytes further on may contradict the encoding; then
//! the file is gone over once more by the one that all of its bytes tell.

use super::gather::Gatherer;
use super::kept::Kept;
use super::reading::Reading;
use super::recognise::{layout, of_gathered};
use super::structure::Layout;
use crate::error::{Error, ErrorCode};
use crate::finding::Findings;
use crate::intake::{self, Dialect, Stream, Tally};
use crate::wire::{Read, Write};

/// Bytes that are counted and split together, while they are near.
const SLICE: usize = 1 << 16;
/// Bytes after which it is foreseen how much memory the columns will take.
const ENOUGH: u64 = 1 << 22;
/// Line ends after which a record may begin.
const CANDIDATES: usize = 100;
/// Bytes by which a beginning is judged.
const NEXT: usize = 1 << 12;

/// The recognition of one file.
pub struct Recogniser {
    tally: Tally,
    /// Whether the tally is of the whole file already.
    tallied: bool,
    dialect: Dialect,
    layout: Layout,
    stream: Stream,
    gatherer: Gatherer,
    memory: usize,
    /// Bytes that were read, and that will be, where that is known.
    read: u64,
    expected: Option<u64>,
}

/// What a walk over the whole file gives.
pub enum Recognised {
    /// What the file is, and its columns where they are kept.
    As(Box<Reading>, Findings, Option<Box<Kept>>),
    /// Its bytes contradict its beginning: it must be read once more, from the first byte.
    Again(Box<Recogniser>),
}

impl Recogniser {
    /// The recognition of a file that begins so and goes on, and whose columns are kept in so much `memory`.
    ///
    /// # Errors
    /// What [`intake::recognise_head`] cannot go on with; no table.
    pub fn new(head: &[u8], memory: usize) -> Result<Recogniser, Error> {
        let head = whole_lines(head);
        let mut tally = Tally::default();
        tally.feed(head);
        Recogniser::by(head, &tally, Tally::default(), false, memory)
    }

    fn by(head: &[u8], known: &Tally, tally: Tally, tallied: bool, memory: usize) -> Result<Recogniser, Error> {
        let dialect = intake::recognise_head(head, known)?;
        let layout = layout(head, false, &dialect)?;
        let (stream, gatherer) = (Stream::new(&dialect), Gatherer::new(&dialect, &layout, memory));
        Ok(Recogniser { tally, tallied, dialect, layout, stream, gatherer, memory, read: 0, expected: None })
    }

    /// The recognition of a part of the file, which begins where a record does and not at the head.
    ///
    /// # Errors
    /// As [`Recogniser::new`].
    pub fn within(head: &[u8], memory: usize) -> Result<Recogniser, Error> {
        let mut part = Recogniser::new(head, memory)?;
        let layout = Layout { first_line: 0, ..part.layout.clone() };
        part.gatherer = Gatherer::new(&part.dialect, &layout, memory);
        part.stream = Stream::within(&part.dialect, 1);
        part.tally = Tally::within();
        Ok(part)
    }

    /// Whether the file can be read in parts: its lines end in line feeds, and no more than its beginning is known.
    pub fn divides(&self) -> bool {
        self.stream.divides() && !self.tallied
    }

    /// Says how many bytes will be read in all, and in how much memory the columns may be kept. They are not kept where
    /// they will not have room to the end.
    pub fn will_read(&mut self, bytes: u64, memory: usize) {
        self.expected = Some(bytes);
        self.gatherer.keeping.limit(memory);
    }

    /// Where the first record begins after the first line end of some bytes from within the file: where the next ones
    /// are as wide as the table. Whether it is right shows where the part before ends.
    pub fn beginning(&self, bytes: &[u8]) -> Option<usize> {
        let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
        let beginnings = ends.take_while(|at| *at < bytes.len());
        let right = |at: &usize| bytes.get(*at..).is_some_and(|rest| self.begins(rest.get(..NEXT).unwrap_or(rest)));
        beginnings.clone().take(CANDIDATES).find(right).or_else(|| beginnings.clone().next())
    }

    fn begins(&self, bytes: &[u8]) -> bool {
        let wanted = self.layout.headers.len() + self.layout.first_column;
        let (mut records, mut whole) = (0, true);
        let mut stream = Stream::within(&self.dialect, 1);
        let fed = stream.feed(bytes, &mut |batch| {
            for record in batch.records() {
                records += 1;
                whole &= record.is_empty() || record.len() == wanted;
            }
            true
        });
        fed.is_ok() && records > 0 && whole
    }

    /// Whether no record has begun that is not ended.
    pub fn is_between_records(&mut self) -> bool {
        self.stream.is_between_records()
    }

    /// What was found of a part, for the worker that puts the parts together. It has been read to its end.
    pub fn part(&mut self) -> Vec<u8> {
        let Recogniser { stream, gatherer, .. } = self;
        stream.finish(&mut |batch| {
            gatherer.records(batch);
            true
        });
        let mut out = Vec::new();
        out.number(self.stream.line() - 1);
        self.tally.write(&mut out);
        self.gatherer.write(&mut out);
        out
    }

    /// Adds what another worker found of the part that follows, and says how many lines stand before that. `None` where
    /// the parts do not become one: the file must be read by one worker.
    pub fn append(&mut self, part: &[u8]) -> Option<u64> {
        let mut from = Read(part);
        let lines = self.stream.line() - 1;
        self.stream.pass_over(from.number()?);
        self.tally.append(&Tally::read(&mut from)?);
        self.gatherer.append(&mut from, lines)?;
        Some(lines)
    }

    /// What was found of all parts, for the workers that hold them.
    pub fn whole(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        self.gatherer.write(&mut out);
        out
    }

    /// What the file is by all its parts, and the columns of this one, which so many lines stand before.
    ///
    /// # Errors
    /// As [`Recogniser::finish`].
    pub fn settle(self, whole: &[u8], lines: u64) -> Result<(Reading, Option<Box<Kept>>), Error> {
        let mut gatherer = Gatherer::new(&self.dialect, &self.layout, 0);
        gatherer.take_over(&mut Read(whole)).ok_or_else(|| Error::new(ErrorCode::ReadFailed))?;
        let (gathered, _) = gatherer.finish(false);
        let (reading, _) = of_gathered(self.dialect, self.layout, gathered)?;
        let kept = self.gatherer.kept().map(|kept| Box::new(kept.after(lines).without_persons(&reading)));
        Ok((reading, kept))
    }

    /// Takes in the next bytes of the file.
    ///
    /// # Errors
    /// Records that are too long.
    pub fn feed(&mut self, chunk: &[u8]) -> Result<(), Error> {
        let Recogniser { tally, tallied, stream, gatherer, .. } = self;
        for slice in chunk.chunks(SLICE) {
            if !*tallied {
                tally.feed(slice);
            }
            let _ = stream.feed(slice, &mut |batch| {
                gatherer.records(batch);
                true
            })?;
        }
        self.read += chunk.len() as u64;
        if let Some(expected) = self.expected {
            self.gatherer.repeated.foresee(self.read, expected);
            if self.read >= ENOUGH {
                self.gatherer.keeping.foresee(self.read, expected);
            }
        }
        Ok(())
    }

    /// The end of the file, which began with `head`.
    ///
    /// # Errors
    /// As [`Recogniser::new`]; only a header.
    pub fn finish(mut self, head: &[u8]) -> Result<Recognised, Error> {
        let gatherer = &mut self.gatherer;
        self.stream.finish(&mut |batch| {
            gatherer.records(batch);
            true
        });
        let found = self.tally.found();
        if (found.name, found.repaired) != (self.dialect.encoding, self.dialect.repaired) && !self.tallied {
            let known = self.tally.clone();
            return Recogniser::by(whole_lines(head), &known, self.tally, true, self.memory)
                .map(|again| Recognised::Again(Box::new(again)));
        }
        self.dialect.doubtful = found.doubtful;
        self.dialect.open_end = !self.tally.ends_in_space();
        let (gathered, kept) = self.gatherer.finish(self.dialect.open_end);
        let (reading, findings) = of_gathered(self.dialect, self.layout, gathered)?;
        let kept = kept.map(|kept| Box::new(kept.without_persons(&reading)));
        Ok(Recognised::As(Box::new(reading), findings, kept))
    }
}

/// The bytes up to their last line end, so that no character is cut.
fn whole_lines(head: &[u8]) -> &[u8] {
    let end = head.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(head.len(), |at| at + 1);
    head.get(..end).unwrap_or(head)
}

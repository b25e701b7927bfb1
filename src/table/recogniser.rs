//! Recognises a large file of delimited text chunk by chunk, in memory that does not grow with the file.
//!
//! Encoding, separators and layout are decided from the beginning. Bytes further on may contradict the encoding; then
//! the file is gone over once more by the one that all of its bytes tell.

use super::gather::Gatherer;
use super::kept::Kept;
use super::reading::Reading;
use super::recognise::{layout, of_gathered};
use super::structure::Layout;
use crate::error::Error;
use crate::finding::Findings;
use crate::intake::{self, Dialect, Stream, Tally};

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
        Ok(Recogniser { tally, tallied, dialect, layout, stream, gatherer, memory })
    }

    /// Takes in the next bytes of the file.
    ///
    /// # Errors
    /// Records that are too long.
    pub fn feed(&mut self, chunk: &[u8]) -> Result<(), Error> {
        if !self.tallied {
            self.tally.feed(chunk);
        }
        let gatherer = &mut self.gatherer;
        self.stream
            .feed(chunk, &mut |batch| {
                gatherer.records(batch);
                true
            })
            .map(|_| ())
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

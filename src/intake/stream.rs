//! Delimited text chunk by chunk: chunks in, records out. Memory holds one slice and the record that is not complete.

use super::Dialect;
use super::batch::Batch;
use super::careful::Careful;
use super::record::Letters;
use super::split::{Ended, Splitter};
use crate::error::{Error, ErrorCode};
use std::ops::ControlFlow;

/// Bytes that are taken in together.
const SLICE: usize = 1 << 18;

/// The longest record. Only an opening quote that is never closed makes one longer.
const LONGEST: usize = 1 << 24;

/// What comes out: the records in order, blank lines as records without fields; `false` stops the reading.
pub type Records<'s> = dyn FnMut(&Batch<'_>) -> bool + 's;

/// A reader that is pushed.
#[derive(Debug)]
pub struct Stream {
    incoming: Incoming,
    splitter: Splitter,
    careful: Careful,
    held: Vec<u8>,
    /// How much must be held before it is looked at again: a long record is not gone through for every slice of it.
    enough: usize,
    line: u64,
    stopped: bool,
}

impl Stream {
    /// A reader at the first byte of a file.
    pub fn new(dialect: &Dialect) -> Self {
        let letters = Letters { encoding: dialect.encoding, repaired: dialect.repaired };
        let (delimiter, quoted) = (dialect.delimiter.unwrap_or(b';'), dialect.quote.is_some());
        let returned = dialect.newline == Some("CRLF");
        Stream {
            incoming: Incoming::new(dialect),
            splitter: Splitter::new(delimiter, quoted, returned, letters),
            careful: Careful::new(delimiter, quoted, letters),
            held: Vec::new(),
            enough: 0,
            line: 1,
            stopped: false,
        }
    }

    /// A reader at a record within a file that begins on this line.
    pub fn within(dialect: &Dialect, line: u64) -> Self {
        let mut stream = Stream::new(dialect);
        stream.incoming.skip = 0;
        Stream { line, ..stream }
    }

    /// Whether the file can be cut after line feeds.
    pub fn divides(&self) -> bool {
        self.incoming.unit.is_none() && !self.incoming.returns
    }

    /// Whether no record has begun that is not ended. The next bytes are looked at as soon as they come.
    pub fn is_between_records(&mut self) -> bool {
        self.enough = 0;
        self.held.is_empty()
    }

    /// The line of the next record.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Passes over lines that another reader has read.
    pub fn pass_over(&mut self, lines: u64) {
        self.line += lines;
    }

    /// Takes in the next bytes of the file; breaks off when `sink` has answered `false`.
    ///
    /// # Errors
    /// [`ErrorCode::RecordTooLong`].
    pub fn feed(&mut self, chunk: &[u8], sink: &mut Records<'_>) -> Result<ControlFlow<()>, Error> {
        for slice in chunk.chunks(SLICE) {
            if self.stopped {
                return Ok(ControlFlow::Break(()));
            }
            let rest = if self.incoming.changes() { self.hold(slice, sink) } else { self.pass(slice, sink) };
            self.held.extend_from_slice(rest);
            if self.held.len() > LONGEST {
                return Err(Error::new(ErrorCode::RecordTooLong).with("line", self.line));
            }
        }
        Ok(if self.stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    }

    /// Makes the file's bytes what they are read as, and reads them.
    fn hold<'c>(&mut self, slice: &[u8], sink: &mut Records<'_>) -> &'c [u8] {
        self.incoming.take(slice, &mut self.held);
        self.drain(false, sink);
        &[]
    }

    /// Reads bytes where they are. Those of a record that began before them are joined with it; what is left over is
    /// given back.
    fn pass<'c>(&mut self, slice: &'c [u8], sink: &mut Records<'_>) -> &'c [u8] {
        let mut rest = slice;
        if !self.held.is_empty() {
            let end = slice.iter().position(|byte| *byte == b'\n').map_or(slice.len(), |at| at + 1);
            let (joined, after) = slice.split_at_checked(end).unwrap_or((slice, &[]));
            self.held.extend_from_slice(joined);
            self.drain(false, sink);
            rest = after;
        }
        if self.held.is_empty() && !self.stopped {
            let used = self.read(rest, false, sink);
            return rest.get(used..).unwrap_or_default();
        }
        self.held.extend_from_slice(rest);
        self.drain(false, sink);
        &[]
    }

    /// The end of the file: what has no line end is the last record.
    pub fn finish(&mut self, sink: &mut Records<'_>) {
        if !self.stopped {
            self.incoming.finish(&mut self.held);
            self.drain(true, sink);
        }
    }

    fn drain(&mut self, last: bool, sink: &mut Records<'_>) {
        if self.held.len() < self.enough && !last {
            return;
        }
        let mut held = std::mem::take(&mut self.held);
        let used = self.read(&held, last, sink);
        self.enough = if used == 0 { held.len() * 2 } else { 0 };
        held.drain(..used);
        self.held = held;
    }

    /// Reads the records that are complete, and says how many bytes they take.
    fn read(&mut self, bytes: &[u8], last: bool, sink: &mut Records<'_>) -> usize {
        let (mut used, mut ended) = self.splitter.split(bytes, &mut self.line, sink);
        if ended != Ended::Sink && (last || ended == Ended::Irregular) {
            let rest = bytes.get(used..).unwrap_or_default();
            let (more, how) = self.careful.read(rest, last, &mut self.line, sink);
            (used, ended) = (used + more, how);
        }
        self.stopped = ended == Ended::Sink;
        used
    }
}

/// Makes bytes in which ASCII signs are ASCII bytes out of the file's: takes off the byte order mark, turns UTF-16 into
/// UTF-8, and a bare carriage return into a line feed where those end the lines.
#[derive(Debug)]
struct Incoming {
    skip: usize,
    unit: Option<fn([u8; 2]) -> u16>,
    returns: bool,
    /// Bytes of UTF-16 that are not yet a character.
    pending: Vec<u8>,
}

impl Incoming {
    fn new(dialect: &Dialect) -> Self {
        let unit: Option<fn([u8; 2]) -> u16> = match dialect.encoding {
            "utf-16le" => Some(u16::from_le_bytes),
            "utf-16be" => Some(u16::from_be_bytes),
            _ => None,
        };
        let skip = match (dialect.bom, unit) {
            (false, _) => 0,
            (true, None) => 3,
            (true, Some(_)) => 2,
        };
        Incoming { skip, unit, returns: dialect.newline == Some("CR"), pending: Vec::new() }
    }

    /// Whether the next bytes are not those of the file.
    fn changes(&self) -> bool {
        self.skip > 0 || self.unit.is_some() || self.returns
    }

    fn take(&mut self, bytes: &[u8], into: &mut Vec<u8>) {
        let skipped = self.skip.min(bytes.len());
        self.skip -= skipped;
        let bytes = bytes.get(skipped..).unwrap_or_default();
        let start = into.len();
        match self.unit {
            None => into.extend_from_slice(bytes),
            Some(unit) => {
                self.pending.extend_from_slice(bytes);
                let pairs = self.pending.as_chunks::<2>().0;
                // The first half of a character outside the basic plane waits for the second.
                let half = pairs.last().is_some_and(|pair| (0xd800..0xdc00).contains(&unit(*pair)));
                let whole = pairs.get(..pairs.len() - usize::from(half)).unwrap_or_default();
                write_utf16(whole.iter().map(|pair| unit(*pair)), into);
                let used = whole.len() * 2;
                self.pending.drain(..used);
            }
        }
        self.bare_returns(start, into);
    }

    fn finish(&mut self, into: &mut Vec<u8>) {
        if let Some(unit) = self.unit {
            let start = into.len();
            write_utf16(self.pending.as_chunks::<2>().0.iter().map(|pair| unit(*pair)), into);
            self.bare_returns(start, into);
        }
    }

    fn bare_returns(&self, start: usize, into: &mut [u8]) {
        if self.returns {
            let new = into.get_mut(start..).unwrap_or_default();
            new.iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
        }
    }
}

fn write_utf16(units: impl Iterator<Item = u16>, into: &mut Vec<u8>) {
    for character in char::decode_utf16(units) {
        let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
        into.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

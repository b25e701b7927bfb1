//! Splits delimited text into records, 64 bytes at a time.
//!
//! Quotes count as opening and closing by turns, which is right as long as they stand where the format has them: at
//! the beginning and the end of a field, and doubled within. A quote anywhere else, and a carriage return without line
//! feed, are seen in the same bits and end the splitting before the record that holds them; [`super::careful`] goes on
//! from there.

use super::batch::{Batch, MOST, Places};
use super::masks::{BLOCK, odd_so_far, places};
use super::record::Letters;

/// Why the splitting ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The bytes are used up to the record that is not yet complete.
    Bytes,
    /// The next record has signs in places that only the careful reader knows how to take.
    Irregular,
    /// The sink wants no more.
    Sink,
}

/// The splitter: its signs, and room for the records of a batch.
#[derive(Debug)]
pub struct Splitter {
    delimiter: u8,
    quoted: bool,
    letters: Letters,
    places: Places,
}

/// What the end of one block says about the next.
struct Carried {
    /// All ones inside quotes.
    inside: u64,
    /// Whether a quote may open at the first byte.
    may_open: u64,
    closed: u64,
    returned: u64,
}

impl Splitter {
    /// A splitter by its signs.
    pub fn new(delimiter: u8, quoted: bool, letters: Letters) -> Self {
        Splitter { delimiter, quoted, letters, places: Places::default() }
    }

    /// Splits bytes that begin where a record does, and says how many were used. `line` is that of the first record,
    /// and afterwards that of the next.
    pub fn split(&mut self, bytes: &[u8], line: &mut u64, sink: &mut dyn FnMut(&Batch<'_>) -> bool) -> (usize, Ended) {
        let mut carried = Carried { inside: 0, may_open: 1, closed: 0, returned: 0 };
        let mut records = Records { bytes, start: 0, first: 0, broken: false, line: *line };
        self.places.clear();
        self.begin(0);
        let (blocks, rest) = bytes.as_chunks::<BLOCK>();
        let mut last = [0; BLOCK];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        let within = !(u64::MAX << rest.len());
        let all = blocks.iter().map(|block| (block, u64::MAX)).chain(std::iter::once((&last, within)));
        let mut ended = Ended::Bytes;
        for (number, (block, valid)) in all.enumerate() {
            let returns = places(block, b'\r');
            let lines = places(block, b'\n');
            let delimiters = places(block, self.delimiter);
            let quotes = if self.quoted { places(block, b'"') } else { 0 };
            let inside = odd_so_far(quotes) ^ carried.inside;
            let closing = quotes & !inside;
            let ending = delimiters | lines | returns;
            let may_open = ((ending | closing) << 1) | carried.may_open;
            let misplaced = (quotes & inside & !may_open)
                | (((closing << 1) | carried.closed) & !(ending | quotes))
                | ((((returns & !inside) << 1) | carried.returned) & !lines);
            let misplaced = misplaced & valid;
            carried = Carried {
                inside: if inside >> 63 == 1 { u64::MAX } else { 0 },
                may_open: (ending | closing) >> 63,
                closed: closing >> 63,
                returned: (returns & !inside) >> 63,
            };
            let within_quotes = (lines | returns) & inside;
            let mut bits = (delimiters | lines) & !inside;
            let mut broken = within_quotes;
            if misplaced != 0 {
                let before = (1 << misplaced.trailing_zeros()) - 1;
                (bits, broken) = (bits & before, broken & before);
            }
            // Every sign ends a field, and each line end begins a record as well.
            let room = self.places.taken + 2 * BLOCK + 1;
            if self.places.marks.len() < room {
                self.places.marks.resize(2 * room, 0);
            }
            let at = number * BLOCK;
            let mut ends = bits & lines;
            while ends != 0 {
                let end = ends.trailing_zeros();
                let before = bits & ((1 << end) - 1);
                self.fields(before, at);
                records.broken |= broken & ((1 << end) - 1) != 0;
                (bits, broken) = (bits & !before & !(1 << end), broken & (u64::MAX << end));
                ends &= ends - 1;
                self.record(&mut records, at + end as usize);
                if self.places.records.len() == MOST && !self.give(&mut records, sink) {
                    *line = records.line;
                    return (records.start, Ended::Sink);
                }
            }
            self.fields(bits, at);
            records.broken |= broken != 0;
            if misplaced != 0 {
                ended = Ended::Irregular;
                break;
            }
        }
        if !self.give(&mut records, sink) {
            ended = Ended::Sink;
        }
        *line = records.line;
        (records.start, ended)
    }

    /// Ends a field at each of these places of a block that begins here.
    #[inline(always)]
    fn fields(&mut self, mut bits: u64, at: usize) {
        let Places { marks, taken, .. } = &mut self.places;
        for mark in marks.get_mut(*taken..).unwrap_or_default() {
            if bits == 0 {
                break;
            }
            *mark = (at + bits.trailing_zeros() as usize + 1) as u32;
            bits &= bits - 1;
            *taken += 1;
        }
    }

    /// Ends a record at a line feed.
    #[inline(always)]
    fn record(&mut self, records: &mut Records<'_>, at: usize) {
        let returned = at > records.start && records.bytes.get(at - 1) == Some(&b'\r');
        let end = at - usize::from(returned);
        if end > records.start {
            self.begin(end + 1);
        }
        self.places.end(records.line, records.first);
        let broken =
            if records.broken { line_ends(records.bytes.get(records.start..end).unwrap_or_default()) } else { 0 };
        records.line += 1 + broken;
        (records.start, records.first, records.broken) = (at + 1, self.places.taken, false);
        self.begin(at + 1);
    }

    /// A mark.
    #[inline(always)]
    fn begin(&mut self, at: usize) {
        if let Some(mark) = self.places.marks.get_mut(self.places.taken) {
            *mark = at as u32;
        }
        self.places.taken += 1;
    }

    /// Hands the records over that are complete; the marks of the next stay.
    #[inline(never)]
    fn give(&mut self, records: &mut Records<'_>, sink: &mut dyn FnMut(&Batch<'_>) -> bool) -> bool {
        let taken = self.places.taken;
        self.places.taken = records.first;
        let batch = Batch::new(records.bytes, true, self.quoted, self.letters, &self.places);
        let more = batch.is_empty() || sink(&batch);
        self.places.marks.copy_within(records.first..taken, 0);
        self.places.clear();
        (self.places.taken, records.first) = (taken - records.first, 0);
        more
    }
}

/// Where the splitting is.
struct Records<'b> {
    bytes: &'b [u8],
    /// Where the record begins, its first mark and its line.
    start: usize,
    first: usize,
    line: u64,
    /// Whether there is a line end within its quotes.
    broken: bool,
}

/// Line ends in some bytes: LF, CRLF or CR.
pub fn line_ends(bytes: &[u8]) -> u64 {
    let mut before = 0;
    let mut count = 0;
    for byte in bytes {
        count += u64::from(*byte == b'\n' && before != b'\r') + u64::from(*byte == b'\r');
        before = *byte;
    }
    count
}

//! Splits delimited text into records, 64 bytes at a time.
//!
//! Quotes count as opening and closing by turns, which is right as long as they stand where the format has them: at
//! the beginning and the end of a field, and doubled within. A quote anywhere else, and a line end that is not like those
//! of the file, are seen in the same bits and end the splitting before the record that holds them; [`super::careful`]
//! goes on from there.

use super::batch::{Batch, MOST, Places};
use super::masks::{BLOCK, Block, EIGHT, odd_so_far, write_places};
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

/// Blocks whose signs are found before their fields and records are.
const WINDOW: usize = 64;

/// The splitter: its signs, and room for the records of a batch.
#[derive(Debug)]
pub struct Splitter {
    delimiter: u8,
    quoted: bool,
    /// All ones where lines end in a carriage return and a line feed, else the line feed alone.
    returned: u64,
    letters: Letters,
    signs: Box<[Signs; WINDOW]>,
    places: Places,
}

/// The signs of a block, a bit for each place.
#[derive(Debug, Clone, Copy, Default)]
struct Signs {
    /// Where fields end, carriage returns that stand before line feeds as well; where records do, and line ends within
    /// quotes.
    ends: u64,
    lines: u64,
    broken: u64,
}

/// What the end of one block says about the next.
#[derive(Clone, Copy)]
struct Carried {
    /// All ones inside quotes.
    inside: u64,
    /// Whether a quote may open at the first byte.
    may_open: u64,
    closed: u64,
    returned: u64,
}

impl Splitter {
    /// A splitter by its signs; `returned` says that a carriage return stands before each line feed.
    pub fn new(delimiter: u8, quoted: bool, returned: bool, letters: Letters) -> Self {
        let signs = Box::new([Signs::default(); WINDOW]);
        let places = Places { shared: !returned, ..Places::default() };
        Splitter { delimiter, quoted, returned: if returned { u64::MAX } else { 0 }, letters, signs, places }
    }

    /// Splits bytes that begin where a record does, and says how many were used. `line` is that of the first record,
    /// and afterwards that of the next.
    pub fn split(&mut self, bytes: &[u8], line: &mut u64, sink: &mut dyn FnMut(&Batch<'_>) -> bool) -> (usize, Ended) {
        let mut carried = Carried { inside: 0, may_open: 1, closed: 0, returned: 0 };
        let mut records = Records { bytes, first: 0, broken: false, line: *line };
        self.places.clear();
        self.places.begin();
        let (blocks, rest) = bytes.as_chunks::<BLOCK>();
        let mut last = [0; BLOCK];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        let windows = blocks.chunks(WINDOW).map(|blocks| (blocks, u64::MAX));
        let (mut at, mut ended) = (0, Ended::Bytes);
        for (blocks, valid) in windows.chain(std::iter::once(([last].as_slice(), !(u64::MAX << rest.len())))) {
            let (found, regular) = self.find(blocks, valid, &mut carried);
            self.mark(found, at, &mut records);
            at += found * BLOCK;
            if !regular {
                ended = Ended::Irregular;
                break;
            }
            if self.places.records.len() >= MOST && !self.give(&mut records, sink) {
                *line = records.line;
                return (self.start(&records), Ended::Sink);
            }
        }
        if !self.give(&mut records, sink) {
            ended = Ended::Sink;
        }
        *line = records.line;
        (self.start(&records), ended)
    }

    /// Where the record begins that is not complete.
    fn start(&self, records: &Records<'_>) -> usize {
        self.places.marks.get(records.first).map_or(0, |mark| *mark as usize)
    }

    /// Finds the signs of some blocks: of how many, and whether all of them stand where the format has them. A function
    /// of its own, as the next is: what each works with then stays in registers.
    #[inline(never)]
    fn find(&mut self, blocks: &[[u8; BLOCK]], valid: u64, carried: &mut Carried) -> (usize, bool) {
        let Carried { mut inside, mut may_open, mut closed, mut returned } = *carried;
        let (delimiter, quoted, alike, mut found) = (self.delimiter, self.quoted, self.returned, 0);
        for (block, signs) in blocks.iter().zip(self.signs.iter_mut()) {
            let block = Block::of(block);
            let (returns, lines) = (block.places(b'\r'), block.places(b'\n'));
            let delimiters = block.places(delimiter);
            let quotes = if quoted { block.places(b'"') } else { 0 };
            let within = odd_so_far(quotes) ^ inside;
            let closing = quotes & !within;
            let ending = delimiters | lines | returns;
            let opening = ((ending | closing) << 1) | may_open;
            let (lines_outside, returns_outside) = (lines & !within, returns & !within);
            let misplaced = (quotes & within & !opening)
                | (((closing << 1) | closed) & !(ending | quotes))
                | (alike & (((returns_outside << 1) | returned) ^ lines_outside))
                | (!alike & returns_outside);
            let misplaced = misplaced & valid;
            inside = if within >> 63 == 1 { u64::MAX } else { 0 };
            may_open = (ending | closing) >> 63;
            closed = closing >> 63;
            returned = returns_outside >> 63;
            let ends = (delimiters & !within) | lines_outside | (returns_outside & alike);
            *signs = Signs { ends, lines: lines_outside, broken: (lines | returns) & within };
            found += 1;
            if misplaced != 0 {
                let before = (1 << misplaced.trailing_zeros()) - 1;
                *signs = Signs { ends: ends & before, lines: signs.lines & before, broken: signs.broken & before };
                return (found, false);
            }
        }
        *carried = Carried { inside, may_open, closed, returned };
        (found, true)
    }

    /// Marks the fields and records of so many blocks, whose signs were found and the first of which begins here.
    #[inline(never)]
    fn mark(&mut self, blocks: usize, from: usize, records: &mut Records<'_>) {
        let Places { marks, records: ended, taken, .. } = &mut self.places;
        let room = *taken + BLOCK * blocks + EIGHT;
        if marks.len() < room {
            marks.resize(2 * room, 0);
        }
        let Records { bytes, first, broken, line } = records;
        let mut place = *taken;
        let found = self.signs.get(..blocks).unwrap_or_default();
        let before = ended.len();
        let all = before + found.iter().map(|signs| signs.lines.count_ones() as usize).sum::<usize>();
        // One more than there are: the first of a block is written whether it has any or not.
        ended.resize(all + 1, (0, 0));
        let mut next = before;
        for (number, signs) in found.iter().enumerate() {
            let at = from + number * BLOCK;
            let Signs { ends, mut lines, broken: mut within } = *signs;
            let begun = place;
            place = fields(marks, begun, ends, at);
            loop {
                let below = (lines & lines.wrapping_neg()).wrapping_sub(1);
                ended.get_mut(next).into_iter().for_each(|ended| *ended = (*line, *first as u32));
                let any = lines != 0;
                (next, *line) = (next + usize::from(any), *line + u64::from(any));
                if (*broken || within & below != 0) && any {
                    let start = marks.get(*first).map_or(0, |mark| *mark as usize);
                    let text = bytes.get(start..at + below.count_ones() as usize).unwrap_or_default();
                    *line += line_ends(text.strip_suffix(b"\r").unwrap_or(text));
                    (*broken, within) = (false, within & !below);
                }
                // The mark of the line's end is where the next record begins.
                *first = if any { begun + (ends & below).count_ones() as usize } else { *first };
                lines &= lines.wrapping_sub(1);
                if lines == 0 {
                    break;
                }
            }
            *broken |= within != 0;
        }
        ended.truncate(all);
        *taken = place;
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

/// Ends a field at each of these places of a block that begins here; says where the next mark stands. Eight are written
/// at once for each eight places, whatever they are: only those that there are count.
#[inline(always)]
fn fields(marks: &mut [u32], from: usize, bits: u64, at: usize) -> usize {
    let mut place = from;
    eight(marks, &mut place, bits, at + 1);
    eight(marks, &mut place, bits >> 8, at + 9);
    eight(marks, &mut place, bits >> 16, at + 17);
    eight(marks, &mut place, bits >> 24, at + 25);
    eight(marks, &mut place, bits >> 32, at + 33);
    eight(marks, &mut place, bits >> 40, at + 41);
    eight(marks, &mut place, bits >> 48, at + 49);
    eight(marks, &mut place, bits >> 56, at + 57);
    place
}

#[inline(always)]
fn eight(marks: &mut [u32], place: &mut usize, bits: u64, at: usize) {
    if let Some(marks) = marks.get_mut(*place..).and_then(|marks| marks.first_chunk_mut()) {
        write_places(marks, bits as u8, at);
    }
    *place += (bits as u8).count_ones() as usize;
}

/// Where the splitting is.
struct Records<'b> {
    bytes: &'b [u8],
    /// The record's first mark and its line.
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

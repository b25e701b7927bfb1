//! Splits delimited text into records, 64 bytes at a time.
//!
//! Quotes count as opening and closing by turns, which is right as long as they stand where the format has them: at
//! the beginning and the end of a field, and doubled within. A quote anywhere else, and a carriage return without line
//! feed, are seen in the same bits and end the splitting before the record that holds them; [`super::careful`] goes on
//! from there.

use super::batch::{Batch, MOST, Places};
use super::masks::{BLOCK, Block, odd_so_far};
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
    letters: Letters,
    signs: Box<[Signs; WINDOW]>,
    places: Places,
}

/// The signs of a block, a bit for each place.
#[derive(Debug, Clone, Copy, Default)]
struct Signs {
    /// Where fields end, those among them where records do, and line ends within quotes.
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
    /// A splitter by its signs.
    pub fn new(delimiter: u8, quoted: bool, letters: Letters) -> Self {
        let signs = Box::new([Signs::default(); WINDOW]);
        Splitter { delimiter, quoted, letters, signs, places: Places::default() }
    }

    /// Splits bytes that begin where a record does, and says how many were used. `line` is that of the first record,
    /// and afterwards that of the next.
    pub fn split(&mut self, bytes: &[u8], line: &mut u64, sink: &mut dyn FnMut(&Batch<'_>) -> bool) -> (usize, Ended) {
        let mut carried = Carried { inside: 0, may_open: 1, closed: 0, returned: 0 };
        let mut records = Records { bytes, start: 0, first: 0, broken: false, line: *line };
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
                return (records.start, Ended::Sink);
            }
        }
        if !self.give(&mut records, sink) {
            ended = Ended::Sink;
        }
        *line = records.line;
        (records.start, ended)
    }

    /// Finds the signs of some blocks: of how many, and whether all of them stand where the format has them. A function
    /// of its own, as the next is: what each works with then stays in registers.
    #[inline(never)]
    fn find(&mut self, blocks: &[[u8; BLOCK]], valid: u64, carried: &mut Carried) -> (usize, bool) {
        let Carried { mut inside, mut may_open, mut closed, mut returned } = *carried;
        let (delimiter, quoted, mut found) = (self.delimiter, self.quoted, 0);
        for (block, signs) in blocks.iter().zip(self.signs.iter_mut()) {
            let block = Block::of(block);
            let (returns, lines) = (block.places(b'\r'), block.places(b'\n'));
            let delimiters = block.places(delimiter);
            let quotes = if quoted { block.places(b'"') } else { 0 };
            let within = odd_so_far(quotes) ^ inside;
            let closing = quotes & !within;
            let ending = delimiters | lines | returns;
            let opening = ((ending | closing) << 1) | may_open;
            let misplaced = (quotes & within & !opening)
                | (((closing << 1) | closed) & !(ending | quotes))
                | ((((returns & !within) << 1) | returned) & !lines);
            let misplaced = misplaced & valid;
            inside = if within >> 63 == 1 { u64::MAX } else { 0 };
            may_open = (ending | closing) >> 63;
            closed = closing >> 63;
            returned = (returns & !within) >> 63;
            let ends = (delimiters | lines) & !within;
            *signs = Signs { ends, lines: ends & lines, broken: (lines | returns) & within };
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
        let Places { marks, records: ended, taken } = &mut self.places;
        // Every sign ends a field, and each line end begins a record as well.
        let room = *taken + 2 * BLOCK * blocks + FOUR;
        if marks.len() < room {
            marks.resize(2 * room, 0);
        }
        let Records { bytes, start, first, broken, line } = records;
        let mut place = *taken;
        for (number, signs) in self.signs.iter().take(blocks).enumerate() {
            let at = from + number * BLOCK;
            let Signs { ends: mut bits, mut lines, broken: mut within } = *signs;
            while lines != 0 {
                let end = lines.trailing_zeros();
                let before = (1 << end) - 1;
                place = fields(marks, place, bits & before, at);
                *broken |= within & before != 0;
                (bits, within) = (bits & !before & !(1 << end), within & !before);
                lines &= lines - 1;
                let stop = at + end as usize;
                let returned = stop > *start && bytes.get(stop - 1) == Some(&b'\r');
                let text = stop - usize::from(returned);
                if text > *start {
                    place = begin(marks, place, text + 1);
                }
                ended.push((*line, *first as u32));
                *line += 1;
                if *broken {
                    *line += line_ends(bytes.get(*start..text).unwrap_or_default());
                }
                (*start, *first, *broken) = (stop + 1, place, false);
                place = begin(marks, place, stop + 1);
            }
            place = fields(marks, place, bits, at);
            *broken |= within != 0;
        }
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

/// Marks that are written together.
const FOUR: usize = 4;

/// Ends a field at each of these places of a block that begins here; says where the next mark stands. Four are written
/// at once, whatever they are: only those that there are count.
#[inline(always)]
fn fields(marks: &mut [u32], from: usize, mut bits: u64, at: usize) -> usize {
    let (mut place, after) = (from, from + bits.count_ones() as usize);
    while bits != 0 {
        let four = marks.get_mut(place..).and_then(|marks| marks.first_chunk_mut::<FOUR>());
        let Some([first, second, third, fourth]) = four else { break };
        let mut next = || {
            let mark = at as u32 + bits.trailing_zeros() + 1;
            bits &= bits.wrapping_sub(1);
            mark
        };
        *first = next();
        *second = next();
        *third = next();
        *fourth = next();
        place += FOUR;
    }
    after
}

/// A mark; says where the next stands.
#[inline(always)]
fn begin(marks: &mut [u32], place: usize, at: usize) -> usize {
    if let Some(mark) = marks.get_mut(place) {
        *mark = at as u32;
    }
    place + 1
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

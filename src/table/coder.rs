//! Numbers for the distinct fields of a column, found by their bytes as they stand in the file: no text is made and
//! nothing is allocated for a field that was seen before.
//!
//! Small tables stand before the map of all fields, each with a loop of its own that asks for all fields of some records
//! and goes on where one is not known: nothing else is done in it, so that all it works with stays in registers. Those
//! that were not known are looked up after it.

use crate::intake::{BLOCK, Block, Run, Span};
use rustc_hash::FxHashMap;

/// Fields after which it is asked how many were not known; a column with one of so many is read in the next way.
const ENOUGH: usize = 1 << 12;
const OF: usize = 8;

/// Distinct fields that one column is remembered by.
pub const MOST: usize = 1 << 14;
/// The longest field that is remembered.
const LONGEST: usize = 64;
/// The longest field whose bytes are its key.
const SHORT: usize = 16;
/// Keys that are near, and the bits of a product that stand for none of them.
const NEAR: usize = 1024;
const PASSED: u32 = u64::BITS - NEAR.ilog2();
/// Pairs of bytes, and what is known of none.
const PAIRS: usize = 1 << 16;
const UNKNOWN: u8 = u8::MAX;
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Bytes of the two words of a key that a field of so many has.
const WITHIN: [[u64; 2]; SHORT + 1] = [
    [0, 0],
    [0xff, 0],
    [0xffff, 0],
    [0xff_ffff, 0],
    [0xffff_ffff, 0],
    [0xff_ffff_ffff, 0],
    [0xffff_ffff_ffff, 0],
    [0xff_ffff_ffff_ffff, 0],
    [u64::MAX, 0],
    [u64::MAX, 0xff],
    [u64::MAX, 0xffff],
    [u64::MAX, 0xff_ffff],
    [u64::MAX, 0xffff_ffff],
    [u64::MAX, 0xff_ffff_ffff],
    [u64::MAX, 0xffff_ffff_ffff],
    [u64::MAX, 0xff_ffff_ffff_ffff],
    [u64::MAX, u64::MAX],
];

/// A field of at most sixteen bytes as two words, the first byte lowest.
#[derive(Debug, Clone, Copy)]
struct Key {
    low: u64,
    high: u64,
    length: u32,
}

impl Key {
    /// The field at this place, where it is short and as many bytes as a key has follow its beginning.
    #[inline(always)]
    fn at(bytes: &[u8], span: Span) -> Option<Key> {
        let [low, high] = WITHIN.get(span.length)?;
        let chunk = bytes.get(span.start..)?.first_chunk::<SHORT>()?;
        let [first, second] = chunk.as_chunks::<8>().0 else { return None };
        let (low, high) = (u64::from_le_bytes(*first) & low, u64::from_le_bytes(*second) & high);
        Some(Key { low, high, length: span.length as u32 })
    }

    #[inline(always)]
    fn place(self) -> usize {
        ((self.low ^ self.high.rotate_left(23) ^ u64::from(self.length)).wrapping_mul(SPREAD) >> PASSED) as usize
    }
}

/// A key and its number.
#[derive(Debug, Clone, Copy)]
struct Near {
    low: u64,
    high: u64,
    length: u32,
    number: u32,
}

/// A field of at most eight bytes and its number, where that is below [`UNKNOWN`].
#[derive(Debug, Clone, Copy)]
struct Word {
    bytes: u64,
    length: u32,
    number: u8,
}

const NO_WORD: Word = Word { bytes: 0, length: u32::MAX, number: UNKNOWN };

const FREE: Near = Near { low: 0, high: 0, length: u32::MAX, number: 0 };

/// Longer fields that are near.
const FAR: usize = 64;

/// A longer field and its number.
#[derive(Debug, Clone, Default)]
struct Long {
    field: Box<[u8]>,
    number: u32,
}

impl Long {
    /// Where a field stands: by its length and its ends.
    fn place(field: &[u8]) -> Option<usize> {
        let (first, last) = (field.first_chunk::<8>()?, field.last_chunk::<8>()?);
        let ends = u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(23) ^ field.len() as u64;
        Some((ends.wrapping_mul(SPREAD) >> (u64::BITS - FAR.ilog2())) as usize)
    }

    /// Whether it is this field: eight bytes at a time, the last of them once more.
    fn is(&self, field: &[u8]) -> bool {
        let (own, others) = (self.field.as_chunks::<8>().0, field.as_chunks::<8>().0);
        let same = own
            .iter()
            .zip(others)
            .fold(0, |different, (one, other)| different | u64::from_le_bytes(*one) ^ u64::from_le_bytes(*other));
        same == 0 && self.field.len() == field.len() && self.field.last_chunk::<8>() == field.last_chunk::<8>()
    }
}

/// How the fields of a column are looked up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Way {
    /// By their first two bytes.
    #[default]
    Pairs,
    /// By as many bytes as a word has.
    Words,
    /// By sixteen bytes.
    Keys,
}

/// Fields by number.
#[derive(Debug, Default)]
pub struct Coder {
    all: FxHashMap<Box<[u8]>, u32>,
    /// The last field of each place of a key.
    near: Option<Box<[Near; NEAR]>>,
    /// The last longer field of each place.
    long: Vec<Long>,
    /// What the first two bytes of a field in a file say where it has at most one and the other ends it.
    pairs: Option<Box<[u8; PAIRS]>>,
    /// The last field of at most eight bytes of each place.
    words: Option<Box<[Word; NEAR]>>,
    way: Way,
    /// Fields since that was chosen, and those among them that were not known.
    seen: usize,
    stops: usize,
}

impl Coder {
    /// The number that was given to a field.
    pub fn find(&self, field: &[u8]) -> Option<u32> {
        self.all.get(field).copied()
    }

    /// Gives a field that was not there a number, if there is room for it.
    pub fn add(&mut self, field: &[u8], number: u32) {
        if self.all.len() < MOST && field.len() <= LONGEST {
            self.all.insert(field.into(), number);
        }
    }

    /// The number that was given to the field at a place among bytes, which is near from then on.
    pub fn find_at(&mut self, bytes: &[u8], span: Span) -> Option<u32> {
        let key = Key::at(bytes, span);
        if let (Some(key), Some(near)) = (key, &self.near)
            && let Some(near) = near.get(key.place())
            && differs(near, key) == 0
        {
            return Some(near.number);
        }
        let field = bytes.get(span.start..span.start + span.length)?;
        let far = Long::place(field).filter(|_| span.length > SHORT);
        if let Some(long) = far.and_then(|place| self.long.get(place))
            && long.is(field)
        {
            return Some(long.number);
        }
        let number = self.find(field)?;
        if let Some(place) = far {
            self.long.resize(FAR, Long::default());
            self.long.get_mut(place).into_iter().for_each(|long| *long = Long { field: field.into(), number });
        }
        if let Some(key @ Key { low, high, length }) = key {
            let near = self.near.get_or_insert_with(|| Box::new([FREE; NEAR]));
            near.get_mut(key.place()).into_iter().for_each(|near| *near = Near { low, high, length, number });
        }
        Some(number)
    }

    /// The fields of a column from a record on, as long as their numbers are known: how many there were. `low` takes the
    /// low bytes of the numbers; those that are not below 256 are handed to `wide` as well, with their place in it.
    pub fn known(
        &mut self,
        run: &Run<'_>,
        (column, from): (usize, usize),
        low: &mut [u8],
        mut wide: impl FnMut(usize, u32),
    ) -> usize {
        let way = if run.is_raw() { self.way } else { Way::Keys };
        let done = match way {
            Way::Pairs => self.by_pairs(run, (column, from), low),
            Way::Words => self.by_words(run, (column, from), low),
            Way::Keys => self.by_keys(run, (column, from), low),
        };
        low.get_mut(done..).unwrap_or_default().iter_mut().for_each(|low| *low = UNKNOWN);
        let mut at = 0;
        while at < low.len() {
            let mut places = unknown(low, at);
            while places != 0 {
                let next = at + places.trailing_zeros() as usize;
                let (marks, _) = run.column(column, from + next);
                let Some(number) = run.span(marks, 0).and_then(|span| self.look_up(run.bytes(), span, way)) else {
                    return next;
                };
                low.get_mut(next).into_iter().for_each(|low| *low = number as u8);
                if number > u8::MAX.into() {
                    wide(next, number);
                }
                places &= places - 1;
            }
            at += BLOCK;
        }
        self.seen += low.len();
        if self.seen >= ENOUGH {
            self.choose();
        }
        low.len()
    }

    /// The number of a field that was not known in this way, and will be from then on.
    #[inline(never)]
    fn look_up(&mut self, bytes: &[u8], span: Span, way: Way) -> Option<u32> {
        let number = self.find_at(bytes, span)?;
        self.stops += 1;
        match way {
            Way::Pairs => self.remember_pair(bytes, span, number),
            Way::Words => self.remember_word(bytes, span, number),
            Way::Keys => {}
        }
        Some(number)
    }

    /// A column of which too many fields were not known is read in the next way from now on.
    fn choose(&mut self) {
        if self.stops * OF >= self.seen {
            self.way = if self.way == Way::Pairs { Way::Words } else { Way::Keys };
        }
        (self.stops, self.seen) = (0, 0);
    }

    /// Remembers the number of a field of at most one byte, which stands in a file as it was read. A longer one never
    /// begins with the same two bytes, because the second, or the first where there is none, ends a field.
    fn remember_pair(&mut self, bytes: &[u8], span: Span, number: u32) {
        let pair = bytes.get(span.start..).and_then(|bytes| bytes.first_chunk::<2>());
        if let (Some(pair), 0..2, 0..255) = (pair, span.length, number) {
            let pairs = self.pairs.get_or_insert_with(|| Box::new([UNKNOWN; PAIRS]));
            let place = pairs.get_mut(usize::from(u16::from_le_bytes(*pair)));
            place.into_iter().for_each(|place| *place = number as u8);
        }
    }

    /// Remembers the number of a field of at most eight bytes.
    fn remember_word(&mut self, bytes: &[u8], span: Span, number: u32) {
        if let (Some(key @ Key { low, length: length @ ..=8, .. }), 0..255) = (Key::at(bytes, span), number) {
            let words = self.words.get_or_insert_with(|| Box::new([NO_WORD; NEAR]));
            let word = Word { bytes: low, length, number: number as u8 };
            words.get_mut(key.place()).into_iter().for_each(|place| *place = word);
        }
    }

    /// Numbers of the fields of a column from a record on, by their first two bytes: how many were looked at.
    #[inline(never)]
    fn by_pairs(&self, run: &Run<'_>, (column, from): (usize, usize), numbers: &mut [u8]) -> usize {
        let ((marks, stride), bytes, mut at) = (run.column(column, from), run.bytes(), 0);
        let Some(pairs) = &self.pairs else { return 0 };
        for place in numbers {
            let Some(start) = marks.get(at) else { break };
            let Some(pair) = bytes.get(*start as usize..).and_then(|bytes| bytes.first_chunk::<2>()) else { break };
            *place = pairs.get(usize::from(u16::from_le_bytes(*pair))).copied().unwrap_or(UNKNOWN);
            at += stride;
        }
        at / stride
    }

    /// The same by fields of at most eight bytes.
    #[inline(never)]
    fn by_words(&self, run: &Run<'_>, (column, from): (usize, usize), numbers: &mut [u8]) -> usize {
        let ((marks, stride), bytes, mut at) = (run.column(column, from), run.bytes(), 0);
        let Some(words) = &self.words else { return 0 };
        for place in numbers {
            let Some(Span { start, length }) = run.span(marks, at) else { break };
            let Some(chunk) = bytes.get(start..).and_then(|bytes| bytes.first_chunk::<8>()) else { break };
            // Twice half as many bits as the field has: all of them may be as many as a word has.
            let half = 4 * length as u32;
            let within = 1_u64.wrapping_shl(half).wrapping_shl(half).wrapping_sub(1);
            let key = Key { low: u64::from_le_bytes(*chunk) & within, high: 0, length: length as u32 };
            let Some(word) = words.get(key.place()) else { break };
            let same = (word.bytes ^ key.low) | u64::from(word.length ^ key.length) == 0;
            *place = if same { word.number } else { UNKNOWN };
            at += stride;
        }
        at / stride
    }

    /// The same by keys.
    #[inline(never)]
    fn by_keys(&self, run: &Run<'_>, (column, from): (usize, usize), numbers: &mut [u8]) -> usize {
        let ((marks, stride), bytes, mut at) = (run.column(column, from), run.bytes(), 0);
        let Some(near) = &self.near else { return 0 };
        for place in numbers {
            let Some(span) = run.span(marks, at) else { break };
            let near = Key::at(bytes, span).and_then(|key| Some((near.get(key.place())?, key)));
            *place = match near {
                Some((near, key)) if differs(near, key) == 0 => near.number.min(UNKNOWN.into()) as u8,
                _ => UNKNOWN,
            };
            at += stride;
        }
        at / stride
    }
}

/// A bit for each of the next numbers that is not known.
#[inline(never)]
fn unknown(numbers: &[u8], from: usize) -> u64 {
    let rest = numbers.get(from..).unwrap_or_default();
    match (rest.first_chunk::<BLOCK>(), numbers.last_chunk::<BLOCK>()) {
        (Some(block), _) => Block::of(block).places(UNKNOWN),
        // The last are seen among those before them.
        (None, Some(block)) => Block::of(block).places(UNKNOWN) >> (BLOCK - rest.len()),
        (None, None) => rest.iter().rev().fold(0, |bits, number| bits << 1 | u64::from(*number == UNKNOWN)),
    }
}

#[inline(always)]
fn differs(near: &Near, key: Key) -> u64 {
    (near.low ^ key.low) | (near.high ^ key.high) | u64::from(near.length ^ key.length)
}

#[cfg(test)]
mod tests {
    use super::{Coder, Span};

    #[test]
    fn fields_keep_their_numbers() {
        let mut coder = Coder::default();
        let field = |number: u32| format!("{}{number}", "åäö;".repeat(number as usize % 6)).into_bytes();
        for number in 0..5000 {
            assert_eq!(coder.find(&field(number)), None);
            coder.add(&field(number), number);
        }
        assert!((0..5000).all(|number| coder.find(&field(number)) == Some(number)));
        assert_eq!(coder.find(b""), None);
        coder.add(b"", 7);
        assert_eq!(coder.find(b""), Some(7));
    }

    #[test]
    fn fields_that_differ_in_length_alone_differ() {
        let mut coder = Coder::default();
        let bytes = [b'1'; 80];
        for length in (0..60).chain(0..60) {
            let span = Span { start: 0, length };
            match coder.find_at(&bytes, span) {
                None => coder.add(&bytes[..length], length as u32),
                number => assert_eq!(number, Some(length as u32)),
            }
        }
        for length in 0..60 {
            assert_eq!(coder.find_at(&bytes, Span { start: 0, length }), Some(length as u32));
            assert_eq!(coder.find_at(&bytes, Span { start: 80 - length, length }), Some(length as u32), "at the end");
        }
    }
}

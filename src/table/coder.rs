//! Numbers for the distinct fields of a column, found by their bytes as they stand in the file: no text is made and
//! nothing is allocated for a field that was seen before.

use crate::intake::{Run, Span};

/// Distinct fields that one column is remembered by.
pub const MOST: usize = 1 << 14;
/// The longest field that is remembered.
const LONGEST: usize = 64;
/// The longest field that is one word.
const SHORT: usize = 8;
/// The longest field whose bytes are its key.
const KEY: usize = 16;
const NONE: u32 = u32::MAX;

/// Bytes of a word that a field of so many has.
const WITHIN: [u64; SHORT + 1] = [
    0,
    0xff,
    0xffff,
    0xff_ffff,
    0xffff_ffff,
    0xff_ffff_ffff,
    0xffff_ffff_ffff,
    0xff_ffff_ffff_ffff,
    0xffff_ffff_ffff_ffff,
];

/// A field of at most eight bytes in one word, the first lowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The bytes, and zeros.
    pub bytes: u64,
    /// How many.
    pub length: usize,
}

impl Word {
    /// The field at this place, where it is short and as many bytes as a word has follow its beginning.
    #[inline(always)]
    pub fn at(bytes: &[u8], span: Span) -> Option<Word> {
        let within = WITHIN.get(span.length)?;
        let chunk = bytes.get(span.start..span.start + SHORT)?.first_chunk::<SHORT>()?;
        Some(Word { bytes: u64::from_le_bytes(*chunk) & within, length: span.length })
    }

    /// A field by itself.
    #[inline]
    pub fn of(field: &[u8]) -> Option<Word> {
        let bytes = match (field.first_chunk::<4>(), field.last_chunk::<4>()) {
            _ if field.len() > SHORT => return None,
            (Some(first), Some(last)) => {
                let last = u64::from(u32::from_le_bytes(*last)) << (8 * (field.len() - 4));
                u64::from(u32::from_le_bytes(*first)) | last
            }
            _ => field.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
        };
        Some(Word { bytes, length: field.len() })
    }
}

/// A short field that is remembered.
#[derive(Debug, Clone, Copy)]
struct Near {
    word: u64,
    length: u32,
    number: u32,
}

/// A longer one.
#[derive(Debug, Clone, Copy)]
struct Far {
    /// Its bytes, or its hash.
    key: (u64, u64),
    length: u32,
    number: u32,
    /// Where the bytes are.
    bytes: u32,
}

/// Slots by a hash, as many as a power of two, at most half of them taken.
#[derive(Debug)]
struct Slots<T> {
    all: Vec<T>,
    taken: usize,
}

/// Fields by number.
#[derive(Debug)]
pub struct Coder {
    /// Fields of one byte.
    single: Box<[u32; 256]>,
    near: Slots<Near>,
    far: Slots<Far>,
    long: Vec<Box<[u8]>>,
}

impl Default for Coder {
    fn default() -> Self {
        Coder { single: Box::new([NONE; 256]), near: Slots::new(), far: Slots::new(), long: Vec::new() }
    }
}

trait Slot: Copy {
    const FREE: Self;
    fn number(&self) -> u32;
    fn place(&self) -> usize;
}

impl Slot for Near {
    const FREE: Near = Near { word: 0, length: 0, number: NONE };

    fn number(&self) -> u32 {
        self.number
    }

    #[inline(always)]
    fn place(&self) -> usize {
        place(self.word, self.length)
    }
}

impl Slot for Far {
    const FREE: Far = Far { key: (0, 0), length: 0, number: NONE, bytes: 0 };

    fn number(&self) -> u32 {
        self.number
    }

    fn place(&self) -> usize {
        place(self.key.0 ^ self.key.1.rotate_left(23), self.length)
    }
}

impl<T: Slot> Slots<T> {
    fn new() -> Slots<T> {
        Slots { all: vec![T::FREE; 64], taken: 0 }
    }

    fn add(&mut self, slot: T) {
        self.put(slot);
        self.taken += 1;
        if self.taken * 2 > self.all.len() {
            let all = vec![T::FREE; self.all.len() * 2];
            let taken = std::mem::replace(&mut self.all, all);
            taken.into_iter().filter(|slot| slot.number() != NONE).for_each(|slot| self.put(slot));
        }
    }

    fn put(&mut self, slot: T) {
        let mask = self.all.len() - 1;
        let mut at = slot.place() & mask;
        while self.all.get(at).is_some_and(|taken| taken.number() != NONE) {
            at = (at + 1) & mask;
        }
        if let Some(free) = self.all.get_mut(at) {
            *free = slot;
        }
    }
}

impl Coder {
    /// The number that was given to a field.
    #[inline]
    pub fn find(&self, field: &[u8]) -> Option<u32> {
        match (field, Word::of(field)) {
            ([byte], _) => self.find_byte(*byte),
            (_, Some(word)) => self.find_word(word),
            (_, None) => self.find_long(field),
        }
    }

    /// The number that was given to a field of a run of records.
    #[inline(always)]
    pub fn find_in(&self, run: &Run<'_>, span: Span) -> Option<u32> {
        if span.length == 1 {
            return self.find_byte(*run.bytes().get(span.start)?);
        }
        match Word::at(run.bytes(), span) {
            Some(word) => self.find_word(word),
            None => self.find(run.field(span)),
        }
    }

    #[inline(always)]
    fn find_byte(&self, byte: u8) -> Option<u32> {
        let number = self.single.get(usize::from(byte)).copied().unwrap_or(NONE);
        (number != NONE).then_some(number)
    }

    #[inline(always)]
    fn find_word(&self, word: Word) -> Option<u32> {
        let (length, mask) = (word.length as u32, self.near.all.len() - 1);
        let mut at = place(word.bytes, length) & mask;
        while let Some(slot) = self.near.all.get(at) {
            if slot.word == word.bytes && slot.length == length {
                return (slot.number != NONE).then_some(slot.number);
            }
            if slot.number == NONE {
                return None;
            }
            at = (at + 1) & mask;
        }
        None
    }

    #[inline(never)]
    fn find_long(&self, field: &[u8]) -> Option<u32> {
        let (key, length, mask) = (key(field), field.len() as u32, self.far.all.len() - 1);
        let mut at = Far { key, length, ..Far::FREE }.place() & mask;
        while let Some(slot) = self.far.all.get(at).filter(|slot| slot.number != NONE) {
            // Word by word: compared as one, they would go through memory.
            let differs = (slot.key.0 ^ key.0) | (slot.key.1 ^ key.1) | u64::from(slot.length ^ length);
            if differs == 0 && (field.len() <= KEY || self.is(slot, field)) {
                return Some(slot.number);
            }
            at = (at + 1) & mask;
        }
        None
    }

    fn is(&self, slot: &Far, field: &[u8]) -> bool {
        self.long.get(slot.bytes as usize).is_some_and(|bytes| same(bytes, field))
    }

    /// Gives a field that was not there a number, if there is room for it.
    pub fn add(&mut self, field: &[u8], number: u32) {
        if self.near.taken + self.far.taken >= MOST || field.len() > LONGEST {
            return;
        }
        if let [byte] = field {
            self.single.get_mut(usize::from(*byte)).into_iter().for_each(|single| *single = number);
            return;
        }
        if let Some(word) = Word::of(field) {
            self.near.add(Near { word: word.bytes, length: word.length as u32, number });
            return;
        }
        let bytes = self.long.len() as u32;
        if field.len() > KEY {
            self.long.push(field.into());
        }
        self.far.add(Far { key: key(field), length: field.len() as u32, number, bytes });
    }
}

/// The bytes of a field of nine to sixteen, which the first and the last of them together are; else a hash.
#[inline]
fn key(field: &[u8]) -> (u64, u64) {
    match (field.first_chunk::<8>(), field.last_chunk::<8>()) {
        (Some(first), Some(last)) if field.len() <= KEY => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => (hash(field), 0),
    }
}

const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

#[inline(always)]
fn place(word: u64, length: u32) -> usize {
    ((word ^ u64::from(length)).wrapping_mul(SPREAD) >> 32) as usize
}

/// Equality word by word: the compiler's own goes byte by byte in WebAssembly.
#[inline]
fn same(one: &[u8], other: &[u8]) -> bool {
    let ((words, rest), (others, remainder)) = (one.as_chunks::<8>(), other.as_chunks::<8>());
    one.len() == other.len()
        && words.iter().zip(others).all(|(a, b)| u64::from_le_bytes(*a) == u64::from_le_bytes(*b))
        && rest.iter().zip(remainder).all(|(a, b)| a == b)
}

#[inline]
fn hash(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut hash = bytes.len() as u64;
    for word in words {
        hash = (hash ^ u64::from_le_bytes(*word)).wrapping_mul(SPREAD).rotate_left(29);
    }
    let last = rest.iter().fold(0, |so_far, byte| so_far << 8 | u64::from(*byte));
    let hash = (hash ^ last).wrapping_mul(SPREAD);
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::Coder;

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
        let fields: Vec<String> = (2..60).map(|length| "1".repeat(length)).collect();
        for (number, field) in fields.iter().enumerate() {
            assert_eq!(coder.find(field.as_bytes()), None, "{field}");
            coder.add(field.as_bytes(), number as u32);
        }
        for (number, field) in fields.iter().enumerate() {
            assert_eq!(coder.find(field.as_bytes()), Some(number as u32));
        }
    }
}

//! Numbers for the distinct fields of a column, found by their bytes as they stand in the file: no text is made and
//! nothing is allocated for a field that was seen before.

/// Distinct fields that one column is remembered by.
pub const MOST: usize = 1 << 14;
/// The longest field that is remembered.
const LONGEST: usize = 64;
/// The longest field whose bytes are its key.
const SHORT: usize = 16;
const NONE: u32 = u32::MAX;

/// A field that is remembered.
#[derive(Debug, Clone, Copy)]
struct Slot {
    /// The bytes of a short field, the hash of a long one.
    key: (u64, u64),
    length: u32,
    number: u32,
    /// Where the bytes of a long field are.
    long: u32,
}

const FREE: Slot = Slot { key: (0, 0), length: 0, number: NONE, long: 0 };

/// Fields by number.
#[derive(Debug)]
pub struct Coder {
    /// Numbers of fields of one byte.
    single: Box<[u32; 256]>,
    /// The number of the field without any.
    empty: u32,
    /// As many as a power of two, at most half of them taken.
    slots: Vec<Slot>,
    taken: usize,
    long: Vec<Box<[u8]>>,
}

impl Default for Coder {
    fn default() -> Self {
        Coder { single: Box::new([NONE; 256]), empty: NONE, slots: vec![FREE; 64], taken: 0, long: Vec::new() }
    }
}

impl Coder {
    /// The number that was given to a field.
    #[inline(always)]
    pub fn find(&self, field: &[u8]) -> Option<u32> {
        let number = match field {
            [only] => self.single.get(usize::from(*only)).copied().unwrap_or(NONE),
            [] => self.empty,
            _ => self.look_up(field),
        };
        (number != NONE).then_some(number)
    }

    #[inline]
    fn look_up(&self, field: &[u8]) -> u32 {
        let (key, length, mask) = (key(field), field.len() as u32, self.slots.len() - 1);
        let mut at = place(key, length) & mask;
        while let Some(slot) = self.slots.get(at) {
            if slot.number == NONE {
                return NONE;
            }
            // Word by word: compared as one, they would go through memory.
            let differs = (slot.key.0 ^ key.0) | (slot.key.1 ^ key.1) | u64::from(slot.length ^ length);
            if differs == 0 && (field.len() <= SHORT || self.is_long(slot, field)) {
                return slot.number;
            }
            at = (at + 1) & mask;
        }
        NONE
    }

    #[inline]
    fn is_long(&self, slot: &Slot, field: &[u8]) -> bool {
        self.long.get(slot.long as usize).is_some_and(|bytes| same(bytes, field))
    }

    /// Gives a field that was not there a number, if there is room for it.
    pub fn add(&mut self, field: &[u8], number: u32) {
        match field {
            [] => self.empty = number,
            [only] => {
                if let Some(single) = self.single.get_mut(usize::from(*only)) {
                    *single = number;
                }
            }
            _ if self.taken >= MOST || field.len() > LONGEST => {}
            _ => {
                let long = self.long.len() as u32;
                if field.len() > SHORT {
                    self.long.push(field.into());
                }
                self.place(Slot { key: key(field), length: field.len() as u32, number, long });
                self.taken += 1;
                if self.taken * 2 > self.slots.len() {
                    let slots = vec![FREE; self.slots.len() * 2];
                    let taken = std::mem::replace(&mut self.slots, slots);
                    taken.into_iter().filter(|slot| slot.number != NONE).for_each(|slot| self.place(slot));
                }
            }
        }
    }

    fn place(&mut self, slot: Slot) {
        let mask = self.slots.len() - 1;
        let mut at = place(slot.key, slot.length) & mask;
        while self.slots.get(at).is_some_and(|taken| taken.number != NONE) {
            at = (at + 1) & mask;
        }
        if let Some(free) = self.slots.get_mut(at) {
            *free = slot;
        }
    }
}

/// The bytes of a field of two to sixteen, which the first and the last of them together are; else a hash.
#[inline]
fn key(field: &[u8]) -> (u64, u64) {
    if let (Some(first), Some(last)) = (field.first_chunk::<8>(), field.last_chunk::<8>()) {
        let ends = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
        return if field.len() <= SHORT { ends } else { (hash(field), 0) };
    }
    if let (Some(first), Some(last)) = (field.first_chunk::<4>(), field.last_chunk::<4>()) {
        return (u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32, 0);
    }
    match field {
        [one, two] => (u64::from(*one) | u64::from(*two) << 8, 0),
        [one, two, three] => (u64::from(*one) | u64::from(*two) << 8 | u64::from(*three) << 16, 0),
        _ => (0, 0),
    }
}

const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

#[inline]
fn place((one, other): (u64, u64), length: u32) -> usize {
    let mixed = (one ^ other.rotate_left(23) ^ u64::from(length)).wrapping_mul(SPREAD);
    (mixed >> 32) as usize
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

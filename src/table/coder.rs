//! Numbers for the distinct fields of a column, found by their bytes as they stand in the file: no text is made and
//! nothing is allocated for a field that was seen before.

/// Distinct fields that one column is remembered by.
pub const MOST: usize = 1 << 14;
/// The longest field that is remembered.
const LONGEST: usize = 64;
const NONE: u32 = u32::MAX;

/// Fields by number.
#[derive(Debug)]
pub struct Coder {
    /// Numbers of fields of one byte.
    single: Box<[u32; 256]>,
    /// Hash and number; as many as a power of two, at most half of them taken.
    slots: Vec<(u64, u32)>,
    keys: Vec<(Box<[u8]>, u32)>,
}

impl Default for Coder {
    fn default() -> Self {
        Coder { single: Box::new([NONE; 256]), slots: vec![(0, NONE); 64], keys: Vec::new() }
    }
}

impl Coder {
    /// The number that was given to a field.
    #[inline]
    pub fn find(&self, field: &[u8]) -> Option<u32> {
        if let [only] = field {
            return self.single.get(usize::from(*only)).copied().filter(|number| *number != NONE);
        }
        let wanted = hash(field);
        let mut at = wanted as usize & (self.slots.len() - 1);
        loop {
            let (hash, key) = *self.slots.get(at)?;
            if key == NONE {
                return None;
            }
            if hash == wanted
                && let Some((bytes, number)) = self.keys.get(key as usize)
                && same(bytes, field)
            {
                return Some(*number);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// Gives a field that was not there a number, if there is room for it.
    pub fn add(&mut self, field: &[u8], number: u32) {
        if let [only] = field {
            if let Some(single) = self.single.get_mut(usize::from(*only)) {
                *single = number;
            }
            return;
        }
        if self.keys.len() >= MOST || field.len() > LONGEST {
            return;
        }
        self.place(hash(field), self.keys.len() as u32);
        self.keys.push((field.into(), number));
        if self.keys.len() * 2 > self.slots.len() {
            let slots = vec![(0, NONE); self.slots.len() * 2];
            let taken = std::mem::replace(&mut self.slots, slots);
            taken.into_iter().filter(|(_, key)| *key != NONE).for_each(|(hash, key)| self.place(hash, key));
        }
    }

    fn place(&mut self, hash: u64, key: u32) {
        let mut at = hash as usize & (self.slots.len() - 1);
        while self.slots.get(at).is_some_and(|(_, taken)| *taken != NONE) {
            at = (at + 1) & (self.slots.len() - 1);
        }
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = (hash, key);
        }
    }
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
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
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
}

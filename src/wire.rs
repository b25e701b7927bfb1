//! Numbers and texts as bytes, for what one module or worker hands to another. Nothing that is shown or kept goes this
//! way: what is written is read by the same build.

/// Writes.
pub trait Write {
    /// A whole number: seven bits to a byte, the lowest first.
    fn number(&mut self, number: u64);

    /// A whole number of any sign and size: its sign and how many binary zeros end it, then what stands before them.
    fn wide(&mut self, number: i128);

    /// A number.
    fn float(&mut self, number: f64);

    /// A text with its length.
    fn text(&mut self, text: &str);

    /// A truth.
    fn flag(&mut self, flag: bool);

    /// Several things with their number.
    fn all<T>(&mut self, things: impl ExactSizeIterator<Item = T>, one: impl FnMut(&mut Self, T))
    where
        Self: Sized;
}

impl Write for Vec<u8> {
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.push(0x80 | number.to_le_bytes()[0]);
            number >>= 7;
        }
        self.push(number.to_le_bytes()[0]);
    }

    fn wide(&mut self, number: i128) {
        let size = number.unsigned_abs();
        let zeros = size.trailing_zeros() % u128::BITS;
        let digits = (size >> zeros).to_le_bytes();
        let length = digits.iter().rposition(|byte| *byte > 0).map_or(0, |last| last + 1);
        self.extend([zeros as u8 | u8::from(number < 0) << 7, length as u8]);
        self.extend_from_slice(digits.get(..length).unwrap_or_default());
    }

    fn float(&mut self, number: f64) {
        self.extend(number.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.extend_from_slice(text.as_bytes());
    }

    fn flag(&mut self, flag: bool) {
        self.push(u8::from(flag));
    }

    fn all<T>(&mut self, things: impl ExactSizeIterator<Item = T>, mut one: impl FnMut(&mut Self, T)) {
        self.number(things.len() as u64);
        things.for_each(|thing| one(self, thing));
    }
}

/// Reads what was written, from the front; `None` where the bytes hold something else.
#[derive(Debug, Clone, Copy)]
pub struct Read<'a>(pub &'a [u8]);

impl<'a> Read<'a> {
    /// So many bytes.
    pub fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// One byte.
    pub fn byte(&mut self) -> Option<u8> {
        self.bytes(1)?.first().copied()
    }

    /// A whole number.
    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A whole number of any sign and size.
    pub fn wide(&mut self) -> Option<i128> {
        let (first, length) = (self.byte()?, self.byte()?);
        let mut digits = [0; 16];
        digits.get_mut(..usize::from(length))?.copy_from_slice(self.bytes(length.into())?);
        let size = u128::from_le_bytes(digits) << (first & 0x7f);
        Some(if first >> 7 == 0 { size as i128 } else { (size as i128).wrapping_neg() })
    }

    /// A number.
    pub fn float(&mut self) -> Option<f64> {
        self.bytes(8)?.try_into().ok().map(f64::from_le_bytes)
    }

    /// A text.
    pub fn text(&mut self) -> Option<&'a str> {
        let length = self.count()?;
        std::str::from_utf8(self.bytes(length)?).ok()
    }

    /// A truth.
    pub fn flag(&mut self) -> Option<bool> {
        self.byte().map(|byte| byte == 1)
    }

    /// How many things follow; each takes a byte at least.
    pub fn count(&mut self) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= self.0.len()).then_some(count)
    }

    /// Several things.
    pub fn all<T, C: Default + Extend<T>>(&mut self, mut one: impl FnMut(&mut Self) -> Option<T>) -> Option<C> {
        let mut all = C::default();
        for _ in 0..self.count()? {
            all.extend([one(self)?]);
        }
        Some(all)
    }
}

#[cfg(test)]
mod tests {
    use super::{Read, Write};

    #[test]
    fn what_is_written_is_read() {
        let mut bytes = Vec::new();
        let numbers = [0, 1, 127, 128, 300, u64::MAX];
        bytes.all(numbers.iter(), |out, number| out.number(*number));
        let wide = [0, 1, 5 << 90, i128::MAX, i128::MIN, -(3 << 64), 10_i128.pow(36) - 1];
        bytes.all(wide.iter(), |out, number| out.wide(*number));
        bytes.wide(-5);
        bytes.float(0.1);
        bytes.text("åäö");
        bytes.flag(true);
        let mut read = Read(&bytes);
        assert_eq!(read.all::<u64, Vec<u64>>(Read::number), Some(numbers.to_vec()));
        assert_eq!(read.all::<i128, Vec<i128>>(Read::wide), Some(wide.to_vec()));
        assert_eq!(
            (read.wide(), read.float(), read.text(), read.flag()),
            (Some(-5), Some(0.1), Some("åäö"), Some(true))
        );
        assert!(read.0.is_empty() && read.flag().is_none());
        for length in 0..bytes.len() {
            let mut cut = Read(&bytes[..length]);
            let whole = cut.all::<u64, Vec<u64>>(Read::number).and_then(|_| cut.all::<i128, Vec<i128>>(Read::wide));
            let whole = whole.and_then(|_| cut.wide()).and_then(|_| cut.float());
            assert!(whole.and_then(|_| cut.text()).and_then(|_| cut.flag()).is_none());
        }
    }
}

//! Reading fields of fixed width from a file's bytes, in its byte order.

/// A place in the bytes of a file. Reading past the end gives `None`.
#[derive(Debug, Clone, Copy)]
pub struct Bytes<'a> {
    bytes: &'a [u8],
    at: usize,
    big: bool,
}

impl<'a> Bytes<'a> {
    /// At the start; `big` where the highest byte of a number comes first.
    pub fn new(bytes: &'a [u8], big: bool) -> Self {
        Bytes { bytes, at: 0, big }
    }

    /// Another place in the same bytes.
    pub fn at(&self, at: usize) -> Self {
        Bytes { at, ..*self }
    }

    /// How far it is from the start.
    pub fn place(&self) -> usize {
        self.at
    }

    /// Whether the highest byte of a number comes first.
    pub fn is_big(&self) -> bool {
        self.big
    }

    /// What has not been read.
    pub fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// The next bytes.
    pub fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let end = self.at.checked_add(length)?;
        let taken = self.bytes.get(self.at..end)?;
        self.at = end;
        Some(taken)
    }

    /// Passes over a mark that must stand here.
    pub fn pass(&mut self, mark: &[u8]) -> Option<()> {
        (self.take(mark.len())? == mark).then_some(())
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let mut array: [u8; N] = self.take(N)?.try_into().ok()?;
        if self.big {
            array.reverse();
        }
        Some(array)
    }

    /// One byte.
    pub fn u8(&mut self) -> Option<u8> {
        self.array::<1>().map(u8::from_le_bytes)
    }

    /// Two bytes.
    pub fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    /// Four bytes.
    pub fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    /// Four bytes with sign.
    pub fn i32(&mut self) -> Option<i32> {
        self.array().map(i32::from_le_bytes)
    }

    /// Eight bytes.
    pub fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    /// A floating-point number of eight bytes.
    pub fn f64(&mut self) -> Option<f64> {
        self.array().map(f64::from_le_bytes)
    }

    /// A length of four bytes; negative ones are none.
    pub fn length(&mut self) -> Option<usize> {
        usize::try_from(self.i32()?).ok()
    }
}

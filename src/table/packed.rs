//! A block of one column in little memory: codes in as many bits as they need, numbers as digits.

/// Rows in a block.
pub const BLOCK: usize = 4096;

/// One column's values in the rows of a block.
#[derive(Debug)]
pub enum Packed {
    /// Numbers of distinct values, below 2^`bits`. A byte holds values that stand a part of the block from each other,
    /// so that many bytes are unpacked together.
    Codes { bits: u8, bytes: Box<[u8]> },
    /// Digits before a common number of decimals, and the rows that hold something else, by its code.
    Digits { decimals: u8, sign: u8, digits: Box<[u32]>, others: Box<[(u16, u16)]> },
    /// The same for numbers with more digits.
    Wide { sign: u8, values: Box<[f64]>, others: Box<[(u16, u16)]> },
}

/// Powers of ten that are exact.
pub const POWERS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

impl Packed {
    /// Packs codes.
    pub fn codes(codes: &[u16]) -> Packed {
        let all = codes.iter().fold(0, |all, code| all | code);
        let bits: u8 = match all {
            0..2 => 1,
            2..4 => 2,
            4..16 => 4,
            16..256 => 8,
            _ => 16,
        };
        let part = BLOCK * usize::from(bits.min(8)) / 8;
        let mut bytes = vec![0_u8; BLOCK * usize::from(bits) / 8].into_boxed_slice();
        if bits == 16 {
            for (pair, code) in bytes.as_chunks_mut::<2>().0.iter_mut().zip(codes) {
                *pair = code.to_le_bytes();
            }
            return Packed::Codes { bits, bytes };
        }
        for (plane, codes) in codes.chunks(part).enumerate() {
            let shift = plane * usize::from(bits);
            for (byte, code) in bytes.iter_mut().zip(codes) {
                *byte |= (*code as u8) << shift;
            }
        }
        Packed::Codes { bits, bytes }
    }

    /// Packs plain numbers: their digits and decimals, the `others` apart.
    pub fn digits(digits: &[u64], decimals: &[u8], sign: u8, others: &[(u16, u16)]) -> Packed {
        let most = decimals.iter().copied().max().unwrap_or(0);
        let scaled = |(digits, decimals): (&u64, &u8)| {
            let scale = 10_u64.checked_pow(u32::from(most - decimals))?;
            digits.checked_mul(scale).and_then(|number| u32::try_from(number).ok())
        };
        let small: Option<Box<[u32]>> = digits.iter().zip(decimals).map(scaled).collect();
        let others = others.into();
        match small {
            Some(digits) => Packed::Digits { decimals: most, sign, digits, others },
            None => {
                let value = |(digits, decimals): (&u64, &u8)| {
                    *digits as f64 / POWERS.get(usize::from(*decimals)).copied().unwrap_or(f64::NAN)
                };
                Packed::Wide { sign, values: digits.iter().zip(decimals).map(value).collect(), others }
            }
        }
    }

    /// Bytes that it takes.
    pub fn size(&self) -> usize {
        size_of::<Packed>()
            + match self {
                Packed::Codes { bytes, .. } => bytes.len(),
                Packed::Digits { digits, others, .. } => size_of_val(&**digits) + size_of_val(&**others),
                Packed::Wide { values, others, .. } => size_of_val(&**values) + size_of_val(&**others),
            }
    }

    /// Unpacks codes; `false` for numbers.
    #[inline]
    pub fn unpack(&self, into: &mut [u16; BLOCK]) -> bool {
        let Packed::Codes { bits, bytes } = self else { return false };
        if *bits == 16 {
            for (code, pair) in into.iter_mut().zip(bytes.as_chunks::<2>().0) {
                *code = u16::from_le_bytes(*pair);
            }
            return true;
        }
        let mask = if *bits == 8 { u8::MAX } else { (1 << bits) - 1 };
        for (plane, codes) in into.chunks_mut(bytes.len().max(1)).enumerate() {
            let shift = plane as u8 * bits;
            for (code, byte) in codes.iter_mut().zip(bytes) {
                *code = u16::from((byte >> shift) & mask);
            }
        }
        true
    }

    /// The code in a row, where it has one.
    pub fn code(&self, row: usize) -> Option<u16> {
        match self {
            Packed::Codes { bits: 16, bytes } => {
                bytes.as_chunks::<2>().0.get(row).map(|pair| u16::from_le_bytes(*pair))
            }
            Packed::Codes { bits, bytes } => {
                let byte = *bytes.get(row % bytes.len().max(1))?;
                let shift = (row / bytes.len().max(1)) as u8 * bits;
                Some(u16::from(byte >> shift) & ((1 << bits) - 1))
            }
            Packed::Digits { others, .. } | Packed::Wide { others, .. } => {
                let at = others.binary_search_by_key(&row, |(row, _)| usize::from(*row)).ok()?;
                others.get(at).map(|(_, code)| *code)
            }
        }
    }

    /// The number in a row that has no code, as a text that reads back as the same.
    pub fn number(&self, row: usize) -> Option<String> {
        let separated = |text: String, sign: u8| if sign == 1 { text.replace('.', ",") } else { text };
        match self {
            Packed::Codes { .. } => None,
            Packed::Digits { decimals, sign, digits, .. } => {
                let value = f64::from(*digits.get(row)?) / POWERS.get(usize::from(*decimals))?;
                Some(separated(value.to_string(), *sign))
            }
            Packed::Wide { sign, values, .. } => Some(separated(values.get(row)?.to_string(), *sign)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Packed};

    #[test]
    fn codes_come_back() {
        for most in [1_u32, 2, 3, 9, 15, 16, 200, 255, 256, 16_384] {
            let codes: Vec<u16> =
                (0..BLOCK as u32 - 7).map(|at| (at.wrapping_mul(2_654_435_761) % (most + 1)) as u16).collect();
            let packed = Packed::codes(&codes);
            let mut back = [9; BLOCK];
            assert!(packed.unpack(&mut back));
            assert_eq!(&back[..codes.len()], codes.as_slice(), "{most}");
            assert!((0..codes.len()).all(|row| packed.code(row) == Some(codes[row])), "{most}");
        }
    }

    #[test]
    fn numbers_come_back() {
        let packed = Packed::digits(&[1234, 5, 0, 20], &[2, 0, 0, 1], 1, &[(2, 7)]);
        let texts: Vec<_> = (0..4).map(|row| packed.number(row).unwrap()).collect();
        assert_eq!(texts, ["12,34", "5", "0", "2"]);
        assert_eq!((packed.code(2), packed.code(1)), (Some(7), None));
        let wide = Packed::digits(&[123_456_789_012_345, 1], &[6, 0], 2, &[]);
        assert_eq!(wide.number(0).unwrap(), "123456789.012345");
    }
}

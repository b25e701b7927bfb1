//! A block of one column in little memory: codes in as many bits as they need, numbers as digits.

use crate::sufficient::decimal::power;

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

impl Packed {
    /// Packs codes, given as their low bytes and, where there are any, the high ones.
    pub fn codes(low: &[u8], high: &[u8]) -> Packed {
        if any(high) > 0 {
            let pairs = low.iter().zip(high).flat_map(|(low, high)| [*low, *high]);
            let empty = 2 * (BLOCK - low.len());
            return Packed::Codes { bits: 16, bytes: pairs.chain(std::iter::repeat_n(0, empty)).collect() };
        }
        let bits: u8 = match any(low) {
            0..2 => 1,
            2..4 => 2,
            4..16 => 4,
            16.. => 8,
        };
        let mut bytes = vec![0_u8; BLOCK * usize::from(bits) / 8].into_boxed_slice();
        for (plane, codes) in low.chunks(bytes.len()).enumerate() {
            plane_into(&mut bytes, codes, plane as u32 * u32::from(bits));
        }
        Packed::Codes { bits, bytes }
    }

    /// Packs plain numbers: their digits and decimals, the `others` apart.
    pub fn digits(digits: &[u64], decimals: &[u8], sign: u8, others: &[(u16, u16)]) -> Packed {
        const LOW: u64 = u32::MAX as u64;
        let most = decimals.iter().copied().max().unwrap_or(0);
        let mut small = vec![0; digits.len()].into_boxed_slice();
        let fit = small.iter_mut().zip(digits).zip(decimals).fold(true, |fit, ((small, digits), decimals)| {
            let number = (*digits & LOW) * power(usize::from(most - decimals)).min(LOW + 1);
            *small = number as u32;
            fit && *digits <= LOW && number <= LOW
        });
        let small = fit.then_some(small);
        let others = others.into();
        match small {
            Some(digits) => Packed::Digits { decimals: most, sign, digits, others },
            None => {
                let value = |(digits, decimals): (&u64, &u8)| *digits as f64 / power(usize::from(*decimals)) as f64;
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

    /// Hands each row's code over; nothing for numbers.
    #[inline]
    pub fn each<T>(&self, rows: &mut [T; BLOCK], mut with: impl FnMut(&mut T, usize)) {
        let Packed::Codes { bits, bytes } = self else { return };
        if *bits == 16 {
            for (row, pair) in rows.iter_mut().zip(bytes.as_chunks::<2>().0) {
                with(row, u16::from_le_bytes(*pair).into());
            }
            return;
        }
        let mask = ((1_u32 << bits) - 1) as u8;
        for (plane, rows) in rows.chunks_mut(bytes.len().max(1)).enumerate() {
            let shift = plane as u32 * u32::from(*bits);
            for (row, byte) in rows.iter_mut().zip(bytes) {
                with(row, (byte >> shift & mask).into());
            }
        }
    }

    /// Adds to each row what its code means. Of codes below sixteen, sixteen are looked up at once.
    #[inline(never)]
    pub fn add(&self, meanings: &[u8], rows: &mut [u8; BLOCK]) {
        match (self, meanings.first_chunk::<16>()) {
            (Packed::Codes { bits: bits @ ..=4, bytes }, Some(meanings)) => {
                for (plane, rows) in rows.chunks_mut(bytes.len().max(1)).enumerate() {
                    let shift = plane as u32 * u32::from(*bits);
                    let packed = bytes.as_chunks::<16>().0;
                    for (rows, bytes) in rows.as_chunks_mut::<16>().0.iter_mut().zip(packed) {
                        *rows = sixteen(rows, bytes, (shift, (1 << bits) - 1), meanings);
                    }
                }
            }
            _ => self.each(rows, |row, code| *row = row.wrapping_add(meanings.get(code).copied().unwrap_or(0))),
        }
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
                let value = f64::from(*digits.get(row)?) / power(usize::from(*decimals)) as f64;
                Some(separated(value.to_string(), *sign))
            }
            Packed::Wide { sign, values, .. } => Some(separated(values.get(row)?.to_string(), *sign)),
        }
    }
}

/// Sixteen rows and what their codes mean, which stand in the bytes above `shift` and are below sixteen.
#[cfg(target_arch = "wasm32")]
#[inline(always)]
fn sixteen(rows: &[u8; 16], bytes: &[u8; 16], (shift, mask): (u32, u8), meanings: &[u8; 16]) -> [u8; 16] {
    use core::arch::wasm32::{i8x16_swizzle, u8x16_add, u8x16_shr, u8x16_splat, v128, v128_and};
    let vector = bytemuck::must_cast::<[u8; 16], v128>;
    let codes = v128_and(u8x16_shr(vector(*bytes), shift), u8x16_splat(mask));
    bytemuck::must_cast(u8x16_add(vector(*rows), i8x16_swizzle(vector(*meanings), codes)))
}

/// Sixteen rows and what their codes mean, which stand in the bytes above `shift` and are below sixteen.
#[cfg(not(target_arch = "wasm32"))]
#[inline(always)]
fn sixteen(rows: &[u8; 16], bytes: &[u8; 16], (shift, mask): (u32, u8), meanings: &[u8; 16]) -> [u8; 16] {
    let meaning = |byte: u8| meanings.get(usize::from(byte >> shift & mask)).copied().unwrap_or(0);
    std::array::from_fn(|at| {
        let row = rows.get(at).copied().unwrap_or(0);
        row.wrapping_add(bytes.get(at).map_or(0, |byte| meaning(*byte)))
    })
}

/// All bits that any of the bytes has.
fn any(bytes: &[u8]) -> u8 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut all = 0;
    for word in words {
        all |= u64::from_le_bytes(*word);
    }
    all.to_le_bytes().iter().chain(rest).fold(0, |all, byte| all | byte)
}

/// Puts codes into bytes, each so many bits up, eight at a time: none has bits that reach into the next.
#[inline(never)]
fn plane_into(bytes: &mut [u8], codes: &[u8], shift: u32) {
    let ((words, rest), (into, _)) = (codes.as_chunks::<8>(), bytes.as_chunks_mut::<8>());
    for (word, codes) in into.iter_mut().zip(words) {
        *word = (u64::from_le_bytes(*word) | u64::from_le_bytes(*codes) << shift).to_le_bytes();
    }
    let behind = into.get_mut(words.len()..).unwrap_or_default().as_flattened_mut();
    for (byte, code) in behind.iter_mut().zip(rest) {
        *byte |= code << shift;
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
            let high: Vec<u8> = codes.iter().map(|code| (code >> 8) as u8).collect();
            let low: Vec<u8> = codes.iter().map(|code| *code as u8).collect();
            let packed = Packed::codes(&low, if most > 255 { &high } else { &[] });
            let mut back = [9; BLOCK];
            packed.each(&mut back, |row, code| *row = code as u16);
            assert_eq!(&back[..codes.len()], codes.as_slice(), "{most}");
            let meanings: Vec<u8> = (0..=most.max(255)).map(|code| (code * 7 + code / 256) as u8).collect();
            let mut added = [200; BLOCK];
            packed.add(&meanings, &mut added);
            let right = codes.iter().map(|code| meanings[usize::from(*code)].wrapping_add(200));
            assert!(right.eq(added[..codes.len()].iter().copied()), "{most}");
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

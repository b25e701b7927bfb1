//! Where signs stand among 64 bytes, as bits: the inner loop of the splitter.

#[cfg(target_arch = "wasm32")]
use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_shl, u8x16_splat, v128, v128_or};

/// How many bytes are looked at together.
pub const BLOCK: usize = 64;

/// A block as the processor takes it. Its four parts are named one by one: loops over them stay loops where the code is
/// compiled for size.
#[cfg(target_arch = "wasm32")]
#[derive(Debug, Clone, Copy)]
pub struct Block(v128, v128, v128, v128);

#[cfg(target_arch = "wasm32")]
impl Block {
    /// The block of these bytes.
    #[inline(always)]
    pub fn of(bytes: &[u8; BLOCK]) -> Block {
        let [first, second, third, fourth] = bytemuck::must_cast::<[u8; BLOCK], [v128; 4]>(*bytes);
        Block(first, second, third, fourth)
    }

    /// A bit for each place where the block holds `sign`, the first byte lowest.
    #[inline(always)]
    pub fn places(&self, sign: u8) -> u64 {
        let Block(first, second, third, fourth) = *self;
        let wanted = u8x16_splat(sign);
        let bits = |part| u64::from(u8x16_bitmask(u8x16_eq(part, wanted)));
        bits(first) | bits(second) << 16 | bits(third) << 32 | bits(fourth) << 48
    }

    /// A bit for each byte of the block that is none of ASCII's, the first lowest.
    #[inline(always)]
    pub fn beyond_ascii(&self) -> u64 {
        let Block(first, second, third, fourth) = *self;
        let bits = |part| u64::from(u8x16_bitmask(part));
        if bits(v128_or(v128_or(first, second), v128_or(third, fourth))) == 0 {
            return 0;
        }
        bits(first) | bits(second) << 16 | bits(third) << 32 | bits(fourth) << 48
    }

    /// A bit for each byte that has the third of its own, 0x20.
    #[inline(always)]
    pub fn third_bits(&self) -> u64 {
        let Block(first, second, third, fourth) = *self;
        let bits = |part| u64::from(u8x16_bitmask(u8x16_shl(part, 2)));
        bits(first) | bits(second) << 16 | bits(third) << 32 | bits(fourth) << 48
    }
}

/// A block as the processor takes it.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug, Clone, Copy)]
pub struct Block<'b>(&'b [u8; BLOCK]);

#[cfg(not(target_arch = "wasm32"))]
impl Block<'_> {
    /// The block of these bytes.
    #[inline(always)]
    pub fn of(bytes: &[u8; BLOCK]) -> Block<'_> {
        Block(bytes)
    }

    /// A bit for each place where the block holds `sign`, the first byte lowest.
    #[inline(always)]
    pub fn places(&self, sign: u8) -> u64 {
        portable(self.0, sign)
    }

    /// A bit for each byte of the block that is none of ASCII's, the first lowest.
    #[inline(always)]
    pub fn beyond_ascii(&self) -> u64 {
        self.high_bits(0)
    }

    /// A bit for each byte that has the third of its own, 0x20.
    #[inline(always)]
    pub fn third_bits(&self) -> u64 {
        self.high_bits(2)
    }

    #[inline(always)]
    fn high_bits(&self, shift: u32) -> u64 {
        let high = |word: &[u8; 8]| gathered(u64::from_le_bytes(*word) << shift & !LOW);
        self.0.as_chunks::<8>().0.iter().enumerate().fold(0, |bits, (at, word)| bits | high(word) << (8 * at))
    }
}

/// All bits but the highest of eight bytes.
#[cfg(any(test, not(target_arch = "wasm32")))]
const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;

/// The high bits of eight bytes side by side; the multiplication brings them together.
#[cfg(any(test, not(target_arch = "wasm32")))]
#[inline(always)]
fn gathered(high: u64) -> u64 {
    (high >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// The same by words of eight bytes: a byte that equals `sign` is zero after the exclusive or, and only zero leaves its
/// high bit clear after adding 0x7F to the low seven.
#[cfg(any(test, not(target_arch = "wasm32")))]
#[inline(always)]
fn portable(block: &[u8; BLOCK], sign: u8) -> u64 {
    let wanted = u64::from_le_bytes([sign; 8]);
    let mut bits = 0;
    for (at, word) in block.as_chunks::<8>().0.iter().enumerate() {
        let different = u64::from_le_bytes(*word) ^ wanted;
        let zero = !(((different & LOW) + LOW) | different | LOW);
        bits |= gathered(zero) << (8 * at);
    }
    bits
}

/// For each place, whether an odd number of bits stands at it or below: from an opening quote to before the closing one.
#[inline(always)]
pub fn odd_so_far(mut bits: u64) -> u64 {
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^ bits << 32
}

/// How many places are written together.
pub const EIGHT: usize = 8;

/// Where the bits of each byte stand, a byte for each, the lowest first; zeros after them.
const PLACES: [u64; 256] = {
    let mut all = [0; 256];
    let (mut rest, mut byte): (&mut [u64], u64) = (&mut all, 0);
    while let Some((places, after)) = rest.split_first_mut() {
        let (mut bit, mut shift) = (0, 0);
        while bit < EIGHT as u64 {
            if byte >> bit & 1 == 1 {
                *places |= bit << shift;
                shift += u8::BITS;
            }
            bit += 1;
        }
        (rest, byte) = (after, byte + 1);
    }
    all
};

/// Writes where the bits of a byte stand, counted from `at`; what stands behind them is of no meaning.
#[cfg(target_arch = "wasm32")]
#[inline(always)]
pub fn write_places(into: &mut [u32; EIGHT], bits: u8, at: usize) {
    use core::arch::wasm32::{
        u16x8_extend_low_u8x16, u32x4_add, u32x4_extend_high_u16x8, u32x4_extend_low_u16x8, u32x4_splat, u64x2,
    };
    let places = PLACES.get(usize::from(bits)).copied().unwrap_or_default();
    let places = u16x8_extend_low_u8x16(u64x2(places, 0));
    let at = u32x4_splat(at as u32);
    let (low, high) = (u32x4_extend_low_u16x8(places), u32x4_extend_high_u16x8(places));
    *into = bytemuck::must_cast([u32x4_add(low, at), u32x4_add(high, at)]);
}

/// Writes where the bits of a byte stand, counted from `at`; what stands behind them is of no meaning.
#[cfg(not(target_arch = "wasm32"))]
#[inline(always)]
pub fn write_places(into: &mut [u32; EIGHT], bits: u8, at: usize) {
    let places = PLACES.get(usize::from(bits)).copied().unwrap_or_default();
    *into = places.to_le_bytes().map(|place| u32::from(place) + at as u32);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_finds_the_same_places() {
        let mut state = 1_u32;
        for _ in 0..2000 {
            let block: [u8; BLOCK] = std::array::from_fn(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                [b';', b'"', b'\n', b'\r', b'a', 0, 0x80, 0xff][(state >> 29) as usize]
            });
            for sign in [b';', b'"', b'\n', b'\r', 0x80] {
                let expected = block.iter().enumerate().map(|(at, byte)| u64::from(*byte == sign) << at).sum::<u64>();
                assert_eq!(Block::of(&block).places(sign), expected);
                assert_eq!(portable(&block, sign), expected);
            }
        }
    }

    #[test]
    fn one_byte_beyond_ascii_is_seen_at_every_place() {
        let mut block = [0x7f; BLOCK];
        assert_eq!(Block::of(&block).beyond_ascii(), 0);
        for at in 0..BLOCK {
            block[at] = 0x80;
            assert_eq!(Block::of(&block).beyond_ascii(), 1 << at);
            block[at] = b'a';
        }
        let bytes: [u8; BLOCK] = std::array::from_fn(|at| (at * 37) as u8);
        let expected = bytes.iter().enumerate().map(|(at, byte)| u64::from(byte & 0x20 != 0) << at).sum::<u64>();
        assert_eq!(Block::of(&bytes).third_bits(), expected);
    }

    #[test]
    fn places_of_all_bytes() {
        for byte in 0..=u8::MAX {
            let mut found = [0; EIGHT];
            write_places(&mut found, byte, 100);
            let expected: Vec<u32> = (0..8).filter(|bit| byte >> bit & 1 == 1).map(|bit| 100 + bit).collect();
            assert_eq!(found[..expected.len()], expected, "{byte}");
        }
    }

    #[test]
    fn odd_from_each_opening_to_before_its_closing() {
        assert_eq!(odd_so_far(0b1_0010), 0b0_1110);
        assert_eq!(odd_so_far(0b1001_0010), !0b0111_0001);
    }
}

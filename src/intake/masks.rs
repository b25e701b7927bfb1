//! Where signs stand among 64 bytes, as bits: the inner loop of the splitter.

/// How many bytes are looked at together.
pub const BLOCK: usize = 64;

/// A bit for each place where the block holds `sign`, the first byte lowest.
#[cfg(target_arch = "wasm32")]
#[inline(always)]
pub fn places(block: &[u8; BLOCK], sign: u8) -> u64 {
    use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_splat, u64x2};
    let wanted = u8x16_splat(sign);
    let mut bits = 0;
    for (at, part) in block.as_chunks::<16>().0.iter().enumerate() {
        let [low, high] = halves(part);
        bits |= u64::from(u8x16_bitmask(u8x16_eq(u64x2(low, high), wanted))) << (16 * at);
    }
    bits
}

/// A bit for each place where the block holds `sign`, the first byte lowest.
#[cfg(not(target_arch = "wasm32"))]
#[inline(always)]
pub fn places(block: &[u8; BLOCK], sign: u8) -> u64 {
    portable(block, sign)
}

#[cfg(target_arch = "wasm32")]
#[inline(always)]
fn halves(part: &[u8; 16]) -> [u64; 2] {
    match part.as_chunks::<8>().0 {
        [low, high] => [u64::from_le_bytes(*low), u64::from_le_bytes(*high)],
        _ => [0, 0],
    }
}

/// Whether a byte of the block is none of ASCII's.
#[cfg(target_arch = "wasm32")]
#[inline(always)]
pub fn beyond_ascii(block: &[u8; BLOCK]) -> bool {
    use core::arch::wasm32::{u8x16_bitmask, u64x2, v128_or};
    let mut all = u64x2(0, 0);
    for part in block.as_chunks::<16>().0 {
        let [low, high] = halves(part);
        all = v128_or(all, u64x2(low, high));
    }
    u8x16_bitmask(all) != 0
}

/// Whether a byte of the block is none of ASCII's.
#[cfg(not(target_arch = "wasm32"))]
#[inline(always)]
pub fn beyond_ascii(block: &[u8; BLOCK]) -> bool {
    !block.is_ascii()
}

/// The same by words of eight bytes: a byte that equals `sign` is zero after the exclusive or, and only zero leaves its
/// high bit clear after adding 0x7F to the low seven; the multiplication gathers the high bits.
#[cfg(any(test, not(target_arch = "wasm32")))]
#[inline(always)]
fn portable(block: &[u8; BLOCK], sign: u8) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let wanted = u64::from_le_bytes([sign; 8]);
    let mut bits = 0;
    for (at, word) in block.as_chunks::<8>().0.iter().enumerate() {
        let different = u64::from_le_bytes(*word) ^ wanted;
        let zero = !(((different & LOW) + LOW) | different | LOW);
        bits |= ((zero >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * at);
    }
    bits
}

/// For each place, whether an odd number of bits stands at it or below: from an opening quote to before the closing one.
#[inline(always)]
pub fn odd_so_far(mut bits: u64) -> u64 {
    for shift in [1, 2, 4, 8, 16, 32] {
        bits ^= bits << shift;
    }
    bits
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
                assert_eq!(places(&block, sign), expected);
                assert_eq!(portable(&block, sign), expected);
            }
        }
    }

    #[test]
    fn one_byte_beyond_ascii_is_seen_at_every_place() {
        let mut block = [0x7f; BLOCK];
        assert!(!beyond_ascii(&block));
        for at in 0..BLOCK {
            block[at] = 0x80;
            assert!(beyond_ascii(&block), "{at}");
            block[at] = b'a';
        }
    }

    #[test]
    fn odd_from_each_opening_to_before_its_closing() {
        assert_eq!(odd_so_far(0b1_0010), 0b0_1110);
        assert_eq!(odd_so_far(0b1001_0010), !0b0111_0001);
    }
}

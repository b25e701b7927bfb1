//! Plain numbers straight from the bytes: digits with at most one comma or point among them, read eight at a time.

use super::numbers::Shape;
use crate::intake::Span;

/// The longest field that is one word.
const SHORT: usize = 8;

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

/// How a plain number is written, in a byte: decimals, sign before them, what else a [`Shape`] tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Class(u8);

const COMMA: u8 = 1 << 4;
const POINT: u8 = 2 << 4;
const AMBIGUOUS: u8 = 1 << 6;
const ZERO: u8 = 1 << 7;

impl Class {
    /// No plain number; counted elsewhere.
    pub const OTHER: Class = Class(u8::MAX);
    /// A text that is neither number nor mark.
    pub const WORD: Class = Class(u8::MAX - 1);

    /// As an index.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The class of an index, where it is that of a plain number, and its shape.
    pub fn of_index(index: usize) -> Option<(Class, Shape)> {
        let class = Class(u8::try_from(index).ok()?);
        let decimal = match class.0 & (COMMA | POINT) {
            0 => None,
            COMMA => Some(','),
            POINT => Some('.'),
            _ => return None,
        };
        let shape = Shape {
            decimal,
            ambiguous: class.0 & AMBIGUOUS != 0,
            leading_zero: class.0 & ZERO != 0,
            ..Shape::default()
        };
        Some((class, shape))
    }

    /// Digits after the sign; none where it is no plain number.
    #[inline(always)]
    pub fn decimals(self) -> u8 {
        if self == Class::OTHER { 0 } else { self.0 & 15 }
    }

    /// The sign before the decimals, in one bit.
    #[inline(always)]
    pub fn sign(self) -> u8 {
        if self == Class::OTHER { 0 } else { (self.0 >> 4) & 3 }
    }

    #[inline(always)]
    fn new(length: usize, sign: Option<(usize, u8)>, zero: bool) -> Option<Class> {
        let Some((before, sign)) = sign else { return Some(Class(if zero && length > 1 { ZERO } else { 0 })) };
        let decimals = length - before - 1;
        let ambiguous = decimals == 3 && (1..=3).contains(&before) && !zero;
        let sign = match sign {
            b',' => COMMA,
            b'.' => POINT,
            _ => return None,
        };
        (decimals > 0).then_some(Class(decimals as u8 | sign | if ambiguous { AMBIGUOUS } else { 0 }))
    }
}

/// The digits of a plain number as one integer, and how it is written. `None` for everything else, and for more than
/// fifteen digits.
#[inline]
pub fn digits(field: &[u8]) -> Option<(u64, Class)> {
    match Word::of(field) {
        Some(word) => digits_of(word),
        None => bytewise(field),
    }
}

/// The same for at most eight bytes.
#[inline(always)]
pub fn digits_of(Word { bytes: word, length }: Word) -> Option<(u64, Class)> {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    if length == 0 {
        return None;
    }
    let within = u64::MAX >> (64 - 8 * length);
    let values = (word ^ 0x3030_3030_3030_3030) & within;
    // A digit's value is below ten: adding 0x76 leaves its high bit clear.
    let others = (((values & LOW) + 0x7676_7676_7676_7676) | values) & !LOW & within;
    let zero = values & 0xff == 0;
    let (values, sign, all) = if others == 0 {
        (values, None, length)
    } else {
        let at = others.trailing_zeros() as usize / 8;
        if others & (others - 1) != 0 {
            return None;
        }
        let below = (1_u64 << (8 * at)) - 1;
        let above = if at == 7 { 0 } else { values >> (8 * (at + 1)) << (8 * at) };
        ((values & below) | above, Some((at, (word >> (8 * at)) as u8)), length - 1)
    };
    let class = Class::new(length, sign, zero)?;
    let values = values.checked_shl(64 - 8 * all as u32)?;
    let pairs = (values.wrapping_mul(10) + (values >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs.wrapping_mul(100) + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    let number = (fours.wrapping_mul(10_000) + (fours >> 32)) & 0xffff_ffff;
    Some((number, class))
}

fn bytewise(field: &[u8]) -> Option<(u64, Class)> {
    let (mut number, mut sign) = (0_u64, None);
    if field.is_empty() || field.len() > 16 {
        return None;
    }
    for (at, byte) in field.iter().enumerate() {
        match byte {
            b'0'..=b'9' => number = number * 10 + u64::from(byte - b'0'),
            b',' | b'.' if sign.is_none() => sign = Some((at, *byte)),
            _ => return None,
        }
    }
    let all = field.len() - usize::from(sign.is_some());
    let class = Class::new(field.len(), sign, field.first() == Some(&b'0'))?;
    (1..=15).contains(&all).then_some((number, class))
}

/// Whether a field of letters and digits can only be a word: nothing that is written so is a number or a mark.
#[inline]
pub fn is_word(field: &[u8]) -> bool {
    let (mut letter, mut digit) = (false, false);
    for byte in field {
        match byte {
            b'0'..=b'9' => digit = true,
            b'e' | b'E' => {}
            b'a'..=b'z' | b'A'..=b'Z' => letter = true,
            _ => return false,
        }
    }
    letter && digit
}

#[cfg(test)]
mod tests {
    use super::super::numbers::{self, Shape};
    use super::super::tokens::mark;
    use super::{Class, digits, is_word};

    #[test]
    fn what_is_read_eight_at_a_time_is_what_is_read_otherwise() {
        let mut state = 1_u64;
        let mut some = 0;
        let signs = b"0123456789012345678901234567890,,..- e%a";
        for _ in 0..400_000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let length = (state >> 60) as usize + 1;
            let field: Vec<u8> =
                (0..length).map(|at| signs[(state >> (at * 3)) as usize % 7919 % signs.len()]).collect();
            let text = std::str::from_utf8(&field).unwrap();
            let Some((number, class)) = digits(&field) else {
                let plain = numbers::plain(&field, ',').or(numbers::plain(&field, '.'));
                assert!(plain.is_none(), "{text}");
                continue;
            };
            some += 1;
            let (same, shape) = Class::of_index(class.index()).unwrap();
            assert_eq!((same, Some(shape)), (class, Shape::of(text)), "{text}");
            let value = number as f64 / 10_f64.powi(i32::from(class.decimals()));
            let expected = numbers::plain(&field, shape.decimal.unwrap_or('.'));
            assert_eq!(Some(value.to_bits()), expected.map(f64::to_bits), "{text}");
        }
        assert!(some > 20_000, "{some}");
    }

    #[test]
    fn words_are_neither_numbers_nor_marks() {
        for text in ["12a", "P100200", "1e5f", "00ff13ab9c"] {
            assert!(is_word(text.as_bytes()) && Shape::of(text).is_none() && mark(text).is_none(), "{text}");
        }
        for text in ["1e5", "12", "x", "12 a", "", "nan", "<5", "1e5e"] {
            assert!(!is_word(text.as_bytes()), "{text}");
        }
    }
}

//! A sum of numbers that does not depend on the order in which they are added.
//!
//! Each number is split into a whole part and a fraction in units of 10⁻³⁶, and both are added as integers. Integer
//! addition is associative and commutative, so how a file was cut, or how many workers read it, changes no bit.
//!
//! A [`Decimal`] and its square enter exactly as they are written. Any other number enters by its binary value: exactly
//! where that is a multiple of 2⁻³⁶, else cut towards zero at 10⁻³⁶, always in the same place.
//!
//! # Edge cases
//! What is not finite is passed over: the table stage never lets it through. Beyond 2¹²⁷ in either direction a sum
//! stays there, which for numbers of one sign, as weights are, no order changes either.

use super::decimal::{DIGITS, Decimal, power};
use crate::wire::{Read, Write};

/// Units of the fraction in one.
const ONE: i128 = 10_i128.pow(DECIMALS);
const DECIMALS: u32 = 36;
/// What is finer than a decimal's fifteen decimals, and than its square's thirty.
const BEYOND: i128 = 10_i128.pow(DECIMALS - DIGITS as u32);
const BEYOND_SQUARE: i128 = 10_i128.pow(DECIMALS - 2 * DIGITS as u32);
const FIVES: u128 = 5_u128.pow(DECIMALS);

/// An exact, mergeable sum.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ExactSum {
    whole: i128,
    /// In units of 10⁻³⁶, always from 0 to just below one.
    fraction: i128,
}

impl ExactSum {
    /// Adds a number by its binary value.
    pub fn add(&mut self, number: f64) {
        if !number.is_finite() {
            return;
        }
        let whole = number.trunc();
        let fraction = units((number - whole).abs());
        self.merge(ExactSum { whole: whole as i128, fraction: if number < 0.0 { -fraction } else { fraction } });
    }

    /// Writes it for another worker.
    pub fn write(self, out: &mut Vec<u8>) {
        out.wide(self.whole);
        out.wide(self.fraction);
    }

    /// Reads what another worker wrote.
    pub fn read(from: &mut Read<'_>) -> Option<ExactSum> {
        Some(ExactSum { whole: from.wide()?, fraction: from.wide()? })
    }

    /// Adds another sum.
    pub fn merge(&mut self, other: ExactSum) {
        let fraction = self.fraction + other.fraction;
        let carry = i128::from(fraction >= ONE) - i128::from(fraction < 0);
        self.whole = self.whole.saturating_add(other.whole).saturating_add(carry);
        self.fraction = fraction - carry * ONE;
    }

    /// A sum of decimals: so many units of 10 to the power of minus `decimals`, which are 36 at most.
    pub fn of(units: u128, decimals: u32) -> ExactSum {
        let decimals = decimals.min(DECIMALS) as usize;
        let (one, rest) = (tens(decimals), tens(DECIMALS as usize - decimals));
        // Numbers of 64 bits are divided many times faster.
        if let (Ok(units), Ok(one)) = (u64::try_from(units), u64::try_from(one)) {
            let whole = units / one;
            return ExactSum { whole: whole.into(), fraction: (u128::from(units - whole * one) * rest) as i128 };
        }
        let fraction = (units % one) * rest;
        ExactSum { whole: i128::try_from(units / one).unwrap_or(i128::MAX), fraction: fraction as i128 }
    }

    /// A decimal.
    pub fn decimal(number: Decimal) -> ExactSum {
        let (whole, fraction, [_, rest]) = number.parts();
        ExactSum { whole: whole.into(), fraction: i128::from(fraction) * (i128::from(rest) * BEYOND) }
    }

    /// The square of a decimal: a² + 2ab + b² of its whole part a and its fraction b.
    pub fn square(number: Decimal) -> ExactSum {
        let (whole, fraction, [one, rest]) = number.parts();
        let (twice, rest) = (2 * whole * fraction, i128::from(rest));
        let mut sum = ExactSum {
            whole: i128::from(whole) * i128::from(whole) + i128::from(twice / one),
            fraction: i128::from(twice % one) * (rest * BEYOND),
        };
        let square = i128::from(fraction) * i128::from(fraction) * (rest * rest * BEYOND_SQUARE);
        sum.merge(ExactSum { whole: 0, fraction: square });
        sum
    }

    /// The sum as the nearest number.
    pub fn value(self) -> f64 {
        let (whole, fraction) = match (self.whole < 0, self.fraction) {
            (false, fraction) => (self.whole, fraction),
            (true, 0) => (self.whole, 0),
            (true, fraction) => (self.whole + 1, ONE - fraction),
        };
        let size = nearest(whole.unsigned_abs(), fraction.unsigned_abs());
        if self.whole < 0 { -size } else { size }
    }
}

/// A power of ten up to 10³⁶.
fn tens(exponent: usize) -> u128 {
    const HALF: u128 = 10_u128.pow(DIGITS as u32);
    match exponent.checked_sub(DIGITS) {
        None => power(exponent).into(),
        Some(more) if more <= DIGITS => HALF * u128::from(power(more)),
        Some(more) => HALF * HALF * u128::from(power((more - DIGITS).min(DIGITS))),
    }
}

/// A binary fraction below one in units of 10⁻³⁶ = 5⁻³⁶ · 2⁻³⁶, cut.
fn units(fraction: f64) -> i128 {
    const LOW: u128 = FIVES & u64::MAX as u128;
    const HIGH: u128 = FIVES >> 64;
    let bits = fraction.to_bits();
    let exponent = (bits >> 52) as u32;
    // A fraction is its 53 binary digits · 2^(exponent − 1075); in these units, digits · 5³⁶ · 2^(exponent − 1039).
    let digits = u128::from(bits & ((1 << 52) - 1) | 1 << 52);
    let (low, high) = (digits * LOW, digits * HIGH);
    let sum = match 1039_u32.saturating_sub(exponent) {
        right @ 0..=64 => (high << (64 - right)) + (low >> right),
        right => (high + (low >> 64)).checked_shr(right - 64).unwrap_or(0),
    };
    sum as i128
}

/// The number nearest to a whole part and units of 10⁻³⁶: binary digits are divided out until there are more than a
/// number holds, and what then remains only decides between two that are as near.
fn nearest(whole: u128, fraction: u128) -> f64 {
    const STEP: u32 = 44;
    /// More than the rounding of a fraction and of its unit can be wrong by.
    const DOUBT: f64 = 4.0 * f64::EPSILON;
    if whole >> 64 > 0 {
        return (whole | u128::from(fraction > 0)) as f64;
    }
    // Rounding keeps the order: where the sums with too small and too large a fraction are the same, so is the right one.
    if let Some(whole) = u64::try_from(whole).ok().filter(|whole| *whole < 1 << f64::MANTISSA_DIGITS) {
        let part = fraction as f64 * 1e-36;
        let (low, high) = (whole as f64 + part * (1.0 - DOUBT), whole as f64 + part * (1.0 + DOUBT));
        if low == high {
            return low;
        }
    }
    let (mut digits, mut rest, mut after) = ((whole << DECIMALS) | (fraction / FIVES), fraction % FIVES, DECIMALS);
    while digits >> 64 == 0 && rest > 0 {
        rest <<= STEP;
        (digits, rest, after) = ((digits << STEP) | (rest / FIVES), rest % FIVES, after + STEP);
    }
    (digits | u128::from(rest > 0)) as f64 * 2_f64.powi(-(after as i32))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(numbers: &[f64]) -> ExactSum {
        let mut sum = ExactSum::default();
        numbers.iter().for_each(|number| sum.add(*number));
        sum
    }

    #[test]
    fn order_changes_no_bit() {
        let numbers = [1e15, 0.1, -1e15, 1e-9, 2113.4449, -0.3, 7e8];
        let mut reversed = numbers;
        reversed.reverse();
        assert_eq!(sum(&numbers), sum(&reversed));
        assert_eq!(sum(&numbers).value(), 0.1 + 1e-9 + 2113.4449 - 0.3 + 7e8);
    }

    #[test]
    fn small_negative_numbers_keep_their_digits() {
        assert_eq!(sum(&[-1e-20, -2.5]).value(), -2.5);
        assert!((sum(&[-1e-20]).value() + 1e-20).abs() < 1e-33);
        assert_eq!(sum(&[-3.0]).value(), -3.0);
    }

    /// A seeded sequence of numbers of 64 bits.
    fn numbers(mut state: u64) -> impl Iterator<Item = u64> {
        std::iter::repeat_with(move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        })
    }

    #[test]
    fn decimals_add_up_as_written() {
        let tenth = Decimal::of(0.1).unwrap();
        let (mut whole, mut squares) = (ExactSum::default(), ExactSum::default());
        for _ in 0..10 {
            whole.merge(ExactSum::decimal(tenth));
            squares.merge(ExactSum::square(tenth));
        }
        assert_eq!((whole, squares), (ExactSum::of(1, 0), ExactSum::of(1, 1)));
        assert_ne!(sum(&[0.1; 10]), ExactSum::of(1, 0));
        for (at, number) in numbers(7).take(3000).enumerate() {
            let (digits, decimals) = (number % 10_u64.pow(1 + at as u32 % 15), at as u32 % 16);
            let decimal = Decimal::of(digits as f64 / 10_f64.powi(decimals as i32)).unwrap();
            assert_eq!(ExactSum::decimal(decimal), ExactSum::of(digits.into(), decimals), "{digits} {decimals}");
            let square = u128::from(digits) * u128::from(digits);
            assert_eq!(ExactSum::square(decimal), ExactSum::of(square, 2 * decimals), "{digits} {decimals}");
        }
    }

    /// The expansion of a binary number, cut at 36 decimals, as the standard library writes it.
    #[test]
    fn binary_numbers_are_cut_at_36_decimals() {
        let odd = [0.1, 0.5, 1.0 / 3.0, 2_f64.powi(-36), 2_f64.powi(-37), 1e-20, 1e-36, 1e-40, 5e-324, 0.0, 1e22, 2e38];
        let random = numbers(11).take(3000).map(|bits| f64::from_bits(bits % (0x47d << 52)));
        for number in odd.into_iter().chain(random) {
            let text = format!("{number:.1100}");
            let (whole, fraction) = text.split_once('.').unwrap();
            let right =
                ExactSum { whole: whole.parse().unwrap_or(i128::MAX), fraction: fraction[..36].parse().unwrap() };
            assert_eq!(sum(&[number]), right, "{number:e}");
            let mut nothing = sum(&[-number]);
            nothing.merge(right);
            assert_eq!(
                nothing,
                if right.whole == i128::MAX { sum(&[-1.0]) } else { ExactSum::default() },
                "{number:e}"
            );
        }
        assert_eq!(sum(&[f64::NAN, f64::INFINITY, f64::NEG_INFINITY]), ExactSum::default());
        assert_eq!(sum(&[1e300, 1e300, 1.5]).value(), 2_f64.powi(127));
    }

    /// The nearest number to the same digits, as the standard library reads it.
    #[test]
    fn the_value_is_the_nearest_number() {
        for (at, pair) in numbers(13).zip(numbers(17)).take(3000).enumerate() {
            let whole = (u128::from(pair.0) << 62 | u128::from(pair.1)) >> (at % 127 + 1);
            let fraction = (u128::from(pair.1) << 64 | u128::from(pair.0)) % ONE as u128 / 10_u128.pow(at as u32 % 36);
            let right: f64 = format!("{whole}.{fraction:036}").parse().unwrap();
            let sum = ExactSum { whole: whole as i128, fraction: fraction as i128 };
            assert_eq!(sum.value(), right, "{whole}.{fraction:036}");
            let mut below = ExactSum::default();
            below.merge(ExactSum { whole: -(whole as i128), fraction: -(fraction as i128) });
            assert_eq!(below.value(), -right, "-{whole}.{fraction:036}");
        }
    }
}

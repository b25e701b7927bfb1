//! Numbers as they were written: a sampling weight in a file is a decimal, and its sum is that of decimals.
//!
//! Two decimals of at most fifteen digits never have the same nearest binary number, so a number is at most one such
//! decimal, whatever way it came: as a text, as digits that were kept, or computed.
//!
//! # Edge cases
//! Zero is a decimal; numbers below zero, from 10¹⁵, with more than fifteen digits or decimals, and what is not finite
//! are none.

/// Digits, and decimals, at most.
pub const DIGITS: usize = 15;
/// Powers of ten, as integers.
const POWERS: [u64; DIGITS + 1] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
    1_000_000_000,
    10_000_000_000,
    100_000_000_000,
    1_000_000_000_000,
    10_000_000_000_000,
    100_000_000_000_000,
    1_000_000_000_000_000,
];

/// A number from zero with at most fifteen digits, all of them written: 24.5 is 245 with 13 zeros after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    digits: u64,
    decimals: usize,
}

impl Decimal {
    /// The decimal whose nearest binary number this is.
    #[inline]
    pub fn of(number: f64) -> Option<Decimal> {
        // With as many decimals as leave fifteen digits the one candidate is found by rounding once.
        let before = POWERS.iter().take_while(|power| **power as f64 <= number).count();
        let decimals = DIGITS.checked_sub(before)?;
        let digits = rounded(number, decimals)?;
        Some(Decimal { digits, decimals })
    }

    /// The whole part and the fraction; how many units of the fraction are one, and how many of 10⁻¹⁵ are its unit.
    pub(super) fn parts(self) -> (u64, u64, [u64; 2]) {
        let one = power(self.decimals);
        (self.digits / one, self.digits % one, [one, power(DIGITS - self.decimals)])
    }

    /// The fewest decimals that it can be written with.
    pub fn least_decimals(self) -> usize {
        let zeros = (1..=self.decimals).take_while(|zeros| self.digits.is_multiple_of(power(*zeros))).count();
        self.decimals - zeros
    }

    /// In units of 10 to the power of minus `decimals`; `None` where it is no whole number of them, or too many.
    pub fn at(self, decimals: usize) -> Option<u64> {
        if decimals >= self.decimals {
            return self.digits.checked_mul(power(decimals - self.decimals));
        }
        let one = power(self.decimals - decimals);
        self.digits.is_multiple_of(one).then(|| self.digits / one)
    }
}

/// Ten to the power of at most fifteen.
pub fn power(of: usize) -> u64 {
    POWERS.get(of).copied().unwrap_or(1)
}

/// Fewer than 10¹⁵ units of 10 to the power of minus `decimals`, where their nearest binary number is this one.
#[inline]
pub fn rounded(number: f64, decimals: usize) -> Option<u64> {
    let scale = power(decimals) as f64;
    let digits = (number * scale + 0.5) as u64;
    (digits < power(DIGITS) && digits as f64 / scale == number).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_is_found_again_however_it_came() {
        let mut state = 1_u64;
        for at in 0..20_000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let (digits, decimals) = ((state >> 8) % 10_u64.pow(1 + at % 15), at as usize / 15 % 16);
            let written = format!("{digits}e-{decimals}");
            let number: f64 = written.parse().unwrap();
            assert_eq!(number, digits as f64 / 10_f64.powi(decimals as i32), "{written}");
            let decimal = Decimal::of(number).unwrap();
            assert_eq!(decimal.at(decimals), Some(digits), "{written}");
            assert_eq!(rounded(number, decimals), Some(digits), "{written}");
            let zeros = digits.to_string().bytes().rev().take_while(|byte| *byte == b'0').count();
            let fewest = if digits == 0 { 0 } else { decimals.saturating_sub(zeros) };
            assert_eq!(decimal.least_decimals(), fewest, "{written}");
            assert_eq!(
                decimal.at(fewest).map(|digits| digits as f64 / power(fewest) as f64),
                Some(number),
                "{written}"
            );
            if let Some(fewer) = fewest.checked_sub(1) {
                assert_eq!((decimal.at(fewer), rounded(number, fewer)), (None, None), "{written}");
            }
        }
    }

    #[test]
    fn other_numbers_are_none() {
        for number in [0.1 + 0.2, 1.0 / 3.0, -1.0, 1e15, 1e300, 1e-16, 5e-324, f64::NAN, f64::INFINITY] {
            assert_eq!(Decimal::of(number), None, "{number}");
        }
        assert_eq!(Decimal::of(-0.0).unwrap().at(0), Some(0));
        assert_eq!(Decimal::of(9.999_999_999_999_99).unwrap().at(14), Some(999_999_999_999_999));
        assert_eq!(Decimal::of(f64::from_bits(10_f64.to_bits() - 1)), None);
        assert_eq!(Decimal::of(999_999_999_999_999.0).unwrap().at(5), None);
    }
}

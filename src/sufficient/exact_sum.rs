//! A sum of numbers that does not depend on the order in which they are added.
//!
//! Each number is split into a whole part and a fraction in units of 2⁻¹¹⁰, and both are added as integers. Integer
//! addition is associative and commutative, so how a file was cut, or how many workers read it, changes no bit. Any
//! number from 2⁻⁵⁸ to 2¹¹⁹ enters exactly; smaller ones are cut at 2⁻¹¹⁰, always in the same place.

const FRACTION_BITS: u32 = 110;
const ONE: i128 = 1 << FRACTION_BITS;

/// An exact, mergeable sum of finite numbers below 2¹¹⁹ in size.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ExactSum {
    whole: i128,
    /// In units of 2⁻¹¹⁰, always from 0 to just below one.
    fraction: i128,
}

impl ExactSum {
    /// Adds a number. What is not finite is passed over: the table stage never lets it through.
    pub fn add(&mut self, number: f64) {
        if !number.is_finite() {
            return;
        }
        let whole = number.trunc();
        self.merge(ExactSum { whole: whole as i128, fraction: ((number - whole) * ONE as f64) as i128 });
    }

    /// Adds another sum.
    pub fn merge(&mut self, other: ExactSum) {
        let fraction = self.fraction + other.fraction;
        self.whole = self.whole.saturating_add(other.whole).saturating_add(fraction >> FRACTION_BITS);
        self.fraction = fraction & (ONE - 1);
    }

    /// The sum as the nearest number.
    pub fn value(self) -> f64 {
        if self.whole >= 0 {
            return self.whole as f64 + self.fraction as f64 / ONE as f64;
        }
        let (whole, fraction) = match self.fraction {
            0 => (-self.whole, 0),
            fraction => (-(self.whole + 1), ONE - fraction),
        };
        -(whole as f64 + fraction as f64 / ONE as f64)
    }
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
}

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

/// A number of 0 to 2³² whose last bit is 2⁻⁶⁴ or higher, in units of 2⁻⁶⁴.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fixed(u128);

impl Fixed {
    /// The number, where it is one of these.
    #[inline]
    pub fn of(number: f64) -> Option<Fixed> {
        const MOST: f64 = (1_u64 << 32) as f64;
        if !(0.0..MOST).contains(&number) {
            return None;
        }
        let bits = number.to_bits();
        let (exponent, digits) = ((bits >> 52) & 0x7ff, bits & ((1 << 52) - 1));
        if exponent == 0 {
            return (digits == 0).then_some(Fixed(0));
        }
        let digits = digits | 1 << 52;
        // The last of the 53 binary digits stands for 2^(exponent − 1075); here it stands for 2^(exponent − 1011) units.
        match exponent.checked_sub(1011) {
            Some(left) => Some(Fixed(u128::from(digits) << left)),
            None => {
                let right = 1011 - exponent as u32;
                (right <= digits.trailing_zeros()).then(|| Fixed(u128::from(digits >> right)))
            }
        }
    }
}

/// A sum of fewer than 2³² such numbers: one integer addition each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FixedSum(u128);

impl FixedSum {
    /// Adds a number.
    #[inline]
    pub fn add(&mut self, number: Fixed) {
        self.0 = self.0.wrapping_add(number.0);
    }

    /// The same sum in the common form.
    pub fn exact(self) -> ExactSum {
        let fraction = self.0 & u128::from(u64::MAX);
        ExactSum { whole: (self.0 >> 64) as i128, fraction: (fraction << (FRACTION_BITS - 64)) as i128 }
    }
}

/// Numbers from one size to another as whole multiples of a power of two, in two halves that many of them can be added
/// in without a carry.
#[derive(Debug, Clone, Copy)]
pub struct Units {
    /// Binary digits after the point.
    digits: u32,
    /// Binary digits of the lower half.
    low: u32,
    /// Binary digits that a sum's upper half needs.
    high: u32,
    /// To whole multiples of the upper half, back, and to the unit.
    scales: [f64; 3],
}

impl Units {
    /// Units for fewer than 2^`many` numbers of zero or `least` to `most`; `None` where those are too far apart.
    pub fn new(least: f64, most: f64, many: u32) -> Option<Units> {
        let exponent = |number: f64| ((number.to_bits() >> 52) & 0x7ff) as i32 - 1023;
        let (least, most) = if most > 0.0 { (least, most) } else { (1.0, 1.0) };
        let normal = least.is_normal() && most.is_normal();
        let digits = u32::try_from((52 - exponent(least)).max(0)).ok().filter(|digits| *digits <= FRACTION_BITS)?;
        let low = u64::BITS - many;
        let bits = u32::try_from(exponent(most) + 1 + digits as i32).ok()?;
        let high = bits.saturating_sub(low) + many;
        let power = |exponent: i32| 2_f64.powi(exponent);
        let upper = digits as i32 - low as i32;
        let scales = [power(upper), power(-upper), power(digits as i32)];
        (normal && high < u64::BITS).then_some(Units { digits, low, high, scales })
    }

    /// Binary digits that the upper half of a sum never has: they are free to count in.
    pub fn free(&self) -> u32 {
        u64::BITS - self.high
    }

    /// A number in these units: the upper half and the lower.
    #[inline]
    pub fn halves(&self, number: f64) -> [u64; 2] {
        let [up, down, unit] = self.scales;
        let high = (number * up) as i64;
        let low = ((number - high as f64 * down) * unit) as i64;
        [high as u64, low as u64]
    }

    /// A sum of halves in the common form.
    pub fn exact(&self, [high, low]: [u64; 2]) -> ExactSum {
        let sum = (u128::from(high) << self.low) + u128::from(low);
        let fraction = sum & ((1 << self.digits) - 1);
        ExactSum { whole: (sum >> self.digits) as i128, fraction: (fraction << (FRACTION_BITS - self.digits)) as i128 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_sums_are_the_same_to_the_bit() {
        let numbers = [0.0, 1.0, 0.1, 24.5017, 600.302_903_000_1, 4_294_967_295.999_9, 2_f64.powi(-64), 1e-9, 3.0e9];
        let (mut fixed, mut exact, mut taken) = (FixedSum::default(), ExactSum::default(), 0);
        for number in numbers.iter().cycle().take(5000) {
            if let Some(number) = Fixed::of(*number) {
                fixed.add(number);
                taken += 1;
            } else {
                continue;
            }
            exact.add(*number);
            assert_eq!(fixed.exact(), exact, "{number}");
        }
        assert!(taken > 4000, "{taken}");
        for number in [-1.0, f64::NAN, f64::INFINITY, 2_f64.powi(32), 2_f64.powi(-65), 1e-30, f64::MIN_POSITIVE / 2.0] {
            assert_eq!(Fixed::of(number), None, "{number}");
        }
    }

    #[test]
    fn halves_add_up_to_the_same_bit() {
        for numbers in [[24.5017, 600.302_903_000_1, 399.9999, 0.0], [1.0, 1.0, 1.0, 1.0], [0.001, 17.25, 0.3, 1e3]] {
            let positive = numbers.iter().filter(|number| **number > 0.0);
            let (least, most) =
                (positive.clone().fold(f64::INFINITY, |a, b| a.min(*b)), positive.fold(0.0, |a: f64, b| a.max(*b)));
            for (least, most, of) in [(least, most, 1), (least * least, most * most, 2)] {
                let units = Units::new(least, most, 17).unwrap();
                let (mut halves, mut exact) = ([0_u64; 2], ExactSum::default());
                for number in numbers.iter().cycle().take(100_000) {
                    let number = number.powi(of);
                    exact.add(number);
                    let [high, low] = units.halves(number);
                    halves = [halves[0] + high, halves[1] + low];
                }
                assert_eq!(units.exact(halves), exact, "{numbers:?} {of}");
            }
        }
        assert!(Units::new(1e-30, 1e30, 10).is_none() && Units::new(1e-9, 1e9, 30).is_none());
        assert!(Units::new(f64::INFINITY, 0.0, 10).is_some());
    }

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

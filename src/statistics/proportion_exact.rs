//! Exact interval and test of a share from counts, by the binomial distribution.
//!
//! Chosen where the coverage must never be below the confidence; it is wider than Wilson's.
//!
//! # Formula
//! ```text
//! low = B⁻¹(α/2; x, n − x + 1)      high = B⁻¹(1 − α/2; x + 1, n − x)      B the beta distribution
//! p = Σ P(k) over every k with P(k) ≤ P(x)
//! ```
//! # Units
//! Counts in; shares from 0 to 1 out.
//! # Edge cases
//! n = 0, or more positive than asked: none. x = 0: the lower limit is 0; x = n: the upper is 1.
//! # Source
//! Clopper & Pearson (1934), Biometrika 26:404–413.
//! # Agrees with
//! R `stats::binom.test`.

use crate::statistics::Interval;
use crate::statistics::distributions::{Side, beta_quantile, binomial_point, binomial_tails};
use crate::statistics::poisson_one::as_unlikely;

/// The interval of `x` positive of `n`.
pub fn proportion_exact(x: f64, n: f64, confidence: f64) -> Option<Interval> {
    if !(n > 0.0 && (0.0..=n).contains(&x) && (0.0..1.0).contains(&confidence)) {
        return None;
    }
    let outside = (1.0 - confidence) / 2.0;
    let low = if x > 0.0 { beta_quantile(outside, Side::Lower, x, n - x + 1.0)? } else { 0.0 };
    let high = if x < n { beta_quantile(outside, Side::Upper, x + 1.0, n - x)? } else { 1.0 };
    Some(Interval { low, high })
}

/// The two-sided p-value of the share `p0`.
pub fn proportion_exact_test(x: f64, n: f64, p0: f64) -> Option<f64> {
    if !(n > 0.0 && (0.0..=n).contains(&x) && (0.0..=1.0).contains(&p0)) {
        return None;
    }
    match p0 {
        0.0 => Some(f64::from(u8::from(x == 0.0))),
        1.0 => Some(f64::from(u8::from(x == n))),
        _ => as_unlikely(x, n * p0, n, |k| binomial_point(k, n, p0, 1.0 - p0), |k| binomial_tails(k, n, p0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// None of ten: the upper limit is 1 − (α/2)^(1/10). One of four against one half: p = 2·5/16.
    #[test]
    fn by_hand() {
        let limits = proportion_exact(0.0, 10.0, 0.95).unwrap();
        assert_eq!(limits.low, 0.0);
        assert!((limits.high - (1.0 - 0.025_f64.powf(0.1))).abs() < 1e-12);
        assert!((proportion_exact_test(1.0, 4.0, 0.5).unwrap() - 0.625).abs() < 1e-12);
    }

    #[test]
    fn impossible_counts() {
        assert_eq!(proportion_exact(3.0, 2.0, 0.95), None);
        assert_eq!(proportion_exact_test(0.0, 0.0, 0.5), None);
    }
}

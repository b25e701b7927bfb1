//! Two independent shares: the simple (Wald) interval of their difference and the chi-squared test, corrected or not.
//!
//! The tests that readers know; the interval of choice is Newcombe's (`difference_newcombe`).
//!
//! # Formula
//! ```text
//! d = p₁ − p₂      s = 1/n₁ + 1/n₂      c = min(½, |d|/s), or 0 uncorrected      p̄ = (x₁ + x₂)/(n₁ + n₂)
//! limits = d ± (z√(p₁(1 − p₁)/n₁ + p₂(1 − p₂)/n₂) + c·s)      χ² = (|d| − c·s)²/(p̄(1 − p̄)·s)
//! ```
//! # Units
//! Counts in; shares from 0 to 1, χ² with one degree of freedom out.
//! # Edge cases
//! n = 0 on a side: none. All or none positive on both sides: no test. Limits stay within ±1.
//! # Source
//! Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, 3.1–3.3.
//! # Agrees with
//! R `stats::prop.test` with two shares.

use crate::statistics::distributions::chi_squared_tails;
use crate::statistics::quantiles::two_sided;
use crate::statistics::{Interval, Test};

/// Difference, interval and test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TwoProportions {
    /// First minus second.
    pub difference: f64,
    /// Its interval.
    pub interval: Interval,
    /// The chi-squared test; `None` where all or none are positive.
    pub test: Option<Test>,
}

/// Each side is positive and all.
pub fn two_proportions(first: (f64, f64), second: (f64, f64), corrected: bool, confidence: f64) -> Option<TwoProportions> {
    let ((x1, n1), (x2, n2)) = (first, second);
    if !(n1 > 0.0 && n2 > 0.0 && (0.0..=n1).contains(&x1) && (0.0..=n2).contains(&x2)) {
        return None;
    }
    let z = two_sided(confidence, None)?;
    let (p1, p2, pooled) = (x1 / n1, x2 / n2, (x1 + x2) / (n1 + n2));
    let (difference, inverse) = (p1 - p2, 1.0 / n1 + 1.0 / n2);
    let correction = if corrected { (difference.abs() / inverse).min(0.5) * inverse } else { 0.0 };
    let reach = z * (p1 * (1.0 - p1) / n1 + p2 * (1.0 - p2) / n2).sqrt() + correction;
    let interval = Interval { low: (difference - reach).max(-1.0), high: (difference + reach).min(1.0) };
    let statistic = (difference.abs() - correction).powi(2) / (pooled * (1.0 - pooled) * inverse);
    let test = chi_squared_tails(statistic, 1.0).map(|tails| Test { statistic, df: Some(1.0), p: tails.upper });
    Some(TwoProportions { difference, interval, test })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 30/50 against 20/50: χ² = 0.2²/(0.25·0.04) = 4, corrected (0.2 − 0.02)²/0.01 = 3.24.
    #[test]
    fn by_hand() {
        let plain = two_proportions((30.0, 50.0), (20.0, 50.0), false, 0.95).unwrap();
        assert!((plain.test.unwrap().statistic - 4.0).abs() < 1e-12);
        assert!((plain.interval.low - (0.2 - 1.959963984540054 * 0.0096_f64.sqrt())).abs() < 1e-12);
        let corrected = two_proportions((30.0, 50.0), (20.0, 50.0), true, 0.95).unwrap();
        assert!((corrected.test.unwrap().statistic - 3.24).abs() < 1e-12);
    }

    #[test]
    fn nothing_to_test() {
        assert_eq!(two_proportions((5.0, 5.0), (7.0, 7.0), false, 0.95).unwrap().test, None);
        assert_eq!(two_proportions((0.0, 0.0), (7.0, 7.0), false, 0.95), None);
    }
}

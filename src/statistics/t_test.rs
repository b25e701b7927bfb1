//! Student's t-test of two means, with equal variances or (Welch) without.
//!
//! # Formula
//! ```text
//! Welch: se² = s₁²/n₁ + s₂²/n₂      df = se⁴/((s₁²/n₁)²/(n₁ − 1) + (s₂²/n₂)²/(n₂ − 1))
//! pooled: se² = s²(1/n₁ + 1/n₂), s² = ((n₁ − 1)s₁² + (n₂ − 1)s₂²)/(n₁ + n₂ − 2)      df = n₁ + n₂ − 2
//! ```
//! # Units
//! The unit of the values.
//! # Edge cases
//! No spread at all: none. Welch's needs two values on each side; the pooled test three in all, one on each side.
//! # Source
//! Welch (1947), Biometrika 34:28–35.
//! # Agrees with
//! R `stats::t.test` with two samples.

use crate::statistics::distributions::{Side, t_quantile, t_tails};
use crate::statistics::mean_sample::Moments;
use crate::statistics::{Alternative, Difference, Interval};

/// First minus second.
pub fn t_test(a: Moments, b: Moments, pooled: bool, alternative: Alternative, confidence: f64) -> Option<Difference> {
    let enough = if pooled { a.n >= 1.0 && b.n >= 1.0 && a.n + b.n > 2.0 } else { a.n >= 2.0 && b.n >= 2.0 };
    // One value has no spread of its own.
    let spread = |side: Moments| if side.n > 1.0 { side.variance } else { 0.0 };
    let (va, vb) = (spread(a) / a.n, spread(b) / b.n);
    let (variance, df) = if pooled {
        let df = a.n + b.n - 2.0;
        let common = ((a.n - 1.0) * spread(a) + (b.n - 1.0) * spread(b)) / df;
        (common * (1.0 / a.n + 1.0 / b.n), df)
    } else {
        (va + vb, (va + vb).powi(2) / (va * va / (a.n - 1.0) + vb * vb / (b.n - 1.0)))
    };
    if !enough || variance.is_nan() || variance <= 0.0 || !(0.0..1.0).contains(&confidence) {
        return None;
    }
    let (difference, se) = (a.mean - b.mean, variance.sqrt());
    let statistic = difference / se;
    let tails = t_tails(statistic, df)?;
    let outside = if alternative == Alternative::TwoSided { (1.0 - confidence) / 2.0 } else { 1.0 - confidence };
    let reach = t_quantile(outside, Side::Upper, df)? * se;
    let (low, high) = (difference - reach, difference + reach);
    let (interval, p) = match alternative {
        Alternative::TwoSided => (Interval { low, high }, 2.0 * tails.lower.min(tails.upper)),
        Alternative::Less => (Interval { low: f64::NEG_INFINITY, high }, tails.lower),
        Alternative::Greater => (Interval { low, high: f64::INFINITY }, tails.upper),
    };
    Some(Difference { difference, se, interval, statistic, df: Some(df), p })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::mean_sample::moments;

    /// 1, 2, 3 against 3, 4, 5: −2/√(2/3) with four degrees of freedom, both ways.
    #[test]
    fn by_hand() {
        let (a, b) = (moments(&[1.0, 2.0, 3.0]).unwrap(), moments(&[3.0, 4.0, 5.0]).unwrap());
        for pooled in [true, false] {
            let found = t_test(a, b, pooled, Alternative::TwoSided, 0.95).unwrap();
            assert!((found.statistic + 6.0_f64.sqrt()).abs() < 1e-12 && (found.df.unwrap() - 4.0).abs() < 1e-12);
        }
        let less = t_test(a, b, true, Alternative::Less, 0.95).unwrap();
        assert!(less.p < 0.05 && less.interval.low.is_infinite());
        let single = moments(&[1.0]).unwrap();
        assert_eq!(t_test(single, b, false, Alternative::Less, 0.95), None);
        // 1 against 3, 4, 5: −3/√(1 · 4/3) with two degrees of freedom.
        let found = t_test(single, b, true, Alternative::TwoSided, 0.95).unwrap();
        assert!((found.statistic + 3.0 / (4.0_f64 / 3.0).sqrt()).abs() < 1e-12 && found.df == Some(2.0));
    }
}

//! F-test of two variances.
//!
//! # Formula
//! ```text
//! F = s₁²/s₂²      limits = F/F_{1−α/2}(n₁ − 1, n₂ − 1), F/F_{α/2}      p = 2·min(P(≤ F), P(> F))
//! ```
//! # Units
//! The ratio has no unit.
//! # Edge cases
//! Fewer than two values on a side, no spread in the second: none.
//! # Source
//! Snedecor & Cochran (1989), Statistical Methods, 8th ed., 6.12.
//! # Agrees with
//! R `stats::var.test`.

use crate::statistics::distributions::{Side, f_quantile, f_tails};
use crate::statistics::mean_sample::Moments;
use crate::statistics::{Interval, Test};

/// The two-sided test, and the interval of the ratio.
pub fn variance_ratio(a: Moments, b: Moments, confidence: f64) -> Option<(Test, Interval)> {
    let (df1, df2, f) = (a.n - 1.0, b.n - 1.0, a.variance / b.variance);
    if df1 < 1.0 || df2 < 1.0 || !f.is_finite() || !(0.0..1.0).contains(&confidence) {
        return None;
    }
    let (tails, outside) = (f_tails(f, df1, df2)?, (1.0 - confidence) / 2.0);
    let low = f / f_quantile(outside, Side::Upper, df1, df2)?;
    let high = f / f_quantile(outside, Side::Lower, df1, df2)?;
    let p = (2.0 * tails.lower.min(tails.upper)).min(1.0);
    Some((Test { statistic: f, df: Some(df1), p }, Interval { low, high }))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// F(2, 2) has P(> F) = 1/(1 + F): at 4, p = 2/5; the limits at one half are 4/3 and 12.
    #[test]
    fn by_hand() {
        let moments = |variance| Moments { n: 3.0, mean: 0.0, variance };
        let (test, interval) = variance_ratio(moments(8.0), moments(2.0), 0.5).unwrap();
        assert!((test.p - 0.4).abs() < 1e-12);
        assert!((interval.low - 4.0 / 3.0).abs() < 1e-12 && (interval.high - 12.0).abs() < 1e-11);
        assert_eq!(variance_ratio(moments(1.0), moments(0.0), 0.95), None);
    }
}

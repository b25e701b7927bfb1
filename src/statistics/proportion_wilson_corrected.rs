//! Wilson's interval of a share with continuity correction, and the score test of a share with and without it.
//!
//! The correction makes interval and test as cautious as the exact ones, nearly.
//!
//! # Formula
//! ```text
//! c = min(½, |x − n·p₀|)      χ² = (|x − n·p₀| − c)²/(n·p₀·(1 − p₀))
//! low, high = (p̂ ∓ c/n + z²/2n ∓ z√((p̂ ∓ c/n)(1 − p̂ ± c/n)/n + z²/4n²))/(1 + z²/n)
//! ```
//! # Units
//! Counts in; shares from 0 to 1, χ² with one degree of freedom out.
//! # Edge cases
//! n = 0: none. A share of 0 or 1 in the hypothesis: no test. Limits stay within 0–1.
//! # Source
//! Newcombe (1998), Statistics in Medicine 17:857–872, method 4.
//! # Agrees with
//! R `stats::prop.test` with one share.

use crate::statistics::distributions::chi_squared_tails;
use crate::statistics::quantiles::two_sided;
use crate::statistics::{Interval, Test};

/// The interval; `p0` is the share of the hypothesis that the correction must not pass (one half where there is none).
pub fn proportion_wilson_corrected(x: f64, n: f64, p0: f64, confidence: f64) -> Option<Interval> {
    if !(n > 0.0 && (0.0..=n).contains(&x)) {
        return None;
    }
    let z = two_sided(confidence, None)?;
    let correction = (x - n * p0).abs().min(0.5) / n;
    let limit = |sign: f64| {
        let p = x / n + sign * correction;
        if !(0.0..=1.0).contains(&p) {
            return p;
        }
        let reach = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
        (p + z * z / (2.0 * n) + sign * reach) / (1.0 + z * z / n)
    };
    Some(Interval { low: limit(-1.0).max(0.0), high: limit(1.0).min(1.0) })
}

/// The score test of the share `p0`.
pub fn proportion_score_test(x: f64, n: f64, p0: f64, corrected: bool) -> Option<Test> {
    if !(n > 0.0 && (0.0..=n).contains(&x) && p0 > 0.0 && p0 < 1.0) {
        return None;
    }
    let distance = (x - n * p0).abs();
    let correction = if corrected { distance.min(0.5) } else { 0.0 };
    let statistic = (distance - correction).powi(2) / (n * p0 * (1.0 - p0));
    Some(Test { statistic, df: Some(1.0), p: chi_squared_tails(statistic, 1.0)?.upper })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Newcombe (1998), table I, method 4: 81/263, 15/148, 0/20, 1/29.
    #[test]
    fn published_examples() {
        for (x, n, low, high) in
            [(81.0, 263.0, 0.2535, 0.3682), (15.0, 148.0, 0.0598, 0.1644), (0.0, 20.0, 0.0, 0.2005), (1.0, 29.0, 0.0018, 0.1963)]
        {
            let limits = proportion_wilson_corrected(x, n, 0.5, 0.95).unwrap();
            assert!((limits.low - low).abs() < 5e-5 && (limits.high - high).abs() < 5e-5, "{x}/{n} {limits:?}");
        }
    }

    /// 60 of 100 against one half: χ² = 10²/25 = 4, corrected 9.5²/25 = 3.61.
    #[test]
    fn by_hand() {
        assert!((proportion_score_test(60.0, 100.0, 0.5, false).unwrap().statistic - 4.0).abs() < 1e-12);
        assert!((proportion_score_test(60.0, 100.0, 0.5, true).unwrap().statistic - 3.61).abs() < 1e-12);
        assert_eq!(proportion_score_test(1.0, 2.0, 0.0, false), None);
    }
}

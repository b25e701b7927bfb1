//! The smallest difference that a comparison would have shown in four attempts out of five.
//!
//! Shown beside a result that could not be decided: it tells a small difference that may well be there from one that
//! the answers would have revealed. It depends on the standard error alone, not on the difference that was found.
//!
//! # Formula
//! ```text
//! smallest = (t_c + t_power)·se      t_c: two-sided quantile of the confidence, t_power: quantile of the power, 0.80
//! ```
//! # Units
//! Standard error and result in the unit of the measure. Degrees of freedom `None` for the normal distribution.
//! # Edge cases
//! No standard error or no degrees of freedom: none.
//! # Source
//! Bloom (1995), Minimum Detectable Effects, Evaluation Review 19:547–556.
//! # Agrees with
//! R `(qt(1 - (1 - conf) / 2, df) + qt(0.8, df)) * se`; with R `stats::power.t.test` to one per thousand from 20
//! degrees of freedom up.

use crate::statistics::quantiles::two_sided;

/// A two-sided confidence of 0.60 has the quantile of the power 0.80.
const POWER_AS_CONFIDENCE: f64 = 0.6;

/// The standard errors that a difference must measure to be seen.
pub fn reach(df: Option<f64>, confidence: f64) -> Option<f64> {
    Some(two_sided(confidence, df)? + two_sided(POWER_AS_CONFIDENCE, df)?)
}

/// The smallest difference.
pub fn minimum_detectable_difference(se: f64, df: Option<f64>, confidence: f64) -> Option<f64> {
    (se > 0.0 && se.is_finite()).then_some(se).zip(reach(df, confidence)).map(|(se, reach)| reach * se)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1.959964 + 0.841621 = 2.801585; with 10 degrees of freedom 2.228139 + 0.879058.
    #[test]
    fn normal_and_t() {
        assert!((minimum_detectable_difference(0.5, None, 0.95).unwrap() - 1.4007926).abs() < 1e-7);
        assert!((minimum_detectable_difference(1.0, Some(10.0), 0.95).unwrap() - 3.107197).abs() < 1e-6);
        assert_eq!(minimum_detectable_difference(0.0, None, 0.95), None);
    }
}

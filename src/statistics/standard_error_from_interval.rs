//! Standard error read back from a published 95 per cent interval.
//!
//! Chosen for published values with limits, to hold them against another value. Limits of shares and rates are often
//! lopsided; the half width is a fair standard error when they are not too far from symmetry.
//!
//! # Formula
//! ```text
//! se = (high − low) / (2 · z_c)
//! ```
//! # Units
//! The unit of the value; `confidence` is the published interval's, 0.95 unless the publisher says otherwise.
//! # Edge cases
//! Limits in the wrong order, equal, or not around the value: no standard error.
//! # Source
//! Altman & Bland (2011), BMJ 343:d2090.
//! # Agrees with
//! The inverse of R `confint` with the normal distribution.

use crate::statistics::quantiles::two_sided;

/// The standard error behind the limits of a value.
pub fn standard_error_from_interval(value: f64, low: f64, high: f64, confidence: f64) -> Option<f64> {
    if !(low < high && low <= value && value <= high) {
        return None;
    }
    Some((high - low) / (2.0 * two_sided(confidence, None)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_width_over_z() {
        assert!((standard_error_from_interval(50.0, 48.04003601545995, 51.95996398454005, 0.95).unwrap() - 1.0).abs() < 1e-12);
        assert_eq!(standard_error_from_interval(50.0, 51.0, 52.0, 0.95), None);
    }
}

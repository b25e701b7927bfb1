//! A part's share of a sum of parts: primary care of all care, municipalities of both providers.
//!
//! # Formula
//! ```text
//! share = P/D,  D the sum of the parts named;  municipalities' share = K/(K + R)
//! ```
//! The denominator decides the level: primary care is about 17 per cent of net cost with medicines, 19–20 without the
//! medicine benefit, 22–23 of primary, somatic and psychiatric care. It is always named beside the share.
//! # Units
//! Amounts in one unit; the share in per cent.
//! # Edge cases
//! A denominator that is not positive, a negative part, no parts: none.
//! # Source
//! The definition of a share.
//! # Agrees with
//! Arithmetic in R.

/// The part's share of the denominator's parts, per cent.
pub fn share_of_sum(part: f64, denominator: &[f64]) -> Option<f64> {
    let sum: f64 = denominator.iter().sum();
    let usable = part.is_finite() && part >= 0.0 && denominator.iter().all(|value| value.is_finite() && *value >= 0.0);
    (usable && sum > 0.0).then(|| 100.0 * part / sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Municipal care for 29.0 against regions' primary care for 49.4 milliards: 37 per cent.
    #[test]
    fn by_hand() {
        assert!((share_of_sum(29.0, &[29.0, 49.4]).unwrap() - 36.9897959).abs() < 1e-6);
        assert_eq!(share_of_sum(1.0, &[]), None);
        assert_eq!(share_of_sum(-1.0, &[2.0]), None);
    }
}

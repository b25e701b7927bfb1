//! One amount by another: cost per inhabitant or patient, posts or contacts per 1 000 inhabitants, inhabitants per post.
//!
//! Amounts are counted in full, not sampled: the ratio has no standard error of its own.
//!
//! # Formula
//! ```text
//! ratio = scale·A·d/B      d = price level of the base period/price level of the period, for money in running prices
//! ```
//! # Units
//! A and B in kronor, posts, contacts or persons; the scale is 1, 100, 1 000 or 100 000.
//! # Edge cases
//! A denominator that is not positive, a negative amount: none.
//! # Source
//! The definition of a ratio; SCB (price conversion by an index of prices).
//! # Agrees with
//! Arithmetic in R.

/// The ratio of two amounts, with the numerator in the prices of the base period.
pub fn amount_ratio(numerator: f64, denominator: f64, scale: f64, deflator: f64) -> Option<f64> {
    let usable = numerator.is_finite() && numerator >= 0.0 && denominator.is_finite() && denominator > 0.0;
    usable.then(|| scale * numerator * deflator / denominator)
}

#[cfg(test)]
mod tests {
    use super::amount_ratio;

    /// 50 million kronor for 2 000 persons, when prices have risen by a quarter since: 31 250 kronor each.
    #[test]
    fn by_hand() {
        assert_eq!(amount_ratio(50e6, 2000.0, 1.0, 1.25), Some(31_250.0));
        assert_eq!(amount_ratio(1.0, 0.0, 1.0, 1.0), None);
        assert_eq!(amount_ratio(-1.0, 1.0, 1.0, 1.0), None);
    }
}

//! How many answers a region needs to see a difference of a given size, in four attempts out of five.
//!
//! Shown beside a result that could not be decided, so that the reader sees what it would take.
//!
//! # Formula
//! ```text
//! wanted  = relevance / (t_c + t_power)              power = 0.80, as for the smallest difference that could be seen
//! n'      = n · se² / (wanted² − se_other²)
//! ```
//! `se` is the region's own standard error with `n` answers, `se_other` what more answers do not mend: a published
//! nation's, or an earlier round's.
//! # Units
//! Relevance and standard errors in the unit of the measure; answers out, rounded up. Degrees of freedom `None` for the
//! normal distribution; they are taken as they are, although more answers would often bring more.
//! # Edge cases
//! The other side's uncertainty alone is too large: no number of answers suffices (`None`).
//! # Source
//! Cochran (1977), Sampling Techniques, ch. 4; Bloom (1995), Evaluation Review 19:547–556.
//! # Agrees with
//! R `stats::power.prop.test` when both sides have the same share and number.

use crate::statistics::minimum_detectable_difference::reach;

/// The answers needed.
pub fn answers_needed(
    n: f64,
    se: f64,
    se_other: f64,
    df: Option<f64>,
    relevance: f64,
    confidence: f64,
) -> Option<f64> {
    let wanted = relevance / reach(df, confidence)?;
    let room = wanted * wanted - se_other * se_other;
    (room > 0.0 && n > 0.0 && se > 0.0).then(|| (n * se * se / room).ceil())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A share of one half against a known value: n = (1.959964 + 0.841621)² · 0.25 / 0.03² = 2180.2.
    #[test]
    fn one_half_against_a_known_value() {
        let n: f64 = 100.0;
        assert_eq!(answers_needed(n, (0.25 / n).sqrt(), 0.0, None, 0.03, 0.95), Some(2181.0));
        assert_eq!(answers_needed(n, 0.05, 0.05, None, 0.03, 0.95), None);
    }

    /// With as many answers as needed, the smallest difference that can be seen is the one asked for.
    #[test]
    fn agrees_with_the_smallest_difference() {
        let (n, se, df) = (400.0, 0.02, Some(25.0));
        let needed = answers_needed(n, se, 0.0, df, 0.03, 0.95).unwrap();
        let smallest = reach(df, 0.95).unwrap() * se * (n / needed).sqrt();
        assert!(smallest <= 0.03 && smallest > 0.0299);
    }
}

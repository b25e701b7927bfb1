//! How many answers a region needs to see a difference of a given size, in four attempts out of five.
//!
//! Shown beside a result that could not be decided, so that the reader sees what it would take.
//!
//! # Formula
//! ```text
//! wanted  = relevance / (z_c + z_power)              power = 0.80
//! n'      = n · se² / (wanted² − se_other²)
//! ```
//! `se` is the region's own standard error with `n` answers, `se_other` what more answers do not mend: the nation's.
//! # Units
//! Relevance and standard errors in the unit of the measure; answers out, rounded up.
//! # Edge cases
//! The nation's uncertainty alone is too large: no number of answers suffices (`None`).
//! # Source
//! Cochran (1977), Sampling Techniques, ch. 4; Machin et al. (2018), Sample Sizes for Clinical Studies, ch. 3.
//! # Agrees with
//! R `stats::power.prop.test` when both sides have the same share and number.

use crate::statistics::quantiles::two_sided;

const POWER_QUANTILE_CONFIDENCE: f64 = 0.6;

/// The answers needed.
pub fn answers_needed(n: f64, se: f64, se_other: f64, relevance: f64, confidence: f64) -> Option<f64> {
    let reach = two_sided(confidence, None)? + two_sided(POWER_QUANTILE_CONFIDENCE, None)?;
    let wanted = relevance / reach;
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
        assert_eq!(answers_needed(n, (0.25 / n).sqrt(), 0.0, 0.03, 0.95), Some(2181.0));
        assert_eq!(answers_needed(n, 0.05, 0.05, 0.03, 0.95), None);
    }
}

//! Interval of a share from a count, or from a survey's effective number of answers.
//!
//! Chosen for shares with a known number of answers, and for survey shares of 0 or 100 per cent.
//!
//! # Formula
//! ```text
//! centre = (p + z²/2n) / (1 + z²/n)      reach = z/(1 + z²/n) · √(p(1 − p)/n + z²/4n²)
//! ```
//! # Units
//! Shares from 0 to 1; `n` answers, or the effective number p(1 − p)/se².
//! # Edge cases
//! n = 0: none. p = 0 and p = 1 have an interval that does not have zero width.
//! # Source
//! Wilson (1927), J Am Stat Assoc 22:209–212; Brown, Cai & DasGupta (2001), Statistical Science 16:101–133.
//! # Agrees with
//! R `stats::prop.test(correct = FALSE)`, `PHEindicatormethods::phe_proportion`.

use crate::statistics::Interval;
use crate::statistics::quantiles::two_sided;

/// The interval of the share `p` of `n` answers.
pub fn proportion_wilson(p: f64, n: f64, confidence: f64) -> Option<Interval> {
    if n <= 0.0 || !(0.0..=1.0).contains(&p) {
        return None;
    }
    let z = two_sided(confidence, None)?;
    let ratio = z * z / n;
    let centre = (p + ratio / 2.0) / (1.0 + ratio);
    let reach = z / (1.0 + ratio) * (p * (1.0 - p) / n + ratio / (4.0 * n)).sqrt();
    // At the ends the two cancel but for rounding.
    let low = if p == 0.0 { 0.0 } else { (centre - reach).max(0.0) };
    let high = if p == 1.0 { 1.0 } else { (centre + reach).min(1.0) };
    Some(Interval { low, high })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Newcombe (1998), Statistics in Medicine 17:857–872, table I: 81/263, 15/148, 0/20, 1/29.
    #[test]
    fn published_examples() {
        for (positive, n, low, high) in
            [(81.0, 263.0, 0.2553, 0.3662), (15.0, 148.0, 0.0624, 0.1605), (0.0, 20.0, 0.0, 0.1611), (1.0, 29.0, 0.0061, 0.1718)]
        {
            let interval = proportion_wilson(positive / n, n, 0.95).unwrap();
            assert!((interval.low - low).abs() < 5e-5 && (interval.high - high).abs() < 5e-5, "{positive}/{n}");
        }
        assert_eq!(proportion_wilson(0.5, 0.0, 0.95), None);
        for n in 1..200 {
            let ends = [0.0, 1.0].map(|p| proportion_wilson(p, f64::from(n), 0.95).unwrap());
            assert!(ends[0].low == 0.0 && ends[1].high == 1.0 && ends[0].high > 0.0 && ends[1].low < 1.0, "{n}");
        }
    }
}

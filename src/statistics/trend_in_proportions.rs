//! Test of a linear trend in shares over ordered groups (Cochran–Armitage).
//!
//! # Formula
//! ```text
//! pᵢ = xᵢ/nᵢ regressed on the scores with weights nᵢ/(p̄(1 − p̄))      χ² = the trend's sum of squares, one df
//! ```
//! # Units
//! Counts by group and a score for each (1 … k where none is given).
//! # Edge cases
//! Fewer than two groups, equal scores, all or none positive: none.
//! # Source
//! Armitage (1955), Biometrics 11:375–386.
//! # Agrees with
//! R `stats::prop.trend.test`.

use crate::statistics::Test;
use crate::statistics::distributions::chi_squared_tails;

/// One ordered group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScoredGroup {
    /// Positive.
    pub x: f64,
    /// All.
    pub n: f64,
    /// Its place on the scale.
    pub score: f64,
}

/// The test.
pub fn trend_in_proportions(groups: &[ScoredGroup]) -> Option<Test> {
    let sum = |term: &dyn Fn(&ScoredGroup) -> f64| groups.iter().map(term).sum::<f64>();
    let (x, n) = (sum(&|g| g.x), sum(&|g| g.n));
    let (p, centre) = (x / n, sum(&|g| g.n * g.score) / n);
    let spread = sum(&|g| g.n * (g.score - centre).powi(2));
    let joint = sum(&|g| (g.x - g.n * p) * (g.score - centre));
    let statistic = joint * joint / (spread * p * (1.0 - p));
    if !statistic.is_finite() {
        return None;
    }
    Some(Test { statistic, df: Some(1.0), p: chi_squared_tails(statistic, 1.0)?.upper })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two groups: the chi-squared test of two shares, 30/50 against 20/50: 4.
    #[test]
    fn two_groups_are_the_plain_test() {
        let group = |x, n, score| ScoredGroup { x, n, score };
        let found = trend_in_proportions(&[group(30.0, 50.0, 1.0), group(20.0, 50.0, 2.0)]).unwrap();
        assert!((found.statistic - 4.0).abs() < 1e-12);
        assert_eq!(trend_in_proportions(&[group(1.0, 2.0, 1.0), group(1.0, 2.0, 1.0)]), None);
        assert_eq!(trend_in_proportions(&[]), None);
    }
}

//! Difference of two estimates from independent sources, each with its standard error.
//!
//! Chosen for two published values with uncertainty, two separate samples, or an own value against a published one.
//!
//! # Formula
//! ```text
//! d = a − b      se = √(se_a² + se_b²)      z = d/se
//! ```
//! # Units
//! The unit of the estimates. Degrees of freedom are the smaller of the two where either is known, else the normal
//! distribution: the cautious choice.
//! # Edge cases
//! Both standard errors zero: not tested.
//! # Source
//! Altman & Bland (2003), BMJ 326:219.
//! # Agrees with
//! R `stats::pnorm` and `stats::pt` on the formula.

use crate::statistics::Difference;
use crate::statistics::contrast::from_se;

/// One side of the comparison.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Side {
    /// The estimate.
    pub value: f64,
    /// Its standard error.
    pub se: f64,
    /// Its degrees of freedom.
    pub df: Option<f64>,
}

/// First minus second.
pub fn difference_independent(a: Side, b: Side, confidence: f64) -> Option<Difference> {
    let df = match (a.df, b.df) {
        (Some(x), Some(y)) => Some(x.min(y)),
        (x, y) => x.or(y),
    };
    from_se(a.value - b.value, a.se.hypot(b.se), df, confidence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_four_five() {
        let side = |value, se| Side { value, se, df: None };
        let difference = difference_independent(side(10.0, 3.0), side(0.0, 4.0), 0.95).unwrap();
        assert!((difference.se - 5.0).abs() < 1e-14 && (difference.statistic - 2.0).abs() < 1e-14);
    }
}

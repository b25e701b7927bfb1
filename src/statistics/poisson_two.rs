//! Ratio of two rates, exactly, given the total number of events.
//!
//! Given the total, the first side's events are binomial with the chance that its share of what is at risk gives.
//!
//! # Formula
//! ```text
//! R = (x₁/T₁)/(x₂/T₂)      x₁ | x₁ + x₂ ~ Bin(x₁ + x₂, π)      π = R·T₁/(R·T₁ + T₂)
//! limits of R: the Clopper–Pearson limits of π turned into odds, times T₂/T₁; p: exact binomial test of π at R = 1
//! ```
//! # Units
//! Events and what is at risk on both sides; the ratio has no unit.
//! # Edge cases
//! No events at all, or nothing at risk: none. No events on the second side: ratio and upper limit are infinite.
//! # Source
//! Przyborowski & Wilenski (1940), Biometrika 31:313–323.
//! # Agrees with
//! R `stats::poisson.test` with two counts.

use crate::statistics::Interval;
use crate::statistics::proportion_exact::{proportion_exact, proportion_exact_test};

/// A rate ratio with its interval and two-sided p-value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RateRatio {
    /// First over second.
    pub ratio: f64,
    /// Its interval.
    pub interval: Interval,
    /// Two-sided p-value of a ratio of one.
    pub p: f64,
}

/// The first rate over the second; each side is events and what is at risk.
pub fn poisson_two(first: (f64, f64), second: (f64, f64), confidence: f64) -> Option<RateRatio> {
    let ((x1, t1), (x2, t2)) = (first, second);
    let total = x1 + x2;
    if !(total > 0.0 && t1 > 0.0 && t2 > 0.0) {
        return None;
    }
    let share = proportion_exact(x1, total, confidence)?;
    let ratio = |share: f64| share / (1.0 - share) * t2 / t1;
    let interval = Interval { low: ratio(share.low), high: ratio(share.high) };
    Some(RateRatio { ratio: x1 / t1 / (x2 / t2), interval, p: proportion_exact_test(x1, total, t1 / (t1 + t2))? })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three events against none over the same time: p = 2·(1/2)³, and the lower limit's odds are (α/2)^(1/3).
    #[test]
    fn by_hand() {
        let found = poisson_two((3.0, 10.0), (0.0, 10.0), 0.95).unwrap();
        assert!((found.p - 0.25).abs() < 1e-12);
        let share = 0.025_f64.powf(1.0 / 3.0);
        assert!((found.interval.low - share / (1.0 - share)).abs() < 1e-9);
        assert!(found.ratio.is_infinite() && found.interval.high.is_infinite());
        assert_eq!(poisson_two((0.0, 1.0), (0.0, 1.0), 0.95), None);
    }
}

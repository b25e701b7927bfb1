//! A number of events against an expected number, exactly.
//!
//! # Formula
//! ```text
//! p = Σ P(k; m) over every k with P(k; m) ≤ P(O; m)       P the Poisson probability, m the expected number
//! ```
//! # Units
//! Events and expected events (rate times what is at risk); the p-value is two-sided.
//! # Edge cases
//! A negative count or expected number: none. Nothing expected: 1 without events, else 0.
//! # Source
//! Sterne (1954), Biometrika 41:275–278; Clopper & Pearson (1934) for the idea of exact limits.
//! # Agrees with
//! R `stats::poisson.test` (p-value; the interval is `count_exact`).

use crate::statistics::distributions::{Tails, poisson_point, poisson_tails};

/// Probabilities within this factor of each other count as equal, as in R.
pub(super) const SAME: f64 = 1.0 + 1e-7;

/// The two-sided p-value.
pub fn poisson_one(events: f64, expected: f64) -> Option<f64> {
    if !(events >= 0.0 && expected >= 0.0) {
        return None;
    }
    if expected == 0.0 {
        return Some(f64::from(u8::from(events == 0.0)));
    }
    let farthest = expected + 40.0 * (expected + events + 10.0).sqrt() + events;
    as_unlikely(events, expected, farthest, |k| poisson_point(k, expected), |k| poisson_tails(k, expected))
}

/// The probability of every outcome that is at most as likely as `x`, of a distribution with one top near `mean` and
/// outcomes up to `last`.
pub(super) fn as_unlikely(
    x: f64,
    mean: f64,
    last: f64,
    point: impl Fn(f64) -> f64,
    tails: impl Fn(f64) -> Option<Tails>,
) -> Option<f64> {
    let limit = point(x) * SAME;
    let unlikely = |k: f64| point(k) <= limit;
    if x == mean {
        return Some(1.0);
    }
    let p = if x < mean {
        let above = first(mean.ceil(), last.floor() + 1.0, unlikely);
        tails(x)?.lower + tails(above - 1.0)?.upper
    } else {
        let below = first(0.0, mean.floor() + 1.0, |k| !unlikely(k));
        tails(below - 1.0)?.lower + tails(x - 1.0)?.upper
    };
    Some(p.min(1.0))
}

/// The first whole number in `low..high` from which on the answer is yes; `high` where it never is.
fn first(low: f64, high: f64, yes: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (low, high.max(low));
    while low < high {
        let middle = (low + (high - low) / 2.0).floor();
        if yes(middle) {
            high = middle;
        } else {
            low = middle + 1.0;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nothing where two are expected: P(0) = e⁻² = 0.1353, and P(k) ≤ P(0) from k = 4: 1 − e⁻²(1 + 2 + 2 + 4/3).
    #[test]
    fn by_hand() {
        let e = (-2.0_f64).exp();
        let right = e + 1.0 - e * (1.0 + 2.0 + 2.0 + 4.0 / 3.0);
        assert!((poisson_one(0.0, 2.0).unwrap() - right).abs() < 1e-13);
        assert_eq!(poisson_one(2.0, 2.0), Some(1.0));
        assert_eq!(poisson_one(-1.0, 2.0), None);
        assert_eq!(poisson_one(0.0, 0.0), Some(1.0));
    }
}

//! Difference of two independent shares with known numbers of answers.
//!
//! Chosen for two periods or two groups in a table with shares and counts. It stays inside ±100 percentage points and
//! behaves with few answers and shares near 0 or 100 per cent, where the simple formula claims certainty.
//!
//! # Formula
//! ```text
//! d = p₁ − p₂      l, u = Wilson limits of each share
//! low  = d − √((p₁ − l₁)² + (u₂ − p₂)²)
//! high = d + √((u₁ − p₁)² + (p₂ − l₂)²)
//! ```
//! The p-value is one minus the confidence at which the interval first touches zero, so that interval and test never
//! disagree.
//! # Units
//! Shares from 0 to 1. `se` is the unpooled √(Σ p(1 − p)/n), `statistic` is d/se, for
//! orientation: interval and p-value do not come from them. Where both shares are 0 or 1 it is the p-value's quantile.
//! # Edge cases
//! No answers on one side: not tested. Equal shares: p = 1.
//! # Source
//! Newcombe (1998), Statistics in Medicine 17:873–890, method 10.
//! # Agrees with
//! The hybrid score interval of R `PropCIs::wald2ci` successors; the tables of the paper.

use crate::statistics::proportion_wilson::proportion_wilson;
use crate::statistics::quantiles::two_sided;
use crate::statistics::{Difference, Interval};

/// A share with its number of answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The share, 0–1.
    pub p: f64,
    /// Answers.
    pub n: f64,
}

fn limits(a: Share, b: Share, confidence: f64) -> Option<Interval> {
    let (first, second) = (proportion_wilson(a.p, a.n, confidence)?, proportion_wilson(b.p, b.n, confidence)?);
    let d = a.p - b.p;
    Some(Interval {
        low: d - (a.p - first.low).hypot(second.high - b.p),
        high: d + (first.high - a.p).hypot(b.p - second.low),
    })
}

fn p_value(a: Share, b: Share) -> Option<f64> {
    let d = a.p - b.p;
    if d == 0.0 {
        return Some(1.0);
    }
    let covers_zero = |p: f64| {
        limits(a, b, 1.0 - p).map(|interval| if d > 0.0 { interval.low <= 0.0 } else { interval.high >= 0.0 })
    };
    let (mut covering, mut excluding) = (1e-16_f64.ln(), 0.0_f64);
    for _ in 0..60 {
        let middle = (covering + excluding) / 2.0;
        if covers_zero(middle.exp())? {
            covering = middle;
        } else {
            excluding = middle;
        }
    }
    Some(excluding.exp())
}

/// First minus second.
pub fn difference_newcombe(a: Share, b: Share, confidence: f64) -> Option<Difference> {
    let interval = limits(a, b, confidence)?;
    let difference = a.p - b.p;
    let p = p_value(a, b)?;
    let se = (a.p * (1.0 - a.p) / a.n + b.p * (1.0 - b.p) / b.n).sqrt();
    let statistic = if se > 0.0 { difference / se } else { two_sided(1.0 - p, None)? * difference.signum() };
    Some(Difference { difference, se, interval, statistic, df: None, p })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Newcombe (1998), table II, method 10: 56/70 − 48/80, 9/10 − 3/10, 10/10 − 0/20.
    #[test]
    fn published_examples() {
        for (x1, n1, x2, n2, low, high) in
            [(56.0, 70.0, 48.0, 80.0, 0.0524, 0.3339), (9.0, 10.0, 3.0, 10.0, 0.1705, 0.8090), (10.0, 10.0, 0.0, 20.0, 0.6791, 1.0)]
        {
            let a = Share { p: x1 / n1, n: n1 };
            let b = Share { p: x2 / n2, n: n2 };
            let d = difference_newcombe(a, b, 0.95).unwrap();
            assert!((d.interval.low - low).abs() < 5e-5 && (d.interval.high - high).abs() < 5e-5, "{x1}/{n1} {x2}/{n2}");
            assert!(d.p < 0.05);
            let touching = limits(a, b, 1.0 - d.p).unwrap();
            assert!(touching.low.abs() < 1e-6, "the interval at confidence 1 − p touches zero");
        }
    }
}

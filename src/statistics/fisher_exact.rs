//! Fisher's exact test of a table of two by two, with the conditional odds ratio and its exact interval.
//!
//! # Formula
//! ```text
//! x | margins ~ H(x; ω) ∝ C(m, x)·C(n, k − x)·ω^x      p = Σ H(i; 1) over every i with H(i; 1) ≤ H(x; 1)
//! ω̂: E(x; ω̂) = x      low: P(X ≥ x; low) = α/2      high: P(X ≤ x; high) = α/2
//! ```
//! # Units
//! Counts in; the odds ratio has no unit; the p-value is two-sided.
//! # Edge cases
//! No counts, negative counts: none. At the end of the range the odds ratio and a limit are 0 or infinite.
//! # Source
//! Fisher (1935), JRSS 98:39–54; Cornfield (1956), Proc. Third Berkeley Symposium 4:135–148.
//! # Agrees with
//! R `stats::fisher.test`, whose odds ratio and limits are off by up to 1.2e-4 (above one: in the reciprocal), where its
//! root finder stops; with its tolerance this gives the same.

use crate::statistics::Interval;
use crate::statistics::poisson_one::SAME;
use crate::statistics::root_brent::root_brent;
use statrs::function::gamma::ln_gamma;

/// The test of one table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExactTable {
    /// Two-sided p-value of an odds ratio of one.
    pub p: f64,
    /// The conditional odds ratio.
    pub odds_ratio: f64,
    /// Its interval.
    pub interval: Interval,
}

/// The distribution of the first cell given the margins, at logarithms of the odds ratio.
struct Conditional {
    low: f64,
    log_weights: Vec<f64>,
}

impl Conditional {
    fn new(first: f64, second: f64, positive: f64) -> Conditional {
        let (low, high) = ((positive - second).max(0.0), positive.min(first));
        let ln_choose = |n: f64, k: f64| ln_gamma(n + 1.0) - ln_gamma(k + 1.0) - ln_gamma(n - k + 1.0);
        let cells = (0..=(high - low) as usize).map(|i| low + i as f64);
        Conditional { low, log_weights: cells.map(|x| ln_choose(first, x) + ln_choose(second, positive - x)).collect() }
    }

    fn probabilities(&self, log_odds: f64) -> Vec<f64> {
        let weighted: Vec<f64> = self.log_weights.iter().enumerate().map(|(i, w)| w + log_odds * i as f64).collect();
        let top = weighted.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let sum: f64 = weighted.iter().map(|w| (w - top).exp()).sum();
        weighted.iter().map(|w| (w - top).exp() / sum).collect()
    }

    fn mean(&self, log_odds: f64) -> f64 {
        self.probabilities(log_odds).iter().enumerate().map(|(i, p)| (self.low + i as f64) * p).sum()
    }

    /// Probability of at least the cell's place.
    fn at_least(&self, place: usize, log_odds: f64) -> f64 {
        self.probabilities(log_odds).iter().skip(place).sum()
    }

    /// Probability of at most the cell's place.
    fn at_most(&self, place: usize, log_odds: f64) -> f64 {
        self.probabilities(log_odds).iter().take(place + 1).sum()
    }
}

/// The odds ratio where a rising function of its logarithm passes a value: sought itself up to one, above one in its
/// reciprocal.
fn odds_where(rising: impl Fn(f64) -> f64, value: f64, tolerance: f64) -> Option<f64> {
    let at_one = rising(0.0);
    if at_one > value {
        root_brent(|odds| rising(odds.max(f64::MIN_POSITIVE).ln()) - value, 0.0, 1.0, tolerance)
    } else if at_one < value {
        root_brent(|inverse| rising(-inverse.ln()) - value, f64::EPSILON, 1.0, tolerance).map(f64::recip)
    } else {
        Some(1.0)
    }
}

/// Each side is positive and negative counts; `tolerance` is how exactly the odds ratio and its limits are sought, 0 for
/// every digit.
pub fn fisher_exact(
    first: (f64, f64),
    second: (f64, f64),
    confidence: f64,
    tolerance: f64,
) -> Option<ExactTable> {
    let cells = [first.0, first.1, second.0, second.1];
    if cells.iter().sum::<f64>() <= 0.0 || !cells.iter().all(|cell| *cell >= 0.0) || !(0.0..1.0).contains(&confidence) {
        return None;
    }
    let table = Conditional::new(first.0 + first.1, second.0 + second.1, first.0 + second.0);
    let (place, last) = ((first.0 - table.low) as usize, table.log_weights.len() - 1);
    let outside = (1.0 - confidence) / 2.0;
    let chances = table.probabilities(0.0);
    let own = chances.get(place).copied()? * SAME;
    let at_most = |log_odds| -table.at_most(place, log_odds);
    let low = if place == 0 { 0.0 } else { odds_where(|odds| table.at_least(place, odds), outside, tolerance)? };
    let high = if place == last { f64::INFINITY } else { odds_where(at_most, -outside, tolerance)? };
    Some(ExactTable {
        p: chances.iter().filter(|chance| **chance <= own).sum::<f64>().min(1.0),
        odds_ratio: match place {
            0 => 0.0,
            place if place == last => f64::INFINITY,
            _ => odds_where(|odds| table.mean(odds), first.0, tolerance)?,
        },
        interval: Interval { low, high },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lady tasting tea: 3 of 4 right, p = 2·(1 + 16)/70. The first cell has chances in proportion to
    /// 1, 16w, 36w², 16w³, w⁴, so that its mean is 3 where w⁴ = 36w² + 32w + 3; the limits solve polynomials of the
    /// same kind.
    #[test]
    fn tea() {
        let found = fisher_exact((3.0, 1.0), (1.0, 3.0), 0.95, 0.0).unwrap();
        assert!((found.p - 34.0 / 70.0).abs() < 1e-12);
        let w = found.odds_ratio;
        assert!((w.powi(4) - 36.0 * w * w - 32.0 * w - 3.0).abs() < 1e-9);
        assert!((found.interval.low - 0.211735595447).abs() < 1e-10 && (found.interval.high / 626.243530589 - 1.0).abs() < 1e-10);
    }

    #[test]
    fn at_the_end_of_the_range() {
        let found = fisher_exact((2.0, 0.0), (0.0, 2.0), 0.95, 0.0).unwrap();
        assert!((found.p - 1.0 / 3.0).abs() < 1e-12);
        assert!(found.odds_ratio.is_infinite() && found.interval.high.is_infinite() && found.interval.low > 0.0);
        assert_eq!(fisher_exact((0.0, 0.0), (0.0, 0.0), 0.95, 0.0), None);
    }
}

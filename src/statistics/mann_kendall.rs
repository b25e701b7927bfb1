//! Mann and Kendall's test of a trend: whether later values tend to be higher, in any shape.
//!
//! Exact for fewer than 50 values without ties, else by the normal distribution.
//!
//! # Formula
//! ```text
//! S = Σ_{i<j} sign(xⱼ − xᵢ)      τ = S/√((n₀ − n₁)·n₀), n₀ = n(n − 1)/2, n₁ the tied pairs
//! exact: the share of all orders with as large |S|      else V(S) = (n(n − 1)(2n + 5) − Σt(t − 1)(2t + 5))/18
//! ```
//! # Units
//! Values in order of time, evenly spaced or not; τ from −1 to 1; two-sided.
//! # Edge cases
//! Fewer than two values, all equal: none.
//! # Source
//! Mann (1945), Econometrica 13:245–259; Kendall (1975), Rank Correlation Methods, 4th ed.
//! # Agrees with
//! R `stats::cor.test(method = "kendall")` against time.

use crate::statistics::Test;
use crate::statistics::distributions::normal_tails;
use crate::statistics::rank_sum::{FEW, tie_sum};

/// τ and its p-value.
pub fn mann_kendall(values: &[f64]) -> Option<Test> {
    let n = values.len();
    let sign = |a: f64, b: f64| if b > a { 1.0 } else { -f64::from(u8::from(b < a)) };
    let s: f64 = values
        .iter()
        .enumerate()
        .map(|(i, a)| values.iter().skip(i + 1).map(|b| sign(*a, *b)).sum::<f64>())
        .sum();
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let ties = |term: fn(f64) -> f64| sorted.chunk_by(|a, b| a == b).map(|group| term(group.len() as f64)).sum::<f64>();
    let nd = n as f64;
    let pairs = nd * (nd - 1.0) / 2.0;
    let statistic = s / ((pairs - ties(|t| t * (t - 1.0) / 2.0)) * pairs).sqrt();
    if n < 2 || !statistic.is_finite() {
        return None;
    }
    let p = if n < FEW && tie_sum(values) == 0.0 {
        exact(s, n)
    } else {
        let variance = (nd * (nd - 1.0) * (2.0 * nd + 5.0) - ties(|t| t * (t - 1.0) * (2.0 * t + 5.0))) / 18.0;
        2.0 * normal_tails(-s.abs() / variance.sqrt()).lower
    };
    Some(Test { statistic, df: None, p: p.min(1.0) })
}

/// Twice the share of orders with at least as many concordant (or discordant) pairs.
fn exact(s: f64, n: usize) -> f64 {
    let pairs = n * (n - 1) / 2;
    let mut chances = vec![1.0_f64];
    for size in 2..=n {
        let mut next = vec![0.0_f64; chances.len() + size - 1];
        for (at, chance) in chances.iter().enumerate() {
            next.iter_mut().skip(at).take(size).for_each(|value| *value += chance / size as f64);
        }
        chances = next;
    }
    let concordant = (pairs as f64 + s.abs()) / 2.0;
    2.0 * chances.iter().skip(concordant.round() as usize).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three rising values: one of six orders, and the falling one.
    #[test]
    fn by_hand() {
        let found = mann_kendall(&[1.0, 2.0, 5.0]).unwrap();
        assert_eq!(found.statistic, 1.0);
        assert!((found.p - 1.0 / 3.0).abs() < 1e-12);
        assert!((mann_kendall(&[1.0, 5.0, 2.0]).unwrap().statistic - 1.0 / 3.0).abs() < 1e-12);
        assert_eq!(mann_kendall(&[1.0, 1.0]), None);
        assert_eq!(mann_kendall(&[1.0]), None);
    }
}

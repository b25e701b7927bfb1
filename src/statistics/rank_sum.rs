//! Wilcoxon's rank sum test (Mann and Whitney's): whether one group's values tend to be larger than the other's.
//!
//! Chosen for waiting times and grades, where a mean says little. Exact for fewer than 50 on each side without ties,
//! else by the normal distribution with corrected ties.
//!
//! # Formula
//! ```text
//! W = Σ ranks of the first − m(m + 1)/2      μ = mn/2      σ² = mn/12·(N + 1 − Σ(t³ − t)/(N(N − 1)))
//! z = (W − μ − c)/σ      c = ½ towards μ when corrected
//! ```
//! # Units
//! Values in any unit; W is the number of pairs in which the first is larger, ties a half.
//! # Edge cases
//! An empty side, all values equal: none.
//! # Source
//! Wilcoxon (1945), Biometrics Bulletin 1:80–83; Lehmann (1975), Nonparametrics, ch. 1.
//! # Agrees with
//! R `stats::wilcox.test` with two samples.

use crate::statistics::distributions::normal_tails;
use crate::statistics::{Alternative, Test};

/// Fewer than this on both sides, without ties, are tested exactly.
pub const FEW: usize = 50;

/// How the p-value is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// Over every order of the values.
    Exact,
    /// By the normal distribution, with or without continuity correction.
    Normal {
        /// Half a pair towards the mean.
        corrected: bool,
    },
}

/// The mean rank of each value among all.
pub fn midranks(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = |value: &f64| {
        let below = sorted.partition_point(|other| other < value);
        let upto = sorted.partition_point(|other| other <= value);
        (below + upto + 1) as f64 / 2.0
    };
    values.iter().map(rank).collect()
}

/// Σ(t³ − t) over groups of equal values.
pub(super) fn tie_sum(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.chunk_by(|a, b| a == b).map(|group| (group.len() as f64).powi(3) - group.len() as f64).sum()
}

/// W and its standard deviation.
pub(super) fn statistic(a: &[f64], b: &[f64]) -> (f64, f64) {
    let (m, n) = (a.len() as f64, b.len() as f64);
    let all: Vec<f64> = a.iter().chain(b).copied().collect();
    let w = midranks(&all).iter().take(a.len()).sum::<f64>() - m * (m + 1.0) / 2.0;
    let total = m + n;
    (w, (m * n / 12.0 * (total + 1.0 - tie_sum(&all) / (total * (total - 1.0)))).sqrt())
}

/// Whether two samples are tested exactly by default.
pub fn is_exact(a: &[f64], b: &[f64]) -> bool {
    let all: Vec<f64> = a.iter().chain(b).copied().collect();
    a.len() < FEW && b.len() < FEW && tie_sum(&all) == 0.0
}

/// The distribution of W without ties: the probability of each of 0 … mn.
pub(super) fn distribution(m: usize, n: usize) -> Vec<f64> {
    let mut counts = vec![0.0_f64; m * n + 1];
    if let Some(first) = counts.first_mut() {
        *first = 1.0;
    }
    // The generating function ∏ (1 − q^(n+i))/(1 − q^i), one factor at a time, kept as probabilities.
    for i in 1..=m {
        let mut next = counts.clone();
        for at in (n + i)..next.len() {
            let lower = counts.get(at - n - i).copied().unwrap_or(0.0);
            if let Some(value) = next.get_mut(at) {
                *value -= lower;
            }
        }
        for at in i..next.len() {
            let lower = next.get(at - i).copied().unwrap_or(0.0);
            if let Some(value) = next.get_mut(at) {
                *value += lower;
            }
        }
        let scale = i as f64 / (n + i) as f64;
        counts = next.into_iter().map(|value| value * scale).collect();
    }
    counts
}

/// The test of the first sample against the second.
pub fn rank_sum(a: &[f64], b: &[f64], alternative: Alternative, precision: Precision) -> Option<Test> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let (w, sigma) = statistic(a, b);
    let centre = (a.len() * b.len()) as f64 / 2.0;
    let p = match precision {
        Precision::Exact => {
            let chances = distribution(a.len(), b.len());
            let at_most: f64 = chances.iter().take(w.floor() as usize + 1).sum();
            let at_least: f64 = chances.iter().skip(w.ceil() as usize).sum();
            match alternative {
                Alternative::TwoSided => (2.0 * if w > centre { at_least } else { at_most }).min(1.0),
                Alternative::Less => at_most,
                Alternative::Greater => at_least,
            }
        }
        Precision::Normal { corrected } => {
            if sigma <= 0.0 {
                return None;
            }
            let distance = w - centre;
            let correction = match (corrected, alternative) {
                (false, _) => 0.0,
                (true, Alternative::TwoSided) if distance == 0.0 => 0.0,
                (true, Alternative::TwoSided) => 0.5 * distance.signum(),
                (true, Alternative::Greater) => 0.5,
                (true, Alternative::Less) => -0.5,
            };
            let tails = normal_tails((distance - correction) / sigma);
            match alternative {
                Alternative::TwoSided => 2.0 * tails.lower.min(tails.upper),
                Alternative::Less => tails.lower,
                Alternative::Greater => tails.upper,
            }
        }
    };
    Some(Test { statistic: w, df: None, p })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two of two below three: W = 0, one of ten orders.
    #[test]
    fn by_hand() {
        let (a, b) = ([1.0, 2.0], [3.0, 4.0, 5.0]);
        let exact = |alternative| rank_sum(&a, &b, alternative, Precision::Exact).unwrap();
        assert_eq!(exact(Alternative::TwoSided).statistic, 0.0);
        assert!((exact(Alternative::TwoSided).p - 0.2).abs() < 1e-12);
        assert!((exact(Alternative::Less).p - 0.1).abs() < 1e-12);
        assert!((exact(Alternative::Greater).p - 1.0).abs() < 1e-12);
    }

    /// W = 1, 1, 2, 2, 2, 1, 1 ways of two among three.
    #[test]
    fn every_order() {
        let found: Vec<f64> = distribution(2, 3).iter().map(|p| (p * 10.0).round()).collect();
        assert_eq!(found, [1.0, 1.0, 2.0, 2.0, 2.0, 1.0, 1.0]);
        assert_eq!(midranks(&[3.0, 1.0, 3.0]), [2.5, 1.0, 2.5]);
        assert_eq!(rank_sum(&[1.0], &[1.0], Alternative::TwoSided, Precision::Normal { corrected: true }), None);
        assert_eq!(rank_sum(&[], &[1.0], Alternative::TwoSided, Precision::Exact), None);
    }
}

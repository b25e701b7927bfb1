//! Kruskal and Wallis's test: whether several groups' values tend to differ, by ranks.
//!
//! # Formula
//! ```text
//! H = (12/(N(N + 1))·Σ Rⱼ²/nⱼ − 3(N + 1))/(1 − Σ(t³ − t)/(N³ − N))      chi-squared with k − 1 degrees of freedom
//! ```
//! # Units
//! Values in any unit.
//! # Edge cases
//! Fewer than two groups, an empty group, all values equal: none.
//! # Source
//! Kruskal & Wallis (1952), J Am Stat Assoc 47:583–621.
//! # Agrees with
//! R `stats::kruskal.test`.

use crate::statistics::Test;
use crate::statistics::distributions::chi_squared_tails;
use crate::statistics::rank_sum::{midranks, tie_sum};

/// The test of the groups.
pub fn kruskal_wallis(groups: &[Vec<f64>]) -> Option<Test> {
    if groups.len() < 2 || groups.iter().any(Vec::is_empty) {
        return None;
    }
    let all: Vec<f64> = groups.iter().flatten().copied().collect();
    let n = all.len() as f64;
    let ranks = midranks(&all);
    let mut before = 0;
    let squares = groups.iter().map(|group| {
        let sum: f64 = ranks.iter().skip(before).take(group.len()).sum();
        before += group.len();
        sum * sum / group.len() as f64
    });
    let untied = 1.0 - tie_sum(&all) / (n.powi(3) - n);
    let statistic = (12.0 / (n * (n + 1.0)) * squares.sum::<f64>() - 3.0 * (n + 1.0)) / untied;
    let df = groups.len() as f64 - 1.0;
    (untied > 0.0).then_some(Test { statistic, df: Some(df), p: chi_squared_tails(statistic.max(0.0), df)?.upper })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ranks 1, 2 | 3, 4 | 5, 6: 12/42·(9 + 49 + 121)/2 − 21 = 32/7.
    #[test]
    fn by_hand() {
        let found = kruskal_wallis(&[vec![1.0, 2.0], vec![3.0, 4.0], vec![5.0, 6.0]]).unwrap();
        assert!((found.statistic - 32.0 / 7.0).abs() < 1e-12);
        assert!((found.p - (-16.0_f64 / 7.0).exp()).abs() < 1e-12);
        assert_eq!(kruskal_wallis(&[vec![1.0], vec![1.0]]), None);
        assert_eq!(kruskal_wallis(&[vec![1.0]]), None);
    }
}

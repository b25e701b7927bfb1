//! Whether two groups have the same distribution, by ranks in the estimated population.
//!
//! Chosen for values with long tails, where a difference of means says little.
//!
//! # Formula
//! ```text
//! r = running weight less half the own, averaged over ties      score s(r/N): r/N, Φ⁻¹(r/N) or 1(r > N/2)
//! test: the difference in mean score between the groups over its standard error, t with df − 1
//! ```
//! # Units
//! Scores are shares of the population for Wilcoxon's test; `group` is 0 or 1.
//! # Edge cases
//! One group empty: none. Rows that weigh nothing count among the ties that their rank is averaged over, as in R.
//! # Source
//! Lumley & Scott (2013), Biometrika 100:831–842.
//! # Agrees with
//! R `survey::svyranktest(test = "wilcoxon" | "vanderWaerden" | "median")`.

use crate::statistics::survey_design::Linearised;
use crate::statistics::survey_regression::{Family, Model};
use statrs::distribution::{ContinuousCDF, Normal};

/// What a rank counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RankScore {
    /// Its share of the population.
    Wilcoxon,
    /// The normal quantile of that.
    VanDerWaerden,
    /// Whether it is above the middle.
    Median,
}

/// The mean score of group 0 and the difference to it of group 1, with their scores, among the present rows.
pub fn survey_rank_test(
    y: &[f64],
    group: &[f64],
    weights: &[f64],
    present: &[bool],
    score: RankScore,
) -> Option<Linearised> {
    let mut order: Vec<usize> = (0..y.len()).filter(|row| present.get(*row).is_some_and(|it| *it)).collect();
    let value = |row: &usize| y.get(*row).copied().unwrap_or_default();
    order.sort_by(|a, b| value(a).total_cmp(&value(b)));
    let mut ranks = vec![0.0; y.len()];
    let mut sum = 0.0;
    for ties in order.chunk_by(|a, b| value(a) == value(b)) {
        let mut middles = 0.0;
        for w in ties.iter().filter_map(|row| weights.get(*row)) {
            sum += w;
            middles += sum - w / 2.0;
        }
        for row in ties {
            if let Some(rank) = ranks.get_mut(*row) {
                *rank = middles / ties.len() as f64;
            }
        }
    }
    let scored = |(rank, w): (&f64, &f64)| match score {
        _ if *w <= 0.0 => 0.0,
        RankScore::Wilcoxon => rank / sum,
        RankScore::VanDerWaerden => Normal::standard().inverse_cdf(rank / sum),
        RankScore::Median => f64::from(u8::from(*rank > sum / 2.0)),
    };
    let scores = ranks.iter().zip(weights).map(scored).collect();
    let x = vec![vec![1.0; y.len()], group.to_vec()];
    Model { x, y: scores, family: Family::Gaussian }.fit(weights, 1.0, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1, 2 | 3, 3 with equal weights: ranks 0.5, 1.5, 3, 3 of 4; mean scores 0.25 and 0.75.
    #[test]
    fn by_hand() {
        let (y, group) = ([1.0, 2.0, 3.0, 3.0], [0.0, 0.0, 1.0, 1.0]);
        let found = survey_rank_test(&y, &group, &[1.0; 4], &[true; 4], RankScore::Wilcoxon).unwrap();
        assert!((found.values[0] - 0.25).abs() < 1e-12 && (found.values[1] - 0.5).abs() < 1e-12);
        let median = survey_rank_test(&y, &group, &[1.0; 4], &[true; 4], RankScore::Median).unwrap();
        assert!((median.values[1] - 1.0).abs() < 1e-12);
        // A third 3 that weighs nothing: ranks 2.5, 3.5 and 4 averaged.
        let tied = survey_rank_test(&[1.0, 2.0, 3.0, 3.0, 3.0], &[0.0, 0.0, 1.0, 1.0, 1.0], &[1.0, 1.0, 1.0, 1.0, 0.0], &[true; 5], RankScore::Wilcoxon);
        assert!((tied.unwrap().values[1] - (10.0 / 3.0 - 1.0) / 4.0).abs() < 1e-12);
        assert!(survey_rank_test(&y, &[0.0; 4], &[1.0; 4], &[true; 4], RankScore::Wilcoxon).is_none());
    }
}

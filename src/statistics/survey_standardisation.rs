//! Weights that give every region the same age structure, within a survey.
//!
//! Chosen where regions are compared at equal age, or another background, in the same sample.
//!
//! # Formula
//! ```text
//! weights of age a in region r scaled to s_a · N_r        s_a: share of the standard, N_r: weight of region r
//! ```
//! The variance is that of poststratification.
//! # Units
//! The standard is scaled to the sum one; each region keeps its weight.
//! # Edge cases
//! Ages that no respondent of a region has are passed over: that region's shares then sum to less than one.
//! # Source
//! Korn & Graubard (1999), Analysis of Health Surveys, 2.7.
//! # Agrees with
//! R `survey::svystandardize`.

use crate::statistics::poststratification::{Poststrata, poststratify};
use std::collections::BTreeMap;

/// Standardises weights; `age` and `region` number the row's level.
pub fn survey_standardisation(weights: &[f64], age: &[usize], region: &[usize], standard: &[f64]) -> Option<Poststrata> {
    let whole: f64 = standard.iter().sum();
    let mut regions: BTreeMap<usize, f64> = BTreeMap::new();
    for (w, region) in weights.iter().zip(region) {
        *regions.entry(*region).or_default() += w;
    }
    let last = regions.keys().max()? + 1;
    let cell: Vec<usize> = age.iter().zip(region).map(|(age, region)| age * last + region).collect();
    let share = |age: usize| standard.get(age).map(|it| it / whole);
    let target = |cell: usize| share(cell / last).zip(regions.get(&(cell % last))).map_or(0.0, |(s, n)| s * n);
    let population: Vec<f64> = (0..last * standard.len()).map(target).collect();
    poststratify(weights, &cell, &population, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let found = survey_standardisation(&[1.0, 3.0, 2.0, 2.0], &[0, 1, 0, 1], &[0, 0, 1, 1], &[3.0, 1.0]).unwrap();
        assert_eq!(found.after, [3.0, 1.0, 3.0, 1.0]);
    }
}

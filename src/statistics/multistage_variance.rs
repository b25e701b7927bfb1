//! Variance of totals in a sample drawn in one or several stages, with or without replacement.
//!
//! Chosen for every design that states its stages: strata, units within units, finite populations. Units outside a
//! domain count with the score zero.
//!
//! # Formula
//! ```text
//! V = Σ_h (1 − f_h) n_h/(n_h − 1) Σ_u (z_hu − z̄_h)(z_hu − z̄_h)ᵀ + Σ_u f_h V_u        f_h = n_h/N_h
//! ```
//! `z_hu` is the sum of weighted scores in unit u of stratum h; V_u is the same formula over the units drawn within u.
//! With unequal probabilities π (Brewer's approximation) 1 − π_u stands in the place of 1 − f_h, unit by unit.
//! # Units
//! Scores are weighted; the variance is in their square. N infinite: drawn with replacement, later stages add nothing.
//! # Edge cases
//! A stratum with one unit that is not its whole population: no estimate under `fail`; nothing under `remove` and
//! `certainty`; its distance from the overall zero under `adjust`; the average of the other strata under `average`.
//! # Source
//! Särndal, Swensson & Wretman (1992), Model Assisted Survey Sampling, 4.3; Brewer (2002), Combined Survey Sampling
//! Inference, ch. 9; Lumley (2010), Complex Surveys, ch. 2–3.
//! # Agrees with
//! R `survey::svyrecvar`, options `survey.lonely.psu`.

use nalgebra::DMatrix;
use std::collections::BTreeMap;

/// What a stratum with one unit gives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lonely {
    /// No estimate.
    #[default]
    Fail,
    /// Nothing.
    Remove,
    /// Nothing: the unit was certain to be drawn.
    Certainty,
    /// Its squared distance from zero.
    Adjust,
    /// The average of the strata that have a variance.
    Average,
}

/// One stage of the design, a value for every row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stage {
    /// Unit, numbered without repetition over strata and earlier units.
    pub unit: Vec<usize>,
    /// Stratum, numbered without repetition over earlier units.
    pub stratum: Vec<usize>,
    /// Units drawn in the row's stratum.
    pub drawn: Vec<f64>,
    /// Units in the row's stratum of the population; infinite without finite population correction.
    pub population: Vec<f64>,
}

type Groups = BTreeMap<usize, Vec<usize>>;

fn grouped(rows: &[usize], by: &[usize]) -> Groups {
    let mut groups = Groups::new();
    for row in rows {
        if let Some(group) = by.get(*row) {
            groups.entry(*group).or_default().push(*row);
        }
    }
    groups
}

fn at(values: &[f64], row: usize) -> f64 {
    values.get(row).copied().unwrap_or(f64::INFINITY)
}

/// The covariance of the sums of the columns of `scores` over `rows`.
pub fn multistage_variance(
    scores: &[Vec<f64>],
    stages: &[Stage],
    lonely: Lonely,
    rows: &[usize],
) -> Option<DMatrix<f64>> {
    let Some((first, later)) = stages.split_first() else {
        return Some(DMatrix::zeros(scores.len(), scores.len()));
    };
    let mut variance = between_units(scores, first, lonely, rows)?;
    if !later.is_empty() {
        for unit in grouped(rows, &first.unit).values() {
            let Some(row) = unit.first() else { continue };
            let share = at(&first.drawn, *row) / at(&first.population, *row);
            if share > 0.0 {
                variance += multistage_variance(scores, later, lonely, unit)? * share;
            }
        }
    }
    Some(variance)
}

fn between_units(scores: &[Vec<f64>], stage: &Stage, lonely: Lonely, rows: &[usize]) -> Option<DMatrix<f64>> {
    let mut sum = DMatrix::zeros(scores.len(), scores.len());
    let strata = grouped(rows, &stage.stratum);
    let mut estimable = 0;
    for stratum in strata.values() {
        match within_stratum(scores, stage, lonely, stratum) {
            Some(variance) => {
                sum += variance;
                estimable += 1;
            }
            None if lonely == Lonely::Average => {}
            None => return None,
        }
    }
    match (strata.len(), estimable) {
        (0, _) => Some(sum),
        (_, 0) => None,
        (all, some) => Some(sum * (all as f64 / some as f64)),
    }
}

fn within_stratum(scores: &[Vec<f64>], stage: &Stage, lonely: Lonely, rows: &[usize]) -> Option<DMatrix<f64>> {
    let k = scores.len();
    let drawn = at(&stage.drawn, *rows.first()?);
    let not_drawn = |row: usize| match at(&stage.population, row) {
        population if population.is_infinite() => 1.0,
        population => (population - drawn) / population,
    };
    if rows.iter().all(|row| not_drawn(*row) < 1e-7) {
        return Some(DMatrix::zeros(k, k));
    }
    let factor = if drawn > 1.0 { drawn / (drawn - 1.0) } else { 1.0 };
    let units: Vec<(f64, Vec<f64>)> = grouped(rows, &stage.unit)
        .values()
        .filter_map(|unit| {
            let totals = scores.iter().map(|z| unit.iter().filter_map(|row| z.get(*row)).sum()).collect();
            Some((factor * not_drawn(*unit.first()?), totals))
        })
        .collect();
    let counted = drawn.max(units.len() as f64);
    let centred = drawn > 1.0 || units.len() > 1 || lonely != Lonely::Adjust;
    let centre: Vec<f64> = (0..k)
        .map(|i| {
            let sum: f64 = units.iter().filter_map(|(_, totals)| totals.get(i)).sum();
            if centred { sum / counted } else { 0.0 }
        })
        .collect();
    let silent = (counted - units.len() as f64) * units.first().map_or(0.0, |(scale, _)| *scale);
    let mean = |i: usize| centre.get(i).copied().unwrap_or_default();
    let off = |totals: &[f64], i: usize| totals.get(i).copied().unwrap_or_default() - mean(i);
    let variance = DMatrix::from_fn(k, k, |i, j| {
        let seen: f64 = units.iter().map(|(scale, z)| scale * off(z, i) * off(z, j)).sum();
        seen + silent * mean(i) * mean(j)
    });
    match (drawn > 1.0, lonely) {
        (true, _) | (false, Lonely::Remove | Lonely::Certainty | Lonely::Adjust) => Some(variance),
        (false, Lonely::Fail | Lonely::Average) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(unit: &[usize], stratum: &[usize], drawn: &[f64], population: &[f64]) -> Stage {
        Stage { unit: unit.into(), stratum: stratum.into(), drawn: drawn.into(), population: population.into() }
    }

    fn variance(z: &[f64], stages: &[Stage], lonely: Lonely) -> Option<f64> {
        let rows: Vec<usize> = (0..z.len()).collect();
        multistage_variance(&[z.to_vec()], stages, lonely, &rows).map(|v| v[(0, 0)])
    }

    /// Scores 1, 2, 6: 3/2 · (4 + 1 + 9) = 21, and half of it when half of six was drawn.
    #[test]
    fn one_stage() {
        let with = |population: f64| stage(&[0, 1, 2], &[0; 3], &[3.0; 3], &[population; 3]);
        assert!((variance(&[1.0, 2.0, 6.0], &[with(f64::INFINITY)], Lonely::Fail).unwrap() - 21.0).abs() < 1e-12);
        assert!((variance(&[1.0, 2.0, 6.0], &[with(6.0)], Lonely::Fail).unwrap() - 10.5).abs() < 1e-12);
    }

    /// Two of four units, two of ten rows in each. First stage: ½·2·(2.5² + 2.5²) = 12.5. Second: ½ Σ 0.8·2·Σ(z − z̄)².
    #[test]
    fn two_stages() {
        let first = stage(&[0, 0, 1, 1], &[0; 4], &[2.0; 4], &[4.0; 4]);
        let second = stage(&[0, 1, 2, 3], &[0, 0, 1, 1], &[2.0; 4], &[10.0; 4]);
        let found = variance(&[1.0, 2.0, 3.0, 5.0], &[first, second], Lonely::Fail).unwrap();
        assert!((found - (12.5 + 0.5 * (1.6 * 0.5 + 1.6 * 2.0))).abs() < 1e-12);
    }

    #[test]
    fn lonely_units() {
        let stages = [stage(&[0, 1, 2], &[0, 0, 1], &[2.0, 2.0, 1.0], &[f64::INFINITY; 3])];
        let z = [1.0, 3.0, 5.0];
        let found = |lonely| variance(&z, &stages, lonely);
        assert_eq!(found(Lonely::Fail), None);
        assert_eq!(found(Lonely::Remove), Some(4.0));
        assert_eq!(found(Lonely::Certainty), Some(4.0));
        assert_eq!(found(Lonely::Adjust), Some(29.0));
        assert_eq!(found(Lonely::Average), Some(8.0));
    }
}

//! Variance by replicate weights: jackknife, balanced half-samples, Fay's method, bootstrap.
//!
//! Chosen where the design asks for replicates or the file holds them. The estimate is computed once with every set.
//!
//! # Formula
//! ```text
//! V = a Σ_r b_r (θ_r − θ̄)²
//! JK1  unit r out, the others × n/(n − 1):                        a = (1 − f)(n − 1)/n, b = 1
//! JKn  unit r of stratum h out, its others × n_h/(n_h − 1):       a = 1, b = (1 − f_h)(n_h − 1)/n_h
//! BRR  one unit of each pair × (2 − ρ), the other × ρ, as a column of a Hadamard matrix says:  a = 1/(R (1 − ρ)²)
//! ```
//! θ̄ is the mean of the replicates; Fay's ρ lies in 0–1, 0 for plain half-samples.
//! # Units
//! The unit of the estimate squared. Degrees of freedom: the rank of the replicate weights minus one,
//! for all rows the rank before weights were calibrated otherwise than linearly.
//! # Edge cases
//! JK1 with strata and the others without: no replicates. Half-samples need an even number of units in a stratum, at
//! least two. A lonely unit gives JKn nothing under `fail`; a stratum whose units are all drawn has no replicates there.
//! A replicate without an estimate is left out.
//! # Source
//! Wolter (2007), Introduction to Variance Estimation, ch. 3–5; Fay (1989); Paley (1933), J Math Phys 12:311–320.
//! # Agrees with
//! R `survey::as.svrepdesign`, `survey::svrepdesign`.

use crate::filled::Filled;
use crate::statistics::hadamard_matrix::hadamard_matrix;
use crate::statistics::linear_algebra::orthonormal;
use crate::statistics::multistage_variance::{Lonely, Stage};
use nalgebra::DMatrix;
use std::collections::{BTreeMap, BTreeSet};

const DEPENDENT: f64 = 1e-5;

/// Sets of weights that each give an estimate.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Replicates {
    /// The weights of every row, one list a replicate.
    pub weights: Vec<Vec<f64>>,
    /// a.
    pub scale: f64,
    /// b, one a replicate.
    pub factors: Vec<f64>,
    /// Degrees of freedom of all rows, where they are not those of the weights.
    pub df: Option<f64>,
}

/// The units of each stratum in order of appearance, strata in order of their number.
fn units(stage: &Stage) -> BTreeMap<usize, Vec<usize>> {
    let mut strata: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (unit, stratum) in stage.unit.iter().zip(&stage.stratum) {
        if seen.insert(*unit) {
            strata.entry(*stratum).or_default().push(*unit);
        }
    }
    strata
}

pub(super) fn not_drawn(stage: &Stage, stratum: usize) -> f64 {
    let row = stage.stratum.iter().position(|it| *it == stratum);
    let pair = row.and_then(|row| Some((stage.drawn.get(row)?, stage.population.get(row)?)));
    pair.map_or(1.0, |(drawn, population)| if population.is_finite() { 1.0 - drawn / population } else { 1.0 })
}

pub(super) fn scaled(stage: &Stage, weights: &[f64], factor: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    let places = stage.unit.iter().zip(&stage.stratum);
    weights.iter().zip(places).map(|(w, (unit, stratum))| w * factor(*unit, *stratum)).collect()
}

/// The jackknife without strata.
pub fn jackknife(stage: &Stage, weights: &[f64]) -> Option<Replicates> {
    let strata = units(stage);
    let (stratum, all) = strata.iter().next().filter(|_| strata.len() == 1)?;
    let n = all.len() as f64;
    let drop = |out: &usize| scaled(stage, weights, |unit, _| if unit == *out { 0.0 } else { n / (n - 1.0) });
    Some(Replicates {
        weights: all.iter().map(drop).collect(),
        scale: not_drawn(stage, *stratum) * (n - 1.0) / n,
        factors: vec![1.0; all.len()],
        df: None,
    })
}

/// The jackknife in strata.
pub fn jackknife_in_strata(stage: &Stage, weights: &[f64], lonely: Lonely) -> Option<Replicates> {
    let mut found = Replicates { scale: 1.0, ..Replicates::default() };
    let strata = units(stage);
    let (count, all) = (strata.len() as f64, strata.values().map(Vec::len).sum::<usize>() as f64);
    for (stratum, members) in &strata {
        let (n, share) = (members.len() as f64, not_drawn(stage, *stratum));
        match (members.len(), lonely) {
            _ if share == 0.0 => {}
            (1, Lonely::Fail) => return None,
            (1, Lonely::Adjust) => {
                let others = count / (count - 1.0);
                found.weights.push(scaled(stage, weights, |_, own| if own == *stratum { 0.0 } else { others }));
                found.factors.push((count - 1.0) / count);
            }
            (1, _) => {}
            _ => {
                for out in members {
                    let factor = |unit: usize, own: usize| match (own == *stratum, unit == *out) {
                        (true, true) => 0.0,
                        (true, false) => n / (n - 1.0),
                        _ => 1.0,
                    };
                    found.weights.push(scaled(stage, weights, factor));
                    found.factors.push(share * (n - 1.0) / n);
                }
            }
        }
    }
    if lonely == Lonely::Average && !found.weights.is_empty() {
        found.scale = all / found.weights.len() as f64;
    }
    (!found.weights.is_empty()).then_some(found)
}

/// Balanced half-samples, with Fay's `rho` between 0 and 1. Strata of more than two units are split into pairs.
pub fn half_samples(stage: &Stage, weights: &[f64], rho: f64) -> Option<Replicates> {
    let strata = units(stage);
    if !(0.0..1.0).contains(&rho) || strata.len() < 2 || strata.values().any(|it| it.len() % 2 == 1) {
        return None;
    }
    let large = strata.values().filter(|members| members.len() > 2);
    let pairs: Vec<&[usize]> = large.chain(strata.values().filter(|it| it.len() == 2)).flat_map(|it| it.chunks(2)).collect();
    let numbered = pairs.iter().enumerate().flat_map(|(pair, members)| {
        members.iter().enumerate().map(move |(order, unit)| (*unit, (pair, order == 0)))
    });
    let place: BTreeMap<usize, (usize, bool)> = numbered.filled();
    let matrix = hadamard_matrix(pairs.len());
    let one = |column: usize| {
        scaled(stage, weights, |unit, _| {
            let (pair, first) = place.get(&unit).copied().unwrap_or_default();
            let sign = matrix.get(pair + 1).and_then(|row| row.get(column)).copied().unwrap_or_default();
            if sign == first { 2.0 - rho } else { rho }
        })
    };
    let count = matrix.len();
    Some(Replicates {
        weights: (0..count).map(one).collect(),
        scale: 1.0 / (count as f64 * (1.0 - rho) * (1.0 - rho)),
        factors: vec![1.0; count],
        df: None,
    })
}

impl Replicates {
    /// The covariance of estimates, from what each replicate gave.
    pub fn variance(&self, estimates: &[Option<Vec<f64>>]) -> Option<DMatrix<f64>> {
        let given: Vec<(f64, &Vec<f64>)> =
            self.factors.iter().zip(estimates).filter_map(|(factor, it)| Some((*factor, it.as_ref()?))).collect();
        let k = given.first()?.1.len();
        let counted = given.iter().filter(|(factor, _)| *factor > 0.0);
        let n = counted.clone().count() as f64;
        let at = |values: &[f64], i: usize| values.get(i).copied().unwrap_or_default();
        let mean: Vec<f64> = (0..k).map(|i| counted.clone().map(|(_, it)| at(it, i)).sum::<f64>() / n).collect();
        let off = |it: &[f64], i: usize| at(it, i) - at(&mean, i);
        Some(DMatrix::from_fn(k, k, |i, j| {
            self.scale * given.iter().map(|(factor, it)| factor * off(it, i) * off(it, j)).sum::<f64>()
        }))
    }

    /// The rank of the weights minus one, among some rows.
    pub fn degrees_of_freedom(&self, present: &[bool]) -> f64 {
        if let Some(df) = self.df.filter(|_| present.iter().all(|present| *present)) {
            return df;
        }
        let kept = |all: &Vec<f64>| {
            all.iter().zip(present).filter(|(_, present)| **present).map(|(w, _)| *w).collect::<Vec<f64>>()
        };
        let columns: Vec<Vec<f64>> = self.weights.iter().map(kept).collect();
        orthonormal(&columns, DEPENDENT).len() as f64 - 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(unit: &[usize], stratum: &[usize]) -> Stage {
        let n = unit.len();
        Stage { unit: unit.into(), stratum: stratum.into(), drawn: vec![2.0; n], population: vec![f64::INFINITY; n] }
    }

    fn total(replicates: &Replicates, y: &[f64]) -> f64 {
        let sum = |w: &Vec<f64>| Some(vec![w.iter().zip(y).map(|(w, y)| w * y).sum()]);
        replicates.variance(&replicates.weights.iter().map(sum).collect::<Vec<_>>()).unwrap()[(0, 0)]
    }

    /// For totals every method gives the textbook variance: 3/2 · 14 = 21 without strata, Σ (a − b)² in pairs.
    #[test]
    fn totals() {
        let alone = jackknife(&stage(&[0, 1, 2], &[0; 3]), &[1.0; 3]).unwrap();
        assert!((total(&alone, &[1.0, 2.0, 6.0]) - 21.0).abs() < 1e-12);
        assert_eq!(alone.degrees_of_freedom(&[true; 3]), 2.0);
        let pairs = stage(&[0, 1, 2, 3, 4, 5], &[0, 0, 1, 1, 2, 2]);
        let y = [1.0, 3.0, 2.0, 2.5, 7.0, 4.0];
        let by_hand = 4.0 + 0.25 + 9.0;
        let jackknife = jackknife_in_strata(&pairs, &[1.0; 6], Lonely::Fail).unwrap();
        assert!((total(&jackknife, &y) - by_hand).abs() < 1e-12);
        assert_eq!(jackknife.degrees_of_freedom(&[true; 6]), 3.0);
        for rho in [0.0, 0.3] {
            let halves = half_samples(&pairs, &[1.0; 6], rho).unwrap();
            assert!((total(&halves, &y) - by_hand).abs() < 1e-12, "{rho}");
        }
        assert!(half_samples(&stage(&[0, 1, 2], &[0; 3]), &[1.0; 3], 0.0).is_none());
    }
}

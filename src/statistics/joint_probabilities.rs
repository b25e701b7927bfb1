//! Variance of totals in a sample drawn with unequal probabilities, from the probabilities of pairs.
//!
//! Chosen when the design gives joint probabilities, or Overton's approximation of them.
//!
//! # Formula
//! ```text
//! Δ_ij = (π_ij − π_i π_j)/π_ij
//! Horvitz–Thompson  V = Σ_ij Δ_ij z_i z_j         Yates–Grundy  V = Σ_ij Δ_ij z_i z_j − Σ_ij Δ_ij z_i²
//! Overton           Δ_ij = 1 − (n − π̄_ij)/(n − 1), π̄_ij = (π_i + π_j)/2 within the stratum, 0 between strata
//! ```
//! # Units
//! `z` is the weighted score of a unit, w = 1/π.
//! # Edge cases
//! Pairs whose |Δ| is below 10⁻⁴ count as drawn independently. A joint probability of zero has no Δ: no estimate.
//! # Source
//! Horvitz & Thompson (1952), JASA 47:663–685; Yates & Grundy (1953), JRSS B 15:253–261; Overton (1985).
//! # Agrees with
//! R `survey::svydesign(pps = ppsmat(…), variance = "HT" or "YG")`, `svydesign(pps = "overton")`.

use crate::statistics::linear_algebra::entry;
use nalgebra::DMatrix;

const INDEPENDENT: f64 = 1e-4;

/// How pairs of units belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct JointProbabilities {
    /// The unit of every row, a place in `delta`.
    pub unit: Vec<usize>,
    /// Δ for every pair of units.
    pub delta: DMatrix<f64>,
    /// Yates–Grundy, else Horvitz–Thompson.
    pub yates_grundy: bool,
}

/// Δ from joint probabilities, whose diagonal holds the units' own.
pub fn delta(joint: &DMatrix<f64>) -> Option<DMatrix<f64>> {
    let n = joint.nrows();
    if joint.ncols() != n || joint.iter().any(|p| p.is_nan() || *p <= 0.0) {
        return None;
    }
    Some(DMatrix::from_fn(n, n, |i, j| {
        let pair = entry(joint, i, j);
        let delta = (pair - entry(joint, i, i) * entry(joint, j, j)) / pair;
        if delta.abs() < INDEPENDENT { 0.0 } else { delta }
    }))
}

/// The same from a table of rows; `None` where it is not square.
pub fn from_rows(rows: &[Vec<f64>]) -> Option<DMatrix<f64>> {
    let n = rows.len();
    if rows.iter().any(|row| row.len() != n) {
        return None;
    }
    delta(&DMatrix::from_row_iterator(n, n, rows.iter().flatten().copied()))
}

/// Overton's Δ from the units' probabilities and strata.
pub fn overton(probability: &[f64], stratum: &[usize]) -> DMatrix<f64> {
    let n = probability.len();
    let p = |i: usize| probability.get(i).copied().unwrap_or(1.0);
    let size = |i: usize| stratum.iter().filter(|other| Some(*other) == stratum.get(i)).count() as f64;
    let sizes: Vec<f64> = (0..n).map(size).collect();
    DMatrix::from_fn(n, n, |i, j| {
        let mean = (p(i) + p(j)) / 2.0;
        let drawn = sizes.get(i).copied().unwrap_or_default();
        if i == j {
            1.0 - mean
        } else if stratum.get(i) != stratum.get(j) || mean == 1.0 {
            0.0
        } else {
            1.0 - (drawn - mean) / (drawn - 1.0)
        }
    })
}

impl JointProbabilities {
    /// The covariance of the sums of the columns of `scores`.
    pub fn variance(&self, scores: &[Vec<f64>]) -> DMatrix<f64> {
        let n = self.delta.nrows();
        let mut totals = DMatrix::<f64>::zeros(n, scores.len());
        for (column, z) in scores.iter().enumerate() {
            for (unit, z) in self.unit.iter().zip(z).filter(|(unit, _)| **unit < n) {
                if let Some(total) = totals.get_mut((*unit, column)) {
                    *total += z;
                }
            }
        }
        let products = totals.transpose() * &self.delta * &totals;
        if !self.yates_grundy {
            return products;
        }
        let sums: Vec<f64> = self.delta.column_iter().map(|column| column.sum()).collect();
        DMatrix::from_fn(scores.len(), scores.len(), |a, b| {
            let own: f64 = sums.iter().enumerate().map(|(u, sum)| sum * entry(&totals, u, a) * entry(&totals, u, b)).sum();
            entry(&products, a, b) - own
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two of three with equal probabilities: π = 2/3, π_ij = 1/3, Δ_ii = 1/3, Δ_ij = −1/3.
    /// z = (1, 3): HT = (1 + 9)/3 − 2·3/3 = 4/3; YG takes away (1/3 − 1/3)(1 + 9) = 0.
    #[test]
    fn simple_random_sampling() {
        let joint = DMatrix::from_row_slice(2, 2, &[2.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0, 2.0 / 3.0]);
        let mut design = JointProbabilities { unit: vec![0, 1], delta: delta(&joint).unwrap(), yates_grundy: false };
        assert!((design.variance(&[vec![1.0, 3.0]])[(0, 0)] - 4.0 / 3.0).abs() < 1e-14);
        design.yates_grundy = true;
        assert!((design.variance(&[vec![1.0, 3.0]])[(0, 0)] - 4.0 / 3.0).abs() < 1e-14);
        assert!(delta(&DMatrix::zeros(2, 2)).is_none());
        let overton = overton(&[2.0 / 3.0; 2], &[0, 0]);
        assert!((overton[(0, 1)] + 1.0 / 3.0).abs() < 1e-14);
    }
}

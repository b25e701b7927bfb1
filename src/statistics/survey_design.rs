//! An estimate and its covariance in any sampling design.
//!
//! The estimator is a function of the weights that gives its values and their scores. A design without replicates takes
//! the scores, one with replicates computes the values again with every set of weights.
//!
//! # Formula
//! ```text
//! linearised: V(Σ z) over the stages, from pairs or with Brewer's factors, z first reduced by every calibration
//! replicated: V = a Σ_r b_r (θ_r − θ̄)²            df = units − strata, or the rank of the replicates − 1
//! ```
//! # Units
//! Those of the estimator; weights are the final ones.
//! # Edge cases
//! Rows that are not present weigh nothing and score zero but stay in the design. What a method cannot estimate is
//! `None`.
//! # Source
//! Lumley (2010), Complex Surveys; Deville (1999), Survey Methodology 25:193–203.
//! # Agrees with
//! R `survey::svydesign`, `survey::as.svrepdesign`, `subset`, `survey::degf`.

use crate::statistics::calibration::Calibrated;
use crate::statistics::joint_probabilities::JointProbabilities;
use crate::statistics::multistage_variance::{Lonely, Stage, multistage_variance};
use crate::statistics::poststratification::Poststrata;
use crate::statistics::raking::Raked;
use crate::statistics::replicate_weights::Replicates;
use nalgebra::DMatrix;
use std::collections::BTreeSet;

/// Values with the weighted score of every row for each.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Linearised {
    /// The values.
    pub values: Vec<f64>,
    /// A column of scores for each.
    pub scores: Vec<Vec<f64>>,
}

/// Values with their covariance.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimated {
    /// The values.
    pub values: Vec<f64>,
    /// Their covariance.
    pub covariance: DMatrix<f64>,
}

/// What was done to the weights.
#[derive(Debug, Clone, PartialEq)]
pub enum Adjustment {
    /// Scaled by cell.
    Poststratified(Poststrata),
    /// Scaled by several margins.
    Raked(Raked),
    /// Calibrated to totals.
    Calibrated(Calibrated),
}

/// A sample with its design, a value for every row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SurveyDesign {
    /// Final weights.
    pub weights: Vec<f64>,
    /// The stages, the first at least.
    pub stages: Vec<Stage>,
    /// What a stratum with one unit gives.
    pub lonely: Lonely,
    /// Probabilities of pairs, where the variance comes from them.
    pub pairs: Option<JointProbabilities>,
    /// Whether the inclusion probabilities differ between units.
    pub unequal: bool,
    /// What was done to the weights, in order.
    pub adjustments: Vec<Adjustment>,
    /// Replicate weights.
    pub replicates: Option<Replicates>,
}

impl Estimated {
    /// The standard error of one of the values.
    pub fn se(&self, index: usize) -> f64 {
        self.covariance.get((index, index)).copied().unwrap_or(f64::NAN).max(0.0).sqrt()
    }

    /// A linear combination of the values with its standard error.
    pub fn combined(&self, factors: &[f64]) -> (f64, f64) {
        let value = self.values.iter().zip(factors).map(|(value, factor)| value * factor).sum();
        let factors = DMatrix::from_column_slice(factors.len(), 1, factors);
        let variance = factors.transpose() * &self.covariance * &factors;
        (value, variance.iter().sum::<f64>().max(0.0).sqrt())
    }
}

impl SurveyDesign {
    /// Whether a part of the rows keeps the others in the design.
    pub fn keeps_all(&self) -> bool {
        self.unequal || self.pairs.is_some() || !self.adjustments.is_empty()
    }

    /// The weights of present rows; the others weigh nothing.
    pub fn weights_of(&self, present: &[bool]) -> Vec<f64> {
        masked(&self.weights, present)
    }

    /// An estimate among the present rows.
    pub fn estimate(
        &self,
        present: &[bool],
        estimator: impl Fn(&[f64]) -> Option<Linearised>,
    ) -> Option<Estimated> {
        let Linearised { values, scores } = estimator(&self.weights_of(present))?;
        let covariance = match &self.replicates {
            None => self.covariance(&scores, present)?,
            Some(replicates) => {
                let one = |weights: &Vec<f64>| estimator(&masked(weights, present)).map(|found| found.values);
                replicates.variance(&replicates.weights.iter().map(one).collect::<Vec<_>>())?
            }
        };
        Some(Estimated { values, covariance })
    }

    /// The covariance of the sums of scores, without replicates.
    pub fn covariance(&self, scores: &[Vec<f64>], present: &[bool]) -> Option<DMatrix<f64>> {
        let reduced = |column: &Vec<f64>| {
            self.adjustments.iter().fold(column.clone(), |z, adjustment| match adjustment {
                Adjustment::Poststratified(cells) => cells.residual(&z),
                Adjustment::Raked(margins) => margins.residual(&z),
                Adjustment::Calibrated(variables) => variables.residual(&z),
            })
        };
        let scores: Vec<Vec<f64>> = scores.iter().map(reduced).collect();
        if let Some(pairs) = &self.pairs {
            return Some(pairs.variance(&scores));
        }
        let rows: Vec<usize> = (0..self.weights.len())
            .filter(|row| self.keeps_all() || present.get(*row).copied().unwrap_or_default())
            .collect();
        multistage_variance(&scores, &self.stages, self.lonely, &rows)
    }

    /// Units minus strata among the present rows that weigh something.
    pub fn degrees_of_freedom(&self, present: &[bool]) -> f64 {
        if let Some(replicates) = &self.replicates {
            return replicates.degrees_of_freedom(present);
        }
        let Some(stage) = self.stages.first() else { return 0.0 };
        let mut units = BTreeSet::new();
        let mut strata = BTreeSet::new();
        let places = stage.unit.iter().zip(&stage.stratum).zip(&self.weights).zip(present);
        for (((unit, stratum), _), _) in places.filter(|((_, w), present)| **present && **w != 0.0) {
            units.insert(unit);
            strata.insert(stratum);
        }
        units.len() as f64 - strata.len() as f64
    }
}

fn masked(weights: &[f64], present: &[bool]) -> Vec<f64> {
    weights.iter().zip(present).map(|(w, present)| if *present { *w } else { 0.0 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn design() -> SurveyDesign {
        let stage = Stage {
            unit: vec![0, 1, 2],
            stratum: vec![0; 3],
            drawn: vec![3.0; 3],
            population: vec![f64::INFINITY; 3],
        };
        SurveyDesign { weights: vec![2.0; 3], stages: vec![stage], ..SurveyDesign::default() }
    }

    /// A total of 1, 2, 6 with weight 2: variance 4 · 21; its contrast with itself has none.
    #[test]
    fn a_total() {
        let total = |w: &[f64]| {
            let scores: Vec<f64> = w.iter().zip([1.0, 2.0, 6.0]).map(|(w, y)| w * y).collect();
            Some(Linearised { values: vec![scores.iter().sum(); 2], scores: vec![scores.clone(), scores] })
        };
        let found = design().estimate(&[true; 3], total).unwrap();
        assert_eq!(found.values[0], 18.0);
        assert!((found.se(0) - 84.0_f64.sqrt()).abs() < 1e-12);
        assert_eq!(found.combined(&[1.0, -1.0]), (0.0, 0.0));
        assert_eq!(design().degrees_of_freedom(&[true, true, false]), 1.0);
    }
}

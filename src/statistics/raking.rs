//! Weights scaled in turn to the known numbers of several classifications, until all agree.
//!
//! Chosen where the plan gives margins but not their cross-classification.
//!
//! # Formula
//! ```text
//! repeat: for each margin w ← w · N_c / Σ_c w      until no cell of the cross-classification moves by 1 or more
//! residual scores: ten rounds of taking away, margin by margin, w times the plain cell mean of z/w
//! ```
//! # Units
//! Population counts. Ten rounds at most, as in R; the margin taken last agrees exactly. Replicate weights take as many
//! rounds as the sample's own.
//! # Edge cases
//! A cell with people but no respondents: no weights. Margins with different sums never agree.
//! # Source
//! Deming & Stephan (1940), Ann Math Stat 11:427–444; Deville, Särndal & Sautory (1993), JASA 88:1013–1020.
//! # Agrees with
//! R `survey::rake` with its default control.

use crate::statistics::poststratification::poststratify;
use std::collections::BTreeMap;

const ROUNDS: usize = 10;
const STILL: f64 = 1.0;

/// One classification with its population.
#[derive(Debug, Clone, PartialEq)]
pub struct Margin {
    /// The cell of every row.
    pub cell: Vec<usize>,
    /// People in each cell.
    pub population: Vec<f64>,
}

/// Margins with the weights after each, in the last round.
#[derive(Debug, Clone, PartialEq)]
pub struct Raked {
    margins: Vec<(Vec<usize>, Vec<f64>)>,
    /// The weights in the end.
    pub weights: Vec<f64>,
    rounds: usize,
}

/// Rakes weights.
pub fn rake(weights: &[f64], margins: &[Margin]) -> Option<Raked> {
    let table = |weights: &[f64]| {
        let mut cells: BTreeMap<Vec<usize>, f64> = BTreeMap::new();
        for (row, w) in weights.iter().enumerate() {
            let key = margins.iter().filter_map(|margin| margin.cell.get(row).copied()).collect();
            *cells.entry(key).or_default() += w;
        }
        cells
    };
    let mut raked = Raked { margins: Vec::new(), weights: weights.to_vec(), rounds: 0 };
    let mut before = table(weights);
    while raked.rounds < ROUNDS {
        raked.round(margins)?;
        let after = table(&raked.weights);
        let moved = before.values().zip(after.values()).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        before = after;
        if moved < STILL {
            break;
        }
    }
    Some(raked)
}

impl Raked {
    fn round(&mut self, margins: &[Margin]) -> Option<()> {
        self.rounds += 1;
        self.margins.clear();
        for margin in margins {
            self.weights = poststratify(&self.weights, &margin.cell, &margin.population, false)?.after;
            self.margins.push((margin.cell.clone(), self.weights.clone()));
        }
        Some(())
    }

    /// Replicate weights, raked as many rounds as the sample's own.
    pub fn replicate(&self, weights: &[f64], margins: &[Margin]) -> Option<Vec<f64>> {
        let mut raked = Raked { margins: Vec::new(), weights: weights.to_vec(), rounds: 0 };
        while raked.rounds < self.rounds {
            raked.round(margins)?;
        }
        Some(raked.weights)
    }

    /// Scores less their parts along the margins.
    pub fn residual(&self, scores: &[f64]) -> Vec<f64> {
        let mut z = scores.to_vec();
        for _ in 0..ROUNDS {
            for (cell, weights) in &self.margins {
                let last = cell.iter().max().map_or(0, |last| last + 1);
                let mut means = vec![(0.0, 0.0); last];
                for ((z, w), cell) in z.iter().zip(weights).zip(cell).filter(|((_, w), _)| **w > 0.0) {
                    if let Some((sum, n)) = means.get_mut(*cell) {
                        *sum += z / w;
                        *n += 1.0;
                    }
                }
                for ((z, w), cell) in z.iter_mut().zip(weights).zip(cell) {
                    if let Some((sum, n)) = means.get(*cell).filter(|(_, n)| *n > 0.0) {
                        *z -= w * sum / n;
                    }
                }
            }
        }
        z
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn margins_agree() {
        let margins = [
            Margin { cell: vec![0, 0, 1, 1], population: vec![30_000.0, 70_000.0] },
            Margin { cell: vec![0, 1, 0, 1], population: vec![60_000.0, 40_000.0] },
        ];
        let raked = rake(&[1.0, 2.0, 3.0, 4.0], &margins).unwrap();
        let w = &raked.weights;
        assert!((w[0] + w[2] - 60_000.0).abs() < 1e-6 && (w[0] + w[1] - 30_000.0).abs() < 1.0);
        let odds = |w: &[f64]| w[0] * w[3] / (w[1] * w[2]);
        assert!((odds(w) / (4.0 / 6.0) - 1.0).abs() < 1e-12);
        let left = raked.residual(w);
        assert!(left.iter().all(|z| z.abs() < 1e-6));
        assert!(rake(&[1.0], &[Margin { cell: vec![0], population: vec![1.0, 2.0] }]).is_none());
    }
}

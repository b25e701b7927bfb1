//! Weights changed as little as possible so that they give known population totals.
//!
//! Chosen where the plan gives totals of numbers or categories. Variances use the residuals of a weighted regression of
//! the scores on the calibration variables.
//!
//! # Formula
//! ```text
//! w' = w g(x·η) with Σ w' x = T
//! linear g = 1 + u       raking g = exp(u)       logit g = (L(U − 1) + U(1 − L) e^{Au}) / (U − 1 + (1 − L) e^{Au})
//! A = (U − L)/((U − 1)(1 − L)); η by Newton's method until |misfit|/(1 + |T|) < 10⁻⁷
//! residual score: g√w · residual of z/(g√w) on x√w
//! ```
//! # Units
//! Totals in the unit of the variable; bounds L, U are factors on the weight.
//! # Edge cases
//! Bounds that no weights fulfil, singular totals, logit without finite bounds: no weights. A variable whose sample
//! and population totals are both zero is left out.
//! # Source
//! Deville & Särndal (1992), JASA 87:376–382; Deville, Särndal & Sautory (1993), JASA 88:1013–1020.
//! # Agrees with
//! R `survey::calibrate(calfun = "linear" | "raking" | "logit", bounds = …)`.

use crate::statistics::linear_algebra::{basis, crossproduct, entry, residual, solve};
use nalgebra::DMatrix;

const ROUNDS: usize = 50;
const NEAR: f64 = 1e-7;
const FAR_APART: f64 = 20.0;

/// How weights may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distance {
    /// By a sum.
    Linear,
    /// By a factor.
    Raking,
    /// By a factor between bounds.
    Logit,
}

/// Lower and upper limit of the factor on a weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Lower.
    pub lower: f64,
    /// Upper.
    pub upper: f64,
}

/// What residual scores need.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibrated {
    basis: Vec<Vec<f64>>,
    root: Vec<f64>,
    /// The weights after.
    pub weights: Vec<f64>,
}

fn factor(u: f64, distance: Distance, bounds: Bounds) -> (f64, f64) {
    let Bounds { lower, upper } = bounds;
    match distance {
        Distance::Linear => {
            let free = u < upper - 1.0 && u > lower - 1.0;
            ((u + 1.0).max(lower).min(upper), f64::from(u8::from(free)))
        }
        Distance::Raking => {
            let free = u < upper - 1.0 && u > lower - 1.0;
            (u.exp().max(lower).min(upper), if free { u.exp() } else { 0.0 })
        }
        Distance::Logit => {
            let a = (upper - lower) / ((upper - 1.0) * (1.0 - lower));
            let e = (a * u).exp();
            let (top, below) = (lower * (upper - 1.0) + upper * (1.0 - lower) * e, upper - 1.0 + (1.0 - lower) * e);
            let slope = upper * (1.0 - lower) * e * a / below - top * ((1.0 - lower) * e * a) / (below * below);
            (top / below, slope)
        }
    }
}

/// Calibrates weights to the totals of the columns of `x`.
pub fn calibrate(
    weights: &[f64],
    x: &[Vec<f64>],
    totals: &[f64],
    distance: Distance,
    bounds: Bounds,
) -> Option<Calibrated> {
    let sum = |column: &Vec<f64>, weights: &[f64]| column.iter().zip(weights).map(|(x, w)| x * w).sum::<f64>();
    let kept = x.iter().zip(totals).filter(|(column, total)| **total != 0.0 || sum(column, weights) != 0.0);
    let (x, totals): (Vec<Vec<f64>>, Vec<f64>) = kept.map(|(column, total)| (column.clone(), *total)).unzip();
    if distance == Distance::Logit && !(bounds.lower.is_finite() && bounds.upper.is_finite()) {
        return None;
    }
    let scales: Vec<f64> = totals.iter().zip(&x).map(|(total, column)| total / sum(column, weights)).collect();
    let unbounded = bounds.lower == f64::NEG_INFINITY && bounds.upper == f64::INFINITY;
    let least = scales.iter().copied().fold(f64::INFINITY, f64::min);
    let rescaled = least > FAR_APART && !(distance == Distance::Linear && unbounded);
    let scale = if rescaled { scales.iter().sum::<f64>() / scales.len() as f64 } else { 1.0 };
    let from: Vec<f64> = weights.iter().map(|w| w * scale).collect();
    let g: Vec<f64> = newton(&from, &x, &totals, distance, bounds)?.iter().map(|g| g * scale).collect();
    let roots: Vec<f64> = weights.iter().map(|w| w.sqrt()).collect();
    let columns: Vec<Vec<f64>> =
        x.iter().map(|column| column.iter().zip(&roots).map(|(x, root)| x * root).collect()).collect();
    Some(Calibrated {
        basis: basis(&columns),
        root: g.iter().zip(&roots).map(|(g, root)| g * root).collect(),
        weights: g.iter().zip(weights).map(|(g, w)| g * w).collect(),
    })
}

fn newton(weights: &[f64], x: &[Vec<f64>], totals: &[f64], distance: Distance, bounds: Bounds) -> Option<Vec<f64>> {
    let ones = vec![vec![1.0; weights.len()]];
    let at = |eta: &DMatrix<f64>| -> (Vec<f64>, Vec<f64>) {
        let u = |row: usize| x.iter().zip(eta.iter()).filter_map(|(column, eta)| Some(column.get(row)? * eta)).sum();
        (0..weights.len()).map(|row| factor(u(row), distance, bounds)).unzip()
    };
    let weighted = |by: &[f64]| weights.iter().zip(by).map(|(w, by)| w * by).collect::<Vec<f64>>();
    let misfit = |g: &[f64]| {
        let reached = crossproduct(x, &weighted(g), &ones);
        DMatrix::from_fn(x.len(), 1, |i, _| totals.get(i).copied().unwrap_or_default() - entry(&reached, i, 0))
    };
    let finite = |(g, slope): &(Vec<f64>, Vec<f64>)| g.iter().chain(slope).all(|it| it.is_finite());
    let mut eta = DMatrix::zeros(x.len(), 1);
    let mut now = at(&eta);
    for _ in 0..ROUNDS {
        let slopes = crossproduct(x, &weighted(&now.1), x);
        let mut step = solve(&slopes, &misfit(&now.0))?;
        eta += &step;
        now = at(&eta);
        for _ in 0..ROUNDS {
            if finite(&now) {
                break;
            }
            step /= 2.0;
            eta -= &step;
            now = at(&eta);
        }
        let close = |(misfit, total): (&f64, &f64)| misfit.abs() / (1.0 + total.abs()) < NEAR;
        if misfit(&now.0).iter().zip(totals).all(close) {
            return Some(now.0);
        }
    }
    None
}

impl Calibrated {
    /// Scores less their regression on the calibration variables.
    pub fn residual(&self, scores: &[f64]) -> Vec<f64> {
        let scaled: Vec<f64> =
            scores.iter().zip(&self.root).map(|(z, root)| if *root == 0.0 { 0.0 } else { z / root }).collect();
        residual(&scaled, &self.basis).iter().zip(&self.root).map(|(left, root)| left * root).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FREE: Bounds = Bounds { lower: f64::NEG_INFINITY, upper: f64::INFINITY };

    #[test]
    fn totals_are_reached() {
        let x = [vec![1.0; 4], vec![1.0, 2.0, 3.0, 6.0]];
        let weights = [10.0, 11.0, 9.0, 10.0];
        let close = Bounds { lower: 0.5, upper: 2.0 };
        for (distance, bounds) in
            [(Distance::Linear, FREE), (Distance::Raking, FREE), (Distance::Logit, close), (Distance::Linear, close)]
        {
            let found = calibrate(&weights, &x, &[44.0, 130.0], distance, bounds).unwrap();
            assert!((found.weights.iter().sum::<f64>() - 44.0).abs() < 1e-4, "{distance:?}");
            let left = found.residual(&found.weights);
            assert!(left.iter().all(|z| z.abs() < 1e-9), "a multiple of the weights has no variance");
        }
        assert!(calibrate(&weights, &x, &[44.0, 500.0], Distance::Logit, close).is_none());
        assert!(calibrate(&weights, &x, &[44.0, 130.0], Distance::Logit, FREE).is_none());
    }

    /// One total: g = T/Σw x by hand, x = 1.
    #[test]
    fn a_single_total_scales() {
        let found = calibrate(&[1.0, 3.0], &[vec![1.0; 2]], &[8.0], Distance::Linear, FREE).unwrap();
        assert!((found.weights[0] - 2.0).abs() < 1e-12 && (found.weights[1] - 6.0).abs() < 1e-12);
    }
}

//! Logistic and Poisson regression by iteratively reweighted least squares.
//!
//! Chosen for adjusting a share or a count for who the patients are. The quasi variant keeps the coefficients and
//! widens the standard errors when counts vary more than the Poisson distribution lets them.
//!
//! # Formula
//! ```text
//! binomial: logit μ = Xb (+ offset)      Poisson: ln μ = Xb + offset
//! z = η − offset + (y − μ)/μ'(η)      b ← weighted regression of z on X, weights m·μ'(η)²/V(μ), until the deviance moves
//!   less than 10⁻⁸ of itself, as in R
//! V(b) = φ·(X'WX)⁻¹      φ = 1, or the sum of squared Pearson residuals over n − p
//! ```
//! # Units
//! Coefficients as logarithms of odds ratios (binomial) or rate ratios (Poisson). Shares 0–1 with `m` trials, or counts.
//! # Edge cases
//! Columns that determine each other, or an outcome that the columns separate completely: none.
//! # Source
//! McCullagh & Nelder (1989), Generalized Linear Models, 2nd ed., 2.5; Wedderburn (1974), Biometrika 61:439–447.
//! # Agrees with
//! R `stats::glm` with the families binomial, poisson, quasibinomial and quasipoisson.

use crate::statistics::distributions::{binomial_point, poisson_point};
use crate::statistics::linear_regression::{Fit, linear_regression};

const STEPS: usize = 60;
const RESTS: f64 = 1e-8;
/// Beyond this a fitted chance is 0 or 1 for every purpose.
const SEPARATED: f64 = 30.0;

/// What is modelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// A share with the logit link.
    Binomial,
    /// A count with the log link.
    Poisson,
}

/// A fitted model.
#[derive(Debug, Clone)]
pub struct Model {
    /// The coefficients, one a column.
    pub coefficients: Vec<f64>,
    /// Their standard errors when the family's variance holds.
    pub standard_errors: Vec<f64>,
    /// Twice what the log-likelihood lacks of a perfect fit.
    pub deviance: f64,
    /// Akaike's criterion.
    pub aic: f64,
    /// The factor of the quasi families.
    pub dispersion: f64,
    /// Rows less coefficients.
    pub df: f64,
}

/// One row's outcome.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    /// Share (binomial) or count (Poisson).
    pub y: f64,
    /// Trials behind the share; one for a count.
    pub trials: f64,
    /// Added to the linear predictor: the logarithm of what is at risk.
    pub offset: f64,
}

impl Family {
    fn mean(self, eta: f64) -> f64 {
        match self {
            Family::Binomial => 1.0 / (1.0 + (-eta).exp()),
            Family::Poisson => eta.exp(),
        }
    }

    fn link(self, mean: f64) -> f64 {
        match self {
            Family::Binomial => (mean / (1.0 - mean)).ln(),
            Family::Poisson => mean.ln(),
        }
    }

    /// The variance, which for these links is also the slope of the mean.
    fn variance(self, mean: f64) -> f64 {
        match self {
            Family::Binomial => mean * (1.0 - mean),
            Family::Poisson => mean,
        }
    }

    fn deviance(self, row: Outcome, mean: f64) -> f64 {
        let part = |y: f64, mean: f64| if y > 0.0 { y * (y / mean).ln() } else { 0.0 };
        match self {
            Family::Binomial => 2.0 * row.trials * (part(row.y, mean) + part(1.0 - row.y, 1.0 - mean)),
            Family::Poisson => 2.0 * row.trials * (part(row.y, mean) - (row.y - mean)),
        }
    }

    fn log_likelihood(self, row: Outcome, mean: f64) -> f64 {
        match self {
            Family::Binomial => binomial_point((row.y * row.trials).round(), row.trials, mean, 1.0 - mean).ln(),
            Family::Poisson => poisson_point(row.y, mean).ln(),
        }
    }

    fn start(self, row: Outcome) -> f64 {
        match self {
            Family::Binomial => (row.trials * row.y + 0.5) / (row.trials + 1.0),
            Family::Poisson => row.y + 0.1,
        }
    }
}

/// Fits the columns to the outcomes.
pub fn generalised_linear_model(family: Family, columns: &[Vec<f64>], rows: &[Outcome]) -> Option<Model> {
    let mut eta: Vec<f64> = rows.iter().map(|row| family.link(family.start(*row))).collect();
    let mut before: f64 = rows.iter().map(|row| family.deviance(*row, family.start(*row))).sum();
    for _ in 0..STEPS {
        let fit = step(family, columns, rows, &eta)?;
        let next = predictor(columns, &fit.coefficients, rows);
        let deviance: f64 = rows.iter().zip(&next).map(|(row, eta)| family.deviance(*row, family.mean(*eta))).sum();
        if (deviance - before).abs() < RESTS * (deviance.abs() + 0.1) {
            return Some(described(family, &fit, rows, [&eta, &next], deviance));
        }
        let separated = family == Family::Binomial && next.iter().any(|eta| eta.abs() > SEPARATED);
        if separated || !deviance.is_finite() {
            return None;
        }
        (eta, before) = (next, deviance);
    }
    None
}

fn step(family: Family, columns: &[Vec<f64>], rows: &[Outcome], eta: &[f64]) -> Option<Fit> {
    let working = |(row, eta): (&Outcome, &f64)| {
        let mean = family.mean(*eta);
        let slope = family.variance(mean);
        (eta - row.offset + (row.y - mean) / slope, row.trials * slope)
    };
    let (z, weights): (Vec<f64>, Vec<f64>) = rows.iter().zip(eta).map(working).unzip();
    let finite = z.iter().chain(&weights).all(|value| value.is_finite());
    if finite { linear_regression(columns, &z, Some(&weights)) } else { None }
}

fn predictor(columns: &[Vec<f64>], coefficients: &[f64], rows: &[Outcome]) -> Vec<f64> {
    let mut eta: Vec<f64> = rows.iter().map(|row| row.offset).collect();
    for (column, coefficient) in columns.iter().zip(coefficients) {
        eta.iter_mut().zip(column).for_each(|(eta, x)| *eta += coefficient * x);
    }
    eta
}

/// Weights are those of the last step, residuals those after it.
fn described(family: Family, fit: &Fit, rows: &[Outcome], eta: [&[f64]; 2], deviance: f64) -> Model {
    let [weighed, reached] = eta;
    let means = || rows.iter().zip(reached).map(|(row, eta)| (*row, family.mean(*eta)));
    let weight = |eta: &f64| family.variance(family.mean(*eta));
    let residuals = means().map(|(row, mean)| row.trials * ((row.y - mean) / family.variance(mean)).powi(2));
    let pearson: f64 = residuals.zip(weighed).map(|(square, eta)| square * weight(eta)).sum();
    let log_likelihood: f64 = means().map(|(row, mean)| family.log_likelihood(row, mean)).sum();
    let p = fit.coefficients.len();
    Model {
        coefficients: fit.coefficients.clone(),
        standard_errors: (0..p).filter_map(|i| fit.bread(i, i)).map(f64::sqrt).collect(),
        deviance,
        aic: 2.0 * p as f64 - 2.0 * log_likelihood,
        dispersion: pearson / fit.df,
        df: fit.df,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(y: f64, trials: f64, at_risk: f64) -> Outcome {
        Outcome { y, trials, offset: at_risk.ln() }
    }

    /// Two groups of 40 with 30 and 10 positive: ln((30/10)/(10/30)) = ln 9, se √(1/30 + 1/10 + 1/10 + 1/30).
    #[test]
    fn the_odds_ratio_of_a_table() {
        let columns = [vec![1.0; 3], vec![0.0, 1.0, 1.0]];
        let rows = [outcome(0.25, 40.0, 1.0), outcome(0.75, 20.0, 1.0), outcome(0.75, 20.0, 1.0)];
        let model = generalised_linear_model(Family::Binomial, &columns, &rows).unwrap();
        assert!((model.coefficients[1] - 9.0_f64.ln()).abs() < 1e-7);
        assert!((model.standard_errors[1] - (8.0_f64 / 30.0).sqrt()).abs() < 1e-4);
        assert!(model.deviance.abs() < 1e-9);
    }

    /// One rate: 12 events over 48, se of the logarithm 1/√12.
    #[test]
    fn one_rate() {
        let rows = [outcome(4.0, 1.0, 16.0), outcome(8.0, 1.0, 32.0)];
        let model = generalised_linear_model(Family::Poisson, &[vec![1.0; 2]], &rows).unwrap();
        assert!((model.coefficients[0] - 0.25_f64.ln()).abs() < 1e-7);
        assert!((model.standard_errors[0] - 1.0 / 12.0_f64.sqrt()).abs() < 1e-4);
    }

    #[test]
    fn complete_separation() {
        let rows: Vec<Outcome> = [0.0, 0.0, 1.0, 1.0].map(|y| outcome(y, 1.0, 1.0)).to_vec();
        let columns = [vec![1.0; 4], vec![0.0, 1.0, 2.0, 3.0]];
        assert!(generalised_linear_model(Family::Binomial, &columns, &rows).is_none());
    }
}

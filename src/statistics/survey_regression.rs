//! Regression in a survey: linear, logistic and Poisson, with design-based covariance.
//!
//! Chosen where differences are to be adjusted for other variables, and for the difference of two groups.
//!
//! # Formula
//! ```text
//! β: Σ w x (y − μ) = 0, μ = g⁻¹(x·β), by iterated weighted least squares        A = Σ x xᵀ w μ'²/v(μ)
//! z = w x (y − μ) μ'/v(μ) A⁻¹        df = df of the design + 1 − coefficients
//! gaussian: μ = η, v = 1      quasibinomial: μ = 1/(1 + e^−η), v = μ(1 − μ)      quasipoisson: μ = e^η, v = μ
//! ```
//! # Units
//! Coefficients on the scale of the link. Weights are divided by their mean; that changes no estimate.
//! # Edge cases
//! Linearly dependent columns, no convergence in 25 rounds: none. It stops as R does, when the deviance moves by less
//! than 10⁻⁸ of itself.
//! # Source
//! Binder (1983), International Statistical Review 51:279–292; McCullagh & Nelder (1989), Generalized Linear Models.
//! # Agrees with
//! R `survey::svyglm(family = gaussian | quasibinomial | quasipoisson)`, `survey::svyttest`.

use crate::statistics::linear_algebra::{entry, times};
use crate::statistics::survey_design::Linearised;
use nalgebra::DMatrix;

const ROUNDS: usize = 25;
const STILL: f64 = 1e-8;
const DEPENDENT: f64 = 1e-9;

/// The distribution with its usual link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Identity.
    Gaussian,
    /// Logit.
    Binomial,
    /// Logarithm.
    Poisson,
}

impl Family {
    /// A family by its name in R.
    pub fn parse(name: &str) -> Option<Family> {
        match name {
            "gaussian" => Some(Family::Gaussian),
            "quasibinomial" | "binomial" => Some(Family::Binomial),
            "quasipoisson" | "poisson" => Some(Family::Poisson),
            _ => None,
        }
    }

    fn first_eta(self, y: f64, w: f64) -> f64 {
        match self {
            Family::Gaussian => y,
            Family::Binomial => {
                let mu = (w * y + 0.5) / (w + 1.0);
                (mu / (1.0 - mu)).ln()
            }
            Family::Poisson => (y + 0.1).ln(),
        }
    }

    /// μ = g⁻¹(η).
    pub fn mean(self, eta: f64) -> f64 {
        match self {
            Family::Gaussian => eta,
            Family::Binomial => 1.0 / (1.0 + (-eta).exp()),
            Family::Poisson => eta.exp().max(f64::EPSILON),
        }
    }

    /// dμ/dη, which with these links is also v(μ).
    pub fn slope(self, mu: f64) -> f64 {
        match self {
            Family::Gaussian => 1.0,
            Family::Binomial => (mu * (1.0 - mu)).max(f64::EPSILON),
            Family::Poisson => mu,
        }
    }

    fn deviance(self, y: f64, mu: f64) -> f64 {
        let log = |y: f64, ratio: f64| if y == 0.0 { 0.0 } else { y * ratio.ln() };
        match self {
            Family::Gaussian => (y - mu) * (y - mu),
            Family::Binomial => 2.0 * (log(y, y / mu) + log(1.0 - y, (1.0 - y) / (1.0 - mu))),
            Family::Poisson => 2.0 * (log(y, y / mu) - (y - mu)),
        }
    }
}

/// A model: its columns, its answers, its family.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Columns of the model matrix.
    pub x: Vec<Vec<f64>>,
    /// The answers.
    pub y: Vec<f64>,
    /// The family.
    pub family: Family,
}

impl Model {
    fn eta(&self, beta: &[f64]) -> Vec<f64> {
        let mut eta = vec![0.0; self.y.len()];
        for (column, beta) in self.x.iter().zip(beta) {
            eta.iter_mut().zip(column).for_each(|(eta, x)| *eta += beta * x);
        }
        eta
    }

    fn deviance(&self, mu: &[f64], weights: &[f64]) -> f64 {
        let rows = self.y.iter().zip(mu).zip(weights).filter(|(_, w)| **w > 0.0);
        rows.map(|((y, mu), w)| w * self.family.deviance(*y, *mu)).sum()
    }

    fn least_squares(&self, response: &[f64], weights: &[f64]) -> Option<(Vec<f64>, DMatrix<f64>)> {
        let (n, k) = (response.len(), self.x.len());
        let root: Vec<f64> = weights.iter().map(|w| w.sqrt()).collect();
        let scaled = |values: &[f64]| values.iter().zip(&root).map(|(x, root)| x * root).collect::<Vec<f64>>();
        let columns: Vec<f64> = self.x.iter().flat_map(|column| scaled(column)).collect();
        let (q, r) = DMatrix::from_vec(n, k, columns).qr().unpack();
        let largest = (0..k).map(|i| entry(&r, i, i).abs()).fold(0.0, f64::max);
        if n < k || (0..k).any(|i| entry(&r, i, i).abs() <= DEPENDENT * largest) {
            return None;
        }
        let inverse = r.solve_upper_triangular(&DMatrix::identity(k, k))?;
        let right = q.transpose() * DMatrix::from_vec(n, 1, scaled(response));
        let beta = r.solve_upper_triangular(&right)?;
        Some((beta.iter().copied().collect(), &inverse * inverse.transpose()))
    }

    /// Fits the model; weights are divided by `scale` first. `start` are coefficients to begin from.
    pub fn fit(&self, weights: &[f64], scale: f64, start: Option<&[f64]>) -> Option<Linearised> {
        let weights: Vec<f64> = weights.iter().map(|w| w / scale).collect();
        let mut eta = match start {
            Some(beta) => self.eta(beta),
            None => self.y.iter().zip(&weights).map(|(y, w)| self.family.first_eta(*y, *w)).collect(),
        };
        let means = |eta: &[f64]| eta.iter().map(|eta| self.family.mean(*eta)).collect::<Vec<f64>>();
        let mut mu = means(&eta);
        let mut deviance = self.deviance(&mu, &weights);
        for _ in 0..ROUNDS {
            let working: Vec<f64> = mu.iter().zip(&weights).map(|(mu, w)| w * self.family.slope(*mu)).collect();
            let steps = eta.iter().zip(&self.y).zip(&mu);
            let response: Vec<f64> = steps.map(|((eta, y), mu)| eta + (y - mu) / self.family.slope(*mu)).collect();
            let (beta, inverse) = self.least_squares(&response, &working)?;
            eta = self.eta(&beta);
            mu = means(&eta);
            let now = self.deviance(&mu, &weights);
            if (now - deviance).abs() / (now.abs() + 0.1) < STILL {
                let residuals = self.y.iter().zip(&mu).map(|(y, mu)| (y - mu) / self.family.slope(*mu));
                let each: Vec<f64> = residuals.zip(&working).map(|(residual, w)| residual * w).collect();
                let score = |x: &Vec<f64>| x.iter().zip(&each).map(|(x, each)| x * each).collect();
                let scores: Vec<Vec<f64>> = self.x.iter().map(score).collect();
                return Some(Linearised { values: beta, scores: times(&scores, &inverse) });
            }
            deviance = now;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One dummy: the coefficients are the first group's level and the difference, on each link's scale.
    #[test]
    fn two_groups() {
        let x = vec![vec![1.0; 4], vec![0.0, 0.0, 1.0, 1.0]];
        let fit = |y: [f64; 4], family| {
            Model { x: x.clone(), y: y.to_vec(), family }.fit(&[1.0, 3.0, 1.0, 1.0], 1.5, None).unwrap().values
        };
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-6, "{a} {b}");
        let linear = fit([1.0, 5.0, 2.0, 6.0], Family::Gaussian);
        near(linear[0], 4.0);
        near(linear[1], 0.0);
        let logistic = fit([1.0, 0.0, 0.0, 1.0], Family::Binomial);
        near(logistic[0], (1.0_f64 / 3.0).ln());
        near(logistic[1], 3.0_f64.ln());
        near(fit([1.0, 5.0, 2.0, 6.0], Family::Poisson)[0], 4.0_f64.ln());
        let twice = Model { x: vec![vec![1.0; 3]; 2], y: vec![1.0; 3], family: Family::Gaussian };
        assert!(twice.fit(&[1.0; 3], 1.0, None).is_none());
    }
}

//! How much regions differ beyond chance: the variance between them (τ²), I², Q, and the mean over regions.
//!
//! Four estimators: DerSimonian and Laird's is the usual closed form; restricted maximum likelihood the least biased;
//! Paule and Mandel's makes Q its expected value; Hedges and Olkin's weighs regions equally.
//!
//! # Formula
//! ```text
//! w = 1/v      Q = Σw(y − μ̂)²      DL: τ² = (Q − (k − 1))/c, c = Σw − Σw²/Σw      HE: τ² = s² − v̄
//! REML: (Σw²(y − μ)² − tr P)/tr PP = 0 at w = 1/(v + τ²), P = W − ww'/Σw      PM: Q at w = 1/(v + τ²) is k − 1
//! μ̂ = Σwy/Σw at w = 1/(v + τ²)      I² = τ²/(τ² + (k − 1)/c)
//! ```
//! # Units
//! Estimates and variances in the unit of the measure (its square); I² from 0 to 1.
//! # Edge cases
//! Fewer than two regions, a variance that is not positive: none. A negative τ² is 0. The standard errors of τ² are
//! those of a large number of regions.
//! # Source
//! DerSimonian & Laird (1986), Controlled Clinical Trials 7:177–188; Viechtbauer (2005), J Educ Behav Stat 30:261–293;
//! Higgins & Thompson (2002), Statistics in Medicine 21:1539–1558.
//! # Agrees with
//! R `metafor::rma`, whose REML and PM stop at the fifth decimal of τ² by default (`Precision::METAFOR`).

use crate::statistics::distributions::chi_squared_tails;
use crate::statistics::mean_sample::moments;
use crate::statistics::root_brent::{COARSE, root_brent};

const STEPS: usize = 1000;
/// Where the search for Paule and Mandel's root begins.
const WIDEST: f64 = 100.0;

/// How τ² is estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Estimator {
    /// DerSimonian and Laird.
    DerSimonianLaird,
    /// Restricted maximum likelihood.
    Reml,
    /// Paule and Mandel.
    PauleMandel,
    /// Hedges and Olkin.
    Hedges,
}

/// What regions have in common and how they differ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RandomEffects {
    /// Variance between regions.
    pub tau2: f64,
    /// Its standard error.
    pub se_tau2: f64,
    /// The mean over regions.
    pub mean: f64,
    /// Its standard error.
    pub se_mean: f64,
    /// The share of the variance that is between regions.
    pub i2: f64,
    /// Cochran's Q.
    pub q: f64,
    /// Its degrees of freedom.
    pub df: f64,
    /// Its p-value.
    pub p: f64,
}

/// Weighted sums at one value of τ².
struct Sums {
    mean: f64,
    weight: f64,
    q: f64,
    trace: f64,
    trace_square: f64,
    squares: f64,
}

fn sums(regions: &[(f64, f64)], tau2: f64) -> Sums {
    let w = |v: f64| 1.0 / (v + tau2);
    let power = |k: i32| regions.iter().map(|(_, v)| w(*v).powi(k)).sum::<f64>();
    let (s1, s2, s3) = (power(1), power(2), power(3));
    let mean = regions.iter().map(|(y, v)| w(*v) * y).sum::<f64>() / s1;
    let deviations = |k: i32| regions.iter().map(|(y, v)| w(*v).powi(k) * (y - mean).powi(2)).sum::<f64>();
    let trace_square = s2 - 2.0 * s3 / s1 + (s2 / s1).powi(2);
    Sums { mean, weight: s1, q: deviations(1), trace: s1 - s2 / s1, trace_square, squares: deviations(2) }
}

/// When the search for τ² ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Precision {
    /// The step of REML at which it stops.
    pub step: f64,
    /// The tolerance of Paule and Mandel's root.
    pub root: f64,
}

impl Precision {
    /// Every digit.
    pub const FULL: Precision = Precision { step: 0.0, root: 0.0 };
    /// Where metafor stops by default.
    pub const METAFOR: Precision = Precision { step: 1e-5, root: COARSE };
}

/// Regions are estimates with their variances.
pub fn random_effects(regions: &[(f64, f64)], estimator: Estimator, precision: Precision) -> Option<RandomEffects> {
    if regions.len() < 2 || !regions.iter().all(|(y, v)| y.is_finite() && *v > 0.0) {
        return None;
    }
    let df = regions.len() as f64 - 1.0;
    let fixed = sums(regions, 0.0);
    let tau2 = match estimator {
        Estimator::DerSimonianLaird => ((fixed.q - df) / fixed.trace).max(0.0),
        Estimator::Hedges => hedges(regions)?,
        Estimator::Reml => reml(regions, precision.step)?,
        Estimator::PauleMandel => paule_mandel(regions, df, precision.root)?,
    };
    let at = sums(regions, tau2);
    Some(RandomEffects {
        tau2,
        se_tau2: spread_of_tau2(regions, estimator, tau2, df),
        mean: at.mean,
        se_mean: (1.0 / at.weight).sqrt(),
        i2: tau2 / (tau2 + df / fixed.trace),
        q: fixed.q,
        df,
        p: chi_squared_tails(fixed.q, df)?.upper,
    })
}

fn hedges(regions: &[(f64, f64)]) -> Option<f64> {
    let values: Vec<f64> = regions.iter().map(|(y, _)| *y).collect();
    let within = regions.iter().map(|(_, v)| v).sum::<f64>() / regions.len() as f64;
    Some((moments(&values)?.variance - within).max(0.0))
}

/// Fisher's scoring from Hedges and Olkin's value, with halved steps where it would pass 0.
fn reml(regions: &[(f64, f64)], smallest: f64) -> Option<f64> {
    let mut tau2 = hedges(regions)?;
    for _ in 0..STEPS {
        let at = sums(regions, tau2);
        let mut step = (at.squares - at.trace) / at.trace_square;
        while tau2 + step < 0.0 && step < -f64::EPSILON * (tau2 + f64::MIN_POSITIVE) {
            step /= 2.0;
        }
        let next = (tau2 + step).max(0.0);
        if (next - tau2).abs() <= smallest.max(1e-15 * next) {
            return Some(next);
        }
        tau2 = next;
    }
    Some(tau2)
}

fn paule_mandel(regions: &[(f64, f64)], df: f64, tolerance: f64) -> Option<f64> {
    let beyond = |tau2: f64| sums(regions, tau2).q - df;
    if beyond(0.0) <= 0.0 {
        return Some(0.0);
    }
    let mut high = WIDEST;
    while beyond(high) > 0.0 && high < f64::MAX / 2.0 {
        high *= 2.0;
    }
    root_brent(beyond, 0.0, high, tolerance)
}

fn spread_of_tau2(regions: &[(f64, f64)], estimator: Estimator, tau2: f64, df: f64) -> f64 {
    let fixed = sums(regions, 0.0);
    let n = df + 1.0;
    match estimator {
        Estimator::DerSimonianLaird => {
            let variance = 2.0 * df + 4.0 * tau2 * fixed.trace + 2.0 * tau2 * tau2 * fixed.trace_square;
            variance.sqrt() / fixed.trace
        }
        Estimator::Reml => (2.0 / sums(regions, tau2).trace_square).sqrt(),
        Estimator::PauleMandel => n * (2.0 / df).sqrt() / sums(regions, tau2).weight,
        Estimator::Hedges => {
            let total: f64 = regions.iter().map(|(_, v)| v).sum();
            let squares: f64 = regions.iter().map(|(_, v)| v * v).sum();
            let crossed = squares * (1.0 - 2.0 / n) + (total / n).powi(2);
            let variance = 2.0 * crossed + 4.0 * tau2 * total * (1.0 - 1.0 / n) + 2.0 * tau2 * tau2 * df;
            variance.sqrt() / df
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With equal variances every estimator is s² − v: values 0, 2, 4 with variance 1 give τ² = 3, Q = 8, I² = ¾.
    #[test]
    fn equal_variances() {
        let regions = [(0.0, 1.0), (2.0, 1.0), (4.0, 1.0)];
        for estimator in
            [Estimator::DerSimonianLaird, Estimator::Reml, Estimator::PauleMandel, Estimator::Hedges]
        {
            let found = random_effects(&regions, estimator, Precision::FULL).unwrap();
            assert!((found.tau2 - 3.0).abs() < 1e-9, "{estimator:?}");
            assert!((found.mean - 2.0).abs() < 1e-12 && (found.se_mean - (4.0_f64 / 3.0).sqrt()).abs() < 1e-9);
            assert!((found.q - 8.0).abs() < 1e-12 && (found.i2 - 0.75).abs() < 1e-9);
        }
    }

    #[test]
    fn no_more_than_chance() {
        let found = random_effects(&[(1.0, 4.0), (1.1, 4.0)], Estimator::Reml, Precision::FULL).unwrap();
        assert_eq!((found.tau2, found.i2), (0.0, 0.0));
        assert_eq!(random_effects(&[(1.0, 4.0)], Estimator::Reml, Precision::FULL), None);
        assert_eq!(random_effects(&[(1.0, 0.0), (2.0, 1.0)], Estimator::Reml, Precision::FULL), None);
    }
}

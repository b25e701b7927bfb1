//! The tail of a weighted sum of chi-square variables, against a scaled one or not, by the saddlepoint.
//!
//! Chosen for Pearson's test in a survey, whose distribution is such a sum.
//!
//! # Formula
//! ```text
//! P(Σ a_i χ²_1 > x · χ²_ν/ν):  K(ζ) = −½ Σ ln(1 − 2ζλ_i), λ = (a, −x/ν …);  K'(ζ̂) = 0 (or = x without ν)
//! w = sgn ζ̂ √(2(ζ̂x − K(ζ̂)))      v = ζ̂ √K''(ζ̂)      p = 1 − Φ(w + ln(v/w)/w)
//! ```
//! # Units
//! Probabilities; ν degrees of freedom, cut to a whole number; infinite without a denominator.
//! # Edge cases
//! A saddlepoint within 10⁻⁴ of zero: Satterthwaite's F with the same mean and variance instead.
//! # Source
//! Kuonen (1999), Biometrika 86:929–935; Satterthwaite (1946), Biometrics 2:110–114.
//! # Agrees with
//! R `survey::pchisqsum`, `survey::pFsum(method = "saddlepoint")`.

use crate::statistics::distributions::f_tails;
use crate::statistics::root_brent::root_brent;
use statrs::distribution::{ContinuousCDF, Normal};

const NEAR_ZERO: f64 = 1e-4;
const TOLERANCE: f64 = 1e-8;

/// The probability of a sum with weights `a` above `x`.
pub fn chi_square_mixture_tail(x: f64, a: &[f64], df: f64) -> Option<f64> {
    if a.is_empty() || x.is_nan() || df.is_nan() || df <= 0.0 {
        return None;
    }
    let n = a.len() as f64;
    let mean = a.iter().sum::<f64>() / n;
    let square = a.iter().map(|a| a * a).sum::<f64>() / n / (mean * mean);
    let rough = f_tails(x / (n / square) / (mean * square), n / square, df).map(|tails| tails.upper);
    let found = if df.is_infinite() {
        saddlepoint(x, &a.iter().map(|a| (*a, 1.0)).collect::<Vec<_>>())
    } else {
        let below = (-x / df, if df > 1.0 { df.trunc() } else { 1.0 });
        saddlepoint(0.0, &a.iter().map(|a| (*a, 1.0)).chain([below]).collect::<Vec<_>>())
    };
    found.or(rough)
}

/// Weights with how many times each stands.
fn saddlepoint(x: f64, weights: &[(f64, f64)]) -> Option<f64> {
    let largest = weights.iter().map(|(weight, _)| *weight).fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<(f64, f64)> = weights.iter().map(|(weight, times)| (weight / largest, *times)).collect();
    let x = x / largest;
    let sum = |term: &dyn Fn(f64) -> f64| weights.iter().map(|(weight, times)| times * term(*weight)).sum::<f64>();
    let value = |zeta: f64| -sum(&|weight| (1.0 - 2.0 * zeta * weight).ln()) / 2.0;
    let slope = |zeta: f64| sum(&|weight| weight / (1.0 - 2.0 * zeta * weight));
    let curve = |zeta: f64| 2.0 * sum(&|weight| (weight / (1.0 - 2.0 * zeta * weight)).powi(2));
    let count = sum(&|_| 1.0);
    let negative = weights.iter().filter(|(weight, _)| *weight < 0.0).map(|(weight, _)| 0.5 / weight);
    let lowest = negative.fold(f64::NEG_INFINITY, f64::max);
    let low = match lowest {
        lowest if lowest.is_finite() => lowest * 0.99999,
        _ if x > sum(&|weight| weight) => -0.01,
        _ => -count / (2.0 * x),
    };
    let positive = weights.iter().filter(|(weight, _)| *weight > 0.0).map(|(weight, _)| 0.5 / weight);
    let high = positive.fold(f64::INFINITY, f64::min) * 0.99999;
    let zeta = root_brent(|zeta| slope(zeta) - x, low, high, TOLERANCE)?;
    if zeta.abs() < NEAR_ZERO {
        return None;
    }
    let w = zeta.signum() * (2.0 * (zeta * x - value(zeta))).sqrt();
    let v = zeta * curve(zeta).sqrt();
    let p = Normal::standard().sf(w + (v / w).ln() / w);
    p.is_finite().then_some(p)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::distributions::chi_squared_tails;

    /// With equal weights the sum is a chi-square; the saddlepoint is within a few per mille of its tail.
    #[test]
    fn equal_weights() {
        for x in [4.0, 9.0, 20.0] {
            let exact = chi_squared_tails(x, 3.0).unwrap().upper;
            let found = chi_square_mixture_tail(x, &[1.0; 3], f64::INFINITY).unwrap();
            assert!((found / exact - 1.0).abs() < 0.02, "{x}: {found} {exact}");
        }
        assert!(chi_square_mixture_tail(4.0, &[], 5.0).is_none());
    }
}

//! Tails of the chi-square and F distributions, and quantiles of the beta distribution.
//!
//! Tests of several contrasts take their p-values here, and the exact interval of a share its limits.
//!
//! # Formula
//! ```text
//! P(χ²_k > x) = Q(k/2, x/2)        P(F_{a,b} > x) = I_{b/(b + a x)}(b/2, a/2)        q: I_q(α, β) = p
//! ```
//! # Units
//! Degrees of freedom and shape as positive numbers, also broken ones.
//! # Edge cases
//! Degrees of freedom of zero or less, a shape of zero or less: none. A negative statistic has the tail one.
//! # Source
//! Abramowitz & Stegun (1964), Handbook of Mathematical Functions, 26.4–26.6.
//! # Agrees with
//! R `stats::pchisq`, `stats::pf`, `stats::qbeta`.

use statrs::distribution::{Beta, Continuous, ContinuousCDF};
use statrs::function::beta::checked_beta_reg;
use statrs::function::gamma::checked_gamma_ur;

/// The upper tail of χ².
pub fn chi_square_tail(x: f64, df: f64) -> Option<f64> {
    match (x, df) {
        (_, df) if df.is_nan() || df <= 0.0 || x.is_nan() => None,
        (x, _) if x <= 0.0 => Some(1.0),
        (x, df) => checked_gamma_ur(df / 2.0, x / 2.0).ok(),
    }
}

/// The upper tail of F.
pub fn f_tail(x: f64, numerator: f64, denominator: f64) -> Option<f64> {
    if x.is_nan() || numerator.is_nan() || denominator.is_nan() || numerator <= 0.0 || denominator <= 0.0 {
        return None;
    }
    if x <= 0.0 {
        return Some(1.0);
    }
    if denominator.is_infinite() {
        return chi_square_tail(x * numerator, numerator);
    }
    checked_beta_reg(denominator / 2.0, numerator / 2.0, denominator / (denominator + numerator * x)).ok()
}

/// The quantile of the beta distribution, by halving and then by Newton's method.
pub fn beta_quantile(p: f64, alpha: f64, beta: f64) -> Option<f64> {
    let distribution = Beta::new(alpha, beta).ok().filter(|_| (0.0..=1.0).contains(&p))?;
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if checked_beta_reg(alpha, beta, middle).ok()? < p { low = middle } else { high = middle }
    }
    let mut x = (low + high) / 2.0;
    for _ in 0..3 {
        let next = x - (distribution.cdf(x) - p) / distribution.pdf(x);
        if next > 0.0 && next < 1.0 && (next - x).abs() < 1e-6 {
            x = next;
        }
    }
    Some(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tables: χ²_2 at 5.991, F_{2,398} by its closed form (1 + 2x/398)^-199, beta(2, 1): q = √p.
    #[test]
    fn known_values() {
        assert!((chi_square_tail(5.991464547107979, 2.0).unwrap() - 0.05).abs() < 1e-12);
        let closed = (1.0_f64 + 2.0 * 3.2 / 398.0).powf(-199.0);
        assert!((f_tail(3.2, 2.0, 398.0).unwrap() / closed - 1.0).abs() < 1e-10);
        assert!((beta_quantile(0.3, 2.0, 1.0).unwrap() - 0.3_f64.sqrt()).abs() < 1e-12);
        assert_eq!(f_tail(1.0, 0.0, 2.0), None);
    }
}

//! Quantiles and tails of the normal distribution and of Student's t.
//!
//! Every interval and test takes its quantile and its p-value here, so that they agree with each other.
//!
//! # Formula
//! ```text
//! z = Φ⁻¹((1 + c)/2)        t = F⁻¹((1 + c)/2; df)        p = 2·(1 − F(|x|; df))
//! ```
//! # Units
//! Confidence `c` as a share (0.95), degrees of freedom as a positive number; `None` stands for the normal distribution.
//! # Edge cases
//! Degrees of freedom of zero or less: `None`. The tail is taken from the incomplete beta function, never as one minus
//! a number near one, so small p-values keep their digits.
//! # Source
//! Abramowitz & Stegun (1964), Handbook of Mathematical Functions, 26.2 and 26.7.
//! # Agrees with
//! R `stats::qnorm`, `stats::qt`, `stats::pnorm`, `stats::pt`.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};
use statrs::function::beta::checked_beta_reg;

/// The two-sided quantile: how many standard errors reach out to the confidence `confidence`.
pub fn two_sided(confidence: f64, df: Option<f64>) -> Option<f64> {
    if !(0.0..1.0).contains(&confidence) {
        return None;
    }
    let upper = (1.0 + confidence) / 2.0;
    let first = match df {
        None => return Some(Normal::standard().inverse_cdf(upper)),
        Some(df) if df > 0.0 => StudentsT::new(0.0, 1.0, df).ok()?.inverse_cdf(upper),
        Some(_) => return None,
    };
    let df = df?;
    let wanted = 1.0 - confidence;
    let density = StudentsT::new(0.0, 1.0, df).ok()?;
    let polished = (0..4).try_fold(first, |x, _| {
        let slope = 2.0 * statrs::distribution::Continuous::pdf(&density, x);
        let next = x + (two_sided_p(x, Some(df))? - wanted) / slope;
        next.is_finite().then_some(next)
    });
    Some(polished.unwrap_or(first))
}

/// The two-sided p-value of a statistic.
pub fn two_sided_p(statistic: f64, df: Option<f64>) -> Option<f64> {
    match df {
        None => Some(2.0 * Normal::standard().sf(statistic.abs())),
        Some(df) if df > 0.0 => checked_beta_reg(df / 2.0, 0.5, df / (df + statistic * statistic)).ok(),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabled_quantiles() {
        for (confidence, df, tabled) in
            [(0.95, None, 1.959963984540054), (0.95, Some(10.0), 2.228138851986274), (0.99, Some(2.0), 9.92484320091829)]
        {
            assert!((two_sided(confidence, df).unwrap() - tabled).abs() < 1e-11 * tabled, "{confidence} {df:?}");
        }
    }

    #[test]
    fn tails_keep_their_digits() {
        assert!((two_sided_p(10.0, None).unwrap() / 1.523970604832105e-23 - 1.0).abs() < 1e-9);
        assert!(two_sided(0.95, Some(0.0)).is_none() && two_sided_p(1.0, Some(-1.0)).is_none());
    }
}

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
use std::cell::RefCell;

/// How many quantiles of Student's t are kept.
const KEPT: usize = 16;

thread_local! {
    /// The quantiles found last, by the bits of confidence and degrees of freedom: a sample asks for the same few again
    /// for every estimate and every pair of them.
    static FOUND: RefCell<Vec<([u64; 2], f64)>> = const { RefCell::new(Vec::new()) };
}

/// The two-sided quantile: how many standard errors reach out to the confidence `confidence`.
pub fn two_sided(confidence: f64, df: Option<f64>) -> Option<f64> {
    if !(0.0..1.0).contains(&confidence) {
        return None;
    }
    let Some(df) = df else { return Some(Normal::standard().inverse_cdf((1.0 + confidence) / 2.0)) };
    let asked = [confidence.to_bits(), df.to_bits()];
    let known = |found: &Vec<([u64; 2], f64)>| found.iter().find(|one| one.0 == asked).map(|one| one.1);
    if let Some(known) = FOUND.with_borrow(known) {
        return Some(known);
    }
    let quantile = student(confidence, df)?;
    FOUND.with_borrow_mut(|found| {
        found.truncate(KEPT - 1);
        found.insert(0, (asked, quantile));
    });
    Some(quantile)
}

fn student(confidence: f64, df: f64) -> Option<f64> {
    let density = StudentsT::new(0.0, 1.0, Some(df).filter(|df| *df > 0.0)?).ok()?;
    let first = density.inverse_cdf((1.0 + confidence) / 2.0);
    let wanted = 1.0 - confidence;
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

    /// More are asked for than are kept, in two orders, and each again at once.
    #[test]
    fn a_quantile_that_is_kept_is_the_one_that_was_found() {
        let all = (1..2 * KEPT as u32).flat_map(|df| [0.6, 0.95].map(|confidence| (confidence, f64::from(df))));
        for (confidence, df) in all.clone().chain(all.rev()) {
            let found = student(confidence, df);
            assert_eq!([two_sided(confidence, Some(df)), two_sided(confidence, Some(df))], [found; 2]);
        }
    }
}

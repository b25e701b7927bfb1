//! A difference of estimates from one and the same sample, with their covariance.
//!
//! Chosen wherever both sides come from one file: a region against the nation it is part of, two groups, two waves of
//! one design, and differences of such differences. The scores of the contrast are the contrast of the scores.
//!
//! # Formula
//! ```text
//! d = Σ c_k θ_k      z = Σ c_k z_k      se = √V(z)      t = d/se      p = 2·P(T_df > |t|)
//! ```
//! A region r that is part of nation N: c = (1, −1), and V holds the covariance of the part and its whole.
//! # Units
//! The unit of the estimates; `confidence` as a share.
//! # Edge cases
//! No variance, zero standard error or no degrees of freedom: not tested (`None`).
//! # Source
//! Wolter (2007), Introduction to Variance Estimation, ch. 6; Kish (1965), Survey Sampling, 4.6.
//! # Agrees with
//! R `survey::svycontrast` over `svyby(covmat = TRUE)`; `survey::svyglm` on one dummy for a region against the rest.

use crate::statistics::quantiles::{two_sided, two_sided_p};
use crate::statistics::taylor_linearisation::{Sample, Scores, variance};
use crate::statistics::{Difference, Interval};

/// Tests a difference given its scores.
pub fn contrast(sample: &Sample, difference: f64, scores: &Scores, df: f64, confidence: f64) -> Option<Difference> {
    from_se(difference, variance(sample, scores)?.sqrt(), Some(df), confidence)
}

/// Tests a difference given its standard error.
pub fn from_se(difference: f64, se: f64, df: Option<f64>, confidence: f64) -> Option<Difference> {
    if se <= 0.0 || !se.is_finite() {
        return None;
    }
    let reach = two_sided(confidence, df)? * se;
    let statistic = difference / se;
    Some(Difference {
        difference,
        se,
        interval: Interval { low: difference - reach, high: difference + reach },
        statistic,
        df,
        p: two_sided_p(statistic, df)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_and_t() {
        let z = from_se(1.96, 1.0, None, 0.95).unwrap();
        assert!((z.p - 0.04999579).abs() < 1e-8 && z.interval.low > 0.0);
        let t = from_se(1.96, 1.0, Some(10.0), 0.95).unwrap();
        assert!(t.p > z.p && t.interval.low < 0.0);
        assert_eq!(from_se(1.0, 0.0, None, 0.95), None);
    }
}

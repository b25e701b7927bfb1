//! Interval of a mean from a survey, with Student's t.
//!
//! Chosen for means of measured values and grades, and for shares where the plan asks for `"interval": "mean"`.
//!
//! # Formula
//! ```text
//! limits = ȳ ± t_df · se
//! ```
//! # Units
//! The unit of the mean; degrees of freedom of the design, `None` for the normal distribution.
//! # Edge cases
//! No degrees of freedom: none. A share may run outside 0–1; that is why logit is the default for shares.
//! # Source
//! Cochran (1977), Sampling Techniques, 2.8; Lumley (2010), Complex Surveys, 2.3.
//! # Agrees with
//! R `confint(survey::svymean(), df = degf(design))`, `survey::svyciprop(method = "mean")`.

use crate::statistics::Interval;
use crate::statistics::quantiles::two_sided;

/// The interval of a mean with standard error `se`.
pub fn mean_student(mean: f64, se: f64, df: Option<f64>, confidence: f64) -> Option<Interval> {
    let reach = two_sided(confidence, df)? * se;
    Some(Interval { low: mean - reach, high: mean + reach })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_table() {
        let interval = mean_student(10.0, 2.0, Some(10.0), 0.95).unwrap();
        assert!((interval.high - 14.456277703972548).abs() < 1e-10);
        assert_eq!(mean_student(10.0, 2.0, Some(0.0), 0.95), None);
    }
}

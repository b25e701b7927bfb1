//! The variance of a measured value in the population, estimated from a survey.
//!
//! Chosen for the design effect, and where the spread itself is asked for.
//!
//! # Formula
//! ```text
//! s² = n/(n − 1) · Σ w (y − ȳ)² / Σ w        z: the scores of that mean
//! ```
//! # Units
//! The square of the unit of y; `n` respondents with a weight.
//! # Edge cases
//! Fewer than two respondents: none.
//! # Source
//! Lumley (2010), Complex Surveys, 2.3.
//! # Agrees with
//! R `survey::svyvar`.

use crate::statistics::survey_design::Linearised;
use crate::statistics::survey_mean::survey_mean;

/// The variance of `y` among `n` respondents.
pub fn survey_variance(y: &[f64], n: f64, weights: &[f64]) -> Option<Linearised> {
    if n <= 1.0 {
        return None;
    }
    let mean = *survey_mean(&[y.to_vec()], weights)?.values.first()?;
    let squares = y.iter().map(|y| (y - mean) * (y - mean) * n / (n - 1.0)).collect();
    survey_mean(&[squares], weights)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let found = survey_variance(&[1.0, 2.0, 6.0], 3.0, &[2.0; 3]).unwrap();
        assert!((found.values[0] - 7.0).abs() < 1e-12);
        assert!(survey_variance(&[1.0], 1.0, &[1.0]).is_none());
    }
}

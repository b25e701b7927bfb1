//! Weighted means in a survey, several at once with their covariance.
//!
//! Chosen for means and shares in designs that keep their rows: several stages, replicates, calibration.
//!
//! # Formula
//! ```text
//! ȳ = Σ w y / Σ w        z = w (y − ȳ) / Σ w
//! ```
//! # Units
//! The unit of y; shares where y is 0 or 1.
//! # Edge cases
//! No weight: no mean.
//! # Source
//! Särndal, Swensson & Wretman (1992), Model Assisted Survey Sampling, 5.7.
//! # Agrees with
//! R `survey::svymean`, `survey::svyby`.

use crate::statistics::survey_design::Linearised;

/// The mean of each column.
pub fn survey_mean(columns: &[Vec<f64>], weights: &[f64]) -> Option<Linearised> {
    let sum: f64 = weights.iter().sum();
    if sum <= 0.0 {
        return None;
    }
    let mean = |y: &Vec<f64>| y.iter().zip(weights).map(|(y, w)| y * w).sum::<f64>() / sum;
    let values: Vec<f64> = columns.iter().map(mean).collect();
    let score = |(y, mean): (&Vec<f64>, &f64)| y.iter().zip(weights).map(|(y, w)| w * (y - mean) / sum).collect();
    let scores = columns.iter().zip(&values).map(score).collect();
    Some(Linearised { values, scores })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let found = survey_mean(&[vec![1.0, 4.0]], &[1.0, 2.0]).unwrap();
        assert_eq!(found.values, [3.0]);
        assert!((found.scores[0][0] + 2.0 / 3.0).abs() < 1e-15 && (found.scores[0][1] - 2.0 / 3.0).abs() < 1e-15);
        assert!(survey_mean(&[vec![1.0]], &[0.0]).is_none());
    }
}

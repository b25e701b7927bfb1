//! A ratio of two totals in a survey: visits per patient, cost per day.
//!
//! Chosen for measures of the type ratio.
//!
//! # Formula
//! ```text
//! R = Σ w y / Σ w x        z = w (y − R x) / Σ w x
//! ```
//! # Units
//! The unit of y per unit of x.
//! # Edge cases
//! A denominator of zero: no ratio. Rows without y or x are left out.
//! # Source
//! Särndal, Swensson & Wretman (1992), Model Assisted Survey Sampling, 5.6.
//! # Agrees with
//! R `survey::svyratio`.

use crate::statistics::survey_design::Linearised;

/// The ratio of the total of `numerator` to that of `denominator`.
pub fn survey_ratio(numerator: &[f64], denominator: &[f64], weights: &[f64]) -> Option<Linearised> {
    let total = |y: &[f64]| y.iter().zip(weights).map(|(y, w)| y * w).sum::<f64>();
    let below = total(denominator);
    if below == 0.0 {
        return None;
    }
    let ratio = total(numerator) / below;
    let rows = numerator.iter().zip(denominator).zip(weights);
    let scores = rows.map(|((y, x), w)| w * (y - ratio * x) / below).collect();
    Some(Linearised { values: vec![ratio], scores: vec![scores] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let found = survey_ratio(&[1.0, 4.0], &[1.0, 1.0], &[1.0, 2.0]).unwrap();
        assert_eq!(found.values, [3.0]);
        assert!((found.scores[0].iter().sum::<f64>()).abs() < 1e-15);
        assert!(survey_ratio(&[1.0], &[0.0], &[1.0]).is_none());
    }
}

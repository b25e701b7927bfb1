//! Weighted totals in a survey: numbers of people, sums of amounts.
//!
//! Chosen for measures of the type total.
//!
//! # Formula
//! ```text
//! Ŷ = Σ w y        z = w y
//! ```
//! # Units
//! The unit of y; people where y is 0 or 1. Without weights the total is of the respondents, not of the population.
//! # Edge cases
//! No rows: the total is zero, with no variance.
//! # Source
//! Horvitz & Thompson (1952), JASA 47:663–685.
//! # Agrees with
//! R `survey::svytotal`.

use crate::statistics::survey_design::Linearised;

/// The total of each column.
pub fn survey_total(columns: &[Vec<f64>], weights: &[f64]) -> Linearised {
    let score = |y: &Vec<f64>| y.iter().zip(weights).map(|(y, w)| w * y).collect();
    let scores: Vec<Vec<f64>> = columns.iter().map(score).collect();
    Linearised { values: scores.iter().map(|z| z.iter().sum()).collect(), scores }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let found = survey_total(&[vec![1.0, 4.0]], &[1.0, 2.0]);
        assert_eq!((found.values, found.scores), (vec![9.0], vec![vec![1.0, 8.0]]));
    }
}

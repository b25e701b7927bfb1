//! Concentration index: whether a value is gathered among those at the top (positive) or at the bottom (negative) of a
//! ranking.
//!
//! # Formula
//! ```text
//! C = 2·cov_n(y, x)/ȳ      x the middle of each group's part of the population (ridit), weighted by people
//! ```
//! # Units
//! Values and people by group in order of the ranking; C from −1 to 1.
//! # Edge cases
//! A group without people, a mean of 0: none.
//! # Source
//! Kakwani, Wagstaff & van Doorslaer (1997), Journal of Econometrics 77:87–103.
//! # Agrees with
//! R `2 * cov.wt(cbind(value, ridit), wt, method = "ML")$cov[1, 2] / weighted.mean(value, population)`.

use crate::statistics::slope_index::ridits;
use crate::statistics::weighted_moments::weighted_mean;

/// Groups in order of the ranking, each value and population.
pub fn concentration_index(groups: &[(f64, f64)]) -> Option<f64> {
    let populations: Vec<f64> = groups.iter().map(|(_, people)| *people).collect();
    let mean = weighted_mean(groups)?;
    let deviations: Vec<(f64, f64)> =
        groups.iter().zip(ridits(&populations)?).map(|((y, people), x)| ((y - mean) * (x - 0.5), *people)).collect();
    (mean != 0.0).then_some(2.0 * weighted_mean(&deviations)? / mean)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two halves with 1 and 3: 2·((−1)(−¼) + 1·¼)/2/2 = ¼.
    #[test]
    fn by_hand() {
        assert!((concentration_index(&[(1.0, 10.0), (3.0, 10.0)]).unwrap() - 0.25).abs() < 1e-15);
        assert!(concentration_index(&[(2.0, 1.0), (2.0, 9.0)]).unwrap().abs() < 1e-15);
        assert_eq!(concentration_index(&[(0.0, 1.0)]), None);
    }
}

//! Slope and relative index of inequality: how much worse or better off the bottom of a ranking is than the top.
//!
//! The groups stand in order of the ranking; each gets the middle of its part of the population (ridit), and the line
//! through the groups is read at both ends. One number that uses every group, not only the outermost.
//!
//! # Formula
//! ```text
//! xᵢ = (Σ_{j<i} nⱼ + nᵢ/2)/N      y = a + SII·x, weighted by n      RII = (a + SII)/a      or SII/ȳ
//! ```
//! # Units
//! The value in any unit, SII in the same; RII has no unit.
//! # Edge cases
//! Fewer than three groups, a group without people: none. A line that is 0 at the bottom has no RII.
//! # Source
//! Low & Low (2004), Journal of Public Health 26:388–395; Mackenbach & Kunst (1997), Soc Sci Med 44:757–771.
//! # Agrees with
//! R `stats::lm(value ~ ridit, weights = population)`, `PHEindicatormethods::phe_sii` (SII and RII, not its limits).

use crate::statistics::linear_regression::{Covariance, linear_regression};
use crate::statistics::mean_student::mean_student;
use crate::statistics::quantiles::two_sided_p;
use crate::statistics::{Difference, weighted_moments::weighted_mean};

/// The line and what is read from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SlopeIndex {
    /// Top minus bottom, with its standard error, interval and test.
    pub slope: Difference,
    /// The line at the bottom.
    pub intercept: f64,
    /// Top over bottom.
    pub relative: f64,
    /// The slope over the mean.
    pub relative_to_mean: f64,
}

/// The middle of each group's part of the population.
pub fn ridits(populations: &[f64]) -> Option<Vec<f64>> {
    let total: f64 = populations.iter().sum();
    let mut before = 0.0;
    let middles = populations.iter().map(|people| {
        before += people;
        (before - people / 2.0) / total
    });
    let middles = middles.collect();
    (populations.iter().all(|people| *people > 0.0)).then_some(middles)
}

/// Groups in order of the ranking, each value and population.
pub fn slope_index(groups: &[(f64, f64)], confidence: f64) -> Option<SlopeIndex> {
    let (values, populations): (Vec<f64>, Vec<f64>) = groups.iter().copied().unzip();
    let columns = [vec![1.0; groups.len()], ridits(&populations)?];
    let fit = linear_regression(&columns, &values, Some(&populations))?;
    let [intercept, difference] = fit.coefficients.as_slice() else { return None };
    let se = fit.standard_errors(Covariance::Ordinary).get(1).copied()?;
    let interval = mean_student(*difference, se, Some(fit.df), confidence)?;
    let statistic = difference / se;
    let p = two_sided_p(statistic, Some(fit.df))?;
    Some(SlopeIndex {
        slope: Difference { difference: *difference, se, interval, statistic, df: Some(fit.df), p },
        intercept: *intercept,
        relative: (intercept + difference) / intercept,
        relative_to_mean: difference / weighted_mean(groups)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Equal groups on the line 10 + 6x at x = 1/6, 1/2, 5/6, the middle one moved by nothing.
    #[test]
    fn on_a_line() {
        let groups = [(11.0, 5.0), (13.0, 5.0), (15.0, 5.0)];
        let found = slope_index(&groups, 0.95).unwrap();
        assert!((found.slope.difference - 6.0).abs() < 1e-12 && (found.intercept - 10.0).abs() < 1e-12);
        assert!((found.relative - 1.6).abs() < 1e-12 && (found.relative_to_mean - 6.0 / 13.0).abs() < 1e-12);
    }

    #[test]
    fn too_few_groups() {
        assert_eq!(slope_index(&[(1.0, 1.0), (2.0, 1.0)], 0.95), None);
        assert_eq!(ridits(&[1.0, 0.0]), None);
        assert_eq!(ridits(&[1.0, 3.0]), Some(vec![0.125, 0.625]));
    }
}

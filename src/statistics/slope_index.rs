//! Slope and relative index of inequality: how much worse or better off the bottom of a ranking is than the top.
//!
//! The groups stand in order of the ranking; each gets the middle of its part of the population (ridit), and the line
//! through the groups is read at both ends. One number that uses every group, not only the outermost.
//!
//! # Formula
//! ```text
//! xᵢ = (Σ_{j<i} nⱼ + nᵢ/2)/N      y = a + SII·x, weighted by n      RII = (a + SII)/a      or SII/ȳ
//! SII = Σ cᵢyᵢ, cᵢ = nᵢ(xᵢ − ½)/Σ n(x − ½)²      so its variance is that of a contrast over the groups' estimates
//! ```
//! The interval is either the line's own (`slope`) or, from the groups' uncertainties, that of the contrast
//! (`slope_weights`), which is what is shown: three groups lie on a line with one degree of freedom.
//! # Units
//! The value in any unit, SII in the same; RII has no unit.
//! # Edge cases
//! Fewer than three groups, a group without people: none. A line that is 0 at the bottom has no RII.
//! # Source
//! Low & Low (2004), Journal of Public Health 26:388–395; Mackenbach & Kunst (1997), Soc Sci Med 44:757–771.
//! # Agrees with
//! R `stats::lm(value ~ ridit, weights = population)`, `PHEindicatormethods::phe_sii` (SII and RII, not its limits).

use crate::statistics::contrast::from_se;
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

/// What each group's value counts in the slope.
pub fn slope_weights(populations: &[f64]) -> Option<Vec<f64>> {
    let deviations: Vec<(f64, f64)> = ridits(populations)?.iter().zip(populations).map(|(x, n)| (x - 0.5, *n)).collect();
    let spread: f64 = deviations.iter().map(|(x, n)| n * x * x).sum();
    (spread > 0.0).then(|| deviations.iter().map(|(x, n)| n * x / spread).collect())
}

/// The slope of independent groups, each value, population and standard error.
pub fn slope_of_groups(groups: &[(f64, f64, f64)], confidence: f64) -> Option<Difference> {
    let weights = slope_weights(&groups.iter().map(|(_, people, _)| *people).collect::<Vec<_>>())?;
    let slope = weights.iter().zip(groups).map(|(c, (value, ..))| c * value).sum();
    let variance: f64 = weights.iter().zip(groups).map(|(c, (.., se))| (c * se).powi(2)).sum();
    from_se(slope, variance.sqrt(), None, confidence)
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

    /// The contrast is the line's slope: 6, with se² = 2·(c·0.3)² for equal thirds, c = ±(5/3)/(10/9) = ±1.5.
    #[test]
    fn the_contrast_is_the_slope() {
        let found = slope_of_groups(&[(11.0, 5.0, 0.3), (13.0, 5.0, 0.3), (15.0, 5.0, 0.3)], 0.95).unwrap();
        assert!((found.difference - 6.0).abs() < 1e-12 && (found.se - 0.45 * 2.0_f64.sqrt()).abs() < 1e-12);
        assert_eq!(slope_weights(&[1.0, 0.0]), None);
    }

    #[test]
    fn too_few_groups() {
        assert_eq!(slope_index(&[(1.0, 1.0), (2.0, 1.0)], 0.95), None);
        assert_eq!(ridits(&[1.0, 0.0]), None);
        assert_eq!(ridits(&[1.0, 3.0]), Some(vec![0.125, 0.625]));
    }
}

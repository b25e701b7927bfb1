//! Difference in differences: what changed where something was done, beyond what changed elsewhere.
//!
//! Assumes that the regions would have moved alike without it. With effects of region and year (two-way fixed effects)
//! each region is its own comparison; rows of a region move together, so the standard error is clustered.
//!
//! # Formula
//! ```text
//! plain: y = b₀ + b₁·treated + b₂·post + δ·treated·post
//! two-way: y = region + year + δ·treated·post
//! ```
//! by `linear_regression`; clustered δ has G − 1 degrees of freedom.
//! # Units
//! The unit of y; weights (people) in any unit.
//! # Edge cases
//! No treated region, none untreated, nothing before or after: none. Fewer than two regions: no clustered error.
//! # Source
//! Bertrand, Duflo & Mullainathan (2004), Quarterly Journal of Economics 119:249–275.
//! # Agrees with
//! R `lm(y ~ treated * post)`, `lm(y ~ region + year + treated:post)` with `sandwich::vcovCL(type = "HC1")`.

use crate::filled::Filled;
use crate::statistics::Difference;
use crate::statistics::linear_regression::{Covariance, Fit, linear_regression};
use crate::statistics::mean_student::mean_student;
use crate::statistics::quantiles::two_sided_p;
use std::collections::BTreeSet;

/// One region in one year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PanelRow {
    /// Which region.
    pub region: usize,
    /// Which year.
    pub year: usize,
    /// Whether the region is one where it is done.
    pub treated: bool,
    /// Whether it has begun.
    pub post: bool,
    /// The value.
    pub y: f64,
    /// The row's weight.
    pub weight: f64,
}

/// What else is held constant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Controls {
    /// Treated or not, before or after.
    Plain,
    /// Every region and every year.
    TwoWay,
}

/// How the standard error is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errors {
    /// Equal variances.
    Ordinary,
    /// Unequal variances (HC1).
    Robust,
    /// Rows of a region together, corrected for few regions or not.
    ByRegion {
        /// Times G/(G − 1)·(n − 1)/(n − p).
        corrected: bool,
    },
}

/// The effect δ.
pub fn difference_in_differences(rows: &[PanelRow], controls: Controls, errors: Errors, confidence: f64) -> Option<Difference> {
    let fit = fitted(rows, controls)?;
    let regions: Vec<usize> = rows.iter().map(|row| row.region).collect();
    let groups = regions.iter().filled::<BTreeSet<&_>>().len() as f64;
    let (kind, df) = match errors {
        Errors::Ordinary => (Covariance::Ordinary, fit.df),
        Errors::Robust => (Covariance::Hc1, fit.df),
        Errors::ByRegion { corrected } => (Covariance::Clusters(&regions, corrected), groups - 1.0),
    };
    let (difference, se) = (fit.coefficients.last().copied()?, fit.standard_errors(kind).last().copied()?);
    let interval = mean_student(difference, se, Some(df), confidence)?;
    let statistic = difference / se;
    Some(Difference { difference, se, interval, statistic, df: Some(df), p: two_sided_p(statistic, Some(df))? })
}

/// The effect is the last column.
fn fitted(rows: &[PanelRow], controls: Controls) -> Option<Fit> {
    let column = |is: &dyn Fn(&PanelRow) -> bool| rows.iter().map(|row| f64::from(u8::from(is(row)))).collect::<Vec<f64>>();
    let mut columns = vec![column(&|_| true)];
    match controls {
        Controls::Plain => columns.extend([column(&|row| row.treated), column(&|row| row.post)]),
        Controls::TwoWay => {
            let regions: BTreeSet<usize> = rows.iter().map(|row| row.region).filled();
            let years: BTreeSet<usize> = rows.iter().map(|row| row.year).filled();
            columns.extend(regions.into_iter().skip(1).map(|region| column(&|row| row.region == region)));
            columns.extend(years.into_iter().skip(1).map(|year| column(&|row| row.year == year)));
        }
    }
    columns.push(column(&|row| row.treated && row.post));
    let y: Vec<f64> = rows.iter().map(|row| row.y).collect();
    let weights: Vec<f64> = rows.iter().map(|row| row.weight).collect();
    linear_regression(&columns, &y, Some(&weights))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn panel(values: [[f64; 2]; 4]) -> Vec<PanelRow> {
        let row = |region: usize, year: usize, y| PanelRow { region, year, treated: region < 2, post: year == 1, y, weight: 1.0 };
        (0..4).flat_map(|region| (0..2).map(move |year| row(region, year, values[region][year]))).collect()
    }

    /// The treated rise by 5 and 7, the others by 1 and 3: the effect is 4 both ways; two-way residuals are ±½.
    #[test]
    fn by_hand() {
        let rows = panel([[10.0, 15.0], [20.0, 27.0], [12.0, 13.0], [18.0, 21.0]]);
        let find = |controls, errors| difference_in_differences(&rows, controls, errors, 0.95).unwrap();
        assert!((find(Controls::Plain, Errors::Ordinary).difference - 4.0).abs() < 1e-12);
        let two_way = find(Controls::TwoWay, Errors::Ordinary);
        assert!((two_way.difference - 4.0).abs() < 1e-12 && (two_way.se - 2.0_f64.sqrt()).abs() < 1e-12);
        let clustered = find(Controls::TwoWay, Errors::ByRegion { corrected: false });
        assert_eq!(clustered.df, Some(3.0));
        assert!((clustered.se - 1.0).abs() < 1e-12);
    }

    #[test]
    fn nothing_to_compare_with() {
        let rows: Vec<PanelRow> = panel([[1.0; 2]; 4]).into_iter().filter(|row| row.treated).collect();
        assert_eq!(difference_in_differences(&rows, Controls::Plain, Errors::Ordinary, 0.95), None);
    }
}

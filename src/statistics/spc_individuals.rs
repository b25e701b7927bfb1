//! Control chart of single values over time (XmR), with the rules that tell special causes from common variation.
//!
//! Chosen for a series by week, month or quarter whose values have no number behind them, or too large ones.
//!
//! # Formula
//! ```text
//! centre = mean      limits = mean ± 2.66·(mean moving range)      moving ranges above 3.267 × their mean left out
//! ```
//! The rules are those of `spc_rules`. A new group begins at a rebase.
//! # Units
//! The unit of the values, evenly spaced in time.
//! # Edge cases
//! Fewer than two values in a group, or no moving range left: no limits, and only the rules that need none.
//! # Source
//! Wheeler (2000), Understanding Variation, 2nd ed.; NHS England, Making Data Count.
//! # Agrees with
//! R `NHSRplotthedots::ptd_spc`.

use crate::statistics::Interval;
pub use crate::statistics::spc_rules::Cause;
use crate::statistics::spc_rules::{Judged, spc_rules};

const LIMIT: f64 = 2.66;
const SCREEN: f64 = 3.267;

/// One point of the chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChartPoint {
    /// Which group, from 0.
    pub group: usize,
    /// The group's mean.
    pub mean: f64,
    /// The group's limits.
    pub limits: Option<Interval>,
    /// Beyond a limit.
    pub outside: bool,
    /// Within the limits but beyond two thirds of the way.
    pub close: bool,
    /// Why it stands out.
    pub cause: Cause,
}

/// The chart of values in order of time; `starts` says at which a new group begins, `fixed` from how many of a group's
/// first values its limits come.
pub fn spc_individuals(values: &[f64], starts: &[bool], fixed: Option<usize>, screened: bool) -> Vec<ChartPoint> {
    let mut groups: Vec<(usize, Vec<f64>)> = Vec::new();
    let mut group = 0;
    for (at, value) in values.iter().enumerate() {
        group += usize::from(starts.get(at).copied().unwrap_or(false));
        match groups.last_mut() {
            Some((last, members)) if *last == group => members.push(*value),
            _ => groups.push((group, vec![*value])),
        }
    }
    groups.iter().flat_map(|(group, members)| chart(*group, members, fixed, screened)).collect()
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The mean moving range, and where screened without the outlying ones.
fn moving_range(values: &[f64], screened: bool) -> Option<f64> {
    let ranges: Vec<f64> = values.iter().zip(values.iter().skip(1)).map(|(a, b)| (b - a).abs()).collect();
    let all = mean(&ranges)?;
    if !screened {
        return Some(all);
    }
    mean(&ranges.into_iter().filter(|range| *range < SCREEN * all).collect::<Vec<f64>>())
}

fn chart(group: usize, y: &[f64], fixed: Option<usize>, screened: bool) -> Vec<ChartPoint> {
    let base = y.get(..fixed.unwrap_or(usize::MAX).min(y.len())).unwrap_or(y);
    let centre = mean(base).unwrap_or(f64::NAN);
    let range = moving_range(base, screened);
    let reach = vec![range.map(|range| LIMIT * range); y.len()];
    let limits = range.map(|range| Interval { low: centre - LIMIT * range, high: centre + LIMIT * range });
    let point = |Judged { outside, close, cause }| ChartPoint { group, mean: centre, limits, outside, close, cause };
    spc_rules(y, centre, &reach).into_iter().map(point).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 10, 12, 10, 12 …: mean 11, moving ranges of 2, limits 11 ± 5.32.
    #[test]
    fn common_variation() {
        let values: Vec<f64> = (0..10).map(|i| if i % 2 == 0 { 10.0 } else { 12.0 }).collect();
        let points = spc_individuals(&values, &[], None, true);
        let limits = points[0].limits.unwrap();
        assert!((limits.low - 5.68).abs() < 1e-12 && (limits.high - 16.32).abs() < 1e-12);
        assert!(points.iter().all(|point| point.cause == Cause::Common && !point.close));
    }

    #[test]
    fn trends_runs_and_new_groups() {
        let rising: Vec<f64> = (0..8).map(f64::from).collect();
        let points = spc_individuals(&rising, &[], None, true);
        assert!(points[2..6].iter().all(|point| point.cause == Cause::Rising));
        let shifted: Vec<f64> = [1.0, 1.2, 1.1].into_iter().chain((0..7).map(|i| 9.0 + f64::from(i % 2))).collect();
        let fixed = spc_individuals(&shifted, &[], Some(3), false);
        assert!(fixed[3..].iter().all(|point| point.cause == Cause::AboveLimit));
        let starts: Vec<bool> = (0..10).map(|i| i == 3).collect();
        let rebased = spc_individuals(&shifted, &starts, None, false);
        assert_eq!((rebased[2].group, rebased[3].group), (0, 1));
        assert!(rebased[3].mean > 9.0);
    }

    #[test]
    fn one_value_has_no_limits() {
        let points = spc_individuals(&[4.0], &[], None, true);
        assert_eq!((points[0].limits, points[0].cause), (None, Cause::Common));
        assert!(spc_individuals(&[], &[], None, true).is_empty());
    }
}

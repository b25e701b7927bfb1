//! Hodges and Lehmann's shift between two groups, with the interval that belongs to Wilcoxon's test.
//!
//! Says how much larger, in days or points, where the rank sum test says only whether.
//!
//! # Formula
//! ```text
//! exact: median of the differences aᵢ − bⱼ; limits the q-th smallest and largest of them, q the α/2 quantile of W
//! else: the shift d at which z(a − d, b) is 0 (uncorrected), and ±z_{1−α/2} (corrected) for the limits
//! ```
//! # Units
//! The unit of the values.
//! # Edge cases
//! An empty side: none. Limits that do not exist within the data: the outermost difference.
//! # Source
//! Hodges & Lehmann (1963), Ann Math Stat 34:598–611; Bauer (1972), J Am Stat Assoc 67:687–690.
//! # Agrees with
//! R `stats::wilcox.test(conf.int = TRUE)`, with its tolerance of 10⁻⁴.

use crate::statistics::distributions::{Side, normal_quantile};
use crate::statistics::rank_sum::{distribution, is_exact, statistic};
use crate::statistics::root_brent::root_brent;
use crate::statistics::{Alternative, Interval};

/// The shift and its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shift {
    /// How much larger the first tends to be.
    pub value: f64,
    /// Its interval.
    pub interval: Interval,
}

/// The tolerance of R's search.
pub const COARSE: f64 = 1e-4;

/// The shift of the first sample against the second; `tolerance` is how exactly it is sought where it is not exact, 0 for
/// every digit.
pub fn hodges_lehmann(a: &[f64], b: &[f64], alternative: Alternative, confidence: f64, tolerance: f64) -> Option<Shift> {
    if a.is_empty() || b.is_empty() || !(0.0..1.0).contains(&confidence) {
        return None;
    }
    let outside = if alternative == Alternative::TwoSided { (1.0 - confidence) / 2.0 } else { 1.0 - confidence };
    let (value, low, high) = if is_exact(a, b) { exact(a, b, outside)? } else { by_normal(a, b, alternative, outside, tolerance)? };
    let interval = match alternative {
        Alternative::TwoSided => Interval { low, high },
        Alternative::Less => Interval { low: f64::NEG_INFINITY, high },
        Alternative::Greater => Interval { low, high: f64::INFINITY },
    };
    Some(Shift { value, interval })
}

fn exact(a: &[f64], b: &[f64], outside: f64) -> Option<(f64, f64, f64)> {
    let mut differences: Vec<f64> = a.iter().flat_map(|x| b.iter().map(move |y| x - y)).collect();
    differences.sort_by(f64::total_cmp);
    let pairs = differences.len();
    let mut below = 0.0;
    let reaches = |chance: &f64| {
        below += chance;
        below >= outside * (1.0 - 1e-12)
    };
    let q = distribution(a.len(), b.len()).iter().position(reaches).unwrap_or(0).max(1);
    let at = |place: usize| differences.get(place).copied();
    let median = (at((pairs - 1) / 2)? + at(pairs / 2)?) / 2.0;
    Some((median, at(q - 1)?, at(pairs - q)?))
}

fn by_normal(a: &[f64], b: &[f64], alternative: Alternative, outside: f64, tolerance: f64) -> Option<(f64, f64, f64)> {
    let centre = (a.len() * b.len()) as f64 / 2.0;
    let z = |shift: f64, corrected: bool| {
        let shifted: Vec<f64> = a.iter().map(|x| x - shift).collect();
        let (w, sigma) = statistic(&shifted, b);
        let distance = w - centre;
        let correction = match alternative {
            _ if !corrected || distance == 0.0 && alternative == Alternative::TwoSided => 0.0,
            Alternative::TwoSided => 0.5 * distance.signum(),
            Alternative::Greater => 0.5,
            Alternative::Less => -0.5,
        };
        (distance - correction) / sigma
    };
    let least = |values: &[f64]| values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = |values: &[f64]| values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (from, to) = (least(a) - most(b), most(a) - least(b));
    let shift_at = |wanted: f64, corrected: bool| {
        let above = |shift: f64| z(shift, corrected) - wanted;
        match () {
            () if above(from) <= 0.0 => Some(from),
            () if above(to) >= 0.0 => Some(to),
            () => root_brent(above, from, to, tolerance),
        }
    };
    let reach = normal_quantile(outside, Side::Upper)?;
    Some((shift_at(0.0, false)?, shift_at(reach, true)?, shift_at(-reach, true)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1, 4 against 0, 2: differences −1, 1, 2, 4 and their median 1.5; too few pairs for less than the whole range.
    #[test]
    fn by_hand() {
        let found = hodges_lehmann(&[1.0, 4.0], &[0.0, 2.0], Alternative::TwoSided, 0.95, 0.0).unwrap();
        assert_eq!((found.value, found.interval.low, found.interval.high), (1.5, -1.0, 4.0));
        assert_eq!(hodges_lehmann(&[], &[1.0], Alternative::TwoSided, 0.95, 0.0), None);
    }

    /// A sample against itself moved by three.
    #[test]
    fn ties_are_by_the_normal_distribution() {
        let a: Vec<f64> = (0..30).map(|i| f64::from(i % 10)).collect();
        let b: Vec<f64> = a.iter().map(|x| x - 3.0).collect();
        let found = hodges_lehmann(&a, &b, Alternative::TwoSided, 0.95, 0.0).unwrap();
        assert!((found.value - 3.0).abs() < 1e-6);
        assert!(found.interval.low < 3.0 && found.interval.high > 3.0);
    }
}

//! Control limits of a funnel plot of ratios and rates: the expected events at which an observed count is just unusual.
//!
//! Chosen to read limits off observed counts, as the guide's tool does; what is drawn comes from `funnel_limits`.
//!
//! # Formula
//! ```text
//! low side:  E with P(X ≤ O; E) = α/2, ratio O/E      high side: E with P(X ≥ O; E) = α/2, ratio O/E
//! ```
//! The guide's tool finds E by halving its share E/(1 + O + E) until the step is below 10⁻⁷, and so does this, so that
//! the digits are the same; exact limits are those of `count_exact`.
//! Significance: 1 (or the average rate) outside the limits of O/E, exact below ten events and Byar's from ten.
//! # Units
//! Events; the ratio has no unit.
//! # Edge cases
//! No events: the high side has no limit (expected 0). Nothing expected: none.
//! # Source
//! OHID (2023), Public Health Technical Guide: Funnel plots; Spiegelhalter (2005), Statistics in Medicine 24:1185–1202.
//! # Agrees with
//! R `PHEindicatormethods::phe_funnels`, `phe_funnel_significance` for ratios and rates.

use crate::statistics::Interval;
use crate::statistics::distributions::poisson_tails;
use crate::statistics::funnel_proportion::{FunnelPlace, INNER, OUTER};
use crate::statistics::rate::count_limits;

const SMALLEST_STEP: f64 = 1e-7;

/// The expected events at which `observed` is just unusually many (`low`) and just unusually few (`high`).
pub fn funnel_ratio(observed: f64, confidence: f64) -> Option<Interval> {
    let outside = (1.0 - confidence) / 2.0;
    if observed.is_nan() || observed < 0.0 || !(0.0..1.0).contains(&confidence) {
        return None;
    }
    let few = |expected: f64| poisson_tails(observed, expected).is_some_and(|tails| tails.lower >= outside);
    let many = |expected: f64| poisson_tails(observed - 1.0, expected).is_some_and(|tails| tails.upper <= outside);
    let low = if observed > 0.0 { halved(observed, many) } else { 0.0 };
    Some(Interval { low, high: halved(observed, few) })
}

/// The greatest expected number, on the grid, for which the answer is yes.
fn halved(observed: f64, more: impl Fn(f64) -> bool) -> f64 {
    let expected = |share: f64| (1.0 + observed) * share / (1.0 - share);
    let (mut share, mut step) = (0.5, 0.5);
    while step > SMALLEST_STEP {
        step /= 2.0;
        share += if more(expected(share)) { step } else { -step };
    }
    expected(share)
}

/// Where observed over expected lies against an average (1 for a ratio to the average itself).
pub fn funnel_ratio_place(observed: f64, expected: f64, average: f64) -> Option<FunnelPlace> {
    if expected.is_nan() || expected <= 0.0 {
        return None;
    }
    let (inner, outer) = (count_limits(observed, INNER)?, count_limits(observed, OUTER)?);
    let (above, below) = (|limits: Interval| average < limits.low / expected, |limits: Interval| average > limits.high / expected);
    Some(match () {
        () if above(outer) => FunnelPlace::FarAbove,
        () if above(inner) => FunnelPlace::Above,
        () if below(outer) => FunnelPlace::FarBelow,
        () if below(inner) => FunnelPlace::Below,
        () => FunnelPlace::Within,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::count_exact::count_exact;

    /// To the tool's seven digits these are the exact limits of the count.
    #[test]
    fn seven_digits_of_the_exact_limits() {
        for observed in [1.0, 9.0, 40.0] {
            let (found, exact) = (funnel_ratio(observed, 0.95).unwrap(), count_exact(observed, 0.95).unwrap());
            assert!((found.low / exact.low - 1.0).abs() < 1e-5 && (found.high / exact.high - 1.0).abs() < 1e-5);
        }
        assert_eq!(funnel_ratio(0.0, 0.95).unwrap().low, 0.0);
        assert_eq!(funnel_ratio(-1.0, 0.95), None);
    }

    /// 20 where 10 are expected: limits of 20 are 12.2–30.9 and 8.9–38.1.
    #[test]
    fn places() {
        assert_eq!(funnel_ratio_place(20.0, 20.0, 1.0), Some(FunnelPlace::Within));
        assert_eq!(funnel_ratio_place(20.0, 10.0, 1.0), Some(FunnelPlace::Above));
        assert_eq!(funnel_ratio_place(20.0, 8.0, 1.0), Some(FunnelPlace::FarAbove));
        assert_eq!(funnel_ratio_place(20.0, 35.0, 1.0), Some(FunnelPlace::Below));
        assert_eq!(funnel_ratio_place(20.0, 0.0, 1.0), None);
    }
}

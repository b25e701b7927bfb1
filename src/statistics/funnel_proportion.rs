//! Control limits of a funnel plot of shares around the average of all regions.
//!
//! A region outside the outer limits differs from the average by more than chance; no ranking is needed.
//!
//! # Formula
//! ```text
//! p̄ = Σx/Σn      limits = p̄ ± z·√(p̄(1 − p̄)/n)      z at 95 per cent (inner) and 99.8 per cent (outer)
//! ```
//! # Units
//! Shares from 0 to 1; people.
//! # Edge cases
//! Nobody, an average outside 0–1: none. Limits may pass 0 and 1; a chart stops there.
//! # Source
//! Spiegelhalter (2005), Statistics in Medicine 24:1185–1202; OHID (2023), Public Health Technical Guide: Funnel plots.
//! # Agrees with
//! R `PHEindicatormethods::phe_funnels`, `phe_funnel_significance` for proportions.

use crate::statistics::Interval;
use crate::statistics::quantiles::two_sided;

/// Confidence of the inner limits.
pub const INNER: f64 = 0.95;
/// Confidence of the outer limits.
pub const OUTER: f64 = 0.998;

/// Where a value lies among the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunnelPlace {
    /// Below the outer limit.
    FarBelow,
    /// Between the limits, below.
    Below,
    /// Within the inner limits.
    Within,
    /// Between the limits, above.
    Above,
    /// Above the outer limit.
    FarAbove,
}

/// Places a value; a value on a limit is within it.
pub fn place(value: f64, inner: Interval, outer: Interval) -> FunnelPlace {
    match value {
        value if value < outer.low => FunnelPlace::FarBelow,
        value if value > outer.high => FunnelPlace::FarAbove,
        value if value < inner.low => FunnelPlace::Below,
        value if value > inner.high => FunnelPlace::Above,
        _ => FunnelPlace::Within,
    }
}

/// The limits for `n` people.
pub fn funnel_proportion(average: f64, n: f64, confidence: f64) -> Option<Interval> {
    if n.is_nan() || n <= 0.0 || !(0.0..=1.0).contains(&average) {
        return None;
    }
    let reach = two_sided(confidence, None)? * (average * (1.0 - average) / n).sqrt();
    Some(Interval { low: average - reach, high: average + reach })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One half of 100: ± 1.96 · 0.05.
    #[test]
    fn by_hand() {
        let (inner, outer) = (funnel_proportion(0.5, 100.0, INNER).unwrap(), funnel_proportion(0.5, 100.0, OUTER).unwrap());
        assert!((inner.high - 0.5979982).abs() < 1e-7 && (outer.low - 0.3454884).abs() < 1e-7);
        assert_eq!(place(0.5, inner, outer), FunnelPlace::Within);
        assert_eq!(place(0.6, inner, outer), FunnelPlace::Above);
        assert_eq!(place(0.3, inner, outer), FunnelPlace::FarBelow);
        assert_eq!(funnel_proportion(0.5, 0.0, INNER), None);
    }
}

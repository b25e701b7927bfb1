//! Indirectly standardised ratio (SMR) and rate: observed events against those expected at the reference's rates.
//!
//! Chosen where age groups are too small for direct standardisation. Two regions' ratios are not comparable with each
//! other, only each with the reference.
//!
//! # Formula
//! ```text
//! E = Σ nᵢ·Rᵢ/Nᵢ      SMR = O/E      limits = (limits of O)/E      rate = SMR·(ΣR/ΣN)
//! log-normal limits = SMR·exp(∓z/√O)      against the reference: SMR − 1, se = √O/E, p of O against E exactly
//! ```
//! Limits of O are exact below ten events and Byar's from ten.
//! # Units
//! Events and people at risk by age group, in the region and in the reference; the ratio has no unit.
//! # Edge cases
//! Nothing expected, an age group without people in the reference: none. No events: ratio 0, no log-normal limits.
//! # Source
//! Breslow & Day (1987), Statistical Methods in Cancer Research II, IARC, ch. 2.
//! # Agrees with
//! R `PHEindicatormethods::calculate_ISRatio`, `calculate_ISRate`, `epitools::ageadjust.indirect` (log-normal).

use crate::statistics::{Difference, Interval};
use crate::statistics::poisson_one::poisson_one;
use crate::statistics::quantiles::two_sided;
use crate::statistics::rate::{Rate, count_limits};

/// One age group of a region and of the reference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IndirectStratum {
    /// The region's people at risk.
    pub at_risk: f64,
    /// The reference's events.
    pub reference_events: f64,
    /// The reference's people at risk.
    pub reference_at_risk: f64,
}

/// Events expected at the reference's rates.
pub fn expected_events(strata: &[IndirectStratum]) -> Option<f64> {
    let valid = strata.iter().all(|s| s.reference_at_risk > 0.0);
    let expected = strata.iter().map(|s| s.at_risk * s.reference_events / s.reference_at_risk).sum();
    (valid && !strata.is_empty()).then_some(expected)
}

/// The reference's own rate.
pub fn reference_rate(strata: &[IndirectStratum]) -> Option<f64> {
    let at_risk: f64 = strata.iter().map(|s| s.reference_at_risk).sum();
    (at_risk > 0.0).then(|| strata.iter().map(|s| s.reference_events).sum::<f64>() / at_risk)
}

/// Observed over expected, times `multiplier` (the reference's rate gives the standardised rate).
pub fn indirectly_standardised_ratio(observed: f64, expected: f64, multiplier: f64, confidence: f64) -> Option<Rate> {
    let limits = count_limits(observed, confidence)?;
    scaled(observed, limits, expected, multiplier)
}

/// The ratio with given limits of the observed count.
pub fn scaled(observed: f64, limits: Interval, expected: f64, multiplier: f64) -> Option<Rate> {
    let scale = multiplier / expected;
    let interval = Interval { low: scale * limits.low, high: scale * limits.high };
    (expected > 0.0).then_some(Rate { value: scale * observed, interval })
}

/// The ratio with log-normal limits.
pub fn indirectly_standardised_ratio_log(observed: f64, expected: f64, multiplier: f64, confidence: f64) -> Option<Rate> {
    if !(observed > 0.0 && expected > 0.0) {
        return None;
    }
    let (value, reach) = (multiplier * observed / expected, two_sided(confidence, None)? / observed.sqrt());
    Some(Rate { value, interval: Interval { low: value * (-reach).exp(), high: value * reach.exp() } })
}

/// The ratio against the reference's, which is one.
pub fn against_reference(observed: f64, expected: f64, multiplier: f64, confidence: f64) -> Option<Difference> {
    let ratio = indirectly_standardised_ratio(observed, expected, multiplier, confidence)?;
    let se = multiplier * observed.sqrt() / expected;
    let difference = ratio.value - multiplier;
    let interval = Interval { low: ratio.interval.low - multiplier, high: ratio.interval.high - multiplier };
    let statistic = if se > 0.0 { difference / se } else { 0.0 };
    Some(Difference { difference, se, interval, statistic, df: None, p: poisson_one(observed, expected)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 100 and 200 people at 1 and 5 per cent: 1 + 10 = 11 expected.
    #[test]
    fn by_hand() {
        let stratum = |at_risk, reference_events| IndirectStratum { at_risk, reference_events, reference_at_risk: 1000.0 };
        let strata = [stratum(100.0, 10.0), stratum(200.0, 50.0)];
        assert!((expected_events(&strata).unwrap() - 11.0).abs() < 1e-12);
        assert!((reference_rate(&strata).unwrap() - 0.03).abs() < 1e-12);
        assert!((indirectly_standardised_ratio(22.0, 11.0, 1.0, 0.95).unwrap().value - 2.0).abs() < 1e-12);
        let log = indirectly_standardised_ratio_log(4.0, 4.0, 1.0, 0.95).unwrap().interval;
        assert!((log.low * log.high - 1.0).abs() < 1e-12);
    }

    /// As many as expected: no difference, and the limits of the ratio around it.
    #[test]
    fn against_the_reference() {
        let found = against_reference(20.0, 20.0, 1.0, 0.95).unwrap();
        let ratio = indirectly_standardised_ratio(20.0, 20.0, 1.0, 0.95).unwrap();
        assert_eq!((found.difference, found.p), (0.0, 1.0));
        assert!((found.interval.high - (ratio.interval.high - 1.0)).abs() < 1e-15);
    }

    #[test]
    fn nothing_expected() {
        assert_eq!(indirectly_standardised_ratio(1.0, 0.0, 1.0, 0.95), None);
        assert_eq!(expected_events(&[]), None);
        assert_eq!(indirectly_standardised_ratio_log(0.0, 2.0, 1.0, 0.95), None);
    }
}

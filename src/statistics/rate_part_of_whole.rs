//! A region's rate against the nation's that it is part of, crude or standardised to one and the same population.
//!
//! Chosen when both are counted in one table: the region's events are also among the nation's, so the two are not
//! independent. One age group is the crude rate.
//!
//! # Formula
//! ```text
//! d = m·Σ Wᵢ(Oᵢ/nᵢ − Pᵢ/Nᵢ)      W the standard's shares, O of n the region's events, P of N the nation's
//! se² = m²·Σ Wᵢ²·(Oᵢ·(1/nᵢ − 1/Nᵢ)² + (Pᵢ − Oᵢ)/Nᵢ²)      events follow the Poisson distribution
//! ```
//! # Units
//! Events and people at risk by age group; rates per `m`.
//! # Edge cases
//! Other age groups, a region with more events or people than the nation, no events at all: none.
//! # Source
//! Breslow & Day (1987), Statistical Methods in Cancer Research II, IARC, ch. 2; Kish (1965), Survey Sampling, 4.6.
//! # Agrees with
//! The closed form in base R.

use crate::statistics::Difference;
use crate::statistics::contrast::from_se;
use crate::statistics::directly_standardised_rate::Stratum;

/// Region minus nation, by the same age groups.
pub fn rate_part_of_whole(region: &[Stratum], nation: &[Stratum], multiplier: f64, confidence: f64) -> Option<Difference> {
    let total: f64 = region.iter().map(|stratum| stratum.standard).sum();
    if region.len() != nation.len() || total.is_nan() || total <= 0.0 {
        return None;
    }
    let (mut difference, mut variance) = (0.0, 0.0);
    for (part, whole) in region.iter().zip(nation) {
        let inside = part.events <= whole.events && part.at_risk <= whole.at_risk && part.standard == whole.standard;
        if !inside || part.at_risk.is_nan() || part.at_risk <= 0.0 {
            return None;
        }
        let weight = part.standard / total;
        difference += weight * (part.events / part.at_risk - whole.events / whole.at_risk);
        let own = part.events * (1.0 / part.at_risk - 1.0 / whole.at_risk).powi(2);
        variance += weight * weight * (own + (whole.events - part.events) / (whole.at_risk * whole.at_risk));
    }
    from_se(multiplier * difference, multiplier * variance.sqrt(), None, confidence)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stratum(events: f64, at_risk: f64) -> Stratum {
        Stratum { events, at_risk, standard: 1.0 }
    }

    /// Half of the nation, 30 and 20 of 1 000: half the difference to the other half, so half of √(50/1000²).
    #[test]
    fn two_halves() {
        let found = rate_part_of_whole(&[stratum(30.0, 1000.0)], &[stratum(50.0, 2000.0)], 1000.0, 0.95).unwrap();
        assert!((found.difference - 5.0).abs() < 1e-12 && (found.se - 0.5 * 50.0_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn what_is_no_part() {
        assert_eq!(rate_part_of_whole(&[stratum(3.0, 10.0)], &[stratum(2.0, 20.0)], 1.0, 0.95), None);
        assert_eq!(rate_part_of_whole(&[stratum(3.0, 10.0)], &[], 1.0, 0.95), None);
        assert_eq!(rate_part_of_whole(&[stratum(0.0, 10.0)], &[stratum(0.0, 20.0)], 1.0, 0.95), None);
    }
}

//! Directly age-standardised rate with Dobson's interval on Byar's limits.
//!
//! Each age group's rate is weighted by a standard population, so that regions of different ages can be compared. With
//! fewer than ten events no rate is given.
//!
//! # Formula
//! ```text
//! r = Σ wᵢ·Oᵢ/nᵢ / Σ wᵢ      v = Σ wᵢ²·Oᵢ/nᵢ² / (Σ wᵢ)²      O = Σ Oᵢ
//! limits = r + √(v/O)·(Byar's limits of O − O)
//! people that a crude rate r would need for the same variance = r/v, the people themselves where there is one age group
//! ```
//! # Units
//! Events and people at risk by age group, standard population in any unit; rate per `multiplier`.
//! # Edge cases
//! Fewer than ten events in all, an age group without people, no groups: none.
//! # Source
//! Dobson, Kuulasmaa, Eberle & Scherer (1991), Statistics in Medicine 10:457–462; Eurostat (2013), Revision of the
//! European Standard Population; Fay & Feuer (1997), Statistics in Medicine 16:791–801 (r as r²/v events).
//! # Agrees with
//! R `PHEindicatormethods::calculate_dsr`.

use crate::statistics::Interval;
use crate::statistics::count_byar::count_byar;
use crate::statistics::rate::{FEWEST_FOR_BYAR, Rate};

/// One age group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stratum {
    /// Events.
    pub events: f64,
    /// People, or person-time, at risk.
    pub at_risk: f64,
    /// The standard population's people in the age group.
    pub standard: f64,
}

/// The weighted sums that every method of direct standardisation starts from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standardised {
    /// The rate per one.
    pub value: f64,
    /// Its variance when events follow the Poisson distribution.
    pub variance: f64,
    /// Events in all.
    pub events: f64,
    /// The greatest weight of a single event.
    pub greatest_weight: f64,
}

impl Standardised {
    /// The standard error per `multiplier`.
    pub fn standard_error(&self, multiplier: f64) -> f64 {
        multiplier * self.variance.sqrt()
    }

    /// The people at risk that a crude rate of this value and variance has; none without events.
    pub fn effective_at_risk(&self) -> Option<f64> {
        (self.variance > 0.0).then(|| self.value / self.variance)
    }
}

/// Rate and variance.
pub fn standardised(strata: &[Stratum]) -> Option<Standardised> {
    let valid = |s: &Stratum| s.at_risk > 0.0 && s.events >= 0.0 && s.standard >= 0.0;
    let total: f64 = strata.iter().map(|s| s.standard).sum();
    if total <= 0.0 || !strata.iter().all(valid) {
        return None;
    }
    let weight = |s: &Stratum| s.standard / total / s.at_risk;
    Some(Standardised {
        value: strata.iter().map(|s| weight(s) * s.events).sum(),
        variance: strata.iter().map(|s| weight(s).powi(2) * s.events).sum(),
        events: strata.iter().map(|s| s.events).sum(),
        greatest_weight: strata.iter().map(weight).fold(0.0, f64::max),
    })
}

/// The rate per `multiplier`.
pub fn directly_standardised_rate(strata: &[Stratum], multiplier: f64, confidence: f64) -> Option<Rate> {
    let sums = standardised(strata)?;
    if sums.events < FEWEST_FOR_BYAR {
        return None;
    }
    let limits = count_byar(sums.events, confidence)?;
    let scale = (sums.variance / sums.events).sqrt();
    let limit = |of_count: f64| multiplier * (sums.value + scale * (of_count - sums.events));
    let interval = Interval { low: limit(limits.low), high: limit(limits.high) };
    Some(Rate { value: multiplier * sums.value, interval })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stratum(events: f64, at_risk: f64, standard: f64) -> Stratum {
        Stratum { events, at_risk, standard }
    }

    /// 10/1000 and 40/1000 with weights 3 and 1: (3·0.01 + 0.04)/4 = 0.0175; v = (9·10 + 40)/(4·1000)².
    #[test]
    fn by_hand() {
        let strata = [stratum(10.0, 1000.0, 3.0), stratum(40.0, 1000.0, 1.0)];
        assert!((directly_standardised_rate(&strata, 1000.0, 0.95).unwrap().value - 17.5).abs() < 1e-12);
        assert!((standardised(&strata).unwrap().variance - 130.0 / 16e6).abs() < 1e-18);
    }

    /// 0.0175 / (130/16·10⁻⁶) = 2153.8; a crude rate has its own people.
    #[test]
    fn people_of_the_same_variance() {
        let people = |strata: &[Stratum]| standardised(strata).unwrap().effective_at_risk();
        let two = people(&[stratum(10.0, 1000.0, 3.0), stratum(40.0, 1000.0, 1.0)]).unwrap();
        assert!((two - 0.0175 * 16e6 / 130.0).abs() < 1e-9);
        assert!((people(&[stratum(12.0, 345.0, 7.0)]).unwrap() - 345.0).abs() < 1e-9);
        assert_eq!(people(&[stratum(0.0, 345.0, 7.0)]), None);
    }

    #[test]
    fn too_few_or_empty() {
        assert_eq!(directly_standardised_rate(&[stratum(9.0, 100.0, 1.0)], 1.0, 0.95), None);
        assert_eq!(directly_standardised_rate(&[stratum(90.0, 0.0, 1.0)], 1.0, 0.95), None);
        assert_eq!(directly_standardised_rate(&[], 1.0, 0.95), None);
    }
}

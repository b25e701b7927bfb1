//! Crude rate: events per time or population at risk, with an exact interval below ten events and Byar's from ten.
//!
//! Chosen for events among people or over time that are all counted, where age need not be evened out.
//!
//! # Formula
//! ```text
//! r = m·O/T      limits = m·(limits of O)/T
//! ```
//! # Units
//! Events, time or population at risk, and the multiplier `m` (100 000 for "per 100 000"); rate and limits per `m`.
//! # Edge cases
//! Nothing at risk, a negative count: none. No events: rate 0 with an upper limit.
//! # Source
//! OHID (2023), Public Health Technical Guide: Confidence Intervals; Breslow & Day (1987), IARC, p. 69.
//! # Agrees with
//! R `PHEindicatormethods::phe_rate`.

use crate::statistics::Interval;
use crate::statistics::count_byar::count_byar;
use crate::statistics::count_exact::count_exact;

/// Below this number of events the interval is exact.
pub const FEWEST_FOR_BYAR: f64 = 10.0;

/// A value with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// The rate or ratio.
    pub value: f64,
    /// Its interval.
    pub interval: Interval,
}

/// Limits of a count: exact below ten, Byar's from ten.
pub fn count_limits(events: f64, confidence: f64) -> Option<Interval> {
    if events < FEWEST_FOR_BYAR { count_exact(events, confidence) } else { count_byar(events, confidence) }
}

/// Events per `multiplier` at risk.
pub fn rate(events: f64, at_risk: f64, multiplier: f64, confidence: f64) -> Option<Rate> {
    let limits = count_limits(events, confidence)?;
    let scale = multiplier / at_risk;
    let interval = Interval { low: scale * limits.low, high: scale * limits.high };
    (at_risk > 0.0).then_some(Rate { value: scale * events, interval })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn per_hundred_thousand() {
        let found = rate(25.0, 50_000.0, 100_000.0, 0.95).unwrap();
        assert_eq!(found.value, 50.0);
        assert!(found.interval.low < 50.0 && found.interval.high > 50.0);
        assert_eq!(rate(25.0, 0.0, 1.0, 0.95), None);
    }

    /// Nine events are exact (limits 4.12 and 17.08), ten are Byar's (4.79 and 18.39).
    #[test]
    fn few_events_are_exact() {
        let limits = |events| rate(events, 1.0, 1.0, 0.95).unwrap().interval;
        assert!((limits(9.0).low - 4.1154).abs() < 5e-5 && (limits(9.0).high - 17.0848).abs() < 5e-5);
        assert!((limits(10.0).low - 4.7954).abs() > 1e-5 && (limits(10.0).low - 4.79).abs() < 0.01);
    }
}

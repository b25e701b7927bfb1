//! Interval of a number of events by Byar's approximation.
//!
//! Chosen for counts of ten and more; below that the exact interval is.
//!
//! # Formula
//! ```text
//! low  = O·(1 − 1/(9O) − z/(3√O))³      high = (O + 1)·(1 − 1/(9(O + 1)) + z/(3√(O + 1)))³
//! ```
//! # Units
//! Events in, limits in events out.
//! # Edge cases
//! No events: the lower limit is 0. A lower limit that would be negative is 0. A negative count: none.
//! # Source
//! Breslow & Day (1987), Statistical Methods in Cancer Research II, IARC, p. 69.
//! # Agrees with
//! R `PHEindicatormethods::phe_rate`.

use crate::statistics::Interval;
use crate::statistics::quantiles::two_sided;

/// The interval of a count.
pub fn count_byar(events: f64, confidence: f64) -> Option<Interval> {
    let z = two_sided(confidence, None)?;
    if events.is_nan() || events < 0.0 {
        return None;
    }
    let cubed = |count: f64, z: f64| count * (1.0 - 1.0 / (9.0 * count) + z / (3.0 * count.sqrt())).powi(3);
    let low = if events > 0.0 { cubed(events, -z).max(0.0) } else { 0.0 };
    Some(Interval { low, high: cubed(events + 1.0, z) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With z = 0 both limits are a count less a ninth, cubed: 8·(1 − 1/72)³ and 9·(1 − 1/81)³.
    #[test]
    fn without_width() {
        let limits = count_byar(8.0, 0.0).unwrap();
        assert!((limits.low - 8.0 * (71.0_f64 / 72.0).powi(3)).abs() < 1e-9);
        assert!((limits.high - 9.0 * (80.0_f64 / 81.0).powi(3)).abs() < 1e-9);
    }

    #[test]
    fn none_and_negative() {
        assert_eq!(count_byar(0.0, 0.95).unwrap().low, 0.0);
        assert_eq!(count_byar(1.0, 0.998).unwrap().low, 0.0);
        assert_eq!(count_byar(-1.0, 0.95), None);
    }
}

//! Interval of a number of events by Byar's approximation around the count plus one half.
//!
//! A shorter variant that epidemiological software gives beside the exact interval.
//!
//! # Formula
//! ```text
//! a = O + ½      limits = a·(1 − 1/(9a) ∓ z/(3√a))³
//! ```
//! # Units
//! Events in, limits in events out.
//! # Edge cases
//! A lower limit that would be negative is 0. A negative count: none.
//! # Source
//! Rothman & Boice (1979), Epidemiologic Analysis with a Programmable Calculator, p. 29.
//! # Agrees with
//! R `epitools::pois.byar`.

use crate::statistics::Interval;
use crate::statistics::quantiles::two_sided;

/// The interval of a count.
pub fn count_byar_midpoint(events: f64, confidence: f64) -> Option<Interval> {
    let z = two_sided(confidence, None)?;
    if events.is_nan() || events < 0.0 {
        return None;
    }
    let a = events + 0.5;
    let limit = |z: f64| a * (1.0 - 1.0 / (9.0 * a) + z / (3.0 * a.sqrt())).powi(3);
    Some(Interval { low: limit(-z).max(0.0), high: limit(z) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With z = 0 both limits are the same: 4·(35/36)³.
    #[test]
    fn without_width() {
        let limits = count_byar_midpoint(3.5, 0.0).unwrap();
        assert!((limits.low - 4.0 * (35.0_f64 / 36.0).powi(3)).abs() < 1e-9);
        assert!((limits.low - limits.high).abs() < 1e-9);
        assert_eq!(count_byar_midpoint(-0.5, 0.95), None);
    }
}

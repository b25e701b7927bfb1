//! Exact interval of a number of events that follows the Poisson distribution.
//!
//! Chosen for counts below ten, where approximations are poor.
//!
//! # Formula
//! ```text
//! low = G⁻¹(α/2; O)      high = G⁻¹(1 − α/2; O + 1)      G the gamma distribution with scale one
//! ```
//! # Units
//! Events in, limits in events out.
//! # Edge cases
//! No events: the lower limit is 0; the upper is −ln(α/2), or −ln(α) where the whole error is put on that side
//! (`count_exact_one_sided_at_zero`). A negative count: none.
//! # Source
//! Garwood (1936), Biometrika 28:437–442; Daly (1992), Computers in Biology and Medicine 22:351–361.
//! # Agrees with
//! R `stats::poisson.test`, `epitools::pois.exact`, `epitools::pois.daly`.

use crate::statistics::Interval;
use crate::statistics::distributions::{Side, gamma_quantile};

/// The interval of a count.
pub fn count_exact(events: f64, confidence: f64) -> Option<Interval> {
    if events.is_nan() || events < 0.0 || !(0.0..1.0).contains(&confidence) {
        return None;
    }
    let outside = (1.0 - confidence) / 2.0;
    let low = if events > 0.0 { gamma_quantile(outside, Side::Lower, events)? } else { 0.0 };
    Some(Interval { low, high: gamma_quantile(outside, Side::Upper, events + 1.0)? })
}

/// The same, with a one-sided upper limit where there are no events.
pub fn count_exact_one_sided_at_zero(events: f64, confidence: f64) -> Option<Interval> {
    if events == 0.0 && (0.0..1.0).contains(&confidence) {
        return Some(Interval { low: 0.0, high: -(1.0 - confidence).ln() });
    }
    count_exact(events, confidence)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tables of Garwood's limits: 0 has 3.69, 1 has 0.0253 and 5.57, 10 has 4.80 and 18.39.
    #[test]
    fn published_limits() {
        for (events, low, high) in [(0.0, 0.0, 3.6889), (1.0, 0.0253, 5.5716), (10.0, 4.7954, 18.3904)] {
            let limits = count_exact(events, 0.95).unwrap();
            assert!((limits.low - low).abs() < 5e-5 && (limits.high - high).abs() < 5e-5, "{events}");
        }
    }

    #[test]
    fn no_events() {
        assert!((count_exact_one_sided_at_zero(0.0, 0.95).unwrap().high - 20.0_f64.ln()).abs() < 1e-9);
        assert_eq!(count_exact(-1.0, 0.95), None);
    }
}

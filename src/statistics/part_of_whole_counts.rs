//! A region against the nation it is part of, both known by counts.
//!
//! Chosen for tables with numerators and denominators where the nation's row holds the region's answers too.
//!
//! # Formula
//! ```text
//! p_rest = (X − x)/(N − n)      d = p − X/N = (1 − n/N)·(p − p_rest)
//! ```
//! Interval and test are Newcombe's for the region against the rest, times (1 − n/N): the same hypothesis.
//! # Units
//! Counts in, shares from 0 to 1 out.
//! # Edge cases
//! The region is larger than the nation, is all of it, or the rest would have a negative numerator: not tested.
//! # Source
//! Newcombe (1998), Statistics in Medicine 17:873–890; Kish (1965), Survey Sampling, 4.6.
//! # Agrees with
//! `difference_newcombe` on the rest; R `survey::svyglm` on one dummy asymptotically.

use crate::statistics::difference_newcombe::{Share, difference_newcombe};
use crate::statistics::{Difference, Interval};

/// Region minus nation.
pub fn part_of_whole_counts(region: Share, nation: Share, confidence: f64) -> Option<Difference> {
    let others = nation.n - region.n;
    let positive = nation.p * nation.n - region.p * region.n;
    if others <= 0.0 || positive < -0.5 || positive > others + 0.5 {
        return None;
    }
    let rest = Share { p: (positive / others).clamp(0.0, 1.0), n: others };
    let scale = others / nation.n;
    let d = difference_newcombe(region, rest, confidence)?;
    Some(Difference {
        difference: region.p - nation.p,
        se: d.se * scale,
        interval: Interval { low: d.interval.low * scale, high: d.interval.high * scale },
        ..d
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 30 of 50 in the region, 80 of 200 in the nation: the rest has 50 of 150, d = 0.2 = 0.75 · (0.6 − 1/3).
    #[test]
    fn by_hand() {
        let d = part_of_whole_counts(Share { p: 0.6, n: 50.0 }, Share { p: 0.4, n: 200.0 }, 0.95).unwrap();
        assert!((d.difference - 0.2).abs() < 1e-14);
        assert!((d.se - 0.75 * (0.6 * 0.4 / 50.0 + (2.0 / 9.0) / 150.0f64).sqrt()).abs() < 1e-12);
        assert_eq!(part_of_whole_counts(Share { p: 0.6, n: 50.0 }, Share { p: 0.4, n: 50.0 }, 0.95), None);
    }
}

//! A region against the rest of the nation, from published values and standard errors alone.
//!
//! The rest is not published; it follows from the nation, the region and the region's share of the population.
//!
//! # Formula
//! ```text
//! rest = (θ − f·θᵣ)/(1 − f)      θᵣ − rest = (θᵣ − θ)/(1 − f)      its standard error likewise
//! ```
//! with the difference θᵣ − θ and its standard error from `part_of_whole_published`.
//! # Units
//! The unit of the estimates; `f` is the region's share of the population, 0–1.
//! # Edge cases
//! A region that is the whole nation: none. The p-value is that of the region against the nation.
//! # Source
//! Cochran (1977), Sampling Techniques, 5A.13, with the nation as a weighted mean of region and rest.
//! # Agrees with
//! The difference of two independent means, written out.

use crate::statistics::part_of_whole_published::part_of_whole_published;
use crate::statistics::{Difference, Interval};

/// The value of the rest and the region minus it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AgainstRest {
    /// The value of the rest of the nation.
    pub rest: f64,
    /// Region minus rest.
    pub difference: Difference,
}

/// Region and nation are values with standard errors.
pub fn rest_of_whole_published(region: (f64, f64), nation: (f64, f64), f: f64, confidence: f64) -> Option<AgainstRest> {
    if !(0.0..1.0).contains(&f) {
        return None;
    }
    let whole = part_of_whole_published(region, nation, f, confidence)?;
    let grown = |value: f64| value / (1.0 - f);
    let interval = Interval { low: grown(whole.interval.low), high: grown(whole.interval.high) };
    let difference = Difference { difference: grown(whole.difference), se: grown(whole.se), interval, ..whole };
    Some(AgainstRest { rest: grown(nation.0 - f * region.0), difference })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Halves of 60 ± 3 and 50 ± 4: the nation is 55 ± 2.5, the rest 50, the difference 10 ± 5.
    #[test]
    fn by_hand() {
        let found = rest_of_whole_published((60.0, 3.0), (55.0, 2.5), 0.5, 0.95).unwrap();
        assert!((found.rest - 50.0).abs() < 1e-12);
        assert!((found.difference.difference - 10.0).abs() < 1e-12 && (found.difference.se - 5.0).abs() < 1e-12);
        assert_eq!(rest_of_whole_published((60.0, 3.0), (60.0, 3.0), 1.0, 0.95), None);
    }
}

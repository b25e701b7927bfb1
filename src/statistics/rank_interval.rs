//! A region's place among the others with the places that its uncertainty leaves open.
//!
//! Chosen wherever at least three regions have estimates with standard errors: a bare place says more than the answers
//! do. The places not left open are those that need a difference which is shown to be the other way around.
//!
//! # Formula
//! ```text
//! place   = 1 + #{k : θ_k ahead of θ_i}
//! for each k ≠ i two hypotheses: θ_k not ahead of θ_i, θ_k not behind θ_i; one-sided p each, 2(m − 1) in all
//! A = #{first kind rejected}    B = #{second kind rejected}      by Holm's method at 1 − confidence
//! interval of the place: 1 + A … m − B
//! ```
//! With the chosen confidence no hypothesis is wrongly rejected, and then the true place lies in the interval. It holds
//! for one region at a time, whatever the dependence between the estimates.
//! # Units
//! Differences and their two-sided p-values in; whole places out, 1 for the one most ahead.
//! # Edge cases
//! Equal values share the better place. A pair that could not be tested leaves both orders open. Fewer than three: none.
//! # Source
//! Mogstad, Romano, Shaikh & Wilhelm (2024), Inference for Ranks, Review of Economic Studies 91:476–518, the stepwise
//! method with Holm's critical values; Klein, Wright & Wieczorek (2020), JRSS A 183:589–606; Holm (1979).
//! # Agrees with
//! R `stats::p.adjust(method = "holm")` over the one-sided p-values of `pt` or `pnorm`, counted.

use crate::statistics::holm::holm;

const FEWEST: usize = 3;

/// A place with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    /// The place of the estimate.
    pub place: usize,
    /// The best place left open.
    pub low: usize,
    /// The worst.
    pub high: usize,
    /// How many regions there are places for.
    pub of: usize,
}

/// The other's lead over the region, above 0 where it is ahead, and the two-sided p-value where it was tested.
pub type Lead = (f64, Option<f64>);

/// The place of a region given each other's lead over it.
pub fn rank_interval(leads: &[Lead], confidence: f64) -> Option<Rank> {
    let of = leads.len() + 1;
    if of < FEWEST {
        return None;
    }
    let one_sided = |lead: f64, p: Option<f64>| match p {
        Some(p) if lead > 0.0 => p / 2.0,
        Some(p) => 1.0 - p / 2.0,
        None => 1.0,
    };
    let ahead = leads.iter().map(|(lead, p)| one_sided(*lead, *p));
    let behind = leads.iter().map(|(lead, p)| one_sided(-lead, *p));
    let adjusted = holm(&ahead.chain(behind).collect::<Vec<f64>>());
    let rejected = |all: &[f64]| all.iter().filter(|p| **p < 1.0 - confidence).count();
    let (ahead, behind) = adjusted.split_at(leads.len());
    let place = 1 + leads.iter().filter(|(lead, _)| *lead > 0.0).count();
    Some(Rank { place, low: 1 + rejected(ahead), high: of - rejected(behind), of })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Among four, one is surely ahead (Holm: 6 · 0.0005), one surely behind (5 · 0.001), one could be either.
    #[test]
    fn by_hand() {
        let rank = rank_interval(&[(5.0, Some(0.001)), (-4.0, Some(0.002)), (0.1, Some(0.9))], 0.95).unwrap();
        assert_eq!(rank, Rank { place: 3, low: 2, high: 3, of: 4 });
        let open = rank_interval(&[(5.0, None), (-4.0, Some(0.04))], 0.95).unwrap();
        assert_eq!(open, Rank { place: 2, low: 1, high: 3, of: 3 });
        assert_eq!(rank_interval(&[(5.0, Some(0.001))], 0.95), None);
    }
}

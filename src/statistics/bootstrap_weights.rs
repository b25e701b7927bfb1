//! Replicate weights by the rescaled bootstrap: sampling units drawn again within their strata.
//!
//! Chosen where the design asks for a bootstrap and the file holds no replicate weights of its own.
//!
//! # Formula
//! ```text
//! of n_h units n_h − 1 are drawn with replacement; a unit that is drawn m times has its weights ×
//!   1 − λ + λ·m·n_h/(n_h − 1),  λ = √(1 − f_h)        V = Σ_r (θ_r − θ̄)²/(B − 1)
//! drawn unit = ⌊n_h·u⌋, u from Wichmann and Hill's generator:
//!   i ← 171·i mod 30269, j ← 172·j mod 30307, k ← 170·k mod 30323, u = (i/30269 + j/30307 + k/30323) mod 1
//!   begun with i = 1 + seed mod 30268, j = 1 + seed mod 30306, k = 1 + seed mod 30322
//! ```
//! Strata and units are drawn in the order in which they first stand. Over all draws the expected variance of a total is
//! the one that the design gives it; B draws miss it by about √(2/B) of itself.
//! # Units
//! Weights in, weights out. Only the first stage is drawn again.
//! # Edge cases
//! A stratum of one unit keeps its weights under `remove` and `certainty`, else no replicates. Fewer than two draws: none.
//! The same seed and rows give the same bits.
//! # Source
//! Rao & Wu (1988), JASA 83:231–241; Rao, Wu & Yue (1992), Survey Methodology 18:209–217; Wichmann & Hill (1982), Applied
//! Statistics 31:188–190.
//! # Agrees with
//! R `RNGkind("Wichmann-Hill")` for the draws and `survey::svrepdesign` for what they give; `survey::subbootweights` is the
//! same method with draws of its own.

use crate::statistics::multistage_variance::{Lonely, Stage};
use crate::statistics::replicate_weights::{Replicates, not_drawn, scaled};
use std::collections::{BTreeMap, BTreeSet};

/// Wichmann and Hill's generator.
struct Draws([u32; 3]);

const FACTORS: [u32; 3] = [171, 172, 170];
const PRIMES: [u32; 3] = [30269, 30307, 30323];

impl Draws {
    fn new(seed: u32) -> Draws {
        Draws(PRIMES.map(|prime| 1 + seed % (prime - 1)))
    }

    /// The next number from 0 up to `n`.
    fn below(&mut self, n: usize) -> usize {
        let mut sum = 0.0;
        for ((state, factor), prime) in self.0.iter_mut().zip(FACTORS).zip(PRIMES) {
            *state = *state * factor % prime;
            sum += f64::from(*state) / f64::from(prime);
        }
        (sum.fract() * n as f64) as usize
    }
}

/// Strata in the order in which they first stand, each with its units in that order.
fn in_order(stage: &Stage) -> Vec<(usize, Vec<usize>)> {
    let mut strata: Vec<(usize, Vec<usize>)> = Vec::new();
    let (mut places, mut seen) = (BTreeMap::new(), BTreeSet::new());
    for (unit, stratum) in stage.unit.iter().zip(&stage.stratum) {
        if seen.insert(*unit) {
            let place = *places.entry(*stratum).or_insert(strata.len());
            match strata.get_mut(place) {
                Some((_, units)) => units.push(*unit),
                None => strata.push((*stratum, vec![*unit])),
            }
        }
    }
    strata
}

/// `draws` sets of weights.
pub fn bootstrap_weights(stage: &Stage, weights: &[f64], lonely: Lonely, draws: usize, seed: u32) -> Option<Replicates> {
    let strata = in_order(stage);
    let passed_over = matches!(lonely, Lonely::Remove | Lonely::Certainty);
    if draws < 2 || (!passed_over && strata.iter().any(|(_, units)| units.len() == 1)) {
        return None;
    }
    let shares: Vec<f64> = strata.iter().map(|(stratum, _)| not_drawn(stage, *stratum).max(0.0).sqrt()).collect();
    let mut random = Draws::new(seed);
    let mut one = || {
        let mut factors: BTreeMap<usize, f64> = BTreeMap::new();
        for ((_, units), share) in strata.iter().zip(&shares).filter(|((_, units), _)| units.len() > 1) {
            let n = units.len();
            units.iter().for_each(|unit| _ = factors.insert(*unit, 1.0 - share));
            for _ in 1..n {
                let drawn = units.get(random.below(n)).and_then(|unit| factors.get_mut(unit));
                drawn.into_iter().for_each(|factor| *factor += share * n as f64 / (n as f64 - 1.0));
            }
        }
        scaled(stage, weights, |unit, _| factors.get(&unit).copied().unwrap_or(1.0))
    };
    let weights = (0..draws).map(|_| one()).collect();
    Some(Replicates { weights, scale: 1.0 / (draws as f64 - 1.0), factors: vec![1.0; draws], df: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(population: f64) -> Stage {
        let (unit, stratum) = (vec![0, 1, 2, 3, 4, 4, 5], vec![0, 0, 0, 0, 1, 1, 1]);
        let drawn = stratum.iter().map(|it| [4.0, 2.0][*it]).collect();
        Stage { unit, stratum, drawn, population: vec![population; 7] }
    }

    const Y: [f64; 7] = [1.0, 4.0, 2.0, 7.0, 3.0, 2.0, 1.0];

    fn variance(population: f64, draws: usize, seed: u32) -> f64 {
        let made = bootstrap_weights(&stage(population), &[1.0; 7], Lonely::Fail, draws, seed).unwrap();
        let total = |weights: &Vec<f64>| Some(vec![weights.iter().zip(Y).map(|(w, y)| w * y).sum()]);
        made.variance(&made.weights.iter().map(total).collect::<Vec<_>>()).unwrap()[(0, 0)]
    }

    /// Units 1, 4, 2, 7 and 5, 1: 4/3 · 21 + 2/1 · 8 = 44 in unlimited populations; of 10 units in each stratum
    /// 0.6 · 28 + 0.8 · 16 = 29.6. Seven standard errors of 40 000 draws are five per cent.
    #[test]
    fn many_draws_give_the_variance_of_a_total() {
        for (population, right) in [(f64::INFINITY, 44.0), (10.0, 29.6)] {
            for seed in [1, 2026] {
                let found = variance(population, 40_000, seed);
                assert!((found / right - 1.0).abs() < 0.05, "{found} is not near {right}");
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_bits() {
        assert_eq!(variance(10.0, 20, 5).to_bits(), variance(10.0, 20, 5).to_bits());
        assert!(variance(10.0, 20, 5) != variance(10.0, 20, 6));
    }

    /// The sum of each stratum's weights stays, and one unit alone is kept or refused.
    #[test]
    fn what_stays() {
        let made = bootstrap_weights(&stage(10.0), &[1.0; 7], Lonely::Fail, 9, 1).unwrap();
        let first_four = made.weights.iter().map(|weights| weights[..4].iter().sum::<f64>());
        assert!(first_four.into_iter().all(|sum| (sum - 4.0).abs() < 1e-12));
        let mut alone = stage(f64::INFINITY);
        alone.unit[6] = 4;
        assert!(bootstrap_weights(&alone, &[1.0; 7], Lonely::Fail, 9, 1).is_none());
        let kept = bootstrap_weights(&alone, &[1.0; 7], Lonely::Remove, 9, 1).unwrap();
        assert!(kept.weights.iter().all(|weights| weights[4..] == [1.0; 3]));
    }
}

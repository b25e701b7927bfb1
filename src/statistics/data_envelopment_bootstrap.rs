//! Smoothed bootstrap of data envelopment: how much too favourable an efficiency is, and an interval for it.
//!
//! The frontier is drawn by the units themselves, so every efficiency is too high; the fewer units, the more. Chosen
//! whenever an efficiency of 21 regions is shown to anyone.
//!
//! # Formula
//! ```text
//! β* drawn from θ̂ with replacement;  θ̃ = β* + hε, or 2 − β* − hε where that is above 1;  ε normal
//! θ* = β̄* + (θ̃ − β̄*)/√(1 + h²/s²),  s² the variance of θ̂ (n);  x* = x·θ̂/θ* (input), y* = y·θ*/θ̂ (output)
//! θ̂* against (x*, y*), B times;  bias = mean θ̂* − θ̂;  corrected = θ̂ − bias
//! interval = θ̂ − quantiles of (θ̂* − θ̂) at 1 − α/2 and α/2
//! h = 0.9·min(s₂ₘ, IQR₂ₘ/1.34)·(2m)^(−1/5)·(2m/n)^(1/5)·sₙ/s₂ₘ on the m values below 1 and their mirror images 2 − θ̂
//! ```
//! # Units
//! Efficiencies from 0 to 1; in the output orientation 1/φ. Quantiles are of type 7.
//! # Edge cases
//! Fewer than three units below 1, or no spread among them: no bandwidth of its own and, without a given one, none. A
//! programme without solution in a draw: that draw is left out for the unit. The same seed gives the same bits.
//! # Source
//! Simar & Wilson (1998), Management Science 44:49–61; Simar & Wilson (2000), J Applied Statistics 27:779–802 (interval);
//! Daraio & Simar (2007), Advanced Robust and Nonparametric Methods in Efficiency Analysis, 58–61 (bandwidth).
//! # Agrees with
//! The steps written out in R with `lpSolve::lp`: exactly for given draws, within the error of simulation for own draws.
//!
//! Not checked against a printed example: none was had with both its data and its corrected values. Of the power plants of
//! Simar & Wilson (1998) the plants' own figures were not to be had. Of Bogetoft & Otto's five firms
//! (2011; inputs 2, 4, 3, 5, 6, outputs 1 to 5) the values printed for `FEAR::boot.sw98` were not to be had. The manuals
//! of `Benchmarking::dea.boot`, `deaR::bootstrap_basic`, `rDEA::dea.robust` and `npsf::teradialbc` have examples without
//! values. DataEnvelopmentAnalysis.jl publishes values for the five firms (`deaboot`), but of draws without smoothing and
//! with the bias of 1/θ.

use crate::statistics::Interval;
use crate::statistics::data_envelopment::{Orientation, Returns, Unit, data_envelopment, efficiency_against};
use crate::statistics::distributions::{Side, normal_quantile};
use crate::statistics::mean_sample::moments;
use crate::statistics::sample_quantile::sorted_quantile;

/// Efficiencies above this are on the frontier.
const ON_FRONTIER: f64 = 1.0 - 1e-8;
/// Draws of pseudo-efficiencies below this would blow the frontier up; they are drawn in to it.
const LEAST: f64 = 1e-6;
const QUANTILE_TYPE: u8 = 7;

/// How the bootstrap is run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bootstrap {
    /// Number of draws, B.
    pub draws: usize,
    /// Bandwidth; the rule above where absent.
    pub bandwidth: Option<f64>,
    /// Seed of the draws.
    pub seed: u64,
    /// Confidence of the intervals.
    pub confidence: f64,
}

/// What the bootstrap says of one unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Corrected {
    /// θ̂, as computed.
    pub efficiency: f64,
    /// Its bias: positive where it is too favourable.
    pub bias: f64,
    /// Without the bias.
    pub corrected: f64,
    /// Standard deviation over the draws.
    pub se: f64,
    /// Interval at the confidence asked for.
    pub interval: Interval,
}

/// The bandwidth of the rule.
pub fn bandwidth(efficiencies: &[f64]) -> Option<f64> {
    let mut mirrored: Vec<f64> = efficiencies.iter().copied().filter(|value| *value < ON_FRONTIER).collect();
    let m = mirrored.len();
    mirrored.extend(mirrored.clone().into_iter().map(|value| 2.0 - value));
    mirrored.sort_by(f64::total_cmp);
    let spread = moments(&mirrored)?.variance.sqrt();
    let own = moments(efficiencies)?.variance.sqrt();
    let quartile = |p| sorted_quantile(&mirrored, p, QUANTILE_TYPE);
    let range = (quartile(0.75)? - quartile(0.25)?) / 1.34;
    let twice = mirrored.len() as f64;
    let h = 0.9 * spread.min(range) * twice.powf(-0.2) * (twice / efficiencies.len() as f64).powf(0.2) * own / spread;
    (m >= 3 && h.is_finite() && h > 0.0).then_some(h)
}

/// Bias and interval of every unit's efficiency, with the bandwidth that was used.
pub fn data_envelopment_bootstrap(
    units: &[Unit],
    orientation: Orientation,
    returns: Returns,
    run: Bootstrap,
) -> Option<(f64, Vec<Corrected>)> {
    let efficiencies = shares(data_envelopment(units, orientation, returns)?.into_iter().map(|it| Some(it?.efficiency)), orientation)?;
    let h = run.bandwidth.or_else(|| bandwidth(&efficiencies))?;
    let mut random = fastrand::Rng::with_seed(run.seed);
    let draws: Vec<Vec<f64>> = (0..run.draws).map(|_| draw(&efficiencies, h, &mut random)).collect::<Option<_>>()?;
    Some((h, corrected(units, &efficiencies, &draws, orientation, returns, run.confidence)?))
}

fn shares(found: impl Iterator<Item = Option<f64>>, orientation: Orientation) -> Option<Vec<f64>> {
    let share = |value: f64| if orientation == Orientation::Input { value } else { 1.0 / value };
    found.map(|value| value.map(share)).collect()
}

/// One draw of pseudo-efficiencies.
fn draw(efficiencies: &[f64], h: f64, random: &mut fastrand::Rng) -> Option<Vec<f64>> {
    let n = efficiencies.len();
    let drawn: Vec<f64> = (0..n).filter_map(|_| efficiencies.get(random.usize(..n)).copied()).collect();
    let mean = moments(&drawn)?.mean;
    let variance = moments(efficiencies)?.variance * (n as f64 - 1.0) / n as f64;
    let shrink = (1.0 + h * h / variance).sqrt();
    let smooth = |beta: f64, random: &mut fastrand::Rng| {
        let moved = beta + h * normal_quantile(random.f64().max(f64::MIN_POSITIVE), Side::Lower)?;
        let inside = if moved <= 1.0 { moved } else { 2.0 - moved };
        Some((mean + (inside - mean) / shrink).max(LEAST))
    };
    drawn.into_iter().map(|beta| smooth(beta, random)).collect()
}

/// The same for draws that are given: one list of pseudo-efficiencies a draw.
pub fn corrected(
    units: &[Unit],
    efficiencies: &[f64],
    draws: &[Vec<f64>],
    orientation: Orientation,
    returns: Returns,
    confidence: f64,
) -> Option<Vec<Corrected>> {
    let mut found: Vec<Vec<f64>> = vec![Vec::with_capacity(draws.len()); units.len()];
    for pseudo in draws {
        let moved = units.iter().zip(efficiencies.iter().zip(pseudo)).map(|(unit, (own, pseudo))| {
            let by = |values: &[f64], factor: f64| values.iter().map(|value| value * factor).collect();
            match orientation {
                Orientation::Input => Unit { inputs: by(&unit.inputs, own / pseudo), outputs: unit.outputs.clone() },
                Orientation::Output => Unit { inputs: unit.inputs.clone(), outputs: by(&unit.outputs, pseudo / own) },
            }
        });
        let frontier: Vec<Unit> = moved.collect();
        let against = efficiency_against(units, &frontier, orientation, returns)?;
        for (kept, value) in found.iter_mut().zip(against) {
            kept.extend(value.map(|value| if orientation == Orientation::Input { value } else { 1.0 / value }));
        }
    }
    let outside = (1.0 - confidence) / 2.0;
    let one = |(own, mut all): (&f64, Vec<f64>)| {
        all.sort_by(f64::total_cmp);
        let spread = moments(&all)?;
        let bias = spread.mean - own;
        let at = |p| Some(2.0 * own - sorted_quantile(&all, p, QUANTILE_TYPE)?);
        let interval = Interval { low: at(1.0 - outside)?, high: at(outside)? };
        Some(Corrected { efficiency: *own, bias, corrected: own - bias, se: spread.variance.sqrt(), interval })
    };
    efficiencies.iter().zip(found).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One input and one output under constant returns: θ̂* is θ̂ divided by the largest pseudo-efficiency drawn, so with
    /// draws whose largest are 0.8 and 1 the mean of θ̂* is θ̂·(1/0.8 + 1)/2 = 1.125 θ̂.
    #[test]
    fn by_hand() {
        let unit = |x: f64, y: f64| Unit { inputs: vec![x], outputs: vec![y] };
        let units = [unit(1.0, 1.0), unit(2.0, 1.0), unit(4.0, 3.0)];
        let draws = [vec![0.5, 0.8, 0.6], vec![1.0, 0.7, 0.9]];
        let found =
            corrected(&units, &[1.0, 0.5, 0.75], &draws, Orientation::Input, Returns::Constant, 0.95).unwrap();
        for (found, own) in found.iter().zip([1.0, 0.5, 0.75]) {
            assert!((found.bias - 0.125 * own).abs() < 1e-9, "{found:?}");
            assert!((found.corrected - 0.875 * own).abs() < 1e-9);
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_bits_and_no_spread_gives_none() {
        let unit = |x: f64, y: f64| Unit { inputs: vec![x], outputs: vec![y] };
        let units: Vec<Unit> = (1..9).map(|i| unit(f64::from(i), f64::from(i).powf(0.8) + f64::from(i % 3))).collect();
        let run = Bootstrap { draws: 40, bandwidth: None, seed: 1, confidence: 0.95 };
        let once = data_envelopment_bootstrap(&units, Orientation::Input, Returns::Constant, run).unwrap();
        assert_eq!(Some(&once), data_envelopment_bootstrap(&units, Orientation::Input, Returns::Constant, run).as_ref());
        assert!(once.1.iter().all(|it| it.bias > 0.0 && it.interval.low < it.interval.high));
        assert_eq!(bandwidth(&[1.0, 1.0, 0.7]), None);
        let alike = [unit(1.0, 1.0), unit(2.0, 2.0)];
        assert_eq!(data_envelopment_bootstrap(&alike, Orientation::Input, Returns::Constant, run), None);
    }
}

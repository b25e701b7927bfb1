//! Over-dispersion: how much more regions' z-values spread than chance lets them, with the extremes tamed first.
//!
//! Without it a funnel plot of many large regions calls nearly all of them outliers.
//!
//! # Formula
//! ```text
//! winsorised: z below (above) its 10th (90th) percentile (type 7) is set to it
//! truncated: z whose ⌊rank·k/(n + 1)⌋ is 0 or k − 1 is left out, k = 10
//! φ = Σz²/n      τ² = (n·φ − (n − 1))/(Σw − Σw²/Σw), w = 1/s², not below 0
//! ```
//! # Units
//! z-values without unit; `s` and τ in the unit of the transformed measure.
//! # Edge cases
//! No regions, or every one left out: none. φ at most one: no over-dispersion.
//! # Source
//! Spiegelhalter (2005), Quality and Safety in Health Care 14:347–351; Spiegelhalter et al. (2012), JRSS A 175:1–47.
//! # Agrees with
//! R `FunnelPlotR::funnel_plot`.

use crate::statistics::rank_sum::midranks;
use crate::statistics::sample_quantile::sorted_quantile;

/// z-values with those beyond the share `by` at each end drawn in to the quantile there.
pub fn winsorised(z: &[f64], by: f64) -> Option<Vec<f64>> {
    let mut sorted = z.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (low, high) = (sorted_quantile(&sorted, by, 7)?, sorted_quantile(&sorted, 1.0 - by, 7)?);
    Some(z.iter().map(|z| z.clamp(low, high)).collect())
}

/// z-values without the outermost share `by` at each end.
pub fn truncated(z: &[f64], by: f64) -> Vec<Option<f64>> {
    let (parts, n) = (1.0 / by, z.len() as f64);
    let part = |rank: f64| (rank * parts / (n + 1.0)).floor();
    let kept = |rank: f64| part(rank) > 0.0 && part(rank) < parts - 1.0;
    z.iter().zip(midranks(z)).map(|(z, rank)| kept(rank).then_some(*z)).collect()
}

/// The dispersion φ.
pub fn overdispersion(z: &[f64]) -> Option<f64> {
    (!z.is_empty()).then(|| z.iter().map(|z| z * z).sum::<f64>() / z.len() as f64)
}

/// The variance between regions that φ amounts to; `s` are the standard errors of the regions in φ.
pub fn between_variance(phi: f64, s: &[f64]) -> Option<f64> {
    let n = s.len() as f64;
    let weights = |k: i32| s.iter().map(|s| s.powi(-2 * k)).sum::<f64>();
    let effective = weights(1) - weights(2) / weights(1);
    (effective > 0.0).then(|| ((n * phi - (n - 1.0)) / effective).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 0–10 and 100 at a tenth: the second and the second last of eleven.
    #[test]
    fn extremes_are_tamed() {
        let z: Vec<f64> = (0..10).map(f64::from).chain([100.0]).collect();
        let tamed = winsorised(&z, 0.1).unwrap();
        assert_eq!((tamed[0], tamed[5], tamed[10]), (1.0, 5.0, 9.0));
        assert_eq!(truncated(&z, 0.1).iter().flatten().count(), 9);
    }

    /// Ones and minus ones: φ = 1 and no more than chance; twos: (4n − (n − 1))/(n − 1) with s = 1.
    #[test]
    fn by_hand() {
        assert_eq!(overdispersion(&[1.0, -1.0]), Some(1.0));
        assert_eq!(between_variance(1.0, &[1.0, 1.0]), Some(1.0));
        assert_eq!(between_variance(0.2, &[1.0, 1.0]), Some(0.0));
        assert!((between_variance(4.0, &[1.0; 5]).unwrap() - 4.0).abs() < 1e-12);
        assert_eq!(overdispersion(&[]), None);
    }
}

//! Control charts of counts over time: shares (p), rates (u), counts (c), and Laney's charts for large numbers.
//!
//! With thousands of patients a month a plain p or u chart marks nearly every point; Laney's widens the limits by how
//! much the points vary beyond chance.
//!
//! # Formula
//! ```text
//! p: p̄ = Σx/Σn, σᵢ = √(p̄(1 − p̄)/nᵢ)      u: ū = Σx/Σn, σᵢ = √(ū/nᵢ)      c: c̄ = Σx/k, σ = √c̄
//! limits = centre ± 3σᵢ      Laney: times σ_z = mean |zᵢ − zᵢ₋₁|/1.128, zᵢ = (xᵢ/nᵢ − centre)/σᵢ
//! ```
//! # Units
//! Counts and what they are out of, in order of time; limits in the unit of the share, rate or count.
//! # Edge cases
//! No periods, nothing at risk, Laney's with one period: none. Limits stop at 0, a share's at 1.
//! # Source
//! Shewhart (1931), Economic Control of Quality; Laney (2002), Quality Engineering 14:531–537.
//! # Agrees with
//! R `qcc::qcc` for p, u and c; the closed forms of Laney's paper.

use crate::statistics::Interval;

const REACH: f64 = 3.0;
const MOVING_RANGE: f64 = 1.128;

/// Which chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttributeChart {
    /// Shares.
    P,
    /// Rates.
    U,
    /// Counts.
    C,
    /// Laney's for shares.
    PLaney,
    /// Laney's for rates.
    ULaney,
}

/// The centre line and each period's limits.
#[derive(Debug, Clone, PartialEq)]
pub struct AttributeLimits {
    /// The centre line.
    pub centre: f64,
    /// Limits by period.
    pub limits: Vec<Interval>,
}

/// The chart of (count, out of) by period.
pub fn spc_attribute(periods: &[(f64, f64)], chart: AttributeChart) -> Option<AttributeLimits> {
    let counts = chart == AttributeChart::C;
    let share = matches!(chart, AttributeChart::P | AttributeChart::PLaney);
    let out_of = |n: f64| if counts { 1.0 } else { n };
    if periods.is_empty() || !periods.iter().all(|(x, n)| *x >= 0.0 && out_of(*n) > 0.0) {
        return None;
    }
    let centre = periods.iter().map(|(x, _)| x).sum::<f64>() / periods.iter().map(|(_, n)| out_of(*n)).sum::<f64>();
    let variance = if share { centre * (1.0 - centre) } else { centre };
    let sigma = |n: f64| (variance / out_of(n)).sqrt();
    let widening = if matches!(chart, AttributeChart::PLaney | AttributeChart::ULaney) {
        let z: Vec<f64> = periods.iter().map(|(x, n)| (x / n - centre) / sigma(*n)).collect();
        let ranges: Vec<f64> = z.iter().zip(z.iter().skip(1)).map(|(a, b)| (b - a).abs()).collect();
        ranges.iter().sum::<f64>() / ranges.len() as f64 / MOVING_RANGE
    } else {
        1.0
    };
    let most = if share { 1.0 } else { f64::INFINITY };
    let limits = |n: f64| {
        let reach = REACH * sigma(n) * widening;
        Interval { low: (centre - reach).max(0.0), high: (centre + reach).min(most) }
    };
    widening.is_finite().then(|| AttributeLimits { centre, limits: periods.iter().map(|(_, n)| limits(*n)).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 40 and 60 of 100: ½ ± 0.15; the same as rates and as counts.
    #[test]
    fn by_hand() {
        let periods = [(40.0, 100.0), (60.0, 100.0)];
        let found = |chart| spc_attribute(&periods, chart).unwrap();
        assert!((found(AttributeChart::P).limits[0].high - 0.65).abs() < 1e-12);
        assert!((found(AttributeChart::U).limits[0].high - (0.5 + 3.0 * 0.005_f64.sqrt())).abs() < 1e-12);
        assert!((found(AttributeChart::C).limits[1].low - (50.0 - 3.0 * 50.0_f64.sqrt())).abs() < 1e-12);
        // z = −2 and 2: one moving range of 4.
        assert!((found(AttributeChart::PLaney).limits[0].high - (0.5_f64 + 0.15 * 4.0 / 1.128).min(1.0)).abs() < 1e-12);
    }

    #[test]
    fn limits_stop() {
        let found = spc_attribute(&[(0.0, 10.0), (1.0, 10.0)], AttributeChart::P).unwrap();
        assert_eq!(found.limits[0].low, 0.0);
        assert_eq!(spc_attribute(&[(1.0, 10.0)], AttributeChart::PLaney), None);
        assert_eq!(spc_attribute(&[(1.0, 0.0)], AttributeChart::P), None);
    }
}

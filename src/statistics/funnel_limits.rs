//! Control limits of a funnel as a curve over size, with over-dispersion: multiplicative or additive.
//!
//! Chosen for every funnel that is drawn: the limits are needed between the points too, and regions of many thousands
//! differ by more than chance for reasons that the plot is not about.
//!
//! # Formula
//! ```text
//! share: Y = arcsin √p, T = arcsin √target      ratio: Y = √(O/E), T = √target      s = 1/(2√n), n answers or E
//! z = (Y − T)/s, winsorised → φ = Σz²/k, τ² as in `overdispersion`
//! multiplicative: T ± z·√φ·s      additive: T ± z·√(s² + τ²)      taken back by sin² or the square
//! none, or φ ≤ 1: `funnel_proportion` within 0–1; of a ratio the exact Poisson limits Χ²⁻¹(α/2; 2E)/2E and
//! Χ²⁻¹(1 − α/2; 2(E + 1))/2E, times the target
//! ```
//! # Units
//! Shares from 0 to 1, or observed over expected; effective answers, or expected events.
//! # Edge cases
//! No regions, a size that is not positive, a target outside 0–1 (a share) or not positive (a ratio): none.
//! # Source
//! Spiegelhalter (2005), Statistics in Medicine 24:1185–1202 and Quality and Safety in Health Care 14:347–351;
//! Spiegelhalter et al. (2012), JRSS A 175:1–47.
//! # Agrees with
//! R `FunnelPlotR::funnel_plot` (additive, shares), the closed forms written out in base R.

use crate::statistics::Interval;
use crate::statistics::funnel_overdispersed::poisson_limits;
use crate::statistics::funnel_proportion::funnel_proportion;
use crate::statistics::overdispersion::{between_variance, overdispersion, winsorised};
use crate::statistics::quantiles::two_sided;
use std::f64::consts::FRAC_PI_2;

/// What the points are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunnelScale {
    /// Shares of answers.
    Share,
    /// Observed over expected events.
    Ratio,
}

/// How limits are widened by what regions differ beyond chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Widening {
    /// Not at all.
    None,
    /// By a factor.
    Multiplicative,
    /// By a variance between regions.
    Additive,
}

/// A funnel whose limits can be read at any size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FunnelLimits {
    /// What the points are.
    pub scale: FunnelScale,
    /// The centre, as a share or a ratio.
    pub target: f64,
    /// The widening in force: none where φ is one or less.
    pub widening: Widening,
    /// Over-dispersion of the winsorised z-values.
    pub phi: f64,
    /// Variance between regions on the scale of the formula.
    pub tau2: f64,
}

impl FunnelScale {
    fn transformed(self, value: f64) -> f64 {
        match self {
            FunnelScale::Share => value.sqrt().asin(),
            FunnelScale::Ratio => value.sqrt(),
        }
    }

    fn back(self, value: f64) -> f64 {
        match self {
            FunnelScale::Share => value.clamp(0.0, FRAC_PI_2).sin().powi(2),
            FunnelScale::Ratio => value.max(0.0).powi(2),
        }
    }
}

/// The standard error of a transformed share or ratio.
fn spread(n: f64) -> f64 {
    0.5 / n.sqrt()
}

/// Points are values with their sizes; `drawn_in` is the share of them that is winsorised at each end.
pub fn funnel_limits(
    points: &[(f64, f64)],
    scale: FunnelScale,
    target: f64,
    widening: Widening,
    drawn_in: f64,
) -> Option<FunnelLimits> {
    let share = scale == FunnelScale::Share;
    let inside = |value: f64| value >= 0.0 && (!share || value <= 1.0);
    let centred = target > 0.0 && (!share || target < 1.0);
    if !centred || !points.iter().all(|(value, n)| inside(*value) && *n > 0.0 && n.is_finite()) {
        return None;
    }
    let centre = scale.transformed(target);
    let s: Vec<f64> = points.iter().map(|(_, n)| spread(*n)).collect();
    let z: Vec<f64> = points.iter().zip(&s).map(|((value, _), s)| (scale.transformed(*value) - centre) / s).collect();
    let phi = overdispersion(&winsorised(&z, drawn_in)?)?;
    let tau2 = between_variance(phi, &s).unwrap_or_default();
    let widening = if phi > 1.0 { widening } else { Widening::None };
    Some(FunnelLimits { scale, target, widening, phi, tau2 })
}

impl FunnelLimits {
    /// The limits for a size.
    pub fn at(&self, n: f64, confidence: f64) -> Option<Interval> {
        if n.is_nan() || n <= 0.0 {
            return None;
        }
        let s = spread(n);
        let reach = match (self.widening, self.scale) {
            (Widening::None, FunnelScale::Share) => {
                let limits = funnel_proportion(self.target, n, confidence)?;
                return Some(Interval { low: limits.low.max(0.0), high: limits.high.min(1.0) });
            }
            (Widening::None, FunnelScale::Ratio) => {
                let expected = n * self.target;
                let limits = poisson_limits(expected, 1.0, (1.0 - confidence) / 2.0)?;
                return Some(Interval { low: self.target * limits.low, high: self.target * limits.high });
            }
            (Widening::Multiplicative, _) => self.phi.sqrt() * s,
            (Widening::Additive, _) => (s * s + self.tau2).sqrt(),
        };
        let reach = two_sided(confidence, None)? * reach;
        let centre = self.scale.transformed(self.target);
        Some(Interval { low: self.scale.back(centre - reach), high: self.scale.back(centre + reach) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every region on the target: the plain limits ½ ± 1.96·0.05 of a hundred answers.
    #[test]
    fn no_spread_is_not_widened() {
        let found = funnel_limits(&[(0.5, 100.0), (0.5, 40.0)], FunnelScale::Share, 0.5, Widening::Additive, 0.1).unwrap();
        assert_eq!((found.phi, found.widening), (0.0, Widening::None));
        assert!((found.at(100.0, 0.95).unwrap().high - 0.5979982).abs() < 1e-7);
    }

    /// z of ±2 with s = 0.05: φ = 4, so multiplicative limits reach twice as far; τ² = (4·4 − 3)/3·s².
    #[test]
    fn by_hand() {
        let at = |sign: f64| ((std::f64::consts::FRAC_PI_4 + sign * 0.1).sin().powi(2), 100.0);
        let points = [at(1.0), at(-1.0), at(1.0), at(-1.0)];
        let found = |widening| funnel_limits(&points, FunnelScale::Share, 0.5, widening, 0.0).unwrap();
        assert!((found(Widening::Additive).tau2 - 13.0 / 3.0 * 0.0025).abs() < 1e-12);
        let high = found(Widening::Multiplicative).at(100.0, 0.95).unwrap().high;
        let angle = std::f64::consts::FRAC_PI_4 + 1.959963984540054 * 2.0 * 0.05;
        assert!((high - angle.sin().powi(2)).abs() < 1e-12);
    }

    #[test]
    fn what_has_no_funnel() {
        assert_eq!(funnel_limits(&[], FunnelScale::Share, 0.5, Widening::None, 0.1), None);
        assert_eq!(funnel_limits(&[(0.5, 0.0)], FunnelScale::Share, 0.5, Widening::None, 0.1), None);
        assert_eq!(funnel_limits(&[(0.5, 10.0)], FunnelScale::Share, 1.0, Widening::None, 0.1), None);
        assert!(funnel_limits(&[(0.0, 10.0)], FunnelScale::Ratio, 1.0, Widening::None, 0.1).is_some());
    }
}

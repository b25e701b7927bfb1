//! Funnel plot whose limits are widened by the variance between regions.
//!
//! Chosen when regions differ more than chance for reasons that the plot is not about; only what stands out beyond that
//! is then marked.
//!
//! # Formula
//! ```text
//! ratio, logarithm: Y = ln(O/E), T = 0, s = 1/√E      ratio, root: Y = √(O/E), T = 1, s = 1/(2√E)
//! share: Y = arcsin √(x/n), T = arcsin √(Σx/Σn), s = 1/(2√n)
//! two counts: Y = ln((x + ½)/(n + ½)), T = ln(Σx/Σn), s² = x/(x + ½)² + n/(n + ½)²
//! z = (Y − T)/s → truncated (logarithm) or winsorised (others) → φ, τ²
//! limits = T ± z√(s² + τ²), taken back by exp, sin² or as they are (root); s = 1/(2√n) in the limits of two counts
//! unwidened limits of a ratio: exact Poisson, Χ²⁻¹(α/2; 2E)/2E and Χ²⁻¹(1 − α/2; 2(E + 1))/2E
//! ```
//! # Units
//! Counts; limits in the unit of the ratio or share. The normal quantiles are 1.959964 and 3.090232.
//! # Edge cases
//! φ of one or less: the limits are not widened. An empty region in a ratio's logarithm: none.
//! # Source
//! Spiegelhalter et al. (2012), JRSS A 175:1–47; NHS Digital, SHMI Methodology Specification.
//! # Agrees with
//! R `FunnelPlotR::funnel_plot`.

use crate::statistics::Interval;
use crate::statistics::distributions::{Side, chi_squared_quantile};
use crate::statistics::overdispersion::{between_variance, overdispersion, truncated, winsorised};

const TRIMMED: f64 = 0.1;
const INNER_QUANTILE: f64 = 1.959964;
const OUTER_QUANTILE: f64 = 3.090232;
const INNER_OUTSIDE: f64 = 0.025;
const OUTER_OUTSIDE: f64 = 0.001;

/// What the points are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunnelKind {
    /// Standardised ratios on the logarithmic scale, extremes left out.
    RatioLog,
    /// Standardised ratios on the scale of the square root, extremes drawn in.
    RatioRoot,
    /// Shares.
    Share,
    /// Ratios of two counts.
    TwoCounts,
}

/// One region in the plot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FunnelPoint {
    /// Observed over expected, or the share.
    pub value: f64,
    /// On the scale of the formula.
    pub transformed: f64,
    /// Standard error there.
    pub s: f64,
    /// Distance from the centre.
    pub z: f64,
    /// The same with extremes drawn in; none where left out.
    pub tamed: Option<f64>,
    /// Limits without widening, 95 per cent.
    pub inner: Interval,
    /// Limits without widening, 99.8 per cent.
    pub outer: Interval,
    /// Widened limits, 95 per cent.
    pub wide_inner: Interval,
    /// Widened limits, 99.8 per cent.
    pub wide_outer: Interval,
    /// Outside the limits of 99.8 per cent that are in force.
    pub outlier: bool,
}

/// The whole plot.
#[derive(Debug, Clone, PartialEq)]
pub struct Funnel {
    /// Over-dispersion; 0 where it was not asked for.
    pub phi: f64,
    /// Variance between regions.
    pub tau2: f64,
    /// The centre on the scale of the formula.
    pub centre: f64,
    /// The regions in the order given.
    pub points: Vec<FunnelPoint>,
}

impl FunnelKind {
    fn transformed(self, x: f64, n: f64) -> (f64, f64) {
        match self {
            FunnelKind::RatioLog => ((x / n).ln(), 1.0 / n.sqrt()),
            FunnelKind::RatioRoot => ((x / n).sqrt(), 0.5 / n.sqrt()),
            FunnelKind::Share => ((x / n).sqrt().asin(), 0.5 / n.sqrt()),
            FunnelKind::TwoCounts => {
                let (x5, n5) = (x + 0.5, n + 0.5);
                ((x5 / n5).ln(), (x / (x5 * x5) + n / (n5 * n5)).sqrt())
            }
        }
    }

    fn centre(self, average: f64) -> f64 {
        match self {
            FunnelKind::RatioLog => 0.0,
            FunnelKind::RatioRoot => 1.0,
            FunnelKind::Share => average.sqrt().asin(),
            FunnelKind::TwoCounts => average.ln(),
        }
    }

    fn back(self, value: f64) -> f64 {
        match self {
            FunnelKind::RatioLog | FunnelKind::TwoCounts => value.exp(),
            FunnelKind::RatioRoot => value,
            FunnelKind::Share => value.clamp(0.0, std::f64::consts::FRAC_PI_2).sin().powi(2),
        }
    }

    /// The standard error that limits are drawn with.
    fn drawn(self, n: f64) -> f64 {
        if self == FunnelKind::RatioLog { 1.0 / n.sqrt() } else { 0.5 / n.sqrt() }
    }

    fn limits(self, centre: f64, n: f64, tau2: f64, quantile: f64) -> Interval {
        let reach = quantile * (self.drawn(n).powi(2) + tau2).sqrt();
        Interval { low: self.back(centre - reach), high: self.back(centre + reach) }
    }
}

/// Exact limits of observed over expected.
pub(super) fn poisson_limits(expected: f64, target: f64, outside: f64) -> Option<Interval> {
    let limit = |side, df| chi_squared_quantile(outside, side, df).map(|x| target * x / 2.0 / expected);
    Some(Interval { low: limit(Side::Lower, 2.0 * expected)?, high: limit(Side::Upper, 2.0 * (expected + 1.0))? })
}

/// Regions are observed and expected (or positive and all); the target is the centre where it is not the average.
pub fn funnel_overdispersed(
    regions: &[(f64, f64)],
    kind: FunnelKind,
    widened: bool,
    target: Option<f64>,
) -> Option<Funnel> {
    let average = regions.iter().map(|(x, _)| x).sum::<f64>() / regions.iter().map(|(_, n)| n).sum::<f64>();
    let centre = kind.centre(target.unwrap_or(average));
    let scores: Vec<(f64, f64)> = regions.iter().map(|(x, n)| kind.transformed(*x, *n)).collect();
    let z: Vec<f64> = scores.iter().map(|(y, s)| (y - centre) / s).collect();
    if regions.is_empty() || !z.iter().all(|z| z.is_finite()) {
        return None;
    }
    let tamed = match kind {
        FunnelKind::RatioLog => truncated(&z, TRIMMED),
        _ => winsorised(&z, TRIMMED)?.into_iter().map(Some).collect(),
    };
    let (phi, tau2) = if widened {
        let used: Vec<f64> = tamed.iter().copied().flatten().collect();
        let s: Vec<f64> = scores.iter().zip(&tamed).filter(|(_, z)| z.is_some()).map(|((_, s), _)| *s).collect();
        let phi = overdispersion(&used)?;
        (phi, between_variance(phi, &s)?)
    } else {
        (0.0, 0.0)
    };
    let in_force = widened && phi > 1.0;
    let tau2_drawn = if in_force { tau2 } else { 0.0 };
    let is_ratio = matches!(kind, FunnelKind::RatioLog | FunnelKind::RatioRoot);
    let point = |((x, n), transformed, (z, tamed)): ((f64, f64), f64, (f64, Option<f64>))| {
        let plain = |quantile, outside| {
            if is_ratio {
                poisson_limits(n, target.unwrap_or(1.0), outside)
            } else {
                Some(kind.limits(centre, n, 0.0, quantile))
            }
        };
        let (inner, outer) = (plain(INNER_QUANTILE, INNER_OUTSIDE)?, plain(OUTER_QUANTILE, OUTER_OUTSIDE)?);
        let wide_inner = kind.limits(centre, n, tau2_drawn, INNER_QUANTILE);
        let wide_outer = kind.limits(centre, n, tau2_drawn, OUTER_QUANTILE);
        let (value, decisive) = (x / n, if in_force { wide_outer } else { outer });
        let outlier = !(decisive.low..=decisive.high).contains(&value);
        let s = kind.drawn(n);
        Some(FunnelPoint { value, transformed, s, z, tamed, inner, outer, wide_inner, wide_outer, outlier })
    };
    let rows = regions.iter().copied().zip(scores).zip(z.into_iter().zip(tamed)).map(|((n, (y, _)), z)| (n, y, z));
    Some(Funnel { phi, tau2, centre, points: rows.map(point).collect::<Option<_>>()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every region on the average: no spread, and limits of the share ½ of 100: sin²(π/4 ± 1.96/20).
    #[test]
    fn no_spread() {
        let found = funnel_overdispersed(&[(50.0, 100.0), (20.0, 40.0)], FunnelKind::Share, true, None).unwrap();
        assert_eq!((found.phi, found.tau2), (0.0, 0.0));
        let angle = std::f64::consts::FRAC_PI_4 + 1.959964 * 0.05;
        assert!((found.points[0].wide_inner.high - angle.sin().powi(2)).abs() < 1e-12);
        assert!(!found.points[0].outlier);
    }

    /// Wide spread: fewer outliers with widened limits.
    #[test]
    fn widening_takes_outliers_away() {
        let regions: Vec<(f64, f64)> = (0..20).map(|i| (700.0 + 30.0 * f64::from(i), 1000.0)).collect();
        let outliers = |widened| {
            let found = funnel_overdispersed(&regions, FunnelKind::RatioLog, widened, None).unwrap();
            found.points.iter().filter(|point| point.outlier).count()
        };
        assert!(outliers(false) > 10 && outliers(true) == 0);
        assert_eq!(funnel_overdispersed(&[(0.0, 5.0)], FunnelKind::RatioLog, true, None), None);
    }
}

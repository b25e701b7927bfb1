//! Interval of a share from a survey, on the arcsine scale.
//!
//! Chosen by the plan; its width hardly depends on the share.
//!
//! # Formula
//! ```text
//! θ = asin √p        se(θ) = se(p) / (2 √(p(1 − p)))        limits = sin²(θ ± t_df·se(θ))
//! ```
//! # Units
//! Shares from 0 to 1; `df` of the design, `None` for the normal distribution.
//! # Edge cases
//! p = 0 or 1: none here; the Wilson interval is shown instead. A limit beyond the end of the scale turns back, as sin² does; that is when it should not be used.
//! # Source
//! Lumley (2010), Complex Surveys, 2.4.
//! # Agrees with
//! R `survey::svyciprop(method = "asin")`.

use crate::statistics::Interval;
use crate::statistics::quantiles::two_sided;

/// The interval of the share `p` with standard error `se`.
pub fn proportion_arcsine(p: f64, se: f64, df: Option<f64>, confidence: f64) -> Option<Interval> {
    if p <= 0.0 || p >= 1.0 || se <= 0.0 {
        return None;
    }
    let centre = p.sqrt().asin();
    let reach = two_sided(confidence, df)? * se / (2.0 * (p * (1.0 - p)).sqrt());
    let share = |angle: f64| angle.sin() * angle.sin();
    Some(Interval { low: share(centre - reach), high: share(centre + reach) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// p = ½, se = 0.05: θ = π/4, se(θ) = 0.05, limits (1 ± sin 0.196)/2.
    #[test]
    fn by_hand() {
        let found = proportion_arcsine(0.5, 0.05, None, 0.95).unwrap();
        assert!((found.high - (1.0 + (2.0 * 0.0979981992270027_f64).sin()) / 2.0).abs() < 1e-12);
        assert!((found.low + found.high - 1.0).abs() < 1e-12);
    }
}

//! Interval of a share from a survey, on the logit scale.
//!
//! The default for shares from survey answers: it never leaves 0–100 per cent and is lopsided where it should be.
//!
//! # Formula
//! ```text
//! θ = ln(p/(1 − p))      se(θ) = se(p) / (p(1 − p))      limits = 1/(1 + exp(−(θ ± t_df·se(θ))))
//! ```
//! # Units
//! Shares from 0 to 1, confidence as a share; `df` of the design, `None` for the normal distribution.
//! # Edge cases
//! p = 0 or 1, or no standard error: no interval here; the Wilson interval on the effective number is shown instead.
//! # Source
//! Korn & Graubard (1998), Survey Methodology 24:193–201; Lumley (2010), Complex Surveys, 2.4.
//! # Agrees with
//! R `survey::svyciprop(method = "logit")`.

use crate::statistics::Interval;
use crate::statistics::quantiles::two_sided;

/// The interval of the share `p` with standard error `se`.
pub fn proportion_logit(p: f64, se: f64, df: Option<f64>, confidence: f64) -> Option<Interval> {
    if p <= 0.0 || p >= 1.0 || se <= 0.0 {
        return None;
    }
    let centre = (p / (1.0 - p)).ln();
    let reach = two_sided(confidence, df)? * se / (p * (1.0 - p));
    let share = |logit: f64| 1.0 / (1.0 + (-logit).exp());
    Some(Interval { low: share(centre - reach), high: share(centre + reach) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// p = 0.5, se = 0.05: θ = 0, se(θ) = 0.2, limits = 1/(1 + e^±0.392).
    #[test]
    fn by_hand() {
        let interval = proportion_logit(0.5, 0.05, None, 0.95).unwrap();
        assert!((interval.low - 1.0 / (1.0 + 0.391992796908108f64.exp())).abs() < 1e-12);
        assert!((interval.low + interval.high - 1.0).abs() < 1e-12);
        assert_eq!(proportion_logit(1.0, 0.05, None, 0.95), None);
    }
}

//! Exact interval of a share from a survey, on its effective number of answers (Korn and Graubard).
//!
//! Chosen by the plan for few or lopsided answers, where the logit interval leans on its approximation.
//!
//! # Formula
//! ```text
//! n* = p(1 − p)/se² · (t_{n−1}/t_df)²
//! lower = B⁻¹(α/2; n*p, n*(1 − p) + 1)        upper = B⁻¹(1 − α/2; n*p + 1, n*(1 − p))
//! ```
//! # Units
//! Shares from 0 to 1; `n` respondents, `df` of the design.
//! # Edge cases
//! p = 0 or 1, no standard error, one respondent: none here; the Wilson interval is shown instead.
//! # Source
//! Korn & Graubard (1998), Survey Methodology 24:193–201; Clopper & Pearson (1934), Biometrika 26:404–413.
//! # Agrees with
//! R `survey::svyciprop(method = "beta")`.

use crate::statistics::Interval;
use crate::statistics::quantiles::two_sided;
use crate::statistics::distributions::{Side, beta_quantile};

/// The interval of the share `p` of `n` respondents.
pub fn proportion_beta(p: f64, se: f64, n: f64, df: f64, confidence: f64) -> Option<Interval> {
    if p <= 0.0 || p >= 1.0 || se <= 0.0 || n <= 1.0 {
        return None;
    }
    let ratio = two_sided(confidence, Some(n - 1.0))? / two_sided(confidence, Some(df))?;
    let effective = p * (1.0 - p) / (se * se) * ratio * ratio;
    let tail = (1.0 - confidence) / 2.0;
    Some(Interval {
        low: beta_quantile(tail, Side::Lower, effective * p, effective * (1.0 - p) + 1.0)?,
        high: beta_quantile(tail, Side::Upper, effective * p + 1.0, effective * (1.0 - p))?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A simple random sample with df = n − 1 is Clopper and Pearson's: 5 of 10 has 0.1871–0.8129 in their table.
    #[test]
    fn clopper_pearson() {
        let found = proportion_beta(0.5, (0.25_f64 / 10.0).sqrt(), 10.0, 9.0, 0.95).unwrap();
        assert!((found.low - 0.187086).abs() < 1e-6 && (found.high - 0.812914).abs() < 1e-6);
        assert!(proportion_beta(1.0, 0.1, 10.0, 9.0, 0.95).is_none());
    }
}

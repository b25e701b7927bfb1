//! Interval of a share from a survey, where the scaled likelihood falls to the test's limit.
//!
//! Chosen by the plan; lopsided like the logit interval, without its approximation by a straight line.
//!
//! # Formula
//! ```text
//! D(p) = 2 n [ p̂ ln(p̂/p) + (1 − p̂) ln((1 − p̂)/(1 − p)) ]
//! limits: D(p) = t²_df · se²/(p̂(1 − p̂)/n) · φ        φ = n/(n − 1), the Pearson residuals' variance
//! ```
//! # Units
//! Shares from 0 to 1; `n` respondents, `df` of the design.
//! # Edge cases
//! p = 0 or 1: none here; the Wilson interval is shown instead. R reads the limits off a table of thirty points; the two differ by less than 10⁻⁴.
//! # Source
//! Rao & Scott (1984), Ann Stat 12:46–60; Lumley (2010), Complex Surveys, 2.4.
//! # Agrees with
//! R `survey::svyciprop(method = "likelihood")`, to 10⁻⁴.

use crate::statistics::Interval;
use crate::statistics::quantiles::two_sided;

const HALVINGS: usize = 200;

/// The interval of the share `p` of `n` respondents with standard error `se`.
pub fn proportion_likelihood(p: f64, se: f64, n: f64, df: Option<f64>, confidence: f64) -> Option<Interval> {
    if p <= 0.0 || p >= 1.0 || se <= 0.0 || n <= 1.0 {
        return None;
    }
    let reach = two_sided(confidence, df)? * se;
    let limit = reach * reach / (p * (1.0 - p)) * n / (n - 1.0);
    let fall = |at: f64| 2.0 * (p * (p / at).ln() + (1.0 - p) * ((1.0 - p) / (1.0 - at)).ln());
    let search = |end: f64| {
        let (mut inside, mut outside) = (p, end);
        for _ in 0..HALVINGS {
            let middle = (inside + outside) / 2.0;
            if fall(middle) < limit { inside = middle } else { outside = middle }
        }
        inside
    };
    Some(Interval { low: search(0.0), high: search(1.0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 5 of 10 as a simple random sample: the limits fulfil 2·10·[½ ln(¼/(p(1 − p)))] = z² · 10/9 and are symmetrical.
    #[test]
    fn by_hand() {
        let found = proportion_likelihood(0.5, (0.25_f64 / 10.0).sqrt(), 10.0, None, 0.95).unwrap();
        let fall = 10.0 * (0.25 / (found.low * (1.0 - found.low))).ln();
        assert!((fall - 3.841458820694124 * 10.0 / 9.0).abs() < 1e-9);
        assert!((found.low + found.high - 1.0).abs() < 1e-12);
    }
}

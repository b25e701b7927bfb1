//! A published region against a published nation that it is part of, both with standard errors.
//!
//! Chosen when both values come from one publication and their numbers are known: the region's answers are also among
//! the nation's, so the two are not independent.
//!
//! # Formula
//! ```text
//! N = f·r + (1 − f)·rest      f = n_r / n_N      Cov(r, N) = f·se_r²
//! d = r − N                   se² = se_r² + se_N² − 2·f·se_r²
//! ```
//! # Units
//! The unit of the values; `f` is the region's share of the nation's basis.
//! # Edge cases
//! f outside 0–1, or a variance that is not positive: not tested. Exact for shares and means weighted by their numbers,
//! close for standardised rates.
//! # Source
//! Kish (1965), Survey Sampling, 4.6; Cochran (1977), Sampling Techniques, 5A.
//! # Agrees with
//! R `survey::svycontrast` on self-weighted samples.

use crate::statistics::Difference;
use crate::statistics::contrast::from_se;

/// Region minus nation.
pub fn part_of_whole_published(
    region: (f64, f64),
    nation: (f64, f64),
    fraction: f64,
    confidence: f64,
) -> Option<Difference> {
    let ((r, se_r), (whole, se_whole)) = (region, nation);
    if !(0.0..1.0).contains(&fraction) {
        return None;
    }
    let variance = se_r * se_r + se_whole * se_whole - 2.0 * fraction * se_r * se_r;
    (variance > 0.0).then(|| from_se(r - whole, variance.sqrt(), None, confidence)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two halves with equal variance s²: V(r − N) = V((r − rest)/2) = s²/2.
    #[test]
    fn two_halves() {
        let s: f64 = 0.02;
        let d = part_of_whole_published((0.6, s), (0.5, s / 2.0f64.sqrt()), 0.5, 0.95).unwrap();
        assert!((d.se * d.se - s * s / 2.0).abs() < 1e-15);
        assert_eq!(part_of_whole_published((0.6, s), (0.5, s), 1.0, 0.95), None);
    }
}

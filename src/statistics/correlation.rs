//! Correlation of two measures: Pearson's, with Fisher's interval, and Spearman's by ranks.
//!
//! # Formula
//! ```text
//! r = Σ(x − x̄)(y − ȳ)/√(Σ(x − x̄)²·Σ(y − ȳ)²)      t = r√((n − 2)/(1 − r²)), n − 2 degrees of freedom
//! limits = tanh(artanh r ± z/√(n − 3))      Spearman: r of the mean ranks
//! ```
//! # Units
//! Values in any unit; r from −1 to 1.
//! # Edge cases
//! Fewer than three pairs, a measure without spread: none. Three pairs: no interval.
//! # Source
//! Fisher (1921), Metron 1:3–32; Spearman (1904), Am J Psychol 15:72–101.
//! # Agrees with
//! R `stats::cor.test(method = "pearson")`; `method = "spearman"` with ties, or with `exact = FALSE`.

use crate::statistics::Interval;
use crate::statistics::Test;
use crate::statistics::distributions::t_tails;
use crate::statistics::quantiles::two_sided;
use crate::statistics::rank_sum::midranks;

/// Pearson's correlation and its two-sided test; the statistic is r itself.
pub fn correlation(x: &[f64], y: &[f64]) -> Option<Test> {
    let n = x.len() as f64;
    if x.len() != y.len() || n < 3.0 {
        return None;
    }
    let (mx, my) = (x.iter().sum::<f64>() / n, y.iter().sum::<f64>() / n);
    let sum = |term: &dyn Fn(f64, f64) -> f64| x.iter().zip(y).map(|(x, y)| term(x - mx, y - my)).sum::<f64>();
    let r = sum(&|x, y| x * y) / (sum(&|x, _| x * x) * sum(&|_, y| y * y)).sqrt();
    if !r.is_finite() {
        return None;
    }
    let r = r.clamp(-1.0, 1.0);
    let t = r * ((n - 2.0) / (1.0 - r * r)).sqrt();
    let p = if r.abs() == 1.0 { 0.0 } else { 2.0 * t_tails(-t.abs(), n - 2.0)?.lower };
    Some(Test { statistic: r, df: Some(n - 2.0), p })
}

/// Fisher's interval of Pearson's correlation of `n` pairs.
pub fn correlation_interval(r: f64, n: f64, confidence: f64) -> Option<Interval> {
    let reach = two_sided(confidence, None)? / (n - 3.0).sqrt();
    (n > 3.0).then(|| Interval { low: (r.atanh() - reach).tanh(), high: (r.atanh() + reach).tanh() })
}

/// Spearman's correlation.
pub fn correlation_of_ranks(x: &[f64], y: &[f64]) -> Option<Test> {
    correlation(&midranks(x), &midranks(y))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1, 2, 3 with 1, 3, 2: r = ½ both ways, t = 1/√3 with one degree of freedom: p = 2/3.
    #[test]
    fn by_hand() {
        for found in [correlation(&[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0]), correlation_of_ranks(&[1.0, 2.0, 3.0], &[10.0, 99.0, 50.0])]
        {
            let found = found.unwrap();
            assert!((found.statistic - 0.5).abs() < 1e-12 && (found.p - 2.0 / 3.0).abs() < 1e-12);
        }
        assert_eq!(correlation(&[1.0, 1.0, 1.0], &[1.0, 3.0, 2.0]), None);
        assert_eq!(correlation_interval(0.5, 3.0, 0.95), None);
    }
}

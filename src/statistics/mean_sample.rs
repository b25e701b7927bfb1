//! Mean of single values with Student's interval.
//!
//! # Formula
//! ```text
//! x̄ = Σx/n      s = √(Σ(x − x̄)²/(n − 1))      limits = x̄ ± t_{n−1}·s/√n
//! ```
//! # Units
//! The unit of the values.
//! # Edge cases
//! Fewer than two values: no interval; none: nothing.
//! # Source
//! Altman (1991), Practical Statistics for Medical Research, 8.4.
//! # Agrees with
//! R `stats::t.test`, `PHEindicatormethods::phe_mean`.

use crate::statistics::Interval;
use crate::statistics::mean_student::mean_student;

/// Mean, spread and number of values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moments {
    /// How many values.
    pub n: f64,
    /// Their mean.
    pub mean: f64,
    /// Their variance with n − 1; not a number with fewer than two values.
    pub variance: f64,
}

/// Mean and spread of values.
pub fn moments(values: &[f64]) -> Option<Moments> {
    let n = values.len() as f64;
    let first = values.iter().sum::<f64>() / n;
    let mean = first + values.iter().map(|x| x - first).sum::<f64>() / n;
    let squares: f64 = values.iter().map(|x| (x - mean).powi(2)).sum();
    (!values.is_empty()).then(|| Moments { n, mean, variance: squares / (n - 1.0) })
}

/// The mean's interval.
pub fn mean_sample(sample: Moments, confidence: f64) -> Option<Interval> {
    if sample.n < 2.0 {
        return None;
    }
    mean_student(sample.mean, (sample.variance / sample.n).sqrt(), Some(sample.n - 1.0), confidence)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1, 2, 3: mean 2, variance 1; with two degrees of freedom t = 4.3027.
    #[test]
    fn by_hand() {
        let sample = moments(&[1.0, 2.0, 3.0]).unwrap();
        assert_eq!((sample.mean, sample.variance), (2.0, 1.0));
        let interval = mean_sample(sample, 0.95).unwrap();
        assert!((interval.high - 2.0 - 4.302652729749464 / 3.0_f64.sqrt()).abs() < 1e-9);
        assert_eq!(moments(&[]), None);
        assert_eq!(mean_sample(moments(&[1.0]).unwrap(), 0.95), None);
    }
}

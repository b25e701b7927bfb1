//! Mean and variance of values whose weights are numbers of people.
//!
//! # Formula
//! ```text
//! x̄ = Σwx/Σw      s² = Σw(x − x̄)²/(Σw − 1)
//! ```
//! # Units
//! The unit of the values, and its square.
//! # Edge cases
//! No weight: none. A weight of one person or less in all: no variance.
//! # Source
//! Cochran (1977), Sampling Techniques, 2.5, on repeated values.
//! # Agrees with
//! R `Hmisc::wtd.mean`, `Hmisc::wtd.var`.

/// The weighted mean of (value, weight).
pub fn weighted_mean(values: &[(f64, f64)]) -> Option<f64> {
    let total: f64 = values.iter().map(|(_, w)| w).sum();
    (total > 0.0).then(|| values.iter().map(|(x, w)| x * w).sum::<f64>() / total)
}

/// The weighted variance of (value, weight).
pub fn weighted_variance(values: &[(f64, f64)]) -> Option<f64> {
    let mean = weighted_mean(values)?;
    let total: f64 = values.iter().map(|(_, w)| w).sum();
    (total > 1.0).then(|| values.iter().map(|(x, w)| w * (x - mean).powi(2)).sum::<f64>() / (total - 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One at 0 and three at 4: mean 3, variance (9 + 3)/3.
    #[test]
    fn by_hand() {
        assert_eq!(weighted_mean(&[(0.0, 1.0), (4.0, 3.0)]), Some(3.0));
        assert_eq!(weighted_variance(&[(0.0, 1.0), (4.0, 3.0)]), Some(4.0));
        assert_eq!(weighted_variance(&[(5.0, 1.0)]), None);
        assert_eq!(weighted_mean(&[]), None);
    }
}

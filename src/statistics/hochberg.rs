//! Hochberg's adjustment of p-values.
//!
//! Holm's factors taken from the largest value downwards: smaller adjusted values, valid for independent tests.
//!
//! # Formula
//! ```text
//! p̃_(i) = min(1, min_{j ≥ i} (m − j + 1)·p_(j))       p_(1) ≤ … ≤ p_(m)
//! ```
//! # Units
//! p-values from 0 to 1, in the order given.
//! # Edge cases
//! No p-values: none. Ties get the same value.
//! # Source
//! Hochberg (1988), Biometrika 75:800–802.
//! # Agrees with
//! R `stats::p.adjust(method = "hochberg")`.

use crate::statistics::holm::from_the_smallest;

/// The adjusted p-values in the order given.
pub fn hochberg(p: &[f64]) -> Vec<f64> {
    from_the_largest(p, &|rank, m| m - rank + 1.0)
}

/// A factor by rank (1 the smallest), made monotone from the largest p-value downwards.
pub(super) fn from_the_largest(p: &[f64], factor: &dyn Fn(f64, f64) -> f64) -> Vec<f64> {
    let m = p.len() as f64;
    let (mut lowest, mut adjusted) = (1.0_f64, vec![0.0; p.len()]);
    for (step, (index, p)) in from_the_smallest(p).into_iter().rev().enumerate() {
        lowest = lowest.min(factor(m - step as f64, m) * p);
        adjusted.get_mut(index).into_iter().for_each(|adjusted| *adjusted = lowest);
    }
    adjusted
}

#[cfg(test)]
mod tests {
    /// 0.01·3, min(0.03·2, 0.04), 0.04·1.
    #[test]
    fn by_hand() {
        let adjusted = super::hochberg(&[0.01, 0.04, 0.03]);
        for (ours, right) in adjusted.iter().zip([0.03, 0.04, 0.04]) {
            assert!((ours - right).abs() < 1e-15);
        }
    }
}

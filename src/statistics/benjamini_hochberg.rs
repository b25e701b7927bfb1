//! Benjamini and Hochberg's adjustment: the expected share of false positives among the positives is kept.
//!
//! Chosen by the plan when many regions are compared at once and a few false positives can be borne.
//!
//! # Formula
//! ```text
//! p̃_(i) = min(1, min_{j ≥ i} m/j · p_(j))       p_(1) ≤ … ≤ p_(m)
//! ```
//! # Units
//! p-values from 0 to 1, in the order given.
//! # Edge cases
//! No p-values: none.
//! # Source
//! Benjamini & Hochberg (1995), J R Stat Soc B 57:289–300.
//! # Agrees with
//! R `stats::p.adjust(method = "BH")`.

use crate::statistics::hochberg::from_the_largest;

/// The adjusted p-values in the order given.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    from_the_largest(p, &|rank, m| m / rank)
}

#[cfg(test)]
mod tests {
    #[test]
    fn by_hand() {
        let adjusted = super::benjamini_hochberg(&[0.01, 0.04, 0.03]);
        for (ours, right) in adjusted.iter().zip([0.03, 0.04, 0.04]) {
            assert!((ours - right).abs() < 1e-15);
        }
    }
}

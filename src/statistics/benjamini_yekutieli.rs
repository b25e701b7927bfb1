//! Benjamini and Yekutieli's adjustment of p-values: the false discovery rate under any dependence between the tests.
//!
//! # Formula
//! ```text
//! p̃_(i) = min(1, min_{j ≥ i} (Σ_{k=1}^m 1/k)·(m/j)·p_(j))       p_(1) ≤ … ≤ p_(m)
//! ```
//! # Units
//! p-values from 0 to 1, in the order given.
//! # Edge cases
//! No p-values: none. Ties get the same value.
//! # Source
//! Benjamini & Yekutieli (2001), Annals of Statistics 29:1165–1188.
//! # Agrees with
//! R `stats::p.adjust(method = "BY")`.

use crate::statistics::hochberg::from_the_largest;

/// The adjusted p-values in the order given.
pub fn benjamini_yekutieli(p: &[f64]) -> Vec<f64> {
    let harmonic: f64 = (1..=p.len()).map(|k| 1.0 / k as f64).sum();
    from_the_largest(p, &|rank, m| harmonic * m / rank)
}

#[cfg(test)]
mod tests {
    /// 1.5·2·0.01 and 1.5·0.04.
    #[test]
    fn by_hand() {
        let adjusted = super::benjamini_yekutieli(&[0.04, 0.01]);
        for (ours, right) in adjusted.iter().zip([0.06, 0.03]) {
            assert!((ours - right).abs() < 1e-15);
        }
    }
}

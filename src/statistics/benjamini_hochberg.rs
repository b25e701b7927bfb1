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

/// The adjusted p-values in the order given.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<(usize, f64)> = p.iter().copied().enumerate().collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    let m = p.len();
    let mut lowest = 1.0_f64;
    let mut adjusted: Vec<(usize, f64)> = order
        .into_iter()
        .enumerate()
        .map(|(from_top, (index, p))| {
            lowest = lowest.min(m as f64 / (m - from_top) as f64 * p);
            (index, lowest)
        })
        .collect();
    adjusted.sort_by_key(|(index, _)| *index);
    adjusted.into_iter().map(|(_, p)| p).collect()
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

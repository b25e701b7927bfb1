//! Holm's adjustment of p-values: the chance of any false positive is kept at the level asked for.
//!
//! Chosen by the plan when many regions are compared at once and none may be named wrongly.
//!
//! # Formula
//! ```text
//! p̃_(i) = min(1, max_{j ≤ i} (m − j + 1)·p_(j))       p_(1) ≤ … ≤ p_(m)
//! ```
//! # Units
//! p-values from 0 to 1, in the order given.
//! # Edge cases
//! No p-values: none. Ties get the same value.
//! # Source
//! Holm (1979), Scandinavian Journal of Statistics 6:65–70.
//! # Agrees with
//! R `stats::p.adjust(method = "holm")`.

/// The adjusted p-values in the order given.
pub fn holm(p: &[f64]) -> Vec<f64> {
    let m = p.len();
    let (mut highest, mut adjusted) = (0.0_f64, vec![0.0; m]);
    for (rank, (index, p)) in from_the_smallest(p).into_iter().enumerate() {
        highest = highest.max((m - rank) as f64 * p).min(1.0);
        adjusted.get_mut(index).into_iter().for_each(|adjusted| *adjusted = highest);
    }
    adjusted
}

/// The values with their places, the smallest first.
pub(super) fn from_the_smallest(p: &[f64]) -> Vec<(usize, f64)> {
    let mut order: Vec<(usize, f64)> = p.iter().copied().enumerate().collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    order
}

#[cfg(test)]
mod tests {
    #[test]
    fn by_hand() {
        let adjusted = super::holm(&[0.01, 0.04, 0.03]);
        for (ours, right) in adjusted.iter().zip([0.03, 0.06, 0.06]) {
            assert!((ours - right).abs() < 1e-15);
        }
    }
}

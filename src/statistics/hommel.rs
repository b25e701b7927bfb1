//! Hommel's adjustment of p-values: the closed test built on Simes's.
//!
//! Never larger than Hochberg's, and dearer to compute; for independent or positively dependent tests.
//!
//! # Formula
//! ```text
//! p̃ᵢ = the greatest Simes p-value, min_j s·q_(j)/j, of any subset of s values that holds i
//! ```
//! Computed for every subset size by Wright's recursion.
//! # Units
//! p-values from 0 to 1, in the order given.
//! # Edge cases
//! No p-values: none. One: itself.
//! # Source
//! Hommel (1988), Biometrika 75:383–386; Wright (1992), Biometrics 48:1005–1013.
//! # Agrees with
//! R `stats::p.adjust(method = "hommel")`.

use crate::statistics::holm::from_the_smallest;

/// The adjusted p-values in the order given.
pub fn hommel(p: &[f64]) -> Vec<f64> {
    let order = from_the_smallest(p);
    let sorted: Vec<f64> = order.iter().map(|(_, p)| *p).collect();
    let n = sorted.len();
    let whole = simes(&sorted, n as f64, 1.0);
    let mut least = vec![whole; n];
    let mut adjusted = least.clone();
    for size in (2..n).rev() {
        let (few, many) = sorted.split_at(n - size + 1);
        let q = simes(many, size as f64, 2.0);
        least = few.iter().map(|p| (size as f64 * p).min(q)).collect();
        let last = least.last().copied().unwrap_or(q);
        least.resize(n, last);
        adjusted.iter_mut().zip(&least).for_each(|(most, now)| *most = most.max(*now));
    }
    let mut values = vec![0.0; n];
    for ((index, p), most) in order.iter().zip(adjusted) {
        values.get_mut(*index).into_iter().for_each(|value| *value = most.max(*p).min(1.0));
    }
    values
}

/// The least of size·p/rank over sorted values whose first has the rank `from`.
fn simes(sorted: &[f64], size: f64, from: f64) -> f64 {
    sorted.iter().enumerate().map(|(i, p)| size * p / (from + i as f64)).fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    /// Of 0.02 and 0.03 both pass at 0.03: Simes gives min(2·0.02, 0.03). Of 0.01, 0.02, 0.04 by the closed test.
    #[test]
    fn by_hand() {
        let close = |ours: &[f64], right: &[f64]| ours.iter().zip(right).all(|(a, b)| (a - b).abs() < 1e-15);
        assert!(close(&super::hommel(&[0.03, 0.02]), &[0.03, 0.03]));
        assert!(close(&super::hommel(&[0.01, 0.02, 0.04]), &[0.03, 0.04, 0.04]));
        assert!(close(&super::hommel(&[0.2]), &[0.2]));
    }
}

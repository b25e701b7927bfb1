//! Bonferroni's adjustment of p-values.
//!
//! The simplest that keeps the chance of any false positive; Holm's never gives a larger value.
//!
//! # Formula
//! ```text
//! p̃ᵢ = min(1, m·pᵢ)
//! ```
//! # Units
//! p-values from 0 to 1, in the order given.
//! # Edge cases
//! No p-values: none.
//! # Source
//! Dunn (1961), J Am Stat Assoc 56:52–64.
//! # Agrees with
//! R `stats::p.adjust(method = "bonferroni")`.

/// The adjusted p-values in the order given.
pub fn bonferroni(p: &[f64]) -> Vec<f64> {
    p.iter().map(|value| (p.len() as f64 * value).min(1.0)).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn by_hand() {
        assert_eq!(super::bonferroni(&[0.25, 0.5, 0.125]), [0.75, 1.0, 0.375]);
        assert!(super::bonferroni(&[]).is_empty());
    }
}

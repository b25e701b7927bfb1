//! Gini coefficient of weighted values: 0 where all have the same, near 1 where one has everything.
//!
//! # Formula
//! ```text
//! G = (2·Σ wᵢxᵢWᵢ − Σ wᵢ²xᵢ)/(W·Σ wᵢxᵢ) − 1      values in rising order, Wᵢ the weight up to and with i
//! ```
//! # Units
//! Values without negative ones, in any unit; G from 0 to 1.
//! # Edge cases
//! No weight, or values that sum to nothing: none.
//! # Source
//! Eurostat (2004), Common cross-sectional EU indicators, 131-rev/04.
//! # Agrees with
//! R `laeken::gini` (which gives per cent).

/// The coefficient of (value, weight).
pub fn gini(values: &[(f64, f64)]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut weight, mut sum, mut ranked, mut own) = (0.0, 0.0, 0.0, 0.0);
    for (x, w) in sorted {
        weight += w;
        sum += w * x;
        ranked += w * x * weight;
        own += w * w * x;
    }
    (weight > 0.0 && sum > 0.0).then(|| (2.0 * ranked - own) / (weight * sum) - 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1, 2 and 3: (2·14 − 6)/18 − 1 = 2/9. The same for all: 0.
    #[test]
    fn by_hand() {
        assert!((gini(&[(1.0, 1.0), (3.0, 1.0), (2.0, 1.0)]).unwrap() - 2.0 / 9.0).abs() < 1e-15);
        assert!(gini(&[(4.0, 1.0), (4.0, 2.0)]).unwrap().abs() < 1e-15);
        assert_eq!(gini(&[(0.0, 1.0)]), None);
    }
}

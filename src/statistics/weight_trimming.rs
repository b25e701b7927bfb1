//! Weights cut at limits, with what was cut shared out over the others.
//!
//! Chosen where the plan asks for it, against single respondents that carry an estimate.
//!
//! # Formula
//! ```text
//! w' = min(max(w, lower), upper);   the others + Σ (w − w') / their number
//! ```
//! # Units
//! Limits in the unit of the weights. The sum of weights stays the same.
//! # Edge cases
//! With `strict` it is repeated until every weight lies within; otherwise the shared part may lift a weight above.
//! Limits that cannot hold the sum: the weights as far as they came.
//! # Source
//! Potter (1990), Proc. Survey Research Methods Section, ASA: 225–230.
//! # Agrees with
//! R `survey::trimWeights`.

const MOST_ROUNDS: usize = 1000;

/// Trims weights.
pub fn trim(weights: &[f64], lower: f64, upper: f64, strict: bool) -> Vec<f64> {
    let mut current = weights.to_vec();
    for _ in 0..if strict { MOST_ROUNDS } else { 1 } {
        let outside = |w: &f64| *w < lower || *w > upper;
        let inside = current.iter().filter(|w| !outside(w)).count() as f64;
        if inside == current.len() as f64 {
            break;
        }
        let cut = |w: f64| w.min(upper).max(lower);
        let trimmings: f64 = current.iter().map(|w| w - cut(*w)).sum();
        let share = if inside > 0.0 { trimmings / inside } else { 0.0 };
        current = current.iter().map(|w| if outside(w) { cut(*w) } else { w + share }).collect();
    }
    current
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        assert_eq!(trim(&[1.0, 2.0, 9.0], 0.0, 5.0, false), [3.0, 4.0, 5.0]);
        assert_eq!(trim(&[1.0, 4.0, 9.0], 0.0, 5.0, false), [3.0, 6.0, 5.0]);
        let strict = trim(&[1.0, 4.0, 9.0], 0.0, 5.0, true);
        assert!(strict.iter().zip([4.0, 5.0, 5.0]).all(|(a, b)| (a - b).abs() < 1e-12));
    }
}

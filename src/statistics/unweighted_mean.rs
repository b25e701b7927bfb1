//! Unweighted mean of independent estimates: similar regions held together, each counting the same.
//!
//! Chosen for the mean of similar regions where their figures are published. Every region has one vote, as in Kolada's
//! group values; it is not the mean over the people who live in them. Regions of one sample are averaged over their
//! scores instead, with their covariance (`contrast`).
//!
//! # Formula
//! ```text
//! θ̄ = Σ θ_k / m      se² = Σ se_k² / m²      k = 1 … m
//! ```
//! # Units
//! The unit of the estimates. Degrees of freedom are the smallest known, else the normal distribution.
//! # Edge cases
//! No estimates: none. An estimate without a standard error: the mean is known and its standard error is not.
//! # Source
//! Cochran (1977), Sampling Techniques, 5.2, with equal weights; RKA, Kolada, "ovägt medel".
//! # Agrees with
//! R `mean` and `sqrt(sum(se^2)) / length(se)`.

use crate::statistics::difference_independent::Side;

/// The mean, its standard error where every estimate has one, and its degrees of freedom.
pub fn unweighted_mean(estimates: &[(f64, Option<f64>, Option<f64>)]) -> Option<(f64, Option<Side>)> {
    let m = estimates.len() as f64;
    if estimates.is_empty() {
        return None;
    }
    let value = estimates.iter().map(|(value, ..)| value).sum::<f64>() / m;
    let squares: Option<Vec<f64>> = estimates.iter().map(|(_, se, _)| se.map(|se| se * se)).collect();
    let df = estimates.iter().filter_map(|(.., df)| *df).reduce(f64::min);
    Some((value, squares.map(|all| Side { value, se: all.iter().sum::<f64>().sqrt() / m, df })))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 10 ± 3 and 20 ± 4: 15 ± 2.5.
    #[test]
    fn by_hand() {
        let (value, side) = unweighted_mean(&[(10.0, Some(3.0), None), (20.0, Some(4.0), Some(8.0))]).unwrap();
        assert_eq!((value, side.unwrap().se, side.unwrap().df), (15.0, 2.5, Some(8.0)));
        assert_eq!(unweighted_mean(&[(10.0, Some(3.0), None), (20.0, None, None)]).unwrap(), (15.0, None));
        assert_eq!(unweighted_mean(&[]), None);
    }
}

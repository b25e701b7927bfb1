//! Durbin and Watson's statistic: whether neighbouring residuals of a trend resemble each other.
//!
//! Near 2 they do not; well below 2 they do, and ordinary standard errors are too small.
//!
//! # Formula
//! ```text
//! d = Σ(eₜ − eₜ₋₁)²/Σeₜ²
//! ```
//! # Units
//! Residuals in order of time; d from 0 to 4.
//! # Edge cases
//! No residuals, or all of them 0: none.
//! # Source
//! Durbin & Watson (1950), Biometrika 37:409–428.
//! # Agrees with
//! R `lmtest::dwtest` (the statistic).

/// The statistic.
pub fn durbin_watson(residuals: &[f64]) -> Option<f64> {
    let steps: f64 = residuals.iter().zip(residuals.iter().skip(1)).map(|(a, b)| (b - a).powi(2)).sum();
    let all: f64 = residuals.iter().map(|e| e * e).sum();
    (all > 0.0).then(|| steps / all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        assert_eq!(durbin_watson(&[1.0, -1.0, 1.0, -1.0]), Some(3.0));
        assert_eq!(durbin_watson(&[1.0, 1.0, -1.0, -1.0]), Some(1.0));
        assert_eq!(durbin_watson(&[0.0]), None);
    }
}

//! A region's estimate drawn towards the mean over regions, the more the fewer answers it rests on.
//!
//! Shown beside the estimate where small regions would otherwise fill both ends of a ranking.
//!
//! # Formula
//! ```text
//! λ = τ²/(τ² + v)      θ̃ = λ·y + (1 − λ)·μ̂      se = √(λ·v + (1 − λ)²·V(μ̂))
//! ```
//! # Units
//! The unit of the estimates.
//! # Edge cases
//! τ² = 0: every region gets the mean. A variance that is not positive: none.
//! # Source
//! Raudenbush & Bryk (1985), J Educ Stat 10:75–98; Morris (1983), J Am Stat Assoc 78:47–55.
//! # Agrees with
//! R `metafor::blup`.

use crate::statistics::Interval;
use crate::statistics::mean_student::mean_student;
use crate::statistics::random_effects::RandomEffects;

/// A shrunk estimate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shrunk {
    /// The estimate.
    pub value: f64,
    /// Its standard error.
    pub se: f64,
    /// Its interval.
    pub interval: Interval,
}

/// A region's estimate `y` with variance `v`, among regions with this mean and variance between them.
pub fn shrinkage(y: f64, v: f64, regions: &RandomEffects, confidence: f64) -> Option<Shrunk> {
    if v.is_nan() || v <= 0.0 {
        return None;
    }
    let own = regions.tau2 / (regions.tau2 + v);
    let value = own * y + (1.0 - own) * regions.mean;
    let se = (own * v + ((1.0 - own) * regions.se_mean).powi(2)).sqrt();
    Some(Shrunk { value, se, interval: mean_student(value, se, None, confidence)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::random_effects::{Estimator, Precision, random_effects};

    /// τ² = 3 and v = 1: three quarters of the way from 2 to 4, se² = ¾ + (4/3)/16.
    #[test]
    fn by_hand() {
        let regions = random_effects(&[(0.0, 1.0), (2.0, 1.0), (4.0, 1.0)], Estimator::Hedges, Precision::FULL).unwrap();
        let found = shrinkage(4.0, 1.0, &regions, 0.95).unwrap();
        assert!((found.value - 3.5).abs() < 1e-12);
        assert!((found.se - (0.75 + 1.0 / 12.0_f64).sqrt()).abs() < 1e-12);
        assert_eq!(shrinkage(4.0, 0.0, &regions, 0.95), None);
    }
}

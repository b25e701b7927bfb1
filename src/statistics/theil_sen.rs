//! Theil and Sen's slope: the median of the slopes between every two points, unmoved by a single odd year.
//!
//! # Formula
//! ```text
//! b = median of (yⱼ − yᵢ)/(xⱼ − xᵢ) over i < j with xᵢ ≠ xⱼ
//! ```
//! # Units
//! The unit of y per unit of x.
//! # Edge cases
//! No two points with different x: none.
//! # Source
//! Sen (1968), J Am Stat Assoc 63:1379–1389.
//! # Agrees with
//! R `median` of the pairwise slopes.

use crate::statistics::sample_quantile::sample_quantile;

/// The slope through (x, y).
pub fn theil_sen(points: &[(f64, f64)]) -> Option<f64> {
    let slopes = points.iter().enumerate().flat_map(|(i, (x1, y1))| {
        points.iter().skip(i + 1).filter(move |(x2, _)| x1 != x2).map(move |(x2, y2)| (y2 - y1) / (x2 - x1))
    });
    sample_quantile(&slopes.collect::<Vec<f64>>(), 0.5, 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// On a line but for one point.
    #[test]
    fn one_odd_point() {
        let points = [(1.0, 2.0), (2.0, 4.0), (3.0, 60.0), (4.0, 8.0), (5.0, 10.0)];
        assert_eq!(theil_sen(&points), Some(2.0));
        assert_eq!(theil_sen(&[(1.0, 2.0), (1.0, 3.0)]), None);
    }
}

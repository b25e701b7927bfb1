//! Chi-squared test of a table of counts: whether rows and columns belong together.
//!
//! # Formula
//! ```text
//! E = row·column/n      χ² = Σ(|O − E| − c)²/E      c = min(½, |O − E|) for two by two when corrected, else 0
//! ```
//! # Units
//! Counts in; (r − 1)(c − 1) degrees of freedom.
//! # Edge cases
//! A margin of 0, fewer than two rows or columns: none.
//! # Source
//! Pearson (1900), Philosophical Magazine 50:157–175; Yates (1934), JRSS Supplement 1:217–235.
//! # Agrees with
//! R `stats::chisq.test`.

use crate::statistics::Test;
use crate::statistics::distributions::chi_squared_tails;

/// The test of a table, row by row; `corrected` acts only on two by two.
pub fn chi_squared_table(rows: &[Vec<f64>], corrected: bool) -> Option<Test> {
    let (height, width) = (rows.len(), rows.first()?.len());
    if height < 2 || width < 2 || rows.iter().any(|row| row.len() != width) {
        return None;
    }
    let columns: Vec<f64> = (0..width).map(|at| rows.iter().filter_map(|row| row.get(at)).sum()).collect();
    let total: f64 = columns.iter().sum();
    let distances: Vec<(f64, f64)> = rows
        .iter()
        .flat_map(|row| {
            let sum: f64 = row.iter().sum();
            row.iter().zip(&columns).map(move |(cell, column)| (cell, sum * column / total))
        })
        .map(|(cell, expected)| ((cell - expected).abs(), expected))
        .collect();
    if distances.iter().any(|(_, expected)| expected.is_nan() || *expected <= 0.0) {
        return None;
    }
    let nearest = distances.iter().map(|(distance, _)| *distance).fold(0.5, f64::min);
    let correction = if corrected && height == 2 && width == 2 { nearest } else { 0.0 };
    let statistic = distances.iter().map(|(distance, expected)| (distance - correction).powi(2) / expected).sum();
    let df = ((height - 1) * (width - 1)) as f64;
    Some(Test { statistic, df: Some(df), p: chi_squared_tails(statistic, df)?.upper })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 30 and 20 of 50: expected 25, χ² = 4·25/25; corrected 4·4.5²/25.
    #[test]
    fn by_hand() {
        let table = [vec![30.0, 20.0], vec![20.0, 30.0]];
        assert!((chi_squared_table(&table, false).unwrap().statistic - 4.0).abs() < 1e-12);
        assert!((chi_squared_table(&table, true).unwrap().statistic - 3.24).abs() < 1e-12);
        assert_eq!(chi_squared_table(&[vec![0.0, 1.0], vec![0.0, 2.0]], false), None);
        assert_eq!(chi_squared_table(&[vec![1.0, 1.0]], false), None);
    }
}

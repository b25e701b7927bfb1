//! Fisher's exact test of a table of any size (Freeman and Halton), for small counts.
//!
//! # Formula
//! ```text
//! P(table) = ∏ rows!·∏ columns!/(n!·∏ cells!)      p = Σ P over every table with the same margins and P ≤ P(observed)
//! ```
//! Columns are filled one at a time; unfinished tables with the same rows left and the same probability are merged.
//! # Units
//! Counts in; a probability out.
//! # Edge cases
//! A margin of 0 does not count. No counts, counts that are not whole, or too many tables to go through: none.
//! # Source
//! Freeman & Halton (1951), Biometrika 38:141–149; Mehta & Patel (1983), J Am Stat Assoc 78:427–434.
//! # Agrees with
//! R `stats::fisher.test` for tables larger than two by two.

use statrs::function::gamma::ln_gamma;
use std::collections::HashMap;

const MOST_TABLES: usize = 3_000_000;
/// Probabilities within this of each other, in logarithms, count as equal.
const SAME: f64 = 1e-7;
/// The grid on which logarithms are equal for merging.
const GRID: f64 = 1e-10;

type Unfinished = HashMap<(Vec<u32>, i64), (f64, f64)>;

/// The two-sided p-value of a table, row by row.
pub fn fisher_exact_table(rows: &[Vec<f64>]) -> Option<f64> {
    let width = rows.iter().map(Vec::len).max()?;
    let whole = |value: &f64| *value >= 0.0 && value.fract() == 0.0 && *value < 1e6;
    if rows.iter().any(|row| row.len() != width || !row.iter().all(whole)) {
        return None;
    }
    let mut row_sums: Vec<u32> = rows.iter().map(|row| row.iter().sum::<f64>() as u32).collect();
    let column = |at: usize| rows.iter().filter_map(|row| row.get(at)).sum::<f64>() as u32;
    let mut column_sums: Vec<u32> = (0..width).map(column).collect();
    if row_sums.len() > column_sums.len() {
        std::mem::swap(&mut row_sums, &mut column_sums);
    }
    let ln_factorial = |count: f64| ln_gamma(count + 1.0);
    let observed: f64 = rows.iter().flatten().map(|cell| -ln_factorial(*cell)).sum();
    let total: u32 = row_sums.iter().sum();
    if total == 0 {
        return None;
    }
    let margins: f64 = row_sums.iter().chain(&column_sums).map(|sum| ln_factorial(f64::from(*sum))).sum();
    let constant = margins - ln_factorial(f64::from(total));
    row_sums.sort_unstable();
    let mut states: Unfinished = HashMap::from([((row_sums, 0), (0.0, 1.0))]);
    for sum in column_sums {
        states = filled(&states, sum)?;
    }
    let p: f64 = states.values().filter(|(log, _)| *log <= observed + SAME).map(|(log, count)| count * (log + constant).exp()).sum();
    Some(p.min(1.0))
}

/// Every unfinished table with one more column, whose cells sum to `sum`.
fn filled(states: &Unfinished, sum: u32) -> Option<Unfinished> {
    let mut next: Unfinished = HashMap::new();
    for ((left, _), (log, count)) in states {
        let mut open: Vec<(Vec<u32>, u32, f64)> = vec![(Vec::new(), sum, *log)];
        for (at, most) in left.iter().enumerate() {
            let room: u32 = left.iter().skip(at + 1).sum();
            let spread = |(done, rest, log): &(Vec<u32>, u32, f64)| {
                let (done, rest, log) = (done.clone(), *rest, *log);
                (rest.saturating_sub(room)..=(*most).min(rest)).map(move |cell| {
                    let mut done = done.clone();
                    done.push(most - cell);
                    (done, rest - cell, log - ln_gamma(f64::from(cell) + 1.0))
                })
            };
            open = open.iter().flat_map(spread).collect();
            if open.len() > MOST_TABLES {
                return None;
            }
        }
        for (mut done, _, log) in open {
            done.sort_unstable();
            next.entry((done, (log / GRID).round() as i64)).or_insert((log, 0.0)).1 += count;
        }
        if next.len() > MOST_TABLES {
            return None;
        }
    }
    Some(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::fisher_exact::fisher_exact;

    #[test]
    fn two_by_two_is_the_plain_test() {
        let plain = fisher_exact((3.0, 7.0), (8.0, 2.0), 0.95, 0.0).unwrap().p;
        assert!((fisher_exact_table(&[vec![3.0, 7.0], vec![8.0, 2.0]]).unwrap() - plain).abs() < 1e-10);
    }

    /// Three rows of one each in three columns: all 6 tables are equally likely.
    #[test]
    fn equally_likely() {
        let table = [vec![1.0, 0.0, 0.0], vec![0.0, 1.0, 0.0], vec![0.0, 0.0, 1.0]];
        assert!((fisher_exact_table(&table).unwrap() - 1.0).abs() < 1e-10);
        assert_eq!(fisher_exact_table(&[vec![0.0, 0.0]]), None);
        assert_eq!(fisher_exact_table(&[vec![0.5, 1.0], vec![1.0, 1.0]]), None);
    }
}

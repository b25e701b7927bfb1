//! Kolmogorov and Smirnov's test: whether two samples come from the same distribution.
//!
//! Exact, ties included, for fewer than 10 000 pairs; else by the limit distribution.
//!
//! # Formula
//! ```text
//! D = max |F₁ − F₂|      exact: the share of all orders of the values whose D is as large
//! limit: p = 2·Σ_{k≥1} (−1)^{k−1}·exp(−2k²D²mn/(m + n))
//! ```
//! # Units
//! Values in any unit; D from 0 to 1; two-sided.
//! # Edge cases
//! An empty side: none.
//! # Source
//! Smirnov (1948), Ann Math Stat 19:279–281; Schröer & Trenkler (1995), Comp Stat Data Anal 20:185–202, for ties.
//! # Agrees with
//! R `stats::ks.test` with two samples, with its tolerance of 10⁻⁶ in the limit distribution.

use crate::statistics::Test;

const PAIRS: usize = 10_000;

/// The terms of the limit distribution that R leaves out.
pub const COARSE: f64 = 1e-6;

/// The two-sided test; terms of the limit distribution below `tolerance` are left out.
pub fn kolmogorov_smirnov(a: &[f64], b: &[f64], tolerance: f64) -> Option<Test> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let mut all: Vec<(f64, bool)> = a.iter().map(|x| (*x, true)).chain(b.iter().map(|x| (*x, false))).collect();
    all.sort_by(|x, y| x.0.total_cmp(&y.0));
    let (m, n) = (a.len() as f64, b.len() as f64);
    let last_of_its_value: Vec<bool> =
        all.iter().zip(all.iter().skip(1)).map(|(x, next)| x.0 != next.0).chain([true]).collect();
    let (mut first, mut second, mut statistic) = (0.0, 0.0, 0.0_f64);
    for ((_, of_first), last) in all.iter().zip(&last_of_its_value) {
        if *of_first { first += 1.0 } else { second += 1.0 };
        if *last {
            statistic = statistic.max((first / m - second / n).abs());
        }
    }
    let p = if a.len() * b.len() < PAIRS {
        exact(statistic, a.len(), b.len(), &last_of_its_value)
    } else {
        limit(statistic * (m * n / (m + n)).sqrt(), tolerance)
    };
    Some(Test { statistic, df: None, p: p.clamp(0.0, 1.0) })
}

/// The share of paths to (m, n) that ever stand as far from the diagonal; only ends of ties count.
fn exact(statistic: f64, m: usize, n: usize, counts: &[bool]) -> f64 {
    let (md, nd) = (m as f64, n as f64);
    let least = (0.5 + (statistic * md * nd - 1e-7).floor()) / (md * nd);
    let far = |i: usize, j: usize| {
        let counted = i + j > 0 && counts.get(i + j - 1).copied().unwrap_or(false);
        counted && (i as f64 / md - j as f64 / nd).abs() >= least
    };
    let mut before: Vec<f64> = Vec::new();
    for i in 0..=m {
        let mut row: Vec<f64> = Vec::with_capacity(n + 1);
        for j in 0..=n {
            let share = match (i, j) {
                _ if far(i, j) => 1.0,
                (0, 0) => 0.0,
                _ => {
                    let (from_first, from_second) = (i as f64 / (i + j) as f64, j as f64 / (i + j) as f64);
                    let above = if i > 0 { before.get(j).copied().unwrap_or(0.0) } else { 0.0 };
                    let left = row.last().copied().unwrap_or(0.0);
                    from_first * above + from_second * left
                }
            };
            row.push(share);
        }
        before = row;
    }
    before.last().copied().unwrap_or(1.0)
}

/// The limit distribution's upper tail; below one by the series that converges faster there.
fn limit(x: f64, tolerance: f64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    let smallest = tolerance.max(f64::MIN_POSITIVE);
    if x < 1.0 {
        let most = (2.0 - smallest.ln()).sqrt().floor() as i32;
        let exponent = -std::f64::consts::PI.powi(2) / (8.0 * x * x);
        let sum: f64 = (1..most).step_by(2).map(|k| (exponent * f64::from(k * k)).exp() / x).sum();
        return 1.0 - sum * (2.0 * std::f64::consts::PI).sqrt();
    }
    let term = |k: i32| 2.0 * f64::from(k % 2 * 2 - 1) * (-2.0 * f64::from(k * k) * x * x).exp();
    let mut sum = term(1);
    let mut last = sum;
    for k in 2..1000 {
        if last.abs() <= tolerance {
            break;
        }
        last = term(k);
        sum += last;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two below two: D = 1 in two of six orders; one value tied on both sides: D = ½ or 0.
    #[test]
    fn by_hand() {
        let found = kolmogorov_smirnov(&[1.0, 2.0], &[3.0, 4.0], 0.0).unwrap();
        assert_eq!(found.statistic, 1.0);
        assert!((found.p - 1.0 / 3.0).abs() < 1e-12);
        assert_eq!(kolmogorov_smirnov(&[1.0], &[1.0], 0.0).unwrap(), Test { statistic: 0.0, df: None, p: 1.0 });
        assert_eq!(kolmogorov_smirnov(&[], &[1.0], 0.0), None);
    }

    /// The limit distribution's tabled 5 per cent point is 1.358.
    #[test]
    fn tabled_limit() {
        assert!((limit(1.3581, 0.0) - 0.05).abs() < 1e-4);
        assert!((limit(0.999_999_999, 0.0) - limit(1.0, 0.0)).abs() < 1e-8, "the two series are one function");
    }
}

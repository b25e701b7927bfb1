//! Quantiles of a sample, in the nine ways that statistical programs differ.
//!
//! Type 7 is the default of R and of Excel's PERCENTILE.INC, type 6 of SPSS and Excel's PERCENTILE.EXC, type 2 of SAS.
//!
//! # Formula
//! ```text
//! types 1–3: n·p, with averaging at a step (2) or the nearest even (3)
//! types 4–9: interpolation at (n + 1 − α − β)·p + α, with α, β =
//!   4: 0, 1   5: ½, ½   6: 0, 0   7: 1, 1   8: ⅓, ⅓   9: ⅜, ⅜
//! ```
//! # Units
//! The unit of the values; `p` from 0 to 1.
//! # Edge cases
//! No values, a type that is not 1–9, a probability outside 0–1: none. One value: that value.
//! # Source
//! Hyndman & Fan (1996), American Statistician 50:361–365.
//! # Agrees with
//! R `stats::quantile`.

const FUZZ: f64 = 4.0 * f64::EPSILON;

/// The quantile of values in any order.
pub fn sample_quantile(values: &[f64], p: f64, kind: u8) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted_quantile(&sorted, p, kind)
}

/// The quantile of values in rising order.
pub fn sorted_quantile(sorted: &[f64], p: f64, kind: u8) -> Option<f64> {
    let n = sorted.len() as f64;
    if !(0.0..=1.0).contains(&p) || sorted.is_empty() {
        return None;
    }
    let (place, share) = match kind {
        1..=3 => {
            let at = n * p - if kind == 3 { 0.5 } else { 0.0 };
            let below = (at + FUZZ).floor();
            let beyond = at > below + FUZZ;
            let at_step = match kind {
                1 => 0.0,
                2 => 0.5,
                _ => f64::from(u8::from(below.rem_euclid(2.0) == 1.0)),
            };
            (below, if beyond { 1.0 } else { at_step })
        }
        4..=9 => {
            let (a, b) = match kind {
                4 => (0.0, 1.0),
                5 => (0.5, 0.5),
                6 => (0.0, 0.0),
                7 => (1.0, 1.0),
                8 => (1.0 / 3.0, 1.0 / 3.0),
                _ => (0.375, 0.375),
            };
            let at = a + p * (n + 1.0 - a - b);
            let below = (at + FUZZ).floor();
            let share = at - below;
            (below, if share.abs() < FUZZ { 0.0 } else { share })
        }
        _ => return None,
    };
    let value = |place: f64| sorted.get((place.clamp(1.0, n) - 1.0) as usize).copied();
    let (low, high) = (value(place)?, value(place + 1.0)?);
    Some(match share {
        0.0 => low,
        1.0 => high,
        _ => (1.0 - share) * low + share * high,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lower quartile of 1–10: 3, 3, 2, 2.5, 3, 2.75, 3.25, 35/12, 47/16.
    #[test]
    fn lower_quartile_of_ten() {
        let values: Vec<f64> = (1..=10).rev().map(f64::from).collect();
        let right = [3.0, 3.0, 2.0, 2.5, 3.0, 2.75, 3.25, 35.0 / 12.0, 47.0 / 16.0];
        for (kind, right) in (1..).zip(right) {
            assert!((sample_quantile(&values, 0.25, kind).unwrap() - right).abs() < 1e-12, "type {kind}");
        }
    }

    #[test]
    fn ends() {
        assert_eq!(sample_quantile(&[4.0], 0.3, 6), Some(4.0));
        assert_eq!(sample_quantile(&[], 0.5, 7), None);
        assert_eq!(sample_quantile(&[1.0, 2.0], 0.5, 10), None);
        assert_eq!(sample_quantile(&[1.0, 2.0], 0.5, 2), Some(1.5));
    }
}

//! Quantiles in a survey with intervals: medians of waiting times, quartiles of costs.
//!
//! Chosen for measures of the type quantile. The interval inverts that of the share of values at or below the quantile
//! (Woodruff); its standard error is the interval's half width over the quantile of Student's t.
//!
//! # Formula
//! ```text
//! q(p): the value where the running share of weights S_k/S_n passes p, by one of the rules of Hyndman and Fan:
//!   math, hf1  the first above p, the one at p if met     school, hf2  the middle of the two when met
//!   hf3  nearest even     hf4  S_k/S_n     hf5  (S_k − w_k/2)/S_n     hf6  S_k/(S_n + w_n)     hf7  S_{k−1}/S_{n−1}
//!   hf8  (S_{k−1}/3 + 2S_k/3)/(S_n + w_n/3)     hf9  (3S_{k−1}/8 + 5S_k/8)/(S_n + w_n/4), straight lines between
//! limits: q(lower limit of the share), q(upper limit of the share)
//! ```
//! # Units
//! The unit of the value; p from 0 to 1.
//! # Edge cases
//! No weight: none. A limit of the share outside 0–1: no limit on that side. Rules with straight lines depend on the
//! order of equal values with unequal weights, as in R.
//! # Source
//! Woodruff (1952), JASA 47:635–646; Hyndman & Fan (1996), The American Statistician 50:361–365; Shah & Vaish (2006).
//! # Agrees with
//! R `survey::svyquantile(qrule = …, interval.type = "mean" | "beta" | "xlogit" | "asin" | "score")`.

use crate::statistics::Interval;
use std::cmp::Ordering;

/// How a quantile is read off the running shares.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Rule {
    /// The first value whose share reaches p.
    #[default]
    Math,
    /// The middle of two where p is met exactly.
    School,
    /// Shah and Vaish.
    ShahVaish,
    /// Hyndman and Fan's third.
    Hf3,
    /// Fourth.
    Hf4,
    /// Fifth.
    Hf5,
    /// Sixth.
    Hf6,
    /// Seventh, R's own for data without weights.
    Hf7,
    /// Eighth.
    Hf8,
    /// Ninth.
    Hf9,
}

impl Rule {
    /// A rule by its name in R.
    pub fn parse(name: &str) -> Option<Rule> {
        Some(match name {
            "math" | "hf1" => Rule::Math,
            "school" | "hf2" => Rule::School,
            "shahvaish" => Rule::ShahVaish,
            "hf3" => Rule::Hf3,
            "hf4" => Rule::Hf4,
            "hf5" => Rule::Hf5,
            "hf6" => Rule::Hf6,
            "hf7" => Rule::Hf7,
            "hf8" => Rule::Hf8,
            "hf9" => Rule::Hf9,
            _ => return None,
        })
    }
}

/// Running sums, each rounded once.
fn running(weights: impl Iterator<Item = f64>) -> Vec<f64> {
    let (mut sum, mut lost) = (0.0_f64, 0.0_f64);
    weights
        .map(|w| {
            let next = sum + w;
            lost += if sum.abs() >= w.abs() { (sum - next) + w } else { (w - next) + sum };
            sum = next;
            sum + lost
        })
        .collect()
}

/// The quantile `p` of weighted values; rows without weight are left out.
pub fn survey_quantile(values: &[f64], weights: &[f64], p: f64, rule: Rule) -> Option<f64> {
    let mut pairs: Vec<(f64, f64)> =
        values.iter().copied().zip(weights.iter().copied()).filter(|(_, w)| *w != 0.0).collect();
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
    if rule == Rule::Hf3 {
        pairs.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0.0 };
            same
        });
    }
    let sums = running(pairs.iter().map(|(_, w)| *w));
    let (last, all) = (*pairs.last()?, *sums.last()?);
    let before = |k: usize| if k == 0 { 0.0 } else { sums.get(k - 1).copied().unwrap_or_default() };
    let line = |place: &dyn Fn(usize, f64, f64) -> f64| {
        let shares = pairs.iter().zip(&sums).enumerate().map(|(k, ((_, w), sum))| place(k, *w, *sum));
        along(&shares.zip(pairs.iter().map(|(x, _)| *x)).collect::<Vec<_>>(), p)
    };
    match rule {
        Rule::Math | Rule::School | Rule::Hf3 | Rule::Hf4 => Some(stepped(&pairs, &sums, all, p, rule)?),
        Rule::ShahVaish => {
            let (n, mean) = (pairs.len() as f64, all / pairs.len() as f64);
            let shares = pairs.iter().zip(&sums).map(|((x, w), sum)| ((sum / mean + 0.5 - w / 2.0) / (n + 1.0), *x));
            let mut shares: Vec<(f64, f64)> = shares.collect();
            shares.sort_by(|a, b| a.0.total_cmp(&b.0));
            let below = shares.iter().rev().find(|(share, _)| *share <= p);
            below.or(shares.first()).map(|(_, x)| *x)
        }
        Rule::Hf5 => line(&|_, w, sum| (sum - w / 2.0) / all),
        Rule::Hf6 => line(&|_, _, sum| sum / (all + last.1)),
        Rule::Hf7 => line(&|k, _, _| before(k) / before(pairs.len() - 1)),
        Rule::Hf8 => line(&|k, _, sum| (before(k) / 3.0 + sum * 2.0 / 3.0) / (all + last.1 / 3.0)),
        Rule::Hf9 => line(&|k, _, sum| (before(k) * 3.0 / 8.0 + sum * 5.0 / 8.0) / (all + last.1 / 4.0)),
    }
}

/// The limits of the quantile, from the limits of the share of values at or below it.
pub fn woodruff(values: &[f64], weights: &[f64], share: Interval, rule: Rule) -> Option<Interval> {
    let at = |p: f64| if (0.0..=1.0).contains(&p) { survey_quantile(values, weights, p, rule) } else { None };
    Some(Interval { low: at(share.low)?, high: at(share.high)? })
}

fn stepped(pairs: &[(f64, f64)], sums: &[f64], all: f64, p: f64, rule: Rule) -> Option<f64> {
    let place = sums.iter().rposition(|sum| *sum <= p * all).unwrap_or(0);
    let next = (place + 1).min(pairs.len() - 1);
    let (low, high) = (pairs.get(place)?.0, pairs.get(next)?.0);
    let under = p - sums.get(place)? / all;
    let over = sums.get(next)? / all - p;
    Some(match rule {
        Rule::School if under == 0.0 => (low + high) / 2.0,
        Rule::Hf3 if under == 0.0 && place % 2 == 1 => low,
        Rule::Hf4 => {
            let share = under / (over + under);
            low * (1.0 - share) + high * share
        }
        Rule::Math if under == 0.0 => low,
        _ => high,
    })
}

/// Straight lines between points, level outside them.
fn along(points: &[(f64, f64)], at: f64) -> Option<f64> {
    let (first, last) = (points.first()?, points.last()?);
    if at.is_nan() {
        return None;
    }
    if at <= first.0 || at >= last.0 {
        return Some(if at <= first.0 { first.1 } else { last.1 });
    }
    let after = points.partition_point(|(x, _)| x.partial_cmp(&at) != Some(Ordering::Greater));
    let (a, b) = (points.get(after.checked_sub(1)?)?, points.get(after)?);
    Some(if a.0 == at { a.1 } else { a.1 + (b.1 - a.1) * ((at - a.0) / (b.0 - a.0)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1, 2, 3, 4 with equal weights: the rules of Hyndman and Fan at the median and at 0.3, by hand.
    #[test]
    fn rules_by_hand() {
        let quantile = |p: f64, rule| survey_quantile(&[4.0, 2.0, 1.0, 3.0, 9.0], &[5.0, 5.0, 5.0, 5.0, 0.0], p, rule).unwrap();
        assert_eq!(quantile(0.5, Rule::Math), 2.0);
        assert_eq!(quantile(0.5, Rule::School), 2.5);
        assert_eq!(quantile(0.5, Rule::Hf3), 2.0);
        for (rule, expected) in [(Rule::Hf4, 1.2), (Rule::Hf5, 1.7), (Rule::Hf6, 1.5), (Rule::Hf7, 1.9)] {
            assert!((quantile(0.3, rule) - expected).abs() < 1e-12, "{rule:?}");
        }
        assert!((quantile(0.3, Rule::Hf8) - (0.3 * 13.0 / 3.0 + 1.0 / 3.0)).abs() < 1e-12);
        assert!((quantile(0.3, Rule::Hf9) - (0.3 * 4.25 + 0.375)).abs() < 1e-12);
        assert_eq!(survey_quantile(&[], &[], 0.5, Rule::Math), None);
    }
}

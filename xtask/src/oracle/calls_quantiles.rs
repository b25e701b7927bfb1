//! Calls about one sample: quantiles, weighted or not, moments, Gini.

use crate::oracle::answer::Answer;
use crate::oracle::beside::numbers;
use crate::oracle::calls::{Answered, Asked};
use rikssnitt::statistics::gini::gini;
use rikssnitt::statistics::sample_quantile::sample_quantile;
use rikssnitt::statistics::weighted_moments::{weighted_mean, weighted_variance};
use rikssnitt::statistics::weighted_quantile::{Rule, weighted_quantile};

const PER_CENT: f64 = 100.0;
const DENOMINATORS: std::ops::RangeInclusive<u8> = 1..=16;

pub fn answer(asked: &Asked<'_>) -> Option<Answered> {
    let rows = asked.rows();
    let values = || numbers(&rows, ["value"]).iter().map(|[x]| *x).collect::<Vec<f64>>();
    let weighted = || numbers(&rows, ["value", "w"]).iter().map(|[x, w]| (*x, *w)).collect::<Vec<_>>();
    let evenly = || values().into_iter().map(|x| (x, 1.0)).collect::<Vec<_>>();
    let words: Vec<&str> = asked.call.split_whitespace().collect();
    let found = match words.as_slice() {
        ["quantile", "type", kind, ..] => {
            probability(asked.level).zip(kind.parse().ok()).and_then(|(p, kind)| sample_quantile(&values(), p, kind))
        }
        ["Hmisc::wtd.quantile" | "wtd.quantile", ..] => {
            probability(asked.level).and_then(|p| weighted_quantile(&weighted(), p, Rule::Interpolated))
        }
        ["laeken::weightedQuantile" | "weightedQuantile", ..] => {
            probability(asked.level).and_then(|p| weighted_quantile(&weighted(), p, Rule::Stepwise))
        }
        ["laeken::weightedMedian", ..] => weighted_quantile(&weighted(), 0.5, Rule::Stepwise),
        ["Hmisc::wtd.mean", ..] => weighted_mean(&weighted()),
        ["Hmisc::wtd.var", ..] => weighted_variance(&weighted()),
        ["laeken::gini", "unweighted", ..] => gini(&evenly()).map(|gini| PER_CENT * gini),
        ["laeken::gini", ..] => gini(&weighted()).map(|gini| PER_CENT * gini),
        _ => return None,
    };
    Some(Ok(found.map(Answer::from)))
}

/// A probability printed with fifteen digits: the simple fraction that it was, where it is one.
fn probability(text: &str) -> Option<f64> {
    let p: f64 = text.parse().ok()?;
    let fractions = DENOMINATORS.map(f64::from).map(|d| (p * d).round() / d);
    let near = fractions.into_iter().find(|fraction| (fraction - p).abs() < 1e-14);
    Some(near.unwrap_or(p))
}

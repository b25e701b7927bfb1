//! Standardised values, adjusted comparisons and tests of whole distributions as they are shown.

use super::estimate::period_text;
use crate::compare::background::{AdjustedComparison, AnswersTest, Standardised};
use serde::Serialize;

/// A value at the standard's mix of background.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StandardisedView {
    measure: String,
    region: String,
    period: String,
    by: Vec<String>,
    /// `nation` from a file with all its regions, the `file`'s regions, or `given` by the plan.
    standard: &'static str,
    covered: f64,
    n: u64,
    raw: f64,
    value: f64,
    se: f64,
    low: f64,
    high: f64,
    df: Option<f64>,
    nation: Option<f64>,
    difference: Option<f64>,
    difference_se: Option<f64>,
    difference_low: Option<f64>,
    difference_high: Option<f64>,
    p: Option<f64>,
    method: &'static str,
}

/// A level against the base with others held equal.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AdjustedView {
    id: String,
    measure: String,
    region: String,
    period: String,
    by: String,
    level: String,
    base: String,
    given: Vec<String>,
    n: u64,
    n_level: u64,
    n_base: u64,
    odds_ratio: f64,
    odds_low: f64,
    odds_high: f64,
    difference: f64,
    se: f64,
    low: f64,
    high: f64,
    df: Option<f64>,
    p: f64,
    raw_difference: f64,
    raw_low: f64,
    raw_high: f64,
    method: &'static str,
}

/// A test of the whole distribution of answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AnswersTestView {
    measure: String,
    region: String,
    period: String,
    /// The earlier period; `null` against the rest of the file in the same period.
    earlier: Option<String>,
    n: u64,
    n_against: u64,
    statistic: f64,
    df: Option<f64>,
    denominator: Option<f64>,
    p: f64,
    method: &'static str,
}

pub(super) fn standardised(it: &Standardised) -> StandardisedView {
    let test = it.nation.as_ref().map(|(_, test)| test);
    StandardisedView {
        measure: it.measure.clone(),
        region: it.region.code(),
        period: period_text(it.period),
        by: it.by.clone(),
        standard: it.standard.as_str(),
        covered: it.covered,
        n: it.n,
        raw: it.raw,
        value: it.value.difference,
        se: it.value.se,
        low: it.value.interval.low,
        high: it.value.interval.high,
        df: it.value.df,
        nation: it.nation.as_ref().map(|(value, _)| *value),
        difference: test.map(|test| test.difference),
        difference_se: test.map(|test| test.se),
        difference_low: test.map(|test| test.interval.low),
        difference_high: test.map(|test| test.interval.high),
        p: test.map(|test| test.p),
        method: "survey_standardisation",
    }
}

pub(super) fn adjusted(it: &AdjustedComparison) -> AdjustedView {
    let [n, n_level, n_base] = it.n;
    AdjustedView {
        id: it.plan.id.clone(),
        measure: it.plan.measure.clone(),
        region: it.region.code(),
        period: period_text(it.period),
        by: it.plan.by.clone(),
        level: it.level.clone(),
        base: it.base.clone(),
        given: it.plan.given.clone(),
        n,
        n_level,
        n_base,
        odds_ratio: it.odds_ratio.0,
        odds_low: it.odds_ratio.1.low,
        odds_high: it.odds_ratio.1.high,
        difference: it.difference.difference,
        se: it.difference.se,
        low: it.difference.interval.low,
        high: it.difference.interval.high,
        df: it.difference.df,
        p: it.difference.p,
        raw_difference: it.raw.difference,
        raw_low: it.raw.interval.low,
        raw_high: it.raw.interval.high,
        method: "survey_predictive_margin",
    }
}

pub(super) fn answers(it: &AnswersTest) -> AnswersTestView {
    let [n, n_against] = it.n;
    AnswersTestView {
        measure: it.measure.clone(),
        region: it.region.code(),
        period: period_text(it.period),
        earlier: it.earlier.map(|period| period.to_string()),
        n,
        n_against,
        statistic: it.test.statistic,
        df: it.test.df,
        denominator: it.test.denominator,
        p: it.test.p,
        method: "chi_square_survey",
    }
}

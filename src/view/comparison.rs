//! One comparison as it is shown.

use super::estimate::{origin, parts, period};
use crate::assess::Judged;
use crate::compare::{Comparison, Outcome, Side};
use crate::statistics::Difference;
use serde::Serialize;

/// The other side of a comparison.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AgainstView {
    /// Whose value it is: `nation`, `rest`, `peers`, `same`, `level` or `other_levels`.
    pub population: &'static str,
    /// Region code; empty for a mean of several.
    pub region: String,
    /// The regions behind a mean of several.
    pub regions: Vec<String>,
    /// The other measure, where it is one.
    pub measure: Option<String>,
    /// Period.
    pub period: String,
    /// Level of the group.
    pub level: Option<String>,
    /// Value.
    pub value: Option<f64>,
    /// `data`, `reference`, `user` or `file`.
    pub source: &'static str,
}

/// A difference in people, with its interval.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PeopleView {
    /// The difference in people.
    pub value: f64,
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
    /// The people that the answers stand for.
    pub of: f64,
}

/// One comparison.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComparisonView {
    /// Id of the measure.
    pub measure: String,
    /// What is held against what.
    pub kind: &'static str,
    /// Region code.
    pub region: String,
    /// Period.
    pub period: String,
    /// Group.
    pub group: Option<String>,
    /// Level of the group.
    pub level: Option<String>,
    /// The first side's value: a level, a gap or a change.
    pub value: Option<f64>,
    /// The other side.
    pub against: AgainstView,
    /// First minus second.
    pub difference: Option<f64>,
    /// Its standard error.
    pub se: Option<f64>,
    /// Lower limit.
    pub low: Option<f64>,
    /// Upper limit.
    pub high: Option<f64>,
    /// Test statistic.
    pub statistic: Option<f64>,
    /// Degrees of freedom.
    pub df: Option<f64>,
    /// p-value.
    pub p: Option<f64>,
    /// Adjusted p-value.
    pub p_adjusted: Option<f64>,
    /// Statistic.
    pub method: &'static str,
    /// Verdict.
    pub verdict: &'static str,
    /// Why, or what to bear in mind.
    pub reason: Option<&'static str>,
    /// The smallest difference that matters here, in the measure's unit.
    pub relevance: Option<f64>,
    /// Answers needed to decide.
    pub n_needed: Option<f64>,
    /// The smallest difference that would have been seen in four attempts out of five.
    pub detectable: Option<f64>,
    /// People that the difference stands for.
    pub people: Option<PeopleView>,
    /// `file` or `reference`.
    pub source: &'static str,
}

/// A comparison with its verdict.
pub(super) fn comparison(judged: &Judged) -> ComparisonView {
    let Comparison { measure, kind, domain, against, outcome, p_adjusted, method, value, .. } = &judged.comparison;
    let test: Option<&Difference> = if let Outcome::Tested(test) = outcome { Some(test) } else { None };
    let untested = if let Outcome::Untested(difference) = outcome { *difference } else { None };
    let (group, level) = parts(domain);
    ComparisonView {
        measure: measure.clone(),
        kind: kind.as_str(),
        region: domain.region.code(),
        period: period(domain),
        group,
        level,
        value: *value,
        against: AgainstView {
            population: against.population.as_str(),
            region: if against.regions.is_empty() { against.domain.region.code() } else { String::new() },
            regions: against.regions.iter().map(|region| region.code()).collect(),
            measure: against.measure.clone(),
            period: period(&against.domain),
            level: against.domain.group.as_ref().map(|(_, level)| level.clone()),
            value: against.value,
            source: match against.side {
                Side::Data => "data",
                Side::Reference => "reference",
                Side::User => "user",
                Side::File => "file",
            },
        },
        difference: test.map(|it| it.difference).or(untested),
        se: test.map(|it| it.se),
        low: test.map(|it| it.interval.low),
        high: test.map(|it| it.interval.high),
        statistic: test.map(|it| it.statistic),
        df: test.and_then(|it| it.df),
        p: test.map(|it| it.p),
        p_adjusted: *p_adjusted,
        method,
        verdict: judged.verdict.as_str(),
        reason: judged.reason.map(|reason| reason.as_str()),
        relevance: judged.relevance,
        n_needed: judged.n_needed,
        detectable: judged.detectable,
        people: judged.comparison.people.map(|it| PeopleView {
            value: it.value,
            low: it.interval.low,
            high: it.interval.high,
            of: it.of,
        }),
        source: origin(judged.comparison.origin),
    }
}

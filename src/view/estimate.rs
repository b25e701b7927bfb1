//! One estimate as it is shown.

use crate::estimate::{Domain, Estimate, Origin, Status};
use crate::vocabulary::period::Period;
use serde::Serialize;

/// One estimate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EstimateView {
    /// Id of the measure.
    pub measure: String,
    /// Region code.
    pub region: String,
    /// Period.
    pub period: String,
    /// Group.
    pub group: Option<String>,
    /// Level of the group.
    pub level: Option<String>,
    /// Answers.
    pub n: Option<f64>,
    /// Effective number of answers.
    pub n_effective: Option<f64>,
    /// Value.
    pub value: Option<f64>,
    /// Standard error.
    pub se: Option<f64>,
    /// Lower limit.
    pub low: Option<f64>,
    /// Upper limit.
    pub high: Option<f64>,
    /// Degrees of freedom.
    pub df: Option<f64>,
    /// Statistic.
    pub method: &'static str,
    /// `ok`, `hidden` or `inestimable`.
    pub status: &'static str,
    /// `file` or `reference`.
    pub source: &'static str,
}

pub(super) fn period(domain: &Domain) -> String {
    period_text(domain.period)
}

pub(super) fn period_text(period: Option<Period>) -> String {
    period.map(|period| period.to_string()).unwrap_or_default()
}

pub(super) fn parts(domain: &Domain) -> (Option<String>, Option<String>) {
    match &domain.group {
        Some((group, level)) => (Some(group.clone()), Some(level.clone())),
        None => (None, None),
    }
}

pub(super) fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::File | Origin::User => "file",
        Origin::Reference => "reference",
    }
}

/// An estimate of a measure.
pub(super) fn estimate(measure: &str, domain: &Domain, estimate: &Estimate, hidden: bool) -> EstimateView {
    let (group, level) = parts(domain);
    EstimateView {
        measure: measure.to_owned(),
        region: domain.region.code(),
        period: period(domain),
        group,
        level,
        n: estimate.n,
        n_effective: estimate.n_effective,
        value: estimate.value,
        se: estimate.se,
        low: estimate.interval.map(|it| it.low),
        high: estimate.interval.map(|it| it.high),
        df: estimate.df,
        method: estimate.method,
        status: match estimate.status {
            _ if hidden => "hidden",
            Status::Suppressed => "hidden",
            Status::Ok => "ok",
            Status::Inestimable => "inestimable",
        },
        source: origin(estimate.origin),
    }
}

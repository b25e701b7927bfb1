//! Cells and reference → estimates. Calls registered statistics; holds no formula.

pub mod figures;
pub mod measure;
pub mod published;
pub mod survey;

use crate::statistics::Interval;
use crate::statistics::taylor_linearisation::Scores;
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use measure::MeasureInfo;
use std::collections::BTreeMap;

/// What an estimate is about. The nation is region 00.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Domain {
    /// Region or nation.
    pub region: Region,
    /// Period; `None` where the data have none.
    pub period: Option<Period>,
    /// Group and level, where it is about a part.
    pub group: Option<(String, String)>,
}

impl Domain {
    /// The same about another region.
    pub fn in_region(&self, region: Region) -> Domain {
        Domain { region, ..self.clone() }
    }
}

/// Where an estimate comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The user's file.
    File,
    /// The built-in reference.
    Reference,
    /// Given by the user in the plan.
    User,
}

/// What a comparison may build on.
#[derive(Debug, Clone, PartialEq)]
pub enum Basis {
    /// Linearised scores in the measure's sample.
    Survey(Scores),
    /// A share of a count: `p` of `n`, and the number that 1 is written as (100 for per cent).
    Share {
        /// The share, 0–1.
        p: f64,
        /// Answers.
        n: f64,
        /// 100 for per cent, 1 for shares.
        whole: f64,
    },
    /// A published standard error or interval.
    StandardError,
    /// A value alone.
    Bare,
}

/// Whether there is an estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// There is.
    Ok,
    /// Hidden by the publisher.
    Suppressed,
    /// It cannot be estimated.
    Inestimable,
}

/// One estimate. Does not implement `Serialize`.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// Answers behind it.
    pub n: Option<f64>,
    /// Effective number of answers: the simple random sample with the same standard error.
    pub n_effective: Option<f64>,
    /// The value in the measure's unit.
    pub value: Option<f64>,
    /// Its standard error.
    pub se: Option<f64>,
    /// Its interval.
    pub interval: Option<Interval>,
    /// Degrees of freedom of the interval; `None` for the normal distribution.
    pub df: Option<f64>,
    /// The statistic that gave it.
    pub method: &'static str,
    /// Whether there is one.
    pub status: Status,
    /// Where it comes from.
    pub origin: Origin,
    /// What a comparison may build on.
    pub basis: Basis,
    /// Whether the group is a unit of the region, not a part of its population.
    pub unit: bool,
}

impl Estimate {
    /// An estimate that could not be made.
    pub fn none(method: &'static str, status: Status, n: Option<f64>) -> Estimate {
        Estimate {
            n,
            n_effective: None,
            value: None,
            se: None,
            interval: None,
            df: None,
            method,
            status,
            origin: Origin::File,
            basis: Basis::Bare,
            unit: false,
        }
    }
}

/// Shares of each answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    /// Valid answers.
    pub n: u64,
    /// The answers that were given.
    pub answers: Vec<AnswerShare>,
}

/// One answer of a distribution.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerShare {
    /// The answer.
    pub answer: String,
    /// Whether it counts as positive.
    pub positive: bool,
    /// How many gave it; `None` where hidden.
    pub n: Option<u64>,
    /// Its weighted share, 0–1; `None` where hidden.
    pub share: Option<f64>,
}

/// Everything estimated of one measure.
#[derive(Debug, Clone)]
pub struct Measured {
    /// What it is.
    pub measure: MeasureInfo,
    /// The estimates.
    pub estimates: BTreeMap<Domain, Estimate>,
    /// The sample behind survey estimates.
    pub sample: Option<survey::SurveySample>,
    /// Shares of each answer, for proportions.
    pub distributions: BTreeMap<Domain, Distribution>,
}

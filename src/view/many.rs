//! What is said of many at once, as it is shown: places among the regions, numbers of tests, those who answered.

use crate::assess::Tests;
use crate::compare::Ranked;
use crate::estimate::participation::Participation;
use serde::Serialize;

/// A region's place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RankView {
    /// Id of the measure.
    pub measure: String,
    /// Region code.
    pub region: String,
    /// Period.
    pub period: String,
    /// The place of its value.
    pub rank: usize,
    /// The best place that its uncertainty leaves open.
    pub low: usize,
    /// The worst.
    pub high: usize,
    /// How many regions take part.
    pub of: usize,
    /// Which value has place 1: `highest` or `lowest`.
    pub first: &'static str,
    /// Statistic.
    pub method: &'static str,
}

/// How many differences were tested.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MultiplicityView {
    /// `none`, `holm` or `benjamini_hochberg`.
    pub method: &'static str,
    /// Tested differences.
    pub tested: u32,
    /// Those that were shown to differ.
    pub shown: u32,
    /// The level of each test.
    pub level: f64,
    /// Those that chance alone would show, without adjustment.
    pub expected_by_chance: f64,
}

/// Those who answered of those who were asked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ParticipationView {
    /// Region code; 00 for the whole file.
    pub region: String,
    /// Period.
    pub period: String,
    /// How many were asked.
    pub invited: u64,
    /// How many answered.
    pub answered: u64,
    /// Their share, 0–1.
    pub rate: f64,
}

pub(super) fn rank(one: &Ranked) -> RankView {
    RankView {
        measure: one.measure.clone(),
        region: one.region.code(),
        period: one.period.map(|period| period.to_string()).unwrap_or_default(),
        rank: one.rank.place,
        low: one.rank.low,
        high: one.rank.high,
        of: one.rank.of,
        first: if one.highest_first { "highest" } else { "lowest" },
        method: "rank_interval",
    }
}

pub(super) fn multiplicity(tests: &Tests) -> MultiplicityView {
    MultiplicityView {
        method: tests.method.as_str(),
        tested: tests.tested,
        shown: tests.shown,
        level: tests.level,
        expected_by_chance: tests.expected_by_chance,
    }
}

pub(super) fn participation(one: &Participation) -> ParticipationView {
    ParticipationView {
        region: one.region.code(),
        period: one.period.map(|period| period.to_string()).unwrap_or_default(),
        invited: one.invited,
        answered: one.answered,
        rate: one.rate(),
    }
}

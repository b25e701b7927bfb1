//! What a comparison is: two sides, what came of holding them against each other, and what to bear in mind.

use crate::estimate::{Domain, Origin};
use crate::plan::Compare;
use crate::statistics::{Difference, Interval};
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;

/// Where the other side of a comparison comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Estimated from the same file.
    Data,
    /// The built-in reference.
    Reference,
    /// Given by the user.
    User,
    /// Stated in the same file.
    File,
}

/// Why a comparison is not, or not quite, what it seems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The measurement changed between the periods.
    SeriesBreak,
    /// The two sides are defined differently.
    DifferentDefinition,
    /// The two sides are about different periods.
    DifferentPeriod,
    /// Fewer answers than a verdict needs.
    FewAnswers,
    /// There is no national value.
    NoNationalValue,
    /// A side has no known uncertainty.
    NoUncertainty,
    /// The periods overlap, so they share data.
    OverlappingPeriods,
    /// The national value is not the whole nation's.
    PartialNation,
    /// Certain, but smaller than what matters.
    Small,
    /// The base is a pandemic year.
    Pandemic,
    /// On a side it cannot be seen how much sampling units differ.
    NoSpread,
    /// Everyone is counted: there is no sampling to test against.
    FullCount,
}

impl Reason {
    /// The word used in the result.
    pub fn as_str(self) -> &'static str {
        match self {
            Reason::SeriesBreak => "series_break",
            Reason::DifferentDefinition => "different_definition",
            Reason::DifferentPeriod => "different_period",
            Reason::FewAnswers => "few_answers",
            Reason::NoNationalValue => "no_national_value",
            Reason::NoUncertainty => "no_uncertainty",
            Reason::OverlappingPeriods => "overlapping_periods",
            Reason::PartialNation => "partial_nation",
            Reason::Small => "small",
            Reason::Pandemic => "pandemic",
            Reason::NoSpread => "no_spread",
            Reason::FullCount => "full_count",
        }
    }
}

/// What came of holding two sides against each other.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Tested.
    Tested(Difference),
    /// The difference is known, its uncertainty is not.
    Untested(Option<f64>),
    /// The sides are not comparable.
    Refused,
}

/// Whose value the other side is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Population {
    /// The nation.
    Nation,
    /// The nation without the region.
    Rest,
    /// The regions most alike, each counting the same.
    Peers,
    /// The same people at another time or by another measure.
    Same,
    /// Another level of the group.
    Level,
    /// All other levels of the group together: the population at large.
    OtherLevels,
}

impl Population {
    /// The word used in the result.
    pub fn as_str(self) -> &'static str {
        match self {
            Population::Nation => "nation",
            Population::Rest => "rest",
            Population::Peers => "peers",
            Population::Same => "same",
            Population::Level => "level",
            Population::OtherLevels => "other_levels",
        }
    }
}

/// People that a difference of shares stands for, where the weights add up to the population.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct People {
    /// The difference in people.
    pub value: f64,
    /// Its interval.
    pub interval: Interval,
    /// The people that the answers stand for.
    pub of: f64,
}

/// The other side.
#[derive(Debug, Clone, PartialEq)]
pub struct Against {
    /// Whose value it is.
    pub population: Population,
    /// The regions behind a mean of several.
    pub regions: Vec<Region>,
    /// The other measure, where it is one.
    pub measure: Option<String>,
    /// What it is about.
    pub domain: Domain,
    /// Its value.
    pub value: Option<f64>,
    /// Answers behind it.
    pub n: Option<f64>,
    /// Where it comes from.
    pub side: Side,
}

impl Against {
    /// A value with the answers behind it.
    pub fn new(population: Population, domain: Domain, (value, n): (Option<f64>, Option<f64>), side: Side) -> Against {
        Against { population, regions: Vec::new(), measure: None, domain, value, n, side }
    }
}

/// One comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Id of the measure.
    pub measure: String,
    /// What is held against what.
    pub kind: Compare,
    /// The first side.
    pub domain: Domain,
    /// Answers behind the first side.
    pub n: Option<f64>,
    /// Answers behind the smallest of all parts.
    pub least: Option<f64>,
    /// The first side's value: a level, a gap or a change.
    pub value: Option<f64>,
    /// The level that relevance is judged at.
    pub level: Option<f64>,
    /// The other side.
    pub against: Against,
    /// What came of it.
    pub outcome: Outcome,
    /// The p-value adjusted for many comparisons, where the plan asks for it.
    pub p_adjusted: Option<f64>,
    /// The statistic used.
    pub method: &'static str,
    /// Why not, or what to bear in mind.
    pub reason: Option<Reason>,
    /// Whether too few answers withhold the verdict.
    pub withheld: bool,
    /// Answers needed to see a difference of the measure's relevance.
    pub n_needed: Option<f64>,
    /// The smallest difference that would have been seen in four attempts out of five.
    pub detectable: Option<f64>,
    /// People that the difference stands for.
    pub people: Option<People>,
    /// Whether the first side is the user's own.
    pub origin: Origin,
}

/// The nation as a file states it beside the built-in figure, both in the measure's unit.
#[derive(Debug, Clone, PartialEq)]
pub struct NationCheck {
    /// Id of the measure.
    pub measure: String,
    /// Id of the indicator.
    pub indicator: String,
    /// The period of both.
    pub period: Period,
    /// What the file says.
    pub file: f64,
    /// What is built in.
    pub built_in: f64,
}

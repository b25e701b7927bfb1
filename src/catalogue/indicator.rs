//! One indicator: what is counted, among whom, in which unit, and what must be known before it is compared.

use super::Source;
use super::goal::{Goal, Perspective};
use super::reading::{self, invalid};
use crate::error::Error;
use crate::vocabulary::direction::Direction;
use crate::vocabulary::period::Period;
use serde::Deserialize;

/// A text in both languages of the page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Swedish.
    pub sv: String,
    /// English.
    pub en: String,
}

impl Text {
    /// Whether a language is missing.
    pub fn is_incomplete(&self) -> bool {
        self.sv.trim().is_empty() || self.en.trim().is_empty()
    }
}

/// What the figures are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Per cent, 0–100.
    Percent,
    /// An index from 0 to 100.
    Index,
    /// Kronor per inhabitant.
    KronorPerInhabitant,
    /// Kronor per produced unit.
    Kronor,
    /// Number per hundred.
    #[serde(rename = "per_100")]
    Per100,
    /// Number per thousand.
    #[serde(rename = "per_1000")]
    Per1000,
    /// Number per hundred thousand.
    #[serde(rename = "per_100000")]
    Per100000,
    /// Minutes.
    Minutes,
    /// Days.
    Days,
    /// One figure divided by another.
    Ratio,
    /// Years.
    Years,
    /// A number of people or things.
    Number,
    /// Not known.
    Unknown,
}

impl Unit {
    /// Every unit.
    pub const ALL: [Unit; 13] = [
        Unit::Percent,
        Unit::Index,
        Unit::KronorPerInhabitant,
        Unit::Kronor,
        Unit::Per100,
        Unit::Per1000,
        Unit::Per100000,
        Unit::Minutes,
        Unit::Days,
        Unit::Ratio,
        Unit::Years,
        Unit::Number,
        Unit::Unknown,
    ];

    /// The word used in the catalogue, the plan and the result.
    pub fn as_str(self) -> &'static str {
        match self {
            Unit::Percent => "percent",
            Unit::Index => "index",
            Unit::KronorPerInhabitant => "kronor_per_inhabitant",
            Unit::Kronor => "kronor",
            Unit::Per100 => "per_100",
            Unit::Per1000 => "per_1000",
            Unit::Per100000 => "per_100000",
            Unit::Minutes => "minutes",
            Unit::Days => "days",
            Unit::Ratio => "ratio",
            Unit::Years => "years",
            Unit::Number => "number",
            Unit::Unknown => "unknown",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Unit> {
        Unit::ALL.into_iter().find(|unit| unit.as_str() == text)
    }
}

/// Something to know about a period: a break begins with it, a note is about it alone.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dated {
    /// For a break the first period of the new series.
    #[serde(deserialize_with = "reading::period")]
    pub period: Period,
    /// What happened.
    pub note: Text,
}

/// A round that only some regions have figures for, so that the national figure is not the whole nation's.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voluntary {
    /// The round.
    #[serde(deserialize_with = "reading::period")]
    pub period: Period,
    /// How many of the 21 regions have a figure.
    pub regions: u8,
}

/// A level that has been agreed on nationally.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The level, in the unit.
    pub value: f64,
    /// Who set it and for when.
    pub text: Text,
}

/// One indicator of the catalogue.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// The publisher's id where one exists (`U70447`, `EGV330`), else our own.
    pub id: String,
    /// The goal it belongs to.
    pub goal: Goal,
    /// The perspective it gives.
    pub perspective: Perspective,
    /// Shared by indicators that measure the same thing by different definitions.
    pub concept: String,
    /// Its name.
    pub label: Text,
    /// What is counted, among whom, by which rule.
    pub definition: Text,
    /// What it is counted in.
    pub unit: Unit,
    /// Whether higher is better.
    #[serde(deserialize_with = "reading::direction")]
    pub direction: Direction,
    /// Decimals as published, for showing and for recognising.
    pub decimals: u8,
    /// The smallest difference that matters, in the unit; ours and changeable.
    pub relevance: Option<f64>,
    /// Id of its source.
    pub source: String,
    /// How the figures are formed; `as_published` for figures taken over.
    #[serde(deserialize_with = "reading::method")]
    pub method: String,
    /// The measurement changed: before and after are not one series.
    #[serde(default)]
    pub breaks: Vec<Dated>,
    /// Rounds without the whole nation.
    #[serde(default)]
    pub voluntary: Vec<Voluntary>,
    /// What must be known about single periods without being a break.
    #[serde(default)]
    pub notes: Vec<Dated>,
    /// Periods whose figures are rounded more coarsely than `decimals`, or to whole numbers in print.
    #[serde(default, deserialize_with = "reading::periods")]
    pub rounded: Vec<Period>,
    /// Years that one figure is counted over, or is a mean of, when the period names only one of them.
    #[serde(default = "one")]
    pub years: u8,
    /// What the measure does not catch.
    pub misses: Text,
    /// Said where a region has no figure.
    pub empty: Option<Text>,
    /// Other names by which it may be recognised in a file.
    #[serde(default)]
    pub names: Vec<String>,
    /// Indicators of the same matter that it is read beside and does not replace.
    #[serde(default)]
    pub beside: Vec<String>,
    /// A national target.
    #[serde(default)]
    pub target: Option<Target>,
    /// Calculated from published figures rather than published itself; the formula stands in the definition.
    #[serde(default)]
    pub derived: bool,
    /// A share that can pass 100 per cent, because its denominator is an estimate.
    #[serde(default)]
    pub beyond_100: bool,
}

fn one() -> u8 {
    1
}

impl Indicator {
    /// Checks what the types cannot: labels in both languages and a source that exists.
    pub(crate) fn check(&self, file: &str, text: &str, sources: &[Source]) -> Result<(), Error> {
        let breaks = self.breaks.iter().chain(&self.notes).map(|dated| ("note", &dated.note));
        let fixed = [("label", &self.label), ("definition", &self.definition), ("misses", &self.misses)];
        let texts = fixed.into_iter().chain(breaks).chain(self.empty.iter().map(|text| ("empty", text)));
        for (field, words) in texts {
            if words.is_incomplete() {
                return Err(invalid(file, text, &self.id, &format!("{field} is empty in a language")));
            }
        }
        if !sources.iter().any(|source| source.id == self.source) {
            let error = invalid(file, text, &self.id, &format!("no source `{}`", self.source));
            let nearest = reading::nearest(&self.source, sources.iter().map(|source| source.id.as_str()));
            return Err(nearest.map_or(error.clone(), |word| error.with("nearest", word)));
        }
        Ok(())
    }

    /// Whether a break lies between two periods, so that they are not one series.
    pub fn break_between(&self, earlier: Period, later: Period) -> Option<&Dated> {
        self.breaks.iter().find(|change| earlier < change.period && change.period <= later)
    }
}

//! Choices that are ours and can be changed: thresholds, the rule of the weighed assessment, order and labels.

use super::goal::{Goal, Perspective};
use super::indicator::{Text, Unit};
use super::reading;
use crate::vocabulary::period::Period;
use serde::Deserialize;
use std::collections::BTreeMap;

/// An exact share such as one third.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fraction {
    /// Parts.
    pub numerator: u32,
    /// Of how many.
    pub denominator: u32,
}

impl Fraction {
    /// Whether `part` of `whole` is at least this share.
    pub fn reached(self, part: u32, whole: u32) -> bool {
        u64::from(part) * u64::from(self.denominator) >= u64::from(whole) * u64::from(self.numerator)
    }
}

/// Thresholds that hold unless the plan says otherwise.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// Groups smaller than this are hidden.
    pub minimum_n: u32,
    /// No verdict on fewer answers than this.
    pub reliability_n: u32,
    /// Confidence of intervals and tests.
    pub confidence: f64,
    /// Share of tests that point to a difference where there is none: one minus the confidence.
    pub chance: f64,
}

/// When a symbol is set for a goal and perspective, and which.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// A symbol needs at least this share of the concepts tested.
    pub tested: Fraction,
    /// A side wins when its lead over the other is at least this share of the tested.
    pub lead: Fraction,
}

/// A word with its label.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labelled<T> {
    /// The word.
    pub id: T,
    /// Its label.
    pub label: Text,
}

/// The policy.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Years marked as pandemic years.
    #[serde(deserialize_with = "reading::periods")]
    pub pandemic: Vec<Period>,
    /// Default thresholds.
    pub thresholds: Thresholds,
    /// The rule of the weighed assessment.
    pub assessment: Assessment,
    /// Goals in the order they are shown.
    pub goals: Vec<Labelled<Goal>>,
    /// Perspectives in the order they are shown.
    pub perspectives: Vec<Labelled<Perspective>>,
    /// The smallest difference that matters for a measure of the user's own, by unit; none where none is argued.
    pub relevance: BTreeMap<Unit, Option<f64>>,
}

impl Policy {
    /// The smallest difference that matters in a unit.
    pub fn relevance(&self, unit: Unit) -> Option<f64> {
        self.relevance.get(&unit).copied().flatten()
    }

    /// Whether a period touches a pandemic year.
    pub fn is_pandemic(&self, period: Period) -> bool {
        self.pandemic.iter().any(|year| year.overlaps(period))
    }
}

//! What is wrong with a plan whose fields can be read: each complaint is a code with the field it is about.
//!
//! A field is named by its path; of a list by the id, pattern or column that stands in it: `measures.cni.reference`.

use crate::error::{Error, ErrorCode};
use crate::plan::amounts::{CIRCUMSTANCES, Deflator, Selection};
use crate::plan::gather::Gather;
use crate::plan::system::{MOST_DRAWS, SystemPlan};
use crate::plan::{Measure, MeasureType, Plan};
use std::collections::BTreeSet;

impl Plan {
    /// The first thing that is wrong.
    pub(super) fn fault(&self) -> Option<Error> {
        if self.plan != 1 {
            return Some(Error::new(ErrorCode::PlanVersion));
        }
        if !(self.confidence > 0.5 && self.confidence < 1.0) {
            return Some(at(ErrorCode::PlanOutOfRange, "confidence").with("above", 0.5).with("below", 1));
        }
        if !(0.0..0.5).contains(&self.across.funnel.winsorise) {
            return Some(at(ErrorCode::PlanOutOfRange, "across.funnel.winsorise").with("least", 0).with("below", 0.5));
        }
        let drawn = |design: &super::design::Design| design.drawn().is_some_and(|(draws, _)| draws < 2);
        if let Some(file) = self.files.iter().find(|file| file.design.as_ref().is_some_and(drawn)) {
            let field = format!("files.{}.design.replicates.draws", file.pattern);
            return Some(at(ErrorCode::PlanOutOfRange, field).with("least", 2));
        }
        let twice = || {
            let id = first_twice(self.measures.iter().map(|measure| measure.id.as_str()))?;
            Some(at(ErrorCode::PlanTwice, "measures").with("word", id))
        };
        self.measures
            .iter()
            .find_map(Measure::fault)
            .or_else(twice)
            .or_else(|| self.system.fault())
            .or_else(|| self.deflator.as_ref().and_then(Deflator::fault))
            .or_else(|| {
                let kept = self.kept_groups();
                self.gather.iter().find_map(|(column, gather)| gather.fault(column, &kept))
            })
    }
}

impl Measure {
    fn fault(&self) -> Option<Error> {
        let field = |name: &str| format!("measures.{}.{name}", self.id);
        let lacks = |name: &str| at(ErrorCode::PlanLacks, field(name));
        let above = |value: f64| value > 0.0 && value.is_finite();
        let of_age =
            matches!(self.r#type, MeasureType::DirectlyStandardisedRate | MeasureType::IndirectlyStandardisedRatio);
        let circumstances = || Selection::parse(&self.column).terms.len();
        match self.r#type {
            _ if !self.per.is_none_or(above) => Some(not_above_zero(field("per"))),
            MeasureType::Score => self.score_fault(),
            MeasureType::CareNeedIndex if circumstances() != CIRCUMSTANCES => {
                Some(at(ErrorCode::PlanTerms, field("column")).with("terms", CIRCUMSTANCES))
            }
            MeasureType::CareNeedIndex if !self.reference.is_none_or(above) => Some(not_above_zero(field("reference"))),
            _ if self.column.is_empty() => Some(lacks("column")),
            _ if of_age && self.age.is_none() => Some(lacks("age")),
            _ => None,
        }
    }

    fn score_fault(&self) -> Option<Error> {
        let field = |name: &str| format!("measures.{}.{name}", self.id);
        let weighted = self.items.iter().any(|item| item.weight.is_some());
        let weight = |column: &str| field(&format!("items.{column}.weight"));
        let without = self.items.iter().find(|item| item.weight.is_none()).filter(|_| weighted);
        let negative = self.items.iter().find(|item| item.weight.is_some_and(|weight| weight < 0.0));
        let sum: f64 = self.items.iter().filter_map(|item| item.weight).sum();
        match (self.items.first(), without, negative) {
            (None, ..) => Some(at(ErrorCode::PlanLacks, field("items"))),
            (_, Some(item), _) => Some(at(ErrorCode::PlanLacks, weight(&item.column))),
            (_, _, Some(item)) => Some(at(ErrorCode::PlanOutOfRange, weight(&item.column)).with("least", 0)),
            _ if weighted && sum <= 0.0 => Some(at(ErrorCode::PlanAllZero, field("items"))),
            _ if self.points.is_empty() == self.positive.is_empty() => {
                Some(at(ErrorCode::PlanEither, field("points")).with("other", field("positive")))
            }
            _ if self.points.values().any(|points| !(0.0..=1.0).contains(points)) => {
                Some(outside(field("points"), 0, 1))
            }
            _ => None,
        }
    }
}

impl SystemPlan {
    fn fault(&self) -> Option<Error> {
        let light = self.quadrant.indicators.iter().find(|it| !(it.weight > 0.0 && it.weight.is_finite()));
        match light {
            _ if !(0.0..=1.0).contains(&self.quadrant.least) => Some(outside("system.quadrant.least", 0, 1)),
            Some(it) => Some(not_above_zero(format!("system.quadrant.indicators.{}.weight", it.id))),
            None if self.efficiency.as_ref().is_some_and(|it| it.draws > MOST_DRAWS) => {
                Some(outside("system.efficiency.draws", 0, MOST_DRAWS))
            }
            None => None,
        }
    }
}

impl Deflator {
    fn fault(&self) -> Option<Error> {
        let wrong = self.index.iter().find(|(_, level)| !(**level > 0.0 && level.is_finite()));
        match wrong {
            _ if !self.index.contains_key(&self.base) => Some(not_among("deflator.base", &self.base, "deflator.index")),
            Some((period, _)) => Some(not_above_zero(format!("deflator.index.{period}"))),
            None => None,
        }
    }
}

impl Gather {
    fn fault(&self, column: &str, kept: &[String]) -> Option<Error> {
        if !kept.iter().any(|group| group == column) {
            return Some(not_among("gather", column, "groups"));
        }
        let level = first_twice(self.into.values().flatten().map(String::as_str))?;
        Some(at(ErrorCode::PlanTwice, format!("gather.{column}.into")).with("word", level))
    }
}

fn at(code: ErrorCode, field: impl ToString) -> Error {
    Error::new(code).with("field", field)
}

fn not_above_zero(field: impl ToString) -> Error {
    at(ErrorCode::PlanOutOfRange, field).with("above", 0)
}

/// Both limits may be taken.
fn outside(field: impl ToString, least: impl ToString, most: impl ToString) -> Error {
    at(ErrorCode::PlanOutOfRange, field).with("least", least).with("most", most)
}

fn not_among(field: &str, word: &str, other: &str) -> Error {
    at(ErrorCode::PlanNotAmong, field).with("word", word).with("other", other)
}

fn first_twice<'w>(mut words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let mut seen = BTreeSet::new();
    words.find(|word| !seen.insert(*word))
}

//! Patterns that hold single respondents → the rows of a design.

use crate::estimate::design::{Columns, DesignError, build};
use crate::filled::Filled;
use crate::plan::Design;
use crate::statistics::survey_design::SurveyDesign;
use crate::sufficient::detail::Detail;
use crate::sufficient::patterns::{Pattern, Patterns};
use crate::sufficient::sums::Sums;
use std::collections::BTreeSet;

const STRATUM: &str = "\u{1}stratum";
const UNIT: &str = "\u{1}unit";
const WEIGHT: &str = "\u{1}weight";
const POPULATION: &str = "\u{1}population";

/// Respondents in the order of their rows, then of their patterns: half-samples and some quantiles depend on it, as in R.
pub struct Rows<'p> {
    rows: Vec<(Pattern<'p>, &'p Sums)>,
    patterns: &'p Patterns,
}

impl<'p> Rows<'p> {
    /// The rows; `None` where the patterns stand for strata and units alone.
    pub fn new(patterns: &'p Patterns) -> Option<Rows<'p>> {
        if patterns.details().all(|detail| matches!(detail, "" | Detail::WEIGHTLESS)) {
            return None;
        }
        let many = |(pattern, sums): (Pattern<'p>, &'p Sums)| {
            (0..sums.n).map(move |_| (pattern.clone(), sums)).collect::<Vec<_>>()
        };
        let mut rows: Vec<(Pattern<'p>, &'p Sums)> = patterns.sorted().into_iter().flat_map(many).collect();
        rows.sort_by_key(|(pattern, _)| {
            Detail::read(pattern.place.detail, Detail::ROW).and_then(|row| row.parse::<u64>().ok())
        });
        Some(Rows { rows, patterns })
    }

    /// Each row's pattern.
    pub fn patterns(&self) -> impl Iterator<Item = &Pattern<'p>> {
        self.rows.iter().map(|(pattern, _)| pattern)
    }

    /// The line of the file that each row stood on.
    pub fn lines(&self) -> Vec<u64> {
        let read =
            |pattern: &Pattern<'p>| Detail::read(pattern.place.detail, Detail::ROW).and_then(|text| text.parse().ok());
        self.patterns().map(|pattern| read(pattern).unwrap_or_default()).collect()
    }

    /// A number of each row's detail; zero where it has none.
    pub fn detail(&self, name: &str) -> Vec<f64> {
        let read = |pattern: &Pattern<'p>| Detail::read(pattern.place.detail, name).and_then(|text| text.parse().ok());
        self.patterns().map(|pattern| read(pattern).unwrap_or_default()).collect()
    }

    /// Whether a weight differs from 1.
    pub fn weighted(&self) -> bool {
        self.rows.iter().any(|(_, sums)| sums.w.value() != sums.n as f64)
    }

    /// The design of the plan, or the one that the file's columns make.
    ///
    /// # Errors
    /// What the data do not allow.
    pub fn design(&self, plan: Option<&Design>) -> Result<SurveyDesign, DesignError> {
        let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let clustered = self.patterns().any(|pattern| pattern.place.unit.is_some());
        let finite = self.patterns().any(|pattern| self.patterns.population(pattern.place.stratum).is_some());
        let plain = Design {
            ids: own(if clustered { &[UNIT] } else { &[] }),
            strata: Some(STRATUM.to_owned()),
            weights: Some(WEIGHT.to_owned()),
            fpc: own(if finite { &[POPULATION] } else { &[] }),
            ..Design::default()
        };
        build(plan.filter(|design| !design.is_plain()).unwrap_or(&plain), self)
    }
}

impl Columns for Rows<'_> {
    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn texts(&self, name: &str) -> Option<Vec<String>> {
        let text = |pattern: &Pattern<'_>| {
            let text = match name {
                STRATUM => Some(pattern.place.stratum),
                UNIT => pattern.place.unit,
                _ => Detail::read(pattern.place.detail, name),
            };
            text.map(str::to_owned)
        };
        self.patterns().map(text).collect()
    }

    fn numbers(&self, name: &str) -> Option<Vec<f64>> {
        match name {
            WEIGHT => Some(self.rows.iter().map(|(_, sums)| sums.w.value() / sums.n as f64).collect()),
            POPULATION => self.patterns().map(|pattern| self.patterns.population(pattern.place.stratum)).collect(),
            _ => self.texts(name)?.iter().map(|text| text.parse().ok()).collect(),
        }
    }

    fn names(&self) -> Vec<String> {
        let names: BTreeSet<&str> = self.patterns().flat_map(|pattern| Detail::names(pattern.place.detail)).filled();
        names.into_iter().map(str::to_owned).collect()
    }

    fn square(&self, _: &str) -> Option<Vec<Vec<f64>>> {
        None
    }
}

//! Checked table → cells: sums and counts that merge in any order. No intervals, rates or comparisons.
//!
//! Cells do not implement `Serialize`: what they hold leaves only through `disclosure`.

use crate::plan::Measure;
use crate::sufficient::patterns::Patterns;
use crate::table::indicators::{About, Figure};
use crate::table::survey::Respondent;
use std::collections::BTreeMap;

/// What is kept of one or several files: a commutative monoid whose identity is [`Cells::default`].
#[derive(Debug, Clone, Default)]
pub struct Cells {
    surveys: BTreeMap<String, Patterns>,
    figures: BTreeMap<About, Vec<Figure>>,
}

impl Cells {
    /// Adds a respondent's answers, one a measure in the order of `measures`.
    pub fn respondent(&mut self, measures: &[Measure], respondent: &Respondent<'_>) {
        respondent.with_place(|place| {
            for (measure, answer) in measures.iter().zip(&respondent.answers) {
                match self.surveys.get_mut(&measure.id) {
                    Some(patterns) => patterns.push(place, *answer, respondent.weight),
                    None => {
                        let mut patterns = Patterns::default();
                        patterns.push(place, *answer, respondent.weight);
                        self.surveys.insert(measure.id.clone(), patterns);
                    }
                }
            }
        });
    }

    /// Adds a figure of a measure named by the plan's id.
    pub fn figure(&mut self, about: About, figure: Figure) {
        self.figures.entry(about).or_default().push(figure);
    }

    /// Adds other cells.
    pub fn merge(&mut self, other: &Cells) {
        for (measure, patterns) in &other.surveys {
            self.surveys.entry(measure.clone()).or_default().merge(patterns);
        }
        for (about, figures) in &other.figures {
            self.figures.entry(about.clone()).or_default().extend(figures.iter().cloned());
        }
    }

    /// The frequency table of a survey measure.
    pub fn survey(&self, measure: &str) -> Option<&Patterns> {
        self.surveys.get(measure)
    }

    /// The figures of a measure, in order; several where the files say it several times.
    pub fn figures(&self, measure: &str) -> impl Iterator<Item = (&About, &[Figure])> {
        self.figures.iter().filter(move |(about, _)| about.measure == measure).map(|(about, all)| (about, all.as_slice()))
    }
}

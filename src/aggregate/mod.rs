//! Checked table → cells: sums and counts that merge in any order. No intervals, rates or comparisons.
//!
//! Cells do not implement `Serialize`: what they hold leaves only through `disclosure`.

mod coded;

pub use coded::CodedCells;

use crate::plan::Measure;
use crate::sufficient::patterns::{Patterns, Place};
use crate::table::Checked;
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
    /// Adds a checked row. Figures of measures that the plan does not ask for are passed by.
    pub fn add(&mut self, checked: Checked<'_>, measures: &[Measure]) {
        match checked {
            Checked::Respondent(respondent) => self.respondent(&respondent),
            Checked::Figures(figures) => {
                for (about, figure) in figures {
                    let fits = |measure: &&Measure| {
                        let of = measure.denominator.as_ref().filter(|_| measure.r#type.is_rate()).map(|_| &measure.id);
                        measure.column == about.measure && figure.of.as_ref() == of
                    };
                    for measure in measures.iter().filter(fits) {
                        let about = About { measure: measure.id.clone(), ..about.clone() };
                        self.figures.entry(about).or_default().push(figure.clone());
                    }
                }
            }
        }
    }

    fn respondent(&mut self, respondent: &Respondent<'_>) {
        respondent.with_place(|place| {
            for (measure, answer, detail) in &respondent.answers {
                let place = &Place { detail, ..place.clone() };
                self.patterns(measure).push(place, *answer, respondent.weight);
            }
        });
    }

    /// The same cells as those of file number `file`, so that what is found about a figure says where it stands.
    pub fn in_file(mut self, file: usize) -> Cells {
        self.figures.values_mut().flatten().for_each(|figure| figure.file = file);
        self
    }

    fn patterns(&mut self, measure: &str) -> &mut Patterns {
        if !self.surveys.contains_key(measure) {
            self.surveys.insert(measure.to_owned(), Patterns::default());
        }
        self.surveys.entry(measure.to_owned()).or_default()
    }

    /// Only the nation's figures.
    pub fn nation_only(mut self) -> Cells {
        self.surveys.clear();
        self.figures.retain(|about, _| about.region.is_nation());
        self
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
        self.figures
            .iter()
            .filter(move |(about, _)| about.measure == measure)
            .map(|(about, all)| (about, all.as_slice()))
    }
}

//! Checked table → cells: sums and counts that merge in any order. No intervals, rates or comparisons.
//!
//! Cells do not implement `Serialize`: what they hold leaves only through `disclosure`.

mod coded;
mod columns;
mod wire;

pub use coded::CodedCells;
pub use columns::add_columns;

use crate::plan::Measure;
use crate::sufficient::patterns::{Patterns, Place};
use crate::table::Checked;
use crate::table::amounts::{Amount, AmountKey};
use crate::table::indicators::{About, Figure};
use crate::table::survey::Respondent;
use std::collections::BTreeMap;

/// What is kept of one or several files: a commutative monoid whose identity is [`Cells::default`].
#[derive(Debug, Clone, Default)]
pub struct Cells {
    surveys: BTreeMap<String, Patterns>,
    figures: BTreeMap<About, Vec<Figure>>,
    amounts: BTreeMap<AmountKey, Vec<Amount>>,
}

impl Cells {
    /// Adds a checked row. Figures of measures that the plan does not ask for are passed by.
    pub fn add(&mut self, checked: Checked<'_>, measures: &[Measure]) {
        match checked {
            Checked::Respondent(respondent) => self.respondent(&respondent),
            Checked::Amounts(amounts) => {
                for (key, amount) in amounts {
                    self.amounts.entry(key).or_default().push(amount);
                }
            }
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

    fn patterns(&mut self, measure: &str) -> &mut Patterns {
        if !self.surveys.contains_key(measure) {
            self.surveys.insert(measure.to_owned(), Patterns::default());
        }
        self.surveys.entry(measure.to_owned()).or_default()
    }

    /// Adds the cells of file number `file`, so that what is found about a figure says where it stands; only the
    /// nation's figures where the file is a reference.
    pub fn merge(&mut self, other: &Cells, file: usize, is_reference: bool) {
        for (measure, patterns) in other.surveys.iter().filter(|_| !is_reference) {
            self.surveys.entry(measure.clone()).or_default().merge(patterns);
        }
        for (about, figures) in other.figures.iter().filter(|(about, _)| !is_reference || about.region.is_nation()) {
            let figures = figures.iter().map(|figure| Figure { file, ..figure.clone() });
            self.figures.entry(about.clone()).or_default().extend(figures);
        }
        for (key, amounts) in other.amounts.iter().filter(|(key, _)| !is_reference || key.region.is_nation()) {
            let amounts = amounts.iter().map(|amount| Amount { file, ..amount.clone() });
            self.amounts.entry(key.clone()).or_default().extend(amounts);
        }
    }

    /// Every amount, in order; several where the files say it several times.
    pub fn amounts(&self) -> impl Iterator<Item = (&AmountKey, &[Amount])> {
        self.amounts.iter().map(|(key, all)| (key, all.as_slice()))
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

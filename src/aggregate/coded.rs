//! Cells of respondents that come as numbers: one place of memory for each answer in each place of the design, where
//! weights are added as integers. What was added is handed to [`Cells`] as the same sums to the bit.

use super::Cells;
use crate::sufficient::exact_sum::{Fixed, FixedSum};
use crate::sufficient::patterns::Sums;
use crate::table::{CodedRespondent, CodedSurvey};
use rustc_hash::FxHashMap;

/// Answers to one question that there is room for.
const ANSWERS: usize = 8;
/// Sums that are kept at most: about 48 MiB. Respondents in further places go the general way.
const MOST: usize = 1 << 20;

/// What is kept of one answer in one place.
#[derive(Debug, Clone, Copy, Default)]
struct Light {
    w: FixedSum,
    w2: FixedSum,
    n: u64,
}

/// The cells so far.
#[derive(Debug, Default)]
pub struct CodedCells {
    places: FxHashMap<Box<[u32]>, usize>,
    sums: Vec<Light>,
    last: (Vec<u32>, usize),
}

impl CodedCells {
    /// Adds a respondent; `false`, and nothing is added, where there is no room or the weight is no short number.
    #[inline]
    pub fn add(&mut self, respondent: &CodedRespondent) -> bool {
        let (Some(w), Some(w2)) = (Fixed::of(respondent.weight), Fixed::of(respondent.weight * respondent.weight))
        else {
            return false;
        };
        if respondent.answers.iter().any(|answer| *answer as usize >= ANSWERS) {
            return false;
        }
        let Some(start) = self.start(respondent) else { return false };
        let rows = self.sums.get_mut(start..).unwrap_or_default().as_chunks_mut::<ANSWERS>().0;
        for (sums, answer) in rows.iter_mut().zip(&respondent.answers) {
            if let Some(sum) = sums.get_mut(*answer as usize % ANSWERS) {
                sum.n += 1;
                sum.w.add(w);
                sum.w2.add(w2);
            }
        }
        true
    }

    /// Where the sums of a place begin.
    fn start(&mut self, respondent: &CodedRespondent) -> Option<usize> {
        if self.last.0 == respondent.place && !self.sums.is_empty() {
            return Some(self.last.1);
        }
        let start = match self.places.get(respondent.place.as_slice()) {
            Some(start) => *start,
            None => {
                let start = self.sums.len();
                let end = start + respondent.answers.len() * ANSWERS;
                if end > MOST {
                    return None;
                }
                self.sums.resize(end, Light::default());
                self.places.insert(respondent.place.as_slice().into(), start);
                start
            }
        };
        self.last.0.clone_from(&respondent.place);
        self.last.1 = start;
        Some(start)
    }

    /// Hands everything over.
    pub fn give(self, survey: &CodedSurvey<'_>, cells: &mut Cells) {
        for (place, start) in &self.places {
            let rows = self.sums.get(*start..).unwrap_or_default().as_chunks::<ANSWERS>().0;
            survey.with_place(place, |place| {
                for (number, (measure, sums)) in survey.measures().zip(rows).enumerate() {
                    for (answer, light) in sums.iter().enumerate().filter(|(_, light)| light.n > 0) {
                        let sums = Sums { n: light.n, w: light.w.exact(), w2: light.w2.exact(), ..Sums::default() };
                        cells.patterns(measure).add(place, survey.answer(number, answer as u32), &sums);
                    }
                }
            });
        }
    }
}

//! Cells of respondents that come as numbers: one place of memory for each answer in each place of the design, where
//! weights are added as integers. What was added is handed to [`Cells`] as the same sums to the bit.
//!
//! Respondents wait in blocks and are added question by question, in the order of their places: what is written then
//! lies close together.

use super::Cells;
use crate::sufficient::ordered::Ordered;
use crate::sufficient::pairs::{Pairs, Scale};
use crate::table::{CodedRespondent, CodedSurvey};
use rustc_hash::FxHashMap;

/// Answers to one question that there is room for.
const ANSWERS: usize = 8;
/// Sums that are kept at most: 16 MiB, and as much again for large weights. Respondents in further places go the
/// general way.
const MOST: usize = 1 << 20;
/// Respondents that wait.
const BLOCK: usize = 1 << 13;

/// One question.
#[derive(Debug, Default)]
struct Question {
    /// The answers of those who wait.
    waiting: Vec<u8>,
    /// By place and answer.
    sums: Pairs,
}

/// The cells so far.
#[derive(Debug, Default)]
pub struct CodedCells {
    places: FxHashMap<u128, u32>,
    /// The places by their numbers, and how many respondents each has.
    numbers: Vec<(Box<[u32]>, u32)>,
    questions: Vec<Question>,
    /// Those who wait.
    waiting: Ordered,
    scale: Scale,
    /// The scale that the next respondents need, and the places that have no room for them.
    wider: Option<Scale>,
    full: Vec<u32>,
}

impl CodedCells {
    /// Adds a respondent; `false`, and nothing is added, where there is no room for the place, its respondents or the
    /// weight, or no weight. After [`Self::relieve`] there may be room.
    #[inline]
    pub fn add(&mut self, respondent: &CodedRespondent) -> bool {
        if respondent.weight == 0.0 || respondent.answers.iter().any(|answer| *answer as usize >= ANSWERS) {
            return false;
        }
        let Some(digits) = self.scale.digits(respondent.weight) else {
            let mut wider = self.scale;
            self.wider = wider.widen(respondent.weight).then_some(wider);
            return false;
        };
        if self.questions.len() < respondent.answers.len() {
            self.questions.resize_with(respondent.answers.len(), Question::default);
        }
        let Some(place) = self.place(respondent) else { return false };
        let Some((_, many)) = self.numbers.get_mut(place as usize) else { return false };
        if *many == self.scale.rows() {
            self.full.push(place);
            return false;
        }
        *many += 1;
        self.waiting.push(place, digits);
        for (question, answer) in self.questions.iter_mut().zip(&respondent.answers) {
            question.waiting.push(*answer as u8);
        }
        if self.waiting.many() == BLOCK {
            self.settle();
        }
        true
    }

    /// The number of a place; `None` where there is no room for a new one.
    fn place(&mut self, respondent: &CodedRespondent) -> Option<u32> {
        let packed = packed(&respondent.place)?;
        if let Some(place) = self.places.get(&packed) {
            return Some(*place);
        }
        let place = self.numbers.len();
        if (place + 1) * self.questions.len() * ANSWERS > MOST {
            return None;
        }
        self.places.insert(packed, place as u32);
        self.numbers.push((respondent.place.as_slice().into(), 0));
        Some(place as u32)
    }

    /// Adds those who wait.
    fn settle(&mut self) {
        self.waiting.order(self.numbers.len(), &self.scale);
        for question in &mut self.questions {
            question.sums.reach(self.numbers.len() * ANSWERS, &self.scale);
            self.waiting.add(&mut question.sums, &question.waiting, ANSWERS);
            question.waiting.clear();
        }
        self.waiting.clear();
    }

    /// Makes room where there was none.
    #[inline]
    pub fn relieve(&mut self, survey: &CodedSurvey<'_>, cells: &mut Cells) {
        if self.wider.is_some() || !self.full.is_empty() {
            self.make_room(survey, cells);
        }
    }

    fn make_room(&mut self, survey: &CodedSurvey<'_>, cells: &mut Cells) {
        self.settle();
        let full = std::mem::take(&mut self.full);
        match self.wider.take() {
            Some(wider) => {
                self.hand_over(0..self.numbers.len(), survey, cells);
                self.scale = wider;
            }
            None => self.hand_over(full.into_iter().map(|place| place as usize), survey, cells),
        }
    }

    /// Hands everything over.
    pub fn give(mut self, survey: &CodedSurvey<'_>, cells: &mut Cells) {
        self.settle();
        self.hand_over(0..self.numbers.len(), survey, cells);
    }

    fn hand_over(&mut self, places: impl Iterator<Item = usize>, survey: &CodedSurvey<'_>, cells: &mut Cells) {
        for place in places {
            let Some((numbers, many)) = self.numbers.get_mut(place) else { continue };
            *many = 0;
            survey.with_place(numbers, |words| {
                for (at, (measure, question)) in survey.measures().zip(&mut self.questions).enumerate() {
                    let own = place * ANSWERS..(place + 1) * ANSWERS;
                    let sums = own.clone().map(|at| self.scale.sums(question.sums.at(at))).enumerate();
                    let given = sums.filter(|(_, sums)| sums.n > 0);
                    let given = given.map(|(answer, sums)| (survey.answer(at, answer as u32), sums));
                    cells.patterns(measure).add_all(words, given);
                    question.sums.empty(own);
                }
            });
        }
    }
}

/// At most eight numbers below 2¹⁶ as one.
#[inline]
fn packed(numbers: &[u32]) -> Option<u128> {
    let fits = numbers.len() <= 8 && numbers.iter().all(|number| *number < 1 << 16);
    fits.then(|| numbers.iter().fold(0, |so_far, number| so_far << 16 | u128::from(*number)))
}

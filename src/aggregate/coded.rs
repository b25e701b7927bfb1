//! Cells of respondents that come as numbers: one place of memory for each answer in each place of the design, where
//! weights are added as integers. What was added is handed to [`Cells`] as the same sums to the bit.
//!
//! Respondents wait in blocks and are added question by question: what is written then lies close together.

use super::Cells;
use crate::sufficient::exact_sum::{Fixed, FixedSum};
use crate::sufficient::patterns::Sums;
use crate::table::{CodedRespondent, CodedSurvey};
use rustc_hash::FxHashMap;

/// Answers to one question that there is room for.
const ANSWERS: usize = 8;
/// Sums that are kept at most: about 48 MiB. Respondents in further places go the general way.
const MOST: usize = 1 << 20;
/// Respondents that wait.
const BLOCK: usize = 256;

/// What is kept of one answer in one place.
#[derive(Debug, Clone, Copy, Default)]
struct Light {
    w: FixedSum,
    w2: FixedSum,
    n: u64,
}

/// One question.
#[derive(Debug, Default)]
struct Question {
    /// The answers of those who wait.
    waiting: Vec<u8>,
    /// By place.
    sums: Vec<[Light; ANSWERS]>,
}

/// The cells so far.
#[derive(Debug, Default)]
pub struct CodedCells {
    places: FxHashMap<u128, u32>,
    /// The places by their numbers.
    numbers: Vec<Box<[u32]>>,
    questions: Vec<Question>,
    /// Place, weight and its square of those who wait.
    waiting: Vec<(u32, Fixed, Fixed)>,
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
        if self.questions.len() < respondent.answers.len() {
            self.questions.resize_with(respondent.answers.len(), Question::default);
        }
        let Some(place) = self.place(respondent) else { return false };
        self.waiting.push((place, w, w2));
        for (question, answer) in self.questions.iter_mut().zip(&respondent.answers) {
            question.waiting.push(*answer as u8);
        }
        if self.waiting.len() == BLOCK {
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
        self.questions.iter_mut().for_each(|question| question.sums.push([Light::default(); ANSWERS]));
        self.places.insert(packed, place as u32);
        self.numbers.push(respondent.place.as_slice().into());
        Some(place as u32)
    }

    /// Adds those who wait.
    fn settle(&mut self) {
        for question in &mut self.questions {
            for ((place, w, w2), answer) in self.waiting.iter().zip(&question.waiting) {
                let Some(sums) = question.sums.get_mut(*place as usize) else { continue };
                if let Some(sum) = sums.get_mut(usize::from(*answer) % ANSWERS) {
                    sum.n += 1;
                    sum.w.add(*w);
                    sum.w2.add(*w2);
                }
            }
            question.waiting.clear();
        }
        self.waiting.clear();
    }

    /// Hands everything over.
    pub fn give(mut self, survey: &CodedSurvey<'_>, cells: &mut Cells) {
        self.settle();
        for (place, numbers) in self.numbers.iter().enumerate() {
            survey.with_place(numbers, |words| {
                for (at, (measure, question)) in survey.measures().zip(&self.questions).enumerate() {
                    let sums = question.sums.get(place).into_iter().flatten();
                    for (answer, light) in sums.enumerate().filter(|(_, light)| light.n > 0) {
                        let sums = Sums { n: light.n, w: light.w.exact(), w2: light.w2.exact(), ..Sums::default() };
                        cells.patterns(measure).add(words, survey.answer(at, answer as u32), &sums);
                    }
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

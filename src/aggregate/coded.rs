//! Cells of respondents that come as numbers: one place of memory for each answer in each place of the design, where
//! weights are added as integers. What was added is handed to [`Cells`] as the same sums to the bit.
//!
//! Respondents wait in blocks and are added question by question, in the order of their places: what is written then
//! lies close together.

use super::Cells;
use crate::sufficient::ordered::Ordered;
use crate::sufficient::pairs::{Pairs, Scale};
use crate::sufficient::patterns::Patterns;
use crate::table::{CodedRespondents, CodedSurvey};
use crate::wire::Write;
use rustc_hash::FxHashMap;

/// Answers to one question that there is room for.
const ANSWERS: usize = 8;
/// Sums that are kept at most: 16 MiB, and as much again for large weights. Respondents in further places go the
/// general way.
const MOST: usize = 1 << 20;
/// Respondents that wait, before as many more as come together.
const BLOCK: usize = 1 << 13;
/// The place of those who are not added.
const NOWHERE: u32 = 0;

/// One question.
#[derive(Debug, Default)]
struct Question {
    /// The answers of those who wait.
    waiting: Vec<u8>,
    /// By place and answer.
    sums: Pairs,
}

/// The cells so far.
#[derive(Debug)]
pub struct CodedCells {
    places: FxHashMap<u128, u32>,
    /// The places by their numbers, and how many respondents each has. The first is that of those who are not added.
    numbers: Vec<(u128, u32)>,
    questions: Vec<Question>,
    /// Those who wait.
    waiting: Ordered,
    scale: Scale,
    /// The scale that the next respondents need, and the places that have no room for them.
    wider: Option<Scale>,
    full: Vec<u32>,
}

impl Default for CodedCells {
    fn default() -> CodedCells {
        CodedCells {
            places: FxHashMap::default(),
            numbers: vec![(0, 0)],
            questions: Vec::new(),
            waiting: Ordered::default(),
            scale: Scale::default(),
            wider: None,
            full: Vec::new(),
        }
    }
}

impl CodedCells {
    /// Adds respondents, and gives the places among them of those that are not added: there is no room for the place, its
    /// respondents, the answers or the weight, or no weight. After [`Self::relieve`] there may be room.
    pub fn add(&mut self, respondents: &CodedRespondents) -> Vec<usize> {
        let CodedRespondents { places, weights, answers, .. } = respondents;
        if self.questions.len() < answers.len() {
            self.questions.resize_with(answers.len(), Question::default);
        }
        let mut room: Vec<bool> = places.iter().map(Option::is_some).collect();
        for (question, answers) in self.questions.iter_mut().zip(answers) {
            question.waiting.extend_from_slice(answers);
            room.iter_mut().zip(answers).for_each(|(room, answer)| *room &= usize::from(*answer) < ANSWERS);
        }
        let mut refused = Vec::new();
        for (at, ((place, weight), room)) in places.iter().zip(weights).zip(room).enumerate() {
            let added = place.filter(|_| room).and_then(|place| self.place_for(place, *weight));
            if added.is_none() {
                refused.push(at);
            }
            // One who is not added waits as well, in no place, so that answers and places stay side by side.
            let (place, digits) = added.unwrap_or((NOWHERE, 0));
            self.waiting.push(place, digits);
        }
        if self.waiting.many() >= BLOCK {
            self.settle();
        }
        refused
    }

    /// The number of a place and the digits of a weight, where there is room for both.
    fn place_for(&mut self, place: u128, weight: f64) -> Option<(u32, u64)> {
        if weight == 0.0 {
            return None;
        }
        let Some(digits) = self.scale.digits(weight) else {
            let mut wider = self.scale;
            self.wider = wider.widen(weight).then_some(wider);
            return None;
        };
        let number = self.number(place)?;
        let (_, many) = self.numbers.get_mut(number as usize)?;
        if *many == self.scale.rows() {
            self.full.push(number);
            return None;
        }
        *many += 1;
        Some((number, digits))
    }

    /// The number of a place; `None` where there is no room for a new one.
    fn number(&mut self, place: u128) -> Option<u32> {
        if let Some(number) = self.places.get(&place) {
            return Some(*number);
        }
        let number = self.numbers.len();
        if (number + 1) * self.questions.len() * ANSWERS > MOST {
            return None;
        }
        self.places.insert(place, number as u32);
        self.numbers.push((place, 0));
        Some(number as u32)
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
                self.hand_over(&self.all(), survey, cells);
                self.scale = wider;
            }
            None => self.hand_over(&full, survey, cells),
        }
    }

    /// Hands everything over.
    pub fn give(mut self, survey: &CodedSurvey<'_>, cells: &mut Cells) {
        self.settle();
        let all = self.all();
        for (at, measure) in survey.measures().enumerate() {
            self.give_question(at, &all, survey, cells.patterns(measure));
        }
    }

    /// Writes everything, with what the cells have of the same measures, for another worker: question by question, so
    /// that the cells of one are there at a time.
    pub fn write(mut self, survey: &CodedSurvey<'_>, mut cells: Cells, out: &mut Vec<u8>) {
        self.settle();
        let (all, measures) = (self.all(), survey.measures().count());
        out.number(measures as u64);
        for (at, measure) in survey.measures().enumerate() {
            let mut patterns = cells.surveys.remove(measure).unwrap_or_default();
            self.give_question(at, &all, survey, &mut patterns);
            out.text(measure);
            patterns.write(out);
            if at == 0 {
                out.reserve_exact(out.len() * (measures - 1));
            }
        }
    }

    /// Every place.
    fn all(&self) -> Vec<u32> {
        (1..self.numbers.len() as u32).collect()
    }

    fn hand_over(&mut self, places: &[u32], survey: &CodedSurvey<'_>, cells: &mut Cells) {
        for (at, measure) in survey.measures().enumerate() {
            self.hand_question_over(at, places, survey, cells.patterns(measure));
        }
        for place in places {
            self.numbers.get_mut(*place as usize).into_iter().for_each(|(_, many)| *many = 0);
        }
    }

    fn hand_question_over(&mut self, at: usize, places: &[u32], survey: &CodedSurvey<'_>, patterns: &mut Patterns) {
        let Some(question) = self.questions.get_mut(at) else { return };
        for place in places.iter().map(|place| *place as usize) {
            let Some((packed, _)) = self.numbers.get(place) else { continue };
            let own = place * ANSWERS..(place + 1) * ANSWERS;
            let sums = own.clone().map(|at| self.scale.sums(question.sums.at(at))).enumerate();
            let given = sums.filter(|(_, sums)| sums.n > 0);
            let given = given.map(|(answer, sums)| (survey.answer(at, answer as u32), sums));
            survey.with_packed(*packed, |words| patterns.add_all(words, given));
            question.sums.empty(own);
        }
    }

    /// The same of every place, for the last time.
    fn give_question(&mut self, at: usize, all: &[u32], survey: &CodedSurvey<'_>, patterns: &mut Patterns) {
        self.hand_question_over(at, all, survey, patterns);
        self.questions.get_mut(at).into_iter().for_each(|question| *question = Question::default());
    }
}

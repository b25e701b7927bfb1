//! The exact frequency table of a survey: (stratum, sampling unit, period, region, groups, answer) → n, Σw, Σw² and,
//! for measured values, Σwy, Σw²y, Σw²y².
//!
//! It is a commutative monoid: [`Patterns::default`] is its identity, [`Patterns::push`] adds a respondent,
//! [`Patterns::merge`] adds another table. Without clusters no unit stands in the key: Σw² carries the variance.
//! A respondent without an answer is a pattern too, because the design counts every sampled unit.

use super::detail::Detail;
use super::dictionary::Dictionary;
use super::sums::Sums;
use crate::wire::{Read, Write};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// What a respondent answered to one question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Answer<'a> {
    /// No valid answer: outside the base, inside the design.
    Missing,
    /// One of a scale's answers.
    Category(&'a str),
    /// A measured value.
    Value(f64),
}

/// Where a respondent belongs.
#[derive(Debug, Clone, PartialEq)]
pub struct Place<'a> {
    /// Stratum; empty where the design has none.
    pub stratum: &'a str,
    /// First-stage sampling unit within the stratum; `None` where every respondent is a unit.
    pub unit: Option<&'a str>,
    /// Period as the plan writes it; empty where the file has none.
    pub period: &'a str,
    /// Region code.
    pub region: &'a str,
    /// Levels of the plan's groups, in the plan's order; empty for missing.
    pub groups: &'a [&'a str],
    /// Population units in the stratum, or a sampling fraction; `None` without finite population correction.
    pub population: Option<f64>,
    /// What the design needs to know of the respondent alone, by column; empty for designs of strata and units.
    pub detail: &'a str,
}

const NONE: u32 = u32::MAX;
const MEASURED: u32 = u32::MAX - 1;

/// What sets a place apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    stratum: u32,
    unit: u32,
    period: u32,
    region: u32,
    groups: Box<[u32]>,
    detail: u32,
}

/// A place in words.
#[derive(Debug, Clone, PartialEq)]
pub struct WordedPlace<'a> {
    /// Stratum.
    pub stratum: &'a str,
    /// Sampling unit.
    pub unit: Option<&'a str>,
    /// Period.
    pub period: &'a str,
    /// Region code.
    pub region: &'a str,
    /// Levels of the groups.
    pub groups: Vec<&'a str>,
    /// What the design needs to know of the respondent alone.
    pub detail: &'a str,
}

/// One pattern in words, as [`Patterns::sorted`] gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern<'a> {
    /// Where its respondents belong.
    pub place: WordedPlace<'a>,
    /// What they answered.
    pub given: Given<'a>,
}

/// The patterns of one place, as [`Patterns::by_place`] gives them.
#[derive(Debug)]
pub struct PlacePatterns<'a> {
    /// The place.
    pub place: WordedPlace<'a>,
    /// What was answered, in order, and the sums of those who did.
    pub answers: Vec<(Given<'a>, &'a Sums)>,
}

/// What respondents of a pattern answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Given<'a> {
    /// Nothing valid.
    Missing,
    /// Measured values, of each his own.
    Measured,
    /// One of a scale's answers.
    Category(&'a str),
}

impl<'a> Given<'a> {
    /// The answer, where it is one of a scale's.
    pub fn category(self) -> Option<&'a str> {
        if let Given::Category(answer) = self { Some(answer) } else { None }
    }
}

/// The frequency table of one question.
#[derive(Debug, Clone, Default)]
pub struct Patterns {
    words: Dictionary,
    /// Places by number.
    places: FxHashMap<Key, u32>,
    /// Of each place the answers that were given there, by their numbers, and their sums.
    cells: Vec<Vec<(u32, Sums)>>,
    populations: BTreeMap<String, f64>,
}

impl Patterns {
    /// Adds a respondent. One who weighs nothing is a pattern apart.
    pub fn push(&mut self, place: &Place<'_>, answer: Answer<'_>, weight: f64) {
        let value = if let Answer::Value(y) = answer { Some(y) } else { None };
        let weightless = weight == 0.0 && place.detail.is_empty();
        let place = &Place { detail: if weightless { Detail::WEIGHTLESS } else { place.detail }, ..place.clone() };
        let (place, answer) = (self.place(place), self.answer(answer));
        self.sums_of(place, answer).into_iter().for_each(|sums| sums.push(weight, value));
    }

    /// Adds the sums of several respondents who gave the same answer in the same place, and all weigh something.
    pub fn add(&mut self, place: &Place<'_>, answer: Answer<'_>, sums: &Sums) {
        self.add_all(place, std::iter::once((answer, sums.clone())));
    }

    /// Adds the sums of several respondents in the same place, by their answers.
    pub fn add_all<'a>(&mut self, place: &Place<'_>, answers: impl Iterator<Item = (Answer<'a>, Sums)>) {
        let place = self.place(place);
        for (answer, more) in answers {
            let answer = self.answer(answer);
            self.sums_of(place, answer).into_iter().for_each(|sums| sums.merge(&more));
        }
    }

    /// The sums of a place that has a number, and an answer. Room is made for as many answers again, not for more: many
    /// places have one.
    fn sums_of(&mut self, place: u32, answer: u32) -> Option<&mut Sums> {
        let answers = self.cells.get_mut(place as usize)?;
        let many = answers.len();
        let at = answers.iter().position(|(own, _)| *own == answer).unwrap_or(many);
        if at == many {
            if many == answers.capacity() {
                answers.reserve_exact(many.max(1));
            }
            answers.push((answer, Sums::default()));
        }
        answers.get_mut(at).map(|(_, sums)| sums)
    }

    /// The number of a place.
    fn place(&mut self, place: &Place<'_>) -> u32 {
        if let Some(population) = place.population {
            self.keep_population(place.stratum, population);
        }
        let key = Key {
            stratum: self.words.number(place.stratum),
            unit: place.unit.map_or(NONE, |unit| self.words.number(unit)),
            period: self.words.number(place.period),
            region: self.words.number(place.region),
            groups: place.groups.iter().map(|level| self.words.number(level)).collect(),
            detail: self.words.number(place.detail),
        };
        self.number(key)
    }

    /// The number of a place, a new one where it was not there.
    fn number(&mut self, key: Key) -> u32 {
        let next = self.cells.len() as u32;
        let number = *self.places.entry(key).or_insert(next);
        if number == next {
            self.cells.push(Vec::new());
        }
        number
    }

    fn answer(&mut self, answer: Answer<'_>) -> u32 {
        match answer {
            Answer::Missing => NONE,
            Answer::Value(_) => MEASURED,
            Answer::Category(text) => self.words.number(text),
        }
    }

    /// Adds another table.
    pub fn merge(&mut self, other: &Patterns) {
        if self.cells.is_empty() && self.populations.is_empty() {
            self.clone_from(other);
            return;
        }
        let words: Vec<u32> = other.words.texts.iter().map(|text| self.words.number(text)).collect();
        let mut places = vec![0; other.places.len()];
        for (key, own) in &other.places {
            let number = self.number(key.in_words(&words));
            places.get_mut(*own as usize).into_iter().for_each(|place| *place = number);
        }
        for (place, answers) in places.iter().zip(&other.cells) {
            for (answer, more) in answers {
                self.sums_of(*place, word(&words, *answer)).into_iter().for_each(|sums| sums.merge(more));
            }
        }
        for (stratum, population) in &other.populations {
            self.keep_population(stratum, *population);
        }
    }

    /// Writes the table for another worker.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.all(self.words.texts.iter(), |out, text| out.text(text));
        let mut places: Vec<(&Key, &u32)> = self.places.iter().collect();
        places.sort_unstable_by_key(|(_, number)| **number);
        out.all(places.into_iter(), |out, (key, _)| {
            for number in [key.stratum, key.unit, key.period, key.region, key.detail] {
                out.number(u64::from(number));
            }
            out.all(key.groups.iter(), |out, level| out.number(u64::from(*level)));
        });
        for answers in &self.cells {
            out.all(answers.iter(), |out, (answer, sums)| {
                out.number(u64::from(*answer));
                sums.write(out);
            });
        }
        out.all(self.populations.iter(), |out, (stratum, population)| {
            out.text(stratum);
            out.float(*population);
        });
    }

    /// Adds what another worker wrote.
    pub fn append(&mut self, from: &mut Read<'_>) -> Option<()> {
        let words: Vec<u32> = from.all(|from| Some(self.words.number(from.text()?)))?;
        let wanted = |from: &mut Read<'_>| u32::try_from(from.number()?).ok();
        let places: Vec<u32> = from.all(|from| {
            let (stratum, unit, period) = (wanted(from)?, wanted(from)?, wanted(from)?);
            let (region, detail) = (wanted(from)?, wanted(from)?);
            let groups = from.all::<u32, Vec<u32>>(wanted)?.into_boxed_slice();
            let key = Key { stratum, unit, period, region, groups, detail };
            Some(self.number(key.in_words(&words)))
        })?;
        for place in places {
            for _ in 0..from.count()? {
                let (answer, more) = (word(&words, wanted(from)?), Sums::read(from)?);
                self.sums_of(place, answer).into_iter().for_each(|sums| sums.merge(&more));
            }
        }
        for _ in 0..from.count()? {
            let (stratum, population) = (from.text()?, from.float()?);
            self.keep_population(stratum, population);
        }
        Some(())
    }

    fn keep_population(&mut self, stratum: &str, population: f64) {
        let kept = self.populations.entry(stratum.to_owned()).or_insert(population);
        *kept = kept.max(population);
    }

    /// The population units (or the sampling fraction) of a stratum.
    pub fn population(&self, stratum: &str) -> Option<f64> {
        self.populations.get(stratum).copied()
    }

    /// What each place says of single respondents.
    pub fn details(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(|key| self.words.text(key.detail))
    }

    /// The patterns by their places in the order of the words: the same whatever the order they came in.
    pub fn by_place(&self) -> Vec<PlacePatterns<'_>> {
        let text = |number: u32| self.words.text(number);
        // The words are put in order once, the places by their words' ranks; what is none comes before every word.
        let mut order: Vec<u32> = (0..self.words.texts.len() as u32).collect();
        order.sort_unstable_by_key(|number| text(*number));
        let ranks = placed(order.iter().copied());
        let rank = |number: u32| match number {
            NONE => 0,
            number => u64::from(ranks.get(number as usize).copied().unwrap_or(0)) + 1,
        };
        // As many ranks as there is room for stand in a number, those that come first above.
        let bits = u64::BITS - (order.len() as u64 + 1).leading_zeros();
        let room = (u64::BITS / bits) as usize;
        let groups = self.places.keys().map(|key| key.groups.len()).max().unwrap_or(0);
        let width = (groups + 5).div_ceil(room);
        let mut packed: Vec<u64> = Vec::with_capacity(self.places.len() * width);
        for key in self.places.keys() {
            let (mut number, mut held) = (0, 0);
            let mut add = |rank: u64| {
                if held == room {
                    packed.push(number);
                    (number, held) = (0, 0);
                }
                (number, held) = (number << bits | rank, held + 1);
            };
            [key.stratum, key.unit, key.period, key.region].into_iter().for_each(|word| add(rank(word)));
            key.groups.iter().for_each(|level| add(rank(*level)));
            (key.groups.len()..groups).for_each(|_| add(0));
            add(rank(key.detail));
            packed.push(number);
        }
        let mut places: Vec<_> = packed.chunks_exact(width).zip(&self.places).collect();
        places.sort_unstable_by(|one, other| one.0.cmp(other.0));
        let place = |key: &Key| WordedPlace {
            stratum: text(key.stratum),
            unit: (key.unit != NONE).then(|| text(key.unit)),
            period: text(key.period),
            region: text(key.region),
            groups: key.groups.iter().map(|level| text(*level)).collect(),
            detail: text(key.detail),
        };
        let given = |answer: u32| match answer {
            NONE => Given::Missing,
            MEASURED => Given::Measured,
            answer => Given::Category(text(answer)),
        };
        let found = places.into_iter().map(|(_, (key, number))| {
            let own = self.cells.get(*number as usize).into_iter().flatten();
            let mut answers: Vec<_> = own.map(|(answer, sums)| (given(*answer), sums)).collect();
            answers.sort_unstable_by_key(|(given, _)| *given);
            PlacePatterns { place: place(key), answers }
        });
        found.collect()
    }

    /// The patterns one by one, in the same order.
    pub fn sorted(&self) -> Vec<(Pattern<'_>, &Sums)> {
        let each = |PlacePatterns { place, answers }| {
            answers.into_iter().map(move |(given, sums)| (Pattern { place: WordedPlace::clone(&place), given }, sums))
        };
        self.by_place().into_iter().flat_map(each).collect()
    }
}

impl Key {
    /// The same place where the words have these numbers.
    fn in_words(&self, words: &[u32]) -> Key {
        Key {
            stratum: word(words, self.stratum),
            unit: word(words, self.unit),
            period: word(words, self.period),
            region: word(words, self.region),
            groups: self.groups.iter().map(|level| word(words, *level)).collect(),
            detail: word(words, self.detail),
        }
    }
}

/// The number of a word among others; what is none stays as it is.
fn word(words: &[u32], number: u32) -> u32 {
    words.get(number as usize).copied().unwrap_or(number)
}

/// For each of some numbers from 0 on, which place it has among them.
fn placed(numbers: impl ExactSizeIterator<Item = u32>) -> Vec<u32> {
    let mut places = vec![0; numbers.len()];
    for (place, number) in numbers.enumerate() {
        places.get_mut(number as usize).into_iter().for_each(|own| *own = place as u32);
    }
    places
}

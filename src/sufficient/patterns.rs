//! The exact frequency table of a survey: (stratum, sampling unit, period, region, groups, answer) → n, Σw, Σw² and,
//! for measured values, Σwy, Σw²y, Σw²y².
//!
//! It is a commutative monoid: [`Patterns::default`] is its identity, [`Patterns::push`] adds a respondent,
//! [`Patterns::merge`] adds another table. Without clusters no unit stands in the key: Σw² carries the variance.
//! A respondent without an answer is a pattern too, because the design counts every sampled unit.

use crate::sufficient::decimal::Decimal;
use crate::sufficient::detail::Detail;
use crate::sufficient::exact_sum::ExactSum;
use crate::wire::{Read, Write};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::collections::BTreeMap;
use std::collections::hash_map::Entry;

/// Texts by number, in order of first appearance.
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    texts: Vec<String>,
    numbers: FxHashMap<String, u32>,
}

impl Dictionary {
    /// The number of a text, a new one if it was not there.
    pub fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.texts.len() as u32;
        self.texts.push(text.to_owned());
        self.numbers.insert(text.to_owned(), number);
        number
    }

    /// The text of a number; empty where there is none.
    pub fn text(&self, number: u32) -> &str {
        self.texts.get(number as usize).map(String::as_str).unwrap_or_default()
    }
}

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

/// What is kept of a pattern. A weight is a decimal where it can be, and so is its square; other products are those of
/// binary numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sums {
    /// Respondents.
    pub n: u64,
    /// Σw.
    pub w: ExactSum,
    /// Σw².
    pub w2: ExactSum,
    /// Sums of measured values; apart, because most patterns have none.
    pub values: Option<Box<ValueSums>>,
}

/// What is kept of measured values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValueSums {
    /// Σwy.
    pub wy: ExactSum,
    /// Σw²y.
    pub w2y: ExactSum,
    /// Σw²y².
    pub w2y2: ExactSum,
    /// Σwy².
    pub wy2: ExactSum,
}

impl Sums {
    fn push(&mut self, weight: f64, value: Option<f64>) {
        self.n += 1;
        match Decimal::of(weight) {
            Some(weight) => {
                self.w.merge(ExactSum::decimal(weight));
                self.w2.merge(ExactSum::square(weight));
            }
            None => {
                self.w.add(weight);
                self.w2.add(weight * weight);
            }
        }
        if let Some(y) = value {
            let values = self.values.get_or_insert_default();
            values.wy.add(weight * y);
            values.w2y.add(weight * weight * y);
            values.w2y2.add(weight * weight * y * y);
            values.wy2.add(weight * y * y);
        }
    }

    fn merge(&mut self, other: &Sums) {
        self.n += other.n;
        self.w.merge(other.w);
        self.w2.merge(other.w2);
        if let Some(other) = &other.values {
            let values = self.values.get_or_insert_default();
            values.wy.merge(other.wy);
            values.w2y.merge(other.w2y);
            values.w2y2.merge(other.w2y2);
            values.wy2.merge(other.wy2);
        }
    }
}

impl Sums {
    fn write(&self, out: &mut Vec<u8>) {
        out.number(self.n);
        self.w.write(out);
        self.w2.write(out);
        out.all(self.values.iter(), |out, values| {
            [values.wy, values.w2y, values.w2y2, values.wy2].into_iter().for_each(|sum| sum.write(out));
        });
    }

    fn read(from: &mut Read<'_>) -> Option<Sums> {
        let (n, w, w2) = (from.number()?, ExactSum::read(from)?, ExactSum::read(from)?);
        let values = from.all::<_, Vec<ValueSums>>(|from| {
            let (wy, w2y) = (ExactSum::read(from)?, ExactSum::read(from)?);
            Some(ValueSums { wy, w2y, w2y2: ExactSum::read(from)?, wy2: ExactSum::read(from)? })
        })?;
        Some(Sums { n, w, w2, values: values.into_iter().next().map(Box::new) })
    }
}

const NONE: u32 = u32::MAX;
const MEASURED: u32 = u32::MAX - 1;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    stratum: u32,
    unit: u32,
    period: u32,
    region: u32,
    groups: Box<[u32]>,
    answer: u32,
    detail: u32,
}

/// One pattern in words, as [`Patterns::sorted`] gives it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pattern<'a> {
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
    /// The answer; `None` for missing and for measured values.
    pub answer: Option<&'a str>,
    /// Whether the pattern holds measured values.
    pub measured: bool,
    /// What the design needs to know of the respondent alone.
    pub detail: &'a str,
}

/// The frequency table of one question.
#[derive(Debug, Clone, Default)]
pub struct Patterns {
    words: Dictionary,
    cells: FxHashMap<Key, Sums>,
    populations: BTreeMap<String, f64>,
}

impl Patterns {
    /// Adds a respondent. One who weighs nothing is a pattern apart.
    pub fn push(&mut self, place: &Place<'_>, answer: Answer<'_>, weight: f64) {
        let value = if let Answer::Value(y) = answer { Some(y) } else { None };
        let weightless = weight == 0.0 && place.detail.is_empty();
        let place = &Place { detail: if weightless { Detail::WEIGHTLESS } else { place.detail }, ..place.clone() };
        self.sums(place, answer).push(weight, value);
    }

    /// Adds the sums of several respondents who gave the same answer in the same place, and all weigh something.
    pub fn add(&mut self, place: &Place<'_>, answer: Answer<'_>, sums: &Sums) {
        self.sums(place, answer).merge(sums);
    }

    /// Makes room for so many more patterns.
    pub fn reserve(&mut self, more: usize) {
        self.cells.reserve(more);
    }

    /// Adds the sums of several respondents in the same place, by their answers.
    pub fn add_all<'a>(&mut self, place: &Place<'_>, answers: impl Iterator<Item = (Answer<'a>, Sums)>) {
        let mut key = self.key(place, Answer::Missing);
        for (answer, sums) in answers {
            key.answer = self.answer(answer);
            match self.cells.entry(key.clone()) {
                Entry::Occupied(known) => known.into_mut().merge(&sums),
                Entry::Vacant(free) => drop(free.insert(sums)),
            }
        }
    }

    fn sums(&mut self, place: &Place<'_>, answer: Answer<'_>) -> &mut Sums {
        let key = self.key(place, answer);
        self.cells.entry(key).or_default()
    }

    fn key(&mut self, place: &Place<'_>, answer: Answer<'_>) -> Key {
        if let Some(population) = place.population {
            self.keep_population(place.stratum, population);
        }
        Key {
            stratum: self.words.number(place.stratum),
            unit: place.unit.map_or(NONE, |unit| self.words.number(unit)),
            period: self.words.number(place.period),
            region: self.words.number(place.region),
            groups: place.groups.iter().map(|level| self.words.number(level)).collect(),
            answer: self.answer(answer),
            detail: self.words.number(place.detail),
        }
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
        let numbers: Vec<u32> = other.words.texts.iter().map(|text| self.words.number(text)).collect();
        let word = |number: u32| numbers.get(number as usize).copied().unwrap_or(number);
        for (key, sums) in &other.cells {
            let key = Key {
                stratum: word(key.stratum),
                unit: word(key.unit),
                period: word(key.period),
                region: word(key.region),
                groups: key.groups.iter().map(|level| word(*level)).collect(),
                answer: word(key.answer),
                detail: word(key.detail),
            };
            self.cells.entry(key).or_default().merge(sums);
        }
        for (stratum, population) in &other.populations {
            self.keep_population(stratum, *population);
        }
    }

    /// Writes the table for another worker.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.all(self.words.texts.iter(), |out, text| out.text(text));
        out.all(self.cells.iter(), |out, (key, sums)| {
            for number in [key.stratum, key.unit, key.period, key.region, key.answer, key.detail] {
                out.number(u64::from(number));
            }
            out.all(key.groups.iter(), |out, level| out.number(u64::from(*level)));
            sums.write(out);
        });
        out.all(self.populations.iter(), |out, (stratum, population)| {
            out.text(stratum);
            out.float(*population);
        });
    }

    /// Reads what another worker wrote.
    pub fn read(from: &mut Read<'_>) -> Option<Patterns> {
        let mut words = Dictionary::default();
        for _ in 0..from.count()? {
            words.number(from.text()?);
        }
        let number = |from: &mut Read<'_>| u32::try_from(from.number()?).ok();
        let many = from.count()?;
        let mut cells = FxHashMap::with_capacity_and_hasher(many, FxBuildHasher);
        for _ in 0..many {
            let (stratum, unit, period) = (number(from)?, number(from)?, number(from)?);
            let (region, answer, detail) = (number(from)?, number(from)?, number(from)?);
            let groups = from.all::<u32, Vec<u32>>(number)?.into_boxed_slice();
            cells.insert(Key { stratum, unit, period, region, groups, answer, detail }, Sums::read(from)?);
        }
        let populations = from.all(|from| Some((from.text()?.to_owned(), from.float()?)))?;
        Some(Patterns { words, cells, populations })
    }

    fn keep_population(&mut self, stratum: &str, population: f64) {
        let kept = self.populations.entry(stratum.to_owned()).or_insert(population);
        *kept = kept.max(population);
    }

    /// The population units (or the sampling fraction) of a stratum.
    pub fn population(&self, stratum: &str) -> Option<f64> {
        self.populations.get(stratum).copied()
    }

    /// The patterns in the order of their words: the same whatever the order they came in.
    pub fn sorted(&self) -> Vec<(Pattern<'_>, &Sums)> {
        let text = |number: u32| self.words.text(number);
        // The words are put in order once, the patterns by their words' ranks; what is none comes before every word.
        let mut order: Vec<u32> = (0..self.words.texts.len() as u32).collect();
        order.sort_unstable_by_key(|number| text(*number));
        let mut ranks = vec![0; order.len()];
        for (rank, number) in order.iter().enumerate() {
            ranks.get_mut(*number as usize).into_iter().for_each(|place| *place = rank as u64 + 2);
        }
        let rank = |number: u32| match number {
            NONE => 0,
            MEASURED => 1,
            number => ranks.get(number as usize).copied().unwrap_or(0),
        };
        // As many ranks as there is room for stand in a number, those that come first above.
        let bits = u64::BITS - (order.len() as u64 + 1).leading_zeros();
        let room = (u64::BITS / bits) as usize;
        let groups = self.cells.keys().map(|key| key.groups.len()).max().unwrap_or(0);
        let width = (groups + 6).div_ceil(room);
        let mut packed: Vec<u64> = Vec::with_capacity(self.cells.len() * width);
        for key in self.cells.keys() {
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
            [key.answer, key.detail].into_iter().for_each(|word| add(rank(word)));
            packed.push(number);
        }
        let mut ranked: Vec<_> = packed.chunks_exact(width).zip(&self.cells).collect();
        ranked.sort_unstable_by(|one, other| one.0.cmp(other.0));
        let pattern = |key: &Key| Pattern {
            stratum: text(key.stratum),
            unit: (key.unit != NONE).then(|| text(key.unit)),
            period: text(key.period),
            region: text(key.region),
            groups: key.groups.iter().map(|level| text(*level)).collect(),
            answer: (key.answer < MEASURED).then(|| text(key.answer)),
            measured: key.answer == MEASURED,
            detail: text(key.detail),
        };
        ranked.into_iter().map(|(_, (key, sums))| (pattern(key), sums)).collect()
    }
}

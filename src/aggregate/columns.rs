//! Cells of respondents that come as columns: question by question, two questions at a time where the places are few.
//!
//! A weight is an integer in units of a power of two that all weights and their squares are whole numbers of, and is
//! added in two halves with room for every row's carry. What was added is handed to [`Cells`] as the same sums to the
//! bit.

use super::Cells;
use crate::sufficient::exact_sum::Units;
use crate::sufficient::patterns::Sums;
use crate::table::{BLOCK, KeptRows, KeptSurvey};

/// Blocks whose places and weights are at hand together.
const BLOCKS: usize = 4;
/// Entries of two questions' table: what fits the nearest memory of a processor's core.
const NEAR: usize = 1 << 13;
/// Entries that are kept at most.
const MOST: usize = 1 << 21;
/// At most two to the power of this many rows are added before their sums are handed over.
const MANY: u32 = 23;
/// Answers to one question at most.
const ANSWERS: usize = 256;

/// Halves of Σw and of Σw².
type Halves = [u64; 4];

/// One question, or two.
#[derive(Debug)]
struct Table {
    item: usize,
    second: Option<usize>,
    /// Codes of the first question, and of both.
    first: usize,
    both: usize,
    sums: Vec<Halves>,
}

/// Rows of some blocks.
struct Waiting {
    places: Vec<u32>,
    halves: Vec<Halves>,
    blocks: Vec<(usize, usize)>,
}

/// Weights and their squares as integers, and how answers are counted beside them.
struct Scale {
    w: Units,
    w2: Units,
    /// Where the count stands in the upper half of Σw.
    count: u32,
    /// Blocks that are added before the sums are handed over.
    blocks: usize,
}

impl Scale {
    /// The widest that there is room for in the halves.
    fn new((least, most): (f64, f64)) -> Option<Scale> {
        (BLOCK.ilog2() + 1..=MANY).rev().find_map(|many| {
            let (w, w2) = (Units::new(least, most, many)?, Units::new(least * least, most * most, many)?);
            let count = u64::BITS - many;
            (w.free() >= many).then_some(Scale { w, w2, count, blocks: (1 << (many - 1)) / BLOCK })
        })
    }

    fn halves(&self, weight: f64) -> Halves {
        let ([a, b], [c, d]) = (self.w.halves(weight), self.w2.halves(weight * weight));
        [a + (1 << self.count), b, c, d]
    }

    fn sums(&self, [a, b, c, d]: Halves) -> Sums {
        let upper = a & ((1 << self.count) - 1);
        Sums { n: a >> self.count, w: self.w.exact([upper, b]), w2: self.w2.exact([c, d]), ..Sums::default() }
    }
}

/// Adds the plain rows of a survey to the cells, and gives the numbers of those that must go the general way. `None`,
/// and the cells are of no use, where the weights are too far apart or the places too many.
pub fn add_columns(survey: &mut KeptSurvey<'_, '_>, cells: &mut Cells) -> Option<Vec<usize>> {
    let scale = Scale::new(survey.range())?;
    let mut tables: Vec<Table> = Vec::new();
    let mut rows = KeptRows::default();
    let mut waiting = Waiting { places: Vec::new(), halves: Vec::new(), blocks: Vec::new() };
    let mut odd = Vec::new();
    let last = survey.blocks().saturating_sub(1);
    for block in 0..survey.blocks() {
        survey.rows(block, &mut rows);
        waiting.take(block, &rows, &scale, &mut odd);
        let full = (block + 1).is_multiple_of(scale.blocks) || block == last;
        if waiting.blocks.len() == BLOCKS || full {
            if tables.is_empty() {
                tables = tables_for(survey)?;
            }
            if tables.iter().map(|table| table.both * survey.places()).sum::<usize>() > MOST {
                return None;
            }
            tables.iter_mut().for_each(|table| table.add(survey, &waiting));
            waiting.clear();
        }
        if full {
            tables.drain(..).for_each(|table| table.give(survey, &scale, cells));
        }
    }
    Some(odd)
}

/// Two questions to a table where the places are few enough.
fn tables_for(survey: &KeptSurvey<'_, '_>) -> Option<Vec<Table>> {
    let mut tables: Vec<Table> = Vec::new();
    for item in 0..survey.items() {
        let answers = survey.answers(item);
        if answers > ANSWERS {
            return None;
        }
        match tables.last_mut() {
            Some(table) if table.second.is_none() && table.both * answers * survey.places() <= NEAR => {
                table.second = Some(item);
                table.both *= answers;
            }
            _ => tables.push(Table { item, second: None, first: answers, both: answers, sums: Vec::new() }),
        }
    }
    Some(tables)
}

impl Waiting {
    #[inline(never)]
    fn take(&mut self, block: usize, rows: &KeptRows, scale: &Scale, odd: &mut Vec<usize>) {
        for (row, (place, weight)) in rows.places.iter().zip(&rows.weights).take(rows.rows).enumerate() {
            let weight = if *place == 0 {
                odd.push(block * BLOCK + row);
                0.0
            } else {
                *weight
            };
            self.halves.push(scale.halves(weight));
        }
        self.places.extend_from_slice(rows.places.get(..rows.rows).unwrap_or_default());
        self.blocks.push((block, rows.rows));
    }

    fn clear(&mut self) {
        self.places.clear();
        self.halves.clear();
        self.blocks.clear();
    }
}

impl Table {
    fn add(&mut self, survey: &KeptSurvey<'_, '_>, waiting: &Waiting) {
        let wanted = (survey.places() * self.both).max(self.sums.len());
        self.sums.resize(wanted, Halves::default());
        let mut rows = 0;
        for (block, many) in &waiting.blocks {
            let within = rows..rows + many;
            let places = waiting.places.get(within.clone()).unwrap_or_default();
            let halves = waiting.halves.get(within).unwrap_or_default();
            self.add_block(survey, *block, places, halves);
            rows += many;
        }
    }

    /// The inner loop. A function of its own, because browsers make better code of what is called often.
    #[inline(never)]
    fn add_block(&mut self, survey: &KeptSurvey<'_, '_>, block: usize, places: &[u32], halves: &[Halves]) {
        let (mut codes, mut second) = ([0; BLOCK], [0; BLOCK]);
        survey.codes(self.item, block, &mut codes);
        if let Some(item) = self.second {
            survey.codes(item, block, &mut second);
            let step = self.first as u16;
            codes.iter_mut().zip(&second).for_each(|(code, other)| *code += other * step);
        }
        let Table { sums, both, .. } = self;
        let sums = sums.as_mut_slice();
        for ((place, halves), code) in places.iter().zip(halves).zip(&codes) {
            let at = *place as usize * *both + usize::from(*code);
            if let Some(sums) = sums.get_mut(at) {
                plus(sums, halves);
            }
        }
    }

    /// Hands everything over, question by question.
    fn give(self, survey: &KeptSurvey<'_, '_>, scale: &Scale, cells: &mut Cells) {
        let first = |code: usize| code % self.first;
        let second = |code: usize| code / self.first;
        self.give_one(self.item, self.first, first, survey, scale, cells);
        if let Some(item) = self.second {
            self.give_one(item, self.both / self.first, second, survey, scale, cells);
        }
    }

    fn give_one(
        &self,
        item: usize,
        answers: usize,
        own: impl Fn(usize) -> usize,
        survey: &KeptSurvey<'_, '_>,
        scale: &Scale,
        cells: &mut Cells,
    ) {
        let Some(measure) = survey.survey().measures().nth(item) else { return };
        let patterns = cells.patterns(measure);
        let mut alone = vec![Halves::default(); answers];
        for (place, sums) in self.sums.chunks(self.both).enumerate().skip(1) {
            alone.fill(Halves::default());
            for (code, sums) in sums.iter().enumerate() {
                alone.get_mut(own(code)).into_iter().for_each(|alone| plus(alone, sums));
            }
            let given = alone.iter().map(|sums| scale.sums(*sums)).enumerate().filter(|(_, sums)| sums.n > 0);
            let given = given.filter_map(|(code, sums)| Some((survey.meaning(item, code)?, sums)));
            survey.survey().with_place(&survey.place(place), |words| patterns.add_all(words, given));
        }
    }
}

#[inline(always)]
fn plus(sums: &mut Halves, more: &Halves) {
    let ([a, b, c, d], [e, f, g, h]) = (&mut *sums, more);
    (*a, *b) = (a.wrapping_add(*e), b.wrapping_add(*f));
    (*c, *d) = (c.wrapping_add(*g), d.wrapping_add(*h));
}

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
const NEAR: usize = 1 << 15;
/// Entries that are kept at most.
const MOST: usize = 1 << 21;
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
    counts: Vec<u32>,
}

/// Rows of some blocks.
struct Waiting {
    places: Vec<u32>,
    halves: Vec<Halves>,
    blocks: Vec<(usize, usize)>,
}

/// Adds the plain rows of a survey to the cells, and gives the numbers of those that must go the general way. `None`,
/// and nothing is added, where the weights are too far apart or the places too many.
pub fn add_columns(survey: &mut KeptSurvey<'_, '_>, cells: &mut Cells) -> Option<Vec<usize>> {
    let all = survey.blocks() * BLOCK;
    let (least, most) = survey.range();
    let units = [Units::new(least, most, all)?, Units::new(least * least, most * most, all)?];
    let mut tables: Vec<Table> = Vec::new();
    let mut rows = KeptRows::default();
    let mut waiting = Waiting { places: Vec::new(), halves: Vec::new(), blocks: Vec::new() };
    let mut odd = Vec::new();
    for block in 0..survey.blocks() {
        survey.rows(block, &mut rows);
        waiting.take(block, &rows, &units, &mut odd);
        if waiting.blocks.len() == BLOCKS || block + 1 == survey.blocks() {
            if tables.is_empty() {
                tables = tables_for(survey)?;
            }
            if tables.iter().map(|table| table.both * survey.places()).sum::<usize>() > MOST {
                return None;
            }
            tables.iter_mut().for_each(|table| table.add(survey, &waiting));
            waiting.clear();
        }
    }
    tables.iter().for_each(|table| table.give(survey, &units, cells));
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
            _ => tables.push(Table {
                item,
                second: None,
                first: answers,
                both: answers,
                sums: Vec::new(),
                counts: Vec::new(),
            }),
        }
    }
    Some(tables)
}

impl Waiting {
    fn take(&mut self, block: usize, rows: &KeptRows, units: &[Units; 2], odd: &mut Vec<usize>) {
        let [w, w2] = units;
        for (row, (place, weight)) in rows.places.iter().zip(&rows.weights).take(rows.rows).enumerate() {
            let weight = if *place == 0 {
                odd.push(block * BLOCK + row);
                0.0
            } else {
                *weight
            };
            let ([a, b], [c, d]) = (w.halves(weight), w2.halves(weight * weight));
            self.halves.push([a, b, c, d]);
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
        self.counts.resize(wanted, 0);
        let (mut codes, mut second) = ([0; BLOCK], [0; BLOCK]);
        let mut rows = waiting.places.iter().zip(&waiting.halves);
        for (block, many) in &waiting.blocks {
            survey.codes(self.item, *block, &mut codes);
            if let Some(item) = self.second {
                survey.codes(item, *block, &mut second);
                let step = self.first as u16;
                codes.iter_mut().zip(&second).for_each(|(code, other)| *code += other * step);
            }
            for ((place, halves), code) in rows.by_ref().take(*many).zip(&codes) {
                let at = *place as usize * self.both + usize::from(*code);
                if let (Some(sums), Some(count)) = (self.sums.get_mut(at), self.counts.get_mut(at)) {
                    *count += 1;
                    sums.iter_mut().zip(halves).for_each(|(sum, half)| *sum = sum.wrapping_add(*half));
                }
            }
        }
    }

    /// Hands everything over.
    fn give(&self, survey: &KeptSurvey<'_, '_>, units: &[Units; 2], cells: &mut Cells) {
        let [of_w, of_w2] = units;
        let entries = self.sums.chunks(self.both).zip(self.counts.chunks(self.both));
        for (place, (sums, counts)) in entries.enumerate().skip(1) {
            survey.survey().with_place(&survey.place(place), |words| {
                for (code, ([a, b, c, d], n)) in sums.iter().zip(counts).enumerate().filter(|(_, (_, n))| **n > 0) {
                    let sums = Sums {
                        n: u64::from(*n),
                        w: of_w.exact([*a, *b]),
                        w2: of_w2.exact([*c, *d]),
                        ..Sums::default()
                    };
                    let mut give = |item: usize, code: usize| {
                        if let Some((measure, answer)) = survey.meaning(item, code) {
                            cells.patterns(measure).add(words, answer, &sums);
                        }
                    };
                    give(self.item, code % self.first);
                    if let Some(second) = self.second {
                        give(second, code / self.first);
                    }
                }
            });
        }
    }
}

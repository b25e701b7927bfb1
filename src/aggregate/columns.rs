//! Cells of respondents that come as columns: question by question, two questions at a time where the places are few.
//!
//! Weights are added as whole numbers of a common decimal unit. What was added is handed to [`Cells`] as the same sums
//! to the bit: place by place before there is no room for more respondents there, and all in the end.

use super::Cells;
use crate::sufficient::pairs::{Pair, Pairs, Scale};
use crate::table::{BLOCK, KeptRows, KeptSurvey};

/// Entries of two questions' table: what fits the near memory of a processor's core.
const NEAR: usize = 1 << 15;
/// Entries that are kept at most.
const MOST: usize = 1 << 21;
/// Rows that go the general way in any file; with more than these and an eighth of all the file is read again.
const ODD: usize = 10_000;
/// Answers to the questions of a table at most: what a byte tells apart.
const ANSWERS: usize = 256;

/// One question, or two.
#[derive(Debug)]
struct Table {
    /// The questions, and what their codes add to a row.
    items: Vec<(usize, Vec<u8>)>,
    /// Codes of the one, or of both.
    both: usize,
    sums: Pairs,
}

/// Adds the plain rows of a survey to the cells, and gives the numbers of those that must go the general way. `None`,
/// and the cells are of no use, where those or the places are too many.
pub fn add_columns(survey: &mut KeptSurvey<'_, '_>, cells: &mut Cells) -> Option<Vec<usize>> {
    let scale = survey.scale();
    let (mut tables, mut planned) = (Vec::new(), 0);
    let (mut rows, mut weights, mut counts) = (KeptRows::default(), Pairs::default(), Vec::new());
    let mut odd = Vec::new();
    for block in 0..survey.blocks() {
        survey.rows(block, &scale, &mut rows);
        take(block, &rows, &scale, &mut weights, &mut odd);
        if survey.places() > 2 * planned {
            give_all(&mut tables, survey, &scale, cells);
            tables = tables_for(survey)?;
            planned = survey.places();
            counts.clear();
        }
        let entries: usize = tables.iter().map(|table| table.both * survey.places()).sum();
        if entries > MOST || odd.len() > ODD + block * BLOCK / 8 {
            return None;
        }
        counts.resize(survey.places(), 0);
        let full = count(&mut counts, &rows, scale.rows());
        let places = rows.places.get(..rows.rows).unwrap_or_default();
        for table in &mut tables {
            if !full.is_empty() {
                table.give(&full, survey, &scale, cells);
            }
            table.sums.reach(survey.places() * table.both, &scale);
            table.add(survey, block, places, &weights);
        }
    }
    give_all(&mut tables, survey, &scale, cells);
    Some(odd)
}

fn give_all(tables: &mut [Table], survey: &KeptSurvey<'_, '_>, scale: &Scale, cells: &mut Cells) {
    let places: Vec<usize> = (0..survey.places()).collect();
    tables.iter_mut().for_each(|table| table.give(&places, survey, scale, cells));
}

/// Two questions to a table where the places so far are few enough; made anew when they are twice as many.
fn tables_for(survey: &KeptSurvey<'_, '_>) -> Option<Vec<Table>> {
    let mut tables: Vec<Table> = Vec::new();
    for item in 0..survey.items() {
        let answers = survey.answers(item);
        if answers > ANSWERS {
            return None;
        }
        match tables.last_mut() {
            Some(table)
                if table.items.len() == 1
                    && table.both * answers <= ANSWERS
                    && table.both * answers * survey.places() <= NEAR =>
            {
                table.items.push((item, survey.steps(item, table.both)));
                table.both *= answers;
            }
            _ => {
                let items = vec![(item, survey.steps(item, 1))];
                tables.push(Table { items, both: answers, sums: Pairs::default() });
            }
        }
    }
    Some(tables)
}

/// The weights of the rows, and the numbers of those without a place.
#[inline(never)]
fn take(block: usize, rows: &KeptRows, scale: &Scale, weights: &mut Pairs, odd: &mut Vec<usize>) {
    weights.clear();
    for (row, (place, digits)) in rows.places.iter().zip(&rows.digits).take(rows.rows).enumerate() {
        if *place == 0 {
            odd.push(block * BLOCK + row);
        }
        weights.push(scale, if *place == 0 { 0 } else { *digits });
    }
}

/// Counts the rows by place, and says in which places there would be more than `most`.
#[inline(never)]
fn count(counts: &mut [u32], rows: &KeptRows, most: u32) -> Vec<usize> {
    let mut full = Vec::new();
    for place in rows.places.iter().take(rows.rows) {
        if let Some(count) = counts.get_mut(*place as usize) {
            *count += 1;
            if *count == most + 1 {
                full.push(*place as usize);
            }
        }
    }
    for place in &full {
        counts.get_mut(*place).into_iter().for_each(|count| *count = BLOCK as u32);
    }
    full
}

impl Table {
    fn add(&mut self, survey: &KeptSurvey<'_, '_>, block: usize, places: &[u32], weights: &Pairs) {
        let mut codes = [0; BLOCK];
        self.items.iter().for_each(|(item, steps)| survey.add(*item, block, steps, &mut codes));
        self.sums.add(weights, places, &codes, self.both);
    }

    /// Hands what stands in some places over, question by question.
    fn give(&mut self, places: &[usize], survey: &KeptSurvey<'_, '_>, scale: &Scale, cells: &mut Cells) {
        let mut step = 1;
        for (item, _) in &self.items {
            let Some(measure) = survey.survey().measures().nth(*item) else { continue };
            let (patterns, answers) = (cells.patterns(measure), survey.answers(*item));
            let mut alone = vec![[Pair::default(); 2]; answers];
            let own: Vec<usize> = (0..self.both).map(|code| code / step % answers).collect();
            for place in places.iter().filter(|place| **place > 0) {
                alone.fill([Pair::default(); 2]);
                for (code, own) in own.iter().enumerate() {
                    let sums = self.sums.at(place * self.both + code);
                    alone.get_mut(*own).into_iter().for_each(|alone| plus(alone, sums));
                }
                let given = alone.iter().map(|sums| scale.sums(*sums)).enumerate().filter(|(_, sums)| sums.n > 0);
                let given = given.map(|(answer, sums)| (survey.survey().answer(*item, answer as u32), sums));
                survey.survey().with_place(&survey.place(*place), |words| patterns.add_all(words, given));
            }
            step *= answers;
        }
        for place in places {
            self.sums.empty(place * self.both..(place + 1) * self.both);
        }
    }
}

fn plus(sums: &mut [Pair; 2], more: [Pair; 2]) {
    sums.iter_mut().zip(more).for_each(|(sum, more)| sum.add(more));
}

//! Cells of respondents that come as columns: question by question, several questions at a time where the places are few.
//!
//! Rows are put in the order of their places first, so that what they are added to stands near. Weights are added as
//! whole numbers of a common decimal unit. What was added is handed to [`Cells`] as the same sums
//! to the bit: place by place before there is no room for more respondents there, and all in the end.

use super::Cells;
use crate::sufficient::ordered::Ordered;
use crate::sufficient::pairs::{Pair, Pairs, Scale};
use crate::table::{BLOCK, KeptRows, KeptSurvey};
use std::ops::Range;

/// Blocks whose rows are put in order together.
const TOGETHER: usize = 8;
/// Entries of a table of several questions: with more, hardly two rows that are put in order together are added near each other.
const NEAR: usize = 2 * TOGETHER * BLOCK;
/// Entries that are kept at most.
const MOST: usize = 1 << 21;
/// Rows that go the general way in any file; with more than these and an eighth of all the file is read again.
const ODD: usize = 10_000;
/// Answers to the questions of a table at most: what a byte tells apart.
const ANSWERS: usize = 256;

/// One question, or several.
#[derive(Debug)]
struct Table {
    /// The questions, and what their codes add to a row.
    items: Vec<(usize, Vec<u8>)>,
    /// Codes of the one, or of all together.
    codes: usize,
    sums: Pairs,
}

/// Adds the plain rows of a survey to the cells, and gives the numbers of those that must go the general way. `None`,
/// and the cells are of no use, where those or the places are too many.
pub fn add_columns(survey: &mut KeptSurvey<'_, '_>, cells: &mut Cells) -> Option<Vec<usize>> {
    let scale = survey.scale();
    let (mut tables, mut planned) = (Vec::new(), 0);
    let (mut rows, mut ordered, mut counts) = (KeptRows::default(), Ordered::default(), Vec::new());
    let (mut odd, mut codes) = (Vec::new(), Vec::new());
    let together = (scale.rows() as usize / BLOCK).clamp(1, TOGETHER);
    for first in (0..survey.blocks()).step_by(together) {
        let blocks = first..survey.blocks().min(first + together);
        ordered.clear();
        for block in blocks.clone() {
            survey.rows(block, &scale, &mut rows);
            ordered.extend(rows.places(), rows.digits());
            odd.extend(rows.odd().map(|row| block * BLOCK + row));
        }
        if survey.places() > 2 * planned {
            give_all(&mut tables, survey, &scale, cells);
            tables = tables_for(survey)?;
            planned = survey.places();
            counts.clear();
        }
        let entries: usize = tables.iter().map(|table| table.codes * survey.places()).sum();
        if entries > MOST || odd.len() > ODD + first * BLOCK / 8 {
            return None;
        }
        ordered.order(survey.places(), &scale);
        counts.resize(survey.places(), 0);
        let full = count(&mut counts, ordered.counts(), scale.rows());
        for table in &mut tables {
            if !full.is_empty() {
                table.give(&full, survey, &scale, cells);
            }
            table.sums.reach(survey.places() * table.codes, &scale);
            table.add(survey, blocks.clone(), &ordered, &mut codes);
        }
    }
    give_all(&mut tables, survey, &scale, cells);
    Some(odd)
}

fn give_all(tables: &mut [Table], survey: &KeptSurvey<'_, '_>, scale: &Scale, cells: &mut Cells) {
    let places: Vec<usize> = (0..survey.places()).collect();
    tables.iter_mut().for_each(|table| table.give(&places, survey, scale, cells));
}

/// Several questions to a table where the places so far are few enough; made anew when they are twice as many.
fn tables_for(survey: &KeptSurvey<'_, '_>) -> Option<Vec<Table>> {
    let mut tables: Vec<Table> = Vec::new();
    for item in 0..survey.items() {
        let answers = survey.answers(item);
        if answers > ANSWERS {
            return None;
        }
        match tables.last_mut() {
            Some(table) if table.codes * answers <= ANSWERS && table.codes * answers * survey.places() <= NEAR => {
                table.items.push((item, survey.steps(item, table.codes)));
                table.codes *= answers;
            }
            _ => {
                let items = vec![(item, survey.steps(item, 1))];
                tables.push(Table { items, codes: answers, sums: Pairs::default() });
            }
        }
    }
    Some(tables)
}

/// Counts rows by place, and says in which places there would be more than `most`.
fn count(counts: &mut [u32], more: impl Iterator<Item = u32>, most: u32) -> Vec<usize> {
    let mut full = Vec::new();
    for (place, (count, more)) in counts.iter_mut().zip(more).enumerate() {
        *count += more;
        if *count > most {
            full.push(place);
            *count = more;
        }
    }
    full
}

impl Table {
    fn add(
        &mut self,
        survey: &KeptSurvey<'_, '_>,
        blocks: Range<usize>,
        ordered: &Ordered,
        codes: &mut Vec<[u8; BLOCK]>,
    ) {
        codes.clear();
        codes.resize(blocks.len(), [0; BLOCK]);
        for (block, codes) in blocks.zip(&mut *codes) {
            self.items.iter().for_each(|(item, steps)| survey.add(*item, block, steps, codes));
        }
        ordered.add(&mut self.sums, codes.as_flattened(), self.codes);
    }

    /// Hands what stands in some places over, question by question.
    fn give(&mut self, places: &[usize], survey: &KeptSurvey<'_, '_>, scale: &Scale, cells: &mut Cells) {
        let mut step = 1;
        for (item, _) in &self.items {
            let Some(measure) = survey.survey().measures().nth(*item) else { continue };
            let (patterns, answers) = (cells.patterns(measure), survey.answers(*item));
            let mut alone = vec![[Pair::default(); 2]; answers * places.len()];
            let own: Vec<usize> = (0..self.codes).map(|code| code / step % answers).collect();
            for (place, alone) in places.iter().zip(alone.chunks_exact_mut(answers)) {
                for (code, own) in own.iter().enumerate() {
                    let sums = self.sums.at(place * self.codes + code);
                    alone.get_mut(*own).into_iter().for_each(|alone| plus(alone, sums));
                }
            }
            for (place, alone) in places.iter().zip(alone.chunks_exact(answers)).filter(|(place, _)| **place > 0) {
                let given = alone.iter().enumerate().filter(|(_, sums)| scale.any(**sums));
                let given =
                    given.map(|(answer, sums)| (survey.survey().answer(*item, answer as u32), scale.sums(*sums)));
                survey.survey().with_place(&survey.place(*place), |words| patterns.add_all(words, given));
            }
            step *= answers;
        }
        for place in places {
            self.sums.empty(place * self.codes..(place + 1) * self.codes);
        }
    }
}

fn plus(sums: &mut [Pair; 2], more: [Pair; 2]) {
    sums.iter_mut().zip(more).for_each(|(sum, more)| sum.add(more));
}

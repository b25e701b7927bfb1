//! What the cells of a column say about it, gathered row by row in bounded memory.

use super::numbers::{self, Shape};
use super::tokens::{Mark, mark};
use crate::intake::Cell;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Distinct values by which a column is judged.
pub const DISTINCT: usize = 400;

/// Distinct marks that are told apart.
const MARKS: usize = 50;

/// A distinct value.
#[derive(Debug)]
struct Seen {
    text: String,
    what: What,
}

/// What a cell is.
#[derive(Debug, Clone, Copy)]
enum What {
    /// A number by its text.
    Number(Shape),
    /// A number by the workbook.
    Native(Shape),
    Mark(Mark),
    Words,
}

impl What {
    fn of(text: &str, native: bool) -> What {
        match (Shape::of(text), native) {
            (Some(shape), true) => What::Native(shape),
            (Some(shape), false) => What::Number(shape),
            (None, _) => mark(text).map_or(What::Words, What::Mark),
        }
    }
}

/// Evidence about one column.
#[derive(Debug)]
pub struct Evidence {
    /// Cells with something in them.
    pub filled: u64,
    /// Cells with nothing.
    pub empty: u64,
    /// Cells that are numbers.
    pub numbers: u64,
    /// Numbers by the sign before their decimals; ambiguous ones are not counted here.
    pub comma: u64,
    /// The same with a point.
    pub point: u64,
    /// Numbers such as `1.234.567`, whose sign cannot be the decimal one: they speak for the comma.
    pub speaks_comma: u64,
    /// They speak for the point.
    pub speaks_point: u64,
    /// `1,234`: decimals or thousands.
    pub ambiguous_comma: u64,
    /// `1.234`: decimals or thousands.
    pub ambiguous_point: u64,
    /// Numbers with a per cent sign.
    pub percent: u64,
    /// Digits that begin with a zero that a number would not have.
    pub leading_zero: u64,
    /// Numeric cells of a workbook that have decimals.
    pub native_decimals: u64,
    /// Numeric cells of a workbook.
    pub native: u64,
    /// Signs between groups of three digits.
    pub groups: BTreeMap<char, u64>,
    /// Marks for missing and hidden.
    pub marks: BTreeMap<String, (Mark, u64)>,
    /// The first distinct values, by their text.
    values: FxHashMap<String, u16>,
    /// They by their numbers, from 1 on in the order in which they came.
    seen: Vec<Seen>,
    /// How often each stood; at 0 cells with nothing.
    times: Vec<u64>,
    /// Distinct values that there is room for.
    room: usize,
    /// Whether there are more than [`DISTINCT`].
    pub overflow: bool,
    /// Texts that are neither number nor mark.
    pub words: u64,
    /// Cells with a value that the file declares as missing.
    pub apart: u64,
}

impl Evidence {
    /// Nothing yet, and room for so many distinct values.
    pub fn new(room: usize) -> Evidence {
        Evidence {
            filled: 0,
            empty: 0,
            numbers: 0,
            comma: 0,
            point: 0,
            speaks_comma: 0,
            speaks_point: 0,
            ambiguous_comma: 0,
            ambiguous_point: 0,
            percent: 0,
            leading_zero: 0,
            native_decimals: 0,
            native: 0,
            groups: BTreeMap::new(),
            marks: BTreeMap::new(),
            values: FxHashMap::default(),
            seen: Vec::new(),
            times: vec![0],
            room: room.max(DISTINCT),
            overflow: false,
            words: 0,
            apart: 0,
        }
    }

    /// Takes in a cell.
    pub fn take(&mut self, cell: &Cell<'_>) {
        if let Some(number) = self.number_of(cell) {
            self.count_number(number, 1);
        }
    }

    /// The number of a cell's value, 0 for nothing. What a value is is found out once; how often it stood is counted by
    /// its number, in [`Evidence::finish`]. A cell that there is no number for is counted here.
    pub fn number_of(&mut self, cell: &Cell<'_>) -> Option<u16> {
        let text = cell.text.trim();
        if text.is_empty() {
            return Some(0);
        }
        if let Some(number) = self.values.get(text) {
            return Some(*number);
        }
        let what = What::of(text, cell.number.is_some());
        if let What::Mark(mark) = what
            && self.marks.len() < MARKS
        {
            self.marks.entry(text.to_owned()).or_insert((mark, 0));
        }
        self.overflow |= self.seen.len() >= DISTINCT;
        if self.seen.len() >= self.room {
            self.filled += 1;
            self.count(text, what, 1);
            return None;
        }
        self.seen.push(Seen { text: text.to_owned(), what });
        self.times.push(0);
        let number = self.seen.len() as u16;
        self.values.insert(text.to_owned(), number);
        Some(number)
    }

    /// Counts a value by its number.
    #[inline]
    pub fn count_number(&mut self, number: u16, more: u64) {
        if let Some(times) = self.times.get_mut(usize::from(number)) {
            *times += more;
        }
    }

    /// Counts numbers that are written alike.
    pub fn count_shape(&mut self, shape: Shape, times: u64) {
        self.filled += times;
        self.number(shape, times);
    }

    /// Counts texts that are neither number nor mark.
    pub fn count_words(&mut self, times: u64) {
        self.filled += times;
        self.words += times;
    }

    /// The distinct values so far, as texts by their numbers less one.
    pub fn texts(&self) -> impl ExactSizeIterator<Item = &str> {
        self.seen.iter().map(|seen| seen.text.as_str())
    }

    /// The text of a number.
    pub fn text(&self, number: u16) -> &str {
        let seen = usize::from(number).checked_sub(1).and_then(|at| self.seen.get(at));
        seen.map(|seen| seen.text.as_str()).unwrap_or_default()
    }

    /// Counts the distinct values, after the last row.
    pub fn finish(&mut self) {
        let (seen, times) = (std::mem::take(&mut self.seen), std::mem::take(&mut self.times));
        let (nothing, values) = times.split_first().unwrap_or((&0, &[]));
        self.empty += nothing;
        for (value, times) in seen.iter().zip(values) {
            self.filled += times;
            self.count(&value.text, value.what, *times);
        }
        (self.seen, self.times) = (seen, times);
    }

    fn count(&mut self, text: &str, what: What, times: u64) {
        match what {
            What::Number(shape) => self.number(shape, times),
            What::Native(shape) => {
                self.numbers += times;
                self.native += times;
                self.native_decimals += times * u64::from(shape.decimal.is_some());
                self.percent += times * u64::from(shape.percent);
            }
            What::Mark(_) => {
                if let Some((_, so_far)) = self.marks.get_mut(text) {
                    *so_far += times;
                }
            }
            What::Words => self.words += times,
        }
    }

    fn number(&mut self, shape: Shape, times: u64) {
        self.numbers += times;
        self.percent += times * u64::from(shape.percent);
        self.leading_zero += times * u64::from(shape.leading_zero);
        if let Some(sign) = shape.group {
            *self.groups.entry(sign).or_default() += times;
        }
        match (shape.decimal, shape.ambiguous) {
            (Some(','), false) => self.comma += times,
            (Some('.'), false) => self.point += times,
            (Some(','), true) => self.ambiguous_comma += times,
            (Some('.'), true) => self.ambiguous_point += times,
            _ => match shape.group {
                // `1.234.567`: what separates thousands does not separate decimals.
                Some('.') => self.speaks_comma += times,
                Some(',') => self.speaks_point += times,
                _ => {}
            },
        }
    }

    /// The distinct values in the order they came, without marks that apply here.
    pub fn in_order(&self, numeric: bool) -> Vec<(&str, u64)> {
        let applies = |text: &str| self.marks.get(text).is_some_and(|(mark, _)| numeric || *mark == Mark::Missing);
        let times = self.times.iter().skip(1).take(DISTINCT);
        let values = self.seen.iter().zip(times).map(|(seen, times)| (seen.text.as_str(), *times));
        values.filter(|(text, _)| !applies(text)).collect()
    }

    /// Whether the cells are numbers: nine of ten that are not marks.
    pub fn is_numeric(&self) -> bool {
        self.numbers > 0 && self.words * 9 <= self.numbers
    }

    /// Cells without value: empty ones and marks.
    pub fn missing(&self, numeric: bool) -> u64 {
        let marks = self.marks.values().filter(|(mark, _)| numeric || *mark == Mark::Missing);
        self.empty + self.apart + marks.map(|(_, times)| times).sum::<u64>()
    }

    /// The decimal sign, where the cells tell; and whether they contradict each other.
    pub fn decimal(&self) -> (Option<char>, bool) {
        match (self.comma + self.speaks_comma, self.point + self.speaks_point) {
            (0, 0) if self.native_decimals > 0 => (Some('.'), false),
            (0, 0) => (None, false),
            (comma, point) => (Some(if comma >= point { ',' } else { '.' }), comma > 0 && point > 0),
        }
    }

    /// The thousands sign, given the decimal sign; any kind of space is a space.
    pub fn thousands(&self, decimal: char) -> Option<char> {
        let (sign, _) = self.groups.iter().filter(|(sign, _)| **sign != decimal).max_by_key(|(_, times)| **times)?;
        Some(if numbers::is_space(*sign) { ' ' } else { *sign })
    }
}

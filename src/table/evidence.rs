//! What the cells of a column say about it, gathered row by row in bounded memory.

use super::coder::Coder;
use super::numbers::{self, Shape};
use super::tokens::{Mark, mark};
use crate::intake::{Cell, Record};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Distinct values that are kept of a column.
const DISTINCT: usize = 400;

/// The number of fields with nothing in them but spaces or quotes.
const NOTHING: u32 = u32::MAX - 1;

/// A distinct value.
#[derive(Debug)]
struct Seen {
    text: String,
    /// How often it stood before there were too many.
    times: u64,
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
#[derive(Debug, Default)]
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
    /// The first [`DISTINCT`] distinct values.
    values: FxHashMap<String, u32>,
    /// They by their numbers, in the order in which they came.
    seen: Vec<Seen>,
    /// Their numbers by the bytes of the file.
    coder: Coder,
    /// Whether there were more.
    pub overflow: bool,
    /// Texts that are neither number nor mark.
    pub words: u64,
    /// Cells with a value that the file declares as missing.
    pub apart: u64,
}

impl Evidence {
    /// Takes in a cell. What a known value is need not be found out again; it is counted in [`Evidence::finish`].
    pub fn take(&mut self, cell: &Cell<'_>) {
        self.take_numbered(cell);
    }

    /// Takes in a field of a record as it stands in the file.
    #[inline]
    pub fn field(&mut self, record: &Record<'_>, field: &[u8]) {
        let known = if self.overflow { None } else { self.coder.find(field) };
        match known.and_then(|number| self.seen.get_mut(number as usize)) {
            Some(seen) => {
                seen.times += 1;
                self.filled += 1;
            }
            None if field.is_empty() || known == Some(NOTHING) => self.empty += 1,
            None => self.new_field(record, field),
        }
    }

    fn new_field(&mut self, record: &Record<'_>, field: &[u8]) {
        if self.overflow
            && let Some(shape) = Shape::plain(field)
        {
            self.filled += 1;
            self.number(shape, 1);
            return;
        }
        if let Some(number) = self.take_numbered(&Cell::text(record.text(field))) {
            self.coder.add(field, number);
        }
    }

    /// Takes in a cell and gives the number of its value, where it has one.
    fn take_numbered(&mut self, cell: &Cell<'_>) -> Option<u32> {
        let text = cell.text.trim();
        if text.is_empty() {
            self.empty += 1;
            return Some(NOTHING);
        }
        self.filled += 1;
        if self.overflow {
            self.count(text, What::of(text, cell.number.is_some()), 1);
            return None;
        }
        if let Some(number) = self.values.get(text) {
            if let Some(seen) = self.seen.get_mut(*number as usize) {
                seen.times += 1;
            }
            return Some(*number);
        }
        let what = What::of(text, cell.number.is_some());
        if self.seen.len() < DISTINCT {
            let number = self.seen.len() as u32;
            self.values.insert(text.to_owned(), number);
            self.seen.push(Seen { text: text.to_owned(), times: 1, what });
            return Some(number);
        }
        self.overflow = true;
        self.count(text, what, 1);
        None
    }

    /// Counts the distinct values, after the last row.
    pub fn finish(&mut self) {
        let seen = std::mem::take(&mut self.seen);
        for value in &seen {
            self.count(&value.text, value.what, value.times);
        }
        self.seen = seen;
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
            What::Mark(mark) => {
                if self.marks.len() < 50 || self.marks.contains_key(text) {
                    self.marks.entry(text.to_owned()).or_insert((mark, 0)).1 += times;
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
        self.seen.iter().map(|seen| (seen.text.as_str(), seen.times)).filter(|(text, _)| !applies(text)).collect()
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

//! What the cells of a column say about it, gathered row by row in bounded memory.

use super::numbers::{self, Shape};
use super::tokens::{Mark, mark};
use crate::intake::Cell;
use crate::wire::{Read, Write};
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
    /// Numbers in parentheses.
    pub enclosed: u64,
    /// Numbers with letters behind that say of what status they are.
    pub flagged: u64,
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
            enclosed: 0,
            flagged: 0,
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

    /// Counts a value that stood so many times.
    fn take_times(&mut self, text: &str, native: bool, times: u64) {
        match self.number_of(&Cell { text: text.into(), number: native.then_some(0.0) }) {
            Some(number) => self.count_number(number, times),
            // It was counted once when no number was found for it.
            None => {
                self.filled += times - 1;
                self.count(text, What::of(text, native), times - 1);
            }
        }
    }

    /// Adds what the cells of the column say in the part of the file that follows; neither is finished.
    pub fn append(&mut self, mut next: Evidence) {
        for (seen, times) in next.seen.iter().zip(next.times.iter().skip(1)).filter(|(_, times)| **times > 0) {
            self.take_times(&seen.text, matches!(seen.what, What::Native(_)), *times);
        }
        self.count_number(0, next.times.first().copied().unwrap_or(0));
        for (mine, theirs) in self.numbers_mut().into_iter().zip(next.numbers_mut()) {
            *mine += *theirs;
        }
        for (sign, times) in &next.groups {
            *self.groups.entry(*sign).or_default() += times;
        }
        for (token, (mark, times)) in next.marks {
            if let Some((_, so_far)) = self.marks.get_mut(&token) {
                *so_far += times;
            } else if self.marks.len() < MARKS {
                self.marks.insert(token, (mark, times));
            }
        }
        self.overflow |= next.overflow;
    }

    /// The counts that no distinct value is needed for.
    fn numbers_mut(&mut self) -> [&mut u64; 17] {
        [
            &mut self.filled,
            &mut self.empty,
            &mut self.numbers,
            &mut self.comma,
            &mut self.point,
            &mut self.speaks_comma,
            &mut self.speaks_point,
            &mut self.ambiguous_comma,
            &mut self.ambiguous_point,
            &mut self.percent,
            &mut self.leading_zero,
            &mut self.enclosed,
            &mut self.flagged,
            &mut self.native_decimals,
            &mut self.native,
            &mut self.words,
            &mut self.apart,
        ]
    }

    /// Writes it for another worker; it is not finished.
    pub fn write(&mut self, out: &mut Vec<u8>) {
        for number in self.numbers_mut() {
            out.number(*number);
        }
        out.flag(self.overflow);
        out.all(self.groups.iter(), |out, (sign, times)| {
            out.number(u64::from(*sign));
            out.number(*times);
        });
        out.all(self.marks.iter(), |out, (token, (_, times))| {
            out.text(token);
            out.number(*times);
        });
        out.number(self.times.first().copied().unwrap_or(0));
        out.all(self.seen.iter().zip(self.times.iter().skip(1)), |out, (seen, times)| {
            out.text(&seen.text);
            out.flag(matches!(seen.what, What::Native(_)));
            out.number(*times);
        });
    }

    /// Reads what another worker wrote.
    pub fn read(from: &mut Read<'_>, room: usize) -> Option<Evidence> {
        let mut evidence = Evidence::new(room);
        for number in evidence.numbers_mut() {
            *number = from.number()?;
        }
        evidence.overflow = from.flag()?;
        evidence.groups =
            from.all(|from| Some((char::from_u32(u32::try_from(from.number()?).ok()?)?, from.number()?)))?;
        evidence.marks = from.all(|from| {
            let token = from.text()?;
            Some((token.to_owned(), (mark(token)?, from.number()?)))
        })?;
        *evidence.times.first_mut()? = from.number()?;
        for _ in 0..from.count()? {
            let (text, native, times) = (from.text()?.to_owned(), from.flag()?, from.number()?);
            let number = u16::try_from(evidence.seen.len() + 1).ok()?;
            evidence.values.insert(text.clone(), number);
            evidence.seen.push(Seen { what: What::of(&text, native), text });
            evidence.times.push(times);
        }
        Some(evidence)
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
        self.enclosed += times * u64::from(shape.enclosed);
        self.flagged += times * u64::from(shape.flagged);
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

//! One column while a file is read: what its fields are is found out by their distinct bytes, and counted by block.
//!
//! A column with few distinct values is a column of codes. One with many plain numbers is read number by number; one
//! with many texts is judged field by field and not kept.

use super::coder::{Coder, MOST};
use super::evidence::{DISTINCT, Evidence};
use super::packed::{BLOCK, Packed};
use super::plain::{self, Class, Word, digits, digits_of, is_word};
use crate::intake::{self, Block, Cell, Run};

/// Values of a column, of which each is counted by itself where there are fewer.
const FEW: u8 = 12;

/// Indexes of a class.
const CLASSES: usize = 256;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Every field has a code.
    Codes,
    /// Plain numbers, and codes for the rest.
    Numbers,
    /// Nothing is kept.
    Judged,
}

/// How a column's fields are taken in.
#[derive(Debug)]
pub struct Coding {
    mode: Mode,
    coder: Coder,
    /// Codes of the rows of the block: their low bytes, and the high ones where there are any.
    low: Vec<u8>,
    high: Vec<u8>,
    /// Digits of the rows of the block, and how they are written.
    digits: Vec<u64>,
    classes: Vec<Class>,
    others: Vec<(u16, u16)>,
    /// Rows of the block before those that are read number by number.
    coded: usize,
    /// Whether what the column holds may be kept.
    private: bool,
    lost: bool,
}

impl Coding {
    /// A column at its first row. `private` says that it must not be kept where it has many values.
    pub fn new(private: bool) -> Coding {
        Coding {
            mode: Mode::Codes,
            coder: Coder::default(),
            low: vec![0; BLOCK],
            high: Vec::new(),
            digits: Vec::new(),
            classes: Vec::new(),
            others: Vec::new(),
            coded: 0,
            private,
            lost: false,
        }
    }

    /// Takes in a column of some records, whose first is this row of the block.
    pub fn take(&mut self, row: usize, run: &Run<'_>, column: usize, evidence: &mut Evidence) {
        let mut done = 0;
        while done < run.len() {
            done += match self.mode {
                Mode::Codes => self.code(row + done, run, column, done),
                Mode::Numbers | Mode::Judged => self.classify(row + done, run, column, done),
            };
            if done < run.len()
                && let (marks, _) = run.column(column, done)
                && let Some(span) = run.span(marks, 0)
            {
                let field = run.field(span);
                self.learn(row + done, field, &run.text().of(field), evidence);
                done += 1;
            }
        }
    }

    /// Fields that were seen before, from a record on: how many there were.
    fn code(&mut self, row: usize, run: &Run<'_>, column: usize, from: usize) -> usize {
        let Coding { coder, low, high, .. } = self;
        let rows = low.get_mut(row..row + run.len() - from).unwrap_or_default();
        coder.known(run, (column, from), rows, |at, code| put_high(high, row + at, code as u16))
    }

    fn put_code(&mut self, row: usize, code: u16) {
        self.low.get_mut(row).into_iter().for_each(|place| *place = code as u8);
        if code > u8::MAX.into() {
            put_high(&mut self.high, row, code);
        }
    }

    fn code_of(&self, row: usize) -> u16 {
        let byte = |bytes: &[u8]| bytes.get(row).copied().unwrap_or(0);
        u16::from_le_bytes([byte(&self.low), byte(&self.high)])
    }

    /// Plain numbers, from a record on: how many there were. In a column of which nothing is kept, words as well.
    fn classify(&mut self, row: usize, run: &Run<'_>, column: usize, from: usize) -> usize {
        let rows = row..row + run.len() - from;
        let digits = self.digits.get_mut(rows.clone()).unwrap_or_default();
        let classes = self.classes.get_mut(rows).unwrap_or_default();
        let mut done = 0;
        loop {
            let (digits, classes) = (digits.get_mut(done..), classes.get_mut(done..));
            let (digits, classes) = (digits.unwrap_or_default(), classes.unwrap_or_default());
            let short = short_numbers(run, (column, from + done), digits, classes);
            done += short;
            let (marks, _) = run.column(column, from + done);
            let (Some(digits), Some(class)) = (digits.get_mut(short), classes.get_mut(short)) else { return done };
            let Some(field) = run.span(marks, 0).map(|span| run.field(span)) else { return done };
            let found = match plain::digits(field) {
                None if self.mode == Mode::Judged && is_word(field) => Some((0, Class::WORD)),
                found => found,
            };
            let Some(found) = found else { return done };
            (*digits, *class) = found;
            done += 1;
        }
    }

    fn put(&mut self, row: usize, number: u64, class: Class) {
        if let (Some(digits), Some(classes)) = (self.digits.get_mut(row), self.classes.get_mut(row)) {
            (*digits, *classes) = (number, class);
        }
    }

    /// Takes in the field of a row of the block that was not seen before.
    fn learn(&mut self, row: usize, field: &[u8], text: &str, evidence: &mut Evidence) {
        let before = evidence.texts().len();
        let code = evidence.number_of(&Cell::text(text));
        match (self.mode, code) {
            (Mode::Codes, Some(code)) => {
                self.coder.add(field, u32::from(code));
                self.put_code(row, code);
                // One more than a column is judged by: is it a column of numbers?
                let many = before == DISTINCT && evidence.texts().len() > DISTINCT;
                if many && self.private {
                    self.change(Mode::Judged, row + 1, evidence);
                } else if many && share(evidence, |text| text.contains([',', '.'])) {
                    self.change(Mode::Numbers, row + 1, evidence);
                }
            }
            (Mode::Codes, None) => {
                let numbers = before >= MOST && share(evidence, |_| true);
                self.change(if numbers { Mode::Numbers } else { Mode::Judged }, row, evidence);
                // It was counted when no number was found for it.
                self.coded = row + 1;
                let plain = digits(field).filter(|_| numbers);
                self.lost |= plain.is_none();
                let (number, class) = plain.unwrap_or((0, Class::OTHER));
                self.put(row, number, class);
            }
            (_, code) => {
                self.put(row, 0, Class::OTHER);
                match code {
                    Some(code) => {
                        evidence.count_number(code, 1);
                        self.others.push((row as u16, code));
                    }
                    None => self.lost = true,
                }
            }
        }
    }

    /// Goes on in another way from a row on; for numbers, those before it are taken over.
    fn change(&mut self, mode: Mode, rows: usize, evidence: &mut Evidence) {
        self.count(rows, evidence);
        self.mode = mode;
        self.digits = vec![0; BLOCK];
        self.classes = vec![Class::OTHER; BLOCK];
        self.coded = rows;
        if mode == Mode::Numbers {
            for row in 0..rows {
                let code = self.code_of(row);
                match digits(evidence.text(code).as_bytes()) {
                    Some((number, class)) => self.put(row, number, class),
                    None => self.others.push((row as u16, code)),
                }
            }
        }
        (self.low, self.high, self.coder) = (Vec::new(), Vec::new(), Coder::default());
    }

    /// Counts the codes of so many rows. Of few values, each is counted by itself in many rows at once; of more, four
    /// counts of each: the next of the same would wait for the last.
    fn count(&self, rows: usize, evidence: &mut Evidence) {
        let low = self.low.get(..rows).unwrap_or_default();
        if !self.high.is_empty() {
            (0..rows).for_each(|row| evidence.count_number(self.code_of(row), 1));
            return;
        }
        let most = evidence.texts().len().min(255) as u8;
        if most < FEW {
            let (blocks, rest) = low.as_chunks::<{ intake::BLOCK }>();
            for code in 0..=most {
                let many = rest.iter().filter(|other| **other == code).count() as u64;
                evidence.count_number(u16::from(code), many + u64::from(times(blocks, code)));
            }
            return;
        }
        let mut times = [[0_u32; 256]; 4];
        let [first, second, third, fourth] = &mut times;
        let (fours, rest) = low.as_chunks::<4>();
        for [a, b, c, d] in fours {
            more(first, *a);
            more(second, *b);
            more(third, *c);
            more(fourth, *d);
        }
        for code in 0..=most {
            let more: u32 = times.iter().filter_map(|times| times.get(usize::from(code))).sum();
            evidence.count_number(u16::from(code), more.into());
        }
        rest.iter().for_each(|code| evidence.count_number(u16::from(*code), 1));
    }

    /// The end of a block of so many rows: counts it and, where it is kept, packs it.
    pub fn settle(&mut self, rows: usize, evidence: &mut Evidence, kept: bool) -> Option<Packed> {
        if self.mode == Mode::Codes {
            self.count(rows, evidence);
            let high = self.high.get(..rows).unwrap_or_default();
            let packed = kept.then(|| Packed::codes(self.low.get(..rows).unwrap_or_default(), high));
            self.high.fill(0);
            return packed;
        }
        let mut times = [0_u32; CLASSES];
        for class in self.classes.get(self.coded..rows).unwrap_or_default() {
            if let Some(times) = times.get_mut(class.index()) {
                *times += 1;
            }
        }
        self.coded = 0;
        for (index, times) in times.iter().enumerate().filter(|(_, times)| **times > 0) {
            match Class::of_index(index) {
                Some((_, shape)) => evidence.count_shape(shape, u64::from(*times)),
                None if index == Class::WORD.index() => evidence.count_words(u64::from(*times)),
                None => {}
            }
        }
        let packed = (kept && self.mode == Mode::Numbers && !self.lost).then(|| self.pack(rows)).flatten();
        self.others.clear();
        packed
    }

    fn pack(&mut self, rows: usize) -> Option<Packed> {
        let classes = self.classes.get(..rows).unwrap_or_default();
        let sign = classes.iter().fold(0, |sign, class| sign | class.sign());
        let decimals: Vec<u8> = classes.iter().map(|class| class.decimals()).collect();
        for (row, _) in &self.others {
            self.digits.get_mut(usize::from(*row)).into_iter().for_each(|digits| *digits = 0);
        }
        // Two signs in one column: what is a number depends on which of them is chosen.
        self.lost = sign == 3;
        (!self.lost).then(|| Packed::digits(self.digits.get(..rows).unwrap_or_default(), &decimals, sign, &self.others))
    }
}

/// Plain numbers of at most eight bytes: how many there were.
#[inline(never)]
fn short_numbers(run: &Run<'_>, (column, from): (usize, usize), digits: &mut [u64], classes: &mut [Class]) -> usize {
    let ((marks, stride), mut at) = (run.column(column, from), 0);
    for (digits, class) in digits.iter_mut().zip(classes) {
        let word = run.span(marks, at).and_then(|span| Word::at(run.bytes(), span));
        let Some((number, written)) = word.and_then(digits_of) else { break };
        (*digits, *class) = (number, written);
        at += stride;
    }
    at / stride
}

/// Puts the high byte of a code.
fn put_high(high: &mut Vec<u8>, row: usize, code: u16) {
    if high.is_empty() {
        *high = vec![0; BLOCK];
    }
    high.get_mut(row).into_iter().for_each(|place| *place = (code >> u8::BITS) as u8);
}

/// How often a code stands in some rows.
#[inline(never)]
fn times(blocks: &[[u8; intake::BLOCK]], code: u8) -> u32 {
    blocks.iter().map(|block| Block::of(block).places(code).count_ones()).sum()
}

#[inline(always)]
fn more(times: &mut [u32; 256], code: u8) {
    if let Some(times) = times.get_mut(usize::from(code)) {
        *times += 1;
    }
}

/// Whether half of the distinct values are plain numbers of which `also` holds.
fn share(evidence: &Evidence, also: impl Fn(&str) -> bool) -> bool {
    let plain = evidence.texts().filter(|text| digits(text.as_bytes()).is_some() && also(text)).count();
    plain * 2 >= evidence.texts().len()
}

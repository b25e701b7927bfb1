//! Respondents from columns that were kept: what each distinct value means is found out once, and places, weights and
//! answers come out block by block.

use super::DataRow;
use super::coded::CodedSurvey;
use super::kept::Kept;
use super::numbers;
use super::packed::{BLOCK, Packed};
use super::reading::Reading;
use super::survey::SurveyTable;
use crate::sufficient::decimal::power;
use crate::sufficient::pairs::Scale;
use rustc_hash::FxHashMap;

/// Places that could be, for which there is room by number; more of them are looked up.
const DENSE: usize = 1 << 20;
/// Places that could be, at most.
const MOST: u64 = 1 << 28;
/// Added to a place where a value has no meaning.
const ODD: u32 = 1 << 28;
const NEW: u32 = u32::MAX;
/// The digits of a weight that has none: the row goes the general way.
const NO_WEIGHT: u64 = u64::MAX;

/// A survey whose columns are kept.
pub struct KeptSurvey<'k, 'p> {
    kept: &'k Kept,
    survey: CodedSurvey<'p>,
    /// Columns of the place, and what each code adds to the number of the place.
    parts: Vec<(usize, Vec<u32>)>,
    /// How many numbers each column of the place has.
    radix: Vec<u32>,
    weight: Option<(usize, Vec<f64>)>,
    items: Vec<Item>,
    places: Places,
}

/// A question.
struct Item {
    column: usize,
    /// The answer of each distinct value.
    meanings: Vec<u32>,
    answers: usize,
}

/// Places by number, in the order in which they come; 0 is that of rows that go the general way.
struct Places {
    dense: Vec<u32>,
    sparse: FxHashMap<u32, u32>,
    keys: Vec<u32>,
}

/// Rows of a block.
pub struct KeptRows {
    places: [u32; BLOCK],
    digits: [u64; BLOCK],
    rows: usize,
}

impl Default for KeptRows {
    fn default() -> Self {
        KeptRows { places: [0; BLOCK], digits: [1; BLOCK], rows: 0 }
    }
}

impl KeptRows {
    /// The number of each row's place; 0 for those that go the general way.
    pub fn places(&self) -> &[u32] {
        self.places.get(..self.rows).unwrap_or_default()
    }

    /// The weights, in units of the scale; of no meaning for rows that go the general way.
    pub fn digits(&self) -> &[u64] {
        self.digits.get(..self.rows).unwrap_or_default()
    }

    /// The rows that go the general way.
    pub fn odd(&self) -> impl Iterator<Item = usize> {
        self.places().iter().enumerate().filter(|(_, place)| **place == 0).map(|(row, _)| row)
    }
}

impl<'k, 'p> KeptSurvey<'k, 'p> {
    /// For a plan whose columns are all kept; else `None`.
    pub fn new(kept: &'k Kept, table: &SurveyTable<'p>) -> Option<KeptSurvey<'k, 'p>> {
        let mut survey = CodedSurvey::new(table)?;
        let (mut parts, mut radix, mut questions) = (Vec::new(), Vec::new(), Vec::new());
        let mut step = 1_u64;
        for (at, column) in survey.place_columns().into_iter().enumerate() {
            let found = kept.column(column)?;
            // A place is made of words; a column of many numbers has none.
            found.blocks.iter().all(|block| matches!(block, Packed::Codes { .. })).then_some(())?;
            let numbers = survey.place_numbers(at, table, &found.texts);
            let many = numbers.iter().flatten().max().map_or(1, |most| most + 1);
            let part = |number: &Option<u32>| number.map_or(ODD, |number| (u64::from(number) * step) as u32);
            parts.push((column, numbers.iter().map(part).collect()));
            radix.push(many);
            step = step.checked_mul(u64::from(many)).filter(|step| *step <= MOST)?;
        }
        for (at, column) in survey.item_columns().into_iter().enumerate() {
            let found = kept.column(column)?;
            found.blocks.iter().all(|block| matches!(block, Packed::Codes { .. })).then_some(())?;
            let meanings = survey.answer_numbers(at, table, &found.texts);
            let answers = meanings.iter().max().map_or(1, |most| *most as usize + 1);
            questions.push(Item { column, meanings, answers });
        }
        let weight = match survey.weight_column() {
            None => None,
            Some((column, decimal)) => {
                let found = kept.column(column)?;
                let other = if decimal == ',' { 2 } else { 1 };
                let fits = |block: &Packed| match block {
                    Packed::Codes { .. } => true,
                    Packed::Digits { sign, .. } | Packed::Wide { sign, .. } => *sign != other,
                };
                found.blocks.iter().all(fits).then_some(())?;
                let value = |text: &String| numbers::plain(text.as_bytes(), decimal).unwrap_or(f64::NAN);
                Some((column, found.texts.iter().map(value).collect()))
            }
        };
        let dense = if step as usize <= DENSE { vec![NEW; step as usize] } else { Vec::new() };
        let places = Places { dense, sparse: FxHashMap::default(), keys: vec![0] };
        Some(KeptSurvey { kept, survey, parts, radix, weight, items: questions, places })
    }

    /// How many blocks.
    pub fn blocks(&self) -> usize {
        self.kept.rows().div_ceil(BLOCK)
    }

    /// How many places so far, that of the rows that go the general way among them.
    pub fn places(&self) -> usize {
        self.places.keys.len()
    }

    /// How many questions.
    pub fn items(&self) -> usize {
        self.items.len()
    }

    /// A unit in which the weights are whole numbers, all but those that are too far from the others.
    pub fn scale(&self) -> Scale {
        let mut scale = Scale::default();
        let (column, values) = match &self.weight {
            Some((column, values)) => (self.kept.column(*column), values.as_slice()),
            None => (None, &[1.0][..]),
        };
        for block in column.into_iter().flat_map(|column| &column.blocks) {
            match block {
                Packed::Codes { .. } => {}
                Packed::Digits { decimals, digits, .. } => {
                    scale.widen_to(most(digits), (*decimals).into());
                }
                Packed::Wide { values, .. } => scale.widen_to_all(values),
            }
        }
        scale.widen_to_all(values);
        scale
    }

    /// Places and weights of the rows of a block.
    #[inline(never)]
    pub fn rows(&mut self, block: usize, scale: &Scale, into: &mut KeptRows) {
        into.rows = BLOCK.min(self.kept.rows() - (block * BLOCK).min(self.kept.rows()));
        into.places.fill(0);
        for (column, parts) in &self.parts {
            if let Some(packed) = self.kept.column(*column).and_then(|column| column.blocks.get(block)) {
                packed.each(&mut into.places, |place, code| *place += parts.get(code).copied().unwrap_or(ODD));
            }
        }
        if let Some((column, values)) = &self.weight
            && let Some(packed) = self.kept.column(*column).and_then(|column| column.blocks.get(block))
        {
            weights(packed, values, scale, &mut into.digits);
        }
        for (place, digits) in into.places.iter_mut().zip(&into.digits).take(into.rows) {
            *place = if matches!(*digits, 0 | NO_WEIGHT) { 0 } else { self.places.number(*place) };
        }
    }

    /// How many codes the answers to a question have.
    pub fn answers(&self, item: usize) -> usize {
        self.items.get(item).map_or(1, |item| item.answers)
    }

    /// What each code of a question adds to a row, where an answer stands for `step`.
    pub fn steps(&self, item: usize, step: usize) -> Vec<u8> {
        let meanings = self.items.get(item).map(|item| item.meanings.as_slice()).unwrap_or_default();
        let mut steps: Vec<u8> = meanings.iter().map(|answer| (*answer as usize * step) as u8).collect();
        steps.resize(steps.len().max(256), 0);
        steps
    }

    /// Adds the steps of the answers to a question in a block.
    pub fn add(&self, item: usize, block: usize, steps: &[u8], into: &mut [u8; BLOCK]) {
        let column = self.items.get(item).and_then(|item| self.kept.column(item.column));
        column.and_then(|column| column.blocks.get(block)).into_iter().for_each(|packed| packed.add(steps, into));
    }

    /// The numbers of the words that a place is made of.
    pub fn place(&self, number: usize) -> Vec<u32> {
        let mut rest = self.places.keys.get(number).copied().unwrap_or(0);
        let digit = |many: &u32| {
            let digit = rest % many;
            rest /= many;
            digit
        };
        self.radix.iter().map(digit).collect()
    }

    /// What the numbers mean.
    pub fn survey(&self) -> &CodedSurvey<'p> {
        &self.survey
    }

    /// A plain row as the general way reads it, with the columns that are kept.
    pub fn data_row(&self, row: usize, reading: &Reading) -> DataRow<'k> {
        let cells = (0..reading.columns.len()).map(|column| self.kept.cell(column, row)).collect();
        let line = self.kept.line(row);
        DataRow { line, cells, national: false, set_aside: false, heading: "", ragged: None, displaced: false }
    }
}

impl Places {
    #[inline]
    fn number(&mut self, key: u32) -> u32 {
        if key >= ODD {
            return 0;
        }
        match self.dense.get(key as usize) {
            Some(number) if *number != NEW => *number,
            _ => self.looked_up(key),
        }
    }

    fn looked_up(&mut self, key: u32) -> u32 {
        let next = self.keys.len() as u32;
        let number = match self.dense.get_mut(key as usize) {
            Some(number) => {
                *number = next;
                next
            }
            None => *self.sparse.entry(key).or_insert(next),
        };
        if number == next {
            self.keys.push(key);
        }
        number
    }
}

/// The largest of some numbers: four at once.
fn most(digits: &[u32]) -> u64 {
    let (fours, rest) = digits.as_chunks::<4>();
    let mut most = [0; 4];
    for [a, b, c, d] in fours {
        let [first, second, third, fourth] = most;
        most = [first.max(*a), second.max(*b), third.max(*c), fourth.max(*d)];
    }
    most.iter().chain(rest).copied().max().unwrap_or(0).into()
}

fn weights(packed: &Packed, values: &[f64], scale: &Scale, into: &mut [u64; BLOCK]) {
    let of_code = |code: usize| values.get(code).and_then(|value| scale.digits(*value)).unwrap_or(NO_WEIGHT);
    let others = match packed {
        Packed::Codes { .. } => {
            let known: Vec<u64> = (0..values.len()).map(of_code).collect();
            packed.each(into, |weight, code| *weight = known.get(code).copied().unwrap_or(NO_WEIGHT));
            return;
        }
        Packed::Digits { decimals, digits, others, .. } => {
            match scale.units(most(digits), (*decimals).into()) {
                Some(units) => {
                    for (weight, digits) in into.iter_mut().zip(digits) {
                        *weight = u64::from(*digits) * units;
                    }
                }
                None => {
                    for (weight, digits) in into.iter_mut().zip(digits) {
                        let value = f64::from(*digits) / power((*decimals).into()) as f64;
                        *weight = scale.digits(value).unwrap_or(NO_WEIGHT);
                    }
                }
            }
            others
        }
        Packed::Wide { values, others, .. } => {
            for (weight, value) in into.iter_mut().zip(values) {
                *weight = scale.digits(*value).unwrap_or(NO_WEIGHT);
            }
            others
        }
    };
    for (row, code) in others {
        if let Some(weight) = into.get_mut(usize::from(*row)) {
            *weight = of_code(usize::from(*code));
        }
    }
}

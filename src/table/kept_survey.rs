//! Respondents from columns that were kept: what each distinct value means is found out once, and places, weights and
//! answers come out block by block.

use super::DataRow;
use super::coded::CodedSurvey;
use super::kept::Kept;
use super::numbers;
use super::packed::{BLOCK, POWERS, Packed};
use super::reading::Reading;
use super::survey::SurveyTable;
use crate::sufficient::patterns::Answer;
use rustc_hash::FxHashMap;

/// Places that could be, for which there is room by number; more of them are looked up.
const DENSE: usize = 1 << 20;
/// Places that could be, at most.
const MOST: u64 = 1 << 28;
/// Added to a place where a value has no meaning.
const ODD: u32 = 1 << 28;
const NEW: u32 = u32::MAX;
/// Distinct values of a question that are counted one by one.
const FEW: usize = 8;

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
    /// Whether the values are few enough to be counted as they are.
    by_value: bool,
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
    /// The number of each row's place; 0 for those that go the general way.
    pub places: [u32; BLOCK],
    /// The weights.
    pub weights: [f64; BLOCK],
    /// How many rows there are.
    pub rows: usize,
    codes: [u16; BLOCK],
}

impl Default for KeptRows {
    fn default() -> Self {
        KeptRows { places: [0; BLOCK], weights: [1.0; BLOCK], rows: 0, codes: [0; BLOCK] }
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
            let by_value = meanings.len() <= FEW;
            let answers = meanings.iter().max().map_or(1, |most| *most as usize + 1);
            let answers = if by_value { meanings.len() } else { answers };
            questions.push(Item { column, meanings, by_value, answers });
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

    /// The smallest weight above zero and the largest.
    pub fn range(&self) -> (f64, f64) {
        let Some((column, values)) = &self.weight else { return (1.0, 1.0) };
        let (mut least, mut most) = (f64::INFINITY, 0.0_f64);
        let mut see = |value: f64| {
            if value > 0.0 {
                (least, most) = (least.min(value), most.max(value));
            }
        };
        values.iter().for_each(|value| see(*value));
        for block in self.kept.column(*column).map(|column| column.blocks.as_slice()).unwrap_or_default() {
            match block {
                Packed::Codes { .. } => {}
                Packed::Digits { decimals, digits, .. } => {
                    let scale = POWERS.get(usize::from(*decimals)).copied().unwrap_or(f64::NAN);
                    // Without the zeros, which are the least.
                    let low = digits.iter().map(|digits| digits.wrapping_sub(1)).min().unwrap_or(0).wrapping_add(1);
                    let high = digits.iter().copied().max().unwrap_or(0);
                    see(f64::from(low) / scale);
                    see(f64::from(high) / scale);
                }
                Packed::Wide { values, .. } => values.iter().for_each(|value| see(*value)),
            }
        }
        (least, most)
    }

    /// Places and weights of the rows of a block.
    #[inline(never)]
    pub fn rows(&mut self, block: usize, into: &mut KeptRows) {
        into.rows = BLOCK.min(self.kept.rows() - (block * BLOCK).min(self.kept.rows()));
        into.places.fill(0);
        for (column, parts) in &self.parts {
            if let Some(packed) = self.kept.column(*column).and_then(|column| column.blocks.get(block)) {
                packed.unpack(&mut into.codes);
                for (place, code) in into.places.iter_mut().zip(&into.codes) {
                    *place += parts.get(usize::from(*code)).copied().unwrap_or(ODD);
                }
            }
        }
        if let Some((column, values)) = &self.weight
            && let Some(packed) = self.kept.column(*column).and_then(|column| column.blocks.get(block))
        {
            weights(packed, values, into);
        }
        for (place, weight) in into.places.iter_mut().zip(&into.weights).take(into.rows) {
            *place = if weight.is_nan() { 0 } else { self.places.number(*place) };
        }
    }

    /// How many codes the answers to a question have.
    pub fn answers(&self, item: usize) -> usize {
        self.items.get(item).map_or(1, |item| item.answers)
    }

    /// The codes of the answers to a question in a block.
    #[inline(never)]
    pub fn codes(&self, item: usize, block: usize, into: &mut [u16; BLOCK]) {
        let Some(item) = self.items.get(item) else { return };
        if let Some(packed) = self.kept.column(item.column).and_then(|column| column.blocks.get(block)) {
            packed.unpack(into);
            if !item.by_value {
                into.iter_mut().for_each(|code| {
                    *code = item.meanings.get(usize::from(*code)).map_or(0, |answer| *answer as u16);
                });
            }
        }
    }

    /// The answer to a question that a code means.
    pub fn meaning(&self, item: usize, code: usize) -> Option<Answer<'_>> {
        let about = self.items.get(item)?;
        let answer = if about.by_value { *about.meanings.get(code)? } else { code as u32 };
        Some(self.survey.answer(item, answer))
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
        DataRow { line: self.kept.line(row), cells, national: false, group_mean: false, ragged: None }
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

fn weights(packed: &Packed, values: &[f64], into: &mut KeptRows) {
    let others = match packed {
        Packed::Codes { .. } => {
            packed.unpack(&mut into.codes);
            for (weight, code) in into.weights.iter_mut().zip(&into.codes) {
                *weight = values.get(usize::from(*code)).copied().unwrap_or(f64::NAN);
            }
            return;
        }
        Packed::Digits { decimals, digits, others, .. } => {
            let scale = POWERS.get(usize::from(*decimals)).copied().unwrap_or(f64::NAN);
            for (weight, digits) in into.weights.iter_mut().zip(digits) {
                *weight = f64::from(*digits) / scale;
            }
            others
        }
        Packed::Wide { values, others, .. } => {
            for (weight, value) in into.weights.iter_mut().zip(values) {
                *weight = *value;
            }
            others
        }
    };
    for (row, code) in others {
        if let Some(weight) = into.weights.get_mut(usize::from(*row)) {
            *weight = values.get(usize::from(*code)).copied().unwrap_or(f64::NAN);
        }
    }
}

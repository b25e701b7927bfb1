//! Writes a file's dialect and rows as [`packed`](crate::intake::packed) bytes, batch by batch.

use super::{Cell, Declared, Dialect, Format, UserMissing, ValueLabel};
use crate::error::Error;
use crate::intake::packed::{ENCODINGS, FORMATS, MAGIC, NEWLINES, PARTS, cell};
use crate::wire::Write;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Bytes that are handed over together.
const BATCH: usize = 1 << 20;
/// Texts of a sheet that are kept to be named again, and how long they may be.
const MOST_KEPT: usize = 1 << 16;
const LONGEST_KEPT: usize = 100;
/// A column with so few cells may hold formulas without results.
const FEW: u32 = 40;

/// Reads a whole file and hands over its rows. What cannot be read is handed over as well: the bytes say what and why.
pub fn pack(bytes: &[u8], take: &mut dyn FnMut(&[u8])) {
    let mut out = Packer { batch: MAGIC.to_vec(), before: 0, take };
    match super::super::recognise(bytes, None) {
        Ok(dialect) => {
            out.batch.push(1);
            out.dialect(&dialect);
            let sheets: Vec<Option<String>> = match dialect.sheets.as_slice() {
                [] => vec![None],
                names => names.iter().cloned().map(Some).collect(),
            };
            let mut starts = Vec::new();
            for sheet in sheets {
                starts.push(out.place());
                out.sheet(bytes, &Dialect { sheet, ..dialect.clone() });
            }
            for start in starts {
                out.batch.extend_from_slice(&start.to_le_bytes());
            }
        }
        Err(error) => {
            out.batch.push(0);
            out.error(&error);
        }
    }
    out.hand_over(0);
}

struct Packer<'t> {
    batch: Vec<u8>,
    before: usize,
    take: &'t mut dyn FnMut(&[u8]),
}

impl Packer<'_> {
    fn place(&self) -> u64 {
        (self.before + self.batch.len()) as u64
    }

    fn hand_over(&mut self, at_least: usize) {
        if self.batch.len() >= at_least {
            (self.take)(&self.batch);
            self.before += self.batch.len();
            self.batch.clear();
        }
    }

    fn texts(&mut self, texts: &[String]) {
        self.batch.number(texts.len() as u64);
        texts.iter().for_each(|text| self.batch.text(text));
    }

    fn optional(&mut self, text: Option<&String>) {
        self.batch.push(u8::from(text.is_some()));
        text.into_iter().for_each(|text| self.batch.text(text));
    }

    /// A number of a short list; 0 where it is not in it.
    fn place_in<T: PartialEq>(&mut self, list: &[T], one: Option<&T>, first: u8) {
        let at = list.iter().position(|known| Some(known) == one).and_then(|at| u8::try_from(at).ok());
        self.batch.push(at.map_or(0, |at| at + first));
    }

    fn error(&mut self, error: &Error) {
        self.batch.text(error.code.as_str());
        self.batch.number(error.params.len() as u64);
        for (key, value) in &error.params {
            self.batch.text(key);
            self.batch.text(value);
        }
    }

    fn dialect(&mut self, dialect: &Dialect) {
        self.place_in(&FORMATS, Some(&dialect.format), 0);
        self.place_in(&ENCODINGS, Some(&dialect.encoding), 0);
        self.place_in(&NEWLINES, dialect.newline.as_ref(), 1);
        self.batch.extend([u8::from(dialect.bom), u8::from(dialect.open_end)]);
        self.batch.number(dialect.hidden_sheets as u64);
        self.texts(&dialect.sheets);
        self.texts(&dialect.title);
        // Columns share the labels of their values: each list is written once.
        let mut lists: Vec<&Arc<[ValueLabel]>> = Vec::new();
        let mut places: FxHashMap<*const ValueLabel, usize> = FxHashMap::default();
        for column in &dialect.declared {
            places.entry(column.labels.as_ptr()).or_insert_with(|| {
                lists.push(&column.labels);
                lists.len() - 1
            });
        }
        self.batch.number(lists.len() as u64);
        for list in lists {
            self.batch.number(list.len() as u64);
            for known in list.iter() {
                self.batch.text(&known.value);
                self.batch.text(&known.label);
            }
        }
        self.batch.number(dialect.declared.len() as u64);
        for column in &dialect.declared {
            self.declared(column, places.get(&column.labels.as_ptr()).copied().unwrap_or(0));
        }
    }

    fn declared(&mut self, column: &Declared, labels: usize) {
        self.batch.text(&column.header);
        self.place_in(&PARTS, column.part.as_ref(), 1);
        self.optional(column.label.as_ref());
        self.optional(column.unit.as_ref());
        self.batch.number(labels as u64);
        self.batch.extend([u8::from(column.labelled), u8::from(column.ordered)]);
        self.texts(&column.missing);
        self.batch.number(column.user_missing.len() as u64);
        for missing in &column.user_missing {
            match missing {
                UserMissing::Value(value) => {
                    self.batch.push(0);
                    self.batch.text(value);
                }
                UserMissing::Range(low, high) => {
                    self.batch.push(1);
                    self.batch.extend(low.to_le_bytes());
                    self.batch.extend(high.to_le_bytes());
                }
            }
        }
    }

    fn sheet(&mut self, bytes: &[u8], dialect: &Dialect) {
        let hidden = super::hidden(bytes, dialect);
        for ranges in [hidden.rows, hidden.columns] {
            self.batch.all(ranges.into_iter(), |out, (from, to)| {
                out.number(from);
                out.number(to);
            });
        }
        self.batch.push(u8::from(hidden.comments));
        let (mut kept, mut filled) = (FxHashMap::default(), Vec::<u32>::new());
        let ended = super::super::read(bytes, dialect, &mut |row| {
            self.batch.push(1);
            self.batch.number(row.line);
            self.batch.number(row.cells.len() as u64);
            filled.resize(filled.len().max(row.cells.len()), 0);
            for (cell, filled) in row.cells.iter().zip(&mut filled) {
                *filled += u32::from(!cell.text.is_empty());
                self.cell(cell, &mut kept);
            }
            self.hand_over(BATCH);
            true
        });
        self.batch.push(0);
        if let Err(error) = ended {
            self.batch.push(0);
            return self.error(&error);
        }
        self.batch.push(1);
        let doubtful = dialect.format == Format::Xlsx && filled.iter().any(|cells| *cells <= FEW);
        let formulas = if doubtful { super::super::formulas_without_values(bytes, dialect) } else { Ok([].into()) };
        let formulas = formulas.unwrap_or_default();
        self.batch.number(formulas.len() as u64);
        for (column, count) in formulas {
            self.batch.number(column as u64);
            self.batch.number(count);
        }
    }

    fn cell(&mut self, cell: &Cell<'_>, kept: &mut FxHashMap<String, u64>) {
        if let Some(number) = cell.number {
            let shortest = number.to_string() == cell.text;
            self.batch.push(if shortest { cell::NUMBER } else { cell::SHOWN });
            self.batch.extend(number.to_le_bytes());
            if !shortest {
                self.batch.text(&cell.text);
            }
            return;
        }
        if cell.text.is_empty() {
            return self.batch.push(cell::EMPTY);
        }
        if let Some(place) = kept.get(cell.text.as_ref()) {
            self.batch.push(cell::AGAIN);
            return self.batch.number(*place);
        }
        let keeps = cell.text.len() <= LONGEST_KEPT && kept.len() < MOST_KEPT;
        self.batch.push(if keeps { cell::KEPT } else { cell::TEXT });
        self.batch.text(&cell.text);
        if keeps {
            kept.insert(cell.text.clone().into_owned(), kept.len() as u64);
        }
    }
}

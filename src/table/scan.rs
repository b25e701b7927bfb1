//! Walks over the rows of a table and says what each is: data, blank, a sum of the others, a note, another table.

use super::coder::Coder;
use super::labels::{Label, is_note, is_page};
use super::numbers::Shape;
use super::tokens::mark;
use crate::intake::{Batch, Cell, Record, Row};
use rustc_hash::FxHashMap;

/// Labels that are remembered while scanning.
const REMEMBERED: usize = 4096;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing in it.
    Blank,
    /// A row of data.
    Data(Label),
    /// A sum or mean of the others.
    Summary,
    /// Words across the table: a heading between rows, or a note after them.
    Words,
    /// The header once more.
    Header,
    /// The header of another table.
    OtherTable,
}

/// What the scanner must know of the table.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Columns before the table.
    pub first_column: usize,
    /// The headers.
    pub headers: Vec<String>,
    /// Columns in which numbers stand.
    pub numeric: Vec<bool>,
    /// The column that names the region.
    pub label: Option<usize>,
    /// Whether the file declares its columns, so that every row is data.
    pub declared: bool,
    /// What tells the first row of data from others, by column; `None` where the last row of the table is known.
    pub first: Option<Vec<(usize, String)>>,
}

/// Classifies rows in the order of the file.
pub struct Scanner {
    frame: Frame,
    known: FxHashMap<String, Label>,
    /// Fields that name a region where regions stand, by the bytes of the file.
    regions: Coder,
    /// Room for what is known of them.
    low: Vec<u8>,
    after_gap: bool,
    /// Whether the foot of a page stands between the last row of data and this.
    paged: bool,
    /// Whether other words do.
    titled: bool,
    /// Whether the header stood once more below a gap, and this row tells whether the table goes on.
    pub(super) again: bool,
}

impl Scanner {
    /// A scanner at the first row of data.
    pub fn new(frame: Frame) -> Self {
        Scanner {
            frame,
            known: FxHashMap::default(),
            regions: Coder::default(),
            low: Vec::new(),
            after_gap: false,
            paged: false,
            titled: false,
            again: false,
        }
    }

    /// The cells of the table's columns, from a row as read.
    pub fn cells<'r, 'a>(&self, row: &'r Row<'a>) -> &'r [Cell<'a>] {
        row.cells.get(self.frame.first_column..).unwrap_or_default()
    }

    /// Whether the next record can only be a row of data about a region, or with a number where one must stand. For all
    /// others [`Scanner::step`] says what they are.
    #[inline]
    pub fn is_plain(&mut self, record: &Record<'_>) -> bool {
        let plain = match self.frame.label {
            Some(column) => record
                .span(column)
                .is_some_and(|span| self.regions.find_at(record.bytes(), span).is_some() || self.learn(record, column)),
            None => {
                let number = || record.field(0).is_some_and(|field| Shape::plain(field).is_some());
                self.frame.numeric.first() == Some(&true) && number()
            }
        };
        self.after_gap &= !plain;
        plain
    }

    /// How many records from one on, up to a line, have so many fields and can only be rows of data by a region that was
    /// seen before. Those after them may be plain as well.
    pub fn known_plain(&mut self, batch: &Batch<'_>, from: usize, width: usize, last_line: u64) -> usize {
        let (Some(column), Some(first)) = (self.frame.label, batch.record(from)) else { return 0 };
        let known = |span| self.regions.find_at(first.bytes(), span).is_some();
        if !first.span(column).is_some_and(known) {
            return 0;
        }
        let records = batch.as_wide(from, width).min(batch.up_to(from, last_line));
        self.low.resize(records, 0);
        let run = batch.run(from..from + records, width);
        let plain = self.regions.known(&run, (column, 0), &mut self.low, |_, _| {});
        self.after_gap &= plain == 0;
        plain
    }

    /// Some rows of data were passed over.
    pub fn pass_plain(&mut self) {
        self.after_gap = false;
    }

    fn learn(&mut self, record: &Record<'_>, column: usize) -> bool {
        let field = record.field(column).unwrap_or_default();
        let region = matches!(self.label(record.text(field).trim()), Label::Region(_));
        if region {
            self.regions.add(field, 0);
        }
        region
    }

    /// What the next row is.
    pub fn step(&mut self, row: &Row<'_>) -> Step {
        let cells = row.cells.get(self.frame.first_column..).unwrap_or_default();
        if self.frame.declared {
            return self.declared(cells);
        }
        let mut step = self.quick(cells).unwrap_or_else(|| self.judge(cells));
        let same = |(at, text): &(usize, String)| cells.get(*at).is_some_and(|cell| cell.text.trim() == text);
        let begins = || self.frame.first.as_ref().is_some_and(|first| first.iter().all(same));
        if self.again && matches!(step, Step::Data(_)) && begins() {
            step = Step::OtherTable;
        }
        self.again = step == Step::Header && self.after_gap;
        self.after_gap = matches!(step, Step::Blank | Step::Words);
        let page = step == Step::Words && cells.iter().any(|cell| is_page(&cell.text));
        self.paged = self.after_gap && (self.paged || page);
        self.titled = self.after_gap && (self.titled || (step == Step::Words && !page));
        step
    }

    /// Rows that can only be data, which nearly all are: a region where regions stand, or a number where numbers do.
    fn quick(&mut self, cells: &[Cell<'_>]) -> Option<Step> {
        match self.frame.label {
            Some(column) => {
                let label = self.label(cells.get(column)?.text.trim());
                matches!(label, Label::Region(_) | Label::Nation).then_some(Step::Data(label))
            }
            None => {
                let number = self.frame.numeric.first() == Some(&true) && Shape::of(&cells.first()?.text).is_some();
                number.then_some(Step::Data(Label::Other))
            }
        }
    }

    /// A row of a file that declares its columns: data, or a sum of the regions.
    fn declared(&mut self, cells: &[Cell<'_>]) -> Step {
        let text = self.frame.label.and_then(|column| cells.get(column)).map_or("", |cell| cell.text.trim());
        match if self.frame.label.is_some() { self.label(text) } else { Label::Other } {
            Label::Summary => Step::Summary,
            label => Step::Data(label),
        }
    }

    fn judge(&mut self, cells: &[Cell<'_>]) -> Step {
        // DOS programs write a sign of their own after the last line.
        let blank = |cell: &&Cell<'_>| matches!(cell.text.trim(), "" | "\u{1a}");
        let filled = cells.len() - cells.iter().filter(blank).count();
        if filled == 0 {
            return Step::Blank;
        }
        let column = self.frame.label.unwrap_or(0);
        let text = cells.get(column).map_or("", |cell| cell.text.trim());
        let label = if self.frame.label.is_some() { self.label(text) } else { Label::Other };
        let first = cells.iter().map(|cell| cell.text.trim()).find(|text| !text.is_empty()).unwrap_or_default();
        let numbers = self.numeric_cells(cells, |cell| Shape::of(cell).is_some() || mark(cell).is_some());
        let named =
            matches!(label, Label::Region(_) | Label::Nation | Label::Summary | Label::GroupMean | Label::Place);
        if filled == 1 && (!named || label == Label::Place) && self.stands_alone(first) {
            return Step::Words;
        }
        let columns = self.frame.numeric.iter().filter(|numeric| **numeric).count();
        if !named && columns > 0 && numbers == 0 && is_note(first) {
            return Step::Words;
        }
        if filled >= 2 && !named && self.is_header(cells) {
            return if self.titled && !self.paged { Step::OtherTable } else { Step::Header };
        }
        let words =
            self.numeric_cells(cells, |cell| !cell.is_empty() && Shape::of(cell).is_none() && mark(cell).is_none());
        if self.after_gap && filled >= 2 && !named && words > 0 && (numbers == 0 || self.same_start(cells)) {
            return Step::OtherTable;
        }
        if self.after_gap && filled >= 2 && !named && self.same_start(cells) {
            return Step::OtherTable;
        }
        match label {
            Label::Summary => Step::Summary,
            Label::Other if self.frame.label.is_none() && Label::is_plain_sum(first) => Step::Summary,
            // A sum named in a column before that of the regions, which is empty there.
            Label::Other
                if text.is_empty()
                    && Label::of(first) == Label::Summary
                    && !cells.iter().take(column).all(|cell| cell.text.trim().is_empty()) =>
            {
                Step::Summary
            }
            label => Step::Data(label),
        }
    }

    /// Whether a single filled cell is words across the table and not a row with everything else missing.
    fn stands_alone(&self, text: &str) -> bool {
        let first_is_number = self.frame.numeric.first().copied().unwrap_or(false);
        let odd = self.frame.label.is_some() || (first_is_number && Shape::of(text).is_none());
        let wide = self.frame.headers.len() >= 3;
        is_note(text) || (wide && (odd || self.after_gap)) || (odd && self.after_gap)
    }

    fn numeric_cells(&self, cells: &[Cell<'_>], test: impl Fn(&str) -> bool) -> usize {
        let numeric = cells.iter().zip(&self.frame.numeric).filter(|(_, numeric)| **numeric);
        numeric.filter(|(cell, _)| test(cell.text.trim())).count()
    }

    /// Whether the row is the header again.
    fn is_header(&self, cells: &[Cell<'_>]) -> bool {
        let mut same = 0;
        for (at, header) in self.frame.headers.iter().enumerate() {
            // A file that was put after another may have brought its byte order mark.
            let text = cells.get(at).map_or("", |cell| cell.text.trim_start_matches('\u{feff}').trim());
            if text != header {
                return false;
            }
            same += usize::from(!header.is_empty());
        }
        same >= 2
    }

    /// Whether the row begins with the header's first words.
    fn same_start(&self, cells: &[Cell<'_>]) -> bool {
        let header = self.frame.headers.first().map_or("", String::as_str);
        !header.is_empty() && cells.first().is_some_and(|cell| cell.text.trim() == header)
    }

    fn label(&mut self, text: &str) -> Label {
        if let Some(label) = self.known.get(text) {
            return *label;
        }
        let header = self.frame.label.and_then(|column| self.frame.headers.get(column));
        let label = Label::under(header.map_or("", String::as_str), text);
        if self.known.len() < REMEMBERED {
            self.known.insert(text.to_owned(), label);
        }
        label
    }
}

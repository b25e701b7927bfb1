//! One walk over all rows: what they say about the columns, and what stands before, between and after them.

use super::blocks::Headings;
use super::coder::MOST;
use super::coding::Coding;
use super::evidence::Evidence;
use super::kept::{Keeping, Kept};
use super::labels::{Label, tells_of_break};
use super::packed::BLOCK;
use super::parts::LABELS;
use super::reading::Role;
use super::repeated::Repeated;
use super::roles;
use super::scan::{Frame, Scanner, Step};
use super::structure::Layout;
use super::swallowed::holds_rows;
use super::torn::{Beginning, begins_alike};
use crate::finding::{FindingCode, Findings, Position};
use crate::intake::{self, Batch, Dialect, Format, Letters, Record, Row};
use std::ops::Range;

/// What a walk over all rows gives.
pub struct Gathered {
    /// Evidence about each column.
    pub evidence: Vec<Evidence>,
    /// What was found on the way.
    pub findings: Findings,
    /// Rows of data.
    pub rows: u64,
    /// The last line of data.
    pub last_line: u64,
    /// Lines after the table.
    pub footer_lines: u64,
    /// How many tables there seem to be.
    pub tables: u64,
    /// Where the words after the table begin.
    pub footer: Option<u64>,
    /// Where the second begins.
    pub second_table: Option<u64>,
    /// Labels of the nation's rows.
    pub national: Vec<String>,
    /// Labels of sums and means.
    pub summary: Vec<String>,
    /// Headings between the rows.
    pub(super) headings: Headings,
    /// Whether the last row of data has fewer fields than the table.
    pub(super) short_end: bool,
    /// How the last row of data begins.
    pub(super) last_first: Beginning,
}

/// The walk, row by row.
pub struct Gatherer {
    layout: Layout,
    dialect: Dialect,
    scanner: Scanner,
    pub(super) got: Gathered,
    pub(super) ended: bool,
    pub(super) torn: Option<u64>,
    pub(super) words: Vec<u64>,
    gap: u64,
    /// Whether the part that was added last ended so that what comes next does not depend on it.
    pub(super) quiet: bool,
    /// Whether the first record that is not blank was a plain row of data.
    pub(super) began_plain: Option<bool>,
    /// The columns of delimited text that comes record by record.
    columns: Vec<Coding>,
    /// Rows of the block that are not yet counted.
    waiting: usize,
    pub(super) keeping: Keeping,
    pub(super) repeated: Repeated,
}

impl Gatherer {
    /// The columns so far, where they are kept.
    pub(super) fn kept(self) -> Option<Kept> {
        self.keeping.finish(&self.got.evidence, self.got.last_line)
    }

    /// At the first row of a file with this layout. `memory` is how many bytes the columns may be kept in.
    pub fn new(dialect: &Dialect, layout: &Layout, memory: usize) -> Self {
        let frame = Frame {
            first_column: layout.first_column,
            headers: layout.headers.clone(),
            numeric: layout.numeric.clone(),
            label: layout.label,
            declared: dialect.format.is_declared(),
            first: Some(layout.first.clone()),
        };
        let got = Gathered {
            evidence: layout.headers.iter().map(|_| Evidence::new(if memory > 0 { MOST } else { 0 })).collect(),
            findings: Findings::default(),
            rows: 0,
            last_line: 0,
            footer_lines: 0,
            tables: 1,
            footer: None,
            second_table: None,
            national: Vec::new(),
            summary: Vec::new(),
            headings: Headings::default(),
            short_end: false,
            last_first: Beginning::default(),
        };
        let private = |header: &String| matches!(roles::by_header(header), Some(Role::Id | Role::Identifying));
        Gatherer {
            columns: layout.headers.iter().map(|header| Coding::new(private(header))).collect(),
            waiting: 0,
            keeping: Keeping::new(layout.headers.len(), memory),
            repeated: Repeated::new(layout),
            layout: layout.clone(),
            dialect: dialect.clone(),
            scanner: Scanner::new(frame),
            got,
            ended: false,
            torn: None,
            words: Vec::new(),
            gap: 0,
            quiet: true,
            began_plain: None,
        }
    }

    /// Whether what comes next does not depend on what was before: no words, gap or other table.
    pub(super) fn is_quiet(&self) -> bool {
        let between = self.words.is_empty() && self.gap == 0 && !self.scanner.again;
        self.quiet && between && !self.ended && self.got.footer_lines == 0
    }

    /// Takes in the next records of the file.
    pub fn records(&mut self, batch: &Batch<'_>) {
        let (mut plain, mut next) = (0, 0);
        loop {
            next += self.known_plain(batch, next);
            let Some(record) = batch.record(next) else { break };
            next += 1;
            let is_plain = self.is_plain(&record);
            if !record.is_empty() {
                self.began_plain.get_or_insert(is_plain);
            }
            if is_plain {
                continue;
            }
            self.plain(batch, plain..next - 1);
            plain = next;
            if !self.ended && record.line >= self.layout.first_line {
                self.keeping.odd(&record);
            }
            self.row(&record.row());
        }
        self.plain(batch, plain..batch.len());
    }

    /// Whether a record can only be a row of data that is as wide as the table.
    #[inline]
    fn is_plain(&mut self, record: &Record<'_>) -> bool {
        let whole = record.len() == self.got.evidence.len();
        self.may_be_plain(record.line) && whole && self.scanner.is_plain(record)
    }

    /// How many records from one on are seen to be that at once.
    fn known_plain(&mut self, batch: &Batch<'_>, from: usize) -> usize {
        if !batch.record(from).is_some_and(|first| self.may_be_plain(first.line)) {
            return 0;
        }
        let plain = self.scanner.known_plain(batch, from, self.got.evidence.len(), u64::MAX);
        if plain > 0 {
            self.began_plain.get_or_insert(true);
        }
        plain
    }

    /// Whether a row on this line needs no closer look if it is plain by itself.
    fn may_be_plain(&self, line: u64) -> bool {
        let quiet = self.words.is_empty() && self.gap == 0 && !self.ended && !self.scanner.again;
        quiet && line >= self.layout.first_line && self.layout.first_column == 0
    }

    /// Takes in records that can only be rows of data, column by column.
    fn plain(&mut self, batch: &Batch<'_>, records: Range<usize>) {
        let Some(last) = batch.record(records.end.wrapping_sub(1)).filter(|_| !records.is_empty()) else { return };
        let got = &mut self.got;
        got.rows += records.len() as u64;
        got.headings.rows();
        got.last_line = last.line;
        got.short_end = false;
        got.footer_lines = 0;
        got.last_first.of_record(&last);
        self.repeated.records(batch, records.clone());
        match batch.record(records.start).map(|first| first.line) {
            Some(first) if last.line + 1 - first == records.len() as u64 => {
                self.keeping.plain(first, records.len());
                self.say_swallowed(batch, records.end - 1..records.end);
            }
            _ => {
                batch.lines(records.clone()).for_each(|line| self.keeping.plain(line, 1));
                self.say_swallowed(batch, records.clone());
            }
        }
        let mut rest = batch.run(records, self.got.evidence.len());
        while !rest.is_empty() {
            let (run, after) = rest.split_at(rest.len().min(BLOCK - self.waiting));
            let got = &mut self.got;
            for (at, (column, evidence)) in self.columns.iter_mut().zip(&mut got.evidence).enumerate() {
                column.take(self.waiting, &run, at, evidence);
            }
            self.waiting += run.len();
            if self.waiting == BLOCK {
                self.settle();
            }
            rest = after;
        }
    }

    /// Says which records go on over lines that look like rows of their own.
    #[inline(never)]
    fn say_swallowed(&mut self, batch: &Batch<'_>, records: Range<usize>) {
        let line = |at: usize| batch.lines(at..at + 1).next();
        for at in records {
            let Some(record) = batch.record(at).filter(|it| line(at + 1) != Some(it.line + 1)) else { continue };
            let broken = |field: &[u8]| field.iter().any(|byte| matches!(byte, b'\n' | b'\r'));
            if (0..record.len()).filter_map(|at| record.field(at)).any(broken) {
                say_swallowed(&mut self.got, &record.row().cells, record.line, &self.layout, &self.dialect);
            }
        }
    }

    /// Counts the rows that wait, and keeps them.
    pub(super) fn settle(&mut self) {
        let kept = self.keeping.keeps();
        for (at, (column, evidence)) in self.columns.iter_mut().zip(&mut self.got.evidence).enumerate() {
            let packed = column.settle(self.waiting, evidence, kept);
            self.keeping.block(at, packed);
        }
        self.waiting = 0;
    }

    /// Takes in the next row of the file.
    pub fn row(&mut self, row: &Row<'_>) {
        if row.line < self.layout.first_line {
            return;
        }
        let got = &mut self.got;
        match self.scanner.step(row) {
            Step::Blank => {
                got.headings.blank();
                self.gap += u64::from(!self.words.is_empty() || got.rows > 0);
                return;
            }
            Step::Words => {
                let letters = Letters { encoding: self.dialect.encoding, repaired: self.dialect.repaired };
                let alike = begins_alike(self.scanner.cells(row), &got.last_first.text(letters));
                self.torn = (self.gap == 0 && self.words.is_empty() && alike).then_some(row.line);
                got.footer_lines += self.gap + 1;
                self.gap = 0;
                if row.cells.iter().any(|cell| tells_of_break(&cell.text)) {
                    got.findings.add(FindingCode::SeriesBreakNoted, Position::row(row.line));
                }
                got.headings.heading(self.scanner.cells(row));
                self.words.push(row.line);
                return;
            }
            Step::OtherTable => {
                self.ended = true;
                got.tables += 1;
                got.second_table.get_or_insert(row.line);
            }
            Step::Header if !self.ended => {
                let lines = self.words.iter().chain([&row.line]);
                lines.for_each(|line| got.findings.add(FindingCode::HeadingRow, Position::row(*line)));
            }
            Step::Summary if !self.ended => {
                got.headings.heading(self.scanner.cells(row));
                note_label(&mut got.summary, row, &self.layout);
                got.findings.add(FindingCode::SummaryRow, Position::row(row.line));
            }
            Step::Data(label) if !self.ended => {
                // Words between the rows are headings; they are passed over, and said.
                for line in &self.words {
                    got.findings.add(FindingCode::HeadingRow, Position::row(*line));
                }
                self.repeated.row(row.line, self.scanner.cells(row));
                take(got, &self.scanner, row, label, &self.layout, &self.dialect);
            }
            _ => {}
        }
        self.words.clear();
        got.footer_lines = 0;
        self.gap = 0;
    }

    /// What was gathered. `open_end` says that the file ends without a line end or inside quotes.
    pub fn finish(mut self, open_end: bool) -> (Gathered, Option<Kept>) {
        self.settle();
        let got = &self.got;
        let torn = self.torn.filter(|_| got.footer_lines == 1).or(got.short_end.then_some(got.last_line));
        let torn = if self.dialect.format.is_declared() { Some(got.last_line) } else { torn };
        if let (false, true, Some(line)) = (self.dialect.format.is_workbook(), open_end, torn) {
            self.got.findings.add(FindingCode::Truncated, Position::row(line));
        }
        self.got.footer = self.words.first().copied();
        self.got.findings.extend(self.repeated.found());
        self.got.evidence.iter_mut().for_each(Evidence::finish);
        let kept = self.keeping.finish(&self.got.evidence, self.got.last_line);
        (self.got, kept)
    }
}

/// Says which fields of a row hold rows of their own.
fn say_swallowed(got: &mut Gathered, cells: &[intake::Cell<'_>], line: u64, layout: &Layout, dialect: &Dialect) {
    let Some(separator) = dialect.delimiter.map(char::from).filter(|_| dialect.format == Format::Delimited) else {
        return;
    };
    for (at, _) in cells.iter().enumerate().filter(|(_, cell)| holds_rows(&cell.text, separator, layout.headers.len()))
    {
        let column = layout.headers.get(at).map_or("", String::as_str);
        got.findings.add(FindingCode::RowsInField, Position::row(line).column(column));
    }
}

/// Takes in a row of data.
fn take(got: &mut Gathered, scanner: &Scanner, row: &Row<'_>, label: Label, layout: &Layout, dialect: &Dialect) {
    let (format, missing) = (dialect.format, dialect.declared.as_slice());
    let cells = scanner.cells(row);
    let width = got.evidence.len();
    got.rows += 1;
    got.headings.rows();
    got.last_line = row.line;
    got.short_end = cells.len() < width;
    got.last_first.of_text(cells.first().map(|cell| cell.text.as_ref()).unwrap_or_default());
    let extra = cells.get(width..).unwrap_or_default().iter().any(|cell| !cell.text.trim().is_empty());
    if format == Format::Delimited && (cells.len() < width || extra) {
        let params = [("expected", width.to_string()), ("found", cells.len().to_string())];
        got.findings.add_with(FindingCode::RaggedRow, Position::row(row.line), &params);
    }
    say_swallowed(got, cells, row.line, layout, dialect);
    match label {
        Label::Nation => {
            note_label(&mut got.national, row, layout);
            got.findings.add(FindingCode::NationalRow, Position::row(row.line));
        }
        Label::GroupMean => got.findings.add(FindingCode::SummaryRow, Position::row(row.line)),
        Label::Place => got.findings.add(FindingCode::OtherPlace, Position::row(row.line)),
        _ => {}
    }
    let nothing = intake::Cell::text("");
    for (at, evidence) in got.evidence.iter_mut().enumerate() {
        let cell = cells.get(at).unwrap_or(&nothing);
        match missing.get(at) {
            Some(declared) if declared.is_missing(cell) => evidence.apart += 1,
            _ => evidence.take(cell),
        }
    }
}

/// Keeps the label of a row, once, and not too many of them. Where regions stand it may be empty: `Summa;;120`.
fn note_label(labels: &mut Vec<String>, row: &Row<'_>, layout: &Layout) {
    let at = layout.first_column + layout.label.unwrap_or(0);
    let mut texts = row.cells.get(at).into_iter().chain(&row.cells).map(|cell| cell.text.trim());
    let text = texts.find(|text| !text.is_empty()).unwrap_or_default();
    if labels.len() < LABELS && !labels.iter().any(|known| known == text) {
        labels.push(text.to_owned());
    }
}

//! One walk over all rows: what they say about the columns, and what stands before, between and after them.

use super::evidence::Evidence;
use super::labels::Label;
use super::scan::{Frame, Scanner, Step};
use super::structure::Layout;
use crate::error::Error;
use crate::finding::{FindingCode, Findings, Position};
use crate::intake::{self, Dialect, Format, Row};

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
    /// Labels of the nation's rows.
    pub national: Vec<String>,
    /// Labels of sums and means.
    pub summary: Vec<String>,
    /// Whether the last row of data has fewer fields than the table.
    short_end: bool,
    /// The first cell of the last row of data.
    last_first: String,
}

/// Walks over all rows of the table.
///
/// # Errors
/// What [`intake::read`] cannot go on with.
pub fn gather(bytes: &[u8], dialect: &Dialect, layout: &Layout) -> Result<Gathered, Error> {
    let width = layout.headers.len();
    let frame = Frame {
        first_column: layout.first_column,
        headers: layout.headers.clone(),
        numeric: layout.numeric.clone(),
        label: layout.label,
        declared: dialect.format.is_declared(),
    };
    let mut scanner = Scanner::new(frame);
    let mut got = Gathered {
        evidence: (0..width).map(|_| Evidence::default()).collect(),
        findings: Findings::default(),
        rows: 0,
        last_line: 0,
        footer_lines: 0,
        tables: 1,
        national: Vec::new(),
        summary: Vec::new(),
        short_end: false,
        last_first: String::new(),
    };
    let mut ended = false;
    let mut torn = None;
    let (mut words, mut gap) = (Vec::new(), 0_u64);
    intake::read(bytes, dialect, &mut |row| {
        if row.line < layout.first_line {
            return true;
        }
        let step = scanner.step(row);
        match step {
            Step::Blank => {
                gap += u64::from(!words.is_empty() || got.rows > 0);
                return true;
            }
            Step::Words => {
                torn = (gap == 0 && words.is_empty() && begins_alike(scanner.cells(row), &got.last_first))
                    .then_some(row.line);
                got.footer_lines += gap + 1;
                gap = 0;
                words.push(row.line);
                return true;
            }
            Step::OtherTable => {
                ended = true;
                got.tables += 1;
            }
            Step::Header if !ended => got.findings.add(FindingCode::TitleLines, Position::row(row.line)),
            Step::Summary if !ended => {
                note_label(&mut got.summary, row, layout);
                got.findings.add(FindingCode::SummaryRow, Position::row(row.line));
            }
            Step::Data(label) if !ended => {
                // Words between the rows are headings; they are passed over, and said.
                for line in &words {
                    got.findings.add(FindingCode::TitleLines, Position::row(*line));
                }
                take(&mut got, &scanner, row, label, layout, dialect);
            }
            _ => {}
        }
        words.clear();
        got.footer_lines = 0;
        gap = 0;
        true
    })?;
    let torn = torn.filter(|_| got.footer_lines == 1).or(got.short_end.then_some(got.last_line));
    let torn = if dialect.format.is_declared() { Some(got.last_line) } else { torn };
    if let (false, true, Some(line)) = (dialect.format.is_workbook(), dialect.open_end, torn) {
        got.findings.add(FindingCode::Truncated, Position::row(line));
    }
    got.evidence.iter_mut().for_each(Evidence::finish);
    Ok(got)
}

/// Whether a lone cell begins as the rows above it do: the start of a row that was cut off, rather than a note.
fn begins_alike(cells: &[intake::Cell<'_>], above: &str) -> bool {
    const ENOUGH: usize = 3;
    let alone = cells.first().map(|cell| cell.text.trim()).unwrap_or_default();
    let alike = alone.chars().zip(above.trim().chars()).take_while(|(one, other)| one == other).count();
    cells.len() == 1 && !alone.is_empty() && (alike >= ENOUGH || alike == alone.chars().count())
}

/// Takes in a row of data.
fn take(got: &mut Gathered, scanner: &Scanner, row: &Row<'_>, label: Label, layout: &Layout, dialect: &Dialect) {
    let (format, missing) = (dialect.format, dialect.declared.as_slice());
    let cells = scanner.cells(row);
    let width = got.evidence.len();
    got.rows += 1;
    got.last_line = row.line;
    got.short_end = cells.len() < width;
    got.last_first.clear();
    got.last_first.push_str(cells.first().map(|cell| cell.text.as_ref()).unwrap_or_default());
    let extra = cells.get(width..).unwrap_or_default().iter().any(|cell| !cell.text.trim().is_empty());
    if format == Format::Delimited && (cells.len() < width || extra) {
        let params = [("expected", width.to_string()), ("found", cells.len().to_string())];
        got.findings.add_with(FindingCode::RaggedRow, Position::row(row.line), &params);
    }
    match label {
        Label::Nation => {
            note_label(&mut got.national, row, layout);
            got.findings.add(FindingCode::NationalRow, Position::row(row.line));
        }
        Label::GroupMean => got.findings.add(FindingCode::SummaryRow, Position::row(row.line)),
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

/// Keeps the label of a row, once, and not more than fifty of them.
fn note_label(labels: &mut Vec<String>, row: &Row<'_>, layout: &Layout) {
    let at = layout.first_column + layout.label.unwrap_or(0);
    let text = row.cells.get(at).map_or("", |cell| cell.text.trim());
    if labels.len() < 50 && !labels.iter().any(|known| known == text) {
        labels.push(text.to_owned());
    }
}

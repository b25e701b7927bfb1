//! The layout of a table's head: title lines, header lines, where the data begin.

use super::blocks::nested;
use super::label_column::label_column;
use super::labels::Label;
use super::numbers::Shape;
use super::reading::Role;
use super::sides::{
    begins_at, ends_at, has_row_names, is_declaration, is_key, is_ruled, numbers_classes, without_index,
};
use super::tokens::mark;
use crate::intake::{Dialect, Format, Part, Row};
use crate::vocabulary::fold::fold;
use crate::vocabulary::group::Dimension;
use crate::vocabulary::period::{Grain, Period};

/// How many rows are looked at to find the layout.
pub const HEAD: usize = 200;

/// A row of the head, trimmed.
#[derive(Debug, Clone, Default)]
pub struct HeadRow {
    /// Its line.
    pub line: u64,
    /// Its cells, trimmed.
    pub cells: Vec<String>,
}

impl HeadRow {
    /// Keeps a row as read.
    pub fn of(row: &Row<'_>) -> Self {
        HeadRow { line: row.line, cells: row.cells.iter().map(|cell| cell.text.trim().to_owned()).collect() }
    }

    /// How many cells have something.
    pub(super) fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_empty()).count()
    }

    /// The text of a cell; empty where there is none.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// The layout of a table.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// Lines before the header that are not blank, and blank lines at the very top.
    pub title_lines: Vec<u64>,
    /// What they say.
    pub title: Vec<String>,
    /// First header line; 0 where there is none.
    pub header_line: u64,
    /// How many header lines.
    pub header_lines: u64,
    /// Columns before the table that hold nothing.
    pub first_column: usize,
    /// The headers, one a column, empty where there is none.
    pub headers: Vec<String>,
    /// The first line of data.
    pub first_line: u64,
    /// Columns in which numbers stand, by the head.
    pub numeric: Vec<bool>,
    /// The column that names regions, by the head.
    pub label: Option<usize>,
    /// The group whose levels stand below each region in the column of regions.
    pub nested: Option<Dimension>,
    /// Whether the first row of data names its region.
    pub names_first: bool,
    /// What tells the first row of data from others: its words and its period, by column.
    pub first: Vec<(usize, String)>,
    /// Whether another table stands to the right.
    pub beside: bool,
    /// Columns and lines among the first rows that name another region than the column of regions.
    pub contradicted: Vec<(usize, u64)>,
}

/// Whether a cell holds a period, alone or with what is counted: `2022 %` and `2022 (n)` head columns.
fn is_period(text: &str) -> bool {
    super::roles::period_in(text).is_some_and(|(_, rest)| matches!(fold(&rest).as_str(), "" | "n"))
}

/// Whether a cell holds a number that is no year.
pub(super) fn is_number(text: &str) -> bool {
    Shape::of(text).is_some() && !is_period(text)
}

fn is_words(text: &str) -> bool {
    !text.is_empty() && Shape::of(text).is_none() && mark(text).is_none() && !is_period(text)
}

/// Whether a row holds numbers, marks or days: it is no header.
fn has_figures(row: &HeadRow) -> bool {
    let day = |text: &str| Period::parse(text).is_some_and(|period| period.grain() == Grain::Day);
    row.cells.iter().any(|cell| is_number(cell) || mark(cell).is_some() || day(cell))
}

/// Finds the layout from the first rows; `None` where no row has two cells.
pub fn of(head: &[HeadRow], format: Format) -> Option<Layout> {
    let mended = without_index(head);
    let head = mended.as_deref().unwrap_or(head);
    let typical = typical_filled(head)?;
    let wide_enough =
        |row: &HeadRow| row.filled() >= typical.div_ceil(2).max(2) && !is_declaration(row) && !is_key(row);
    let begins = begins_at(head);
    let mut first = begins + head.get(begins..)?.iter().position(wide_enough)?;
    // Words in several cells may stand above an incomplete header; the first complete row before the figures wins.
    if head.get(first).is_some_and(|row| row.filled() < typical) && header_lines(head, first) < 2 {
        // Rows half as wide are a preamble: `Skapad` and a day.
        let passed = |row: &HeadRow| !has_figures(row) || row.filled() * 2 <= typical;
        let before = head.iter().enumerate().skip(first).take_while(|(_, row)| passed(row));
        let passed = before.filter(|(_, row)| row.filled() >= typical).map(|(at, _)| at).next();
        // So is all that a blank line parts from the first complete row, where that is a header.
        let apart = || {
            let (at, row) = head.iter().enumerate().skip(first).find(|(_, row)| row.filled() >= typical)?;
            let blank = head.get(at.checked_sub(1)?)?.filled() == 0;
            (blank && !has_figures(row) && header_lines(head, at) > 0).then_some(at)
        };
        first = passed.or_else(apart).unwrap_or(first);
    }
    let below = |at: usize| head.get(at + 1..).unwrap_or_default().iter().filter(|row| row.filled() >= 2).take(30);
    // Periods alone directly above the figures, over each column of them, are the header: codes, names and groups have none.
    if let Some(above) = first.checked_sub(1).and_then(|at| head.get(at)) {
        let numeric = numeric_columns(below(first));
        let filled = || above.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        let over = |(at, cell): (usize, &String)| numeric.get(at) == Some(&true) && Period::parse(cell).is_some();
        if filled().count() > 1 && filled().all(over) && header_lines(head, first) == 0 {
            first -= 1;
        }
    }
    // Sparse lines directly above may be the first of two or three header lines: years over merged cells.
    for _ in 0..2 {
        let Some(above) = first.checked_sub(1).and_then(|at| head.get(at)) else { break };
        let numeric = numeric_columns(below(first));
        let filled = above.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        // A cell that is merged downwards stands in both.
        let below = head.get(first).map_or(&[][..], |row| &row.cells);
        let over = filled.clone().all(|(at, cell)| {
            let names = || super::roles::by_header(cell).is_some();
            let merged = |below: &String| below == cell || (below.is_empty() && names());
            numeric.get(at) == Some(&true) || below.get(at).is_some_and(merged)
        });
        let words = head.get(first).is_some_and(|row| !row.cells.iter().any(|cell| is_number(cell)));
        if filled.count() < 2 || !over || !words {
            break;
        }
        first -= 1;
    }
    let header = head.get(first)?;
    let lines = header_lines(head, first);
    let header_rows = head.get(first..first + lines).unwrap_or_default();
    let body = first + lines + usize::from(lines > 0 && head.get(first + lines).is_some_and(is_ruled));
    let data: Vec<&HeadRow> = head.get(body..)?.iter().filter(|row| row.filled() > 0).collect();
    let widest = data.iter().take(100).map(|row| row.cells.len());
    let width = match format {
        format if format.is_workbook() => widest.max().unwrap_or(0).max(header.cells.len()),
        _ => common(widest).unwrap_or(0).max(if lines == 0 { 0 } else { header.cells.len() }),
    };
    let empty = |column: &usize| {
        header.cell(*column).is_empty()
            && header_rows.iter().all(|row| row.cell(*column).is_empty())
            && data.iter().all(|row| row.cell(*column).is_empty())
    };
    let first_column = if format.is_workbook() { (0..width).take_while(empty).count() } else { 0 };
    let unnamed = lines == 1 && !format.is_workbook() && has_row_names(header, &data);
    let mut headers = headers(header_rows, first_column..width - usize::from(unnamed));
    if unnamed {
        headers.insert(0, String::new());
    }
    let before = head.get(..first).unwrap_or_default();
    let top = before.iter().take_while(|row| row.filled() == 0).count();
    let titles = || before.iter().enumerate().filter(|(at, row)| *at < top || row.filled() > 0).map(|(_, row)| row);
    let mut numeric = numeric_columns(data.iter().take(100).copied());
    numeric.resize(width.max(numeric.len()), false);
    numeric.drain(..first_column.min(numeric.len()));
    let end = ends_at(&headers, &numeric, &data, first_column);
    headers.truncate(end.unwrap_or(headers.len()));
    numeric.truncate(headers.len());
    let label = label_column(&data, &headers, first_column);
    let tells = |(at, header): &(usize, &String)| {
        numeric.get(*at) != Some(&true) || super::roles::by_header(header) == Some(Role::Period)
    };
    let cell = |(at, _): (usize, &String)| Some((at, data.first()?.cell(at + first_column).to_owned()));
    let telling = headers.iter().enumerate().filter(tells).filter_map(cell).collect();
    let names = |column: usize| data.first().is_some_and(|row| !row.cell(column + first_column).is_empty());
    Some(Layout {
        title_lines: titles().map(|row| row.line).collect(),
        title: titles()
            .filter(|row| !is_declaration(row))
            .map(|row| {
                row.cells
                    .iter()
                    .take(end.map_or(width, |end| end + first_column))
                    .filter(|cell| !cell.is_empty())
                    .cloned()
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .filter(|text| !text.is_empty())
            .collect(),
        header_line: if lines == 0 { 0 } else { header.line },
        header_lines: lines as u64,
        first_column,
        nested: label.and_then(|at| nested(data.iter().map(|row| row.cell(at + first_column)))),
        names_first: label.is_some_and(names),
        beside: end.is_some(),
        first: telling,
        label,
        headers,
        first_line: head.get(body).map_or(header.line + lines as u64, |row| row.line),
        numeric,
        contradicted: Vec::new(),
    })
}

/// The layout of a file that declares its columns: all rows are data.
pub fn declared(head: &[HeadRow], dialect: &Dialect) -> Layout {
    let headers: Vec<String> = dialect.declared.iter().map(|column| flat(column.header.trim())).collect();
    let data: Vec<&HeadRow> = head.iter().collect();
    let mut numeric = numeric_columns(data.iter().copied());
    numeric.resize(headers.len(), false);
    Layout {
        title: dialect.title.iter().map(|title| flat(title)).collect(),
        label: label_column(&data, &headers, 0)
            .or_else(|| dialect.declared.iter().position(|column| column.part == Some(Part::Place))),
        headers,
        first_line: 1,
        numeric,
        ..Layout::default()
    }
}

/// How many cells the rows of the table have filled.
fn typical_filled(head: &[HeadRow]) -> Option<usize> {
    common(head.iter().map(HeadRow::filled).filter(|filled| *filled >= 2))
}

/// The commonest number; of equally common ones the largest.
fn common(numbers: impl Iterator<Item = usize>) -> Option<usize> {
    let mut times = std::collections::BTreeMap::<usize, usize>::new();
    numbers.for_each(|number| *times.entry(number).or_default() += 1);
    times.into_iter().max_by_key(|(number, times)| (*times, *number)).map(|(number, _)| number)
}

/// Columns in which most cells are numbers or marks, with one number at least.
pub(super) fn numeric_columns<'a>(rows: impl Iterator<Item = &'a HeadRow>) -> Vec<bool> {
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        if counts.len() < row.cells.len() {
            counts.resize(row.cells.len(), (0, 0));
        }
        for (cell, (numbers, others)) in row.cells.iter().zip(&mut counts) {
            *numbers += usize::from(Shape::of(cell).is_some());
            *others += usize::from(!cell.is_empty() && Shape::of(cell).is_none() && mark(cell).is_none());
        }
    }
    counts.into_iter().map(|(numbers, others)| numbers > 0 && numbers > others).collect()
}

/// How many header lines begin at `first`: none where the row looks like the data below it, two or three where further
/// rows of words stand over columns of numbers.
pub(super) fn header_lines(head: &[HeadRow], first: usize) -> usize {
    let Some(header) = head.get(first) else { return 0 };
    let rest = head.get(first + 1..).unwrap_or_default();
    let numeric = numeric_columns(rest.iter().filter(|row| row.filled() >= 2).take(30));
    let over = |row: &HeadRow, test: fn(&str) -> bool| {
        row.cells.iter().zip(&numeric).filter(|(cell, numeric)| **numeric && test(cell)).count()
    };
    let numbers = header.cells.iter().filter(|cell| is_number(cell)).count();
    let words = over(header, is_words) + over(header, is_period);
    if numbers > 0 && numbers > over(header, is_words) && !numbers_classes(header) {
        return 0;
    }
    // Without columns of numbers nothing tells the header from the data: the first row is taken as one.
    let any_numeric = numeric.iter().any(|numeric| *numeric);
    if any_numeric && words + numbers == 0 && over(header, str::is_empty) == 0 {
        return 0;
    }
    let Some(second) = rest.first().filter(|row| row.filled() > 0) else { return 1 };
    let below = rest.get(1..).unwrap_or_default();
    if names_choices(header, second, below) {
        return 2;
    }
    if !goes_on(header, second, below) {
        return 1;
    }
    let Some(third) = rest.get(1).filter(|row| row.filled() > 0) else { return 2 };
    if goes_on(second, third, rest.get(2..).unwrap_or_default()) { 3 } else { 2 }
}

/// What form programs write under a question that has one answer.
const RESPONSE: [&str; 2] = ["Response", "Open-Ended Response"];

/// Whether a row names the choices of questions that several columns belong to, as form programs write them: it begins
/// with a blank, which rows of answers do not, a column without header holds its choice or nothing, and no other of its
/// words is an answer below.
fn names_choices(header: &HeadRow, row: &HeadRow, below: &[HeadRow]) -> bool {
    let begun = || below.iter().filter(|row| row.filled() >= 2).take(30);
    let blank = row.cell(0).is_empty() && !header.cell(0).is_empty() && begun().all(|row| !row.cell(0).is_empty());
    let mut unnamed = (1..row.cells.len()).filter(|at| header.cell(*at).is_empty()).peekable();
    let chosen = |at: usize| begun().map(|row| row.cell(at)).all(|cell| cell.is_empty() || cell == row.cell(at));
    blank
        && (unnamed.peek().is_some() || row.cells.iter().any(|cell| RESPONSE.contains(&cell.as_str())))
        && unnamed.all(|at| !row.cell(at).is_empty() && chosen(at))
        && (0..row.cells.len()).all(|at| chosen(at) || begun().all(|other| other.cell(at) != row.cell(at)))
}

/// Whether a row of words over columns of numbers goes on with the header above it.
fn goes_on(above: &HeadRow, row: &HeadRow, below: &[HeadRow]) -> bool {
    let below = || below.iter().filter(|row| row.filled() >= 2).take(30);
    let numeric = &numeric_columns(below());
    // Words that stand again below, among others, are data: `1 - Inte alls` over `2` and `3`.
    let again = |other: &HeadRow| {
        let same = |(at, numeric): (usize, &bool)| *numeric && is_words(row.cell(at)) && row.cell(at) == other.cell(at);
        other.cells != row.cells && numeric.iter().enumerate().any(same)
    };
    let region = |row: &HeadRow, at: usize| matches!(Label::of(row.cell(at)), Label::Region(_));
    let placed = |at: usize| numeric.get(at) == Some(&false) && region(row, at) && !region(above, at);
    if below().any(again) || (0..row.cells.len()).any(placed) {
        return false;
    }
    let columns = numeric.iter().filter(|numeric| **numeric).count();
    let worded = row.cells.iter().zip(numeric).filter(|(cell, numeric)| **numeric && is_words(cell)).count();
    let figures = row.cells.iter().any(|cell| is_number(cell) || mark(cell).is_some());
    let merged = row.cell(0).is_empty() || row.cell(0) == above.cell(0);
    let lead = merged || above.cell(0).is_empty();
    let periods = row.cells.iter().zip(numeric).filter(|(cell, numeric)| **numeric && is_period(cell)).count();
    let named = worded * 2 >= columns && (lead || worded == columns);
    // Years below words that are merged over several of them; else years may be the first figures.
    let over = above.cells.iter().zip(numeric).any(|(cell, numeric)| *numeric && cell.is_empty());
    columns > 0 && !figures && (named || (periods >= 2 && (merged || (over && lead && periods == columns))))
}

/// The headers of the columns; of several lines the upper ones are carried to the right over cells that were merged.
fn headers(rows: &[HeadRow], columns: std::ops::Range<usize>) -> Vec<String> {
    let mut carried = vec![""; rows.len()];
    columns
        .map(|column| {
            let mut lowest = 0;
            for (at, row) in rows.iter().enumerate().filter(|(_, row)| !row.cell(column).is_empty()) {
                // A new group begins new groups below it.
                carried.iter_mut().skip(at).for_each(|words| *words = "");
                carried.iter_mut().skip(at).take(1).for_each(|words| *words = row.cell(column));
                lowest = at + 1;
            }
            let mut words: Vec<&str> = carried.iter().take(lowest).copied().filter(|word| !word.is_empty()).collect();
            words.dedup();
            words.retain(|word| rows.len() == 1 || !RESPONSE.contains(word));
            flat(&words.join(" "))
        })
        .collect()
}

/// On one line with single spaces.
fn flat(text: &str) -> String {
    if text.contains(['\n', '\r', '\t']) || text.contains("  ") {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        text.to_owned()
    }
}

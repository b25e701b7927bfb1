//! From bytes to a reading: dialect, layout, columns, roles, kind.

use super::blocks::Blocks;
use super::columns;
use super::evidence::Evidence;
use super::gather::{Gathered, Gatherer};
use super::identifying::holds_identity_number;
use super::labels::tells_of_break;
use super::limits::before_count;
use super::place::{contradictions, say_contradictions};
use super::reading::{Column, ColumnType, Kind, Reading, Role, Spread};
use super::roles;
use super::settle::settle;
use super::spellings;
use super::spread::spread;
use super::structure::{self, HEAD, HeadRow, Layout};
use super::titled::period_of;
use super::tokens::tokens;
use super::turned::dates_among_bands;
use super::whose;
use crate::error::{Error, ErrorCode};
use crate::finding::{FindingCode, Findings, Position};
use crate::intake::{self, Dialect, Format, Hidden};
use crate::vocabulary::group::is_whole;
use crate::vocabulary::period::Period;

/// A cell of so many bytes counts as several.
const LONG: usize = 64;

/// Cells that are kept of the head.
const HEAD_CELLS: usize = 200_000;

/// Sheets of a workbook that are looked at to choose one.
const SHEETS: usize = 30;

/// Recognises what a file is. In a workbook the sheet with the most data is read, those with regions or periods first, of
/// these one that is called `Totalt`, and of those that hold the same of several periods the latest, unless `sheet` names
/// one.
///
/// # Errors
/// What [`intake::recognise`] and [`intake::read`] cannot go on with, no table, only a header.
pub fn recognise(bytes: &[u8], sheet: Option<&str>) -> Result<(Reading, Findings), Error> {
    let dialect = intake::recognise(bytes, sheet)?;
    if sheet.is_some() || dialect.sheets.len() < 2 {
        return of_sheet(bytes, dialect);
    }
    let (mut best, mut so_far): (Option<(Reading, Findings)>, _) = (None, (false, false, 0));
    let mut failure = None;
    for name in dialect.sheets.iter().take(SHEETS) {
        match of_sheet(bytes, Dialect { sheet: Some(name.clone()), ..dialect.clone() }) {
            Ok((reading, findings)) => {
                let known = reading.label.is_some() || reading.wide_over().is_some();
                let known = known || reading.column(Role::Period).is_some();
                let figures = reading.columns.iter().any(|column| {
                    matches!(column.r#type, ColumnType::Integer | ColumnType::Decimal | ColumnType::Percent)
                });
                let score =
                    (known && figures, known && is_whole(name), reading.n_data_rows * reading.columns.len() as u64);
                let better = |(known, _): &(Reading, Findings)| match is_newer(&reading, known) {
                    Some(newer) => newer && score.0 >= so_far.0 && score.2 * 2 >= so_far.2,
                    None => score > so_far,
                };
                if best.as_ref().is_none_or(better) {
                    (best, so_far) = (Some((reading, findings)), score);
                }
            }
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    best.ok_or_else(|| failure.unwrap_or_else(|| Error::new(ErrorCode::NoTable)))
}

/// Whether a sheet is of a later period than another by their names; `None` where they are not one table for each period.
fn is_newer(sheet: &Reading, other: &Reading) -> Option<bool> {
    let period = |reading: &Reading| Period::parse(reading.dialect.sheet.as_deref()?);
    let headers = |reading: &Reading| reading.columns.iter().map(|column| column.header.clone()).collect::<Vec<_>>();
    let (one, two) = period(sheet).zip(period(other))?;
    (headers(sheet) == headers(other)).then(|| one.start() > two.start())
}

fn of_sheet(bytes: &[u8], dialect: Dialect) -> Result<(Reading, Findings), Error> {
    let layout = layout(bytes, true, &dialect)?;
    let mut gatherer = Gatherer::new(&dialect, &layout, 0);
    intake::read(bytes, &dialect, &mut |row| {
        gatherer.row(row);
        true
    })?;
    let (gathered, _) = gatherer.finish(dialect.open_end);
    let (mut reading, mut findings) = of_gathered(dialect, layout, gathered)?;
    name_formulas(bytes, &mut reading, &mut findings)?;
    name_hidden(bytes, &reading, &mut findings);
    Ok((reading, findings))
}

/// The layout by the first rows. `all` says that the bytes are the whole file, so that no row is cut off.
pub(super) fn layout(bytes: &[u8], all: bool, dialect: &Dialect) -> Result<Layout, Error> {
    let mut head: Vec<HeadRow> = Vec::new();
    let mut cells = 0;
    intake::read(bytes, dialect, &mut |row| {
        cells += row.cells.iter().map(|cell| 1 + cell.text.len() / LONG).sum::<usize>();
        head.push(HeadRow::of(row));
        head.len() < HEAD && cells < HEAD_CELLS
    })?;
    if !all && head.len() < HEAD && cells < HEAD_CELLS {
        head.pop();
    }
    let mut layout = match dialect.format.is_declared() {
        true => structure::declared(&head, dialect),
        false => structure::of(&head, dialect.format).ok_or_else(|| Error::new(ErrorCode::NoTable))?,
    };
    layout.contradicted = contradictions(&head, &layout);
    Ok(layout)
}

/// The reading of a file whose rows were all gone over.
pub(super) fn of_gathered(dialect: Dialect, layout: Layout, gathered: Gathered) -> Result<(Reading, Findings), Error> {
    if gathered.rows == 0 {
        return Err(Error::new(ErrorCode::FileOnlyHeader));
    }
    Ok(reading(dialect, layout, gathered))
}

/// Columns that are empty because their formulas have no stored results hold numbers that are not there to read.
fn name_formulas(bytes: &[u8], reading: &mut Reading, findings: &mut Findings) -> Result<(), Error> {
    let empty = |column: &Column| column.r#type == ColumnType::Empty && !column.header.is_empty();
    if reading.dialect.format != Format::Xlsx || !reading.columns.iter().any(empty) {
        return Ok(());
    }
    let formulas = intake::formulas_without_values(bytes, &reading.dialect)?;
    for (at, column) in reading.columns.iter_mut().enumerate().filter(|(_, column)| empty(column)) {
        if let Some(cells) = formulas.get(&(at + reading.first_column)) {
            column.r#type = ColumnType::Decimal;
            let params = [("cells", cells.to_string())];
            findings.add_with(FindingCode::FormulasWithoutValues, Position::default().column(&column.name), &params);
        }
    }
    Ok(())
}

/// Says which rows and columns of the table a workbook does not show; they are read like the others. Comments are not read.
fn name_hidden(bytes: &[u8], reading: &Reading, findings: &mut Findings) {
    let hidden = intake::hidden(bytes, &reading.dialect);
    let (lines, first) = Hidden::between(&hidden.rows, reading.first_line, reading.last_line);
    let before = reading.first_column as u64;
    let (columns, _) = Hidden::between(&hidden.columns, before + 1, before + reading.columns.len() as u64);
    if lines + columns > 0 {
        let params = [("lines", lines.to_string()), ("columns", columns.to_string())];
        let at = first.map_or_else(Position::default, Position::row);
        findings.add_with(FindingCode::HiddenCells, at, &params);
    }
    if hidden.comments {
        findings.add(FindingCode::Comments, Position::default());
    }
}

fn reading(dialect: Dialect, layout: Layout, gathered: Gathered) -> (Reading, Findings) {
    let Gathered {
        evidence,
        mut findings,
        mut rows,
        last_line,
        footer_lines,
        tables,
        footer,
        second_table,
        mut national,
        mut summary,
        headings,
        ..
    } = gathered;
    let tables = tables + u64::from(layout.beside);
    let file = columns::file_decimal(&evidence, dialect.delimiter);
    let mut found: Vec<Column> = Vec::with_capacity(evidence.len());
    let counted = layout.title.iter().any(|line| before_count(line).is_some());
    for (at, (header, evidence)) in layout.headers.iter().zip(&evidence).enumerate() {
        let (column, guessed) =
            columns::column(header, at + layout.first_column, evidence, file, dialect.declared.get(at), counted);
        if guessed {
            findings.add(FindingCode::DecimalAmbiguous, Position::default().column(&column.name));
        }
        found.push(column);
    }
    columns::make_unique(&mut found);
    let titled = period_of(&layout.title, dialect.sheet.as_deref());
    let named = spread(&mut found, layout.label, titled);
    let mut kind = settle(&mut found, layout.label, &layout.title, rows);
    // Only figures are brought to one unit.
    let units = found.iter_mut().zip(&evidence).filter(|(_, evidence)| columns::has_units(evidence));
    for (column, _) in units.filter(|_| kind != Kind::Indicators) {
        (column.r#type, column.role) = (ColumnType::Text, Role::Ignored);
    }
    for column in found.iter().filter(|_| named) {
        if let Some(Spread::Period(period)) = &column.spread {
            let params = [("period", period.to_string())];
            findings.add_with(FindingCode::PeriodFromHeader, Position::default().column(&column.name), &params);
        }
    }
    let unnamed = numbers_without_header(&found, rows);
    if dialect.format == Format::Delimited && layout.header_lines > 0 && unnamed > 0 {
        let params = [("expected", (found.len() - unnamed).to_string()), ("found", found.len().to_string())];
        findings.add_with(FindingCode::HeaderShort, Position::row(layout.header_line), &params);
        // Commas between fields and within numbers: nothing says which number stands where.
        if dialect.delimiter == Some(b',') {
            kind = Kind::Unknown;
        }
    }
    spellings::join(&mut found, &mut findings);
    let dated = |column: &Column| column.role == Role::Period || matches!(column.spread, Some(Spread::Period(_)));
    let blocks = layout.nested.map(Blocks::Nested).or_else(|| headings.blocks()).filter(|blocks| match blocks {
        _ if kind == Kind::Survey => false,
        Blocks::Periods => !found.iter().any(dated),
        Blocks::Levels(_) | Blocks::Nested(_) => true,
    });
    let undated = kind != Kind::Survey && blocks != Some(Blocks::Periods) && !found.iter().any(dated);
    let titled = titled.filter(|_| undated);
    if let Some(period) = titled {
        findings.add_with(FindingCode::PeriodFromTitle, Position::default(), &[("period", period.to_string())]);
    }
    if undated && titled.is_none() && kind == Kind::Indicators {
        findings.add(FindingCode::NoPeriod, Position::default());
    }
    if blocks.is_some() {
        findings = findings.without(FindingCode::HeadingRow);
        findings.add(FindingCode::BlockHeading, Position::default());
    }
    if kind == Kind::Survey {
        say_contradictions(&found, &layout, &mut findings);
        rows = rows.saturating_sub(findings.count(FindingCode::NationalRow));
        findings = set_aside(findings).without(FindingCode::OtherPlace);
        summary.append(&mut national);
    } else {
        findings = findings.without(FindingCode::RespondentTwice);
    }
    let carried_down =
        kind != Kind::Survey && layout.names_first && is_carried_down(&found, layout.label, &evidence, rows);
    if let (true, Some(column)) = (carried_down, layout.label.and_then(|at| found.get_mut(at))) {
        let params = [("cells", column.missing.to_string())];
        findings.add_with(FindingCode::CarriedDown, Position::default().column(&column.name), &params);
        column.missing = 0;
    }
    let dated = found.iter_mut().zip(&evidence).filter(|(column, _)| carried_down && column.role == Role::Period);
    for (column, evidence) in dated.filter(|(column, evidence)| column.spread.is_none() && evidence.empty > 0) {
        let params = [("cells", evidence.empty.to_string())];
        findings.add_with(FindingCode::CarriedDown, Position::default().column(&column.name), &params);
        column.missing = 0;
    }
    let unit = layout.title.iter().find_map(|title| roles::title_unit(title));
    for column in &mut found {
        let words = matches!(column.r#type, ColumnType::Text | ColumnType::Category);
        if words
            && column.role != Role::Id
            && holds_identity_number(column.levels.iter().map(|(text, _)| text.as_str()))
        {
            column.role = Role::Identifying;
        }
        if matches!(column.role, Role::Identifying | Role::Id) {
            column.levels.clear();
            column.samples.clear();
        }
        if column.role == Role::Identifying {
            findings.add(FindingCode::IdentifyingColumn, Position::default().column(&column.name));
        }
        let dates = dates_among_bands(column);
        if dates > 0 {
            let params = [("cells", dates.to_string())];
            findings.add_with(FindingCode::DatesAmongBands, Position::default().column(&column.name), &params);
        }
        if column.unit.is_none() && column.role == Role::Value && column.r#type != ColumnType::Empty {
            column.unit = unit.clone();
        }
    }
    if kind == Kind::Unknown && findings.count(FindingCode::HeaderShort) == 0 {
        findings.add(FindingCode::KindUnknown, Position::default());
    }
    let (missing_tokens, suppressed_tokens) = tokens(&evidence, &found, &dialect, &mut findings);
    let mut thousands = std::collections::BTreeMap::<char, u64>::new();
    for (sign, times) in evidence.iter().filter(|e| e.is_numeric()).flat_map(|evidence| &evidence.groups) {
        *thousands.entry(*sign).or_default() += times;
    }
    // `1.234` in a column with a decimal comma.
    for sign in found.iter().filter_map(|column| column.thousands).filter(|sign| matches!(sign, ',' | '.')) {
        thousands.entry(sign).or_default();
    }
    let mut thousands: Vec<(char, u64)> = thousands.into_iter().collect();
    thousands.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    let after = Lines { footer: (footer_lines, footer), tables: (tables, second_table) };
    say(&dialect, &layout, &after, &mut findings);
    let whose = whose::whose(&layout, &found, kind, dialect.sheet.as_deref(), &mut findings);
    let reading = Reading {
        dialect,
        first_column: layout.first_column,
        first_line: layout.first_line,
        last_line,
        label: layout.label,
        whose,
        carried_down,
        blocks,
        titled,
        numeric: layout.numeric,
        decimal: file.0,
        thousands: thousands.into_iter().map(|(sign, _)| sign).collect(),
        title_lines: layout.title_lines,
        title: layout.title,
        header_line: layout.header_line,
        header_lines: layout.header_lines,
        footer_lines,
        columns: found,
        kind,
        missing_tokens,
        suppressed_tokens,
        national_rows: national,
        summary_rows: summary,
        n_data_rows: rows,
        tables,
    };
    reading.name_unused(&mut findings);
    reading.name_doubtful(&evidence, &mut findings);
    (reading, findings)
}

/// How many columns of numbers stand behind the last header, filled in nearly all rows.
fn numbers_without_header(columns: &[Column], rows: u64) -> usize {
    let number = |column: &&Column| {
        let numeric = matches!(column.r#type, ColumnType::Integer | ColumnType::Decimal | ColumnType::Percent);
        column.header.is_empty() && numeric && column.missing * 10 <= rows
    };
    columns.iter().skip(1).rev().take_while(number).count()
}

/// A nation among respondents is set aside like other sums of them.
fn set_aside(findings: Findings) -> Findings {
    let all = findings.sorted().into_iter().find(|it| it.code == FindingCode::NationalRow).cloned();
    let mut findings = findings.without(FindingCode::NationalRow);
    if let Some(all) = all {
        let places = std::iter::once(&all.at).chain(&all.more).cycle();
        places.take(all.count as usize).for_each(|at| findings.add(FindingCode::SummaryRow, at.clone()));
    }
    findings
}

/// Whether each region stands once and the rows below it, up to the next, are blank there: then another column goes
/// through all of its values for each of them, or the next names what is within them, as in a pivot table.
fn is_carried_down(columns: &[Column], label: Option<usize>, evidence: &[Evidence], rows: u64) -> bool {
    let Some((column, evidence)) = label.and_then(|at| columns.get(at).zip(evidence.get(at))) else { return false };
    let named = rows.saturating_sub(evidence.empty);
    let once = column.levels.len() as u64 == named && column.levels.iter().all(|(_, times)| *times == 1);
    let goes_through = |other: &Column| {
        other.levels.len() as u64 * named == rows && other.levels.iter().all(|(_, times)| *times == named)
    };
    let units = label.and_then(|at| columns.get(at + 1)).is_some_and(Column::names_units) && named > 1;
    named > 0 && evidence.empty > 0 && once && (units || columns.iter().any(goes_through))
}

/// What stands after the rows of data: how many lines and tables there are, and where the first and the second begin.
struct Lines {
    footer: (u64, Option<u64>),
    tables: (u64, Option<u64>),
}

/// Findings about the file as a whole.
fn say(dialect: &Dialect, layout: &Layout, after: &Lines, findings: &mut Findings) {
    let mut lines = |code, key, (number, row): (u64, Option<u64>)| {
        findings.add_with(code, row.map_or_else(Position::default, Position::row), &[(key, number.to_string())]);
    };
    if !layout.title_lines.is_empty() {
        lines(FindingCode::TitleLines, "lines", (layout.title_lines.len() as u64, layout.title_lines.first().copied()));
    }
    if after.footer.0 > 0 {
        lines(FindingCode::FooterLines, "lines", after.footer);
    }
    if after.tables.0 > 1 {
        lines(FindingCode::SeveralTables, "tables", after.tables);
    }
    if layout.title.iter().any(|line| tells_of_break(line)) {
        let first = layout.title_lines.first().map_or_else(Position::default, |line| Position::row(*line));
        findings.add(FindingCode::SeriesBreakNoted, first);
    }
    let mut note = |code, key, number: u64| {
        findings.add_with(code, Position::default(), &[(key, number.to_string())]);
    };
    if dialect.doubtful > 0 {
        note(FindingCode::EncodingDoubtful, "cells", dialect.doubtful);
    }
    if dialect.hidden_sheets > 0 {
        note(FindingCode::HiddenSheet, "sheets", dialect.hidden_sheets as u64);
    }
    if dialect.repaired {
        findings.add(FindingCode::EncodingRepaired, Position::default());
    }
    if let Some(sheet) = dialect.sheet.as_ref().filter(|_| dialect.sheets.len() > 1) {
        let params = [("sheet", sheet.clone()), ("sheets", dialect.sheets.len().to_string())];
        findings.add_with(FindingCode::SheetChosen, Position::default(), &params);
    }
}

//! Where a row of a table belongs: its region and its period.

use crate::finding::{FindingCode, Findings, Position};
use crate::table::DataRow;
use crate::table::blocks::Blocks;
use crate::table::labels::{Label, place_and_sex};
use crate::table::reading::{Column, ColumnType, Reading, Role};
use crate::table::roles::names_smaller_area;
use crate::table::settle::{TO, is_end};
use crate::table::structure::{HeadRow, Layout};
use crate::vocabulary::fold::fold;
use crate::vocabulary::group::{Dimension, is_whole};
use crate::vocabulary::period::{Grain, Period};
use crate::vocabulary::region::Region;

impl DataRow<'_> {
    /// The groups and the levels of them that the heading of its block, and the cell of its region, name.
    pub(super) fn named(&self, reading: &Reading) -> impl Iterator<Item = (String, String)> {
        let within = match reading.blocks {
            Some(Blocks::Levels(dimension) | Blocks::Nested(dimension)) => Some((dimension, self.heading)),
            _ => None,
        };
        let beside = reading.column(Role::Region).and_then(|column| place_and_sex(self.cell(column)));
        let all = within.into_iter().chain(beside.map(|(_, level)| (Dimension::Sex, level)));
        all.filter(|(_, level)| !is_whole(level)).map(|(group, level)| (group.name().to_owned(), level.to_owned()))
    }
}

/// Headers of months with two digits for the year, in small letters.
const SHORT_MONTHS: [&str; 3] = ["ååmm", "aamm", "yymm"];

/// What numbers in a column of months are of: `1` in `2023-1`.
pub(super) const MONTH: &str = "månad";

impl Column {
    /// Whether it numbers regions in an order of its own: whole numbers up to 21, nearly all of them, with some that are no
    /// county's code.
    pub(super) fn numbers_regions(&self) -> bool {
        if matches!(self.r#type, ColumnType::Code | ColumnType::Region) {
            return false;
        }
        let numbers = || self.levels.iter().filter_map(|(text, _)| text.parse::<usize>().ok());
        let last = numbers().max().filter(|last| *last <= Region::ALL.len());
        numbers().any(|number| matches!(number, 2 | 11 | 15 | 16))
            && last.is_some_and(|last| numbers().filter(|number| *number > 0).count() * 4 >= last * 3)
    }

    /// The region in a cell; `M` under `Län` is Skåne.
    pub fn region(&self, text: &str) -> Option<Region> {
        match Label::under(&self.header, text) {
            Label::Region(region) => Some(region).filter(|_| !self.numbers_regions()),
            Label::Nation => Some(Region::NATION),
            _ => None,
        }
    }

    /// Whether each row has the name of something within a region there.
    pub(super) fn names_units(&self) -> bool {
        let name = |(text, _): &(String, u64)| !text.is_empty() && Label::of(text) == Label::Other;
        let words = matches!(self.r#type, ColumnType::Text | ColumnType::Category);
        words && self.missing == 0 && names_smaller_area(&self.header) && self.levels.iter().all(name)
    }

    /// The period in a cell; `2401` under `ÅÅMM` is January 2024, `2023-1` under `Kvartal` a quarter,
    /// and `3/1/2024` in a column of months is March.
    pub fn period(&self, text: &str) -> Option<Period> {
        let short = text.len() == 4 && self.header.len() <= 6 && SHORT_MONTHS.contains(&&*self.header.to_lowercase());
        let read = if short { Period::parse(&format!("20{text}")) } else { Period::parse(text) };
        let is_month = self.r#type == ColumnType::Month;
        let months = || Period::numbered(text, MONTH).filter(|_| is_month);
        let read = Period::by_its_first(text).filter(|_| is_month).or(read);
        read.or_else(|| Period::numbered(text, &self.header)).or_else(months)
    }
}

/// Whether a header says that regions stand there, and not whose: not `Hemlän`.
fn is_of_regions(header: &str) -> bool {
    let folded = fold(header);
    ["region", "lan", "landsting", "county"].iter().any(|word| folded.starts_with(word))
}

/// Columns and lines among the first rows that name another region than the column of regions does.
pub(super) fn contradictions(head: &[HeadRow], layout: &Layout) -> Vec<(usize, u64)> {
    let Some((label, named)) = layout.label.and_then(|at| Some((at, layout.headers.get(at)?))) else {
        return Vec::new();
    };
    let region = |row: &HeadRow, at: usize, header: &str| match Label::under(header, row.cell(at + layout.first_column))
    {
        Label::Region(region) => Some(region),
        _ => None,
    };
    let others = layout.headers.iter().enumerate().filter(|(at, _)| *at != label && is_of_regions(named));
    let others = others.filter(|(_, header)| is_of_regions(header));
    let differ = |row: &HeadRow, at: usize, header: &str| {
        let both = region(row, label, named).zip(region(row, at, header));
        row.line >= layout.first_line && both.is_some_and(|(one, other)| one != other)
    };
    let lines = |(at, header): (usize, &String)| {
        let rows = head.iter().filter(|row| differ(row, at, header));
        rows.map(|row| (at, row.line)).collect::<Vec<_>>()
    };
    others.flat_map(lines).collect()
}

/// Says which of the first respondents are of one region by its name and of another by its code. More of a survey is not
/// looked through: its rows are many.
pub(super) fn say_contradictions(columns: &[Column], layout: &Layout, findings: &mut Findings) {
    let region = |column: &Column| {
        matches!(column.r#type, ColumnType::Code | ColumnType::Integer | ColumnType::Region)
            && !column.numbers_regions()
    };
    if !layout.label.and_then(|at| columns.get(at)).is_some_and(region) {
        return;
    }
    for (at, line) in &layout.contradicted {
        if let Some(column) = columns.get(*at).filter(|column| column.role == Role::Ignored && region(column)) {
            findings.add(FindingCode::RegionsContradicted, Position::row(*line).column(&column.name));
        }
    }
}

impl Reading {
    /// The columns of codes of regions beside that of their names.
    pub fn codes_beside(&self) -> impl Iterator<Item = (usize, &Column)> {
        let named = self.column(Role::Region).and_then(|at| self.columns.get(at));
        let named = named.is_some_and(|column| is_of_regions(&column.header));
        self.columns.iter().enumerate().filter(move |(_, column)| {
            let codes = matches!(column.r#type, ColumnType::Code | ColumnType::Integer);
            named && codes && column.role == Role::Ignored && is_of_regions(&column.header) && !column.numbers_regions()
        })
    }
}

/// The column of codes beside that of regions, where the code of a row is another region's.
fn contradicted(row: &DataRow<'_>, reading: &Reading, region: Region) -> Option<usize> {
    let other = |(at, column): &(usize, &Column)| column.region(row.cell(*at)).is_some_and(|other| other != region);
    reading.codes_beside().find(other).map(|(at, _)| at)
}

/// The region and the period of a row, `own` where the table has no column of regions; `None`, with a finding, where the
/// row says one that does not exist, or two.
pub(super) fn place(
    row: &DataRow<'_>,
    reading: &Reading,
    own: Option<Region>,
    findings: &mut Findings,
) -> Option<(Option<Region>, Option<Period>)> {
    let mut missing = |code, column: usize| {
        let name = reading.columns.get(column).map_or("", |column| column.name.as_str());
        findings.add(code, Position::row(row.line).column(name));
    };
    let region = match reading.column(Role::Region) {
        _ if row.national => Some(Region::NATION),
        None => reading.place_without_regions(row, own),
        Some(column) => match reading.columns.get(column).and_then(|about| about.region(row.cell(column))) {
            Some(region) => Some(region),
            None => {
                missing(FindingCode::RegionUnknown, column);
                return None;
            }
        },
    };
    if let Some(column) = region.and_then(|region| contradicted(row, reading, region)) {
        missing(FindingCode::RegionContradicted, column);
        return None;
    }
    let mut columns = reading.columns_with(Role::Period);
    let (first, second) = (columns.next(), columns.next());
    let period = match first {
        None if reading.blocks == Some(Blocks::Periods) => Period::parse(row.heading),
        None => reading.titled,
        Some(first) => match period(row, first, second) {
            Ok(period) => Some(period),
            Err(column) => {
                missing(FindingCode::PeriodUnknown, column);
                return None;
            }
        },
    };
    Some((region, period))
}

/// The period of a row: in one column, or a year and its part in two: `2024` and, under `Månad`, `7` or `juli`. Else the
/// column that cannot be read.
fn period(row: &DataRow<'_>, first: (usize, &Column), other: Option<(usize, &Column)>) -> Result<Period, usize> {
    let read = |(at, column): (usize, &Column)| column.period(row.cell(at)).ok_or(at);
    let whole = read(first);
    if let Some(other) = other.filter(|(_, column)| is_end(column, TO)) {
        return whole.and_then(|from| read(other).map(|to| from.until(to)));
    }
    let Some(other) = other.filter(|_| whole.is_ok_and(|it| it.grain() == Grain::Year) || whole.is_err()) else {
        return whole;
    };
    let (year, (at, column)) = match whole {
        Ok(year) => (year, other),
        Err(at) => (read(other).map_err(|_| at)?, first),
    };
    let part = row.cell(at);
    match Label::of(part) {
        Label::Summary => Ok(year),
        _ => year.part(&format!("{} {part}", column.header)).or_else(|| year.part(part)).ok_or(at),
    }
}

//! Where a row of a table belongs: its region and its period.

use crate::finding::{FindingCode, Findings, Position};
use crate::table::DataRow;
use crate::table::labels::Label;
use crate::table::reading::{Column, Reading, Role};
use crate::vocabulary::period::{Grain, Period};
use crate::vocabulary::region::Region;

/// The region and the period of a row, `own` where the table has no column of regions; `None`, with a finding, where the
/// row says one that does not exist.
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
        None => own,
        Some(column) => match Region::parse(row.cell(column)) {
            Some(region) => Some(region),
            None => {
                missing(FindingCode::RegionUnknown, column);
                return None;
            }
        },
    };
    let mut columns = reading.columns_with(Role::Period);
    let (first, second) = (columns.next(), columns.next());
    let period = match first {
        None => None,
        Some(first) => match period(row, first, second) {
            Some(period) => Some(period),
            None => {
                missing(FindingCode::PeriodUnknown, first.0);
                return None;
            }
        },
    };
    Some((region, period))
}

/// The period of a row: in one column, or a year and its part in two: `2024` and, under `Månad`, `7` or `juli`.
fn period(row: &DataRow<'_>, (at, column): (usize, &Column), other: Option<(usize, &Column)>) -> Option<Period> {
    let whole = Period::parse(row.cell(at));
    let Some((other, column_of_other)) = other.filter(|_| whole.is_none_or(|it| it.grain() == Grain::Year)) else {
        return whole;
    };
    let (year, part, header) = match whole {
        Some(year) => (year, row.cell(other), &column_of_other.header),
        None => (Period::parse(row.cell(other))?, row.cell(at), &column.header),
    };
    match Label::of(part) {
        Label::Summary => Some(year),
        _ => year.part(&format!("{header} {part}")).or_else(|| year.part(part)),
    }
}

//! Where a row of a table belongs: its region and its period.

use crate::finding::{FindingCode, Findings, Position};
use crate::table::DataRow;
use crate::table::reading::{Reading, Role};
use crate::vocabulary::period::Period;
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
    let period = match reading.column(Role::Period) {
        None => None,
        Some(column) => match Period::parse(row.cell(column)) {
            Some(period) => Some(period),
            None => {
                missing(FindingCode::PeriodUnknown, column);
                return None;
            }
        },
    };
    Some((region, period))
}

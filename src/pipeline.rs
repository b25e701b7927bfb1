//! The line: bytes to cells, once a file; cells to a disclosed report, once.

use crate::aggregate::Cells;
use crate::catalogue::Catalogue;
use crate::catalogue::reference::Reference;
use crate::disclosure::{Disclosed, Shown};
use crate::error::Error;
use crate::finding::Findings;
use crate::plan::Plan;
use crate::table::reading::{Kind, Reading};
use crate::vocabulary::region::Region;
use crate::{assess, compare, disclosure, estimate, table};

/// What a scan gives: cells, what was found, rows read and rows that could not be used.
#[derive(Debug, Clone, Default)]
pub struct Scanned {
    /// The cells.
    pub cells: Cells,
    /// What was found.
    pub findings: Findings,
    /// Rows of data.
    pub rows: u64,
    /// Rows that could not be used.
    pub rejected: u64,
}

/// bytes → rows → checked table → cells.
///
/// # Errors
/// Files that cannot be read to their end, and plans that name what is not there.
pub fn scan(source: &[u8], reading: &Reading, name: &str, plan: &Plan, own: Option<Region>) -> Result<Scanned, Error> {
    let mut scanned = Scanned::default();
    let checker = table::Checker::new(reading, plan.file(name), plan, own)?;
    table::rows(source, reading, &mut |row| {
        scanned.rows += 1;
        match checker.row(row, &mut scanned.findings) {
            Some(checked) => scanned.cells.add(checked, &plan.measures),
            None => scanned.rejected += 1,
        }
        true
    })?;
    Ok(scanned)
}

/// cells → estimates → comparisons → assessments → what may be shown.
///
/// # Errors
/// Words in the plan that do not exist.
pub fn answer(
    cells: &Cells,
    shelf: (&Catalogue, &Reference),
    plan: &Plan,
    own: Option<Region>,
    findings: &mut Findings,
) -> Result<Disclosed<Shown>, Error> {
    let measured = estimate::estimate(cells, shelf.0, plan, findings)?;
    let built_in = estimate::reference(shelf.0, shelf.1);
    let compared = compare::compare(measured, built_in, own, shelf, plan, findings);
    let report = assess::assess(compared, own, &shelf.0.policy, plan);
    Ok(disclosure::disclose(report, plan, findings))
}

/// The same from the built-in figures alone.
pub fn overview(shelf: (&Catalogue, &Reference), plan: &Plan, own: Region) -> Disclosed<Shown> {
    let measured = estimate::reference(shelf.0, shelf.1);
    let compared = compare::compare_reference(measured, own, shelf, plan);
    let report = assess::assess(compared, Some(own), &shelf.0.policy, plan);
    disclosure::disclose(report, plan, &mut Findings::default())
}

/// Whether figures of this kind are computed.
pub fn computes(kind: Kind) -> bool {
    matches!(kind, Kind::Survey | Kind::Indicators)
}

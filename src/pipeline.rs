//! The line: bytes to cells, once a file; cells to a disclosed report, once.

use crate::aggregate::{Cells, CodedCells, add_columns};
use crate::catalogue::Catalogue;
use crate::catalogue::reference::Reference;
use crate::disclosure::{Disclosed, Shown};
use crate::error::Error;
use crate::finding::Findings;
use crate::intake::{Batch, Record, Stream};
use crate::plan::Plan;
use crate::plan::whose::Whose;
use crate::table::reading::{Kind, Reading};
use crate::table::{Checker, CodedSurvey, DataRow, DataRows, Kept, KeptSurvey};
use crate::vocabulary::region::Region;
use crate::wire::{Read, Write};
use crate::{assess, compare, disclosure, estimate, table};
use std::borrow::Cow;
use std::ops::{ControlFlow, Range};

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

impl Scanned {
    /// Writes the scan of a part of a survey for another worker.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.cells.write(&mut out);
        self.write_rest(&mut out);
        out
    }

    /// Writes all but the cells.
    fn write_rest(&self, out: &mut Vec<u8>) {
        self.findings.write(out);
        out.number(self.rows);
        out.number(self.rejected);
    }

    /// Adds what another worker wrote of the part that follows.
    pub fn append(&mut self, written: &[u8]) -> Option<()> {
        let from = &mut Read(written);
        self.cells.append(from)?;
        self.findings.extend(Findings::read(from)?);
        (self.rows, self.rejected) = (self.rows + from.number()?, self.rejected + from.number()?);
        Some(())
    }
}

/// bytes → rows → checked table → cells, chunk by chunk for delimited text of any size.
pub struct Scan<'p> {
    stream: Stream,
    taken: Taken<'p>,
}

/// Everything but the bytes.
struct Taken<'p> {
    rows: DataRows<'p>,
    checker: Checker<'p>,
    plan: &'p Plan,
    coded: Option<(CodedSurvey<'p>, CodedCells)>,
    scanned: Scanned,
}

impl<'p> Scan<'p> {
    /// The scan of a file that is understood so, for a plan.
    ///
    /// # Errors
    /// Plans that name what is not there.
    pub fn new(reading: &'p Reading, name: &str, plan: &'p Plan, own: Option<Region>) -> Result<Scan<'p>, Error> {
        let checker = Checker::new(reading, plan.file(name), plan, own)?;
        let coded = match &checker {
            Checker::Survey(table) => CodedSurvey::new(table).map(|survey| (survey, CodedCells::default())),
            Checker::Indicators(_) | Checker::Amounts(_) => None,
        };
        let taken = Taken { rows: DataRows::new(reading), checker, plan, coded, scanned: Scanned::default() };
        Ok(Scan { stream: Stream::new(&reading.dialect), taken })
    }

    /// The same for a part of the file that begins with a record, which so many lines stand before.
    ///
    /// # Errors
    /// As [`Scan::new`].
    pub fn within(
        reading: &'p Reading,
        name: &str,
        plan: &'p Plan,
        own: Option<Region>,
        lines: u64,
    ) -> Result<Scan<'p>, Error> {
        let scan = Scan::new(reading, name, plan, own)?;
        Ok(Scan { stream: Stream::within(&reading.dialect, lines + 1), ..scan })
    }

    /// Whether no record has begun that is not ended.
    pub fn is_between_records(&mut self) -> bool {
        self.stream.is_between_records()
    }

    /// Takes in the next bytes of the file; breaks off where the rest of the file is not needed.
    ///
    /// # Errors
    /// Records that are too long.
    pub fn feed(&mut self, chunk: &[u8]) -> Result<ControlFlow<()>, Error> {
        let Scan { stream, taken } = self;
        stream.feed(chunk, &mut |batch| taken.records(batch))
    }

    /// The end of the file.
    pub fn finish(self) -> Scanned {
        let (mut scanned, coded) = self.end();
        if let Some((survey, cells)) = coded {
            cells.give(&survey, &mut scanned.cells);
        }
        scanned
    }

    /// The end of a part of a survey: [`Scan::finish`] and [`Scanned::write`], with less memory.
    pub fn write(self) -> Vec<u8> {
        let (mut scanned, coded) = self.end();
        let Some((survey, cells)) = coded else { return scanned.write() };
        let mut out = Vec::new();
        cells.write(&survey, std::mem::take(&mut scanned.cells), &mut out);
        scanned.write_rest(&mut out);
        out
    }

    fn end(self) -> (Scanned, Option<(CodedSurvey<'p>, CodedCells)>) {
        let Scan { mut stream, mut taken } = self;
        stream.finish(&mut |batch| taken.records(batch));
        (taken.scanned, taken.coded)
    }
}

impl Taken<'_> {
    /// Takes in the next records; `false` where nothing more is wanted.
    fn records(&mut self, batch: &Batch<'_>) -> bool {
        let (mut plain, mut next) = (0, 0);
        loop {
            next += self.known_plain(batch, next);
            let Some(record) = batch.record(next) else { break };
            next += 1;
            if self.is_plain(&record) {
                continue;
            }
            if !self.respondents(batch, plain..next - 1) || !self.row(&record) {
                return false;
            }
            plain = next;
        }
        self.respondents(batch, plain..batch.len())
    }

    /// Whether a record can be taken in as a respondent.
    #[inline]
    fn is_plain(&mut self, record: &Record<'_>) -> bool {
        let width = self.coded.as_ref().and_then(|(survey, _)| survey.width());
        width == Some(record.len()) && self.rows.is_plain(record)
    }

    /// How many records from one on are seen to be such at once.
    fn known_plain(&mut self, batch: &Batch<'_>, from: usize) -> usize {
        let width = self.coded.as_ref().and_then(|(survey, _)| survey.width());
        width.map_or(0, |width| self.rows.known_plain(batch, from, width))
    }

    /// Takes in respondents column by column, and those among them that must go the general way.
    fn respondents(&mut self, batch: &Batch<'_>, records: Range<usize>) -> bool {
        let (Some((survey, cells)), Checker::Survey(table)) = (&mut self.coded, &self.checker) else { return true };
        let Some(width) = survey.width().filter(|_| !records.is_empty()) else { return true };
        cells.relieve(survey, &mut self.scanned.cells);
        let refused = cells.add(survey.respondents(table, &batch.run(records.clone(), width)));
        self.scanned.rows += (records.len() - refused.len()) as u64;
        let mut refused = refused.into_iter().filter_map(|at| batch.record(records.start + at));
        refused.all(|record| self.row(&record))
    }

    /// Takes in a record the general way.
    fn row(&mut self, record: &Record<'_>) -> bool {
        let Taken { rows, checker, plan, scanned, .. } = self;
        rows.row(&record.row(), &mut |row| take(row, checker, plan, scanned))
    }
}

/// columns → cells, for a file whose columns are kept; `None` where the plan asks for more than they hold.
///
/// # Errors
/// Plans that name what is not there.
pub fn scan_kept(
    kept: &Kept,
    reading: &Reading,
    name: &str,
    plan: &Plan,
    own: Option<Region>,
) -> Result<Option<Scanned>, Error> {
    let checker = Checker::new(reading, plan.file(name), plan, own)?;
    let Checker::Survey(table) = &checker else { return Ok(None) };
    let mut scanned = Scanned::default();
    let Some(mut survey) = KeptSurvey::new(kept, table) else { return Ok(None) };
    let Some(odd) = add_columns(&mut survey, &mut scanned.cells) else { return Ok(None) };
    scanned.rows = (kept.rows() - odd.len()) as u64;
    let mut rows = DataRows::new(reading);
    let (mut plain, mut passed) = (odd.into_iter().peekable(), 0);
    for row in kept.odd() {
        while let Some(number) = plain.next_if(|number| *number < row.after) {
            take(&survey.data_row(number, reading), &checker, plan, &mut scanned);
        }
        if row.after > passed {
            rows.pass_plain();
        }
        passed = row.after;
        rows.row(&row.row(), &mut |row| take(row, &checker, plan, &mut scanned));
    }
    for number in plain {
        take(&survey.data_row(number, reading), &checker, plan, &mut scanned);
    }
    Ok(Some(scanned))
}

/// bytes → rows → checked table → cells, for a file that is held whole.
///
/// # Errors
/// Files that cannot be read to their end, and plans that name what is not there.
pub fn scan(source: &[u8], reading: &Reading, name: &str, plan: &Plan, own: Option<Region>) -> Result<Scanned, Error> {
    let mut scanned = Scanned::default();
    let checker = Checker::new(reading, plan.file(name), plan, own)?;
    table::rows(source, reading, &mut |row| take(row, &checker, plan, &mut scanned))?;
    Ok(scanned)
}

fn take(row: &DataRow<'_>, checker: &Checker<'_>, plan: &Plan, scanned: &mut Scanned) -> bool {
    scanned.rows += 1;
    match checker.row(row, &mut scanned.findings) {
        Some(checked) => scanned.cells.add(checked, &plan.measures),
        None => scanned.rejected += 1,
    }
    true
}

/// The plan with what it takes from the files: the need of areas.
///
/// # Errors
/// Words in the plan that do not exist.
pub fn complete<'p>(
    cells: &Cells,
    shelf: (&Catalogue, &Reference),
    plan: &'p Plan,
    findings: &mut Findings,
) -> Result<Cow<'p, Plan>, Error> {
    estimate::with_needs(cells, shelf, plan, findings)
}

/// cells → estimates → comparisons → assessments → what may be shown.
///
/// # Errors
/// Words in the plan that do not exist.
pub fn answer(
    cells: &Cells,
    shelf: (&Catalogue, &Reference),
    plan: &Plan,
    whose: Whose,
    findings: &mut Findings,
) -> Result<Disclosed<Shown>, Error> {
    let measured = estimate::estimate(cells, shelf, plan, findings)?;
    let compared = compare::compare(measured, whose, shelf, plan, findings);
    let report = assess::assess(compared, whose.own, &shelf.0.policy, plan);
    Ok(disclosure::disclose(report, (whose.own, &shelf.0.policy), plan, findings))
}

/// The same from the built-in figures alone.
pub fn overview(shelf: (&Catalogue, &Reference), plan: &Plan, own: Region) -> Disclosed<Shown> {
    let measured = estimate::reference(shelf.0, shelf.1).collect();
    let compared = compare::compare_reference(measured, own, shelf, plan);
    let report = assess::assess(compared, Some(own), &shelf.0.policy, plan);
    disclosure::disclose(report, (Some(own), &shelf.0.policy), plan, &mut Findings::default())
}

/// Whether figures of this kind are computed.
pub fn computes(kind: Kind) -> bool {
    matches!(kind, Kind::Survey | Kind::Indicators | Kind::Accounts | Kind::Staffing | Kind::Population)
}

//! Respondents who stand twice: rows whose id stood before, about the same region and period.

use super::reading::Role;
use super::roles::by_header;
use super::structure::Layout;
use crate::finding::{FindingCode, Findings, Position};
use crate::intake::{Batch, Cell};
use rustc_hash::{FxHashSet, FxHasher};
use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// Rows of the largest file in which they are looked for: the ids of a larger one would take much memory.
const MOST: usize = 200_000;

/// The ids of a file so far, where a header says that ids stand under it and there is room for all of them.
#[derive(Default)]
pub struct Repeated(Option<Ids>);

struct Ids {
    /// The column of ids, and those of regions and periods.
    columns: Vec<usize>,
    header: String,
    known: FxHashSet<u64>,
    rows: usize,
    found: Findings,
}

impl Repeated {
    /// None yet.
    pub fn new(layout: &Layout) -> Repeated {
        let by = |role| layout.headers.iter().position(|header| by_header(header) == Some(role));
        Repeated(by(Role::Id).map(|id| Ids {
            columns: [Some(id), layout.label, by(Role::Period)].into_iter().flatten().collect(),
            header: layout.headers.get(id).cloned().unwrap_or_default(),
            known: FxHashSet::default(),
            rows: 0,
            found: Findings::default(),
        }))
    }

    /// Looks no further where what is read so far of all bytes shows far more rows than there is room for.
    pub fn foresee(&mut self, read: u64, all: u64) {
        if self.0.as_ref().is_some_and(|ids| ids.rows as u64 * all > 2 * MOST as u64 * read) {
            self.0 = None;
        }
    }

    /// Takes in a row of data.
    pub fn row(&mut self, line: u64, cells: &[Cell<'_>]) {
        self.take(line, &|at| cells.get(at).map(|cell| Cow::Borrowed(cell.text.as_ref())));
    }

    /// Takes in records that are rows of data.
    pub fn records(&mut self, batch: &Batch<'_>, records: Range<usize>) {
        for at in records {
            let Some(record) = batch.record(at).filter(|_| self.0.is_some()) else { return };
            self.take(record.line, &|at| record.field(at).map(|field| record.text(field)));
        }
    }

    #[inline(never)]
    fn take<'a>(&mut self, line: u64, cell: &dyn Fn(usize) -> Option<Cow<'a, str>>) {
        let Some(ids) = &mut self.0 else { return };
        ids.rows += 1;
        let mut key = FxHasher::default();
        let mut named = None;
        for column in &ids.columns {
            let text = cell(*column).unwrap_or_default();
            named.get_or_insert(!text.trim().is_empty());
            text.trim().hash(&mut key);
        }
        if named == Some(true) && !ids.known.insert(key.finish()) {
            ids.found.add(FindingCode::RespondentTwice, Position::row(line).column(&ids.header));
        }
        if ids.rows > MOST {
            self.0 = None;
        }
    }

    /// What was found.
    pub fn found(self) -> Findings {
        self.0.map(|ids| ids.found).unwrap_or_default()
    }
}

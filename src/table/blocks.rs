//! Headings between the rows that say of which period or group the rows below them are: `2023`, `Kvinnor`.

use super::labels::{Label, is_note};
use crate::intake::Cell;
use crate::vocabulary::group::Dimension;
use crate::vocabulary::period::Period;

/// What the headings of all blocks of rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocks {
    /// Periods.
    Periods,
    /// Levels of a group.
    Levels(Dimension),
    /// Regions, in the column in which the levels of a group stand below each of them.
    Nested(Dimension),
}

/// The group whose levels stand below each region in one column, the same below each, as pivot tables have them.
pub fn nested<'c>(cells: impl Iterator<Item = &'c str>) -> Option<Dimension> {
    let mut runs: Vec<Vec<&str>> = Vec::new();
    for cell in cells.filter(|cell| !cell.is_empty() && !is_note(cell)) {
        match Label::of(cell) {
            Label::Region(_) | Label::Nation => runs.push(Vec::new()),
            Label::Other => runs.last_mut()?.push(cell),
            _ => {}
        }
    }
    let (levels, others) = runs.split_first()?;
    let (last, whole) = others.split_last()?;
    let same = whole.iter().all(|run| run == levels) && levels.starts_with(last);
    Dimension::of(levels.iter().copied()).filter(|_| same)
}

/// Headings that are kept.
const MOST: usize = 50;

/// The headings of a table so far.
#[derive(Debug, Default)]
pub struct Headings {
    next: Option<String>,
    all: Vec<String>,
    /// Whether a blank line ended the block.
    ended: bool,
    /// Whether some rows are under none.
    pub(super) without: bool,
}

impl Headings {
    /// Takes in a row that is no row of data.
    pub fn heading(&mut self, cells: &[Cell<'_>]) {
        self.next = alone(cells).map(str::to_owned).or(self.next.take());
    }

    /// Takes in a blank line.
    pub fn blank(&mut self) {
        self.ended |= self.next.is_none();
    }

    /// Takes in rows of data.
    pub fn rows(&mut self) {
        let next = self.next.take();
        self.without |= next.is_none() && (self.ended || self.all.is_empty());
        self.ended = false;
        self.all.extend(next.filter(|_| self.all.len() < MOST));
    }

    /// What all of them are, where all rows are under one.
    pub fn blocks(&self) -> Option<Blocks> {
        let periods = self.all.len() > 1 && self.all.iter().all(|text| Period::parse(text).is_some());
        match periods {
            _ if self.without => None,
            true => Some(Blocks::Periods),
            false => Dimension::of(self.all.iter().map(String::as_str)).map(Blocks::Levels),
        }
    }
}

/// The only cell of a row with something in it.
pub fn alone<'c>(cells: &'c [Cell<'_>]) -> Option<&'c str> {
    let mut filled = cells.iter().map(|cell| cell.text.trim()).filter(|text| !text.is_empty());
    filled.next().filter(|_| filled.next().is_none())
}

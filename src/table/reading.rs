//! How a file is understood: dialect, layout and columns. Recognised from the bytes, changeable by the user, kept in
//! the plan.

mod words;

pub use words::{ColumnType, Kind, Role};

use super::blocks::Blocks;
use super::identifying::holds_identity_number;
use super::settle;
use super::whose::Whose;
use crate::intake::Declared;
use crate::vocabulary::period::{Grain, Period};
use crate::vocabulary::region::Region;
use std::collections::BTreeMap;

/// What a wide table spreads over its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spread {
    /// The column holds one period.
    Period(Period),
    /// The column holds one region.
    Region(Region),
}

/// One column as understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// What the column is called here, different from all others: the header, with a number where it stands twice
    /// (`Antal (2)`), a letter (`A`, `B` …) where there is none.
    pub name: String,
    /// The header as it stands, trimmed; for two header lines both, joined by a space; empty where there is none.
    pub header: String,
    /// What the values are.
    pub r#type: ColumnType,
    /// What it is used for.
    pub role: Role,
    /// The unit, where the header, a title line or the values say it: `%`, `kr/inv`.
    pub unit: Option<String>,
    /// In wide tables: the period or region that this column holds.
    pub spread: Option<Spread>,
    /// In wide tables with several values a period: the measure's name without the period.
    pub measure: Option<String>,
    /// Decimal sign of this column's numbers: `,` or `.`.
    pub decimal: char,
    /// Thousands sign of this column's numbers, if it has one.
    pub thousands: Option<char>,
    /// Cells with no value, among the rows looked at.
    pub missing: u64,
    /// Distinct values with how often they stand, among the rows looked at, at most 50 and none for identifying
    /// columns. The most frequent first.
    pub levels: Vec<(String, u64)>,
    /// Other spellings of levels, and the spelling that is kept.
    pub alike: BTreeMap<String, String>,
    /// At most three values to show on the screen; none from an identifying column.
    pub samples: Vec<String>,
    /// What the file itself says of the column, where the format has a place for that.
    pub declared: Option<Declared>,
}

impl Column {
    /// The value that a cell's label stands for, as the file keeps it; `None` where cells hold the values themselves.
    pub fn value_of(&self, text: &str) -> Option<&str> {
        let declared = self.declared.as_ref().filter(|declared| declared.labelled)?;
        declared.labels.iter().find(|known| known.label == text).map(|known| known.value.as_str())
    }

    /// Whether the figures are per cent.
    pub fn is_percent(&self) -> bool {
        let unit = |unit: &str| matches!(unit.to_lowercase().as_str(), "%" | "procent" | "percent");
        self.r#type == ColumnType::Percent || self.unit.as_deref().is_some_and(unit)
    }
}

/// How the file is understood as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// How bytes become rows.
    pub dialect: crate::intake::Dialect,
    /// Columns before the table that hold nothing (a sheet whose table begins in B).
    pub first_column: usize,
    /// The first line of data, 1-based.
    pub first_line: u64,
    /// The last line of data; what stands after is a footer or another table.
    pub last_line: u64,
    /// Which column names the region of a row, or the row itself.
    pub label: Option<usize>,
    /// Whose the rows are that no column tells the regions of.
    pub whose: Whose,
    /// Whether a row without a region is about the region of the row above: each names its region on its first row only.
    pub carried_down: bool,
    /// What headings between the rows say of the rows below them.
    pub blocks: Option<Blocks>,
    /// The period that the title or the sheet's name says, where nothing else dates the figures.
    pub titled: Option<Period>,
    /// Columns in which numbers stood when the layout was found; what tells a note from a row.
    pub numeric: Vec<bool>,
    /// Decimal sign of the file's numbers: `,` or `.`.
    pub decimal: char,
    /// Thousands signs of the file's numbers, the most frequent first.
    pub thousands: Vec<char>,
    /// Lines that belong to a title, 1-based.
    pub title_lines: Vec<u64>,
    /// What the title lines say, for recognising the measure; the page may show them.
    pub title: Vec<String>,
    /// First header line, 1-based; 0 where there is none.
    pub header_line: u64,
    /// How many header lines.
    pub header_lines: u64,
    /// Lines after the table.
    pub footer_lines: u64,
    /// The columns, in the order of the file.
    pub columns: Vec<Column>,
    /// What the file holds.
    pub kind: Kind,
    /// Texts that mean no value.
    pub missing_tokens: Vec<String>,
    /// Texts that mean hidden by the publisher.
    pub suppressed_tokens: Vec<String>,
    /// The first cells of rows that are the nation.
    pub national_rows: Vec<String>,
    /// The first cells of rows that sum or average the others.
    pub summary_rows: Vec<String>,
    /// Rows of data, with the national ones, without blanks, summaries and footers.
    pub n_data_rows: u64,
    /// How many tables the sheet seems to hold.
    pub tables: u64,
}

impl Reading {
    /// What stands in the columns of a wide table: `year` (or years), `half_year`, `quarter`, `month`, `week`, `day`,
    /// `region`.
    pub fn wide_over(&self) -> Option<&'static str> {
        self.columns.iter().find_map(|column| match column.spread {
            Some(Spread::Period(period)) => Some(match period.grain() {
                Grain::Year | Grain::Years | Grain::Other => "year",
                Grain::HalfYear => "half_year",
                Grain::Quarter => "quarter",
                Grain::Month => "month",
                Grain::Week => "week",
                Grain::Day => "day",
            }),
            Some(Spread::Region(_)) => Some("region"),
            None => None,
        })
    }

    /// Whether a text means that there is no value, hidden ones included.
    pub fn is_missing(&self, text: &str) -> bool {
        text.is_empty() || self.missing_tokens.iter().any(|token| token == text)
    }

    /// Whether a text means that the publisher hid the value.
    pub fn is_suppressed(&self, text: &str) -> bool {
        self.suppressed_tokens.iter().any(|token| token == text)
    }

    /// Whether a cell may be shown to the person who holds the file, who asks for rows: nothing that points out persons.
    /// What people wrote in their own words is shown, unless it holds a personal identity number.
    pub fn may_show(&self, column: usize, text: &str) -> bool {
        self.columns.get(column).is_some_and(|column| {
            let words = super::roles::names_free_text(&column.header) && !holds_identity_number([text].into_iter());
            column.role != Role::Identifying || words
        })
    }

    /// Takes the user's word for what the file holds and what the columns are used for. Names are those of
    /// [`Column::name`]; a header that stands once is also known by [`Column::header`].
    pub fn correct(&mut self, kind: Option<Kind>, roles: &BTreeMap<String, Role>) {
        if let Some(kind) = kind.filter(|kind| *kind != self.kind) {
            self.kind = kind;
            if matches!(kind, Kind::Accounts | Kind::Staffing | Kind::Population) {
                settle::divide(&mut self.columns, self.label.is_some());
            }
        }
        for column in &mut self.columns {
            let Some(role) = roles.get(&column.name).or_else(|| roles.get(&column.header)) else { continue };
            if *role == Role::Identifying {
                column.levels.clear();
                column.samples.clear();
            }
            column.role = *role;
        }
        let label = self.column(Role::Region).or(self.label);
        self.carried_down &= label == self.label;
        self.label = label;
    }

    /// The first column with a role.
    pub fn column(&self, role: Role) -> Option<usize> {
        self.columns.iter().position(|column| column.role == role)
    }

    /// All columns with a role.
    pub fn columns_with(&self, role: Role) -> impl Iterator<Item = (usize, &Column)> {
        self.columns.iter().enumerate().filter(move |(_, column)| column.role == role)
    }
}

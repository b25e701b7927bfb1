//! Columns in which numbers stand that nothing is made of.

use super::kind::is_number;
use super::numbers::MINUS;
use super::reading::{Column, ColumnType, Kind, Reading, Role, Spread};
use super::settle::{are_row_numbers, holds_no_sums, is_figures, repeats_keys, says_when_made};
use super::slots::left_out;
use super::{amount_columns, limits, roles};
use crate::finding::{FindingCode, Findings, Position};
use crate::vocabulary::fold::fold;
use crate::vocabulary::period::Period;

impl Reading {
    /// Names the columns of a table of figures in which numbers, or what should be numbers, stand that nothing is made of.
    pub fn name_unused(&self, findings: &mut Findings) {
        for (_, column) in self.columns_with(Role::Measure).filter(|(_, column)| limits::stand_in_rows(column)) {
            findings.add(FindingCode::LimitsInRows, Position::default().column(&column.name));
        }
        let wide = self.columns.iter().any(|column| matches!(column.spread, Some(Spread::Period(_))));
        let unused = |column: &Column| {
            let named = roles::by_header(&column.header);
            let figures = named.is_some_and(roles::is_figure) || roles::names_interval(&fold(&column.header));
            let known = named == Some(Role::Id) || roles::names_region(&column.header) || are_row_numbers(column);
            let empty = matches!(column.r#type, ColumnType::Empty | ColumnType::MissingOnly);
            let digit =
                |text: &String| text.trim_start_matches(MINUS).starts_with(|first: char| first.is_ascii_digit());
            let measured = column.r#type == ColumnType::Text && column.samples.iter().all(digit);
            let again = wide && Period::parse(&column.header).is_some();
            let keys = named == Some(Role::Period) || column.r#type == ColumnType::Region;
            let second = keys || says_when_made(column) || repeats_keys(column, self.label.is_some());
            column.role == Role::Ignored
                && !empty
                && (figures || is_number(column) || measured || again || second)
                && !known
        };
        let beside = if self.kind == Kind::Indicators { left_out(self) } else { Vec::new() };
        let ignored = |column: &Column| column.role == Role::Ignored && is_number(column);
        let unused = |(at, column): &(usize, &Column)| match self.kind {
            Kind::Indicators => unused(column) || beside.contains(at),
            Kind::Accounts | Kind::Staffing => {
                let amount = amount_columns::can_be_amount(column) && is_figures(column);
                ignored(column) && (holds_no_sums(column) || amount)
                    || column.role == Role::Ignored && amount_columns::are_hours(column)
            }
            // Of two weights among respondents one is used; regions that cannot be read are none. Ticks are no answers.
            Kind::Survey => match roles::by_header(&column.header) {
                Some(Role::Region) => column.role == Role::Ignored && self.label.is_none(),
                Some(Role::Period | Role::Id) => false,
                _ => {
                    let ticks = column.role == Role::Ignored && column.r#type == ColumnType::MissingOnly;
                    let place = roles::names_region(&column.header) || roles::names_smaller_area(&column.header);
                    (ignored(column) && is_figures(column) || ticks) && !place
                }
            },
            _ => false,
        };
        for (_, column) in self.columns.iter().enumerate().filter(unused) {
            findings.add(FindingCode::ColumnUnused, Position::default().column(&column.name));
        }
    }
}

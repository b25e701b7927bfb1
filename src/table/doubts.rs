//! What columns hold that is read, and may mean something else.

use super::evidence::Evidence;
use super::kind::is_number;
use super::labels::Label;
use super::numbers;
use super::reading::{Column, ColumnType, Kind, Reading, Role};
use super::roles;
use super::settle::repeats_keys;
use super::slots::{slots, takes_answers_behind};
use super::whose::Whose;
use crate::finding::{FindingCode, Findings, Position};
use crate::vocabulary::group::names_sex;
use crate::vocabulary::period::Period;
use crate::vocabulary::region::{answers_behind, has_number_behind};

/// How often a number stands that looks like a code for a missing value: all nines, far above all others, or negative
/// where no other is.
fn codes_for_missing(column: &Column, evidence: &Evidence) -> u64 {
    let values = evidence.in_order(true);
    let number = |text: &str| numbers::parse(text, column.decimal, column.thousands);
    let nines = |text: &str| {
        let digits = text.trim_start_matches(['-', '−']);
        digits.len() > 1 && digits.bytes().all(|digit| digit == b'9')
    };
    let others = || values.iter().filter(|(text, _)| !nines(text)).filter_map(|(text, _)| number(text));
    let (least, most) =
        (others().fold(f64::INFINITY, f64::min), others().fold(0.0, |most: f64, it| most.max(it.abs())));
    let far = |(text, times): &&(&str, u64)| {
        let times_most = if *times > 1 { 2.0 } else { 5.0 };
        let longer = *times > 1 || text.len() > 2;
        number(text).is_some_and(|it| if it < 0.0 { least >= 0.0 } else { longer && it > times_most * most })
    };
    let codes = values.iter().filter(|(text, _)| nines(text)).filter(far).map(|(_, times)| times).sum();
    if others().count() < 3 { 0 } else { codes }
}

/// Whether all dates of a column can be read with the day or the month first: `03/04/2024`.
fn has_day_or_month_first(column: &Column) -> bool {
    let either = |(text, _): &(String, u64)| {
        let parts: Vec<u16> = text.split('/').filter_map(|part| part.parse().ok()).collect();
        matches!(parts.as_slice(), [one, other, year] if one != other && *one.max(other) <= 12 && *year > 31)
    };
    column.r#type == ColumnType::Date && !column.levels.is_empty() && column.levels.iter().all(either)
}

/// Whether days within half a year lie in two years.
fn crosses_a_year(column: &Column) -> bool {
    const HALF: i64 = 183;
    let days = || column.levels.iter().filter_map(|(text, _)| column.period(text));
    let ends = days().min_by_key(|day| day.start()).zip(days().max_by_key(|day| day.end()));
    let near = |(first, last): (Period, Period)| first.years() != last.years() && first.until(last).days() <= HALF;
    column.r#type == ColumnType::Date && ends.is_some_and(near)
}

/// Whether the answers are 1 and 2, or 1 to 3, and nothing says what they mean.
fn is_of_bare_codes(column: &Column) -> bool {
    let mut answers: Vec<&str> = column.levels.iter().map(|(text, _)| text.as_str()).collect();
    answers.sort_unstable();
    matches!(answers.as_slice(), ["1", "2"] | ["1", "2", "3"])
        && column.declared.as_ref().is_none_or(|declared| declared.labels.is_empty())
}

/// Whether sexes are codes and 0, which may be all of them or those of whom it is not known, is one.
fn may_have_total(column: &Column) -> bool {
    let bare = column.declared.as_ref().is_none_or(|declared| declared.labels.is_empty());
    names_sex(&column.header) && bare && column.levels.len() > 2 && column.levels.iter().any(|(text, _)| text == "0")
}

impl Reading {
    /// Names the columns that are read in one way and may mean something else.
    pub(super) fn name_doubtful(&self, evidence: &[Evidence], findings: &mut Findings) {
        for (at, (column, evidence)) in self.columns.iter().zip(evidence).enumerate() {
            let mut say = |code, cells: u64| {
                let params = [("cells", cells.to_string())];
                let params = if cells == 0 { &[][..] } else { &params };
                findings.add_with(code, Position::default().column(&column.name), params);
            };
            let number = is_number(column);
            if column.role != Role::Ignored && number && evidence.enclosed > 0 {
                say(FindingCode::InParentheses, 0);
            }
            if column.role != Role::Ignored && number && evidence.flagged > 0 {
                say(FindingCode::ValuesFlagged, evidence.flagged);
            }
            if column.role == Role::Region && column.numbers_regions() {
                say(FindingCode::RegionsNumbered, 0);
            }
            if column.role == Role::Period && has_day_or_month_first(column) {
                say(FindingCode::DatesAmbiguous, 0);
            }
            let before = self.columns.iter().take(at);
            let figures = roles::is_figure(column.role) && column.spread.is_none() && !column.header.is_empty();
            if figures && before.clone().any(|other| other.header == column.header && other.role == column.role) {
                say(FindingCode::HeaderTwice, 0);
            }
            if self.kind == Kind::Survey {
                if column.role == Role::Period && crosses_a_year(column) {
                    say(FindingCode::FieldworkOverYears, 0);
                }
                if column.role == Role::Item && is_of_bare_codes(column) {
                    say(FindingCode::CodesWithoutWords, 0);
                }
                continue;
            }
            let any = |says: fn(&str) -> bool| column.levels.iter().any(|(text, _)| says(text));
            let taken = || self.kind == Kind::Indicators && takes_answers_behind(self, &slots(self));
            let answers = any(|text| answers_behind(text).is_some());
            if column.role == Role::Region && (any(has_number_behind) || answers && !taken()) {
                say(FindingCode::BaseUnused, 0);
            }
            if column.role == Role::Group && may_have_total(column) {
                say(FindingCode::ZeroAmongSexes, 0);
            }
            let is_level = column.role == Role::Group || is_number(column);
            let bare = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()) && is_level;
            let nation = |(text, _): &(String, u64)| Label::of(text) == Label::Nation && !bare(text);
            let grouped = matches!(column.role, Role::Group | Role::Cluster) || self.label.is_none();
            let read = matches!(column.role, Role::Region | Role::Identifying | Role::Measure);
            let apart = read || self.whose == Whose::Units(at);
            let repeated = repeats_keys(column, self.label.is_some());
            let times =
                |column: &Column| column.levels.iter().filter(|it| nation(it)).map(|(_, times)| times).sum::<u64>();
            let label = self.label.and_then(|at| self.columns.get(at)).map(times);
            // In the nation's own rows it is the nation again.
            if grouped && !apart && !repeated && times(column) > 0 && label != Some(times(column)) {
                say(FindingCode::NationAmongLevels, 0);
            }
            let figure = number && roles::is_figure(column.role);
            let codes = if figure { codes_for_missing(column, evidence) } else { 0 };
            if codes > 0 {
                say(FindingCode::CodesForMissing, codes);
            }
        }
    }
}

//! What the table holds as a whole.

use super::amount_columns::AREAS;
use super::identifying::point_out_persons;
use super::numbers::{MINUS, unit_behind};
use super::reading::{Column, ColumnType, Kind, Role};
use super::{roles, settle, whose};
use crate::vocabulary::fold::fold;
use crate::vocabulary::need::{circumstances, is_need};
use crate::vocabulary::scale::Scale;
use crate::vocabulary::share::{kronor_in, says_divided, says_money, says_no_sum};

fn has(columns: &[Column], role: Role) -> bool {
    columns.iter().any(|column| column.role == role)
}

/// Whether a header says how long somebody stayed: no answer, though few whole numbers stand there.
fn is_length_of_stay(header: &str) -> bool {
    fold(header).split(' ').any(|word| matches!(word, "varddygn" | "vardtid" | "varddagar"))
}

/// One stay in hospital a row: the days when it began and ended, or one of them beside what the patient was treated for.
fn stays(columns: &[Column]) -> bool {
    let named = |column: &Column, words: &[&str]| fold(&column.header).split(' ').any(|word| words.contains(&word));
    let day = |words: [&str; 2]| columns.iter().any(|it| it.r#type == ColumnType::Date && named(it, &words));
    let begins = day(["inskrivning", "inskrivningsdatum"]);
    let ends = day(["utskrivning", "utskrivningsdatum"]);
    let cause = || columns.iter().any(|column| named(column, &["drg", "diagnos", "huvuddiagnos", "diagnoskod"]));
    begins && ends || (begins || ends) && cause()
}

/// One visit a row: a patient or a visit is numbered and a day stands beside.
fn visits(columns: &[Column]) -> bool {
    let numbered = columns.iter().any(|column| {
        let header = fold(&column.header);
        ["patient", "patientid", "patient id", "visit", "visit id", "besok", "besoksid", "kontaktid"]
            .contains(&header.as_str())
    });
    numbered && columns.iter().any(|column| column.r#type == ColumnType::Date)
}

fn header_has(columns: &[Column], names: &[&str]) -> bool {
    columns.iter().any(|column| names.contains(&fold(&column.header).as_str()))
}

/// Whether the cells are numbers.
pub fn is_number(column: &Column) -> bool {
    matches!(column.r#type, ColumnType::Integer | ColumnType::Decimal | ColumnType::Percent)
}

/// The scale of the column's answers.
pub fn scale_of(column: &Column) -> Option<Scale> {
    let answers: Vec<&str> = column.levels.iter().map(|(text, _)| text.as_str()).collect();
    if answers.len() > 15 { None } else { Scale::recognise(&answers) }
}

/// Whether the column looks like answers: words on a scale, or few whole numbers that stand often. Codes of regions beside
/// their names do too, and are none.
pub fn is_answer(column: &Column, rows: u64) -> bool {
    let known = is_length_of_stay(&column.header) || roles::by_header(&column.header) == Some(Role::Region);
    // The last page that somebody saw is no answer.
    if known || !matches!(column.role, Role::Ignored | Role::Item | Role::Value) || fold(&column.header) == "lastpage" {
        return false;
    }
    let in_words = matches!(column.r#type, ColumnType::Ordinal | ColumnType::YesNo | ColumnType::Category);
    match (column.r#type, scale_of(column)) {
        (ColumnType::Integer, Some(_)) => rows >= 5,
        (ColumnType::Integer, None) => is_coded(column, rows),
        (_, scale) => in_words && (scale.is_some() || is_declared_ordered(column)),
    }
}

/// Whether the file itself says that the labels in the cells have an order.
fn is_declared_ordered(column: &Column) -> bool {
    column.declared.as_ref().is_some_and(|declared| declared.labelled && declared.ordered)
}

/// Whole numbers from 0 to 99 that are so few that they must be codes: each stands five times on average.
pub fn is_coded(column: &Column, rows: u64) -> bool {
    let few = (2..=12).contains(&column.levels.len()) && column.levels.len() as u64 * 5 <= rows && rows >= 20;
    column.r#type == ColumnType::Integer
        && few
        && column.levels.iter().all(|(text, _)| text.trim_start_matches('-').len() <= 2)
}

/// The figures that are shown or summed: what says how many answered only where nothing else stands.
fn figures(columns: &[Column]) -> impl Iterator<Item = &Column> {
    let figure = |column: &&Column| {
        let other = matches!(column.role, Role::Period | Role::Region | Role::Id | Role::Identifying);
        column.spread.is_some() || is_number(column) && !other && settle::is_figures(column)
    };
    let all = || columns.iter().filter(figure);
    let others = all().any(|column| column.role != Role::Count);
    all().filter(move |column| !others || column.role != Role::Count)
}

/// What a figure is called.
fn name(column: &Column) -> &str {
    let spread = column.spread.as_ref().map(|_| column.measure.as_deref().unwrap_or_default());
    spread.unwrap_or(&column.header)
}

/// Whether figures can be added over their parts, and neither the title nor what stands beside them says that they are
/// divided by inhabitants already.
fn are_sums(columns: &[Column], title: &[String]) -> bool {
    let beside = || columns.iter().filter(|column| !is_number(column)).flat_map(|column| &column.levels);
    let divided = || title.iter().chain(beside().map(|(text, _)| text)).any(|text| says_divided(text));
    figures(columns).any(|column| !column.is_percent() && !says_no_sum(name(column)))
        && (in_thousands(columns) || !divided())
}

/// Whether figures are amounts of money: a word or a unit says so, or nothing but whole numbers of years stand there.
fn are_money(columns: &[Column]) -> bool {
    let unit = |column: &Column| column.levels.iter().any(|(level, _)| kronor_in(level).is_some());
    let money = |column: &Column| {
        let of_unit = column.unit.as_deref().and_then(kronor_in).is_some();
        let bare = roles::is_general(name(column)) && column.r#type == ColumnType::Integer;
        of_unit || says_money(&column.header) || bare
    };
    columns.iter().any(unit) || figures(columns).any(money)
}

/// Whether numbers are in thousands or millions of kronor: sums, not costs of single things. Where only the cells say so, a
/// result below nothing and what stands beside means are none.
fn in_thousands(columns: &[Column]) -> bool {
    let below = |column: &Column| column.levels.iter().any(|(text, _)| text.starts_with(MINUS));
    let means = || figures(columns).any(|column| says_no_sum(name(column)));
    let of_cells = |column: &Column| column.samples.iter().any(|text| unit_behind(text).is_some());
    let factor = |column: &Column| column.unit.as_deref().and_then(kronor_in);
    columns.iter().any(|column| {
        let sum = is_number(column) && !says_no_sum(name(column));
        let large = sum && factor(column).is_some_and(|factor| factor > 1.0);
        large && !(of_cells(column) && (below(column) || means()))
    })
}

/// Whether the only numbers are of inhabitants.
fn only_people(columns: &[Column]) -> bool {
    const PEOPLE: [&str; 5] = ["folkmangd", "medelfolkmangd", "befolkning", "invanare", "antal invanare"];
    let apart = |column: &&Column| is_number(column) && !matches!(column.role, Role::Period | Role::Region);
    let mut numbers = columns.iter().filter(apart).peekable();
    numbers.peek().is_some() && numbers.all(|column| PEOPLE.contains(&roles::bare(&column.header).as_str()))
}

/// Headers of the columns of numbers.
fn numbers(columns: &[Column]) -> impl Iterator<Item = &str> {
    columns.iter().filter(|column| is_number(column)).map(|column| column.header.as_str())
}

/// Whether far more rows stand than regions, periods and groups account for: several respondents in each.
fn many_alike(columns: &[Column], label: Option<usize>, rows: u64) -> bool {
    const EACH: u64 = 3;
    // Days are when each answered, not what all in a row have in common.
    let placed = |(at, column): &(usize, &Column)| {
        let period = column.role == Role::Period && column.r#type != ColumnType::Date;
        Some(*at) == label || column.role == Role::Group || period
    };
    let places = columns.iter().enumerate().filter(placed).map(|(_, column)| column.levels.len().max(1) as u64);
    rows >= 20 && rows > EACH.saturating_mul(places.fold(1, u64::saturating_mul))
}

/// Decides what the table holds from roles by header, types and answers.
pub fn kind_of(columns: &[Column], label: Option<usize>, title: &[String], rows: u64) -> Kind {
    let spread = columns.iter().any(|column| column.spread.is_some());
    let answers = columns.iter().filter(|column| is_answer(column, rows)).count();
    let numbered = |column: &Column| {
        let samples = column.samples.iter().map(String::as_str);
        column.role == Role::Id || column.role == Role::Identifying && point_out_persons(samples)
    };
    let design = has(columns, Role::Weight) || has(columns, Role::Stratum) || columns.iter().any(numbered);
    let unit = has(columns, Role::Cluster);
    let pooled = [Role::Count, Role::Low, Role::Margin, Role::Measure].into_iter().any(|role| has(columns, role));
    let free = columns.iter().filter(|column| is_number(column) && column.role == Role::Ignored).count();
    let value = has(columns, Role::Value) || has(columns, Role::Numerator);
    let place = label.is_some() || has(columns, Role::Period);
    let repeated = label.and_then(|at| columns.get(at)).is_some_and(|column| (column.levels.len() as u64) * 2 < rows);
    match () {
        () if header_has(
            columns,
            &["konto", "kontonamn", "kontonummer", "kostnadsstalle", "kst", "belopp", "motpart"],
        ) =>
        {
            Kind::Accounts
        }
        () if header_has(columns, AREAS)
            && (free > 0 || value || spread)
            && are_money(columns)
            && are_sums(columns, title) =>
        {
            Kind::Accounts
        }
        () if only_people(columns) && place => Kind::Population,
        () if circumstances(numbers(columns)).is_some() => Kind::Population,
        () if in_thousands(columns) && place && answers == 0 => Kind::Accounts,
        () if has(columns, Role::Weight) && answers > 0 => Kind::Survey,
        () if stays(columns) || visits(columns) && answers == 0 => Kind::Visits,
        () if header_has(columns, &["besoksdatum", "kontaktdatum", "remissdatum", "vardkontaktsdatum"]) => Kind::Visits,
        () if header_has(
            columns,
            &[
                "kontakttyp",
                "kontaktslag",
                "yrkesgrupp",
                "yrke",
                "yrkeskategori",
                "befattning",
                "personalgrupp",
                "personalkategori",
            ],
        ) && (free > 0 || value || has(columns, Role::Count) || spread)
            && are_sums(columns, title) =>
        {
            Kind::Staffing
        }
        () if answers == 0 && numbers(columns).any(is_need) => Kind::Population,
        () if spread => Kind::Indicators,
        () if answers > 0 && design && !pooled => Kind::Survey,
        // Whole numbers may be what bodies weigh.
        () if columns.iter().any(|column| column.role == Role::Weight && column.r#type == ColumnType::Decimal)
            && (has(columns, Role::Id) || has(columns, Role::Stratum))
            && !pooled
            && !value
            && many_alike(columns, label, rows) =>
        {
            Kind::Survey
        }
        () if answers > 0 && !pooled && !value && many_alike(columns, label, rows) => Kind::Survey,
        () if answers >= 2 && !pooled && !value && (repeated || label.is_none()) && rows >= 20 => Kind::Survey,
        () if answers > 0 && unit && !pooled && !value => Kind::Survey,
        () if has(columns, Role::Measure) && (value || free > 0) => Kind::Indicators,
        () if value && (place || has(columns, Role::Group) || columns.iter().any(whose::names_nation)) => {
            Kind::Indicators
        }
        () if place && (free > 0 || has(columns, Role::Count)) && !has(columns, Role::Id) => Kind::Indicators,
        () => Kind::Unknown,
    }
}

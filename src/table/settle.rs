//! The roles that follow from what the table holds as a whole.

use super::amount_columns;
use super::apart::names_no_figure;
use super::beside;
use super::identifying;
use super::kind::{is_answer, is_coded, is_number, kind_of, scale_of};
use super::labels::Label;
use super::limits;
use super::meaning::settle_meaning;
use super::numerators::{counts_beside_shares, settle_numerators};
use super::reading::{Column, ColumnType, Kind, Role, Spread};
use super::roles;
use super::titled::is_about_file;
use crate::vocabulary::fold::fold;
use crate::vocabulary::period::{Grain, Period};
use crate::vocabulary::region::Region;
use crate::vocabulary::share::{says_no_sum, says_share};

/// Decides the kind, then settles the roles by it.
pub fn settle(columns: &mut [Column], label: Option<usize>, title: &[String], rows: u64) -> Kind {
    for (at, column) in columns.iter_mut().enumerate() {
        if column.spread.is_some() {
            column.role = of_spread(column);
            continue;
        }
        if column.role == Role::Identifying {
            continue;
        }
        // One column names the region; codes beside it are not used, and a header alone makes no region.
        let numbered = label.is_none() && column.role == Role::Region && column.numbers_regions();
        if Some(at) == label || numbered {
            column.role = Role::Region;
        } else if column.role == Role::Region || matches!(column.r#type, ColumnType::Empty | ColumnType::MissingOnly) {
            column.role = Role::Ignored;
        }
        if Some(at) == label && is_number(column) && !column.numbers_regions() {
            column.r#type = ColumnType::Code;
        }
    }
    let dated = |column: &&mut Column| {
        let time =
            matches!(column.r#type, ColumnType::Date | ColumnType::Month | ColumnType::Quarter | ColumnType::Week);
        time && !is_of_birth(&column.header) && !says_when_made(column) && column.role == Role::Ignored
    };
    let counted =
        |column: &&mut Column| column.role == Role::Ignored && are_years(column) && !is_of_birth(&column.header);
    let named = columns.iter().any(|column| column.role == Role::Period || column.spread.is_some());
    // Spans in words: `2022/23` under `Säsong`.
    let spans = |column: &&mut Column| {
        let span = |(text, _): &(String, u64)| {
            Period::parse(text).is_some_and(|it| matches!(it.grain(), Grain::Years | Grain::Other))
        };
        let words = matches!(column.r#type, ColumnType::Category | ColumnType::Text);
        words && column.role == Role::Ignored && column.levels.len() > 1 && column.levels.iter().all(span)
    };
    let ends: Vec<usize> =
        [FROM, TO].iter().filter_map(|words| columns.iter().position(|it| is_end(it, words))).collect();
    if let ([from, to], false) = (ends.as_slice(), named) {
        for at in [from, to] {
            columns.get_mut(*at).into_iter().for_each(|column| column.role = Role::Period);
        }
    } else if let Some(column) = columns.iter_mut().find(dated).filter(|_| !named) {
        column.role = Role::Period;
    } else if let Some(column) = columns.iter_mut().find(spans).filter(|_| !named) {
        column.role = Role::Period;
    } else if let Some(column) = columns.iter_mut().find(counted) {
        column.role = if named { Role::Ignored } else { Role::Period };
    }
    // Beside what somebody measures `vikt` is what the body weighs.
    let measured = |column: &Column| matches!(fold(&column.header).as_str(), "langd" | "height" | "bmi");
    if columns.iter().any(measured) {
        let bare = |column: &&mut Column| {
            column.role == Role::Weight && matches!(fold(&column.header).as_str(), "vikt" | "weight")
        };
        columns.iter_mut().filter(bare).for_each(|column| column.role = Role::Ignored);
    }
    let kind = kind_of(columns, label, title, rows);
    match kind {
        Kind::Survey => as_survey(columns, rows),
        _ => as_figures(columns, kind, rows),
    }
    settle_numerators(columns);
    one_each(columns, kind != Kind::Survey);
    kind
}

/// Folded headers of the day that a period begins, and of its last.
pub(super) const FROM: &[&str] = &["fran", "fran och med", "fr o m", "from", "start", "startdatum", "period start"];
pub(super) const TO: &[&str] = &["till", "till och med", "t o m", "tom", "to", "slut", "slutdatum", "period slut"];

/// Whether days stand under one of the headers.
pub(super) fn is_end(column: &Column, words: &[&str]) -> bool {
    column.r#type == ColumnType::Date && words.contains(&fold(&column.header).as_str())
}

/// What the columns of a wide table hold: values, unless what their headers say beside the period is another figure.
fn of_spread(column: &Column) -> Role {
    let named = column.measure.as_deref().and_then(roles::by_header).filter(|role| roles::is_figure(*role));
    if is_margin(column) { Role::Margin } else { named.unwrap_or(Role::Value) }
}

/// Whether each cell holds a value's limits, or how far they are from it.
pub(super) fn is_margin(column: &Column) -> bool {
    column.samples.first().is_some_and(|text| text.starts_with('±')) || limits::stand_in_cells(column)
}

/// Whether a column says when the file was made, which is no time that figures are of: `Uttagsdatum`.
pub(super) fn says_when_made(column: &Column) -> bool {
    column.r#type == ColumnType::Date && is_about_file(&column.header) && !fold(&column.header).contains("rapport")
}

/// Whether a header says when people were born, which is no time that figures are of.
fn is_of_birth(header: &str) -> bool {
    let folded = fold(header);
    ["fod", "birth", "dob"].iter().any(|word| folded.contains(word))
}

fn as_survey(columns: &mut [Column], rows: u64) {
    for column in columns.iter_mut() {
        let answer = is_answer(column, rows);
        let coded = is_coded(column, rows);
        match column.role {
            Role::Group if is_number(column) && !coded => column.role = Role::Ignored,
            Role::Group if coded => column.r#type = ColumnType::Category,
            Role::Stratum => column.r#type = ColumnType::Category,
            _ if answer => {
                column.role = Role::Item;
                if coded && scale_of(column).is_none_or(|scale| scale.id != "zero_one") {
                    column.r#type = ColumnType::Ordinal;
                }
            }
            Role::Ignored if column.r#type == ColumnType::Category => column.role = Role::Group,
            Role::Value | Role::Count | Role::Low | Role::High | Role::Margin | Role::StandardError | Role::Unit => {
                column.role = Role::Ignored
            }
            Role::Id => {
                column.levels.clear();
                column.samples.clear();
            }
            _ => {}
        }
    }
}

/// Numbers of rows under no header, as R and pandas write them.
pub(super) fn are_row_numbers(column: &Column) -> bool {
    let firsts = [["1", "2", "3"], ["0", "1", "2"]];
    column.header.is_empty() && firsts.iter().any(|first| column.samples == first)
}

/// Numbers to compare: neither targets, years, codes, ranks, differences, widths of intervals, nor the nation's value beside.
pub(super) fn is_figures(column: &Column) -> bool {
    let named = names_no_figure(&column.header);
    // The nation's value beside each region's own, or another region's; bare numbers are points of a scale.
    let number = column.header.trim().parse::<u8>().is_ok();
    let region = Region::parse(&column.header).is_some_and(|_| !number)
        || roles::by_header(&column.header) == Some(Role::Region);
    is_number(column) && !named && !region && !are_years(column) && !are_row_numbers(column)
}

impl Column {
    /// Whether its values are shares, by its header or unit.
    pub fn is_share(&self) -> bool {
        self.role == Role::Value && (says_share(&self.header) || self.is_percent())
    }
}

/// Folded words for what a row is of, beside the nation's names.
#[rustfmt::skip]
const PLACES: [&str; 13] = [
    "land", "rike", "region", "regioner", "regional", "regionalt", "regionniva", "lan", "lansniva", "landsting", "county",
    "counties", "regions",
];

/// Whether a column holds years; under a header that says so, stretches of them too: `2004-2007`.
fn are_years(column: &Column) -> bool {
    let years = |word: &str| matches!(word, "ar" | "year" | "period" | "tid" | "t");
    // `Startår`, of which å alone tells it from other words.
    let header = column.header.to_lowercase();
    let says = fold(&header).split(' ').any(years) || header.split(' ').any(|word| word.ends_with("år"));
    let year = |text: &str| {
        let stretch = says && text.bytes().any(|byte| !byte.is_ascii_digit());
        (stretch || text.len() == 4) && text.starts_with(['1', '2']) && Period::parse(text).is_some()
    };
    let only_years = !column.levels.is_empty() && column.levels.iter().all(|(text, _)| year(text));
    // Under another header they are years where each stands for several rows: 2010 and 2105 may be kronor.
    let again = column.levels.len() > 2 && column.levels.iter().all(|(_, times)| *times > 1);
    match column.r#type {
        ColumnType::Integer => only_years && (says || column.header.is_empty() || again),
        ColumnType::Category | ColumnType::Text => only_years && says,
        _ => false,
    }
}

/// Whether a column holds years or, beside one of regions, says of each row only that it is of a region or of the nation:
/// no figures, no groups.
pub(super) fn repeats_keys(column: &Column, placed: bool) -> bool {
    let place = |text: &str| Label::of(text) == Label::Nation || PLACES.contains(&fold(text).as_str());
    let places = placed && !column.levels.is_empty() && column.levels.iter().all(|(text, _)| place(text));
    places || are_years(column)
}

/// Whether the rows are at least twice as many as regions, periods and measures together account for: then there is a
/// group that each of them stands for once a level.
fn crossed(columns: &[Column], rows: u64) -> bool {
    let keys = columns
        .iter()
        .filter(|column| matches!(column.role, Role::Region | Role::Period | Role::Measure | Role::Meaning));
    let expected = keys.map(|column| column.levels.len().max(1) as u64).product::<u64>();
    rows >= expected.saturating_mul(2)
}

fn as_figures(columns: &mut [Column], kind: Kind, rows: u64) {
    if kind == Kind::Indicators {
        settle_meaning(columns);
    }
    let crossed = crossed(columns, rows);
    let figures = columns.iter().any(|column| match column.role {
        Role::Value | Role::Numerator => true,
        Role::Ignored => is_figures(column),
        _ => false,
    });
    let wide = columns.iter().any(|column| column.spread.is_some());
    let measured = columns.iter().any(|column| column.role == Role::Measure);
    let dated = columns.iter().any(|column| column.role == Role::Period);
    let placed = columns.iter().any(|column| column.role == Role::Region);
    let by_region = columns.iter().any(|column| matches!(column.spread, Some(Spread::Region(_))));
    let each_once = |column: &Column| {
        by_region
            && kind == Kind::Indicators
            && column.levels.len() as u64 == rows
            && !roles::names_smaller_area(&column.header)
    };
    for column in columns.iter_mut() {
        let unit_words = column.levels.iter().all(|(text, _)| {
            let text = text.to_lowercase();
            matches!(text.as_str(), "" | "andel" | "percent") || roles::is_unit(&text)
        });
        match column.role {
            Role::Cluster if unit_words && !column.levels.is_empty() => column.role = Role::Unit,
            Role::Weight | Role::Stratum | Role::Item => column.role = Role::Ignored,
            // `Mätvärde` over the names of what is measured.
            Role::Value if kind == Kind::Indicators && crossed && !measured && names_rows(column) => {
                column.role = Role::Measure;
            }
            _ if kind == Kind::Indicators && limits::stand_in_cells(column) => column.role = Role::Margin,
            role if roles::is_figure(role) && !is_number(column) => column.role = Role::Ignored,
            // The first column of a wide table names its rows, under no header; one of regions, under any.
            Role::Ignored
                if wide
                    && !(measured || dated || placed)
                    && (column.header.is_empty() || each_once(column))
                    && names_rows(column) =>
            {
                column.role = Role::Measure;
            }
            Role::Group if is_number(column) && column.levels.len() > 20 => column.role = Role::Ignored,
            // A count with nothing to count for is the figure itself.
            Role::Count if !figures && kind == Kind::Indicators => column.role = Role::Value,
            Role::Ignored if kind == Kind::Indicators && !wide && is_figures(column) => {
                column.role = Role::Value;
            }
            Role::Ignored
                if kind == Kind::Indicators
                    && crossed
                    && matches!(column.r#type, ColumnType::Category | ColumnType::Ordinal | ColumnType::YesNo)
                    && column.levels.len() >= 2
                    && !repeats_keys(column, placed) =>
            {
                let measures = !measured && matches!(fold(&column.header).as_str(), "dimension" | "frageomrade");
                column.role = if measures || are_kinds_of_figures(column) { Role::Measure } else { Role::Group };
            }
            // Hospitals within their regions.
            Role::Ignored
                if kind == Kind::Indicators
                    && placed
                    && (is_words(column) || is_of_municipalities(column))
                    && roles::names_smaller_area(&column.header) =>
            {
                column.role = Role::Cluster;
            }
            // Those who answered, who are a number in a table of figures.
            Role::Id if kind == Kind::Indicators && is_number(column) && fold(&column.header) == "svarande" => {
                column.role = Role::Count;
            }
            Role::Id if kind == Kind::Indicators => column.role = Role::Ignored,
            _ => {}
        }
    }
    match kind {
        Kind::Indicators => {
            beside::settle_nation(columns);
            counts_beside_shares(columns);
        }
        Kind::Accounts | Kind::Staffing | Kind::Population => amounts_and_parts(columns, kind, (placed, rows)),
        _ => {}
    }
}

/// Whether a header or unit says that what stands in a column is no amount, and cannot be summed.
pub(super) fn holds_no_sums(column: &Column) -> bool {
    says_no_sum(&column.header) || column.is_percent()
}

fn is_words(column: &Column) -> bool {
    matches!(column.r#type, ColumnType::Category | ColumnType::Text)
}

/// Whether the codes of municipalities stand in a column, and nothing or the county's own in some of its cells.
fn is_of_municipalities(column: &Column) -> bool {
    let numbers = matches!(column.r#type, ColumnType::Code | ColumnType::Integer);
    let labels = || column.levels.iter().map(|(text, _)| Label::under("region", text));
    let whole = column.missing > 0 || labels().any(|label| label != Label::Place);
    numbers && whole && labels().next().is_some() && labels().all(|label| label != Label::Other)
}

/// Whether a column holds names, more than one, and none of them a region's.
fn names_rows(column: &Column) -> bool {
    is_words(column) && column.levels.len() > 1 && column.levels.iter().all(|(text, _)| Region::parse(text).is_none())
}

/// Whether a column says what stands in each row: a share, its limits, those who answered; or shares in some and numbers in
/// others.
fn are_kinds_of_figures(column: &Column) -> bool {
    let any = |says: fn(&str) -> bool| column.levels.iter().any(|(text, _)| says(text));
    let numbers = any(|text| matches!(fold(text).split(' ').next(), Some("antal" | "number")));
    numbers && any(says_share)
        || column.levels.iter().all(|(text, _)| roles::by_header(text).is_some_and(roles::is_figure))
}

/// Amounts, and what divides them, have a role where nothing says otherwise: what is shown as not used is not used.
/// Shares and means beside amounts are none.
fn amounts_and_parts(columns: &mut [Column], kind: Kind, (placed, rows): (bool, u64)) {
    let other = |column: &Column| kind != Kind::Population && column.spread.is_none() && holds_no_sums(column);
    let amount = |column: &Column| amount_columns::can_be_amount(column) && !other(column) && !are_years(column);
    if columns.iter().any(amount) {
        let others = columns.iter_mut().filter(|column| column.role == Role::Value && other(column));
        others.for_each(|column| column.role = Role::Ignored);
    }
    if !columns.iter().any(|column| column.role == Role::Value) {
        let amounts = columns.iter().map(|column| amount(column) && !amount_columns::is_code_beside(column, columns));
        let amounts: Vec<bool> = amounts.collect();
        let columns = columns.iter_mut().zip(amounts).filter(|(_, amount)| *amount);
        columns.for_each(|(column, _)| column.role = Role::Value);
    }
    if kind == Kind::Staffing {
        let posts = columns.iter().filter(|column| column.role == Role::Value).all(identifying::are_of_one);
        let persons = columns.iter_mut().filter(|column| identifying::stand_in(column, posts, rows));
        persons.for_each(|column| column.role = Role::Identifying);
    }
    divide(columns, placed);
}

/// Gives the columns that divide amounts, and have no role, that of groups.
pub(super) fn divide(columns: &mut [Column], placed: bool) {
    let parts =
        columns.iter_mut().filter(|column| column.role == Role::Ignored && amount_columns::divides(column, placed));
    parts.for_each(|column| column.role = Role::Group);
}

/// Whether a column holds parts of years: `7` under `Månad`, `K2` under `Kvartal`.
fn are_parts(column: &Column) -> bool {
    let header = fold(&column.header);
    let named =
        ["manad", "month", "kvartal", "quarter", "vecka", "week", "tertial", "halvar"].contains(&header.as_str());
    named && column.levels.iter().all(|(text, _)| Period::parse(text).is_none())
}

/// Of roles that one column has, the first keeps it; parts of years may stand beside the years.
fn one_each(columns: &mut [Column], parted: bool) {
    let dated = |column: &Column| column.role == Role::Period && column.spread.is_none();
    let years = columns.iter().position(|column| dated(column) && are_years(column));
    let part = columns.iter().position(|column| dated(column) && are_parts(column));
    let end = |words| columns.iter().position(|column| dated(column) && is_end(column, words));
    let (years, part) = if years.is_none() { (end(FROM), end(TO)) } else { (years, part) };
    for role in [Role::Period, Role::Weight, Role::Stratum, Role::Id, Role::Measure, Role::Unit] {
        let pair = years.zip(part).filter(|_| role == Role::Period);
        let mut taken = false;
        let all = columns.iter_mut().enumerate().filter(|(_, column)| column.role == role && column.spread.is_none());
        for (at, column) in all {
            let kept = pair.map_or(!taken, |(years, part)| at == years || (parted && at == part));
            if !kept {
                column.role = Role::Ignored;
            }
            taken = true;
        }
    }
}

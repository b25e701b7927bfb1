//! What the columns of a table of amounts hold, by their headers: amounts, parts that they are divided by, or codes.

use super::reading::{Column, ColumnType, Role};
use super::roles::{self, names_region};
use super::settle::repeats_keys;
use crate::vocabulary::fold::fold;
use crate::vocabulary::group::Dimension;
use crate::vocabulary::need::is_area;
use crate::vocabulary::share::{says_accumulated, says_money};

/// Folded beginnings of what is counted in persons or contacts, in a table of money too.
const COUNTED: &[&str] = &[
    "folkmangd",
    "medelfolkmangd",
    "befolkning",
    "invanare",
    "population",
    "inhabitants",
    "listade",
    "listed",
    "patienter",
    "patients",
    "inskrivna",
    "enrolled",
    "antal",
    "besok",
    "visits",
    "kontakter",
    "contacts",
    "arsarbetare",
    "tjanster",
    "posts",
];

/// Whether a name is of persons, contacts or posts rather than of money.
pub fn is_counted(name: &str) -> bool {
    let folded = fold(name);
    COUNTED.iter().any(|word| folded.starts_with(word))
}

/// Whether the cells are numbers without a per cent sign.
pub fn is_number(column: &Column) -> bool {
    matches!(column.r#type, ColumnType::Integer | ColumnType::Decimal)
}

/// Headers of areas of activity, which costs are divided by.
pub const AREAS: &[&str] = &["verksamhetsomrade", "verksamhet", "delverksamhet", "kostnadsslag", "vardomrade"];

/// Headers under which codes stand, not amounts.
fn is_code(column: &Column) -> bool {
    const WORDS: [&str; 10] =
        ["kod", "code", "nr", "konto", "kostnadsstalle", "kst", "motpart", "projekt", "ansvar", "id"];
    let code = |word: &str| WORDS.contains(&word) || word.ends_with("nr") || word.ends_with("nummer");
    !is_area(&column.header) && fold(&column.header).split(' ').any(code)
}

fn is_set_aside(column: &Column) -> bool {
    matches!(column.role, Role::Region | Role::Period | Role::Identifying | Role::Id) || is_code(column)
}

/// Whether a header is of what amounts are divided by, though numbers may stand there.
fn names_parts(header: &str) -> bool {
    is_area(header) || AREAS.contains(&fold(header).as_str())
}

/// Whether a column holds numbers that can be amounts.
pub fn can_be_amount(column: &Column) -> bool {
    let coded = || fold(&column.header).split(' ').any(|word| word.ends_with("kod"));
    is_number(column) && !is_set_aside(column) && !names_parts(&column.header) && !coded()
}

/// Whether a column of a ledger, in which another is called an amount, holds codes of who or what the rows are of: whole
/// numbers that stand again and again, under a header that says neither money nor what is counted, such as `Företag`.
pub fn is_code_beside(column: &Column, columns: &[Column]) -> bool {
    let named = |other: &Column| can_be_amount(other) && says_money(&other.header);
    let times: u64 = column.levels.iter().map(|(_, times)| times).sum();
    let again = column.levels.len() == 1 || column.levels.len() as u64 * 2 <= times;
    let says = says_money(&column.header) || is_counted(&column.header) || is_general(&column.header);
    column.r#type == ColumnType::Integer
        && column.role == Role::Ignored
        && column.spread.is_none()
        && again
        && !says
        && columns.iter().any(is_code)
        && columns.iter().any(named)
}

/// Whether codes that tell rows apart stand in a column, such as those of accounts and vouchers: the rows are summed.
pub fn is_code_of_row(column: &Column) -> bool {
    let place = matches!(column.role, Role::Region | Role::Period) || names_region(&column.header);
    !place && !divides(column, true) && (is_code(column) || is_number(column) && !can_be_amount(column))
}

/// Whether hours and minutes stand in a column: `1037:30`.
pub fn are_hours(column: &Column) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let hours = |text: &String| {
        text.split_once(':').is_some_and(|(hours, minutes)| digits(hours) && digits(minutes) && minutes.len() == 2)
    };
    !column.samples.is_empty() && column.samples.iter().all(hours)
}

/// Whether the levels of a column divide the amounts; `placed` where another names the regions.
pub fn divides(column: &Column, placed: bool) -> bool {
    let words = matches!(
        column.r#type,
        ColumnType::Category | ColumnType::Text | ColumnType::Ordinal | ColumnType::YesNo | ColumnType::Code
    );
    (words || names_parts(&column.header))
        && !is_set_aside(column)
        && !are_hours(column)
        && column.spread.is_none()
        && !repeats_keys(column, placed)
}

/// Headers that say that an amount stands under them, but not of what.
pub fn is_general(header: &str) -> bool {
    let general = [
        "",
        "belopp",
        "varde",
        "value",
        "amount",
        "kostnad",
        "kostnader",
        "cost",
        "utfall",
        "summa",
        "kronor",
        "kr",
        "tkr",
        "mnkr",
        "antal",
        "count",
        "antal arsarbetare",
        "arsarbetare",
        "heltidstjanster",
        "tjanster",
        "fte",
    ];
    general.contains(&roles::bare(header).as_str())
}

/// Folded levels that say of what kind an amount is: amounts of two kinds are never summed.
#[rustfmt::skip]
const KINDS: &[&str] = &[
    "utfall", "bokslut", "budget", "prognos", "actual", "forecast", "debet", "kredit", "debit", "credit", "kostnad",
    "kostnader", "intakt", "intakter", "netto", "brutto", "anstallda", "antal anstallda", "arsarbetare", "arsanstallda",
    "helarsarbetare", "heltidstjanster",
];

/// Whether the levels of a column say of what kind the amounts are: outcome or budget, in which prices, up to when they are
/// accumulated, persons or posts.
pub fn holds_kinds(column: &Column) -> bool {
    let levels = || column.levels.iter().map(|(level, _)| level.as_str());
    let kind = |level: &&str| {
        let folded = fold(level);
        let words = folded.trim_end_matches(|sign: char| sign.is_ascii_digit() || sign == ' ');
        KINDS.contains(&words) || folded.ends_with(" priser") || folded.ends_with(" prices")
    };
    levels().nth(1).is_some()
        && (levels().filter(kind).nth(1).is_some()
            || says_accumulated(&column.header)
            || column.role == Role::Measure && are_apart(&levels().collect::<Vec<_>>()))
}

/// Whether an amount of a kind is what is meant where no kind is said.
pub fn is_main_kind(level: &str) -> bool {
    ["utfall", "actual", "lopande priser", "running prices", "dec", "december"].contains(&fold(level).as_str())
}

/// Whether a level is a part of another that stands beside: `varav läkemedel`.
pub fn is_of_which(level: &str) -> bool {
    ["varav ", "darav ", "of which "].iter().any(|word| fold(level).starts_with(word))
}

/// What a column of amounts is called: in a wide table without its period or region.
pub fn header(column: &Column) -> &str {
    match column.spread {
        Some(_) => column.measure.as_deref().unwrap_or_default(),
        None => &column.header,
    }
}

/// Whether headers name amounts of several kinds, such as `Kostnad` and `Intäkt`, rather than parts of one: `Primärvård`
/// and `Psykiatri`, `Antal kvinnor` and `Antal män`.
pub fn are_apart(headers: &[&str]) -> bool {
    let mut names: Vec<String> = headers.iter().map(|header| roles::bare(header)).collect();
    names.sort();
    names.dedup();
    let kind =
        |name: &String| is_general(name) || is_counted(name) || says_money(name) || KINDS.contains(&name.as_str());
    let firsts = || names.iter().filter_map(|name| name.split_once(' ')).map(|(first, _)| first);
    let same = firsts().count() == names.len() && firsts().all(|first| firsts().next() == Some(first));
    let counts = firsts().next().is_none_or(|first| first == "antal");
    let levels = || {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        Dimension::in_names(&names).is_some()
    };
    names.len() > 1 && names.iter().any(kind) && (counts || !same) && !levels()
}

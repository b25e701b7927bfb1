//! Bands such as `1-5` that a spreadsheet turned into dates: `01-maj`, `2024-01-05`, `jan-44`.

use super::reading::Column;
use crate::vocabulary::fold::fold;
use crate::vocabulary::period::{Grain, Period};

/// Two numbers with a line between, the second larger.
fn is_band(text: &str) -> bool {
    let number = |text: &str| text.trim().parse::<u8>().ok();
    let ends = text.split_once(['-', '–']).and_then(|(from, to)| number(from).zip(number(to)));
    ends.is_some_and(|(from, to)| from < to)
}

/// A day or a month, with its year or without.
fn is_date(text: &str) -> bool {
    let digits = |text: &str| text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let month = |text: &str| text.starts_with(char::is_alphabetic) && Period::year(2020).part(text).is_some();
    let parts = text.split_once(['-', '/', ' ']);
    let short = parts.is_some_and(|(one, other)| (digits(one) && month(other)) || (month(one) && digits(other)));
    short || Period::parse(text).is_some_and(|period| matches!(period.grain(), Grain::Day | Grain::Month))
}

/// How many cells hold dates among bands: two other bands at least, or one under a header of ages.
pub fn dates_among_bands(column: &Column) -> u64 {
    let ages = fold(&column.header).split(' ').any(|word| word.starts_with("alder") || word == "age");
    let bands = column.levels.iter().filter(|(text, _)| is_band(text)).count();
    let dates = column.levels.iter().filter(|(text, _)| is_date(text)).map(|(_, times)| times).sum();
    if bands + usize::from(ages) > 1 { dates } else { 0 }
}

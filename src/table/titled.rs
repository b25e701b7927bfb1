//! The period that the lines above a table, or its sheet, say that all of its figures are of.

use super::labels::is_note;
use super::roles::{is_general, period_in, title_unit};
use super::spread::LAST;
use crate::vocabulary::fold::fold;
use crate::vocabulary::period::{Grain, Period};
use crate::vocabulary::share::{says_change, says_no_sum, says_prices};

/// The first year of which anybody compares regions.
const FIRST: i16 = 1990;

/// Folded beginnings of words of lines that are about the file or the report and not about its figures.
const ABOUT: [&str; 14] = [
    "arsrapport",
    "lagesrapport",
    "arsbok",
    "uttag",
    "skapa",
    "publicer",
    "utskriv",
    "hamta",
    "uppdater",
    "andra",
    "framtag",
    "version",
    "rapport",
    "created",
];

/// Whether words are about the file or the report and not about its figures: `Uttagsdatum`.
pub fn is_about_file(words: &str) -> bool {
    let folded = fold(words);
    // What is published again each year, of the years before.
    ["oppna jamforelser", "i siffror"].iter().any(|report| folded.contains(report))
        || folded.split(' ').any(|word| ABOUT.iter().any(|begin| word.starts_with(begin)))
}

/// The only period of a title; nothing where its lines name several years, or none that can be read.
fn of_title(title: &[String]) -> Option<Period> {
    let mut found = None;
    for line in title.iter().filter(|line| !is_note(line) && !is_about_file(line)) {
        let years = line.split(|sign: char| !sign.is_ascii_digit()).filter(|digits| digits.len() == 4);
        let years: Vec<i16> = years.filter_map(|year| year.parse().ok()).filter(|year| *year >= FIRST).collect();
        let Some((least, most)) = years.iter().min().zip(years.iter().max()) else { continue };
        let (period, rest) = period_in(line)?;
        // A day is when something else was done, unless the figures are as of it: `per 2024-03-31`.
        let as_of = |pair: &[&str]| matches!(pair, [per, day] if fold(per) == "per" && Period::parse(day.trim_matches([',', '.', ')'])) == Some(period));
        if period.grain() == Grain::Day && !line.split_whitespace().collect::<Vec<_>>().windows(2).any(as_of) {
            continue;
        }
        let whole = period.years().0 <= *least && (*most..=LAST).contains(&period.years().1);
        let other = says_change(&rest) && !is_beside_nation(line, period)
            || says_prices(&rest)
            || found.is_some_and(|found| found != period);
        if !whole || other {
            return None;
        }
        found = Some(period);
    }
    found
}

/// Whether words of how far figures lie apart are of places in a period, not of periods: `Avvikelse från riket 2024`, not
/// `Avvikelse från 2023`.
fn is_beside_nation(line: &str, period: Period) -> bool {
    let folded = fold(line);
    let words: Vec<&str> = folded.split(' ').collect();
    let since =
        |pair: &[&str]| matches!(pair, ["sedan" | "fran" | "mot" | "med", year] if Period::parse(year).is_some());
    period.grain() != Grain::Years && words.iter().any(|word| word.starts_with("rik")) && !words.windows(2).any(since)
}

/// The line of a title that figures without a name are called by: the first, but where that is about a database or whose the
/// file is, and says no measure, the line that does.
pub fn measure_of(title: &[String]) -> Option<&str> {
    const SOURCES: [&str; 5] = ["kolada", "socialstyrelsen", "scb", "skr", "folkhalsomyndigheten"];
    let named = |line: &&str| !line.is_empty() && !line.starts_with('#') && !is_note(line);
    let mut lines = title.iter().map(|line| line.trim()).filter(named);
    let first = lines.next()?;
    let says = |line: &&str| {
        let counts = matches!(fold(line).split(' ').next(), Some("antal" | "number"));
        (counts || says_no_sum(line) || title_unit(line).is_some()) && !is_general(line)
    };
    let folded = fold(first);
    let about = folded.starts_with("region ")
        || folded.split(' ').any(|word| word.contains("databas") || SOURCES.contains(&word));
    Some(if about && !says(&first) { lines.find(says).unwrap_or(first) } else { first })
}

/// The period of a title, else that of a sheet that is called by one.
pub fn period_of(title: &[String], sheet: Option<&str>) -> Option<Period> {
    of_title(title).or_else(|| sheet.and_then(Period::parse))
}

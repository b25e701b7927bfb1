//! The period that the lines above a table, or its sheet, say that all of its figures are of.

use super::labels::is_note;
use super::roles::period_in;
use super::spread::LAST;
use crate::vocabulary::fold::fold;
use crate::vocabulary::period::{Grain, Period};
use crate::vocabulary::share::{says_change, says_prices};

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

/// The only period of a title; nothing where its lines name several years, or none that can be read.
fn of_title(title: &[String]) -> Option<Period> {
    let about = |line: &str| {
        let line = fold(line);
        // What is published again each year, of the years before.
        ["oppna jamforelser", "i siffror"].iter().any(|report| line.contains(report))
            || line.split(' ').any(|word| ABOUT.iter().any(|it| word.starts_with(it)))
    };
    let mut found = None;
    for line in title.iter().filter(|line| !is_note(line) && !about(line)) {
        let years = line.split(|sign: char| !sign.is_ascii_digit()).filter(|digits| digits.len() == 4);
        let years: Vec<i16> = years.filter_map(|year| year.parse().ok()).filter(|year| *year >= FIRST).collect();
        let Some((least, most)) = years.iter().min().zip(years.iter().max()) else { continue };
        let (period, rest) = period_in(line)?;
        if period.grain() == Grain::Day {
            continue;
        }
        let whole = period.years().0 == *least && (*most..=LAST).contains(&period.years().1);
        let other = says_change(&rest) || says_prices(&rest) || found.is_some_and(|found| found != period);
        if !whole || other {
            return None;
        }
        found = Some(period);
    }
    found
}

/// The period of a title, else that of a sheet that is called by one.
pub fn period_of(title: &[String], sheet: Option<&str>) -> Option<Period> {
    of_title(title).or_else(|| sheet.and_then(Period::parse))
}

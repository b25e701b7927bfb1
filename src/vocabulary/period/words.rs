//! Reads periods as people write them.

use super::calendar::days_in_month;
use super::{Period, undressed};

const MONTHS: [&[&str]; 12] = [
    &["jan", "januari", "january"],
    &["feb", "februari", "february"],
    &["mar", "mars", "march"],
    &["apr", "april"],
    &["maj", "may"],
    &["jun", "juni", "june"],
    &["jul", "juli", "july"],
    &["aug", "augusti", "august"],
    &["sep", "sept", "september"],
    &["okt", "oktober", "oct", "october"],
    &["nov", "november"],
    &["dec", "december"],
];

/// Reads one period or a stretch between two.
pub(super) fn read(text: &str) -> Option<Period> {
    let lower = text.to_lowercase();
    if let Some(rest) = ["läsåret", "läsår", "lasaret", "lasar", "lå "].iter().find_map(|word| lower.strip_prefix(word))
    {
        return school_year(rest.trim());
    }
    const TO: &str = "till och med";
    const ROLLING: [&str; 10] =
        ["r12", "rullande", "senaste", "12", "tolv", "mån", "månader", "månaderna", "t.o.m.", "tom"];
    let words = || lower.split_whitespace().map(|word| word.trim_matches(['(', ')', ',', ':']));
    let until = || ["t.o.m.", "tom ", TO].iter().any(|until| lower.contains(until));
    let rolling = words().any(|word| matches!(word, "r12" | "rullande" | "senaste"));
    if rolling || lower.starts_with("12 mån") && until() {
        let rest: Vec<&str> = words().filter(|word| !ROLLING.contains(word)).collect();
        return year_to(read(rest.join(" ").trim_start_matches(TO).trim_start())?);
    }
    let means = ["medelvärde ", "medel ", "treårsmedel "];
    let text = means.iter().find_map(|word| lower.strip_prefix(word)).unwrap_or(text);
    single(text).or_else(|| short_years(text)).or_else(|| stretch(text))
}

impl Period {
    /// From the first day of the year to the last of this, where it is no longer than that.
    pub fn since_new_year(self) -> Period {
        let start = (self.end.0, 1, 1);
        // The first week may begin in December.
        if self.start > start || self.days() < 8 { Period { start, ..self } } else { self }
    }
}

/// The twelve months that end with a period, or with the last day of a month.
fn year_to(last: Period) -> Option<Period> {
    let (year, month, day) = last.end();
    let whole = last.whole_months().is_some() || day == days_in_month(year, month);
    let first = if month == 12 { (year, 1) } else { (year.checked_sub(1)?, month + 1) };
    Period::months(first, (year, month)).filter(|_| whole)
}

/// A plausible year.
fn year(text: &str) -> Option<i16> {
    let plain = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| plain && (1749..=2149).contains(year))
}

/// A year in two digits: 50–99 belong to the last century.
fn short_year(text: &str) -> Option<i16> {
    let plain = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let short: i16 = text.parse().ok().filter(|_| plain)?;
    Some(if short >= 50 { 1900 + short } else { 2000 + short })
}

fn any_year(text: &str) -> Option<i16> {
    year(text).or_else(|| short_year(text))
}

fn small(text: &str) -> Option<u8> {
    text.parse().ok().filter(|_| text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit()))
}

fn month_word(word: &str) -> Option<u8> {
    let place = MONTHS.iter().position(|names| names.contains(&word));
    u8::try_from(place?).ok().map(|place| place + 1)
}

/// One period without a range.
fn single(text: &str) -> Option<Period> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits(text);
    }
    if let Some(found) = date(text) {
        return Some(found);
    }
    let folded = undressed(text);
    let parts: Vec<&str> = parts(&folded);
    match parts.as_slice() {
        [only] => year(only).map(Period::year),
        [first, second] => {
            // `2023 01` came from `2023-01`, `01 2023` from `01/2023`; neither is written with a space.
            let (year_part, month_part) = if first.len() == 4 { (first, second) } else { (second, first) };
            if let (Some(year), Some(month), 2) = (year(year_part), small(month_part), month_part.len()) {
                return if text.contains(['-', '/', ':', '_']) { Period::month(year, month) } else { None };
            }
            named(first, second).or_else(|| named(second, first))
        }
        [first, part, last] if ordinal(first).is_some() => numbered(year(last)?, part, ordinal(first)?),
        // `1:a halvåret 2023`.
        [number, "a" | "e", part, last] => numbered(year(last)?, part, small(number)?),
        [first, letter, second] => {
            let (y, letter, n) = match (year(first), year(second)) {
                (Some(found), _) => (found, *letter, small(second)?),
                (None, Some(found)) if small(letter).is_some() => (found, *first, small(letter)?),
                (None, Some(found)) => {
                    let number = small(first)?;
                    return match month_word(letter) {
                        Some(month) => Period::day(found, month, number),
                        None => numbered(found, letter, number),
                    };
                }
                (None, None) => (short_year(second)?, *first, small(letter)?),
            };
            numbered(y, letter, n)
        }
        _ => None,
    }
}

/// Splits at spaces and between letters and digits: `2023k2` → `2023`, `k`, `2`.
fn parts(folded: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for word in folded.split(' ') {
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let kind = first.is_ascii_digit();
            let end = rest.find(|c: char| c.is_ascii_digit() != kind).unwrap_or(rest.len());
            let (part, after) = rest.split_at(end);
            found.push(part);
            rest = after;
        }
    }
    found
}

/// `2024`, `202401`, `20240131`.
fn digits(text: &str) -> Option<Period> {
    match text.len() {
        4 => year(text).map(Period::year),
        6 => Period::month(year(text.get(..4)?)?, small(text.get(4..)?)?),
        8 => Period::day(year(text.get(..4)?)?, small(text.get(4..6)?)?, small(text.get(6..)?)?),
        _ => None,
    }
}

/// A word and a year: `januari 2023`, `våren 2018`.
fn named(word: &str, any: &str) -> Option<Period> {
    let year = any_year(any)?;
    if let Some(month) = month_word(word) {
        return Period::month(year, month);
    }
    match word {
        "varen" | "var" | "vt" | "vartermin" | "varterminen" | "spring" => Period::months((year, 1), (year, 6)),
        "hosten" | "host" | "ht" | "hosttermin" | "hostterminen" | "autumn" => Period::months((year, 7), (year, 12)),
        _ => None,
    }
}

/// `första`, `andra`: which quarter or half of a year.
fn ordinal(word: &str) -> Option<u8> {
    let words = [["forsta", "first"], ["andra", "second"], ["tredje", "third"], ["fjarde", "fourth"]];
    (1..).zip(words).find(|(_, words)| words.contains(&word)).map(|(number, _)| number)
}

/// A letter with a number in a year: `k 2`, `q 2`, `m 01`, `v 7`, `w 07`, `h 1`.
fn numbered(year: i16, letter: &str, number: u8) -> Option<Period> {
    match letter {
        "k" | "q" | "kv" | "kvartal" | "kvartalet" | "quarter" => Period::quarter(year, number),
        "m" | "manad" | "month" => Period::month(year, number),
        "w" | "v" | "vecka" | "week" => Period::week(year, number),
        "t" | "tertial" | "tertialet" => {
            let first = number.checked_sub(1)?.checked_mul(4)?.checked_add(1)?;
            Period::months((year, first), (year, first.checked_add(3)?))
        }
        "h" | "halvar" | "halvaret" | "hy" => match number {
            1 => Period::months((year, 1), (year, 6)),
            2 => Period::months((year, 7), (year, 12)),
            _ => None,
        },
        _ => None,
    }
}

/// `2024-01-31`, with or without time, `2024/01/31`, `31/1 2024`, `31.1.2024`.
fn date(text: &str) -> Option<Period> {
    let day = match text.as_bytes().get(10) {
        Some(b' ' | b'T') if text.get(11..).is_some_and(|time| time.contains(':')) => text.get(..10)?,
        _ => text,
    };
    let fields: Vec<&str> = day.split(['-', '/', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let [first, second, third] = fields.as_slice() else { return None };
    match (year(first), year(third)) {
        (Some(year), None) => Period::day(year, small(second)?, small(third)?),
        // `31/1-2024`, but not `31-1-2024`.
        (None, Some(year)) if !day.contains('-') || day.contains('/') => {
            Period::day(year, small(second)?, small(first)?)
        }
        _ => None,
    }
}

/// `2022/23` is a school year; `2021-24` four years.
fn short_years(text: &str) -> Option<Period> {
    if let Some((first, _)) = text.split_once('/').filter(|(_, last)| last.len() == 2) {
        year(first)?;
        return school_year(text);
    }
    let (first, last) = text.split_once(['-', '–'])?;
    let (first, last) = (year(first.trim())?, short_year(last.trim())?);
    (last > first).then(|| Period::span(Period::year(first), Period::year(last))).flatten()
}

/// From August to June: the school year of Skolförordningen (2011:185), chapter 3, section 2.
fn school_year(text: &str) -> Option<Period> {
    let (first, last) = text.split_once(['/', '-', '–'])?;
    let (first, last) = (any_year(first.trim())?, any_year(last.trim())?);
    (last == first.checked_add(1)?).then(|| Period::months((first, 8), (last, 6))).flatten()
}

/// Two periods with a sign or word between them; what one of them lacks is the year of the other: `jan–mar 2024`,
/// `2024 K1–K2`, `kv 1–3 2024`.
fn stretch(text: &str) -> Option<Period> {
    for sign in ["--", "–", "—", "/", "-", " till ", " t.o.m. ", " tom "] {
        for (at, _) in text.match_indices(sign) {
            let (Some(first), Some(last)) = (text.get(..at), text.get(at + sign.len()..)) else { continue };
            let (first, last) = (first.trim(), last.trim());
            let within = |part: &str, other: Period| single(&format!("{part} {}", other.years().0));
            // What stands before the first number stands for the second one too.
            let lettered = first.trim_end_matches(|sign: char| sign.is_ascii_digit());
            let letters = lettered.rsplit(|sign: char| sign.is_ascii_digit()).next().unwrap_or_default();
            let repeated = last.starts_with(|sign: char| sign.is_ascii_digit()) && lettered.len() < first.len();
            let alike = format!("{letters}{last}");
            let last = if repeated && single(last).is_none() && !letters.trim().is_empty() { &alike } else { last };
            let both = match (single(first), single(last)) {
                (Some(start), Some(end)) => Some((start, end)),
                (None, Some(end)) => within(first, end).map(|start| (start, end)),
                (Some(start), None) => within(last, start).map(|end| (start, end)),
                (None, None) => None,
            };
            if let Some((start, end)) = both {
                return Period::span(start, end).filter(|span| span.start() < end.start());
            }
        }
    }
    None
}

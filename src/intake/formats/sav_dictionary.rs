//! The dictionary of SPSS system files: variables, labels of values, values kept apart, encoding.

use super::bytes::Bytes;
use super::cases::{Labels, Variable, shortest};
use super::declared::UserMissing;
use super::sav::{Header, weights};
use super::{calendar, encoding};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Where a variable stands in a case.
pub struct Place {
    /// Whether it is a text.
    pub is_text: bool,
    /// Its parts: how many elements each, and how much of the text so far is kept after it.
    pub segments: Vec<(usize, usize)>,
}

/// What stands before the data.
pub struct Dictionary {
    /// The variables.
    pub variables: Vec<Variable>,
    /// Where they stand in a case.
    pub places: Vec<Place>,
    /// The encoding of all texts.
    pub encoding: &'static str,
    /// What the file is about.
    pub title: Option<String>,
    /// Where the data begin.
    pub data: usize,
}

/// A variable as it stands, before the encoding is known.
struct Raw<'a> {
    /// Its place among the elements of a case, from 1.
    at: usize,
    width: usize,
    name: &'a [u8],
    label: &'a [u8],
    missing: Vec<[u8; 8]>,
    is_range: bool,
    format: u8,
    labels: Option<usize>,
}

/// Pairs of value and label, as they stand.
type Pairs<'a> = Vec<(&'a [u8], &'a [u8])>;

#[derive(Default)]
struct Records<'a> {
    variables: Vec<Raw<'a>>,
    labels: Vec<Pairs<'a>>,
    names: &'a [u8],
    long: &'a [u8],
    /// Of each variable: level of measurement and how it is shown, in two or three numbers.
    display: Vec<i32>,
    encoding: Option<&'static str>,
    page: Option<i32>,
    long_labels: Vec<(&'a [u8], Pairs<'a>)>,
}

/// The level of measurement of values that have an order.
const ORDINAL: i32 = 2;

/// Reads the dictionary; `None` where it is broken.
pub fn dictionary(header: &Header<'_>) -> Option<Dictionary> {
    let mut at = header.bytes;
    let mut records = Records::default();
    let mut places: Vec<Option<usize>> = Vec::new();
    loop {
        match at.i32()? {
            2 => variable(&mut at, &mut records, &mut places)?,
            3 => value_labels(&mut at, &mut records, &places)?,
            6 => {
                let lines = at.length()?;
                at.take(lines.checked_mul(80)?)?;
            }
            7 => extension(&mut at, &mut records)?,
            999 => break,
            _ => return None,
        }
    }
    at.i32()?;
    let title = header.bytes.at(TITLE).take(64).unwrap_or_default();
    Some(settle(records, header, title, at.place()))
}

/// Where the file's own label stands.
const TITLE: usize = 109;

fn padded(length: usize, to: usize) -> usize {
    length.next_multiple_of(to)
}

fn variable<'a>(at: &mut Bytes<'a>, records: &mut Records<'a>, places: &mut Vec<Option<usize>>) -> Option<()> {
    let width = at.i32()?;
    let has_label = at.i32()? == 1;
    let missing = at.i32()?;
    let format = at.u32()?.to_le_bytes()[2];
    at.u32()?;
    let name = at.take(8)?;
    let label = if has_label {
        let length = at.length()?;
        let label = at.take(padded(length, 4))?;
        label.get(..length)?
    } else {
        &[]
    };
    let mut values = Vec::new();
    for _ in 0..missing.unsigned_abs().min(3) {
        values.push(<[u8; 8]>::try_from(at.take(8)?).ok()?);
    }
    // What follows a wide text are its further elements.
    let Ok(width) = usize::try_from(width) else {
        places.push(None);
        return Some(());
    };
    places.push(Some(records.variables.len()));
    let (at, is_range) = (places.len(), missing < 0);
    records.variables.push(Raw { at, width, name, label, missing: values, is_range, format, labels: None });
    Some(())
}

fn value_labels<'a>(at: &mut Bytes<'a>, records: &mut Records<'a>, places: &[Option<usize>]) -> Option<()> {
    let mut pairs = Vec::new();
    for _ in 0..at.length()? {
        let value = at.take(8)?;
        let length = usize::from(at.u8()?);
        let label = at.take(padded(length + 1, 8) - 1)?;
        pairs.push((value, label.get(..length)?));
    }
    (at.i32()? == 4).then_some(())?;
    for _ in 0..at.length()? {
        let place = at.length()?.checked_sub(1)?;
        let named = places.get(place).copied().flatten().and_then(|named| records.variables.get_mut(named));
        if let Some(variable) = named {
            variable.labels = Some(records.labels.len());
        }
    }
    records.labels.push(pairs);
    Some(())
}

fn extension<'a>(at: &mut Bytes<'a>, records: &mut Records<'a>) -> Option<()> {
    let (kind, size, count) = (at.i32()?, at.length()?, at.length()?);
    let mut inside = *at;
    let content = at.take(size.checked_mul(count)?)?;
    match kind {
        3 => {
            inside.take(28)?;
            records.page = inside.i32();
        }
        11 => records.display = std::iter::from_fn(|| inside.i32()).take(content.len() / 4).collect(),
        13 => records.names = content,
        14 => records.long = content,
        20 => records.encoding = known_encoding(&String::from_utf8_lossy(content)),
        21 => {
            let end = inside.place() + content.len();
            while inside.place() < end {
                let length = inside.length()?;
                let name = inside.take(length)?;
                inside.i32()?;
                let mut pairs = Vec::new();
                for _ in 0..inside.length()? {
                    let (length, mut pair) = (inside.length()?, [&[][..]; 2]);
                    pair[0] = inside.take(length)?;
                    let length = inside.length()?;
                    pair[1] = inside.take(length)?;
                    pairs.push((pair[0], pair[1]));
                }
                records.long_labels.push((name, pairs));
            }
        }
        _ => {}
    }
    Some(())
}

fn known_encoding(name: &str) -> Option<&'static str> {
    Some(match name.trim().to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" | "unicode" | "us-ascii" => "utf-8",
        "iso-8859-15" | "latin9" => "iso-8859-15",
        "iso-8859-1" | "latin1" => "iso-8859-1",
        "macintosh" | "macroman" => "macintosh",
        "cp850" | "ibm850" | "cp437" => "ibm850",
        "windows-1252" | "cp1252" | "1252" => "windows-1252",
        _ => return None,
    })
}

/// Pairs `SHORT=long`, as records 13 and 14 hold them.
fn pairs(content: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    content.split(|byte| matches!(byte, b'\t' | 0)).filter_map(|pair| {
        let at = pair.iter().position(|byte| *byte == b'=')?;
        Some((pair.get(..at)?.trim_ascii(), pair.get(at + 1..)?.trim_ascii()))
    })
}

/// Puts variables together from the records.
fn settle(records: Records<'_>, header: &Header<'_>, title: &[u8], data: usize) -> Dictionary {
    let by_page = records.page.and_then(|page| match page {
        65001 => Some("utf-8"),
        1252 => Some("windows-1252"),
        28591 => Some("iso-8859-1"),
        28605 => Some("iso-8859-15"),
        10000 => Some("macintosh"),
        437 | 850 => Some("ibm850"),
        _ => None,
    });
    let guessed = || {
        let all: Vec<u8> = records.variables.iter().flat_map(|it| it.label).copied().collect();
        if std::str::from_utf8(&all).is_ok() { "utf-8" } else { "windows-1252" }
    };
    let encoding = records.encoding.or(by_page).unwrap_or_else(guessed);
    let text = |bytes: &[u8]| encoding::text_of(bytes, encoding, false).trim_matches([' ', '\0']).to_owned();
    let is_big = header.bytes.is_big();
    let number = |bytes: &[u8]| Bytes::new(bytes, is_big).f64().unwrap_or(f64::NAN);
    let value = |bytes: &[u8], width: usize| if width == 0 { shortest(number(bytes)) } else { text(bytes) };
    let names: BTreeMap<&[u8], &[u8]> = pairs(records.names).collect();
    let widths: BTreeMap<&[u8], usize> =
        pairs(records.long).filter_map(|(name, width)| Some((name, text(width).parse().ok()?))).collect();
    let long_labels: BTreeMap<&[u8], &Pairs<'_>> =
        records.long_labels.iter().map(|(name, pairs)| (name.trim_ascii(), pairs)).collect();
    let mut built: BTreeMap<(usize, bool), Rc<Labels>> = BTreeMap::new();
    let (mut variables, mut places) = (Vec::new(), Vec::new());
    let mut raw = records.variables.iter().enumerate();
    let shown = records.display.len().checked_div(records.variables.len()).unwrap_or(0);
    while let Some((at, first)) = raw.next() {
        let short = first.name.trim_ascii();
        let name = names.get(short).copied().unwrap_or(short);
        let is_text = first.width > 0;
        let mut segments = vec![(first.width.div_ceil(8).max(1), first.width)];
        // A very long text is kept as several of 255 bytes.
        if let Some(width) = widths.get(short).copied().filter(|width| *width > 255) {
            let mut kept = first.width;
            for _ in 1..width.div_ceil(252) {
                let Some((_, next)) = raw.next() else { break };
                kept = (kept + next.width).min(width);
                segments.push((next.width.div_ceil(8).max(1), kept));
            }
        }
        let labels = match (first.labels, long_labels.get(name).or_else(|| long_labels.get(short))) {
            (Some(at), _) => built
                .entry((at, is_text))
                .or_insert_with(|| {
                    let pairs = records.labels.get(at).map(Vec::as_slice).unwrap_or_default();
                    Labels::new(pairs.iter().map(|(known, label)| (value(known, first.width), text(label))))
                })
                .clone(),
            (None, Some(pairs)) => Labels::new(pairs.iter().map(|(known, label)| (text(known), text(label)))),
            (None, None) => Rc::default(),
        };
        let mut missing = Vec::new();
        let mut alone = first.missing.as_slice();
        if let (true, [low, high, rest @ ..]) = (first.is_range, alone) {
            missing.push(UserMissing::Range(number(low), number(high)));
            alone = rest;
        }
        missing.extend(alone.iter().map(|known| UserMissing::Value(value(known, first.width))));
        let variable = Variable {
            name: text(name),
            label: text(first.label),
            labels,
            missing,
            ordered: shown > 0 && records.display.get(at * shown) == Some(&ORDINAL),
            is_weight: false,
            calendar: if is_text { None } else { calendar_of(first.format) },
        };
        variables.push(weights(variable, i32::try_from(first.at).unwrap_or(0), header.weight));
        places.push(Place { is_text, segments });
    }
    let title = Some(text(title)).filter(|title| !title.is_empty());
    Dictionary { variables, places, encoding, title, data }
}

/// SPSS counts seconds since 1582-10-14, the day before the Gregorian calendar began.
const FIRST_DAY: f64 = -141_428.0;

fn days(seconds: f64) -> f64 {
    (seconds / 86_400.0).floor() + FIRST_DAY
}

/// How a print format writes days and moments.
fn calendar_of(format: u8) -> Option<fn(f64) -> Option<String>> {
    match format {
        20 | 23 | 24 | 38 | 39 => Some(|seconds| calendar::day(days(seconds))),
        22 | 41 => Some(|seconds| calendar::moment(seconds + FIRST_DAY * 86_400.0)),
        28 => Some(|seconds| calendar::month(days(seconds))),
        29 => Some(|seconds| calendar::quarter(days(seconds))),
        30 => Some(|seconds| calendar::day(days(seconds))),
        _ => None,
    }
}

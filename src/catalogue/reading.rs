//! Reads the catalogue's text strictly: an unknown word is an error that names the place and the nearest known word.

use crate::error::{Error, ErrorCode};
use crate::vocabulary::direction::Direction;
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};

const METHODS: &[&str] = &["as_published"];
const LIKE: f64 = 0.7;

/// Reads a named JSON text.
pub(crate) fn json<T: DeserializeOwned>((file, text): (&str, &str)) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| {
        let detail = error.to_string();
        let invalid = Error::new(ErrorCode::CatalogueInvalid).with("file", file).with("detail", &detail);
        match nearest_in_message(&detail) {
            Some(word) => invalid.with("nearest", word),
            None => invalid,
        }
    })
}

/// An error about the indicator `id` in a named text, with its line.
pub(crate) fn invalid(file: &str, text: &str, id: &str, what: &str) -> Error {
    let quoted = format!("\"{id}\"");
    let line = text.lines().position(|line| line.contains("\"id\"") && line.contains(&quoted)).map_or(0, |at| at + 1);
    Error::new(ErrorCode::CatalogueInvalid)
        .with("file", file)
        .with("detail", format!("{id}: {what} at line {line} column 1"))
}

/// The word that is most like `word`, if one is like it at all.
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    known
        .map(|candidate| (strsim::normalized_damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= LIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}

/// In "unknown field `x`, expected one of `a`, `b`" the known word nearest to the first.
fn nearest_in_message(message: &str) -> Option<&str> {
    if !message.starts_with("unknown ") {
        return None;
    }
    let mut quoted = message.split('`').skip(1).step_by(2);
    let unknown = quoted.next()?;
    nearest(unknown, quoted)
}

/// A direction by its word.
pub(crate) fn direction<'de, D: Deserializer<'de>>(from: D) -> Result<Direction, D::Error> {
    let text = String::deserialize(from)?;
    Direction::parse(&text).ok_or_else(|| D::Error::unknown_variant(&text, &["higher", "lower", "none"]))
}

/// A registered method by its id.
pub(crate) fn method<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let text = String::deserialize(from)?;
    if METHODS.contains(&text.as_str()) { Ok(text) } else { Err(D::Error::unknown_variant(&text, METHODS)) }
}

/// A period.
pub(crate) fn period<'de, D: Deserializer<'de>>(from: D) -> Result<Period, D::Error> {
    let text = String::deserialize(from)?;
    Period::parse(&text).ok_or_else(|| D::Error::custom(format!("`{text}` is not a period")))
}

/// Periods.
pub(crate) fn periods<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Period>, D::Error> {
    let texts = Vec::<String>::deserialize(from)?;
    texts
        .iter()
        .map(|text| Period::parse(text).ok_or_else(|| D::Error::custom(format!("`{text}` is not a period"))))
        .collect()
}

/// A region or the nation.
pub(crate) fn region<'de, D: Deserializer<'de>>(from: D) -> Result<Region, D::Error> {
    let text = String::deserialize(from)?;
    Region::parse(&text).ok_or_else(|| D::Error::custom(format!("`{text}` is not a region")))
}

/// Regions.
pub(crate) fn regions<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Region>, D::Error> {
    let texts = Vec::<String>::deserialize(from)?;
    texts
        .iter()
        .map(|text| Region::parse(text).ok_or_else(|| D::Error::custom(format!("`{text}` is not a region"))))
        .collect()
}

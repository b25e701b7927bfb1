//! JSON-stat: dimensions by code and label, figures in row-major order. Version 2.0, and version 1 with its data set
//! one level down: <https://json-stat.org/full/>.

use super::cube::{Cube, Dimension, Item, shown};
use super::declared::Part;
use super::{Cell, Dialect, Format, Sink};
use crate::error::{Error, ErrorCode};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// More dimensions than any table has.
const MOST_DIMENSIONS: usize = 100;

fn broken() -> Error {
    Error::new(ErrorCode::FileBroken).with("format", "json-stat")
}

/// The file as JSON.
///
/// # Errors
/// Broken JSON.
pub fn parse(bytes: &[u8]) -> Result<Value, Error> {
    let bare = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    serde_json::from_slice(bare).map_err(|_| Error::new(ErrorCode::FileBroken).with("format", "json"))
}

/// The data set: the whole, or the first that stands in it.
fn data_set(whole: &Value) -> Option<&Map<String, Value>> {
    let is_set = |map: &&Map<String, Value>| map.contains_key("dimension") && map.contains_key("value");
    let whole = whole.as_object()?;
    Some(whole).filter(is_set).or_else(|| whole.values().filter_map(Value::as_object).find(is_set))
}

/// Whether the file holds a data set.
pub fn is_one(whole: &Value) -> bool {
    data_set(whole).is_some()
}

/// Finds the dimensions.
///
/// # Errors
/// Broken JSON; no dimensions.
pub fn recognise(whole: &Value, bom: bool) -> Result<Dialect, Error> {
    let set = data_set(whole).ok_or_else(broken)?;
    let cube = cube(set).ok_or_else(broken)?;
    let size = cube.size().ok_or_else(broken)?;
    let short = set.get("value").and_then(Value::as_array).is_some_and(|values| values.len() < size);
    Ok(Dialect {
        bom,
        title: cube.title.iter().cloned().collect(),
        open_end: short,
        ..Dialect::declared(Format::JsonStat, cube.columns())
    })
}

/// Passes one row a figure on. Where there is none, the status that says why stands in its place.
///
/// # Errors
/// Broken JSON; no dimensions.
pub fn read(bytes: &[u8], sink: &mut Sink<'_>) -> Result<(), Error> {
    let whole = parse(bytes)?;
    let set = data_set(&whole).ok_or_else(broken)?;
    let cube = cube(set).ok_or_else(broken)?;
    let status = set.get("status");
    let at = |list: Option<&'_ Value>, place: usize| -> Option<Value> {
        match list? {
            Value::Array(all) => all.get(place).cloned(),
            Value::Object(all) => all.get(&place.to_string()).cloned(),
            Value::String(all) => Some(Value::String(all.clone())),
            _ => None,
        }
    };
    let values = set.get("value");
    // Figures by place leave out those that are missing, but no more than the file can mean.
    let count = match values {
        Some(Value::Array(all)) => all.len(),
        Some(Value::Object(all)) => all.len().saturating_mul(MOST_SPARSE).saturating_add(MOST_SPARSE),
        _ => return Err(broken()),
    };
    let count = count.min(cube.size().ok_or_else(broken)?);
    let cell = |place: usize| match at(values.filter(|_| place < count), place) {
        Some(Value::Number(number)) => Cell { number: number.as_f64(), text: Cow::Owned(plain(&number)) },
        Some(Value::String(text)) => Cell::text(text),
        _ => match at(status, place) {
            Some(Value::String(mark)) if is_mark(&mark) => Cell::text(mark),
            _ => Cell::text(""),
        },
    };
    cube.read((0..count).map(cell), sink);
    Ok(())
}

/// How many figures there may be for each that a sparse data set holds.
const MOST_SPARSE: usize = 10_000;

/// Whether a status says why there is no figure, rather than how good the figure is.
fn is_mark(status: &str) -> bool {
    let known = matches!(status, "x" | "X" | "c" | "s");
    known || (!status.is_empty() && status.chars().count() <= 6 && !status.chars().any(char::is_alphanumeric))
}

/// The number without an empty decimal.
pub(super) fn plain(number: &serde_json::Number) -> String {
    let text = number.to_string();
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

fn cube(set: &Map<String, Value>) -> Option<Cube> {
    let dimension = set.get("dimension")?;
    let beside = |key: &str| set.get(key).or_else(|| dimension.get(key));
    let role = |id: &str| {
        let has = |kind: &str| {
            let ids = beside("role").and_then(|roles| roles.get(kind)).and_then(Value::as_array);
            ids.is_some_and(|ids| ids.iter().any(|known| known.as_str() == Some(id)))
        };
        match () {
            () if has("time") => Part::Time,
            () if has("geo") => Part::Place,
            () if has("metric") => Part::Measure,
            () => Part::Dimension,
        }
    };
    let ids: Vec<&str> = beside("id")?.as_array()?.iter().filter_map(Value::as_str).collect();
    let sizes = beside("size")?.as_array()?;
    if ids.is_empty() || ids.len() != sizes.len() || ids.len() > MOST_DIMENSIONS {
        return None;
    }
    let mut dimensions = Vec::new();
    let mut unit = None;
    for (id, size) in ids.iter().zip(sizes) {
        let about = dimension.get(*id)?;
        let category = about.get("category")?;
        let codes = codes(category).filter(|codes| Some(codes.len() as u64) == size.as_u64())?;
        let label = |code: &str| category.get("label").and_then(|labels| labels.get(code)).and_then(Value::as_str);
        let part = role(id);
        if let ([only], Part::Measure) = (codes.as_slice(), part) {
            let units = category.get("unit").and_then(|units| units.get(only));
            let name = units.and_then(|unit| unit.get("base").or_else(|| unit.get("label")));
            unit = name.and_then(Value::as_str).map(str::to_owned);
        }
        let header = about.get("label").and_then(Value::as_str).filter(|label| !label.is_empty()).unwrap_or(id);
        let shown = |code: &str| shown(label(code).unwrap_or(code), Some(code));
        let items = codes.iter().map(|code| Item { label: shown(code), code: Some(code.clone()) });
        dimensions.push(Dimension { header: header.to_owned(), part, items: items.collect() });
    }
    let title = set.get("label").and_then(Value::as_str).map(str::to_owned);
    Some(Cube { title, dimensions, unit })
}

/// The codes of a category in their order; a category of one may leave out its order.
fn codes(category: &Value) -> Option<Vec<String>> {
    match category.get("index") {
        Some(Value::Array(codes)) => codes.iter().map(|code| code.as_str().map(str::to_owned)).collect(),
        Some(Value::Object(places)) => {
            let mut placed: Vec<(u64, &String)> =
                places.iter().map(|(code, place)| Some((place.as_u64()?, code))).collect::<Option<_>>()?;
            placed.sort();
            Some(placed.into_iter().map(|(_, code)| code.clone()).collect())
        }
        _ => Some(category.get("label")?.as_object()?.keys().take(1).cloned().collect()),
    }
}

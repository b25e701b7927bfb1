//! Answers from Kolada's API: `{"values": [{kpi, municipality, period, values: [{gender, value, status}]}]}`, one row
//! a figure. What the API counts (`count`) are the figures behind it, not answers, and is left out; so are figures that
//! it marks as deleted. Described at <https://www.kolada.se/om-oss/api/>.

use super::declared::{Declared, Part};
use super::{Cell, Dialect, Format, Row, Sink, json_stat};
use crate::error::{Error, ErrorCode};
use serde_json::Value;
use std::borrow::Cow;

const HEADERS: [(&str, Option<Part>); 5] = [
    ("kpi", Some(Part::Measure)),
    ("municipality", Some(Part::Place)),
    ("period", Some(Part::Time)),
    ("gender", None),
    ("value", Some(Part::Value)),
];

/// The entries, where there are any of the API's form.
fn entries(whole: &Value) -> Option<&Vec<Value>> {
    let entries = whole.get("values")?.as_array()?;
    let first = entries.first()?;
    let complete = ["kpi", "municipality", "period"].iter().all(|key| first.get(key).is_some());
    (complete && first.get("values").is_some_and(Value::is_array)).then_some(entries)
}

/// Whether the file is such an answer.
pub fn is_one(whole: &Value) -> bool {
    entries(whole).is_some()
}

/// The dialect; an answer that has a next page is not the whole.
pub fn recognise(whole: &Value, bom: bool) -> Dialect {
    let next = ["next_page", "next_url"].iter().filter_map(|key| whole.get(key)).any(|next| !next.is_null());
    let columns = HEADERS.into_iter().map(|(header, part)| Declared::new(header, part)).collect();
    Dialect { bom, open_end: next, ..Dialect::declared(Format::Kolada, columns) }
}

/// Passes one row a figure on.
///
/// # Errors
/// Broken JSON.
pub fn read(bytes: &[u8], sink: &mut Sink<'_>) -> Result<(), Error> {
    let whole = json_stat::parse(bytes)?;
    let entries = entries(&whole).ok_or_else(|| Error::new(ErrorCode::FileBroken).with("format", "json"))?;
    let mut line = 0;
    for entry in entries {
        for figure in entry.get("values").and_then(Value::as_array).into_iter().flatten() {
            if figure.get("isdeleted").and_then(Value::as_bool) == Some(true) {
                continue;
            }
            line += 1;
            let about = ["kpi", "municipality", "period"].map(|key| text(entry.get(key)));
            let mut cells: Vec<Cell<'_>> = about.into_iter().collect();
            cells.push(text(figure.get("gender")));
            cells.push(match text(figure.get("value")) {
                value if value.text.is_empty() => Cell::text(why(figure.get("status"))),
                value => value,
            });
            if !sink(&Row { line, cells }) {
                return Ok(());
            }
        }
    }
    Ok(())
}

fn text(value: Option<&Value>) -> Cell<'_> {
    match value {
        Some(Value::String(text)) => Cell::text(text.as_str()),
        Some(Value::Number(number)) => Cell { text: Cow::Owned(json_stat::plain(number)), number: number.as_f64() },
        _ => Cell::text(""),
    }
}

/// The mark for a figure that is not there: hidden, or missing.
fn why(status: Option<&Value>) -> &'static str {
    let status = status.and_then(Value::as_str).unwrap_or_default().to_lowercase();
    let hidden = ["priv", "secre", "sekre", "hidden", "confid"].iter().any(|word| status.contains(word));
    if hidden { "x" } else { ".." }
}

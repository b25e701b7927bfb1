//! What the command line prints.

use crate::messages::{self, Language};
use rikssnitt::error::Error;
use rikssnitt::session::Session;
use rikssnitt::view::Inspection;
use rikssnitt::view::methods;
use rikssnitt::view::moved::MovedView;
use rikssnitt::view::rows::CellView;
use std::collections::BTreeMap;
use std::io::Write;

/// Writes to standard output; a reader that has gone away is no error.
pub fn bytes(bytes: &[u8]) {
    let _ = std::io::stdout().lock().write_all(bytes);
}

fn line(text: &str) {
    bytes(text.as_bytes());
    bytes(b"\n");
}

fn json(value: &serde_json::Value) {
    line(&serde_json::to_string_pretty(value).unwrap_or_default());
}

/// What a file is.
pub fn inspection(
    inspection: &Inspection,
    name: &str,
    rows: Option<&[BTreeMap<String, CellView>]>,
    as_json: bool,
    language: Language,
) {
    let mut value = serde_json::to_value(inspection).unwrap_or_default();
    if let Some(object) = value.as_object_mut() {
        object.insert("file".to_owned(), name.into());
        for column in object.get_mut("columns").and_then(|it| it.as_array_mut()).into_iter().flatten() {
            if let Some(column) = column.as_object_mut() {
                let unique = column.remove("name").unwrap_or_default();
                let header = column.remove("header").unwrap_or_default();
                column.insert("column".to_owned(), unique);
                column.insert("name".to_owned(), header);
            }
        }
        if let Some(rows) = rows {
            object.insert("rows".to_owned(), serde_json::to_value(rows).unwrap_or_default());
        }
    }
    if as_json {
        return json(&value);
    }
    let Some(object) = value.as_object() else { return };
    for (key, value) in object.iter().filter(|(key, _)| !matches!(key.as_str(), "columns" | "findings" | "rows")) {
        line(&format!("{key:18}{value}"));
    }
    for column in object.get("columns").and_then(|it| it.as_array()).into_iter().flatten() {
        let word = |key: &str| column.get(key).map(|it| it.as_str().map_or(it.to_string(), str::to_owned));
        let part = |key: &str| word(key).unwrap_or_default();
        line(&format!("  {:32} {:12} {:14} {}", part("name"), part("type"), part("role"), part("samples")));
    }
    for row in rows.into_iter().flatten() {
        line(&serde_json::to_string(row).unwrap_or_default());
    }
    for finding in &inspection.findings {
        line(&messages::graded(finding, &[], language));
    }
}

/// What moved between two results.
pub fn moved(moved: &MovedView, as_json: bool, language: Language) {
    if as_json {
        return json(&serde_json::to_value(moved).unwrap_or_default());
    }
    for (name, origin) in [("<", &moved.before), (">", &moved.after)] {
        line(&format!("{name} rikssnitt {} {} {}", origin.rikssnitt, origin.reference, origin.plan_sha256));
    }
    for it in &moved.moved {
        let place = [Some(&it.measure), it.kind.as_ref(), Some(&it.region), Some(&it.period), it.level.as_ref()];
        let place: Vec<&str> = place.into_iter().flatten().map(String::as_str).filter(|it| !it.is_empty()).collect();
        let shown = |number: Option<f64>, word: &Option<String>| match (number, word) {
            (_, Some(word)) => word.clone(),
            (Some(number), _) => number.to_string(),
            (None, None) => "–".to_owned(),
        };
        let change = it.change_percent.map(|change| format!("  {change:+.3} %")).unwrap_or_default();
        let (before, after) = (shown(it.before, &it.word_before), shown(it.after, &it.word_after));
        line(&format!("{:10} {:10} {:44} {before} → {after}{change}", it.part, it.what, place.join(" ")));
    }
    let said = match language {
        Language::Swedish => ["jämförda", "ändrade", "ändrade utfall", "borta", "nya"],
        Language::English => ["compared", "moved", "verdicts changed", "gone", "new"],
    };
    let counts = [moved.compared, moved.moved.len(), moved.verdicts, moved.gone, moved.new];
    let parts: Vec<String> = counts.iter().zip(said).map(|(count, word)| format!("{count} {word}")).collect();
    line(&parts.join(", "));
}

/// Every registered statistic.
pub fn methods(as_json: bool) {
    let all = methods::methods();
    if as_json {
        return json(&serde_json::to_value(all).unwrap_or_default());
    }
    for method in all {
        line(&format!("{}\n  {}\n  {}\n", method.id, method.title, method.source));
    }
}

/// The built-in figures.
pub fn reference(session: &Session, region: Option<&str>, as_json: bool, language: Language) -> Result<(), Error> {
    let region = region.map(Session::region_code).transpose()?;
    let start = serde_json::to_value(session.start()).unwrap_or_default();
    let list = |key: &str| start.get(key).and_then(|it| it.as_array()).cloned().unwrap_or_default();
    let keep = |code: &str| region.as_deref().is_none_or(|region| region == code || code == "00");
    let mut indicators = list("indicators");
    for indicator in &mut indicators {
        for series in ["values", "n", "low", "high"] {
            if let Some(series) = indicator.get_mut(series).and_then(|it| it.as_object_mut()) {
                series.retain(|code, _| keep(code));
            }
        }
    }
    if as_json {
        json(&serde_json::json!({
            "reference": start.get("reference"), "sources": start.get("sources"), "indicators": indicators,
        }));
        return Ok(());
    }
    for indicator in indicators {
        let text = |key: &str| indicator.get(key).and_then(|it| it.as_str()).unwrap_or_default().to_owned();
        let label =
            indicator.get("label").and_then(|it| it.get(if language == Language::Swedish { "sv" } else { "en" }));
        let periods = indicator.get("periods").and_then(|it| it.as_array()).map(Vec::as_slice).unwrap_or_default();
        let span = match (periods.first(), periods.last()) {
            (Some(first), Some(last)) => format!("{first}–{last}").replace('"', ""),
            _ => "–".to_owned(),
        };
        let areas = indicator.get("values").and_then(|it| it.as_object()).map_or(0, |it| it.len());
        line(&format!(
            "{:24} {:11} {:>3}  {:22} {}",
            text("id"),
            span,
            areas,
            text("source"),
            label.and_then(|it| it.as_str()).unwrap_or_default(),
        ));
    }
    Ok(())
}

//! Two results of the same question: which figures moved, by how much, and whether a verdict changed. What a correction of
//! a reference series, another equalisation year or a corrected file does to what was already said.

use crate::error::{Error, ErrorCode};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// Numbers that differ by less than this share are the same number written by two machines.
const SAME: f64 = 1e-12;

/// What differs between two results.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MovedView {
    /// The earlier result.
    pub before: OriginView,
    /// The later one.
    pub after: OriginView,
    /// Figures that both have.
    pub compared: usize,
    /// Figures that differ, verdicts first, then by size of the change.
    pub moved: Vec<MovedFigure>,
    /// Verdicts and quadrants that differ.
    pub verdicts: usize,
    /// Figures that only the earlier has.
    pub gone: usize,
    /// Figures that only the later has.
    pub new: usize,
}

/// Where a result comes from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OriginView {
    /// Version of the program.
    pub rikssnitt: String,
    /// SHA-256 of the plan.
    pub plan_sha256: String,
    /// Edition of the built-in figures.
    pub reference: String,
}

/// One figure that moved.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MovedFigure {
    /// Where it stands: `estimate`, `comparison`, `structure`, `quadrant` or `efficiency`.
    pub part: &'static str,
    /// Which number or word: `value`, `difference`, `adjusted`, `deviation`, `index`, `verdict`, `quadrant` ….
    pub what: &'static str,
    /// The measure; empty where the part has none.
    pub measure: String,
    /// Kind of comparison.
    pub kind: Option<String>,
    /// Region code.
    pub region: String,
    /// Period.
    pub period: String,
    /// Group and level.
    pub group: Option<String>,
    /// Level of the group.
    pub level: Option<String>,
    /// Earlier number.
    pub before: Option<f64>,
    /// Later number.
    pub after: Option<f64>,
    /// Later minus earlier.
    pub change: Option<f64>,
    /// The same in per cent of the earlier; none for what is a per cent or a distance itself.
    pub change_percent: Option<f64>,
    /// Earlier word.
    pub word_before: Option<String>,
    /// Later word.
    pub word_after: Option<String>,
}

/// A list of a result, the keys that place a row in it, its numbers and its words.
struct Part {
    name: &'static str,
    numbers: &'static [&'static str],
    words: &'static [&'static str],
}

const PARTS: [Part; 5] = [
    Part { name: "estimate", numbers: &["value", "low", "high"], words: &[] },
    Part { name: "comparison", numbers: &["difference"], words: &["verdict"] },
    Part { name: "structure", numbers: &["index", "adjusted", "deviation"], words: &[] },
    Part { name: "quadrant", numbers: &["deviation", "index"], words: &["quadrant"] },
    Part { name: "efficiency", numbers: &["efficiency", "corrected"], words: &[] },
];
const PLACE: [&str; 7] = ["measure", "kind", "region", "period", "group", "level", "cost"];

type Key = (&'static str, [String; PLACE.len()]);

/// What moved from one result to another, both as JSON.
///
/// # Errors
/// [`ErrorCode::ResultInvalid`] for what is no result.
pub fn moved(before: &str, after: &str) -> Result<MovedView, Error> {
    let (before, after) = (read(before)?, read(after)?);
    let (earlier, later) = (rows(&before), rows(&after));
    let mut figures = Vec::new();
    let mut compared = 0;
    for (key, old) in &earlier {
        let Some(new) = later.get(key) else { continue };
        compared += 1;
        let part = PARTS.iter().find(|part| part.name == key.0);
        for name in part.into_iter().flat_map(|part| part.words) {
            figures.extend(word(key, name, old, new));
        }
        for name in part.into_iter().flat_map(|part| part.numbers) {
            figures.extend(number(key, name, old, new));
        }
    }
    let is_word = |figure: &MovedFigure| figure.word_before.is_some() || figure.word_after.is_some();
    let size = |figure: &MovedFigure| figure.change_percent.or(figure.change).map_or(0.0, f64::abs);
    figures.sort_by(|a, b| is_word(b).cmp(&is_word(a)).then(size(b).total_cmp(&size(a))));
    Ok(MovedView {
        before: origin(&before),
        after: origin(&after),
        compared,
        verdicts: figures.iter().filter(|figure| is_word(figure)).count(),
        gone: earlier.keys().filter(|key| !later.contains_key(key)).count(),
        new: later.keys().filter(|key| !earlier.contains_key(key)).count(),
        moved: figures,
    })
}

fn read(text: &str) -> Result<Value, Error> {
    let invalid = || Error::new(ErrorCode::ResultInvalid);
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{FEFF}')).map_err(|_| invalid())?;
    let is_result = value.get("rikssnitt").is_some() && value.get("estimates").is_some_and(Value::is_array);
    is_result.then_some(value).ok_or_else(invalid)
}

fn text(row: &Value, key: &str) -> Option<String> {
    row.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn origin(result: &Value) -> OriginView {
    OriginView {
        rikssnitt: text(result, "rikssnitt").unwrap_or_default(),
        plan_sha256: text(result, "plan_sha256").unwrap_or_default(),
        reference: result.get("reference").and_then(|it| text(it, "version")).unwrap_or_default(),
    }
}

/// Every row that can be held against another result's. Of rows with the same place the last stands.
fn rows(result: &Value) -> BTreeMap<Key, Value> {
    let mut all = BTreeMap::new();
    let mut add = |name: &'static str, row: &Value, period: Option<String>, cost: Option<String>| {
        let place = PLACE.map(|key| match key {
            "period" => period.clone().or_else(|| text(row, key)).unwrap_or_default(),
            "cost" => cost.clone().unwrap_or_default(),
            key => text(row, key).unwrap_or_default(),
        });
        all.insert((name, place), row.clone());
    };
    let list = |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
    list(result.get("estimates")).iter().for_each(|row| add("estimate", row, None, None));
    list(result.get("comparisons")).iter().for_each(|row| add("comparison", row, None, None));
    let system = result.get("system");
    let of_system = |key: &str| system.and_then(|it| it.get(key));
    list(of_system("structure")).iter().for_each(|row| add("structure", row, None, None));
    for quadrant in list(of_system("quadrants")) {
        for point in list(quadrant.get("points")) {
            add("quadrant", &point, text(&quadrant, "period"), text(&quadrant, "cost"));
        }
    }
    if let Some(efficiency) = of_system("efficiency") {
        list(efficiency.get("rows")).iter().for_each(|row| add("efficiency", row, text(efficiency, "period"), None));
    }
    all
}

fn empty(key: &Key, what: &'static str) -> MovedFigure {
    let [measure, kind, region, period, group, level, _] = key.1.clone();
    let some = |text: String| (!text.is_empty()).then_some(text);
    MovedFigure {
        part: key.0,
        what,
        measure,
        kind: some(kind),
        region,
        period,
        group: some(group),
        level: some(level),
        before: None,
        after: None,
        change: None,
        change_percent: None,
        word_before: None,
        word_after: None,
    }
}

fn word(key: &Key, what: &'static str, old: &Value, new: &Value) -> Option<MovedFigure> {
    let (before, after) = (text(old, what), text(new, what));
    (before != after).then(|| MovedFigure { word_before: before, word_after: after, ..empty(key, what) })
}

fn number(key: &Key, what: &'static str, old: &Value, new: &Value) -> Option<MovedFigure> {
    let of = |row: &Value| row.get(what).and_then(Value::as_f64);
    let (before, after) = (of(old), of(new));
    let moved = match (before, after) {
        (Some(before), Some(after)) => (after - before).abs() > SAME * before.abs().max(after.abs()),
        (before, after) => before.is_some() != after.is_some(),
    };
    let both = before.zip(after);
    let is_relative = what != "deviation" && key.0 != "quadrant";
    let change = both.map(|(before, after)| after - before);
    let change_percent =
        both.filter(|(before, _)| is_relative && *before != 0.0).map(|(before, after)| 100.0 * (after / before - 1.0));
    moved.then(|| MovedFigure { before, after, change, change_percent, ..empty(key, what) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(value: &str, verdict: &str) -> String {
        format!(
            r#"{{"rikssnitt":"0.1.0","plan_sha256":"a","reference":{{"version":"2026-08"}},
            "estimates":[{{"measure":"m","region":"13","period":"2024","group":null,"level":null,"value":{value}}}],
            "comparisons":[{{"measure":"m","kind":"nation","region":"13","period":"2024","difference":1,"verdict":"{verdict}"}}]}}"#
        )
    }

    #[test]
    fn a_figure_and_a_verdict() {
        let found = moved(&result("50", "better"), &result("55", "inconclusive")).unwrap();
        assert_eq!((found.compared, found.verdicts, found.moved.len(), found.gone, found.new), (2, 1, 2, 0, 0));
        let verdict = &found.moved[0];
        assert_eq!((verdict.what, verdict.word_after.as_deref()), ("verdict", Some("inconclusive")));
        let value = &found.moved[1];
        assert_eq!((value.before, value.after, value.change), (Some(50.0), Some(55.0), Some(5.0)));
        assert!((value.change_percent.unwrap() - 10.0).abs() < 1e-9);
        assert!(moved(&result("0.1", "better"), &result("0.10000000000000002", "better")).unwrap().moved.is_empty());
        let hidden = moved(&result("null", "better"), &result("5", "better")).unwrap();
        assert_eq!((hidden.moved.len(), hidden.moved[0].change), (1, None));
    }

    #[test]
    fn what_is_no_result() {
        assert_eq!(moved("[]", "{}").unwrap_err().code, ErrorCode::ResultInvalid);
        assert_eq!(moved("{\"plan\":1}", &result("1", "better")).unwrap_err().code, ErrorCode::ResultInvalid);
    }
}

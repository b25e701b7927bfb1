//! Tables of comparisons: places, what could have been seen, means of similar regions; and whole comparisons, which the
//! line computes from the file beside them to its result.

use crate::oracle::aggregates::compared;
use crate::oracle::report::{Report, Verdict};
use crate::oracle::rows::{Row, Rows};
use crate::oracle::tolerance::Tolerance;
use anyhow::{Context, Result, anyhow};
use rikssnitt::plan::Plan;
use rikssnitt::session::Session;
use rikssnitt::statistics::answers_needed::answers_needed;
use rikssnitt::statistics::difference_independent::{Side, difference_independent};
use rikssnitt::statistics::minimum_detectable_difference::minimum_detectable_difference;
use rikssnitt::statistics::rank_interval::{Lead, rank_interval};
use rikssnitt::statistics::unweighted_mean::unweighted_mean;
use serde_json::Value;
use std::path::Path;

const CONFIDENCE: f64 = 0.95;
/// Columns of the two tables that the line computes.
const WHOLE: &[&str] = &["kind", "region", "year", "base", "level", "population", "estimate", "se"];
const PLACES: &[&str] = &["region", "year", "place", "low", "high", "of"];

/// A region's place among the rows of its set.
pub fn place(table: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let side = |row: Row<'_>| Some(Side { value: row.number("est")?, se: row.number("se")?, df: None });
    let others = table.iter().filter(|other| other.text("set") == row.text("set") && other.line() != row.line());
    let lead = |other: Row<'_>| -> Option<Lead> {
        let test = difference_independent(side(other)?, side(row)?, CONFIDENCE)?;
        Some((test.difference, Some(test.p)))
    };
    let rank = others.map(lead).collect::<Option<Vec<Lead>>>().and_then(|leads| rank_interval(&leads, CONFIDENCE));
    let number = |pick: fn(rikssnitt::statistics::rank_interval::Rank) -> usize| rank.map(|rank| pick(rank) as f64);
    let pairs = [
        ("place", number(|rank| rank.place)),
        ("place_low", number(|rank| rank.low)),
        ("place_high", number(|rank| rank.high)),
        ("places", number(|rank| rank.of)),
    ];
    vec![compared(row, Tolerance::CLOSED_FORM, &pairs)]
}

/// The smallest difference and the answers it takes.
pub fn detectable(_: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let df = row.number("df").filter(|df| df.is_finite());
    let number = |name| row.number(name).unwrap_or(f64::NAN);
    let (se, confidence) = (number("se"), number("conf"));
    let needed = answers_needed(number("n"), se, number("se_other"), df, number("relevance"), confidence);
    let pairs = [("detectable", minimum_detectable_difference(se, df, confidence)), ("needed", needed)];
    vec![compared(row, Tolerance::CLOSED_FORM, &pairs)]
}

/// A region against the mean of its similar regions.
pub fn peers(_: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let numbers =
        |name: &str| row.text(name).split(' ').map(|text| text.parse().unwrap_or(f64::NAN)).collect::<Vec<f64>>();
    let peers: Vec<_> =
        numbers("peers").into_iter().zip(numbers("se_peers")).map(|(value, se)| (value, Some(se), None)).collect();
    let mean = unweighted_mean(&peers).and_then(|(_, side)| side);
    let own = row.number("own").zip(row.number("se_own")).map(|(value, se)| Side { value, se, df: None });
    let test = own.zip(mean).and_then(|(own, mean)| difference_independent(own, mean, CONFIDENCE));
    let pairs = [
        ("peer_mean", mean.map(|mean| mean.value)),
        ("se_peer_mean", mean.map(|mean| mean.se)),
        ("diff", test.map(|test| test.difference)),
        ("se_diff", test.map(|test| test.se)),
        ("p", test.map(|test| test.p)),
    ];
    vec![compared(row, Tolerance::CLOSED_FORM, &pairs)]
}

/// Whether the line computes a table.
pub fn is_of_the_line(table: &Rows) -> bool {
    table.has(WHOLE) || table.has(PLACES)
}

/// The rows of such a table against what the line gives for the file beside it.
pub fn run(folder: &Path, table: &Rows) -> Result<Report> {
    let input = folder.join("input.csv");
    // Respondents kept apart for two measures at a time, and in one frequency table.
    let results = [result(&input, ",\"between_measures\"")?, result(&input, "")?];
    let mut report = Report::default();
    for row in table.iter() {
        let count = if row.text("kind") == "between_measures" { 1 } else { results.len() };
        let verdict = |result: &Value| if table.has(WHOLE) { whole(result, row) } else { whole_place(result, row) };
        report.row(row.line(), results.iter().take(count).map(verdict).collect());
    }
    Ok(report)
}

fn result(input: &Path, more: &str) -> Result<Value> {
    let plan = r#"{"plan":1,"disclosure":{"minimum_n":0},"reliability":{"minimum_n":0},
        "files":[{"match":"*","kind":"survey","columns":{"region":"region","period":"year"},
            "design":{"ids":["unit"],"strata":"stratum","weights":"weight","nest":true}}],
        "measures":[{"id":"involved","type":"proportion","column":"involved","positive":["1"],"nation":"data"},
            {"id":"informed","type":"proportion","column":"informed","positive":["1"],"nation":"data"}],
        "groups":["health"],
        "compare":["peers","rest","gap_change","difference_in_differences"MORE]}"#;
    let plan = plan.replace("MORE", more);
    let refused = |error: rikssnitt::error::Error| anyhow!("{error:?}");
    let mut session = Session::new().map_err(refused)?;
    let bytes = std::fs::read(input).with_context(|| format!("{} cannot be read", input.display()))?;
    session.add("input.csv", bytes).map_err(refused)?;
    let result = session.analyse(&Plan::parse(&plan).map_err(refused)?).map_err(refused)?;
    Ok(serde_json::to_value(result)?)
}

fn is(value: &Value, text: &str) -> bool {
    value.as_str().unwrap_or_default() == text
}

fn whole(result: &Value, row: Row<'_>) -> Verdict {
    let fits = |one: &&Value| {
        is(&one["measure"], "involved")
            && is(&one["kind"], row.text("kind"))
            && is(&one["region"], row.text("region"))
            && is(&one["period"], row.text("year"))
            && is(&one["level"], row.text("level"))
            && is(&one["against"]["period"], row.text("base"))
            && is(&one["against"]["population"], row.text("population"))
    };
    let Some(found) = result["comparisons"].as_array().and_then(|all| all.iter().find(fits)) else {
        return Verdict::Failed("the line gives no such comparison".to_owned());
    };
    let number = |key: &str| found[key].as_f64();
    let sides = found["value"].as_f64().zip(found["against"]["value"].as_f64()).map(|(own, other)| own - other);
    let agree = |tolerance, pairs: &[(&str, Option<f64>)]| compared(row, tolerance, pairs);
    let estimates = [
        ("estimate", number("difference")),
        ("se", number("se")),
        ("lower", number("low")),
        ("upper", number("high")),
        ("df", number("df")),
    ];
    let smallest = number("detectable").map(|smallest| ("detectable", Some(smallest)));
    let verdicts = [
        agree(Tolerance::ESTIMATE, &estimates),
        agree(Tolerance::ESTIMATE, &[("estimate", sides)]),
        agree(Tolerance::ESTIMATE, smallest.as_slice()),
        agree(Tolerance::PROBABILITY, &[("p", number("p"))]),
    ];
    verdicts.into_iter().find(|verdict| *verdict != Verdict::Passed).unwrap_or(Verdict::Passed)
}

fn whole_place(result: &Value, row: Row<'_>) -> Verdict {
    let fits = |one: &&Value| {
        is(&one["measure"], "involved")
            && is(&one["region"], row.text("region"))
            && is(&one["period"], row.text("year"))
    };
    let found = result["ranks"].as_array().and_then(|all| all.iter().find(fits));
    let number = |key: &str| found.and_then(|found| found[key].as_f64());
    let pairs = [("place", number("rank")), ("low", number("low")), ("high", number("high")), ("of", number("of"))];
    compared(row, Tolerance::CLOSED_FORM, &pairs)
}

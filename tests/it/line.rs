//! The whole line, file to result, against values computed by R's survey package (tests/oracle/survey).

use rikssnitt::plan::Plan;
use rikssnitt::session::Session;
use rikssnitt::vocabulary::region::Region;
use serde_json::Value;
use std::collections::HashMap;

const PLAN: &str = r#"{"plan":1,"disclosure":{"minimum_n":0},"reliability":{"minimum_n":0},
 "files":[{"match":"*.csv","kind":"survey","columns":{"region":"region","period":"year","id":"id"},
  "design":{"ids":["centre"],"strata":"stratum","weights":"weight","fpc":[],"nest":true}}],
 "measures":[{"id":"involved","type":"proportion","column":"involved","positive":["1"],"interval":"mean","nation":"data"},
  {"id":"days","type":"mean","column":"days","nation":"data"},{"id":"grade","type":"mean","column":"grade","nation":"data"}],
 "groups":["poor_health","sex"],"compare":["nation","rest","previous_measurement","group_gap"],
 "multiplicity":"MULTIPLICITY"}"#;

fn result(multiplicity: &str) -> Value {
    let mut session = Session::new().unwrap();
    session.add("input.csv", std::fs::read("tests/oracle/survey/input.csv").unwrap()).unwrap();
    let plan = Plan::parse(&PLAN.replace("MULTIPLICITY", multiplicity)).unwrap();
    serde_json::to_value(session.analyse(&plan).unwrap()).unwrap()
}

type Row = HashMap<String, String>;

fn expected() -> Vec<Row> {
    let mut reader = csv::Reader::from_path("tests/oracle/survey/expected.csv").unwrap();
    reader.deserialize::<Row>().map(Result::unwrap).filter(|row| row["case"] == "centres").collect()
}

fn find<'a>(all: &'a Value, wanted: &[(&str, &str)]) -> &'a Value {
    let fits = |one: &&Value| {
        wanted.iter().all(|(key, value)| match one[*key].as_str() {
            Some(text) => text == *value,
            None => value.is_empty(),
        })
    };
    let mut found = all.as_array().unwrap().iter().filter(fits);
    let first = found.next().unwrap_or_else(|| panic!("nothing at {wanted:?}"));
    assert!(found.next().is_none(), "two at {wanted:?}");
    first
}

fn code(name: &str) -> String {
    Region::parse(name).unwrap().code()
}

/// Compares the row's numbers with the result's; gives how many were compared.
fn compare(row: &Row, one: &Value, value: &str) -> usize {
    let fields = [
        ("estimate", value, 1e-8),
        ("se", "se", 1e-8),
        ("lower", "low", 1e-8),
        ("upper", "high", 1e-8),
        ("df", "df", 1e-12),
        ("p", "p", 1e-6),
    ];
    let given = fields.iter().filter(|(column, ..)| !row[*column].is_empty() && row[*column] != "Inf");
    given
        .map(|(column, key, tolerance)| {
            let right: f64 = row[*column].parse().unwrap();
            let ours = one[*key].as_f64().unwrap_or_else(|| panic!("{key} is missing for {row:?}"));
            assert!(
                (ours - right).abs() <= tolerance * right.abs().max(1e-12),
                "{key}: {ours} is not {right} in {row:?}"
            );
        })
        .count()
}

#[test]
fn equals_r_from_file_to_result() {
    let result = result("none");
    let mut compared = 0;
    for row in expected() {
        let (call, stat, level) = (row["call"].as_str(), row["stat"].as_str(), row["level"].as_str());
        if !["involved", "days", "grade"].contains(&stat) {
            continue;
        }
        let place = |level: &str| level.split_once(' ').map(|(period, name)| (period.to_owned(), code(name)));
        let estimate = |region: &str, period: &str| {
            find(&result["estimates"], &[("measure", stat), ("region", region), ("period", period), ("group", "")])
        };
        let comparison = |kind: &str, region: &str, period: &str| {
            let wanted = [("measure", stat), ("kind", kind), ("region", region), ("period", period), ("group", "")];
            find(&result["comparisons"], &wanted)
        };
        compared += match call {
            "national svymean" => compare(&row, estimate("00", level), "value"),
            "region svyby" => {
                let (period, region) = place(level).unwrap();
                compare(&row, estimate(&region, &period), "value")
            }
            "national change 2019->2023" => {
                compare(&row, comparison("previous_measurement", "00", "2023"), "difference")
            }
            "region change 2019->2023" => {
                compare(&row, comparison("previous_measurement", &code(level), "2023"), "difference")
            }
            _ if call.starts_with("region minus national") => {
                let (period, region) = place(level).unwrap();
                compare(&row, comparison("nation", &region, &period), "difference")
            }
            _ if call.starts_with("region minus rest") => {
                let (period, region) = place(level).unwrap();
                let without_p = Row::from_iter(row.clone().into_iter().filter(|(key, _)| key != "p"));
                let row = Row::from_iter(without_p.into_iter().chain([("p".to_owned(), String::new())]));
                compare(&row, comparison("rest", &region, &period), "difference")
            }
            "group gap poor_health 1-0 national" => {
                let wanted = [("measure", stat), ("kind", "group_gap"), ("region", "00"), ("period", level)];
                let wanted = [&wanted[..], &[("group", "poor_health"), ("level", "1")]].concat();
                compare(&row, find(&result["comparisons"], &wanted), "difference")
            }
            _ => 0,
        };
    }
    assert!(compared >= 500, "only {compared} numbers were compared");
}

#[test]
fn adjusts_for_many_comparisons_as_r_does() {
    for (multiplicity, method) in [("holm", "holm"), ("benjamini_hochberg", "BH")] {
        let result = result(multiplicity);
        let wanted = format!("p.adjust {method} over regions for region-minus-national");
        let rows: Vec<Row> = expected().into_iter().filter(|row| row["call"] == wanted).collect();
        assert!(rows.len() >= 14);
        for row in rows {
            let (period, name) = row["level"].split_once(' ').unwrap();
            let place = [("measure", row["stat"].as_str()), ("kind", "nation"), ("region", &code(name))];
            let place = [&place[..], &[("period", period), ("group", "")]].concat();
            let ours = find(&result["comparisons"], &place)["p_adjusted"].as_f64().unwrap();
            let right: f64 = row["p"].parse().unwrap();
            assert!((ours - right).abs() <= 1e-6 * right, "{ours} is not {right} in {row:?}");
        }
    }
}

#[test]
fn the_same_plan_and_file_give_the_same_bytes() {
    assert_eq!(serde_json::to_string(&result("none")).unwrap(), serde_json::to_string(&result("none")).unwrap());
}

/// A file in two halves, in either order, gives the bits of the whole.
#[test]
fn two_halves_give_the_bits_of_the_whole() {
    let text = std::fs::read_to_string("tests/oracle/survey/input.csv").unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    let lines: Vec<&str> = rows.lines().collect();
    let (first, second) = lines.split_at(lines.len() / 3);
    let part = |rows: &[&str]| format!("{header}\n{}\n", rows.join("\n")).into_bytes();
    let plan = Plan::parse(&PLAN.replace("MULTIPLICITY", "none")).unwrap();
    let estimates = |files: &[&[&str]]| {
        let mut session = Session::new().unwrap();
        for (index, rows) in files.iter().enumerate() {
            session.add(&format!("{index}.csv"), part(rows)).unwrap();
        }
        let result = serde_json::to_value(session.analyse(&plan).unwrap()).unwrap();
        (result["estimates"].to_string(), result["comparisons"].to_string())
    };
    let whole = estimates(&[&lines]);
    assert_eq!(whole, estimates(&[first, second]));
    assert_eq!(whole, estimates(&[second, first]));
}

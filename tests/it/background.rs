//! Standardised values, adjusted comparisons and tests of whole distributions, from file to result, against values
//! computed by R's survey package (tests/oracle/background.R).

use rikssnitt::plan::Plan;
use rikssnitt::session::Session;
use serde_json::{Value, json};
use std::collections::HashMap;

type Row = HashMap<String, String>;

fn plan() -> Value {
    json!({"plan": 1, "region": "13", "disclosure": {"minimum_n": 0},
        "files": [{"match": "*", "kind": "survey", "columns": {"region": "region", "period": "ar"},
            "design": {"ids": ["vardcentral"], "strata": "stratum", "weights": "vikt", "nest": true}}],
        "measures": [
            {"id": "delaktig", "type": "proportion", "column": "delaktig", "positive": ["alltid", "ibland"],
                "missing": ["vet ej"], "nation": "data"},
            {"id": "betyg", "type": "mean", "column": "betyg", "nation": "data"}],
        "standardise": {"by": ["kon", "alder"]},
        "adjusted": [{"id": "kontakt", "measure": "delaktig", "by": "fast_kontakt", "positive": ["alltid", "ibland"],
            "missing": ["vet ej"], "given": ["alder", "halsa"]}]})
}

fn example() -> String {
    std::fs::read_to_string("www/examples/enkat_exempel.csv").unwrap()
}

fn analysed(plan: &Value) -> Value {
    analysed_in(plan, &example())
}

fn analysed_in(plan: &Value, text: &str) -> Value {
    let mut session = Session::new().unwrap();
    session.add("enkat.csv", text.as_bytes().to_vec()).unwrap();
    serde_json::to_value(session.analyse(&Plan::parse(&plan.to_string()).unwrap()).unwrap()).unwrap()
}

fn find<'a>(result: &'a Value, list: &str, wanted: &[(&str, Value)]) -> &'a Value {
    let fits = |one: &&Value| wanted.iter().all(|(key, value)| one[*key] == *value);
    result[list].as_array().unwrap().iter().find(fits).unwrap_or_else(|| panic!("no {list} with {wanted:?}"))
}

/// Which number of the result each column of the table is.
fn named(row: &Row) -> (&'static str, Vec<(&'static str, Value)>, [&'static str; 6]) {
    let place = vec![("region", json!(row["region"])), ("period", json!(row["period"]))];
    let with = |key: &'static str, value: Value| [place.clone(), vec![(key, value)]].concat();
    let (what, measure) = row["what"].rsplit_once(' ').unwrap_or((&row["what"], ""));
    match what {
        "odds_ratio" => ("adjusted", place, ["odds_ratio", "", "odds_low", "odds_high", "", ""]),
        "raw_difference" => ("adjusted", place, ["raw_difference", "", "raw_low", "raw_high", "", ""]),
        "margin" => ("adjusted", place, ["difference", "se", "low", "high", "df", "p"]),
        "answers" => {
            let earlier = if row["against"] == "rest" { Value::Null } else { json!(row["against"]) };
            let wanted = [with("earlier", earlier), vec![("measure", json!("delaktig"))]].concat();
            ("answers_tests", wanted, ["statistic", "", "", "", "df", "p"])
        }
        "standardised" => ("standardised", with("measure", json!(measure)), ["value", "se", "low", "high", "df", ""]),
        _ => {
            let keys = ["difference", "difference_se", "difference_low", "difference_high", "df", "p"];
            ("standardised", with("measure", json!(measure)), keys)
        }
    }
}

#[test]
fn equals_r() {
    let linearised = analysed(&plan());
    let mut replicated = plan();
    replicated["files"][0]["design"]["replicates"] = json!({"type": "JKn"});
    // The jackknife fits every model again for every unit left out: three regions in one wave are enough.
    let kept =
        |line: &&str| ["region;", "12;2022;", "13;2022;", "14;2022;"].iter().any(|start| line.starts_with(start));
    let text = example();
    let replicated = analysed_in(&replicated, &text.lines().filter(kept).collect::<Vec<_>>().join("\n"));
    let mut reader = csv::Reader::from_path("tests/oracle/background/values.csv").unwrap();
    let mut compared = 0;
    for row in reader.deserialize::<Row>().map(Result::unwrap) {
        let result = if row["design"] == "jkn" { &replicated } else { &linearised };
        let (list, wanted, keys) = named(&row);
        let one = find(result, list, &wanted);
        for (column, key) in ["value", "se", "low", "high", "df", "p"].into_iter().zip(keys) {
            if key.is_empty() || row[column].is_empty() {
                continue;
            }
            let right: f64 = row[column].parse().unwrap();
            let ours = one[key].as_f64().unwrap_or_else(|| panic!("{key} is missing in {one}"));
            // Regressions end where the deviance rests, a little before their limit.
            let near = if list == "adjusted" { 1e-5 } else { 1e-8 };
            assert!((ours - right).abs() <= near * right.abs().max(1e-6), "{key}: {ours} is not {right}: {row:?}");
            compared += 1;
        }
    }
    assert!(compared > 120, "only {compared} numbers were compared");
}

/// A standard that the plan counts: two cells with three people in the first for one in the second. By hand from the
/// result's own groups: (3·first + second)/4.
#[test]
fn a_standard_of_ones_own() {
    let mut plan = plan();
    plan["groups"] = json!(["kon"]);
    plan["standardise"] =
        json!({"by": ["kon"], "standard": [{"levels": ["kvinna"], "people": 3}, {"levels": ["man"], "people": 1}]});
    let result = analysed(&plan);
    let place = [("measure", json!("betyg")), ("region", json!("13")), ("period", json!("2022"))];
    let level = |level: &str| {
        let wanted = [&place[..], &[("level", json!(level))]].concat();
        find(&result, "estimates", &wanted)["value"].as_f64().unwrap()
    };
    let found = find(&result, "standardised", &place);
    assert_eq!(found["standard"], "given");
    assert!((found["value"].as_f64().unwrap() - (3.0 * level("kvinna") + level("man")) / 4.0).abs() < 1e-12);
}

/// The mix of all regions is the nation's; that of some is not called so.
#[test]
fn the_mix_of_some_regions_is_the_files() {
    let (header, rows) = example().split_once('\n').map(|(header, rows)| (header.to_owned(), rows.to_owned())).unwrap();
    let region = header.split(';').position(|name| name == "region").unwrap();
    let some = rows.lines().filter(|row| ["12", "13", "14"].contains(&row.split(';').nth(region).unwrap()));
    let few = [header.as_str()].into_iter().chain(some).collect::<Vec<_>>().join("\n");
    for (text, standard) in [(example(), "nation"), (few, "file")] {
        let result = analysed_in(&plan(), &text);
        let found = find(&result, "standardised", &[("measure", json!("betyg")), ("region", json!("13"))]);
        assert_eq!(found["standard"], standard);
    }
}

/// A standard that the respondents do not cover gives no value, and few answers hide what there is.
#[test]
fn what_cannot_be_said_is_not_said() {
    let mut plan = plan();
    plan["standardise"]["standard"] = json!([{"levels": ["annat", "65+"], "people": 1000}]);
    assert_eq!(analysed(&plan)["standardised"], json!([]));
    let mut plan = self::plan();
    plan["disclosure"]["minimum_n"] = json!(100_000);
    let result = analysed(&plan);
    for list in ["standardised", "adjusted", "answers_tests"] {
        assert_eq!(result[list], json!([]), "{list}");
    }
}

/// Weights raked on the way: by hand, the totals of the sexes are those asked for.
#[test]
fn weights_follow_margins_of_the_plan() {
    let mut plan = plan();
    plan["files"][0]["design"]["adjust"] = json!({"type": "rake", "margins": [
        {"variable": "kon", "totals": {"kvinna": 600, "man": 400}},
        {"variable": "alder", "totals": {"16-44": 300, "45-64": 300, "65+": 400}}]});
    plan["measures"] =
        json!([{"id": "kvinnor", "type": "proportion", "column": "kon", "positive": ["kvinna"], "nation": "data"}]);
    plan["standardise"] = Value::Null;
    plan["adjusted"] = json!([]);
    let text = example();
    let kept = |line: &&str| line.contains(";2022;") || line.starts_with("region;");
    let complete = |line: &&str| !line.contains(";;");
    let text = text.lines().filter(kept).filter(complete).collect::<Vec<_>>().join("\n");
    let result = analysed_in(&plan, &text);
    let nation = find(&result, "estimates", &[("region", json!("00")), ("period", json!("2022"))]);
    assert!((nation["value"].as_f64().unwrap() - 0.6).abs() < 1e-6, "{nation}");
    assert!(result["r_code"]["design"].as_str().unwrap().contains("design <- rake(design, list(~kon, ~alder), list("));
}

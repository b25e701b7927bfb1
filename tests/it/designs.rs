//! Designs of every kind, from file and plan to result, against values computed by R's survey package
//! (tests/oracle/designs).

use rikssnitt::plan::Plan;
use rikssnitt::session::Session;
use serde_json::{Value, json};
use std::collections::HashMap;

type Row = HashMap<String, String>;

fn designs() -> Vec<Value> {
    serde_json::from_str(&std::fs::read_to_string("tests/oracle/designs/designs.json").unwrap()).unwrap()
}

fn expected() -> Vec<Row> {
    let mut reader = csv::Reader::from_path("tests/oracle/designs/expected.csv").unwrap();
    reader.deserialize::<Row>().map(Result::unwrap).collect()
}

/// One region is given to the whole file, so its estimates are the file's.
fn analysed(dataset: &str, design: &Value, measures: &Value) -> Result<Value, String> {
    analysed_text(
        dataset,
        std::fs::read_to_string(format!("tests/oracle/designs/{dataset}")).unwrap(),
        design,
        measures,
    )
}

fn analysed_text(dataset: &str, text: String, design: &Value, measures: &Value) -> Result<Value, String> {
    let mut session = Session::new().unwrap();
    session.add(dataset, text.into_bytes()).unwrap();
    let plan = json!({"plan": 1, "region": "20", "disclosure": {"minimum_n": 0}, "reliability": {"minimum_n": 0},
        "files": [{"match": "*", "kind": "survey", "design": design}], "measures": measures, "groups": if dataset == "pps.csv" { json!([]) } else { json!(["sex"]) },
        "compare": ["group_gap"]});
    let plan = Plan::parse(&plan.to_string()).unwrap();
    session.analyse(&plan).map(|result| serde_json::to_value(result).unwrap()).map_err(|error| format!("{error:?}"))
}

fn measures() -> Value {
    json!([{"id": "svymean visits", "type": "mean", "column": "visits"},
        {"id": "svytotal visits", "type": "total", "column": "visits"},
        {"id": "svyratio visits/days", "type": "ratio", "column": "visits", "denominator": "days"},
        {"id": "svyciprop:xlogit content=='Ja'", "type": "proportion", "column": "content", "positive": ["Ja"]},
        {"id": "svyciprop:beta content=='Ja'", "type": "proportion", "column": "content", "positive": ["Ja"], "interval": "beta"},
        {"id": "svyciprop:asin content=='Ja'", "type": "proportion", "column": "content", "positive": ["Ja"], "interval": "asin"},
        {"id": "svyquantile:math:interval=mean days", "type": "quantile", "column": "days", "quantile": 0.5},
        {"id": "svyquantile:hf7:interval=mean days", "type": "quantile", "column": "days", "quantile": 0.5, "rule": "hf7"}])
}

/// Where R's standard error is what is left of rounding, the result has none and no interval.
fn held(row: &Row, one: &Value) -> usize {
    let number = |key: &str| row[key].parse::<f64>().unwrap_or(f64::NAN);
    let rounding = number("se") <= 1e-12 * number("estimate").abs();
    let mut fields = vec![("estimate", "value"), ("df", "df")];
    if rounding {
        assert!(["se", "low", "high"].iter().all(|key| one[*key].is_null()), "{one}");
    } else {
        fields.extend([("se", "se"), ("lower", "low"), ("upper", "high")]);
    }
    let given = fields.iter().filter(|(column, _)| !row[*column].is_empty());
    given
        .map(|(column, key)| {
            let right: f64 = row[*column].parse().unwrap();
            let ours = one[*key].as_f64().unwrap_or_else(|| panic!("{key} is missing for {row:?}: {one}"));
            assert!((ours - right).abs() <= (1e-8 * right.abs()).max(1e-12), "{key}: {ours} is not {right} in {row:?}");
        })
        .count()
}

/// The data with the joint probabilities as columns, as a plan has them.
pub fn with_pairs(dataset: &str, design: &mut Value) -> String {
    let read = |name: &str| std::fs::read_to_string(format!("tests/oracle/designs/{name}")).unwrap();
    let pairs = read(design["pps"]["joint_probabilities"].as_str().unwrap());
    let columns = pairs.lines().next().unwrap().split(',').map(|name| name.trim_matches('"').to_owned());
    let pps = design["pps"].as_object_mut().unwrap();
    pps.insert("columns".to_owned(), columns.collect());
    pps.remove("joint_probabilities");
    read(dataset).lines().zip(pairs.lines()).map(|(row, pairs)| format!("{row},{pairs}\n")).collect()
}

#[test]
fn equal_r_from_file_to_result() {
    let expected = expected();
    let mut compared = HashMap::new();
    for mut design in designs() {
        let fields = design.as_object_mut().unwrap();
        let case = fields.remove("case").unwrap().as_str().unwrap().to_owned();
        let dataset = fields.remove("dataset").unwrap().as_str().unwrap().to_owned();
        let joint = design["pps"]["joint_probabilities"].is_string();
        let mut asked = measures();
        if dataset == "pps.csv" {
            asked.as_array_mut().unwrap().truncate(3);
        }
        let result = if joint {
            assert!(analysed(&dataset, &design, &asked).unwrap_err().contains("joint_probabilities"), "{case}");
            let text = with_pairs(&dataset, &mut design);
            analysed_text(&dataset, text, &design, &asked)
        } else {
            analysed(&dataset, &design, &asked)
        };
        let result = result.unwrap_or_else(|error| panic!("{case}: {error}"));
        let estimates = result["estimates"].as_array().unwrap();
        for one in estimates {
            let measure = one["measure"].as_str().unwrap();
            let quantile = [("math", "0.5"), ("hf7", "0.5")].iter().find(|(rule, _)| measure.contains(rule));
            let level = quantile.map_or("all", |(_, p)| p);
            let fits = |row: &&Row| {
                let by = format!("svyby({})", row["call"].trim_start_matches("svyby(").trim_end_matches(')'));
                let call = if one["group"] == "sex" { by == row["call"] } else { !row["call"].starts_with("svyby") };
                let own = row["call"].trim_start_matches("svyby(").trim_end_matches(')');
                let place = one["level"].as_str().unwrap_or(level);
                row["case"] == case && call && format!("{own} {}", row["stat"]) == measure && row["level"] == place
            };
            if let Some(row) = expected.iter().find(fits) {
                *compared.entry(case.clone()).or_insert(0) += held(row, one);
            }
        }
    }
    assert!(compared.len() >= 31 && compared.values().all(|count| *count >= 15), "{compared:?}");
}

/// The gap between the sexes keeps the covariance under calibration and in two stages.
#[test]
fn contrasts_equal_r() {
    let expected = expected();
    for mut design in designs() {
        let case = design["case"].as_str().unwrap().to_owned();
        let wanted = |row: &&Row| row["case"] == case && row["call"].starts_with("group gap sex");
        let Some(row) = expected.iter().find(wanted) else { continue };
        let dataset = design["dataset"].as_str().unwrap().to_owned();
        design.as_object_mut().unwrap().retain(|key, _| key != "case" && key != "dataset");
        let result = analysed(&dataset, &design, &measures()).unwrap();
        let comparisons = result["comparisons"].as_array().unwrap();
        let gap =
            comparisons.iter().find(|one| one["measure"] == "svymean visits" && one["kind"] == "group_gap").unwrap();
        let right: f64 = row["se"].parse().unwrap();
        assert!((gap["se"].as_f64().unwrap() - right).abs() < 1e-8 * right, "{case}: {gap}");
    }
}

#[test]
fn what_the_data_do_not_allow_is_refused() {
    let of = |text: &str| analysed("alone.csv", &serde_json::from_str(text).unwrap(), &measures());
    let impossible =
        r#"{"weights":"weight","adjust":{"type":"calibrate","calfun":"logit","totals":{"(Intercept)":1}}}"#;
    assert!(of(impossible).unwrap_err().contains("adjust"));
    assert!(of(r#"{"weights":"weight","replicates":{"type":"BRR"}}"#).unwrap_err().contains("replicates"));
    assert!(of(r#"{"fpc":["p"],"pps":{"joint_probabilities":"joint.csv"}}"#).is_err());
    let lonely = r#"{"ids":["district"],"strata":"part","weights":"weight","replicates":{"type":"bootstrap"}}"#;
    let refused = analysed("lonely.csv", &serde_json::from_str(lonely).unwrap(), &measures()).unwrap_err();
    assert!(refused.contains("replicates"), "{refused}");
    let once = r#"{"plan":1,"files":[{"match":"*","design":{"replicates":{"type":"bootstrap","draws":1}}}]}"#;
    assert!(format!("{:?}", Plan::parse(once).unwrap_err()).contains("draws"));
}

/// Joint probabilities that lack a row or differ between the two cells of a pair are refused, not computed with.
#[test]
fn joint_probabilities_must_be_whole() {
    let design = designs().into_iter().find(|design| design["case"] == "joint_yg").unwrap();
    let with = |change: fn(&str) -> String, wanted: &str| {
        let mut design = design.clone();
        design.as_object_mut().unwrap().retain(|key, _| key != "case" && key != "dataset");
        let text = change(&with_pairs("pps.csv", &mut design));
        let refused = analysed_text("pps.csv", text, &design, &json!([measures()[0]])).unwrap_err();
        assert!(refused.contains(wanted), "{refused}");
    };
    with(|text| text.lines().take(14).map(|line| format!("{line}\n")).collect(), "pps");
    with(|text| text.replacen("0.00811288263012", "0.00911288263012", 1), "pps");
}

/// A bootstrap says how many draws it made and from which seed.
#[test]
fn a_bootstrap_is_said_to_be_one() {
    let design = json!({"ids": ["district"], "strata": "part", "weights": "weight", "replicates": {"type": "bootstrap", "draws": 60, "seed": 7}});
    let said = |design: &Value| -> Vec<Value> {
        let result = analysed("pairs.csv", design, &measures()).unwrap();
        let all = result["findings"].as_array().unwrap().iter();
        all.filter(|it| it["code"] == "N_BOOTSTRAP_DRAWN").map(|it| it["params"].clone()).collect()
    };
    assert_eq!(said(&design), [json!({"draws": "60", "seed": "7"})]);
    let mut jackknife = design;
    jackknife["replicates"] = json!({"type": "JKn"});
    assert_eq!(said(&jackknife), [json!(null); 0]);
}

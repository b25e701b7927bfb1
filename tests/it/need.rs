//! Need and place: the Care Need Index from counts, municipalities by SKR's groups, rural places as a group with a gap.

use rikssnitt::plan::Plan;
use rikssnitt::session::Session;
use rikssnitt::view::{FindingView, ReportView};
use serde_json::Value;

fn session(file: &str) -> Session {
    let mut session = Session::new().unwrap();
    session.add(file, std::fs::read(format!("tests/data/need/{file}")).unwrap()).unwrap();
    session
}

fn report(file: &str, plan: &str) -> ReportView {
    session(file).analyse(&Plan::parse(plan).unwrap()).unwrap()
}

fn found<'r>(report: &'r ReportView, code: &str) -> &'r FindingView {
    let codes: Vec<&str> = report.findings.iter().map(|it| it.code).collect();
    report.findings.iter().find(|it| it.code == code).unwrap_or_else(|| panic!("{code} among {codes:?}"))
}

/// The row of a list of the result with these words.
fn row<'v>(list: &'v Value, words: &[(&str, &str)]) -> &'v Value {
    let is = |row: &&Value| words.iter().all(|(key, word)| row[*key] == *word);
    list.as_array().unwrap().iter().find(is).unwrap_or_else(|| panic!("{words:?}"))
}

fn near(found: &Value, expected: f64, within: f64) {
    let found = found.as_f64().unwrap();
    assert!((found - expected).abs() < within, "{found} {expected}");
}

/// Statistics Sweden prints the weighted persons without decimals, 22 709 and 7 869, and the index of the first, 1.5513;
/// the reference's need for each that this takes is 2.476.
#[test]
fn both_printed_examples_from_file_to_result() {
    let mut session = session("scb_exempel.csv");
    let mut plan = session.propose(Some("13")).unwrap();
    assert_eq!(plan.groups, ["Enhet"]);
    let measure = plan.measures.iter().position(|it| it.id == "cni").expect("the index is proposed");
    assert_eq!(plan.files[0].kind.as_deref(), Some("population"));
    let bare = session.analyse(&plan).unwrap();
    assert_eq!(found(&bare, "N_NEED_WITHOUT_REFERENCE").params["measure"], "cni");
    plan.measures[measure].reference = Some(2.476);
    let all = serde_json::to_value(session.analyse(&plan).unwrap()).unwrap();
    for (unit, need, people, index) in [("Enhet 1", 22_709.0, 5912.0, 1.5513), ("Enhet 2", 7_869.0, 2407.0, 1.3205)] {
        let words = [("measure", "cni"), ("region", "13"), ("level", unit)];
        let made_of = row(&all["system"]["inputs"], &words);
        assert_eq!(made_of["numerator"].as_f64().unwrap().floor(), need);
        assert_eq!(made_of["denominator"].as_f64(), Some(people));
        let value = row(&all["estimates"], &words);
        assert_eq!(value["method"], "care_need_index");
        near(&value["value"], index, 2e-4);
    }
    let gap = row(&all["comparisons"], &[("measure", "cni"), ("kind", "group_gap"), ("level", "Enhet 2")]);
    near(&gap["difference"], 1.3205 - 1.5513, 3e-4);
    assert_eq!((&gap["verdict"], &gap["reason"]), (&Value::from("not_tested"), &Value::from("no_uncertainty")));
}

/// Halland's municipalities against the row for riket, and by SKR's groups: Halmstad is a larger town, Kungsbacka near a
/// large one, Falkenberg and Varberg smaller towns. A group's need is its persons' need for each of them.
#[test]
fn municipalities_against_the_nation_and_by_group() {
    let text = std::fs::read_to_string("tests/data/need/kommuner.csv").unwrap();
    let weights = [3.23, 5.72, 6.15, 4.19, 4.19, 5.13, 3.97];
    let need = |names: &[&str]| {
        let line = |name: &&str| -> Vec<f64> {
            let begins = if name.is_empty() { "Riket;2024;;".to_owned() } else { format!("Halland;2024;{name};") };
            text.lines()
                .find_map(|it| it.strip_prefix(&begins))
                .unwrap()
                .split(';')
                .map(|it| it.parse().unwrap())
                .collect()
        };
        let lines: Vec<Vec<f64>> = names.iter().map(line).collect();
        let sum = |at: usize| lines.iter().map(|line| line[at]).sum::<f64>();
        weights.iter().enumerate().map(|(at, weight)| weight * sum(at)).sum::<f64>() / sum(7)
    };
    let plan = |gather: &str| {
        format!(
            r#"{{"plan":1,"region":"13","groups":["Kommun"],{gather}"measures":[{{"id":"cni","type":"care_need_index",
            "column":"Barn under 5 år + Utrikes födda + Ensamstående 65 år och äldre + Ensamstående föräldrar + Inflyttade + Arbetslösa + Lågutbildade",
            "denominator":"Befolkning"}}]}}"#
        )
    };
    let all = |gather: &str| serde_json::to_value(report("kommuner.csv", &plan(gather))).unwrap();
    let value = |all: &Value, level: Option<&str>| {
        let level = level.map_or(Value::Null, Value::from);
        let is = |it: &&Value| it["region"] == "13" && it["period"] == "2024" && it["level"] == level;
        all["estimates"].as_array().unwrap().iter().find(is).unwrap_or_else(|| panic!("{level}"))["value"].clone()
    };
    let each = all("");
    near(&value(&each, Some("Hylte")), need(&["Hylte"]) / need(&[""]), 1e-9);
    let whole = ["Hylte", "Halmstad", "Laholm", "Falkenberg", "Varberg", "Kungsbacka"];
    near(&value(&each, None), need(&whole) / need(&[""]), 1e-9);
    let groups = all(r#""gather":{"Kommun":{"by":"skr_2023"}},"#);
    for (group, members) in
        [("A2", vec!["Kungsbacka"]), ("C6", vec!["Falkenberg", "Varberg"]), ("B3", vec!["Halmstad"])]
    {
        near(&value(&groups, Some(group)), need(&members) / need(&[""]), 1e-9);
    }
    let exposed = all(r#""gather":{"Kommun":{"into":{"Utsatta":["Hylte","Halmstad"],"Övriga":["*"]}}},"#);
    near(&value(&exposed, Some("Utsatta")), need(&["Hylte", "Halmstad"]) / need(&[""]), 1e-9);
    let gap = row(&exposed["comparisons"], &[("kind", "group_gap"), ("period", "2024"), ("region", "13")]);
    near(&gap["difference"], (need(&whole[2..]) - need(&["Hylte", "Halmstad"])) / need(&[""]), 1e-9);
}

/// Residents of rural municipalities (C8 and C9) against the others: the gap has the uncertainty that R's survey package
/// gives it: `svyby(~tillgang, ~C8 or C9, svydesign(ids = ~1, weights = ~vikt), svymean, covmat = TRUE)`, `svycontrast`.
#[test]
fn rural_places_are_a_group_with_a_gap_that_is_tested() {
    let plan = |gather: &str| {
        format!(
            r#"{{"plan":1,"region":"23","groups":["kommun"],{gather}"files":[{{"match":"*","kind":"survey",
            "columns":{{"region":"region","period":"ar","id":null}},"design":{{"ids":[],"weights":"vikt"}}}}],
            "measures":[{{"id":"tillgang","type":"proportion","column":"tillgang","positive":["ja"],"interval":"mean"}}]}}"#
        )
    };
    let rural = r#""gather":{"kommun":{"by":"skr_2023","into":{"Landsbygd":["C8","C9"],"Övriga":["*"]}}},"#;
    let found_in = report("enkat_kommun.csv", &plan(rural));
    let unknown = found(&found_in, "W_MUNICIPALITY_UNKNOWN");
    assert_eq!((unknown.params["levels"].as_str(), unknown.params["column"].as_str()), ("1", "kommun"));
    let all = serde_json::to_value(&found_in).unwrap();
    let levels: std::collections::BTreeSet<&str> =
        all["estimates"].as_array().unwrap().iter().filter_map(|it| it["level"].as_str()).collect();
    assert_eq!(levels.into_iter().collect::<Vec<_>>(), ["Landsbygd", "Övriga"]);
    let [landsbygd, others] = ["Landsbygd", "Övriga"]
        .map(|level| row(&all["estimates"], &[("measure", "tillgang"), ("region", "23"), ("level", level)]).clone());
    assert_eq!((landsbygd["n"].as_f64(), others["n"].as_f64()), (Some(160.0), Some(80.0)));
    let expected: Vec<f64> = std::fs::read_to_string("tests/data/need/gap.csv")
        .unwrap()
        .lines()
        .nth(1)
        .unwrap()
        .split(',')
        .map(|cell| cell.parse().unwrap())
        .collect();
    near(&landsbygd["value"], expected[0], 1e-9);
    near(&landsbygd["se"], expected[1], 1e-9);
    near(&others["value"], expected[2], 1e-9);
    let gap = row(&all["comparisons"], &[("kind", "group_gap"), ("region", "23"), ("level", "Övriga")]);
    near(&gap["difference"], expected[3], 1e-9);
    near(&gap["se"], expected[4], 1e-9);
    assert_ne!(gap["verdict"], "not_tested");
    let apart = serde_json::to_value(report("enkat_kommun.csv", &plan(""))).unwrap();
    assert_eq!(row(&apart["estimates"], &[("region", "23"), ("level", "2321")])["n"].as_f64(), Some(40.0));
}

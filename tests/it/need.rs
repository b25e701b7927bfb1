//! Need and place: the Care Need Index from counts, municipalities by SKR's groups, rural places and areas at or above a
//! limit of need as groups with a gap.

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
    let bare = serde_json::to_value(&bare).unwrap();
    near(&row(&bare["estimates"], &[("measure", "cni"), ("level", "Enhet 1")])["value"], 22_709.42 / 5912.0, 1e-9);
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

/// The answers of `enkat_omrade.csv` by need of care; `file` beside it is the file of values.
fn by_need(file: Option<&str>, group: &str, need: &str) -> ReportView {
    let mut session = session("enkat_omrade.csv");
    if let Some(file) = file {
        session.add(file, std::fs::read(format!("tests/data/need/{file}")).unwrap()).unwrap();
    }
    let plan = format!(
        r#"{{"plan":1,"region":"13","groups":["{group}"],
        "gather":{{"{group}":{{"by":{{"need":{need}}},"into":{{"Utsatta områden":["exposed"],"Övriga":["other"]}}}}}},
        "files":[{{"match":"enkat*","kind":"survey","columns":{{"region":"region","period":"ar","id":null}},
        "design":{{"ids":[],"weights":"vikt"}}}}],
        "measures":[{{"id":"tillgang","type":"proportion","column":"tillgang","positive":["ja"],"interval":"mean"}}]}}"#
    );
    session.analyse(&Plan::parse(&plan).unwrap()).unwrap()
}

/// The row of a limit in what R's survey package made of the same answers: numbers, exposed with its error, the others, the
/// gap with its error.
fn expected_by_need(limit: &str) -> Vec<f64> {
    let text = std::fs::read_to_string("tests/data/need/gap_need.csv").unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix(&format!("{limit},"))).unwrap();
    line.split(',').map(|cell| cell.parse().unwrap()).collect()
}

/// Areas whose newest need is at or above the limit against the others: the values in a file of their own, where an area at
/// the limit was below it two years earlier, or beside each answer. Areas without a value are in neither.
#[test]
fn areas_at_or_above_a_limit_of_need_are_a_group_with_a_gap_that_is_tested() {
    for (file, group, of) in [(Some("cni_omrade.csv"), "omrade", r#""of":"CNI","#), (None, "cni", "")] {
        for limit in ["1.5", "1.3"] {
            let found_in = by_need(file, group, &format!(r#"{{{of}"at_least":{limit}}}"#));
            let all = serde_json::to_value(&found_in).unwrap();
            let [exposed, others] = ["Utsatta områden", "Övriga"]
                .map(|level| row(&all["estimates"], &[("region", "13"), ("level", level)]).clone());
            let gap = row(&all["comparisons"], &[("kind", "group_gap"), ("region", "13"), ("level", "Övriga")]);
            let estimated = [
                &exposed["n"],
                &others["n"],
                &exposed["value"],
                &exposed["se"],
                &others["value"],
                &gap["difference"],
                &gap["se"],
            ];
            for (value, expected) in estimated.into_iter().zip(expected_by_need(limit)) {
                near(value, expected, 1e-9);
            }
            if file.is_some() {
                let unknown = found(&found_in, "W_AREA_WITHOUT_NEED");
                assert_eq!((unknown.params["levels"].as_str(), unknown.params["column"].as_str()), ("1", "omrade"));
                let said = &found(&found_in, "N_AREAS_BY_NEED").params;
                let named =
                    if limit == "1.5" { ("2", "NORRA, ÖSTRA") } else { ("4", "CENTRUM, NORRA, ÅSEN, ÖSTRA") };
                assert_eq!(
                    (said["found"].as_str(), said["areas"].as_str(), said["levels"].as_str()),
                    (named.0, named.1, "6")
                );
                assert!(
                    found_in.r_code.script().contains(r#""Östra" = "Utsatta områden""#),
                    "{}",
                    found_in.r_code.script()
                );
            }
        }
    }
}

#[test]
fn a_need_that_stands_nowhere_is_said() {
    let found_in = by_need(Some("cni_omrade.csv"), "omrade", r#"{"of":"CNY","at_least":1.5}"#);
    let missing = &found(&found_in, "E_NEED_MISSING").params;
    assert_eq!((missing["series"].as_str(), missing["nearest"].as_str()), ("CNY", "CNI"));
}

/// The need from counts: with the second largest need as the limit, the same as when the two are named.
#[test]
fn municipalities_by_the_need_that_their_counts_give() {
    let plan = |gather: &str| {
        format!(
            r#"{{"plan":1,"region":"13","groups":["Kommun"],{gather}"measures":[{{"id":"cni","type":"care_need_index",
            "column":"Barn under 5 år + Utrikes födda + Ensamstående 65 år och äldre + Ensamstående föräldrar + Inflyttade + Arbetslösa + Lågutbildade",
            "denominator":"Befolkning"}}]}}"#
        )
    };
    let each = serde_json::to_value(report("kommuner.csv", &plan(""))).unwrap();
    let of = |level: &str| {
        row(&each["estimates"], &[("region", "13"), ("period", "2024"), ("level", level)])["value"].as_f64().unwrap()
    };
    let mut all = ["Hylte", "Halmstad", "Laholm", "Falkenberg", "Varberg", "Kungsbacka"].map(|name| (of(name), name));
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    let limit = all[1].0;
    let exposed = [all[0].1, all[1].1];
    let chosen = |gather: String| serde_json::to_value(report("kommuner.csv", &plan(&gather))).unwrap();
    let by_need = chosen(format!(
        r#""gather":{{"Kommun":{{"by":{{"need":{{"of":"cni","at_least":{limit}}}}},"into":{{"Utsatta":["exposed"],"Övriga":["*"]}}}}}},"#
    ));
    let by_name = chosen(format!(
        r#""gather":{{"Kommun":{{"into":{{"Utsatta":["{}","{}"],"Övriga":["*"]}}}}}},"#,
        exposed[0], exposed[1]
    ));
    assert_eq!(by_need["estimates"], by_name["estimates"]);
    assert_eq!(by_need["comparisons"], by_name["comparisons"]);
    row(&by_need["estimates"], &[("region", "13"), ("level", "Utsatta")]);
}

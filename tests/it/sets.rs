//! Funnels, control charts and shrunken values, file to result, against values written out in base R
//! (`tests/oracle/make_sets.R` makes the tables and what is expected of them; all figures are simulated).

use rikssnitt::plan::Plan;
use rikssnitt::session::{Format, Session};
use serde_json::{Value, json};
use std::collections::HashMap;

type Row = HashMap<String, String>;

fn rows(name: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(format!("tests/data/sets/{name}")).unwrap();
    reader.deserialize::<Row>().map(Result::unwrap).collect()
}

fn plan(session: &Session, change: Value) -> Plan {
    let mut plan = serde_json::to_value(session.propose(Some("13")).unwrap()).unwrap();
    for (key, value) in change.as_object().unwrap() {
        plan[key] = value.clone();
    }
    Plan::parse(&plan.to_string()).unwrap()
}

fn session(name: &str) -> Session {
    let mut session = Session::new().unwrap();
    session.add(name, std::fs::read(format!("tests/data/sets/{name}")).unwrap()).unwrap();
    session
}

fn result(name: &str, change: Value) -> Value {
    let mut session = session(name);
    let plan = plan(&session, change);
    serde_json::to_value(session.analyse(&plan).unwrap()).unwrap()
}

/// Holds numbers against a row of the table; the result is written in per cent, the table in shares.
fn same(one: &Value, row: &Row, pairs: &[(&str, &str)], factor: f64) {
    for (key, column) in pairs {
        let right: f64 = row[*column].parse::<f64>().unwrap() * factor;
        let ours = one[*key].as_f64().unwrap_or_else(|| panic!("{key} is missing in {one}"));
        assert!((ours - right).abs() <= 1e-7 * right.abs().max(1e-9), "{key}: {ours} is not {right} in {row:?}");
    }
}

const LIMITS: [(&str, &str); 6] = [
    ("value", "value"),
    ("inner_low", "inner_low"),
    ("inner_high", "inner_high"),
    ("outer_low", "outer_low"),
    ("outer_high", "outer_high"),
    ("value", "value"),
];

#[test]
fn a_funnel_over_regions_equals_r() {
    let result = result("regions.csv", json!({}));
    let funnel = &result["funnels"][0];
    assert_eq!(
        (&funnel["among"], &funnel["size"], &funnel["period"]),
        (&"regions".into(), &"n".into(), &"2023".into())
    );
    assert_eq!((&funnel["target_from"], &funnel["in_force"]), (&"mean".into(), &"additive".into()));
    let expected = rows("funnel.csv");
    same(funnel, &expected[0], &[("target", "target")], 100.0);
    same(funnel, &expected[0], &[("phi", "phi"), ("tau2", "tau2"), ("winsorised", "winsorised")], 1.0);
    let points = funnel["points"].as_array().unwrap();
    assert_eq!(points.len(), 21);
    for (point, row) in points.iter().zip(&expected) {
        assert_eq!(
            (point["region"].as_str().unwrap(), point["place"].as_str()),
            (&*row["region"], Some(&*row["place"]))
        );
        same(point, row, &LIMITS, 100.0);
    }
    let curve = funnel["curve"].as_array().unwrap();
    let size = |at: usize| curve[at]["size"].as_f64().unwrap();
    assert!(curve.len() == 41 && size(0) < 200.0 && size(40) > size(39));
}

/// Without widening far more regions lie outside, and with a target of one's own the centre moves.
#[test]
fn the_plan_chooses_widening_and_target() {
    let plain = result("regions.csv", json!({"across":{"funnel":{"dispersion":"none"}}}));
    let outside = |result: &Value| {
        result["funnels"][0]["points"].as_array().unwrap().iter().filter(|it| it["place"] != "within").count()
    };
    let widened = result("regions.csv", json!({}));
    assert!(outside(&plain) >= 12 && outside(&widened) <= 3, "{} {}", outside(&plain), outside(&widened));
    let mut given = session("regions.csv");
    let mut plan = plan(&given, json!({}));
    plan.measures[0].nation = serde_json::from_value(json!({"value":70.0,"n":20000})).unwrap();
    let moved = serde_json::to_value(given.analyse(&plan).unwrap()).unwrap();
    assert_eq!((&moved["funnels"][0]["target"], &moved["funnels"][0]["target_from"]), (&70.0.into(), &"nation".into()));
    assert!(Plan::parse(r#"{"plan":1,"across":{"funnel":{"winsorise":0.5}}}"#).is_err());
}

/// The month with three cases is hidden and takes no part in the centre or the limits.
#[test]
fn control_charts_equal_r() {
    for (choice, chart) in [("auto", "p"), ("laney", "p_laney"), ("xmr", "xmr")] {
        let result = result("months.csv", json!({"across":{"control_chart":{"chart":choice}}}));
        let found = &result["control_charts"][0];
        assert_eq!((&found["chart"], &found["region"]), (&chart.into(), &"13".into()));
        assert_eq!((&found["left_out"], &found["gaps"]), (&1.into(), &1.into()));
        let expected: Vec<Row> = rows("control_charts.csv").into_iter().filter(|row| row["chart"] == chart).collect();
        let points = found["points"].as_array().unwrap();
        assert_eq!(points.len(), expected.len());
        for (point, row) in points.iter().zip(&expected) {
            assert_eq!(
                (point["period"].as_str(), point["signal"].as_str()),
                (Some(&*row["period"]), Some(&*row["signal"]))
            );
            same(point, row, &[("value", "value"), ("centre", "centre"), ("low", "low"), ("high", "high")], 100.0);
        }
    }
}

#[test]
fn shrunken_values_equal_r() {
    let result = result("regions.csv", json!({}));
    let found = &result["shrunken"][0];
    let expected = rows("shrunken.csv");
    // R's optimiser stops where the likelihood no longer changes.
    let near = |ours: &Value, right: &str, tolerance: f64| {
        let (ours, right) = (ours.as_f64().unwrap(), right.parse::<f64>().unwrap());
        assert!((ours - right).abs() <= tolerance * right.abs(), "{ours} is not {right}");
    };
    near(&found["tau2"], &expected[0]["tau2"], 1e-5);
    for (value, row) in found["values"].as_array().unwrap().iter().zip(&expected) {
        assert_eq!(value["region"].as_str(), Some(&*row["region"]));
        ["own", "value", "se", "low", "high"].iter().for_each(|key| near(&value[*key], &row[*key], 1e-6));
    }
    let without = self::result("regions.csv", json!({"across":{"shrinkage":false}}));
    assert_eq!(without["shrunken"], json!([]));
}

/// A survey's points have their effective numbers, and units of the own region are held against the region.
#[test]
fn surveys_and_their_units() {
    let mut session = Session::new().unwrap();
    session.add("enkat.csv", std::fs::read("www/examples/enkat_exempel.csv").unwrap()).unwrap();
    let change = json!({"groups":["vardcentral"],"across":{"funnel":{"units":"vardcentral"}}});
    let plan = plan(&session, change);
    let result = serde_json::to_value(session.analyse(&plan).unwrap()).unwrap();
    let of = |among: &str| {
        let all = result["funnels"].as_array().unwrap();
        all.iter().find(|it| it["among"] == among && it["measure"] == "delaktig").unwrap().clone()
    };
    let regions = of("regions");
    assert_eq!((&regions["size"], &regions["period"]), (&"n_effective".into(), &"2022".into()));
    let estimates = result["estimates"].as_array().unwrap();
    let whole = |region: &str| {
        let mine = |it: &&Value| it["measure"] == "delaktig" && it["region"] == region && it["group"].is_null();
        estimates.iter().find(|it| mine(it) && it["period"] == "2022").unwrap()
    };
    for point in regions["points"].as_array().unwrap() {
        assert_eq!(point["size"], whole(point["region"].as_str().unwrap())["n_effective"]);
    }
    assert_eq!((&regions["target"], &regions["target_from"]), (&whole("00")["value"], &"nation".into()));
    let units = of("units");
    assert_eq!((&units["region"], &units["group"]), (&"13".into(), &"vardcentral".into()));
    assert_eq!((&units["target"], &units["target_from"]), (&whole("13")["value"], &"region".into()));
    // The units are the sampling units: each has no variance of its own by the design, and counts by its answers.
    let points = units["points"].as_array().unwrap();
    assert!(points.len() == 8 && points.iter().all(|it| it["size"].as_f64() <= it["n"].as_f64()));
    let (weighted, squares) = weights("13A1", "2022");
    let point = points.iter().find(|it| it["level"] == "13A1").unwrap();
    assert!((point["size"].as_f64().unwrap() - weighted * weighted / squares).abs() < 1e-9);
}

/// Σw and Σw² of the answers of a health centre in the example survey, read straight from its text.
fn weights(centre: &str, year: &str) -> (f64, f64) {
    let text = std::fs::read_to_string("www/examples/enkat_exempel.csv").unwrap();
    let cells = text.lines().map(|line| line.split(';').collect::<Vec<_>>());
    let mine = cells.filter(|cells| cells[4] == centre && cells[1] == year && cells[8] != "vet ej");
    mine.map(|cells| cells[2].replace(',', ".").parse::<f64>().unwrap())
        .fold((0.0, 0.0), |(w, s), it| (w + it, s + it * it))
}

#[test]
fn what_is_small_is_in_no_set() {
    let mut session = session("regions.csv");
    let hidden = plan(&session, json!({"disclosure":{"minimum_n":400}}));
    let result = serde_json::to_value(session.analyse(&hidden).unwrap()).unwrap();
    let small = rows("regions.csv").iter().filter(|row| row["nämnare"].parse::<f64>().unwrap() < 400.0).count();
    let funnel = &result["funnels"][0];
    assert!(small > 0 && funnel["left_out"] == small);
    let points = funnel["points"].as_array().unwrap();
    assert!(points.len() == 21 - small && points.iter().all(|it| it["n"].as_f64().unwrap() >= 400.0));
    let table = String::from_utf8(session.export(&hidden, Format::Csv).unwrap()).unwrap();
    let lines = |word: &str| table.lines().filter(|line| line.starts_with(word)).count();
    assert_eq!((lines("tratt;"), lines("sammanvagt;")), (2 * (21 - small), 21 - small));
}

/// Deaths by age and sex: crude, standardised to the European population and to riket, and against what riket's rates give.
#[test]
fn rates_equal_r() {
    let of = r#""column":"avlidna","denominator":"folkmangd","age":"alder","sex":"kon","direction":"lower""#;
    let plan = format!(
        r#"{{"plan":1,"region":"13","disclosure":{{"minimum_n":0}},"reliability":{{"minimum_n":0}},
        "files":[{{"match":"*","kind":"indicators"}}],"measures":[
        {{"id":"rate","type":"rate",{of}}},
        {{"id":"directly_standardised_rate","type":"directly_standardised_rate",{of}}},
        {{"id":"nation_standard","type":"directly_standardised_rate",{of},"standard":"nation"}},
        {{"id":"indirectly_standardised_ratio","type":"indirectly_standardised_ratio",{of}}}]}}"#
    );
    let mut session = session("deaths.csv");
    let result = serde_json::to_value(session.analyse(&Plan::parse(&plan).unwrap()).unwrap()).unwrap();
    assert_eq!(
        result["findings"].as_array().unwrap().iter().filter(|it| it["severity"] == "error").count(),
        0,
        "{result}"
    );
    let find = |list: &str, row: &Row| {
        let all = result[list].as_array().unwrap();
        let fits =
            |it: &&Value| it["measure"] == *row["type"] && it["region"] == *row["region"] && it["group"].is_null();
        all.iter().find(fits).cloned().unwrap_or_else(|| panic!("no {list} for {row:?}"))
    };
    let expected = rows("rates.csv");
    assert!(expected.len() >= 22);
    for row in &expected {
        let estimate = find("estimates", row);
        same(&estimate, row, &[("value", "value"), ("se", "se"), ("n", "events")], 1.0);
        if row["type"] == "nation_standard" {
            continue;
        }
        same(&estimate, row, &[("low", "low"), ("high", "high")], 1.0);
        assert_eq!(estimate["method"], *row["type"]);
        let comparison = find("comparisons", row);
        assert_eq!(comparison["kind"], "nation");
        same(&comparison, row, &[("difference", "difference"), ("se", "se_difference"), ("p", "p")], 1.0);
    }
    let units: Vec<&Value> = result["measures"].as_array().unwrap().iter().map(|it| &it["unit"]).collect();
    assert_eq!(units, ["per_100000", "per_100000", "per_100000", "ratio"]);
    let by_sex = |it: &&Value| it["group"] == "kon" && it["measure"] == "directly_standardised_rate";
    assert_eq!(result["estimates"].as_array().unwrap().iter().filter(by_sex).count(), 14);
}

/// Standardised rates: limits of a crude rate whose people give it the variance that it has.
#[test]
fn a_funnel_of_standardised_rates_equals_r() {
    let expected = rows("funnel_standardised.csv");
    for widening in ["none", "multiplicative", "additive"] {
        let expected: Vec<&Row> = expected.iter().filter(|row| row["widening"] == widening).collect();
        let plan = format!(
            r#"{{"plan":1,"region":"13","disclosure":{{"minimum_n":0}},"reliability":{{"minimum_n":0}},
            "files":[{{"match":"*","kind":"indicators"}}],"across":{{"funnel":{{"dispersion":"{widening}"}}}},
            "measures":[{{"id":"m","type":"directly_standardised_rate","column":"avlidna","denominator":"folkmangd","age":"alder"}}]}}"#
        );
        let mut session = session("deaths_21.csv");
        let result = serde_json::to_value(session.analyse(&Plan::parse(&plan).unwrap()).unwrap()).unwrap();
        let funnel = &result["funnels"][0];
        assert_eq!(
            (&funnel["size"], &funnel["target_from"], &funnel["in_force"]),
            (&"at_risk_effective".into(), &"nation".into(), &expected[0]["in_force"].as_str().into())
        );
        same(funnel, expected[0], &[("target", "target"), ("phi", "phi"), ("tau2", "tau2")], 1.0);
        let points = funnel["points"].as_array().unwrap();
        assert_eq!((points.len(), expected.len()), (21, 21));
        for (point, row) in points.iter().zip(&expected) {
            assert_eq!(
                (point["region"].as_str(), point["place"].as_str()),
                (Some(&*row["region"]), Some(&*row["place"]))
            );
            same(point, row, &LIMITS, 1.0);
            same(point, row, &[("size", "size")], 1.0);
        }
    }
}

/// Without riket's rows there is nothing to expect by, and the plan is told what it lacks.
#[test]
fn what_rates_cannot_do_without_is_said() {
    let text = std::fs::read_to_string("tests/data/sets/deaths.csv").unwrap();
    let codes = |text: &str, measure: &str| -> Vec<String> {
        let mut session = Session::new().unwrap();
        session.add("deaths.csv", text.as_bytes().to_vec()).unwrap();
        let plan = format!(
            r#"{{"plan":1,"region":"13","files":[{{"match":"*","kind":"indicators"}}],"measures":[{{"id":"m","column":"avlidna",
            "denominator":"folkmangd","age":"alder","sex":"kon",{measure}}}]}}"#
        );
        let result = serde_json::to_value(session.analyse(&Plan::parse(&plan).unwrap()).unwrap()).unwrap();
        let all = result["findings"].as_array().unwrap().iter();
        all.filter(|it| it["severity"] == "error").map(|it| it["code"].as_str().unwrap().to_owned()).collect()
    };
    let regions: String = text.lines().filter(|line| !line.contains(",00,")).map(|line| format!("{line}\n")).collect();
    assert_eq!(codes(&regions, r#""type":"indirectly_standardised_ratio""#), ["E_NO_NATIONAL_RATES"]);
    assert_eq!(codes(&regions, r#""type":"directly_standardised_rate","standard":"nation""#), ["E_NO_NATIONAL_RATES"]);
    let uneven: String = text
        .lines()
        .filter(|line| !line.contains("85+") || !line.contains(",13,"))
        .map(|line| format!("{line}\n"))
        .collect();
    assert_eq!(codes(&uneven, r#""type":"directly_standardised_rate""#), ["E_AGES_UNEVEN"]);
    assert_eq!(codes(&uneven.replace("65-84", "gammal"), r#""type":"directly_standardised_rate""#)[0], "E_AGE_UNKNOWN");
    let without =
        r#"{"plan":1,"measures":[{"id":"m","type":"directly_standardised_rate","column":"a","denominator":"b"}]}"#;
    assert!(Plan::parse(without).is_err());
}

/// Slopes over ordered groups of a table and of a survey, the latter with the design's covariance (`svyby`).
#[test]
fn slopes_equal_r() {
    let expected = rows("slopes.csv");
    let fields = ["slope", "se", "relative", "relative_to_mean", "concentration"].map(|name| (name, name));
    let order = json!([{"group":"utbildning","order":["grund","gymnasium","högskola"]}]);
    let table = result("groups.csv", json!({"across":{"slope":order}}));
    same(&table["slopes"][0], &expected[0], &fields, 1.0);
    assert_eq!(table["slopes"][0]["groups"][2]["people"], 401.0);
    let small = result("groups.csv", json!({"across":{"slope":order},"disclosure":{"minimum_n":400}}));
    assert_eq!(small["slopes"], json!([]));
    let mut session = Session::new().unwrap();
    session.add("input.csv", std::fs::read("tests/oracle/survey/input.csv").unwrap()).unwrap();
    let plan = r#"{"plan":1,"region":"13","disclosure":{"minimum_n":0},"groups":["grade"],
        "across":{"slope":[{"group":"grade","order":["2","3","4","5"]}]},
        "files":[{"match":"*","kind":"survey","columns":{"region":"region","period":"year","id":"id"},
        "design":{"ids":["centre"],"strata":"stratum","weights":"weight","fpc":[],"nest":true}}],
        "measures":[{"id":"involved","type":"proportion","column":"involved","positive":["1"],"nation":"data"}]}"#;
    let survey = serde_json::to_value(session.analyse(&Plan::parse(plan).unwrap()).unwrap()).unwrap();
    let own = survey["slopes"].as_array().unwrap().iter().find(|it| it["region"] == "13" && it["period"] == "2023");
    same(own.unwrap(), &expected[1], &fields, 1.0);
}

/// A table of events beside people is proposed as rates, standardised where it has ages.
#[test]
fn rates_are_proposed_where_there_are_people() {
    let proposed = session("deaths.csv").propose(Some("13")).unwrap();
    let seen: Vec<_> =
        proposed.measures.iter().map(|it| (it.id.as_str(), it.denominator.as_deref().unwrap())).collect();
    assert_eq!(seen, [("avlidna_aldersstandardiserad", "folkmangd"), ("avlidna", "folkmangd")]);
    let first = &proposed.measures[0];
    assert_eq!((first.age.as_deref(), first.sex.as_deref()), (Some("alder"), Some("kon")));
    let shares = session("regions.csv").propose(Some("13")).unwrap();
    assert_eq!(shares.measures[0].r#type, rikssnitt::plan::MeasureType::Published);
}

//! A table with shares and counts against the built-in reference, checked by hand for three regions.
//!
//! `tests/data/andelar_21_regioner.csv` holds invented shares with their counts for 21 regions and three years, under
//! the name of Socialstyrelsen's indicator EGV008, whose national values are 8.9 (8.4–9.4), 9.0 (8.5–9.5) and 8.9
//! (8.4–9.4). The right numbers below are R's, from the two lines
//! `s <- sqrt(1e4*p*(1-p)/n + ((high-low)/(2*qnorm(.975)))^2)` and `2*pnorm(-abs(d/s))`.

use rikssnitt::plan::Plan;
use rikssnitt::session::Session;
use serde_json::Value;

fn result(plan: impl Fn(&mut Plan)) -> Value {
    let mut session = Session::new().unwrap();
    session.add("andelar.csv", std::fs::read("tests/data/andelar_21_regioner.csv").unwrap()).unwrap();
    let mut proposed = session.propose(Some("13")).unwrap();
    plan(&mut proposed);
    serde_json::to_value(session.analyse(&proposed).unwrap()).unwrap()
}

fn comparison<'a>(result: &'a Value, kind: &str, region: &str, period: &str) -> &'a Value {
    let fits = |one: &&Value| one["kind"] == kind && one["region"] == region && one["period"] == period;
    result["comparisons"].as_array().unwrap().iter().find(fits).unwrap()
}

fn near(value: &Value, right: f64) {
    let value = value.as_f64().unwrap();
    assert!((value - right).abs() <= 2e-6 * right.abs().max(0.1), "{value} is not {right}");
}

#[test]
fn the_title_names_the_indicator_and_its_direction() {
    let result = result(|_| {});
    let measure = &result["measures"][0];
    assert_eq!((&measure["indicator"], &measure["direction"]), (&"EGV008".into(), &"lower".into()));
    assert_eq!(result["files"][0]["rows"], 65);
}

/// Halland 2016: 36 of 600 against 8.9. Skåne 2016: 450 of 5 000; 2018: 640 of 5 000.
#[test]
fn three_regions_by_hand() {
    let result = result(|_| {});
    for (region, period, difference, se, low, high, p, verdict) in [
        ("13", "2016", -2.9, 1.002537, -4.864935, -0.9350645, 0.003819912, "better"),
        ("13", "2018", -3.9, 0.8116831, -5.49087, -2.30913, 1.548824e-06, "better"),
        ("12", "2016", 0.1, 0.4784135, -0.8376732, 1.037673, 0.8344293, "inconclusive"),
        ("12", "2018", 3.9, 0.5369464, 2.847604, 4.952396, 3.777736e-13, "worse"),
    ] {
        let one = comparison(&result, "nation", region, period);
        near(&one["difference"], difference);
        near(&one["se"], se);
        near(&one["low"], low);
        near(&one["high"], high);
        assert!((one["p"].as_f64().unwrap() / p - 1.0).abs() < 1e-5, "{one}");
        assert_eq!((&one["verdict"], &one["against"]["source"]), (&verdict.into(), &"reference".into()));
    }
}

/// Gotland has 4, 28 and 41 patients: hidden, without verdict, inconclusive.
#[test]
fn small_groups_are_hidden_or_go_without_verdict() {
    let result = result(|_| {});
    let first = comparison(&result, "nation", "09", "2016");
    assert_eq!((&first["difference"], &first["verdict"]), (&Value::Null, &"not_tested".into()));
    let second = comparison(&result, "nation", "09", "2017");
    assert!(second["difference"].is_number());
    assert_eq!((&second["verdict"], &second["reason"]), (&"not_tested".into(), &"few_answers".into()));
    assert_eq!(comparison(&result, "nation", "09", "2018")["verdict"], "inconclusive");
    let change = comparison(&result, "previous_measurement", "09", "2017");
    assert_eq!((&change["difference"], &change["against"]["value"]), (&Value::Null, &Value::Null));
}

/// The file's own national row is the nation, not a region, and is held against the built-in figure: 9.1 against 9.0.
#[test]
fn the_national_row_is_checked_and_never_a_region() {
    let result = result(|_| {});
    let checks = result["nation_checks"].as_array().unwrap();
    assert_eq!(checks.len(), 2);
    assert_eq!((&checks[1]["file"], &checks[1]["built_in"]), (&9.1.into(), &9.0.into()));
    let regions = result["estimates"].as_array().unwrap().iter().filter(|one| one["region"] != "00").count();
    assert_eq!(regions, 63);
}

/// 9.04 against 9.0 (−0.90 to 0.98): inside ± 1.0, so no difference that matters; with ± 0.5 it cannot be decided.
#[test]
fn relevance_decides_what_no_difference_means() {
    let with = |relevance: f64| result(move |plan| plan.measures[0].relevance = Some(relevance));
    assert_eq!(comparison(&with(1.0), "nation", "12", "2017")["verdict"], "no_difference");
    let strict = with(0.5);
    assert_eq!(comparison(&strict, "nation", "12", "2017")["verdict"], "inconclusive");
    let lax = with(5.0);
    let certain = comparison(&lax, "nation", "12", "2018");
    assert_eq!((&certain["verdict"], &certain["reason"]), (&"worse".into(), &"small".into()));
}

/// A national value from the user: known limits are tested, a bare value is not.
#[test]
fn a_bare_national_value_is_never_tested() {
    let bare = result(|plan| plan.measures[0].nation = serde_json::from_str(r#"{"value":8.9}"#).unwrap());
    let one = comparison(&bare, "nation", "12", "2018");
    near(&one["difference"], 3.9);
    assert_eq!(
        (&one["verdict"], &one["reason"], &one["p"]),
        (&"not_tested".into(), &"no_uncertainty".into(), &Value::Null)
    );
    let given = r#"{"value":8.9,"low":8.4,"high":9.4}"#;
    let known = result(|plan| plan.measures[0].nation = serde_json::from_str(given).unwrap());
    near(&comparison(&known, "nation", "12", "2018")["se"], 0.5369464);
}

#[test]
fn a_measure_without_direction_is_higher_or_lower() {
    let result = result(|plan| plan.measures[0].direction = Some("none".to_owned()));
    assert_eq!(comparison(&result, "nation", "12", "2018")["verdict"], "higher");
    assert_eq!(comparison(&result, "nation", "13", "2018")["verdict"], "lower");
}

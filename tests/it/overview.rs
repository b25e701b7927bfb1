//! The built-in figures alone: what a region sees before any file.

use rikssnitt::session::Session;
use serde_json::Value;

fn overview(region: &str) -> Value {
    serde_json::to_value(Session::new().unwrap().overview(region).unwrap()).unwrap()
}

fn of<'a>(result: &'a Value, measure: &'a str, kind: &'a str) -> impl Iterator<Item = &'a Value> {
    result["comparisons"].as_array().unwrap().iter().filter(move |one| one["measure"] == measure && one["kind"] == kind)
}

/// Kolada gives no number of answers: the difference is shown, 71.4 against 63.4, and nothing is said about it.
#[test]
fn published_values_without_uncertainty_get_no_verdict() {
    let result = overview("13");
    let one = of(&result, "U70447", "nation").next().unwrap();
    assert!((one["difference"].as_f64().unwrap() - 8.0).abs() < 1e-9);
    assert_eq!(
        (&one["period"], &one["verdict"], &one["reason"]),
        (&"2025".into(), &"not_tested".into(), &"no_uncertainty".into())
    );
}

/// EGV330 in Halland 2017: 9.427 (8.766–10.116) of 7 192 against 9.754 (9.633–9.875) of 230 586, part of it:
/// se² = 0.34455² + 0.06180² − 2·(7 192/230 586)·0.34455² = 0.11513, so z = −0.32670/0.33931 = −0.9628. The interval lies
/// within ± 1 percentage point, what matters for the measure.
#[test]
fn published_limits_are_tested_as_a_part_of_its_whole() {
    let result = overview("13");
    let one = of(&result, "EGV330", "nation").next().unwrap();
    assert_eq!(one["method"], "part_of_whole_published");
    assert!((one["statistic"].as_f64().unwrap() + 0.9628).abs() < 0.001, "{one}");
    assert_eq!(one["verdict"], "no_difference");
}

/// Costs have no good direction, whatever is tested.
#[test]
fn costs_are_never_better_or_worse() {
    for region in ["01", "13", "25"] {
        let result = overview(region);
        let costs = result["measures"].as_array().unwrap().iter().filter(|one| one["goal"] == "kostnad");
        let costs: Vec<&Value> = costs.collect();
        assert!(costs.len() >= 8);
        for cost in costs {
            assert_eq!(cost["direction"], "none", "{cost}");
        }
    }
}

/// U70020 breaks in 2019; NPE primary care in 2024 is 10 regions.
#[test]
fn breaks_and_partial_rounds_are_refused() {
    let result = overview("13");
    let nation = of(&result, "U71451", "nation").next().unwrap();
    if nation["period"] == "2024" {
        assert_eq!((&nation["verdict"], &nation["reason"]), (&"not_comparable".into(), &"partial_nation".into()));
    }
    let first = of(&result, "U70020", "first_measurement").next().unwrap();
    assert_eq!(first["against"]["period"], "2019", "the first measurement since the break");
    let mean_of_three = of(&result, "N79190", "previous_measurement").next().unwrap();
    assert_eq!(mean_of_three["reason"], "overlapping_periods");
}

/// A symbol needs half of the concepts tested, and its counts add up.
#[test]
fn assessments_count_and_refrain() {
    for region in ["01", "09", "13", "25"] {
        for one in overview(region)["assessments"].as_array().unwrap() {
            let count = |key: &str| one[key].as_u64().unwrap();
            let tested = count("better") + count("worse") + count("no_difference") + count("inconclusive");
            assert_eq!(tested, count("tested"), "{one}");
            if 2 * tested < tested + count("not_tested") {
                assert_eq!(one["symbol"], "none", "{one}");
            }
            assert!((one["expected_by_chance"].as_f64().unwrap() - 0.05 * tested as f64).abs() < 1e-9);
        }
    }
}

#[test]
fn a_region_may_be_named_in_any_spelling() {
    assert_eq!(overview("Hallands län"), overview("13"));
    assert!(Session::new().unwrap().overview("Atlantis").is_err());
    assert!(Session::new().unwrap().overview("00").is_err());
}

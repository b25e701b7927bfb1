//! Comparisons beyond one value against another: what they are held against, when they are marked, refused or hidden.

use rikssnitt::plan::Plan;
use rikssnitt::session::Session;
use serde_json::{Value, json};

/// Region codes of the nation.
const CODES: [&str; 21] = [
    "01", "03", "04", "05", "06", "07", "08", "09", "10", "12", "13", "14", "17", "18", "19", "20", "21", "22", "23",
    "24", "25",
];

fn analysed(text: &str, plan: &Value) -> Value {
    let mut session = Session::new().unwrap();
    session.add("fil.csv", text.as_bytes().to_vec()).unwrap();
    serde_json::to_value(session.analyse(&Plan::parse(&plan.to_string()).unwrap()).unwrap()).unwrap()
}

fn all<'a>(result: &'a Value, list: &str, wanted: &[(&str, &str)]) -> Vec<&'a Value> {
    let fits = |one: &&Value| wanted.iter().all(|(key, value)| one[*key].as_str().unwrap_or_default() == *value);
    result[list].as_array().unwrap().iter().filter(fits).collect()
}

fn one<'a>(result: &'a Value, list: &str, wanted: &[(&str, &str)]) -> &'a Value {
    let found = all(result, list, wanted);
    assert_eq!(found.len(), 1, "{wanted:?}: {found:?}");
    found[0]
}

/// Ten respondents in each region, period and group; `yes` says how many of them said yes.
fn survey(regions: &[&str], years: &[u16], yes: impl Fn(&str, u16, &str) -> usize) -> String {
    let mut text = "region;ar;vikt;halsa;svar;annat\n".to_owned();
    for region in regions {
        for year in years {
            for health in ["bra", "svag"] {
                for person in 0..10 {
                    let answer = if person < yes(region, *year, health) { "ja" } else { "nej" };
                    let other = if person % 2 == 0 { "ja" } else { "nej" };
                    text += &format!("{region};{year};100;{health};{answer};{other}\n");
                }
            }
        }
    }
    text
}

fn plan(more: Value) -> Value {
    let mut plan = json!({"plan": 1, "region": "13", "reliability": {"minimum_n": 0},
        "files": [{"match": "*", "kind": "survey", "columns": {"region": "region", "period": "ar"},
            "design": {"ids": [], "strata": null, "weights": "vikt", "fpc": [], "nest": false}}],
        "measures": [
            {"id": "svar", "type": "proportion", "column": "svar", "positive": ["ja"], "direction": "higher", "nation": "data"},
            {"id": "annat", "type": "proportion", "column": "annat", "positive": ["ja"], "direction": "higher", "nation": "data"}],
        "groups": ["halsa"],
        "compare": ["nation", "rest", "peers", "previous_measurement", "group_gap", "gap_change", "difference_in_differences"]});
    let fields = plan.as_object_mut().unwrap();
    fields.extend(more.as_object().unwrap().clone());
    plan
}

/// Halland's seven similar regions have 2 of 10 in both groups, Halland 8, the others 5: the mean of the seven is 0.2.
#[test]
fn similar_regions_are_averaged_without_weights() {
    let peers = ["03", "04", "05", "06", "18", "19", "24"];
    let yes = |region: &str, _: u16, _: &str| {
        if region == "13" {
            8
        } else if peers.contains(&region) {
            2
        } else {
            5
        }
    };
    let result = analysed(&survey(&CODES, &[2022], yes), &plan(json!({})));
    let wanted = [("measure", "svar"), ("kind", "peers"), ("region", "13"), ("group", "")];
    let found = one(&result, "comparisons", &wanted);
    assert_eq!(found["against"]["regions"], json!(peers));
    assert_eq!(found["against"]["population"], "peers");
    assert_eq!((found["against"]["region"].as_str(), found["verdict"].as_str()), (Some(""), Some("better")));
    assert!((found["against"]["value"].as_f64().unwrap() - 0.2).abs() < 1e-12);
    assert!((found["difference"].as_f64().unwrap() - 0.6).abs() < 1e-12);
}

/// Places are comparisons with every other region, and tests of distributions with the rest of the file.
#[test]
fn a_plan_that_compares_nothing_estimates_alone() {
    let text = survey(&CODES, &[2021, 2022], |_, year, _| if year == 2021 { 3 } else { 5 });
    let [compared, alone] = [plan(json!({})), plan(json!({"compare": []}))].map(|plan| analysed(&text, &plan));
    for of in ["comparisons", "ranks", "answers_tests"] {
        assert!(!compared[of].as_array().unwrap().is_empty(), "{of}");
        assert!(alone[of].as_array().unwrap().is_empty(), "{of}");
    }
    assert_eq!(alone["estimates"], compared["estimates"]);
    assert_eq!(alone["distributions"], compared["distributions"]);
}

/// Uppsala has 4 answers and is hidden: it is not in the mean, where it could be found. Another region is hidden for its
/// sake, which has a place: nobody's is told, because the others' would tell between which values it lies.
#[test]
fn a_hidden_region_is_in_no_mean_and_in_no_place() {
    let mut text = survey(&CODES, &[2022], |_, _, _| 5);
    let lines: Vec<&str> = text.lines().collect();
    let kept = lines.iter().enumerate().filter(|(at, line)| !line.starts_with("03;") || *at % 5 == 0);
    text = kept.map(|(_, line)| format!("{line}\n")).collect();
    assert_eq!(text.lines().filter(|line| line.starts_with("03;")).count(), 4);
    let result = analysed(&text, &plan(json!({})));
    let found = one(&result, "comparisons", &[("measure", "svar"), ("kind", "peers"), ("region", "13"), ("group", "")]);
    assert_eq!(found["against"]["regions"], json!(["04", "05", "06", "18", "19", "24"]));
    let hidden = all(&result, "estimates", &[("measure", "svar"), ("group", ""), ("status", "hidden")]);
    assert_eq!(hidden.len(), 2, "{hidden:?}");
    assert!(all(&result, "ranks", &[("measure", "svar")]).is_empty());
    let whole = analysed(&survey(&CODES, &[2022], |_, _, _| 5), &plan(json!({})));
    assert_eq!(one(&whole, "ranks", &[("measure", "svar"), ("region", "13")])["of"], 21);
    for kind in ["rest", "peers", "nation"] {
        let own = one(&result, "comparisons", &[("measure", "svar"), ("kind", kind), ("region", "03"), ("group", "")]);
        assert_eq!((own["difference"].as_f64(), own["value"].as_f64()), (None, None), "{kind}");
        assert!(own["against"]["value"].is_null() || kind == "nation", "{kind} tells the hidden region");
    }
}

/// A gap of 0.3 in 2022 and 0.1 in 2018 where Halland's weak group lost two; a pandemic year is marked.
#[test]
fn gaps_and_changes_are_held_against_earlier_ones() {
    let yes = |region: &str, year: u16, health: &str| match (region, year, health) {
        ("13", 2020, "svag") => 7,
        ("13", 2022, "svag") => 5,
        (_, _, "bra") => 8,
        _ => 7,
    };
    let result = analysed(&survey(&CODES, &[2018, 2020, 2022], yes), &plan(json!({})));
    let place = [("measure", "svar"), ("region", "13"), ("period", "2022"), ("group", "halsa"), ("level", "svag")];
    let gaps = all(&result, "comparisons", &[&place[..], &[("kind", "gap_change")]].concat());
    let bases: Vec<_> = gaps.iter().map(|gap| (gap["against"]["period"].as_str(), gap["reason"].as_str())).collect();
    assert_eq!(bases, [(Some("2020"), Some("pandemic")), (Some("2018"), None)]);
    for gap in &gaps {
        assert!((gap["value"].as_f64().unwrap() + 0.3).abs() < 1e-12);
        assert!((gap["against"]["value"].as_f64().unwrap() + 0.1).abs() < 1e-12);
        assert!((gap["difference"].as_f64().unwrap() + 0.2).abs() < 1e-12);
        assert_eq!(gap["against"]["level"], "bra");
        assert_ne!(gap["verdict"], "worse", "a gap has no good direction");
    }
    let others = all(&result, "comparisons", &[&place[..], &[("kind", "difference_in_differences")]].concat());
    let to: Vec<_> = others.iter().map(|one| one["against"]["population"].as_str().unwrap()).collect();
    assert_eq!(to, ["other_levels", "rest", "other_levels", "rest"]);
    assert!(others.iter().all(|one| (one["difference"].as_f64().unwrap() + 0.2).abs() < 1e-12), "{others:?}");
    let region = [("measure", "svar"), ("region", "13"), ("kind", "difference_in_differences"), ("group", "")];
    let region = all(&result, "comparisons", &[&region[..], &[("period", "2022")]].concat());
    assert_eq!(region.len(), 2);
    assert!((region[0]["value"].as_f64().unwrap() + 0.1).abs() < 1e-12);
    assert!(region[0]["against"]["value"].as_f64().unwrap().abs() < 1e-12);
}

/// Waves that share years, and a series that broke, refuse every comparison over time, the new ones too.
#[test]
fn overlapping_waves_and_broken_series_are_refused() {
    let text = survey(&CODES, &[2018, 2022], |_, _, _| 5);
    let overlapping = text.replace(";2018;", ";2018/2021;").replace(";2022;", ";2021/2024;");
    let mut broken = plan(json!({}));
    broken["measures"][0]["nation"] = json!({"indicator": "N79179"});
    let over_time = ["previous_measurement", "gap_change", "difference_in_differences"];
    let after = text.replace(";2022;", ";2025;");
    for (text, plan, reason) in
        [(&overlapping, &plan(json!({})), "overlapping_periods"), (&after, &broken, "series_break")]
    {
        let result = analysed(text, plan);
        for kind in over_time {
            let found = all(&result, "comparisons", &[("measure", "svar"), ("kind", kind), ("region", "13")]);
            assert!(!found.is_empty(), "{kind}");
            for one in found {
                assert_eq!((one["verdict"].as_str(), one["reason"].as_str()), (Some("not_comparable"), Some(reason)));
                assert_eq!((one["difference"].as_f64(), one["p"].as_f64()), (None, None), "{one}");
            }
        }
    }
}

/// One part of four with too few answers hides the whole gap change.
#[test]
fn a_small_part_hides_the_change_of_a_gap() {
    let text = survey(&["13", "03"], &[2018, 2022], |_, _, _| 5);
    let mut left = 3;
    let kept = text.lines().filter(|line| {
        let small = line.starts_with("13;2018;100;bra");
        left -= i32::from(small);
        !small || left >= 0
    });
    let text: String = kept.map(|line| format!("{line}\n")).collect();
    let result = analysed(&text, &plan(json!({})));
    let place = [("measure", "svar"), ("region", "13"), ("period", "2022"), ("level", "svag")];
    for kind in ["gap_change", "difference_in_differences"] {
        for one in all(&result, "comparisons", &[&place[..], &[("kind", kind)]].concat()) {
            assert_eq!((one["value"].as_f64(), one["against"]["value"].as_f64()), (None, None), "{one}");
            assert_eq!((one["difference"].as_f64(), one["reason"].as_str()), (None, Some("few_answers")), "{one}");
        }
    }
}

/// Everyone is counted: the difference stands, nothing is tested, and the reason says so.
#[test]
fn a_full_count_is_not_tested() {
    let mut plan = plan(json!({}));
    plan["files"][0]["coverage"] = json!({"census": true});
    let yes = |region: &str, _: u16, _: &str| if region == "13" { 9 } else { 4 };
    let result = analysed(&survey(&CODES, &[2018, 2022], yes), &plan);
    for one in all(&result, "comparisons", &[("measure", "svar"), ("region", "13")]) {
        assert_eq!((one["verdict"].as_str(), one["p"].as_f64()), (Some("not_tested"), None), "{one}");
        assert_eq!(one["reason"], "full_count", "{one}");
        assert!(one["difference"].is_number(), "{one}");
    }
    let own = one(&result, "estimates", &[("measure", "svar"), ("region", "13"), ("period", "2022"), ("group", "")]);
    assert_eq!((own["se"].as_f64(), own["low"].as_f64()), (Some(0.0), None));
    assert!(result["ranks"].as_array().unwrap().is_empty());
}

/// 20 answers of weight 100 stand for 2 000 people; 0.4 above the rest is 800 of them. 20 of 50 asked is 40 per cent.
#[test]
fn weights_that_sum_to_the_population_give_people_and_the_asked_a_rate() {
    let mut plan = plan(json!({}));
    let asked = json!([{"n": 50, "region": "13", "period": "2022"}, {"n": 3, "region": "03", "period": "2022"}]);
    plan["files"][0]["coverage"] = json!({"weights_sum_to": "population", "invited": asked});
    let yes = |region: &str, _: u16, _: &str| if region == "13" { 9 } else { 5 };
    let result = analysed(&survey(&CODES, &[2022], yes), &plan);
    let found = one(&result, "comparisons", &[("measure", "svar"), ("kind", "rest"), ("region", "13")]);
    let people = &found["people"];
    assert!((people["value"].as_f64().unwrap() - 800.0).abs() < 1e-9 && people["of"] == 2000.0, "{people}");
    assert!((people["low"].as_f64().unwrap() - 2000.0 * found["low"].as_f64().unwrap()).abs() < 1e-9);
    assert_eq!(
        result["participation"],
        json!([
        {"region": "13", "period": "2022", "invited": 50, "answered": 20, "rate": 0.4}])
    );
    let codes: Vec<_> = result["findings"].as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"W_MORE_ANSWERS_THAN_INVITED"), "{codes:?}");
    plan["files"][0]["coverage"] = json!({});
    let without = analysed(&survey(&CODES, &[2022], yes), &plan);
    assert!(without["comparisons"].as_array().unwrap().iter().all(|one| one["people"].is_null()));
}

/// The smallest difference that could be seen and the answers it takes stand only where nothing was decided.
#[test]
fn what_could_have_been_seen_is_said_of_the_undecided() {
    let yes = |region: &str, _: u16, _: &str| if region == "13" { 6 } else { 5 };
    let result = analysed(&survey(&CODES, &[2018, 2022], yes), &plan(json!({})));
    let compared = result["comparisons"].as_array().unwrap();
    let (undecided, decided): (Vec<&Value>, Vec<&Value>) =
        compared.iter().partition(|one| one["verdict"] == "inconclusive");
    assert!(undecided.len() > 20 && undecided.iter().all(|one| one["detectable"].is_number()));
    assert!(decided.iter().all(|one| one["detectable"].is_null() && one["n_needed"].is_null()));
    for one in undecided.iter().filter(|one| one["kind"] == "rest") {
        let (needed, least, relevance) = (&one["n_needed"], &one["detectable"], &one["relevance"]);
        let [needed, least, relevance] = [needed, least, relevance].map(|it| it.as_f64().unwrap());
        let n = 20.0;
        assert!((needed / n - (least / relevance).powi(2)).abs() <= 1.0 / n, "{one}");
    }
}

/// The switch changes verdicts and says what chance alone would show; every test of the region is counted.
#[test]
fn many_comparisons_are_counted_and_adjusted() {
    let yes = |region: &str, _: u16, _: &str| if region == "13" { 8 } else { 5 };
    let text = survey(&CODES, &[2022], yes);
    let none = analysed(&text, &plan(json!({})));
    let holm = analysed(&text, &plan(json!({"multiplicity": "holm"})));
    let tested = |result: &Value| {
        let all = all(result, "comparisons", &[("region", "13")]);
        all.iter().filter(|one| one["p"].is_number()).count()
    };
    for (result, method) in [(&none, "none"), (&holm, "holm")] {
        let many = &result["multiplicity"];
        assert_eq!((many["method"].as_str(), many["tested"].as_u64()), (Some(method), Some(tested(result) as u64)));
        assert!((many["expected_by_chance"].as_f64().unwrap() - 0.05 * tested(result) as f64).abs() < 1e-9);
    }
    let wanted = [("measure", "svar"), ("kind", "rest"), ("region", "13")];
    let (before, after) = (one(&none, "comparisons", &wanted), one(&holm, "comparisons", &wanted));
    assert_eq!((before["verdict"].as_str(), before["p_adjusted"].as_f64()), (Some("better"), None));
    assert!(after["p_adjusted"].as_f64() > after["p"].as_f64());
    assert!(holm["multiplicity"]["shown"].as_u64() <= none["multiplicity"]["shown"].as_u64());
}

/// Two questions, each of all and of two groups, are six changes. Of two measurements the first is the previous one; a
/// third gives six since the second and six since the first.
#[test]
fn a_change_that_is_both_since_the_first_and_the_previous_is_one_test() {
    let tested = |years: &[u16]| {
        let text = survey(&["13", "14"], years, |_, year, _| if year % 2 == 0 { 7 } else { 4 });
        let compare = json!({"compare": ["previous_measurement", "first_measurement"]});
        analysed(&text, &plan(compare))["multiplicity"]["tested"].clone()
    };
    assert_eq!(tested(&[2022, 2023]), 6);
    assert_eq!(tested(&[2022, 2023, 2024]), 6 + 6 + 6);
}

/// Two measures of the same people: a paired mean of differences with its standard error, as for one variable.
#[test]
fn measures_of_the_same_people_are_paired() {
    let text = survey(&["13"], &[2022], |_, _, _| 5);
    let asked = plan(json!({"compare": ["between_measures"], "groups": []}));
    let result = analysed(&text, &asked);
    let found = one(&result, "comparisons", &[("kind", "between_measures"), ("region", "13")]);
    // 1111100000 and 1010101010, twice.
    let d: Vec<f64> =
        (0..20).map(|at| at % 10).map(|at| f64::from(u8::from(at < 5)) - f64::from(u8::from(at % 2 == 0))).collect();
    let mean = d.iter().sum::<f64>() / 20.0;
    let se = (d.iter().map(|d| (d - mean).powi(2)).sum::<f64>() / 19.0 / 20.0).sqrt();
    assert!((found["difference"].as_f64().unwrap() - mean).abs() < 1e-12);
    assert!((found["se"].as_f64().unwrap() - se).abs() < 1e-12);
    assert_eq!(found["against"]["measure"], "annat");
}

/// Published figures: similar regions and the change of the nation's distance, by hand from the counts' errors.
#[test]
fn tables_of_figures_have_similar_regions_places_and_changes_too() {
    let mut text = "region;ar;andel;antal svar\n".to_owned();
    for year in [2018, 2022] {
        for code in ["00"].iter().chain(&CODES) {
            let share = if *code == "13" { if year == 2018 { 70.0 } else { 80.0 } } else { 60.0 };
            text += &format!("{code};{year};{share};{}\n", if *code == "00" { 21000 } else { 1000 });
        }
    }
    let plan = json!({"plan": 1, "region": "13", "measures": [{"id": "andel", "type": "published", "column": "andel", "direction": "higher"}],
        "compare": ["peers", "difference_in_differences"]});
    let result = analysed(&text, &plan);
    let peers = one(&result, "comparisons", &[("kind", "peers"), ("region", "13"), ("period", "2022")]);
    let se = |p: f64| 100.0 * (p * (1.0 - p) / 1000.0).sqrt();
    let right = (se(0.8).powi(2) + se(0.6).powi(2) / 7.0).sqrt();
    assert!((peers["se"].as_f64().unwrap() - right).abs() < 1e-9 && peers["verdict"] == "better", "{peers}");
    assert_eq!(peers["method"], "unweighted_mean");
    let change =
        one(&result, "comparisons", &[("kind", "difference_in_differences"), ("region", "13"), ("period", "2022")]);
    assert_eq!((change["value"].as_f64(), change["against"]["value"].as_f64()), (Some(10.0), Some(0.0)));
    assert_eq!(
        (change["against"]["population"].as_str(), change["verdict"].as_str()),
        (Some("nation"), Some("better"))
    );
    let rank = one(&result, "ranks", &[("region", "13"), ("period", "2022")]);
    assert_eq!(
        (rank["rank"].as_u64(), rank["low"].as_u64(), rank["high"].as_u64(), rank["of"].as_u64()),
        (Some(1), Some(1), Some(1), Some(21))
    );
}

/// Figures that come without uncertainty have neither a place nor a test.
#[test]
fn bare_figures_have_no_place() {
    let mut text = "region;ar;minuter\n".to_owned();
    CODES.iter().enumerate().for_each(|(at, code)| text += &format!("{code};2022;{}\n", 30 + at));
    let plan =
        json!({"plan": 1, "region": "13", "measures": [{"id": "minuter", "type": "published", "column": "minuter"}]});
    let result = analysed(&text, &plan);
    assert!(result["ranks"].as_array().unwrap().is_empty());
    let peers = one(&result, "comparisons", &[("kind", "peers"), ("region", "13")]);
    assert_eq!((peers["verdict"].as_str(), peers["reason"].as_str()), (Some("not_tested"), Some("no_uncertainty")));
}

/// Built-in figures with an uncertainty of their own have a place and a tested mean of similar regions; others neither.
#[test]
fn built_in_figures_have_places_where_they_are_uncertain() {
    let session = Session::new().unwrap();
    let result = serde_json::to_value(session.overview("13").unwrap()).unwrap();
    let ranks = result["ranks"].as_array().unwrap();
    assert!(ranks.len() > 20, "{}", ranks.len());
    for rank in ranks {
        let [low, place, high, of] = ["low", "rank", "high", "of"].map(|key| rank[key].as_u64().unwrap());
        assert!(
            rank["region"] == "13" && 1 <= low && low <= place && place <= high && high <= of && of <= 21,
            "{rank}"
        );
        let measure = rank["measure"].as_str().unwrap();
        let own = all(&result, "estimates", &[("measure", measure), ("region", "13")]);
        assert!(own.iter().any(|one| one["period"] == rank["period"] && one["se"].is_number()), "{rank}");
    }
    let peers = all(&result, "comparisons", &[("kind", "peers"), ("region", "13")]);
    let (sure, bare): (Vec<&Value>, Vec<&Value>) = peers.into_iter().partition(|one| one["p"].is_number());
    assert!(sure.len() > 20 && bare.len() > 20);
    assert!(sure.iter().chain(&bare).all(|one| one["against"]["regions"].as_array().unwrap().len() >= 4));
    assert!(bare.iter().all(|one| one["verdict"] == "not_tested" && one["reason"] == "no_uncertainty"));
}

/// A health centre that is a sampling unit shows nothing of how much units differ: its value stands without a margin of
/// error, nothing it takes part in is tested, and a finding says so. The regions of the same file are tested.
#[test]
fn a_group_within_one_sampling_unit_is_not_tested() {
    let text = std::fs::read_to_string("www/examples/enkat_exempel.csv").unwrap();
    let plan = json!({"plan": 1, "region": "13", "disclosure": {"minimum_n": 0}, "reliability": {"minimum_n": 0},
        "files": [{"match": "*", "kind": "survey", "columns": {"region": "region", "period": "ar"},
            "design": {"ids": ["vardcentral"], "strata": "stratum", "weights": "vikt", "nest": true}}],
        "measures": [{"id": "svar", "type": "proportion", "column": "delaktig", "positive": ["alltid", "ibland"], "nation": "data"},
            {"id": "betyg", "type": "mean", "column": "betyg", "nation": "data"},
            {"id": "median", "type": "quantile", "column": "betyg", "nation": "data"}],
        "groups": ["vardcentral"],
        "compare": ["nation", "previous_measurement", "group_gap", "gap_change"]});
    let result = analysed(&text, &plan);
    let centres = |list: &str| -> Vec<Value> {
        result[list].as_array().unwrap().iter().filter(|one| one["group"] == "vardcentral").cloned().collect()
    };
    assert!(centres("estimates").len() > 100 && centres("comparisons").len() > 100);
    for one in centres("estimates").iter().filter(|one| one["value"].is_number()) {
        assert!(["se", "low", "high", "n_effective"].iter().all(|key| one[*key].is_null()), "{one}");
    }
    for one in centres("comparisons") {
        let untested = one["verdict"] == "not_tested" || one["verdict"] == "not_comparable";
        assert!(untested && one["p"].is_null() && one["low"].is_null(), "{one}");
    }
    assert!(centres("comparisons").iter().any(|one| one["kind"] == "nation" && one["reason"] == "no_spread"));
    assert!(!all(&result, "findings", &[("code", "W_NO_SPREAD")]).is_empty());
    let own = one(
        &result,
        "comparisons",
        &[("measure", "svar"), ("kind", "nation"), ("region", "13"), ("period", "2022"), ("group", "")],
    );
    assert!(own["p"].is_number(), "{own}");
}

/// One unit in every stratum leaves no degrees of freedom: no interval and no test, whatever is done about lonely units.
#[test]
fn without_degrees_of_freedom_nothing_is_tested() {
    let yes = |region: &str, year: u16, health: &str| {
        if region == "13" { 8 } else { 3 + usize::from(year % 3) + health.len() % 2 }
    };
    let text = survey(&CODES, &[2018, 2022], yes);
    for lonely in ["remove", "certainty", "adjust", "average"] {
        let mut plan = plan(json!({}));
        plan["files"][0]["design"] =
            json!({"ids": ["region"], "strata": "region", "weights": "vikt", "lonely": lonely});
        let result = analysed(&text, &plan);
        let comparisons = all(&result, "comparisons", &[("kind", "nation")]);
        assert!(comparisons.iter().any(|one| one["difference"].is_number()), "{lonely}: {comparisons:?}");
        let own = all(&result, "estimates", &[("region", "13")]);
        assert!(own.iter().any(|one| one["value"].is_number()), "{lonely}: {own:?}");
        for one in result["comparisons"].as_array().unwrap() {
            assert!(
                one["p"].is_null() && !["better", "worse", "higher", "lower"].iter().any(|it| one["verdict"] == *it),
                "{lonely}: {one}"
            );
        }
        for one in result["estimates"].as_array().unwrap() {
            assert!(one["low"].is_null(), "{lonely}: {one}");
        }
    }
}

/// Three questions of weights 0.34, 0.23 and 0.43. All answered yes, no, yes: 77. The second left out: 34/77 of yes.
#[test]
fn a_dimension_is_the_mean_of_its_respondents() {
    let text = "region;ar;a;b;c\n13;2023;ja;nej;ja\n13;2023;ja;;nej\n13;2023;;;\n13;2023;nej;nej;kanske\n";
    let of = |items: Value, nation: Value| {
        let plan = json!({"plan": 1, "region": "13", "disclosure": {"minimum_n": 0}, "reliability": {"minimum_n": 0},
            "files": [{"match": "*", "kind": "survey", "columns": {"region": "region", "period": "ar"}}],
            "measures": [{"id": "dimension", "type": "score", "items": items, "points": {"ja": 1, "nej": 0}, "nation": nation}]});
        analysed(text, &plan)
    };
    let weighted =
        json!([{"column": "a", "weight": 0.34}, {"column": "b", "weight": 0.23}, {"column": "c", "weight": 0.43}]);
    let alike = json!([{"column": "a"}, {"column": "b"}, {"column": "c"}]);
    let estimate = |result: &Value| one(result, "estimates", &[("region", "13")]).clone();
    let result = of(weighted.clone(), json!({"indicator": "U71451"}));
    assert_eq!(estimate(&result)["n"], 3.0);
    let right = (77.0 + 3400.0 / 77.0 + 0.0) / 3.0;
    assert!((estimate(&result)["value"].as_f64().unwrap() - right).abs() < 1e-9, "{}", estimate(&result));
    assert!(
        (estimate(&of(alike.clone(), json!("data")))["value"].as_f64().unwrap() - (200.0 / 3.0 + 50.0) / 3.0).abs()
            < 1e-9
    );
    assert_eq!(all(&result, "findings", &[("code", "W_ANSWER_UNKNOWN")]).len(), 1);
    // The published value is compared with only where the questions have weights.
    let held = |result: &Value| one(result, "comparisons", &[("kind", "nation")]).clone();
    assert!(held(&result)["difference"].is_number());
    for nation in [json!({"indicator": "U71451"}), json!({"value": 80.0, "low": 79.0, "high": 81.0})] {
        let result = of(alike.clone(), nation);
        assert_eq!(
            (&held(&result)["verdict"], &held(&result)["reason"]),
            (&"not_comparable".into(), &"different_definition".into())
        );
        assert!(!all(&result, "findings", &[("code", "W_OWN_WEIGHTS")]).is_empty());
    }
}

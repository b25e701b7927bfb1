//! Mistakes that users make and files that mislead: each once gave a wrong answer.

use rikssnitt::plan::Plan;
use rikssnitt::session::Session;
use serde_json::Value;

fn session(files: &[&str]) -> Session {
    let mut session = Session::new().unwrap();
    for (index, text) in files.iter().enumerate() {
        session.add(&format!("{index}.csv"), text.as_bytes().to_vec()).unwrap();
    }
    session
}

fn analysed(files: &[&str], change: impl Fn(&mut Plan)) -> Value {
    let mut session = session(files);
    let mut plan = session.propose(Some("13")).unwrap();
    change(&mut plan);
    serde_json::to_value(session.analyse(&plan).unwrap()).unwrap()
}

fn codes(result: &Value) -> Vec<&str> {
    result["findings"].as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap()).collect()
}

#[test]
fn shares_written_in_two_ways_are_not_averaged() {
    let text = "Region;År;Andel (%);Antal svar\nHalland;2024;74,6;500\nSkåne;2024;0,76;900\nUppsala;2024;71,0;400\n";
    let result = analysed(&[text], |_| {});
    let finding =
        result["findings"].as_array().unwrap().iter().find(|one| one["code"] == "E_SHARE_SCALE_MIXED").unwrap();
    assert_eq!((&finding["row"], &finding["column"]), (&3.into(), &"Andel (%)".into()));
    let skane = result["estimates"].as_array().unwrap().iter().find(|one| one["region"] == "12").unwrap();
    assert_eq!((&skane["status"], &skane["value"]), (&"inestimable".into(), &Value::Null));
}

/// 0/1 with 9 for no answer, and 1–5 with 8: the codes stand outside the base, and nobody's mean is above the scale.
#[test]
fn codes_apart_from_the_scale_are_proposed_as_outside() {
    let mut text = "region;ar;vikt;delaktig;betyg\n".to_owned();
    for row in 0..60 {
        let (delaktig, betyg) = (if row % 10 == 0 { 9 } else { row % 2 }, if row % 12 == 0 { 8 } else { 1 + row % 5 });
        text.push_str(&format!("Halland;2024;1,5;{delaktig};{betyg}\n"));
    }
    let plan = session(&[&text]).propose(Some("13")).unwrap();
    let measure = |id: &str| plan.measures.iter().find(|measure| measure.id == id).unwrap().clone();
    assert_eq!(measure("delaktig").missing, ["9"]);
    assert_eq!(measure("delaktig").positive, ["1"]);
    assert_eq!(measure("betyg").missing, ["8"]);
}

#[test]
fn a_national_value_of_another_period_or_scale_is_refused() {
    let text = "Region;År;Andel (%);Antal svar\nHalland;2024;74,6;500\nSkåne;2024;70,1;900\n";
    let given = |json: &str| serde_json::from_str(json).unwrap();
    let result = analysed(&[text], |plan| plan.measures[0].nation = given(r#"{"value":70,"n":900,"period":"2010"}"#));
    for one in result["comparisons"].as_array().unwrap() {
        assert_eq!((&one["verdict"], &one["reason"]), (&"not_comparable".into(), &"different_period".into()));
    }
    let mut session = session(&[text]);
    let mut plan = session.propose(Some("13")).unwrap();
    plan.measures[0].nation = given(r#"{"value":700}"#);
    assert_eq!(session.analyse(&plan).unwrap_err().code.as_str(), "X_NATION_OUT_OF_RANGE");
}

/// One measure in two files, a year in each: one measure with both years.
#[test]
fn two_files_with_one_heading_are_one_measure() {
    let year = |year: u16, share: &str| format!("Region;År;Andel nöjda (%);Antal svar\nHalland;{year};{share};500\n");
    let (first, second) = (year(2023, "70,0"), year(2024, "80,0"));
    let result = analysed(&[&first, &second], |_| {});
    assert_eq!(result["measures"].as_array().unwrap().len(), 1);
    let change = result["comparisons"].as_array().unwrap().iter().find(|one| one["kind"] == "previous_measurement");
    assert!((change.unwrap()["difference"].as_f64().unwrap() - 10.0).abs() < 1e-9);
}

/// 0.2–0.9 per cent around 0.55: two percentage points would call everything alike.
#[test]
fn the_default_relevance_shrinks_with_rare_outcomes() {
    let rows =
        [("Riket", "0,55", 90000), ("Halland", "0,20", 4000), ("Skåne", "0,90", 9000), ("Uppsala", "0,56", 60000)];
    let rows: String = rows.iter().map(|(name, share, n)| format!("{name};2024;{share};{n}\n")).collect();
    let text = format!("Region;År;Andel med infektion, procent;Antal svar\n{rows}");
    let result = analysed(&[&text], |_| {});
    let verdict = |region: &str| {
        let all = result["comparisons"].as_array().unwrap();
        all.iter().find(|one| one["region"] == region && one["kind"] == "nation").unwrap()["verdict"].clone()
    };
    assert_eq!(
        (verdict("13"), verdict("12"), verdict("03")),
        ("lower".into(), "higher".into(), "no_difference".into())
    );
}

/// What a number of people or things is in a region is not held against the whole nation's.
#[test]
fn numbers_are_not_compared_with_the_nations() {
    let text = "Region;År;Antal besök\nRiket;2024;90000\nHalland;2024;4000\nSkåne;2024;9000\n";
    let result = analysed(&[text], |_| {});
    for one in result["comparisons"].as_array().unwrap().iter().filter(|one| one["kind"] == "nation") {
        assert_eq!(one["verdict"], "not_comparable", "{one}");
    }
}

/// One question, no weights, many rows in each place: respondents, not figures that contradict each other.
#[test]
fn one_question_without_weights_is_a_survey() {
    let mut text = "Region;År;Kön;Helhetsintryck\n".to_owned();
    for row in 0..120 {
        let sex = if row % 2 == 0 { "Man" } else { "Kvinna" };
        text.push_str(&format!("Region Halland;2024;{sex};{}\n", 1 + row % 5));
    }
    let result = analysed(&[&text], |_| {});
    assert_eq!(result["files"][0]["kind"], "survey");
    assert!(!codes(&result).contains(&"E_DUPLICATE_FIGURE"));
}

/// Free text and levels that hold a personal identity number (a test number of Skatteverket) are not read further.
#[test]
fn free_text_and_identity_numbers_among_levels_go_no_further() {
    let mut text = "Region;År;Andel (%);Antal svar;Enhet;Kommentar\n".to_owned();
    for (unit, note) in [("Norra", "Dr Olsson var otrevlig"), ("Anna 19121212-1212", "bra"), ("Södra", "bra")] {
        text.push_str(&format!("Halland;2024;70,0;200;{unit};{note}\n"));
    }
    let mut session = session(&[&text]);
    let plan = session.propose(Some("13")).unwrap();
    let written = serde_json::to_string(&session.analyse(&plan).unwrap()).unwrap();
    assert!(!written.contains("Olsson") && !written.contains("19121212"), "{written}");
}

/// A national table of one's own: only its national row counts, and the difference is tested.
#[test]
fn a_reference_file_gives_the_nation_and_nothing_else() {
    let own = "Region;År;Andel nöjda (%);Antal svar\nHalland;2024;80,0;500\n";
    let national = "Region;År;Andel nöjda (%);Antal svar\nRiket;2024;70,0;9000\nHalland;2024;10,0;500\n";
    let mut session = session(&[own, national]);
    session.hold_as_reference(1).unwrap();
    let plan = session.propose(Some("13")).unwrap();
    let result = serde_json::to_value(session.analyse(&plan).unwrap()).unwrap();
    let comparisons = result["comparisons"].as_array().unwrap();
    assert_eq!(comparisons.len(), 1);
    assert!((comparisons[0]["difference"].as_f64().unwrap() - 10.0).abs() < 1e-9);
    assert_eq!((&comparisons[0]["verdict"], &comparisons[0]["against"]["source"]), (&"higher".into(), &"file".into()));
}

//! Mistakes that users make and files that mislead: each once gave a wrong answer.

use rikssnitt::plan::{FilePlan, Measure, MeasureType, Plan};
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
    assert_eq!((&comparisons[0]["verdict"], &comparisons[0]["against"]["source"]), (&"better".into(), &"file".into()));
}

/// Thirty respondents a year, none of whom is missing.
fn survey(answers: &[&str]) -> String {
    let rows = (0..30).map(|at| format!("Halland;2024;1,5;{}\n", answers[at % answers.len()]));
    format!("region;ar;vikt;q1\n{}", rows.collect::<String>())
}

fn positive(plan: &mut Plan, answers: &[&str]) {
    let positive = answers.iter().map(|answer| (*answer).to_owned()).collect();
    plan.files = vec![FilePlan { pattern: "*".to_owned(), kind: Some("survey".to_owned()), ..FilePlan::default() }];
    plan.measures = vec![Measure { positive, ..Measure::new("q1".to_owned(), MeasureType::Proportion, "q1") }];
}

fn found(result: &Value, code: &str) -> Option<Value> {
    result["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == code).cloned()
}

/// The opening quote on the third line is closed by the one on the fifth: two respondents are inside the answer.
#[test]
fn rows_that_a_quote_swallowed_are_said() {
    let text = "region;ar;q1;fritext2\nHalland;2024;Ja;bra\nHalland;2024;Nej;\"bra\nHalland;2024;Ja;ok\n\
                Halland;2024;Ja;\"ok\"\nHalland;2024;Nej;bra\nHalland;2024;Ja;bra\nHalland;2024;Ja;\"två\nrader\"\n";
    let result = analysed(&[text], |_| {});
    let finding = found(&result, "W_ROWS_IN_FIELD").unwrap();
    assert_eq!((&finding["row"], &finding["count"]), (&3.into(), &1.into()), "{finding}");
}

#[test]
fn the_same_file_twice_is_said() {
    let (one, other) = (survey(&["Ja", "Nej"]), survey(&["Nej", "Ja"]));
    let finding = found(&analysed(&[&one, &other, &one], |_| {}), "E_FILE_TWICE").unwrap();
    assert_eq!((&finding["file"], &finding["count"]), (&2.into(), &1.into()), "{finding}");
    assert!(found(&analysed(&[&one, &other], |_| {}), "E_FILE_TWICE").is_none());
}

#[test]
fn a_survey_without_a_measure_that_others_have_is_said() {
    let (one, other) = (survey(&["Ja", "Nej"]), survey(&["Ja", "Nej"]).replace("q1", "q1_ny"));
    let result = analysed(&[&one, &other], |plan| plan.measures.truncate(1));
    let finding = found(&result, "W_MEASURE_NOT_IN_FILE").unwrap();
    assert_eq!((&finding["file"], &finding["column"]), (&1.into(), &"q1".into()), "{finding}");
}

#[test]
fn a_file_that_the_plan_does_not_name_is_said() {
    let text = survey(&["Ja", "Nej"]);
    let result = analysed(&[&text], |plan| plan.files[0].pattern = "1.csv".to_owned());
    assert!(found(&result, "W_FILE_NOT_IN_PLAN").is_some());
    assert!(found(&analysed(&[&text], |_| {}), "W_FILE_NOT_IN_PLAN").is_none());
}

#[test]
fn answers_that_count_as_no_and_do_not_look_it_are_said() {
    let doubtful = |answers: &[&str], chosen: &[&str]| {
        let result = analysed(&[&survey(answers)], |plan| positive(plan, chosen));
        found(&result, "W_ANSWERS_DOUBTFUL").map(|finding| finding["params"]["found"].as_str().unwrap().to_owned())
    };
    assert_eq!(doubtful(&["Ja", "ja", "JA", "Nej", "Vet inte"], &["Ja"]).as_deref(), Some("3"));
    assert_eq!(doubtful(&["1", "2", "3", "4", "5", "9"], &["4", "5"]).as_deref(), Some("1"));
    assert_eq!(doubtful(&["Ja", "Nej", "Kanske"], &["Ja"]).as_deref(), Some("1"));
    for (answers, chosen) in [
        (&["Ja", "Nej"][..], &["Ja"][..]),
        (&["Alltid", "Oftast", "Ibland", "Sällan", "Aldrig"], &["Alltid", "Oftast"]),
        (&["1", "2"], &["1"]),
        (&["Läkare", "Sjuksköterska", "Annan"], &["Läkare"]),
        (&["0", "3", "6", "7", "9", "10"], &["9", "10"]),
    ] {
        assert_eq!(doubtful(answers, chosen), None, "{answers:?}");
    }
}

#[test]
fn a_positive_answer_that_nobody_gave_is_said() {
    let said = |chosen: &[&str]| {
        let result = analysed(&[&survey(&["Ja", "Nej"])], |plan| positive(plan, chosen));
        found(&result, "W_POSITIVE_NOT_GIVEN").is_some()
    };
    assert!(said(&["Ja", "Absolut"]) && said(&["Jaa"]) && !said(&["Ja"]));
}

/// What stands beside a number of answers is a share where it is called so or called nothing else, and the guess is said.
#[test]
fn days_and_means_are_no_shares_for_standing_beside_a_number_of_answers() {
    let of = |value: &str, count: &str| {
        let text = format!("Region;År;{value};{count}\nHalland;2024;62;500\nSkåne;2024;71;900\nUppsala;2024;58;400\n");
        let result = analysed(&[&text], |_| {});
        let estimate = result["estimates"].as_array().unwrap()[0].clone();
        (
            result["measures"][0]["unit"].clone(),
            estimate["low"].is_number(),
            found(&result, "W_SHARE_ASSUMED").is_some(),
        )
    };
    for (value, count) in [("Väntetid dagar", "Antal svar"), ("Medelvärde", "n"), ("Index", "Antal svar")] {
        assert_eq!(of(value, count), ("unknown".into(), false, false), "{value}");
    }
    assert_eq!(of("Andel", "Antal svar"), ("percent".into(), true, false));
    assert_eq!(of("Tillgänglighet", "Antal svar"), ("percent".into(), true, true));
    // No number of those who answered: it is a figure of its own.
    for count in ["Antal nöjda", "Antal läkare", "Antal invånare"] {
        let (_, interval, _) = of("Andel", count);
        assert!(!interval, "{count}");
    }
}

/// Three health centres in one region and forty in another.
#[test]
fn regions_with_few_sampling_units_are_named() {
    let mut text = "region;ar;vikt;vardcentral;q1\n".to_owned();
    for (region, units) in [("Halland", 3), ("Skåne", 40)] {
        for unit in 0..units {
            for at in 0..6 {
                let answer = if (unit * 7 + at * 5) % 3 == 0 { "Nej" } else { "Ja" };
                text.push_str(&format!("{region};2024;1,5;{region} {unit};{answer}\n"));
            }
        }
    }
    let regions = |text: &str| {
        let finding = found(&analysed(&[text], |_| {}), "W_FEW_UNITS");
        finding.map(|finding| finding["params"]["regions"].as_str().unwrap().to_owned())
    };
    assert_eq!(regions(&text).as_deref(), Some("Halland"));
    assert_eq!(regions(&text.replace("vardcentral", "grupp")), None);
}

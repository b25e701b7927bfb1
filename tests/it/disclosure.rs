//! Nothing small and nothing private leaves: neither in the result nor in its files.

use rikssnitt::plan::Plan;
use rikssnitt::session::{Format, Session};

const SURVEY: &str = "personnummer;namn;region;år;vikt;kön;q1\n";

/// Three respondents in Gotland with the group X, thirty in Halland; answers and persons are made up.
fn survey() -> Vec<u8> {
    let mut text = SURVEY.to_owned();
    for row in 0..36 {
        let (region, group) =
            if row < 3 { ("Gotland", "X") } else { ("Halland", if row % 2 == 0 { "Y" } else { "Z" }) };
        let answer = if row % 3 == 0 { "Ja" } else { "Nej" };
        let number = format!("19800101-{:04}", 2380 + row);
        text.push_str(&format!("{number};Hemlig Person{row};{region};2024;1,5;{group};{answer}\n"));
    }
    text.into_bytes()
}

fn plan(minimum: u64) -> Plan {
    Plan::parse(&format!(
        r#"{{"plan":1,"disclosure":{{"minimum_n":{minimum}}},"groups":["kön"],
        "files":[{{"match":"*","kind":"survey","columns":{{"region":"region","period":"år"}},
          "design":{{"ids":[],"strata":null,"weights":"vikt"}}}}],
        "measures":[{{"id":"q1","type":"proportion","column":"q1","positive":["Ja"],"nation":"data"}}]}}"#
    ))
    .unwrap()
}

fn session() -> Session {
    let mut session = Session::new().unwrap();
    session.add("hemlig_patientlista.csv", survey()).unwrap();
    session
}

#[test]
fn groups_below_the_minimum_are_hidden_everywhere() {
    let result = serde_json::to_value(session().analyse(&plan(5)).unwrap()).unwrap();
    let gotland = |one: &&serde_json::Value| one["region"] == "09";
    let hidden: Vec<_> = result["estimates"].as_array().unwrap().iter().filter(gotland).collect();
    assert!(!hidden.is_empty());
    for one in hidden {
        assert_eq!(one["status"], "hidden", "{one}");
        for key in ["n", "n_effective", "value", "se", "low", "high"] {
            assert!(one[key].is_null(), "{key} of {one}");
        }
    }
    for one in result["comparisons"].as_array().unwrap().iter().filter(gotland) {
        for key in ["difference", "se", "low", "high", "statistic", "p", "n_needed"] {
            assert!(one[key].is_null(), "{key} of {one}");
        }
        assert_eq!(one["reason"], "few_answers");
    }
    for one in result["distributions"].as_array().unwrap().iter().filter(gotland) {
        assert!(one["n"].is_null() && one["answers"].as_array().unwrap().is_empty(), "{one}");
    }
    assert_eq!(result["protected"], true);
}

#[test]
fn protection_can_be_switched_off_and_the_result_says_so() {
    let result = serde_json::to_value(session().analyse(&plan(0)).unwrap()).unwrap();
    assert_eq!(result["protected"], false);
    let gotland = result["estimates"].as_array().unwrap().iter().find(|one| one["region"] == "09").unwrap();
    assert_eq!(gotland["n"], 3.0);
    assert!(result["findings"].as_array().unwrap().iter().any(|one| one["code"] == "W_PROTECTION_OFF"));
}

/// Names, personal identity numbers and the file's name are in nothing that leaves, and in no preview.
#[test]
fn persons_and_file_names_are_in_nothing_that_leaves() {
    let mut session = session();
    let mut out = vec![serde_json::to_string(&session.inspect(0).unwrap()).unwrap()];
    out.push(serde_json::to_string(&session.rows(0, 5).unwrap()).unwrap());
    out.push(String::from_utf8(session.export(&plan(5), Format::Json).unwrap()).unwrap());
    out.push(String::from_utf8(session.export(&plan(5), Format::Csv).unwrap()).unwrap());
    for text in out {
        assert!(
            !text.contains("Hemlig") && !text.contains("19800101") && !text.contains("hemlig_patientlista"),
            "{text}"
        );
    }
}

/// A cell that cannot be read is named by its place, never by its content.
#[test]
fn findings_hold_no_cell_content() {
    let text = "region;år;vikt;q1\nHalland;2024;1;Ja\n".to_owned();
    let good: String =
        (0..40).map(|row| format!("Halland;2024;1;{}\n", if row % 2 == 0 { "Ja" } else { "Nej" })).collect();
    let bad = "Halland;2024;HEMLIGT;Ja\nHEMLIGORT;2024;1;Nej\nHalland;HEMLIGTID;1;Nej\n";
    let mut session = Session::new().unwrap();
    session.add("a.csv", (text + &good + bad).into_bytes()).unwrap();
    let mut plan = session.propose(None).unwrap();
    plan.groups.clear();
    let result = session.analyse(&plan).unwrap();
    let written = serde_json::to_string(&result).unwrap();
    assert!(!written.contains("HEMLIG"), "{written}");
    assert_eq!(result.files[0].rows_rejected, 3, "{written}");
    let codes: Vec<&str> = result.findings.iter().map(|finding| finding.code).collect();
    for code in ["E_BAD_WEIGHT", "E_REGION_UNKNOWN", "E_PERIOD_UNKNOWN"] {
        assert!(codes.contains(&code), "{codes:?}");
    }
    let place = result.findings.iter().find(|finding| finding.code == "E_REGION_UNKNOWN").unwrap();
    assert_eq!((place.row, place.column.as_deref()), (Some(44), Some("region")));
}

/// Ten answers hidden by a limit of twelve: all alike or not, the cell looks the same.
#[test]
fn a_hidden_cell_does_not_tell_whether_its_answers_were_alike() {
    let hidden = |answers: [&str; 2]| {
        let rows = (0..60).map(|at| format!("Skåne;2024;1,5;{}\n", ["Ja", "Nej"][at % 2])).collect::<String>();
        let few = (0..10).map(|at| format!("Halland;2024;1,5;{}\n", answers[at % 2])).collect::<String>();
        let mut session = Session::new().unwrap();
        session.add("fil.csv", format!("region;ar;vikt;q1\n{rows}{few}").into_bytes()).unwrap();
        let mut plan = session.propose(Some("13")).unwrap();
        plan.disclosure.minimum_n = 12;
        let result = serde_json::to_value(session.analyse(&plan).unwrap()).unwrap();
        let own = result["estimates"].as_array().unwrap().iter().find(|one| one["region"] == "13").cloned().unwrap();
        assert_eq!(own["status"], "hidden", "{own}");
        own
    };
    assert_eq!(hidden(["Ja", "Ja"]), hidden(["Ja", "Nej"]));
}

//! Files that once gave wrong figures without a word: columns that say again what others say, numbers that are no codes.
//! What is right is written by hand from what each file means.

use super::unsaid::{given, near};
use serde_json::Value;

/// Yes is not the good answer to a question about something bad: nothing is said of better or worse until the plan does.
#[test]
fn the_direction_of_questions_about_something_bad() {
    let mut text = "lopnr;lan;vikt;avstatt_vard;vantat_for_lange;nojd_med_vantan;missnoje;delaktig\n".to_owned();
    for at in 0..90 {
        let (yes, felt) = (["ja", "nej"][at % 2], ["Mycket nöjd", "Ganska nöjd", "Mycket missnöjd"][at / 3 % 3]);
        text.push_str(&format!("{at};{};1,5;{yes};{yes};{felt};{felt};{yes}\n", ["13", "12", "08"][at % 3]));
    }
    let file = given(&text);
    let all = file.result["measures"].as_array().unwrap();
    let directions: Vec<_> =
        all.iter().map(|one| (one["id"].as_str().unwrap(), one["direction"].as_str().unwrap())).collect();
    let expected = [
        ("avstatt_vard", "none"),
        ("vantat_for_lange", "none"),
        ("nojd_med_vantan", "higher"),
        // The answers say what is good, whatever the question is called.
        ("missnoje", "higher"),
        ("delaktig", "higher"),
    ];
    assert_eq!(directions, expected);
    let said = |result: &Value| -> Vec<String> {
        let all = result["findings"].as_array().unwrap().iter().filter(|one| one["code"] == "W_DIRECTION_UNSURE");
        all.map(|one| one["params"]["measure"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(said(&file.result), ["avstatt_vard", "vantat_for_lange"]);
    assert!(
        file.result["comparisons"].as_array().unwrap().iter().all(|one| {
            one["measure"] != "avstatt_vard" || (one["verdict"] != "better" && one["verdict"] != "worse")
        })
    );
    // A direction in the plan is an answer, none too.
    let result = file.with_plan(|plan| {
        for (measure, direction) in plan.measures.iter_mut().zip(["lower", "none"]) {
            measure.direction = Some(direction.to_owned());
        }
    });
    assert_eq!((said(&result), &result["measures"][0]["direction"]), (vec![], &"lower".into()));
}

/// How many are covered is no share of those who answered.
#[test]
fn answers_beside_how_many_are_covered() {
    for table in [
        "Region;År;Andel nöjda (%);n;Täckningsgrad (%)\nSkåne;2023;31;400;80\nHalland;2023;33;300;75\n",
        "Region;År;Täckningsgrad (%);n;Andel nöjda (%)\nSkåne;2023;80;400;31\nHalland;2023;75;300;33\n",
        "Region;År;Indikator;Andel (%);Antal svar\nSkåne;2023;Andel nöjda (%);31;400\nHalland;2023;Andel nöjda (%);33;300\n\
         Skåne;2023;Täckningsgrad (%);80;400\nHalland;2023;Täckningsgrad (%);75;300\n",
    ] {
        let file = given(table);
        let all = file.result["estimates"].as_array().unwrap();
        let one = |measure: &str| {
            let fits = |it: &&Value| it["region"] == "13" && it["source"] == "file" && it["measure"] == measure;
            all.iter().find(fits).unwrap()
        };
        assert_eq!((&one("andel_nojda")["value"], &one("andel_nojda")["n"]), (&33.0.into(), &300.0.into()), "{table}");
        assert!(one("andel_nojda")["se"].is_number());
        assert_eq!(
            (&one("tackningsgrad")["value"], &one("tackningsgrad")["n"]),
            (&75.0.into(), &Value::Null),
            "{table}"
        );
        assert!(one("tackningsgrad")["se"].is_null(), "{table}");
    }
    // Alone it may be what they are of; answers are not.
    let file = given("Region;År;Täckningsgrad (%);n\nSkåne;2023;80;400\nHalland;2023;75;300\n");
    assert_eq!(file.estimate("13", "")["n"], 300.0);
    let file = given("Region;År;Täckningsgrad (%);Antal svar\nSkåne;2023;80;400\nHalland;2023;75;300\n");
    assert_eq!(
        (&file.estimate("13", "")["n"], file.found("W_COLUMN_UNUSED")),
        (&Value::Null, vec!["Antal svar".to_owned()])
    );
}

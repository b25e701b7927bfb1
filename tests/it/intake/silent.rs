//! Files that once gave wrong figures without a word: columns that say again what others say, numbers that are no codes.
//! What is right is written by hand from what each file means.

use super::unsaid::given;
use serde_json::Value;

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

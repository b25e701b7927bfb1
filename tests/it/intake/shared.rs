//! Numbers and limits that stand once beside several figures: whose they are. What is right is written by hand from what
//! each file means.

use super::unsaid::{given, near};
use serde_json::Value;

/// The number of all who answered is that of the total, whatever the levels beside it are called; where there is no total it
/// is nobody's, and said.
#[test]
fn the_number_of_all_beside_women_and_men() {
    for header in [
        "Andel kvinnor (%);Andel män (%);Andel totalt (%);Antal svar",
        "Kvinnor, andel i %;Män, andel i %;Totalt, andel i %;n",
        "Andel kvinnor;Andel män;Andel;Antal svar",
        "Kvinnor;Män;Totalt;Antal svar",
    ] {
        let file = given(&format!(
            "Region;År;{header}\nSkåne;2025;60;50;55;1000\nHalland;2025;70;60;65;400\nRiket;2025;63;53;58;9000\n"
        ));
        assert_eq!(file.result["measures"].as_array().unwrap().len(), 1, "{header}");
        let all = file.result["estimates"].as_array().unwrap();
        let own = |one: &&Value| one["region"] == "13" && one["source"] == "file";
        let found: Vec<_> = all
            .iter()
            .filter(own)
            .map(|one| (one["group"].as_str(), one["value"].as_f64(), one["n"].as_f64()))
            .collect();
        let expected =
            [(None, Some(65.0), Some(400.0)), (Some("kön"), Some(70.0), None), (Some("kön"), Some(60.0), None)];
        assert_eq!(found, expected, "{header}");
        assert!(file.found("W_COLUMN_UNUSED").is_empty(), "{header}");
    }
    // In a wide table each period has its own.
    let file = given(
        "Region;2024 Kvinnor;2024 Män;2024 Totalt;2024 n\nSkåne;55;60;57;1000\nHalland;65;70;67;400\nRiket;58;63;60;9000\n",
    );
    near(&file.estimate("13", "")["n"], 400.0);
    assert!(file.estimate("13", "Kvinnor")["n"].is_null());
    for header in ["Kvinnor;Män", "Andel kvinnor (%);Andel män (%)"] {
        let file = given(&format!("Region;År;{header};Antal svar\nSkåne;2025;60;50;1000\nHalland;2025;70;60;400\n"));
        let all = file.result["estimates"].as_array().unwrap();
        assert!(all.iter().all(|one| one["source"] != "file" || one["n"].is_null()), "{header}");
        assert_eq!(file.found("W_COLUMN_UNUSED"), ["Antal svar"], "{header}");
    }
}

/// Each level keeps the number that stands beside it, and other measures share theirs.
#[test]
fn numbers_of_their_own_and_of_all_measures() {
    let file = given(
        "Region;År;Andel kvinnor (%);Antal svar kvinnor;Andel män (%);Andel totalt (%)\nSkåne;2025;60;500;50;55\n\
         Halland;2025;70;200;60;65\n",
    );
    near(&file.estimate("13", "kvinnor")["n"], 200.0);
    assert!(file.estimate("13", "")["n"].is_null() && file.estimate("13", "män")["n"].is_null());
    let file = given(
        "Region;År;Andel kvinnor (%);n;Andel män (%);n;Andel totalt (%);n\nSkåne;2025;60;500;50;510;55;1010\n\
         Halland;2025;70;200;60;210;65;410\n",
    );
    for (level, n) in [("kvinnor", 200.0), ("män", 210.0), ("", 410.0)] {
        near(&file.estimate("13", level)["n"], n);
    }
    let file = given(
        "Region;År;Andel nöjda (%);Andel delaktiga (%);Antal svar\nSkåne;2025;60;50;1000\nHalland;2025;70;60;400\n",
    );
    let all = file.result["estimates"].as_array().unwrap();
    assert_eq!(all.iter().filter(|one| one["region"] == "13" && one["n"] == 400.0).count(), 2);
}

/// One pair of limits beside several measures is of the measure that it stands behind, else of the nearest; as many pairs as
/// measures are each its own measure's, wherever they stand.
#[test]
fn limits_beside_several_measures() {
    let limits = |text: &str| {
        let file = given(text);
        assert!(file.found("W_COLUMN_UNUSED").is_empty(), "{text}");
        let all = file.result["estimates"].as_array().unwrap();
        let own = all.iter().filter(|one| one["region"] == "13" && one["source"] == "file");
        let own = own.map(|one| [&one["value"], &one["low"], &one["high"]].map(Value::as_f64));
        own.collect::<Vec<_>>()
    };
    let (crude, none) = ([Some(259.0), None, None], [Some(252.0), None, None]);
    let both = [[Some(259.0), Some(240.0), Some(270.0)], [Some(252.0), Some(244.0), Some(260.0)]];
    for (header, halland, expected) in [
        ("Rått tal;Standardiserat tal;95% KI nedre;95% KI övre", "259;252;244;260", [crude, both[1]]),
        ("Rått tal;95% KI nedre;95% KI övre;Standardiserat tal", "259;240;270;252", [both[0], none]),
        ("95% KI nedre;95% KI övre;Rått tal;Standardiserat tal", "240;270;259;252", [both[0], none]),
        (
            "Rått tal;95% KI nedre;95% KI övre;Standardiserat tal;95% KI nedre;95% KI övre",
            "259;240;270;252;244;260",
            both,
        ),
        (
            "Rått tal;Standardiserat tal;95% KI nedre;95% KI övre;95% KI nedre;95% KI övre",
            "259;252;240;270;244;260",
            both,
        ),
    ] {
        assert_eq!(limits(&format!("Region;År;{header}\nHalland;2024;{halland}\n")), expected, "{header}");
        if header.matches("KI").count() > 2 {
            let wide: Vec<String> = header.split(';').map(|it| format!("2024 {it}")).collect();
            let wide =
                wide.join(";").replacen("2024 95% KI nedre;2024 95% KI övre", "2024 A KI nedre;2024 A KI övre", 1);
            assert_eq!(limits(&format!("Region;{wide}\nHalland;{halland}\n")), expected, "{wide}");
        }
    }
    // Behind several years they are the last's, and not the nation's where that stands beside.
    let years = limits("Region;2023;2024;95% KI nedre;95% KI övre\nHalland;259;252;244;260\n");
    assert_eq!(years, [crude, both[1]]);
    let nation = limits("Region;År;Tal;Riket;95% KI nedre;95% KI övre\nHalland;2024;252;255;244;260\n");
    assert_eq!(nation, [both[1]]);
}

/// Limits that do not lie around their value are not used, and said by the row; a value that is as its limits are is not.
#[test]
fn limits_of_something_else() {
    let file = given(
        "Region;År;Tal;95% KI nedre;95% KI övre\nKalmar;2024;252;260;244\nSkåne;2024;250;260;270\nHalland;2024;252;244;260\n\
         Uppsala;2024;0;0;0\n",
    );
    assert_eq!(file.found("W_LIMITS_ELSEWHERE"), ["2 Tal"]);
    let all = file.result["findings"].as_array().unwrap();
    assert_eq!(all.iter().find(|one| one["code"] == "W_LIMITS_ELSEWHERE").unwrap()["count"], 2);
    for (region, low) in [("12", None), ("13", Some(244.0)), ("08", None)] {
        assert_eq!(file.estimate(region, "")["low"].as_f64(), low, "{region}");
    }
}

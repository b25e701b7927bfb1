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

//! Tables that were refused or read in part though they say what they hold. What is right is written by hand.

use super::arranged::{estimate, figures, of};
use super::unsaid::{Given, given, near};
use rikssnitt::table::reading::{ColumnType, Role};
use rikssnitt::table::recognise;
use serde_json::Value;

/// The region and the year stand on the first row of each block only: the rows below have them too, and it is said.
#[test]
fn regions_and_years_on_the_first_row_alone() {
    let file = given(
        "Region;År;Kön;Andel (%)\nSkåne;2025;Kvinna;61\n;;Man;62\n;;Totalt;61,5\nHalland;2024;Kvinna;71\n;;Man;75\n;;Totalt;73\nRiket;2025;Kvinna;66\n;;Man;68\n;;Totalt;67\n",
    );
    assert_eq!(figures(&file, "13", None), of("andel", &[("2024", 73.0)]));
    assert_eq!(figures(&file, "13", Some("Man")), of("andel", &[("2024", 75.0)]));
    assert_eq!(figures(&file, "00", Some("Man")), of("andel", &[("2025", 68.0)]));
    assert_eq!(file.found("N_CARRIED_DOWN"), ["Region", "År"]);
    // A region whose own row has no year has none.
    let file = given(
        "Region;År;Kön;Andel (%)\nSkåne;2025;Kvinna;61\n;;Man;62\nHalland;;Kvinna;71\n;2025;Man;75\nRiket;2025;Kvinna;66\n;;Man;68\n",
    );
    assert_eq!(file.found("E_PERIOD_UNKNOWN").len(), 1);
    assert_eq!(figures(&file, "13", Some("Man")), of("andel", &[("2025", 75.0)]));
}

/// The unit of each row stands in its measure's name; of each cell behind its number.
#[test]
fn units_in_names_and_cells() {
    let file = given("Indikator;Halland;Riket\nTrygga (%);88;87\nMedelvårdtid (dagar);4,1;4,3\n");
    let units = |file: &Given| {
        let all = file.result["measures"].as_array().unwrap().iter();
        all.map(|it| it["unit"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(units(&file), ["percent", "unknown"]);
    let file =
        given("Region;År;Kostnad per DRG-poäng\nSkåne;2025;58 tkr\nHalland;2025;61,5 tkr\nRiket;2025;59 800 kr\n");
    assert_eq!((figures(&file, "13", None)[0].2, file.found("N_UNITS_JOINED").len()), (61.5, 1));
    near(&estimate(&file, "00", "2025")["value"], 59.8);
    // A number without a unit among others is of nobody knows what; sums are not made of several units.
    for table in [
        "Region;År;Kostnad per DRG-poäng\nSkåne;2025;58 tkr\nHalland;2025;61,5\nRiket;2025;59 800 kr\n",
        "Konto;År;Belopp\n4011;2025;58 tkr\n5011;2025;59 800 kr\n",
    ] {
        let (reading, _) = recognise(table.as_bytes(), None).unwrap();
        assert_eq!((reading.columns[2].r#type, reading.columns[2].role), (ColumnType::Text, Role::Ignored), "{table}");
    }
}

/// A limit in each row hides nothing; few answers do.
#[test]
fn limits_of_what_is_red_hide_nothing() {
    for (header, hidden) in [("Gräns röd", 0), ("Riktvärde", 0), ("Antal svar", 1)] {
        let file = given(&format!(
            "Region;År;Utfall, %;{header}\nSkåne;2025;81;<75\nHalland;2025;86;<75\nRiket;2025;80;<75\n"
        ));
        assert_eq!(file.found("N_SUPPRESSED_CELLS").len(), hidden, "{header}");
    }
}

/// Riket of another year than the region's is said to be that.
#[test]
fn the_nation_of_another_year() {
    let reason = |year: &str| {
        let file = given(&format!("Region;År;Andel (%)\nSkåne;2025;70\nHalland;2025;78,4\nRiket;{year};71\n"));
        let all = file.result["comparisons"].as_array().unwrap().clone();
        let own = |it: &&Value| it["region"] == "13" && it["kind"] == "nation";
        let own = all.iter().find(own).unwrap();
        (own["reason"].as_str().unwrap_or_default().to_owned(), own["against"]["period"].clone())
    };
    assert_eq!(reason("2023"), ("different_period".to_owned(), Value::from("2023")));
    assert_eq!(reason("2025").0, "no_uncertainty");
}

/// How many answered stands behind the value in its cell where the title, the header or the cell says so.
#[test]
fn how_many_answered_behind_the_value() {
    let nation_and_own = |file: &Given, measure: &str| {
        let all = file.result["estimates"].as_array().unwrap().iter();
        let fits = |it: &&Value| it["measure"] == measure && it["source"] == "file" && it["region"] != "12";
        let told = |it: &Value| (it["region"].as_str().unwrap().to_owned(), it["value"].as_f64(), it["n"].as_f64());
        all.filter(fits).map(told).collect::<Vec<_>>()
    };
    let expected = [("00".to_owned(), Some(84.0), Some(20123.0)), ("13".to_owned(), Some(85.0), Some(690.0))];
    for (header, cell) in [
        ("Direkt till enhet, % (n)", ["84 (20 123)", "85 (690)", "78 (2840)"]),
        ("Direkt till enhet, % (antal svar)", ["84 (20123)", "85 (690)", "78 (5)"]),
        ("Direkt till enhet, %", ["84 (n=20123)", "85 (n = 690)", "78 (n=12)"]),
    ] {
        let [nation, own, other] = cell;
        let file = given(&format!("Region;År;{header}\nSkåne;2024;{other}\nHalland;2024;{own}\nRiket;2024;{nation}\n"));
        let measure = file.result["measures"][0]["id"].as_str().unwrap().to_owned();
        assert_eq!(nation_and_own(&file, &measure), expected, "{header}");
        assert_eq!(file.result["measures"][0]["unit"], "percent", "{header}");
        near(&estimate(&file, "13", "2024")["low"], 82.142_278_226_856_49);
    }
    // The title says it of all columns, and that they are no shares.
    let file = given(
        "Index 0–100, 2025 (antal svar)\nRegion;Motivation;Ledarskap\nSkåne;80 (23 000);78 (23 100)\nHalland;82 (5 613);79 (5 600)\nRiket;80 (160 000);78 (159 900)\n",
    );
    let motivation = [("00".to_owned(), Some(80.0), Some(160_000.0)), ("13".to_owned(), Some(82.0), Some(5613.0))];
    assert_eq!(nation_and_own(&file, "motivation"), motivation);
    assert!(estimate(&file, "13", "2025")["low"].is_null());
    // Nothing says what stands behind: per cents of the number may.
    let file = given("Region;År;Vårdtillfällen\nSkåne;2024;78 (28)\nHalland;2024;85 (69)\nRiket;2024;84 (20)\n");
    assert!(figures(&file, "13", None).is_empty());
}

//! Columns that were taken for something else than they say. What is right is written by hand.

use super::unsaid::{Given, given, near};
use serde_json::Value;

fn values(file: &Given, region: &str) -> Vec<(String, String, f64)> {
    let all = file.result["estimates"].as_array().unwrap().iter();
    let own = all.filter(|it| it["source"] == "file" && it["region"] == region && it["level"].is_null());
    let text = |it: &Value, key: &str| it[key].as_str().unwrap_or_default().to_owned();
    own.filter_map(|it| Some((text(it, "measure"), text(it, "period"), it["value"].as_f64()?))).collect()
}

/// Without a column of regions a file is the nation's where its title says so, and else said to be the chosen region's.
#[test]
fn whose_a_file_without_regions_is() {
    for title in ["Riket. Andel med fast läkare (%)", "Figur 3. Andel (%) patienter i Sverige, 2020", "Hela riket"] {
        let file = given(&format!("{title}\n\nKön;2020;2023\nKvinnor;61,2;62,2\nMän;60,2;59,9\nTotalt;60,7;61,1\n"));
        assert_eq!(values(&file, "00").len(), 2, "{title}");
        assert!(values(&file, "13").is_empty(), "{title}");
        assert_eq!((file.found("N_NATION_BY_TITLE").len(), file.found("N_NO_REGION_COLUMN").len()), (1, 0), "{title}");
    }
    let file = given(
        "Andel med fast läkare (%) jämfört med riket\n\nKön;2020;2023\nKvinnor;61,2;62,2\nMän;60,2;59,9\nTotalt;60,7;61,1\n",
    );
    assert_eq!(values(&file, "13").len(), 2);
    assert_eq!((file.found("N_NATION_BY_TITLE").len(), file.found("N_NO_REGION_COLUMN").len()), (0, 1));
    for placed in ["Region;2023\nHalland;61,2\nRiket;60,0\n", "År;Halland;Riket\n2022;60,1;61,2\n2023;61,0;62,0\n"] {
        let file = given(placed);
        assert!(file.found("N_NO_REGION_COLUMN").is_empty(), "{placed}");
    }
}

#[test]
fn codes_below_nothing_are_no_answers() {
    let rows = |answers: &[&str]| -> String {
        let all = answers.iter().cycle().take(60).enumerate();
        all.map(|(at, answer)| format!("{at};Halland;2024;{answer}\n")).collect()
    };
    let file = given(&format!("id;region;ar;q1\n{}", rows(&["1", "2", "3", "4", "5", "-1", "-9", "5", "4", "1"])));
    // Of eight who answered four said 4 or 5.
    near(&file.estimate("13", "")["value"], 0.5);
    assert_eq!(file.estimate("13", "")["n"], 48.0);
    let even = given(&format!("id;region;ar;q1\n{}", rows(&["-2", "-1", "0", "1", "2", "2"])));
    near(&even.estimate("13", "")["value"], 1.0 / 3.0);
}

#[test]
fn weights_of_other_things_are_no_weights_of_answers() {
    let rows: String =
        (0..40).map(|at| format!("{at};Halland;2024;1,{};{}\n", at % 7, ["Ja", "Nej"][at % 2])).collect();
    for (header, weighted) in [
        ("DRG-vikt", false),
        ("Viktminskning", false),
        ("Body weight", false),
        ("Kostnadsvikt", false),
        ("Svarsvikt", true),
        ("final_weight", true),
        ("Vikt", true),
    ] {
        let file = given(&format!("löpnr;region;år;{header};nöjd\n{rows}"));
        assert_eq!(file.role(header) == "weight", weighted, "{header}");
        assert_eq!(file.found("W_NO_WEIGHTS").is_empty(), weighted, "{header}");
    }
    let rows: String =
        (0..40).map(|at| format!("{at};Halland;2024;7{},5;180;{}\n", at % 7, ["Ja", "Nej"][at % 2])).collect();
    let file = given(&format!("löpnr;region;år;vikt;längd;nöjd\n{rows}"));
    assert_eq!(file.found("W_COLUMN_UNUSED"), ["längd", "vikt"]);
    near(&file.estimate("13", "")["value"], 0.5);
}

/// Rates and medians of numbers are held against the nation; numbers are not.
#[test]
fn a_number_for_each_is_no_number() {
    for (header, rate) in [
        ("Antal vårdtillfällen per 100 000 invånare", true),
        ("Antal dagar till nybesök (median)", true),
        ("Antal besök per invånare", true),
        ("Antal besök", false),
    ] {
        let file = given(&format!("Region;År;{header}\nHalland;2024;31\nSkåne;2024;41\nRiket;2024;38\n"));
        let all = file.result["comparisons"].as_array().unwrap();
        let one = all.iter().find(|it| it["kind"] == "nation" && it["region"] == "13").unwrap();
        assert_eq!(one["against"]["value"] == 38.0, rate, "{header}: {}", one["verdict"]);
    }
}

#[test]
fn dimensions_name_measures_and_seasons_and_ends_are_periods() {
    let file = given(
        "Region;Dimension;År;Värde\nHalland;Helhet;2023;81,1\nHalland;Tillgång;2023;71,1\nSkåne;Helhet;2023;79,2\nSkåne;Tillgång;2023;73,3\n",
    );
    let measure = |name: &str, value| (name.to_owned(), "2023".to_owned(), value);
    assert_eq!(values(&file, "13"), [measure("helhet", 81.1), measure("tillgang", 71.1)]);
    let file = given("Region;Säsong;Täckning (%)\nHalland;2022/23;61,1\nHalland;2023/24;62,1\nSkåne;2022/23;60,1\n");
    assert_eq!(values(&file, "13")[0].1, "2022-08/2023-06");
    let file =
        given("Region;Från;Till;Andel (%)\nHalland;2023-01-01;2023-12-31;61,1\nHalland;2024-01-01;2024-06-30;62,1\n");
    assert_eq!([values(&file, "13")[0].1.as_str(), &values(&file, "13")[1].1], ["2023", "2024H1"]);
}

#[test]
fn those_who_answered_and_deviations_beside_figures() {
    let file = given("Region;År;Svarande;Andel nöjda (%)\nHalland;2024;900;75,5\nSkåne;2024;1900;70,5\n");
    assert_eq!(file.estimate("13", "")["n"], 900.0);
    let file = given("Region;År;Medelvärde;sd;n\nHalland;2024;4,23;1,02;700\nSkåne;2024;4,11;0,98;650\n");
    assert_eq!(file.found("W_COLUMN_UNUSED"), ["sd"]);
    assert_eq!(values(&file, "13").len(), 1);
}

#[test]
fn shares_and_per_cents_of_one_series() {
    let file = given("Region;2023;2024\nStockholm;0,655;67,1\nHalland;0,601;62,1\n");
    assert_eq!(file.found("E_SHARE_SCALE_MIXED").len(), 1);
    assert_eq!(values(&file, "13").len(), 1);
    // Another series that grows is none of shares.
    let file = given("Region;2023;2024\nStockholm;0,5;20\nHalland;0,9;30\n");
    assert!(file.found("E_SHARE_SCALE_MIXED").is_empty());
}

/// The built-in value is said to be used only where there is one for a period of the file.
#[test]
fn the_built_in_value_is_said_where_it_is_used() {
    let file = given("Region;Kontinuitetsindex\nHalland;0,32\nSkåne;0,41\nRiket;0,40\n");
    assert!(file.found("N_NATION_FROM_REFERENCE").is_empty());
}

/// What a pivot table was filtered by, lines below headers and numbers around names.
#[test]
fn what_stands_around_tables() {
    let data = "Region;Andel\nRegion Halland;61,2\nRegion Skåne;63,2\nRegion Uppsala;60,2\nRiket;61,4\n";
    for above in ["Vårdform;(Alla)\n\n", "Vårdform;Primärvård\nÅr;2024\n\n"] {
        let file = given(&format!("{above}{data}"));
        near(&file.estimate("13", "")["value"], 61.2);
        near(&file.estimate("00", "")["value"], 61.4);
        assert_eq!(file.found("N_TITLE_LINES"), ["1"]);
    }
    // A table of its own is no filter.
    let file = given("Region;Andel\nHalland;61,2\n\nRegion;Antal\nHalland;7\nSkåne;9\n");
    near(&file.estimate("13", "")["value"], 61.2);
    for text in [
        "Region;Ar;Andel\n------;--;-----\nHalland;2024;61.2\nSkåne;2024;60.1\n",
        "Region;Andel\n1. Halland;61,2\n2. Skåne;62,1\n3. Uppsala;60,0\n",
        "Region;Andel\nHalland (n=1203);61,2\nSkåne (n=3120);62,1\n",
        "# Uttag ur datalagret 2024-11-02 08:14\nRegion;Andel\nTotals;61,1\nHalland;61,2\nSkåne;60,1\n",
        ";;;2023;2024\n01;Stockholm;män;55,9;86,8\n;;kvinnor;53,6;68,9\n13;Halland;män;56,7;54,7\n;;kvinnor;52,4;61,2\n",
    ] {
        let file = given(text);
        let all = file.result["estimates"].as_array().unwrap();
        assert!(all.iter().any(|it| it["region"] == "13" && it["value"] == 61.2), "{text}");
        assert!(file.found("E_REGION_UNKNOWN").is_empty(), "{text}");
    }
    // The group under no header beside the regions stays one.
    let file = given(
        ";;;2023;2024\n01;Stockholm;män;55,9;86,8\n;;kvinnor;53,6;68,9\n13;Halland;män;56,7;54,7\n;;kvinnor;52,4;61,2\n",
    );
    assert_eq!(file.levels(), ["kvinnor", "män"]);
    let file = given("# Uttag ur datalagret 2024-11-02 08:14\nRegion;Andel\nHalland;61,2\nSkåne;60,1\n");
    assert_eq!(values(&file, "13")[0].0, "andel");
}

#[test]
fn names_of_rows_are_measures() {
    let measure = |name: &str, value| (name.to_owned(), String::new(), value);
    let file = given(";Halland;Riket\nTillgång;60;65\nHelhet;61;66\n");
    assert_eq!(values(&file, "13"), [measure("tillgang", 60.0), measure("helhet", 61.0)]);
    let file = given(
        "Mätvärde;Enhetsnamn;Värde\nTillgång;Halland;15,1\nTillgång;Skåne;16,1\nHelhet;Halland;88,1\nHelhet;Skåne;85,1\n",
    );
    assert_eq!(values(&file, "13"), [measure("tillgang", 15.1), measure("helhet", 88.1)]);
}

#[test]
fn true_and_false_are_yes_and_no() {
    let rows: String = (0..20).map(|at| format!("{at};Halland;2024;{}\n", ["SANT", "FALSKT"][at % 2])).collect();
    let file = given(&format!("id;region;ar;fast_lakare\n{rows}"));
    near(&file.estimate("13", "")["value"], 0.5);
}

/// Limits on rows of their own are said to be measures; the nation alone is a series of its own.
#[test]
fn limits_in_rows_and_the_nation_alone() {
    let file = given(
        "Region;Mått;2024\nHalland;Väntetid;75,5\nHalland;Konfidensintervall nedre;72,1\nSkåne;Väntetid;71,0\nSkåne;Konfidensintervall nedre;70,5\n",
    );
    assert_eq!(file.found("W_LIMITS_IN_ROWS"), ["Mått"]);
    let file = given("Region;Mått;2024\nHalland;Andel;75,5\nHalland;Index;72,1\nSkåne;Andel;71,0\nSkåne;Index;70,5\n");
    assert!(file.found("W_LIMITS_IN_ROWS").is_empty());
    let file = given("År;Riket\n2022;74,8\n2023;86,6\n2024;80,6\n");
    assert_eq!(values(&file, "00").len(), 3);
}

/// Amounts of no year have no population, which is said once.
#[test]
fn amounts_without_a_year() {
    let file = given("Region;Yrkesgrupp;Antal anställda\nHalland;Läkare;900\nHalland;Psykologer;90\n");
    assert_eq!(file.found("E_PERIOD_MISSING").len(), 1);
    assert!(file.found("W_POPULATION_MISSING").is_empty());
}

/// The command line says what it found in words, warnings too.
#[test]
fn findings_in_words_on_the_command_line() {
    let path = std::env::temp_dir().join(format!("rikssnitt-words-{}.csv", std::process::id()));
    std::fs::write(&path, "Region;År;Medelvärde;sd\nHalland;2024;4,23;1,02\nRiket;2024;4,11;0,98\n").unwrap();
    let run = |arguments: &[&str], language: &str| {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_rikssnitt"));
        let out = program.env("LC_ALL", language).arg(arguments[0]).arg(&path).args(&arguments[1..]).output().unwrap();
        [out.stdout, out.stderr].map(|bytes| String::from_utf8(bytes).unwrap())
    };
    let [swedish, _] = run(&["inspect"], "sv_SE.UTF-8");
    assert!(swedish.contains("upplysning: ") && swedish.contains("varning: kolumn sd: Kolumnen ”sd” används inte."));
    let [_, said] = run(&["analyse", "--region", "13"], "en_GB.UTF-8");
    assert!(said.contains("The column “sd” is not used.") && said.contains("[W_COLUMN_UNUSED]"), "{said}");
    // A measure is called what the file calls it.
    std::fs::write(&path, "Region;År;Väntat längst\nHalland;2024;61\nHalland;2024;62\nSkåne;2024;60\n").unwrap();
    let [_, said] = run(&["analyse", "--region", "13"], "sv_SE.UTF-8");
    assert!(said.contains("(Väntat längst) står flera gånger") && !said.contains("vantat_langst"), "{said}");
    std::fs::remove_file(&path).unwrap();
}

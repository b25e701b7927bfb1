//! Headings, levels and marks whose words mean something else in other places. What is right is written by hand from what
//! each file means.

use super::unsaid::{given, near};

/// `se` is a standard error among statistics, and Sweden's letters only among countries.
#[test]
fn a_standard_error_is_no_country() {
    let file = given("Fråga;Andel (%);se\nFick hjälp i tid;71,5;1,25\nKände sig delaktig;80,0;0,75\n");
    assert_eq!((file.role("se"), &file.seen["wide_over"]), ("standard_error", &serde_json::Value::Null));
    let one = file.estimate("13", "");
    near(&one["value"], 71.5);
    near(&one["se"], 1.25);
    assert!(file.estimate("00", "").is_null());
    let wide = given("Fråga;SE;Skåne\nFick hjälp i tid;71,5;70,0\nKände sig delaktig;80,0;81,0\n");
    assert_eq!(wide.seen["wide_over"], "region");
    near(&wide.estimate("00", "")["value"], 71.5);
}

/// Those of whom the group is not known are no total; a dash or nothing says that all are meant.
#[test]
fn a_group_that_is_not_known_is_a_level() {
    for unknown in ["Uppgift saknas", "Ingen uppgift", ".."] {
        let rows = |region: &str| {
            format!("{region};2023;Kort;70,0;500\n{region};2023;Lång;80,0;600\n{region};2023;{unknown};40,0;50\n")
        };
        let file = given(&format!("Region;År;Utbildning;Andel (%);Antal svar\n{}{}", rows("Halland"), rows("Riket")));
        assert!(file.estimate("13", "").is_null(), "{unknown}");
        near(&file.estimate("13", unknown)["value"], 40.0);
    }
    for all in ["-", "", "Totalt"] {
        let rows = |region: &str| {
            format!("{region};2023;Kort;70,0;500\n{region};2023;Lång;80,0;600\n{region};2023;{all};75,0;1100\n")
        };
        let file = given(&format!("Region;År;Utbildning;Andel (%);Antal svar\n{}{}", rows("Halland"), rows("Riket")));
        near(&file.estimate("13", "")["value"], 75.0);
    }
}

/// The people who live in a region are no answers, in any language.
#[test]
fn a_population_is_no_number_of_answers() {
    for people in ["Population", "Folkmängd"] {
        let file =
            given(&format!("Region;År;Andel (%);{people}\nHalland;2023;62,5;343000\nRiket;2023;60,0;10550000\n"));
        let one = file.estimate("13", "");
        near(&one["value"], 62.5);
        assert!(one["n"].is_null() && one["low"].is_null(), "{people} {one}");
    }
}

/// A share of answers that are too few to be counted is hidden, however they are marked.
#[test]
fn a_hidden_number_of_answers_hides_its_share() {
    for mark in ["<5", "*", "1-4", "färre än 5", "x"] {
        let file = given(&format!(
            "Region;År;Kön;Andel (%);Antal svar\nHalland;2023;Kvinnor;62,2;{mark}\nHalland;2023;Män;61,0;900\n\
             Riket;2023;Kvinnor;60,2;39000\nRiket;2023;Män;60,0;39000\n"
        ));
        let hidden = file.estimate("13", "Kvinnor");
        assert_eq!((hidden["status"].as_str(), hidden["value"].is_null()), (Some("hidden"), true), "{mark}");
        near(&file.estimate("13", "Män")["value"], 61.0);
    }
}

/// The points of a scale as headings are no codes of counties: where one is no region's, none is.
#[test]
fn points_of_a_scale_are_no_regions() {
    let file =
        given("Fråga;1 Nej;2;3;4;5 Ja;Antal svar\nFick du veta?;4;6;14;26;50;400\nFick du välja?;5;8;15;27;45;410\n");
    assert!(file.seen["wide_over"].is_null());
    let regions: Vec<_> = file.result["estimates"].as_array().unwrap().iter().map(|one| &one["region"]).collect();
    assert!(regions.iter().all(|region| *region == "13"), "{regions:?}");
    let all = ["1 Nej", "2", "3", "4", "5 Ja"].map(|column| file.role(column).to_owned());
    assert_eq!(all, ["value", "value", "value", "value", "value"]);
}

/// What money is counted in stands in the title in several words too.
#[test]
fn thousands_and_millions_in_words() {
    for (unit, factor) in [("tusental kronor", 1e3), ("miljoner kronor", 1e6), ("mnkr", 1e6)] {
        let text = format!(
            "Nettokostnad, {unit}\nRegion;År;Verksamhet;Nettokostnad\nHalland;2023;Primärvård;2000\nSkåne;2023;Primärvård;7000\n"
        );
        let file = given(&text);
        let costs = file.estimate("13", "")["value"].as_f64().unwrap();
        let skane = file.estimate("12", "")["value"].as_f64().unwrap();
        // The population of both regions at the end of 2023 by Statistics Sweden, between 340 000 and 350 000 in Halland.
        assert!((2000.0 * factor / 350_000.0..2000.0 * factor / 340_000.0).contains(&costs), "{unit} {costs}");
        assert!(skane > 0.0 && file.found("W_UNIT_ASSUMED").is_empty());
    }
}

/// A share that its numerator and denominator do not give is used, and said; rounding is nothing to say.
#[test]
fn a_share_that_is_not_its_numerator_by_its_denominator() {
    let file = given(
        "Region;År;Andel (%);Täljare;Nämnare\nHalland;2023;72,2;560;900\nSkåne;2023;61,1;1772;2900\nRiket;2023;60,6;23634;39000\n",
    );
    assert_eq!(file.found("W_SHARE_CONTRADICTED"), ["2 Andel (%)"]);
    near(&file.estimate("13", "")["value"], 72.2);
}

/// Limits have the confidence that their headings say. The standard error is half their width by the quantile: 2,576 for
/// 99 per cent, 1,645 for 90.
#[test]
fn limits_of_another_confidence() {
    for (percent, quantile) in [("99 %", 2.575_829_303_548_901), ("90 %", 1.644_853_626_951_472_7)] {
        let file = given(&format!(
            "Region;År;Andel (%);{percent} KI nedre;{percent} KI övre\nHalland;2023;62,0;58,0;66,0\nRiket;2023;60,6;60,1;61,1\n"
        ));
        let one = file.estimate("13", "");
        near(&one["se"], 4.0 / quantile);
        let low = 62.0 - 4.0 / quantile * 1.959_963_984_540_054;
        assert!((one["low"].as_f64().unwrap() - low).abs() < 1e-6, "{one}");
        assert!(file.found("N_INTERVAL_ASSUMED_95").is_empty());
    }
}

/// What a share is of, counted, is its numerator and no number of answers.
#[test]
fn a_count_of_what_the_share_is_of() {
    let file = given("Region;År;Antal fall;Andel fall (%)\nHalland;2023;60;6,0\nRiket;2023;3000;5,5\n");
    assert_eq!(file.role("Antal fall"), "numerator");
    let one = file.estimate("13", "");
    near(&one["value"], 6.0);
    assert!(one["n"].is_null() && one["low"].is_null(), "{one}");
    assert_eq!(one["measure"], "andel_fall");
    let answers = given("Region;År;Antal svar;Andel nöjda (%)\nHalland;2023;600;60,0\nRiket;2023;3000;55,0\n");
    assert_eq!(answers.role("Antal svar"), "count");
}

/// Fractions under a heading that says per cent are said; one of them that is larger shows that they are per cents.
#[test]
fn per_cents_that_are_all_below_one() {
    let table = |halland: &str| {
        let head = "Region;År;Andel (%);Antal svar";
        given(&format!("{head}\nHalland;2023;{halland};900\nSkåne;2023;0,611;2900\nRiket;2023;0,606;39000\n"))
    };
    assert_eq!(table("0,622").found("W_SHARES_BELOW_ONE").len(), 1);
    assert!(table("1,22").found("W_SHARES_BELOW_ONE").is_empty());
}

/// What was aimed at, days of publication, places and p-values are no figures, and it is said.
#[test]
fn what_stands_beside_figures() {
    for name in ["Nationellt mål (%)", "Gränsvärde", "Uppdaterad", "Plats", "p-värde", "Publiceringsår"] {
        let file =
            given(&format!("Region;År;Andel (%);{name}\nHalland;2023;62,5;3\nSkåne;2023;61,5;2\nRiket;2023;60,0;1\n"));
        let measures = file.result["measures"].as_array().unwrap();
        assert_eq!(measures.len(), 1, "{name}");
        assert_eq!(file.found("W_COLUMN_UNUSED"), [name]);
    }
    let reached = given("Region;År;Andel som nått sitt mål (%)\nHalland;2023;62,5\nRiket;2023;60,0\n");
    near(&reached.estimate("13", "")["value"], 62.5);
}

/// Figures are called by the first line of the title, and by the line that says a measure where the first says only where they
/// are from or whose they are.
#[test]
fn the_line_of_a_title_that_says_the_measure() {
    for (title, name) in [
        ("Kolada – Region Halland jämfört med riket\nTillgång till vård, andel (%)", "Tillgång till vård, andel (%)"),
        (
            "Statistikdatabas för diagnoser\nAntal patienter per 100 000 invånare",
            "Antal patienter per 100 000 invånare",
        ),
        ("Region Halland, uppföljning\nVårdval\nMedelväntetid, dagar", "Medelväntetid, dagar"),
        ("Lungcancer, nya fall\nAntal per 100 000 invånare", "Lungcancer, nya fall"),
        ("Kolada, tillgänglighet\nAndel (%)", "Kolada, tillgänglighet"),
        ("Andel nöjda enligt Kolada\nAndel av alla (%)", "Andel nöjda enligt Kolada"),
        ("Statistikdatabas för diagnoser\nBåda könen", "Statistikdatabas för diagnoser"),
    ] {
        let file = given(&format!("{title}\nRegion;2023;2024\nSkåne;50;51\nHalland;48;47\n"));
        let all = file.result["measures"].as_array().unwrap();
        assert_eq!(all.iter().map(|one| one["label"]["sv"].as_str().unwrap()).collect::<Vec<_>>(), [name]);
    }
}

//! Values that are not to be held against each other, and once were without a word: numbers and amounts that grow with the
//! region, several units, answers to one question, several measures. What is right is written by hand.

use super::unsaid::{Given, given, near};
use serde_json::Value;

/// What a region is held against of a kind: the verdict and the reason of each comparison, once.
fn held(file: &Given, kind: &str) -> Vec<(String, String)> {
    let text = |it: &Value, key: &str| it[key].as_str().unwrap_or_default().to_owned();
    let all = file.result["comparisons"].as_array().unwrap().iter();
    let of = all.filter(|it| it["kind"] == kind && it["region"] == "13");
    let mut held: Vec<_> = of.map(|it| (text(it, "verdict"), text(it, "reason"))).collect();
    held.dedup();
    held
}

fn refused() -> Vec<(String, String)> {
    vec![("not_comparable".to_owned(), "different_definition".to_owned())]
}

/// Numbers and amounts are known by that they follow the population, or by their unit; shares, means and what is divided by
/// inhabitants do not, however far apart they lie.
#[test]
fn what_grows_with_the_region_is_not_held_against_the_nation() {
    let others = [("Örebro", 12), ("Gävleborg", 11), ("Kronoberg", 8), ("Jönköping", 14), ("Värmland", 11)];
    let peers = |tenth: f64| -> String {
        others.iter().map(|(name, tens)| format!("{name};{0};{0}\n", tenth * f64::from(*tens) * 10.0)).collect()
    };
    for (title, rows) in [
        ("", "Halland;1204;1310\nSkåne;9104;9210\nRiket;81000;82000\n".to_owned()),
        ("", format!("Halland;1204;1310\nSkåne;9104;9210\nGotland;190;201\n{}", peers(10.0))),
        ("Kostnad för köpt vård, mnkr\n", format!("Halland;663;700\n{}", peers(5.0))),
        ("Kostnad för köpt vård, mnkr\n", "Halland;663;700\nRiket;18500;18400\n".to_owned()),
    ] {
        let file = given(&format!("{title}Region;2022;2023\n{rows}"));
        let no_row = vec![("not_comparable".to_owned(), "no_national_value".to_owned())];
        assert_eq!(held(&file, "nation"), if rows.contains("Riket") { refused() } else { no_row }, "{rows}");
        assert!(held(&file, "peers").is_empty(), "{rows}");
        assert_eq!(file.found("W_GROWS_WITH_REGION").len(), 1, "{rows}");
        assert_eq!(file.result["measures"][0]["unit"], "number", "{rows}");
        assert!(!held(&file, "previous_measurement").is_empty());
    }
    for (title, rows) in [
        ("", format!("Halland;6;7\nSkåne;31;25\nGotland;14;15\n{}Riket;12;13\n", peers(0.1))),
        ("", "Halland;5;6\nRiket;60;72\n".to_owned()),
        ("Kostnad per vårdtillfälle, tkr\n", "Halland;63;70\nSkåne;61;66\nRiket;65;68\n".to_owned()),
        ("Väntetid, dagar\n", "Halland;9;8\nStockholm;30;41\nRiket;31;33\n".to_owned()),
    ] {
        let file = given(&format!("{title}Region;2022;2023\n{rows}"));
        assert_eq!(held(&file, "nation"), [("not_tested".to_owned(), "no_uncertainty".to_owned())], "{rows}");
        assert!(file.found("W_GROWS_WITH_REGION").is_empty(), "{rows}");
    }
}

/// Values over two years that are called by one of them: those of adjacent years share a year. Answers of two samples do not.
#[test]
fn windows_of_several_years_overlap_where_the_periods_do_not() {
    let rows = |header: &str| {
        let years = [("2023", 61.0), ("2024", 63.0), ("2025", 66.0)];
        let row = |(year, value): (&str, f64)| format!("Halland;{year};{value};{};{}\n", value - 0.5, value + 0.5);
        format!("Region;År;{header};Nedre gräns;Övre gräns\n{}", years.map(row).concat()).replace('.', ",")
    };
    let changes = |file: &Given| -> Vec<(String, String, String)> {
        let text = |it: &Value| it.as_str().unwrap_or_default().to_owned();
        let all = file.result["comparisons"].as_array().unwrap().iter();
        let newest = all.filter(|it| it["region"] == "13" && it["period"] == "2025");
        let changes = newest.filter(|it| it["kind"].as_str().unwrap().ends_with("_measurement"));
        changes.map(|it| (text(&it["against"]["period"]), text(&it["verdict"]), text(&it["reason"]))).collect()
    };
    let change = |period: &str, verdict: &str, reason: &str| (period.to_owned(), verdict.to_owned(), reason.to_owned());
    let two = given(&rows("Besökt tandläkare de senaste två åren (%)"));
    let first = change("2023", "higher", "");
    assert_eq!(changes(&two), [change("2024", "not_comparable", "overlapping_periods"), first.clone()]);
    let one = given(&rows("Besökt tandläkare det senaste året (%)"));
    assert_eq!(changes(&one), [change("2024", "higher", ""), first]);
    let survey: String = (0..240)
        .map(|row| format!("{};Halland;{};{}\n", row + 1, 2024 + row % 2, if row % 3 == 0 { "Ja" } else { "Nej" }))
        .collect();
    let waves = given(&format!("Löpnr;Region;År;Har du besökt tandläkare de senaste två åren?\n{survey}"));
    let waves = changes(&waves);
    assert!(!waves.is_empty() && waves.iter().all(|(_, verdict, _)| verdict != "not_comparable"), "{waves:?}");
}

/// A measure may be called as a built-in one and be a number of what that one gives for each thousand.
#[test]
fn values_far_from_those_of_the_indicator_that_they_are_called_by() {
    let file = given("Region;År;Disponibla vårdplatser\nHalland;2023;598\nSkåne;2023;2400\nRiket;2023;18400\n");
    assert_eq!(held(&file, "nation"), refused());
    assert_eq!(file.found("W_VALUES_FAR_FROM_INDICATOR").len(), 1);
    let compared = file.result["comparisons"].as_array().unwrap().iter();
    assert!(
        compared.filter(|it| it["measure"] == file.result["measures"][0]["id"]).all(|it| it["difference"].is_null())
    );
    // What is built in as a number is not said to be one.
    let file = given("Region;År;Folkmängd;Besök per invånare\nHalland;2023;343746;2,1\nRiket;2023;10551707;2,3\n");
    assert!(file.found("W_GROWS_WITH_REGION").is_empty());
    // Without the nation's row nothing but its size tells.
    let file = given("Region;År;Disponibla vårdplatser\nHalland;2023;598\n");
    assert_eq!(file.found("W_VALUES_FAR_FROM_INDICATOR").len(), 1);
    assert!(file.result["measures"][0]["indicator"].is_null());
    // Of the second nothing is published.
    let other = given("Region;År;Kontinuitetsindex läkare\nHalland;2023;0,5\nRiket;2023;0,6\n");
    let file = given("Region;År;Disponibla vårdplatser\nHalland;2023;1,8\nSkåne;2023;1,7\nRiket;2023;1,9\n");
    for file in [&file, &other] {
        assert!(file.found("W_VALUES_FAR_FROM_INDICATOR").is_empty());
    }
    assert_eq!(file.result["measures"][0]["indicator"], "N70845");
}

/// Money of one measure in several units is brought to one; per cents and numbers cannot be.
#[test]
fn units_that_a_column_says_row_by_row() {
    let file = given(
        "Region;År;Kostnad;Enhet\nHalland;2023;2 100;mnkr\nSkåne;2023;7 300;mnkr\nUppsala;2023;2 300 000;tkr\n\
         Riket;2023;60 000;mnkr\n",
    );
    near(&file.estimate("03", "")["value"], 2300.0);
    near(&file.estimate("13", "")["value"], 2100.0);
    assert_eq!((file.found("N_UNITS_JOINED").len(), file.found("E_UNITS_DIFFER").len()), (1, 0));
    let file = given(
        "Region;År;Fast läkare;Enhet\nHalland;2023;62;%\nSkåne;2023;61;procent\nUppsala;2023;1204;antal\nRiket;2023;60;%\n",
    );
    assert_eq!((file.found("N_UNITS_JOINED").len(), file.found("E_UNITS_DIFFER").len()), (0, 1));
    assert!(["03", "12", "13", "00"].iter().all(|region| file.estimate(region, "")["value"].is_null()));
    let file = given("Region;År;Fast läkare;Enhet\nHalland;2023;62;%\nSkåne;2023;61;procent\nRiket;2023;60;%\n");
    assert_eq!((file.found("N_UNITS_JOINED").len(), file.found("E_UNITS_DIFFER").len()), (0, 0));
    assert_eq!(file.result["measures"][0]["unit"], "percent");
    near(&file.estimate("13", "")["value"], 62.0);
}

/// Without a column of regions headers name the nation beside years, and others that are not it.
#[test]
fn the_nation_and_other_places_beside_years() {
    let file = given(
        "Fråga;Sverige 2020;Sverige 2023;Medel 10 länder 2023\nHar fast läkare, %;37;41;88\nHelhetsbetyg utmärkt, %;58;45;57\n",
    );
    near(&file.estimate("00", "")["value"], 37.0);
    assert!(file.estimate("13", "").is_null());
    assert_eq!(file.found("W_COLUMN_UNUSED"), ["Medel 10 länder 2023"]);
    // What may be any figure is the chosen region's, and that is said.
    let file = given(
        "Fråga;Andel 2022;Andel 2023;Riket 2022;Riket 2023\nHar fast läkare, %;37;38;41;42\nHelhetsbetyg utmärkt, %;58;57;45;44\n",
    );
    near(&file.estimate("00", "")["value"], 41.0);
    near(&file.estimate("13", "")["value"], 37.0);
    assert_eq!(file.found("N_NO_REGION_COLUMN").len(), 1);
    // Measures beside years are none of places.
    let file = given("Kön;Väntetid 2022;Väntetid 2023\nKvinnor;37;41\nMän;58;45\n");
    near(&file.estimate("13", "Kvinnor")["value"], 37.0);
}

/// Answers to one question are parts of one whole: they are held against the same answers elsewhere and not against each other.
#[test]
fn answers_in_rows_are_not_held_against_each_other() {
    let table = |header: &str, levels: [&str; 3], own: [u8; 3]| {
        let rows = |region: &str, shares: [u8; 3]| -> String {
            let row = |(level, share): (&str, u8)| format!("{region};2023;{level};{share};900\n");
            levels.into_iter().zip(shares).map(row).collect()
        };
        let rows = rows("Halland", own) + &rows("Riket", [60, 35, 5]);
        given(&format!("Region;År;{header};Andel (%);Antal svar\n{rows}"))
    };
    let answers = ["Ja", "Nej", "Vet ej"];
    for (file, apart) in [
        (table("Svarsalternativ", answers, [62, 33, 5]), true),
        // The header says it, though some answers are left out.
        (table("Svar", answers, [62, 20, 5]), true),
        // Shares that are the whole in all places say it.
        (table("Kategori", ["Bra", "Varken eller", "Dåligt"], [62, 33, 6]), true),
        (table("Utbildning", ["Låg", "Mellan", "Hög"], [62, 53, 45]), false),
    ] {
        assert_eq!(held(&file, "group_gap").is_empty(), apart);
        assert_eq!(file.found("N_ANSWERS_APART").is_empty(), !apart);
        assert!(!held(&file, "nation").is_empty());
    }
    let sexes = "Region;År;Kön;Andel (%);Antal svar\nHalland;2023;K;52;90\nHalland;2023;M;48;90\nRiket;2023;K;51;900\nRiket;2023;M;49;900\n";
    assert!(!held(&given(sexes), "group_gap").is_empty());
}

/// Numbers and shares under one header are measures, whatever it says.
#[test]
fn names_of_measures_in_rows_are_no_groups() {
    for (names, values) in [("Measure Names", "Measure Values"), ("Typ", "Värde")] {
        let file = given(&format!(
            "{names};Region;Year of Datum;{values}\nAntal operationer;Halland;2023;976\n% inom 90 dagar;Halland;2023;62\n\
             Antal operationer;Riket;2023;9760\n% inom 90 dagar;Riket;2023;64\n"
        ));
        assert_eq!((file.role(names), file.levels().len()), ("measure", 0), "{names}");
        assert!(held(&file, "group_gap").is_empty());
        assert_eq!(file.result["measures"].as_array().unwrap().len(), 2);
    }
}

/// Ages that hold all others are everybody; zero among sexes may be, and that cannot be known.
#[test]
fn everybody_among_ages_and_sexes() {
    for all in ["0-85+", "0+", "16-84", "16+"] {
        let rows = |region: &str, value: u8| {
            format!("{region};2023;{all};{value}\n{region};2023;16-64;70\n{region};2023;65-84;74\n")
        };
        let file = given(&format!("Region;År;Ålder;Andel (%)\n{}{}", rows("Halland", 61), rows("Riket", 60)));
        near(&file.estimate("13", "")["value"], 61.0);
        assert_eq!(file.levels(), ["16-64", "65-84"], "{all}");
    }
    let rows = |region: &str| -> String { (0..3).map(|sex| format!("{region};2023;{sex};6{sex},1\n")).collect() };
    let file = given(&format!("Region;År;Kön;Andel (%)\n{}{}", rows("Halland"), rows("Riket")));
    assert_eq!((file.found("W_ZERO_AMONG_SEXES").len(), file.found("W_NATION_AMONG_LEVELS").len()), (1, 0));
    let gaps = file.result["comparisons"].as_array().unwrap().iter().filter(|it| it["kind"] == "group_gap");
    assert!(gaps.clone().all(|it| it["level"] == "2" && it["against"]["level"] == "1") && gaps.count() == 2);
    let file = given("Region;År;K;M;T\nHalland;2023;59,5;63,1;61,3\nRiket;2023;58,1;62,0;60,0\n");
    near(&file.estimate("13", "")["value"], 61.3);
    assert_eq!(file.levels(), ["K", "M"]);
    let file = given("Region;År;Kön;Andel (%)\nHalland;2023;1;61,1\nHalland;2023;2;62,1\n");
    assert!(file.found("W_ZERO_AMONG_SEXES").is_empty());
}

/// What is not in a file is said: the chosen region, any period.
#[test]
fn a_file_without_the_region_or_a_period() {
    let file = given("Region;År;Andel (%)\nSkåne;2023;61,1\nUppsala;2023;59,1\nRiket;2023;60,1\n");
    assert_eq!((file.found("W_OWN_REGION_MISSING").len(), file.found("W_NO_PERIOD").len()), (1, 0));
    let file = given("Region;Andel (%)\nHalland;63,1\nRiket;60,6\n");
    assert_eq!((file.found("W_OWN_REGION_MISSING").len(), file.found("W_NO_PERIOD").len()), (0, 1));
}

/// SAS has marks for what is missing, Kolada rows for groups of regions; a grade is no share.
#[test]
fn marks_groups_of_regions_and_grades() {
    let file = given("lan,ar,andel\n13,2022,61.1\n13,2023,.S\n0,2022,60.0\n0,2023,60.6\n");
    assert_eq!((file.role("andel"), file.found("E_NOT_A_NUMBER").len()), ("value", 0));
    near(&file.estimate("13", "")["value"], 61.1);
    for group in ["G43557", "Liknande regioner, hälso- och sjukvård, Halland, 2023"] {
        let file = given(&format!(
            "kpi;municipality;year;value\nU71458;0013;2023;64,4\nU71458;{group};2023;61,0\nU71458;0000;2023;60,6\n"
        ));
        assert_eq!((file.found("E_REGION_UNKNOWN").len(), file.found("N_SUMMARY_ROW")), (0, vec!["3".to_owned()]));
        near(&file.estimate("13", "")["value"], 64.4);
    }
    for header in ["Medelbetyg", "Nöjdhet (1–5)", "Snittbetyg", "Betyg"] {
        let file = given(&format!("Region;År;{header};Antal svar\nHalland;2023;4,1;900\nRiket;2023;4,0;39000\n"));
        assert_eq!(
            (file.found("W_SHARE_ASSUMED").len(), &file.estimate("13", "")["se"]),
            (0, &Value::Null),
            "{header}"
        );
    }
    let file = given("Region;År;Nöjda (alla);Antal svar\nHalland;2023;61;900\nRiket;2023;60;39000\n");
    assert_eq!(file.found("W_SHARE_ASSUMED").len(), 1);
}

/// Numbers that are themselves the shares of their sum are those who gave each answer: 120 of 300, and Wilson's interval of R's
/// `prop.test(120, 300, correct = FALSE)`. Where they are not, each is the number behind its own share.
#[test]
fn numbers_of_those_who_gave_each_answer() {
    let rows = |region: &str, all: [u16; 3]| {
        let answers = ["Bra", "Varken eller", "Dåligt"].iter().zip(all).zip([40, 35, 25]);
        answers.map(|((answer, n), share)| format!("{region};2025;{answer};{n};{share} %\n")).collect::<String>()
    };
    let table = |own: [u16; 3]| {
        format!("Region;År;Betyg;Antal;Andel\n{}{}", rows("Halland", own), rows("Riket", [4000, 3500, 2500]))
    };
    let file = given(&table([120, 105, 75]));
    let good = file.estimate("13", "Bra");
    near(&good["n"], 300.0);
    near(&good["low"], 34.616_519_058_609_7);
    near(&good["high"], 45.636_340_365_881_2);
    let file = given(&table([300, 310, 290]));
    near(&file.estimate("13", "Bra")["n"], 300.0);
    near(&file.estimate("13", "Dåligt")["n"], 290.0);
    // Three who answered so are hidden by their own number, and so is what they could be computed from.
    let few = "Region;År;Betyg;Antal;Andel\nHalland;2025;Bra;297;99 %\nHalland;2025;Dåligt;3;1 %\n\
               Riket;2025;Bra;9000;90 %\nRiket;2025;Dåligt;1000;10 %\n";
    assert_eq!(given(few).estimate("13", "Dåligt")["status"], "hidden");
}

/// What respondents are is no question, whatever its codes; what a wave is called is a period; nought days off are not Sweden.
#[test]
fn backgrounds_waves_and_noughts() {
    for header in ["alder_grupp", "ALDERKL", "alder_klass", "inkomst_kl", "stad_land"] {
        let rows: String =
            (0..40).map(|at| format!("{at};13;2025;{};{};{}\n", at % 4 + 1, at % 5 + 1, (at * 3) % 5 + 1)).collect();
        let file = given(&format!("id;lan;ar;{header};q1;q2\n{rows}"));
        assert_eq!((file.role(header), file.role("q1")), ("group", "item"), "{header}");
    }
    for (header, waves) in [("Mättillfälle", ["HT 2023", "HT 2025"]), ("Mätpunkt", ["202503", "202509"])] {
        let rows: String = (0..40).map(|at| format!("{at};13;{};{}\n", waves[at % 2], at % 5 + 1)).collect();
        assert_eq!(given(&format!("id;lan;{header};q1\n{rows}")).role(header), "period", "{header}");
    }
    let file = given("Befattning;Sjukdagar;Kön\nLäkare;0;K\nLäkare;1;M\nLäkare;2;K\n");
    assert!(file.found("W_NATION_AMONG_LEVELS").is_empty());
}

/// What a title says is another region's is not the chosen one's, whatever stands behind the name.
#[test]
fn a_title_of_another_region() {
    for title in ["Region Skåne – uppföljning", "Uppföljning - Region Skåne", "Region Skåne, vårdplatser"] {
        let file = given(&format!("{title}\nNyckeltal;2023;2024\nMedelvårdtid, dagar;3,8;3,5\n"));
        assert_eq!(file.found("N_REGION_BY_TITLE").len(), 1, "{title}");
        near(&file.estimate("12", "")["value"], 3.8);
    }
}

/// Places beside years in headers are places, when each stands once and in years of their own too.
#[test]
fn places_and_years_in_headers() {
    for (nation, verdict) in [("2024", "not_tested"), ("2023", "not_comparable")] {
        let file = given(&format!("Indikator;Halland 2024;Riket {nation}\nEtt eget mått (%);66,1;60,6\n"));
        near(&file.estimate("13", "")["value"], 66.1);
        assert_eq!(file.estimate("13", "")["period"], "2024");
        near(&file.estimate("00", "")["value"], 60.6);
        let held = file.result["comparisons"].as_array().unwrap().iter().find(|it| it["kind"] == "nation").unwrap();
        assert_eq!(held["verdict"], verdict);
    }
}

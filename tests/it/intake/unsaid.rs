//! Columns and rows that were once left out, or read in one of two ways, without a word. What is right is written by hand
//! from what each file means.

use rikssnitt::plan::Plan;
use rikssnitt::session::{Correction, Session};
use rikssnitt::table::reading::Role;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A file as it is inspected, and what comes of the plan that is proposed for it.
pub(super) struct Given {
    session: Session,
    pub(super) seen: Value,
    pub(super) result: Value,
}

pub(super) fn given(text: &str) -> Given {
    let mut session = Session::new().unwrap();
    let seen = serde_json::to_value(session.add("fil.csv", text.as_bytes().to_vec()).unwrap()).unwrap();
    let plan = session.propose(Some("13")).unwrap();
    let result = serde_json::to_value(session.analyse(&plan).unwrap()).unwrap();
    Given { session, seen, result }
}

impl Given {
    /// The result of the plan that is proposed, changed.
    pub(super) fn with_plan(mut self, change: impl FnOnce(&mut Plan)) -> Value {
        let mut plan = self.session.propose(Some("13")).unwrap();
        change(&mut plan);
        serde_json::to_value(self.session.analyse(&plan).unwrap()).unwrap()
    }

    /// The estimate of a region in a level of a group; nothing for all of it.
    pub(super) fn estimate(&self, region: &str, level: &str) -> &Value {
        let level = Some(level).filter(|level| !level.is_empty());
        let fits = |one: &&Value| one["region"] == region && one["level"].as_str() == level && one["source"] == "file";
        self.result["estimates"].as_array().unwrap().iter().find(fits).unwrap_or(&Value::Null)
    }

    pub(super) fn levels(&self) -> Vec<&str> {
        let all = self.result["estimates"].as_array().unwrap();
        let mut levels: Vec<&str> = all.iter().filter_map(|one| one["level"].as_str()).collect();
        levels.sort_unstable();
        levels.dedup();
        levels
    }

    /// What was found with a code, as `row column`, nothing where it has no such place.
    pub(super) fn found(&self, code: &str) -> Vec<String> {
        let all = self.result["findings"].as_array().unwrap().iter().filter(|one| one["code"] == code);
        let place = |one: &Value| format!("{} {}", one["row"], one["column"].as_str().unwrap_or_default());
        all.map(|one| place(one).replace("null", "").trim().to_owned()).collect()
    }

    /// The columns and counts of what was found with a code when the file was read.
    fn seen(&self, code: &str) -> Vec<(&str, u64)> {
        let all = self.seen["findings"].as_array().unwrap().iter().filter(|one| one["code"] == code);
        all.map(|one| (one["column"].as_str().unwrap_or_default(), one["count"].as_u64().unwrap())).collect()
    }

    pub(super) fn role(&self, column: &str) -> &str {
        let all = self.seen["columns"].as_array().unwrap();
        all.iter().find(|one| one["name"] == column).and_then(|one| one["role"].as_str()).unwrap()
    }
}

pub(super) fn near(value: &Value, right: f64) {
    let found = value.as_f64().unwrap_or(f64::NAN);
    assert!((found - right).abs() < 1e-9, "{value} is not {right}");
}

/// The same limits under every pair of headers, and as a margin of error on each side of the value.
#[test]
fn limits_by_other_words() {
    for header in [
        "Konfidensintervall låg;Konfidensintervall hög",
        "Konfidensintervall undre;Konfidensintervall övre",
        "95 % KI låg;95 % KI hög",
        "KI undre gräns;KI övre gräns",
        "CI lower limit;CI upper limit",
        "Lower 95% CI;Upper 95% CI",
        "2.5 %;97.5 %",
    ] {
        let file =
            given(&format!("Region;År;Andel (%);{header}\nSkåne;2023;61,25;59,0;63,5\nHalland;2023;64,0;60,5;67,5\n"));
        let one = file.estimate("12", "");
        near(&one["value"], 61.25);
        near(&one["low"], 59.0);
        near(&one["high"], 63.5);
        assert!(file.found("W_COLUMN_UNUSED").is_empty(), "{header}");
    }
    for header in ["Felmarginal", "Felmarginal (±)", "±", "95% KI (±)", "Margin of error"] {
        let file = given(&format!("Region;År;Andel (%);{header}\nSkåne;2023;61,25;2,25\nHalland;2023;64,0;±3,5\n"));
        for (region, low, high) in [("12", 59.0, 63.5), ("13", 60.5, 67.5)] {
            near(&file.estimate(region, "")["low"], low);
            near(&file.estimate(region, "")["high"], high);
        }
        let assumed = usize::from(!header.contains("95"));
        assert_eq!(file.found("N_INTERVAL_ASSUMED_95").len(), assumed, "{header}");
    }
}

/// Ranks, differences and intervals in words are said to be unused until the user says what they are.
#[test]
fn columns_that_no_figure_is_made_of() {
    let text = "Länskod;Region;År;Andel (%);Konfidensintervall;Förändring;Rang;Publicerat år\n\
        12;Skåne;2023;61,5;59,0–64,0;1,5;2;2024\n13;Halland;2023;64,0;60,5–67,5;-0,5;1;2024\n03;Uppsala;2023;60,0;58–62;0,5;3;2024\n";
    let mut file = given(text);
    assert_eq!(file.found("W_COLUMN_UNUSED"), ["Förändring", "Publicerat år", "Rang"]);
    let roles = BTreeMap::from([("Förändring".to_owned(), Role::Value)]);
    let seen =
        serde_json::to_value(file.session.correct(0, &Correction { roles, ..Correction::default() }).unwrap()).unwrap();
    let left: Vec<_> =
        seen["findings"].as_array().unwrap().iter().filter(|it| it["code"] == "W_COLUMN_UNUSED").collect();
    assert_eq!(left.len(), 2, "{left:?}");
    let clean = given("Region;År;Andel (%);Antal svar\nSkåne;2023;61,5;400\nHalland;2023;64,0;300\n");
    assert!(clean.found("W_COLUMN_UNUSED").is_empty());
}

/// A nation among respondents is set aside like a sum of them, and named; nobody is counted in it, and no region is unknown.
#[test]
fn the_nation_among_respondents() {
    let rows = |region: &str, yes: usize, no: usize| {
        let row = |answer: &str| format!("{region};2024;1,5;{answer}\n");
        row("Ja").repeat(yes) + &row("Nej").repeat(no)
    };
    let (halland, skane) = (rows("Halland", 30, 10), rows("Skåne", 20, 20));
    let text = format!("Region;År;Vikt;Hjälp\n{halland}{}{}{skane}", rows("Riket", 2, 0), rows("Totalt", 1, 0));
    let file = given(&text);
    assert_eq!(file.found("E_REGION_UNKNOWN"), [""; 0]);
    assert_eq!(file.found("N_NATIONAL_ROW"), [""; 0]);
    let all = file.result["findings"].as_array().unwrap();
    let aside: Vec<&Value> = all.iter().filter(|it| it["code"] == "N_SUMMARY_ROW").collect();
    assert_eq!(aside.iter().map(|it| it["count"].as_u64().unwrap()).sum::<u64>(), 3);
    let rows: BTreeSet<u64> =
        aside.iter().flat_map(|it| it["rows"].as_array().unwrap()).filter_map(Value::as_u64).collect();
    assert_eq!(rows, BTreeSet::from([42, 43, 44]));
    assert_eq!(file.seen["summary_rows"], serde_json::json!(["Totalt", "Riket"]));
    assert_eq!((&file.seen["n_data_rows"], &file.result["files"][0]["rows"]), (&80.into(), &80.into()));
    near(&file.estimate("13", "")["value"], 0.75);
    near(&file.estimate("12", "")["value"], 0.5);
}

pub(super) const REGIONS: [&str; 21] = [
    "Stockholm",
    "Uppsala",
    "Sörmland",
    "Östergötland",
    "Jönköping",
    "Kronoberg",
    "Kalmar",
    "Gotland",
    "Blekinge",
    "Skåne",
    "Halland",
    "Västra Götaland",
    "Värmland",
    "Örebro",
    "Västmanland",
    "Dalarna",
    "Gävleborg",
    "Västernorrland",
    "Jämtland Härjedalen",
    "Västerbotten",
    "Norrbotten",
];

/// The 21 regions among thirty hospitals and groups of regions: regions are regions, and each of the others is named.
#[test]
fn regions_among_hospitals() {
    let regions =
        REGIONS.iter().enumerate().map(|(at, name)| format!("{name};2024;{},5\n", 50 + at)).collect::<String>();
    let others = (0..30).map(|at| format!("Sjukhus {at};2024;{},5\n", 40 + at)).collect::<String>();
    let text = format!("Region;År;Andel (%)\n{regions}{others}Norra sjukvårdsregionen;2024;45,5\nRiket;2024;60,5\n");
    let file = given(&text);
    assert_eq!(file.role("Region"), "region");
    for (region, value) in [("01", 50.5), ("13", 60.5), ("25", 70.5), ("00", 60.5)] {
        near(&file.estimate(region, "")["value"], value);
    }
    assert_eq!(file.found("E_DUPLICATE_FIGURE"), [""; 0]);
    assert_eq!(file.found("E_REGION_UNKNOWN"), ["23 Region"]);
    let all = file.result["findings"].as_array().unwrap();
    assert_eq!(all.iter().find(|it| it["code"] == "E_REGION_UNKNOWN").unwrap()["count"], 30);
    assert_eq!(file.found("W_OTHER_PLACE").len(), 1);
}

/// `2.500` among decimal commas is two and a half or two thousand five hundred: the file does not say which.
#[test]
fn a_stray_point_among_commas() {
    let rows = |weight: &str, answer: &str| format!("Halland;2024;{weight};{answer}\n").repeat(12);
    let text = |last: &str| {
        format!("Region;År;Vikt;Hjälp\n{}{}Skåne;2024;{last};Ja\n", rows("1,25", "Ja"), rows("0,75", "Nej"))
    };
    assert_eq!(given(&text("2.500")).found("W_DECIMAL_AMBIGUOUS"), ["Vikt"]);
    for fine in ["2,500", "1.002.500", "1.002,50"] {
        assert_eq!(given(&text(fine)).found("W_DECIMAL_AMBIGUOUS"), [""; 0], "{fine}");
    }
}

/// Quarters from one to another are read; a month or quarter that does not exist is said where it stands.
#[test]
fn stretches_of_quarters_and_months_that_are_not_there() {
    let file = given("Region;Period;Andel (%)\nSkåne;2023 K1-3;61,5\nHalland;2023 kv 1–3;64,0\nRiket;K1–3 2023;60,0\n");
    for (region, value) in [("12", 61.5), ("13", 64.0), ("00", 60.0)] {
        let one = file.estimate(region, "");
        near(&one["value"], value);
        assert_eq!(one["period"], "2023-01/2023-09");
    }
    for (header, right, wrong) in [("Månad", "12", "13"), ("Kvartal", "4", "5")] {
        let text = format!("Region;År;{header};Andel (%)\nSkåne;2023;{right};61,5\nHalland;2023;{wrong};64,0\n");
        assert_eq!(given(&text).found("E_PERIOD_UNKNOWN"), [format!("3 {header}")]);
    }
}

/// Answers whose middle steps are bare numbers are no further header lines.
#[test]
fn first_answers_are_no_header() {
    let answers = ["1 - Inte alls", "5 - Helt och hållet", "2", "3", "4"];
    let rows = (0..40).map(|at| format!("{};{}\n", ["Kvinna", "Man"][at % 2], answers[at % 5])).collect::<String>();
    let file = given(&format!("Kön;Delaktig\n{rows}"));
    assert_eq!((&file.seen["header_lines"], &file.seen["n_data_rows"]), (&1.into(), &40.into()));
    let rows = (0..40).map(|at| format!("{};{}\n", REGIONS[at % 21], answers[at % 5])).collect::<String>();
    let file = given(&format!("Region;Delaktig\n{rows}"));
    assert_eq!((&file.seen["header_lines"], &file.seen["n_data_rows"]), (&1.into(), &40.into()));
}

/// Women and men in three spellings each are two groups: 30 of 40 women and 10 of 40 men said yes.
#[test]
fn sexes_in_several_spellings() {
    let row = |sex: &str, yes: bool| format!("Halland;{sex};1,5;{}\n", if yes { "Ja" } else { "Nej" });
    let rows = |sex: &str, yes: usize, no: usize| row(sex, true).repeat(yes) + &row(sex, false).repeat(no);
    let women = rows("Kvinna", 20, 5) + &rows("kvinnor", 5, 4) + &rows("K", 5, 1);
    let men = rows("M", 1, 14) + &rows("Man", 8, 9) + &rows("Män", 1, 7);
    for header in ["Kön", "V12"] {
        let file = given(&format!("Region;{header};Vikt;Hjälp\n{women}{men}"));
        assert_eq!(file.levels(), ["Kvinna", "Man"], "{header}");
        near(&file.estimate("13", "Kvinna")["value"], 0.75);
        near(&file.estimate("13", "Man")["value"], 0.25);
        assert_eq!(file.found("N_SPELLINGS_JOINED"), [header]);
    }
    let apart = given(&format!("Region;Grupp;Vikt;Hjälp\n{}{}", rows("K", 15, 10), rows("kommun", 10, 10)));
    assert_eq!(apart.levels(), ["K", "kommun"]);
    assert_eq!(apart.found("N_SPELLINGS_JOINED"), [""; 0]);
    let text = "Region;År;Kön;Andel (%)\nSkåne;2023;Kvinnor;61,5\nSkåne;2023;Män;60,5\nHalland;2023;K;64,0\n\
        Halland;2023;M;63,0\nRiket;2023;Kvinnor;62,0\nRiket;2023;Män;61,0\nRiket;2023;Båda könen;61,5\n";
    let file = given(text);
    assert_eq!(file.levels(), ["Kvinnor", "Män"]);
    near(&file.estimate("13", "Kvinnor")["value"], 64.0);
    near(&file.estimate("13", "Män")["value"], 63.0);
    near(&file.estimate("00", "")["value"], 61.5);
}

/// Numbered answers with words at the ends alone: the two highest are the positive ones, as for 1 to 5 without words.
#[test]
fn answers_with_words_at_the_ends() {
    let answers = ["1 - Inte alls", "2", "3", "4", "5 - Helt och hållet"];
    let rows = (0..60).map(|at| format!("Halland;{}\n", answers[at % 5])).collect::<String>();
    let file = given(&format!("Region;Delaktig\n{rows}"));
    assert_eq!(file.role("Delaktig"), "item");
    near(&file.estimate("13", "")["value"], 0.4);
}

/// Addresses of e-mail tell persons apart, and are neither shown nor read under any header.
#[test]
fn addresses_of_persons() {
    for header in ["E-post", "Kontaktväg"] {
        let row = |at: usize| format!("{};person{at}@example.se;{}\n", REGIONS[at % 21], ["Ja", "Nej"][at % 2]);
        let file = given(&format!("Region;{header};Nöjd\n{}", (0..42).map(row).collect::<String>()));
        assert_eq!((&file.seen["kind"], file.role(header)), (&"survey".into(), "identifying"));
        assert_eq!(file.found("W_IDENTIFYING_COLUMN"), [header]);
        assert!(!file.seen.to_string().contains("example"), "an address is shown");
    }
}

/// A number in parentheses is below zero or uncertain: its column is one of numbers, it is not used, and that is said.
#[test]
fn numbers_in_parentheses() {
    let rows: String = REGIONS.iter().enumerate().fold(String::new(), |rows, (at, region)| {
        let value = if at % 2 == 0 { format!("({},5)", 50 + at) } else { format!("{},5", 50 + at) };
        rows + &format!("{region};{value}\n")
    });
    for header in ["Andel (%)", "Resultat (mnkr)"] {
        let file = given(&format!("Region;{header}\n{rows}"));
        assert_eq!(file.role(header), "value");
        assert_eq!(file.found("E_IN_PARENTHESES"), [format!("2 {header}")]);
        let all = file.result["findings"].as_array().unwrap();
        assert_eq!(all.iter().find(|it| it["code"] == "E_IN_PARENTHESES").unwrap()["count"], 11);
        assert!(file.levels().is_empty());
    }
    let shares = given(&format!("Region;Andel (%)\n{rows}"));
    near(&shares.estimate("03", "")["value"], 51.5);
    assert!(shares.estimate("01", "")["value"].is_null());
}

/// A spreadsheet makes dates of some ages: those are groups of their own, and that is said. Dates among dates are not.
#[test]
fn ages_that_became_dates() {
    let file = |header: &str, levels: &[&str]| {
        let rows = |level: &&str| format!("Skåne;2024;{level};50,5\nHalland;2024;{level};60,5\n");
        given(&format!("Region;År;{header};Andel (%)\n{}", levels.iter().map(rows).collect::<String>()))
    };
    for date in ["01-maj", "2024-01-05", "jan-44", "May-01", "2044-01"] {
        let ages = file("Ålder", &[date, "20-29", "30–39", "40-49"]);
        assert_eq!(ages.found("W_DATES_AMONG_BANDS"), ["Ålder"], "{date}");
        let all = ages.result["findings"].as_array().unwrap();
        assert_eq!(all.iter().find(|it| it["code"] == "W_DATES_AMONG_BANDS").unwrap()["params"]["cells"], "2");
        assert_eq!(file("Åldersgrupp", &[date, "10-14"]).found("W_DATES_AMONG_BANDS").len(), 1, "{date}");
    }
    for fine in [&["0-4", "20-29", "30-39"][..], &["80+", "20-29", "30-39"], &["2024-01-05", "2024-02-05"]] {
        assert_eq!(file("Ålder", fine).found("W_DATES_AMONG_BANDS"), [""; 0], "{fine:?}");
    }
}

/// Of two counts beside the same share one is what the share is of; the other is said to be unused.
#[test]
fn two_counts_beside_a_share() {
    let file = given("Region;Antal svar;Antal observationer;Andel (%)\nSkåne;400;900;61,5\nHalland;300;800;64,0\n");
    assert_eq!(file.found("W_COLUMN_UNUSED"), ["Antal observationer"]);
    assert_eq!(file.estimate("13", "")["n"], 300.0);
}

/// What was aimed at is no result, and answers beside each question are measures of their own.
#[test]
fn targets_and_answers_beside_named_measures() {
    let rows =
        "Skåne;Tillgång;40,5;90\nHalland;Tillgång;45,5;90\nSkåne;Förtroende;50,5;80\nHalland;Förtroende;55,5;80\n";
    for target in ["Mål", "Målvärde", "Målnivå (%)", "Riktvärde"] {
        let file = given(&format!("Region;Indikator;Utfall;{target}\n{rows}"));
        assert_eq!(file.found("E_DUPLICATE_FIGURE"), [""; 0], "{target}");
        assert_eq!(file.found("W_COLUMN_UNUSED"), [target]);
        near(&file.estimate("13", "")["value"], 45.5);
    }
    let file = given(&format!("Region;Fråga;Positiva;Negativa\n{rows}"));
    assert_eq!(file.found("E_DUPLICATE_FIGURE"), [""; 0]);
    let all = file.result["estimates"].as_array().unwrap().iter();
    let halland: Vec<f64> =
        all.filter(|it| it["region"] == "13" && it["source"] == "file").filter_map(|it| it["value"].as_f64()).collect();
    assert_eq!(halland.len(), 4);
    assert!([45.5, 90.0, 55.5, 80.0].iter().all(|value| halland.contains(value)), "{halland:?}");
}

/// A row with a number too many may have its numbers under the wrong headers: it is left out, and said. A note behind the
/// last column moves nothing.
#[test]
fn rows_with_a_number_too_many() {
    let file = given("Region,2023,2024\nSkåne,60,61\nHalland,70,5,71,5\nUppsala,65,66\nKalmar,50,51,preliminärt\n");
    assert_eq!(file.found("E_ROW_DISPLACED"), ["3"]);
    assert!(file.estimate("13", "")["value"].is_null());
    near(&file.estimate("12", "")["value"], 60.0);
    near(&file.estimate("08", "")["value"], 50.0);
    let respondents = |last: &str| {
        let row = |at: usize| format!("Halland;2024;1,5;{}\n", ["Ja", "Nej"][at % 2]);
        given(&format!("Region;År;Vikt;Hjälp\n{}{last}", (0..40).map(row).collect::<String>()))
    };
    let rows = |file: &Given| (file.result["files"][0]["rows"].clone(), file.found("E_ROW_DISPLACED").len());
    assert_eq!(rows(&respondents("Halland;2024;1,5;Ja;3\n")), (41.into(), 1));
    assert_eq!(rows(&respondents("Halland;2024;1,5;Ja;bra\n")), (41.into(), 0));
}

/// A note of a break in the series is said where it stands, above the table or below.
#[test]
fn a_break_in_the_series() {
    let table = "Region;2019;2020\nSkåne;60,5;61,5\nHalland;62,5;63,5\n";
    let note = "1) Tidsseriebrott mellan 2019 och 2020.";
    assert_eq!(given(&format!("{table}\n{note};;\n")).found("W_SERIES_BREAK_NOTED"), ["5"]);
    assert_eq!(given(&format!("Väntetid. Bruten serie 2020;;\n\n{table}")).found("W_SERIES_BREAK_NOTED"), ["1"]);
    assert_eq!(given(&format!("{table}\nKälla: egen;;\n")).found("W_SERIES_BREAK_NOTED"), [""; 0]);
}

/// Shares beside amounts of money are no amounts, and numbers with words behind them are no group: both are named.
#[test]
fn shares_beside_money_and_numbers_among_words() {
    let file = given("Region;År;Kostnad, tkr;Andel (%)\nSkåne;2024;1000;61,5\nHalland;2024;2000;64,0\n");
    assert_eq!(file.seen["kind"], "accounts");
    assert_eq!((file.role("Kostnad, tkr"), file.role("Andel (%)")), ("value", "ignored"));
    assert_eq!(file.found("W_COLUMN_UNUSED"), ["Andel (%)"]);
    let file = given("Region;År;Andel (%);Kostnad\nSkåne;2024;61,5;3,2 Mkr\nHalland;2024;64,0;4,1 Mkr\n");
    assert_eq!(file.found("W_COLUMN_UNUSED"), ["Kostnad"]);
}

/// Counties by their letters or by codes with decimals, as programs for statistics write them, are the regions, in surveys
/// too: nobody is counted where they do not live. Halland has 3 of 4, Skåne 1 of 4 and Dalarna 2 of 4.
#[test]
fn regions_by_letters_and_decimal_codes() {
    let answers = [(0, "Ja", 3), (0, "Nej", 1), (1, "Ja", 1), (1, "Nej", 3), (2, "Ja", 2), (2, "Nej", 2)];
    for (header, codes) in [
        ("Län", ["N", "M", "W"]),
        ("Länsbokstav", ["n", "m", "w"]),
        ("Region", ["N", "M", "W"]),
        ("lan", ["13.0", "12.0", "20.0"]),
        ("region", ["13.0", "12.0", "20.0"]),
    ] {
        let rows =
            |(at, answer, times): (usize, &str, usize)| format!("{},1.5,{answer}\n", codes[at]).repeat(times * 10);
        let survey = given(&format!("{header},vikt,Hjälp\n{}", answers.map(rows).concat()));
        assert_eq!(survey.role(header), "region", "{header} {codes:?}");
        let figures = codes.map(|code| format!("{code},2024,{}.5\n", code.len() + 60)).concat();
        let table = given(&format!("{header},year,value\n{figures}"));
        for (region, share) in [("13", 0.75), ("12", 0.25), ("20", 0.5)] {
            near(&survey.estimate(region, "")["value"], share);
            near(&table.estimate(region, "")["value"], codes[0].len() as f64 + 60.5);
        }
    }
    // Letters under another header are answers, and two under `Region` may be north and south.
    for header in ["Kön", "Grupp"] {
        let rows = "K,1.5,Ja\nM,1.5,Nej\n".repeat(20);
        assert_ne!(given(&format!("{header},vikt,Hjälp\n{rows}")).role(header), "region");
    }
    let rows = "N,1.5,Ja\nS,1.5,Nej\n".repeat(20);
    assert_ne!(given(&format!("Region,vikt,Hjälp\n{rows}")).role("Region"), "region");
    let rows = ["C", "D", "E", "A"].map(|part| format!("{part},1.5,Ja\n{part},1.5,Nej\n").repeat(10)).concat();
    assert_ne!(given(&format!("Region,vikt,Hjälp\n{rows}")).role("Region"), "region");
    let unread: String = (0..60).map(|at| format!("{},1.5,{}\n", 901 + at, ["Ja", "Nej"][at % 2])).collect();
    assert_eq!(given(&format!("Länskod,vikt,Hjälp\n{unread}")).found("W_COLUMN_UNUSED"), ["Länskod"]);
    assert_eq!(given(&format!("Kommun,vikt,Hjälp\n{unread}")).found("W_COLUMN_UNUSED"), [""; 0]);
    let rows = "3.0,2023\n4.0,2024\n5.0,2025\n";
    assert_ne!(given(&format!("Värde,År\n{rows}")).role("Värde"), "region");
}

/// Numbers in parentheses are said when the file is read, and once for each row when figures are made of it.
#[test]
fn parentheses_are_said_at_once() {
    let file =
        given("Region;År;Resultat (mnkr);Anm\nSkåne;2023;(61,5);(1,5)\nHalland;2023;64,0;\nKalmar;2023;(12,5);\n");
    assert_eq!(file.seen("E_IN_PARENTHESES"), [("Resultat (mnkr)", 1)]);
    assert_eq!(file.found("E_IN_PARENTHESES"), ["2 Resultat (mnkr)"]);
    let all = file.result["findings"].as_array().unwrap();
    assert_eq!(all.iter().find(|it| it["code"] == "E_IN_PARENTHESES").unwrap()["count"], 2);
    assert_eq!(given("Region;År;Andel\nSkåne;2023;61,5\nHalland;2023;64,0\n").seen("E_IN_PARENTHESES"), []);
}

/// Letters of status behind values, as Eurostat has them, are passed over and said; those without a value are none.
#[test]
fn letters_of_status_behind_values() {
    let rows =
        ["Halland;61,5 b;62,5", "Skåne;58,0;59,0 bd", "Kalmar;: u;57,5 u", "Gotland;55,5 d;: c", "Riket;60,0;60,5"];
    let file = given(&format!("Region;2023;2024\n{}\n", rows.join("\n")));
    for (region, values) in
        [("13", [61.5, 62.5]), ("12", [58.0, 59.0]), ("09", [55.5, f64::NAN]), ("08", [f64::NAN, 57.5])]
    {
        for (year, right) in ["2023", "2024"].into_iter().zip(values) {
            let all = file.result["estimates"].as_array().unwrap();
            let fits = |one: &&Value| one["region"] == region && one["period"] == year && one["source"] == "file";
            match all.iter().find(fits).and_then(|one| one["value"].as_f64()) {
                Some(value) => assert_eq!(value, right, "{region} {year}"),
                None => assert!(right.is_nan(), "{region} {year}"),
            }
        }
    }
    assert_eq!(file.seen("W_VALUES_FLAGGED"), [("2023", 1), ("2024", 1)]);
    let params = |one: &Value| one["params"]["cells"].as_str().unwrap().to_owned();
    let all = file.seen["findings"].as_array().unwrap().iter().filter(|one| one["code"] == "W_VALUES_FLAGGED");
    assert_eq!(all.map(params).collect::<Vec<_>>(), ["2", "2"]);
    assert_eq!(file.seen["suppressed_tokens"], serde_json::json!([": c"]));
    assert_eq!(given("Region;2023;2024\nSkåne;61,5;62,5\nHalland;64 kr;61,0*\n").seen("W_VALUES_FLAGGED"), []);
}

/// Respondents who stand twice are said with their rows, and nothing of them but that; not those whose numbers begin anew in
/// each region or year, and not rows of figures.
#[test]
fn respondents_who_stand_twice() {
    let row = |id: usize, region: &str, year: u32| format!("{id};{region};{year};1,5;{}\n", ["Ja", "Nej"][id % 2]);
    let all = |region: &str, year: u32| (0..30).map(|id| row(7000 + id, region, year)).collect::<String>();
    let apart = [all("Halland", 2023), all("Skåne", 2023), all("Halland", 2024)].concat();
    let header = "Id;Region;År;Vikt;Hjälp\n";
    assert_eq!(given(&format!("{header}{apart}")).found("W_RESPONDENT_TWICE"), [""; 0]);
    let twice = [row(7003, "Skåne", 2023), row(7004, "Skåne", 2023), row(7003, "Skåne", 2023)].concat();
    let file = given(&format!("{header}{apart}{twice};Skåne;2023;1,5;Ja\n;Skåne;2023;1,5;Ja\n"));
    assert_eq!(file.found("W_RESPONDENT_TWICE"), ["92 Id"]);
    let said =
        file.result["findings"].as_array().unwrap().iter().find(|it| it["code"] == "W_RESPONDENT_TWICE").unwrap();
    assert_eq!((&said["count"], &said["rows"]), (&3.into(), &serde_json::json!([92, 93, 94])));
    assert!(!said.to_string().contains("700"), "{said}");
    let figures = "Id;Region;År;Andel (%)\n1;Halland;2023;61,5\n1;Halland;2023;61,5\n2;Skåne;2023;60,5\n";
    assert_eq!(given(figures).found("W_RESPONDENT_TWICE"), [""; 0]);
}

//! Columns and rows that were taken for something else without a word. What is right is written by hand from what each
//! file means.

use super::unsaid::{given, near};
use rikssnitt::session::{Correction, Session};
use rikssnitt::table::reading::Role;
use serde_json::Value;
use std::collections::BTreeMap;

/// What stays in hospital cost and how long they last are no answers, whatever few whole numbers stand there.
#[test]
fn stays_in_hospital_are_no_survey() {
    let mut text = "Inskrivning;Utskrivning;Klinik;DRG;DRG-vikt;Vårddygn;Akut;Hemlän\n".to_owned();
    for at in 0..60 {
        let (stay, region) = (at % 8, ["12", "13", "14"][at % 3]);
        let urgent = ["Ja", "Nej"][at % 2];
        text += &format!("01.03.2024;{:02}.03.2024;Medicin;E47C;1,{};{stay};{urgent};{region}\n", 1 + stay, 100 + at);
    }
    let seen = given(&text).seen;
    assert_eq!(seen["kind"], "visits");
    // So they are by both of their days alone.
    let mut text = "vårdtillfälle;inskrivningsdatum;utskrivningsdatum;vårdtid;återinskriven_30d;region\n".to_owned();
    for at in 0..60 {
        let (stay, again) = (at % 8, u8::from(at % 9 == 0));
        text += &format!("{at};2024-05-01;2024-05-{:02};{stay};{again};{}\n", 1 + stay, ["Skåne", "Halland"][at % 2]);
    }
    assert_eq!(given(&text).seen["kind"], "visits");
    // Patients who answer after their stay are respondents.
    let mut text = "Utskrivningsdatum;Klinik;vikt;Nöjd;Län\n".to_owned();
    for at in 0..60 {
        text += &format!("2024-03-{:02};Medicin;1,5;{};13\n", 1 + at % 28, ["Ja", "Nej"][at % 2]);
    }
    assert_eq!(given(&text).seen["kind"], "survey");
}

/// A year that something began is no figure, with as few as two of them; what ends alike, as sores do, is one.
#[test]
fn years_that_something_began() {
    let file = given(
        "Startår;År;Region;Andel\n2019;2023;Halland;61,1\n2020;2024;Halland;62,3\n2019;2023;Skåne;60,1\n\
         2020;2024;Skåne;63,1\n",
    );
    assert_eq!((file.role("Startår"), file.role("År")), ("ignored", "period"));
    assert_eq!(file.found("W_COLUMN_UNUSED"), ["Startår"]);
    let measures = file.result["measures"].as_array().unwrap();
    assert_eq!(measures.iter().map(|one| one["id"].as_str().unwrap()).collect::<Vec<_>>(), ["andel"]);
    let file = given("År;Region;Trycksår\n2023;Halland;112\n2024;Halland;98\n2023;Skåne;2010\n2024;Skåne;451\n");
    assert_eq!(file.role("Trycksår"), "value");
}

/// A respondent whose code is another region's than the name is counted, and it is said.
#[test]
fn codes_and_names_that_differ_in_a_survey() {
    let table = |contradicted: &[usize]| {
        let mut text = "löpnr;länskod;län;vikt;nöjd\n".to_owned();
        for at in 0..60 {
            let (code, name) = [("13", "Halland"), ("12", "Skåne")][at % 2];
            let code = if contradicted.contains(&at) { "14" } else { code };
            text += &format!("{at};{code};{name};1,5;{}\n", ["Ja", "Nej"][at / 2 % 2]);
        }
        given(&text)
    };
    let file = table(&[4, 7]);
    assert_eq!((file.seen["kind"].as_str(), file.role("länskod")), (Some("survey"), "ignored"));
    let all = file.seen["findings"].as_array().unwrap();
    let said: Vec<&Value> = all.iter().filter(|one| one["code"] == "W_REGIONS_CONTRADICTED").collect();
    assert_eq!((said.len(), &said[0]["count"], &said[0]["row"]), (1, &2.into(), &6.into()));
    // By one of the columns all of the 60 are counted.
    let counted = ["12", "13", "14"].map(|region| file.estimate(region, "")["n"].as_f64().unwrap_or(0.0));
    near(&counted.iter().sum::<f64>().into(), 60.0);
    assert!(!table(&[]).seen["findings"].to_string().contains("W_REGIONS_CONTRADICTED"));
}

/// A column that the user sets aside divides no costs: what it told apart is summed, and there are no measures of it.
#[test]
fn costs_are_not_divided_by_what_is_set_aside() {
    let text = "Region;År;Verksamhet;Delverksamhet;Kostnad, tkr\nHalland;2023;Primärvård;Läkare;1000\n\
        Halland;2023;Primärvård;Sköterskor;3000\nHalland;2023;Psykiatri;Läkare;500\nSkåne;2023;Primärvård;Läkare;1000\n\
        Skåne;2023;Primärvård;Sköterskor;4000\nSkåne;2023;Psykiatri;Läkare;500\n";
    let result = |text: &str, aside: bool| {
        let mut session = Session::new().unwrap();
        session.add("kostnad.csv", text.as_bytes().to_vec()).unwrap();
        if aside {
            let roles = BTreeMap::from([("Delverksamhet".to_owned(), Role::Ignored)]);
            session.correct(0, &Correction { roles, ..Correction::default() }).unwrap();
        }
        let plan = session.propose(Some("13")).unwrap();
        serde_json::to_value(session.analyse(&plan).unwrap()).unwrap()
    };
    let value = |result: &Value, measure: &str| {
        let all = result["estimates"].as_array().unwrap().clone();
        let own = |one: &&Value| one["measure"] == measure && one["region"] == "13" && one["source"] == "file";
        all.iter().find(own).map(|one| one["value"].as_f64().unwrap())
    };
    let (divided, aside) = (result(text, false), result(text, true));
    assert!(value(&divided, "lakare").is_some());
    assert_eq!((value(&aside, "lakare"), value(&aside, "skoterskor")), (None, None));
    // 4 000 of 4 500 tkr are of primary care whichever way they are told apart.
    near(&value(&aside, "primarvardens_andel").into(), 400_000.0 / 4_500.0);
    near(&value(&aside, "primarvard").into(), value(&divided, "primarvard").unwrap());
    // Where one row is the sum of the others they are not summed with it.
    let sums = text.replace("Skåne;2023;Psykiatri;Läkare;500", "Halland;2023;Primärvård;Totalt;4000");
    let aside = result(&sums, true);
    assert!(aside["findings"].to_string().contains("E_AMOUNT_TWICE"));
    assert_eq!(value(&aside, "primarvard"), None);
}

/// What may weigh the answers of a survey and does not is named, whether another column does or not.
#[test]
fn weights_that_are_not_used() {
    let table = |headers: &str, weights: fn(usize) -> String| {
        let mut text = format!("löpnr;län;{headers};nöjd\n");
        for at in 0..60 {
            let region = ["Halland", "Skåne"][at % 2];
            text += &format!("{at};{region};{};{}\n", weights(at), ["Ja", "Nej"][at / 2 % 2]);
        }
        let file = given(&text);
        assert_eq!(file.seen["kind"], "survey");
        file
    };
    let file = table("Trimmad vikt", |at| format!("{},25", 80 + at));
    assert_eq!(
        (file.role("Trimmad vikt"), file.found("W_COLUMN_UNUSED")),
        ("ignored", vec!["Trimmad vikt".to_owned()])
    );
    let file = table("Trimmad vikt;Kalibrerad vikt", |at| format!("{},25;1,5", 80 + at));
    assert_eq!(file.role("Kalibrerad vikt"), "weight");
    assert_eq!(file.found("W_COLUMN_UNUSED"), ["Trimmad vikt"]);
}

/// Units behind numbers are those of their column, where all have the same.
#[test]
fn units_of_money_behind_numbers() {
    let region = |file: &super::unsaid::Given| {
        let value = |code: &str| file.estimate(code, "")["value"].as_f64();
        (value("12"), value("13"))
    };
    // The same in the header is the same.
    for (behind, header) in [
        ("Region;År;Kostnad\nHalland;2024;36,9 mnkr\nSkåne;2024;120,5 mnkr\n", "Kostnad, mnkr"),
        ("Region;År;Kostnad\nHalland;2024;36,9 tkr\nSkåne;2024;120,5 tkr\n", "Kostnad, tkr"),
    ] {
        let (name, unit) = header.split_once(", ").unwrap();
        let above = behind.replace(&format!(" {unit}"), "").replace(name, header);
        let (behind, above) = (given(behind), given(&above));
        assert_eq!(behind.seen["kind"], "accounts");
        assert_eq!(region(&behind), region(&above), "{header}");
        // 36.9 million to 345 thousand people are a little more than a hundred each, a thousand a tenth.
        let each = region(&behind).1.unwrap() * if unit == "tkr" { 1000.0 } else { 1.0 };
        assert!((100.0..120.0).contains(&each), "{header}: {each}");
    }
    // A result below nothing is as it stands, and so is what stands beside figures that cannot be summed.
    let file = given("Region;År;Resultat\nHalland;2024;-36,9 mnkr\nSkåne;2024;120,5 mnkr\n");
    assert_eq!(region(&file), (Some(120.5), Some(-36.9)));
    let file =
        given("Region;År;Medelväntetid;Resultat\nHalland;2024;50 dagar;36,9 mnkr\nSkåne;2024;61 dagar;2,5 mnkr\n");
    let values = file.result["estimates"].as_array().unwrap().iter().filter(|one| one["region"] == "13");
    let values: Vec<f64> = values.filter_map(|one| one["value"].as_f64()).collect();
    assert_eq!(values, [50.0, 36.9]);
    let file = given("Region;År;Väntande\nHalland;2024;12 st\nSkåne;2024;120 st\n");
    assert_eq!(region(&file), (Some(120.0), Some(12.0)));
    // Numbers of two sizes are brought to the larger; one without a unit among them is of neither.
    let text =
        "Region;År;Andel;Kostnad\nHalland;2024;61,5;900 tkr\nSkåne;2024;62,5;1,2 mnkr\nUppsala;2024;60,5;-7,1 mnkr\n";
    let file = given(text);
    assert_eq!((file.role("Andel"), file.role("Kostnad")), ("value", "value"));
    let values = file.result["estimates"].as_array().unwrap().iter().filter(|one| one["region"] == "13");
    let values: Vec<f64> = values.filter_map(|one| one["value"].as_f64()).collect();
    assert_eq!((values, file.found("N_UNITS_JOINED").len()), (vec![61.5, 0.9], 1));
    let file = given(&text.replace("61,5;900 tkr", "61,5;900"));
    assert_eq!(file.found("W_COLUMN_UNUSED"), ["Kostnad"]);
}

/// How many answered may stand behind the name of the region: of its only value, else it is said that it is not used.
#[test]
fn answers_behind_the_names_of_regions() {
    let text =
        "Region;2024\nHalland (n=1203);61,1\nSkåne (n = 3 120);62,1\nUppsala (n=998);60,0\nRiket (n=41200);61,0\n";
    let file = given(text);
    assert!(file.found("W_BASE_UNUSED").is_empty());
    for (region, n) in [("13", 1203.0), ("12", 3120.0), ("03", 998.0), ("00", 41200.0)] {
        near(&file.estimate(region, "")["n"], n);
    }
    near(&file.estimate("13", "")["value"], 61.1);
    for text in [
        "Region;2023;2024\nHalland (n=1203);61,1;62,1\nSkåne (n=3120);62,1;63,1\n",
        "Region;År;Andel (%)\nHalland (n=1203);2023;61,1\nHalland (n=1203);2024;62,1\nSkåne (n=3120);2024;63,1\n",
        "Region;Andel 2024;Antal svar\nHalland (n=1203);61,1;700\nSkåne (n=3120);62,1;800\n",
    ] {
        let file = given(text);
        assert_eq!(file.found("W_BASE_UNUSED"), ["Region"], "{text}");
        assert_ne!(file.estimate("13", "")["n"], 1203.0);
    }
}

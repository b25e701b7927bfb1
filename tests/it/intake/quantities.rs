//! Amounts of several kinds in one table. What is right is written by hand; Halland has 345 074 inhabitants in 2024.

use super::unsaid::{Given, given, near};
use serde_json::Value;

const PEOPLE: f64 = 345_074.0;

/// The value of a measure for Halland in 2024, and nothing where it was not made.
fn value(file: &Given, measure: &str) -> Option<f64> {
    let all = file.result["estimates"].as_array().unwrap();
    let fits = |it: &&Value| it["measure"] == measure && it["region"] == "13" && it["period"] == "2024";
    let one = all.iter().filter(fits).find(|it| it["level"].is_null());
    one.and_then(|it| it["value"].as_f64())
}

#[test]
fn costs_and_income_persons_and_posts_are_never_summed() {
    let accounts = given(
        "Region;Verksamhet;År;Kostnad;Intäkt\nHalland;Primärvård;2024;120000000;10000000\nHalland;Psykiatri;2024;90000000;8000000\n",
    );
    near(&value(&accounts, "primarvard").into(), 120e6 / PEOPLE);
    near(&value(&accounts, "intakt_primarvard").into(), 10e6 / PEOPLE);
    near(&value(&accounts, "primarvardens_andel").into(), 120.0 / 210.0 * 100.0);
    let staff = given(
        "Region;Yrkesgrupp;Kön;År;Antal anställda;Årsarbetare\nHalland;Läkare;Kvinnor;2024;500;450,5\n\
         Halland;Läkare;Män;2024;400;400\nHalland;Psykologer;Män;2024;90;80\nHalland;Psykologer;Kvinnor;2024;10;5\n",
    );
    near(&value(&staff, "lakare").into(), 850.5 / PEOPLE * 1e3);
    near(&value(&staff, "antal_anstallda_lakare").into(), 900.0 / PEOPLE * 1e3);
    near(&value(&staff, "antal_anstallda").into(), 1000.0 / PEOPLE * 1e3);
    // Parts of one kind are summed.
    for headers in ["Primärvård;Sjukhus", "Antal kvinnor;Antal män", "Årsarbetare primärvård;Årsarbetare sjukhus"]
    {
        let parts = given(&format!("Region;Yrkesgrupp;År;{headers}\nHalland;Läkare;2024;500;400\n"));
        near(&value(&parts, "lakare").into(), 900.0 / PEOPLE * 1e3);
    }
}

#[test]
fn means_beside_amounts_are_no_amounts() {
    let file = given(
        "Region;Yrkesgrupp;År;Antal anställda;Medelålder\nHalland;Läkare;2024;900;44,1\nHalland;Psykologer;2024;90;46,3\n",
    );
    near(&value(&file, "lakare").into(), 900.0 / PEOPLE * 1e3);
    assert_eq!(file.found("W_COLUMN_UNUSED"), ["Medelålder"]);
    let file = given("Region;År;Nettokostnad kr/invånare;Nettokostnad totalt mnkr\nHalland;2024;35100;12100\n");
    assert_eq!(file.found("W_COLUMN_UNUSED"), ["Nettokostnad kr/invånare"]);
    near(&value(&file, "nettokostnad_totalt_mnkr").into(), 12100e6 / PEOPLE);
}

#[test]
fn a_budget_beside_what_it_came_to_is_said_to_be_unused() {
    let file = given("Region;Verksamhet;År;Budget;Utfall\nHalland;Primärvård;2024;100000000;120000000\n");
    near(&value(&file, "primarvard").into(), 120e6 / PEOPLE);
    assert_eq!(file.found("W_COLUMN_UNUSED"), ["Budget"]);
}

/// Names and numbers of those who are employed are no measures and shown nowhere; rows of persons are summed.
#[test]
fn those_who_are_employed_point_out_persons() {
    let names = ["Anna Andersson", "Bo Bengtsson", "Cia Carlsson"];
    for (header, persons) in [
        ("Anställd", names),
        ("Namn", names),
        ("Resurs", ["Andersson, Anna", "Bengtsson, Bo", "Carlsson, Cia"]),
        ("Anställningsnr", ["0077612", "0077613", "0077614"]),
        ("Personalnummer", ["77612341", "77612342", "77612343"]),
    ] {
        let [one, two, three] = persons;
        let file = given(&format!(
            "{header};Yrkesgrupp;År;Årsarbetare\n{one};Läkare;2024;1,00\n{two};Läkare;2024;1,00\n{three};Psykolog;2024;0,75\n"
        ));
        assert_eq!(file.role(header), "identifying", "{header}");
        assert_eq!(file.found("W_IDENTIFYING_COLUMN"), [header]);
        near(&value(&file, "lakare").into(), 2.0 / PEOPLE * 1e3);
        for out in [file.seen.to_string(), file.result.to_string()] {
            assert!(persons.iter().all(|person| !out.contains(person)), "{header}");
        }
        assert_eq!(file.result["measures"].as_array().unwrap().len(), 2, "{header}");
    }
    // Clinics with names of two words have more than one post.
    let file = given(
        "Arbetsplats;Yrkesgrupp;År;Årsarbetare\nHalmstad Norra;Läkare;2024;4,5\nHalmstad Södra;Läkare;2024;3\nLaholm Centrum;Psykolog;2024;1\n",
    );
    assert_eq!(file.role("Arbetsplats"), "group");
    let file = given(
        "Anställningsform;Yrkesgrupp;År;Årsarbetare\nTills vidare;Läkare;2024;0,5\nVikariat;Läkare;2024;1\nTills vidare;Psykolog;2024;1\n",
    );
    assert_eq!(file.role("Anställningsform"), "group");
}

#[test]
fn codes_are_no_amounts_and_rows_that_they_tell_apart_are_summed() {
    let file = given("Region;År;Konto;Belopp (tkr)\nHalland;2024;4011;120000\nHalland;2024;5611;90000\n");
    near(&value(&file, "belopp").into(), 210e6 / PEOPLE);
    let file = given("Region;År;Vkod;Belopp (tkr)\nHalland;2023;1110;120000\nHalland;2024;1110;130000\n");
    assert_eq!(file.role("Vkod"), "ignored");
    near(&value(&file, "belopp").into(), 130e6 / PEOPLE);
    let file = given("Region;År;Verksamhet;Belopp (tkr)\nHalland;2024;110;120000\nHalland;2024;120;130000\n");
    near(&value(&file, "110").into(), 120e6 / PEOPLE);
    // The same account twice is the same amount twice.
    let file = given("Region;År;Konto;Belopp (tkr)\nHalland;2024;4011;120000\nHalland;2024;4011;90000\n");
    assert_eq!(file.found("E_AMOUNT_TWICE"), ["2 Belopp (tkr)"]);
}

/// What is divided by inhabitants already, by the title, a level or a unit, is not divided again.
#[test]
fn figures_per_inhabitant_stand_as_they_are() {
    for text in [
        "Kostnad per invånare efter verksamhet, kronor\nRegion;Verksamhet;2023;2024\nHalland;A;6100;6300\nHalland;B;3100;3200\nSkåne;A;5900;6000\nSkåne;B;3300;3400\n",
        "Region;Verksamhet;2023;2024\nHalland;A, kr/inv;6100;6300\nHalland;B, kr/inv;3100;3200\nSkåne;A, kr/inv;5900;6000\nSkåne;B, kr/inv;3300;3400\n",
        "Region;Verksamhet;Enhet;År;Kostnad\nHalland;A;kr per invånare;2024;6300\nHalland;B;kr per invånare;2024;3200\nSkåne;A;kr per invånare;2024;6000\nSkåne;B;kr per invånare;2024;3400\n",
    ] {
        let file = given(text);
        let all = file.result["estimates"].as_array().unwrap();
        let of = |it: &&Value| it["source"] == "file" && it["region"] == "13" && it["period"] == "2024";
        let values: Vec<f64> = all.iter().filter(of).filter_map(|it| it["value"].as_f64()).collect();
        assert_eq!(values, [6300.0, 3200.0], "{text}");
    }
    // A title of sums stays one.
    let file = given("Kostnad per verksamhet, tkr\nRegion;Verksamhet;2024\nHalland;A;6300\nHalland;B;3200\n");
    assert_eq!(file.seen["kind"], "accounts");
}

#[test]
fn contacts_beside_what_they_cost_are_measures() {
    let file = given(
        "Region;Vårdform;År;Antal vårdtillfällen;Kostnad (tkr)\nHalland;Öppenvård;2024;900;12000\nHalland;Slutenvård;2024;300;25000\n",
    );
    near(&value(&file, "slutenvard").into(), 25e6 / PEOPLE);
    near(&value(&file, "antal_vardtillfallen_slutenvard").into(), 300.0 / PEOPLE * 1e3);
    near(&value(&file, "antal_vardtillfallen").into(), 1200.0 / PEOPLE * 1e3);
}

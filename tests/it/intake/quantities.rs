//! Amounts of several kinds in one table. What is right is written by hand; Halland has 345 074 inhabitants in 2024.

use super::unsaid::{Given, given, near};
use rikssnitt::table::{reading::Kind, recognise};
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

/// In a ledger by month an account has several postings, which are summed; without an account they are one amount twice.
#[test]
fn postings_of_a_month_are_summed() {
    let rows = "202401;100000,50\nHalland;4011;202401;50000,00\nHalland;4011;202402;70000\n";
    let file = given(&format!("Region;Konto;Period;Belopp (kr)\nHalland;4011;{rows}"));
    assert_eq!(file.found("N_POSTINGS_SUMMED").len(), 1);
    assert!(file.found("E_AMOUNT_TWICE").is_empty());
    let file =
        given("Region;Verksamhet;Period;Belopp (kr)\nHalland;Vård;202401;100000,50\nHalland;Vård;202401;50000\n");
    assert_eq!((file.found("N_POSTINGS_SUMMED").len(), file.found("E_AMOUNT_TWICE").len()), (0, 1));
}

/// Where some stand twice with different amounts all are postings: equal ones count each, credits are subtracted. What is
/// below nothing when all are summed is no cost.
#[test]
fn postings_that_are_equal_and_credits() {
    let rows = ["4011;202401;100000", "4011;202401;-20000", "5611;202401;500", "5611;202401;500", "4011;202402;70000"];
    let ledger = |more: &str| {
        let lines: String = rows.iter().map(|row| format!("Halland;{row}\n")).collect();
        given(&format!("Region;Konto;Period;Belopp (kr)\n{lines}{more}"))
    };
    let january = |file: &Given| {
        let all = file.result["estimates"].as_array().unwrap().iter();
        let mut own = all.filter(|it| it["region"] == "13" && it["period"] == "2024-01" && it["measure"] == "belopp");
        own.next().and_then(|it| it["value"].as_f64())
    };
    let file = ledger("");
    near(&january(&file).into(), 81_000.0 / PEOPLE);
    assert!(file.found("E_NEGATIVE_AMOUNT").is_empty() && file.found("N_REPEATED_FIGURE").is_empty());
    let file = ledger("Halland;3011;202401;-90000\n");
    assert_eq!((january(&file), file.found("E_NEGATIVE_AMOUNT").len()), (None, 1));
    let once = given("Region;Konto;Period;Belopp (kr)\nHalland;4011;202401;100000\nHalland;3011;202401;-20000\n");
    assert_eq!((january(&once), once.found("E_NEGATIVE_AMOUNT").len()), (None, 1));
}

/// The mean of a year's population is one.
#[test]
fn mean_populations_are_populations() {
    let (reading, _) =
        recognise("Region;År;Medelfolkmängd\nHalland;2024;345000\nSkåne;2024;1420000\n".as_bytes(), None).unwrap();
    assert_eq!(reading.kind, Kind::Population);
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

/// Halland's value of a measure in a period.
fn in_period(file: &Given, measure: &str, period: &str) -> Value {
    let all = file.result["estimates"].as_array().unwrap();
    let fits = |it: &&Value| it["measure"] == measure && it["region"] == "13" && it["period"] == period;
    all.iter().find(fits).map(|it| it["value"].clone()).unwrap_or_default()
}

/// Rows of two kinds are two measures; the kind that is meant where none is said keeps the plain name.
#[test]
fn rows_of_different_kinds_are_never_summed() {
    for (kind, first, second, plain, other) in [
        ("Version", "Budget", "Utfall", 90.0, "budget_psykiatri"),
        ("Prisnivå", "2025 års priser", "Löpande priser", 90.0, "2025_ars_priser_psykiatri"),
        ("Ackumulerat t.o.m.", "juni", "december", 90.0, "juni_psykiatri"),
    ] {
        let file = given(&format!(
            "Region;År;{kind};Verksamhet;Belopp kr\nHalland;2024;{first};Psykiatri;40000000\nHalland;2024;{second};Psykiatri;90000000\n\
             Halland;2024;{first};Tandvård;2000000\nHalland;2024;{second};Tandvård;3000000\n"
        ));
        near(&value(&file, "psykiatri").into(), plain * 1e6 / PEOPLE);
        near(&value(&file, other).into(), 40e6 / PEOPLE);
        near(&value(&file, "belopp_kr").into(), 93e6 / PEOPLE);
    }
    let posts = given(
        "Region;År;Yrke;Mått;Antal\nHalland;2024;Psykologer;Anställda;120\nHalland;2024;Psykologer;Helårsarbetare;100\n\
         Halland;2024;Läkare;Anställda;900\nHalland;2024;Läkare;Helårsarbetare;800\n",
    );
    near(&value(&posts, "anstallda_psykologer").into(), 120.0 / PEOPLE * 1e3);
    near(&value(&posts, "helarsarbetare_lakare").into(), 800.0 / PEOPLE * 1e3);
    assert_eq!(value(&posts, "lakare"), None);
    let sides =
        given("Region;År;Verksamhet;Konto;Debet;Kredit\n13;2024;Psykiatri;4010;500;0\n13;2024;Psykiatri;3010;0;70\n");
    near(&value(&sides, "debet_psykiatri").into(), 500.0 / PEOPLE);
    near(&value(&sides, "kredit_psykiatri").into(), 70.0 / PEOPLE);
    assert_eq!(value(&sides, "psykiatri"), None);
    // Costs that are what came in and what is left over are no sum of theirs.
    let three = given(
        "Region;År;Slag;Belopp tkr\nHalland;2024;Intäkter;20\nHalland;2024;Kostnader;90\nHalland;2024;Netto;70\n\
         Skåne;2024;Intäkter;30\nSkåne;2024;Kostnader;190\nSkåne;2024;Netto;160\n",
    );
    near(&value(&three, "kostnader").into(), 90e3 / PEOPLE);
    assert!(three.found("W_TOTAL_AMONG_PARTS").is_empty());
    assert_eq!(value(&three, "belopp_tkr"), None);
}

#[test]
fn parts_that_stand_below_their_whole_are_not_counted_again() {
    for word in ["varav", "Därav"] {
        let file = given(&format!(
            "Region;Yrkesgrupp;År;Antal anställda\nHalland;Läkare;2024;900\nHalland;{word} allmänläkare;2024;300\nHalland;Psykologer;2024;100\n"
        ));
        near(&value(&file, "lakare").into(), 900.0 / PEOPLE * 1e3);
        near(&value(&file, "antal_anstallda").into(), 1000.0 / PEOPLE * 1e3);
        let part = format!("{}_allmanlakare", word.to_lowercase().replace('ä', "a"));
        near(&value(&file, &part).into(), 300.0 / PEOPLE * 1e3);
    }
}

/// Costs of a single contact are means: they stand as they are.
#[test]
fn costs_of_one_contact_are_divided_by_nobody() {
    for header in [
        "Kostnad per läkarbesök (kr)",
        "Kostnad per besök (kr)",
        "Kostnad per vårdtillfälle, tkr",
        "Kostnad per vårddygn, tkr",
    ] {
        let file = given(&format!(
            "Region;År;Verksamhet;{header}\nHalland;2024;Medicin;81\nHalland;2024;Ögon;42\nSkåne;2024;Medicin;70\nSkåne;2024;Ögon;45\n"
        ));
        assert_eq!(file.seen["kind"], "indicators", "{header}");
        near(&file.estimate("13", "Medicin")["value"], 81.0);
    }
}

#[test]
fn codes_hours_and_changes_are_no_amounts() {
    let file = given(
        "Region;År;Kst;Ansvar;Projekt;Belopp kr\n13;2024;3510;41;7001;345074\n13;2024;3520;42;7002;690148\n12;2024;3510;43;7001;1500000\n",
    );
    near(&value(&file, "belopp_kr").into(), 3.0);
    assert_eq!(file.result["measures"].as_array().unwrap().len(), 1);
    let file = given(
        "Region;År;Yrkesgrupp;Arbetad tid;Årsarbetare\nHalland;2024;Läkare;97:30;50\nHalland;2024;Psykolog;812:15;20\n",
    );
    assert_eq!(file.found("W_COLUMN_UNUSED"), ["Arbetad tid"]);
    near(&value(&file, "lakare").into(), 50.0 / PEOPLE * 1e3);
    let file = given(
        "Region;Yrkesgrupp;Årsarbetare 2023;Årsarbetare 2024;Förändring %\nHalland;Läkare;100;90;-10,0\nHalland;Psykologer;50;60;20,0\n",
    );
    assert_eq!(file.found("W_COLUMN_UNUSED"), ["Förändring %"]);
    assert!(file.found("E_NEGATIVE_AMOUNT").is_empty() && file.found("E_PERIOD_MISSING").is_empty());
}

/// Halland has 345 074 inhabitants in the whole of 2024.
#[test]
fn months_and_days_have_the_population_of_their_year() {
    let file = given("Region;Månad;Kostnad tkr\nHalland;2024-04;34507,4\nHalland;2024-05;69014,8\n");
    near(&in_period(&file, "kostnad_tkr", "2024-05"), 200.0);
    let file =
        given("Region;Yrkesgrupp;2024-10-31;2024-11-30\nHalland;Läkare;690,148;345,074\nSkåne;Läkare;3990;4000\n");
    near(&in_period(&file, "lakare", "2024-10-31"), 2.0);
    assert!(file.found("W_POPULATION_MISSING").is_empty());
}

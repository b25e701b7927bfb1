//! Figures that cannot be added over their parts, though a column of professions or areas of activity stands beside them,
//! and others that once meant something else. What is right follows from what the words mean.

use super::unsaid::{Given, given, near};

const REGIONS: [&str; 3] = ["Riket", "Halland", "Skåne"];

/// A table of two levels in each region: its header, the levels, and a value for each that grows with the region.
fn table(header: &str, levels: [&str; 2], value: impl Fn(usize, usize) -> String) -> Given {
    let mut text = format!("{header}\n");
    for (at, region) in REGIONS.iter().enumerate() {
        for (number, level) in levels.iter().enumerate() {
            text.push_str(&format!("{region};{level};{}\n", value(at, number)));
        }
    }
    given(&text)
}

#[test]
fn shares_means_ages_and_rates_are_not_added_over_professions_and_areas() {
    for (header, unit) in [
        ("Region;Personalgrupp;Sjukfrånvaro 2023, %", "staff"),
        ("Region;Yrkesgrupp;Medelålder 2023", "staff"),
        ("Region;Yrkesgrupp;Antal per 1 000 invånare 2023", "staff"),
        ("Region;Verksamhetsområde;Nettokostnad (kr/inv) 2023", "area"),
        ("Region;Vårdområde;Medianväntetid (dagar) 2023", "area"),
        ("Region;Verksamhetsområde;Beläggning (%) 2023", "area"),
        ("Region;Vårdområde;Väntande 2023", "area"),
    ] {
        let levels = if unit == "staff" { ["Läkare", "Sjuksköterskor"] } else { ["Ortopedi", "Psykiatri"] };
        let seen = table(header, levels, |at, number| format!("{},5", 40 + 10 * number + at));
        assert_eq!(seen.seen["kind"], "indicators", "{header}");
        near(&seen.estimate("13", levels[0])["value"], 41.5);
        near(&seen.estimate("00", levels[1])["value"], 50.5);
    }
}

#[test]
fn costs_and_persons_are_still_added() {
    for (header, kind) in [
        ("Region;Verksamhetsområde;Nettokostnad 2023 (tkr)", "accounts"),
        ("Region;Verksamhet;2023", "accounts"),
        ("Region;Yrkesgrupp;Antal anställda 2023", "staffing"),
        ("Region;Personalgrupp;2023", "staffing"),
    ] {
        let seen = table(header, ["Ortopedi", "Psykiatri"], |at, number| format!("{}", 4000 + 100 * number + at));
        assert_eq!(seen.seen["kind"], kind, "{header}");
    }
}

#[test]
fn a_count_beside_a_numerator_is_a_figure_of_its_own() {
    let rows = "Halland;103;303;406;25,4%\nSkåne;102;302;404;25,2%\nUppsala;101;301;402;25,1%\n";
    for header in [
        "Region;Antal ja;Antal nej;Antal svar;Andel ja",
        "Region;Antal positiva;Antal negativa;Antal svar;Andel positiva",
    ] {
        let seen = given(&format!("{header}\n{rows}"));
        let named = |measure: &serde_json::Value| {
            let all = seen.result["measures"].as_array().unwrap();
            all.iter().find(|one| one["id"] == *measure).map(|one| one["label"].to_string()).unwrap_or_default()
        };
        let all = seen.result["estimates"].as_array().unwrap();
        let of: Vec<(String, f64)> = all
            .iter()
            .filter(|one| one["region"] == "13" && one["source"] == "file")
            .map(|one| (named(&one["measure"]), one["value"].as_f64().unwrap()))
            .collect();
        let second = header.split(';').nth(2).unwrap();
        for (label, value) in &of {
            assert_eq!(label.contains(second), *value == 303.0, "{header}: {of:?}");
        }
        assert!(of.iter().any(|(label, value)| label.contains("Andel") && *value == 25.4), "{header}: {of:?}");
    }
}

#[test]
fn a_sum_with_a_colon_is_the_whole() {
    let text: String = REGIONS[1..]
        .iter()
        .map(|region| format!("{region};Läkare;100\n{region};Sköterska;200\n{region};Summa:;300\n"))
        .collect();
    let seen = given(&format!("Region;Besökstyp;Antal besök 2023\n{text}"));
    near(&seen.estimate("13", "")["value"], 300.0);
    assert_eq!(seen.levels(), ["Läkare", "Sköterska"]);
}

#[test]
fn firsts_of_months_with_the_month_first_are_months() {
    let periods = |dates: &[&str]| -> Vec<String> {
        let rows: String = dates.iter().map(|date| format!("Halland,{date},50.1\nSkåne,{date},51.2\n")).collect();
        let seen = given(&format!("Region,Month,Value\n{rows}"));
        let all = seen.result["estimates"].as_array().unwrap();
        let of = all.iter().filter(|one| one["region"] == "13" && one["source"] == "file");
        of.map(|one| one["period"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(periods(&["3/1/2024", "4/1/2024", "12/1/2024"]), ["2024-03", "2024-04", "2024-12"]);
    assert_eq!(periods(&["03/01/2024", "04/01/2024"]), ["2024-03", "2024-04"]);
    assert_eq!(periods(&["3/1/2024", "13/1/2024"]), ["2024-01-03", "2024-01-13"]);
    assert_eq!(periods(&["3/2/2024", "3/3/2024"]), ["2024-02-03", "2024-03-03"]);
}

/// What is given for each inhabitant in rows of its own takes no amount away from the row beside it, and is said.
#[test]
fn rows_for_each_inhabitant_among_amounts() {
    let rows = |unit: &str, riket: &str, halland: &str| {
        format!("Riket;2024;Primärvård;{unit};{riket}\nRegion Halland;2024;Primärvård;{unit};{halland}\n")
    };
    let amounts = rows("mnkr", "65100", "1926,1");
    let [alone, both] = [amounts.clone(), rows("kr/inv", "6200", "5583") + &amounts]
        .map(|rows| given(&format!("Region;År;Verksamhet;Enhet;Belopp\n{rows}")));
    let value = |file: &Given| {
        let all = file.result["estimates"].as_array().unwrap();
        all.iter().find(|one| one["region"] == "13" && one["source"] == "file").unwrap()["value"].as_f64().unwrap()
    };
    assert!((5000.0..6000.0).contains(&value(&both)) && value(&both) == value(&alone));
    let all = both.result["findings"].as_array().unwrap();
    assert_eq!(all.iter().find(|one| one["code"] == "E_UNIT_UNKNOWN").unwrap()["count"], 2);
    assert!(alone.found("E_UNIT_UNKNOWN").is_empty());
}

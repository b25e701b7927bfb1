//! Files that once gave wrong figures without a word: columns that say again what others say, numbers that are no codes.
//! What is right is written by hand from what each file means.

use super::unsaid::{given, near};
use super::workbooks::bytes;
use rikssnitt::finding::FindingCode;
use rikssnitt::table;
use serde_json::Value;

/// A second column of periods holds stretches of years among years: few of them, so that it looks like numbers, or many.
#[test]
fn stretches_of_years_beside_a_column_of_years() {
    for stretches in [1, 12] {
        let mut text = "region;year;period_label;value\n".to_owned();
        for at in 0..24 {
            let year = 2000 + at % 12;
            let label = if at < stretches { format!("{}-{year}", year - 3) } else { year.to_string() };
            text.push_str(&format!("{};{year};{label};{at},5\n", ["Skåne", "Halland"][at / 12]));
        }
        let file = given(&text);
        assert_eq!((file.role("year"), file.role("period_label")), ("period", "ignored"));
        assert_eq!(file.found("W_COLUMN_UNUSED"), ["period_label"]);
        assert!(file.levels().is_empty());
        let measures: Vec<&str> =
            file.result["measures"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
        assert_eq!(measures, ["value"]);
    }
    // Alone it is the column of periods.
    let file = given("region;period_label;value\nSkåne;2022;61,5\nSkåne;2004-2007;60,5\nHalland;2022;59,5\n");
    assert_eq!(file.role("period_label"), "period");
    // Groups stand for several rows each, years and stretches too.
    let file = given(
        "Region;År;Period label;Kön;Andel (%)\nSkåne;2022;2022;K;61\nSkåne;2022;2022;M;60\nSkåne;2007;2004-2007;K;59\n\
         Skåne;2007;2004-2007;M;58\nHalland;2022;2022;K;57\nHalland;2022;2022;M;56\nHalland;2007;2004-2007;K;55\n\
         Halland;2007;2004-2007;M;54\n",
    );
    assert_eq!((file.role("Period label"), file.levels()), ("ignored", vec!["K", "M"]));
    near(&file.estimate("13", "K")["value"], 55.0);
}

/// What says of each row whether it is a region or the nation is no group; without a column of regions it is another thing.
#[test]
fn kinds_of_places_beside_the_regions() {
    for (header, region, nation) in
        [("Geografityp", "region", "land"), ("Nivå", "Län", "Riket"), ("Typ", "Region", "Nation")]
    {
        let row = |name: &str, of: &str, sex: &str, value: u8| format!("{of};{name};2023;{sex};{value}\n");
        let file = given(&format!(
            "{header};Region;År;Kön;Andel (%)\n{}{}{}{}{}{}",
            row("Skåne", region, "K", 31),
            row("Skåne", region, "M", 32),
            row("Halland", region, "K", 33),
            row("Halland", region, "M", 34),
            row("Riket", nation, "K", 35),
            row("Riket", nation, "M", 36)
        ));
        assert_eq!((file.role(header), file.levels()), ("ignored", vec!["K", "M"]), "{header}");
        assert_eq!(file.found("W_COLUMN_UNUSED"), [header]);
        near(&file.estimate("00", "K")["value"], 35.0);
        near(&file.estimate("13", "M")["value"], 34.0);
    }
    let file = given(
        "Vårdnivå;Region;År;Andel (%)\nPrimärvård;Skåne;2023;31\nSjukhus;Skåne;2023;32\nPrimärvård;Halland;2023;33\n\
         Sjukhus;Halland;2023;34\n",
    );
    assert_eq!(file.levels(), ["Primärvård", "Sjukhus"]);
    // Costs are not divided by it either.
    let file = given(
        "Region;År;Kostnad, tkr;Verksamhetsområde;Nivå\nSkåne;2022;1000;Primärvård;Region\n\
         Halland;2022;900;Primärvård;Region\nRiket;2022;9000;Primärvård;Riket\n",
    );
    let measures = file.result["measures"].as_array().unwrap();
    assert!(measures.iter().all(|one| one["id"] != "region" && one["id"] != "riket"));
}

/// Yes is not the good answer to a question about something bad: nothing is said of better or worse until the plan does.
#[test]
fn the_direction_of_questions_about_something_bad() {
    let mut text = "lopnr;lan;vikt;avstatt_vard;vantat_for_lange;nojd_med_vantan;missnoje;delaktig\n".to_owned();
    for at in 0..90 {
        let (yes, felt) = (["ja", "nej"][at % 2], ["Mycket nöjd", "Ganska nöjd", "Mycket missnöjd"][at / 3 % 3]);
        text.push_str(&format!("{at};{};1,5;{yes};{yes};{felt};{felt};{yes}\n", ["13", "12", "08"][at % 3]));
    }
    let file = given(&text);
    let all = file.result["measures"].as_array().unwrap();
    let directions: Vec<_> =
        all.iter().map(|one| (one["id"].as_str().unwrap(), one["direction"].as_str().unwrap())).collect();
    let expected = [
        ("avstatt_vard", "none"),
        ("vantat_for_lange", "none"),
        ("nojd_med_vantan", "higher"),
        // The answers say what is good, whatever the question is called.
        ("missnoje", "higher"),
        ("delaktig", "higher"),
    ];
    assert_eq!(directions, expected);
    let said = |result: &Value| -> Vec<String> {
        let all = result["findings"].as_array().unwrap().iter().filter(|one| one["code"] == "W_DIRECTION_UNSURE");
        all.map(|one| one["params"]["measure"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(said(&file.result), ["avstatt_vard", "vantat_for_lange"]);
    assert!(
        file.result["comparisons"].as_array().unwrap().iter().all(|one| {
            one["measure"] != "avstatt_vard" || (one["verdict"] != "better" && one["verdict"] != "worse")
        })
    );
    // A direction in the plan is an answer, none too.
    let result = file.with_plan(|plan| {
        for (measure, direction) in plan.measures.iter_mut().zip(["lower", "none"]) {
            measure.direction = Some(direction.to_owned());
        }
    });
    assert_eq!((said(&result), &result["measures"][0]["direction"]), (vec![], &"lower".into()));
}

/// What a figure is called may say that more is better; else nothing is proposed, and a built-in measure brings its own.
#[test]
fn the_direction_of_figures_by_their_names() {
    let rows = "Halland;2024;71,0;12,0;64,0;33,0\nRiket;2024;70,0;13,0;66,0;31,0\n";
    let file =
        given(&format!("Region;År;Andel nöjda (%);Andel missnöjda (%);Andel positiva (%);Väntetid, dagar\n{rows}"));
    let all = file.result["measures"].as_array().unwrap();
    let directions: Vec<_> = all.iter().map(|one| one["direction"].as_str().unwrap()).collect();
    assert_eq!(directions, ["higher", "none", "none", "none"], "{all:?}");
}

/// Regions that are numbered from 1 to 21 are in no county's code: no region is read from them.
#[test]
fn numbers_of_an_order_are_no_codes() {
    let table = |header: &str, codes: &[&str]| {
        let row = |(at, code): (usize, &&str)| format!("{code};2023;{},5\n", 50 + at);
        given(&format!("{header};År;Andel (%)\n{}", codes.iter().enumerate().map(row).collect::<String>()))
    };
    let numbers: Vec<String> = (1..=21).map(|number| number.to_string()).collect();
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    let with_nation = [&["Riket"], &numbers[..]].concat();
    let two = ["1", "2"];
    for (codes, nation) in
        [(&numbers[..], 0), (&with_nation[..], 1), (&numbers[..4], 0), (&two[..], 0), (&numbers[..19], 0)]
    {
        let file = table("Region", codes);
        assert_eq!(file.found("E_REGIONS_NUMBERED"), ["Region"], "{codes:?}");
        assert_eq!(file.result["estimates"].as_array().unwrap().len(), nation, "{codes:?}");
    }
    let codes = ["1", "3", "4", "5", "6", "7", "8", "9", "10", "12", "13", "14", "17", "18", "19", "20", "21", "22"];
    let padded = ["01", "03", "04", "05", "06", "07", "08", "09", "10", "12"];
    for (codes, regions) in [(&codes[..], 18), (&codes[..17], 17), (&padded[..], 10), (&["12", "11", "13"][..], 2)] {
        let file = table("Länskod", codes);
        assert!(file.found("E_REGIONS_NUMBERED").is_empty(), "{codes:?}");
        let own = file.result["estimates"].as_array().unwrap().iter().filter(|one| one["source"] == "file").count();
        assert_eq!(own, regions, "{codes:?}");
    }
    // Names beside the order are the regions.
    let file = given("Regionnr;Region;År;Andel (%)\n1;Stockholm;2023;51\n2;Uppsala;2023;52\n3;Sörmland;2023;53\n");
    assert!(file.found("E_REGIONS_NUMBERED").is_empty() && file.found("E_REGION_CONTRADICTED").is_empty());
    near(&file.estimate("04", "")["value"], 53.0);
}

/// A code and a name that are of two regions: the row is left out, and said, in two columns and in one cell.
#[test]
fn codes_against_names() {
    let file = given(
        "Länskod;Region;År;Andel (%)\n14;Region Skåne;2023;50,5\n13;Region Halland;2023;52,5\n00;Riket;2023;51,1\n\
         08;Kalmar;2023;49\n12;Riket;2022;48\n",
    );
    assert_eq!(file.found("E_REGION_CONTRADICTED"), ["2 Länskod"]);
    assert_eq!(
        file.result["findings"].as_array().unwrap().iter().find(|one| one["code"] == "E_REGION_CONTRADICTED").unwrap()
            ["count"],
        2
    );
    assert_eq!((file.estimate("12", ""), file.estimate("14", "")), (&Value::Null, &Value::Null));
    near(&file.estimate("13", "")["value"], 52.5);
    near(&file.estimate("08", "")["value"], 49.0);
    let file = given("Region;År;Andel (%)\n14 Skåne län;2023;50,5\n13 Hallands län;2023;52,5\n00 Riket;2023;51,1\n");
    assert_eq!(file.found("E_REGION_UNKNOWN"), ["2 Region"]);
    assert_eq!(file.estimate("12", ""), &Value::Null);
    // Where people live and where they were treated may be two regions.
    let file = given("Hemlän;Vårdregion;År;Andel (%)\n14;Skåne;2023;50,5\n13;Halland;2023;52,5\n13;Kalmar;2023;51,1\n");
    assert!(file.found("E_REGION_CONTRADICTED").is_empty());
}

/// Riket and a region under the header of units are that, among other units too.
#[test]
fn the_nation_among_units() {
    let file = given("Enhet;År;Andel (%)\nHalland;2022;50,5\nRiket;2022;52,5\nHalland;2023;50\nRiket;2023;52\n");
    assert_eq!(file.role("Enhet"), "region");
    near(&file.estimate("00", "")["value"], 52.5);
    near(&file.estimate("13", "")["value"], 50.5);
    let file = given("Enhet;År;Andel (%)\nVC Norr;2022;50,5\nVC Söder;2022;44\nVC Öst;2022;45\nRiket;2022;52,5\n");
    assert_eq!((file.role("Enhet"), file.found("N_PLACES_AMONG_UNITS")), ("cluster", vec!["Enhet".to_owned()]));
    near(&file.estimate("00", "")["value"], 52.5);
    near(&file.estimate("13", "VC Söder")["value"], 44.0);
    let file = given("Enhet;År;Andel (%)\nVC Norr;2022;50,5\nVC Söder;2022;44\nVC Öst;2022;45\nTotalt;2022;52,5\n");
    assert!(file.found("N_PLACES_AMONG_UNITS").is_empty());
    let file = given(
        "Vårdgivare;2022;2023\nRegion Halland;61,1;62,2\nVC Norr;61,8;63,2\nVC Söder;60,0;60,5\nCapio;59;59\nRegion Skåne;57;58\nRiket;60,9;61,2\n",
    );
    for (region, level, value) in [("13", "", 61.1), ("13", "VC Norr", 61.8), ("12", "", 57.0), ("00", "", 60.9)] {
        near(&file.estimate(region, level)["value"], value);
    }
    assert_eq!(file.levels(), ["Capio", "VC Norr", "VC Söder"]);
    assert!(file.found("W_NATION_AMONG_LEVELS").is_empty() && file.found("N_NO_REGION_COLUMN").is_empty());
    // What may be a municipality or a hospital is no region.
    let file = given("Kommun;År;Andel (%)\nUppsala;2022;50,5\nRiket;2022;52,5\n");
    assert_eq!(file.estimate("03", ""), &Value::Null);
    assert_eq!(file.found("W_NATION_AMONG_LEVELS"), ["Kommun"]);
}

/// Nines that stand for a missing value are said, and numbers that may be what they seem are not.
#[test]
fn codes_for_missing_among_figures() {
    let table = |values: [&str; 6]| {
        let names = ["Skåne", "Halland", "Kalmar", "Blekinge", "Uppsala", "Riket"];
        let rows = names.iter().zip(values).map(|(name, value)| format!("{name};2023;{value}\n"));
        given(&format!("Region;År;Väntetid, dagar\n{}", rows.collect::<String>()))
    };
    for (values, cells) in [
        (["31", "9999", "28", "9999", "35", "30"], "2"),
        (["31", "28", "28,5", "27", "999", "30"], "1"),
        (["31", "99", "28", "99", "35", "30"], "2"),
        (["31", "-99", "28", "27", "35", "30"], "1"),
    ] {
        let file = table(values);
        assert_eq!(file.found("W_CODES_FOR_MISSING"), ["Väntetid, dagar"], "{values:?}");
        let all = file.result["findings"].as_array().unwrap();
        let one = all.iter().find(|one| one["code"] == "W_CODES_FOR_MISSING").unwrap();
        assert_eq!(one["params"]["cells"], cells, "{values:?}");
    }
    for values in [
        ["980", "999", "1010", "940", "875", "999"],
        ["31", "99", "28", "27", "35", "30"],
        ["310", "999", "280", "270", "350", "300"],
        ["-31", "-99", "-28", "-27", "35", "30"],
        ["9", "99", "999", "999", "99", "9"],
    ] {
        assert!(table(values).found("W_CODES_FOR_MISSING").is_empty(), "{values:?}");
    }
}

/// Remarks beside the rows name no regions, not even where they name one, and their numbers are no figures.
#[test]
fn remarks_in_a_column_of_their_own() {
    for table in [
        "Länskod;År;Andel (%);Anmärkning\n12;2023;31;\n13;2023;33;Riket\n08;2023;28;\n00;2023;30;\n",
        "Länskod;År;Andel (%);Jämförs med\n12;2023;31;Riket\n13;2023;33;Riket\n08;2023;28;Riket\n00;2023;30;Riket\n",
        "Jämförs med;Region;År;Andel (%)\nRiket;Skåne;2023;31\nRiket;Halland;2023;33\nRiket;Kalmar;2023;28\nRiket;Riket;2023;30\n",
        "Jämförs med;Region;År;Andel (%)\nHalland;Skåne;2023;31\nRiket;Halland;2023;33\nHalland;Kalmar;2023;28\n\
         Halland;Riket;2023;30\n",
        "Region;År;Andel (%);Anm\nSkåne;2023;31;\nHalland;2023;33;1\nKalmar;2023;28;\nRiket;2023;30;2\n",
        "Region;2023;Fotnot\nSkåne;31;\nHalland;33;1\nKalmar;28;2\nRiket;30;\n",
    ] {
        let file = given(table);
        for (region, value) in [("12", 31.0), ("13", 33.0), ("08", 28.0), ("00", 30.0)] {
            near(&file.estimate(region, "")["value"], value);
        }
        assert_eq!(file.result["measures"].as_array().unwrap().len(), 1, "{table}");
        assert_eq!(file.found("W_COLUMN_UNUSED").len(), 1, "{table}");
    }
    // The region itself, years only.
    let file = given("År;Andel (%);Anmärkning\n2021;50;\n2022;51;Riket\n2023;52;\n");
    let years: Vec<_> =
        file.result["estimates"].as_array().unwrap().iter().map(|one| (&one["region"], &one["value"])).collect();
    assert_eq!(years.len(), 3);
    assert!(years.iter().all(|(region, _)| *region == "13"));
    // One region in a column without a telling header is still the region.
    let file = given("Namn;År;Andel (%)\nHalland;2022;31\nHalland;2023;33\n");
    assert_eq!(file.role("Namn"), "region");
}

/// How many are covered is no share of those who answered.
#[test]
fn answers_beside_how_many_are_covered() {
    for table in [
        "Region;År;Andel nöjda (%);n;Täckningsgrad (%)\nSkåne;2023;31;400;80\nHalland;2023;33;300;75\n",
        "Region;År;Täckningsgrad (%);n;Andel nöjda (%)\nSkåne;2023;80;400;31\nHalland;2023;75;300;33\n",
        "Region;År;Indikator;Andel (%);Antal svar\nSkåne;2023;Andel nöjda (%);31;400\nHalland;2023;Andel nöjda (%);33;300\n\
         Skåne;2023;Täckningsgrad (%);80;400\nHalland;2023;Täckningsgrad (%);75;300\n",
    ] {
        let file = given(table);
        let all = file.result["estimates"].as_array().unwrap();
        let one = |measure: &str| {
            let fits = |it: &&Value| it["region"] == "13" && it["source"] == "file" && it["measure"] == measure;
            all.iter().find(fits).unwrap()
        };
        assert_eq!((&one("andel_nojda")["value"], &one("andel_nojda")["n"]), (&33.0.into(), &300.0.into()), "{table}");
        assert!(one("andel_nojda")["se"].is_number());
        assert_eq!(
            (&one("tackningsgrad")["value"], &one("tackningsgrad")["n"]),
            (&75.0.into(), &Value::Null),
            "{table}"
        );
        assert!(one("tackningsgrad")["se"].is_null(), "{table}");
    }
    // Alone it may be what they are of; answers are not.
    let file = given("Region;År;Täckningsgrad (%);n\nSkåne;2023;80;400\nHalland;2023;75;300\n");
    assert_eq!(file.estimate("13", "")["n"], 300.0);
    let file = given("Region;År;Täckningsgrad (%);Antal svar\nSkåne;2023;80;400\nHalland;2023;75;300\n");
    assert_eq!(
        (&file.estimate("13", "")["n"], file.found("W_COLUMN_UNUSED")),
        (&Value::Null, vec!["Antal svar".to_owned()])
    );
}

/// Years with the sign of per cent, or with n, are headers and no numbers.
#[test]
fn years_with_what_stands_under_them() {
    let file = given(
        "Region;2022 (n);2022 %;2023 (n);2023 %\nSkåne;400;61;410;62\nHalland;300;63;310;64\nRiket;9000;60;9100;61\n",
    );
    let all = file.result["estimates"].as_array().unwrap();
    let own = all.iter().filter(|one| one["region"] == "13" && one["source"] == "file");
    let found: Vec<_> = own.map(|one| (one["period"].as_str().unwrap(), &one["value"], &one["n"])).collect();
    assert_eq!(found, [("2022", &63.0.into(), &300.0.into()), ("2023", &64.0.into(), &310.0.into())]);
    let file = given("Region;2022 %;2023%\nSkåne;61;62\nHalland;63;64\nRiket;60;61\n");
    let periods: Vec<_> = file.result["estimates"].as_array().unwrap().iter().map(|one| &one["period"]).collect();
    assert_eq!(periods.len(), 6);
    assert!(periods.iter().all(|period| **period == "2022" || **period == "2023"));
    assert_eq!(file.result["measures"][0]["unit"], "percent");
}

/// A period that only the title names is that of the figures, and this is said; two years are nobody's.
#[test]
fn periods_in_the_title() {
    let table = "Region;Andel (%);Antal svar\nSkåne;61;400\nHalland;63;300\nRiket;60;9000\n";
    for (title, period) in [
        ("Andel nöjda med vården 2023\n\n", "2023"),
        ("Period: 2023\nUttagsdatum: 2024-05-03\n\n", "2023"),
        ("Andel nöjda, kvartal 2 2023\nSkapad 2024\n\n", "2023-Q2"),
        ("Andel nöjda 2021–2023\n\n", "2021/2023"),
        ("Andel nöjda 2023\nKälla: SKR 2024\n\n", "2023"),
        ("Nöjdhet 2023 jämfört med 2022\n\n", ""),
        ("Andel nöjda 2022\nEnkäten 2023\n\n", ""),
        ("Förändring i andel nöjda 2023\n\n", ""),
        ("Mål till 2030\n\n", ""),
        ("Andel nöjda\n\n", ""),
        // The year of a report is when it was published.
        ("Vården i siffror 2024\n\n", ""),
        ("Öppna jämförelser 2024\nAndel nöjda 2023\n\n", "2023"),
    ] {
        let file = given(&format!("{title}{table}"));
        assert_eq!(file.estimate("13", "")["period"], period, "{title}");
        assert_eq!(file.found("N_PERIOD_FROM_TITLE").len(), usize::from(!period.is_empty()), "{title}");
    }
    // Sheets that are called by their years.
    let file = bytes(|workbook| {
        for (sheet, regions) in [("2022", &["Skåne", "Halland", "Riket"][..]), ("2023", &["Skåne", "Halland"][..])] {
            let sheet = workbook.add_worksheet().set_name(sheet).unwrap();
            sheet.write_row(0, 0, ["Region", "Andel (%)"]).unwrap();
            for (row, region) in regions.iter().enumerate() {
                sheet.write(row as u32 + 1, 0, *region).unwrap();
                sheet.write(row as u32 + 1, 1, 60.5 + row as f64).unwrap();
            }
        }
    });
    for (sheet, year) in [(None, "2023"), (Some("2022"), "2022")] {
        let (reading, findings) = table::recognise(&file, sheet).unwrap();
        assert_eq!(reading.titled.unwrap().to_string(), year);
        assert_eq!(findings.count(FindingCode::PeriodFromTitle), 1);
    }
    // What the table itself says counts.
    for table in
        ["Region;År;Andel (%)\nSkåne;2022;61\nHalland;2022;63\n", "Region;2022;Rang\nSkåne;61;2\nHalland;63;1\n"]
    {
        let file = given(&format!("Andel nöjda 2023\n\n{table}"));
        assert_eq!(file.estimate("13", "")["period"], "2022");
        assert!(file.found("N_PERIOD_FROM_TITLE").is_empty());
    }
}

/// Whole numbers that stand again and again in a ledger are codes of companies and the like, whatever they are called: they are
/// said, tell rows apart and are no amounts. What is counted in it, and amounts beside each other, are.
#[test]
fn codes_of_companies_in_a_ledger() {
    for header in ["Företag", "Bolag", "Resultatenhet", "Objekt 2"] {
        let row = |company: u8, account: u8, amount: u16| {
            format!("{company};40{account};Konto {account};2023;{amount},50;1\n")
        };
        let file = given(&format!(
            "{header};Konto;Kontonamn;Period;Belopp;Antal verifikat\n{}{}{}{}",
            row(13, 11, 1000),
            row(14, 11, 1000),
            row(13, 12, 3000),
            row(14, 12, 3000)
        ));
        assert_eq!(file.found("W_COLUMN_UNUSED"), [header]);
        assert!(file.found("E_AMOUNT_TWICE").is_empty() && file.found("N_AMOUNT_REPEATED").is_empty());
        assert_eq!((file.role(header), file.role("Antal verifikat")), ("ignored", "value"));
        let all = file.result["measures"].as_array().unwrap();
        assert_eq!(all.iter().map(|one| one["id"].as_str().unwrap()).collect::<Vec<_>>(), ["konto_11", "konto_12"]);
        // Both companies are in it: 2 001 and 6 001 kronor.
        let values = file.result["estimates"].as_array().unwrap().iter().filter(|one| one["source"] == "file");
        let values: Vec<f64> = values.filter_map(|one| one["value"].as_f64()).collect();
        assert!(matches!(values[..], [one, other] if (other / one - 6001.0 / 2001.0).abs() < 1e-9), "{values:?}");
    }
    let file = given("Konto;Period;Primärvård;Psykiatri;Summa\n4011;2023;100;200;300,5\n4012;2023;150;250;400,5\n");
    assert!(file.found("W_COLUMN_UNUSED").is_empty());
    let file = given("Region;År;Kostnad, tkr;Primärvård\nSkåne;2023;100;50\nHalland;2023;110;50\n");
    assert_eq!(file.role("Primärvård"), "value");
}

//! Periods, regions and sheets that once were taken for something else. What is right is written by hand from what each file
//! means.

use super::unsaid::{Given, given, near};
use super::workbooks::bytes;
use rikssnitt::table;
use serde_json::Value;

/// The value of a region in a period.
fn value(file: &Given, region: &str, period: &str) -> Value {
    let all = file.result["estimates"].as_array().unwrap();
    let fits = |it: &&Value| it["region"] == region && it["period"] == period && it["source"] == "file";
    all.iter().find(fits).map(|it| it["value"].clone()).unwrap_or_default()
}

#[test]
fn parts_of_the_year_of_the_title_are_periods() {
    let file = given("Väntetid i snitt 2024, dagar\nLän;T1;T2;T3;Helår\nHalland;41;42;43;42\nSkåne;51;52;53;52\n");
    near(&value(&file, "13", "2024-05/2024-08"), 42.0);
    let file = given("Antal besök 2024\nRegion;april;maj;Totalt\nHalland;300;400;700\nSkåne;500;600;1100\n");
    near(&value(&file, "13", "2024-05"), 400.0);
    near(&value(&file, "12", "2024"), 1100.0);
    // One word is no row of periods.
    let file = given("Andel nöjda 2024\nRegion;Maj;Andel\nHalland;61;62\nSkåne;51;52\n");
    assert_eq!(value(&file, "13", "2024-05"), Value::Null);
}

#[test]
fn rolling_years_are_periods() {
    let file = given(
        "Region;Rullande 12 månader;Andel (%)\nHalland;jan 2023 - dec 2023;40,5\nHalland;apr 2023 - mar 2024;41,5\n\
         Skåne;jan 2023 - dec 2023;50,5\nSkåne;apr 2023 - mar 2024;51,5\n",
    );
    near(&value(&file, "13", "2023"), 40.5);
    near(&value(&file, "12", "2023-04/2024-03"), 51.5);
}

#[test]
fn the_day_that_a_file_was_made_is_no_period() {
    for header in ["Uttagsdatum", "Hämtad", "Skapad datum"] {
        let file = given(&format!("{header};Region;Andel (%)\n2024-05-02;Halland;62,2\n2024-05-02;Skåne;60,6\n"));
        near(&value(&file, "13", ""), 62.2);
        assert_eq!(file.found("W_COLUMN_UNUSED"), [header]);
    }
    let file = given("Mätdatum;Region;Andel (%)\n2024-05-02;Halland;62,2\n2024-05-02;Skåne;60,6\n");
    near(&value(&file, "13", "2024-05-02"), 62.2);
}

#[test]
fn dates_that_can_be_read_in_two_ways_are_said() {
    let table = |first: &str, second: &str| {
        given(&format!(
            "Region;Datum;Andel (%)\nHalland;{first};61,2\nHalland;{second};62,2\nSkåne;{first};60\nSkåne;{second};60\n"
        ))
    };
    assert_eq!(table("05/06/2024", "07/08/2024").found("W_DATES_AMBIGUOUS"), ["Datum"]);
    for (first, second) in [("05/06/2024", "17/08/2024"), ("2024-05-06", "2024-07-08"), ("05/05/2024", "06/06/2024")] {
        assert!(table(first, second).found("W_DATES_AMBIGUOUS").is_empty(), "{first}");
    }
}

#[test]
fn the_day_that_a_title_says_figures_are_of_is_their_period() {
    let file = given("Listade per 2024-09-30 (procent)\nRegion;Andel\nHalland;30\nSkåne;27\n");
    near(&value(&file, "13", "2024-09-30"), 30.0);
    let file = given("Listade, 2024-09-30\nRegion;Andel\nHalland;30\nSkåne;27\n");
    near(&value(&file, "13", ""), 30.0);
}

#[test]
fn the_region_of_a_title_is_that_of_its_rows() {
    let file = given("Andel nöjda (%), Region Uppsala\nÅr;Andel\n2023;50,1\n2024;50,2\n");
    near(&value(&file, "03", "2024"), 50.2);
    assert_eq!(value(&file, "13", "2024"), Value::Null);
    assert_eq!(file.found("N_REGION_BY_TITLE").len(), 1);
    // Two regions are no one's.
    let file = given("Region Uppsala, Region Skåne\nÅr;Andel (%)\n2023;50,1\n2024;50,2\n");
    assert_eq!(file.found("N_NO_REGION_COLUMN").len(), 1);
}

#[test]
fn of_sheets_for_women_men_and_all_that_of_all_is_read() {
    let file = bytes(|workbook| {
        for (name, value) in [("Män", 40.0), ("Kvinnor", 50.0), ("Samtliga", 45.0)] {
            let sheet = workbook.add_worksheet().set_name(name).unwrap();
            for (row, region) in ["Region", "Halland", "Skåne"].into_iter().enumerate() {
                sheet.write(row as u32, 0, region).unwrap();
                sheet.write(row as u32, 1, if row == 0 { 2024.0 } else { value }).unwrap();
            }
        }
    });
    let (reading, findings) = table::recognise(&file, None).unwrap();
    assert_eq!(reading.dialect.sheet.as_deref(), Some("Samtliga"));
    assert!(findings.sorted().iter().any(|one| one.code.as_str() == "N_SHEET_CHOSEN"));
}

/// A pivot table writes a region once, above the units within it.
#[test]
fn blank_regions_below_a_region_are_that_region() {
    let file = given(
        "Region;Sjukhus;2023;2024\nHalland;Södra;40;41\n;Norra;50;51\nSkåne;Östra;60;61\n;Norra;70;71\n;Mitt;80;81\n",
    );
    assert_eq!(file.found("N_CARRIED_DOWN"), ["Region"]);
    assert!(file.found("E_REGION_UNKNOWN").is_empty());
    near(&file.estimate("13", "Norra")["value"], 50.0);
    near(&file.estimate("12", "Mitt")["value"], 80.0);
    assert_eq!(file.estimate("13", "Mitt"), &Value::Null);
    // Under another header nothing says that the rows are within the region above.
    let file = given("Region;Not;2023;2024\nHalland;a;40;41\n;b;50;51\nSkåne;c;60;61\n");
    assert_eq!(file.found("E_REGION_UNKNOWN").len(), 1);
}

#[test]
fn the_years_of_a_dimension_that_is_called_t_are_periods() {
    let file = given("Region;T;Andel (%)\n13;2023;40,5\n13;2024;41,5\n12;2023;50,5\n12;2024;51,5\n");
    near(&value(&file, "13", "2024"), 41.5);
}

#[test]
fn figures_under_the_same_header_are_said() {
    let file = given("Region;Nöjda (%);Nöjda (%)\nHalland;61,1;62,2\nSkåne;60;60,6\n");
    assert_eq!(file.found("W_HEADER_TWICE"), ["Nöjda (%) (2)"]);
    let file = given("Region;Nöjda (%);Trygga (%)\nHalland;61,1;62,2\nSkåne;60;60,6\n");
    assert!(file.found("W_HEADER_TWICE").is_empty());
}

/// What is added up since the year began is of all months since then, by what the column, the row's measure or its kind is
/// called; it is not held against the month before. What is of each month stays so.
#[test]
fn figures_that_are_added_up_since_the_year_began() {
    let rows = |line: fn(&str, u16, u16) -> String| {
        let month = |region| {
            [("2025-01", 101, 101), ("2025-02", 102, 203)]
                .map(|(at, own, all)| format!("{region};{at};{}", line(region, own, all)))
        };
        month("Halland").into_iter().chain(month("Skåne")).collect::<String>()
    };
    let changes = |file: &Given, period: &str| {
        let all = file.result["comparisons"].as_array().unwrap().iter();
        let fits = |it: &&Value| it["kind"] == "previous_measurement" && it["period"] == period && it["region"] == "13";
        all.filter(fits).map(|it| it["reason"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    for header in ["ack", "ackumulerat", "hittills i år", "(ack.)"] {
        let file = given(&format!(
            "Region;Månad;Besök per 1000 inv;Besök per 1000 inv {header}\n{}",
            rows(|_, own, all| format!("{own};{all}\n"))
        ));
        near(&value(&file, "13", "2025-02"), 102.0);
        near(&value(&file, "13", "2025-01/2025-02"), 203.0);
        assert_eq!(changes(&file, "2025-01/2025-02"), ["different_period"], "{header}");
        assert_eq!(changes(&file, "2025-02"), ["no_uncertainty"], "{header}");
    }
    let file = given(
        "Region;Månad;Mått;Värde\nHalland;2025-01;Väntat ack;11\nHalland;2025-02;Väntat ack;22\nHalland;2025-03;Väntat ack;33\n\
         Halland;2025-01;Väntat;11\nHalland;2025-02;Väntat;11\nHalland;2025-03;Väntat;10\n",
    );
    near(&value(&file, "13", "2025-01/2025-02"), 22.0);
    near(&value(&file, "13", "2025-02"), 11.0);
    let file = given("Besök ackumulerat\nRegion;2024;2025-01;2025-02\nHalland;900;101;203\nSkåne;900;101;203\n");
    near(&value(&file, "13", "2024"), 900.0);
    near(&value(&file, "13", "2025-01/2025-02"), 203.0);
    let file = given("Region;Månad;Packad tid (dagar)\nHalland;2025-01;101\nHalland;2025-02;102\n");
    near(&value(&file, "13", "2025-02"), 102.0);
}

/// A title has a period where one stands in it, among what it says of the base of an index, of riket or of twelve months until
/// a day; what lies between periods is of none.
#[test]
fn periods_among_other_words_of_a_title() {
    for (title, period) in [
        ("Kostnadsindex 2024 (riket = 100)", "2024"),
        ("Avvikelse från riket, procentenheter, 2024", "2024"),
        ("Kontinuitetsindex, 12 månader t.o.m. 2025-06-30", "2024-07/2025-06"),
        ("Kontinuitetsindex, 12 månader till och med december 2024", "2024"),
    ] {
        let file = given(&format!("{title}\nRegion;Värde\nHalland;97,5\nSkåne;101,5\n"));
        near(&value(&file, "13", period), 97.5);
        assert!(file.found("W_NO_PERIOD").is_empty(), "{title}");
    }
    for title in [
        "Avvikelse från 2023, procentenheter",
        "Skillnad mot riket sedan 2020",
        "Skillnad 2020–2024 mot riket",
        "Avvikelse 2024",
        ".. = uppgift saknas 2024",
        "Kontinuitetsindex, hämtat t.o.m. 2025-06-30",
        "Kontinuitetsindex, 12 månader t.o.m. 2025-06-15",
    ] {
        let file = given(&format!("{title}\nRegion;Värde\nHalland;97,5\nSkåne;101,5\n"));
        assert_eq!(file.found("W_NO_PERIOD").len(), 1, "{title}");
    }
}

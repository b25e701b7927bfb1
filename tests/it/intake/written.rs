//! What people and programs write in the cells of numbers. What is right is written by hand.

use super::unsaid::{REGIONS, given, near};

/// A value with its limits in the same cell.
#[test]
fn limits_in_the_cell_of_the_value() {
    for (skane, halland) in [
        ("61,25 (59,0–63,5)", "64,0 (60,5–67,5)"),
        ("61,25 [59,0;63,5]", "64,0 [60,5;67,5]"),
        ("61,25 % (95 % KI 59,0-63,5)", "64,0 % (95 % KI 60,5-67,5)"),
        ("61,25 ± 2,25", "64,0 ± 3,5"),
    ] {
        let file = given(&format!("Region,År,Andel (95 % KI)\nSkåne,2023,\"{skane}\"\nHalland,2023,\"{halland}\"\n"));
        for (region, value, low, high) in [("12", 61.25, 59.0, 63.5), ("13", 64.0, 60.5, 67.5)] {
            let one = file.estimate(region, "");
            near(&one["value"], value);
            near(&one["low"], low);
            near(&one["high"], high);
        }
        assert!(file.found("N_INTERVAL_ASSUMED_95").is_empty());
    }
    let wrong = given("Region;År;Andel (%)\nSkåne;2023;61,5 (59,0–63,0)\nHalland;2023;64,0 (30,5–37,5)\n");
    assert_eq!(wrong.found("E_NOT_A_NUMBER"), ["3 Andel (%)"]);
}

/// A point among decimal commas that can be read in one way is read so.
#[test]
fn commas_and_points_in_one_column() {
    let row = |(at, region): (usize, &&str)| format!("{region};{}{}5\n", 50 + at, if at % 3 == 0 { '.' } else { ',' });
    let file = given(&format!("Region;Andel (%)\n{}", REGIONS.iter().enumerate().map(row).collect::<String>()));
    for (region, value) in [("01", 50.5), ("03", 51.5), ("25", 70.5)] {
        near(&file.estimate(region, "")["value"], value);
    }
    assert_eq!(file.found("E_NOT_A_NUMBER"), [""; 0]);
    assert_eq!(file.found("W_DECIMAL_AMBIGUOUS"), [""; 0]);
}

/// Months with two digits for the year, under a header that says so; elsewhere they are numbers.
#[test]
fn months_with_short_years() {
    for header in ["ÅÅMM", "YYMM"] {
        let rows = |(month, value): (&str, &str)| format!("Skåne;{month};{value}\nHalland;{month};{value}\n");
        let all = [("2311", "50,5"), ("2312", "60,5"), ("2401", "70,5")].map(rows).concat();
        let file = given(&format!("Region;{header};Andel (%)\n{all}"));
        assert_eq!(file.role(header), "period");
        let all = file.result["estimates"].as_array().unwrap();
        let halland = all.iter().filter(|it| it["region"] == "13" && it["source"] == "file");
        let periods: Vec<&str> = halland.filter_map(|it| it["period"].as_str()).collect();
        assert_eq!(periods, ["2023-11", "2023-12", "2024-01"]);
        assert_eq!(given("Region;Kod;Andel (%)\nSkåne;2311;50,5\nHalland;2312;60,5\n").role("Kod"), "ignored");
    }
}

/// A standard error beside a value gives its limits: 1.959964 of them on each side at 95 per cent.
#[test]
fn limits_from_a_standard_error() {
    let file = given("Region;År;Väntetid, dagar;Medelfel\nSkåne;2023;61,25;0,5\nHalland;2023;64,0;2\n");
    for (region, low, high) in [("12", 60.270018, 62.229982), ("13", 60.080072, 67.919928)] {
        let one = file.estimate(region, "");
        assert!((one["low"].as_f64().unwrap() - low).abs() < 1e-6, "{}", one["low"]);
        assert!((one["high"].as_f64().unwrap() - high).abs() < 1e-6, "{}", one["high"]);
    }
}

/// Years that end a word in the headers are years where there are several; one alone is part of a name.
#[test]
fn years_that_end_a_word() {
    let periods = |head: &str| {
        let file = given(&format!("Region;{head}\nSkåne;60,5;61,5\nHalland;62,5;63,5\n"));
        let all = file.result["estimates"].as_array().unwrap().iter();
        let halland = all.filter(|it| it["region"] == "13" && it["source"] == "file");
        halland.map(|it| format!("{} {}", it["period"].as_str().unwrap(), it["value"])).collect::<Vec<_>>()
    };
    for head in ["andel2023;andel2024", "X2023;X2024", "andel_alla2023;andel_alla2024"] {
        assert_eq!(periods(head), ["2023 62.5", "2024 63.5"], "{head}");
    }
    for head in ["Andel enligt norm2010;Andel enligt SNI", "Q2001;Q2002"] {
        assert_eq!(periods(head), [" 62.5", " 63.5"], "{head}");
    }
}

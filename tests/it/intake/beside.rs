//! Tables whose rows or columns do not stand where their header says: numbers cut by their separator, names of rows, other
//! tables to the right, pages, numbers that look like years. What is right is written by hand.

use rikssnitt::session::Session;
use serde_json::Value;

/// What is said of a file, and the figures of Halland with measure and period.
fn halland(text: &str) -> (Vec<String>, Vec<(String, String, f64)>) {
    let mut session = Session::new().unwrap();
    let seen = serde_json::to_value(session.add("fil.csv", text.as_bytes().to_vec()).unwrap()).unwrap();
    let said =
        seen["findings"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect();
    let plan = session.propose(Some("13")).unwrap();
    let result = serde_json::to_value(session.analyse(&plan).unwrap()).unwrap();
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let own = |one: &&Value| one["region"] == "13" && one["source"] == "file";
    let figure = |one: &Value| Some((word(&one["measure"]), word(&one["period"]), one["value"].as_f64()?));
    let estimates = result["estimates"].as_array().unwrap().iter();
    (said, estimates.filter(own).filter_map(figure).collect())
}

fn figures(text: &str) -> Vec<(String, String, f64)> {
    halland(text).1
}

fn one(measure: &str, period: &str, value: f64) -> (String, String, f64) {
    (measure.to_owned(), period.to_owned(), value)
}

#[test]
fn numbers_that_the_separator_cut_are_not_computed() {
    for text in [
        "Region,2023,2024\nRegion Stockholm,60,0,63,1\nRegion Halland,61,0,64,1\nRegion Skåne,58,5,59,5\n",
        "Region,n,Andel\nRegion Stockholm,1,234,60.0\nRegion Halland,1,110,61.0\nRegion Skåne,2,310,58.0\n",
    ] {
        let (said, figures) = halland(text);
        assert!(said.contains(&"E_HEADER_SHORT".to_owned()) && figures.is_empty(), "{said:?} {figures:?}");
    }
    let (said, figures) = halland("Region;2024;\nHalland;61,0;1\nSkåne;58,5;2\nUppsala;60,0;1\n");
    assert!(
        said.contains(&"E_HEADER_SHORT".to_owned()) && figures == [one("varde", "2024", 61.0)],
        "{said:?} {figures:?}"
    );
}

#[test]
fn names_of_rows_move_the_header() {
    let numbered =
        "region;varde2023;varde2024\n1;Region Stockholm;60,0;63,1\n2;Region Halland;61,0;64,1\n3;Skåne;58,5;59,5\n";
    assert_eq!(figures(numbered), [one("varde", "2023", 61.0), one("varde", "2024", 64.1)]);
    let named = "2023;2024\nRegion Stockholm;60,0;63,1\nRegion Halland;61,0;64,1\nRegion Skåne;58,5;59,5\n";
    assert_eq!(figures(named), [one("varde", "2023", 61.0), one("varde", "2024", 64.1)]);
}

#[test]
fn costs_that_look_like_years_are_costs() {
    let text = "Region;Psykiatri kr/inv;Primärvård kr/inv\nRegion Halland;2010;5500\nRegion Skåne;2105;5610\nRegion Kalmar;1998;5400\n";
    assert_eq!(figures(text), [one("psykiatri_kr_inv", "", 2010.0), one("primarvard_kr_inv", "", 5500.0)]);
    // Under no header they are years, and so under any where each stands for several regions.
    assert_eq!(
        figures("Region;;Andel\nHalland;2023;61,0\nSkåne;2024;58,5\nUppsala;2023;60\n"),
        [one("andel", "2023", 61.0)]
    );
    let several = "Region;Mätning;Andel\nHalland;2022;61\nSkåne;2022;58\nHalland;2023;62\nSkåne;2023;59\nHalland;2024;63\nSkåne;2024;60\n";
    assert_eq!(figures(several).len(), 3);
}

#[test]
fn another_table_to_the_right_is_left_out_and_said() {
    let text = "Region;Andel;;Kommun;Invånare\nRegion Stockholm;60,0;;Ale;31000\nRegion Halland;61,0;;Borås;113000\nRegion Skåne;58,5;;Mark;34000\n";
    let (said, figures) = halland(text);
    assert_eq!(figures, [one("andel", "", 61.0)]);
    assert!(said.contains(&"W_SEVERAL_TABLES".to_owned()), "{said:?}");
    // A blank column alone divides nothing.
    let (said, figures) = halland("Region;2023;;2024\nStockholm;60;;63\nHalland;61;;64\nSkåne;58;;59\n");
    assert!(figures.len() == 2 && !said.contains(&"W_SEVERAL_TABLES".to_owned()), "{said:?} {figures:?}");
}

#[test]
fn pages_go_on_with_the_table() {
    let text = "Region;Andel\nStockholm;60,0\nUppsala;62,0\nSida 1 av 2\n\nRegion;Andel\nHalland;61,0\nSkåne;58,5\nSida 2 av 2\n";
    assert_eq!(figures(text), [one("andel", "", 61.0)]);
}

#[test]
fn text_for_spreadsheets_is_what_it_says() {
    let text = "Kod;Region;Andel (%)\n=\"01\";Stockholm;=\"60,0\"\n=\"13\";Halland;'61,0\n=\"12\";Skåne;58,5\n";
    assert_eq!(figures(text), [one("andel", "", 61.0)]);
    // Counts so small that they are hidden.
    let (said, figures) = halland("Region;Antal svar\nHalland;1–4\nSkåne;12\nUppsala;0-4\nKalmar;31\n");
    assert!(said.contains(&"N_SUPPRESSED_CELLS".to_owned()) && figures.is_empty(), "{said:?} {figures:?}");
}

/// `0–4` is an age where ages stand and a hidden count where counts do, in one file.
#[test]
fn the_youngest_are_no_hidden_count() {
    let text = "Region;Ålder;Antal svar\nHalland;0–4;40\nHalland;5–9;0–4\nSkåne;0–4;12\nSkåne;5–9;30\n";
    let mut session = Session::new().unwrap();
    session.add("fil.csv", text.as_bytes().to_vec()).unwrap();
    let plan = session.propose(Some("13")).unwrap();
    let result = serde_json::to_value(session.analyse(&plan).unwrap()).unwrap();
    let own = |one: &&Value| one["region"] == "13" && one["source"] == "file";
    let levels = result["estimates"].as_array().unwrap().iter().filter(own);
    let levels: Vec<_> = levels.map(|one| (one["level"].as_str(), one["value"].as_f64())).collect();
    assert_eq!(levels, [(Some("0–4"), Some(40.0)), (Some("5–9"), None)]);
}

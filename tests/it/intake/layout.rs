//! Titles, headers, footers, sums, several tables, missing and hidden values, signs of numbers.

use super::unsaid::{REGIONS, given, near};
use super::{error_code, found, names, of, roles, rows, texts, types};
use rikssnitt::error::ErrorCode;
use rikssnitt::finding::FindingCode;

#[test]
fn title_above_and_notes_below() {
    let text = "Väntetider;;\nAndel inom 90 dagar (%);;\n\nRegion;2023;2024\nRiket;84,1;83,9\nHalland;90,2;..\nSkåne;<5;x\n\
                Totalt;87,0;85,0\n\nKälla: Väntetidsdatabasen; SKR\nx = skyddad av sekretess\n";
    let (reading, findings) = of(text);
    assert_eq!(reading.title_lines, [1, 2]);
    assert_eq!(reading.title, ["Väntetider", "Andel inom 90 dagar (%)"]);
    assert_eq!((reading.header_line, reading.header_lines, reading.footer_lines), (4, 1, 3));
    assert_eq!((reading.n_data_rows, reading.tables), (3, 1));
    assert_eq!(reading.national_rows, ["Riket"]);
    assert_eq!(reading.summary_rows, ["Totalt"]);
    assert_eq!(reading.missing_tokens, ["..", "<5", "x"]);
    assert_eq!(reading.suppressed_tokens, ["<5", "x"]);
    assert_eq!(reading.wide_over(), Some("year"));
    assert_eq!(reading.columns[1].unit.as_deref(), Some("%"));
    assert_eq!(found(&findings, FindingCode::SummaryRow), 1);
    assert_eq!(found(&findings, FindingCode::FooterLines), 1);
    assert_eq!(found(&findings, FindingCode::SuppressedCells), 2);
    let national = rows(text.as_bytes(), &reading, |row| (row.line, row.national));
    assert_eq!(national, [(5, true), (6, false), (7, false)]);
}

#[test]
fn two_header_lines_over_periods_and_measures() {
    let text =
        ";2022;;2024;\nRegion;Andel;Antal svar;Andel;Antal svar\nHalland;60,1;410;62,0;398\nSkåne;55,2;820;57,9;801\n";
    let (reading, _) = of(text);
    assert_eq!((reading.header_line, reading.header_lines), (1, 2));
    assert_eq!(names(&reading), ["Region", "2022 Andel", "2022 Antal svar", "2024 Andel", "2024 Antal svar"]);
    assert_eq!(roles(&reading), ["region", "value", "count", "value", "count"]);
    assert_eq!(reading.columns[2].measure.as_deref(), Some("Antal svar"));
    assert_eq!(reading.wide_over(), Some("year"));
}

#[test]
fn periods_and_measures_in_one_header_line() {
    let (reading, _) = of("Region;2022 Andel;2022 Antal svar;2024 Andel;2024 Antal svar\nHalland;60,1;410;62,0;398\n");
    assert_eq!(roles(&reading), ["region", "value", "count", "value", "count"]);
    assert_eq!(reading.columns[3].measure.as_deref(), Some("Andel"));
}

#[test]
fn one_year_among_words_is_a_name() {
    let (reading, _) = of("Region;Folkmängd 2024;Andel (%)\nHalland;345074;6,9\nSkåne;1428626;6,0\n");
    assert_eq!(reading.wide_over(), None);
}

#[test]
fn regions_as_columns() {
    let (reading, _) = of("År;Riket;Halland;Region Skåne\n2022;60,1;62,0;58,1\n2023;61,0;63,1;58,8\n");
    assert_eq!(reading.wide_over(), Some("region"));
    assert_eq!(roles(&reading), ["period", "value", "value", "value"]);
}

#[test]
fn the_first_of_two_tables() {
    let text =
        "Tabell 1\nRegion;2023;2024\nHalland;10;11\nSkåne;12;13\n\nTabell 2\nRegion;Andel;Bas\nHalland;5,5;100\n";
    let (reading, findings) = of(text);
    assert_eq!((reading.n_data_rows, reading.tables), (2, 2));
    assert_eq!(found(&findings, FindingCode::SeveralTables), 1);
    assert_eq!(texts(text.as_bytes(), &reading).len(), 2);
}

#[test]
fn the_same_header_twice_is_two_tables() {
    let (reading, _) = of("Region;2023;2024\nHalland;10;11\nSkåne;12;13\n\nRegion;2023;2024\nHalland;20;21\n");
    assert_eq!((reading.n_data_rows, reading.tables), (2, 2));
}

#[test]
fn means_over_regions_are_never_riket() {
    let text = "Region;2024\nHalland;61,0\nRiket;60,0\nSamtliga regioner (ovägt medel);60,5\nMedelvärde;60,6\n";
    let (reading, _) = of(text);
    assert_eq!(
        (reading.national_rows, reading.summary_rows),
        (vec!["Riket".to_owned()], vec!["Medelvärde".to_owned()])
    );
    let (reading, _) = of(text);
    let means = rows(text.as_bytes(), &reading, |row| (row.national, row.set_aside));
    assert_eq!(means, [(false, false), (true, false), (false, true)]);
}

#[test]
fn total_of_a_group_is_a_level_and_no_sum() {
    let (reading, _) = of("Region;Kön;2024\nHalland;Totalt;61,0\nHalland;Kvinnor;60,0\nHalland;Män;62,0\n");
    assert_eq!((reading.n_data_rows, reading.summary_rows.len()), (3, 0));
    assert_eq!(roles(&reading), ["region", "group", "value"]);
}

#[test]
fn blank_rows_and_columns() {
    let text = "Region;Antal;Antal;;Andel (%);;\nHalland;4;2;;7,5;;\n;;;;;;\nSkåne;5;3;;8,5;;\n;;;;;;\n";
    let (reading, _) = of(text);
    assert_eq!(names(&reading), ["Region", "Antal", "Antal (2)", "D", "Andel (%)", "F", "G"]);
    assert_eq!(types(&reading), ["region", "integer", "integer", "empty", "decimal", "empty", "empty"]);
    assert_eq!(reading.columns[2].header, "Antal");
    assert_eq!((reading.n_data_rows, reading.footer_lines), (2, 0));
}

#[test]
fn a_table_without_header() {
    let (reading, _) = of("Halland;2023;61,0\nSkåne;2023;58,0\nUppsala;2023;60,5\n");
    assert_eq!((reading.header_line, reading.header_lines, reading.n_data_rows), (0, 0, 3));
    assert_eq!(names(&reading), ["A", "B", "C"]);
}

#[test]
fn signs_of_numbers_by_evidence() {
    let text =
        "Region;Kostnad;Antal;Vikt;Andel\nHalland;1.234,5;1.234;0,125;86,4 %\nSkåne;2.000,0;12.345;1,250;−7,0 %\n";
    let (reading, _) = of(text);
    let row = &texts(text.as_bytes(), &reading)[0];
    let numbers: Vec<_> = (1..5).map(|column| reading.number(column, &row[column])).collect();
    assert_eq!(numbers, [Some(1234.5), Some(1234.0), Some(0.125), Some(86.4)]);
    assert_eq!(types(&reading), ["region", "decimal", "integer", "decimal", "percent"]);
    assert_eq!(reading.number(4, &texts(text.as_bytes(), &reading)[1][4]), Some(-7.0));
}

#[test]
fn an_undecidable_sign_is_said() {
    let (reading, findings) = of("Region;Antal\nHalland;1.234\nSkåne;2.345\n");
    assert_eq!(reading.number(1, "1.234"), Some(1234.0), "a semicolon file is Swedish");
    assert_eq!(found(&findings, FindingCode::DecimalAmbiguous), 1);
}

#[test]
fn decimal_point_with_thousands_comma() {
    let text = "region,cost,share\nHalland,\"1,234.50\",24.5\nSkåne,\"12,000.00\",18.0\n";
    let (reading, _) = of(text);
    assert_eq!(reading.decimal, '.');
    assert_eq!(reading.number(1, "1,234.50"), Some(1234.5));
    assert_eq!(reading.number(1, "12,000.00"), Some(12000.0));
}

#[test]
fn codes_keep_their_zeros() {
    let text = "kommunkod,kommun,lan,andel\n0114,Upplands Väsby,Stockholms län,24.5\n1380,Halmstad,Hallands län,18.0\n";
    let (reading, _) = of(text);
    assert_eq!(types(&reading), ["code", "text", "region", "decimal"]);
    assert_eq!(texts(text.as_bytes(), &reading)[0][0], "0114");
}

#[test]
fn ragged_and_cut_off() {
    let (reading, findings) = of("Region;2023;2024\nHalland;10;11\nSkåne;12\nUppsala;13;14;15\nKalmar;1");
    assert_eq!(found(&findings, FindingCode::RaggedRow), 3);
    assert_eq!(found(&findings, FindingCode::Truncated), 1);
    assert_eq!(reading.n_data_rows, 4);
    let (_, findings) = of("Region;2023;2024\nHalland;10;11\nSkåne;12;13");
    assert_eq!(found(&findings, FindingCode::Truncated), 0, "a last line without line end is no damage");
}

#[test]
fn a_dash_is_text_among_texts() {
    let (reading, _) = of("id;fritext;varde\n1;-;2,5\n2;bra;-\n3;dåligt;1,5\n4;x;2,0\n");
    assert_eq!(reading.missing_tokens, ["-"]);
    assert_eq!(reading.columns[1].missing, 0);
    assert_eq!(reading.columns[2].missing, 1);
}

#[test]
fn files_that_hold_no_table() {
    assert_eq!(error_code(b""), ErrorCode::FileEmpty);
    assert_eq!(error_code(b"\xef\xbb\xbf\r\n"), ErrorCode::FileEmpty);
    assert_eq!(error_code(b"Region;2023;2024\n"), ErrorCode::FileOnlyHeader);
    assert_eq!(error_code("bara text\noch mer text\n".as_bytes()), ErrorCode::NoTable);
}

/// The header once more below a blank line goes on with the table, unless the rows begin again; so does the header of a
/// file that was put after another with its byte order mark.
#[test]
fn the_header_once_more() {
    let rows = |from: usize, to: usize, more: usize| {
        let row = |at: usize| format!("{};{},5\n", REGIONS[at], 50 + at + more);
        (from..to).map(row).collect::<String>()
    };
    for (line, between) in [(13, "\n"), (14, "\n\n"), (12, "\u{feff}")] {
        let between = format!("{between}Region;Andel (%)\n");
        let file = given(&format!("Region;Andel (%)\n{}{between}{}", rows(0, 10, 0), rows(10, 21, 0)));
        assert_eq!(file.seen["n_data_rows"], 21);
        assert_eq!((file.found("N_HEADING_ROW"), file.found("W_SEVERAL_TABLES").len()), (vec![line.to_string()], 0));
        near(&file.estimate("03", "")["value"], 51.5);
        near(&file.estimate("25", "")["value"], 70.5);
    }
    let again = given(&format!("Region;Andel (%)\n{}\nRegion;Andel (%)\n{}", rows(0, 21, 0), rows(0, 21, 9)));
    assert_eq!((again.seen["n_data_rows"].as_u64(), again.found("W_SEVERAL_TABLES").len()), (Some(21), 1));
    near(&again.estimate("25", "")["value"], 70.5);
}

/// Tabs within a field separate nothing where the header has other signs alone.
#[test]
fn tabs_within_a_field() {
    let row = |(at, region): (usize, &&str)| format!("{region};ett\ttvå\ttre\tfyra;{},5\n", 50 + at);
    let rows: String = REGIONS.iter().enumerate().map(row).collect();
    let file = given(&format!("Region;Kommentar;Andel (%)\n{rows}"));
    assert_eq!(file.seen["delimiter"], ";");
    near(&file.estimate("13", "")["value"], 60.5);
}

/// Rows of sums as some reports name them.
#[test]
fn sums_by_their_last_word() {
    let file = given("Region;Antal;Andel (%)\nSkåne;10;50,5\nHalland;20;60,5\nÖvergripande - Summering;30;57,2\n");
    assert_eq!(file.seen["summary_rows"], serde_json::json!(["Övergripande - Summering"]));
    assert_eq!(file.found("E_REGION_UNKNOWN"), [""; 0]);
}

/// The second header line of a form program names the choices; answers begin below it.
#[test]
fn choices_below_the_questions() {
    let answer = |at: usize| {
        let (region, pleased) = (REGIONS[at % 21], ["Mycket nöjd", "Ganska nöjd", "Missnöjd"][at % 3]);
        let chosen = [["1177", ""], ["", "Vårdcentral"], ["1177", "Vårdcentral"]][at / 3 % 3];
        format!("{},{region},{pleased},{},{}\n", 1000 + at, chosen[0], chosen[1])
    };
    let rows: String = (0..63).map(answer).collect();
    let head = "Respondent ID,Region,Hur nöjd är du?,Vart vände du dig?,\n";
    let file = given(&format!("{head},Response,Response,1177,Vårdcentral\n{rows}"));
    assert_eq!((&file.seen["header_lines"], &file.seen["n_data_rows"]), (&2.into(), &63.into()));
    assert_eq!(file.seen["kind"], "survey");
    let columns = file.seen["columns"].as_array().unwrap().iter();
    let names: Vec<&str> = columns.filter_map(|it| it["name"].as_str()).collect();
    let questions = ["Hur nöjd är du?", "Vart vände du dig? 1177", "Vart vände du dig? Vårdcentral"];
    assert_eq!(names, ["Respondent ID", "Region", questions[0], questions[1], questions[2]]);
    // A first respondent without a number is a respondent.
    let first = given(&format!("{head},Skåne,Missnöjd,,Vårdcentral\n{rows}"));
    assert_eq!((&first.seen["header_lines"], &first.seen["n_data_rows"]), (&1.into(), &64.into()));
}

/// A table as R writes it when nobody chooses a separator: quoted words, spaces, row numbers without a header.
#[test]
fn spaces_between_quoted_fields() {
    let rows: String = REGIONS
        .iter()
        .enumerate()
        .map(|(at, name)| format!("\"{}\" \"{name}\" 2024 {}.5\n", at + 1, 50 + at))
        .collect();
    let file = given(&format!("\"region\" \"ar\" \"andel\"\n{rows}"));
    assert_eq!((&file.seen["delimiter"], &file.seen["n_data_rows"]), (&" ".into(), &21.into()));
    for (region, value) in [("01", 50.5), ("13", 60.5), ("14", 61.5), ("25", 70.5)] {
        near(&file.estimate(region, "")["value"], value);
    }
    assert_eq!(error_code(b"Ett brev \"utan\" tabell\ni tre rader\nav olika slag\n"), ErrorCode::NoTable);
}

/// Regions and years both stand above the numbers, in either order: each number is that region's that year.
#[test]
fn regions_and_years_above_the_numbers() {
    let rows = "Andel A (%);60,5;61,5;70,5;71,5\nAndel B (%);50,5;51,5;52,5;53,5\n";
    for (head, order) in [
        (";2023;;2024;\nIndikator;Skåne;Uppsala;Skåne;Uppsala", [60.5, 61.5, 70.5, 71.5]),
        ("Indikator;Skåne 2023;Skåne 2024;Uppsala 2023;Uppsala 2024", [60.5, 70.5, 61.5, 71.5]),
    ] {
        let file = given(&format!("{head}\n{rows}"));
        let all = file.result["estimates"].as_array().unwrap();
        let value = |measure: &str, region: &str, period: &str| {
            let fits = |it: &&serde_json::Value| {
                let of = it["measure"].as_str().unwrap() == measure && it["source"] == "file";
                of && it["region"] == region && it["period"] == period
            };
            all.iter().find(fits).map(|it| it["value"].as_f64().unwrap())
        };
        let found = [("12", "2023"), ("03", "2023"), ("12", "2024"), ("03", "2024")]
            .map(|(region, period)| value("andel_a", region, period));
        assert_eq!(found, order.map(Some), "{head}");
        assert!(all.iter().all(|it| it["region"] != "13" || it["source"] != "file"), "{head}");
    }
}

//! What files hold, what columns are for, and what is never shown.

use super::{found, of, role, roles, types};
use rikssnitt::finding::FindingCode;
use rikssnitt::table::Preview;
use rikssnitt::table::reading::{Kind, Role};
use std::collections::BTreeMap;

/// A survey of `rows` respondents over six clusters.
fn survey(rows: u32) -> String {
    let answers = ["Alltid", "Ibland", "Sällan", "Aldrig", "Vet ej"];
    let mut text = "lopnr;lan;ar;stratum;vardcentral;vikt;kon;halsa;alder;q1;delaktig;betyg\n".to_owned();
    for row in 0..rows {
        text.push_str(&format!(
            "{row:05};{};{};{};VC{};{},{:04};{};{};{};{};{};{}\n",
            ["13", "12", "08"][row as usize % 3],
            2018 + 2 * (row % 2),
            row % 4,
            row % 6,
            1 + row % 3,
            row * 37 % 10_000,
            1 + row % 2,
            ["God", "Dålig"][row as usize % 2],
            18 + row % 70,
            answers[row as usize % 5],
            row % 2,
            1 + row % 5,
        ));
    }
    text
}

#[test]
fn a_survey_with_its_design() {
    let (reading, _) = of(&survey(240));
    assert_eq!(reading.kind, Kind::Survey);
    assert_eq!(
        roles(&reading),
        ["id", "region", "period", "stratum", "cluster", "weight", "group", "group", "ignored", "item", "item", "item"]
    );
    assert_eq!(types(&reading)[9..], ["ordinal", "integer", "ordinal"]);
    assert!(reading.columns[0].samples.is_empty() && reading.columns[0].levels.is_empty());
}

#[test]
fn english_headers() {
    let mut text = "id,county,year,weight,sex,visited\n".to_owned();
    for row in 0..60 {
        let answer = ["yes", "no"][row % 2];
        text.push_str(&format!("{row},Halland,2024,1.{},{},{answer}\n", row % 9, ["F", "M"][row % 2]));
    }
    let (reading, _) = of(&text);
    assert_eq!(reading.kind, Kind::Survey);
    assert_eq!(roles(&reading), ["id", "region", "period", "weight", "group", "item"]);
}

#[test]
fn shares_with_counts_limits_and_errors() {
    let (reading, _) = of("Region;År;Kön;Indikator;Andel;Antal svar;Nedre gräns;Övre gräns;Medelfel;Enhet\n\
                           Halland;2024;Kvinnor;Delaktighet;61,5;410;56,8;66,2;2,4;procent\n\
                           Riket;2024;Kvinnor;Delaktighet;60,5;9410;59,8;61,2;0,4;procent\n");
    assert_eq!(reading.kind, Kind::Indicators);
    let expected = ["region", "period", "group", "measure", "value", "count", "low", "high", "standard_error", "unit"];
    assert_eq!(roles(&reading), expected);
}

#[test]
fn numerators_and_other_names_for_limits() {
    let (reading, _) =
        of("lan;period;taljare;namnare;ki_nedre;ki_ovre\n13;2024;61;100;51,1;70,2\n12;2024;55;90;50,0;71,0\n");
    assert_eq!(roles(&reading), ["region", "period", "numerator", "denominator", "low", "high"]);
    let (reading, _) =
        of("county,year,value,n,ci_low,ci_high\nHalland,2024,61.5,400,56.1,66.9\nSkåne,2024,60.5,400,55.1,65.9\n");
    assert_eq!(roles(&reading), ["region", "period", "value", "count", "low", "high"]);
}

#[test]
fn kolada() {
    let (reading, _) = of("kpi;municipality;period;gender;value\nU70449;0013;2024;T;87,1\nU70449;0000;2024;T;87,5\n");
    assert_eq!(reading.kind, Kind::Indicators);
    assert_eq!(roles(&reading), ["measure", "region", "period", "group", "value"]);
    assert_eq!(reading.national_rows, ["0000"]);
}

#[test]
fn a_count_alone_is_the_figure() {
    let (reading, _) = of("Region;År;Antal\nHalland;2024;410\nSkåne;2024;820\n");
    assert_eq!(role(&reading, "Antal"), Role::Value);
}

#[test]
fn numbers_that_are_no_figures() {
    let (reading, _) = of("Region;Rang;Värde;Riket;Skillnad\nHalland;1;61,5;60,0;1,5\nSkåne;2;58,5;60,0;-1,5\n");
    assert_eq!(roles(&reading), ["region", "ignored", "value", "value", "ignored"]);
    let (reading, _) = of("Region;2023;2024;Förändring\nHalland;61,5;60,0;-1,5\nSkåne;58,5;60,0;1,5\n");
    assert_eq!(roles(&reading), ["region", "value", "value", "ignored"]);
}

#[test]
fn answers_are_counted_beside_unnamed_figures() {
    let (reading, _) =
        of("Region;Enhet;Antal svar;Helhetsintryck;KI\nHalland;VC Ett;120;81,2;2,1\nHalland;VC Två;90;80,2;2,5\n");
    // A clinic is a unit of its region, not a part of the population.
    assert_eq!(roles(&reading), ["region", "cluster", "count", "value", "ignored"]);
}

#[test]
fn one_region_beside_the_nation_as_columns() {
    let (reading, _) = of("Indikator;Enhet;Halland;Riket\nTillgänglighet;%;61,2;60,0\nDelaktighet;%;55,1;57,0\n");
    assert_eq!(roles(&reading), ["measure", "unit", "value", "value"]);
    assert_eq!(reading.wide_over(), Some("region"));
}

#[test]
fn an_attribute_of_regions_is_no_group() {
    let (reading, _) = of("Region;Andel;Mål nått\nHalland;61,5;Ja\nSkåne;58,5;Nej\nUppsala;50,5;Nej\nKalmar;70,1;Ja\n");
    assert_eq!(role(&reading, "Mål nått"), Role::Ignored);
}

#[test]
fn kinds_of_later_versions_are_named() {
    let (accounts, _) = of("Region;Konto;Belopp\nHalland;3011;125000\nHalland;4011;-98000\n");
    assert_eq!(accounts.kind, Kind::Accounts);
    let (staffing, _) = of("Region;År;Yrkesgrupp;Antal\nHalland;2024;Läkare;810\nHalland;2024;Sjuksköterskor;2100\n");
    assert_eq!(staffing.kind, Kind::Staffing);
    let (visits, _) = of("patientid;besoksdatum;vardenhet\nP1;2024-01-02;VC1\nP2;2024-01-03;VC2\n");
    assert_eq!(visits.kind, Kind::Visits);
    let (care, _) =
        of("Region;År;Fast vårdkontakt (%);Besökstyp\nHalland;2024;61,5;Fysiskt\nHalland;2024;59,0;Digitalt\n");
    assert_eq!(care.kind, Kind::Indicators, "words within a header do not make the kind");
    let (unknown, findings) = of("lopnr;kommun;antal\n1;A;3\n2;B;5\n");
    assert_eq!(unknown.kind, Kind::Unknown);
    assert_eq!(found(&findings, FindingCode::KindUnknown), 1);
}

#[test]
fn columns_that_point_out_persons_show_nothing() {
    // Skatteverket's test number and others with right check digits that belong to nobody.
    let (reading, findings) =
        of("kod;namn;svar\n19121212-1212;Tolvan Tolvansson;Ja\n20000101-2384;Test Testsson;Nej\n");
    assert_eq!(role(&reading, "kod"), Role::Identifying);
    assert_eq!(role(&reading, "namn"), Role::Identifying);
    assert_eq!(found(&findings, FindingCode::IdentifyingColumn), 2);
    for column in &reading.columns[..2] {
        assert!(column.samples.is_empty() && column.levels.is_empty());
    }
    let shown = format!("{reading:?}{findings:?}");
    assert!(!shown.contains("Tolvan") && !shown.contains("19121212"));
}

#[test]
fn a_preview_shows_at_most_three_values() {
    let (reading, findings) = of(&survey(240));
    let preview = Preview::new(&reading, &findings);
    assert_eq!(preview.columns().count(), 12);
    assert!(preview.columns().all(|column| column.samples().len() <= 3));
    let id = preview.columns().next().unwrap();
    assert!(id.samples().is_empty() && id.levels().is_empty());
}

#[test]
fn the_user_has_the_last_word() {
    let (mut reading, _) = of(&survey(60));
    let roles = BTreeMap::from([("halsa".to_owned(), Role::Identifying), ("q1".to_owned(), Role::Ignored)]);
    reading.correct(Some(Kind::Visits), &roles);
    assert_eq!((reading.kind, role(&reading, "q1")), (Kind::Visits, Role::Ignored));
    let column = reading.columns.iter().find(|column| column.name == "halsa").unwrap();
    assert!(column.samples.is_empty() && column.levels.is_empty());
}

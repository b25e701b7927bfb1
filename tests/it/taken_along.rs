//! What a user takes along: the workbook of a result, the list of findings, and a plan that reads the next file alike.

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use rikssnitt::finding::FindingCode;
use rikssnitt::plan::Plan;
use rikssnitt::session::{Correction, Format, Language, Session, findings_csv};
use rikssnitt::table::reading::{Kind, Role};
use std::collections::BTreeMap;
use std::io::Cursor;

/// Thirty-six respondents: three in Gotland, the others in Halland; two rows with a region or a period of no list.
fn survey() -> String {
    let mut text = "region;år;vikt;kön;q1\n".to_owned();
    for row in 0..36 {
        let region = if row < 3 { "Gotland" } else { "Halland" };
        let (group, answer) =
            (if row % 2 == 0 { "<Y> & \"Z\"" } else { "=1+1" }, if row % 3 == 0 { "Ja" } else { "Nej" });
        text.push_str(&format!("{region};2024;1,5;{group};{answer}\n"));
    }
    text + "Atlantis;2024;1;=1+1;Ja\nHalland;någon gång;1;=1+1;Ja\n"
}

fn session() -> (Session, Plan) {
    let mut session = Session::new().unwrap();
    session.add("enkat.csv", survey().into_bytes()).unwrap();
    let plan = r#"{"plan":1,"region":"13","groups":["kön"],
        "files":[{"match":"*","kind":"survey","columns":{"region":"region","period":"år"},
          "design":{"ids":[],"strata":null,"weights":"vikt"}}],
        "measures":[{"id":"q1","type":"proportion","column":"q1","positive":["Ja"],"label":"Svarade & ja","nation":"data"}]}"#;
    (session, Plan::parse(plan).unwrap())
}

fn sheet(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Vec<BTreeMap<String, Data>> {
    let range = book.worksheet_range(name).unwrap();
    let mut rows = range.rows();
    let headings: Vec<String> = rows.next().unwrap().iter().map(ToString::to_string).collect();
    rows.map(|row| headings.iter().cloned().zip(row.iter().cloned()).collect()).collect()
}

#[test]
fn a_workbook_holds_the_result_as_numbers_and_nothing_hidden() {
    let (mut session, plan) = session();
    let bytes = session.export(&plan, Format::Xlsx(Language::Swedish)).unwrap();
    let result = serde_json::to_value(session.analyse(&plan).unwrap()).unwrap();
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Skattningar", "Jämförelser", "Bedömningar", "Fynd", "Om"]);
    let estimates = sheet(&mut book, "Skattningar");
    let listed = result["estimates"].as_array().unwrap();
    assert_eq!(estimates.len(), listed.len());
    let mut hidden = 0;
    for (row, one) in estimates.iter().zip(listed) {
        assert_eq!(row["Region"], Data::String(one["region"].as_str().unwrap().to_owned()));
        assert_eq!(row["Värde"], one["value"].as_f64().map_or(Data::Empty, Data::Float), "{one}");
        assert_eq!(row["Benämning"], Data::String("Svarade & ja".to_owned()));
        hidden += u32::from(one["status"] == "hidden");
        if one["status"] == "hidden" {
            let numbers = ["Värde", "Undre gräns", "Övre gräns", "Medelfel", "Antal svar"];
            assert!(numbers.iter().all(|heading| row[*heading] == Data::Empty), "{row:?}");
        }
    }
    assert!(hidden > 0, "nobody was hidden");
    assert!(estimates.iter().any(|row| row["Nivå"] == Data::String("=1+1".to_owned())));
    assert!(estimates.iter().any(|row| row["Nivå"] == Data::String("<Y> & \"Z\"".to_owned())));
    let comparisons = sheet(&mut book, "Jämförelser");
    assert_eq!(comparisons.len(), result["comparisons"].as_array().unwrap().len());
    let about = sheet(&mut book, "Om");
    let told =
        |key: &str| about.iter().find(|row| row["Uppgift"] == Data::String(key.to_owned())).unwrap()["Värde"].clone();
    assert_eq!(told("Rader avvisade"), Data::Float(2.0));
    assert_eq!(told("Små grupper dolda"), Data::String("true".to_owned()));
}

/// A table that is sent on says whose the figures are and what they are counted in, at the end of its columns.
#[test]
fn what_is_kept_names_regions_and_units() {
    let (mut session, plan) = session();
    let text = String::from_utf8(session.export(&plan, Format::Csv).unwrap()).unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert!(lines[0].starts_with("rad;matt;slag;region;period;grupp;niva;varde;n;"), "{}", lines[0]);
    assert!(lines[0].ends_with(";personer_ovre;regionnamn;enhet"), "{}", lines[0]);
    let halland = lines.iter().find(|line| line.starts_with("skattning;q1;;13;2024;;;")).unwrap();
    assert!(halland.ends_with(";Region Halland;andel (0–1)"), "{halland}");
    assert!(lines.iter().any(|line| line.starts_with("skattning;q1;;00;") && line.ends_with(";Riket;andel (0–1)")));
    for (language, [list, name, unit], nation, share) in [
        (Language::Swedish, ["Skattningar", "Regionens namn", "Enhet"], "Riket", "andel (0–1)"),
        (Language::English, ["Estimates", "Name of region", "Unit"], "Sweden", "share (0–1)"),
    ] {
        let bytes = session.export(&plan, Format::Xlsx(language)).unwrap();
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        let headings: Vec<_> = book.worksheet_range(list).unwrap().rows().next().unwrap().to_vec();
        assert!(headings.ends_with(&[Data::String(name.to_owned()), Data::String(unit.to_owned())]), "{headings:?}");
        for row in sheet(&mut book, list) {
            let named = if row["Region"] == Data::String("00".to_owned()) { nation } else { "Region " };
            assert!(row[name].to_string().starts_with(named), "{row:?}");
            assert_eq!(row[unit], Data::String(share.to_owned()));
        }
    }
}

/// Per cents differ by percentage points; a place has no unit.
#[test]
fn what_is_kept_tells_differences_from_levels() {
    let mut session = Session::new().unwrap();
    let table =
        "Region;År;Andel nöjda, procent\nHalland;2023;71,0\nHalland;2024;73,0\nRiket;2023;70,0\nRiket;2024;69,0\n";
    session.add("tabell.csv", table.as_bytes().to_vec()).unwrap();
    let plan = session.propose(Some("13")).unwrap();
    let text = String::from_utf8(session.export(&plan, Format::Csv).unwrap()).unwrap();
    let of = |row: &str| -> Vec<&str> {
        text.lines().filter(|line| line.starts_with(row)).filter_map(|line| line.rsplit(';').next()).collect()
    };
    let all = |units: Vec<&str>, unit: &str| !units.is_empty() && units.iter().all(|it| *it == unit);
    assert!(all(of("skattning"), "procent") && all(of("jamforelse"), "procentenheter"), "{text}");
    assert!(of("rang").iter().all(|it| it.is_empty()), "{text}");
    let bytes = session.export(&plan, Format::Xlsx(Language::English)).unwrap();
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let compared = sheet(&mut book, "Comparisons");
    assert!(!compared.is_empty());
    assert!(compared.iter().all(|row| row["Unit of difference"] == Data::String("percentage points".to_owned())));
}

#[test]
fn a_workbook_has_english_headings_too_and_the_same_bytes_each_time() {
    let (mut session, plan) = session();
    let bytes = session.export(&plan, Format::Xlsx(Language::English)).unwrap();
    assert_eq!(bytes, session.export(&plan, Format::Xlsx(Language::English)).unwrap());
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Estimates", "Comparisons", "Assessments", "Findings", "About"]);
    let codes: Vec<String> = sheet(&mut book, "Findings").iter().map(|row| row["Code"].to_string()).collect();
    assert!(codes.contains(&FindingCode::RegionUnknown.as_str().to_owned()), "{codes:?}");
}

#[test]
fn the_list_of_findings_names_every_place_and_no_content() {
    let (mut session, plan) = session();
    let result = session.analyse(&plan).unwrap();
    let headings = ["fil", "rad", "kolumn", "allvar", "kod", "antal", "förklaring"];
    let bytes = findings_csv(&result.findings, headings, |_| "=enkat.csv".to_owned(), |one| format!("om {}", one.code));
    let text = String::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = text.strip_prefix('\u{feff}').unwrap().split("\r\n").collect();
    assert_eq!(lines[0], "fil;rad;kolumn;allvar;kod;antal;förklaring");
    // The header is line 1, the respondents lines 2 to 37.
    assert!(lines.contains(&"'=enkat.csv;38;region;error;E_REGION_UNKNOWN;1;om E_REGION_UNKNOWN"), "{text}");
    assert!(lines.contains(&"'=enkat.csv;39;år;error;E_PERIOD_UNKNOWN;1;om E_PERIOD_UNKNOWN"), "{text}");
    assert!(!text.contains("Atlantis") && !text.contains("någon gång"), "{text}");
}

/// The roles that a user changes stand in the plan that is proposed next; the plan alone makes the next file read so.
#[test]
fn changed_roles_are_saved_and_taken_up_for_the_next_file() {
    let mut first = Session::new().unwrap();
    first.add("enkat_2024.csv", survey().into_bytes()).unwrap();
    let roles = BTreeMap::from([("kön".to_owned(), Role::Ignored), ("vikt".to_owned(), Role::Group)]);
    let changed =
        first.correct(0, &Correction { roles: roles.clone(), kind: Some(Kind::Survey), sheet: None }).unwrap();
    let saved = first.propose(Some("13")).unwrap().to_json();
    let mut next = Session::new().unwrap();
    let before = next.add("enkat_2025.csv", survey().into_bytes()).unwrap();
    assert_ne!(before, changed);
    let plan = next.adopt(&format!("\u{feff}{saved}")).unwrap();
    assert_eq!(next.inspect(0).unwrap(), changed);
    assert_eq!(plan.to_json(), saved);
    // What was taken up is saved again.
    assert_eq!(next.propose(Some("13")).unwrap().to_json(), saved);
}

/// Of several files each finds its part of a saved plan by its columns, whatever it is called now.
#[test]
fn a_plan_for_several_files_finds_them_by_their_columns() {
    let table = "region;2023;2024\nHalland;61,2;63,4\nGotland;60,1;59,9\nRiket;62,0;62,5\n";
    let open = |year: u32| {
        let mut session = Session::new().unwrap();
        session.add(&format!("enkat_{year}.csv"), survey().into_bytes()).unwrap();
        session.add(&format!("tabell_{year}.csv"), table.as_bytes().to_vec()).unwrap();
        session
    };
    let mut first = open(2024);
    let roles = BTreeMap::from([("kön".to_owned(), Role::Ignored)]);
    let changed = first.correct(0, &Correction { roles, ..Correction::default() }).unwrap();
    let saved = first.propose(Some("13")).unwrap().to_json();
    let mut next = open(2025);
    let plan = next.adopt(&saved).unwrap();
    assert_eq!(plan.files[0].pattern, "enkat_2025.csv");
    assert_eq!(next.inspect(0).unwrap(), changed);
}

#[test]
fn what_is_no_plan_or_names_other_columns_is_refused() {
    let mut session = Session::new().unwrap();
    assert!(session.adopt("{\"plan\":1,\"rgion\":\"13\"}").is_err());
    session.add("enkat.csv", survey().into_bytes()).unwrap();
    let other = r#"{"plan":1,"measures":[{"id":"a","type":"proportion","column":"finns inte","positive":["1"]}]}"#;
    assert_eq!(session.adopt(other).unwrap_err().code.as_str(), "X_PLAN_COLUMN");
}

//! Headers and cells that carry more than a name: years, levels, notes, units, what was born when. The figures that come of
//! each file are written by hand from what a reader sees.

use super::workbooks::bytes;
use rikssnitt::session::Session;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatScript};
use serde_json::Value;

/// What comes of a file: its kind, roles by column, codes of what is said, and the figures of Halland as
/// `measure, period level: value`.
struct Given {
    kind: String,
    roles: Vec<(String, String)>,
    said: Vec<String>,
    figures: Vec<String>,
}

fn given(file: impl Into<Vec<u8>>) -> Given {
    let mut session = Session::new().unwrap();
    let seen = serde_json::to_value(session.add("fil", file.into()).unwrap()).unwrap();
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let roles = seen["columns"].as_array().unwrap().iter().map(|one| (word(&one["name"]), word(&one["role"])));
    let plan = session.propose(Some("13")).unwrap();
    let result = serde_json::to_value(session.analyse(&plan).unwrap()).unwrap();
    let said = result["findings"].as_array().unwrap().iter().map(|one| word(&one["code"])).collect();
    let label = |id: &Value| {
        let measure = result["measures"].as_array().unwrap().iter().find(|one| one["id"] == *id).unwrap();
        word(&measure["label"]["sv"])
    };
    let own = |one: &&Value| one["region"] == "13" && one["source"] == "file" && one["value"].is_number();
    let figure = |one: &Value| {
        let level = one["level"].as_str().map(|level| format!(" {level}")).unwrap_or_default();
        format!("{}, {}{level}: {}", label(&one["measure"]), word(&one["period"]), one["value"].as_f64().unwrap())
    };
    let mut figures: Vec<String> = result["estimates"].as_array().unwrap().iter().filter(own).map(figure).collect();
    figures.sort();
    Given { kind: word(&seen["kind"]), roles: roles.collect(), said, figures }
}

impl Given {
    fn role(&self, column: &str) -> &str {
        self.roles.iter().find(|(name, _)| name == column).map(|(_, role)| role.as_str()).unwrap()
    }

    fn says(&self, code: &str) -> bool {
        self.said.iter().any(|said| said == code)
    }
}

/// The same rows under another header, with a row for the nation.
fn table(header: &str, rows: [&str; 3]) -> String {
    format!("{header}\nHalland;{}\nSkåne;{}\nRiket;{}\n", rows[0], rows[1], rows[2])
}

#[test]
fn one_year_that_all_figures_have_is_their_period() {
    let file = given(table("Region;Andel nöjda 2024;Bas", ["61,5;400", "58,1;900", "60,2;9000"]));
    assert_eq!((file.figures, file.kind.as_str()), (vec!["Andel nöjda, 2024: 61.5".to_owned()], "indicators"));
    let ages = given("Region;Ålder;Folkmängd 2024\nHalland;0;3100\nHalland;1;3200\nSkåne;0;9100\nSkåne;1;9200\n");
    assert_eq!(ages.figures, ["Folkmängd, 2024 0: 3100", "Folkmängd, 2024 1: 3200"]);
    assert!(ages.says("N_PERIOD_FROM_HEADER"));
    // So are the years of figures that differ in more than their years.
    let two = given(table("Region;Besök 2023;Kötid 2024", ["61;5,5", "58;7,5", "60;6,5"]));
    assert_eq!(two.figures, ["Besök, 2023: 61", "Kötid, 2024: 5.5"]);
    assert_eq!(two.said.iter().filter(|code| *code == "N_PERIOD_FROM_HEADER").count(), 2);
    // The same under several years is a table of years, of which nothing is to be said.
    let years = given(table("Region;Besök 2023;Besök 2024", ["61;62", "58;59", "60;61"]));
    assert_eq!(years.figures, ["Besök, 2023: 61", "Besök, 2024: 62"]);
    assert!(!years.says("N_PERIOD_FROM_HEADER"));
    let later = given(table("Region;Andel nöjda 2027", ["61,5", "58,1", "60,2"]));
    assert_eq!(later.figures, ["Andel nöjda, 2027: 61.5"]);
    // Years of goals and of prices are not when something was.
    for name in ["Agenda 2030", "Kostnad i 2020 års priser", "Hälsa 2040 (index)"] {
        let file = given(table(&format!("Region;{name}"), ["61,5", "58,5", "60,5"]));
        assert_eq!(file.figures, [format!("{name}, : 61.5")]);
        assert!(!file.says("N_PERIOD_FROM_HEADER"));
    }
    // Beside figures without it, or among answers, it is part of a name.
    let beside = given(table("Region;Besök 2024;Kötid", ["61;5,5", "58;7,5", "60;6,5"]));
    assert_eq!(beside.figures, ["Besök 2024, : 61", "Kötid, : 5.5"]);
    let answers: String =
        (0..60).map(|at| format!("{at};{};1,5;{}\n", ["Halland", "Skåne"][at % 2], 1 + at % 5)).collect();
    let survey = given(format!("id;region;vikt;nöjdhet 2024\n{answers}"));
    assert_eq!((survey.kind.as_str(), survey.role("nöjdhet 2024")), ("survey", "item"));
}

#[test]
fn names_of_programs_for_statistics_hold_years() {
    for header in ["region;X2023;X2024", "region;andel2023;andel2024", "region;2023.0;2024.0"] {
        let file = given(table(header, ["61,5;62,5", "58,1;59,1", "60,2;60,3"]));
        let figures: Vec<&str> = file.figures.iter().filter_map(|it| it.split_once(", ")).map(|it| it.1).collect();
        assert_eq!(figures, ["2023: 61.5", "2024: 62.5"], "{header}");
    }
    let rows: String =
        (0..60).map(|at| format!("{};1,5;{};{}\n", ["13", "12"][at % 2], 1 + at % 4, 1 + at % 3)).collect();
    let numbered = given(format!("lan;vikt;v2001;v2002\n{rows}"));
    assert_eq!((numbered.role("v2001"), numbered.role("v2002")), ("item", "item"));
}

#[test]
fn years_of_birth_are_no_period() {
    for header in ["Fodelsear", "födelseår", "Birth year"] {
        let rows: String = (0..80)
            .map(|at| format!("{};1,5;{};{}\n", ["13", "12"][at % 2], 1950 + at % 20, ["Ja", "Nej"][at % 2]))
            .collect();
        let file = given(format!("lan;vikt;{header};f1\n{rows}"));
        assert_eq!((file.role(header), file.role("f1")), ("ignored", "item"), "{header}");
    }
}

#[test]
fn three_header_lines_whose_first_is_sparse() {
    let text = "Titel\n;Läkare;;;;Övriga;;;\n;2023;;2024;;2023;;2024;\nRegion;Kvinnor;Män;Kvinnor;Män;Kvinnor;Män;Kvinnor;Män\n";
    let rows = "Halland;1,1;1,2;1,3;1,4;2,1;2,2;2,3;2,4\nSkåne;3,1;3,2;3,3;3,4;4,1;4,2;4,3;4,4\n";
    let expected = [
        "Läkare, 2023 Kvinnor: 1.1",
        "Läkare, 2023 Män: 1.2",
        "Läkare, 2024 Kvinnor: 1.3",
        "Läkare, 2024 Män: 1.4",
        "Övriga, 2023 Kvinnor: 2.1",
        "Övriga, 2023 Män: 2.2",
        "Övriga, 2024 Kvinnor: 2.3",
        "Övriga, 2024 Män: 2.4",
    ];
    assert_eq!(given(format!("{text}{rows}")).figures, expected);
    let sexes_first =
        "Region;Kvinnor;;;;Män;;;\n;Läkare;;Övriga;;Läkare;;Övriga;\n;2023;2024;2023;2024;2023;2024;2023;2024\n";
    let rows = "Halland;1,1;1,3;2,1;2,3;1,2;1,4;2,2;2,4\nSkåne;3,1;3,2;3,3;3,4;4,1;4,2;4,3;4,4\n";
    assert_eq!(given(format!("{sexes_first}{rows}")).figures, expected);
}

#[test]
fn what_is_said_of_a_report_stands_before_its_table() {
    let rows = "Halland;61,5;62,5\nSkåne;58,1;59,1\nRiket;60,2;60,3\n";
    for preamble in [
        "Rapport:;Tillgänglighet\nUttag:;2024-02-14\nFilter:;Alla\n\n",
        "Rapport;Kontinuitet;\nUttagsdatum;2025-01-14;\nAntal enheter;1180;\n\n",
    ] {
        let file = given(format!("{preamble}Region;2023;2024\n{rows}"));
        let figures: Vec<&str> = file.figures.iter().filter_map(|it| it.split_once(", ")).map(|it| it.1).collect();
        assert_eq!(figures, ["2023: 61.5", "2024: 62.5"], "{preamble}");
    }
    let source = given(
        "Källa: Patientregistret; hämtad 2024-05-01; version 3\n\nRegion;2023;2024\nHalland;61,5;62,5\nSkåne;58,1;59,1\n",
    );
    assert_eq!(source.figures.len(), 2, "{:?}", source.figures);
    let narrow = given("Rapport:;Kontinuitet\nUttag:;2024-01-14\n\nRegion;2024\nHalland;61,5\nSkåne;58,1\n");
    assert_eq!(narrow.figures.len(), 1);
    assert!(narrow.figures[0].ends_with("2024: 61.5"), "{:?}", narrow.figures);
}

#[test]
fn the_nation_and_other_numbers_beside_the_years() {
    let text = "Region;2023;2024;Riket 2023;Riket 2024;2024 rang\nHalland;61,5;62,5;60,1;60,2;1\nSkåne;58,1;59,1;60,1;60,2;2\n";
    let file = given(text);
    let figures: Vec<&str> = file.figures.iter().filter_map(|it| it.split_once(", ")).map(|it| it.1).collect();
    assert_eq!(figures, ["2023: 61.5", "2024: 62.5"]);
    assert_eq!(file.said.iter().filter(|code| *code == "W_COLUMN_UNUSED").count(), 3);
    let margins = "Region;2023;;2024;\n;Andel;KI;Andel;KI\nHalland;61,5;±2,5;62,5;±2,1\nSkåne;58,1;±2,2;59,1;±2,0\n";
    let file = given(margins);
    assert_eq!((file.role("2023 KI"), file.figures.len()), ("margin", 2));
    let limits = given("Region;2023;2023 nedre KI;2023 övre KI\nHalland;61,5;59,0;64,0\nSkåne;58,1;56,0;60,0\n");
    assert_eq!((limits.role("2023 nedre KI"), limits.role("2023 övre KI")), ("low", "high"));
}

#[test]
fn per_cents_that_are_no_parts_of_a_whole() {
    for (header, own, kept) in [
        ("Nettokostnadsavvikelse (%)", "-2,5", true),
        ("Utveckling 2020–2024 (%)", "-2,5", true),
        ("Beläggning (%)", "104,5", true),
        ("Andel nöjda (%)", "615", false),
    ] {
        let text = format!("Region;{header}\nHalland;{own}\nSkåne;101,1\nUppsala;98,5\nDalarna;97,3\nKalmar;96,1\n");
        let text = if kept { text } else { text.replace("101,1", "61,1") };
        let file = given(text);
        assert_eq!((file.figures.len(), file.says("E_SHARE_OUT_OF_RANGE")), (usize::from(kept), !kept), "{header}");
    }
    // One of many: more patients than beds, and a mistake.
    for (name, kept) in [("Beläggningsgrad, %", 1), ("Andel nöjda, %", 0)] {
        let rows =
            ["Skåne", "Uppsala", "Dalarna", "Kalmar", "Gotland"].map(|region| format!("{name};{region};2024;92,5\n"));
        let file = given(format!("Mått;Region;År;Värde\n{name};Halland;2024;100,9\n{}", rows.concat()));
        assert_eq!(file.figures.len(), kept, "{name}");
    }
}

#[test]
fn units_answers_and_kinds_of_figures_in_rows() {
    let units = given(
        "Mått;Enhet;Region;År;Värde\nBesök;antal per 1 000;Halland;2024;5,5\nKostnad;kr/inv;Halland;2024;4100\n\
         Besök;antal per 1 000;Skåne;2024;6,5\nKostnad;kr/inv;Skåne;2024;4200\n",
    );
    assert_eq!(units.role("Enhet"), "unit");
    assert_eq!(units.figures, ["Besök, 2024: 5.5", "Kostnad, 2024: 4100"]);
    let answers = given(
        "Svar;Region;Andel\nMycket bra;Halland;40,5\nMycket bra;Skåne;41,5\nGanska bra;Halland;50,5\nGanska bra;Skåne;49,5\n\
         Ganska dåligt;Halland;9,0\nGanska dåligt;Skåne;9,0\n",
    );
    assert_eq!(answers.figures, ["Andel,  Ganska bra: 50.5", "Andel,  Ganska dåligt: 9", "Andel,  Mycket bra: 40.5"]);
    let kinds = given(
        "Region;År;Statistik;Värde\nHalland;2024;Andel;61,5\nHalland;2024;Antal svar;400\nSkåne;2024;Andel;58,1\n\
         Skåne;2024;Antal svar;900\n",
    );
    assert_eq!(kinds.role("Statistik"), "meaning");
    let hospitals = given(
        "Region;Sjukhus;2023;2024\nHalland;;61,5;62,5\nHalland;Varberg;60,5;61,0\nHalland;Halmstad;62,0;64,0\n\
         Skåne;;58,1;59,1\nSkåne;Ystad;58,0;60,0\n",
    );
    assert_eq!(
        hospitals.figures.iter().filter(|it| it.ends_with(": 61.5") || it.ends_with("Varberg: 60.5")).count(),
        2
    );
    // Without a column of regions they are nobody's units.
    let alone = given("Sjukhus;2023;2024\nVarberg;60,5;61,0\nHalmstad;62,0;64,0\nYstad;58,0;60,0\n");
    assert_eq!(alone.role("Sjukhus"), "ignored");
}

#[test]
fn answers_in_words_that_name_a_scale() {
    let scales: [&[&str]; 5] = [
        &["Mycket viktigt", "Ganska viktigt", "Mindre viktigt", "Inte alls viktigt"],
        &["Mycket trygg", "Ganska trygg", "Ganska otrygg", "Mycket otrygg"],
        &["Ja, alltid", "Ja, oftast", "Ja, ibland", "Nej, sällan", "Nej, aldrig"],
        &["Ja, i stor utsträckning", "Ja, i viss utsträckning", "Nej"],
        &["Mycket högt", "Ganska högt", "Varken eller", "Ganska lågt", "Mycket lågt"],
    ];
    for scale in scales {
        let rows: String =
            (0..60).map(|at| format!("{};1,5;1;{}\n", ["13", "12"][at % 2], scale[at % scale.len()])).collect();
        let file = given(format!("lan;svarsvikt;vikt2;f1\n{rows}"));
        assert_eq!(
            (file.kind.as_str(), file.role("f1"), file.role("svarsvikt")),
            ("survey", "item", "weight"),
            "{scale:?}"
        );
        let dashed = given(format!("lan;svarsvikt;vikt2;f1\n{rows}13;1,5;1;-\n12;1,5;1;-\n"));
        assert_eq!(dashed.role("f1"), "item", "{scale:?}");
        // The second weight is not used, and that is said.
        assert!(file.says("W_COLUMN_UNUSED"), "{scale:?}");
    }
}

#[test]
fn respondents_are_a_survey_before_their_answers_are_known() {
    let rows: String = (0..90)
        .map(|at| {
            format!(
                "{};2024-{:02}-{:02};1,5;{}\n",
                ["13", "12"][at % 2],
                1 + at % 12,
                1 + at % 28,
                ["Blå", "Grön"][at % 2]
            )
        })
        .collect();
    let numbered: String = rows.lines().enumerate().map(|(at, row)| format!("{};{row}\n", 500 + at)).collect();
    assert_eq!(given(format!("lopnr;lan;svarsdatum;vikt;färg\n{numbered}")).kind, "survey");
    // What bodies weigh makes no survey.
    let bodies = numbered.replace(";1,5;", ";72;");
    assert_ne!(given(format!("lopnr;lan;svarsdatum;weight;färg\n{bodies}")).kind, "survey");
    let dated = rows.replace(";1,5;Blå", ";Mycket bra").replace(";1,5;Grön", ";Ganska dåligt");
    let file = given(format!("lan;svarsdatum;f1\n{dated}"));
    assert_eq!((file.kind.as_str(), file.role("f1")), ("survey", "item"));
}

#[test]
fn raised_notes_and_years_that_are_shown_of_days() {
    let file = bytes(|workbook| {
        let raised = Format::new().set_font_script(FormatScript::Superscript);
        let (plain, year) = (Format::new(), Format::new().set_num_format("yyyy"));
        let sheet = workbook.add_worksheet();
        sheet.write(0, 0, "Region").unwrap();
        sheet.write_rich_string(0, 1, &[(&plain, "2022"), (&raised, "1")]).unwrap();
        sheet.write_with_format(0, 2, ExcelDateTime::from_ymd(2023, 1, 1).unwrap(), &year).unwrap();
        sheet.write_rich_string(0, 3, &[(&plain, "2024"), (&raised, "a)")]).unwrap();
        for (row, region) in ["Halland", "Skåne", "Riket"].into_iter().enumerate() {
            sheet.write(row as u32 + 1, 0, region).unwrap();
            for column in 1..4 {
                sheet.write(row as u32 + 1, column, 60.5 + f64::from(column)).unwrap();
            }
        }
        sheet.write_rich_string(1, 3, &[(&plain, "63,5"), (&raised, "2")]).unwrap();
    });
    let figures = given(file).figures;
    assert_eq!(figures, ["värde, 2022: 61.5", "värde, 2023: 62.5", "värde, 2024: 63.5"]);
}

/// `2023-1` and `1/2023` are months where a column has numbers above four, and what the header says; else they may be
/// quarters, and are said to be unreadable.
#[test]
fn parts_of_years_by_their_number() {
    let rows = |write: &dyn Fn(u32) -> String, last: u32| -> String {
        let row = |part: u32| format!("Halland;{};{},5\nSkåne;{};50,5\n", write(part), 60 + part, write(part));
        (1..=last).map(row).collect()
    };
    let after: &dyn Fn(u32) -> String = &|part| format!("2023-{part}");
    let before: &dyn Fn(u32) -> String = &|part| format!("{part}/2023");
    for write in [after, before] {
        let figures = |header: &str, last| {
            let file = given(format!("Region;{header};Andel\n{}", rows(write, last)));
            assert_eq!(file.says("E_PERIOD_UNKNOWN"), file.figures.len() < last as usize);
            file.figures
        };
        let months =
            |last| (1..=last).map(|part| format!("Andel, 2023-{part:02}: {}.5", 60 + part)).collect::<Vec<_>>();
        let quarters = (1..=4).map(|part| format!("Andel, 2023-Q{part}: {}.5", 60 + part)).collect::<Vec<_>>();
        assert_eq!(figures("Period", 12), months(12));
        assert_eq!(figures("Period", 5), months(5));
        assert_eq!(figures("Månad", 3), months(3));
        assert_eq!(figures("Kvartal", 4), quarters);
        assert_eq!(figures("Period", 4), [""; 0]);
        assert_eq!(figures("Period", 13).len(), 3);
    }
}

/// Headings between the rows are the period or the group of the rows below them, everybody's too; others are only headings.
#[test]
fn headings_of_blocks_of_rows() {
    let block =
        |heading: &str, own: u32| format!("{heading};;\nHalland;{own},5;400\nSkåne;50,5;900\nRiket;55,5;9000\n");
    let blocks = |headings: [&str; 3]| -> Vec<u8> {
        let all = headings.iter().zip([61, 62, 63]).map(|(heading, own)| block(heading, own)).collect::<String>();
        format!("Region;Andel (%);Bas\n{all}").into_bytes()
    };
    let years = given(blocks(["2022", "2023", "2024"]));
    assert_eq!(years.figures, ["Andel (%), 2022: 61.5", "Andel (%), 2023: 62.5", "Andel (%), 2024: 63.5"]);
    assert!(years.says("N_BLOCK_HEADING") && !years.says("N_HEADING_ROW") && !years.says("E_DUPLICATE_FIGURE"));
    for everybody in ["Totalt", "Båda könen"] {
        let sexes = given(blocks(["Kvinnor", "Män", everybody]));
        assert_eq!(sexes.figures, ["Andel (%),  Kvinnor: 61.5", "Andel (%),  Män: 62.5", "Andel (%), : 63.5"]);
        let first = given(blocks([everybody, "Kvinnor", "Män"]));
        assert_eq!(first.figures, ["Andel (%),  Kvinnor: 62.5", "Andel (%),  Män: 63.5", "Andel (%), : 61.5"]);
    }
    // Rows under no heading, or headings of other things: the same figure stands several times, and none is used.
    let some: String = ["Kvinnor", "Män"].map(|heading| block(heading, 62)).concat();
    for text in [
        format!("Region;Andel (%);Bas\nHalland;61,5;400\n{some}"),
        format!("Region;Andel (%);Bas\n{some}\nHalland;61,5;400\n"),
        String::from_utf8(blocks(["Norr", "Kvinnor", "Män"])).unwrap(),
        String::from_utf8(blocks(["Kvinnor", "Män", "Norra regionen"])).unwrap(),
    ] {
        let file = given(text);
        assert_eq!(file.figures, [""; 0]);
        assert!(file.says("E_DUPLICATE_FIGURE") && file.says("N_HEADING_ROW"));
    }
    let costs = given(
        "Region;Verksamhet;Kostnad (mnkr)\n2022;;\nHalland;Primärvård;1200\nSkåne;Primärvård;2200\n2023;;\nHalland;Primärvård;1300\nSkåne;Primärvård;2300\n",
    );
    assert!(costs.says("N_BLOCK_HEADING") && costs.kind == "accounts", "{:?}", costs.said);
}

/// A region and a sex in one cell are that region's women or men.
#[test]
fn regions_and_sexes_in_one_cell() {
    let row = |place: &str, level: &str, value: u32| format!("{place}{level};2023;{value},5\n");
    let rows = |place: &str, own: u32| {
        [(", kvinnor", 0), (", män", 1), (", totalt", 2)].map(|(level, at)| row(place, level, own + at)).concat()
    };
    let table =
        |first: String| format!("Region;År;Andel (%)\n{first}{}{}", rows("Region Skåne", 50), rows("Riket", 55));
    let file = given(table(rows("Halland", 61)));
    let expected = ["Andel (%), 2023 kvinnor: 61.5", "Andel (%), 2023 män: 62.5", "Andel (%), 2023: 63.5"];
    assert_eq!(file.role("Region"), "region");
    assert_eq!(file.figures, expected);
    // What else stands behind a comma is no sex.
    let other = given(table([", kust", ", inland", ", båda"].map(|part| row("Halland", part, 61)).concat()));
    assert!(other.says("E_REGION_UNKNOWN"), "{:?}", other.figures);
}

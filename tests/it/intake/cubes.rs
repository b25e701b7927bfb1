//! Tables of statistical offices: PC-Axis, JSON-stat and answers from Kolada's API.

use super::hostile::survives;
use super::{error, found, of, role, roles, texts, types};
use rikssnitt::error::ErrorCode;
use rikssnitt::finding::FindingCode;
use rikssnitt::plan::Nation;
use rikssnitt::session::Session;
use rikssnitt::table;
use rikssnitt::table::reading::{Kind, Role};

const PX: &str = "CHARSET=\"ANSI\";\r\nAXIS-VERSION=\"2013\";\r\nCODEPAGE=\"iso-8859-15\";\r\nLANGUAGE=\"sv\";\r\n\
    TITLE=\"Andel nöjda efter region, kön, tabell\"\r\n\"innehåll och år\";\r\nUNITS=\"procent\";\r\n\
    STUB=\"region\",\"kön\";\r\nHEADING=\"innehåll\",\"år\";\r\nCONTVARIABLE=\"innehåll\";\r\n\
    VALUES(\"region\")=\"00 Riket\",\"13 Hallands län\";\r\nVALUES(\"kön\")=\"kvinnor; alla\",\"män\";\r\n\
    VALUES(\"innehåll\")=\"Nöjda\",\"Missnöjda\";\r\nVALUES(\"år\")=\"2023\",\"2024\";\r\n\
    TIMEVAL(\"år\")=TLIST(A1,\"2023\"-\"2024\");\r\nNOTE=\"a=b; c\";\r\nDATA=\r\n\
    81.4 0 \"..\" 10.5\r\n70 71 \".\" \"-\"\r\n60.1 61.2 62.3 63.4\r\n50 51 52 53;\r\n";

fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|sign| u8::try_from(u32::from(sign)).unwrap()).collect()
}

#[test]
fn px_becomes_one_row_a_figure() {
    let file = latin(PX);
    let (reading, findings) = table::recognise(&file, None).unwrap();
    assert_eq!(reading.dialect.encoding, "iso-8859-15");
    assert_eq!(reading.dialect.newline, Some("CRLF"));
    assert_eq!(reading.title, ["Andel nöjda efter region, kön, tabellinnehåll och år"]);
    assert_eq!(roles(&reading), ["region", "group", "measure", "period", "value"]);
    assert_eq!(types(&reading)[4], "decimal");
    assert_eq!((reading.kind, reading.n_data_rows, reading.decimal), (Kind::Indicators, 16, '.'));
    assert_eq!(reading.national_rows, ["00 Riket"]);
    let rows = texts(&file, &reading);
    assert_eq!(rows[0], ["00 Riket", "kvinnor; alla", "Nöjda", "2023", "81.4"]);
    assert_eq!(rows[15], ["13 Hallands län", "män", "Missnöjda", "2024", "53"]);
    // Zero is a figure; the marks are none.
    assert_eq!(reading.number(4, &rows[1][4]), Some(0.0));
    assert_eq!(reading.missing_tokens, ["\"-\"", "\".\"", "\"..\""]);
    assert_eq!(rows.iter().filter(|row| reading.is_missing(&row[4])).count(), 3);
    assert_eq!(reading.columns[4].missing, 3);
    assert_eq!(found(&findings, FindingCode::Truncated), 0);
}

#[test]
fn px_with_one_measure_names_the_figures_by_it() {
    let text = PX.replace("\"Nöjda\",\"Missnöjda\"", "\"Nöjda\"");
    let (reading, findings) = table::recognise(&latin(&text), None).unwrap();
    assert_eq!(reading.columns[3].header, "Nöjda");
    assert_eq!((reading.columns[3].role, reading.columns[3].unit.as_deref()), (Role::Value, Some("procent")));
    assert_eq!((reading.n_data_rows, found(&findings, FindingCode::Truncated)), (8, 0));
}

#[test]
fn px_in_the_letters_of_dos_and_of_utf_8() {
    let dos = PX.replace("CHARSET=\"ANSI\";\r\n", "").replace("CODEPAGE=\"iso-8859-15\";\r\n", "");
    let bytes: Vec<u8> = dos
        .chars()
        .map(|sign| match sign {
            'å' => 0x86,
            'ä' => 0x84,
            'ö' => 0x94,
            sign => u8::try_from(u32::from(sign)).unwrap(),
        })
        .collect();
    let (reading, _) = table::recognise(&bytes, None).unwrap();
    assert_eq!((reading.dialect.encoding, reading.columns[3].header.as_str()), ("ibm850", "år"));
    let (reading, _) = of(PX);
    assert_eq!((reading.dialect.encoding, reading.columns[3].header.as_str()), ("utf-8", "år"));
}

#[test]
fn px_that_speaks_swedish_too_is_read_in_swedish() {
    let text = "CHARSET=\"ANSI\";CODEPAGE=\"utf-8\";LANGUAGE=\"en\";LANGUAGES=\"en\",\"sv\";TITLE=\"By region\";STUB=\"county\";\
                HEADING=\"year\";VALUES(\"county\")=\"Sweden\",\"Scania\";VALUES(\"year\")=\"2024\";\
                STUB[sv]=\"län\";HEADING[sv]=\"år\";VALUES[sv](\"län\")=\"Riket\",\"Skåne\";VALUES[sv](\"år\")=\"2024\";\
                DATA=1.5 2.5;";
    let (reading, _) = of(text);
    assert_eq!(texts(text.as_bytes(), &reading), [["Riket", "2024", "1.5"], ["Skåne", "2024", "2.5"]]);
}

#[test]
fn px_with_too_few_figures_is_cut_off() {
    let text = PX.replace("50 51 52 53;\r\n", "50 51");
    let (reading, findings) = table::recognise(&latin(&text), None).unwrap();
    assert_eq!((reading.n_data_rows, found(&findings, FindingCode::Truncated)), (14, 1));
    let broken = error(b"CHARSET=\"ANSI\";\nAXIS-VERSION=\"2000\";");
    assert_eq!((broken.code, broken.params["format"].as_str()), (ErrorCode::FileBroken, "px"));
}

const STAT: &str = r#"{"version":"2.0","class":"dataset","label":"Väntetid efter län och år",
    "id":["Region","ContentsCode","Tid"],"size":[2,1,2],"role":{"time":["Tid"],"metric":["ContentsCode"],"geo":["Region"]},
    "dimension":{"Region":{"label":"län","category":{"index":{"13":1,"00":0},"label":{"00":"Riket","13":"Hallands län"}}},
    "ContentsCode":{"label":"tabellinnehåll","category":{"label":{"A1":"Dagar i median"},"unit":{"A1":{"base":"dagar"}}}},
    "Tid":{"label":"år","category":{"index":["2023","2024"]}}},"value":[12.5,null,0,7],"status":{"1":".."}}"#;

/// Rows of zeros are left out, and the others begin with their keys: codes here, labels there.
#[test]
fn px_with_keys_is_unfolded() {
    let keyed = "CHARSET=\"ANSI\";\nTITLE=\"Besök\";\nSTUB=\"region\",\"kön\";\nHEADING=\"år\";\nVALUES(\"region\")=\"Riket\",\"Hallands län\";\n\
        VALUES(\"kön\")=\"kvinnor\",\"män\";\nVALUES(\"år\")=\"2023\",\"2024\";\nCODES(\"region\")=\"00\",\"13\";\n\
        KEYS(\"region\")=CODES;\nKEYS(\"kön\")=VALUES;\nDATA=\n\"13\",\"kvinnor\",5 \"..\"\n\"00\",\"män\",7 8;\n";
    let (reading, _) = of(keyed);
    assert_eq!(
        texts(keyed.as_bytes(), &reading),
        [
            ["Riket", "kvinnor", "2023", "0"],
            ["Riket", "kvinnor", "2024", "0"],
            ["Riket", "män", "2023", "7"],
            ["Riket", "män", "2024", "8"],
            ["Hallands län", "kvinnor", "2023", "5"],
            ["Hallands län", "kvinnor", "2024", "\"..\""],
            ["Hallands län", "män", "2023", "0"],
            ["Hallands län", "män", "2024", "0"],
        ]
    );
    for (from, to) in [("\"13\",\"kvinnor\"", "\"14\",\"kvinnor\""), ("7 8;", "7;")] {
        assert_eq!(error(keyed.replace(from, to).as_bytes()).code, ErrorCode::FileBroken);
    }
    survives(keyed.as_bytes(), 200);
}

#[test]
fn json_stat_becomes_one_row_a_figure() {
    let (reading, _) = of(STAT);
    assert_eq!(roles(&reading), ["region", "period", "value"]);
    let value = &reading.columns[2];
    assert_eq!((value.header.as_str(), value.unit.as_deref(), value.missing), ("Dagar i median", Some("dagar"), 1));
    let rows = texts(STAT.as_bytes(), &reading);
    let riket = ["Riket", "2023", "12.5"];
    assert_eq!(rows, [riket, ["Riket", "2024", ".."], ["Hallands län", "2023", "0"], ["Hallands län", "2024", "7"]]);
    assert_eq!(reading.columns[0].value_of("Hallands län"), Some("13"));
    assert_eq!(reading.title, ["Väntetid efter län och år"]);
}

#[test]
fn json_stat_of_version_1_and_sparse_values() {
    let dimension = r#""dimension":{"id":["Region","Tid"],"size":[2,2],"role":{"time":["Tid"]},
        "Region":{"label":"region","category":{"index":["00","13"],"label":{"00":"Riket","13":"Halland"}}},
        "Tid":{"label":"tid","category":{"index":{"2023":0,"2024":1}}}}"#;
    let text = format!(r#"{{"dataset":{{"label":"Antal","value":{{"0":5,"3":8.25}},{dimension}}}}}"#);
    let (reading, _) = of(&text);
    assert_eq!(reading.columns[2].header, "värde");
    let rows = texts(text.as_bytes(), &reading);
    assert_eq!(rows.iter().map(|row| row[2].as_str()).collect::<Vec<_>>(), ["5", "", "", "8.25"]);
    assert_eq!(rows[3][..2], ["Halland", "2024"]);
}

const KOLADA: &str = r#"{"count":2,"next_page":null,"values":[
    {"kpi":"U79119","municipality":"0000","period":2024,"values":[
        {"count":1,"gender":"T","status":"","value":52.5,"isdeleted":false},
        {"count":1,"gender":"K","status":"","value":51,"isdeleted":false},
        {"count":1,"gender":"M","status":"","value":9,"isdeleted":true}]},
    {"kpi":"U79119","municipality":"0013","period":2024,"values":[
        {"count":1,"gender":"T","status":"Missing","value":null,"isdeleted":false},
        {"count":1,"gender":"K","status":"Private","value":null,"isdeleted":false}]}]}"#;

#[test]
fn answers_from_kolada_become_one_row_a_figure() {
    let (reading, findings) = of(KOLADA);
    assert_eq!(roles(&reading), ["measure", "region", "period", "group", "value"]);
    assert_eq!((reading.kind, reading.national_rows.as_slice()), (Kind::Indicators, ["0000".to_owned()].as_slice()));
    let rows = texts(KOLADA.as_bytes(), &reading);
    assert_eq!(rows[0], ["U79119", "0000", "2024", "T", "52.5"]);
    assert_eq!(rows.iter().map(|row| row[4].as_str()).collect::<Vec<_>>(), ["52.5", "51", "..", "x"]);
    assert!(reading.is_missing("..") && reading.is_suppressed("x"));
    assert_eq!((role(&reading, "value"), found(&findings, FindingCode::Truncated)), (Role::Value, 0));
    let paged = KOLADA.replace("\"next_page\":null", "\"next_page\":\"https://example.org/?page=2\"");
    assert_eq!(found(&of(&paged).1, FindingCode::Truncated), 1);
}

#[test]
fn a_measure_of_kolada_that_is_not_built_in_has_its_name_and_no_comparison() {
    let mut session = Session::new().unwrap();
    let file = KOLADA.replace("U79119", "N01439").replace("null,\"isdeleted\"", "3.5,\"isdeleted\"");
    session.add("svar.json", file.into_bytes()).unwrap();
    let plan = session.propose(Some("13")).unwrap();
    assert_eq!(plan.measures[0].label.as_deref(), Some("Incidens av hjärtinfarkter 25+ år, antal/100 000 inv"));
    assert!(matches!(plan.measures[0].nation, Nation::Auto));
    let known = KOLADA.replace("null,\"isdeleted\"", "3.5,\"isdeleted\"");
    let mut session = Session::new().unwrap();
    session.add("svar.json", known.into_bytes()).unwrap();
    let plan = session.propose(Some("13")).unwrap();
    assert_eq!((plan.measures[0].id.as_str(), &plan.measures[0].label), ("U79119", &None));
}

/// `Stockholm` is a municipality where its code says so, and nothing else is what a region's own figures are.
#[test]
fn municipalities_are_no_regions() {
    let px = "CHARSET=\"ANSI\";CODEPAGE=\"utf-8\";TITLE=\"Flyttnetto\";STUB=\"region\";HEADING=\"år\";\
              VALUES(\"region\")=\"Riket\",\"Stockholms län\",\"Stockholm\";CODES(\"region\")=\"00\",\"01\",\"0180\";\
              VALUES(\"år\")=\"2023\",\"2024\";DATA=1 2 3 4 5 6;";
    let stat = r#"{"version":"2.0","class":"dataset","label":"Flyttnetto","id":["region","år"],"size":[3,2],"dimension":{
        "region":{"label":"region","category":{"index":["00","01","0180"],
            "label":{"00":"Riket","01":"Stockholms län","0180":"Stockholm"}}},
        "år":{"label":"år","category":{"index":["2023","2024"]}}},"value":[1,2,3,4,5,6]}"#;
    for text in [px, stat] {
        let (reading, _) = of(text);
        let rows = texts(text.as_bytes(), &reading);
        assert_eq!(
            rows.iter().map(|row| row[0].as_str()).collect::<Vec<_>>()[3..],
            ["Stockholms län", "0180 Stockholm", "0180 Stockholm"]
        );
    }
    let mut session = Session::new().unwrap();
    session.add("svar.json", KOLADA.replace("0000", "1480").replace("0013", "1380").into_bytes()).unwrap();
    let plan = session.propose(Some("13")).unwrap();
    let result = serde_json::to_value(session.analyse(&plan).unwrap()).unwrap();
    let own = result["estimates"].as_array().unwrap().iter().filter(|one| one["source"] == "file");
    assert_eq!(own.count(), 0);
    let said: Vec<&str> =
        result["findings"].as_array().unwrap().iter().filter_map(|one| one["code"].as_str()).collect();
    assert!(said.contains(&"W_OTHER_PLACE"), "{said:?}");
}

#[test]
fn cut_and_flipped_tables() {
    for original in [latin(PX), STAT.as_bytes().to_vec(), KOLADA.as_bytes().to_vec()] {
        survives(&original, 400);
    }
}

#[test]
fn sizes_that_no_file_can_hold_are_refused() {
    let many = (0..60).map(|at| format!("\"d{at}\"")).collect::<Vec<_>>().join(",");
    let values: String = (0..60).map(|at| format!("VALUES(\"d{at}\")=\"a\",\"b\",\"c\";")).collect();
    let px = format!("CHARSET=\"ANSI\";STUB={many};{values}DATA=1 2 3;");
    let (reading, _) = table::recognise(px.as_bytes(), None).unwrap();
    assert_eq!(reading.n_data_rows, 3);
    let stat = STAT.replace("[2,1,2]", "[4000000000,1,2]");
    assert_eq!(error(stat.as_bytes()).code, ErrorCode::FileBroken);
    let deep = "[".repeat(1_000_000);
    assert_eq!(error(deep.as_bytes()).code, ErrorCode::FileBroken);
}

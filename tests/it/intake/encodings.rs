//! The same table in every encoding, line end and separator.

use super::{found, names, of, texts};
use rikssnitt::finding::FindingCode;
use rikssnitt::table;

const TABLE: &str = "Region;Väntande;Andel\nRegion Örebro län;120;55,5\nRegion Skåne;340;61,0\nÖstergötland;90;48,2\n";

fn windows(text: &str) -> Vec<u8> {
    let byte = |character: char| match character {
        '–' => 0x96,
        '€' => 0x80,
        '…' => 0x85,
        other => u8::try_from(u32::from(other)).unwrap(),
    };
    text.chars().map(byte).collect()
}

fn macintosh(text: &str) -> Vec<u8> {
    let byte = |character: char| match character {
        'ä' => 0x8a,
        'å' => 0x8c,
        'ö' => 0x9a,
        'Ö' => 0x85,
        other => u8::try_from(u32::from(other)).unwrap(),
    };
    text.chars().map(byte).collect()
}

/// Recognises and reads, and checks that the text came out right.
fn check(bytes: &[u8], encoding: &str, bom: bool, newline: &str) {
    let (reading, _) = table::recognise(bytes, None).unwrap();
    let dialect = &reading.dialect;
    assert_eq!((dialect.encoding, dialect.bom, dialect.newline), (encoding, bom, Some(newline)));
    assert_eq!(names(&reading), ["Region", "Väntande", "Andel"]);
    let rows = texts(bytes, &reading);
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0], ["Region Örebro län", "120", "55,5"]);
    assert_eq!(rows[2], ["Östergötland", "90", "48,2"]);
}

#[test]
fn unicode() {
    check(TABLE.as_bytes(), "utf-8", false, "LF");
    check(format!("\u{feff}{}", TABLE.replace('\n', "\r\n")).as_bytes(), "utf-8", true, "CRLF");
    let wide = |order: fn(u16) -> [u8; 2]| TABLE.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    check(&wide(u16::to_le_bytes), "utf-16le", false, "LF");
    check(&wide(u16::to_be_bytes), "utf-16be", false, "LF");
    check(&[b"\xff\xfe".as_slice(), &wide(u16::to_le_bytes)].concat(), "utf-16le", true, "LF");
    check(&[b"\xfe\xff".as_slice(), &wide(u16::to_be_bytes)].concat(), "utf-16be", true, "LF");
}

#[test]
fn single_bytes() {
    check(&windows(&TABLE.replace('\n', "\r\n")), "windows-1252", false, "CRLF");
    check(&windows(TABLE), "iso-8859-1", false, "LF");
    check(&macintosh(&TABLE.replace('\n', "\r")), "macintosh", false, "CR");
    check(&macintosh(TABLE), "macintosh", false, "LF");
}

#[test]
fn signs_that_only_windows_has() {
    let bytes = windows("Region;Andel – procent\nHalland;1,5\nSkåne;2,5\n");
    let (reading, _) = table::recognise(&bytes, None).unwrap();
    assert_eq!(reading.dialect.encoding, "windows-1252");
    assert_eq!(names(&reading), ["Region", "Andel – procent"]);
}

/// What are capital letters to a Macintosh stand behind words here.
#[test]
fn euros_and_words_that_go_on() {
    let bytes = windows("Region;Kommentar;Pris\nHalland;kom fort…;5€\nSkåne;bra…;6€\nUppsala;mycket bra…;7€\n");
    let (reading, _) = table::recognise(&bytes, None).unwrap();
    assert_eq!(reading.dialect.encoding, "windows-1252");
    assert_eq!(texts(&bytes, &reading)[1], ["Skåne", "bra…", "6€"]);
}

#[test]
fn a_letter_after_megabytes_of_ascii() {
    let mut text = "lopnr;kommun;antal\r\n".to_owned();
    for number in 0..40_000 {
        text.push_str(&format!("{number};Kommun{};{}\r\n", number % 290, number % 7));
    }
    text.push_str("40000;Växjö;3\r\n");
    let bytes = windows(&text);
    let (reading, _) = table::recognise(&bytes, None).unwrap();
    assert_eq!(reading.dialect.encoding, "windows-1252");
    assert_eq!(texts(&bytes, &reading).last().unwrap()[1], "Växjö");
}

#[test]
fn doubly_encoded_text_is_repaired_and_said() {
    let doubled: String = TABLE.as_bytes().iter().map(|byte| char::from(*byte)).collect();
    // Ö is C3 96, and 96 is an en dash in Windows-1252.
    let doubled = doubled.replace('\u{96}', "–");
    let (reading, findings) = of(&doubled);
    assert_eq!(names(&reading), ["Region", "Väntande", "Andel"]);
    assert_eq!(texts(doubled.as_bytes(), &reading)[0][0], "Region Örebro län");
    assert_eq!(found(&findings, FindingCode::EncodingRepaired), 1);
    assert_eq!(found(&of(TABLE).1, FindingCode::EncodingRepaired), 0);
}

#[test]
fn a_few_bad_bytes_do_not_change_the_encoding() {
    let mut bytes = TABLE.repeat(3).into_bytes();
    bytes.extend_from_slice(b"Sk\xe5ne;3;4,0\n");
    let (reading, findings) = table::recognise(&bytes, None).unwrap();
    assert_eq!(reading.dialect.encoding, "utf-8");
    assert_eq!(found(&findings, FindingCode::EncodingDoubtful), 1);
}

#[test]
fn separators() {
    for (delimiter, decimal) in [(';', ','), ('\t', ','), ('|', ','), (',', '.')] {
        let text = TABLE.replace(',', ".").replace(';', &delimiter.to_string()).replace('.', &decimal.to_string());
        let (reading, _) = of(&text);
        assert_eq!(reading.dialect.delimiter.map(char::from), Some(delimiter));
        assert_eq!(reading.decimal, decimal);
        assert_eq!(reading.number(2, &texts(text.as_bytes(), &reading)[0][2]), Some(55.5), "{delimiter}");
    }
}

#[test]
fn the_line_that_names_the_separator() {
    let (reading, _) = of("sep=,\r\nRegion,Andel\r\nHalland,\"5,5\"\r\nSkåne,\"6,5\"\r\n");
    assert_eq!(reading.dialect.delimiter, Some(b','));
    assert_eq!((reading.title_lines.as_slice(), reading.header_line), ([1].as_slice(), 2));
    assert!(reading.title.is_empty());
}

#[test]
fn quotes_hold_line_ends_separators_and_quotes() {
    let text =
        "enhet;kommentar;betyg\r\nA;\"rad ett\nrad; två\n\nfyra\";1\r\nB;\"sa \"\"nej\"\"\";2\r\nC;\"\"\"\";3\r\n";
    let (reading, _) = of(text);
    assert_eq!((reading.dialect.quote, reading.dialect.newline), (Some(b'"'), Some("CRLF")));
    let rows = super::rows(text.as_bytes(), &reading, |row| (row.line, row.cells[1].to_string()));
    assert_eq!(rows[0], (2, "rad ett\nrad; två\n\nfyra".to_owned()));
    assert_eq!(rows[1], (6, "sa \"nej\"".to_owned()));
    assert_eq!(rows[2], (7, "\"".to_owned()));
}

#[test]
fn a_quote_that_never_ends_is_an_ordinary_sign() {
    let mut text = "enhet;kommentar;betyg\n".to_owned();
    for number in 0..60 {
        text.push_str(&format!("E{number};{};{}\n", if number == 3 { "\"tum" } else { "bra" }, number % 5));
    }
    let (reading, _) = of(&text);
    assert_eq!((reading.dialect.quote, reading.n_data_rows), (None, 60));
    assert_eq!(texts(text.as_bytes(), &reading)[3][1], "\"tum");
}

#[test]
fn lines_are_counted_through_blank_ones() {
    let text = "a;b\r\n\r\n1;2\r\n\r\n\r\n3;4\r\n";
    let (reading, _) = of(text);
    assert_eq!(super::rows(text.as_bytes(), &reading, |row| row.line), [3, 6]);
}

//! SPSS: `.sav` with and without compression, and `.zsav`.

use crate::intake::hostile::survives;
use crate::intake::{error, found, roles, rows, texts, types};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use rikssnitt::error::ErrorCode;
use rikssnitt::finding::FindingCode;
use rikssnitt::table;
use rikssnitt::table::reading::Kind;
use rikssnitt::table::{UserMissing, ValueLabel};
use std::io::Write;

/// How a test file is written.
#[derive(Clone, Copy)]
struct Form {
    big: bool,
    /// 0, 1 or 2.
    compression: i32,
    encoding: &'static str,
    cases: i32,
}

const PLAIN: Form = Form { big: false, compression: 0, encoding: "UTF-8", cases: 3 };

/// Bytes in the order and encoding of a form.
struct Writer {
    form: Form,
    out: Vec<u8>,
}

impl Writer {
    fn i32(&mut self, number: i32) {
        self.out.extend(if self.form.big { number.to_be_bytes() } else { number.to_le_bytes() });
    }

    fn i64(&mut self, number: i64) {
        self.out.extend(if self.form.big { number.to_be_bytes() } else { number.to_le_bytes() });
    }

    fn f64(&mut self, number: f64) {
        self.out.extend(if self.form.big { number.to_be_bytes() } else { number.to_le_bytes() });
    }

    fn encoded(&self, text: &str) -> Vec<u8> {
        match self.form.encoding {
            "UTF-8" => text.as_bytes().to_vec(),
            _ => text.chars().map(|sign| u8::try_from(u32::from(sign)).unwrap()).collect(),
        }
    }

    fn text(&mut self, text: &str, length: usize) {
        let mut bytes = self.encoded(text);
        assert!(bytes.len() <= length);
        bytes.resize(length, b' ');
        self.out.extend(bytes);
    }

    fn variable(&mut self, name: &str, width: i32, label: &str, missing: (i32, &[f64]), format: i32) {
        for number in [2, width, i32::from(!label.is_empty()), missing.0, format << 16, format << 16] {
            self.i32(number);
        }
        self.text(name, 8);
        if !label.is_empty() {
            let length = self.encoded(label).len();
            self.i32(length as i32);
            self.text(label, length.next_multiple_of(4));
        }
        missing.1.iter().for_each(|number| self.f64(*number));
        for _ in 1..width.max(1).unsigned_abs().div_ceil(8) {
            for number in [2, -1, 0, 0, 0, 0] {
                self.i32(number);
            }
            self.text("", 8);
        }
    }

    fn labels(&mut self, pairs: &[(f64, &str)], variables: &[i32]) {
        self.i32(3);
        self.i32(pairs.len() as i32);
        for (value, label) in pairs {
            self.f64(*value);
            let length = self.encoded(label).len();
            self.out.push(length as u8);
            self.text(label, (length + 1).next_multiple_of(8) - 1);
        }
        self.i32(4);
        self.i32(variables.len() as i32);
        variables.iter().for_each(|variable| self.i32(*variable));
    }

    fn extension(&mut self, kind: i32, content: &str) {
        let content = self.encoded(content);
        for number in [7, kind, 1, content.len() as i32] {
            self.i32(number);
        }
        self.out.extend(content);
    }

    fn header(&mut self, elements: i32) {
        self.out.extend(if self.form.compression == 2 { b"$FL3" } else { b"$FL2" });
        self.text("@(#) SPSS DATA FILE written by a test", 60);
        for number in [2, elements, self.form.compression, 7, self.form.cases] {
            self.i32(number);
        }
        self.f64(100.0);
        self.text("01 Jan 2608:00:00", 17);
        self.text("Patientenkät", 64);
        self.text("", 3);
    }
}

const MISSING: f64 = f64::MIN;

/// One element of the data: a number or eight letters.
enum Element {
    Number(f64),
    Letters([u8; 8]),
}

fn data(writer: &mut Writer, elements: &[Element]) {
    let plain = |element: &Element| match (element, writer.form.big) {
        (Element::Letters(letters), _) => *letters,
        (Element::Number(number), true) => number.to_be_bytes(),
        (Element::Number(number), false) => number.to_le_bytes(),
    };
    if writer.form.compression == 0 {
        let bytes: Vec<u8> = elements.iter().flat_map(plain).collect();
        writer.out.extend(bytes);
        return;
    }
    let mut coded = Vec::new();
    for part in elements.chunks(8) {
        let (mut codes, mut raw) = ([0; 8], Vec::new());
        for (element, code) in part.iter().zip(&mut codes) {
            *code = match element {
                Element::Letters([b' ', b' ', b' ', b' ', b' ', b' ', b' ', b' ']) => 254,
                Element::Number(number) if *number == MISSING => 255,
                Element::Number(number) if number.fract() == 0.0 && (-99.0..=151.0).contains(number) => {
                    (*number + 100.0) as u8
                }
                other => {
                    raw.extend(plain(other));
                    253
                }
            };
        }
        coded.extend(codes);
        coded.extend(raw);
    }
    coded.extend([252, 0, 0, 0, 0, 0, 0, 0]);
    if writer.form.compression == 1 {
        writer.out.extend(coded);
        return;
    }
    let start = writer.out.len();
    let blocks: Vec<Vec<u8>> = coded
        .chunks(40)
        .map(|chunk| {
            let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(chunk).unwrap();
            encoder.finish().unwrap()
        })
        .collect();
    let trailer = start + 24 + blocks.iter().map(Vec::len).sum::<usize>();
    writer.i64(start as i64);
    writer.i64(trailer as i64);
    writer.i64(24 + 24 * blocks.len() as i64);
    writer.out.extend(blocks.concat());
    writer.i64(-100);
    writer.i64(0);
    writer.i32(40);
    writer.i32(blocks.len() as i32);
    for block in &blocks {
        writer.i64(0);
        writer.i64(0);
        writer.i32(40);
        writer.i32(block.len() as i32);
    }
}

fn letters(text: &str) -> Element {
    let mut letters = [b' '; 8];
    letters[..text.len()].copy_from_slice(text.as_bytes());
    Element::Letters(letters)
}

/// Three respondents: länskod, fråga with 8 and 9 apart, betyg with only its ends labelled and 90–99 apart, a day, a
/// text of eleven letters, a long text of 300, a weight.
fn file(form: Form) -> Vec<u8> {
    let mut writer = Writer { form, out: Vec::new() };
    writer.header(49);
    writer.variable("LAN", 0, "Län där du bor", (0, &[]), 5);
    writer.variable("V1", 0, "Jag fick det stöd jag behövde", (2, &[8.0, 9.0]), 5);
    writer.variable("V2", 0, "Betyg 0-10", (-2, &[90.0, 99.0]), 5);
    writer.variable("DAG", 0, "", (0, &[]), 20);
    writer.variable("ORT", 11, "", (0, &[]), 1);
    writer.variable("UPPR", 0, "", (0, &[]), 5);
    writer.variable("SVAR", 255, "Öppet svar", (0, &[]), 1);
    writer.variable("SVAR0", 48, "", (0, &[]), 1);
    // Levels of measurement: the first variable is nominal, the second ordinal, the others are scales.
    for number in [7, 11, 4, 24] {
        writer.i32(number);
    }
    for level in [1, 2, 3, 3, 1, 3, 1, 1] {
        [level, 8, 1].into_iter().for_each(|number| writer.i32(number));
    }
    writer.labels(&[(12.0, "Skåne län"), (13.0, "Hallands län")], &[1]);
    let stod = [(1.0, "I hög grad, sade de"), (2.0, "I låg grad, sade de"), (8.0, "Vet ej"), (9.0, "Vill ej svara")];
    writer.labels(&stod, &[2]);
    writer.labels(&[(0.0, "Sämst"), (10.0, "Bäst"), (99.0, "Vet ej")], &[3]);
    writer.extension(13, "LAN=länskod\tV1=stöd\tV2=betyg\tDAG=svarsdag");
    writer.extension(14, "SVAR=00300\0\t");
    writer.extension(20, form.encoding);
    writer.i32(999);
    writer.i32(0);
    // 2024-02-29 is day 19 782 since 1970, and 1970 begins 141 428 days after 1582-10-14.
    let day = f64::from(19_782 + 141_428) * 86_400.0;
    let mut elements = Vec::new();
    for (numbers, text) in [
        ([12.0, 1.0, 7.0, day, 1.5], "Klippan"),
        ([13.0, 9.0, 99.0, MISSING, 1e-3], ""),
        ([13.0, 2.0, 3.0, day + 86_399.0, 1e6], "Hylte"),
    ] {
        elements.extend(numbers[..4].iter().map(|number| Element::Number(*number)));
        elements.extend([letters(text), letters("")]);
        elements.push(Element::Number(numbers[4]));
        elements.extend((0..38).map(|at| letters(if at < 32 && !text.is_empty() { "abcdefgh" } else { "" })));
    }
    data(&mut writer, &elements);
    writer.out
}

#[test]
fn every_compression_and_byte_order_gives_the_same() {
    let mut all = Vec::new();
    for big in [false, true] {
        for compression in [0, 1, 2] {
            for encoding in ["UTF-8", "windows-1252", "ISO-8859-1"] {
                let form = Form { big, compression, encoding, cases: if big { -1 } else { 3 } };
                let bytes = file(form);
                let (reading, findings) = table::recognise(&bytes, None).unwrap();
                assert_eq!(reading.dialect.encoding, encoding.to_lowercase());
                assert_eq!(found(&findings, FindingCode::Truncated), 0);
                all.push((reading.columns.clone(), texts(&bytes, &reading)));
            }
        }
    }
    assert!(all.iter().all(|one| *one == all[0]));
    let rows = &all[0].1;
    let long = "abcdefgh".repeat(32)[..255].to_owned();
    let first = ["Skåne län", "I hög grad, sade de", "7", "2024-02-29", "Klippan", "1.5", long.as_str()];
    assert_eq!(rows[0], first);
    assert_eq!(rows[1], ["Hallands län", "", "", "", "", "0.001", ""]);
    assert_eq!(rows[2][..6], ["Hallands län", "I låg grad, sade de", "3", "2024-02-29", "Hylte", "1000000"]);
}

#[test]
fn labels_take_the_place_of_values_that_have_them() {
    let bytes = file(PLAIN);
    let (reading, _) = table::recognise(&bytes, None).unwrap();
    assert_eq!(reading.title, ["Patientenkät"]);
    let names: Vec<&str> = reading.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["länskod", "stöd", "betyg", "svarsdag", "ORT", "UPPR", "SVAR"]);
    assert_eq!(types(&reading), ["region", "ordinal", "integer", "date", "text", "decimal", "text"]);
    assert_eq!(roles(&reading)[5], "weight");
    assert_eq!(reading.kind, Kind::Survey);
    let declared = |at: usize| reading.columns[at].declared.as_ref().unwrap();
    assert_eq!(declared(1).label.as_deref(), Some("Jag fick det stöd jag behövde"));
    assert_eq!(declared(1).user_missing, [UserMissing::Value("8".into()), UserMissing::Value("9".into())]);
    assert_eq!(declared(2).user_missing, [UserMissing::Range(90.0, 99.0)]);
    assert_eq!(declared(2).labels.len(), 3);
    assert_eq!(declared(0).labels[1], ValueLabel { value: "13".into(), label: "Hallands län".into() });
    // Vet ej and vill ej svara are missing, and no answers; a system-missing day is empty.
    assert_eq!([1, 2, 3].map(|at| reading.columns[at].missing), [1, 1, 1]);
    assert_eq!(reading.columns[1].levels.len(), 2);
    assert_eq!(reading.columns[0].value_of("Hallands län"), Some("13"));
    assert_eq!(reading.columns[2].value_of("7"), None);
    assert!(reading.missing_tokens.is_empty());
}

#[test]
fn a_file_with_fewer_cases_than_it_says_is_cut_off() {
    for compression in [0, 1, 2] {
        let bytes = file(Form { cases: 4, compression, ..PLAIN });
        let (reading, findings) = table::recognise(&bytes, None).unwrap();
        assert_eq!((reading.n_data_rows, found(&findings, FindingCode::Truncated)), (3, 1));
        assert_eq!(rows(&bytes, &reading, |row| row.line), [1, 2, 3]);
    }
}

#[test]
fn headers_that_promise_too_much_are_refused() {
    let bytes = file(PLAIN);
    // The length of the first label, the number of value labels, the size of an extension.
    for (mark, shift) in [(&b"Jag"[..], 4), (b"Sk\xc3\xa5ne", 13), (b"LAN=l", 4)] {
        let at = bytes.windows(mark.len()).position(|window| window == mark).unwrap() - shift;
        for huge in [i32::MAX, -1, 0x0fff_ffff] {
            let mut bytes = bytes.clone();
            bytes[at..at + 4].copy_from_slice(&huge.to_le_bytes());
            assert_eq!(error(&bytes).code, ErrorCode::FileBroken);
        }
    }
    assert_eq!(error(b"$FL2@(#) SPSS DATA FILE").code, ErrorCode::FileBroken);
}

#[test]
fn cut_and_flipped_system_files() {
    for compression in [0, 1, 2] {
        survives(&file(Form { compression, ..PLAIN }), 300);
    }
}

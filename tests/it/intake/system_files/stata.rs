//! Stata: formats 113 to 115 and 117 to 119.

use crate::intake::hostile::survives;
use crate::intake::{error, found, texts, types};
use rikssnitt::error::ErrorCode;
use rikssnitt::finding::FindingCode;
use rikssnitt::table;
use rikssnitt::table::ValueLabel;

/// A file in a format's number and byte order.
struct Writer {
    release: u32,
    big: bool,
    out: Vec<u8>,
}

/// How the variables are kept, and what the rows hold.
const NAMES: [&str; 9] = ["lan", "q1", "vikt", "dag", "manad", "tal", "ort", "stor", "fri"];
const FORMATS: [&str; 9] = ["%8.0g", "%8.0g", "%9.0g", "%tdCCYY-NN-DD", "%tm", "%8.0g", "%12s", "%12.0g", "%9s"];
const SETS: [&str; 9] = ["lanlbl", "svar", "", "", "", "", "", "", ""];
const LABELS: [&str; 9] = ["Län", "Fick du hjälp?", "Kalibreringsvikt", "", "", "", "", "", "Övrigt"];

impl Writer {
    fn is_marked(&self) -> bool {
        self.release >= 117
    }

    fn bytes(&mut self, mut little: Vec<u8>) {
        if self.big {
            little.reverse();
        }
        self.out.extend(little);
    }

    fn mark(&mut self, mark: &str) -> usize {
        if self.is_marked() {
            self.out.extend(mark.as_bytes());
        }
        self.out.len() - mark.len().min(self.out.len())
    }

    fn encoded(&self, text: &str) -> Vec<u8> {
        match self.release {
            118.. => text.as_bytes().to_vec(),
            _ => text.chars().map(|sign| u8::try_from(u32::from(sign)).unwrap()).collect(),
        }
    }

    fn field(&mut self, text: &str, width: usize) {
        let mut bytes = self.encoded(text);
        bytes.resize(width, 0);
        self.out.extend(bytes);
    }

    fn fields(&mut self, mark: &str, texts: &[&str], width: usize) -> usize {
        let place = self.mark(&format!("<{mark}>"));
        texts.iter().for_each(|text| self.field(text, width));
        self.mark(&format!("</{mark}>"));
        place
    }

    fn set(&mut self, name: &str, pairs: &[(i32, &str)], name_width: usize) {
        self.mark("<lbl>");
        let texts: Vec<Vec<u8>> = pairs.iter().map(|(_, label)| [self.encoded(label), vec![0]].concat()).collect();
        let all = texts.concat();
        self.bytes((8 + 8 * pairs.len() as i32 + all.len() as i32).to_le_bytes().to_vec());
        self.field(name, name_width);
        self.out.extend([0; 3]);
        self.bytes((pairs.len() as i32).to_le_bytes().to_vec());
        self.bytes((all.len() as i32).to_le_bytes().to_vec());
        let mut offset = 0;
        for text in &texts {
            self.bytes((offset as i32).to_le_bytes().to_vec());
            offset += text.len();
        }
        pairs.iter().for_each(|(value, _)| self.bytes(value.to_le_bytes().to_vec()));
        self.out.extend(all);
        self.mark("</lbl>");
    }

    /// Länskod as a byte, a question as an int, a weight as a float, days, months, a long, a text, a double, a long text
    /// or a short one.
    fn row(&mut self, row: &Row) {
        self.out.push(row.lan);
        self.bytes(row.q1.to_le_bytes().to_vec());
        self.bytes(row.vikt.to_le_bytes().to_vec());
        self.bytes(23_435_i32.to_le_bytes().to_vec());
        self.bytes(769_i16.to_le_bytes().to_vec());
        self.bytes(row.tal.to_le_bytes().to_vec());
        self.field(row.ort, 7);
        self.bytes(row.stor.to_le_bytes().to_vec());
        match self.release {
            ..117 => self.field("fritt", 9),
            117 => {
                self.bytes(9_u32.to_le_bytes().to_vec());
                self.bytes(1_u32.to_le_bytes().to_vec());
            }
            release => {
                let bits = if release == 118 { 16 } else { 24 };
                let both: u64 = if self.big { (9 << (64 - bits)) | 1 } else { (1 << bits) | 9 };
                self.bytes(both.to_le_bytes().to_vec());
            }
        }
    }
}

struct Row {
    lan: u8,
    q1: i16,
    vikt: f32,
    tal: i32,
    ort: &'static str,
    stor: f64,
}

const ROWS: [Row; 3] = [
    Row { lan: 13, q1: 1, vikt: 0.1, tal: 100_000, ort: "Åmål", stor: 1e-7 },
    // The highest numbers are missing: `.` and `.a`.
    Row { lan: 12, q1: 32_742, vikt: f32::from_bits(0x7f00_0000), tal: 2_147_483_621, ort: "", stor: -2.5 },
    Row { lan: 101, q1: 2, vikt: 2.5, tal: -7, ort: "Ystad", stor: f64::from_bits(0x7fe0_0100_0000_0000) },
];

fn file(release: u32, big: bool, cases: u32) -> Vec<u8> {
    let mut writer = Writer { release, big, out: Vec::new() };
    let it = &mut writer;
    let count = NAMES.len();
    let (name, format, label) = match release {
        113 => (33, 12, 81),
        ..118 => (33, 49, 81),
        _ => (129, 57, 321),
    };
    let codes: [u16; 9] = match release {
        ..117 => [251, 252, 254, 253, 252, 253, 7, 255, 9],
        _ => [65_530, 65_529, 65_527, 65_528, 65_529, 65_528, 7, 65_526, 32_768],
    };
    let mut map = [0_u64; 14];
    let mut map_at = 0;
    if release < 117 {
        it.out.extend([release as u8, if big { 1 } else { 2 }, 1, 0]);
        it.bytes((count as u16).to_le_bytes().to_vec());
        it.bytes(cases.to_le_bytes().to_vec());
        it.field("Vårdenkät", 81);
        it.field("29 Feb 2024 10:00", 18);
        codes.iter().for_each(|code| it.out.push(u8::try_from(*code).unwrap()));
    } else {
        it.mark(&format!("<stata_dta><header><release>{release}</release><byteorder>"));
        it.mark(if big { "MSF" } else { "LSF" });
        it.mark("</byteorder><K>");
        it.bytes(if release == 119 {
            (count as u32).to_le_bytes().to_vec()
        } else {
            (count as u16).to_le_bytes().to_vec()
        });
        it.mark("</K><N>");
        it.bytes(if release == 117 { cases.to_le_bytes().to_vec() } else { u64::from(cases).to_le_bytes().to_vec() });
        it.mark("</N><label>");
        let title = it.encoded("Vårdenkät");
        it.bytes(if release == 117 { vec![title.len() as u8] } else { (title.len() as u16).to_le_bytes().to_vec() });
        it.out.extend(title);
        it.mark("</label><timestamp>");
        it.out.push(0);
        it.mark("</timestamp></header>");
        map[1] = it.mark("<map>") as u64;
        map_at = it.out.len();
        it.out.extend([0; 112]);
        it.mark("</map>");
        map[2] = it.mark("<variable_types>") as u64;
        codes.iter().for_each(|code| it.bytes(code.to_le_bytes().to_vec()));
        it.mark("</variable_types>");
    }
    map[3] = it.fields("varnames", &NAMES, name) as u64;
    let sort = if release == 119 { 4 } else { 2 } * (count + 1);
    map[4] = it.fields("sortlist", &[""], sort) as u64;
    map[5] = it.fields("formats", &FORMATS, format) as u64;
    map[6] = it.fields("value_label_names", &SETS, name) as u64;
    map[7] = it.fields("variable_labels", &LABELS, label) as u64;
    if release < 117 {
        it.out.push(1);
        it.bytes(4_i32.to_le_bytes().to_vec());
        it.out.extend(b"note");
        it.out.extend([0; 5]);
    } else {
        map[8] = it.fields("characteristics", &[], 0) as u64;
    }
    map[9] = it.mark("<data>") as u64;
    ROWS.iter().for_each(|row| it.row(row));
    it.mark("</data>");
    if release >= 117 {
        map[10] = it.mark("<strls>") as u64;
        it.out.extend(b"GSO");
        it.bytes(9_u32.to_le_bytes().to_vec());
        it.bytes(if release == 117 { 1_u32.to_le_bytes().to_vec() } else { 1_u64.to_le_bytes().to_vec() });
        it.out.push(130);
        it.bytes(6_u32.to_le_bytes().to_vec());
        it.out.extend(b"fritt\0");
        it.mark("</strls>");
    }
    map[11] = it.mark("<value_labels>") as u64;
    it.set("lanlbl", &[(12, "Skåne"), (13, "Halland")], name);
    it.set("svar", &[(1, "Ja"), (2, "Nej"), (2_147_483_622, "Vill ej svara")], name);
    it.mark("</value_labels></stata_dta>");
    if release >= 117 {
        let places: Vec<u8> =
            map.iter().flat_map(|place| if big { place.to_be_bytes() } else { place.to_le_bytes() }).collect();
        it.out[map_at..map_at + 112].copy_from_slice(&places);
    }
    writer.out
}

#[test]
fn every_format_and_byte_order_gives_the_same() {
    for release in [113, 114, 115, 117, 118, 119] {
        for big in [false, true] {
            let bytes = file(release, big, 3);
            let (reading, findings) = table::recognise(&bytes, None).unwrap();
            let encoding = if release >= 118 { "utf-8" } else { "windows-1252" };
            assert_eq!(
                (reading.dialect.encoding, reading.title.as_slice()),
                (encoding, ["Vårdenkät".to_owned()].as_slice())
            );
            let names: Vec<&str> = reading.columns.iter().map(|column| column.name.as_str()).collect();
            assert_eq!(names, NAMES);
            // An answer outside the scale makes it a category.
            assert_eq!(types(&reading)[..5], ["region", "category", "decimal", "date", "month"], "{release}");
            let rows = texts(&bytes, &reading);
            let day = "2024-02-29";
            assert_eq!(rows[0], ["Halland", "Ja", "0.1", day, "2024-02", "100000", "Åmål", "0.0000001", "fritt"]);
            assert_eq!(rows[1], ["Skåne", "", "", day, "2024-02", "", "", "-2.5", "fritt"]);
            assert_eq!(rows[2], ["", "Nej", "2.5", day, "2024-02", "-7", "Ystad", "", "fritt"]);
            let q1 = reading.columns[1].declared.as_ref().unwrap();
            assert_eq!(q1.label.as_deref(), Some("Fick du hjälp?"));
            assert_eq!(q1.labels[2], ValueLabel { value: ".a".into(), label: "Vill ej svara".into() });
            assert_eq!(found(&findings, FindingCode::Truncated), 0);
        }
    }
}

#[test]
fn a_file_with_fewer_cases_than_it_says_is_cut_off() {
    let whole = file(118, false, 3);
    let data = whole.windows(6).position(|window| window == b"<data>").unwrap();
    let (reading, findings) = table::recognise(&whole[..data + 6 + 70], None).unwrap();
    assert_eq!((reading.n_data_rows, found(&findings, FindingCode::Truncated)), (1, 1));
    let many = file(115, false, 2_000_000_000);
    let (reading, findings) = table::recognise(&many, None).unwrap();
    assert!(reading.n_data_rows < 20 && found(&findings, FindingCode::Truncated) == 1);
}

#[test]
fn headers_that_promise_too_much_are_refused() {
    let bytes = file(118, false, 3);
    let at = bytes.windows(3).position(|window| window == b"<K>").unwrap() + 3;
    let mut many = bytes.clone();
    many[at..at + 2].copy_from_slice(&u16::MAX.to_le_bytes());
    assert_eq!(error(&many).code, ErrorCode::FileBroken);
    let mut many = file(115, false, 3);
    many[4..6].copy_from_slice(&u16::MAX.to_le_bytes());
    assert_eq!(error(&many).code, ErrorCode::FileBroken);
    // A table of labels that says it has two thousand million of them.
    let mut many = bytes.clone();
    let at = bytes.windows(6).position(|window| window == b"lanlbl").unwrap();
    let at = bytes[at + 6..].windows(6).position(|window| window == b"lanlbl").unwrap() + at + 6 + 129 + 3;
    many[at..at + 4].copy_from_slice(&2_000_000_000_u32.to_le_bytes());
    let (reading, _) = table::recognise(&many, None).unwrap();
    assert_eq!(texts(&many, &reading)[0][0], "13");
    assert_eq!(error(b"<stata_dta><header><release>118").code, ErrorCode::FileBroken);
}

#[test]
fn cut_and_flipped_stata_files() {
    for release in [113, 117, 119] {
        survives(&file(release, false, 3), 300);
    }
}

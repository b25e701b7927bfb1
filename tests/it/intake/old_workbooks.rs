//! Workbooks that are no xlsx: OpenDocument and Excel from before 2007, written here as their formats are described.

use super::hostile::survives;
use super::{error, found, names, rows, texts, types};
use rikssnitt::error::ErrorCode;
use rikssnitt::finding::FindingCode;
use rikssnitt::intake::{self, Cell};
use rikssnitt::table;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use zip::write::SimpleFileOptions;

fn ods(styles: &str, tables: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut file = |name: &str, text: &str| {
        // The type of the file stands first, as it is.
        let method = if name == "mimetype" { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        archive.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    };
    file("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content><office:automatic-styles>{styles}\
         </office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>\
         </office:document-content>"
    );
    file("content.xml", &content);
    archive.finish().unwrap().into_inner()
}

fn text(text: &str) -> String {
    format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
}

fn figure(kind: &str, value: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"{kind}\" office:value=\"{value}\"><text:p>shown</text:p></table:table-cell>"
    )
}

fn row(cells: &[String]) -> String {
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

fn sheet() -> String {
    let header = row(&["Region", "Kön", "2023", "Andel", "Dag"].map(text));
    let halland = "<table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"string\"><text:p>Region \
                   <text:span>Hal</text:span>land</text:p></table:table-cell>";
    let day = "<table:table-cell office:value-type=\"date\" office:date-value=\"2024-02-29T00:00:00\"/>".to_owned();
    let note = "<office:annotation><text:p>en kommentar</text:p></office:annotation>";
    let women = format!(
        "<table:table-cell office:value-type=\"string\">{note}<text:p>Kvinnor &amp; m<text:s text:c=\"2\"/>&#229;n</text:p>\
         </table:table-cell>"
    );
    let first = row(&[halland.to_owned(), women, figure("float", "12.5"), figure("percentage", "0.634"), day.clone()]);
    let second = row(&[
        "<table:covered-table-cell/>".to_owned(),
        text("Män"),
        figure("float", "7"),
        figure("percentage", "0.5"),
        day,
    ]);
    let empty = "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell \
                 table:number-columns-repeated=\"16384\"/></table:table-row>";
    format!("<table:table table:name=\"Blad&#228;\">{header}{first}{second}{empty}</table:table>")
}

#[test]
fn opendocument_is_read_as_a_workbook() {
    let styles = "<style:style style:name=\"ta1\"><style:table-properties table:display=\"true\"/></style:style>\
                  <style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style>";
    let hidden =
        format!("<table:table table:name=\"dolt\" table:style-name=\"ta2\">{}</table:table>", row(&[text("x")]));
    let bytes = ods(styles, &[hidden, sheet()].concat());
    let (reading, findings) = table::recognise(&bytes, None).unwrap();
    assert_eq!(reading.dialect.sheets, ["Bladä"]);
    assert_eq!((found(&findings, FindingCode::HiddenSheet), found(&findings, FindingCode::Comments)), (1, 1));
    assert_eq!(names(&reading), ["Region", "Kön", "2023", "Andel", "Dag"]);
    assert_eq!(types(&reading)[2..], ["decimal", "percent", "date"]);
    assert_eq!(
        texts(&bytes, &reading),
        [
            ["Region Halland", "Kvinnor & m  ån", "12.5", "63.4%", "2024-02-29"],
            ["Region Halland", "Män", "7", "50%", "2024-02-29"]
        ]
    );
    assert_eq!(rows(&bytes, &reading, |row| row.line), [2, 3]);
}

#[test]
fn opendocument_that_repeats_without_end() {
    let wide = "<table:table-row><table:table-cell table:number-columns-repeated=\"2000000000\" \
                office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>";
    let table = |rows: &str| format!("<table:table table:name=\"A\">{rows}</table:table>");
    assert_eq!(error(&ods("", &table(wide))).code, ErrorCode::TooManyColumns);
    let long = wide
        .replace("2000000000", "9000")
        .replace("<table:table-row>", "<table:table-row table:number-rows-repeated=\"4000000000\">");
    assert_eq!(error(&ods("", &table(&long))).code, ErrorCode::OfficeBroken);
    let locked = {
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in [
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", "<manifest:encryption-data manifest:checksum=\"x\"/>"),
        ] {
            let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
            archive.start_file(name, plain).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    };
    assert_eq!(error(&locked).code, ErrorCode::OfficePassword);
}

/// A stream of records in a compound file: header, a sector of the table, a sector of the directory, the stream.
fn compound(stream: &[u8]) -> Vec<u8> {
    let sectors = stream.len().max(4096).div_ceil(512);
    let mut file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    file.resize(512, 0xff);
    file[24..76].fill(0);
    let put16 = |file: &mut Vec<u8>, at: usize, number: u16| file[at..at + 2].copy_from_slice(&number.to_le_bytes());
    let put32 = |file: &mut Vec<u8>, at: usize, number: u32| file[at..at + 4].copy_from_slice(&number.to_le_bytes());
    put16(&mut file, 30, 9);
    put16(&mut file, 32, 6);
    put32(&mut file, 44, 1);
    put32(&mut file, 48, 1);
    put32(&mut file, 56, 4096);
    put32(&mut file, 60, u32::MAX - 1);
    put32(&mut file, 68, u32::MAX - 1);
    put32(&mut file, 76, 0);
    let mut table = vec![0xffff_fffd_u32, 0xffff_fffe];
    table.extend((0..sectors as u32).map(|at| if at + 1 == sectors as u32 { 0xffff_fffe } else { at + 3 }));
    table.resize(128, u32::MAX);
    file.extend(table.iter().flat_map(|number| number.to_le_bytes()));
    let directory = file.len();
    file.resize(directory + 512, 0);
    for (at, (name, kind, first, length)) in
        [("Root Entry", 5, u32::MAX - 1, 0), ("Workbook", 2, 2, sectors as u32 * 512)].into_iter().enumerate()
    {
        let start = directory + at * 128;
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        file[start..start + units.len()].copy_from_slice(&units);
        put16(&mut file, start + 64, units.len() as u16 + 2);
        file[start + 66] = kind;
        put32(&mut file, start + 116, first);
        put32(&mut file, start + 120, length);
    }
    file.extend(stream);
    file.resize(1536 + sectors * 512, 0);
    file
}

fn record(kind: u16, content: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes(), &(content.len() as u16).to_le_bytes(), content].concat()
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn at(row: u16, column: u16, style: u16) -> Vec<u8> {
    [row, column, style].iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// Two regions: a share as per cent, a day, numbers in every form, a formula in words; a sheet that is hidden.
fn xls() -> Vec<u8> {
    let bof = |kind: u16| record(0x0809, &[&0x0600_u16.to_le_bytes()[..], &kind.to_le_bytes(), &[0; 12]].concat());
    let style = |format: u16| record(0x00e0, &[&[0, 0], &format.to_le_bytes()[..], &[0; 16]].concat());
    let quoted = [&164_u16.to_le_bytes()[..], &11_u16.to_le_bytes(), &[0], b"0\" dagar\\d\""].concat();
    let words = ["Region", "Andel", "Dag", "Antal", "Text", "Region Örebro län", "Region Skåne"];
    let mut shared = [7_u32.to_le_bytes(), 7_u32.to_le_bytes()].concat();
    for word in &words[..6] {
        shared.extend((word.encode_utf16().count() as u16).to_le_bytes());
        shared.push(1);
        shared.extend(wide(word));
    }
    // The last text begins in one record and goes on in the next.
    shared.extend(12_u16.to_le_bytes());
    shared.extend(*b"\0Region ");
    let rest = [&[1][..], &wide("Skåne")].concat();
    let globals = |places: [u32; 2]| {
        let sheets = places.iter().zip(["dold", "Blå"]).zip([1, 0]).map(|((place, name), hidden)| {
            let name = [&[name.chars().count() as u8, 1][..], &wide(name)].concat();
            record(0x0085, &[&place.to_le_bytes()[..], &[hidden, 0], &name].concat())
        });
        let mut all = [bof(5), record(0x041e, &quoted), style(0), style(10), style(14), style(164)].concat();
        sheets.for_each(|sheet| all.extend(sheet));
        [all, record(0x00fc, &shared), record(0x003c, &rest), record(0x000a, &[])].concat()
    };
    let hidden = [bof(16), record(0x000a, &[])].concat();
    let mut sheet = bof(16);
    let mut add = |kind: u16, cell: Vec<u8>, content: &[u8]| sheet.extend(record(kind, &[&cell, content].concat()));
    for column in 0..5_u16 {
        add(0x00fd, at(0, column, 0), &u32::from(column).to_le_bytes());
    }
    add(0x00fd, at(1, 0, 0), &5_u32.to_le_bytes());
    add(0x0203, at(1, 1, 1), &0.634_f64.to_le_bytes());
    add(0x0203, at(1, 2, 2), &45_351_f64.to_le_bytes());
    // 1234 in hundredths.
    add(0x027e, at(1, 3, 3), &((1234 << 2) | 3_u32).to_le_bytes());
    add(0x0006, at(1, 4, 0), &[&[0, 0, 0, 0, 0, 0, 0xff, 0xff][..], &[0; 8]].concat());
    sheet.extend(record(0x0207, b"\x03\0\0hej"));
    let mut add = |kind: u16, cell: Vec<u8>, content: &[u8]| sheet.extend(record(kind, &[&cell, content].concat()));
    add(0x00fd, at(2, 0, 0), &6_u32.to_le_bytes());
    let high = (0.25_f64.to_bits() >> 32) as u32;
    let several =
        [&1_u16.to_le_bytes()[..], &high.to_le_bytes(), &2_u16.to_le_bytes(), &((45_352 << 2) | 2_u32).to_le_bytes()];
    add(0x00bd, at(2, 1, 0)[..4].to_vec(), &[several.concat(), 2_u16.to_le_bytes().to_vec()].concat());
    add(0x0205, at(2, 3, 0), &[0x2a, 1]);
    add(0x0204, at(2, 4, 0), b"\x02\0\0ja");
    sheet.extend(record(0x000a, &[]));
    let start = globals([0, 0]).len() as u32;
    [globals([start, start + hidden.len() as u32]), hidden, sheet].concat()
}

#[test]
fn old_excel_is_read_as_a_workbook() {
    let bytes = compound(&xls());
    let (reading, findings) = table::recognise(&bytes, None).unwrap();
    assert_eq!(reading.dialect.sheets, ["Blå"]);
    assert_eq!(found(&findings, FindingCode::HiddenSheet), 1);
    assert_eq!(names(&reading), ["Region", "Andel", "Dag", "Antal", "Text"]);
    assert_eq!(types(&reading)[..4], ["region", "percent", "date", "decimal"]);
    assert_eq!(
        texts(&bytes, &reading),
        [
            ["Region Örebro län", "63.4%", "2024-02-29", "12.34", "hej"],
            ["Region Skåne", "25%", "2024-03-01", "#N/A", "ja"]
        ]
    );
}

/// Where rows and columns of the table are hidden: the row of the first, how many rows and how many columns.
fn hidden(bytes: &[u8]) -> Option<(Option<u64>, String, String)> {
    let (_, findings) = table::recognise(bytes, None).unwrap();
    let one = findings.sorted().into_iter().find(|it| it.code == FindingCode::HiddenCells)?;
    Some((one.at.row, one.params["lines"].clone(), one.params["columns"].clone()))
}

/// Rows that a filter or a hand hides and columns that are folded, in both formats; not those beside the table.
#[test]
fn what_old_sheets_do_not_show() {
    let columns = |visibility: &str| {
        format!("<table:table-column table:number-columns-repeated=\"2\"/><table:table-column{visibility}/>")
    };
    let sheet = |visibility: &str, folded: &str, below: &str| {
        let figures = |region: &str| row(&[text(region), text("Kvinnor"), figure("float", "12.5")]);
        let rows = ["Region Halland", "Region Skåne", "Region Uppsala"].map(figures);
        let [first, second, third] =
            rows.map(|it| it.replace("<table:table-row", &format!("<table:table-row{visibility}")));
        let header = row(&["Region", "Kön", "2023"].map(text));
        let third = third.replace(visibility, "");
        let other = row(&[text("x")]).replace("<table:table-row", "<table:table-row table:visibility=\"collapse\"");
        ods(
            "",
            &format!(
                "<table:table table:name=\"A\">{}{header}{first}{second}{third}<table:table-row{below} \
                 table:number-rows-repeated=\"1048000\"/></table:table><table:table table:name=\"B\">{other}{other}</table:table>",
                columns(folded)
            ),
        )
    };
    let word = |rows: &str, columns: &str| Some((Some(2), rows.to_owned(), columns.to_owned()));
    let (collapsed, filtered) = (" table:visibility=\"collapse\"", " table:visibility=\"filter\"");
    assert_eq!(hidden(&sheet(filtered, "", "")), word("2", "0"));
    assert_eq!(hidden(&sheet(collapsed, collapsed, "")), word("2", "1"));
    assert_eq!(hidden(&sheet("", collapsed, "")), Some((None, "0".to_owned(), "1".to_owned())));
    assert_eq!(hidden(&sheet("", "", collapsed)), None);

    let excel = |records: &[Vec<u8>]| {
        let book = xls();
        let end = record(0x000a, &[]);
        compound(&[&book[..book.len() - end.len()], &records.concat(), &end].concat())
    };
    let at_row = |at: u16, flags: u16| {
        let fields = [at, 0, 5, 255, 0, 0, flags, 0];
        record(0x0208, &fields.map(u16::to_le_bytes).concat())
    };
    let folded = |first: u16, last: u16, flags: u16| {
        record(0x007d, &[first, last, 2048, 0, flags, 0].map(u16::to_le_bytes).concat())
    };
    assert_eq!(
        hidden(&excel(&[at_row(0, 0x0100), at_row(1, 0x0120), at_row(2, 0x0120), at_row(9, 0x0120)])),
        word("2", "0")
    );
    assert_eq!(hidden(&excel(&[folded(0, 0, 2), folded(1, 2, 3), at_row(1, 0x0120)])), word("1", "2"));
    let comments = |bytes: &[u8]| found(&table::recognise(bytes, None).unwrap().1, FindingCode::Comments);
    assert_eq!((comments(&excel(&[record(0x001c, &[0; 12])])), comments(&excel(&[]))), (1, 0));
    assert_eq!(comments(&sheet("", "", "")), 0);
    // A chart within the sheet has rows of its own.
    let chart = [record(0x0809, &[0; 16]), at_row(1, 0x0120), record(0x000a, &[])].concat();
    let inner = record(0x0809, &[0; 16]);
    assert_eq!(hidden(&excel(&[chart])), None);
    assert_eq!(hidden(&excel(&[inner, record(0x000a, &[]), at_row(2, 0x0100)])), None);
    survives(&excel(&[at_row(1, 0x0120), folded(1, 2, 3)]), 200);
}

#[test]
fn days_that_are_shown_as_months() {
    let style = |format: u16| record(0x00e0, &[&[0, 0], &format.to_le_bytes()[..], &[0; 16]].concat());
    let (days, months, mut book) = (style(14), style(17), xls());
    let at = book.windows(days.len()).position(|bytes| bytes == days).unwrap();
    book.splice(at..at + days.len(), months);
    let bytes = compound(&book);
    let (reading, _) = table::recognise(&bytes, None).unwrap();
    assert_eq!(types(&reading)[2], "month");
    assert_eq!(texts(&bytes, &reading).iter().map(|row| row[2].as_str()).collect::<Vec<_>>(), ["2024-02", "2024-03"]);
}

#[test]
fn raised_notes_and_shown_years_in_opendocument() {
    let styles = "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties \
                  style:text-position=\"super 58%\"/></style:style>";
    let raised =
        |words: &str, note: &str| text(&format!("{words}<text:span text:style-name=\"T1\">{note}</text:span>"));
    let year = "<table:table-cell office:value-type=\"date\" office:date-value=\"2024-01-01\"><text:p>2024</text:p>\
                </table:table-cell>";
    let header = row(&[text("Region"), raised("2023", "1"), year.to_owned()]);
    let regions =
        ["Halland", "Skåne"].map(|region| row(&[raised(region, "2)"), figure("float", "61.5"), figure("float", "62")]));
    let sheet = format!("<table:table table:name=\"Blad\">{header}{}</table:table>", regions.concat());
    let bytes = ods(styles, &sheet);
    let (reading, _) = table::recognise(&bytes, None).unwrap();
    assert_eq!((names(&reading), reading.wide_over()), (vec!["Region", "2023¹", "2024"], Some("year")));
    assert_eq!(texts(&bytes, &reading)[0], ["Halland²", "61.5", "62"]);
}

/// Excel 5 and 95 write a byte a letter, in a code page that the file names.
fn excel_5(code_page: u16) -> Vec<u8> {
    let bof = |kind: u16| record(0x0809, &[&0x0500_u16.to_le_bytes()[..], &kind.to_le_bytes(), &[0; 4]].concat());
    let text = |row: u16, column: u16, text: &[u8]| {
        record(0x0204, &[&at(row, column, 0), &(text.len() as u16).to_le_bytes()[..], text].concat())
    };
    let globals = |start: u32| {
        let sheet = record(0x0085, &[&start.to_le_bytes()[..], &[0, 0, 4], b"Blad"].concat());
        [bof(5), record(0x0042, &code_page.to_le_bytes()), sheet, record(0x000a, &[])].concat()
    };
    let number = record(0x0203, &[&at(1, 1, 0)[..], &12.5_f64.to_le_bytes()].concat());
    let cells = [text(0, 0, b"Region"), text(0, 1, b"Andel"), text(1, 0, b"Sk\xe5ne"), number].concat();
    let start = globals(0).len() as u32;
    compound(&[globals(start), bof(16), cells, record(0x000a, &[])].concat())
}

#[test]
fn code_pages_without_swedish_letters_are_refused() {
    let bytes = excel_5(1252);
    let (reading, _) = table::recognise(&bytes, None).unwrap();
    assert_eq!(texts(&bytes, &reading), [["Skåne", "12.5"]]);
    for code_page in [932, 936, 1250, 1251] {
        let refused = error(&excel_5(code_page));
        assert_eq!(refused.code, ErrorCode::FormatNotRead);
        assert_eq!(refused.params.get("format").map(String::as_str), Some("old_code_page"));
    }
}

#[test]
fn cut_and_flipped_old_workbooks() {
    survives(&compound(&xls()), 400);
    survives(&ods("", &sheet()), 150);
    // Damage within the archive, which a checksum would else refuse.
    let plain = sheet();
    for at in (0..plain.len()).step_by(7) {
        let mut damaged = plain.clone().into_bytes();
        damaged[at] = b"<>/\"&9"[at % 6];
        let bytes = ods("", &String::from_utf8_lossy(&damaged));
        if let Ok((reading, _)) = table::recognise(&bytes, None) {
            assert_eq!(texts(&bytes, &reading).len() as u64, reading.n_data_rows);
        }
    }
}

#[test]
fn a_chain_of_sectors_that_bites_its_tail() {
    let mut bytes = compound(&xls());
    bytes[512 + 3 * 4..512 + 4 * 4].copy_from_slice(&2_u32.to_le_bytes());
    let _ = table::recognise(&bytes, None);
    bytes[68..72].copy_from_slice(&0_u32.to_le_bytes());
    let _ = table::recognise(&bytes, None);
    assert_eq!(error(&bytes[..600]).code, ErrorCode::FileNotATable);
}

/// Whether a cell is what another program read: the same text or number, a moment with its seconds, true for 1.
fn agrees(cell: &Cell<'_>, expected: &str) -> bool {
    let start: String = cell.text.chars().take(expected.chars().count()).collect();
    let moment = cell.text.len() >= 16 && expected.strip_prefix(&*cell.text).is_some_and(|rest| rest.starts_with(':'));
    let yes = matches!((&*cell.text, expected), ("1", "True") | ("0", "False"));
    let close = |it: f64, other: f64| (it - other).abs() < 1e-9 * other.abs().max(1.0);
    let number = cell.number.zip(expected.parse().ok()).is_some_and(|(it, other)| close(it, other));
    cell.text == expected || (expected.len() >= 40 && start == expected) || moment || yes || number
}

/// The collections of other projects' workbooks beside the project, where they are: the cells that another reader found
/// in the first rows.
#[test]
fn other_collections() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/messy");
    let (mut compared, mut misses) = (0, Vec::new());
    for collection in ["calamine", "readxl", "csvlint"] {
        let Ok(text) = std::fs::read(folder.join(collection).join("_calamine_read.json")) else { continue };
        let all: Value = serde_json::from_slice(&text).unwrap();
        for (name, sheets) in all.as_object().unwrap() {
            let bytes = std::fs::read(folder.join(collection).join(name)).unwrap();
            if !name.ends_with("xls") && !name.ends_with("ods") {
                continue;
            }
            let Ok(dialect) = intake::recognise(&bytes, None) else {
                // What the other reader could not open either.
                if sheets.as_object().is_some_and(|sheets| !sheets.contains_key("error")) {
                    misses.push(format!("{name}: not read"));
                }
                continue;
            };
            for sheet in &dialect.sheets {
                let Some(expected) = sheets.get(sheet) else { continue };
                let dialect = intake::Dialect { sheet: Some(sheet.clone()), ..dialect.clone() };
                let mut found: BTreeMap<u64, Vec<Cell<'static>>> = BTreeMap::new();
                intake::read(&bytes, &dialect, &mut |row| {
                    let own = |cell: &Cell<'_>| Cell { text: cell.text.to_string().into(), number: cell.number };
                    found.insert(row.line - 1, row.cells.iter().map(own).collect());
                    true
                })
                .unwrap();
                // The other reader leaves out columns before the first that is filled, and in some formats rows.
                let filled = |row: &Vec<Cell<'_>>| row.iter().any(|cell| !cell.text.is_empty());
                let top = found.iter().find(|(_, row)| filled(row)).map_or(0, |(at, _)| *at);
                let left = found.values().filter_map(|row| row.iter().position(|cell| !cell.text.is_empty())).min();
                let wrong = |top: u64| {
                    let head = expected["head"].as_array().into_iter().flatten().zip(top..);
                    head.flat_map(|(row, at)| row.as_array().into_iter().flatten().zip(0..).map(move |it| (at, it)))
                        .filter(|(at, (text, column))| {
                            let text = text.as_str().unwrap_or_default();
                            let row = found.get(at);
                            let cell = row.and_then(|row| row.get(left.unwrap_or(0) + *column as usize));
                            !cell.map_or(text.is_empty(), |cell| agrees(cell, text))
                        })
                        .map(|(at, (text, column))| format!("{name} {sheet} {at} {column}: {text}"))
                        .collect::<Vec<_>>()
                };
                let all = [wrong(0), wrong(top)];
                misses.extend(all.into_iter().min_by_key(Vec::len).unwrap());
                let rows = expected["head"].as_array().into_iter().flatten();
                compared += rows.map(|row| row.as_array().map_or(0, Vec::len)).sum::<usize>();
            }
        }
    }
    misses.iter().for_each(|miss| println!("{miss}"));
    println!("{} of {compared} cells", compared - misses.len());
    assert!(misses.len() <= MISSES, "{} misses", misses.len());
}

/// Cells that are read otherwise on purpose: those below the first in an area that is merged downwards.
const MISSES: usize = 3;

//! A workbook in the form that Excel keeps (ECMA-376, Office Open XML): sheets of texts and numbers, the first row bold
//! and held in place. Parts are stored in the archive as they are, so that the same content gives the same bytes.

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text; never read as a formula.
    Text(String),
    /// A number.
    Number(f64),
}

/// One sheet: its name and its rows, the headings first.
pub struct Sheet {
    /// Its name, at most 31 letters.
    pub name: String,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const DOCUMENT: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const SPREADSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Bytes of the workbook.
pub fn workbook(sheets: &[Sheet]) -> Vec<u8> {
    let numbered = || (1..).zip(sheets);
    let mut types = format!(
        "{DECLARATION}<Types xmlns=\"{TYPES}\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{SPREADSHEET}.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{SPREADSHEET}.styles+xml\"/>"
    );
    let mut list = format!("{DECLARATION}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{DOCUMENT}\"><sheets>");
    let mut relations = format!(
        "{DECLARATION}<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"rId0\" Type=\"{DOCUMENT}/styles\" Target=\"styles.xml\"/>"
    );
    for (number, sheet) in numbered() {
        types += &format!(
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{SPREADSHEET}.worksheet+xml\"/>"
        );
        list += &format!("<sheet name=\"{}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>", escaped(&sheet.name));
        relations += &format!(
            "<Relationship Id=\"rId{number}\" Type=\"{DOCUMENT}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
    }
    let root = format!(
        "{DECLARATION}<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"rId1\" Type=\"{DOCUMENT}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let styles = format!(
        "{DECLARATION}<styleSheet xmlns=\"{MAIN}\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\"><xf/><xf fontId=\"1\" applyFont=\"1\"/></cellXfs></styleSheet>"
    );
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), types + "</Types>"),
        ("_rels/.rels".to_owned(), root),
        ("xl/workbook.xml".to_owned(), list + "</sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels".to_owned(), relations + "</Relationships>"),
        ("xl/styles.xml".to_owned(), styles),
    ];
    parts.extend(numbered().map(|(number, sheet)| (format!("xl/worksheets/sheet{number}.xml"), part(sheet))));
    archive(&parts)
}

fn part(sheet: &Sheet) -> String {
    let mut xml = format!(
        "{DECLARATION}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols><col min=\"1\" max=\"{}\" width=\"16\" customWidth=\"1\"/></cols><sheetData>",
        sheet.rows.iter().map(Vec::len).max().unwrap_or(1).max(1)
    );
    for (number, row) in (1_u64..).zip(&sheet.rows) {
        xml += &format!("<row r=\"{number}\">");
        let style = if number == 1 { " s=\"1\"" } else { "" };
        for (at, cell) in row.iter().enumerate() {
            let place = format!("{}{number}", letters(at));
            match cell {
                Cell::Number(value) if value.is_finite() => {
                    xml += &format!("<c r=\"{place}\"{style}><v>{value}</v></c>")
                }
                Cell::Text(text) => {
                    xml += &format!(
                        "<c r=\"{place}\"{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                        escaped(text)
                    );
                }
                _ => {}
            }
        }
        xml += "</row>";
    }
    xml + "</sheetData></worksheet>"
}

/// The letters of a column: A to Z, AA to ZZ and on.
fn letters(mut at: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(at % 26).unwrap_or(0)));
        match (at / 26).checked_sub(1) {
            Some(before) => at = before,
            None => return letters.iter().rev().collect(),
        }
    }
}

/// Text within XML; signs that XML 1.0 does not have are left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => safe += "&amp;",
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            '"' => safe += "&quot;",
            '\t' | '\n' | '\r' => safe.push(sign),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => safe.push(other),
        }
    }
    safe
}

/// A zip archive of parts that are not compressed (PKWARE, APPNOTE.TXT 4.3), dated 1980-01-01.
fn archive(parts: &[(String, String)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let size = u32::try_from(content.len()).unwrap_or(u32::MAX).to_le_bytes();
        let name_length = u16::try_from(name.len()).unwrap_or(0).to_le_bytes();
        let start = u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes();
        let mut about = vec![20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0];
        about.extend(checksum(content.as_bytes()).to_le_bytes());
        about.extend([size, size].concat());
        about.extend(name_length);
        about.extend([0, 0]);
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&about);
        bytes.extend(name.as_bytes());
        bytes.extend(content.as_bytes());
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&about);
        directory.extend([0; 10]);
        directory.extend(start);
        directory.extend(name.as_bytes());
    }
    let count = u16::try_from(parts.len()).unwrap_or(u16::MAX).to_le_bytes();
    let start = u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes();
    let length = u32::try_from(directory.len()).unwrap_or(u32::MAX).to_le_bytes();
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([count, count].concat());
    bytes.extend([length, start].concat());
    bytes.extend([0, 0]);
    bytes
}

/// CRC-32 as zip uses it: the polynomial 0xEDB88320, reflected.
fn checksum(bytes: &[u8]) -> u32 {
    let step = |rest: u32| if rest & 1 == 1 { 0xedb8_8320 ^ (rest >> 1) } else { rest >> 1 };
    let table: [u32; 256] = std::array::from_fn(|at| (0..8).fold(u32::try_from(at).unwrap_or(0), |rest, _| step(rest)));
    let next = |rest: u32, byte: &u8| {
        let at = usize::from(rest.to_le_bytes()[0] ^ byte);
        table.get(at).copied().unwrap_or(0) ^ (rest >> 8)
    };
    !bytes.iter().fold(!0, next)
}

#[cfg(test)]
mod tests {
    use super::{checksum, letters};

    /// The check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms.
    #[test]
    fn the_checksum_is_the_one_of_zip() {
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn columns_are_lettered_as_in_a_sheet() {
        assert_eq!([0, 25, 26, 701, 702, 16_383].map(letters), ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }
}

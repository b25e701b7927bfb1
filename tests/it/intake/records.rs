//! Records by the splitter against the `csv` crate: the same lines, the same cells, however the bytes are cut.

use rikssnitt::intake::{self, Dialect, Format, Stream};

type Rows = Vec<(u64, Vec<String>)>;

fn dialect(delimiter: u8, quoted: bool, encoding: &'static str) -> Dialect {
    Dialect {
        format: Format::Delimited,
        encoding,
        bom: false,
        newline: Some("LF"),
        delimiter: Some(delimiter),
        quote: quoted.then_some(b'"'),
        sheets: Vec::new(),
        sheet: None,
        hidden_sheets: 0,
        repaired: false,
        doubtful: 0,
        open_end: false,
        declared: Vec::new(),
        title: Vec::new(),
    }
}

/// The judge: records by `csv`, and the line of each by walking over the text.
fn by_csv(bytes: &[u8], dialect: &Dialect) -> Rows {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(dialect.delimiter.unwrap())
        .quoting(dialect.quote.is_some())
        .from_reader(bytes);
    let mut record = csv::ByteRecord::new();
    let (mut rows, mut at, mut line) = (Vec::new(), 0, 1);
    loop {
        let more = reader.read_byte_record(&mut record).unwrap();
        let end = reader.position().byte() as usize;
        while at < end && matches!(bytes[at], b'\r' | b'\n') {
            at += if bytes[at..].starts_with(b"\r\n") { 2 } else { 1 };
            rows.push((line, Vec::new()));
            line += 1;
        }
        if !more {
            return rows;
        }
        rows.push((line, record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect()));
        let mut before = 0;
        for byte in &bytes[at..end] {
            line += u64::from(*byte == b'\r') + u64::from(*byte == b'\n' && before != b'\r');
            before = *byte;
        }
        at = end + usize::from(before == b'\r' && bytes.get(end) == Some(&b'\n'));
    }
}

/// The splitter, fed with pieces of the given lengths by turns.
fn by_pieces(bytes: &[u8], dialect: &Dialect, lengths: &[usize]) -> Rows {
    let mut rows = Vec::new();
    let mut keep = |batch: &intake::Batch<'_>| {
        for row in batch.records().map(|record| record.row()) {
            rows.push((row.line, row.cells.iter().map(|cell| cell.text.clone().into_owned()).collect()));
        }
        true
    };
    let mut stream = Stream::new(dialect);
    let (mut rest, mut lengths) = (bytes, lengths.iter().cycle());
    while !rest.is_empty() {
        let (piece, after) = rest.split_at((*lengths.next().unwrap()).min(rest.len()));
        let _ = stream.feed(piece, &mut keep).unwrap();
        rest = after;
    }
    stream.finish(&mut keep);
    rows
}

fn agrees(bytes: &[u8], dialect: &Dialect) {
    let expected = by_csv(bytes, dialect);
    for newline in ["LF", "CRLF"] {
        let dialect = Dialect { newline: Some(newline), ..dialect.clone() };
        for lengths in [&[1 << 20][..], &[1], &[64], &[3, 61, 200]] {
            let got = by_pieces(bytes, &dialect, lengths);
            let text = String::from_utf8_lossy(bytes);
            assert!(got == expected, "{newline} {lengths:?} {text:?}\n{got:?}\n{expected:?}");
        }
    }
}

/// What stands in each field, quoted or not, well-formed or not, and how lines end.
const PARTS: [&[u8]; 20] = [
    b"a",
    b"12,5",
    b";",
    b";",
    b";",
    b"\n",
    b"\n",
    b"\r\n",
    b"\r",
    b"\"",
    b"\"\"",
    b"\"a\"",
    b"\"a;b\"",
    b"\"a\nb\"",
    b"\"a\r\nb\"",
    b" ",
    b"\"a\"\"b\"",
    b"\xc3\xa5",
    b"\xe5",
    b"Mycket bra; eller nej",
];

#[test]
fn seeded_mixtures_of_every_sign_agree() {
    let mut state = 20_240_229_u64;
    let mut below = |most: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % most
    };
    for round in 0..6000 {
        let most = if round % 3 == 0 { PARTS.len() } else { 8 } as u64;
        let text: Vec<u8> = (0..below(60)).flat_map(|_| PARTS[below(most) as usize].to_vec()).collect();
        agrees(&text, &dialect(b';', round % 5 != 0, "utf-8"));
    }
}

#[test]
fn files_with_one_sign_changed_agree() {
    let files =
        ["tests/oracle/survey/input.csv", "tests/data/andelar_21_regioner.csv", "www/examples/enkat_exempel.csv"];
    for file in files {
        let bytes = std::fs::read(file).unwrap();
        let bytes = &bytes[..bytes.len().min(3000)];
        let dialect = dialect(intake::recognise(bytes, None).unwrap().delimiter.unwrap(), true, "utf-8");
        agrees(bytes, &dialect);
        for (number, at) in (0..bytes.len()).step_by(37).enumerate() {
            let mut changed = bytes.to_vec();
            changed[at] = [b'"', b'\r', b'\n', b';'][number % 4];
            agrees(&changed, &dialect);
        }
    }
}

#[test]
fn a_quote_that_is_never_closed_ends_with_an_error_and_not_with_the_memory() {
    let mut stream = Stream::new(&dialect(b';', true, "utf-8"));
    let _ = stream.feed(b"a;\"b\n", &mut |_| true).unwrap();
    let text = vec![b'\n'; 1 << 20];
    let failed = (0..80).find_map(|_| stream.feed(&text, &mut |_| true).err());
    assert_eq!(failed.unwrap().code.as_str(), "X_RECORD_TOO_LONG");
}

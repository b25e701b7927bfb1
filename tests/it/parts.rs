//! A file that is read in parts gives what it gives whole: the same reading, findings, cells and bits.

use crate::quick::{bits, files, recognised};
use rikssnitt::finding::FindingCode;
use rikssnitt::pipeline::{self, Scanned};
use rikssnitt::plan::MeasureType;
use rikssnitt::session::{MEMORY, Session};
use rikssnitt::table::{Kept, Recognised, Recogniser};
use rikssnitt::vocabulary::region::Region;
use std::ops::Range;

/// One part as its worker has it.
struct Part {
    bytes: Range<usize>,
    kept: Option<Box<Kept>>,
    lines: u64,
}

/// Feeds the records that begin from the first byte of a range to before its end, and says where the next begins.
fn feed(recogniser: &mut Recogniser, bytes: &[u8], range: Range<usize>) -> usize {
    recogniser.feed(&bytes[range.clone()]).unwrap();
    let mut at = range.end;
    while !recogniser.is_between_records() && at < bytes.len() {
        let line = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| at + end + 1);
        recogniser.feed(&bytes[at..line]).unwrap();
        at = line;
    }
    at
}

/// The file read in parts that are cut at these bytes; `None` where the parts do not become one.
fn in_parts(bytes: &[u8], cuts: &[usize]) -> Option<(Recognised, Vec<Part>)> {
    let mut first = Recogniser::new(bytes, MEMORY).unwrap();
    assert!(first.divides());
    let ends: Vec<usize> = cuts.iter().copied().chain([bytes.len()]).collect();
    let mut next = feed(&mut first, bytes, 0..ends[0]);
    let mut parts = vec![Part { bytes: 0..next, kept: None, lines: 0 }];
    let mut others = Vec::new();
    for pair in ends.windows(2) {
        let mut part = Recogniser::within(bytes, MEMORY).unwrap();
        let start = pair[0] - 1 + part.beginning(&bytes[pair[0] - 1..])?;
        if start != next {
            return None;
        }
        next = feed(&mut part, bytes, start..pair[1].max(start));
        let lines = first.append(&part.part())?;
        parts.push(Part { bytes: start..next, kept: None, lines });
        others.push(part);
    }
    let whole = first.whole();
    let recognised = first.finish(bytes).unwrap();
    let Recognised::As(reading, ..) = &recognised else { return None };
    for (part, other) in parts.iter_mut().skip(1).zip(others) {
        let (same, kept) = other.settle(&whole, part.lines).unwrap();
        assert_eq!((same.columns, same.kind), (reading.columns.clone(), reading.kind));
        part.kept = kept;
    }
    Some((recognised, parts))
}

/// Cuts of a file: at every so many bytes, from so many on.
fn cuts(length: usize, parts: usize, shift: usize) -> Vec<usize> {
    (1..parts).map(|part| part * length / parts + shift).filter(|cut| *cut < length).collect()
}

#[test]
fn parts_of_a_survey_are_the_whole() {
    let mut together = 0;
    // The last record has a line end, or not.
    let open = |bytes: Vec<u8>| bytes.trim_ascii_end().to_vec();
    for bytes in files().into_iter().flat_map(|bytes| [open(bytes.clone()), bytes]) {
        let (reading, findings, _) = recognised(&bytes, bytes.len(), MEMORY).unwrap();
        // Files that are read in parts are too large to hold the ids of.
        let findings = findings.without(FindingCode::RespondentTwice);
        let mut session = Session::new().unwrap();
        session.add("fil.csv", bytes.clone()).unwrap();
        let plan = session.propose(Some("13")).unwrap();
        let own = Region::parse("13");
        let expected = bits(&pipeline::scan(&bytes, &reading, "fil.csv", &plan, own).unwrap(), &plan);
        for (parts, shift) in [(2, 7), (3, 21), (9, 40)] {
            let Some((Recognised::As(same, found, kept), parts)) = in_parts(&bytes, &cuts(bytes.len(), parts, shift))
            else {
                continue;
            };
            together += 1;
            assert_eq!((*same, found), (reading.clone(), findings.clone()));
            let mut all = Scanned::default();
            let mut read_again = Scanned::default();
            for (at, part) in parts.iter().enumerate() {
                let kept = if at == 0 { &kept } else { &part.kept };
                let kept = kept.as_ref().unwrap();
                if let Some(cells) = pipeline::scan_kept(kept, &reading, "fil.csv", &plan, own).unwrap() {
                    all.append(&cells.write()).unwrap();
                }
                let mut scan = match at {
                    0 => pipeline::Scan::new(&reading, "fil.csv", &plan, own).unwrap(),
                    _ => pipeline::Scan::within(&reading, "fil.csv", &plan, own, part.lines).unwrap(),
                };
                let _ = scan.feed(&bytes[part.bytes.clone()]).unwrap();
                read_again.append(&scan.write()).unwrap();
            }
            assert!(bits(&read_again, &plan) == expected, "read again in {} parts", parts.len());
            if plan.measures.iter().all(|it| it.r#type == MeasureType::Proportion) {
                assert!(bits(&all, &plan) == expected, "kept in {} parts", parts.len());
            }
        }
    }
    assert!(together > 16, "{together}");
}

#[test]
fn a_cut_within_quotes_is_seen() {
    let row = |at: usize| format!("13;2024;1,5;{};{}\r\n", ["man", "kvinna"][at % 2], ["ja", "nej"][at % 3 % 2]);
    let many: String = (0..2000).map(row).collect();
    let file =
        |text: &str| format!("region;ar;vikt;kon;svar\r\n{many}13;2024;1,5;\"{text}\";ja\r\n{many}").into_bytes();
    let within = |bytes: &[u8]| bytes.windows(5).position(|at| at == b" med\r").unwrap() + 5;
    // Lines that only begin as records do are passed over.
    let short = file("text med\r\n01;2024;1;man;ja\r\nrader");
    assert_eq!(in_parts(&short, &[within(&short)]).unwrap().1.len(), 2);
    // Lines that look like records for longer than is looked at are not where the part before ends.
    let long = file(&format!("text med\r\n{}rader", "01;2024;1;man;ja\r\n".repeat(500)));
    assert!(in_parts(&long, &[within(&long)]).is_none());
    assert!(in_parts(&long, &[within(&long) - 100]).is_some());
}

#[test]
fn parameters_of_findings_are_known_between_workers() {
    let text = std::fs::read_to_string("src/finding/code.rs").unwrap();
    let mut named = 0;
    for (_, after) in text.match_indices("Params: ").map(|(at, word)| text.split_at(at + word.len())) {
        let list = after.lines().next().unwrap().split(['.', ';']).next().unwrap();
        for key in list.split(", ").filter(|key| !key.starts_with("none")) {
            let key = key.split(' ').next().unwrap();
            assert!(rikssnitt::finding::Findings::keys().contains(&key), "{key}");
            named += 1;
        }
    }
    assert!(named > 40, "{named}");
}

/// The header once more after a blank line, wherever the file is cut: the table goes on, or ends where it begins again.
#[test]
fn a_header_once_more_is_the_same_in_parts() {
    let rows = |years: Range<usize>| {
        let row = |year: usize| format!("Halland;{year};60,5\nSkåne;{year};{},5\n", year % 50);
        years.map(row).collect::<String>()
    };
    let head = "Region;År;Andel (%)\n";
    for (rest, tables) in [(rows(2005..2010), 1), (rows(2000..2005), 2)] {
        let text = format!("{head}{}\n{head}{rest}", rows(2000..2005));
        let bytes = text.as_bytes();
        let whole = rikssnitt::table::recognise(bytes, None).unwrap();
        assert_eq!(whole.0.tables, tables);
        let mut joined = 0;
        for cut in (head.len()..bytes.len()).step_by(3) {
            if let Some((Recognised::As(reading, findings, _), _)) = in_parts(bytes, &[cut]) {
                assert_eq!((*reading, findings), whole, "{cut}");
                joined += 1;
            }
        }
        assert!(joined > 40, "{joined}");
    }
}

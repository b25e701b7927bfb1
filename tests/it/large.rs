//! Files that are too large to be held give what they give when they are held.

use rikssnitt::session::{Format, Reopen, Session};
use std::cell::Cell;
use std::io::{Cursor, Read};
use std::rc::Rc;

/// A survey a little larger than what is held, with a summary row, a ragged row, blank lines and line ends in quotes.
fn survey(late: &[u8]) -> Vec<u8> {
    let mut text = b"lopnr;region;ar;vikt;kon;halsa;fast_kontakt;delaktig\r\n".to_vec();
    let mut number = 0_u32;
    while text.len() < (1 << 23) + 300_000 {
        number += 1;
        let dice = number.wrapping_mul(2_654_435_761) >> 8;
        let region = ["01", "13", "14", "25"][(dice % 4) as usize];
        let answer = ["alltid", "ibland", "\"sällan\"", "aldrig", "", "Vet ej"][(dice / 7 % 6) as usize];
        let answer = if late.is_empty() { answer.to_owned() } else { answer.replace('ä', "a") };
        let health = ["\"bra; eller\nså\"", "bra", "\"\"", "\"kallas \"\"god\"\"\""][(dice / 50 % 4) as usize];
        let health = if late.is_empty() { health.to_owned() } else { health.replace('å', "a") };
        let line = format!(
            "{number};{region};{};{},{:04};{};{health};{};{answer}\r\n",
            2022 + dice / 3 % 2,
            20 + dice % 90,
            dice % 9999,
            ["Man", "Kvinna"][(dice / 11 % 2) as usize],
            ["ja", "nej"][(dice / 13 % 2) as usize],
        );
        text.extend_from_slice(line.as_bytes());
        match number {
            5000 => text.extend_from_slice(b"\r\n\r\n"),
            6000 => text.extend_from_slice(b"6000;13;2022;1,5\r\n"),
            7000 => text.extend_from_slice(b"7000;Atlantis;2022;1,5;Man;bra;ja;ibland\r\n"),
            8000 => text.extend_from_slice(b"8000;13;2022;tung;Man;5\" skiva;ja;ibland\r\n"),
            _ => {}
        }
    }
    text.extend_from_slice(late);
    text
}

fn held(text: &[u8]) -> Session {
    let mut session = Session::new().unwrap();
    session.add("stor.csv", text.to_vec()).unwrap();
    session
}

/// The session, and how often the file was opened.
fn streamed(text: &[u8]) -> (Session, Rc<Cell<u32>>) {
    let mut session = Session::new().unwrap();
    let (opened, bytes) = (Rc::new(Cell::new(0)), text.to_vec());
    let count = Rc::clone(&opened);
    let reopen: Reopen = Box::new(move || {
        count.set(count.get() + 1);
        Ok(Box::new(Cursor::new(bytes.clone())) as Box<dyn Read>)
    });
    session.open("stor.csv", reopen).unwrap();
    (session, opened)
}

fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap()
}

#[test]
fn a_file_that_is_not_held_gives_the_same_inspection_and_result() {
    let text = survey(b"");
    let (mut one, (mut other, opened)) = (held(&text), streamed(&text));
    assert_eq!(json(&one.inspect(0).unwrap()), json(&other.inspect(0).unwrap()));
    let plan = one.propose(Some("13")).unwrap();
    assert_eq!(plan, other.propose(Some("13")).unwrap());
    assert!(!plan.measures.is_empty() && !plan.groups.is_empty(), "{plan:?}");
    let result = one.analyse(&plan).unwrap();
    assert!(result.files[0].rows > 50_000 && result.files[0].rows_rejected == 2, "{:?}", result.files[0].rows_rejected);
    assert_eq!(other.analyse(&plan).unwrap().files[0].sha256, None);
    assert_eq!(opened.get(), 1, "once to recognise; the columns are kept");
    assert!(one.export(&plan, Format::Json).unwrap() == other.export(&plan, Format::Json).unwrap());
    assert_eq!(opened.get(), 2, "once more for the checksum of a result that is kept");
    let mut narrower = plan.clone();
    narrower.measures[0].positive.truncate(1);
    assert_eq!(json(&one.analyse(&narrower).unwrap()), json(&other.analyse(&narrower).unwrap()));
    assert_eq!(opened.get(), 2, "other positive answers need no reading");
    let mut grouped = plan.clone();
    grouped.groups.reverse();
    grouped.groups.truncate(1);
    assert!(!grouped.groups.is_empty() && grouped.groups != plan.groups, "{:?}", plan.groups);
    assert_eq!(json(&one.analyse(&grouped).unwrap()), json(&other.analyse(&grouped).unwrap()));
    assert_eq!(opened.get(), 2, "nor do other groups");
}

#[test]
fn a_byte_at_the_end_that_contradicts_the_beginning_changes_the_encoding() {
    let text = survey(b"999999;13;2022;1,5;Man;bra;ja;s\xe4llan\r\n");
    let (one, (other, opened)) = (held(&text), streamed(&text));
    let inspection = json(&other.inspect(0).unwrap());
    assert_eq!(json(&one.inspect(0).unwrap()), inspection);
    assert!(inspection.contains("windows-1252"), "{}", &inspection[..300]);
    assert_eq!(opened.get(), 2);
}

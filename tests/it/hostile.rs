//! Files broken in every way, through the whole line: an answer or an error with a code, never a panic.

use rikssnitt::plan::Plan;
use rikssnitt::session::{Format, Session};

/// A small seeded generator, so that a failure can be run again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }
}

fn head(path: &str, lines: usize) -> Vec<u8> {
    let bytes = std::fs::read(path).unwrap();
    let end =
        bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(lines).map_or(bytes.len(), |(at, _)| at + 1);
    bytes[..end].to_vec()
}

fn broken(original: &[u8], dice: &mut Dice) -> Vec<u8> {
    const ODD: [&[u8]; 14] = [
        b"\"",
        b";",
        b"\r",
        b"\n",
        b"\0",
        b"\xff",
        b"\xc3",
        b"NaN",
        b"1e999",
        b"-",
        b",,",
        b"..",
        b"99999999999999999999",
        b"=A1",
    ];
    let mut bytes = original.to_vec();
    for _ in 0..1 + dice.below(6) {
        let at = dice.below(bytes.len());
        match dice.below(5) {
            0 => bytes.truncate(at),
            1 => drop(bytes.splice(at..at, ODD[dice.below(ODD.len())].iter().copied())),
            2 => {
                let end = (at + dice.below(40)).min(bytes.len());
                drop(bytes.splice(at..end, ODD[dice.below(ODD.len())].iter().copied()));
            }
            3 => {
                let end = (at + dice.below(200)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                let to = dice.below(bytes.len());
                drop(bytes.splice(to..to, piece));
            }
            _ if at < bytes.len() => bytes[at] = dice.below(256) as u8,
            _ => {}
        }
    }
    bytes
}

/// Runs everything that the page does with a file; gives whether there was a result.
fn run(bytes: Vec<u8>) -> bool {
    let mut session = Session::new().unwrap();
    let Ok(_) = session.add("fil.csv", bytes) else { return false };
    let Ok(mut plan) = session.propose(Some("13")) else { return false };
    plan.groups.truncate(1);
    let Ok(result) = session.analyse(&plan) else { return false };
    for one in &result.comparisons {
        let tested = matches!(one.verdict, "better" | "worse" | "higher" | "lower" | "no_difference" | "inconclusive");
        assert!(!tested || (one.p.is_some() && one.low <= one.difference && one.difference <= one.high), "{one:?}");
    }
    assert!(!session.export(&plan, Format::Csv).unwrap().is_empty());
    true
}

#[test]
fn broken_files_never_panic() {
    let mut dice = Dice(99_991);
    let originals = [
        head("www/examples/enkat_exempel.csv", 160),
        head("www/examples/tabell_exempel.csv", 80),
        head("tests/data/andelar_21_regioner.csv", 80),
        head("tests/oracle/survey/input.csv", 120),
    ];
    let mut answered = 0;
    for round in 0..240 {
        answered += u32::from(run(broken(&originals[round % originals.len()], &mut dice)));
    }
    assert!(answered > 100, "only {answered} of 240 broken files gave a result: the test breaks too much");
}

#[test]
fn broken_plans_are_refused_with_a_code() {
    let mut session = Session::new().unwrap();
    session.add("fil.csv", head("www/examples/enkat_exempel.csv", 160)).unwrap();
    let whole = session.propose(Some("13")).unwrap().to_json();
    let mut dice = Dice(4_242);
    for _ in 0..300 {
        let text = String::from_utf8_lossy(&broken(whole.as_bytes(), &mut dice)).into_owned();
        if let Ok(plan) = Plan::parse(&text) {
            let _ = session.analyse(&plan);
        }
    }
}

//! The quick ways of reading give what the general ways give: the same reading, findings, cells and bits.

use rikssnitt::error::Error;
use rikssnitt::finding::Findings;
use rikssnitt::pipeline::{self, Scanned};
use rikssnitt::plan::{Measure, MeasureType, Plan};
use rikssnitt::session::{MEMORY, Session};
use rikssnitt::table::reading::Reading;
use rikssnitt::table::{self, Kept, Recognised, Recogniser};
use rikssnitt::vocabulary::region::Region;

/// A seeded sequence of numbers below what is asked for.
fn dice(seed: u32) -> impl FnMut(u64) -> u64 {
    let mut state = u64::from(seed) << 20 | 0x5eed;
    move |most| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % most
    }
}

/// A seeded survey with every oddity that a row can have; letters beyond ASCII as `encode` writes them.
fn odd_survey(seed: u32, rows: usize, encode: fn(char) -> Vec<u8>) -> Vec<u8> {
    let mut below = dice(seed);
    let mut text = String::from("lopnr;region;ar;vikt;stratum;kon;halsa;delaktig;nojd\r\n");
    for number in 0..rows {
        let region = ["01", "13", "Skåne", "\"Västra Götaland\"", "25", " 14 "][below(6) as usize];
        let period = ["2022", "2023", "\"2024\"", "2022"][below(4) as usize];
        let weight = match below(30) {
            0 => "\"12,5\"".to_owned(),
            1 => "1 234,5".to_owned(),
            2 => ["", "-3", "tung", "0", "1e2", "90000", "0,1234567890123"][below(7) as usize].to_owned(),
            _ => format!("{},{:04}", 1 + below(400), below(10_000)),
        };
        let stratum = if below(200) == 0 { String::new() } else { format!("s{}", below(7)) };
        let sex = ["Man", "Kvinna", "\"Man\"", "", "K", "kvinnor"][below(6) as usize];
        let health = ["bra", "\"bra; så där\"", "\"ganska\r\ndålig\"", "\"kallas \"\"god\"\"\"", ""][below(5) as usize];
        let answer = ["alltid", "oftast", "ibland", "sällan", "\"alltid\"", "", "Vet ej"];
        let (one, two) = (answer[below(7) as usize], answer[below(7) as usize]);
        text += &format!("{number};{region};{period};{weight};{stratum};{sex};{health};{one};{two}");
        text += match below(60) {
            0 => "\r\n\r\n",
            1 => ";\r\n",
            2 => ";extra\r\n",
            3 => "\r\n5;13;2022\r\n",
            4 => "\r\n6;Atlantis;2022;1,5;s1;Man;bra;ibland;ibland\r\n",
            5 => "\r\n7;13;2022;1,5;s1;Man;5\" skiva;ibland;ibland\r\n",
            6 => "\r\n8;Totalt;2022;1,5;s1;Man;bra;ibland;ibland\r\n",
            7 => "\n",
            8 => "\r\n9;Riket;2022;1,5;s1;Man;bra;ibland;ibland\r\n",
            _ => "\r\n",
        };
    }
    text.chars().flat_map(encode).collect()
}

/// A survey whose columns have more values than a byte tells apart, strata and sampling units among them, and a question
/// with more answers than most.
fn wide_survey(rows: u64) -> Vec<u8> {
    let mut below = dice(3);
    let mut text = String::from("region;ar;vikt;stratum;kluster;ort;nojd;kanal\n");
    for row in 0..rows {
        // At first few, then more and more.
        let many = 1 + row / 2;
        let (stratum, answer) = (below(many.min(700)), ["alltid", "oftast", "ibland", "sällan", ""][below(5) as usize]);
        let unit = format!("k{stratum}-{}", below(many.min(3)));
        let weight = format!("{},{}", 1 + below(90), below(1000));
        let (town, channel) = (below(many.min(400)), below(many.min(14)));
        text += &format!("{:02};2024;{weight};s{stratum};{unit};ort {town};{answer};kanal {channel}\n", 12 + row % 3);
    }
    text.into_bytes()
}

fn utf8(letter: char) -> Vec<u8> {
    letter.to_string().into_bytes()
}

fn windows(letter: char) -> Vec<u8> {
    vec![u8::try_from(u32::from(letter)).unwrap()]
}

pub fn recognised(bytes: &[u8], piece: usize, memory: usize) -> Result<(Reading, Findings, Option<Box<Kept>>), Error> {
    let mut recogniser = Recogniser::new(bytes, memory)?;
    loop {
        for chunk in bytes.chunks(piece) {
            recogniser.feed(chunk)?;
        }
        match recogniser.finish(bytes)? {
            Recognised::As(reading, findings, kept) => return Ok((*reading, findings, kept)),
            Recognised::Again(again) => recogniser = *again,
        }
    }
}

fn scanned(bytes: &[u8], piece: usize, reading: &Reading, plan: &Plan) -> Scanned {
    let mut scan = pipeline::Scan::new(reading, "fil.csv", plan, Region::parse("13")).unwrap();
    for chunk in bytes.chunks(piece) {
        let _ = scan.feed(chunk).unwrap();
    }
    scan.finish()
}

/// Everything that a scan gives, in an order that does not depend on how it was made.
pub fn bits(scanned: &Scanned, plan: &Plan) -> String {
    let cells: Vec<_> =
        plan.measures.iter().map(|it| scanned.cells.survey(&it.id).map(|patterns| patterns.sorted())).collect();
    format!("{} {} {:?}\n{cells:?}", scanned.rows, scanned.rejected, scanned.findings)
}

pub fn files() -> Vec<Vec<u8>> {
    let mut files: Vec<Vec<u8>> = ["tests/oracle/survey/input.csv", "www/examples/enkat_exempel.csv"]
        .map(|file| std::fs::read(file).unwrap())
        .into();
    files.extend((0..6).map(|seed| odd_survey(seed, 1500, if seed % 2 == 0 { utf8 } else { windows })));
    // More than one block of rows.
    files.push(odd_survey(7, 6000, utf8));
    files.push(wide_survey(5000));
    files
}

#[test]
fn recognition_in_pieces_is_recognition_of_the_whole() {
    for bytes in files() {
        let whole = table::recognise(&bytes, None).unwrap();
        for (piece, memory) in [(bytes.len(), MEMORY), (1000, 0), (63, MEMORY), (5000, 20_000)] {
            let (reading, findings, kept) = recognised(&bytes, piece, memory).unwrap();
            assert_eq!(whole.0, reading);
            assert_eq!(whole.1, findings);
            assert_eq!(kept.is_some(), memory == MEMORY, "{memory}");
        }
    }
}

#[test]
fn cells_by_bytes_are_cells_by_rows() {
    for bytes in files() {
        let mut session = Session::new().unwrap();
        session.add("fil.csv", bytes.clone()).unwrap();
        let mut plan = session.propose(Some("13")).unwrap();
        let (reading, _, kept) = recognised(&bytes, 5000, MEMORY).unwrap();
        let kept = kept.unwrap();
        let is_wide = reading.columns.iter().any(|column| column.name == "kanal");
        if is_wide {
            plan.groups.push("ort".to_owned());
            let wide = Measure { id: "kanal".to_owned(), column: "kanal".to_owned(), ..plan.measures[0].clone() };
            plan.measures.push(wide);
        }
        loop {
            let general = pipeline::scan(&bytes, &reading, "fil.csv", &plan, Region::parse("13")).unwrap();
            assert!(general.rows > 100 && !plan.measures.is_empty());
            let expected = bits(&general, &plan);
            let pieces = if bytes.len() > 200_000 { &[777][..] } else { &[bytes.len(), 777, 50] };
            for piece in pieces.iter().copied() {
                assert!(bits(&scanned(&bytes, piece, &reading, &plan), &plan) == expected, "{piece} {:?}", plan.groups);
            }
            match pipeline::scan_kept(&kept, &reading, "fil.csv", &plan, Region::parse("13")).unwrap() {
                Some(kept) => assert!(bits(&kept, &plan) == expected, "kept {:?}", plan.groups),
                // Too many places could be.
                None if is_wide => {}
                None => assert!(plan.measures.iter().any(|it| it.r#type != MeasureType::Proportion)),
            }
            if plan.groups.pop().is_none() {
                break;
            }
        }
    }
}

/// How weights are written.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Weights {
    /// With so many decimals.
    Decimals(usize),
    /// With more decimals in every block of rows.
    More,
    /// In the millions, with four decimals, and one that is larger still.
    Huge,
    /// With zeros before fifteen decimals.
    Tiny,
    /// Both, so that no unit suits all: half of the rows go the general way.
    Apart,
    /// With more digits than a binary number holds.
    Long,
    /// With an exponent now and then.
    Exponent,
    Few,
    /// Nowhere.
    None,
}

const WEIGHTS: [Weights; 8] = [
    Weights::More,
    Weights::Huge,
    Weights::Tiny,
    Weights::Apart,
    Weights::Long,
    Weights::Exponent,
    Weights::Few,
    Weights::None,
];

/// A survey of few places, so that the answers of many respondents are added up in one.
fn weighted_survey(weights: Weights, rows: usize) -> Vec<u8> {
    let mut below = dice(rows as u32);
    let name = if weights == Weights::None { "skostorlek" } else { "vikt" };
    let mut text = format!("region;{name};nojd;delaktig\n");
    for row in 0..rows {
        let decimals = |decimals: usize, whole: u64, below: &mut dyn FnMut(u64) -> u64| {
            let digits: String = (0..decimals).map(|_| char::from(b'0' + below(10) as u8)).collect();
            if decimals == 0 { whole.to_string() } else { format!("{whole},{digits}") }
        };
        let whole = 1 + below(90);
        let weight = match weights {
            Weights::Decimals(many) => decimals(many, whole, &mut below),
            Weights::More => decimals(row / 4096 * 2, whole, &mut below),
            Weights::Huge if row == rows / 2 => "99999999999".to_owned(),
            Weights::Huge => decimals(4, whole * 1_000_003, &mut below),
            Weights::Tiny => format!("0,0000000{:08}", below(100_000_000)),
            Weights::Apart if row % 2 == 0 => format!("0,0000000{:08}", below(100_000_000)),
            Weights::Apart => decimals(0, whole * 1_000_000_000_003, &mut below),
            Weights::Long => decimals(17, whole, &mut below),
            Weights::Exponent if row % 50 == 0 => format!("{whole}e{}", below(9)),
            Weights::Exponent => decimals(4, whole, &mut below),
            Weights::Few => ["1", "2,5", "0,125", "40"][below(4) as usize].to_owned(),
            Weights::None => (35 + below(10)).to_string(),
        };
        // Most of the places come late.
        let region = match below(20) {
            0 if row < 5000 => "01",
            0 => ["03", "04", "05", "06", "07", "08", "09", "10", "12", "14"][below(10) as usize],
            _ => "13",
        };
        let answer = ["alltid", "oftast", "aldrig", ""];
        text += &format!("{region};{weight};{};{}\n", answer[below(4) as usize], answer[below(3) as usize]);
    }
    text.into_bytes()
}

#[test]
fn weights_of_every_kind_give_the_same_bits() {
    for weights in (0..=13).map(Weights::Decimals).chain(WEIGHTS) {
        // More than two times the fewest rows that there is room for in one place.
        let bytes = weighted_survey(weights, 9000);
        let mut session = Session::new().unwrap();
        session.add("fil.csv", bytes.clone()).unwrap();
        let mut plan = session.propose(Some("13")).unwrap();
        plan.measures.retain(|it| it.r#type == MeasureType::Proportion);
        assert_eq!(plan.measures.len(), 2, "{weights:?}");
        let (reading, _, kept) = recognised(&bytes, 5000, MEMORY).unwrap();
        let general = pipeline::scan(&bytes, &reading, "fil.csv", &plan, Region::parse("13")).unwrap();
        assert_eq!((general.rows, general.rejected), (9000, 0), "{weights:?}");
        let expected = bits(&general, &plan);
        assert!(bits(&scanned(&bytes, 777, &reading, &plan), &plan) == expected, "{weights:?}");
        let kept =
            kept.map(|kept| pipeline::scan_kept(&kept, &reading, "fil.csv", &plan, Region::parse("13")).unwrap());
        match kept.flatten() {
            Some(kept) => assert!(bits(&kept, &plan) == expected, "kept {weights:?}"),
            None => assert_eq!(weights, Weights::Long),
        }
    }
}

//! Rows that cross from the module of other formats to the core are the rows that the reader gives, whatever the file.

use rikssnitt::intake::{self, Dialect, Format};
use rikssnitt::plan::Plan;
use rikssnitt::session::{Added, Adding, Session};
use rikssnitt::table;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    intake::pack(bytes, &mut |batch| all.extend_from_slice(batch));
    all
}

/// Every row as `line: cell|cell`, numbers to the bit, and how the reading ended.
fn rows(bytes: &[u8], dialect: &Dialect) -> (Vec<String>, Option<String>) {
    let mut all = Vec::new();
    let ended = intake::read(bytes, dialect, &mut |row| {
        let cells = row.cells.iter().map(|cell| format!("{}#{:?}", cell.text, cell.number.map(f64::to_bits)));
        all.push(format!("{}: {}", row.line, cells.collect::<Vec<_>>().join("|")));
        true
    });
    (all, ended.err().map(|error| error.to_string()))
}

/// The same dialect, rows, sheets and reading by both ways; gives whether the file could be read.
fn agree(name: &str, bytes: &[u8]) -> bool {
    let across = packed(bytes);
    let direct = match intake::recognise(bytes, None) {
        Ok(dialect) => dialect,
        Err(error) => {
            assert_eq!(intake::recognise(&across, None).unwrap_err(), error, "{name}");
            return false;
        }
    };
    assert_eq!(intake::recognise(&across, None).unwrap(), direct, "{name}");
    let sheets: Vec<Option<String>> = match direct.sheets.as_slice() {
        [] => vec![None],
        names => names.iter().cloned().map(Some).collect(),
    };
    for sheet in sheets {
        let dialect = Dialect { sheet, ..direct.clone() };
        assert_eq!(rows(&across, &dialect), rows(bytes, &dialect), "{name}: {:?}", dialect.sheet);
    }
    let readings = [bytes, &across].map(|bytes| format!("{:?}", table::recognise(bytes, None)));
    assert_eq!(readings[0], readings[1], "{name}");
    true
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// The seeds of the fuzz targets, one or more a format, and the corpora beside the project where they are.
#[test]
fn rows_are_the_same_through_the_second_module() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut seeds, mut others) = (Vec::new(), Vec::new());
    files(&root.join("fuzz/seeds"), &mut seeds);
    files(&root.join("../shared/messy"), &mut others);
    let mut read = BTreeMap::new();
    for (at, path) in seeds.iter().chain(&others).enumerate() {
        let bytes = std::fs::read(path).unwrap();
        let Ok(format) = intake::format(&bytes) else { continue };
        if format != Format::Delimited && bytes.len() < 1 << 21 {
            let well = agree(&path.display().to_string(), &bytes);
            *read.entry(format!("{format:?}")).or_insert(0) += u32::from(well && at < seeds.len());
        }
    }
    for format in ["Xlsx", "Xls", "Px", "JsonStat", "Sav", "Dta"] {
        assert!(read.get(format) > Some(&0), "no {format} among the seeds: {read:?}");
    }
}

#[test]
fn a_file_is_the_same_to_the_session_by_both_ways() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    for name in ["xlsx/figures.xlsx", "sav/coded.sav", "px/andelar.px"] {
        let bytes = std::fs::read(root.join(name)).unwrap();
        let (mut one, mut other) = (Session::new().unwrap(), Session::new().unwrap());
        let direct = one.add(name, bytes.clone()).unwrap();
        let mut adding = Adding::new(name, 0);
        bytes.chunks(1000).for_each(|chunk| adding.feed(chunk).unwrap());
        let file = adding.foreign().unwrap().unwrap();
        assert_eq!(file, bytes);
        intake::pack(&file, &mut |batch| adding.packed(batch).unwrap());
        let Added::File(taken) = adding.finish(None).unwrap() else { panic!("{name}: read twice") };
        assert_eq!(other.keep(*taken).unwrap(), direct, "{name}");
        let plan = Plan::parse(&one.propose(Some("13")).unwrap().to_json()).unwrap();
        let export = |session: &mut Session| session.export(&plan, rikssnitt::session::Format::Json).unwrap();
        assert_eq!(export(&mut one), export(&mut other), "{name}");
    }
}

/// Bytes that only begin like packed rows, and rows that break off, are answered and never stop the program.
#[test]
fn packed_rows_are_not_trusted() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    for name in ["xlsx/figures.xlsx", "sav/coded.sav"] {
        let whole = packed(&std::fs::read(root.join(name)).unwrap());
        for cut in (16..whole.len()).step_by(7) {
            let _ = table::recognise(&whole[..cut], None);
        }
        for at in (17..whole.len()).step_by(3) {
            let mut changed = whole.clone();
            changed[at] ^= 0x5a;
            let _ = table::recognise(&changed, None);
            changed[at] = 0xff;
            let _ = table::recognise(&changed, None);
        }
    }
}

//! Public collections of odd files beside the project, where they are: the share that is read as their own expectations
//! say. Some of those are another program's opinion of files that can be read in several ways, and some belong to
//! formats that are not read here: the shares are what they are, and must not fall.

use rikssnitt::intake::{self, Dialect};
use rikssnitt::table;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A collection, how its files are judged, and how many must agree at least.
type Corpus = (&'static str, fn(&Path) -> Vec<(String, Result<(), String>)>, usize);

const CORPORA: &[Corpus] = &[
    ("csv_spectrum", records, 10),
    ("csvlint", sniffed, 7),
    ("csvlint", sheets, 2),
    ("duckdb_csv", sniffed, 27),
    ("calamine", sheets, 23),
    ("readxl", sheets, 14),
    ("haven_stat", cases, 14),
    ("px_files", cubes, 2),
];

fn load(path: &Path) -> Value {
    std::fs::read(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
    found.sort();
}

fn named(path: &Path, ends: &[&str]) -> bool {
    ends.iter().any(|end| path.to_string_lossy().ends_with(end))
}

fn agree<T: PartialEq + std::fmt::Debug>(what: &str, found: T, expected: T) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what}: found {found:?}, expected {expected:?}")) }
}

fn rows(bytes: &[u8], dialect: &Dialect) -> Result<Vec<(u64, Vec<String>)>, String> {
    let mut all = Vec::new();
    let read = intake::read(bytes, dialect, &mut |row| {
        all.push((row.line, row.cells.iter().map(|cell| cell.text.to_string()).collect()));
        true
    });
    read.map(|()| all).map_err(|error| error.to_string())
}

/// Every record as an object by the header, as a JSON file beside each says.
fn records(folder: &Path) -> Vec<(String, Result<(), String>)> {
    let mut all = Vec::new();
    files(&folder.join("csvs"), &mut all);
    let judge = |path: &PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = std::fs::read(path).unwrap();
        let agrees = intake::recognise(&bytes, None).map_err(|error| error.to_string()).and_then(|dialect| {
            let rows = rows(&bytes, &dialect)?;
            let mut rows = rows.into_iter().map(|(_, row)| row).filter(|row| !row.is_empty());
            let header = rows.next().unwrap_or_default();
            let objects: Vec<Value> =
                rows.map(|row| header.iter().cloned().zip(row.into_iter().map(Value::String)).collect()).collect();
            agree("records", Value::Array(objects), load(&folder.join(format!("json/{name}.json"))))
        });
        (name, agrees)
    };
    all.iter().map(judge).collect()
}

/// Separator, number of columns and rows of data as DuckDB's sniffer says, where it could tell.
fn sniffed(folder: &Path) -> Vec<(String, Result<(), String>)> {
    let expected = load(&folder.join("_duckdb_sniff.json"));
    let judge = |(name, expected): (&String, &Value)| {
        let delimiter = expected["delimiter"].as_str()?.to_owned();
        let bytes = std::fs::read(folder.join(name)).ok()?;
        // A file of one column has no separator here, and of a header alone there is nothing to say.
        let columns = expected["columns"].as_array()?.len();
        if columns < 2 || expected["rows"] == 0 || name.ends_with(".gz") {
            return None;
        }
        let agrees = table::recognise(&bytes, None).map_err(|error| error.to_string()).and_then(|(reading, _)| {
            agree("separator", reading.dialect.delimiter.map(char::from).map(String::from), Some(delimiter))?;
            agree("columns", reading.columns.len(), columns)?;
            // Rows that sum the others are set aside here, and the header is one more where none was seen.
            let rows = expected["rows"].as_u64().unwrap_or(0);
            let apart = reading.summary_rows.len() as u64 + reading.footer_lines;
            agree("rows", reading.n_data_rows + apart, rows)
        });
        Some((name.clone(), agrees))
    };
    expected.as_object().into_iter().flatten().filter_map(judge).collect()
}

/// Whether a cell is what calamine's Python side writes of it: numbers with a decimal, moments with seconds, texts cut at
/// forty signs, errors as nothing. Numbers here have the fifteen digits that Excel shows.
fn same_cell(found: &str, expected: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    let near = |one: f64, other: f64| (one - other).abs() <= 1e-14 * other.abs();
    let moment = |text: &str| text.replace('T', " ").trim_end_matches(":00").trim_end_matches(" 00:00").to_owned();
    found == expected
        || (found.starts_with('#') && expected.is_empty())
        || number(found).zip(number(expected)).is_some_and(|(one, other)| near(one, other))
        || (expected.starts_with(|sign: char| sign.is_ascii_digit()) && moment(found) == moment(expected))
        || (expected.chars().count() >= 40 && found.starts_with(expected))
}

/// The first cells of each sheet as calamine reads them.
fn sheets(folder: &Path) -> Vec<(String, Result<(), String>)> {
    let expected = load(&folder.join("_calamine_read.json"));
    let judge = |(name, expected): (&String, &Value)| {
        let bytes = std::fs::read(folder.join(name)).ok()?;
        let agrees = intake::recognise(&bytes, None).map_err(|error| error.to_string()).and_then(|dialect| {
            for sheet in &dialect.sheets {
                let head = expected[sheet]["head"].as_array().map(Vec::as_slice).unwrap_or_default();
                let dialect = Dialect { sheet: Some(sheet.clone()), ..dialect.clone() };
                let rows = rows(&bytes, &dialect)?;
                for (line, expected) in (1..).zip(head) {
                    let row =
                        rows.iter().find(|(at, _)| *at == line).map(|(_, row)| row.as_slice()).unwrap_or_default();
                    for (at, cell) in expected.as_array().into_iter().flatten().enumerate() {
                        let (found, cell) = (row.get(at).map_or("", String::as_str), cell.as_str().unwrap_or(""));
                        if !same_cell(found, cell) {
                            return Err(format!("{sheet}, row {line}: found {found:?}, expected {cell:?}"));
                        }
                    }
                }
            }
            Ok(())
        });
        Some((name.clone(), agrees))
    };
    expected.as_object().into_iter().flatten().filter_map(judge).collect()
}

/// Files of SPSS and Stata are read; those of SAS are named as what they are.
fn cases(folder: &Path) -> Vec<(String, Result<(), String>)> {
    let mut all = Vec::new();
    files(folder, &mut all);
    let judge = |path: &PathBuf| {
        let bytes = std::fs::read(path).unwrap();
        let agrees = match table::recognise(&bytes, None) {
            Err(error) if named(path, &[".sas7bdat"]) => {
                agree("error", error.to_string(), "X_FORMAT_NOT_READ format=sas7bdat".into())
            }
            Err(error) => Err(error.to_string()),
            Ok((reading, _)) => agree("rows", reading.n_data_rows > 0, true),
        };
        (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), agrees)
    };
    all.iter().filter(|path| !named(path, &[".sas7bcat"])).map(judge).collect()
}

/// PC-Axis files have as many rows as their dimensions' values make combinations.
fn cubes(folder: &Path) -> Vec<(String, Result<(), String>)> {
    let mut all = Vec::new();
    files(folder, &mut all);
    let judge = |path: &PathBuf| {
        let agrees = table::recognise(&std::fs::read(path).unwrap(), None).map_err(|error| error.to_string());
        let agrees = agrees.and_then(|(reading, _)| {
            let cells: usize = reading
                .columns
                .iter()
                .filter(|column| column.role.as_str() != "value")
                .map(|it| it.levels.len())
                .product();
            agree("cells", reading.n_data_rows, cells as u64)
        });
        (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), agrees)
    };
    all.iter().filter(|path| named(path, &[".px"])).map(judge).collect()
}

#[test]
fn public_collections() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/messy");
    let mut low = Vec::new();
    println!("{:14} {:>6} {:>6}", "collection", "agree", "files");
    for (name, judge, least) in CORPORA.iter().filter(|(name, ..)| root.join(name).is_dir()) {
        let judged = judge(&root.join(name));
        let right = judged.iter().filter(|(_, agrees)| agrees.is_ok()).count();
        println!("{name:14} {right:>6} {:>6}", judged.len());
        for (file, why) in judged {
            why.err().into_iter().for_each(|why| println!("    {file}: {}", why.chars().take(300).collect::<String>()));
        }
        if right < *least {
            low.push(format!("{name}: {right} agree, not {least}"));
        }
    }
    assert!(low.is_empty(), "{low:?}");
}

//! The data that a table of expected values was computed from: the input tables that lie beside it.

use crate::oracle::rows::{Row, Rows};
use anyhow::Result;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const KEYS: &[&str] = &["set", "region", "series", "case", "area", "group"];

/// Input tables with the folder they lie in.
#[derive(Debug, Default)]
pub struct Beside {
    tables: Vec<(PathBuf, Rows)>,
}

impl Beside {
    /// Reads the tables of a folder and of its folder `input` for which the answer is yes.
    pub fn read(folder: &Path, wanted: impl Fn(&Path) -> bool) -> Result<Beside> {
        let mut paths = BTreeSet::new();
        for place in [folder.to_owned(), folder.join("input")] {
            let Ok(entries) = fs::read_dir(&place) else { continue };
            paths.extend(entries.flatten().map(|entry| entry.path()));
        }
        let is_table = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "csv") && wanted(path);
        let tables = paths.into_iter().filter(is_table).map(|path| Ok((path.clone(), Rows::read(&path)?)));
        Ok(Beside { tables: tables.collect::<Result<_>>()? })
    }

    /// The table of a name.
    pub fn named(&self, name: &str) -> Option<&Rows> {
        self.tables.iter().find(|(path, _)| path.file_name().is_some_and(|own| own == name)).map(|(_, rows)| rows)
    }

    /// The first table that has all of these columns.
    pub fn with(&self, columns: &[&str]) -> Option<&Rows> {
        self.tables.iter().find(|(_, rows)| rows.has(columns)).map(|(_, rows)| rows)
    }
}

/// The rows of a table that belong to a case: those whose set, region or other key has that name, else every row.
pub fn of_case<'t>(table: &'t Rows, case: &str) -> Vec<Row<'t>> {
    let key = KEYS.iter().find(|key| table.column(key).is_some_and(|column| column.contains(&case)));
    table.iter().filter(|row| key.is_none_or(|key| row.text(key) == case)).collect()
}

/// The numbers of some columns, row by row; rows with a gap are left out.
pub fn numbers<const N: usize>(rows: &[Row<'_>], columns: [&str; N]) -> Vec<[f64; N]> {
    let filled = |row: &Row<'_>| {
        let cells = columns.map(|name| row.number(name));
        cells.iter().all(Option::is_some).then(|| cells.map(Option::unwrap_or_default))
    };
    rows.iter().filter_map(filled).collect()
}

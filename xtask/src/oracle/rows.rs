//! A table as text, by column name.

use anyhow::{Context, Result};
use std::collections::HashMap;
use std::path::Path;

/// A table with its header.
#[derive(Debug, Clone)]
pub struct Rows {
    pub names: Vec<String>,
    place: HashMap<String, usize>,
    cells: Vec<Vec<String>>,
}

/// One row of it.
#[derive(Debug, Clone, Copy)]
pub struct Row<'t> {
    table: &'t Rows,
    index: usize,
}

impl Rows {
    /// Reads a comma-separated file with a header.
    pub fn read(path: &Path) -> Result<Rows> {
        let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
        Rows::parse(&text).with_context(|| format!("{} is not a table", path.display()))
    }

    /// Reads the same from text.
    pub fn parse(text: &str) -> Result<Rows> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let names: Vec<String> = reader.headers()?.iter().map(|name| name.trim().to_owned()).collect();
        let place = names.iter().enumerate().map(|(index, name)| (name.clone(), index)).collect();
        let cells = reader
            .records()
            .map(|record| Ok(record?.iter().map(str::to_owned).collect()))
            .collect::<Result<_, csv::Error>>()?;
        Ok(Rows { names, place, cells })
    }

    /// Whether every one of these columns is there.
    pub fn has(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.place.contains_key(*name))
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Every row in order.
    pub fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.cells.len()).map(|index| Row { table: self, index })
    }

    /// The texts of a column.
    pub fn column(&self, name: &str) -> Option<Vec<&str>> {
        let place = *self.place.get(name)?;
        Some(self.cells.iter().map(|row| row.get(place).map_or("", String::as_str)).collect())
    }
}

impl<'t> Row<'t> {
    /// The line of the file, for tables without line breaks in cells.
    pub fn line(self) -> u64 {
        self.index as u64 + 2
    }

    /// The text of a cell; empty where the column or the value is missing.
    pub fn text(self, name: &str) -> &'t str {
        let cell = self.table.place.get(name).and_then(|place| self.table.cells.get(self.index)?.get(*place));
        match cell.map_or("", String::as_str).trim() {
            "NA" => "",
            text => text,
        }
    }

    /// Whether the row's table has the column.
    pub fn has(self, name: &str) -> bool {
        self.table.place.contains_key(name)
    }

    /// The number of a cell; `None` where it is empty or no number. `Inf` is a number.
    pub fn number(self, name: &str) -> Option<f64> {
        self.text(name).parse().ok()
    }
}

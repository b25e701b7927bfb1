//! The rows of a data set as the columns of a design.

use crate::oracle::data::Dataset;
use rikssnitt::estimate::design::Columns;
use std::path::PathBuf;

/// A data set with the folder that its other files lie in.
pub struct Microdata<'d> {
    pub data: &'d Dataset,
    pub folder: PathBuf,
}

impl Columns for Microdata<'_> {
    fn rows(&self) -> usize {
        self.data.rows.len()
    }

    fn texts(&self, name: &str) -> Option<Vec<String>> {
        Some(self.data.rows.column(name)?.into_iter().map(str::to_owned).collect())
    }

    fn numbers(&self, name: &str) -> Option<Vec<f64>> {
        self.data.numbers(name)?.into_iter().collect()
    }

    fn names(&self) -> Vec<String> {
        self.data.rows.names.clone()
    }

    /// With or without a header, with or without row names.
    fn square(&self, name: &str) -> Option<Vec<Vec<f64>>> {
        let path = super::expected::dataset_path(&self.folder, name)?;
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(path).ok()?;
        let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().ok()?;
        let numbers = |record: &csv::StringRecord| -> Vec<Option<f64>> {
            record.iter().map(|cell| cell.trim().parse().ok()).collect()
        };
        let rows: Vec<Vec<Option<f64>>> = records.iter().map(numbers).collect();
        let headed = rows.first()?.iter().skip(1).any(Option::is_none) || rows.len() == rows.first()?.len() + 1;
        let rows = if headed { &rows[1..] } else { &rows[..] };
        let skipped = rows.first()?.len().checked_sub(rows.len())?;
        rows.iter().map(|row| row.iter().skip(skipped).copied().collect()).collect()
    }
}

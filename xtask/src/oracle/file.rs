//! Finds the tables of a folder and hands each to what can read its columns.

use crate::oracle::beside::Beside;
use crate::oracle::report::{Report, Verdict};
use crate::oracle::rows::Rows;
use crate::oracle::{aggregates, calls, charts, comparisons, design, disclosure, efficiency, expected, indicators};
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Names of files and folders that hold what is computed on, never what is expected.
const INPUTS: &[&str] = &["input", "data", "panel", "visits", "index", "weights", "tables"];

/// The file that says how samples were drawn; calls beside it are about surveys.
const DESIGNS: &str = "designs.json";

/// Every table of expected values under a folder, in the order of their paths.
pub fn tables_under(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = BTreeSet::new();
    collect(folder, &mut found).with_context(|| format!("{} cannot be read", folder.display()))?;
    let datasets: BTreeSet<PathBuf> = found.iter().flat_map(|path| datasets_of(path)).collect();
    Ok(found.into_iter().filter(|path| !datasets.contains(path) && !is_input(path)).collect())
}

fn collect(folder: &Path, found: &mut BTreeSet<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if path.file_name().is_none_or(|name| name != "input") {
                collect(&path, found)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "csv") {
            found.insert(path);
        }
    }
    Ok(())
}

/// The data sets and joint probabilities that the designs of a table's folder name.
fn datasets_of(table: &Path) -> Vec<PathBuf> {
    let folder = table.parent().unwrap_or(Path::new(""));
    let designs = design::read(folder).unwrap_or_default();
    let joint = |design: &design::CaseDesign| design.design.as_ref().ok()?.pps.clone()?.joint_probabilities;
    let names = designs.iter().flat_map(|design| design.dataset.clone().into_iter().chain(joint(design)));
    names.filter_map(|name| expected::dataset_path(folder, &name)).collect()
}

/// By the words of its name; a name that says `expected` never is one.
fn is_input(path: &Path) -> bool {
    let name = path.file_stem().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let words: Vec<&str> = name.split('_').collect();
    !words.contains(&"expected") && words.iter().any(|word| INPUTS.contains(word))
}

/// Runs one table.
pub fn run(path: &Path) -> Result<Report> {
    let table = Rows::read(path)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    if table.has(expected::COLUMNS) {
        let drawn = folder.join(DESIGNS).is_file();
        return if drawn { expected::run(folder, &table) } else { calls::run(folder, &table) };
    }
    if comparisons::is_of_the_line(&table) {
        return comparisons::run(folder, &table);
    }
    let beside = Beside::read(folder, is_input)?;
    let mut report = Report::default();
    for row in table.iter() {
        let with_input =
            || indicators::verdicts(&beside, &table, row).or_else(|| charts::verdicts(&beside, &table, row));
        let of_the_system = || efficiency::verdicts(&beside, &table, row);
        let of_disclosure = || disclosure::verdicts(&beside, &table, row);
        let verdicts = with_input()
            .or_else(of_the_system)
            .or_else(of_disclosure)
            .unwrap_or_else(|| aggregates::verdicts(&table, row));
        let unknown = || vec![Verdict::NotRun("a table of statistics that are not computed".to_owned())];
        report.row(row.line(), if verdicts.is_empty() { unknown() } else { verdicts });
    }
    Ok(report)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_computed_on_is_told_from_what_is_expected() {
        assert!(is_input(Path::new("a/km_aml_input.csv")) && is_input(Path::new("raked_weights_2020.csv")));
        assert!(!is_input(Path::new("a/expected_input.csv")) && !is_input(Path::new("a/prop_one.csv")));
    }
}

//! A saved plan is taken up again, for the same files or for others with the same columns.

use super::Session;
use crate::error::Error;
use crate::plan::{FilePlan, Plan};
use std::collections::BTreeSet;

impl Session {
    /// Takes a saved plan up again: its files are understood as it says. Where none of its patterns fits a file, the
    /// plan of a file with the same columns is taken, and its pattern becomes that file's name.
    ///
    /// # Errors
    /// What is no plan; plans that name what is not there.
    pub fn adopt(&mut self, text: &str) -> Result<Plan, Error> {
        let mut plan = Plan::parse(text.trim_start_matches('\u{FEFF}'))?;
        for source in &self.sources {
            if plan.file(&source.name).is_some() {
                continue;
            }
            let names: BTreeSet<&str> = source.reading.columns.iter().map(|column| column.name.as_str()).collect();
            let others: Vec<&str> = self.sources.iter().map(|other| other.name.as_str()).collect();
            let free = |file: &&mut FilePlan| !others.iter().any(|name| file.fits(name));
            let same =
                plan.files.iter_mut().filter(free).find(|file| file.columns_named().all(|it| names.contains(it)));
            if let Some(file) = same {
                file.pattern.clone_from(&source.name);
            }
        }
        self.apply(&plan)?;
        if !self.sources.is_empty() {
            self.check_columns(&plan)?;
        }
        Ok(plan)
    }
}

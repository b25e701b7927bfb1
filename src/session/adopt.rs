//! Files as a plan says that they are, also a saved one that is taken up again for other files with the same columns.

use super::{Correction, Session};
use crate::error::{Error, ErrorCode};
use crate::filled::Filled;
use crate::finding::Position;
use crate::plan::{FilePlan, Plan};
use crate::table;
use crate::table::reading::{Kind, Role};
use std::collections::{BTreeMap, BTreeSet};

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
            let names: BTreeSet<&str> = source.reading.columns.iter().map(|column| column.name.as_str()).filled();
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

    /// Understands the files as a plan says.
    pub(super) fn apply(&mut self, plan: &Plan) -> Result<(), Error> {
        for source in &mut self.sources {
            let Some(file) = plan.file(&source.name) else { continue };
            if let Some(sheet) =
                file.sheet.as_ref().filter(|sheet| source.reading.dialect.sheet.as_ref() != Some(sheet))
            {
                (source.reading, source.findings) = table::recognise(source.held.at_hand(), Some(sheet))?;
                source.scanned = None;
            }
            let field = |name: &str| format!("files.{}.{name}", file.pattern);
            let kind = file.kind.as_ref().map(|text| Kind::parse(text, &field("kind"))).transpose()?;
            let mut roles = BTreeMap::new();
            for (column, role) in &file.roles {
                roles.insert(column.clone(), Role::parse(role, &field(&format!("roles.{column}")))?);
            }
            let before = source.reading.clone();
            source.reading.correct(kind, &roles);
            source.corrected.add(&Correction { sheet: file.sheet.clone(), kind, roles });
            source.settle();
            if before != source.reading {
                source.scanned = None;
            }
        }
        Ok(())
    }

    /// Measures of a survey name its columns.
    pub(super) fn check_columns(&self, plan: &Plan) -> Result<(), Error> {
        let columns: BTreeSet<&str> = self
            .sources
            .iter()
            .filter(|source| source.reading.kind == Kind::Survey)
            .flat_map(|source| source.reading.columns.iter().map(|column| column.name.as_str()))
            .filled();
        let asked = plan.measures.iter().filter(|measure| measure.r#type.is_of_survey());
        match asked.flat_map(|measure| measure.columns()).find(|name| !columns.contains(name)) {
            Some(missing) => Err(Error::new(ErrorCode::PlanColumn).at(Position::default().column(missing))),
            None => Ok(()),
        }
    }
}

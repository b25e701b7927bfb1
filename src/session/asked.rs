//! Whether what a plan asks for is in the files.

use super::Session;
use crate::error::{Error, ErrorCode};
use crate::finding::Position;
use crate::plan::Plan;
use crate::table::reading::Kind;
use std::collections::BTreeSet;

impl Session {
    /// Measures of a survey name its columns.
    pub(super) fn check_columns(&self, plan: &Plan) -> Result<(), Error> {
        let columns: BTreeSet<&str> = self
            .sources
            .iter()
            .filter(|source| source.reading.kind == Kind::Survey)
            .flat_map(|source| source.reading.columns.iter().map(|column| column.name.as_str()))
            .collect();
        let asked = plan.measures.iter().filter(|measure| measure.r#type.is_of_survey());
        match asked.map(|measure| measure.column.as_str()).find(|name| !columns.contains(name)) {
            Some(missing) => Err(Error::new(ErrorCode::PlanColumn).at(Position::default().column(missing))),
            None => Ok(()),
        }
    }
}

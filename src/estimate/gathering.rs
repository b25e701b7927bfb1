//! Levels of groups, put together as the plan says before anything is estimated.

use crate::catalogue::municipality::Municipalities;
use crate::error::Error;
use crate::estimate::survey::SurveySample;
use crate::filled::Filled;
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::{Classification, Plan};
use std::collections::{BTreeMap, BTreeSet};

/// How levels are put together.
pub(super) struct Gathering<'p> {
    plan: &'p Plan,
    municipalities: Option<Municipalities>,
}

impl<'p> Gathering<'p> {
    /// Reads the classifications that the plan needs.
    ///
    /// # Errors
    /// A built-in table that cannot be read.
    pub fn new(plan: &'p Plan) -> Result<Gathering<'p>, Error> {
        let needed = plan.gather.values().any(|it| matches!(it.by, Some(Classification::Skr2023)));
        let municipalities = if needed { Some(Municipalities::built_in()?) } else { None };
        Ok(Gathering { plan, municipalities })
    }

    /// The new level of each level of a column; a level that the classification does not know has none.
    pub fn levels(&self, column: &str, own: &BTreeSet<String>, findings: &mut Findings) -> BTreeMap<String, String> {
        let Some(gather) = self.plan.gather.get(column) else {
            return own.iter().map(|level| (level.clone(), level.clone())).filled();
        };
        let class = |level: &'_ String| match (&gather.by, &self.municipalities) {
            (Some(Classification::Skr2023), Some(all)) => all.group(level).map(str::to_owned),
            (Some(Classification::Need(need)), _) => need.class(level).map(str::to_owned),
            _ => Some(level.clone()),
        };
        let found = |level: &String| Some((level.clone(), gather.level(&class(level)?).to_owned()));
        let new: BTreeMap<String, String> = own.iter().filter_map(found).filled();
        if new.len() < own.len() {
            let params = [("column", column.to_owned()), ("levels", (own.len() - new.len()).to_string())];
            let by_need = matches!(gather.by, Some(Classification::Need(_)));
            let code = if by_need { FindingCode::AreaWithoutNeed } else { FindingCode::MunicipalityUnknown };
            findings.add_with(code, Position::default(), &params);
        }
        new
    }

    /// A sample with its levels put together.
    pub fn of(&self, mut sample: SurveySample, findings: &mut Findings) -> SurveySample {
        if self.plan.gather.is_empty() {
            return sample;
        }
        for (index, column) in self.plan.kept_groups().iter().enumerate() {
            if self.plan.gather.contains_key(column) {
                let new = self.levels(column, &sample.levels(index), findings);
                sample.rename(index, &new);
            }
        }
        sample
    }
}

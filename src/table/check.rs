//! The check of a file by its kind: rows of data → respondents or figures.

use super::DataRow;
use super::amounts::{Amount, AmountKey, AmountTable};
use super::indicators::{About, Figure, IndicatorTable};
use super::reading::{Kind, Reading};
use super::survey::{Respondent, SurveyTable};
use crate::error::{Error, ErrorCode};
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::{FilePlan, Plan};
use crate::vocabulary::region::Region;

/// A row that holds what it should.
#[derive(Debug, Clone, PartialEq)]
pub enum Checked<'r> {
    /// A respondent's answers.
    Respondent(Respondent<'r>),
    /// Figures.
    Figures(Vec<(About, Figure)>),
    /// Amounts.
    Amounts(Vec<(AmountKey, Amount)>),
}

/// The check of one file, by its kind.
#[derive(Debug)]
pub enum Checker<'p> {
    /// One respondent a row.
    Survey(SurveyTable<'p>),
    /// Figures.
    Indicators(IndicatorTable<'p>),
    /// Costs, posts, contacts, inhabitants.
    Amounts(AmountTable<'p>),
}

impl<'p> Checker<'p> {
    /// The check that a reading and a plan ask for.
    ///
    /// # Errors
    /// What the kind's table cannot do without; [`ErrorCode::NoTable`] for a kind that is not computed.
    pub fn new(
        reading: &'p Reading,
        file: Option<&FilePlan>,
        plan: &'p Plan,
        own: Option<Region>,
    ) -> Result<Checker<'p>, Error> {
        match reading.kind {
            Kind::Survey => {
                let mut table = SurveyTable::new(reading, file, &plan.measures, &plan.kept_groups(), own)?;
                table.detailed |= plan.keeps_respondents();
                Ok(Checker::Survey(table))
            }
            Kind::Indicators => IndicatorTable::of_plan(reading, own, &plan.measures).map(Checker::Indicators),
            Kind::Accounts | Kind::Staffing | Kind::Population => {
                AmountTable::new(reading, file, own).map(Checker::Amounts)
            }
            _ => Err(Error::new(ErrorCode::NoTable)),
        }
    }

    /// Checks a row; `None` where it cannot be used, with a finding that says why.
    pub fn row<'r>(&'r self, row: &'r DataRow<'_>, findings: &mut Findings) -> Option<Checked<'r>> {
        if row.set_aside {
            return Some(Checked::Figures(Vec::new()));
        }
        if row.displaced {
            findings.add(FindingCode::RowDisplaced, Position::row(row.line));
            return None;
        }
        match self {
            Checker::Survey(table) => table.respondent(row, findings).map(Checked::Respondent),
            Checker::Indicators(table) => table.figures(row, findings).map(Checked::Figures),
            Checker::Amounts(table) => table.amounts(row, findings).map(Checked::Amounts),
        }
    }
}

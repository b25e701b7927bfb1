//! How many of those who were asked have answered, where the plan says how many were.

use crate::estimate::Measured;
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::{Invited, Plan};
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;

/// One round in one region, or in the whole file.
#[derive(Debug, Clone, PartialEq)]
pub struct Participation {
    /// The region; the nation for the whole file.
    pub region: Region,
    /// The period.
    pub period: Option<Period>,
    /// How many were asked.
    pub invited: u64,
    /// How many have answered: rows of the file, whatever they left out.
    pub answered: u64,
}

impl Participation {
    /// The share of those who were asked, 0–1.
    pub fn rate(&self) -> f64 {
        self.answered as f64 / self.invited as f64
    }
}

/// The rounds that the plan knows the number of asked for. More answers than asked is a finding, and no rate.
pub fn participation(measured: &[Measured], plan: &Plan, findings: &mut Findings) -> Vec<Participation> {
    let Some(sample) = measured.iter().find_map(|one| one.sample.as_ref()) else { return Vec::new() };
    let periods: Vec<Option<Period>> = sample.df_of_period.keys().copied().collect();
    let one = |invited: &Invited| {
        let region = match (&invited.region, sample.regions.len()) {
            (Some(text), _) => Region::parse(text)?,
            (None, 1) => *sample.regions.first()?,
            (None, _) => Region::NATION,
        };
        let period = match (&invited.period, periods.as_slice()) {
            (Some(text), _) => Some(Period::parse(text)?),
            (None, [only]) => *only,
            (None, _) => return None,
        };
        let answered = sample.respondents((!region.is_nation()).then_some(region), period);
        (answered > 0).then_some(Participation { region, period, invited: invited.n, answered })
    };
    let all = plan.invited().filter_map(one);
    let (possible, impossible): (Vec<_>, Vec<_>) = all.partition(|it| it.answered <= it.invited);
    for it in impossible {
        let period = it.period.map(|period| period.to_string()).unwrap_or_default();
        let params = [("invited", it.invited.to_string()), ("period", period)];
        findings.add_with(FindingCode::MoreAnswersThanInvited, Position::default(), &params);
    }
    possible
}

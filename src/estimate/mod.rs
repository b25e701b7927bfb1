//! Cells and reference → estimates. Calls registered statistics; holds no formula.

mod amounts;
mod answers;
pub mod background;
pub mod design;
mod everyone;
mod extent;
mod few_units;
pub mod figures;
mod gathering;
mod ledger;
mod linearise;
pub mod measure;
mod needs;
pub mod participation;
mod parts;
pub mod published;
mod rates;
mod rows;
mod sound;
pub mod survey;
mod words;

use crate::aggregate::Cells;
use crate::catalogue::Catalogue;
use crate::catalogue::reference::Reference;
use crate::error::Error;
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::{Design, MeasureType, Nation, Plan};
use crate::statistics::Interval;
use crate::statistics::taylor_linearisation::Scores;
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use gathering::Gathering;
use ledger::Ledger;
use measure::{FileUnit, MeasureInfo};
pub use needs::with_needs;
use std::collections::BTreeMap;
use survey::SurveySample;

/// What an estimate is about. The nation is region 00.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Domain {
    /// Region or nation.
    pub region: Region,
    /// Period; `None` where the data have none.
    pub period: Option<Period>,
    /// Group and level, where it is about a part.
    pub group: Option<(String, String)>,
}

impl Domain {
    /// The same about another region.
    pub fn in_region(&self, region: Region) -> Domain {
        Domain { region, ..self.clone() }
    }
}

/// Where an estimate comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The user's file.
    File,
    /// The built-in reference.
    Reference,
    /// Given by the user in the plan.
    User,
}

/// What a comparison may build on.
#[derive(Debug, Clone, PartialEq)]
pub enum Basis {
    /// Linearised scores in the measure's sample.
    Survey(Scores),
    /// A share of a count: `p` of `n`, and the number that 1 is written as (100 for per cent).
    Share {
        /// The share, 0–1.
        p: f64,
        /// Answers.
        n: f64,
        /// 100 for per cent, 1 for shares.
        whole: f64,
    },
    /// Events of people at risk by age group, one group for a crude rate; `per` is what the rate is written per.
    Rate {
        /// The age groups with their standard population.
        strata: Vec<crate::statistics::directly_standardised_rate::Stratum>,
        /// 100 000 for "per 100 000".
        per: f64,
    },
    /// Observed events against those expected at the nation's rates.
    Expected {
        /// Observed.
        observed: f64,
        /// Expected.
        expected: f64,
        /// What a ratio of one is written as.
        per: f64,
    },
    /// Answers in which it cannot be seen how much sampling units differ: they come from one unit, the units are all
    /// alike, or the value is fixed by the known numbers that weights are adjusted to.
    NoSpread,
    /// A published standard error or interval.
    StandardError,
    /// A value alone.
    Bare,
}

/// Whether there is an estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// There is.
    Ok,
    /// Hidden by the publisher.
    Suppressed,
    /// It cannot be estimated.
    Inestimable,
}

/// One estimate. Does not implement `Serialize`.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// Answers behind it.
    pub n: Option<f64>,
    /// Effective number of answers: the simple random sample with the same standard error.
    pub n_effective: Option<f64>,
    /// The value in the measure's unit.
    pub value: Option<f64>,
    /// Its standard error.
    pub se: Option<f64>,
    /// Its interval.
    pub interval: Option<Interval>,
    /// Degrees of freedom of the interval; `None` for the normal distribution.
    pub df: Option<f64>,
    /// The statistic that gave it.
    pub method: &'static str,
    /// Whether there is one.
    pub status: Status,
    /// Where it comes from.
    pub origin: Origin,
    /// What a comparison may build on.
    pub basis: Basis,
    /// Whether the group is a unit of the region, not a part of its population.
    pub unit: bool,
}

impl Estimate {
    /// An estimate that could not be made.
    pub fn none(method: &'static str, status: Status, n: Option<f64>) -> Estimate {
        Estimate {
            n,
            n_effective: None,
            value: None,
            se: None,
            interval: None,
            df: None,
            method,
            status,
            origin: Origin::File,
            basis: Basis::Bare,
            unit: false,
        }
    }
}

/// Shares of each answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    /// Valid answers.
    pub n: u64,
    /// The answers that were given.
    pub answers: Vec<AnswerShare>,
}

/// One answer of a distribution.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerShare {
    /// The answer.
    pub answer: String,
    /// Whether it counts as positive.
    pub positive: bool,
    /// How many gave it; `None` where hidden.
    pub n: Option<u64>,
    /// Its weighted share, 0–1; `None` where hidden.
    pub share: Option<f64>,
}

/// Everything estimated of one measure.
#[derive(Debug, Clone)]
pub struct Measured {
    /// What it is.
    pub measure: MeasureInfo,
    /// The estimates.
    pub estimates: BTreeMap<Domain, Estimate>,
    /// The sample behind survey estimates.
    pub sample: Option<survey::SurveySample>,
    /// Shares of each answer, for proportions.
    pub distributions: BTreeMap<Domain, Distribution>,
    /// What ratios and shares of amounts are made of.
    pub inputs: BTreeMap<Domain, Inputs>,
}

/// What a ratio or share of amounts is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inputs {
    /// The amount above, in the prices of the base period where there is one.
    pub numerator: f64,
    /// The amount below.
    pub denominator: f64,
    /// Posts lacking to the guideline, where there is one.
    pub lacking: Option<f64>,
}

/// Estimates everything that the plan asks for.
///
/// # Errors
/// Words in the plan that do not exist; data problems are findings.
pub fn estimate(
    cells: &Cells,
    (catalogue, reference): (&Catalogue, &Reference),
    plan: &Plan,
    findings: &mut Findings,
) -> Result<Vec<Measured>, Error> {
    let mut all = Vec::new();
    let of_amounts = plan.measures.iter().any(|measure| measure.r#type.is_of_amounts());
    let ledger = of_amounts.then(|| Ledger::new(cells, reference, findings));
    let gathering = Gathering::new(plan)?;
    for measure in &plan.measures {
        if let Some(ledger) = ledger.as_ref().filter(|_| measure.r#type.is_of_amounts()) {
            let found = amounts::estimate(ledger, measure, (catalogue, &gathering), plan, findings)?;
            say_nation(&found.measure, findings);
            all.push(found);
            continue;
        }
        if measure.r#type.is_rate() {
            let info = MeasureInfo::of_plan(measure, catalogue, FileUnit::default())?;
            all.push(rates::estimate(cells, measure, info, plan.confidence, findings)?);
            continue;
        }
        if measure.r#type == MeasureType::Published {
            let unit = figures::unit(cells, measure, (catalogue, reference));
            let info = MeasureInfo::of_plan(measure, catalogue, unit)?;
            figures::say_unit(cells, measure, (&info, unit), catalogue, findings);
            if unit.is_guess(measure, &info) {
                let params = [("measure", measure.id.clone())];
                findings.add_with(FindingCode::ShareAssumed, Position::default(), &params);
            }
            let figures = figures::estimate(cells, measure, info, plan, findings);
            let period = |domain: &Domain| {
                reference.figure(figures.measure.indicator.as_deref()?, Region::NATION, domain.period?)
            };
            if figures.estimates.keys().any(|domain| period(domain).is_some()) {
                say_nation(&figures.measure, findings);
            }
            all.push(if plan.is_full_count() { figures.of_everyone() } else { figures });
            continue;
        }
        let info = MeasureInfo::of_plan(measure, catalogue, FileUnit::default())?;
        let Some(patterns) = cells.survey(&measure.id) else { continue };
        let layout = gathering.of(SurveySample::of_plan(patterns, measure, plan)?, findings);
        let layout = if plan.is_full_count() { layout.of_everyone() } else { layout };
        answers::say_answers(&layout, measure, findings);
        if !plan.is_full_count() {
            few_units::say_few_units(&layout, findings);
        }
        let national = from_file(&layout, &measure.nation, &measure.id, findings);
        say_nation(&info, findings);
        if info.own_weights && matches!(measure.nation, Nation::Indicator(_) | Nation::Given(_)) {
            findings.add_with(FindingCode::OwnWeights, Position::default(), &[("measure", measure.id.clone())]);
        }
        let answers = survey::estimate(layout, measure, info, &plan.groups, national, plan.confidence);
        all.push(if plan.is_full_count() { answers.of_everyone() } else { answers });
    }
    let sampled = all.iter().any(|measured| measured.sample.is_some());
    let designs = plan.files.iter().filter_map(|file| file.design.as_ref());
    if let Some((draws, seed)) = designs.filter_map(Design::drawn).next().filter(|_| sampled) {
        let params = [("draws", draws.to_string()), ("seed", seed.to_string())];
        findings.add_with(FindingCode::BootstrapDrawn, Position::default(), &params);
    }
    Ok(all)
}

/// The built-in figures of every indicator, one indicator after the other: together they take megabytes.
pub fn reference(catalogue: &Catalogue, reference: &Reference) -> impl Iterator<Item = Measured> {
    catalogue.indicators.iter().map(|indicator| published::estimate(indicator, reference))
}

fn say_nation(info: &MeasureInfo, findings: &mut Findings) {
    if let Some(indicator) = &info.indicator {
        let params = [("measure", info.id.clone()), ("indicator", indicator.clone())];
        findings.add_with(FindingCode::NationFromReference, Position::default(), &params);
    }
}

fn from_file(layout: &SurveySample, nation: &Nation, measure: &str, findings: &mut Findings) -> bool {
    let whole = layout.regions.len() == Region::ALL.len();
    let asked = match nation {
        Nation::Data => true,
        Nation::Auto => whole && layout.weighted,
        Nation::Indicator(_) | Nation::Given(_) => false,
    };
    let mut say = |code, params: &[(&'static str, String)]| findings.add_with(code, Position::default(), params);
    let about = ("measure", measure.to_owned());
    let regions = ("regions", layout.regions.len().to_string());
    if !layout.weighted {
        say(FindingCode::NoWeights, &[]);
    }
    if layout.lonely > 0 {
        say(FindingCode::LonelyUnit, &[("strata", layout.lonely.to_string())]);
    }
    match (asked, whole, nation) {
        (true, true, _) => say(FindingCode::NationFromFile, &[about, regions]),
        (true, false, _) => say(FindingCode::NationPartial, &[about, regions]),
        (false, _, Nation::Auto) => say(FindingCode::NoNationalValue, &[about]),
        _ => {}
    }
    asked
}

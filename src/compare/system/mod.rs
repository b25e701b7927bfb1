//! The system perspective: methods over all regions at once. Costs adjusted for structure, cost against quality, and
//! efficiency. Names nothing good or bad.

mod definitions;
mod efficiency;
mod growth;
mod quadrant;
mod series;
mod structure;

pub use definitions::{Definitions, DefinitionsRow};
pub use efficiency::{Efficiency, EfficiencyRow};
pub use growth::GrowthRow;
pub use quadrant::{Part, Point, Quadrant};
pub use structure::{Obstacle, StructureRow};

use crate::catalogue::Catalogue;
use crate::catalogue::reference::Reference;
use crate::estimate::{Domain, Inputs, Measured};
use crate::finding::Findings;
use crate::plan::Plan;
use crate::vocabulary::period::Period;
use series::Shelf;

/// What was computed over all regions.
#[derive(Debug, Clone, Default)]
pub struct System {
    /// Costs adjusted for structure, by period and region.
    pub structure: Vec<StructureRow>,
    /// Cost against quality, the period asked for first and then the earlier ones.
    pub quadrants: Vec<Quadrant>,
    /// Efficiency.
    pub efficiency: Option<Efficiency>,
    /// Indicators that are read beside each other.
    pub definitions: Vec<Definitions>,
    /// Growth of amounts.
    pub growth: Vec<GrowthRow>,
    /// What ratios and shares of amounts are made of.
    pub inputs: Vec<(String, Domain, Inputs)>,
}

/// Computes all of it from what was measured and what is built in.
pub(crate) fn system(
    measured: &[Measured],
    (catalogue, reference): (&Catalogue, &Reference),
    plan: &Plan,
    findings: &mut Findings,
) -> System {
    let shelf = Shelf { measured, reference, catalogue, smallest: plan.disclosure.minimum_n };
    let structure = structure::structure(&shelf, &plan.system, findings);
    let quadrants = quadrant::quadrants(&shelf, &structure, &plan.system.quadrant, findings);
    let efficiency = plan
        .system
        .efficiency
        .as_ref()
        .and_then(|it| efficiency::efficiency(&shelf, &structure, it, plan.confidence, findings));
    let made_of = measured
        .iter()
        .flat_map(|one| one.inputs.iter().map(|(domain, inputs)| (one.measure.id.clone(), domain.clone(), *inputs)));
    System {
        structure,
        quadrants,
        efficiency,
        definitions: definitions::definitions(&shelf),
        growth: growth::growth(measured, plan),
        inputs: made_of.collect(),
    }
}

/// Whole calendar years only: accounts and indices are yearly.
fn year_of(period: Period) -> Option<i16> {
    let (first, last) = period.years();
    (first == last && period == Period::year(first)).then_some(first)
}

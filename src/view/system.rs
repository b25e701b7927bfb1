//! The system perspective as it is shown: costs adjusted for structure, cost against quality, efficiency.

use crate::assess::definitions::Sides;
use crate::assess::quadrant::QuadrantName;
use crate::compare::system::{
    Definitions, DefinitionsRow, Efficiency, EfficiencyRow, GrowthRow, Obstacle, Point, Quadrant, StructureRow, System,
};
use crate::estimate::{Domain, Inputs};
use crate::plan::system::EfficiencyPlan;
use crate::view::files_only;
use crate::vocabulary::region::Region;
use serde::Serialize;

/// The system perspective.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SystemView {
    /// Costs adjusted for structure.
    #[cfg_attr(feature = "overview", serde(serialize_with = "files_only::no_list"))]
    pub structure: Vec<StructureView>,
    /// Cost against quality, the period asked for first.
    #[cfg_attr(feature = "overview", serde(serialize_with = "files_only::no_list"))]
    pub quadrants: Vec<QuadrantView>,
    /// Efficiency.
    #[cfg_attr(feature = "overview", serde(serialize_with = "files_only::no_value"))]
    pub efficiency: Option<EfficiencyView>,
    /// Indicators that are read beside each other.
    #[cfg_attr(feature = "overview", serde(serialize_with = "files_only::no_list"))]
    pub definitions: Vec<DefinitionsView>,
    /// Growth of amounts.
    #[cfg_attr(feature = "overview", serde(serialize_with = "files_only::no_list"))]
    pub growth: Vec<GrowthView>,
    /// What ratios and shares of amounts are made of.
    #[cfg_attr(feature = "overview", serde(serialize_with = "files_only::no_list"))]
    pub inputs: Vec<InputView>,
}

/// Two indicators in one period: the same concept by two definitions, or two sides of one matter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DefinitionsView {
    /// Their ids.
    pub indicators: [String; 2],
    /// Period.
    pub period: String,
    /// Whether they measure the same thing.
    pub same_concept: bool,
    /// Regions that have both.
    pub rows: Vec<DefinitionsRowView>,
}

/// One region by both.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DefinitionsRowView {
    /// Region code.
    pub region: String,
    /// Value by each.
    pub values: [f64; 2],
    /// Value minus the nation's by each.
    pub differences: [f64; 2],
    /// Whether the nation lies outside the region's published interval, by each.
    pub apart: [Option<bool>; 2],
    /// Whether they put the region on different sides of the nation.
    pub opposite: bool,
}

/// Growth of one measure in one region, per cent; the last two add up to the first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GrowthView {
    measure: String,
    region: String,
    first: String,
    last: String,
    amount: f64,
    volume: f64,
    each: f64,
    from_volume: f64,
    from_each: f64,
}

/// What one ratio or share is made of.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InputView {
    measure: String,
    region: String,
    period: String,
    group: Option<String>,
    level: Option<String>,
    numerator: f64,
    denominator: f64,
    /// Posts lacking to the guideline.
    lacking: Option<f64>,
}

/// One region's cost in one year, adjusted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StructureView {
    /// Region code.
    pub region: String,
    /// The year of the cost.
    pub period: String,
    /// Equalisation year.
    pub equalisation: i16,
    /// Whether that is another one than the year after.
    pub unusual_year: bool,
    /// First year of the equalisation's model.
    pub model: Option<String>,
    /// Net cost.
    pub net: f64,
    /// Standard cost.
    pub standard: Option<f64>,
    /// Standard cost over the nation's.
    pub index: Option<f64>,
    /// Cost at the nation's structure.
    pub adjusted: Option<f64>,
    /// The nation's cost at the region's structure.
    pub reference_cost: Option<f64>,
    /// Net cost against that, per cent.
    pub deviation: Option<f64>,
    /// `model_break`, `no_standard_cost` or none.
    pub obstacle: Option<&'static str>,
    /// `file` or `reference`.
    pub source: &'static str,
}

/// Cost against quality in one period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuadrantView {
    /// Period.
    pub period: String,
    /// The series of costs, or `adjusted`.
    pub cost: String,
    /// The nation's cost, as published.
    pub nation: f64,
    /// The regions' mean weighted by population.
    pub weighted_mean: Option<f64>,
    /// Indicators with their weights.
    pub indicators: Vec<WeightView>,
    /// Regions.
    pub points: Vec<PointView>,
    /// Regions without cost or with too few indicators.
    pub absent: Vec<String>,
}

/// An indicator with its weight.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WeightView {
    id: String,
    weight: f64,
}

/// One region.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PointView {
    /// Region code.
    pub region: String,
    /// Adjusted cost.
    pub cost: f64,
    /// Against the nation's, per cent.
    pub deviation: f64,
    /// Index of quality.
    pub index: f64,
    /// Its lower limit, where every indicator states its error.
    pub low: Option<f64>,
    /// Its upper limit.
    pub high: Option<f64>,
    /// Indicators that the region has.
    pub present: usize,
    /// The quadrant in words.
    pub quadrant: &'static str,
    /// Each indicator.
    pub parts: Vec<PartView>,
}

/// One indicator in one region.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartView {
    indicator: String,
    value: f64,
    nation: Option<f64>,
    z: f64,
    deviation: Option<f64>,
}

/// Efficiency in one period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EfficiencyView {
    period: String,
    /// How it was computed, as in the plan.
    plan: EfficiencyPlan,
    bandwidth: Option<f64>,
    rows: Vec<EfficiencyRowView>,
    absent: Vec<String>,
}

/// One region.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EfficiencyRowView {
    region: String,
    inputs: Vec<f64>,
    outputs: Vec<f64>,
    /// θ; 1/φ in the output orientation.
    efficiency: f64,
    input_slacks: Vec<f64>,
    output_slacks: Vec<f64>,
    peers: Vec<PeerView>,
    super_efficiency: Option<f64>,
    scale_efficiency: Option<f64>,
    free_disposal_hull: Option<f64>,
    bias: Option<f64>,
    corrected: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct PeerView {
    region: String,
    weight: f64,
}

/// What was computed over all regions; `normal` is the quantile of the intervals.
pub(super) fn system(system: &System, normal: f64) -> SystemView {
    SystemView {
        structure: files_only::list(system.structure.iter().map(structure)),
        quadrants: files_only::list(system.quadrants.iter().map(|one| quadrant(one, normal))),
        efficiency: system.efficiency.as_ref().filter(|_| !files_only::OVERVIEW).map(efficiency),
        definitions: files_only::list(system.definitions.iter().map(definitions)),
        growth: files_only::list(system.growth.iter().map(growth)),
        inputs: files_only::list(
            system.inputs.iter().map(|(measure, domain, made_of)| input(measure, domain, made_of)),
        ),
    }
}

fn definitions(one: &Definitions) -> DefinitionsView {
    let row = |row: &DefinitionsRow| DefinitionsRowView {
        region: row.region.code(),
        values: row.values,
        differences: row.differences,
        apart: row.apart,
        opposite: Sides::of(row.differences, one.directions) == Sides::Opposite,
    };
    DefinitionsView {
        indicators: one.indicators.clone(),
        period: one.period.to_string(),
        same_concept: one.same_concept,
        rows: one.rows.iter().map(row).collect(),
    }
}

fn growth(row: &GrowthRow) -> GrowthView {
    GrowthView {
        measure: row.measure.clone(),
        region: row.region.code(),
        first: row.first.to_string(),
        last: row.last.to_string(),
        amount: row.growth.cost,
        volume: row.growth.volume,
        each: row.growth.unit_cost,
        from_volume: row.growth.from_volume,
        from_each: row.growth.from_unit_cost,
    }
}

fn input(measure: &str, domain: &Domain, made_of: &Inputs) -> InputView {
    InputView {
        measure: measure.to_owned(),
        region: domain.region.code(),
        period: super::estimate::period(domain),
        group: domain.group.as_ref().map(|(group, _)| group.clone()),
        level: domain.group.as_ref().map(|(_, level)| level.clone()),
        numerator: made_of.numerator,
        denominator: made_of.denominator,
        lacking: made_of.lacking,
    }
}

fn structure(row: &StructureRow) -> StructureView {
    StructureView {
        region: row.region.code(),
        period: row.period.to_string(),
        equalisation: row.equalisation,
        unusual_year: row.unusual_year,
        model: row.model.map(|model| model.to_string()),
        net: row.net,
        standard: row.standard,
        index: row.adjusted.map(|it| it.index),
        adjusted: row.adjusted.map(|it| it.adjusted),
        reference_cost: row.adjusted.map(|it| it.reference_cost),
        deviation: row.adjusted.map(|it| it.deviation),
        obstacle: row.obstacle.map(|obstacle| match obstacle {
            Obstacle::ModelBreak => "model_break",
            Obstacle::NoStandardCost => "no_standard_cost",
        }),
        source: if row.from_file { "file" } else { "reference" },
    }
}

fn codes(regions: &[Region]) -> Vec<String> {
    regions.iter().map(|region| region.code()).collect()
}

fn quadrant(one: &Quadrant, normal: f64) -> QuadrantView {
    let point = |point: &Point| PointView {
        region: point.region.code(),
        cost: point.cost,
        deviation: point.deviation,
        index: point.index,
        low: point.se.map(|se| point.index - normal * se),
        high: point.se.map(|se| point.index + normal * se),
        present: point.present,
        quadrant: QuadrantName::of(point.deviation, point.index).as_str(),
        parts: point
            .parts
            .iter()
            .map(|part| PartView {
                indicator: part.indicator.clone(),
                value: part.value,
                nation: part.nation,
                z: part.z,
                deviation: part.deviation,
            })
            .collect(),
    };
    QuadrantView {
        period: one.period.to_string(),
        cost: one.cost.clone(),
        nation: one.nation,
        weighted_mean: one.weighted_mean,
        indicators: one.indicators.iter().map(|(id, weight)| WeightView { id: id.clone(), weight: *weight }).collect(),
        points: one.points.iter().map(point).collect(),
        absent: codes(&one.absent),
    }
}

fn efficiency(one: &Efficiency) -> EfficiencyView {
    let output = one.plan.orientation == crate::plan::system::OrientationWord::Output;
    let share = |value: f64| if output { 1.0 / value } else { value };
    let row = |row: &EfficiencyRow| EfficiencyRowView {
        region: row.region.code(),
        inputs: row.unit.inputs.clone(),
        outputs: row.unit.outputs.clone(),
        efficiency: share(row.place.efficiency),
        input_slacks: row.place.input_slacks.clone(),
        output_slacks: row.place.output_slacks.clone(),
        peers: row.peers.iter().map(|(peer, weight)| PeerView { region: peer.code(), weight: *weight }).collect(),
        super_efficiency: row.beyond.map(share),
        scale_efficiency: row.scale,
        free_disposal_hull: row.hull.map(share),
        bias: row.corrected.map(|it| it.bias),
        corrected: row.corrected.map(|it| it.corrected),
        low: row.corrected.map(|it| it.interval.low),
        high: row.corrected.map(|it| it.interval.high),
    };
    EfficiencyView {
        period: one.period.to_string(),
        plan: one.plan.clone(),
        bandwidth: one.bandwidth,
        rows: one.rows.iter().map(row).collect(),
        absent: codes(&one.absent),
    }
}

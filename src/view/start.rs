//! What the page has before any file: regions, indicators with their figures, sources.

use crate::catalogue::Catalogue;
use crate::catalogue::indicator::Indicator;
use crate::catalogue::reference::{Published, Reference};
use crate::filled::Filled;
use crate::view::TextView;
use crate::vocabulary::region::Region;
use serde::Serialize;
use std::collections::BTreeMap;

/// Everything built in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Start {
    version: &'static str,
    reference: ReferenceView,
    regions: Vec<RegionView>,
    goals: Vec<Labelled>,
    perspectives: Vec<Labelled>,
    sources: Vec<SourceView>,
    indicators: Vec<IndicatorView>,
    pandemic: Vec<String>,
}

/// Which reference.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReferenceView {
    version: String,
    retrieved: String,
}

impl From<&Reference> for ReferenceView {
    fn from(reference: &Reference) -> Self {
        ReferenceView { version: reference.version.clone(), retrieved: reference.retrieved.clone() }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct RegionView {
    code: String,
    name: String,
    short: String,
    peers: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Labelled {
    id: &'static str,
    label: TextView,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct SourceView {
    id: String,
    title: TextView,
    publisher: String,
    via: Option<String>,
    retrieved: String,
    licence: TextView,
    url: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct BreakView {
    period: String,
    note: TextView,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct VoluntaryView {
    period: String,
    regions: u8,
}

type Series = BTreeMap<String, Vec<Option<f64>>>;

/// One indicator with its figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IndicatorView {
    id: String,
    goal: &'static str,
    perspective: &'static str,
    concept: String,
    label: TextView,
    definition: TextView,
    unit: &'static str,
    direction: &'static str,
    decimals: u8,
    relevance: Option<f64>,
    source: String,
    breaks: Vec<BreakView>,
    notes: Vec<BreakView>,
    voluntary: Vec<VoluntaryView>,
    misses: TextView,
    empty: Option<TextView>,
    derived: bool,
    periods: Vec<String>,
    values: Series,
    n: Option<Series>,
    low: Option<Series>,
    high: Option<Series>,
}

/// Everything built in.
pub fn start(catalogue: &Catalogue, reference: &Reference) -> Start {
    let regions = catalogue.areas.iter().map(|area| RegionView {
        code: area.code.code(),
        name: area.name.clone(),
        short: area.short.clone(),
        peers: area.peers.iter().map(|peer| peer.code()).collect(),
    });
    let policy = &catalogue.policy;
    Start {
        version: env!("CARGO_PKG_VERSION"),
        reference: reference.into(),
        regions: regions.collect(),
        goals: policy.goals.iter().map(|it| Labelled { id: it.id.as_str(), label: (&it.label).into() }).collect(),
        perspectives: policy
            .perspectives
            .iter()
            .map(|it| Labelled { id: it.id.as_str(), label: (&it.label).into() })
            .collect(),
        sources: catalogue
            .sources
            .iter()
            .map(|source| SourceView {
                id: source.id.clone(),
                title: (&source.title).into(),
                publisher: source.publisher.clone(),
                via: source.via.clone(),
                retrieved: source.retrieved.clone(),
                licence: (&source.licence).into(),
                url: source.url.clone(),
            })
            .collect(),
        indicators: catalogue.indicators.iter().map(|it| indicator(it, reference)).collect(),
        pandemic: policy.pandemic.iter().map(ToString::to_string).collect(),
    }
}

/// One indicator with its figures.
pub fn indicator(indicator: &Indicator, reference: &Reference) -> IndicatorView {
    let periods = reference.periods(&indicator.id);
    let mut areas: Vec<Region> = reference.figures(&indicator.id).map(|(region, _, _)| region).collect();
    areas.dedup();
    let series = |pick: fn(&Published) -> Option<f64>| -> Option<Series> {
        let series: Series = areas
            .iter()
            .map(|area| {
                let at = |period| reference.figure(&indicator.id, *area, period).and_then(pick);
                (area.code(), periods.iter().map(|period| at(*period)).collect())
            })
            .filled();
        series.values().flatten().any(Option::is_some).then_some(series)
    };
    let dated = |all: &[crate::catalogue::indicator::Dated]| {
        all.iter().map(|it| BreakView { period: it.period.to_string(), note: (&it.note).into() }).collect()
    };
    IndicatorView {
        id: indicator.id.clone(),
        goal: indicator.goal.as_str(),
        perspective: indicator.perspective.as_str(),
        concept: indicator.concept.clone(),
        label: (&indicator.label).into(),
        definition: (&indicator.definition).into(),
        unit: indicator.unit.as_str(),
        direction: indicator.direction.as_str(),
        decimals: indicator.decimals,
        relevance: indicator.relevance,
        source: indicator.source.clone(),
        breaks: dated(&indicator.breaks),
        notes: dated(&indicator.notes),
        voluntary: indicator
            .voluntary
            .iter()
            .map(|it| VoluntaryView { period: it.period.to_string(), regions: it.regions })
            .collect(),
        misses: (&indicator.misses).into(),
        empty: indicator.empty.as_ref().map(TextView::from),
        derived: indicator.derived,
        periods: periods.iter().map(ToString::to_string).collect(),
        values: series(|it| Some(it.value)).unwrap_or_default(),
        n: series(|it| it.n),
        low: series(|it| it.low),
        high: series(|it| it.high),
    }
}

//! What is measured, by which definition, and what the nation's figures are: read from the data under `www/catalogue`
//! and `www/reference`, which are built into the program.

pub mod goal;
pub mod indicator;
mod kpi;
pub mod municipality;
pub mod policy;
mod reading;
pub mod recognise;
pub mod reference;
pub mod standard_population;

use crate::error::Error;
use crate::vocabulary::region::Region;
use indicator::Indicator;
use policy::Policy;
use reading::{invalid, json};
use serde::Deserialize;
use std::collections::BTreeSet;

pub use goal::{Goal, Perspective};
pub use indicator::{Dated, Target, Text, Unit, Voluntary};
pub use reference::{Published, Reference};

const INDICATORS: [(&str, &str); 3] = [
    ("catalogue/patient.json", include_str!("../../www/catalogue/patient.json")),
    ("catalogue/system.json", include_str!("../../www/catalogue/system.json")),
    ("catalogue/profession.json", include_str!("../../www/catalogue/profession.json")),
];
const POLICY: (&str, &str) = ("catalogue/policy.json", include_str!("../../www/catalogue/policy.json"));
const SOURCES: (&str, &str) = ("reference/sources.json", include_str!("../../www/reference/sources.json"));
const AREAS: (&str, &str) = ("reference/regions.json", include_str!("../../www/reference/regions.json"));

/// Who published a figure, and when it was fetched.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Stable name.
    pub id: String,
    /// The collection of figures.
    pub title: Text,
    /// Who stands behind them.
    pub publisher: String,
    /// Through whom they were fetched, if not from the publisher.
    pub via: Option<String>,
    /// Year and month of retrieval; empty where nothing was fetched.
    pub retrieved: String,
    /// Terms of use.
    pub licence: Text,
    /// Where to read more.
    pub url: String,
}

/// Sources and the edition of the figures.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sources {
    pub(crate) version: String,
    pub(crate) retrieved: String,
    sources: Vec<Source>,
}

/// The nation or a region, with its names and the regions most like it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Its code.
    #[serde(deserialize_with = "reading::region")]
    pub code: Region,
    /// Full name: `Region Halland`.
    pub name: String,
    /// Short name: `Halland`.
    pub short: String,
    /// Name of the county: `Hallands län`; empty for the nation.
    pub lan: String,
    /// The regions most alike in conditions for health care; none for the nation.
    #[serde(deserialize_with = "reading::regions")]
    pub peers: Vec<Region>,
}

/// The indicators with the policy, sources and areas that they refer to.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalogue {
    /// Indicators in the order of the files.
    pub indicators: Vec<Indicator>,
    /// Thresholds, labels and rules that can be changed.
    pub policy: Policy,
    /// Sources that the indicators name.
    pub sources: Vec<Source>,
    /// The nation and the 21 regions.
    pub areas: Vec<Area>,
    /// Titles of Kolada's measures of health care, by their ids.
    kpis: kpi::Titles,
}

impl Catalogue {
    /// The catalogue that is built in.
    pub fn built_in() -> Result<Catalogue, Error> {
        Catalogue::read(&INDICATORS, POLICY, SOURCES, AREAS)
    }

    /// Reads a catalogue from named texts: files of indicators, policy, sources, areas.
    pub fn read(
        indicators: &[(&str, &str)],
        policy: (&str, &str),
        sources: (&str, &str),
        areas: (&str, &str),
    ) -> Result<Catalogue, Error> {
        let sources = json::<Sources>(sources)?.sources;
        let policy: Policy = json(policy)?;
        let areas: Vec<Area> = json(areas)?;
        let mut all: Vec<Indicator> = Vec::new();
        let mut ids = BTreeSet::new();
        for &(file, text) in indicators {
            for indicator in json::<Vec<Indicator>>((file, text))? {
                indicator.check(file, text, &sources)?;
                if !ids.insert(indicator.id.clone()) {
                    return Err(invalid(file, text, &indicator.id, "id twice"));
                }
                all.push(indicator);
            }
        }
        let unknown = |indicator: &Indicator| indicator.beside.iter().find(|id| !ids.contains(*id)).cloned();
        if let Some((indicator, id)) = all.iter().find_map(|one| Some((one, unknown(one)?))) {
            let (file, text) = indicators.first().copied().unwrap_or_default();
            return Err(invalid(file, text, &indicator.id, &format!("no indicator `{id}`")));
        }
        Ok(Catalogue { indicators: all, policy, sources, areas, kpis: kpi::Titles::built_in() })
    }

    /// The indicator with this id.
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.id == id)
    }

    /// The id that is most like `id`, if one is like it at all.
    pub fn nearest(&self, id: &str) -> Option<&str> {
        reading::nearest(id, self.indicators.iter().map(|indicator| indicator.id.as_str()))
    }

    /// The source with this id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// The area of a region or the nation.
    pub fn area(&self, region: Region) -> Option<&Area> {
        self.areas.iter().find(|area| area.code == region)
    }
}

/// The edition and month of retrieval of the built-in figures.
pub(crate) fn edition() -> Result<(String, String), Error> {
    json::<Sources>(SOURCES).map(|sources| (sources.version, sources.retrieved))
}

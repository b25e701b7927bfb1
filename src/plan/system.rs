//! The system perspective in a plan: costs adjusted for structure, cost against quality, efficiency.
//!
//! ```json
//! {"plan":1,"region":"13","system":{
//!   "net_cost":"N70061","standard_cost":"bef-standardkostnad_hsv","equalisation":{"2020":2021},
//!   "quadrant":{"cost":"U70020","period":"2023","earlier":["2019"],"least":0.6,
//!     "indicators":[{"id":"U71451"},{"id":"N79190","weight":2},{"id":"delaktig"}]},
//!   "efficiency":{"inputs":["U70020"],"outputs":["U71451","U70449"],"period":"2023","orientation":"input",
//!     "returns":"variable","draws":2000,"seed":1}}}
//! ```
//! A name is a measure of the plan, whose figures then come from the file, or an indicator of the catalogue. Cells that the
//! file does not have are taken from the catalogue's figures where the measure is held against that indicator.
//! `equalisation` says which equalisation year a cost year goes with, where it is not the year after. `cost` in the quadrant
//! is `adjusted` for the cost that is adjusted here, or the name of a series that is adjusted already.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The system perspective.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SystemPlan {
    /// Net cost per inhabitant.
    #[serde(default = "net_cost")]
    pub net_cost: String,
    /// Standard cost per inhabitant of the cost equalisation.
    #[serde(default = "standard_cost")]
    pub standard_cost: String,
    /// Equalisation year by cost year, where it is not the year after.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub equalisation: BTreeMap<i16, i16>,
    /// Cost against quality.
    #[serde(default)]
    pub quadrant: QuadrantPlan,
    /// Efficiency; not computed where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub efficiency: Option<EfficiencyPlan>,
}

/// Cost against quality.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuadrantPlan {
    /// `adjusted`, or a series of costs that is adjusted already.
    #[serde(default = "adjusted_series")]
    pub cost: String,
    /// The period; the newest with enough of the regions where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// Earlier periods to draw the way from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<String>,
    /// The indicators of the quality index.
    #[serde(default = "quality")]
    pub indicators: Vec<Weighted>,
    /// The share of the indicators that a region must have.
    #[serde(default = "least")]
    pub least: f64,
}

/// An indicator with its weight.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weighted {
    /// Measure of the plan or indicator.
    pub id: String,
    /// Its weight, 1 where absent.
    #[serde(default = "one")]
    pub weight: f64,
}

/// Efficiency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EfficiencyPlan {
    /// Resources: measures or indicators of which less is better.
    pub inputs: Vec<String>,
    /// Results: measures or indicators of which more is better.
    pub outputs: Vec<String>,
    /// The period; the newest that most regions have where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// What is changed while the rest is held.
    #[serde(default)]
    pub orientation: OrientationWord,
    /// How results grow with size.
    #[serde(default)]
    pub returns: ReturnsWord,
    /// Draws of the bootstrap; 0 for none.
    #[serde(default = "draws")]
    pub draws: usize,
    /// Bandwidth of the bootstrap; by rule where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bandwidth: Option<f64>,
    /// Seed of the draws.
    #[serde(default = "seed")]
    pub seed: u64,
}

/// What is changed while the rest is held.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrientationWord {
    /// Resources for the same results.
    #[default]
    Input,
    /// Results of the same resources.
    Output,
}

/// How results grow with size.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnsWord {
    /// In proportion.
    Constant,
    /// In any way.
    #[default]
    Variable,
    /// At most in proportion.
    Decreasing,
    /// At least in proportion.
    Increasing,
}

/// The word for the cost that is adjusted here.
pub const ADJUSTED: &str = "adjusted";
/// More draws than this only take time.
pub const MOST_DRAWS: usize = 10_000;

fn net_cost() -> String {
    "N70061".to_owned()
}

fn standard_cost() -> String {
    "bef-standardkostnad_hsv".to_owned()
}

fn adjusted_series() -> String {
    "U70020".to_owned()
}

/// Overall impression of primary care, access to care, assessment within three days, avoidable mortality, readmission,
/// ten or more medicines: what patients, the population and registers say, with figures for nearly all regions.
fn quality() -> Vec<Weighted> {
    let ids = ["U71451", "U70449", "N79173", "N79190", "U79092", "N79175"];
    ids.map(|id| Weighted { id: id.to_owned(), weight: 1.0 }).into()
}

fn least() -> f64 {
    0.6
}

fn one() -> f64 {
    1.0
}

fn draws() -> usize {
    2000
}

fn seed() -> u64 {
    1
}

impl Default for SystemPlan {
    fn default() -> Self {
        SystemPlan {
            net_cost: net_cost(),
            standard_cost: standard_cost(),
            equalisation: BTreeMap::new(),
            quadrant: QuadrantPlan::default(),
            efficiency: None,
        }
    }
}

impl Default for QuadrantPlan {
    fn default() -> Self {
        QuadrantPlan {
            cost: adjusted_series(),
            period: None,
            earlier: Vec::new(),
            indicators: quality(),
            least: least(),
        }
    }
}

impl SystemPlan {
    /// The equalisation year whose standard cost rests on a cost year.
    pub fn usual_equalisation(cost_year: i16) -> i16 {
        cost_year.saturating_add(1)
    }

    /// The equalisation year that a cost year goes with.
    pub fn equalisation_of(&self, cost_year: i16) -> i16 {
        self.equalisation.get(&cost_year).copied().unwrap_or_else(|| SystemPlan::usual_equalisation(cost_year))
    }

    /// Whether everything is as it is by default.
    pub fn is_default(&self) -> bool {
        *self == SystemPlan::default()
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::Plan;

    #[test]
    fn the_example_is_read_and_kept() {
        let text = r#"{"plan":1,"system":{"equalisation":{"2020":2022},"quadrant":{"period":"2023","indicators":[{"id":"a","weight":2}]},
            "efficiency":{"inputs":["U70020"],"outputs":["U71451"],"returns":"constant"}}}"#;
        let plan = Plan::parse(text).unwrap();
        assert_eq!((plan.system.equalisation_of(2020), plan.system.equalisation_of(2019)), (2022, 2020));
        assert_eq!(Plan::parse(&plan.to_json()).unwrap(), plan);
        assert!(!Plan::default().to_json().contains("system"));
        for wrong in [r#"{"least":2}"#, r#"{"indicators":[{"id":"a","weight":0}]}"#, r#"{"costs":"x"}"#] {
            assert!(Plan::parse(&format!(r#"{{"plan":1,"system":{{"quadrant":{wrong}}}}}"#)).is_err(), "{wrong}");
        }
    }
}

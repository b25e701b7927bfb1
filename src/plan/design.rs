//! A sampling design in the terms of R's `survey`: stages, probabilities, replicates, adjustments of the weights.
//!
//! Strata, units and weights, raked to known numbers of people by sex and age; calibrated to totals by the names of R's
//! model matrix; replicate weights that the file holds:
//! ```json
//! {"ids":["vardcentral"],"strata":"stratum","weights":"vikt","adjust":{"type":"rake","margins":[
//!   {"variable":"kon","totals":{"kvinna":5250000,"man":5270000}},
//!   {"variable":"alder","totals":{"16-44":4100000,"45-64":3000000,"65+":3420000}}]}}
//! {"weights":"vikt","adjust":{"type":"calibrate","calfun":"linear","bounds":[0.5,2],
//!   "totals":{"(Intercept)":10520000,"konman":5270000,"besok":28000000}}}
//! {"weights":"vikt","adjust":{"type":"poststratify","margins":[{"variable":"kon","totals":{"kvinna":10,"man":20}}]}}
//! {"weights":"vikt","adjust":{"type":"trim","lower":10,"upper":400,"strict":true}}
//! {"weights":"vikt","replicates":{"type":"bootstrap","columns":["rep1","rep2","rep3"]}}
//! {"ids":["vardcentral"],"strata":"stratum","weights":"vikt","replicates":{"type":"JKn"}}
//! {"ids":["vardcentral"],"strata":"stratum","weights":"vikt","replicates":{"type":"bootstrap","draws":500,"seed":1}}
//! {"ids":["kommun","person"],"strata":"lan","fpc":["kommuner_i_lanet","personer_i_kommunen"]}
//! {"fpc":["p"],"pps":{"approximation":"overton"}}
//! {"fpc":["p"],"pps":{"columns":["p1","p2","p3","p4"],"variance":"YG"}}
//! ```
//! Replicate weights are made from strata and units where the file holds none; a bootstrap says in the result how many draws
//! it has made and from which seed.
//!
//! Joint probabilities stand in columns of the file itself, one for each row and in the order of the rows: in the row of unit
//! i, the column of unit j holds the probability that both are drawn, that of unit i its own. Rows are the units, and every row
//! must be usable, so this is for samples of some dozens of health centres or municipalities whose draw left such a table. A
//! sample of persons has no such table; its probabilities alone go to `approximation`.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A sampling design.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Design {
    /// Columns of the sampling units, one a stage; empty where every row is a unit.
    #[serde(default)]
    pub ids: Vec<String>,
    /// Column of the strata.
    #[serde(default)]
    pub strata: Option<String>,
    /// Column of the weights; without one they follow from `fpc`, else every row weighs 1.
    #[serde(default)]
    pub weights: Option<String>,
    /// Columns of population counts (above 1) or sampling fractions (1 and below), one a stage.
    #[serde(default)]
    pub fpc: Vec<String>,
    /// Whether unit ids repeat between strata. Units are always read within their stratum.
    #[serde(default)]
    pub nest: bool,
    /// Replicate weights.
    #[serde(default)]
    pub replicates: Option<ReplicatePlan>,
    /// Unequal probabilities without replacement.
    #[serde(default)]
    pub pps: Option<Probabilities>,
    /// What a stratum with one unit gives.
    #[serde(default)]
    pub lonely: LonelyPlan,
    /// Adjustment of the weights to known margins.
    #[serde(default)]
    pub adjust: Option<Adjust>,
}

/// What a stratum with one unit gives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LonelyPlan {
    /// No estimate.
    #[default]
    Fail,
    /// Nothing.
    Remove,
    /// Its distance from the overall zero.
    Adjust,
    /// The average of the others.
    Average,
    /// Nothing: it was certain to be drawn.
    Certainty,
}

/// How replicate weights are made, or which columns hold them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplicatePlan {
    /// The method.
    pub r#type: ReplicateType,
    /// Fay's ρ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rho: Option<f64>,
    /// Columns of replicate weights; made from the units where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// What the sum of squares is multiplied by, for columns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<f64>,
    /// How many replicates a bootstrap draws; 200 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draws: Option<u16>,
    /// The seed of its draws; 1 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u32>,
}

impl ReplicatePlan {
    /// Draws and seed of a bootstrap that is made from the units.
    pub fn drawn(&self) -> Option<(u16, u32)> {
        let made = self.r#type == ReplicateType::Bootstrap && self.columns.is_empty();
        made.then_some((self.draws.unwrap_or(200), self.seed.unwrap_or(1)))
    }
}

/// A replicate method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReplicateType {
    /// Jackknife without strata.
    JK1,
    /// Jackknife in strata.
    JKn,
    /// Balanced half-samples.
    BRR,
    /// Half-samples of weights changed in part.
    Fay,
    /// Bootstrap.
    #[serde(rename = "bootstrap")]
    Bootstrap,
}

/// Unequal probabilities without replacement.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Probabilities {
    /// How pairs are approximated from the units' own probabilities in `fpc`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approximation: Option<Approximation>,
    /// The columns of the joint probabilities, one for each row.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// A file of joint probabilities beside the data, which tables of vectors have. In a plan they are `columns`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joint_probabilities: Option<String>,
    /// The estimator of the variance from pairs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variance: Option<PairVariance>,
}

/// An approximation of joint probabilities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Approximation {
    /// Brewer's.
    Brewer,
    /// Overton's.
    Overton,
}

/// A variance estimator over pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PairVariance {
    /// Horvitz–Thompson.
    #[serde(rename = "HT")]
    HorvitzThompson,
    /// Yates–Grundy.
    #[serde(rename = "YG")]
    YatesGrundy,
}

/// An adjustment of the weights.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Adjust {
    /// To the cells of one variable.
    Poststratify {
        /// The variable, one.
        margins: Vec<MarginPlan>,
    },
    /// To several variables in turn.
    Rake {
        /// The variables.
        margins: Vec<MarginPlan>,
    },
    /// To totals.
    Calibrate {
        /// How weights may change.
        calfun: DistancePlan,
        /// Lower and upper limit of the factor on a weight.
        #[serde(default)]
        bounds: Option<(Option<f64>, Option<f64>)>,
        /// Totals by the names of R's model matrix.
        totals: BTreeMap<String, f64>,
    },
    /// Cut at limits.
    Trim {
        /// The smallest weight.
        #[serde(default)]
        lower: Option<f64>,
        /// The largest weight.
        #[serde(default)]
        upper: Option<f64>,
        /// Until all lie within.
        #[serde(default)]
        strict: bool,
    },
}

/// A variable with its population.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarginPlan {
    /// The column.
    pub variable: String,
    /// People by level.
    pub totals: BTreeMap<String, f64>,
}

/// How calibrated weights may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DistancePlan {
    /// By a sum.
    Linear,
    /// By a factor.
    Raking,
    /// By a factor between bounds.
    Logit,
}

impl Design {
    /// The part of this design that is not computed from a file alone, if any.
    pub fn unsupported(&self) -> Option<&'static str> {
        let beside = self.pps.as_ref().is_some_and(|pps| pps.joint_probabilities.is_some());
        beside.then_some("joint_probabilities")
    }

    /// Draws and seed of a bootstrap that is made from the units.
    pub fn drawn(&self) -> Option<(u16, u32)> {
        self.replicates.as_ref()?.drawn()
    }

    /// Whether a column is read as numbers.
    pub fn is_number(&self, name: &String) -> bool {
        self.weights.as_ref() == Some(name)
            || self.fpc.contains(name)
            || self.replicates.as_ref().is_some_and(|plan| plan.columns.contains(name))
            || self.pps.as_ref().is_some_and(|pps| pps.columns.contains(name))
    }

    /// Whether strata, units of one stage and weights say everything.
    pub fn is_plain(&self) -> bool {
        let one_stage = self.fpc.len() <= 1 && (self.ids.len() <= 1 || self.fpc.is_empty());
        let weighted = self.weights.is_some() || self.fpc.is_empty();
        let whole = self.replicates.is_none() && self.pps.is_none() && self.adjust.is_none();
        one_stage && weighted && whole && self.lonely == LonelyPlan::Fail
    }

    /// Every column that the design reads.
    pub fn columns(&self) -> Vec<String> {
        let mut names = self.ids.clone();
        names.extend(self.strata.clone());
        names.extend(self.weights.clone());
        names.extend(self.fpc.clone());
        names.extend(self.replicates.iter().flat_map(|plan| plan.columns.clone()));
        names.extend(self.pps.iter().flat_map(|pps| pps.columns.clone()));
        if let Some(Adjust::Poststratify { margins } | Adjust::Rake { margins }) = &self.adjust {
            names.extend(margins.iter().map(|margin| margin.variable.clone()));
        }
        names.sort();
        names.dedup();
        names
    }

    /// The names of R's model matrix that the weights are calibrated to.
    pub fn totals(&self) -> Vec<&str> {
        match &self.adjust {
            Some(Adjust::Calibrate { totals, .. }) => totals.keys().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }
}

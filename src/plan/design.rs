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
//! {"ids":["kommun","person"],"strata":"lan","fpc":["kommuner_i_lanet","personer_i_kommunen"]}
//! ```

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
    /// Bootstrap, from columns of the file.
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
    /// A file of joint probabilities.
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
        if self.pps.as_ref().is_some_and(|pps| pps.joint_probabilities.is_some()) {
            return Some("joint_probabilities");
        }
        let without_columns = |plan: &ReplicatePlan| plan.r#type == ReplicateType::Bootstrap && plan.columns.is_empty();
        self.replicates.as_ref().is_some_and(without_columns).then_some("replicates")
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

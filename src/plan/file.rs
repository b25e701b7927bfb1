//! How one file is read: which columns place a row, and the sampling design.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How one file is read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilePlan {
    /// Which files: a name with `*` for anything.
    #[serde(rename = "match", default = "any_file")]
    pub pattern: String,
    /// What the file holds; recognised where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The sheet of a workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Roles of columns by name, where they differ from what is recognised.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub roles: BTreeMap<String, String>,
    /// The columns that place a row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<Columns>,
    /// The sampling design.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub design: Option<Design>,
}

fn any_file() -> String {
    "*".to_owned()
}

/// The columns that place a row.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Columns {
    /// Region; the plan's region where absent.
    #[serde(default)]
    pub region: Option<String>,
    /// Period.
    #[serde(default)]
    pub period: Option<String>,
    /// Respondent; never shown.
    #[serde(default)]
    pub id: Option<String>,
}

/// A sampling design in the terms of R's `survey::svydesign`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Design {
    /// Columns of the sampling units, one a stage; empty where every row is a unit.
    #[serde(default)]
    pub ids: Vec<String>,
    /// Column of the strata.
    #[serde(default)]
    pub strata: Option<String>,
    /// Column of the weights.
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
    pub replicates: Option<serde_json::Value>,
    /// Unequal probabilities without replacement.
    #[serde(default)]
    pub pps: Option<serde_json::Value>,
    /// What a stratum with one unit gives.
    #[serde(default = "fail")]
    pub lonely: String,
    /// Adjustment of the weights to known margins.
    #[serde(default)]
    pub adjust: Option<serde_json::Value>,
}

fn fail() -> String {
    "fail".to_owned()
}

impl Design {
    /// The part of this design that is not computed, if any.
    pub fn unsupported(&self) -> Option<&'static str> {
        if self.replicates.is_some() {
            Some("replicates")
        } else if self.pps.is_some() {
            Some("pps")
        } else if self.adjust.is_some() {
            Some("adjust")
        } else if self.fpc.len() > 1 {
            Some("fpc")
        } else if self.lonely != "fail" {
            Some("lonely")
        } else if self.weights.is_none() && !self.fpc.is_empty() {
            Some("weights")
        } else {
            None
        }
    }
}

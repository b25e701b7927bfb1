//! What the user asks for, as JSON: the page writes it, a person can too. An unknown key is an error that names the
//! key, its position and the nearest known word.

use crate::error::{Error, ErrorCode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Version of the plan's form: 1.
    pub plan: u32,
    /// The user's own region, two digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Confidence of intervals, 0.95 by default; tests are at one minus that.
    #[serde(default = "default_confidence")]
    pub confidence: f64,
    /// Adjustment for many comparisons.
    #[serde(default)]
    pub multiplicity: Multiplicity,
    /// When small groups are hidden.
    #[serde(default)]
    pub disclosure: Disclosure,
    /// When a verdict is withheld.
    #[serde(default)]
    pub reliability: Reliability,
    /// How each file is read.
    #[serde(default)]
    pub files: Vec<FilePlan>,
    /// What is estimated.
    #[serde(default)]
    pub measures: Vec<Measure>,
    /// Columns whose levels are shown one by one.
    #[serde(default)]
    pub groups: Vec<String>,
    /// What is held against what.
    #[serde(default = "default_compare")]
    pub compare: Vec<Compare>,
}

fn default_confidence() -> f64 {
    0.95
}

fn default_compare() -> Vec<Compare> {
    vec![Compare::Nation, Compare::PreviousMeasurement, Compare::FirstMeasurement, Compare::GroupGap]
}

/// Adjustment of p-values over regions within one measure, period and kind of comparison.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Multiplicity {
    /// None, as in the reports the tool follows.
    #[default]
    None,
    /// Holm.
    Holm,
    /// Benjamini–Hochberg.
    BenjaminiHochberg,
}

/// Protection of small groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disclosure {
    /// Groups with fewer answers are hidden; 0 switches protection off.
    pub minimum_n: u64,
}

impl Default for Disclosure {
    fn default() -> Self {
        Disclosure { minimum_n: 5 }
    }
}

/// When a verdict is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reliability {
    /// Groups with fewer answers are shown without verdict.
    pub minimum_n: u64,
}

impl Default for Reliability {
    fn default() -> Self {
        Reliability { minimum_n: 30 }
    }
}

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

/// One measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Its name in the result.
    pub id: String,
    /// How it is estimated.
    pub r#type: MeasureType,
    /// The column, or in tables of figures the name of the measure.
    pub column: String,
    /// Own words for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The answers that count, for a proportion.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub positive: Vec<String>,
    /// Answers outside the base.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// The interval of a proportion.
    #[serde(default)]
    pub interval: IntervalKind,
    /// `higher`, `lower` or `none`; the indicator's where absent, else `none`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<String>,
    /// Unit of published figures; recognised where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The smallest difference that matters, in the measure's unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevance: Option<f64>,
    /// What the nation is.
    #[serde(default)]
    pub nation: Nation,
    /// Goal of the reform that it belongs to; the indicator's where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<String>,
    /// Perspective; the indicator's where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub perspective: Option<String>,
}

/// How a measure is estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureType {
    /// Share of the respondents who gave a positive answer, 0–1.
    Proportion,
    /// Weighted mean of numbers.
    Mean,
    /// Figures that the file already holds.
    Published,
}

/// The interval of a proportion.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntervalKind {
    /// On the logit scale.
    #[default]
    Logit,
    /// Wilson on the effective number of answers.
    Wilson,
    /// Symmetrical with Student's t.
    Mean,
}

/// What a region is held against.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Nation {
    /// The file where it holds all regions and weights, else the reference.
    #[default]
    Auto,
    /// Estimated from the file.
    Data,
    /// A built-in indicator.
    Indicator(String),
    /// A value that the user gives.
    Given(GivenNation),
}

/// A national value given by the user.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GivenNation {
    /// The value, in the measure's unit.
    pub value: f64,
    /// Lower limit of its 95 per cent interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// Upper limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// Answers behind it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<f64>,
    /// Its period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedIndicator {
    indicator: String,
}

impl Serialize for Nation {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Nation::Auto => serializer.serialize_str("auto"),
            Nation::Data => serializer.serialize_str("data"),
            Nation::Indicator(id) => NamedIndicator { indicator: id.clone() }.serialize(serializer),
            Nation::Given(given) => given.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Nation {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error as _;
        match serde_json::Value::deserialize(deserializer)? {
            serde_json::Value::String(word) if word == "auto" => Ok(Nation::Auto),
            serde_json::Value::String(word) if word == "data" => Ok(Nation::Data),
            object @ serde_json::Value::Object(_) if object.get("indicator").is_some() => {
                serde_json::from_value::<NamedIndicator>(object)
                    .map(|named| Nation::Indicator(named.indicator))
                    .map_err(D::Error::custom)
            }
            object @ serde_json::Value::Object(_) => {
                serde_json::from_value(object).map(Nation::Given).map_err(D::Error::custom)
            }
            _ => Err(D::Error::custom("expected one of `auto`, `data`, an indicator or a value")),
        }
    }
}

/// What is held against what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compare {
    /// A region against the nation.
    Nation,
    /// A region against the rest of the nation, in one sample.
    Rest,
    /// A period against the one before.
    PreviousMeasurement,
    /// A period against the first one.
    FirstMeasurement,
    /// A group's level against its first level.
    GroupGap,
}

impl Compare {
    /// The word used in plans and results.
    pub fn as_str(self) -> &'static str {
        match self {
            Compare::Nation => "nation",
            Compare::Rest => "rest",
            Compare::PreviousMeasurement => "previous_measurement",
            Compare::FirstMeasurement => "first_measurement",
            Compare::GroupGap => "group_gap",
        }
    }
}

impl Default for Plan {
    fn default() -> Self {
        Plan {
            plan: 1,
            region: None,
            confidence: default_confidence(),
            multiplicity: Multiplicity::None,
            disclosure: Disclosure::default(),
            reliability: Reliability::default(),
            files: Vec::new(),
            measures: Vec::new(),
            groups: Vec::new(),
            compare: default_compare(),
        }
    }
}

impl Plan {
    /// Reads a plan.
    ///
    /// # Errors
    /// [`ErrorCode::PlanInvalid`] with `detail` (what and where) and, for an unknown word, `nearest`.
    pub fn parse(text: &str) -> Result<Plan, Error> {
        let plan: Plan = serde_json::from_str(text).map_err(|error| invalid(&error.to_string()))?;
        if plan.plan != 1 {
            return Err(invalid("`plan` must be 1"));
        }
        if !(plan.confidence > 0.5 && plan.confidence < 1.0) {
            return Err(invalid("`confidence` must lie between 0.5 and 1"));
        }
        let mut ids: Vec<&str> = plan.measures.iter().map(|measure| measure.id.as_str()).collect();
        ids.sort_unstable();
        if let Some(twice) = ids.windows(2).find_map(|pair| (pair.first() == pair.last()).then(|| pair.first())) {
            return Err(invalid(&format!("two measures have the id `{}`", twice.copied().unwrap_or_default())));
        }
        Ok(plan)
    }

    /// The plan as JSON, always the same for the same plan.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The part of the plan for a file of this name.
    pub fn file(&self, name: &str) -> Option<&FilePlan> {
        self.files.iter().find(|file| matches(&file.pattern, name))
    }
}

fn invalid(detail: &str) -> Error {
    let error = Error::new(ErrorCode::PlanInvalid).with("detail", detail);
    let mut words = detail.split('`').skip(1).step_by(2);
    let Some(unknown) = words.next().filter(|_| detail.starts_with("unknown")) else { return error };
    match words.max_by(|a, b| strsim::jaro_winkler(unknown, a).total_cmp(&strsim::jaro_winkler(unknown, b))) {
        Some(nearest) => error.with("nearest", nearest),
        None => error,
    }
}

fn matches(pattern: &str, name: &str) -> bool {
    let mut rest = name;
    let mut parts = pattern.split('*').peekable();
    let Some(first) = parts.next() else { return false };
    let Some(after) = rest.strip_prefix(first) else { return false };
    rest = after;
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        let Some(found) = rest.find(part) else { return false };
        rest = rest.get(found + part.len()..).unwrap_or_default();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_keys_name_the_nearest_word_and_the_place() {
        let error = Plan::parse(r#"{"plan":1,"measurs":[]}"#).unwrap_err();
        assert_eq!(error.params.get("nearest").map(String::as_str), Some("measures"));
        assert!(error.params["detail"].contains("line 1 column 19"), "{}", error.params["detail"]);
    }

    #[test]
    fn nations_in_their_four_forms() {
        let nation = |json: &str| serde_json::from_str::<Nation>(json);
        assert_eq!(nation("\"auto\"").unwrap(), Nation::Auto);
        assert_eq!(nation("\"data\"").unwrap(), Nation::Data);
        assert_eq!(nation(r#"{"indicator":"EGV568"}"#).unwrap(), Nation::Indicator("EGV568".into()));
        assert!(matches!(nation(r#"{"value":3.9,"low":3.8,"high":4.0,"n":9500}"#).unwrap(), Nation::Given(_)));
        assert!(nation(r#"{"value":3.9,"lo":3.8}"#).is_err() && nation("\"dat\"").is_err());
    }

    #[test]
    fn a_plan_survives_its_own_json() {
        let text = r#"{"plan":1,"region":"13","measures":[{"id":"a","type":"proportion","column":"q1","positive":["1"],"nation":"data"}]}"#;
        let plan = Plan::parse(text).unwrap();
        assert_eq!(Plan::parse(&plan.to_json()).unwrap(), plan);
        assert!(Plan::parse(&text.replace("}]}", "},{\"id\":\"a\",\"type\":\"mean\",\"column\":\"b\"}]}")).is_err());
    }

    #[test]
    fn file_patterns() {
        for (pattern, name, yes) in [
            ("*.csv", "a.csv", true),
            ("*", "x", true),
            ("a*c.csv", "abc.csv", true),
            ("a.csv", "b.csv", false),
            ("*.csv", "a.xlsx", false),
        ] {
            assert_eq!(matches(pattern, name), yes, "{pattern} {name}");
        }
    }
}

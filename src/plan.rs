//! What the user asks for, as JSON: the page writes it, a person can too. An unknown key is an error that names the
//! key, its position and the nearest known word.

mod across;
pub mod amounts;
mod background;
mod coverage;
pub mod design;
mod fault;
mod file;
pub mod gather;
mod measure;
pub mod score;
pub mod system;
pub mod whose;

pub use across::{Across, ChartChoice, ControlChartPlan, Dispersion, FunnelPlan, SlopePlan, Target};
pub use amounts::Deflator;
pub use background::{Adjusted, StandardCell, Standardise};
pub use coverage::{Coverage, Invited, WeightsSumTo};
pub use design::Design;
pub use file::{Columns, FilePlan};
pub use gather::{Classification, Gather, Need};
pub use measure::{GivenNation, IntervalKind, Measure, MeasureType, Nation, Standard};
pub use system::SystemPlan;

use crate::error::{Error, ErrorCode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;

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
    /// Levels of groups that are put together.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub gather: BTreeMap<String, Gather>,
    /// What is held against what. Nothing where it is empty: no places among the regions either, and no tests of whole
    /// distributions.
    #[serde(default = "default_compare")]
    pub compare: Vec<Compare>,
    /// Prices by period, for costs in fixed prices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deflator: Option<Deflator>,
    /// What is asked of all regions, or of a whole series, at once.
    #[serde(default, skip_serializing_if = "Across::is_default")]
    pub across: Across,
    /// Values at the same mix of background.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standardise: Option<Standardise>,
    /// Groups held against each other with other background held equal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub adjusted: Vec<Adjusted>,
    /// Costs adjusted for structure, cost against quality, efficiency.
    #[serde(default, skip_serializing_if = "SystemPlan::is_default")]
    pub system: SystemPlan,
}

fn default_confidence() -> f64 {
    0.95
}

fn default_compare() -> Vec<Compare> {
    use Compare::{FirstMeasurement, GapChange, GroupGap, Nation, Peers, PreviousMeasurement};
    vec![Nation, Peers, PreviousMeasurement, FirstMeasurement, GroupGap, GapChange]
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

impl Multiplicity {
    /// The word used in plans and results.
    pub fn as_str(self) -> &'static str {
        match self {
            Multiplicity::None => "none",
            Multiplicity::Holm => "holm",
            Multiplicity::BenjaminiHochberg => "benjamini_hochberg",
        }
    }
}

/// Protection of small groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disclosure {
    /// Groups with fewer answers are hidden; 0 switches protection off.
    pub minimum_n: u64,
}

impl Disclosure {
    /// Whether a group with so many answers is too small to be shown.
    pub fn hides(self, n: Option<f64>) -> bool {
        n.is_some_and(|n| n > 0.0 && n < self.minimum_n as f64)
    }
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
    /// A region against the unweighted mean of the regions most like it, by Kolada's groups.
    Peers,
    /// A gap between a group's level and its first level against the same gap in an earlier measurement.
    GapChange,
    /// A change against the change of others: a region's and a gap's against the rest of the country's, a group's
    /// against the rest of the population's. `"compare":["difference_in_differences"]`
    DifferenceInDifferences,
    /// One measure against another of the same unit among the same respondents. It keeps every respondent apart.
    BetweenMeasures,
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
            Compare::Peers => "peers",
            Compare::GapChange => "gap_change",
            Compare::DifferenceInDifferences => "difference_in_differences",
            Compare::BetweenMeasures => "between_measures",
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
            gather: BTreeMap::new(),
            compare: default_compare(),
            deflator: None,
            across: Across::default(),
            standardise: None,
            adjusted: Vec::new(),
            system: SystemPlan::default(),
        }
    }
}

impl Plan {
    /// Reads a plan.
    ///
    /// # Errors
    /// [`ErrorCode::PlanUnknownWord`] with the word, its place and the nearest known one; [`ErrorCode::PlanNoJson`],
    /// [`ErrorCode::PlanFieldMissing`] and [`ErrorCode::PlanValue`] with the place; else what is wrong with a field.
    pub fn parse(text: &str) -> Result<Plan, Error> {
        let plan: Plan = serde_json::from_str(text).map_err(|error| unread(text, &error))?;
        match plan.fault() {
            Some(fault) => Err(fault),
            None => Ok(plan),
        }
    }

    /// How many were asked, as far as the plan says.
    pub fn invited(&self) -> impl Iterator<Item = &Invited> {
        self.files.iter().filter_map(|file| file.coverage.as_ref()).flat_map(|coverage| &coverage.invited)
    }

    /// Whether everyone is counted in every file.
    pub fn is_full_count(&self) -> bool {
        !self.files.is_empty() && self.files.iter().all(|file| file.coverage.as_ref().is_some_and(|it| it.census))
    }

    /// Whether the weights of every file add up to the people that the answers stand for.
    pub fn weights_sum_to_population(&self) -> bool {
        let known =
            |file: &FilePlan| file.coverage.as_ref().and_then(|it| it.weights_sum_to) == Some(WeightsSumTo::Population);
        !self.files.is_empty() && self.files.iter().all(known)
    }

    /// Whether every respondent must be kept apart, beyond what the design asks for.
    pub fn keeps_respondents(&self) -> bool {
        self.compare.contains(&Compare::BetweenMeasures)
    }

    /// Whether anything is held against anything.
    pub fn compares(&self) -> bool {
        !self.compare.is_empty()
    }

    /// The plan as JSON, always the same for the same plan.
    pub fn to_json(&self) -> String {
        let mut bytes = Vec::new();
        let written = serde_json::to_writer(&mut bytes as &mut dyn Write, self);
        written.ok().and_then(|()| String::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// The part of the plan for a file of this name.
    pub fn file(&self, name: &str) -> Option<&FilePlan> {
        self.files.iter().find(|file| file.fits(name))
    }
}

/// Why JSON is no plan: the field and its place as line and character.
fn unread(text: &str, error: &serde_json::Error) -> Error {
    let detail = error.to_string();
    let mut words = detail.split('`').skip(1).step_by(2);
    let named = words.next();
    let likeness = |known: &&str| strsim::jaro_winkler(named.unwrap_or_default(), known);
    let nearest = words.max_by(|a, b| likeness(a).total_cmp(&likeness(b))).filter(|_| detail.starts_with("unknown"));
    let error_at = |code| Error::new(code).with("place", format!("{}:{}", error.line(), error.column()));
    match (named, nearest) {
        _ if !error.is_data() => error_at(ErrorCode::PlanNoJson),
        (Some(word), Some(nearest)) => error_at(ErrorCode::PlanUnknownWord).with("word", word).with("nearest", nearest),
        (Some(field), _) if detail.starts_with("missing") => error_at(ErrorCode::PlanFieldMissing).with("field", field),
        _ => error_at(ErrorCode::PlanValue).with("field", last_field(text, error.line(), error.column())),
    }
}

/// The last name of a field before a place.
fn last_field(text: &str, line: usize, column: usize) -> &str {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let read = text.get(..before + column).unwrap_or(text);
    let named = read.rsplit_once(':').map_or("", |(named, _)| named.trim_end());
    named.strip_suffix('"').and_then(|named| named.rsplit('"').next()).unwrap_or_default()
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
        assert_eq!(error.params.get("word").map(String::as_str), Some("measurs"));
        assert_eq!(error.params.get("place").map(String::as_str), Some("1:19"));
    }

    #[test]
    fn what_is_no_plan_names_its_field() {
        for (text, code, field, place) in [
            ("{\"plan\":1,\n\"measures\":[", ErrorCode::PlanNoJson, None, "2:12"),
            ("{\"plan\":1,\n\"region\" : 13}", ErrorCode::PlanValue, Some("region"), "2:13"),
            ("{\"plan\":1,\"measures\":[{\"id\":\"a\"}]}", ErrorCode::PlanFieldMissing, Some("type"), "1:32"),
            ("{\"plan\":1,\"confidence\":\"0,95\"}", ErrorCode::PlanValue, Some("confidence"), "1:29"),
        ] {
            let error = Plan::parse(text).unwrap_err();
            let param = |name: &str| error.params.get(name).map(String::as_str);
            assert_eq!((error.code, param("field"), param("place")), (code, field, Some(place)), "{text}");
        }
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

//! One measure: what is estimated, and what the nation is.
//!
//! Rates are made of a table's columns of events (`column`) and people (`denominator`), by region, period and, for
//! standardised ones, age (and sex); without `denominator` of a measure whose numerator and denominator the file's roles
//! name. The nation is the table's own row for riket, a built-in indicator in the same unit or a value, as for every
//! other measure:
//! ```json
//! [{"id":"doda","type":"rate","column":"avlidna","denominator":"folkmangd","per":100000},
//!  {"id":"doda_std","type":"directly_standardised_rate","column":"avlidna","denominator":"folkmangd","age":"alder",
//!   "sex":"kon","per":100000,"standard":"esp2013"},
//!  {"id":"doda_kvot","type":"indirectly_standardised_ratio","column":"avlidna","denominator":"folkmangd","age":"alder",
//!   "sex":"kon"}]
//! ```
//! `standard` is `esp2013` (by default), `riket` (Sweden's population, built in) or `nation` (the table's own row for
//! riket in the same period). The ratio is observed events over those expected at the rates of the table's row for
//! riket, by age and, where the table divides it, sex. What a rate's `n` counts is events.

use crate::plan::score::{Item, Renormalise};
use crate::vocabulary::direction::says_bad;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Its name in the result.
    pub id: String,
    /// How it is estimated.
    pub r#type: MeasureType,
    /// The column, or in tables of figures the name of the measure; none for a score, which has `items`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub column: String,
    /// The questions of a score.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// What each answer to a score's questions is worth, 0–1.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub points: BTreeMap<String, f64>,
    /// What becomes of the weight of a score's questions that were not answered.
    #[serde(default, skip_serializing_if = "Renormalise::is_usual")]
    pub renormalise: Renormalise,
    /// Own words for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The answers that count, for a proportion.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub positive: Vec<String>,
    /// Answers outside the base.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// The column of the denominator, for a ratio.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denominator: Option<String>,
    /// The column of ages, for a standardised rate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age: Option<String>,
    /// The column of sexes, over which a rate is added up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<String>,
    /// What a rate is written per: 100 000 where absent, 1 for a ratio.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<f64>,
    /// The population that a rate is standardised to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<Standard>,
    /// What need of care is held against: the reference's for each person; the file's row for riket where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<f64>,
    /// Which quantile, 0–1; the median where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantile: Option<f64>,
    /// How a quantile is read off, by its name in R: `math` where absent, `hf7`, `school` ….
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
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
    /// A level to hold an amount per post against, such as 1 100 inhabitants.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guideline: Option<f64>,
    /// Goal of the reform that it belongs to; the indicator's where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<String>,
    /// Perspective; the indicator's where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub perspective: Option<String>,
}

impl Measure {
    /// What of it the cells of a file depend on.
    pub fn reading(&self) -> impl std::fmt::Debug {
        let positive = (self.r#type == MeasureType::Score).then_some(&self.positive);
        let score = (&self.items, &self.points, self.renormalise, positive);
        (&self.id, &self.column, self.r#type, &self.missing, &self.denominator, &self.age, &self.sex, score)
    }

    /// Whether the question, or its column, is about something bad.
    pub fn asks_of_bad(&self) -> bool {
        says_bad(&self.column) || self.label.as_deref().is_some_and(says_bad)
    }

    /// What a rate is written per.
    pub fn multiplier(&self) -> f64 {
        let ratio = self.r#type == MeasureType::IndirectlyStandardisedRatio;
        self.per.unwrap_or(if ratio { 1.0 } else { 100_000.0 })
    }

    /// A measure of a column with everything else as it is by default.
    pub fn new(id: String, r#type: MeasureType, column: &str) -> Measure {
        Measure {
            id,
            r#type,
            column: column.to_owned(),
            items: Vec::new(),
            points: BTreeMap::new(),
            renormalise: Renormalise::default(),
            label: None,
            positive: Vec::new(),
            denominator: None,
            age: None,
            sex: None,
            per: None,
            standard: None,
            reference: None,
            quantile: None,
            rule: None,
            missing: Vec::new(),
            interval: IntervalKind::default(),
            direction: None,
            unit: None,
            relevance: None,
            nation: Nation::default(),
            guideline: None,
            goal: None,
            perspective: None,
        }
    }
}

/// How a measure is estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureType {
    /// Share of the respondents who gave a positive answer, 0–1.
    Proportion,
    /// Weighted mean of numbers.
    Mean,
    /// Weighted total of numbers.
    Total,
    /// Total of one column by the total of another.
    Ratio,
    /// Quantile of numbers.
    Quantile,
    /// Mean of respondents' values on a dimension of several questions, 0–100. See [`crate::plan::score`].
    Score,
    /// Figures that the file already holds.
    Published,
    /// One amount by another: cost per inhabitant or patient, posts or contacts per 1 000 inhabitants, inhabitants per
    /// post. See [`crate::plan::amounts`].
    AmountPer,
    /// One amount as a share of a sum of amounts, per cent.
    AmountShare,
    /// Care Need Index: need of care from seven counts of people. See [`crate::plan::amounts`].
    CareNeedIndex,
    /// Events per people at risk, from a table.
    Rate,
    /// The same by age, weighted to a standard population.
    DirectlyStandardisedRate,
    /// Observed events over those expected at the nation's rates.
    IndirectlyStandardisedRatio,
}

impl MeasureType {
    /// Whether it is a rate or ratio of events in a table.
    pub fn is_rate(self) -> bool {
        use MeasureType::{DirectlyStandardisedRate, IndirectlyStandardisedRatio, Rate};
        matches!(self, Rate | DirectlyStandardisedRate | IndirectlyStandardisedRatio)
    }

    /// Whether it is a weighted mean of the respondents' numbers.
    pub fn is_mean(self) -> bool {
        matches!(self, MeasureType::Mean | MeasureType::Score)
    }

    /// Whether it is estimated from respondents.
    pub fn is_of_survey(self) -> bool {
        self != MeasureType::Published && !self.is_rate() && !self.is_of_amounts()
    }

    /// Whether it is made of amounts.
    pub fn is_of_amounts(self) -> bool {
        matches!(self, MeasureType::AmountPer | MeasureType::AmountShare | MeasureType::CareNeedIndex)
    }
}

/// The population that a rate is standardised to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standard {
    /// The European standard population of 2013.
    #[default]
    Esp2013,
    /// Sweden's population, built in.
    Riket,
    /// The nation's people in the table itself.
    Nation,
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
    /// Exact on the effective number of answers (Korn and Graubard).
    Beta,
    /// On the arcsine scale.
    Asin,
    /// From the scaled likelihood.
    Likelihood,
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

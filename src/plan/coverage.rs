//! What the answers of a file stand for: a sample or everyone, how many people, how many were asked.
//!
//! ```json
//! "files":[{"match":"*.csv","coverage":{"weights_sum_to":"population",
//!   "invited":[{"n":1200,"region":"13","period":"2020"}]}},
//!  {"match":"register.csv","coverage":{"census":true}}]
//! ```

use serde::{Deserialize, Serialize};

/// What the answers of a file stand for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// Everyone is counted: there is no sampling, and differences are what they are.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub census: bool,
    /// Whether the weights add up to the people that the answers stand for; unknown where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights_sum_to: Option<WeightsSumTo>,
    /// How many were asked, by region and period as far as they are known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub invited: Vec<Invited>,
}

/// What weights add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WeightsSumTo {
    /// The number of people in the population.
    Population,
}

/// How many were asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invited {
    /// The number.
    pub n: u64,
    /// In which region; all of the file where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// In which period; the only one where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
}

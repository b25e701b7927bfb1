//! What a survey's answers are adjusted for: who the respondents are.
//!
//! Standardised values give every region the same mix of background; the standard is the nation in the file, or people
//! that the plan counts. An adjusted comparison holds levels of one column against each other with others held equal.
//! ```json
//! {"standardise":{"by":["kon","alder"]},
//!  "adjusted":[{"id":"kontakt","measure":"delaktig","by":"fast_kontakt","positive":["alltid","ibland"],"missing":["vet ej"],
//!   "given":["alder","halsa"]},
//!  {"id":"kon","measure":"delaktig","by":"kon","base":"man","given":["alder"]}]}
//! {"standardise":{"by":["kon","alder"],"standard":[{"levels":["kvinna","16-64"],"people":3100000},
//!  {"levels":["kvinna","65+"],"people":1150000},{"levels":["man","16-64"],"people":3200000},
//!  {"levels":["man","65+"],"people":1000000}]}}
//! ```

use crate::plan::Plan;
use serde::{Deserialize, Serialize};

/// Values at the same mix of background.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standardise {
    /// Columns of the background.
    pub by: Vec<String>,
    /// People by their levels in those columns; the nation in the file where absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub standard: Vec<StandardCell>,
}

/// A cell of the standard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandardCell {
    /// The level in each column, in their order.
    pub levels: Vec<String>,
    /// How many people.
    pub people: f64,
}

/// Levels of a column held against each other with others held equal: a regression.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adjusted {
    /// Its name in the result.
    pub id: String,
    /// Id of the measure: a proportion.
    pub measure: String,
    /// The column whose levels are compared.
    pub by: String,
    /// The answers of that column that are put together and held against all others, where it is a question.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub positive: Vec<String>,
    /// Answers of that column that are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// The level that the others are held against; the first where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    /// The columns that are held equal.
    pub given: Vec<String>,
}

impl Plan {
    /// Every column whose levels are kept: the groups, then the background of what is adjusted.
    pub fn kept_groups(&self) -> Vec<String> {
        let standard = self.standardise.iter().flat_map(|it| &it.by);
        let adjusted = self.adjusted.iter().flat_map(|it| std::iter::once(&it.by).chain(&it.given));
        let mut kept = self.groups.clone();
        for column in standard.chain(adjusted) {
            if !kept.contains(column) {
                kept.push(column.clone());
            }
        }
        kept
    }
}

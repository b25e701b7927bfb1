//! A measure of several questions: each respondent's value on a dimension, 0–100, averaged like any number.
//!
//! ```json
//! {"id":"delaktighet","type":"score","label":"Delaktighet och involvering",
//!  "items":[{"column":"q1","weight":0.34},{"column":"q2","weight":0.23},{"column":"q3","weight":0.43}],
//!  "points":{"1":0,"2":0.25,"3":0.5,"4":0.75,"5":1},"missing":["9"],"renormalise":"proportional",
//!  "nation":{"indicator":"U71451"}}
//! ```
//! `points` says what each answer is worth, 0–1; with `positive` instead a positive answer is worth 1 and every other 0.
//! A respondent who left questions out is weighed by those that were answered: in proportion to their weights, or alike
//! with `"renormalise":"equal"`. Without `weight` all questions weigh the same, and then the value is not held against a
//! published one, which is made with other weights.

use crate::plan::{Measure, MeasureType};
use serde::{Deserialize, Serialize};

/// A question of a dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its column.
    pub column: String,
    /// Its weight; the same for all where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<f64>,
}

/// What becomes of the weight of questions that were not answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Renormalise {
    /// It goes to the others in proportion to theirs.
    #[default]
    Proportional,
    /// Those that were answered weigh alike.
    Equal,
}

impl Renormalise {
    pub(super) fn is_usual(&self) -> bool {
        *self == Renormalise::default()
    }
}

impl Measure {
    /// The columns that it is made of: its own, or those of its questions.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        let own = Some(self.column.as_str()).filter(|column| !column.is_empty());
        own.into_iter().chain(self.items.iter().map(|item| item.column.as_str()))
    }

    /// Whether it is a dimension whose questions have no stated weights.
    pub fn is_unweighted_score(&self) -> bool {
        self.r#type == MeasureType::Score && self.items.iter().any(|item| item.weight.is_none())
    }

    /// What an answer is worth, 0–1.
    pub fn worth(&self, answer: &str) -> Option<f64> {
        if self.points.is_empty() {
            return Some(f64::from(u8::from(self.positive.iter().any(|positive| positive == answer))));
        }
        self.points.get(answer).copied()
    }
}

//! The registered statistics, from the headings of their own files.

use crate::statistics::METHODS;
use serde::Serialize;

/// One statistic.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MethodView {
    /// Id used in results.
    pub id: &'static str,
    /// What it is, in a sentence.
    pub title: &'static str,
    /// When it is chosen.
    pub when: String,
    /// What goes in, in which units.
    pub needs: String,
    /// The formula.
    pub formula: String,
    /// What happens at the edges.
    pub edge_cases: String,
    /// Where it comes from.
    pub source: String,
    /// Which R function gives the same.
    pub agrees_with: String,
}

/// Every registered statistic, in order.
pub fn methods() -> Vec<MethodView> {
    METHODS
        .iter()
        .map(|method| MethodView {
            id: method.id,
            title: method.title(),
            when: method.preface(),
            needs: method.section("Units"),
            formula: method.section("Formula"),
            edge_cases: method.section("Edge cases"),
            source: method.section("Source"),
            agrees_with: method.section("Agrees with"),
        })
        .collect()
}

//! Levels of a group that are put together: municipalities by SKR's groups of 2023, rural ones against the rest, areas
//! with weak conditions against the others.
//!
//! ```json
//! {"groups":["kommun","omrade"],
//!  "gather":{"kommun":{"by":"skr_2023","into":{"Landsbygd":["C8","C9"],"Övriga":["*"]}},
//!   "omrade":{"into":{"Utsatta områden":["Norra","Östra"],"Övriga":["*"]}}}}
//! ```
//! `by` turns every level into its class first; `into` then names what each new level is made of, `*` being all that is not
//! named. What `into` does not name keeps its own level. Answers and amounts are put together before anything is
//! estimated, so that a new level has its own uncertainty and its own gap. Published figures cannot be added up.
//!
//! Areas by their need of care, at or above a limit or below it:
//! ```json
//! {"groups":["omrade"],
//!  "gather":{"omrade":{"by":{"need":{"of":"CNI","at_least":1.5}},"into":{"Utsatta områden":["exposed"],"Övriga":["other"]}}}}
//! ```
//! `of` is a column of values in a file of areas, or a measure of the plan of the type `care_need_index`. Without it the
//! levels are values themselves: each answer has its area's beside it.

use crate::vocabulary::fold::fold;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All levels that are not named.
const REST: &str = "*";

/// How the levels of one group are put together.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gather {
    /// The classification that turns a level into its class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Classification>,
    /// New levels and what they are made of.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub into: BTreeMap<String, Vec<String>>,
}

/// What turns a level into its class.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Classification {
    /// SKR's groups of municipalities of 2023, `A1` to `C9`.
    #[serde(rename = "skr_2023")]
    Skr2023,
    /// The need of care of each area: `exposed` from a limit on, else `other`.
    Need(Need),
}

/// A limit of need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// What says the need of an area; the levels do themselves where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The least need of an exposed area.
    pub at_least: f64,
    /// The need of each area, once the files are read.
    #[serde(skip)]
    pub areas: BTreeMap<String, f64>,
}

impl Need {
    /// The class of an area, where its need is known; its name may be written in another case.
    pub fn class(&self, level: &str) -> Option<&'static str> {
        let need = match self.of {
            None => level.trim().replace(',', ".").parse().ok().filter(|need: &f64| need.is_finite()),
            Some(_) => self.areas.get(level).copied().or_else(|| {
                let folded = fold(level);
                self.areas.iter().find(|(area, _)| fold(area) == folded).map(|(_, need)| *need)
            }),
        };
        need.map(|need| if need >= self.at_least { "exposed" } else { "other" })
    }
}

impl Gather {
    /// The new level of a class or level.
    pub fn level<'g, 'o: 'g>(&'g self, own: &'o str) -> &'g str {
        self.named().find(|(level, _)| *level == own).map(|(_, new)| new).or_else(|| self.rest()).unwrap_or(own)
    }

    /// The levels that are named, and their new ones.
    pub fn named(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.into.iter().flat_map(|(new, of)| of.iter().map(move |level| (level.as_str(), new.as_str())));
        all.filter(|(level, _)| *level != REST)
    }

    /// The new level of all that are not named, where there is one.
    pub fn rest(&self) -> Option<&str> {
        self.into.iter().find(|(_, of)| of.iter().any(|level| level == REST)).map(|(new, _)| new.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::{Classification, Need};
    use crate::plan::Plan;

    #[test]
    fn areas_by_need() {
        let text = r#"{"plan":1,"groups":["omrade"],"gather":{"omrade":{"by":{"need":{"of":"CNI","at_least":1.5}}}}}"#;
        let mut plan = Plan::parse(text).unwrap();
        assert_eq!(Plan::parse(&plan.to_json()).unwrap(), plan);
        let Some(Classification::Need(need)) = plan.gather.get_mut("omrade").and_then(|it| it.by.as_mut()) else {
            panic!()
        };
        assert_eq!(need.class("Norra"), None);
        need.areas = [("Norra", 1.5), ("Södra", 1.4999)].map(|(area, need)| (area.to_owned(), need)).into();
        assert_eq!(["Norra", "SÖDRA ", "Östra"].map(|area| need.class(area)), [Some("exposed"), Some("other"), None]);
        let own = Need { of: None, ..need.clone() };
        assert_eq!(
            ["1,5", "1.49", "2", "–"].map(|it| own.class(it)),
            [Some("exposed"), Some("other"), Some("exposed"), None]
        );
        assert!(Plan::parse(&text.replace("at_least", "over")).is_err());
    }

    #[test]
    fn named_levels_and_the_rest() {
        let text = r#"{"plan":1,"groups":["kommun"],
            "gather":{"kommun":{"by":"skr_2023","into":{"Landsbygd":["C8","C9"],"Övriga":["*"]}}}}"#;
        let plan = Plan::parse(text).unwrap();
        let gather = &plan.gather["kommun"];
        assert_eq!(["C8", "C9", "B3"].map(|level| gather.level(level)), ["Landsbygd", "Landsbygd", "Övriga"]);
        assert_eq!(Plan::parse(&plan.to_json()).unwrap(), plan);
        let without = Plan::parse(&text.replace(r#","Övriga":["*"]"#, "")).unwrap();
        assert_eq!(without.gather["kommun"].level("B3"), "B3");
        for (from, to) in [(r#"["*"]"#, r#"["C8"]"#), (r#"["kommun"]"#, r#"["kon"]"#), ("skr_2023", "skr_2017")] {
            assert!(Plan::parse(&text.replace(from, to)).is_err(), "{to}");
        }
    }
}

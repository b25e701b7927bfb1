//! Sampling designs as `designs.json` states them.

use anyhow::{Context, Result};
use serde_json::Value;
use std::path::Path;

/// The design of one case.
#[derive(Debug, Clone)]
pub struct Design {
    pub case: String,
    pub dataset: Option<String>,
    pub ids: Vec<String>,
    pub strata: Option<String>,
    pub weights: Option<String>,
    pub fpc: Vec<String>,
    /// The first part that is not computed, in words.
    pub unsupported: Option<String>,
}

/// The designs of a folder; none where it has no `designs.json`.
pub fn read(folder: &Path) -> Result<Vec<Design>> {
    let path = folder.join("designs.json");
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let text = std::fs::read_to_string(&path)?;
    let list: Vec<Value> = serde_json::from_str(&text).with_context(|| format!("{}", path.display()))?;
    Ok(list.iter().map(Design::from_json).collect())
}

impl Design {
    fn from_json(value: &Value) -> Design {
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        let mut design = Design {
            case: text("case").unwrap_or_default(),
            dataset: text("dataset"),
            ids: names(&value["ids"]),
            strata: text("strata"),
            weights: text("weights"),
            fpc: names(&value["fpc"]),
            unsupported: None,
        };
        design.unsupported = design.first_unsupported(value);
        design
    }

    fn first_unsupported(&self, value: &Value) -> Option<String> {
        if let Some(part) = ["replicates", "pps", "adjust"].iter().find(|part| !value[**part].is_null()) {
            let kind = value[*part]["type"].as_str().map(|kind| format!(" ({kind})")).unwrap_or_default();
            return Some(format!("design with {part}{kind}"));
        }
        if self.fpc.len() > 1 || (self.ids.len() > 1 && !self.fpc.is_empty()) {
            return Some("design in several stages with finite populations".to_owned());
        }
        match value["lonely"].as_str() {
            None | Some("fail") => None,
            Some(rule) => Some(format!("design with lonely units: {rule}")),
        }
    }
}

/// A list of names; a single name is a list of one, `~1` and null are none.
fn names(value: &Value) -> Vec<String> {
    let one = value.as_str().map(|name| vec![name.to_owned()]);
    let many = value.as_array().map(|list| list.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect());
    let mut names: Vec<String> = one.or(many).unwrap_or_default();
    names.retain(|name| !matches!(name.as_str(), "" | "1" | "~1" | "0"));
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn design(text: &str) -> Design {
        Design::from_json(&serde_json::from_str(text).unwrap())
    }

    #[test]
    fn parts_that_are_not_computed_are_named() {
        let plain =
            r#"{"case":"a","ids":["psu"],"strata":"s","weights":"w","fpc":["N"],"lonely":"fail","adjust":null}"#;
        assert_eq!(design(plain).unsupported, None);
        let raked = r#"{"case":"a","ids":[],"adjust":{"type":"rake"}}"#;
        assert_eq!(design(raked).unsupported.as_deref(), Some("design with adjust (rake)"));
        assert!(design(r#"{"case":"a","ids":["p","q"],"fpc":["N","M"]}"#).unsupported.is_some());
        assert!(design(r#"{"case":"a","ids":["p"],"lonely":"adjust"}"#).unsupported.is_some());
    }

    #[test]
    fn later_stages_count_only_with_finite_populations() {
        assert_eq!(design(r#"{"case":"a","ids":["p","q"],"fpc":[]}"#).unsupported, None);
    }
}

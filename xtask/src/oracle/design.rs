//! Sampling designs as `designs.json` states them.

use anyhow::{Context, Result};
use rikssnitt::plan::Design;
use serde_json::Value;
use std::path::Path;

/// The design of one case.
#[derive(Debug, Clone)]
pub struct CaseDesign {
    pub case: String,
    pub dataset: Option<String>,
    /// The design, or what in it is not understood.
    pub design: Result<Design, String>,
}

/// The designs of a folder; none where it has no `designs.json`.
pub fn read(folder: &Path) -> Result<Vec<CaseDesign>> {
    let path = folder.join("designs.json");
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let text = std::fs::read_to_string(&path)?;
    let list: Vec<Value> = serde_json::from_str(&text).with_context(|| format!("{}", path.display()))?;
    Ok(list.iter().map(CaseDesign::from_json).collect())
}

impl CaseDesign {
    fn from_json(value: &Value) -> CaseDesign {
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        let mut object = value.clone();
        if let Some(fields) = object.as_object_mut() {
            fields.remove("case");
            fields.remove("dataset");
            for list in ["ids", "fpc"] {
                fields.insert(list.to_owned(), names(&value[list]).into());
            }
            fields.retain(|_, field| !field.is_null());
            fields.get_mut("adjust").into_iter().for_each(unlimited);
        }
        let design = serde_json::from_value(object).map_err(|error| format!("design not understood: {error}"));
        CaseDesign { case: text("case").unwrap_or_default(), dataset: text("dataset"), design }
    }
}

/// Limits that are infinite are none.
fn unlimited(adjust: &mut Value) {
    let infinite = |limit: &Value| limit.as_str().is_some_and(|text| text.parse().is_ok_and(f64::is_infinite));
    let lists = adjust.get_mut("bounds").and_then(Value::as_array_mut).into_iter().flatten();
    lists.filter(|limit| infinite(limit)).for_each(|limit| *limit = Value::Null);
    for key in ["lower", "upper"] {
        adjust.get_mut(key).filter(|limit| infinite(limit)).into_iter().for_each(|limit| *limit = Value::Null);
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

    fn design(text: &str) -> Result<Design, String> {
        CaseDesign::from_json(&serde_json::from_str(text).unwrap()).design
    }

    #[test]
    fn every_part_is_read() {
        let plain =
            r#"{"case":"a","ids":["psu"],"strata":"s","weights":"w","fpc":["N"],"lonely":"fail","adjust":null}"#;
        assert_eq!(design(plain).unwrap().ids, ["psu"]);
        let raked = r#"{"ids":[],"adjust":{"type":"rake","margins":[{"variable":"a","totals":{"x":1}}]}}"#;
        assert!(design(raked).unwrap().adjust.is_some());
        for part in [r#""replicates":{"type":"Fay","rho":0.3}"#, r#""pps":{"approximation":"brewer"}"#] {
            assert!(design(&format!("{{\"ids\":[],{part}}}")).is_ok(), "{part}");
        }
        assert!(design(r#"{"ids":"~1","lonely":"average"}"#).unwrap().ids.is_empty());
        let trimmed = r#"{"ids":[],"adjust":{"type":"trim","lower":"-Inf","upper":9,"strict":false}}"#;
        let nothing_below = rikssnitt::plan::design::Adjust::Trim { lower: None, upper: Some(9.0), strict: false };
        assert_eq!(design(trimmed).unwrap().adjust, Some(nothing_below));
        assert!(
            design(r#"{"adjust":{"type":"calibrate","calfun":"raking","bounds":[0.5,"Inf"],"totals":{}}}"#).is_ok()
        );
    }

    #[test]
    fn what_is_not_known_is_said() {
        assert!(design(r#"{"replicates":{"type":"ACS"}}"#).is_err());
        assert!(design(r#"{"twophase":true}"#).is_err());
    }
}

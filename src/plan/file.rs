//! How one file is read: which columns place a row, and the sampling design.

use crate::plan::coverage::Coverage;
use crate::plan::design::Design;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
    /// What money is written in where the file does not say so: `kronor`, `tkr`, `mnkr`, `mdkr`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// `running` prices, or `fixed` ones that no deflator is used on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prices: Option<String>,
    /// What its answers stand for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coverage: Option<Coverage>,
}

impl FilePlan {
    /// Whether it is about a file of this name.
    pub fn fits(&self, name: &str) -> bool {
        super::matches(&self.pattern, name)
    }

    /// The columns that it names.
    pub fn columns_named(&self) -> impl Iterator<Item = &str> {
        let placing = self.columns.iter().flat_map(|it| [&it.region, &it.period, &it.id]).flatten();
        let design = self.design.iter().flat_map(|it| it.ids.iter().chain(&it.strata).chain(&it.weights));
        self.roles.keys().chain(placing).chain(design).map(String::as_str)
    }
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

//! What a user corrects in how a file was understood.

use crate::table::reading::{Kind, Role};
use std::collections::BTreeMap;

/// What a user corrects in how a file was understood.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Correction {
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// What the file holds.
    pub kind: Option<Kind>,
    /// Roles of columns by name.
    pub roles: BTreeMap<String, Role>,
}

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

impl Correction {
    /// Takes a later correction in.
    pub(super) fn add(&mut self, later: &Correction) {
        // Another sheet has other columns.
        if later.sheet.is_some() && later.sheet != self.sheet {
            self.roles.clear();
        }
        self.sheet = later.sheet.clone().or_else(|| self.sheet.take());
        self.kind = later.kind.or(self.kind);
        self.roles.extend(later.roles.iter().map(|(column, role)| (column.clone(), *role)));
    }
}

//! Whose figures an answer is about.

use crate::vocabulary::region::Region;

/// Whose figures an answer is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whose {
    /// The user's region.
    pub own: Option<Region>,
    /// The region whose groups alone are held against others, beside whole regions; `None` for every region's.
    pub groups_of: Option<Region>,
}

impl Whose {
    /// Whether a region, or a group of it, is held against others.
    pub fn tells(self, region: Region, group: bool) -> bool {
        !group || self.groups_of.is_none_or(|own| own == region)
    }
}

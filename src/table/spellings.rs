//! Levels of sex that stand in several spellings become one: `Kvinna`, `kvinnor` and `K`.

use super::reading::{Column, Reading};
use super::tokens::mark;
use crate::finding::{FindingCode, Findings, Position};
use crate::vocabulary::age::AgeBand;
use crate::vocabulary::fold::fold;
use crate::vocabulary::group::{is_whole, sex};
use std::collections::BTreeMap;

/// Joins the levels of each column whose header says that sexes stand there, or whose levels all do. The commonest
/// spelling is kept.
pub fn join(columns: &mut [Column], findings: &mut Findings) {
    for column in columns.iter_mut().filter(|column| !column.levels.is_empty()) {
        let header = fold(&column.header);
        let named = header.split(' ').any(|word| matches!(word, "kon" | "konet" | "konskod" | "sex" | "gender"));
        let levels = || column.levels.iter().map(|(text, _)| text.as_str());
        let other = |text: &str| sex(text, true).is_none() && !is_whole(text) && mark(text).is_none();
        if !named && (levels().any(other) || !levels().any(|text| sex(text, false).is_some())) {
            continue;
        }
        let mut first: BTreeMap<usize, usize> = BTreeMap::new();
        let mut kept: Vec<(String, u64)> = Vec::with_capacity(column.levels.len());
        for (text, times) in std::mem::take(&mut column.levels) {
            let known = sex(&text, true).map(|sex| *first.entry(sex).or_insert(kept.len()));
            match known.and_then(|at| kept.get_mut(at)) {
                Some((label, all)) => {
                    *all += times;
                    column.alike.insert(text, label.clone());
                }
                None => kept.push((text, times)),
            }
        }
        kept.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
        column.levels = kept;
        if !column.alike.is_empty() {
            let params = [("levels", column.alike.len().to_string())];
            findings.add_with(FindingCode::SpellingsJoined, Position::default().column(&column.name), &params);
        }
    }
}

impl Column {
    /// The level that a cell stands for: the spelling that is kept.
    pub fn level<'t>(&'t self, text: &'t str) -> &'t str {
        self.alike.get(text).map_or(text, String::as_str)
    }
}

impl Reading {
    /// Whether a text where levels stand means that there is none: a mark of the file's, but not the ages `0–4`, which are
    /// a hidden count where numbers stand.
    pub fn is_no_level(&self, text: &str) -> bool {
        (self.is_missing(text) || self.is_suppressed(text)) && AgeBand::parse(text).is_none()
    }
}

//! The nation's figures in columns of their own, beside those of the rows' own regions: `Andel`, `Riket`.

use super::kind::is_number;
use super::reading::{Column, Role};
use super::roles::{by_header, names_region};
use super::slots::Slot;
use crate::vocabulary::fold::fold;
use crate::vocabulary::region::Region;

fn is_nation(name: &str) -> bool {
    Region::parse(name).is_some_and(Region::is_nation)
}

/// Whether all names of figures but the nation's are one: then the nation's are of that.
pub fn is_of_one<'n>(names: impl Iterator<Item = &'n str>) -> bool {
    let value = |name: &&str| !is_nation(name) && matches!(by_header(name), None | Some(Role::Value | Role::Region));
    let mut names = names.filter(value).map(fold);
    names.next().is_some_and(|first| names.all(|other| other == first))
}

/// Makes values of the nation's figures, where one measure stands beside them.
pub fn settle_nation(columns: &mut [Column]) {
    let values = columns.iter().filter(|column| column.role == Role::Value);
    if is_of_one(values.map(|column| column.measure.as_deref().unwrap_or(&column.header))) {
        let nation = |column: &&mut Column| {
            column.role == Role::Ignored && column.spread.is_none() && is_number(column) && is_nation(&column.header)
        };
        columns.iter_mut().filter(nation).for_each(|column| column.role = Role::Value);
    }
}

/// Takes the columns of the nation for figures of the measure beside them, and tells whether there are any.
pub fn is_of_nation(slots: &mut [Slot]) -> bool {
    let nation = |slot: &Slot| slot.region.is_none() && slot.measure.as_deref().is_some_and(is_nation);
    let mut others = slots.iter().filter(|slot| !nation(slot)).map(|slot| &slot.measure);
    let Some(first) = others.next().filter(|first| others.all(|other| other == *first)).cloned() else { return false };
    let measure = first.filter(|name| !names_region(name));
    let any = slots.iter().any(nation);
    for slot in slots.iter_mut().filter(|_| any) {
        slot.region = nation(slot).then_some(Region::NATION);
        slot.measure.clone_from(&measure);
    }
    any
}

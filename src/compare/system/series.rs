//! A series over regions by its name: a measure of the plan, else an indicator of the catalogue. What the file lacks comes
//! from the indicator that the measure is held against, in the same unit. A value on fewer answers than may be shown is
//! never used, because an index over all regions would give it away.

use crate::catalogue::Catalogue;
use crate::catalogue::reference::Reference;
use crate::estimate::{Domain, Estimate, Measured, Origin, Status, published};
use crate::filled::Filled;
use crate::statistics::Interval;
use crate::vocabulary::direction::Direction;
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use std::collections::BTreeSet;

pub(super) struct Shelf<'a> {
    pub measured: &'a [Measured],
    pub catalogue: &'a Catalogue,
    pub reference: &'a Reference,
    pub smallest: u64,
}

/// One value of a series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Value {
    pub value: f64,
    pub se: Option<f64>,
    pub interval: Option<Interval>,
    pub origin: Origin,
}

/// A series that was found: the file's, the built-in one, or both.
pub(super) struct Series<'a> {
    own: Option<&'a Measured>,
    built_in: Option<Box<Measured>>,
    smallest: u64,
}

/// The concept of net cost for all health care, which the standard cost is made for.
const WHOLE_CARE: &str = "nettokostnad_hsv";

impl<'a> Shelf<'a> {
    /// Whether a series is the net cost of all health care.
    pub fn is_whole_care(&self, name: &str) -> bool {
        let held_against = |one: &Measured| one.measure.indicator.clone().unwrap_or_else(|| name.to_owned());
        let own = self.measured.iter().find(|one| one.measure.id == name).map(held_against);
        let indicator = self.catalogue.indicator(own.as_deref().unwrap_or(name));
        indicator.is_some_and(|known| known.concept == WHOLE_CARE)
    }

    pub fn series(&self, name: &str) -> Option<Series<'a>> {
        let held_against = |one: &&Measured| one.measure.indicator.as_deref() == Some(name);
        let own =
            self.measured.iter().find(|one| one.measure.id == name).or_else(|| self.measured.iter().find(held_against));
        let indicator = own.and_then(|one| one.measure.indicator.as_deref()).unwrap_or(name);
        let same_unit = |other: &Measured| own.is_none_or(|own| own.measure.unit == other.measure.unit);
        let known = self.catalogue.indicator(indicator);
        let built_in = known.map(|known| published::estimate(known, self.reference)).filter(same_unit).map(Box::new);
        (own.is_some() || built_in.is_some()).then_some(Series { own, built_in, smallest: self.smallest })
    }
}

impl Series<'_> {
    pub fn at(&self, region: Region, period: Period) -> Option<Value> {
        let domain = Domain { region, period: Some(period), group: None };
        let usable = |estimate: &&Estimate| {
            let few = estimate.n.is_some_and(|n| n > 0.0 && n < self.smallest as f64);
            estimate.status == Status::Ok && !few
        };
        let of = |one: Option<&Measured>| {
            let estimate = one?.estimates.get(&domain).filter(usable)?;
            let Estimate { se, interval, origin, .. } = *estimate;
            Some(Value { value: estimate.value?, se, interval, origin })
        };
        let hidden = self.own.is_some_and(|one| one.estimates.get(&domain).is_some_and(|it| !usable(&it)));
        of(self.own).or_else(|| of(self.built_in.as_deref().filter(|_| !hidden)))
    }

    pub fn periods(&self) -> BTreeSet<Period> {
        let all = [self.own, self.built_in.as_deref()].into_iter().flatten();
        all.flat_map(|one| one.estimates.keys().filter_map(|domain| domain.period)).filled()
    }

    pub fn direction(&self) -> Direction {
        let info = self.own.or(self.built_in.as_deref()).map(|one| one.measure.direction);
        match (info, &self.built_in) {
            (Some(Direction::None), Some(built_in)) => built_in.measure.direction,
            (found, _) => found.unwrap_or(Direction::None),
        }
    }

    /// The indicator whose breaks the series has.
    pub fn indicator(&self) -> Option<&str> {
        self.built_in.as_deref().or(self.own)?.measure.indicator.as_deref()
    }
}

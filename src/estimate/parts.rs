//! Parts of a sample: those of a region, period and level, the rest of a nation, the other levels of a group, what
//! answers stand for.

use crate::estimate::survey::{AtomPlace, SurveySample};
use crate::estimate::{Basis, Estimate, Status};
use crate::filled::Filled;
use crate::plan::MeasureType;
use crate::statistics::taylor_linearisation::{Atom, LinearisedMean, variance};
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Above this share all units of a stratum are drawn.
const WHOLE: f64 = 1.0 - 1e-7;
/// A variance below this part of the spread, or of the value squared, is left over from rounding.
const ROUNDING: f64 = 1e-24;

impl SurveySample {
    /// The atoms with a valid answer in a domain; `group` is the index of the plan's group and the level.
    pub fn atoms(&self, region: Option<Region>, period: Option<Period>, group: Option<(usize, &str)>) -> Vec<usize> {
        self.valid(region, period, |place| {
            group.is_none_or(|(index, level)| place.groups.get(index).is_some_and(|it| **it == *level))
        })
    }

    /// The atoms of everyone outside a region, in a period; of one level of a group where it is named.
    pub fn rest(&self, region: Region, period: Option<Period>, group: Option<(usize, &str)>) -> Vec<usize> {
        self.valid(None, period, |place| {
            let at_level = |(index, level): (usize, &str)| place.groups.get(index).is_some_and(|it| **it == *level);
            place.region != region && group.is_none_or(at_level)
        })
    }

    /// The levels of a group, by its index.
    pub(super) fn levels(&self, group: usize) -> BTreeSet<String> {
        let levels: BTreeSet<&str> =
            self.places.iter().filter_map(|place| place.groups.get(group)).map(|it| &**it).filled();
        levels.into_iter().filter(|level| !level.is_empty()).map(str::to_owned).filled()
    }

    /// Gives the levels of a group new names; a level without one is missing.
    pub(super) fn rename(&mut self, group: usize, new: &BTreeMap<String, String>) {
        let new: BTreeMap<&str, Rc<str>> = new.iter().map(|(own, new)| (own.as_str(), Rc::from(new.as_str()))).filled();
        for place in &mut self.places {
            let own = place.groups.iter().enumerate();
            let level = |(at, level): (usize, &Rc<str>)| match at == group {
                true => new.get(&**level).cloned().unwrap_or_default(),
                false => level.clone(),
            };
            place.groups = own.map(level).collect();
        }
    }

    /// The estimate over some atoms with its scores, to be compared with.
    pub fn part(&self, atoms: &[usize]) -> Option<Estimate> {
        let LinearisedMean { mean, n, spread, scores, .. } = self.linearised(atoms)?;
        let none = Estimate::none("contrast", Status::Ok, Some(n as f64));
        let alone = self.has_no_spread(atoms, variance(&self.sample, &scores), (mean, spread));
        Some(Estimate { value: Some(mean), basis: if alone { Basis::NoSpread } else { Basis::Survey(scores) }, ..none })
    }

    /// Whether a value over some atoms rests on one sampling unit, or on units that do not differ at all, in strata that
    /// were not sampled whole. Its scores add up to zero within the unit, and a standard error of them is what is left of
    /// rounding, or in two stages of the variance within the unit alone. A total's do not.
    pub(super) fn has_no_spread(&self, atoms: &[usize], variance: Option<f64>, (value, spread): (f64, f64)) -> bool {
        let atom = |at: &usize| self.sample.atoms.get(*at).filter(|atom| atom.w != 0.0).map(|atom| (*at, atom));
        let counted = || atoms.iter().filter_map(atom);
        let stage = self.sample.design.as_ref().and_then(|design| design.stages.first());
        let is_whole = |(at, atom): (usize, &Atom)| match stage {
            Some(stage) => stage.drawn.get(at).zip(stage.population.get(at)).is_some_and(|(n, all)| n / all > WHOLE),
            None => self.sample.strata.get(atom.stratum).is_some_and(|stratum| stratum.fraction > WHOLE),
        };
        if counted().all(is_whole) {
            return false;
        }
        let unit = |(at, atom): (usize, &Atom)| stage.map_or(atom.unit, |stage| stage.unit.get(at).copied());
        let first = counted().next().map(unit);
        let alone = match first {
            Some(None) => counted().map(|(_, atom)| atom.n).sum::<u64>() == 1,
            first => counted().all(|own| Some(unit(own)) == first),
        };
        let rounding = ROUNDING * spread.max(value * value);
        let alike = variance.is_some_and(|variance| variance <= rounding);
        // A share of none or all has an interval of its own.
        let varies = spread > 0.0 || !self.estimator.measures(MeasureType::Proportion);
        (alone && !self.estimator.measures(MeasureType::Total)) || (alike && varies)
    }

    /// The atoms of everyone with another known level of a group.
    pub fn other_levels(
        &self,
        region: Option<Region>,
        period: Option<Period>,
        (index, level): (usize, &str),
    ) -> Vec<usize> {
        self.valid(region, period, |place| {
            place.groups.get(index).is_some_and(|own| !own.is_empty() && **own != *level)
        })
    }

    /// Respondents of a region and period, whatever they answered.
    pub fn respondents(&self, region: Option<Region>, period: Option<Period>) -> u64 {
        let inside = |place: &AtomPlace| place.period == period && region.is_none_or(|region| place.region == region);
        let atoms = self.sample.atoms.iter().enumerate().filter(|(at, _)| self.place(*at).is_some_and(inside));
        atoms.map(|(_, atom)| atom.n).sum()
    }

    /// The sum of the weights of some atoms.
    pub fn weight(&self, atoms: &[usize]) -> f64 {
        atoms.iter().filter_map(|atom| self.sample.atoms.get(*atom)).map(|atom| atom.w).sum()
    }

    /// Whether two measures were laid out over the same respondents, each in a place of its own.
    pub fn same_rows(&self, other: &SurveySample) -> bool {
        let in_order = self.rows.windows(2).all(|pair| pair.first() < pair.last());
        !self.rows.is_empty() && in_order && self.rows == other.rows
    }
}

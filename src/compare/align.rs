//! Which national value and which earlier period an estimate may be held against, and what stands in the way.
//!
//! `data`: the nation estimated from the file, over all its regions. `auto`: the file where it suffices (a survey with
//! all 21 regions and weights, or a national row with known uncertainty), else the indicator that the file itself names.
//! An indicator: its published value of the same period; the file's own national row instead where only that one states
//! its uncertainty, or where nothing is published for the period. A value from the user stands as given.
//!
//! Not compared, with the reason: another period than the published one; a round with few regions; a group where only
//! the whole nation is published (a unit of the region, such as a clinic, is held against the whole nation); another
//! unit; a dimension whose questions are weighed otherwise than the published; a number of people or things, or an amount, which grows with the region; a break in the series between two periods; periods of unlike length; values over several years that overlap, by the catalogue or by the name of a file's measure. A change
//! from a pandemic year is compared and marked. The first measurement is the first since the last break.

use crate::catalogue::indicator::{Indicator, Unit};
use crate::compare::pairs::Relation;
use crate::compare::{Against, Bench, Population, Reason, Side};
use crate::estimate::measure::{Against as Choice, whole_of};
use crate::estimate::published;
use crate::estimate::{Domain, Estimate, Origin};
use crate::plan::GivenNation;
use crate::vocabulary::period::{Period, years_covered};
use crate::vocabulary::region::Region;

type Found = (Against, Estimate, Relation);
type Obstacle = (Option<Box<Against>>, Reason);

impl Bench<'_> {
    /// The national value for a domain, or why there is none.
    pub(crate) fn nation(&self, domain: &Domain, estimate: &Estimate) -> Result<Found, Obstacle> {
        self.of_same(domain, estimate).map_err(|obstacle| match obstacle {
            (None, Reason::NoNationalValue) => {
                let other = self.of_another_period(domain, estimate);
                other.map_or(obstacle, |other| (Some(Box::new(other)), Reason::DifferentPeriod))
            }
            _ => obstacle,
        })
    }

    /// The file's latest national value, where it has one of other periods alone.
    fn of_another_period(&self, domain: &Domain, estimate: &Estimate) -> Option<Against> {
        let group = domain.group.as_ref().filter(|_| !estimate.unit);
        let alike = |(nation, other): &(&Domain, &Estimate)| {
            let dated = nation.period.is_some() && domain.period.is_some();
            let nations = nation.region.is_nation() && nation.group.as_ref() == group;
            nations && dated && other.origin != Origin::Reference && other.value.is_some()
        };
        let all = self.measured.estimates.iter().filter(alike);
        let (nation, other) = all.max_by_key(|(nation, _)| nation.period.map(Period::start))?;
        let side = if self.measured.sample.is_some() { Side::Data } else { Side::File };
        Some(Against::new(Population::Nation, nation.clone(), (other.value, other.n), side))
    }

    fn of_same(&self, domain: &Domain, estimate: &Estimate) -> Result<Found, Obstacle> {
        if self.counts_things() {
            let given = matches!(self.measured.measure.against, Choice::Given(_)) || self.indicator().is_some();
            let is_there = given || self.in_file(domain, estimate).is_some();
            return Err((None, if is_there { Reason::DifferentDefinition } else { Reason::NoNationalValue }));
        }
        let about_part = domain.group.is_some() && !estimate.unit;
        match &self.measured.measure.against {
            Choice::Given(given) => {
                let found = self.given(given, domain);
                let (theirs, ours) = (found.0.domain.period, domain.period);
                if theirs.zip(ours).is_some_and(|(theirs, ours)| theirs != ours) {
                    return Err((Some(Box::new(found.0)), Reason::DifferentPeriod));
                }
                if self.measured.measure.own_weights {
                    return Err((Some(Box::new(found.0)), Reason::DifferentDefinition));
                }
                Ok(found)
            }
            Choice::Data => self.in_file(domain, estimate).ok_or((None, Reason::NoNationalValue)),
            Choice::Auto | Choice::Reference if estimate.origin == Origin::Reference => self.built_in(domain, estimate),
            Choice::Auto => match self.in_file(domain, estimate) {
                Some(found) if found.1.se.is_some() => Ok(found),
                Some(found) if about_part => Ok(found),
                Some(found) => Ok(self.built_in(domain, estimate).ok().filter(|it| it.1.se.is_some()).unwrap_or(found)),
                None if about_part => Err((None, Reason::DifferentDefinition)),
                None => self.built_in(domain, estimate),
            },
            Choice::Reference => match (self.built_in(domain, estimate), self.in_file(domain, estimate)) {
                (Ok(found), _) if found.1.se.is_some() => Ok(found),
                (Ok(found), Some(file)) => Ok(if file.1.se.is_some() { file } else { found }),
                (Ok(found), None) => Ok(found),
                (Err(_), Some(file)) => Ok(file),
                (Err(obstacle), None) => Err(obstacle),
            },
        }
    }

    fn in_file(&self, domain: &Domain, estimate: &Estimate) -> Option<Found> {
        let mut nation = domain.in_region(Region::NATION);
        if estimate.unit {
            nation.group = None;
        }
        let other = self.measured.estimates.get(&nation).filter(|other| other.value.is_some())?;
        let side = if self.measured.sample.is_some() { Side::Data } else { Side::File };
        let against = Against::new(Population::Nation, nation, (other.value, other.n), side);
        Some((against, other.clone(), Relation::PartOfWhole))
    }

    fn built_in(&self, domain: &Domain, estimate: &Estimate) -> Result<Found, Obstacle> {
        let info = &self.measured.measure;
        let indicator = self.indicator().ok_or((None, Reason::NoNationalValue))?;
        let factor = info.factor.ok_or((None, Reason::DifferentDefinition))?;
        if domain.group.is_some() && !estimate.unit {
            return Err((None, Reason::DifferentDefinition));
        }
        let at = |period: Period| {
            let figure = self.reference.figure(&indicator.id, Region::NATION, period)?;
            let other = published::one(figure, factor, Origin::Reference);
            let nation = Domain { region: Region::NATION, period: Some(period), group: None };
            let value = (other.value, other.n);
            Some((Against::new(Population::Nation, nation, value, Side::Reference), other))
        };
        let period = domain.period.ok_or((None, Reason::DifferentPeriod))?;
        let Some((against, other)) = at(period) else {
            let mut earlier = self.reference.periods(&indicator.id);
            earlier.retain(|it| *it < period);
            let nearest = earlier.into_iter().rev().find_map(at).map(|(against, _)| against);
            let reason = if nearest.is_some() { Reason::DifferentPeriod } else { Reason::NoNationalValue };
            return Err((nearest.map(Box::new), reason));
        };
        if indicator.voluntary.iter().any(|round| round.period == period) {
            return Err((Some(Box::new(against)), Reason::PartialNation));
        }
        let same_publication = estimate.origin == Origin::Reference;
        let relation = if same_publication { Relation::PartOfWhole } else { Relation::Independent };
        Ok((against, other, relation))
    }

    fn given(&self, given: &GivenNation, domain: &Domain) -> Found {
        let whole = whole_of(&self.measured.measure.unit);
        let figure =
            crate::catalogue::reference::Published { value: given.value, n: given.n, low: given.low, high: given.high };
        let mut other = published::one(&figure, 1.0, Origin::User);
        if let (None, Some(n), Some(whole)) = (other.se, given.n, whole) {
            let p = given.value / whole;
            if n > 0.0 && (0.0..=1.0).contains(&p) {
                other.se = Some(whole * (p * (1.0 - p) / n).sqrt());
                other.basis = crate::estimate::Basis::Share { p, n, whole };
            }
        }
        let period = given.period.as_deref().and_then(Period::parse).or(domain.period);
        let nation = Domain { region: Region::NATION, period, group: None };
        let against = Against::new(Population::Nation, nation, (Some(given.value), given.n), Side::User);
        (against, other, Relation::Independent)
    }

    /// A number of people or things grows with the region.
    pub(crate) fn counts_things(&self) -> bool {
        self.measured.measure.unit == Unit::Number.as_str()
    }

    pub(crate) fn indicator(&self) -> Option<&Indicator> {
        self.catalogue.indicator(self.measured.measure.indicator.as_deref()?)
    }

    pub(crate) fn break_between(&self, earlier: Period, later: Period) -> Option<()> {
        self.indicator()?.break_between(earlier, later).map(|_| ())
    }

    /// What forbids a comparison over time.
    pub(crate) fn obstacle(&self, earlier: Period, later: Period, region: Region) -> Option<Reason> {
        if self.break_between(earlier, later).is_some() {
            return Some(Reason::SeriesBreak);
        }
        if !earlier.same_length(later) {
            return Some(Reason::DifferentPeriod);
        }
        let indicator = self.indicator();
        let years = match indicator {
            Some(indicator) => i16::from(indicator.years),
            None if self.measured.sample.is_none() => years_covered(&self.measured.measure.label.sv),
            None => 1,
        };
        if earlier.overlaps(later) || later.years().1 - earlier.years().1 < years && years > 1 {
            return Some(Reason::OverlappingPeriods);
        }
        let voluntary = |period| indicator.is_some_and(|it| it.voluntary.iter().any(|round| round.period == period));
        (region.is_nation() && (voluntary(earlier) || voluntary(later))).then_some(Reason::PartialNation)
    }
}

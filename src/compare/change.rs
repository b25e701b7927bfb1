//! Changes: a period against an earlier one, a gap against the same gap earlier, a change against the change of others.
//!
//! The base is the measurement before, and the first since the last break. What forbids a comparison over time forbids
//! all three, and a pandemic base is marked in all three.
//!
//! - `gap_change`: the gap is a group's level minus its first level; the first side is the gap now, the other the gap
//!   then. A smaller gap is not by itself better (the better off may have lost), so it has no good direction.
//! - `difference_in_differences`: the first side is a change, the other the change of others over the same time: a
//!   region's against the rest of the nation's in one sample, else against the nation's; a gap's against the same gap in
//!   the rest of the nation; a group's against that of all others in the region, the population at large. A change that
//!   is higher than others' is better where higher is better.

use crate::compare::hold::{First, fewer};
use crate::compare::pairs::{self, Relation};
use crate::compare::{Against, Bench, Comparison, Outcome, Population, Reason, Side};
use crate::estimate::survey::SurveySample;
use crate::estimate::{Basis, Domain, Estimate, Origin};
use crate::plan::Compare;
use crate::statistics::contrast::contrast;
use crate::statistics::difference_independent::{self, difference_independent};
use crate::statistics::taylor_linearisation::{Scores, variance};
use crate::vocabulary::group::names_sex;
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use std::collections::BTreeSet;

/// A sum of estimates of one sample, each with its factor.
struct Combined {
    value: f64,
    scores: Scores,
    least: Option<f64>,
}

fn combined(parts: &[(f64, &Estimate)]) -> Option<Combined> {
    let none = Combined { value: 0.0, scores: Scores::default(), least: None };
    parts.iter().try_fold(none, |sum, (factor, estimate)| {
        let Basis::Survey(scores) = &estimate.basis else { return None };
        Some(Combined {
            value: sum.value + factor * estimate.value?,
            scores: sum.scores.plus(*factor, scores),
            least: fewer(sum.least, estimate.n),
        })
    })
}

/// What is compared, and with whom.
struct Changes {
    kind: Compare,
    population: Population,
    region: Region,
    base: Period,
    /// The level that a gap is to.
    level: Option<(String, String)>,
}

impl Bench<'_> {
    /// The measurement before, and the first since the last break, with their estimates.
    fn bases(&self, domain: &Domain) -> Vec<(Compare, Period, &Estimate)> {
        let Some(period) = domain.period else { return Vec::new() };
        let series: Vec<(Period, &Estimate)> = self
            .measured
            .estimates
            .range(Domain { period: None, group: None, ..domain.clone() }..domain.clone())
            .filter(|(other, it)| other.group == domain.group && it.value.is_some())
            .filter_map(|(other, it)| Some((other.period?, it)))
            .filter(|(other, _)| *other < period)
            .collect();
        let comparable = series.iter().find(|(earlier, _)| self.break_between(*earlier, period).is_none());
        let first = comparable.or(series.first()).map(|(base, it)| (Compare::FirstMeasurement, *base, *it));
        let previous = series.last().map(|(base, it)| (Compare::PreviousMeasurement, *base, *it));
        previous.into_iter().chain(first).collect()
    }

    pub(crate) fn against_earlier(
        &self,
        domain: &Domain,
        estimate: &Estimate,
        comparisons: &mut Vec<Comparison>,
        pandemic: &mut BTreeSet<Period>,
    ) {
        for (kind, base, other) in self.bases(domain).into_iter().filter(|(kind, ..)| self.wants(*kind)) {
            let earlier = Domain { period: Some(base), ..domain.clone() };
            let against = Against::new(Population::Same, earlier, (other.value, other.n), self.side(other));
            let first = First::of(domain, estimate).against_fixed(estimate);
            let relation = if other.unit { Relation::Independent } else { Relation::Waves };
            comparisons.push(match self.time_obstacle(domain, base) {
                Some(reason) => self.refused(kind, first, Some(against), reason),
                None => {
                    let held = self.held(kind, (first, estimate), against, other, relation);
                    self.marked(held, base, pandemic)
                }
            });
        }
    }

    /// The gap now against the gap then, for every base.
    pub(crate) fn against_earlier_gap(
        &self,
        domain: &Domain,
        estimate: &Estimate,
        comparisons: &mut Vec<Comparison>,
        pandemic: &mut BTreeSet<Period>,
    ) {
        if !self.wants(Compare::GapChange) {
            return;
        }
        let Some((level, first)) = self.first_level(domain) else { return };
        for (base, then) in self.base_periods(domain) {
            let Some(first_then) = self.measured.estimates.get(&Domain { period: Some(base), ..level.clone() }) else {
                continue;
            };
            let (kind, population) = (Compare::GapChange, Population::Same);
            let about = Changes { kind, population, region: domain.region, base, level: level.group.clone() };
            let held = self.gaps(&about, domain, [estimate, first], [then, first_then]);
            comparisons.push(self.marked(held, base, pandemic));
        }
    }

    fn gaps(&self, about: &Changes, domain: &Domain, now: [&Estimate; 2], then: [&Estimate; 2]) -> Comparison {
        let ([a, b], [c, d]) = (now, then);
        let gap = |a: &Estimate, b: &Estimate| Some(a.value? - b.value?);
        let least = [a, b, c, d].iter().fold(None, |least, part| fewer(least, part.n));
        let sampled = self.sample().zip(combined(&[(1.0, a), (-1.0, b)])).zip(combined(&[(1.0, c), (-1.0, d)]));
        let (mends, outcome) = match sampled {
            Some(((sample, mine), theirs)) => self.in_sample(sample, (&mine, &theirs), &mine),
            None => self.independent(domain, (a, b), (c, d), Relation::Groups),
        };
        let no_spread = [a, b, c, d].iter().any(|part| part.basis == Basis::NoSpread);
        let first = First { value: gap(a, b), least, level: c.value, mends, no_spread, ..First::of(domain, a) };
        let against = self.changes(about, gap(c, d), None);
        self.told(about, first, against, outcome)
    }

    /// A change against the change of others, for every base.
    pub(crate) fn against_change_of_others(
        &self,
        domain: &Domain,
        estimate: &Estimate,
        comparisons: &mut Vec<Comparison>,
        pandemic: &mut BTreeSet<Period>,
    ) {
        if !self.wants(Compare::DifferenceInDifferences) || estimate.unit {
            return;
        }
        for (base, then) in self.base_periods(domain) {
            let all = match self.sample() {
                Some(sample) if domain.group.is_some() => vec![
                    self.group_against_others(sample, domain, base, (estimate, then)),
                    self.gap_against_rest(sample, domain, base, (estimate, then)),
                ],
                Some(sample) => vec![self.region_against_rest(sample, domain, base, (estimate, then))],
                None => vec![self.region_against_nation(domain, base, (estimate, then))],
            };
            comparisons.extend(all.into_iter().flatten().map(|held| self.marked(held, base, pandemic)));
        }
    }

    fn region_against_rest(
        &self,
        sample: &SurveySample,
        domain: &Domain,
        base: Period,
        (now, then): (&Estimate, &Estimate),
    ) -> Option<Comparison> {
        let rest = |period| self.rest(sample, &Domain { period, ..domain.clone() });
        let (rest_now, rest_then) = (rest(domain.period)?, rest(Some(base))?);
        let own = combined(&[(1.0, now), (-1.0, then)])?;
        let others = combined(&[(1.0, &rest_now), (-1.0, &rest_then)])?;
        let current = combined(&[(1.0, now), (-1.0, &rest_now)])?;
        let about = Changes::differing(base);
        Some(self.differing(&about, sample, (domain, now, then), (own, others, current)))
    }

    fn group_against_others(
        &self,
        sample: &SurveySample,
        domain: &Domain,
        base: Period,
        (now, then): (&Estimate, &Estimate),
    ) -> Option<Comparison> {
        let within = self.within(domain)??;
        let region = (!domain.region.is_nation()).then_some(domain.region);
        let others = |period| sample.part(&sample.other_levels(region, period, within));
        let (others_now, others_then) = (others(domain.period)?, others(Some(base))?);
        let own = combined(&[(1.0, now), (-1.0, then)])?;
        let changed = combined(&[(1.0, &others_now), (-1.0, &others_then)])?;
        let current = combined(&[(1.0, now), (-1.0, &others_now)])?;
        let about = Changes { population: Population::OtherLevels, region: domain.region, ..Changes::differing(base) };
        Some(self.differing(&about, sample, (domain, now, then), (own, changed, current)))
    }

    fn gap_against_rest(
        &self,
        sample: &SurveySample,
        domain: &Domain,
        base: Period,
        (now, then): (&Estimate, &Estimate),
    ) -> Option<Comparison> {
        let (level, first_now) = self.first_level(domain).filter(|_| !domain.region.is_nation())?;
        let first_then = self.measured.estimates.get(&Domain { period: Some(base), ..level.clone() })?;
        let rest = |domain: &Domain, period| self.rest(sample, &Domain { period, ..domain.clone() });
        let [a, b] = [rest(domain, domain.period)?, rest(level, domain.period)?];
        let [c, d] = [rest(domain, Some(base))?, rest(level, Some(base))?];
        let own = combined(&[(1.0, now), (-1.0, first_now), (-1.0, then), (1.0, first_then)])?;
        let others = combined(&[(1.0, &a), (-1.0, &b), (-1.0, &c), (1.0, &d)])?;
        let current = combined(&[(1.0, now), (-1.0, first_now), (-1.0, &a), (1.0, &b)])?;
        let about = Changes { level: level.group.clone(), ..Changes::differing(base) };
        Some(self.differing(&about, sample, (domain, now, then), (own, others, current)))
    }

    fn differing(
        &self,
        about: &Changes,
        sample: &SurveySample,
        (domain, now, then): (&Domain, &Estimate, &Estimate),
        (own, others, current): (Combined, Combined, Combined),
    ) -> Comparison {
        let (mends, outcome) = self.in_sample(sample, (&own, &others), &current);
        let least = fewer(own.least, others.least);
        let first = First { value: Some(own.value), least, level: then.value, mends, ..First::of(domain, now) };
        let against = self.changes(about, Some(others.value), others.least);
        self.told(about, first, against, outcome)
    }

    /// Published figures: the distance to the nation now against the distance then.
    fn region_against_nation(
        &self,
        domain: &Domain,
        base: Period,
        (now, then): (&Estimate, &Estimate),
    ) -> Option<Comparison> {
        let own_standard = matches!(now.basis, Basis::Expected { .. });
        if domain.region.is_nation() || domain.group.is_some() || own_standard {
            return None;
        }
        let earlier = Domain { period: Some(base), ..domain.clone() };
        let ((against_now, nation_now, relation), (_, nation_then, _)) =
            self.nation(domain, now).ok().zip(self.nation(&earlier, then).ok())?;
        let (mends, outcome) = self.independent(domain, (now, &nation_now), (then, &nation_then), relation);
        let change = |now: &Estimate, then: &Estimate| Some(now.value? - then.value?);
        let about = Changes { population: Population::Nation, region: Region::NATION, ..Changes::differing(base) };
        let least = fewer(now.n, then.n);
        let no_spread = [now, then].iter().any(|part| part.basis == Basis::NoSpread);
        let value = change(now, then);
        let first = First { value, least, level: then.value, mends, no_spread, ..First::of(domain, now) };
        let n = fewer(nation_now.n, nation_then.n);
        let against = self.changes(&about, change(&nation_now, &nation_then), n);
        Some(self.told(&about, first, Against { side: against_now.side, ..against }, outcome))
    }

    /// A contrast of two sums of one sample; the standard error that more answers now would mend comes first.
    fn in_sample(
        &self,
        sample: &SurveySample,
        (mine, theirs): (&Combined, &Combined),
        current: &Combined,
    ) -> (Option<f64>, (Outcome, &'static str)) {
        let difference = mine.value - theirs.value;
        let scores = mine.scores.plus(-1.0, &theirs.scores);
        let test = contrast(&sample.sample, difference, &scores, sample.df, self.plan.confidence);
        let mends = variance(&sample.sample, &current.scores).map(f64::sqrt);
        (mends, test.map_or((Outcome::Untested(Some(difference)), "none"), |test| (Outcome::Tested(test), "contrast")))
    }

    /// Two differences, each of its own time, that have nothing in common.
    fn independent(
        &self,
        domain: &Domain,
        now: (&Estimate, &Estimate),
        then: (&Estimate, &Estimate),
        relation: Relation,
    ) -> (Option<f64>, (Outcome, &'static str)) {
        let confidence = self.plan.confidence;
        let pair = |(a, b)| pairs::pair(None, domain.period, a, b, relation, confidence).0;
        let difference = |(a, b): (&Estimate, &Estimate)| Some(a.value? - b.value?);
        match (pair(now), pair(then)) {
            (Outcome::Tested(now), Outcome::Tested(then)) => {
                let side = |it: crate::statistics::Difference| difference_independent::Side {
                    value: it.difference,
                    se: it.se,
                    df: it.df,
                };
                let test = difference_independent(side(now), side(then), confidence);
                let untested = Outcome::Untested(Some(now.difference - then.difference));
                (Some(now.se), test.map_or((untested, "none"), |it| (Outcome::Tested(it), "difference_independent")))
            }
            (Outcome::Refused, _) | (_, Outcome::Refused) => (None, (Outcome::Refused, "none")),
            _ => {
                let both = difference(now).zip(difference(then)).map(|(now, then)| now - then);
                (None, (Outcome::Untested(both), "none"))
            }
        }
    }

    /// The rest of the nation, in the domain's period and group.
    fn rest(&self, sample: &SurveySample, domain: &Domain) -> Option<Estimate> {
        if domain.region.is_nation() {
            return None;
        }
        let known = self.rest.borrow().get(domain).cloned();
        known.unwrap_or_else(|| {
            let group = self.within(domain)?;
            let made = sample.part(&sample.rest(domain.region, domain.period, group));
            self.rest.borrow_mut().insert(domain.clone(), made.clone());
            made
        })
    }

    fn base_periods(&self, domain: &Domain) -> Vec<(Period, &Estimate)> {
        let mut bases: Vec<_> = self.bases(domain).into_iter().map(|(_, base, estimate)| (base, estimate)).collect();
        bases.dedup_by_key(|(base, _)| *base);
        bases
    }

    fn side(&self, estimate: &Estimate) -> Side {
        match estimate.origin {
            Origin::File if self.sample().is_some() => Side::Data,
            Origin::File => Side::File,
            Origin::Reference => Side::Reference,
            Origin::User => Side::User,
        }
    }

    fn changes(&self, about: &Changes, value: Option<f64>, n: Option<f64>) -> Against {
        let other = Domain { region: about.region, period: Some(about.base), group: about.level.clone() };
        let side = if self.sample().is_some() { Side::Data } else { Side::File };
        Against::new(about.population, other, (value, n), side)
    }

    fn told(
        &self,
        about: &Changes,
        first: First<'_>,
        against: Against,
        outcome: (Outcome, &'static str),
    ) -> Comparison {
        match self.time_obstacle(first.domain, about.base) {
            Some(reason) => self.refused(about.kind, first, Some(against), reason),
            None => self.comparison(about.kind, first, against, outcome),
        }
    }

    fn time_obstacle(&self, domain: &Domain, base: Period) -> Option<Reason> {
        self.obstacle(base, domain.period?, domain.region)
    }

    /// Marks a comparison whose base is a pandemic year.
    fn marked(&self, mut held: Comparison, base: Period, pandemic: &mut BTreeSet<Period>) -> Comparison {
        if held.outcome != Outcome::Refused && self.catalogue.policy.is_pandemic(base) {
            held.reason = held.reason.or(Some(Reason::Pandemic));
            pandemic.insert(base);
        }
        held
    }

    /// The first level of a group in the same region and period, for every level but that one. Of sexes 0, 1 and 2 the first
    /// may be all of them.
    pub(crate) fn first_level(&self, domain: &Domain) -> Option<(&Domain, &Estimate)> {
        let (group, level) = domain.group.as_ref().filter(|(group, _)| !self.answers.contains(group))?;
        let coded = |code: &str| Domain { group: Some((group.clone(), code.to_owned())), ..domain.clone() };
        let unsure = names_sex(group) && self.measured.estimates.contains_key(&coded("2"));
        let sure = |level: &str| !unsure || level != "0";
        let levels = self.measured.estimates.range(Domain { group: None, ..domain.clone() }..);
        let first = levels
            .take_while(|(other, _)| other.region == domain.region && other.period == domain.period)
            .find(|(other, _)| other.group.as_ref().is_some_and(|(name, first)| name == group && sure(first)));
        first
            .filter(|_| sure(level))
            .filter(|(base, it)| !it.unit && base.group.as_ref().is_some_and(|(_, first)| first != level))
    }
}

impl Changes {
    fn differing(base: Period) -> Changes {
        let kind = Compare::DifferenceInDifferences;
        Changes { kind, population: Population::Rest, region: Region::NATION, base, level: None }
    }
}

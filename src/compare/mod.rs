//! Estimates × reference → comparisons: differences with their tests. Says better or worse nowhere.

pub mod align;
mod comparison;
pub mod multiplicity;
pub mod pairs;
pub mod system;

pub use comparison::{Against, Comparison, NationCheck, Outcome, Reason, Side};

use crate::catalogue::Catalogue;
use crate::catalogue::reference::Reference;
use crate::estimate::measure::MeasureInfo;
use crate::estimate::survey::SurveySample;
use crate::estimate::{Distribution, Domain, Estimate, Measured, Origin};
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::{Compare, Plan};
use crate::statistics::answers_needed::answers_needed;
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use pairs::Relation;
use std::collections::{BTreeMap, BTreeSet};

/// Estimates with their comparisons.
#[derive(Debug, Clone)]
pub struct Compared {
    /// What was estimated.
    pub measured: Vec<Measured>,
    /// What was held against what.
    pub comparisons: Vec<Comparison>,
    /// The built-in indicators of concepts that no file covers, for the user's own region.
    pub background: Vec<(MeasureInfo, Vec<Comparison>)>,
    /// The nation as files state it.
    pub nation_checks: Vec<NationCheck>,
    /// Methods over all regions at once.
    pub system: system::System,
}

impl Compared {
    /// The measures.
    pub fn measures(&self) -> impl Iterator<Item = &MeasureInfo> {
        self.measured.iter().map(|measured| &measured.measure)
    }

    /// The shares of each answer, by measure.
    pub fn distributions(&self) -> impl Iterator<Item = (&str, &Domain, &Distribution)> {
        self.measured
            .iter()
            .flat_map(|one| one.distributions.iter().map(|(domain, it)| (one.measure.id.as_str(), domain, it)))
    }
}

/// What the comparisons of one measure need at hand.
pub(crate) struct Bench<'a> {
    pub measured: &'a Measured,
    pub catalogue: &'a Catalogue,
    pub reference: &'a Reference,
    pub plan: &'a Plan,
}

/// Holds every estimate against what the plan asks for; `own` is the user's region.
pub fn compare(
    measured: Vec<Measured>,
    built_in: Vec<Measured>,
    own: Option<Region>,
    shelf: (&Catalogue, &Reference),
    plan: &Plan,
    findings: &mut Findings,
) -> Compared {
    let (catalogue, reference) = shelf;
    let mut comparisons = Vec::new();
    let mut nation_checks = Vec::new();
    let mut pandemic = BTreeSet::new();
    for one in &measured {
        let bench = Bench { measured: one, catalogue, reference, plan };
        for (domain, estimate) in &one.estimates {
            bench.against_nation(domain, estimate, &mut comparisons);
            bench.against_rest(domain, estimate, &mut comparisons);
            bench.against_earlier(domain, estimate, &mut comparisons, &mut pandemic);
            bench.against_group(domain, estimate, &mut comparisons);
            nation_checks.extend(bench.check_nation(domain, estimate));
        }
    }
    for base in pandemic {
        findings.add_with(FindingCode::PandemicBase, Position::default(), &[("period", base.to_string())]);
    }
    multiplicity::adjust(&mut comparisons, plan.multiplicity);
    let covered: Vec<&str> = measured.iter().filter_map(|one| one.measure.concept.as_deref()).collect();
    let background = built_in
        .iter()
        .filter(|one| one.measure.concept.as_deref().is_none_or(|concept| !covered.contains(&concept)))
        .map(|one| (one.measure.clone(), newest(one, own, shelf, plan)))
        .collect();
    let system = system::system((&measured, &built_in), catalogue, plan, findings);
    Compared { measured, comparisons, background, nation_checks, system }
}

/// The built-in figures of one region, newest first held against the nation and earlier periods.
pub fn compare_reference(
    mut measured: Vec<Measured>,
    own: Region,
    shelf: (&Catalogue, &Reference),
    plan: &Plan,
) -> Compared {
    let system = system::system((&[], &measured), shelf.0, plan, &mut Findings::default());
    for one in &mut measured {
        one.estimates.retain(|domain, _| domain.region == own || domain.region.is_nation());
    }
    let comparisons = measured.iter().flat_map(|one| newest(one, Some(own), shelf, plan)).collect();
    Compared { measured, comparisons, background: Vec::new(), nation_checks: Vec::new(), system }
}

fn newest(
    one: &Measured,
    own: Option<Region>,
    (catalogue, reference): (&Catalogue, &Reference),
    plan: &Plan,
) -> Vec<Comparison> {
    let bench = Bench { measured: one, catalogue, reference, plan };
    let mut comparisons = Vec::new();
    let mine = one.estimates.iter().filter(|(domain, _)| Some(domain.region) == own && domain.group.is_none());
    if let Some((domain, estimate)) = mine.max_by_key(|(domain, _)| domain.period) {
        bench.against_nation(domain, estimate, &mut comparisons);
        bench.against_earlier(domain, estimate, &mut comparisons, &mut BTreeSet::new());
    }
    comparisons
}

impl Bench<'_> {
    fn wants(&self, kind: Compare) -> bool {
        self.plan.compare.contains(&kind)
    }

    fn against_nation(&self, domain: &Domain, estimate: &Estimate, comparisons: &mut Vec<Comparison>) {
        if !self.wants(Compare::Nation) || domain.region.is_nation() {
            return;
        }
        let mut comparison = match self.nation(domain, estimate) {
            Ok((against, other, relation)) => self.held(Compare::Nation, domain, estimate, against, &other, relation),
            Err((against, reason)) => self.refused(Compare::Nation, domain, estimate, against, reason),
        };
        let info = &self.measured.measure;
        let relevance = info.relevance_at(comparison.against.value).filter(|relevance| *relevance > 0.0);
        if let (Outcome::Tested(test), Some(n), Some(relevance)) = (&comparison.outcome, estimate.n, relevance) {
            let mine = if comparison.against.side == Side::Data { None } else { estimate.se };
            let own = mine.unwrap_or(test.se).min(test.se);
            let other = (test.se * test.se - own * own).max(0.0).sqrt();
            comparison.n_needed = answers_needed(n, own, other, relevance, self.plan.confidence);
        }
        if comparison.against.side == Side::Data && self.sample().is_some_and(|it| it.regions.len() < Region::ALL.len())
        {
            comparison.reason = comparison.reason.or(Some(Reason::PartialNation));
        }
        comparisons.push(comparison);
    }

    fn check_nation(&self, domain: &Domain, estimate: &Estimate) -> Option<NationCheck> {
        let indicator = self.indicator()?;
        let period = domain.period.filter(|_| domain.region.is_nation() && domain.group.is_none())?;
        let built_in = self.reference.figure(&indicator.id, Region::NATION, period)?;
        Some(NationCheck {
            measure: self.measured.measure.id.clone(),
            indicator: indicator.id.clone(),
            period,
            file: estimate.value?,
            built_in: built_in.value * self.measured.measure.factor?,
        })
    }

    fn sample(&self) -> Option<&SurveySample> {
        self.measured.sample.as_ref()
    }

    fn against_rest(&self, domain: &Domain, estimate: &Estimate, comparisons: &mut Vec<Comparison>) {
        let Some(layout) = self.sample().filter(|_| self.wants(Compare::Rest)) else { return };
        if domain.region.is_nation() || domain.group.is_some() {
            return;
        }
        let rest = layout.rest(domain.region, domain.period);
        let Some((value, outcome)) = pairs::against_atoms(layout, estimate, rest, domain.period, self.plan.confidence)
        else {
            return;
        };
        let against =
            Against { domain: domain.in_region(Region::NATION), value: Some(value), n: None, side: Side::Data };
        comparisons.push(self.comparison(Compare::Rest, domain, estimate, against, (outcome, "contrast")));
    }

    fn against_earlier(
        &self,
        domain: &Domain,
        estimate: &Estimate,
        comparisons: &mut Vec<Comparison>,
        bases: &mut BTreeSet<Period>,
    ) {
        let Some(period) = domain.period else { return };
        let series: BTreeMap<Period, &Estimate> = self
            .measured
            .estimates
            .range(Domain { period: None, group: None, ..domain.clone() }..domain.clone())
            .filter(|(other, it)| other.group == domain.group && it.value.is_some())
            .filter_map(|(other, it)| Some((other.period?, it)))
            .filter(|(other, _)| *other < period)
            .collect();
        for kind in [Compare::PreviousMeasurement, Compare::FirstMeasurement] {
            if !self.wants(kind) {
                continue;
            }
            let comparable = series.iter().find(|(earlier, _)| self.break_between(**earlier, period).is_none());
            let base = match kind {
                Compare::PreviousMeasurement => series.iter().next_back(),
                _ => comparable.or(series.iter().next()),
            };
            let Some((base, other)) = base else { continue };
            let earlier = Domain { period: Some(*base), ..domain.clone() };
            let side = match other.origin {
                Origin::File if self.sample().is_some() => Side::Data,
                Origin::File => Side::File,
                Origin::Reference => Side::Reference,
                Origin::User => Side::User,
            };
            let against = Against { domain: earlier, value: other.value, n: other.n, side };
            let comparison = match self.obstacle(*base, period, domain.region) {
                Some(reason) => self.refused(kind, domain, estimate, Some(against), reason),
                None => {
                    let relation = if other.unit { Relation::Independent } else { Relation::Waves };
                    let mut held = self.held(kind, domain, estimate, against, other, relation);
                    if self.catalogue.policy.is_pandemic(*base) {
                        held.reason = held.reason.or(Some(Reason::Pandemic));
                        bases.insert(*base);
                    }
                    held
                }
            };
            comparisons.push(comparison);
        }
    }

    fn against_group(&self, domain: &Domain, estimate: &Estimate, comparisons: &mut Vec<Comparison>) {
        let Some((group, level)) = domain.group.as_ref().filter(|_| self.wants(Compare::GroupGap)) else { return };
        let levels = self.measured.estimates.range(Domain { group: None, ..domain.clone() }..);
        let first = levels
            .take_while(|(other, _)| other.region == domain.region && other.period == domain.period)
            .find(|(other, _)| other.group.as_ref().is_some_and(|(name, _)| name == group));
        let Some((base, other)) =
            first.filter(|(base, it)| !it.unit && base.group.as_ref().is_some_and(|(_, first)| first != level))
        else {
            return;
        };
        let side = if self.sample().is_some() { Side::Data } else { Side::File };
        let against = Against { domain: base.clone(), value: other.value, n: other.n, side };
        comparisons.push(self.held(Compare::GroupGap, domain, estimate, against, other, Relation::Groups));
    }

    fn held(
        &self,
        kind: Compare,
        domain: &Domain,
        estimate: &Estimate,
        against: Against,
        other: &Estimate,
        relation: Relation,
    ) -> Comparison {
        let outcome = pairs::pair(self.sample(), domain.period, estimate, other, relation, self.plan.confidence);
        self.comparison(kind, domain, estimate, against, outcome)
    }

    fn refused(
        &self,
        kind: Compare,
        domain: &Domain,
        estimate: &Estimate,
        against: Option<Against>,
        reason: Reason,
    ) -> Comparison {
        let nowhere = Against { domain: domain.in_region(Region::NATION), value: None, n: None, side: Side::Reference };
        let against = against.unwrap_or(nowhere);
        let mut comparison = self.comparison(kind, domain, estimate, against, (Outcome::Refused, "none"));
        comparison.reason = Some(reason);
        comparison
    }

    fn comparison(
        &self,
        kind: Compare,
        domain: &Domain,
        estimate: &Estimate,
        against: Against,
        (outcome, method): (Outcome, &'static str),
    ) -> Comparison {
        let least = self.plan.reliability.minimum_n as f64;
        let withheld = [estimate.n, against.n].into_iter().flatten().any(|n| n < least);
        let reason = match &outcome {
            Outcome::Tested(_) if withheld => Some(Reason::FewAnswers),
            Outcome::Untested(Some(_)) => Some(Reason::NoUncertainty),
            Outcome::Refused => Some(Reason::DifferentDefinition),
            _ => None,
        };
        Comparison {
            measure: self.measured.measure.id.clone(),
            kind,
            domain: domain.clone(),
            n: estimate.n,
            against,
            outcome,
            p_adjusted: None,
            method,
            reason,
            withheld,
            n_needed: None,
            origin: estimate.origin,
        }
    }
}

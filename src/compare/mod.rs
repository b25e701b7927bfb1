//! Estimates × reference → comparisons: differences with their tests. Says better or worse nowhere.

pub mod across;
pub mod align;
mod answers;
pub mod background;
mod change;
mod comparison;
mod hold;
mod measures;
pub mod multiplicity;
pub mod pairs;
mod peers;
mod ranks;
pub mod system;

pub use comparison::{Against, Comparison, NationCheck, Outcome, People, Population, Reason, Side};
pub use ranks::Ranked;

use crate::catalogue::Catalogue;
use crate::catalogue::reference::Reference;
use crate::estimate::measure::MeasureInfo;
use crate::estimate::participation::{Participation, participation};
use crate::estimate::{Distribution, Domain, Estimate, Measured, reference};
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::whose::Whose;
use crate::plan::{Compare, Multiplicity, Plan};
use crate::vocabulary::region::Region;
use hold::First;
use pairs::Relation;
use std::cell::RefCell;
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
    /// Places among the regions.
    pub ranks: Vec<Ranked>,
    /// Those who answered of those who were asked.
    pub participation: Vec<Participation>,
    /// What all regions, or a whole series, say together.
    pub across: across::Across,
    /// What takes account of background, and of whole distributions.
    pub background_of_answers: background::Background,
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
    /// Groups whose levels are answers to one question.
    answers: BTreeSet<String>,
    /// The rest of the nation outside a region, as far as it has been asked for.
    rest: RefCell<BTreeMap<Domain, Option<Estimate>>>,
}

/// Holds every estimate against what the plan asks for. What is not told is left out where no p-value depends on it.
pub fn compare(
    measured: Vec<Measured>,
    whose: Whose,
    shelf: (&Catalogue, &Reference),
    plan: &Plan,
    findings: &mut Findings,
) -> Compared {
    let mut comparisons = Vec::new();
    let mut nation_checks = Vec::new();
    let mut pandemic = BTreeSet::new();
    let mut few_peers = false;
    let mut across = across::Across::default();
    let mut of_answers = background::Background::default();
    for (place, one) in measured.iter().enumerate() {
        let bench = Bench::new(one, shelf, plan);
        across.add(&bench);
        for column in bench.answers.iter().filter(|_| bench.wants(Compare::GroupGap)) {
            findings.add(FindingCode::AnswersApart, Position::default().column(column));
        }
        of_answers.add(&bench);
        let depend = plan.multiplicity != Multiplicity::None;
        let tells = |domain: &Domain| whose.tells(domain.region, domain.group.is_some());
        for (domain, estimate) in one.estimates.iter().filter(|(domain, _)| depend || tells(domain)) {
            bench.against_nation(domain, estimate, &mut comparisons);
            bench.against_rest(domain, estimate, &mut comparisons);
            few_peers |= bench.against_peers(domain, estimate, &mut comparisons);
            bench.against_earlier(domain, estimate, &mut comparisons, &mut pandemic);
            bench.against_group(domain, estimate, &mut comparisons);
            bench.against_earlier_gap(domain, estimate, &mut comparisons, &mut pandemic);
            bench.against_change_of_others(domain, estimate, &mut comparisons, &mut pandemic);
            nation_checks.extend(bench.check_nation(domain, estimate));
        }
        measured.iter().skip(place + 1).for_each(|other| bench.against_measure(other, &mut comparisons));
    }
    if plan.keeps_respondents() && measures::cannot_be_paired(&measured) {
        findings.add(FindingCode::MeasuresNotPaired, Position::default());
    }
    if few_peers {
        findings.add(FindingCode::FewPeers, Position::default());
    }
    for base in pandemic {
        findings.add_with(FindingCode::PandemicBase, Position::default(), &[("period", base.to_string())]);
    }
    let mut places = measured.iter().flat_map(|one| one.estimates.keys()).map(|domain| domain.region).peekable();
    if let Some(own) = whose.own.filter(|own| places.peek().is_some() && !places.any(|region| region == *own)) {
        findings.add_with(FindingCode::OwnRegionMissing, Position::default(), &[("region", own.short().to_owned())]);
    }
    multiplicity::adjust(&mut comparisons, plan.multiplicity);
    let covered: Vec<&str> = measured.iter().filter_map(|one| one.measure.concept.as_deref()).collect();
    let background = reference(shelf.0, shelf.1)
        .filter(|one| one.measure.concept.as_deref().is_none_or(|concept| !covered.contains(&concept)))
        .map(|one| {
            let comparisons = newest(&one, whose.own, shelf, plan);
            (one.measure, comparisons)
        })
        .collect();
    let placed = measured.iter().filter(|_| plan.compares());
    let ranks = placed.flat_map(|one| ranks::ranks(one, None, plan)).collect();
    let participation = participation(&measured, plan, findings);
    let system = system::system(&measured, shelf, plan, findings);
    Compared {
        measured,
        comparisons,
        background,
        nation_checks,
        ranks,
        participation,
        across,
        system,
        background_of_answers: of_answers,
    }
}

/// The built-in figures of one region, newest first held against the nation and earlier periods.
pub fn compare_reference(
    mut measured: Vec<Measured>,
    own: Region,
    shelf: (&Catalogue, &Reference),
    plan: &Plan,
) -> Compared {
    let ranks = measured.iter().flat_map(|one| ranks::ranks(one, Some(own), plan)).collect();
    for one in &mut measured {
        one.estimates.retain(|domain, _| domain.region == own || domain.region.is_nation());
    }
    let comparisons = measured.iter().flat_map(|one| newest(one, Some(own), shelf, plan)).collect();
    Compared {
        measured,
        comparisons,
        background: Vec::new(),
        nation_checks: Vec::new(),
        ranks,
        participation: Vec::new(),
        across: across::Across::default(),
        background_of_answers: background::Background::default(),
        system: system::System::default(),
    }
}

fn newest(one: &Measured, own: Option<Region>, shelf: (&Catalogue, &Reference), plan: &Plan) -> Vec<Comparison> {
    let bench = Bench::new(one, shelf, plan);
    let mut comparisons = Vec::new();
    let mine = one.estimates.iter().filter(|(domain, _)| Some(domain.region) == own && domain.group.is_none());
    if let Some((domain, estimate)) = mine.max_by_key(|(domain, _)| domain.period) {
        bench.against_nation(domain, estimate, &mut comparisons);
        bench.against_peers(domain, estimate, &mut comparisons);
        bench.against_earlier(domain, estimate, &mut comparisons, &mut BTreeSet::new());
    }
    comparisons
}

impl<'a> Bench<'a> {
    fn new(
        measured: &'a Measured,
        (catalogue, reference): (&'a Catalogue, &'a Reference),
        plan: &'a Plan,
    ) -> Bench<'a> {
        let answers = answers::answers(measured);
        Bench { measured, catalogue, reference, plan, answers, rest: RefCell::default() }
    }
}

impl Bench<'_> {
    fn wants(&self, kind: Compare) -> bool {
        self.plan.compare.contains(&kind)
    }

    fn against_nation(&self, domain: &Domain, estimate: &Estimate, comparisons: &mut Vec<Comparison>) {
        if !self.wants(Compare::Nation) || domain.region.is_nation() {
            return;
        }
        let first = First::of(domain, estimate);
        let mut comparison = match self.nation(domain, estimate) {
            Ok((against, other, relation)) => {
                let own = if against.side == Side::Data { first } else { first.against_fixed(estimate) };
                self.held(Compare::Nation, (own, estimate), against, &other, relation)
            }
            Err((against, reason)) => self.refused(Compare::Nation, first, against.map(|it| *it), reason),
        };
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

    fn against_rest(&self, domain: &Domain, estimate: &Estimate, comparisons: &mut Vec<Comparison>) {
        let Some(layout) = self.sample().filter(|_| self.wants(Compare::Rest)) else { return };
        if domain.region.is_nation() || domain.group.is_some() {
            return;
        }
        let Some(rest) = layout.part(&layout.rest(domain.region, domain.period, None)) else { return };
        let nation = domain.in_region(Region::NATION);
        let against = Against::new(Population::Rest, nation, (rest.value, rest.n), Side::Data);
        let first = First::of(domain, estimate);
        comparisons.push(self.held(Compare::Rest, (first, estimate), against, &rest, Relation::Groups));
    }

    fn against_group(&self, domain: &Domain, estimate: &Estimate, comparisons: &mut Vec<Comparison>) {
        let Some((base, other)) = self.first_level(domain).filter(|_| self.wants(Compare::GroupGap)) else { return };
        let side = if self.sample().is_some() { Side::Data } else { Side::File };
        let against = Against::new(Population::Level, base.clone(), (other.value, other.n), side);
        let first = First::of(domain, estimate);
        comparisons.push(self.held(Compare::GroupGap, (first, estimate), against, other, Relation::Groups));
    }
}

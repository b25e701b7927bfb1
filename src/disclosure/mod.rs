//! Report → what may leave. Small groups are hidden here, and nowhere else; nothing passes by.
//!
//! A group with fewer answers than `disclosure.minimum_n` is hidden with everything computed from it, and so is an answer
//! that fewer gave. A group or an answer that would give a hidden one away, because together with others it is the region,
//! or the nation in the file, is hidden in the same way (complementary suppression, Willenborg & de Waal 2001; Hundepool et
//! al. 2012). What is computed of several regions, differences or answers at once leaves the hidden ones out, or is not told.
//! This looks at one measure and one period at a time: results of other groups or plans and figures published elsewhere can
//! still tell more, so the one who releases a result makes a confidentiality assessment.

mod across;
mod background;
mod secondary;
pub mod sums;
mod system;

use crate::assess::{self, Judged, Report};
use crate::catalogue::policy::Policy;
use crate::compare::{Comparison, Population, Side};
use crate::estimate::{Basis, Distribution, Domain, Estimate, Measured};
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::{Compare, Plan};
use crate::vocabulary::region::Region;
use std::collections::{BTreeMap, BTreeSet};

/// Something that has passed the protection of small groups. Only this module can make one.
#[derive(Debug, Clone)]
pub struct Disclosed<T> {
    inner: T,
}

impl<T> Disclosed<T> {
    /// What passed.
    pub fn get(&self) -> &T {
        &self.inner
    }
}

/// A report with every small cell hidden.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The report: hidden estimates hold no numbers.
    pub report: Report,
    /// Whether protection was on.
    pub protected: bool,
    /// Estimates that are hidden, by measure.
    hidden: BTreeSet<(String, Domain)>,
}

impl Shown {
    /// Whether an estimate is hidden for being small, or for giving a small one away.
    pub fn is_hidden(&self, measure: &str, domain: &Domain) -> bool {
        self.hidden.contains(&(measure.to_owned(), domain.clone()))
    }
}

/// Hides what is small, and what would give it away. What is told of several regions, or of several differences, at once is
/// told of those that are shown alone, or not at all.
pub fn disclose(
    mut report: Report,
    (own, policy): (Option<Region>, &Policy),
    plan: &Plan,
    findings: &mut Findings,
) -> Disclosed<Shown> {
    let minimum = plan.disclosure.minimum_n;
    let small = |n: Option<f64>| plan.disclosure.hides(n);
    let of_rest = [Compare::Rest, Compare::DifferenceInDifferences].iter().any(|kind| plan.compare.contains(kind));
    let of_answers = &report.compared.background_of_answers;
    let told = of_rest || !of_answers.answers.is_empty() || !of_answers.adjusted.is_empty();
    let mut hidden = BTreeSet::new();
    // Those that are hidden for others' sake: they took part in what was computed of all regions.
    let mut took_part = BTreeSet::new();
    let compared = &mut report.compared;
    for measured in &mut compared.measured {
        let mut cells = BTreeSet::new();
        let few = measured.estimates.iter().filter(|(_, estimate)| small(estimate.n));
        cells.extend(few.map(|(domain, _)| domain.clone()));
        secondary::add(measured, minimum, told && measured.sample.is_some(), &mut cells);
        let of_measure = |domain: Domain| (measured.measure.id.clone(), domain);
        for (domain, estimate) in measured.estimates.iter_mut().filter(|(domain, _)| cells.contains(*domain)) {
            took_part.extend((!small(estimate.n)).then(|| of_measure(domain.clone())));
            hide(estimate);
        }
        let answers = secondary::answers(&measured.distributions, minimum, &cells);
        hide_answers(&mut measured.distributions, &cells, &answers);
        background::hide_tests(&mut compared.background_of_answers, measured, &answers);
        hidden.extend(cells.into_iter().map(of_measure));
        measured.sample = None;
        say_no_spread(measured, findings);
    }
    let is_hidden = |measure: &str, domain: &Domain| hidden.contains(&(measure.to_owned(), domain.clone()));
    let whole = |region, period| Domain { region, period, group: None };
    let regional = || hidden.iter().map(|(_, domain)| domain).filter(|domain| domain.group.is_none());
    compared.system.inputs.retain(|(measure, domain, _)| !is_hidden(measure, domain));
    system::hide(&mut compared.system, &compared.measured, &plan.system, &took_part);
    // Those who answered at all are nearly those who answered a question.
    let asked = |region, period| regional().any(|it| it.region == region && it.period == period);
    compared.participation.retain(|it| !small(Some(it.answered as f64)) && !asked(it.region, it.period));
    // The places of others would tell between which values a hidden one lies.
    let placed = |measure: &str, region, period| took_part.contains(&(measure.to_owned(), whole(region, period)));
    compared.ranks.retain(|it| !Region::ALL.iter().any(|region| placed(&it.measure, *region, it.period)));
    compared.nation_checks.retain(|it| !is_hidden(&it.measure, &whole(Region::NATION, Some(it.period))));
    across::hide(&mut compared.across, small, is_hidden);
    background::hide(&mut compared.background_of_answers, small, &hidden);
    let hides = |it: &Comparison| small(it.n) || small(it.least) || small(it.against.n) || touches(it, is_hidden);
    let mut report = assess::without(report, hides, (own, policy), plan);
    // There is none of these where the answers on a side are all alike.
    let by_scores = |it: &Comparison| matches!(it.kind, Compare::DifferenceInDifferences | Compare::BetweenMeasures);
    report.judged.retain(|judged| !(by_scores(&judged.comparison) && hides(&judged.comparison)));
    for judged in report.judged.iter_mut().filter(|judged| hides(&judged.comparison)) {
        let Comparison { kind, against, .. } = &judged.comparison;
        // The rest of the nation, the other levels, or a gap would tell what is hidden; these three are shown elsewhere.
        let shown = matches!(kind, Compare::Nation | Compare::PreviousMeasurement | Compare::FirstMeasurement);
        let other_too = !shown || small(against.n) || is_hidden(&judged.comparison.measure, &against.domain);
        blank(judged, other_too);
    }
    if minimum == 0 {
        findings.add(FindingCode::ProtectionOff, Position::default());
    } else if !hidden.is_empty() {
        let params = [("cells", hidden.len().to_string()), ("minimum", minimum.to_string())];
        findings.add_with(FindingCode::SmallCellsHidden, Position::default(), &params);
    }
    Disclosed { inner: Shown { report, protected: minimum > 0, hidden } }
}

/// Says how many of the values that are shown have no margin of error because nothing tells how units differ.
fn say_no_spread(measured: &Measured, findings: &mut Findings) {
    let alike = measured.estimates.values().filter(|estimate| estimate.basis == Basis::NoSpread).count();
    if alike > 0 {
        let params = [("measure", measured.measure.id.clone()), ("estimates", alike.to_string())];
        findings.add_with(FindingCode::NoSpread, Position::default(), &params);
    }
}

/// Whether a hidden cell is among all that a comparison can be made of: its regions, periods, levels and measures.
fn touches(comparison: &Comparison, is_hidden: impl Fn(&str, &Domain) -> bool) -> bool {
    let Comparison { domain, against, measure, .. } = comparison;
    let outside = matches!(against.side, Side::Reference | Side::User);
    let mut regions = vec![domain.region];
    regions.extend(against.regions.iter().chain(std::iter::once(&against.domain.region)).filter(|_| !outside));
    let mut groups = vec![&domain.group, &against.domain.group];
    groups.extend(Some(&None).filter(|_| against.population == Population::OtherLevels));
    let measures = [Some(measure), against.measure.as_ref()];
    measures.into_iter().flatten().any(|measure| {
        regions.iter().any(|region| {
            [domain.period, against.domain.period].iter().any(|period| {
                let cell = |group: &&Option<_>| Domain { region: *region, period: *period, group: (*group).clone() };
                groups.iter().any(|group| is_hidden(measure, &cell(group)))
            })
        })
    })
}

fn hide(estimate: &mut Estimate) {
    // The method would tell whether the answers were all alike.
    *estimate = Estimate { origin: estimate.origin, ..Estimate::none("none", estimate.status, None) };
}

/// Hides the answers of hidden cells, and those that must not be told.
fn hide_answers(
    distributions: &mut BTreeMap<Domain, Distribution>,
    cells: &BTreeSet<Domain>,
    answers: &[secondary::Answer],
) {
    for (domain, distribution) in distributions {
        if cells.contains(domain) {
            *distribution = Distribution { n: 0, answers: Vec::new() };
        }
        for answer in &mut distribution.answers {
            if answers.binary_search_by(|(at, given)| (at, given).cmp(&(domain, &answer.answer))).is_ok() {
                answer.n = None;
                answer.share = None;
            }
        }
    }
}

fn blank(judged: &mut Judged, other_too: bool) {
    use crate::assess::Verdict;
    use crate::compare::{Outcome, Reason};
    judged.comparison.outcome = Outcome::Untested(None);
    judged.comparison.n = None;
    judged.comparison.least = None;
    judged.comparison.value = None;
    judged.comparison.level = None;
    judged.detectable = None;
    judged.comparison.people = None;
    judged.n_needed = None;
    judged.comparison.p_adjusted = None;
    judged.comparison.method = "none";
    if other_too {
        judged.comparison.against.value = None;
        judged.comparison.against.n = None;
        judged.relevance = None;
    }
    judged.verdict = Verdict::NotTested;
    judged.reason = Some(Reason::FewAnswers);
}

//! Report → what may leave. Small groups are hidden here, and nowhere else; nothing passes by.
//!
//! A group with fewer answers than `disclosure.minimum_n` is hidden with everything computed from it, and so is an
//! answer that fewer gave, together with the next smallest on its side of positive and not positive. A group that would
//! give a hidden one away, because together with others it is the region, or the nation in the file, is hidden in the same
//! way (complementary suppression, Willenborg & de Waal 2001; Hundepool et al. 2012). This looks at one measure, one period
//! and one sum at a time: results of other groups or plans, several sums together and figures published elsewhere can
//! still tell more, so the one who releases a result makes a confidentiality assessment.

mod across;
mod background;
mod secondary;

use crate::assess::{Judged, Report};
use crate::compare::system::{Definitions, Quadrant};
use crate::compare::{Comparison, Population, Side};
use crate::estimate::{AnswerShare, Distribution, Domain, Estimate};
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::{Compare, Plan};
use crate::vocabulary::region::Region;
use std::collections::BTreeSet;

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

/// Hides what is small, and what would give it away.
pub fn disclose(mut report: Report, plan: &Plan, findings: &mut Findings) -> Disclosed<Shown> {
    let minimum = plan.disclosure.minimum_n;
    let small = |n: Option<f64>| plan.disclosure.hides(n);
    let of_rest = [Compare::Rest, Compare::DifferenceInDifferences].iter().any(|kind| plan.compare.contains(kind));
    let of_answers = &report.compared.background_of_answers;
    let told = of_rest || !of_answers.answers.is_empty() || !of_answers.adjusted.is_empty();
    let mut hidden = BTreeSet::new();
    for measured in &mut report.compared.measured {
        let few = measured.estimates.iter().filter(|(_, estimate)| small(estimate.n));
        let mut cells: BTreeSet<Domain> = few.map(|(domain, _)| domain.clone()).collect();
        secondary::add(measured, minimum, told && measured.sample.is_some(), &mut cells);
        for (domain, estimate) in measured.estimates.iter_mut().filter(|(domain, _)| cells.contains(*domain)) {
            hide(estimate);
            if let Some(distribution) = measured.distributions.get_mut(domain) {
                *distribution = Distribution { n: 0, answers: Vec::new() };
            }
        }
        for distribution in measured.distributions.values_mut() {
            hide_answers(distribution, minimum);
        }
        hidden.extend(cells.into_iter().map(|domain| (measured.measure.id.clone(), domain)));
        measured.sample = None;
    }
    let is_hidden = |measure: &str, domain: &Domain| hidden.contains(&(measure.to_owned(), domain.clone()));
    let whole = |region, period| Domain { region, period, group: None };
    let regional = || hidden.iter().map(|(_, domain)| domain).filter(|domain| domain.group.is_none());
    let compared = &mut report.compared;
    compared.system.inputs.retain(|(measure, domain, _)| !is_hidden(measure, domain));
    for Quadrant { period, cost, indicators, points, .. } in &mut compared.system.quadrants {
        let series = || indicators.iter().map(|(name, _)| name).chain([&*cost]);
        points.retain(|it| !series().any(|name| is_hidden(name, &whole(it.region, Some(*period)))));
    }
    for Definitions { period, indicators, rows, .. } in &mut compared.system.definitions {
        rows.retain(|it| !indicators.iter().any(|name| is_hidden(name, &whole(it.region, Some(*period)))));
    }
    // Those who answered at all are nearly those who answered a question.
    let asked = |region, period| regional().any(|it| it.region == region && it.period == period);
    compared.participation.retain(|it| !small(Some(it.answered as f64)) && !asked(it.region, it.period));
    compared.ranks.retain(|it| !is_hidden(&it.measure, &whole(it.region, it.period)));
    compared.nation_checks.retain(|it| !is_hidden(&it.measure, &whole(Region::NATION, Some(it.period))));
    across::hide(&mut compared.across, small, is_hidden);
    background::hide(&mut compared.background_of_answers, small, &hidden);
    for judged in &mut report.judged {
        let Comparison { kind, n, least, against, .. } = &judged.comparison;
        let touched = touches(&judged.comparison, is_hidden);
        if small(*n) || small(*least) || small(against.n) || touched {
            // The rest of the nation, the other levels, or a gap would tell what is hidden; these three are shown elsewhere.
            let shown = matches!(kind, Compare::Nation | Compare::PreviousMeasurement | Compare::FirstMeasurement);
            let other_too = !shown || small(against.n) || is_hidden(&judged.comparison.measure, &against.domain);
            blank(judged, other_too);
        }
    }
    if minimum == 0 {
        findings.add(FindingCode::ProtectionOff, Position::default());
    } else if !hidden.is_empty() {
        let params = [("cells", hidden.len().to_string()), ("minimum", minimum.to_string())];
        findings.add_with(FindingCode::SmallCellsHidden, Position::default(), &params);
    }
    Disclosed { inner: Shown { report, protected: minimum > 0, hidden } }
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

fn hide_answers(distribution: &mut Distribution, minimum: u64) {
    if distribution.n < minimum {
        distribution.n = 0;
        distribution.answers.clear();
    }
    let small = |answer: &AnswerShare| answer.n.is_some_and(|n| n > 0 && n < minimum);
    let mut hidden: Vec<bool> = distribution.answers.iter().map(small).collect();
    // The share of the positive answers is shown beside: one hidden answer on either side would be what is left of it.
    for side in [true, false] {
        let on_side = |at: usize| distribution.answers.get(at).is_some_and(|it| it.positive == side);
        let alone = hidden.iter().enumerate().filter(|(at, hidden)| **hidden && on_side(*at)).count() == 1;
        let shown = distribution.answers.iter().enumerate();
        let shown = shown.filter(|(at, it)| on_side(*at) && it.n > Some(0) && hidden.get(*at) == Some(&false));
        let also = shown.min_by_key(|(_, it)| it.n).map(|(at, _)| at).filter(|_| alone);
        if let Some(also) = also.and_then(|at| hidden.get_mut(at)) {
            *also = true;
        }
    }
    for (answer, hidden) in distribution.answers.iter_mut().zip(hidden) {
        if hidden {
            answer.n = None;
            answer.share = None;
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
    judged.comparison.detectable = None;
    judged.comparison.people = None;
    judged.comparison.n_needed = None;
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

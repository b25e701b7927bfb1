//! Report → what may leave. Small groups are hidden here, and nowhere else; nothing passes by.
//!
//! A group with fewer answers than `disclosure.minimum_n` is hidden with everything computed from it, and so is an
//! answer that fewer gave, together with the next smallest on its side of positive and not positive. This does not yet hide what can be computed from other cells.

mod across;
mod background;

use crate::assess::{Judged, Report};
use crate::compare::Comparison;
use crate::estimate::{AnswerShare, Distribution, Domain, Estimate};
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::{Compare, Plan};

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
    hidden: std::collections::BTreeSet<(String, Domain)>,
}

impl Shown {
    /// Whether an estimate is hidden for being small.
    pub fn is_hidden(&self, measure: &str, domain: &Domain) -> bool {
        self.hidden.contains(&(measure.to_owned(), domain.clone()))
    }
}

/// Hides what is small.
pub fn disclose(mut report: Report, plan: &Plan, findings: &mut Findings) -> Disclosed<Shown> {
    let minimum = plan.disclosure.minimum_n;
    let mut hidden = std::collections::BTreeSet::new();
    let small = |n: Option<f64>| plan.disclosure.hides(n);
    for measured in &mut report.compared.measured {
        for (domain, estimate) in &mut measured.estimates {
            if small(estimate.n) {
                hide(estimate);
                hidden.insert((measured.measure.id.clone(), domain.clone()));
            }
        }
        for distribution in measured.distributions.values_mut() {
            hide_answers(distribution, minimum);
        }
        measured.sample = None;
    }
    let is_hidden = |measure: &String, domain: &Domain| hidden.contains(&(measure.clone(), domain.clone()));
    report.compared.system.inputs.retain(|(measure, domain, _)| !is_hidden(measure, domain));
    report.compared.participation.retain(|it| !small(Some(it.answered as f64)));
    for judged in &mut report.judged {
        let Comparison { kind, n, least, against, .. } = &judged.comparison;
        if small(*n) || small(*least) || small(against.n) {
            // The rest of the nation, the other levels, or a gap would tell what is hidden; these three are shown elsewhere.
            let shown = matches!(kind, Compare::Nation | Compare::PreviousMeasurement | Compare::FirstMeasurement);
            let other_too = !shown || small(against.n);
            blank(judged, other_too);
        }
    }
    across::hide(&mut report.compared.across, small);
    background::hide(&mut report.compared.background_of_answers, small);
    if minimum == 0 {
        findings.add(FindingCode::ProtectionOff, Position::default());
    } else if !hidden.is_empty() {
        let params = [("cells", hidden.len().to_string()), ("minimum", minimum.to_string())];
        findings.add_with(FindingCode::SmallCellsHidden, Position::default(), &params);
    }
    Disclosed { inner: Shown { report, protected: minimum > 0, hidden } }
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

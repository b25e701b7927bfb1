//! Comparisons → verdicts, and verdicts → one assessment per goal and perspective.

pub mod definitions;
pub mod quadrant;
pub mod verdict;
pub mod weigh;

use crate::catalogue::goal::{Goal, Perspective};
use crate::catalogue::policy::Policy;
use crate::compare::{Compared, Comparison, Outcome, Reason, multiplicity};
use crate::estimate::measure::MeasureInfo;
use crate::filled::Filled;
use crate::plan::{Compare, Multiplicity, Plan};
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use std::collections::{BTreeMap, BTreeSet};

/// What a comparison says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Tested, and the better side is known.
    Better,
    /// Tested, and the worse side is known.
    Worse,
    /// Tested and higher; the measure has no good direction.
    Higher,
    /// Tested and lower; the measure has no good direction.
    Lower,
    /// Precise enough to say that a difference that matters is unlikely.
    NoDifference,
    /// Tested, and neither a difference nor its absence is shown.
    Inconclusive,
    /// The difference is not tested.
    NotTested,
    /// The sides are not comparable.
    NotComparable,
}

impl Verdict {
    /// The word used in the result.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Better => "better",
            Verdict::Worse => "worse",
            Verdict::Higher => "higher",
            Verdict::Lower => "lower",
            Verdict::NoDifference => "no_difference",
            Verdict::Inconclusive => "inconclusive",
            Verdict::NotTested => "not_tested",
            Verdict::NotComparable => "not_comparable",
        }
    }
}

/// A comparison with its verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The comparison.
    pub comparison: Comparison,
    /// What it says.
    pub verdict: Verdict,
    /// Why, or what to bear in mind.
    pub reason: Option<Reason>,
    /// The smallest difference that matters here.
    pub relevance: Option<f64>,
    /// The comparison's, where nothing was shown and there were fewer answers.
    pub n_needed: Option<f64>,
    /// The comparison's, where nothing was shown.
    pub detectable: Option<f64>,
}

/// Level against the nation, or change over time: two readings that are never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reading {
    /// Level against the nation.
    Level,
    /// Change since the measurement before.
    Change,
}

impl Reading {
    /// The word used in the result.
    pub fn as_str(self) -> &'static str {
        match self {
            Reading::Level => "level",
            Reading::Change => "change",
        }
    }
}

/// What the counts add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Symbol {
    /// The better ones lead.
    Better,
    /// The worse ones lead.
    Worse,
    /// Most show no difference.
    Unchanged,
    /// Both signs, neither leading.
    Mixed,
    /// Too little is tested to say.
    None,
}

impl Symbol {
    /// The word used in the result.
    pub fn as_str(self) -> &'static str {
        match self {
            Symbol::Better => "better",
            Symbol::Worse => "worse",
            Symbol::Unchanged => "unchanged",
            Symbol::Mixed => "mixed",
            Symbol::None => "none",
        }
    }
}

/// The assessment of one goal from one perspective in one reading. Counts are of concepts, one vote each.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// Goal.
    pub goal: Goal,
    /// Perspective.
    pub perspective: Perspective,
    /// Reading.
    pub reading: Reading,
    /// Tested: better, worse, no difference and inconclusive together.
    pub tested: u32,
    /// Better.
    pub better: u32,
    /// Worse.
    pub worse: u32,
    /// No difference that matters.
    pub no_difference: u32,
    /// Neither shown.
    pub inconclusive: u32,
    /// Not tested.
    pub not_tested: u32,
    /// Differences that chance alone would give among the tested, in either direction.
    pub expected_by_chance: f64,
    /// What the counts add up to.
    pub symbol: Symbol,
    /// The newest period among the tested measures; among all where none is tested.
    pub newest: Option<Period>,
    /// The measures behind it.
    pub measures: Vec<String>,
}

/// How many differences were tested, and how many chance alone would show. For the user's region where there is one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tests {
    /// Adjustment for many comparisons.
    pub method: Multiplicity,
    /// Tested differences.
    pub tested: u32,
    /// Those that were shown to differ.
    pub shown: u32,
    /// The level of each test.
    pub level: f64,
    /// Those that would be without any true difference and without adjustment: the tested times one minus the confidence.
    pub expected_by_chance: f64,
}

impl Tests {
    fn count(judged: &[Judged], own: Option<Region>, plan: &Plan) -> Tests {
        let mine = |one: &&Judged| own.is_none_or(|own| one.comparison.domain.region == own);
        // With two measurements the change since the first is the change since the previous, and one test.
        let changes = |kind: Compare| judged.iter().map(|one| &one.comparison).filter(move |one| one.kind == kind);
        let key = |one: &Comparison| (one.measure.clone(), one.domain.clone(), one.against.domain.clone());
        let since_previous: BTreeSet<_> = changes(Compare::PreviousMeasurement).map(key).collect();
        let once = |one: &&Judged| {
            one.comparison.kind != Compare::FirstMeasurement || !since_previous.contains(&key(&one.comparison))
        };
        let verdicts: Vec<Verdict> = judged.iter().filter(mine).filter(once).map(|one| one.verdict).collect();
        let tested = verdicts.iter().filter(|it| !matches!(it, Verdict::NotTested | Verdict::NotComparable)).count();
        let shows = |it: &&Verdict| matches!(it, Verdict::Better | Verdict::Worse | Verdict::Higher | Verdict::Lower);
        let shown = verdicts.iter().filter(shows).count();
        let level = 1.0 - plan.confidence;
        let expected_by_chance = tested as f64 * level;
        Tests { level, method: plan.multiplicity, tested: tested as u32, shown: shown as u32, expected_by_chance }
    }
}

/// Everything that was computed. Does not implement `Serialize`: only `disclosure` may let it out.
#[derive(Debug, Clone)]
pub struct Report {
    /// Estimates; the comparisons have gone over to those with verdicts.
    pub compared: Compared,
    /// Comparisons with their verdicts.
    pub judged: Vec<Judged>,
    /// Assessments for the user's own region.
    pub assessments: Vec<Assessment>,
    /// How many differences were tested.
    pub tests: Tests,
}

/// The report without the comparisons that must not be told: they count among no tests, and in no assessment.
pub fn without(
    report: Report,
    hides: impl Fn(&Comparison) -> bool,
    (own, policy): (Option<Region>, &Policy),
    plan: &Plan,
) -> Report {
    if !report.judged.iter().any(|one| hides(&one.comparison)) {
        return report;
    }
    let mut compared = report.compared;
    compared.comparisons = report.judged.into_iter().map(|one| one.comparison).collect();
    for comparison in compared.comparisons.iter_mut().filter(|comparison| hides(comparison)) {
        comparison.outcome = Outcome::Untested(None);
        comparison.p_adjusted = None;
    }
    multiplicity::adjust(&mut compared.comparisons, plan.multiplicity);
    assess(compared, own, policy, plan)
}

/// Judges every comparison and weighs the verdicts of the user's own region together.
pub fn assess(mut compared: Compared, own: Option<Region>, policy: &Policy, plan: &Plan) -> Report {
    let comparisons = std::mem::take(&mut compared.comparisons);
    let measures: BTreeMap<&str, &MeasureInfo> = compared.measures().map(|one| (one.id.as_str(), one)).filled();
    let judge = |comparison: Comparison| {
        let measure = measures.get(comparison.measure.as_str())?;
        Some(verdict::judge(comparison, measure, plan.confidence))
    };
    let mut judged = Vec::with_capacity(comparisons.len());
    judged.extend(comparisons.into_iter().filter_map(judge));
    let judge_all = |measure, comparisons: &[Comparison]| -> Vec<Judged> {
        comparisons.iter().map(|one| verdict::judge(one.clone(), measure, plan.confidence)).collect()
    };
    let background: Vec<_> =
        compared.background.iter().map(|(measure, comparisons)| (measure, judge_all(measure, comparisons))).collect();
    let assessments = match own {
        None => Vec::new(),
        Some(own) => {
            let mine = judged
                .iter()
                .filter_map(|one| measures.get(one.comparison.measure.as_str()).map(|measure| (*measure, one)));
            let others = background.iter().flat_map(|(measure, all)| all.iter().map(move |one| (*measure, one)));
            weigh::weigh(own, &mine.chain(others).collect::<Vec<_>>(), policy, plan.confidence)
        }
    };
    let tests = Tests::count(&judged, own, plan);
    Report { compared, judged, assessments, tests }
}

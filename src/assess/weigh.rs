//! Sammanvägd bedömning: the verdicts of a goal and a perspective counted together.
//!
//! Each concept has one vote: its newest tested definition speaks for it, and definitions of the same age that
//! contradict each other count as inconclusive. A symbol is set only where at least the policy's share of the concepts
//! could be tested; a side wins when its lead over the other is at least the policy's share of the tested. The counts
//! always stand beside it.

use crate::assess::{Assessment, Judged, Reading, Symbol, Verdict};
use crate::catalogue::goal::{Goal, Perspective};
use crate::catalogue::policy::Policy;
use crate::estimate::measure::MeasureInfo;
use crate::filled::Filled;
use crate::plan::Compare;
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use std::collections::{BTreeMap, BTreeSet};

struct Vote<'a> {
    concept: &'a str,
    measure: &'a str,
    period: Option<Period>,
    verdict: Verdict,
}

impl Vote<'_> {
    fn is_tested(&self) -> bool {
        !matches!(self.verdict, Verdict::NotTested | Verdict::NotComparable)
    }
}

/// Counts the verdicts of a region.
pub fn weigh(region: Region, judged: &[(&MeasureInfo, &Judged)], policy: &Policy, confidence: f64) -> Vec<Assessment> {
    type Place = (usize, usize, bool);
    let mut votes: BTreeMap<Place, (Goal, Perspective, Reading, Vec<Vote<'_>>)> = BTreeMap::new();
    for (measure, judged) in judged {
        let comparison = &judged.comparison;
        let reading = match comparison.kind {
            Compare::Nation => Reading::Level,
            Compare::PreviousMeasurement => Reading::Change,
            _ => continue,
        };
        let (Some(goal), Some(perspective)) = (measure.goal, measure.perspective) else { continue };
        if comparison.domain.region != region || comparison.domain.group.is_some() {
            continue;
        }
        let key = (
            policy.goals.iter().position(|it| it.id == goal).unwrap_or(usize::MAX),
            policy.perspectives.iter().position(|it| it.id == perspective).unwrap_or(usize::MAX),
            reading == Reading::Change,
        );
        let vote = Vote {
            concept: measure.concept.as_deref().unwrap_or(&measure.id),
            measure: &measure.id,
            period: comparison.domain.period,
            verdict: judged.verdict,
        };
        votes.entry(key).or_insert_with(|| (goal, perspective, reading, Vec::new())).3.push(vote);
    }
    votes
        .into_values()
        .map(|(goal, perspective, reading, votes)| count(goal, perspective, reading, &votes, policy, confidence))
        .collect()
}

fn count(
    goal: Goal,
    perspective: Perspective,
    reading: Reading,
    votes: &[Vote<'_>],
    policy: &Policy,
    confidence: f64,
) -> Assessment {
    let newest = newest_of_each_measure(votes);
    let concepts: BTreeSet<&str> = newest.iter().map(|vote| vote.concept).filled();
    let mut assessment = Assessment {
        goal,
        perspective,
        reading,
        tested: 0,
        better: 0,
        worse: 0,
        no_difference: 0,
        inconclusive: 0,
        not_tested: 0,
        expected_by_chance: 0.0,
        symbol: Symbol::None,
        newest: newest_period(&newest),
        measures: newest.iter().map(|vote| vote.measure.to_owned()).collect(),
    };
    for concept in concepts {
        let mine = newest.iter().copied().filter(|vote| vote.concept == concept);
        match voice(mine) {
            Verdict::Better => assessment.better += 1,
            Verdict::Worse => assessment.worse += 1,
            Verdict::NoDifference => assessment.no_difference += 1,
            Verdict::Inconclusive | Verdict::Higher | Verdict::Lower => assessment.inconclusive += 1,
            Verdict::NotTested | Verdict::NotComparable => assessment.not_tested += 1,
        }
    }
    let Assessment { better, worse, no_difference, inconclusive, not_tested, .. } = assessment;
    assessment.tested = better + worse + no_difference + inconclusive;
    assessment.expected_by_chance = f64::from(assessment.tested) * (1.0 - confidence);
    let rule = &policy.assessment;
    let tested = assessment.tested;
    if tested > 0 && rule.tested.reached(tested, tested + not_tested) {
        assessment.symbol = if better > worse && rule.lead.reached(better - worse, tested) {
            Symbol::Better
        } else if worse > better && rule.lead.reached(worse - better, tested) {
            Symbol::Worse
        } else if better > 0 && worse > 0 {
            Symbol::Mixed
        } else if 2 * no_difference >= tested {
            Symbol::Unchanged
        } else {
            Symbol::None
        };
    }
    assessment
}

/// The newest period among the tested votes; among all where none is tested.
fn newest_period(votes: &[&Vote<'_>]) -> Option<Period> {
    let tested = votes.iter().filter(|vote| vote.is_tested()).filter_map(|vote| vote.period).max();
    tested.or(votes.iter().filter_map(|vote| vote.period).max())
}

fn newest_of_each_measure<'a, 'v>(votes: &'a [Vote<'v>]) -> Vec<&'a Vote<'v>> {
    let mut newest: BTreeMap<&str, &Vote<'_>> = BTreeMap::new();
    for vote in votes {
        let kept = newest.entry(vote.measure).or_insert(vote);
        if vote.period > kept.period {
            *kept = vote;
        }
    }
    newest.into_values().collect()
}

fn voice<'a>(votes: impl Iterator<Item = &'a Vote<'a>>) -> Verdict {
    let tested: Vec<&Vote<'_>> = votes.filter(|vote| vote.is_tested()).collect();
    let newest = tested.iter().map(|vote| vote.period).max();
    let verdicts: BTreeSet<&str> =
        tested.iter().filter(|vote| Some(vote.period) == newest).map(|vote| vote.verdict.as_str()).filled();
    match tested.iter().find(|vote| Some(vote.period) == newest) {
        None => Verdict::NotTested,
        Some(vote) if verdicts.len() == 1 => vote.verdict,
        Some(_) => Verdict::Inconclusive,
    }
}

//! Test result, direction and relevance → verdict.
//!
//! A difference is shown when it is significant at one minus the confidence (with the adjusted p-value where the plan
//! asks for one). Certain but smaller than the relevance: the verdict stands, with the reason `small`. No difference is
//! said only when the whole interval lies within ± relevance. Everything else that was tested is inconclusive. Where
//! neither plan nor indicator sets the relevance, it is the policy's for the unit, for shares at most a fifth of the
//! value compared with or of what is left to 100 per cent. A gap that changed and one measure beside another have no good
//! direction; for the sides that are gaps or changes themselves, relevance is judged at the level they changed from.

use crate::assess::{Judged, Verdict};
use crate::compare::{Comparison, Outcome, Reason};
use crate::estimate::measure::MeasureInfo;
use crate::plan::Compare;
use crate::statistics::Difference;
use crate::vocabulary::direction::Direction;

/// Judges a comparison.
pub fn judge(comparison: Comparison, measure: &MeasureInfo, confidence: f64) -> Judged {
    let relevance = measure.relevance_at(comparison.level.or(comparison.against.value));
    let direction = match comparison.kind {
        Compare::GapChange | Compare::BetweenMeasures => Direction::None,
        _ => measure.direction,
    };
    let (verdict, small) = match &comparison.outcome {
        Outcome::Refused => (Verdict::NotComparable, false),
        Outcome::Untested(_) => (Verdict::NotTested, false),
        Outcome::Tested(_) if comparison.withheld => (Verdict::NotTested, false),
        Outcome::Tested(test) => tested(test, comparison.p_adjusted, direction, relevance, confidence),
    };
    let unsure = verdict == Verdict::Inconclusive;
    let too_few = |needed: &f64| unsure && comparison.n.is_none_or(|n| n < *needed);
    Judged {
        verdict,
        reason: comparison.reason.or(small.then_some(Reason::Small)),
        relevance,
        n_needed: comparison.n_needed.filter(too_few),
        detectable: comparison.detectable.filter(|_| unsure),
        comparison,
    }
}

fn tested(
    test: &Difference,
    p_adjusted: Option<f64>,
    direction: Direction,
    relevance: Option<f64>,
    confidence: f64,
) -> (Verdict, bool) {
    if p_adjusted.unwrap_or(test.p) < 1.0 - confidence {
        let up = test.difference > 0.0;
        let verdict = match (direction, up) {
            (Direction::Higher, true) | (Direction::Lower, false) => Verdict::Better,
            (Direction::Higher, false) | (Direction::Lower, true) => Verdict::Worse,
            (Direction::None, true) => Verdict::Higher,
            (Direction::None, false) => Verdict::Lower,
        };
        return (verdict, relevance.is_some_and(|relevance| test.difference.abs() < relevance));
    }
    let within = |relevance: f64| test.interval.low > -relevance && test.interval.high < relevance;
    if relevance.is_some_and(within) { (Verdict::NoDifference, false) } else { (Verdict::Inconclusive, false) }
}

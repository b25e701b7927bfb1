//! Test result, direction and relevance → verdict.
//!
//! A difference is shown when it is significant at one minus the confidence (with the adjusted p-value where the plan
//! asks for one). Certain but smaller than the relevance: the verdict stands, with the reason `small`. No difference is
//! said only when the whole interval lies within ± relevance. Everything else that was tested is inconclusive.

use crate::assess::{Judged, Verdict};
use crate::compare::{Comparison, Outcome, Reason};
use crate::estimate::measure::MeasureInfo;
use crate::statistics::Difference;
use crate::vocabulary::direction::Direction;

/// Judges a comparison.
pub fn judge(mut comparison: Comparison, measure: &MeasureInfo, confidence: f64) -> Judged {
    let (verdict, small) = match &comparison.outcome {
        Outcome::Refused => (Verdict::NotComparable, false),
        Outcome::Untested(_) => (Verdict::NotTested, false),
        Outcome::Tested(_) if comparison.withheld => (Verdict::NotTested, false),
        Outcome::Tested(test) => tested(test, comparison.p_adjusted, measure, confidence),
    };
    if verdict != Verdict::Inconclusive {
        comparison.n_needed = None;
    }
    let reason = comparison.reason.or(small.then_some(Reason::Small));
    Judged { verdict, reason, comparison }
}

fn tested(test: &Difference, p_adjusted: Option<f64>, measure: &MeasureInfo, confidence: f64) -> (Verdict, bool) {
    if p_adjusted.unwrap_or(test.p) < 1.0 - confidence {
        let up = test.difference > 0.0;
        let verdict = match (measure.direction, up) {
            (Direction::Higher, true) | (Direction::Lower, false) => Verdict::Better,
            (Direction::Higher, false) | (Direction::Lower, true) => Verdict::Worse,
            (Direction::None, true) => Verdict::Higher,
            (Direction::None, false) => Verdict::Lower,
        };
        return (verdict, measure.relevance.is_some_and(|relevance| test.difference.abs() < relevance));
    }
    let within = |relevance: f64| test.interval.low > -relevance && test.interval.high < relevance;
    if measure.relevance.is_some_and(within) { (Verdict::NoDifference, false) } else { (Verdict::Inconclusive, false) }
}

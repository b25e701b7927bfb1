//! What is odd about the answers that a share is made of.

use crate::estimate::survey::SurveySample;
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::{Measure, MeasureType, Nation};
use crate::vocabulary::scale::Scale;

/// Says where a positive answer of the plan was not given, where answers that are none do not look like a no, and where
/// the question is about something bad and the plan does not say what is good.
pub(super) fn say_answers(sample: &SurveySample, measure: &Measure, findings: &mut Findings) {
    if measure.r#type != MeasureType::Proportion || sample.given.is_empty() {
        return;
    }
    let about = || ("measure", measure.id.clone());
    let unsaid = measure.direction.is_none() && !matches!(measure.nation, Nation::Indicator(_));
    if unsaid && measure.asks_of_bad() {
        findings.add_with(FindingCode::DirectionUnsure, Position::default(), &[about()]);
    }
    if measure.positive.iter().any(|answer| !sample.given.contains(answer)) {
        findings.add_with(FindingCode::PositiveNotGiven, Position::default(), &[about()]);
    }
    let given: Vec<&str> = sample.given.iter().map(String::as_str).collect();
    let doubtful = Scale::doubtful(&given, &measure.positive).len();
    if doubtful > 0 {
        let params = [about(), ("found", doubtful.to_string())];
        findings.add_with(FindingCode::AnswersDoubtful, Position::default(), &params);
    }
}

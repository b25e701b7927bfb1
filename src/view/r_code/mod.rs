//! The R code that gives the same numbers: reading the file, the design, and a call for each number shown. It holds the
//! names of columns and the levels that are shown, and nothing else of the data.
//!
//! A measure of another type gets its calls here: one more arm in [`write`] with a file of its own beside `calls.rs`.

mod calls;
mod design;
mod file;
mod words;

use crate::plan::Plan;
use crate::table::reading::{Kind, Reading};
use crate::view::ReportView;
use calls::Calls;
use file::File;
use serde::Serialize;
use words::{text, texts};

/// R code for the survey measures of a result.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct RCodeView {
    /// What comes first: the packages, the data, the design. Empty where there is no survey.
    pub design: String,
    /// The calls, by measure.
    pub measures: Vec<MeasureCode>,
}

/// The calls of one measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MeasureCode {
    /// Id of the measure.
    pub measure: String,
    /// The code.
    pub code: String,
}

impl RCodeView {
    /// All of it as one script.
    pub fn script(&self) -> String {
        let measures = self.measures.iter().map(|it| it.code.as_str());
        [self.design.as_str()].into_iter().chain(measures).filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n")
    }
}

/// The code for what a result shows of the plan's region and the nation, groups in the newest period; of all regions
/// where the plan has none.
pub fn write<'p>(
    plan: &'p Plan,
    files: impl Iterator<Item = (&'p str, &'p Reading)>,
    result: &ReportView,
) -> RCodeView {
    let surveys = files.filter(|(_, reading)| reading.kind == Kind::Survey);
    let surveys: Vec<File<'p>> = surveys.map(|(name, reading)| File::new(reading, plan.file(name))).collect();
    let Some(first) = surveys.first() else { return RCodeView::default() };
    let mut head = "library(survey)\n".to_owned();
    match surveys.as_slice() {
        [one] => head += &one.code("data", plan),
        several => {
            let names: Vec<String> = (1..=several.len()).map(|number| format!("data{number}")).collect();
            for (file, object) in several.iter().zip(&names) {
                head += &file.code(object, plan);
            }
            head += &format!("data <- rbind({})\n", names.join(", "));
        }
    }
    let needed = first.needed();
    if !needed.is_empty() {
        head += &format!("data <- data[complete.cases(data[{}]), ]\n", texts(needed));
    }
    head += &design::code(first);
    let mut measures = Vec::new();
    for measure in plan.measures.iter().filter(|measure| measure.r#type.is_of_survey()) {
        let calls = Calls { file: first, measure, confidence: plan.confidence };
        let newest = result.estimates.iter().filter(|it| it.measure == measure.id).map(|it| &it.period).max();
        let own = |region: &str, group: Option<&String>, period: &String| match plan.region.as_deref() {
            Some(own) => {
                (region == own && (group.is_none() || Some(period) == newest)) || (region == "00" && group.is_none())
            }
            None => group.is_none(),
        };
        let mut code = String::new();
        let preparation = calls.preparation();
        let shown = |it: &&crate::view::estimate::EstimateView| {
            it.measure == measure.id && it.status == "ok" && own(&it.region, it.group.as_ref(), &it.period)
        };
        for it in result.estimates.iter().filter(shown) {
            if let Some(call) = calls.estimate(it) {
                let places =
                    [Some(&it.measure), Some(&it.region), Some(&it.period), it.group.as_ref(), it.level.as_ref()];
                code += &format!("# {}\n{call}\n", titled(&places));
            }
        }
        // A group against the nation or an earlier period is the same call with one condition more.
        let gap = |it: &&crate::view::comparison::ComparisonView| it.group.is_none() || it.against.level != it.level;
        let held = result.comparisons.iter().filter(|it| it.measure == measure.id).filter(gap);
        for it in held.filter(|it| own(&it.region, it.group.as_ref(), &it.period)) {
            if let Some(call) = calls.comparison(it) {
                let kind = it.kind.to_owned();
                // A gap has a change since each of two bases.
                let base = (it.kind == "gap_change").then_some(&it.against.period);
                let places = [
                    Some(&it.measure),
                    Some(&it.region),
                    Some(&it.period),
                    it.group.as_ref(),
                    it.level.as_ref(),
                    Some(&kind),
                    base,
                ];
                code += &format!("# {}\n{call}\n", titled(&places));
            }
        }
        if !code.is_empty() {
            measures.push(MeasureCode { measure: measure.id.clone(), code: preparation + &code });
        }
    }
    RCodeView { design: head, measures }
}

/// What a call is about, as strings: a level cannot end the comment that it stands in.
fn titled(places: &[Option<&String>]) -> String {
    places.iter().flatten().map(|place| text(place)).collect::<Vec<_>>().join(" ")
}

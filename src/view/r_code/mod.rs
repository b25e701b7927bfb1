//! The R code that gives the same numbers: reading the file, the design, and a call for each number shown. It holds the
//! names of columns and the levels that are needed, and nothing else of the data.
//!
//! Measures of a survey are written in `calls.rs`, rates of a table in `rates.rs`; another type gets one more arm in
//! [`write`] with a file of its own beside them.

mod calls;
mod design;
mod file;
mod rates;
mod words;

use crate::plan::{Measure, Plan};
use crate::table::reading::{Kind, Reading};
use crate::view::ReportView;
use crate::view::comparison::ComparisonView;
use crate::view::estimate::EstimateView;
use calls::Calls;
use file::File;
use rates::{RateCalls, Tables};
use serde::Serialize;
use words::{text, texts};

/// R code for the survey measures and the rates of a result.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct RCodeView {
    /// What comes first: the packages, the data, the design. Empty where there is neither.
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
    let files: Vec<_> = files.map(|(name, reading)| (reading, plan.file(name))).collect();
    let surveys = files.iter().filter(|(reading, _)| reading.kind == Kind::Survey);
    let surveys: Vec<File<'p>> = surveys.map(|(reading, file)| File::new(reading, *file)).collect();
    let tables = Tables::new(plan, files.into_iter());
    let mut measures = Vec::new();
    for measure in &plan.measures {
        let newest = result.estimates.iter().filter(|it| it.measure == measure.id).map(|it| &it.period).max();
        let shown = Shown { plan, measure, result, newest };
        let code = match surveys.first().filter(|_| measure.r#type.is_of_survey()) {
            Some(file) => shown.survey(&Calls { file, measure, confidence: plan.confidence }),
            None if measure.r#type.is_rate() => shown.rates(&tables.calls(measure)),
            None => String::new(),
        };
        if !code.is_empty() {
            measures.push(MeasureCode { measure: measure.id.clone(), code });
        }
    }
    RCodeView { design: survey_head(plan, &surveys) + &tables.head(), measures }
}

/// What comes before the calls of surveys.
fn survey_head(plan: &Plan, surveys: &[File<'_>]) -> String {
    let Some(first) = surveys.first() else { return String::new() };
    let mut head = "library(survey)\n".to_owned();
    match surveys {
        [one] => head += &(one.code("data", plan, one.used(plan)) + &one.without_rejected("data")),
        several => {
            let names: Vec<String> = (1..=several.len()).map(|number| format!("data{number}")).collect();
            for (file, object) in several.iter().zip(&names) {
                head += &(file.code(object, plan, file.used(plan)) + &file.without_rejected(object));
            }
            head += &format!("data <- rbind({})\n", names.join(", "));
        }
    }
    let needed = first.needed();
    if !needed.is_empty() {
        let weighs = first.design.weights.as_ref().map(|weights| format!(" & data[[{}]] >= 0", text(weights)));
        head += &format!("data <- data[complete.cases(data[{}]){}, ]\n", texts(needed), weighs.unwrap_or_default());
    }
    head + &design::code(first)
}

/// What is shown of one measure.
struct Shown<'r> {
    plan: &'r Plan,
    measure: &'r Measure,
    result: &'r ReportView,
    newest: Option<&'r String>,
}

impl Shown<'_> {
    fn own(&self, region: &str, group: Option<&String>, period: &String) -> bool {
        match self.plan.region.as_deref() {
            Some(own) => {
                (region == own && (group.is_none() || Some(period) == self.newest))
                    || (region == "00" && group.is_none())
            }
            None => group.is_none(),
        }
    }

    /// The calls of the estimates, each under what it is about.
    fn estimates(&self, call: impl Fn(&EstimateView) -> Option<String>) -> String {
        let shown = |it: &&EstimateView| {
            it.measure == self.measure.id && it.status == "ok" && self.own(&it.region, it.group.as_ref(), &it.period)
        };
        let titled = |it: &EstimateView| {
            let places = [Some(&it.measure), Some(&it.region), Some(&it.period), it.group.as_ref(), it.level.as_ref()];
            Some(format!("# {}\n{}\n", titled(&places), call(it)?))
        };
        self.result.estimates.iter().filter(shown).filter_map(titled).collect()
    }

    fn rates(&self, calls: &RateCalls<'_>) -> String {
        let from_file = |it: &EstimateView| calls.estimate(it).filter(|_| it.source == "file");
        let code = self.estimates(from_file);
        if code.is_empty() { code } else { calls.preparation() + &code }
    }

    fn survey(&self, calls: &Calls<'_>) -> String {
        let mut code = self.estimates(|it| calls.estimate(it));
        // A group against the nation or an earlier period is the same call with one condition more.
        let gap = |it: &&ComparisonView| it.group.is_none() || it.against.level != it.level;
        let held = self.result.comparisons.iter().filter(|it| it.measure == self.measure.id).filter(gap);
        for it in held.filter(|it| self.own(&it.region, it.group.as_ref(), &it.period)) {
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
        if code.is_empty() { code } else { calls.preparation() + &code }
    }
}

/// What a call is about, as strings: a level cannot end the comment that it stands in.
fn titled(places: &[Option<&String>]) -> String {
    places.iter().flatten().map(|place| text(place)).collect::<Vec<_>>().join(" ")
}

//! What is odd about the files of a plan as they stand together.

use super::source::Source;
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::Plan;
use crate::table::reading::Kind;

/// Says which files stand twice, which the plan does not name, and which surveys lack a measure that others have.
pub(super) fn said(sources: &[Source], plan: &Plan) -> Findings {
    let mut findings = Findings::default();
    let own = || sources.iter().enumerate().filter(|(_, source)| !source.is_reference);
    let at = |file: usize| Position { file: Some(file), ..Position::default() };
    for (file, source) in own() {
        if own().take_while(|(other, _)| *other < file).any(|(_, other)| other.is_same(source)) {
            findings.add(FindingCode::FileTwice, at(file));
        }
        if !plan.files.is_empty() && plan.file(&source.name).is_none() {
            findings.add(FindingCode::FileNotInPlan, at(file));
        }
    }
    let surveys = || own().filter(|(_, source)| source.reading.kind == Kind::Survey);
    for measure in plan.measures.iter().filter(|measure| measure.r#type.is_of_survey()) {
        let lacks = |source: &Source| {
            let has = |name: &str| source.reading.columns.iter().any(|column| column.name == name);
            measure.columns().find(|name| !has(name))
        };
        if surveys().all(|(_, source)| lacks(source).is_some()) {
            continue;
        }
        for (file, column) in surveys().filter_map(|(file, source)| Some((file, lacks(source)?))) {
            findings.add_with(
                FindingCode::MeasureNotInFile,
                at(file).column(column),
                &[("measure", measure.id.clone())],
            );
        }
    }
    findings
}

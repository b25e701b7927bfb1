//! The result: what a plan gave, with everything small already hidden.

use crate::assess::{Assessment, Judged};
use crate::catalogue::Catalogue;
use crate::compare::{Comparison, Outcome};
use crate::disclosure::{Disclosed, Shown};
use crate::estimate::measure::MeasureInfo;
use crate::estimate::{Distribution, Domain, Measured};
use crate::filled::Filled;
use crate::plan::Compare;
use crate::plan::whose::Whose;
use crate::statistics::quantiles::two_sided;
use crate::view::TextView;
use crate::view::across::{self, ControlChartView, FunnelView, ShrunkenView, SlopeView};
use crate::view::background::{self, AdjustedView, AnswersTestView, StandardisedView};
use crate::view::comparison::{ComparisonView, comparison};
use crate::view::estimate::{EstimateView, estimate, parts, period};
use crate::view::files_only;
use crate::view::findings::FindingView;
use crate::view::many::{self, MultiplicityView, ParticipationView, RankView};
use crate::view::r_code::RCodeView;
use crate::view::start::ReferenceView;
use crate::view::system::{SystemView, system};
use serde::Serialize;
use std::collections::BTreeMap;

/// The result.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportView {
    /// Version of the program.
    pub rikssnitt: &'static str,
    /// SHA-256 of the plan.
    pub plan_sha256: String,
    /// The files, without their names.
    #[cfg_attr(feature = "overview", serde(serialize_with = "files_only::no_list"))]
    pub files: Vec<FileView>,
    /// The built-in reference.
    pub reference: ReferenceView,
    /// Whether small groups are hidden.
    pub protected: bool,
    /// Confidence of the intervals.
    pub confidence: f64,
    /// Groups below this are hidden.
    pub minimum_n: u64,
    /// Groups below this get no verdict.
    pub reliability_n: u64,
    /// The measures.
    pub measures: Vec<MeasureView>,
    /// The estimates.
    pub estimates: Vec<EstimateView>,
    /// The comparisons.
    pub comparisons: Vec<ComparisonView>,
    /// The assessments.
    pub assessments: Vec<AssessmentView>,
    /// Shares of each answer.
    #[cfg_attr(feature = "overview", serde(serialize_with = "files_only::no_list"))]
    pub distributions: Vec<DistributionView>,
    /// The nation as files state it.
    #[cfg_attr(feature = "overview", serde(serialize_with = "files_only::no_list"))]
    pub nation_checks: Vec<NationCheckView>,
    /// Places among the regions.
    pub ranks: Vec<RankView>,
    /// How many differences were tested.
    pub multiplicity: MultiplicityView,
    /// Those who answered of those who were asked.
    #[cfg_attr(feature = "overview", serde(serialize_with = "files_only::no_list"))]
    pub participation: Vec<ParticipationView>,
    /// Funnels.
    #[cfg_attr(feature = "overview", serde(serialize_with = "files_only::no_list"))]
    pub funnels: Vec<FunnelView>,
    /// Control charts.
    #[cfg_attr(feature = "overview", serde(serialize_with = "files_only::no_list"))]
    pub control_charts: Vec<ControlChartView>,
    /// Values drawn towards the mean over regions.
    #[cfg_attr(feature = "overview", serde(serialize_with = "files_only::no_list"))]
    pub shrunken: Vec<ShrunkenView>,
    /// Values at the same mix of background.
    #[cfg_attr(feature = "overview", serde(serialize_with = "files_only::no_list"))]
    pub standardised: Vec<StandardisedView>,
    /// Groups with other background held equal.
    #[cfg_attr(feature = "overview", serde(serialize_with = "files_only::no_list"))]
    pub adjusted: Vec<AdjustedView>,
    /// Tests of whole distributions of answers.
    #[cfg_attr(feature = "overview", serde(serialize_with = "files_only::no_list"))]
    pub answers_tests: Vec<AnswersTestView>,
    /// The system perspective: costs, quality and efficiency over all regions.
    pub system: SystemView,
    /// Slopes over ordered groups.
    #[cfg_attr(feature = "overview", serde(serialize_with = "files_only::no_list"))]
    pub slopes: Vec<SlopeView>,
    /// What was found.
    pub findings: Vec<FindingView>,
    /// The R code that gives the same numbers.
    pub r_code: RCodeView,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FileView {
    /// SHA-256 of its bytes.
    pub sha256: Option<String>,
    /// What it holds.
    pub kind: &'static str,
    /// Rows of data.
    pub rows: u64,
    /// Rows that could not be used.
    pub rows_rejected: u64,
}

/// One measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MeasureView {
    /// Its id.
    pub id: String,
    label: TextView,
    /// Its unit: a unit of the catalogue or `share`.
    pub unit: String,
    decimals: u8,
    direction: &'static str,
    relevance: Option<f64>,
    indicator: Option<String>,
    goal: Option<&'static str>,
    perspective: Option<&'static str>,
    concept: Option<String>,
}

/// One assessment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AssessmentView {
    goal: &'static str,
    perspective: &'static str,
    reading: &'static str,
    tested: u32,
    better: u32,
    worse: u32,
    no_difference: u32,
    inconclusive: u32,
    not_tested: u32,
    expected_by_chance: f64,
    symbol: &'static str,
    newest: Option<String>,
    measures: Vec<String>,
}

/// Shares of each answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DistributionView {
    measure: String,
    region: String,
    period: String,
    group: Option<String>,
    level: Option<String>,
    n: Option<u64>,
    status: &'static str,
    answers: Vec<AnswerView>,
    significant_change: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct AnswerView {
    answer: String,
    positive: bool,
    share: Option<f64>,
}

/// The nation as a file states it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NationCheckView {
    measure: String,
    indicator: String,
    period: String,
    file: f64,
    built_in: f64,
    difference: f64,
    decimals: u8,
}

/// What the session knows beside the report.
#[derive(Debug, Clone, PartialEq)]
pub struct About {
    /// SHA-256 of the plan.
    pub plan_sha256: String,
    /// The files.
    pub files: Vec<FileView>,
    /// Confidence.
    pub confidence: f64,
    /// Groups below this are hidden.
    pub minimum_n: u64,
    /// Groups below this get no verdict.
    pub reliability_n: u64,
    /// What was found.
    pub findings: Vec<FindingView>,
    /// Whose comparisons are told.
    pub whose: Whose,
}

/// The result of what may be shown.
pub fn report(shown: &Disclosed<Shown>, about: About, reference: ReferenceView, catalogue: &Catalogue) -> ReportView {
    let shown = shown.get();
    let compared = &shown.report.compared;
    let confidence = about.confidence;
    let since_first = since_first(shown);
    let is_told = |judged: &&Judged| {
        let Domain { region, group, .. } = &judged.comparison.domain;
        about.whose.tells(*region, group.is_some())
    };
    ReportView {
        rikssnitt: env!("CARGO_PKG_VERSION"),
        plan_sha256: about.plan_sha256,
        files: about.files,
        reference,
        protected: shown.protected,
        confidence,
        minimum_n: about.minimum_n,
        reliability_n: about.reliability_n,
        measures: compared.measures().map(measure).collect(),
        estimates: compared.measured.iter().flat_map(|one| estimates(one, shown)).collect(),
        comparisons: shown.report.judged.iter().filter(is_told).map(comparison).collect(),
        assessments: shown.report.assessments.iter().map(assessment).collect(),
        distributions: files_only::list(compared.distributions().map(|(measure, domain, it)| {
            let change = since_first.get(&(measure, domain)).copied();
            distribution((measure, domain), it, shown, change, confidence)
        })),
        nation_checks: files_only::list(compared.nation_checks.iter().map(|check| NationCheckView {
            measure: check.measure.clone(),
            indicator: check.indicator.clone(),
            period: check.period.to_string(),
            file: check.file,
            built_in: check.built_in,
            difference: check.file - check.built_in,
            decimals: catalogue.indicator(&check.indicator).map_or(1, |indicator| indicator.decimals),
        })),
        ranks: compared.ranks.iter().map(many::rank).collect(),
        multiplicity: many::multiplicity(&shown.report.tests),
        participation: files_only::list(compared.participation.iter().map(many::participation)),
        funnels: files_only::list(compared.across.funnels.iter().map(across::funnel)),
        control_charts: files_only::list(compared.across.control_charts.iter().map(across::control_chart)),
        shrunken: files_only::list(compared.across.shrunken.iter().map(across::shrunken)),
        standardised: files_only::list(
            compared.background_of_answers.standardised.iter().map(background::standardised),
        ),
        adjusted: files_only::list(compared.background_of_answers.adjusted.iter().map(background::adjusted)),
        answers_tests: files_only::list(compared.background_of_answers.answers.iter().map(background::answers)),
        system: system(&compared.system, two_sided(confidence, None).unwrap_or_default()),
        slopes: files_only::list(compared.across.slopes.iter().map(across::slope)),
        findings: about.findings,
        r_code: RCodeView::default(),
    }
}

fn measure(info: &MeasureInfo) -> MeasureView {
    MeasureView {
        id: info.id.clone(),
        label: (&info.label).into(),
        unit: info.unit.clone(),
        decimals: info.decimals,
        direction: info.direction.as_str(),
        relevance: info.relevance,
        indicator: info.indicator.clone(),
        goal: info.goal.map(|goal| goal.as_str()),
        perspective: info.perspective.map(|perspective| perspective.as_str()),
        concept: info.concept.clone(),
    }
}

fn estimates<'a>(one: &'a Measured, shown: &'a Shown) -> impl Iterator<Item = EstimateView> + 'a {
    one.estimates.iter().map(move |(domain, it)| {
        let hidden = shown.is_hidden(&one.measure.id, domain);
        estimate(&one.measure.id, domain, it, hidden)
    })
}

fn assessment(one: &Assessment) -> AssessmentView {
    AssessmentView {
        goal: one.goal.as_str(),
        perspective: one.perspective.as_str(),
        reading: one.reading.as_str(),
        tested: one.tested,
        better: one.better,
        worse: one.worse,
        no_difference: one.no_difference,
        inconclusive: one.inconclusive,
        not_tested: one.not_tested,
        expected_by_chance: one.expected_by_chance,
        symbol: one.symbol.as_str(),
        newest: one.newest.map(|period| period.to_string()),
        measures: one.measures.clone(),
    }
}

/// The comparisons with the first measurement, by measure and what they are about.
fn since_first(shown: &Shown) -> BTreeMap<(&str, &Domain), &Comparison> {
    let all = shown.report.judged.iter().map(|judged| &judged.comparison);
    let since = all.filter(|comparison| comparison.kind == Compare::FirstMeasurement);
    since.map(|comparison| ((comparison.measure.as_str(), &comparison.domain), comparison)).filled()
}

fn distribution(
    (measure, domain): (&str, &Domain),
    one: &Distribution,
    shown: &Shown,
    change: Option<&Comparison>,
    confidence: f64,
) -> DistributionView {
    let (group, level) = parts(domain);
    let hidden = shown.is_hidden(measure, domain);
    let significant = change.and_then(|comparison| match &comparison.outcome {
        Outcome::Tested(test) => Some(comparison.p_adjusted.unwrap_or(test.p) < 1.0 - confidence),
        _ => None,
    });
    DistributionView {
        measure: measure.to_owned(),
        region: domain.region.code(),
        period: period(domain),
        group,
        level,
        n: (!hidden).then_some(one.n),
        status: if hidden {
            "hidden"
        } else if one.answers.is_empty() {
            "inestimable"
        } else {
            "ok"
        },
        answers: one
            .answers
            .iter()
            .map(|it| AnswerView { answer: it.answer.clone(), positive: it.positive, share: it.share })
            .collect(),
        significant_change: significant,
    }
}

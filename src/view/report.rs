//! The result: what a plan gave, with everything small already hidden.

use crate::assess::{Assessment, Judged};
use crate::catalogue::Catalogue;
use crate::compare::{Comparison, Outcome, Side};
use crate::disclosure::{Disclosed, Shown};
use crate::estimate::measure::MeasureInfo;
use crate::estimate::{Distribution, Domain, Estimate, Measured, Origin, Status};
use crate::plan::Compare;
use crate::statistics::Difference;
use crate::view::TextView;
use crate::view::findings::FindingView;
use crate::view::start::ReferenceView;
use serde::Serialize;

/// The result.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportView {
    /// Version of the program.
    pub rikssnitt: &'static str,
    /// SHA-256 of the plan.
    pub plan_sha256: String,
    /// The files, without their names.
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
    pub distributions: Vec<DistributionView>,
    /// The nation as files state it.
    pub nation_checks: Vec<NationCheckView>,
    /// What was found.
    pub findings: Vec<FindingView>,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FileView {
    /// SHA-256 of its bytes.
    pub sha256: String,
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
    id: String,
    label: TextView,
    unit: String,
    decimals: u8,
    direction: &'static str,
    relevance: Option<f64>,
    indicator: Option<String>,
    goal: Option<&'static str>,
    perspective: Option<&'static str>,
    concept: Option<String>,
}

/// One estimate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EstimateView {
    /// Id of the measure.
    pub measure: String,
    /// Region code.
    pub region: String,
    /// Period.
    pub period: String,
    /// Group.
    pub group: Option<String>,
    /// Level of the group.
    pub level: Option<String>,
    /// Answers.
    pub n: Option<f64>,
    /// Effective number of answers.
    pub n_effective: Option<f64>,
    /// Value.
    pub value: Option<f64>,
    /// Standard error.
    pub se: Option<f64>,
    /// Lower limit.
    pub low: Option<f64>,
    /// Upper limit.
    pub high: Option<f64>,
    /// Degrees of freedom.
    pub df: Option<f64>,
    /// Statistic.
    pub method: &'static str,
    /// `ok`, `hidden` or `inestimable`.
    pub status: &'static str,
    /// `file` or `reference`.
    pub source: &'static str,
}

/// The other side of a comparison.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AgainstView {
    /// Region code.
    pub region: String,
    /// Period.
    pub period: String,
    /// Level of the group.
    pub level: Option<String>,
    /// Value.
    pub value: Option<f64>,
    /// `data`, `reference`, `user` or `file`.
    pub source: &'static str,
}

/// One comparison.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComparisonView {
    /// Id of the measure.
    pub measure: String,
    /// What is held against what.
    pub kind: &'static str,
    /// Region code.
    pub region: String,
    /// Period.
    pub period: String,
    /// Group.
    pub group: Option<String>,
    /// Level of the group.
    pub level: Option<String>,
    /// The other side.
    pub against: AgainstView,
    /// First minus second.
    pub difference: Option<f64>,
    /// Its standard error.
    pub se: Option<f64>,
    /// Lower limit.
    pub low: Option<f64>,
    /// Upper limit.
    pub high: Option<f64>,
    /// Test statistic.
    pub statistic: Option<f64>,
    /// Degrees of freedom.
    pub df: Option<f64>,
    /// p-value.
    pub p: Option<f64>,
    /// Adjusted p-value.
    pub p_adjusted: Option<f64>,
    /// Statistic.
    pub method: &'static str,
    /// Verdict.
    pub verdict: &'static str,
    /// Why, or what to bear in mind.
    pub reason: Option<&'static str>,
    /// Answers needed to decide.
    pub n_needed: Option<f64>,
    /// `file` or `reference`.
    pub source: &'static str,
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
}

/// The result of what may be shown.
pub fn report(shown: &Disclosed<Shown>, about: About, reference: ReferenceView, catalogue: &Catalogue) -> ReportView {
    let shown = shown.get();
    let compared = &shown.report.compared;
    let confidence = about.confidence;
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
        comparisons: shown.report.judged.iter().map(comparison).collect(),
        assessments: shown.report.assessments.iter().map(assessment).collect(),
        distributions: compared
            .distributions()
            .map(|(measure, domain, it)| distribution(measure, domain, it, shown, confidence))
            .collect(),
        nation_checks: compared
            .nation_checks
            .iter()
            .map(|check| NationCheckView {
                measure: check.measure.clone(),
                indicator: check.indicator.clone(),
                period: check.period.to_string(),
                file: check.file,
                built_in: check.built_in,
                difference: check.file - check.built_in,
                decimals: catalogue.indicator(&check.indicator).map_or(1, |indicator| indicator.decimals),
            })
            .collect(),
        findings: about.findings,
    }
}

fn period(domain: &Domain) -> String {
    domain.period.map(|period| period.to_string()).unwrap_or_default()
}

fn parts(domain: &Domain) -> (Option<String>, Option<String>) {
    match &domain.group {
        Some((group, level)) => (Some(group.clone()), Some(level.clone())),
        None => (None, None),
    }
}

fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::File | Origin::User => "file",
        Origin::Reference => "reference",
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
    one.estimates.iter().map(move |(domain, estimate)| {
        let hidden = shown.is_hidden(&one.measure.id, domain);
        self::estimate(&one.measure.id, domain, estimate, hidden)
    })
}

fn estimate(measure: &str, domain: &Domain, estimate: &Estimate, hidden: bool) -> EstimateView {
    let (group, level) = parts(domain);
    EstimateView {
        measure: measure.to_owned(),
        region: domain.region.code(),
        period: period(domain),
        group,
        level,
        n: estimate.n,
        n_effective: estimate.n_effective,
        value: estimate.value,
        se: estimate.se,
        low: estimate.interval.map(|it| it.low),
        high: estimate.interval.map(|it| it.high),
        df: estimate.df,
        method: estimate.method,
        status: match estimate.status {
            _ if hidden => "hidden",
            Status::Suppressed => "hidden",
            Status::Ok => "ok",
            Status::Inestimable => "inestimable",
        },
        source: origin(estimate.origin),
    }
}

fn comparison(judged: &Judged) -> ComparisonView {
    let Comparison { measure, kind, domain, against, outcome, p_adjusted, method, n_needed, .. } = &judged.comparison;
    let test: Option<&Difference> = if let Outcome::Tested(test) = outcome { Some(test) } else { None };
    let untested = if let Outcome::Untested(difference) = outcome { *difference } else { None };
    let (group, level) = parts(domain);
    ComparisonView {
        measure: measure.clone(),
        kind: kind.as_str(),
        region: domain.region.code(),
        period: period(domain),
        group,
        level,
        against: AgainstView {
            region: against.domain.region.code(),
            period: period(&against.domain),
            level: against.domain.group.as_ref().map(|(_, level)| level.clone()),
            value: against.value,
            source: match against.side {
                Side::Data => "data",
                Side::Reference => "reference",
                Side::User => "user",
                Side::File => "file",
            },
        },
        difference: test.map(|it| it.difference).or(untested),
        se: test.map(|it| it.se),
        low: test.map(|it| it.interval.low),
        high: test.map(|it| it.interval.high),
        statistic: test.map(|it| it.statistic),
        df: test.and_then(|it| it.df),
        p: test.map(|it| it.p),
        p_adjusted: *p_adjusted,
        method,
        verdict: judged.verdict.as_str(),
        reason: judged.reason.map(|reason| reason.as_str()),
        n_needed: *n_needed,
        source: origin(judged.comparison.origin),
    }
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

fn distribution(
    measure: &str,
    domain: &Domain,
    one: &Distribution,
    shown: &Shown,
    confidence: f64,
) -> DistributionView {
    let (group, level) = parts(domain);
    let hidden = shown.is_hidden(measure, domain);
    let change = shown.report.judged.iter().map(|judged| &judged.comparison).find(|comparison| {
        comparison.measure == measure && comparison.kind == Compare::FirstMeasurement && comparison.domain == *domain
    });
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

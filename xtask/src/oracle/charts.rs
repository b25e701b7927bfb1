//! Tables of charts over all regions or a whole series: funnels with over-dispersion, control charts.

use crate::oracle::aggregates::compared;
use crate::oracle::beside::{Beside, numbers, of_case};
use crate::oracle::indicators::same;
use crate::oracle::report::Verdict;
use crate::oracle::rows::{Row, Rows};
use crate::oracle::tolerance::Tolerance;
use rikssnitt::statistics::funnel_limits::{FunnelScale, Widening, funnel_limits};
use rikssnitt::statistics::funnel_overdispersed::{FunnelKind, funnel_overdispersed};
use rikssnitt::statistics::funnel_proportion::{FunnelPlace, INNER, OUTER, place};
use rikssnitt::statistics::spc_attribute::{AttributeChart, spc_attribute};
use rikssnitt::statistics::spc_individuals::{Cause, ChartPoint, spc_individuals};

/// Reads a row of one form of table with its input.
type Run = fn(&Beside, &Rows, Row<'_>) -> Vec<Verdict>;

/// The verdicts of a row; `None` for a table of another form.
pub fn verdicts(beside: &Beside, table: &Rows, row: Row<'_>) -> Option<Vec<Verdict>> {
    let forms: &[(&[&str], Run)] = &[
        (&["data_type", "sr_method", "draw_adjusted", "phi", "tau2"], funnel),
        (&["set", "scale", "size", "target", "widening", "in_force", "winsorised", "place"], limits),
        (&["series", "screen_outliers", "special_cause_type"], individuals),
        (&["series", "t", "chart", "centre", "lcl", "ucl"], attribute),
    ];
    forms.iter().find(|(columns, _)| table.has(columns)).map(|(_, run)| run(beside, table, row))
}

fn is_true(text: &str) -> bool {
    matches!(text, "TRUE" | "T" | "1" | "true")
}

/// The regions of a plot are the rows of the table with the same setting; their counts stand in the table itself.
fn funnel(_: &Beside, table: &Rows, row: Row<'_>) -> Vec<Verdict> {
    const SETTING: [&str; 5] = ["set", "data_type", "sr_method", "draw_adjusted", "target"];
    let kind = match (row.text("data_type"), row.text("sr_method")) {
        ("SR", "SHMI") => FunnelKind::RatioLog,
        ("SR", "CQC") => FunnelKind::RatioRoot,
        ("PR", _) => FunnelKind::Share,
        ("RC", _) => FunnelKind::TwoCounts,
        (other, _) => return vec![Verdict::NotRun(format!("funnel of {other}"))],
    };
    let own: Vec<Row<'_>> =
        table.iter().filter(|other| SETTING.iter().all(|name| other.text(name) == row.text(name))).collect();
    let regions: Vec<(f64, f64)> =
        numbers(&own, ["numerator", "denominator"]).into_iter().map(|[x, n]| (x, n)).collect();
    let found = funnel_overdispersed(&regions, kind, is_true(row.text("draw_adjusted")), row.number("target"));
    let point =
        own.iter().position(|other| other.line() == row.line()).and_then(|at| found.as_ref()?.points.get(at).copied());
    let of = |value: fn(&rikssnitt::statistics::funnel_overdispersed::Funnel) -> f64| found.as_ref().map(value);
    let pairs = [
        ("phi", of(|funnel| funnel.phi)),
        ("tau2", of(|funnel| funnel.tau2)),
        ("target_transformed", of(|funnel| funnel.centre)),
        ("rr", point.map(|point| point.value)),
        ("Y", point.map(|point| point.transformed)),
        ("s", point.map(|point| point.s)),
        ("Uzscore", point.map(|point| point.z)),
        ("Wuzscore", point.and_then(|point| point.tamed)),
        ("LCL95", point.map(|point| point.inner.low)),
        ("UCL95", point.map(|point| point.inner.high)),
        ("LCL99", point.map(|point| point.outer.low)),
        ("UCL99", point.map(|point| point.outer.high)),
        ("OD95LCL", point.map(|point| point.wide_inner.low)),
        ("OD95UCL", point.map(|point| point.wide_inner.high)),
        ("OD99LCL", point.map(|point| point.wide_outer.low)),
        ("OD99UCL", point.map(|point| point.wide_outer.high)),
        ("outlier", point.map(|point| f64::from(u8::from(point.outlier)))),
    ];
    vec![compared(row, Tolerance::ESTIMATE, &pairs)]
}

/// The points of a plot are the rows of the same set.
fn limits(_: &Beside, table: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let own: Vec<Row<'_>> = table.iter().filter(|other| other.text("set") == row.text("set")).collect();
    let points: Vec<(f64, f64)> = numbers(&own, ["value", "size"]).into_iter().map(|[value, n]| (value, n)).collect();
    let scale = if row.text("scale") == "share" { FunnelScale::Share } else { FunnelScale::Ratio };
    let widening = match row.text("widening") {
        "multiplicative" => Widening::Multiplicative,
        "additive" => Widening::Additive,
        _ => Widening::None,
    };
    let (target, drawn_in) = (row.number("target"), row.number("winsorised").unwrap_or_default());
    let found = target.and_then(|target| funnel_limits(&points, scale, target, widening, drawn_in));
    let at = |confidence| row.number("size").and_then(|size| found.as_ref()?.at(size, confidence));
    let (inner, outer) = (at(INNER), at(OUTER));
    let where_it_lies =
        row.number("value").zip(inner).zip(outer).map(|((value, inner), outer)| place(value, inner, outer));
    let pairs = [
        ("phi", found.as_ref().map(|found| found.phi)),
        ("tau2", found.as_ref().map(|found| found.tau2)),
        ("inner_low", inner.map(|limits| limits.low)),
        ("inner_high", inner.map(|limits| limits.high)),
        ("outer_low", outer.map(|limits| limits.low)),
        ("outer_high", outer.map(|limits| limits.high)),
    ];
    let said = match where_it_lies {
        Some(FunnelPlace::FarBelow) => "far_below",
        Some(FunnelPlace::Below) => "below",
        Some(FunnelPlace::Within) => "within",
        Some(FunnelPlace::Above) => "above",
        Some(FunnelPlace::FarAbove) => "far_above",
        None => "",
    };
    match same("place", said, row.text("place")) {
        Some(differing) => vec![Verdict::Failed(differing)],
        None => vec![compared(row, Tolerance::ESTIMATE, &pairs)],
    }
}

fn cause_label(cause: Cause) -> &'static str {
    match cause {
        Cause::Common => "Common Cause",
        Cause::AboveLimit => "Above UCL",
        Cause::BelowLimit => "Below LCL",
        Cause::Rising => "7 Point Trend (Increasing)",
        Cause::Falling => "7 Point Trend (Decreasing)",
        Cause::NearUpper => "2 in 3 Above CL",
        Cause::NearLower => "2 in 3 Below CL",
        Cause::RunAbove => "7 Points Above CL",
        Cause::RunBelow => "7 Points Below CL",
    }
}

/// Which way is better: 1 up, −1 down, 0 neither.
fn direction(text: &str) -> i8 {
    match text {
        "decrease" => -1,
        "neutral" => 0,
        _ => 1,
    }
}

fn point_label(cause: Cause, better: i8) -> &'static str {
    match (better, cause.direction(), cause.direction() * better) {
        (_, 0, _) => "common_cause",
        (0, 1, _) => "special_cause_neutral_high",
        (0, _, _) => "special_cause_neutral_low",
        (_, _, 1) => "special_cause_improvement",
        _ => "special_cause_concern",
    }
}

fn assurance_label(last: &ChartPoint, target: f64, better: i8) -> &'static str {
    let Some(limits) = last.limits else { return "inconsistent" };
    match () {
        () if target > limits.high => {
            if better > 0 {
                "consistent_fail"
            } else {
                "consistent_pass"
            }
        }
        () if target < limits.low => {
            if better > 0 {
                "consistent_pass"
            } else {
                "consistent_fail"
            }
        }
        () => "inconsistent",
    }
}

fn individuals(beside: &Beside, _: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let Some(input) = beside.with(&["series", "month", "value"]) else {
        return vec![Verdict::Failed("the series is not beside the table".to_owned())];
    };
    let mut rows = of_case(input, row.text("series"));
    rows.sort_by(|a, b| {
        a.number("month").partial_cmp(&b.number("month")).unwrap_or_else(|| a.text("month").cmp(b.text("month")))
    });
    let values: Vec<f64> = rows.iter().filter_map(|row| row.number("value")).collect();
    let said = |name: &str| rows.iter().map(|row| row.text(name)).find(|text| !text.is_empty()).unwrap_or("");
    let splits = |text: &'_ str| text.split([';', '|', ',', ' ']).map(str::to_owned).collect::<Vec<_>>();
    let rebases: Vec<String> = rows.iter().flat_map(|row| splits(row.text("rebase_at"))).collect();
    let starts: Vec<bool> = rows.iter().map(|row| rebases.iter().any(|rebase| rebase == row.text("month"))).collect();
    let fixed = said("fix_after_n").parse().ok();
    let points = spc_individuals(&values, &starts, fixed, is_true(row.text("screen_outliers")));
    let at = rows.iter().position(|other| other.text("month") == row.text("month"));
    let (Some(point), Some(last)) = (at.and_then(|at| points.get(at)), points.last()) else {
        return vec![Verdict::Failed(format!("no month {}", row.text("month")))];
    };
    let better = direction(said("improvement"));
    let assurance = match said("target").parse() {
        Ok(target) if better != 0 => assurance_label(last, target, better),
        _ => "",
    };
    let pairs = [
        ("rebase_group", Some(point.group as f64)),
        ("mean", Some(point.mean)),
        ("lpl", point.limits.map(|limits| limits.low)),
        ("upl", point.limits.map(|limits| limits.high)),
    ];
    let logical = |value: bool| if value { "TRUE" } else { "FALSE" };
    let labels = [
        same("outside", logical(point.outside), row.text("outside")),
        same("close", logical(point.close), row.text("close")),
        same("special_cause_type", cause_label(point.cause), row.text("special_cause_type")),
        same("point_type", point_label(point.cause, better), row.text("point_type")),
        same("assurance", assurance, row.text("assurance_last_group")),
    ];
    let mut differing: Vec<String> = labels.into_iter().flatten().collect();
    if let Verdict::Failed(what) = compared(row, Tolerance::CLOSED_FORM, &pairs) {
        differing.push(what);
    }
    vec![if differing.is_empty() { Verdict::Passed } else { Verdict::Failed(differing.join("; ")) }]
}

fn attribute(beside: &Beside, _: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let chart = match row.text("chart") {
        "p" => AttributeChart::P,
        "u" => AttributeChart::U,
        "c" => AttributeChart::C,
        "p_laney" => AttributeChart::PLaney,
        "u_laney" => AttributeChart::ULaney,
        other => return vec![Verdict::NotRun(format!("chart {other}"))],
    };
    let Some(input) = beside.with(&["series", "t", "x", "n"]) else {
        return vec![Verdict::Failed("the series is not beside the table".to_owned())];
    };
    let mut periods = numbers(&of_case(input, row.text("series")), ["t", "x", "n"]);
    periods.sort_by(|a, b| a[0].total_cmp(&b[0]));
    let counts: Vec<(f64, f64)> = periods.iter().map(|[_, x, n]| (*x, *n)).collect();
    let found = spc_attribute(&counts, chart);
    let at = periods.iter().position(|[t, ..]| Some(*t) == row.number("t"));
    let limits = at.and_then(|at| found.as_ref()?.limits.get(at).copied());
    let pairs = [
        ("centre", found.as_ref().map(|found| found.centre)),
        ("lcl", limits.map(|limits| limits.low)),
        ("ucl", limits.map(|limits| limits.high)),
    ];
    vec![compared(row, Tolerance::CLOSED_FORM, &pairs)]
}

//! The rows of funnels, control charts, shrunken values and slopes in the result's one table.
//!
//! A funnel's point is two rows: its limits of 95 and of 99.8 per cent. `mot_varde` is the centre.

use super::csv::{About, Value, number, optional, row, text};
use crate::view::ReportView;
use crate::view::across::{ControlChartView, FunnelView, ShrunkenView, SlopeView};

/// All rows.
pub(super) fn rows(result: &ReportView) -> impl Iterator<Item = Vec<String>> + '_ {
    let funnels = result.funnels.iter().flat_map(|one| funnel(result, one));
    let charts = result.control_charts.iter().flat_map(|one| control_chart(result, one));
    let shrunken = result.shrunken.iter().flat_map(|one| shrunken(result, one));
    funnels.chain(charts).chain(shrunken).chain(result.slopes.iter().map(|one| slope(result, one)))
}

fn funnel<'a>(result: &'a ReportView, one: &'a FunnelView) -> impl Iterator<Item = Vec<String>> + 'a {
    one.points.iter().flat_map(move |point| {
        let limits = [("95", point.inner_low, point.inner_high), ("99,8", point.outer_low, point.outer_high)];
        limits.map(|(level, low, high)| {
            row(
                result,
                &About { row: "tratt", measure: &one.measure, region: &point.region, value: Value::Level },
                &[
                    ("slag", format!("{}_{level}", one.among)),
                    ("period", one.period.clone()),
                    ("grupp", optional(one.group.as_ref())),
                    ("niva", optional(point.level.as_ref())),
                    ("varde", number(Some(point.value))),
                    ("n", number(point.n)),
                    ("n_effektivt", number(Some(point.size))),
                    ("undre", number(Some(low))),
                    ("ovre", number(Some(high))),
                    ("mot_varde", number(Some(one.target))),
                    ("mot_kalla", one.target_from.to_owned()),
                    ("utfall", point.place.to_owned()),
                    ("skal", one.in_force.to_owned()),
                    ("metod", one.method.to_owned()),
                ],
            )
        })
    })
}

fn control_chart<'a>(result: &'a ReportView, one: &'a ControlChartView) -> impl Iterator<Item = Vec<String>> + 'a {
    one.points.iter().map(move |point| {
        row(
            result,
            &About { row: "styrdiagram", measure: &one.measure, region: &one.region, value: Value::Level },
            &[
                ("slag", one.chart.to_owned()),
                ("period", point.period.clone()),
                ("varde", number(Some(point.value))),
                ("n", number(point.n)),
                ("undre", number(point.low)),
                ("ovre", number(point.high)),
                ("mot_varde", number(Some(point.centre))),
                ("utfall", point.signal.to_owned()),
                ("metod", one.method.to_owned()),
            ],
        )
    })
}

fn shrunken<'a>(result: &'a ReportView, one: &'a ShrunkenView) -> impl Iterator<Item = Vec<String>> + 'a {
    one.values.iter().map(move |value| {
        row(
            result,
            &About { row: "sammanvagt", measure: &one.measure, region: &value.region, value: Value::Level },
            &[
                ("period", one.period.clone()),
                ("varde", number(Some(value.value))),
                ("n", number(value.n)),
                ("medelfel", number(Some(value.se))),
                ("undre", number(Some(value.low))),
                ("ovre", number(Some(value.high))),
                ("mot_varde", number(Some(one.mean))),
                ("metod", one.method.to_owned()),
            ],
        )
    })
}

/// Top minus bottom; the levels of both ends stand as group and counterpart.
fn slope(result: &ReportView, one: &SlopeView) -> Vec<String> {
    row(
        result,
        &About { row: "lutning", measure: &one.measure, region: &one.region, value: Value::Difference },
        &[
            ("period", one.period.clone()),
            ("grupp", text(&one.group)),
            ("niva", optional(one.groups.last().map(|it| &it.level))),
            ("mot_niva", optional(one.groups.first().map(|it| &it.level))),
            ("varde", number(Some(one.slope))),
            ("medelfel", number(one.se)),
            ("undre", number(one.low)),
            ("ovre", number(one.high)),
            ("frihetsgrader", number(one.df)),
            ("p", number(one.p)),
            ("metod", one.method.to_owned()),
        ],
    )
}

//! The rows of funnels, control charts, shrunken values and slopes in the result's one table.
//!
//! A funnel's point is two rows: its limits of 95 and of 99.8 per cent. `mot_varde` is the centre.

use super::csv::{number, optional, row, text};
use crate::view::ReportView;
use crate::view::across::{ControlChartView, FunnelView, ShrunkenView, SlopeView};

/// All rows.
pub(super) fn rows(result: &ReportView) -> impl Iterator<Item = Vec<String>> + '_ {
    let funnels = result.funnels.iter().flat_map(funnel);
    let charts = result.control_charts.iter().flat_map(control_chart);
    funnels.chain(charts).chain(result.shrunken.iter().flat_map(shrunken)).chain(result.slopes.iter().map(slope))
}

fn funnel(one: &FunnelView) -> impl Iterator<Item = Vec<String>> + '_ {
    one.points.iter().flat_map(move |point| {
        let limits = [("95", point.inner_low, point.inner_high), ("99,8", point.outer_low, point.outer_high)];
        limits.map(|(level, low, high)| {
            row(&[
                ("rad", "tratt".to_owned()),
                ("matt", text(&one.measure)),
                ("slag", format!("{}_{level}", one.among)),
                ("region", point.region.clone()),
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
            ])
        })
    })
}

fn control_chart(one: &ControlChartView) -> impl Iterator<Item = Vec<String>> + '_ {
    one.points.iter().map(move |point| {
        row(&[
            ("rad", "styrdiagram".to_owned()),
            ("matt", text(&one.measure)),
            ("slag", one.chart.to_owned()),
            ("region", one.region.clone()),
            ("period", point.period.clone()),
            ("varde", number(Some(point.value))),
            ("n", number(point.n)),
            ("undre", number(point.low)),
            ("ovre", number(point.high)),
            ("mot_varde", number(Some(point.centre))),
            ("utfall", point.signal.to_owned()),
            ("metod", one.method.to_owned()),
        ])
    })
}

fn shrunken(one: &ShrunkenView) -> impl Iterator<Item = Vec<String>> + '_ {
    one.values.iter().map(move |value| {
        row(&[
            ("rad", "sammanvagt".to_owned()),
            ("matt", text(&one.measure)),
            ("region", value.region.clone()),
            ("period", one.period.clone()),
            ("varde", number(Some(value.value))),
            ("n", number(value.n)),
            ("medelfel", number(Some(value.se))),
            ("undre", number(Some(value.low))),
            ("ovre", number(Some(value.high))),
            ("mot_varde", number(Some(one.mean))),
            ("metod", one.method.to_owned()),
        ])
    })
}

/// Top minus bottom; the levels of both ends stand as group and counterpart.
fn slope(one: &SlopeView) -> Vec<String> {
    row(&[
        ("rad", "lutning".to_owned()),
        ("matt", text(&one.measure)),
        ("region", one.region.clone()),
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
    ])
}

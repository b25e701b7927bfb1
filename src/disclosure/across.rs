//! Small points of funnels, control charts and shrunken values are taken out. They took no part in what is drawn.

use crate::compare::across::Across;

/// Takes out the points that are small.
pub(super) fn hide(across: &mut Across, small: impl Fn(Option<f64>) -> bool) {
    for funnel in &mut across.funnels {
        let before = funnel.points.len();
        funnel.points.retain(|point| !small(point.n));
        funnel.left_out += before - funnel.points.len();
    }
    for chart in &mut across.control_charts {
        let before = chart.points.len();
        chart.points.retain(|point| !small(point.n));
        chart.left_out += before - chart.points.len();
    }
    for set in &mut across.shrunken {
        set.values.retain(|value| !small(value.n));
    }
    across.slopes.retain(|slope| !slope.groups.iter().any(|group| small(group.n)));
}

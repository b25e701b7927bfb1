//! Small points of funnels, control charts and shrunken values are taken out. They took no part in what is drawn. What
//! rests on a point that is hidden for others' sake is taken out as a whole: its centre would tell the point.

use crate::compare::across::Across;
use crate::estimate::Domain;

/// Takes out the points that are small, and what rests on others that are hidden.
pub(super) fn hide(
    across: &mut Across,
    small: impl Fn(Option<f64>) -> bool,
    is_hidden: impl Fn(&str, &Domain) -> bool,
) {
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
    across.funnels.retain(|it| !it.points.iter().any(|point| is_hidden(&it.measure, &point.domain)));
    across.control_charts.retain(|it| {
        let at = |period| Domain { period: Some(period), ..it.domain.clone() };
        !it.points.iter().any(|point| is_hidden(&it.measure, &at(point.period)))
    });
    across.shrunken.retain(|it| !it.values.iter().any(|value| is_hidden(&it.measure, &value.domain)));
    across.slopes.retain(|it| {
        let at = |level: &String| Domain { group: Some((it.column.clone(), level.clone())), ..it.domain.clone() };
        !it.groups.iter().any(|group| is_hidden(&it.measure, &at(&group.level)))
    });
}

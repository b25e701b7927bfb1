//! Funnels, control charts, shrunken values and slopes as they are shown.

use super::estimate::{parts, period};
use crate::compare::across::{
    ChartKind, ControlChart, ControlPoint, CurvePoint, Funnel, FunnelPoint, Points, Shrunken, ShrunkenValue, Size,
    Slope, SlopeGroup, TargetFrom,
};
use crate::plan::Dispersion;
use crate::statistics::funnel_limits::Widening;
use crate::statistics::funnel_proportion::FunnelPlace;
use crate::statistics::spc_rules::Cause;
use serde::Serialize;

/// Limits of a funnel at a size.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CurveView {
    size: f64,
    outer_low: f64,
    inner_low: f64,
    inner_high: f64,
    outer_high: f64,
}

/// A point of a funnel.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FunnelPointView {
    /// Region code.
    pub region: String,
    /// The unit, where the points are units.
    pub level: Option<String>,
    /// Answers or events.
    pub n: Option<f64>,
    /// Its size.
    pub size: f64,
    /// Its value.
    pub value: f64,
    /// Lower limit of 99.8 per cent.
    pub outer_low: f64,
    /// Lower limit of 95 per cent.
    pub inner_low: f64,
    /// Upper limit of 95 per cent.
    pub inner_high: f64,
    /// Upper limit of 99.8 per cent.
    pub outer_high: f64,
    /// `far_below`, `below`, `within`, `above` or `far_above`.
    pub place: &'static str,
}

/// A funnel.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FunnelView {
    /// Id of the measure.
    pub measure: String,
    /// Period.
    pub period: String,
    /// `regions` or `units`.
    pub among: &'static str,
    /// The region whose units they are.
    pub region: Option<String>,
    /// The column that names the units.
    pub group: Option<String>,
    /// What a size is: `n_effective`, `n`, `at_risk`, `at_risk_effective` or `expected`.
    pub size: &'static str,
    /// The centre.
    pub target: f64,
    /// `nation`, `region` or `mean`.
    pub target_from: &'static str,
    /// The widening asked for: `none`, `multiplicative` or `additive`.
    pub dispersion: &'static str,
    /// The widening in force: `none` where the points spread no more than chance lets them.
    pub in_force: &'static str,
    /// The share drawn in at each end.
    pub winsorised: f64,
    /// Over-dispersion.
    pub phi: f64,
    /// Variance between the points, on the scale of the method.
    pub tau2: f64,
    /// Points too small to be shown.
    pub left_out: usize,
    /// The statistic.
    pub method: &'static str,
    /// The limits from the smallest to the largest size.
    pub curve: Vec<CurveView>,
    /// The points.
    pub points: Vec<FunnelPointView>,
}

/// A point of a control chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ControlPointView {
    /// Period.
    pub period: String,
    /// Answers or events.
    pub n: Option<f64>,
    /// Value.
    pub value: f64,
    /// Centre line.
    pub centre: f64,
    /// Lower limit.
    pub low: Option<f64>,
    /// Upper limit.
    pub high: Option<f64>,
    /// `none`, `above_limit`, `below_limit`, `rising`, `falling`, `near_upper`, `near_lower`, `run_above`, `run_below`.
    pub signal: &'static str,
}

/// A control chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ControlChartView {
    /// Id of the measure.
    pub measure: String,
    /// Region code.
    pub region: String,
    /// `xmr`, `p`, `u`, `p_laney` or `u_laney`.
    pub chart: &'static str,
    /// Whether the numbers behind shares are effective numbers of answers.
    pub effective: bool,
    /// Periods within the series without a point.
    pub gaps: usize,
    /// Points too small to be shown.
    pub left_out: usize,
    /// The statistic.
    pub method: &'static str,
    /// The points in order of time.
    pub points: Vec<ControlPointView>,
}

/// A shrunken value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShrunkenValueView {
    /// Region code.
    pub region: String,
    /// Answers.
    pub n: Option<f64>,
    /// The region's own value.
    pub own: f64,
    /// The value drawn towards the mean.
    pub value: f64,
    /// Its standard error.
    pub se: f64,
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
}

/// The shrunken values of a measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShrunkenView {
    /// Id of the measure.
    pub measure: String,
    /// Period.
    pub period: String,
    /// The mean that values are drawn towards.
    pub mean: f64,
    /// Variance between regions.
    pub tau2: f64,
    /// The statistic.
    pub method: &'static str,
    /// The values.
    pub values: Vec<ShrunkenValueView>,
}

/// One group of a slope.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SlopeGroupView {
    /// Its level.
    pub level: String,
    /// Answers or events.
    pub n: Option<f64>,
    /// Its value.
    pub value: f64,
    /// Its people.
    pub people: f64,
}

/// A slope over ordered groups.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SlopeView {
    /// Id of the measure.
    pub measure: String,
    /// Region code.
    pub region: String,
    /// Period.
    pub period: String,
    /// The column of the groups.
    pub group: String,
    /// From the bottom to the top.
    pub groups: Vec<SlopeGroupView>,
    /// Slope index of inequality: top minus bottom.
    pub slope: f64,
    /// Its standard error.
    pub se: Option<f64>,
    /// Lower limit.
    pub low: Option<f64>,
    /// Upper limit.
    pub high: Option<f64>,
    /// Degrees of freedom.
    pub df: Option<f64>,
    /// p-value.
    pub p: Option<f64>,
    /// Relative index: top over bottom.
    pub relative: f64,
    /// The slope over the mean.
    pub relative_to_mean: f64,
    /// Concentration index.
    pub concentration: Option<f64>,
    /// The statistic.
    pub method: &'static str,
}

/// A slope.
pub(super) fn slope(one: &Slope) -> SlopeView {
    let group =
        |it: &SlopeGroup| SlopeGroupView { level: it.level.clone(), n: it.n, value: it.value, people: it.people };
    SlopeView {
        measure: one.measure.clone(),
        region: one.domain.region.code(),
        period: period(&one.domain),
        group: one.column.clone(),
        groups: one.groups.iter().map(group).collect(),
        slope: one.line.slope.difference,
        se: one.tested.map(|it| it.se),
        low: one.tested.map(|it| it.interval.low),
        high: one.tested.map(|it| it.interval.high),
        df: one.tested.and_then(|it| it.df),
        p: one.tested.map(|it| it.p),
        relative: one.line.relative,
        relative_to_mean: one.line.relative_to_mean,
        concentration: one.concentration,
        method: "slope_index",
    }
}

/// The word for a place in a funnel.
fn place(place: FunnelPlace) -> &'static str {
    match place {
        FunnelPlace::FarBelow => "far_below",
        FunnelPlace::Below => "below",
        FunnelPlace::Within => "within",
        FunnelPlace::Above => "above",
        FunnelPlace::FarAbove => "far_above",
    }
}

/// The word for the cause of a signal.
fn signal(cause: Cause) -> &'static str {
    match cause {
        Cause::Common => "none",
        Cause::AboveLimit => "above_limit",
        Cause::BelowLimit => "below_limit",
        Cause::Rising => "rising",
        Cause::Falling => "falling",
        Cause::NearUpper => "near_upper",
        Cause::NearLower => "near_lower",
        Cause::RunAbove => "run_above",
        Cause::RunBelow => "run_below",
    }
}

/// A funnel.
pub(super) fn funnel(one: &Funnel) -> FunnelView {
    let (region, group) = match &one.among {
        Points::Regions => (None, None),
        Points::Units(region, name) => (Some(region.code()), Some(name.clone())),
    };
    FunnelView {
        measure: one.measure.clone(),
        period: one.period.map(|period| period.to_string()).unwrap_or_default(),
        among: if region.is_none() { "regions" } else { "units" },
        region,
        group,
        size: match one.size {
            Size::Effective => "n_effective",
            Size::Number => "n",
            Size::AtRisk => "at_risk",
            Size::EffectiveAtRisk => "at_risk_effective",
            Size::Expected => "expected",
        },
        target: one.target,
        target_from: match one.target_from {
            TargetFrom::Nation => "nation",
            TargetFrom::Region => "region",
            TargetFrom::Mean => "mean",
        },
        dispersion: match one.dispersion {
            Dispersion::None => "none",
            Dispersion::Multiplicative => "multiplicative",
            Dispersion::Additive => "additive",
        },
        in_force: match one.limits.widening {
            Widening::None => "none",
            Widening::Multiplicative => "multiplicative",
            Widening::Additive => "additive",
        },
        winsorised: one.winsorised,
        phi: one.limits.phi,
        tau2: one.limits.tau2,
        left_out: one.left_out,
        method: "funnel_limits",
        curve: one.curve.iter().map(curve).collect(),
        points: one.points.iter().map(point).collect(),
    }
}

fn curve(at: &CurvePoint) -> CurveView {
    CurveView {
        size: at.size,
        outer_low: at.outer.low,
        inner_low: at.inner.low,
        inner_high: at.inner.high,
        outer_high: at.outer.high,
    }
}

fn point(one: &FunnelPoint) -> FunnelPointView {
    FunnelPointView {
        region: one.domain.region.code(),
        level: parts(&one.domain).1,
        n: one.n,
        size: one.size,
        value: one.value,
        outer_low: one.outer.low,
        inner_low: one.inner.low,
        inner_high: one.inner.high,
        outer_high: one.outer.high,
        place: place(one.place),
    }
}

/// A control chart.
pub(super) fn control_chart(one: &ControlChart) -> ControlChartView {
    let (chart, method) = match one.kind {
        ChartKind::Individuals => ("xmr", "spc_individuals"),
        ChartKind::P => ("p", "spc_attribute"),
        ChartKind::U => ("u", "spc_attribute"),
        ChartKind::PLaney => ("p_laney", "spc_attribute"),
        ChartKind::ULaney => ("u_laney", "spc_attribute"),
    };
    let point = |at: &ControlPoint| ControlPointView {
        period: at.period.to_string(),
        n: at.n,
        value: at.value,
        centre: at.centre,
        low: at.limits.map(|it| it.low),
        high: at.limits.map(|it| it.high),
        signal: signal(at.cause),
    };
    ControlChartView {
        measure: one.measure.clone(),
        region: one.domain.region.code(),
        chart,
        effective: one.effective,
        gaps: one.gaps,
        left_out: one.left_out,
        method,
        points: one.points.iter().map(point).collect(),
    }
}

/// The shrunken values of a measure.
pub(super) fn shrunken(one: &Shrunken) -> ShrunkenView {
    let value = |at: &ShrunkenValue| ShrunkenValueView {
        region: at.domain.region.code(),
        n: at.n,
        own: at.own,
        value: at.value,
        se: at.se,
        low: at.interval.low,
        high: at.interval.high,
    };
    ShrunkenView {
        measure: one.measure.clone(),
        period: one.values.first().map(|first| period(&first.domain)).unwrap_or_default(),
        mean: one.regions.mean,
        tau2: one.regions.tau2,
        method: "shrinkage",
        values: one.values.iter().map(value).collect(),
    }
}

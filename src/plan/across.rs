//! What is asked of all regions, or of a whole series, at once: funnels, control charts, shrunken values, slopes.
//!
//! All of it is computed by default wherever the figures suffice; the defaults are written out here:
//! ```json
//! {"across":{"funnel":{"dispersion":"additive","winsorise":0.1,"target":"nation","period":"2022","units":"vardcentral"},
//!  "control_chart":{"chart":"auto"},"shrinkage":true,
//!  "slope":[{"group":"utbildning","order":["förgymnasial","gymnasial","eftergymnasial"]}]}}
//! ```
//! `period` (the newest where absent), `units` and `slope` have no default.

use serde::{Deserialize, Serialize};

/// What is asked of all regions, or of a whole series, at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Across {
    /// Funnel plots.
    #[serde(default)]
    pub funnel: FunnelPlan,
    /// Control charts of series by week, month or quarter.
    #[serde(default)]
    pub control_chart: ControlChartPlan,
    /// Whether regions' values are also drawn towards their mean.
    #[serde(default = "yes")]
    pub shrinkage: bool,
    /// Slopes over ordered groups.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slope: Vec<SlopePlan>,
}

fn yes() -> bool {
    true
}

impl Default for Across {
    fn default() -> Self {
        Across {
            funnel: FunnelPlan::default(),
            control_chart: ControlChartPlan::default(),
            shrinkage: true,
            slope: Vec::new(),
        }
    }
}

impl Across {
    /// Whether everything is as it is by default.
    pub fn is_default(&self) -> bool {
        *self == Across::default()
    }
}

/// How funnels are made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FunnelPlan {
    /// How the limits are widened by what regions differ beyond chance.
    #[serde(default)]
    pub dispersion: Dispersion,
    /// The share of the z-values that is drawn in at each end before the dispersion is estimated, 0 up to 0.5.
    #[serde(default = "tenth")]
    pub winsorise: f64,
    /// The centre.
    #[serde(default)]
    pub target: Target,
    /// The period; the newest with figures where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// One of the plan's groups whose levels are units of the own region, such as health centres. In tables the units
    /// are known by their column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<String>,
}

fn tenth() -> f64 {
    0.1
}

impl Default for FunnelPlan {
    fn default() -> Self {
        FunnelPlan {
            dispersion: Dispersion::default(),
            winsorise: tenth(),
            target: Target::default(),
            period: None,
            units: None,
        }
    }
}

/// How limits are widened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dispersion {
    /// Not at all: chance alone.
    None,
    /// By a factor.
    Multiplicative,
    /// By a variance between regions.
    #[default]
    Additive,
}

/// The centre of a funnel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// The nation; for units of a region the region's own value. The mean where there is none.
    #[default]
    Nation,
    /// The mean over the points, weighted by their sizes.
    Mean,
}

/// How control charts are made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ControlChartPlan {
    /// Which chart.
    #[serde(default)]
    pub chart: ChartChoice,
}

/// Which control chart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChartChoice {
    /// Shares with numbers: p; rates: u; everything else: XmR.
    #[default]
    Auto,
    /// Single values, whatever stands behind them.
    Xmr,
    /// As automatic, with Laney's wider limits for large numbers.
    Laney,
}

/// A slope over ordered groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlopePlan {
    /// One of the plan's groups, or of a table's.
    pub group: String,
    /// Its levels from the bottom to the top of the ranking.
    pub order: Vec<String>,
}

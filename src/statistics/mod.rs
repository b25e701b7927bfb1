//! One statistic a file: pure functions of numbers, each with formula, units, edge cases and source above it.
//!
//! They know nothing of regions, files or words. "Cannot be estimated" is an answer (`None`), never a NaN.

/// A registered statistic: its id and the text of its file, from which the method pages are made.
#[derive(Debug, Clone, Copy)]
pub struct Method {
    /// The id used in results, the same as the file's name.
    pub id: &'static str,
    /// The file's text; its leading `//!` lines are the documentation.
    pub text: &'static str,
}

macro_rules! methods {
    ($($id:ident),* $(,)?) => {
        $(pub mod $id;)*
        /// Every registered statistic, in the order of the method pages.
        pub const METHODS: &[Method] = &[$(Method { id: stringify!($id), text: include_str!(concat!(stringify!($id), ".rs")) }),*];
    };
}

methods![
    taylor_linearisation,
    contrast,
    proportion_logit,
    proportion_wilson,
    mean_student,
    as_published,
    standard_error_from_interval,
    difference_newcombe,
    difference_independent,
    part_of_whole_published,
    part_of_whole_counts,
    count_byar,
    count_exact,
    count_byar_midpoint,
    rate,
    poisson_one,
    poisson_two,
    directly_standardised_rate,
    directly_standardised_rate_gamma,
    indirectly_standardised_ratio,
    rate_part_of_whole,
    proportion_exact,
    proportion_wilson_corrected,
    two_proportions,
    fisher_exact,
    fisher_exact_table,
    chi_squared_table,
    rest_of_whole_published,
    bonferroni,
    hochberg,
    hommel,
    benjamini_yekutieli,
    dimension_score,
    mean_sample,
    weighted_moments,
    sample_quantile,
    weighted_quantile,
    rank_groups,
    gini,
    rank_sum,
    hodges_lehmann,
    t_test,
    variance_ratio,
    kruskal_wallis,
    kolmogorov_smirnov,
    correlation,
    linear_regression,
    generalised_linear_model,
    difference_in_differences,
    mann_kendall,
    theil_sen,
    durbin_watson,
    slope_index,
    concentration_index,
    trend_in_proportions,
    random_effects,
    shrinkage,
    overdispersion,
    funnel_proportion,
    funnel_ratio,
    funnel_overdispersed,
    funnel_limits,
    spc_rules,
    spc_individuals,
    spc_attribute,
    distributions,
    root_brent,
    cubic_spline,
    holm,
    benjamini_hochberg,
    answers_needed,
    minimum_detectable_difference,
    unweighted_mean,
    rank_interval,
    quantiles,
    survey_design,
    multistage_variance,
    joint_probabilities,
    replicate_weights,
    bootstrap_weights,
    hadamard_matrix,
    poststratification,
    raking,
    calibration,
    weight_trimming,
    survey_standardisation,
    survey_mean,
    survey_total,
    survey_ratio,
    survey_variance,
    survey_quantile,
    survey_regression,
    survey_predictive_margin,
    survey_rank_test,
    design_effect,
    proportion_beta,
    proportion_arcsine,
    proportion_likelihood,
    chi_square_survey,
    chi_square_mixture,
    linear_algebra,
    structure_adjustment,
    growth_decomposition,
    share_of_sum,
    amount_ratio,
    inhabitants_per_post,
    care_need_index,
    composite_index,
    data_envelopment,
    data_envelopment_bootstrap,
    free_disposal_hull,
];

/// An interval with its limits in the unit of the estimate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
}

/// Two sides held against each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// First minus second, in the unit of the estimates.
    pub difference: f64,
    /// Its standard error.
    pub se: f64,
    /// Its interval at the confidence asked for.
    pub interval: Interval,
    /// The test statistic.
    pub statistic: f64,
    /// Degrees of freedom; `None` for the normal distribution.
    pub df: Option<f64>,
    /// Two-sided p-value.
    pub p: f64,
}

/// A test without an estimate of its own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Test {
    /// The test statistic.
    pub statistic: f64,
    /// Degrees of freedom; `None` where the distribution has none.
    pub df: Option<f64>,
    /// The p-value.
    pub p: f64,
}

/// What a test looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alternative {
    /// A difference in either direction.
    TwoSided,
    /// The first is less.
    Less,
    /// The first is greater.
    Greater,
}

impl Method {
    /// The first line of its documentation.
    pub fn title(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches("//!").trim().trim_end_matches('.')
    }

    /// What stands between its first line and its first heading.
    pub fn preface(&self) -> String {
        let documentation = self.text.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim);
        let lines: Vec<&str> = documentation.skip(1).take_while(|line| !line.starts_with("# ")).collect();
        lines.join(" ").trim().to_owned()
    }

    /// The text under one of its headings, without code fences; empty where there is none.
    pub fn section(&self, heading: &str) -> String {
        let documentation = self.text.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim_end);
        let wanted = format!(" # {heading}");
        let section =
            documentation.skip_while(|line| *line != wanted).skip(1).take_while(|line| !line.starts_with(" # "));
        let lines: Vec<&str> = section.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        lines.into_iter().filter(|line| !line.starts_with("```")).collect::<Vec<_>>().join("\n").trim().to_owned()
    }
}

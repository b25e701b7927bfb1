//! What a call asks for, read from its words.

use rikssnitt::statistics::chi_square_survey::Form;
use rikssnitt::statistics::survey_quantile::Rule;
use rikssnitt::statistics::survey_rank_test::RankScore;
use rikssnitt::statistics::survey_regression::Family;

/// A call of an expected table.
#[derive(Debug, Clone, PartialEq)]
pub enum Call {
    /// A mean over all rows, or over the rows of the level.
    Mean,
    /// Means by a column that the note names.
    MeanBy,
    /// A share with an interval of its own, within the subset that the level names.
    Share(ShareInterval),
    /// Another statistic of one variable, or of two; whether the note names the column it is taken by.
    Statistic { statistic: Statistic, by: bool },
    /// A test of two classifications.
    Independence(Form),
    /// A difference of two groups, or of a mean from zero.
    StudentsTest,
    /// A difference of two groups in rank.
    RankTest(RankScore),
    /// A coefficient of a model; the formula where the call holds it, else it is the variable.
    Model { family: Family, formula: Option<String> },
    /// A mean under weights that give each region the same structure.
    Standardised(Vec<f64>),
    /// A mean under raked weights: columns with totals by their levels in order, and the period.
    Raked { margins: Vec<(String, Vec<f64>)>, period: Option<String> },
    /// A region minus the nation that it is part of.
    PartOfWhole,
    /// A region minus all the others; whether degrees of freedom are those of a fitted model.
    Rest { model_df: bool },
    /// Later minus earlier.
    Change { from: String, to: String },
    /// The change of a region minus that of all the others.
    DifferenceInDifferences { from: String, to: String },
    /// One group minus another.
    Gap(Groups),
    /// The later gap minus the earlier.
    GapChange(Groups),
    /// The p-value of the part-of-whole test, adjusted over regions.
    Adjusted(Adjustment),
}

/// A statistic of a domain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Statistic {
    Mean,
    Total,
    Ratio,
    Variance,
    Effect { total: bool, replace: bool },
    Variation { total: bool },
    Quantile { rule: Rule, interval: QuantileInterval },
    Share(ShareInterval),
    Weight,
}

/// How the limits of a share are made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ShareInterval {
    /// By a logistic model.
    Logit,
    /// By the logit of the share.
    TransformedLogit,
    Student,
    Beta,
    Arcsine,
    Likelihood,
}

/// How the limits of a quantile are made: from those of a share, or from replicates of the quantile itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum QuantileInterval {
    Share(ShareInterval),
    Replicated,
}

/// How p-values are adjusted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Adjustment {
    Holm,
    BenjaminiHochberg,
}

/// Two groups of one column.
#[derive(Debug, Clone, PartialEq)]
pub struct Groups {
    pub column: String,
    pub first: String,
    pub second: String,
}

/// Reads a call; `None` for what this version does not compute.
pub fn read(call: &str) -> Option<Call> {
    let words: Vec<&str> = call.split_whitespace().collect();
    match words.as_slice() {
        ["svymean"] | ["national", "svymean"] | ["region", "svyby"] => Some(Call::Mean),
        ["svyby(svymean)"] => Some(Call::MeanBy),
        ["national" | "region", "change", years] => years_of(years).map(|(from, to)| Call::Change { from, to }),
        ["region", "minus", "national", ..] | ["region_minus_national", ..] => Some(Call::PartOfWhole),
        ["region", "minus", "national,", ..] => Some(Call::PartOfWhole),
        ["region", "minus", "rest", ..] => Some(Call::Rest { model_df: false }),
        [first, ..] if first.starts_with("region_minus_national") => Some(Call::PartOfWhole),
        [first, ..] if first.starts_with("region_vs_rest") => Some(Call::Rest { model_df: true }),
        ["DiD:", "region", "vs", "rest,", years, ..] => {
            years_of(years).map(|(from, to)| Call::DifferenceInDifferences { from, to })
        }
        ["group", "gap", column, levels, "national"] => groups(column, levels).map(Call::Gap),
        ["group", "gap", column, levels] => groups(column, levels).map(Call::Gap),
        ["change", "in", "gap", column, ..] => groups(column, "1-0").map(Call::GapChange),
        ["p.adjust", method, "over", "regions", "for", "region-minus-national"] => {
            adjustment(method).map(Call::Adjusted)
        }
        ["svyciprop", method, "within", "region"] => share(method).map(Call::Share),
        ["svychisq", form, ..] => independence(form).map(Call::Independence),
        ["svyglm", family, formula, ..] => {
            Family::parse(family).map(|family| Call::Model { family, formula: Some((*formula).to_owned()) })
        }
        ["age-standardised", .., "svystandardize", population] => {
            let inside = population.strip_prefix("pop=(")?.strip_suffix(')')?;
            inside.split(',').map(|share| share.parse().ok()).collect::<Option<_>>().map(Call::Standardised)
        }
        ["svymean", "after", "rake", margins @ ..] => raked(margins),
        [first] => one_word(first),
        _ => None,
    }
}

/// A function of R with its options after colons, alone or within `svyby(…)`.
fn one_word(call: &str) -> Option<Call> {
    let (inner, by) = match call.strip_prefix("svyby(").and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => (inner, true),
        None => (call, false),
    };
    let mut parts = inner.split(':');
    let function = parts.next()?;
    let options: Vec<&str> = parts.collect();
    let statistic = |statistic| Some(Call::Statistic { statistic, by });
    let total = function == "svytotal";
    match (function, options.as_slice()) {
        ("svymean", []) => statistic(Statistic::Mean),
        ("svytotal", []) => statistic(Statistic::Total),
        ("svyratio", []) => statistic(Statistic::Ratio),
        ("svyvar", []) => statistic(Statistic::Variance),
        ("svymean" | "svytotal", ["cv"]) => statistic(Statistic::Variation { total }),
        ("svymean" | "svytotal", ["deff(replace)"]) => statistic(Statistic::Effect { total, replace: true }),
        ("svymean" | "svytotal", ["deff" | "deff(no replace)" | "deff(noreplace)" | "deff(TRUE)"]) => {
            statistic(Statistic::Effect { total, replace: false })
        }
        ("svyciprop", [method]) if by => statistic(Statistic::Share(share(method)?)),
        ("svyciprop", [method]) => share(method).map(Call::Share),
        ("svyquantile", options) => statistic(quantile(options)?),
        ("weights", []) => statistic(Statistic::Weight),
        ("svychisq", [form]) if !by => independence(form).map(Call::Independence),
        ("svyttest", []) if !by => Some(Call::StudentsTest),
        ("svyranktest", []) if !by => Some(Call::RankTest(RankScore::Wilcoxon)),
        ("svyranktest", [test]) if !by => rank_score(test).map(Call::RankTest),
        ("svyglm", [family]) if !by => Family::parse(family).map(|family| Call::Model { family, formula: None }),
        _ => None,
    }
}

fn quantile(options: &[&str]) -> Option<Statistic> {
    let mut rule = Rule::Math;
    let mut interval = QuantileInterval::Share(ShareInterval::Student);
    for option in options {
        let option = option.strip_prefix("qrule=").unwrap_or(option);
        match option.strip_prefix("interval=").or(option.strip_prefix("interval.type=")) {
            Some("quantile") => interval = QuantileInterval::Replicated,
            Some(method) => interval = QuantileInterval::Share(share(method)?),
            None => rule = Rule::parse(option)?,
        }
    }
    Some(Statistic::Quantile { rule, interval })
}

fn independence(form: &str) -> Option<Form> {
    match form {
        "F" => Some(Form::F),
        "Chisq" => Some(Form::ChiSquare),
        "Wald" => Some(Form::Wald),
        "adjWald" => Some(Form::AdjustedWald),
        "saddlepoint" | "lincom" => Some(Form::Saddlepoint),
        _ => None,
    }
}

fn rank_score(test: &str) -> Option<RankScore> {
    match test {
        "wilcoxon" | "KruskalWallis" => Some(RankScore::Wilcoxon),
        "vanderWaerden" => Some(RankScore::VanDerWaerden),
        "median" => Some(RankScore::Median),
        _ => None,
    }
}

/// `kon{4.0e6,3.9e6} alder{3.4e6,2.4e6,2.1e6}, 2020`
fn raked(words: &[&str]) -> Option<Call> {
    let mut margins = Vec::new();
    let mut period = None;
    for word in words {
        match word.trim_end_matches(',').split_once('{') {
            Some((column, totals)) => {
                let totals = totals.strip_suffix('}')?.split(',').map(|total| total.parse().ok());
                margins.push((column.to_owned(), totals.collect::<Option<_>>()?));
            }
            None => period = Some((*word).to_owned()),
        }
    }
    (!margins.is_empty()).then_some(Call::Raked { margins, period })
}

fn share(method: &str) -> Option<ShareInterval> {
    match method {
        "logit" => Some(ShareInterval::Logit),
        "xlogit" => Some(ShareInterval::TransformedLogit),
        "mean" => Some(ShareInterval::Student),
        "beta" => Some(ShareInterval::Beta),
        "asin" => Some(ShareInterval::Arcsine),
        "likelihood" => Some(ShareInterval::Likelihood),
        _ => None,
    }
}

fn adjustment(method: &str) -> Option<Adjustment> {
    match method {
        "holm" => Some(Adjustment::Holm),
        "BH" => Some(Adjustment::BenjaminiHochberg),
        _ => None,
    }
}

fn years_of(text: &str) -> Option<(String, String)> {
    let (from, to) = text.split_once("->")?;
    Some((from.to_owned(), to.to_owned()))
}

fn groups(column: &str, levels: &str) -> Option<Groups> {
    let (first, second) = levels.split_once('-')?;
    Some(Groups { column: column.to_owned(), first: first.to_owned(), second: second.to_owned() })
}

/// The column of a note such as `by stype t CI df=degf(whole design)`.
pub fn by_column(note: &str) -> Option<&str> {
    note.strip_prefix("by ")?.split_whitespace().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_read_by_their_words() {
        let part = "region minus national, region part of nation (joint linearisation)";
        assert_eq!(read(part), Some(Call::PartOfWhole));
        assert_eq!(read("region_minus_national(part-of-whole)"), Some(Call::PartOfWhole));
        assert_eq!(read("region minus rest of nation (svyglm)"), Some(Call::Rest { model_df: false }));
        assert_eq!(read("svyciprop:logit"), Some(Call::Share(ShareInterval::Logit)));
        assert_eq!(read("svyciprop mean within region"), Some(Call::Share(ShareInterval::Student)));
        let change = Call::Change { from: "2016".to_owned(), to: "2020".to_owned() };
        assert_eq!(read("region change 2016->2020"), Some(change));
        let gap = Groups { column: "kon".to_owned(), first: "Kvinna".to_owned(), second: "Man".to_owned() };
        assert_eq!(read("group gap kon Kvinna-Man national"), Some(Call::Gap(gap)));
    }

    #[test]
    fn options_stand_after_colons() {
        let median = Statistic::Quantile { rule: Rule::Hf7, interval: QuantileInterval::Share(ShareInterval::Student) };
        assert_eq!(read("svyquantile:hf7:interval=mean"), Some(Call::Statistic { statistic: median, by: false }));
        assert_eq!(read("svyby(svytotal)"), Some(Call::Statistic { statistic: Statistic::Total, by: true }));
        assert_eq!(read("svychisq F (Rao-Scott 2nd order)"), Some(Call::Independence(Form::F)));
        let raked = vec![("kon".to_owned(), vec![4e6, 3.9e6])];
        let period = Some("2020".to_owned());
        assert_eq!(read("svymean after rake kon{4.0e6,3.9e6}, 2020"), Some(Call::Raked { margins: raked, period }));
    }

    #[test]
    fn what_is_not_computed_is_not_guessed() {
        for call in ["svychisq:G", "svyciprop:wald", "svyglm:gamma", "svykm", "svymean:mode", "svyquantile:hf10", ""] {
            assert_eq!(read(call), None, "{call}");
        }
    }
}

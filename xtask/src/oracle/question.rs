//! What a call asks for, read from its words.

/// A call of an expected table.
#[derive(Debug, Clone, PartialEq)]
pub enum Call {
    /// A mean over all rows, or over the rows of the level.
    Mean,
    /// Means by a column that the note names.
    MeanBy,
    /// A share with an interval of its own, within the subset that the level names.
    Share(ShareInterval),
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

/// How the limits of a share are made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ShareInterval {
    Logit,
    Student,
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
        [first, method, "within", "region"] if *first == "svyciprop" => share(method).map(Call::Share),
        [first] => first.strip_prefix("svyciprop:").and_then(share).map(Call::Share),
        _ => None,
    }
}

/// `xlogit` is the same formula without a fitted model in between.
fn share(method: &str) -> Option<ShareInterval> {
    match method {
        "logit" | "xlogit" => Some(ShareInterval::Logit),
        "mean" => Some(ShareInterval::Student),
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
    fn what_is_not_computed_is_not_guessed() {
        for call in ["svychisq:F", "svyciprop:beta", "svyglm:gaussian", "svytotal", "svymean:cv", "svyquantile:hf7", ""]
        {
            assert_eq!(read(call), None, "{call}");
        }
    }
}

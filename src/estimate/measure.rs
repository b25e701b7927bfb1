//! What a measure is: the plan's words joined with the catalogue's.

use crate::catalogue::Catalogue;
use crate::catalogue::goal::{Goal, Perspective};
use crate::catalogue::indicator::{Indicator, Text, Unit};
use crate::error::{Error, ErrorCode};
use crate::plan::amounts::Selection;
use crate::plan::{GivenNation, Measure, MeasureType, Nation};
use crate::vocabulary::direction::Direction;
use crate::vocabulary::population::is_population;
use crate::vocabulary::share::{says_no_sum, says_share};

const FIFTH: f64 = 0.2;

/// The word for a share written 0–1; the catalogue's units are written as published.
pub const SHARE: &str = "share";

/// What a file of figures says about the unit of a measure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FileUnit {
    /// The unit that the file writes.
    pub stated: Option<&'static str>,
    /// The unit that its numbers look like.
    pub likely: Option<&'static str>,
    /// Whether all its values are whole numbers.
    pub whole_numbers: bool,
    /// Whether there are values, and not only what shares are made of.
    pub bare: bool,
    /// Whether its values grow with the region, as numbers of people and things and amounts do.
    pub grows: bool,
    /// Whether its values are far from all that is published of the indicator that it is called by.
    pub far: bool,
}

impl FileUnit {
    /// Whether nothing but the numbers says that they are shares.
    pub fn is_guess(&self, measure: &Measure, info: &MeasureInfo) -> bool {
        let said = self.stated.is_some() || info.indicator.is_some() || measure.unit.is_some();
        self.bare && self.likely.is_some() && !said && !says_share(&measure.column)
    }
}

/// What the plan says the nation is.
#[derive(Debug, Clone, PartialEq)]
pub enum Against {
    /// Estimated from the file.
    Data,
    /// The file where it suffices, else the reference.
    Auto,
    /// The built-in indicator.
    Reference,
    /// Given by the user.
    Given(GivenNation),
}

/// A measure as it is shown and compared.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasureInfo {
    /// Id in the plan, or of the indicator.
    pub id: String,
    /// Name.
    pub label: Text,
    /// Unit: a catalogue unit or [`SHARE`].
    pub unit: String,
    /// Decimals to show.
    pub decimals: u8,
    /// Whether higher is better.
    pub direction: Direction,
    /// The smallest difference that matters.
    pub relevance: Option<f64>,
    /// Whether that is the default, which shrinks for shares near 0 and 100 per cent.
    pub relevance_is_default: bool,
    /// The built-in indicator that it is held against.
    pub indicator: Option<String>,
    /// Goal.
    pub goal: Option<Goal>,
    /// Perspective.
    pub perspective: Option<Perspective>,
    /// Concept: one vote for all its definitions.
    pub concept: Option<String>,
    /// What the nation is.
    pub against: Against,
    /// Whether it is a dimension without the questions' published weights: no published value is defined alike.
    pub own_weights: bool,
    /// The indicator's values times this are in the measure's unit; `None` where the two cannot be held together.
    pub factor: Option<f64>,
}

impl MeasureInfo {
    /// A built-in indicator as a measure of its own.
    pub fn of_indicator(indicator: &Indicator) -> MeasureInfo {
        MeasureInfo {
            id: indicator.id.clone(),
            label: indicator.label.clone(),
            unit: indicator.unit.as_str().to_owned(),
            decimals: indicator.decimals,
            direction: indicator.direction,
            relevance: indicator.relevance,
            relevance_is_default: false,
            indicator: Some(indicator.id.clone()),
            goal: Some(indicator.goal),
            perspective: Some(indicator.perspective),
            concept: Some(indicator.concept.clone()),
            against: Against::Reference,
            factor: Some(1.0),
            own_weights: false,
        }
    }

    /// The smallest difference that matters from `level`: the default is at most a fifth of a share or of what is left
    /// to 100 per cent, so that rare outcomes are not all called alike.
    pub fn relevance_at(&self, level: Option<f64>) -> Option<f64> {
        let relevance = self.relevance?;
        match (level, whole_of(&self.unit)) {
            (Some(level), Some(whole)) if self.relevance_is_default => {
                Some(relevance.min(FIFTH * level.min(whole - level)).max(0.0))
            }
            _ => Some(relevance),
        }
    }

    /// A plan's measure. The unit is the plan's, else the one the file states, else the indicator's, else the likely.
    ///
    /// # Errors
    /// An indicator, direction, goal or perspective that does not exist.
    pub fn of_plan(measure: &Measure, catalogue: &Catalogue, file: FileUnit) -> Result<MeasureInfo, Error> {
        let indicator = match &measure.nation {
            Nation::Indicator(id) => Some(catalogue.indicator(id).ok_or_else(|| unknown(id, catalogue))?),
            Nation::Auto if measure.r#type == MeasureType::Published => catalogue.recognise(&measure.column),
            _ => None,
        };
        let indicator = indicator.filter(|_| !file.far);
        let unit = match (measure.r#type, &measure.unit) {
            (MeasureType::Proportion, _) => SHARE.to_owned(),
            (MeasureType::Score, _) => Unit::Index.as_str().to_owned(),
            (MeasureType::AmountShare, _) => Unit::Percent.as_str().to_owned(),
            (_, Some(unit)) => unit.clone(),
            (MeasureType::Mean | MeasureType::Total | MeasureType::Ratio | MeasureType::Quantile, None) => {
                Unit::Unknown.as_str().to_owned()
            }
            (MeasureType::AmountPer, None) => file.stated.unwrap_or(Unit::Ratio.as_str()).to_owned(),
            (MeasureType::IndirectlyStandardisedRatio | MeasureType::CareNeedIndex, None) => {
                Unit::Ratio.as_str().to_owned()
            }
            (MeasureType::Rate | MeasureType::DirectlyStandardisedRate, None) => {
                per_unit(measure.multiplier()).to_owned()
            }
            (MeasureType::Published, None) => file
                .stated
                .or(file.grows.then_some(Unit::Number.as_str()))
                .or(indicator.map(|indicator| indicator.unit.as_str()))
                .or(file.likely)
                .or(is_number_of(&measure.column).then_some(Unit::Number.as_str()))
                .unwrap_or(Unit::Unknown.as_str())
                .to_owned(),
        };
        if let (Nation::Given(given), Some(whole)) = (&measure.nation, whole_of(&unit))
            && !(0.0..=whole).contains(&given.value)
        {
            return Err(Error::new(ErrorCode::NationOutOfRange).with("measure", &measure.id).with("most", whole));
        }
        let own_weights = measure.is_unweighted_score();
        let factor = indicator.filter(|_| !own_weights).and_then(|it| factor(&unit, it, measure.r#type));
        let own = measure.label.clone().map_or_else(|| name(measure), |label| Text { sv: label.clone(), en: label });
        let relevance = measure.relevance.or_else(|| Some(indicator?.relevance? * factor?));
        let field = |name: &str| format!("measures.{}.{name}", measure.id);
        Ok(MeasureInfo {
            id: measure.id.clone(),
            label: match indicator {
                Some(indicator) if measure.label.is_none() && measure.r#type == MeasureType::Published => {
                    indicator.label.clone()
                }
                _ => own,
            },
            decimals: match indicator.filter(|_| unit != SHARE) {
                Some(indicator) => indicator.decimals,
                None if measure.r#type == MeasureType::IndirectlyStandardisedRatio => 2,
                None if measure.r#type == MeasureType::CareNeedIndex => 2,
                None => u8::from(!file.whole_numbers),
            },
            direction: match &measure.direction {
                Some(text) => Direction::parse(text)
                    .ok_or_else(|| Error::of_word(field("direction"), text, ["higher", "lower", "none"]))?,
                None => indicator.map_or(Direction::None, |indicator| indicator.direction),
            },
            relevance: relevance.or_else(|| default_relevance(&unit, catalogue)),
            relevance_is_default: relevance.is_none(),
            indicator: indicator.map(|indicator| indicator.id.clone()),
            goal: match &measure.goal {
                Some(text) => Some(
                    Goal::parse(text)
                        .ok_or_else(|| Error::of_word(field("goal"), text, Goal::ALL.map(Goal::as_str)))?,
                ),
                None => indicator.map(|indicator| indicator.goal),
            },
            perspective: match &measure.perspective {
                Some(text) => Some(Perspective::parse(text).ok_or_else(|| {
                    Error::of_word(field("perspective"), text, Perspective::ALL.map(Perspective::as_str))
                })?),
                None => indicator.map(|indicator| indicator.perspective),
            },
            concept: indicator.map(|indicator| indicator.concept.clone()),
            against: match &measure.nation {
                Nation::Auto => Against::Auto,
                Nation::Data => Against::Data,
                Nation::Indicator(_) => Against::Reference,
                Nation::Given(given) => Against::Given(given.clone()),
            },
            unit,
            factor,
            own_weights,
        })
    }
}

/// A measure of amounts names its denominator: shares of the same amount differ by it.
fn name(measure: &Measure) -> Text {
    let below = measure.denominator.as_deref().unwrap_or("Folkmängd");
    let selection = Selection::parse(below);
    let text = |joint: &str, everything: &str, but: &str, people: &str| {
        let below = match (selection.terms.as_slice(), selection.but.as_slice()) {
            ([], []) => everything.to_owned(),
            ([], without) => {
                let names: Vec<&str> = without.iter().map(|level| level.written.as_str()).collect();
                format!("{everything} {but} {}", names.join(", "))
            }
            _ if is_population(below) => people.to_owned(),
            _ => below.to_owned(),
        };
        format!("{} {joint} {below}", measure.column)
    };
    match measure.r#type {
        MeasureType::AmountPer => {
            Text { sv: text("per", "allt", "utom", "invånare"), en: text("per", "everything", "but", "inhabitant") }
        }
        MeasureType::CareNeedIndex => {
            Text { sv: "Behov av vård (CNI)".to_owned(), en: "Need of care (CNI)".to_owned() }
        }
        MeasureType::AmountShare => Text {
            sv: text("av", "allt i filen", "utom", "invånarna"),
            en: text("of", "everything in the file", "but", "the inhabitants"),
        },
        MeasureType::Score => Text { sv: measure.id.clone(), en: measure.id.clone() },
        _ => Text { sv: measure.column.clone(), en: measure.column.clone() },
    }
}

/// What 1 is written as in a unit of shares.
pub fn whole_of(unit: &str) -> Option<f64> {
    match unit {
        SHARE => Some(1.0),
        unit if unit == Unit::Percent.as_str() => Some(100.0),
        _ => None,
    }
}

/// Whether a name says that people or things are counted, and neither a mean of them nor how many there are for each.
fn is_number_of(name: &str) -> bool {
    !says_no_sum(name)
        && name
            .split_whitespace()
            .next()
            .is_some_and(|first| matches!(first.to_lowercase().as_str(), "antal" | "number"))
}

/// The unit of a rate.
fn per_unit(multiplier: f64) -> &'static str {
    let unit = [(100.0, Unit::Per100), (1_000.0, Unit::Per1000), (100_000.0, Unit::Per100000)]
        .into_iter()
        .find(|(per, _)| *per == multiplier);
    unit.map_or(Unit::Unknown, |(_, unit)| unit).as_str()
}

fn unknown(id: &str, catalogue: &Catalogue) -> Error {
    let error = Error::new(ErrorCode::IndicatorUnknown).with("indicator", id);
    match catalogue.nearest(id) {
        Some(nearest) => error.with("nearest", nearest),
        None => error,
    }
}

fn factor(unit: &str, indicator: &Indicator, r#type: MeasureType) -> Option<f64> {
    match (unit, indicator.unit) {
        (SHARE, Unit::Percent) => Some(0.01),
        (unit, theirs) if unit == theirs.as_str() => Some(1.0),
        (unit, _) if unit == Unit::Unknown.as_str() && r#type == MeasureType::Published => Some(1.0),
        _ => None,
    }
}

fn default_relevance(unit: &str, catalogue: &Catalogue) -> Option<f64> {
    match unit {
        SHARE => catalogue.policy.relevance(Unit::Percent).map(|points| points / 100.0),
        unit => catalogue.policy.relevance(Unit::parse(unit)?),
    }
}

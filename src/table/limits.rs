//! Limits in one cell: with their number (`61,0 (59,0–63,0)`, `61,0 ± 1,9`) or alone (`59,0–63,0`). Or how many the number
//! is of (`85 (690)`).

use super::numbers::{self, Shape, is_space};
use super::reading::{Column, ColumnType, Role};
use super::roles::{by_header, names_interval};
use crate::vocabulary::fold::fold;
use crate::vocabulary::period::Period;

/// Longer texts are words.
const LONGEST: usize = 60;

/// What stands between two limits, the most telling first.
const BETWEEN: [&str; 8] = ["–", ";", ", ", " - ", " till ", " to ", "-", ","];

/// A number with its limits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limited {
    /// The number itself.
    pub value: f64,
    /// The lower limit.
    pub low: f64,
    /// The upper limit.
    pub high: f64,
}

/// The number in a text and what stands around it: two limits, or the margin alone.
pub fn split(text: &str) -> Option<(&str, &str, Option<&str>)> {
    let begins = text.trim_start().starts_with(|first: char| first.is_ascii_digit() || !first.is_ascii());
    if text.len() > LONGEST || !begins {
        return None;
    }
    if let Some((value, margin)) = text.split_once('±') {
        return (number(value) && number(margin)).then_some((value, margin, None));
    }
    let (value, inside) = text.trim_end().strip_suffix([')', ']'])?.split_once(['(', '['])?;
    // `95 % KI: 59,0–63,0`.
    let inside = inside.rsplit(|sign: char| sign.is_alphabetic() || sign == ':').next()?;
    let (low, high) = both(inside)?;
    number(value).then_some((value, low, Some(high)))
}

/// The number in a text and the whole number in parentheses behind it: `82 (5 613)`, `85 (n=690)`. Behind years it is
/// none.
pub fn with_whole(text: &str) -> Option<(&str, &str)> {
    let (value, inside) = text.trim_end().strip_suffix(')')?.split_once('(')?;
    let whole = inside.trim_start_matches(['n', '=', ' ']);
    let digits = whole.starts_with(|first: char| first.is_ascii_digit())
        && whole.chars().all(|sign| sign.is_ascii_digit() || is_space(sign));
    let begins = value.starts_with(|first: char| first.is_ascii_digit());
    let numbers = text.len() <= LONGEST && begins && digits && number(value) && number(whole);
    (numbers && Period::parse(value.trim()).is_none()).then_some((value, whole))
}

/// What stands before the parentheses of a header or title that say how many the figures are of: `(n)`, `(antal svar)`.
pub fn before_count(text: &str) -> Option<&str> {
    let (before, inside) = text.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let inside = inside.to_lowercase();
    let counts = matches!(inside.as_str(), "n" | "antal") || inside.starts_with("n=") || inside.starts_with("antal ");
    (counts && !inside.starts_with("antal per ")).then_some(before.trim_end())
}

fn number(text: &str) -> bool {
    Shape::bare(text).is_some_and(|shape| !shape.enclosed)
}

/// Two limits and what stands between.
fn both(text: &str) -> Option<(&str, &str)> {
    let two = |(low, high): &(&str, &str)| number(low) && number(high);
    BETWEEN.iter().filter_map(|sign| text.split_once(sign)).find(two)
}

/// Reads two limits that stand alone, in parentheses or not, by the signs of their column.
pub fn pair(text: &str, decimal: char, thousands: Option<char>) -> Option<(f64, f64)> {
    let text = text.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let (low, high) = both(text).filter(|_| text.len() <= LONGEST)?;
    let number = |text: &str| numbers::parse(text, decimal, thousands);
    number(low).zip(number(high)).filter(|(low, high)| low <= high)
}

/// Whether both limits stand in each cell of a column whose header says so.
pub fn stand_in_cells(column: &Column) -> bool {
    let pair = |text: &String| pair(text, column.decimal, column.thousands).is_some();
    let named = names_interval(&fold(&column.header));
    let words = matches!(column.r#type, ColumnType::Text | ColumnType::Category);
    named && words && !column.samples.is_empty() && column.samples.iter().all(pair)
}

/// Reads a number with its limits, by the signs of its column. `None` where the number does not lie between them.
pub fn read(text: &str, decimal: char, thousands: Option<char>) -> Option<Limited> {
    let (value, first, second) = split(text)?;
    let number = |text: &str| numbers::parse(text, decimal, thousands);
    let (value, first) = (number(value)?, number(first)?);
    let (low, high) = match second {
        Some(second) => (first, number(second)?),
        None => (value - first, value + first),
    };
    (low <= value && value <= high).then_some(Limited { value, low, high })
}

/// Whether rows of their own hold limits or standard errors of the measures of other rows.
pub fn stand_in_rows(column: &Column) -> bool {
    let limit = |(text, _): &(String, u64)| {
        matches!(by_header(text), Some(Role::Low | Role::High | Role::Margin | Role::StandardError))
    };
    column.levels.iter().any(limit) && !column.levels.iter().all(limit)
}

#[cfg(test)]
mod tests {
    use super::{Limited, read, with_whole};

    #[test]
    fn numbers_and_how_many_they_are_of() {
        for text in ["82 (5 613)", "82,5 % (690)", "82(12)", "85 (n=690)", "85 (n = 690)"] {
            assert!(with_whole(text).is_some(), "{text}");
        }
        for text in ["82", "2022 (1203)", "82 (5,6)", "82 (59–63)", "Halland (1203)", "690 (85 %)", "82 (<5)", "82 ()"]
        {
            assert!(with_whole(text).is_none(), "{text}");
        }
    }

    #[test]
    fn limits_as_people_write_them() {
        let all = [
            "61,5 (59,0–63,5)",
            "61,5 (59,0-63,5)",
            "61,5 (59,0 - 63,5)",
            "61,5 [59,0;63,5]",
            "61,5 [59,0, 63,5]",
            "61,5(59,0;63,5)",
            "61,5 % (95 % KI: 59,0–63,5)",
            "61,5 (KI 59,0–63,5)",
            "61,5 % (59,0 %–63,5 %)",
        ];
        for text in all {
            assert_eq!(read(text, ',', None), Some(Limited { value: 61.5, low: 59.0, high: 63.5 }), "{text}");
        }
        assert_eq!(read("61.5 [59.0,63.5]", '.', None), Some(Limited { value: 61.5, low: 59.0, high: 63.5 }));
        for text in ["61,5 ± 2,25", "61,5±2,25", "61,5 % ± 2,25 %"] {
            assert_eq!(read(text, ',', None), Some(Limited { value: 61.5, low: 59.25, high: 63.75 }), "{text}");
        }
        let minus = Limited { value: -1.5, low: -3.0, high: 0.5 };
        assert_eq!(read("\u{2212}1,5 (\u{2212}3,0–0,5)", ',', None), Some(minus));
    }

    #[test]
    fn what_has_no_limits() {
        for text in [
            "61,5",
            "61,5 (310)",
            "61,5 (1)",
            "45 (20–29)",
            "(59,0–63,0)",
            "59–63",
            "± 2,1",
            "6 (av 9–10 svar)",
            "x (1–2)",
        ] {
            assert_eq!(read(text, ',', None), None, "{text}");
        }
    }
}

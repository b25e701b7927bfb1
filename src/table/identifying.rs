//! Columns that point out persons: addresses of e-mail, and Swedish personal identity numbers by their form and check
//! digit.

use super::numbers;
use super::reading::{Column, ColumnType, Role};
use crate::vocabulary::fold::fold;

/// Whether any of the texts is or holds a personal identity number.
pub fn holds_identity_number<'a>(mut texts: impl Iterator<Item = &'a str>) -> bool {
    let split = |sign: char| !(sign.is_ascii_digit() || matches!(sign, '-' | '+' | '\u{2013}'));
    texts.any(|text| text.split(split).any(is_identity_number))
}

/// Whether most of the values are addresses of e-mail, personal identity numbers or coordination numbers.
pub fn point_out_persons<'a>(values: impl Iterator<Item = &'a str>) -> bool {
    let (mut all, mut numbers) = (0_u32, 0_u32);
    for value in values.take(400) {
        all += 1;
        numbers += u32::from(is_identity_number(value) || is_address(value));
    }
    numbers > 0 && numbers * 2 > all
}

/// `anna@example.se`
fn is_address(text: &str) -> bool {
    let parts = text.split_once('@').filter(|_| !text.contains(char::is_whitespace));
    parts.is_some_and(|(name, host)| !name.is_empty() && host.split('.').filter(|part| !part.is_empty()).count() > 1)
}

/// `YYYYMMDD-NNNN`, `YYMMDD-NNNN`, with `+` for people over a hundred or no sign at all, a real day and a right check
/// digit (Luhn over ten digits). Coordination numbers add 60 to the day.
fn is_identity_number(text: &str) -> bool {
    let (day, number) = match text.split_once(['-', '+', '\u{2013}']) {
        Some(parts) => parts,
        None => match text.len().checked_sub(4).map(|at| (text.get(..at), text.get(at..))) {
            Some((Some(day), Some(number))) => (day, number),
            _ => return false,
        },
    };
    let ten = match day.len() {
        8 if matches!(day.get(..2), Some("18" | "19" | "20")) => day.get(2..).unwrap_or_default(),
        6 => day,
        _ => return false,
    };
    let digits: Vec<u32> = ten.chars().chain(number.chars()).filter_map(|digit| digit.to_digit(10)).collect();
    if digits.len() != 10 || ten.len() != 6 || number.len() != 4 {
        return false;
    }
    let two = |at: usize| ten.get(at..at + 2).and_then(|part| part.parse::<u8>().ok()).unwrap_or(0);
    let (month, day) = (two(2), two(4));
    let real = (1..=12).contains(&month) && ((1..=31).contains(&day) || (61..=91).contains(&day));
    let sum: u32 = digits
        .iter()
        .enumerate()
        .map(|(at, digit)| if at % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { *digit })
        .sum();
    real && sum.is_multiple_of(10)
}

/// Whether no number of a column of posts is above one: each row is of one person.
pub fn are_of_one(posts: &Column) -> bool {
    let one = |text: &str| numbers::parse(text, posts.decimal, posts.thousands).is_some_and(|number| number <= 1.0);
    !posts.levels.is_empty() && posts.levels.iter().all(|(text, _)| one(text))
}

/// Whether those who are employed stand in a column, nearly one a row: a word of the header says so, or names stand there
/// and each row is `of_one` person.
pub fn stand_in(column: &Column, of_one: bool, rows: u64) -> bool {
    let folded = fold(&column.header);
    let said = folded.split(' ').any(|word| {
        let number = ["nr", "nummer", "id"].iter().any(|end| word.ends_with(end));
        matches!(word, "anstalld" | "medarbetare" | "person" | "namn")
            || number && ["anst", "medarbet", "person"].iter().any(|begin| word.starts_with(begin))
    });
    let name = |text: &str| {
        let words = || text.split([' ', ',']).filter(|word| !word.is_empty());
        let named =
            |word: &str| word.starts_with(char::is_uppercase) && !word.contains(|sign: char| sign.is_ascii_digit());
        words().count() > 1 && words().all(named)
    };
    let free = matches!(column.role, Role::Ignored | Role::Group | Role::Id);
    let many = column.levels.is_empty() || column.levels.len() as u64 * 2 > rows;
    let names = || of_one && rows > 2 && column.samples.iter().all(|text| name(text));
    free && column.spread.is_none() && many && column.r#type != ColumnType::YesNo && (said || names())
}

#[cfg(test)]
mod tests {
    use super::point_out_persons;

    #[test]
    fn identity_numbers_by_form_and_check_digit() {
        // Test numbers of Skatteverket, which belong to nobody.
        let real = ["19121212-1212", "121212+1212", "191212121212", "1212121212", "811228-9874"];
        assert!(point_out_persons(real.into_iter()));
        assert!(!point_out_persons(["19121212-1213", "20231301-1234", "2024-01-31", "12345"].into_iter()));
        assert!(point_out_persons(["701063-2391"].into_iter()), "coordination number");
        assert!(point_out_persons(["anna@example.se", "b.c@d.example.org"].into_iter()));
        assert!(!point_out_persons(["a@b", "@home.se", "bra @ mottagningen.se", "1@2."].into_iter()));
        assert!(!point_out_persons(std::iter::empty()));
    }
}

//! Days by number and ISO weeks, in the proleptic Gregorian calendar.

/// Year, month, day.
pub type Day = (i16, u8, u8);

pub fn days_in_month(year: i16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days since 1970-01-01, counted in years that begin in March so that the leap day comes last.
pub fn number((year, month, day): Day) -> i64 {
    let (year, month, day) = (i64::from(year), i64::from(month), i64::from(day));
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let of_era = shifted.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + day_of_year - 719_468
}

/// The day with that number.
pub fn day(number: i64) -> Day {
    let shifted = number + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year.try_into().unwrap_or(i16::MAX), month.try_into().unwrap_or(1), day.try_into().unwrap_or(1))
}

/// ISO year, week and weekday (1 is Monday) of a day.
pub fn week_of(number: i64) -> (i16, u8, u8) {
    let weekday = (number + 3).rem_euclid(7);
    // The Thursday decides which year and week it is.
    let thursday = number - weekday + 3;
    let (year, _, _) = day(thursday);
    let week = (thursday - self::number((year, 1, 1))) / 7 + 1;
    (year, week.try_into().unwrap_or(1), (weekday + 1).try_into().unwrap_or(1))
}

/// The number of the Monday that begins an ISO week; `None` for weeks that the year does not have.
pub fn monday_of_week(year: i16, week: u8) -> Option<i64> {
    let fourth = number((year, 1, 4));
    let first_monday = fourth - (fourth + 3).rem_euclid(7);
    let monday = first_monday + 7 * (i64::from(week) - 1);
    (week_of(monday).0 == year && week >= 1).then_some(monday)
}

#[cfg(test)]
mod tests {
    use super::{day, monday_of_week, number, week_of};

    #[test]
    fn known_days() {
        assert_eq!(number((1970, 1, 1)), 0);
        assert_eq!(number((2000, 3, 1)), 11_017);
        for number_of_day in (-200_000..200_000).step_by(997) {
            assert_eq!(number(day(number_of_day)), number_of_day);
        }
        assert_eq!(week_of(number((2024, 12, 31))), (2025, 1, 2));
        assert_eq!(week_of(number((2021, 1, 3))), (2020, 53, 7));
        assert_eq!(monday_of_week(2023, 7).map(day), Some((2023, 2, 13)));
        assert_eq!(monday_of_week(2023, 53), None);
    }
}

//! Days, months, quarters and weeks as files of cases count them.

/// Beyond these days no file has data: the years −99 999 to 99 999.
const MOST_DAYS: f64 = 36_500_000.0;

/// Year, month and day of a number of days since 1970-01-01, by the Gregorian calendar: Howard Hinnant,
/// <https://howardhinnant.github.io/date_algorithms.html>.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

fn whole(days: f64) -> Option<i64> {
    (days.abs() < MOST_DAYS).then(|| days.floor() as i64)
}

/// A day: `2025-08-01`.
pub fn day(days: f64) -> Option<String> {
    let (year, month, day) = civil(whole(days)?);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// A moment, given in seconds since 1970-01-01: `2025-08-01 13:45`, with seconds where there are any, or the day alone at
/// midnight.
pub fn moment(seconds: f64) -> Option<String> {
    let days = day(seconds / 86_400.0)?;
    let of_day = seconds.rem_euclid(86_400.0).floor() as i64;
    let (minutes, second) = (of_day / 60, of_day % 60);
    Some(match (minutes, second) {
        (0, 0) => days,
        (_, 0) => format!("{days} {:02}:{:02}", minutes / 60, minutes % 60),
        _ => format!("{days} {:02}:{:02}:{second:02}", minutes / 60, minutes % 60),
    })
}

/// The month that a day is in: `2025-08`.
pub fn month(days: f64) -> Option<String> {
    let (year, month, _) = civil(whole(days)?);
    Some(format!("{year:04}-{month:02}"))
}

/// The quarter that a day is in: `2025-Q3`.
pub fn quarter(days: f64) -> Option<String> {
    let (year, month, _) = civil(whole(days)?);
    Some(format!("{year:04}-Q{}", (month + 2) / 3))
}

/// A number of equal parts of a year since 1960: months, quarters, half-years or weeks.
pub fn since_1960(number: f64, parts: i64) -> Option<String> {
    let number = whole(number)?;
    let (year, part) = (1960 + number.div_euclid(parts), number.rem_euclid(parts) + 1);
    Some(match parts {
        12 => format!("{year:04}-{part:02}"),
        4 => format!("{year:04}-Q{part}"),
        2 => format!("{year:04}H{part}"),
        _ => format!("{year:04}-W{part:02}"),
    })
}

#[cfg(test)]
mod tests {
    use super::{day, moment, month, quarter, since_1960};

    #[test]
    fn days_by_the_calendar() {
        assert_eq!(day(0.0).as_deref(), Some("1970-01-01"));
        assert_eq!(day(-141_428.0).as_deref(), Some("1582-10-14"));
        assert_eq!(day(-3653.0).as_deref(), Some("1960-01-01"));
        assert_eq!(day(19_782.0).as_deref(), Some("2024-02-29"));
        assert_eq!((month(19_782.0).as_deref(), quarter(19_782.0).as_deref()), (Some("2024-02"), Some("2024-Q1")));
        assert_eq!(moment(1_709_213_700.0).as_deref(), Some("2024-02-29 13:35"));
        assert_eq!(moment(1_709_213_707.4).as_deref(), Some("2024-02-29 13:35:07"));
        assert_eq!(day(f64::NAN), None);
        assert_eq!(day(1e300), None);
    }

    #[test]
    fn parts_of_years_since_1960() {
        assert_eq!(since_1960(0.0, 12).as_deref(), Some("1960-01"));
        assert_eq!(since_1960(-1.0, 4).as_deref(), Some("1959-Q4"));
        assert_eq!(since_1960(128.0, 2).as_deref(), Some("2024H1"));
        assert_eq!(since_1960(3333.0, 52).as_deref(), Some("2024-W06"));
    }
}

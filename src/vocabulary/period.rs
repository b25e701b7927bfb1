//! Periods of time: `2024`, `2021/2024`, `2023-Q2`, `2023-01`, `2023-W07`, `2023H1`, `2022-09/2023-08`.

use super::fold::{fold, without_marks};

mod calendar;
mod window;
mod words;

use calendar::{Day, days_in_month, monday_of_week, number, week_of};
pub use window::years_covered;

/// A period. Periods sort by their start, then by their end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// First day as year, month, day packed so that it sorts.
    start: Day,
    /// Last day.
    end: Day,
}

/// What kind of stretch a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grain {
    /// One calendar year.
    Year,
    /// Several whole calendar years.
    Years,
    /// January–June or July–December.
    HalfYear,
    /// Three months from January, April, July or October.
    Quarter,
    /// One calendar month.
    Month,
    /// Monday to Sunday.
    Week,
    /// One day.
    Day,
    /// Anything else, such as twelve months from September.
    Other,
}

impl Period {
    /// A calendar year.
    pub fn year(year: i16) -> Period {
        Period { start: (year, 1, 1), end: (year, 12, 31) }
    }

    /// Whole months from `(year, month)` to `(year, month)`; `None` for months that are not there or in wrong order.
    pub fn months(first: (i16, u8), last: (i16, u8)) -> Option<Period> {
        let real = |month: u8| (1..=12).contains(&month);
        (real(first.1) && real(last.1) && first <= last)
            .then(|| Period { start: (first.0, first.1, 1), end: (last.0, last.1, days_in_month(last.0, last.1)) })
    }

    /// A calendar month.
    pub fn month(year: i16, month: u8) -> Option<Period> {
        Period::months((year, month), (year, month))
    }

    /// A quarter, 1–4.
    pub fn quarter(year: i16, quarter: u8) -> Option<Period> {
        let first = quarter.checked_sub(1)?.checked_mul(3)?.checked_add(1)?;
        Period::months((year, first), (year, first.checked_add(2)?))
    }

    /// An ISO week, 1–53.
    pub fn week(year: i16, week: u8) -> Option<Period> {
        let monday = monday_of_week(year, week)?;
        Some(Period { start: calendar::day(monday), end: calendar::day(monday + 6) })
    }

    /// A day.
    pub fn day(year: i16, month: u8, day: u8) -> Option<Period> {
        let real = (1..=12).contains(&month) && day >= 1 && day <= days_in_month(year, month);
        real.then_some(Period { start: (year, month, day), end: (year, month, day) })
    }

    /// From the first day of `first` to the last of `last`.
    pub fn span(first: Period, last: Period) -> Option<Period> {
        (first.start <= last.end).then_some(Period { start: first.start, end: last.end })
    }

    /// Reads a period in any of the forms people write: `2024`, `2021–2024`, `2023K2`, `kv 2 2023`, `jan-23`,
    /// `januari 2023`, `2023M01`, `202301`, `v7 2023`, `läsåret 2022/23`, `2018 (våren)`, `31/1 2024`.
    pub fn parse(text: &str) -> Option<Period> {
        let text = without_marks(text.trim());
        // A year among numbers with decimals.
        let text = text.strip_suffix(".0").filter(|year| year.len() == 4).unwrap_or(text);
        let digit = text.bytes().any(|byte| byte.is_ascii_digit());
        if text.len() < 4 || text.len() > 60 || !digit || !text.starts_with(char::is_alphanumeric) {
            return None;
        }
        words::read(text)
    }

    /// The part of this year that a text names: `jan`, `K2`, `helår`.
    pub fn part(self, text: &str) -> Option<Period> {
        let within = |it: &Period| self.grain() == Grain::Year && it.years() == self.years();
        Period::parse(&format!("{text} {self}")).filter(within)
    }

    /// The part of a year that only has a number, `2023-1` or `1/2023`, where that is of the `unit`: `månad`, `kvartal`.
    pub fn numbered(text: &str, unit: &str) -> Option<Period> {
        let (first, last) = text.split_once(['-', '/', ':'])?;
        let (year, part) = if first.len() == 4 { (first, last) } else { (last, first) };
        let year = Period::parse(year).filter(|year| year.grain() == Grain::Year)?;
        part.parse::<u8>().ok().and_then(|part| year.part(&format!("{unit} {part}")))
    }

    /// The month of a date that is written with the month first, where it is the first of it: `3/1/2024`.
    pub fn by_its_first(text: &str) -> Option<Period> {
        let (month, rest) = text.split_once('/')?;
        let (day, year) = rest.split_once('/')?;
        let year = Period::parse(year).filter(|year| year.grain() == Grain::Year)?;
        let first = matches!(day, "1" | "01");
        month.parse().ok().filter(|_| first).and_then(|month| Period::month(year.years().0, month))
    }

    /// From the first day of this to the last of the other.
    pub fn until(self, other: Period) -> Period {
        Period { start: self.start, end: other.end.max(self.end) }
    }

    /// What kind of stretch this is.
    pub fn grain(self) -> Grain {
        let (first, last) = (self.start, self.end);
        match self.whole_months() {
            _ if first == last => Grain::Day,
            Some(12) if first.1 == 1 => Grain::Year,
            Some(more) if more > 12 && first.1 == 1 && last.1 == 12 => Grain::Years,
            Some(6) if first.1 == 1 || first.1 == 7 => Grain::HalfYear,
            Some(3) if first.1 % 3 == 1 => Grain::Quarter,
            Some(1) => Grain::Month,
            _ if self.days() == 7 && week_of(number(first)).2 == 1 => Grain::Week,
            _ => Grain::Other,
        }
    }

    fn whole_months(self) -> Option<i32> {
        let (first, last) = (self.start, self.end);
        let whole = first.2 == 1 && last.2 == days_in_month(last.0, last.1);
        whole.then(|| (i32::from(last.0) - i32::from(first.0)) * 12 + i32::from(last.1) - i32::from(first.1) + 1)
    }

    /// How many days it has.
    pub fn days(self) -> i64 {
        number(self.end) - number(self.start) + 1
    }

    /// Whether two periods share a day.
    pub fn overlaps(self, other: Period) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// Whether two periods are equally long: as many months where both are whole months, else as many days.
    pub fn same_length(self, other: Period) -> bool {
        match (self.whole_months(), other.whole_months()) {
            (Some(ours), Some(theirs)) => ours == theirs,
            _ => self.days() == other.days(),
        }
    }

    /// The years it touches, first and last.
    pub fn years(self) -> (i16, i16) {
        (self.start.0, self.end.0)
    }

    /// The first day as year, month, day.
    pub fn start(self) -> (i16, u8, u8) {
        self.start
    }

    /// The last day as year, month, day.
    pub fn end(self) -> (i16, u8, u8) {
        self.end
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ((year, month, day), (last_year, last_month, last_day)) = (self.start, self.end);
        match self.grain() {
            Grain::Year => write!(f, "{year}"),
            Grain::Years => write!(f, "{year}/{last_year}"),
            Grain::HalfYear => write!(f, "{year}H{}", if month == 1 { 1 } else { 2 }),
            Grain::Quarter => write!(f, "{year}-Q{}", month.div_ceil(3)),
            Grain::Month => write!(f, "{year}-{month:02}"),
            Grain::Week => {
                let (year, week, _) = week_of(number(self.start));
                write!(f, "{year}-W{week:02}")
            }
            Grain::Day => write!(f, "{year}-{month:02}-{day:02}"),
            Grain::Other if self.whole_months().is_some() => {
                write!(f, "{year}-{month:02}/{last_year}-{last_month:02}")
            }
            Grain::Other => write!(f, "{year}-{month:02}-{day:02}/{last_year}-{last_month:02}-{last_day:02}"),
        }
    }
}

/// Days of the week before a date, folded.
const DAYS: &[&str] = &[
    "mandag ", "tisdag ", "onsdag ", "torsdag ", "fredag ", "lordag ", "sondag ", "man ", "tis ", "ons ", "tors ",
    "tor ", "fre ", "lor ", "son ",
];

/// Removes what people add around a period: `år`, `helår`, `den`, `fre`, `(prel.)`.
fn undressed(text: &str) -> String {
    let folded = fold(text);
    let begins = |text: &str, words: &[&str]| words.iter().find_map(|word| text.strip_prefix(word)).map(str::to_owned);
    let rest = begins(&folded, &["helaret ", "helar ", "ar ", "year ", "den "]).unwrap_or(folded);
    // `Män 2022` is folded like `mån 2022`.
    let rest = begins(&rest, DAYS).filter(|date| date.split(' ').count() > 2).unwrap_or(rest);
    let ends = [" prel", " preliminar", " preliminart", " helar", " helaret"];
    ends.iter().find_map(|word| rest.strip_suffix(word)).unwrap_or(&rest).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Grain, Period};

    #[test]
    fn what_people_write_becomes_one_form() {
        for (text, canonical) in [
            ("2024", "2024"),
            (" 2024 ", "2024"),
            ("2024*", "2024"),
            ("2024 (prel.)", "2024"),
            ("År 2024", "2024"),
            ("2021–2024", "2021/2024"),
            ("2021-2024", "2021/2024"),
            ("2021/2024", "2021/2024"),
            ("2021 - 2024", "2021/2024"),
            ("2023K2", "2023-Q2"),
            ("2023 kv 2", "2023-Q2"),
            ("kv 2 2023", "2023-Q2"),
            ("kv2 2023", "2023-Q2"),
            ("kvartal 2 2023", "2023-Q2"),
            ("2023Q2", "2023-Q2"),
            ("2023-Q2", "2023-Q2"),
            ("Q2 2023", "2023-Q2"),
            ("2023 kvartal 2", "2023-Q2"),
            ("jan-23", "2023-01"),
            ("jan 2024", "2024-01"),
            ("januari 2023", "2023-01"),
            ("Januari 2023", "2023-01"),
            ("2023 januari", "2023-01"),
            ("sept 2023", "2023-09"),
            ("okt. 2023", "2023-10"),
            ("maj-19", "2019-05"),
            ("2023M01", "2023-01"),
            ("202312", "2023-12"),
            ("2023-01", "2023-01"),
            ("2023/01", "2023-01"),
            ("2023-W07", "2023-W07"),
            ("v7 2023", "2023-W07"),
            ("v. 7 2023", "2023-W07"),
            ("vecka 7 2023", "2023-W07"),
            ("01/2024", "2024-01"),
            ("01-2024", "2024-01"),
            ("2024:01", "2024-01"),
            ("2024_01", "2024-01"),
            ("T2 2024", "2024-05/2024-08"),
            ("Tertial 1 2024", "2024-01/2024-04"),
            ("2024 helår", "2024"),
            ("31/1-2024", "2024-01-31"),
            ("den 5 januari 2024", "2024-01-05"),
            ("fre 5 jan 2024", "2024-01-05"),
            ("2023v07", "2023-W07"),
            ("2025-W01", "2025-W01"),
            ("2023H1", "2023H1"),
            ("2023 H2", "2023H2"),
            ("1:a halvåret 2023", "2023H1"),
            ("3:e kvartalet 2023", "2023-Q3"),
            ("R12 aug 2024", "2023-09/2024-08"),
            ("2024-08 R12", "2023-09/2024-08"),
            ("Rullande 12 månader 2024K2", "2023-07/2024-06"),
            ("R12 dec 2024", "2024"),
            ("R12 (sep 2022–aug 2023)", "2022-09/2023-08"),
            ("rullande 12 mån t.o.m. aug 2023", "2022-09/2023-08"),
            ("senaste 12 månaderna, aug 2023", "2022-09/2023-08"),
            ("12 månader t.o.m. 2025-06-30", "2024-07/2025-06"),
            ("12 månader till och med juni 2025", "2024-07/2025-06"),
            ("medelvärde 2021–2023", "2021/2023"),
            ("2021 t.o.m. 2023", "2021/2023"),
            ("K1–K3 2023", "2023-01/2023-09"),
            ("2023 jan–apr", "2023-01/2023-04"),
            ("2023 K1-3", "2023-01/2023-09"),
            ("2023 kv 1–3", "2023-01/2023-09"),
            ("kv 1–2 2023", "2023H1"),
            ("Kvartal 2-3 2023", "2023-04/2023-09"),
            ("2023M01-03", "2023-Q1"),
            ("T1-2 2024", "2024-01/2024-08"),
            ("v1-4 2024", "2024-01-01/2024-01-28"),
            ("1 kv 2023", "2023-Q1"),
            ("Höst 2022", "2022H2"),
            ("2022 1)", "2022"),
            ("2021–2024¹", "2021/2024"),
            ("2018 (våren)", "2018H1"),
            ("hösten 2018", "2018H2"),
            ("vt 2018", "2018H1"),
            ("HT18", "2018H2"),
            ("2022-09/2023-08", "2022-09/2023-08"),
            ("2022-09 – 2023-08", "2022-09/2023-08"),
            ("läsåret 2022/2023", "2022-08/2023-06"),
            ("2022/23", "2022-08/2023-06"),
            ("Läsåret 2022/23", "2022-08/2023-06"),
            ("2025-08-01", "2025-08-01"),
            ("20250801", "2025-08-01"),
            ("31/1 2024", "2024-01-31"),
            ("31/1/2024", "2024-01-31"),
            ("2024/01/31", "2024-01-31"),
            ("31.1.2024", "2024-01-31"),
            ("2024-01-31 12:30", "2024-01-31"),
            ("2024-01-31T12:30:00", "2024-01-31"),
            ("1 januari 2024", "2024-01-01"),
            ("2024-01-01--2024-03-31", "2024-Q1"),
            ("jan–mar 2024", "2024-Q1"),
            ("2023-09-01/2024-08-31", "2023-09/2024-08"),
            ("2024M01-2024M12", "2024"),
        ] {
            assert_eq!(Period::parse(text).map(|period| period.to_string()).as_deref(), Some(canonical), "{text}");
        }
    }

    #[test]
    fn canonical_forms_read_back() {
        for text in [
            "2024",
            "2021/2024",
            "2023-Q2",
            "2023-01",
            "2023-W07",
            "2023H1",
            "2022-09/2023-08",
            "2024-02-29",
            "2020-W53",
            "2024-01-05/2024-02-07",
        ] {
            assert_eq!(Period::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_period() {
        for text in [
            "",
            "Antal",
            "1800a",
            "12",
            "0180",
            "3000",
            "1000",
            "2023-13",
            "2023K5",
            "2023-W60",
            "31/2 2024",
            "202413",
            "2019-W53",
            "12345",
            "20231301",
            "2024 kvinnor",
            "Män 2024",
            "Åldersgrupp 65-84",
            "1 5",
            "70-79",
            "2024/2021",
            "2023,5",
            "jan",
            "01 2024",
            "13/2024",
            "31-1-2024",
            "T4 2024",
            "-2024",
            "2023-W00",
            "2023 K3-1",
            "2023 K1-5",
            "jan 1-3 2023",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn order_overlap_length() {
        let read = |text: &str| Period::parse(text).unwrap();
        assert!(read("2023") < read("2024"));
        assert!(read("2023-Q1") < read("2023"), "same start, earlier end");
        assert!(read("2021/2024").overlaps(read("2024")));
        assert!(!read("2023").overlaps(read("2024")));
        assert!(read("2024").same_length(read("2023")), "leap years are years");
        assert!(read("2024-02").same_length(read("2024-03")));
        assert!(!read("2021/2024").same_length(read("2024")));
        assert_eq!(read("2022-09/2023-08").years(), (2022, 2023));
        assert_eq!(read("2024-02").grain(), Grain::Month);
        assert_eq!(read("2021-02-01/2021-02-07").grain(), Grain::Week);
        assert_eq!(read("2021-02").grain(), Grain::Month, "28 days from a Monday are still a month");
    }
}

//! Periods of time: `2024`, `2021/2024`, `2023-Q2`, `2023-01`, `2023-W07`, `2023H1`, `2022-09/2023-08`.

/// A period. Periods sort by their start, then by their end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// First day as year, month, day packed so that it sorts.
    start: (i16, u8, u8),
    /// Last day.
    end: (i16, u8, u8),
}

impl Period {
    /// A calendar year.
    pub fn year(year: i16) -> Period {
        Period { start: (year, 1, 1), end: (year, 12, 31) }
    }

    /// Reads a period in any of the forms people write.
    pub fn parse(text: &str) -> Option<Period> {
        match text.trim().split_once('/') {
            Some((first, last)) => {
                let (first, last) = (Period::year(first.parse().ok()?), Period::year(last.parse().ok()?));
                (first.start <= last.start).then_some(Period { start: first.start, end: last.end })
            }
            None => text.trim().parse().ok().map(Period::year),
        }
    }

    /// Whether two periods share a day.
    pub fn overlaps(self, other: Period) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// The years it touches, first and last.
    pub fn years(self) -> (i16, i16) {
        (self.start.0, self.end.0)
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.years() {
            (first, last) if first == last => write!(f, "{first}"),
            (first, last) => write!(f, "{first}/{last}"),
        }
    }
}

//! What the core answers to a row of the common form, held against the row.

use crate::oracle::report::Verdict;
use crate::oracle::rows::Row;
use crate::oracle::tolerance::Tolerance;
use rikssnitt::statistics::directly_standardised_rate::Standardised;
use rikssnitt::statistics::rate::Rate;
use rikssnitt::statistics::{Difference, Interval, Test};

/// What was computed; only what is there is compared.
#[derive(Debug, Clone, Copy)]
pub struct Answer {
    pub estimate: Option<f64>,
    pub se: Option<f64>,
    pub interval: Option<Interval>,
    pub df: Option<f64>,
    pub p: Option<f64>,
    /// A value that the note states by name, such as `t=-1.4`.
    pub noted: Option<(&'static str, f64)>,
    pub tolerance: Tolerance,
}

impl Default for Answer {
    fn default() -> Answer {
        let tolerance = Tolerance::CLOSED_FORM;
        Answer { estimate: None, se: None, interval: None, df: None, p: None, noted: None, tolerance }
    }
}

impl From<f64> for Answer {
    fn from(estimate: f64) -> Answer {
        Answer { estimate: Some(estimate), ..Answer::default() }
    }
}

impl From<Test> for Answer {
    fn from(test: Test) -> Answer {
        Answer { estimate: Some(test.statistic), df: test.df, p: Some(test.p), ..Answer::default() }
    }
}

impl From<Difference> for Answer {
    fn from(found: Difference) -> Answer {
        Answer {
            estimate: Some(found.difference),
            se: Some(found.se),
            interval: Some(found.interval),
            df: found.df,
            p: Some(found.p),
            noted: Some(("t", found.statistic)),
            ..Answer::default()
        }
    }
}

impl From<Rate> for Answer {
    fn from(found: Rate) -> Answer {
        Answer { estimate: Some(found.value), interval: Some(found.interval), ..Answer::default() }
    }
}

impl Answer {
    /// The same with the standard error of a standardised rate.
    pub fn with_sums(self, sums: Standardised) -> Answer {
        Answer { se: Some(sums.variance.sqrt()), ..self }
    }

    /// The same with another tolerance.
    pub fn within(self, tolerance: Tolerance) -> Answer {
        Answer { tolerance, ..self }
    }

    /// Every filled cell of the row agrees with what was computed.
    pub fn verdict(&self, row: Row<'_>) -> Verdict {
        let mut cells = vec![
            ("estimate", row.number("estimate"), self.estimate),
            ("se", row.number("se"), self.se),
            ("lower", row.number("lower"), self.interval.map(|interval| interval.low)),
            ("upper", row.number("upper"), self.interval.map(|interval| interval.high)),
            ("df", row.number("df").filter(|df| df.is_finite()), self.df),
            ("p", row.number("p"), self.p),
        ];
        if let Some((name, value)) = self.noted {
            let stated = row.text("note").strip_prefix(name).and_then(|rest| rest.strip_prefix('='));
            cells.push((name, stated.and_then(|text| text.trim().parse().ok()), Some(value)));
        }
        let mut compared = 0;
        let mut differing = Vec::new();
        for (name, expected, found) in cells {
            let Some(expected) = expected else { continue };
            compared += 1;
            match found {
                Some(found) if self.tolerance.agrees(found, expected) => {}
                Some(found) => differing.push(format!("{name} {found} expected {expected}")),
                None => differing.push(format!("{name} none expected {expected}")),
            }
        }
        if compared == 0 {
            differing.push("the row expects nothing".to_owned());
        }
        let what = ["case", "call", "stat", "level"].map(|name| row.text(name)).join(" | ");
        if differing.is_empty() {
            Verdict::Passed
        } else {
            Verdict::Failed(format!("{what}: {}", differing.join("; ")))
        }
    }
}

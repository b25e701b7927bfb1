//! The published figures of the nation and the regions.

use super::Catalogue;
use super::indicator::{Indicator, Unit};
use crate::error::{Error, ErrorCode};
use crate::filled::Filled;
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use std::collections::{BTreeMap, BTreeSet};

const FIGURES: [(&str, &str); 4] = [
    ("reference/kolada.csv", include_str!("../../www/reference/kolada.csv")),
    ("reference/folkhalsomyndigheten.csv", include_str!("../../www/reference/folkhalsomyndigheten.csv")),
    ("reference/socialstyrelsen_2018.csv", include_str!("../../www/reference/socialstyrelsen_2018.csv")),
    ("reference/other.csv", include_str!("../../www/reference/other.csv")),
];
const LONG: [&str; 7] = ["indicator", "area", "period", "value", "n", "low", "high"];
/// Periods that must agree before a series is said to be an indicator's.
const AGREEING: usize = 3;
/// Share of a figure that its rounding may be, for a figure given with more decimals to be told from others.
const TELLING: f64 = 0.005;
const FLOATING: f64 = 1e-9;

/// A figure as its publisher gives it: with what it says of its own uncertainty and no more.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// The value, in the indicator's unit.
    pub value: f64,
    /// Number of people, visits or years that it rests on, as the publisher counts them.
    pub n: Option<f64>,
    /// Lower confidence limit, 95 per cent.
    pub low: Option<f64>,
    /// Upper confidence limit.
    pub high: Option<f64>,
}

type Figures = BTreeMap<(Region, Period), Published>;

/// The built-in figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// Edition of the figures.
    pub version: String,
    /// Month of the latest retrieval.
    pub retrieved: String,
    figures: BTreeMap<String, Figures>,
    decimals: BTreeMap<String, u8>,
}

impl Reference {
    /// The figures that are built in, for the catalogue's indicators.
    pub fn built_in(catalogue: &Catalogue) -> Result<Reference, Error> {
        let (version, retrieved) = super::edition()?;
        let decimals = catalogue.indicators.iter().map(|known| (known.id.clone(), known.decimals)).filled();
        let mut reference = Reference { version, retrieved, figures: BTreeMap::new(), decimals };
        for (file, text) in FIGURES {
            reference.read(file, text, catalogue)?;
        }
        Ok(reference)
    }

    /// Reads figures: long (one figure a line) or wide (one column a period).
    fn read(&mut self, file: &str, text: &str, catalogue: &Catalogue) -> Result<(), Error> {
        let mut lines = csv::Reader::from_reader(text.as_bytes());
        let header = lines.headers().map_err(|error| broken(file, 1, &error.to_string()))?.clone();
        let long = header.iter().eq(LONG);
        let columns: Vec<Option<Period>> = header.iter().map(Period::parse).collect();
        for (line, record) in (2..).zip(lines.records()) {
            let record = record.map_err(|error| broken(file, line, &error.to_string()))?;
            let cell = |at: usize| record.get(at).unwrap_or_default();
            let id = cell(0);
            if catalogue.indicator(id).is_none() {
                let error = broken(file, line, &format!("no indicator `{id}`"));
                return Err(catalogue.nearest(id).map_or(error.clone(), |word| error.with("nearest", word)));
            }
            let area = Region::parse(cell(1)).ok_or_else(|| broken(file, line, "no such area"))?;
            let number = |at: usize| number(cell(at)).map_err(|()| broken(file, line, "not a number"));
            if long {
                let period = Period::parse(cell(2)).ok_or_else(|| broken(file, line, "no such period"))?;
                let value = number(3)?.ok_or_else(|| broken(file, line, "no value"))?;
                let figure = Published { value, n: number(4)?, low: number(5)?, high: number(6)? };
                self.add(id, area, period, figure).map_err(|()| broken(file, line, "figure twice"))?;
                continue;
            }
            for (at, period) in columns.iter().enumerate().skip(2) {
                let period = period.ok_or_else(|| broken(file, 1, "no such period"))?;
                if let Some(value) = number(at)? {
                    let figure = Published { value, n: None, low: None, high: None };
                    self.add(id, area, period, figure).map_err(|()| broken(file, line, "figure twice"))?;
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, id: &str, area: Region, period: Period, figure: Published) -> Result<(), ()> {
        let figures = self.figures.entry(id.to_owned()).or_default();
        figures.insert((area, period), figure).map_or(Ok(()), |_| Err(()))
    }

    /// The figure of an indicator for a region or the nation in a period.
    pub fn figure(&self, indicator: &str, region: Region, period: Period) -> Option<&Published> {
        self.figures.get(indicator)?.get(&(region, period))
    }

    /// All figures of an indicator by region and period.
    pub fn figures(&self, indicator: &str) -> impl Iterator<Item = (Region, Period, &Published)> {
        self.figures.get(indicator).into_iter().flatten().map(|((region, period), figure)| (*region, *period, figure))
    }

    /// The periods in which an indicator has a figure anywhere, in order.
    pub fn periods(&self, indicator: &str) -> Vec<Period> {
        let periods: BTreeSet<Period> = self.figures(indicator).map(|(_, period, _)| period).filled();
        periods.into_iter().collect()
    }

    /// Whether values, all of them, are more than ten times the largest published of an indicator, or less than a tenth of
    /// the smallest; per cents may be written as fractions.
    pub fn is_far(&self, indicator: &Indicator, values: impl Iterator<Item = f64>) -> bool {
        const TIMES: f64 = 10.0;
        fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
            let sound = values.map(f64::abs).filter(|it| *it > 0.0);
            sound.fold((f64::INFINITY, 0.0), |(least, most), it| (least.min(it), most.max(it)))
        }
        let (least, most) = ends(values);
        let published = ends(self.figures(&indicator.id).map(|(_, _, figure)| figure.value));
        let below = indicator.unit != Unit::Percent && most * TIMES < published.0;
        published.1 > 0.0 && least <= most && (least > TIMES * published.1 || below)
    }

    /// The indicators whose national figures are the given ones in every period that both have, and in at least
    /// three; the one with most periods first. A figure given with fewer decimals than published agrees when it is the
    /// published one rounded; one given with more when the published one is precise enough to tell figures apart.
    pub fn by_values(&self, values: &[(Period, f64)]) -> Vec<(&str, usize)> {
        let given = values.iter().map(|(_, value)| decimals(*value)).max().unwrap_or(0);
        let mut found: Vec<(&str, usize)> = self
            .figures
            .iter()
            .filter_map(|(id, figures)| {
                let known = self.decimals.get(id).copied().unwrap_or(0);
                let mut matched = 0;
                for (period, value) in values {
                    let Some(figure) = figures.get(&(Region::NATION, *period)) else { continue };
                    if !agree(*value, given, figure.value, known) {
                        return None;
                    }
                    matched += 1;
                }
                (matched >= AGREEING).then_some((id.as_str(), matched))
            })
            .collect();
        found.sort_by_key(|(id, matched)| (std::cmp::Reverse(*matched), *id));
        found
    }
}

fn agree(value: f64, given: u8, published: f64, known: u8) -> bool {
    let rounding = 0.5 * 10_f64.powi(-i32::from(given.min(known)));
    let telling = given <= known || rounding <= TELLING * published.abs();
    (value - published).abs() <= FLOATING + if telling { rounding } else { 0.0 }
}

fn number(cell: &str) -> Result<Option<f64>, ()> {
    if cell.is_empty() {
        return Ok(None);
    }
    cell.parse().map_err(|_| ()).and_then(|value: f64| if value.is_finite() { Ok(Some(value)) } else { Err(()) })
}

/// Decimals in the shortest way of writing a number.
fn decimals(value: f64) -> u8 {
    let places = value.to_string().split_once('.').map_or(0, |(_, fraction)| fraction.len());
    u8::try_from(places).unwrap_or(u8::MAX)
}

fn broken(file: &str, line: usize, what: &str) -> Error {
    Error::new(ErrorCode::CatalogueInvalid).with("file", file).with("detail", format!("{what} at line {line}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Reference, Error> {
        let catalogue = Catalogue::built_in()?;
        let (decimals, figures) = (BTreeMap::new(), BTreeMap::new());
        let mut reference = Reference { version: String::new(), retrieved: String::new(), figures, decimals };
        reference.read("x.csv", text, &catalogue)?;
        Ok(reference)
    }

    #[test]
    fn long_and_wide_files_are_read() {
        let wide = read("indicator,area,2023,2021/2024\nU70447,13,70.5,\n").unwrap();
        let halland = Region::parse("13").unwrap();
        assert_eq!(wide.figure("U70447", halland, Period::year(2023)).map(|figure| figure.value), Some(70.5));
        assert_eq!(wide.periods("U70447"), [Period::year(2023)]);
        let long = read("indicator,area,period,value,n,low,high\nEGV330,00,2017,7.5,100,7,8\n").unwrap();
        let figure = long.figure("EGV330", Region::NATION, Period::year(2017)).unwrap();
        assert_eq!((figure.n, figure.low, figure.high), (Some(100.0), Some(7.0), Some(8.0)));
    }

    #[test]
    fn a_broken_file_says_which_line() {
        let detail = |text: &str| read(text).unwrap_err().params;
        let unknown = detail("indicator,area,2023\nU70447,13,1\nU70447x,13,1\n");
        assert!(unknown["detail"].contains("line 3") && unknown["nearest"] == "U70447", "{unknown:?}");
        assert!(detail("indicator,area,2023\nU70447,13,1\nU70447,13,1\n")["detail"].contains("twice at line 3"));
        assert!(detail("indicator,area,2023\nU70447,13,1\u{a0}000\n")["detail"].contains("not a number"));
        assert!(detail("indicator,area,2023\nU70447,99,1\n")["detail"].contains("area"));
        assert!(detail("indicator,area,sedan\nU70447,13,1\n")["detail"].contains("period"));
        assert!(detail("indicator,area,2023\nU70447,13\n")["detail"].contains("line 2"));
    }
}

//! The rows that a design was drawn as, and what the texts of an expected table mean in them: variables, domains.

use crate::oracle::rows::Rows;
use std::collections::BTreeSet;

/// Which rows belong.
pub type Domain = Vec<bool>;

const MISSING: &[&str] = &["", "NA"];
const REGION_NAMES: &[&str] = &["region", "lan", "län"];

/// A data set with the columns that its expected table is known to group by.
#[derive(Debug)]
pub struct Dataset {
    pub rows: Rows,
    pub grouped_by: Vec<String>,
}

/// A level such as `2016 Gotland`, understood.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Level {
    /// Column and value of the period, where the level names one.
    pub period: Option<(String, String)>,
    /// Column and value of the region or group, where the level names one.
    pub place: Option<(String, String)>,
}

impl Dataset {
    /// Every row.
    pub fn all(&self) -> Domain {
        vec![true; self.rows.len()]
    }

    /// The rows where a column has a value.
    pub fn equal(&self, column: &str, value: &str) -> Domain {
        self.texts(column).iter().map(|text| *text == value).collect()
    }

    /// The rows of the pair's value, or every row.
    pub fn chosen(&self, pair: &Option<(String, String)>) -> Domain {
        pair.as_ref().map_or_else(|| self.all(), |(column, value)| self.equal(column, value))
    }

    /// The texts of a column; empty ones where there is none.
    pub fn texts(&self, column: &str) -> Vec<&str> {
        self.rows.column(column).unwrap_or_else(|| vec![""; self.rows.len()])
    }

    /// The numbers of a column; `None` where it is not there or holds other texts.
    pub fn numbers(&self, column: &str) -> Option<Vec<Option<f64>>> {
        let number = |text: &str| match text.trim() {
            text if MISSING.contains(&text) => Some(None),
            text => text.parse().ok().map(Some),
        };
        self.rows.column(column)?.into_iter().map(number).collect()
    }

    /// The distinct values of a column, missing ones left out.
    pub fn values(&self, column: &str) -> BTreeSet<&str> {
        self.texts(column).into_iter().filter(|text| !MISSING.contains(text)).collect()
    }

    /// A variable: a numeric column, an indicator (`v=='L'`), or a factor's name with its level appended.
    pub fn variable(&self, stat: &str) -> Option<Vec<Option<f64>>> {
        if let Some(numbers) = self.numbers(stat) {
            return Some(numbers);
        }
        if let Some((column, level)) = stat.split_once("==") {
            let level = level.trim().trim_matches(|sign| sign == '\'' || sign == '"');
            return self.indicator(column.trim(), level);
        }
        let factor = self.rows.names.iter().filter_map(|name| Some((name, stat.strip_prefix(name.as_str())?)));
        let (column, level) =
            factor.filter(|(name, rest)| self.values(name).contains(rest)).max_by_key(|(name, _)| name.len())?;
        self.indicator(column, level)
    }

    fn indicator(&self, column: &str, level: &str) -> Option<Vec<Option<f64>>> {
        let texts = self.rows.column(column)?;
        let one = |text: &str| (!MISSING.contains(&text)).then(|| f64::from(u8::from(text == level)));
        Some(texts.into_iter().map(one).collect())
    }

    /// Reads a level: nothing, a period, a place, or a period and a place.
    pub fn level(&self, text: &str) -> Result<Level, String> {
        if matches!(text, "" | "all") {
            return Ok(Level::default());
        }
        if let Some(column) = self.period_column(text) {
            return Ok(Level { period: Some((column, text.to_owned())), place: None });
        }
        if let Some((first, rest)) = text.split_once(' ')
            && let Some(column) = self.period_column(first)
        {
            let place = Some(self.place(rest)?);
            return Ok(Level { period: Some((column, first.to_owned())), place });
        }
        Ok(Level { period: None, place: Some(self.place(text)?) })
    }

    /// The column of periods: every value is a year, and this is one of them.
    pub fn period_column(&self, period: &str) -> Option<String> {
        let is_year =
            |text: &&str| text.len() == 4 && text.parse::<u16>().is_ok_and(|year| (1900..2200).contains(&year));
        let holds = |name: &&String| {
            let values = self.values(name);
            values.contains(period) && values.iter().all(is_year)
        };
        self.rows.names.iter().find(holds).cloned()
    }

    /// The periods of the data in order, with their column.
    pub fn periods(&self) -> Option<(String, Vec<String>)> {
        self.rows.names.iter().find_map(|name| {
            let values = self.values(name);
            let column = self.period_column(values.first()?)?;
            (column == *name && values.len() > 1).then(|| (column, values.into_iter().map(str::to_owned).collect()))
        })
    }

    /// The column that holds a place or group: one that the table groups by, one that is named region, or the only one.
    fn place(&self, value: &str) -> Result<(String, String), String> {
        let holds = |name: &&String| self.values(name).contains(value);
        let found: Vec<&String> = self.rows.names.iter().filter(holds).collect();
        let named = |names: &[&str]| found.iter().find(|name| names.contains(&name.to_lowercase().as_str())).copied();
        let known = found.iter().find(|name| self.grouped_by.contains(name)).copied();
        let only = if found.len() == 1 { found.first().copied() } else { None };
        match known.or_else(|| named(REGION_NAMES)).or(only) {
            Some(column) => Ok((column.clone(), value.to_owned())),
            None if found.is_empty() => Err(format!("no column holds the level {value}")),
            None => Err(format!("several columns hold the level {value}")),
        }
    }
}

/// Rows in both.
pub fn both(a: &Domain, b: &Domain) -> Domain {
    a.iter().zip(b).map(|(a, b)| *a && *b).collect()
}

/// Rows not in it.
pub fn outside(a: &Domain) -> Domain {
    a.iter().map(|inside| !inside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dataset(text: &str, grouped_by: &[&str]) -> Dataset {
        let grouped_by = grouped_by.iter().map(|name| (*name).to_owned()).collect();
        Dataset { rows: Rows::parse(text).unwrap(), grouped_by }
    }

    #[test]
    fn levels_name_periods_and_places() {
        let data = dataset("ar,region,stratum\n2016,Dalarna,2016 Dalarna\n2020,Dalarna,2020 Dalarna\n", &[]);
        let pair = |column: &str, value: &str| Some((column.to_owned(), value.to_owned()));
        assert_eq!(data.level("2016").unwrap(), Level { period: pair("ar", "2016"), place: None });
        let both = Level { period: pair("ar", "2016"), place: pair("region", "Dalarna") };
        assert_eq!(data.level("2016 Dalarna").unwrap(), both);
        assert_eq!(data.level("all").unwrap(), Level::default());
        assert!(data.level("Skaraborg").is_err());
        assert_eq!(data.periods(), Some(("ar".to_owned(), vec!["2016".to_owned(), "2020".to_owned()])));
    }

    #[test]
    fn a_level_in_two_columns_needs_the_grouping() {
        let text = "a,b\nE,E\nM,E\n";
        assert!(dataset(text, &[]).level("E").is_err());
        assert_eq!(dataset(text, &["b"]).level("E").unwrap().place.unwrap().0, "b");
    }

    #[test]
    fn variables_are_numbers_indicators_or_factor_levels() {
        let data = dataset("y,sch.wide\n1.5,Yes\nNA,No\n2,NA\n", &[]);
        assert_eq!(data.variable("y"), Some(vec![Some(1.5), None, Some(2.0)]));
        let yes = Some(vec![Some(1.0), Some(0.0), None]);
        assert_eq!(data.variable("sch.wide=='Yes'"), yes);
        assert_eq!(data.variable("sch.wideYes"), yes);
        assert_eq!(data.variable("nothing"), None);
    }
}

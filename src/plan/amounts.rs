//! Amounts in a plan: costs by area, posts by profession, contacts by kind, inhabitants.
//!
//! ```json
//! {"plan":1,"region":"13",
//!  "files":[{"match":"kostnader*.csv","kind":"accounts","unit":"tkr","prices":"running"},
//!    {"match":"personal.csv","kind":"staffing"},{"match":"folk.csv","kind":"population"}],
//!  "deflator":{"base":"2024","index":{"2016":78.9,"2024":100.0},"source":"LPIK, SKR"},
//!  "measures":[
//!   {"id":"pv_inv","type":"amount_per","column":"Primärvård","denominator":"Folkmängd","unit":"kronor_per_inhabitant"},
//!   {"id":"pv_patient","type":"amount_per","column":"Kommunal hälso- och sjukvård","denominator":"Inskrivna patienter"},
//!   {"id":"pv_andel_alla","type":"amount_share","column":"Primärvård","denominator":"*"},
//!   {"id":"pv_andel_utan","type":"amount_share","column":"Primärvård","denominator":"* - Läkemedel"},
//!   {"id":"pv_andel_tre","type":"amount_share","column":"Primärvård","denominator":"Primärvård + Somatik + Psykiatri"},
//!   {"id":"kommunandel","type":"amount_share","column":"Kommunal hälso- och sjukvård",
//!     "denominator":"Kommunal hälso- och sjukvård + Primärvård"},
//!   {"id":"netto_ata","type":"amount_share","column":"Nettokostnad","denominator":"Kostnad för eget åtagande"},
//!   {"id":"lakare_1000","type":"amount_per","column":"Läkare & Primärvård","denominator":"Folkmängd","unit":"per_1000"},
//!   {"id":"inv_per_lakare","type":"amount_per","column":"Folkmängd","denominator":"Allmänläkare","guideline":1100},
//!   {"id":"cni","type":"care_need_index","column":"Barn under 5 år + Född utanför Europa + Ensamboende 65 år och äldre
//!     + Ensamstående förälder + Inflyttade + Arbetslösa + Lågutbildade","denominator":"Befolkning","reference":2.476},
//!   {"id":"digitala","type":"amount_per","column":"Digitala kontakter","denominator":"Folkmängd","unit":"ratio"}]}
//! ```
//! A name is a level of any column that divides the amounts, or the header of a column of amounts. `A & B` is what has both
//! levels, `A + B` a sum, `*` everything, `* - A` everything but A. A level that is the sum of the others counts only where
//! it is named.
//! The index of need has seven terms in the order that they stand in above; the amount above the line is the weighted sum.
//! The plan's `groups` that divide the amounts get values of their own.
//! `Folkmängd` is the file's population, else the built-in one. `unit` gives the scale: `per_100`, `per_1000`,
//! `per_100000`, else one.

use crate::vocabulary::fold::fold;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Inhabitants for each specialist in general medicine, Socialstyrelsen 2022; neither floor nor ceiling.
pub const GUIDELINE: f64 = 1100.0;

/// Counts that a care need index is made of.
pub(super) const CIRCUMSTANCES: usize = 7;

/// Prices by period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deflator {
    /// The period whose prices everything is taken to.
    pub base: String,
    /// Price level by period, on any base.
    pub index: BTreeMap<String, f64>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

impl Deflator {
    /// What an amount of a period is multiplied by.
    pub fn factor(&self, period: &str) -> Option<f64> {
        let (base, own) = (self.index.get(&self.base)?, self.index.get(period)?);
        (*base > 0.0 && *own > 0.0).then(|| base / own)
    }
}

/// What a name in a plan means: sums of terms, each of levels that all must be there; no terms for everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// The terms.
    pub terms: Vec<Vec<Level>>,
    /// Levels that everything is without.
    pub but: Vec<Level>,
}

/// A level, as written and as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// As written.
    pub written: String,
    /// As it is compared.
    pub folded: String,
}

impl Selection {
    /// Reads `A & B + C` or `* - D`.
    pub fn parse(text: &str) -> Selection {
        let level = |text: &str| Level { written: text.trim().to_owned(), folded: fold(text) };
        if let Some(but) = text.trim().strip_prefix('*') {
            let but = but.split(" - ").map(level).filter(|level| !level.written.is_empty()).collect();
            return Selection { terms: Vec::new(), but };
        }
        let levels = |term: &str| term.split(" & ").map(level).collect();
        Selection { terms: text.split(" + ").map(levels).collect(), but: Vec::new() }
    }

    /// Every level that it names.
    pub fn levels(&self) -> impl Iterator<Item = &Level> {
        self.terms.iter().flatten().chain(&self.but)
    }
}

/// The name that is most like `name`.
pub fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let likeness = |known: &&str| strsim::jaro_winkler(&name.to_lowercase(), &known.to_lowercase());
    known.into_iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selections_and_prices() {
        let found = Selection::parse("Läkare & Primärvård + Somatik");
        let written = |levels: &[Level]| levels.iter().map(|level| level.written.clone()).collect::<Vec<_>>();
        assert_eq!(
            found.terms.iter().map(|it| written(it)).collect::<Vec<_>>(),
            [vec!["Läkare", "Primärvård"], vec!["Somatik"]]
        );
        assert_eq!(Selection::parse("*"), Selection::default());
        assert_eq!(written(&Selection::parse("* - Läkemedel - Tandvård").but), ["Läkemedel", "Tandvård"]);
        let index = BTreeMap::from([("2020".to_owned(), 80.0), ("2024".to_owned(), 100.0)]);
        let deflator = Deflator { base: "2024".to_owned(), index, source: None };
        assert_eq!((deflator.factor("2020"), deflator.factor("2019")), (Some(1.25), None));
    }
}

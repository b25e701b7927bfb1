//! Measures for files of amounts: cost per inhabitant by area, primary care's share by several denominators, posts and
//! contacts per 1 000 inhabitants, inhabitants per general practitioner.

use crate::error::Error;
use crate::finding::Findings;
use crate::plan::amounts::GUIDELINE;
use crate::plan::{Measure, MeasureType, Plan};
use crate::session::source::Source;
use crate::table::amounts::is_counted;
use crate::table::reading::Kind;
use crate::table::{self, Checked, Checker};
use crate::vocabulary::fold::fold;
use crate::vocabulary::region::Region;
use std::collections::{BTreeMap, BTreeSet};

const MOST_LEVELS: usize = 30;
const INHABITANTS: &str = "Folkmängd";

/// The levels of the file, by column.
fn levels(source: &Source, own: Option<Region>) -> Result<BTreeMap<String, BTreeSet<String>>, Error> {
    let empty = Plan::default();
    let any = own.or(Region::ALL.first().copied());
    let checker = Checker::new(&source.reading, None, &empty, any)?;
    let mut levels: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    table::rows(source.held.at_hand(), &source.reading, &mut |row| {
        if let Some(Checked::Amounts(all)) = checker.row(row, &mut Findings::default()) {
            for (column, level) in all.into_iter().flat_map(|(key, _)| key.labels) {
                levels.entry(column).or_default().insert(level);
            }
        }
        true
    })?;
    levels.retain(|_, levels| levels.len() <= MOST_LEVELS);
    Ok(levels)
}

pub(super) fn measures(source: &Source, own: Option<Region>) -> Result<Vec<Measure>, Error> {
    let levels = levels(source, own)?;
    let all = || levels.values().flatten();
    let per = |level: &str, unit: &str| Measure {
        denominator: Some(INHABITANTS.to_owned()),
        unit: Some(unit.to_owned()),
        ..Measure::new(super::slug(level), MeasureType::AmountPer, level)
    };
    let share = |id: &str, of: &str, denominator: String| Measure {
        denominator: Some(denominator),
        ..Measure::new(id.to_owned(), MeasureType::AmountShare, of)
    };
    let begins = |word: &str| all().find(|level| fold(level).starts_with(word)).cloned();
    let mut measures = Vec::new();
    match source.reading.kind {
        Kind::Accounts => {
            measures.extend(all().filter(|level| !is_counted(level)).map(|level| per(level, "kronor_per_inhabitant")));
            if let Some(primary) = begins("primarvard") {
                measures.push(share("primarvardens_andel", &primary, "*".to_owned()));
                if let (Some(somatic), Some(psychiatric)) = (begins("somati"), begins("psykiatri")) {
                    let three = format!("{primary} + {somatic} + {psychiatric}");
                    measures.push(share("primarvardens_andel_av_tre", &primary, three));
                }
                if let Some(municipal) = begins("kommunal") {
                    measures.push(share("kommunernas_andel", &municipal, format!("{municipal} + {primary}")));
                }
            }
        }
        Kind::Staffing => {
            measures.extend(all().map(|level| per(level, "per_1000")));
            if let Some(doctors) = begins("allmanlakare").or_else(|| begins("specialister i allmanmedicin")) {
                measures.push(Measure {
                    denominator: Some(doctors.clone()),
                    guideline: Some(GUIDELINE),
                    ..Measure::new("invanare_per_allmanlakare".to_owned(), MeasureType::AmountPer, INHABITANTS)
                });
            }
        }
        _ => {}
    }
    Ok(measures)
}

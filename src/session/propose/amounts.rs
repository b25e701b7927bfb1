//! Measures for files of amounts: cost per inhabitant by area and per enrolled patient, primary care's share by several
//! denominators, the municipalities' share, posts and contacts per 1 000 inhabitants, inhabitants and listed per general
//! practitioner, need of care. What stands above and below may come from different files.

use crate::error::Error;
use crate::finding::Findings;
use crate::plan::amounts::GUIDELINE;
use crate::plan::{Measure, MeasureType, Plan};
use crate::session::source::Source;
use crate::table::amount_columns::is_counted;
use crate::table::reading::Kind;
use crate::table::{self, Checked, Checker};
use crate::vocabulary::fold::fold;
use crate::vocabulary::need::circumstances;
use crate::vocabulary::population::is_population;
use crate::vocabulary::region::Region;
use std::collections::{BTreeMap, BTreeSet};

const MOST_LEVELS: usize = 30;
const INHABITANTS: &str = "Folkmängd";
/// How general practitioners are called.
const DOCTORS: [&str; 2] = ["allmanlakare", "specialister i allmanmedicin"];

/// The levels of all files of amounts.
#[derive(Default)]
pub(super) struct Levels {
    costs: BTreeSet<String>,
    posts: BTreeSet<String>,
    people: BTreeSet<String>,
    units: BTreeSet<String>,
    /// General practitioners in primary care, where posts are divided by both.
    doctors: Option<String>,
}

impl Levels {
    /// Reads the levels of a file.
    pub fn add(&mut self, source: &Source, own: Option<Region>) -> Result<(), Error> {
        let empty = Plan::default();
        let any = own.or(Region::ALL.first().copied());
        let checker = Checker::new(&source.reading, None, &empty, any)?;
        let mut levels: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        table::rows(source.held.at_hand(), &source.reading, &mut |row| {
            if let Some(Checked::Amounts(all)) = checker.row(row, &mut Findings::default()) {
                if source.reading.kind == Kind::Staffing && self.doctors.is_none() {
                    self.doctors = all.iter().find_map(|(key, _)| doctors_in_primary_care(&key.labels));
                }
                for (column, level) in all.into_iter().flat_map(|(key, _)| key.labels) {
                    levels.entry(column).or_default().insert(level);
                }
            }
            true
        })?;
        levels.retain(|_, levels| levels.len() <= MOST_LEVELS);
        if circumstances(levels.values().flatten().map(String::as_str)).is_some() {
            self.units.extend(levels.keys().filter(|column| !column.is_empty()).cloned());
        }
        let all = || levels.values().flatten().cloned();
        self.people.extend(all().filter(|level| is_counted(level)));
        match source.reading.kind {
            Kind::Accounts => {
                self.costs.extend(all().filter(|level| !is_counted(level)));
                self.posts.extend(all().filter(|level| is_counted(level) && are_contacts(level)));
            }
            Kind::Staffing => self.posts.extend(all()),
            _ => self.people.extend(all()),
        }
        Ok(())
    }

    /// The columns whose levels are areas with a need of their own.
    pub fn groups(&self) -> impl Iterator<Item = String> {
        self.units.iter().cloned()
    }

    /// What can be made of them.
    pub fn measures(&self) -> Vec<Measure> {
        let mut all = self.of_costs();
        all.extend(self.of_posts());
        all.extend(self.of_need());
        all
    }

    /// What the files call the inhabitants, else the built-in population.
    fn inhabitants(&self) -> &str {
        self.people.iter().find(|level| is_population(level)).map_or(INHABITANTS, String::as_str)
    }

    fn of_costs(&self) -> Vec<Measure> {
        let begins = |word: &str| first(&self.costs, word);
        let mut all: Vec<Measure> = self
            .costs
            .iter()
            .map(|level| per(super::slug(level), level, self.inhabitants(), "kronor_per_inhabitant"))
            .collect();
        // The region's own costs: what municipalities pay for is not among them.
        let own = begins("kommunal").map_or_else(|| "*".to_owned(), |municipal| format!("* - {municipal}"));
        if let Some(primary) = begins("primarvard") {
            all.push(share("primarvardens_andel", primary, own.clone()));
            if let Some(drugs) = begins("lakemedel") {
                all.push(share("primarvardens_andel_utan_lakemedel", primary, format!("{own} - {drugs}")));
            }
            if let (Some(somatic), Some(psychiatric)) = (begins("somati"), begins("psykiatri")) {
                let three = format!("{primary} + {somatic} + {psychiatric}");
                all.push(share("primarvardens_andel_av_tre", primary, three));
            }
        }
        if let Some(municipal) = begins("kommunal") {
            if let Some(primary) = begins("primarvard") {
                all.push(share("kommunernas_andel", municipal, format!("{municipal} + {primary}")));
            }
            all.push(share("kommunernas_andel_av_allt", municipal, "*".to_owned()));
            if let Some(enrolled) = first(&self.people, "inskrivna").or_else(|| first(&self.people, "enrolled")) {
                all.push(per("kommunal_kostnad_per_patient".to_owned(), municipal, enrolled, "kronor"));
            }
        }
        if let (Some(net), Some(own)) =
            (begins("nettokostnad"), begins("kostnad for egna").or(begins("kostnad for eget")))
        {
            all.push(share("nettokostnad_av_eget_atagande", net, own.to_owned()));
        }
        all
    }

    fn of_posts(&self) -> Vec<Measure> {
        let mut all: Vec<Measure> =
            self.posts.iter().map(|level| per(super::slug(level), level, self.inhabitants(), "per_1000")).collect();
        if let Some(digital) = first(&self.posts, "digital") {
            all.push(share("digital_andel", digital, "*".to_owned()));
        }
        if let (Some(primary), Some(other)) = (first(&self.posts, "primarvard"), first(&self.posts, "ovrig vard")) {
            all.push(share("primarvardens_andel_av_personalen", primary, format!("{primary} + {other}")));
        }
        let doctors = self.doctors.as_deref().or_else(|| DOCTORS.iter().find_map(|word| first(&self.posts, word)));
        if let Some(doctors) = doctors {
            all.push(Measure {
                denominator: Some(doctors.to_owned()),
                guideline: Some(GUIDELINE),
                ..Measure::new("invanare_per_allmanlakare".to_owned(), MeasureType::AmountPer, self.inhabitants())
            });
            if let Some(listed) = first(&self.people, "listade").or_else(|| first(&self.people, "listed")) {
                all.push(per("listade_per_allmanlakare".to_owned(), listed, doctors, "ratio"));
            }
        }
        all
    }

    fn of_need(&self) -> Option<Measure> {
        let seven = circumstances(self.people.iter().map(String::as_str))?;
        let whole = ["befolkning", "listade", "folkmangd", "invanare", "population", "listed", "antal"];
        let people = whole.iter().find_map(|word| first(&self.people, word))?;
        Some(Measure {
            denominator: Some(people.to_owned()),
            ..Measure::new("cni".to_owned(), MeasureType::CareNeedIndex, &seven.join(" + "))
        })
    }
}

/// Whether visits, stays or other contacts are counted beside what they cost.
fn are_contacts(level: &str) -> bool {
    let folded = fold(level);
    ["besok", "kontakt", "vardtillf", "visits", "contacts"].iter().any(|word| folded.contains(word))
}

fn doctors_in_primary_care(labels: &[(String, String)]) -> Option<String> {
    let named = |words: &[&str]| {
        let is = |level: &&String| words.iter().any(|word| fold(level).starts_with(word));
        labels.iter().map(|(_, level)| level).find(is)
    };
    Some(format!("{} & {}", named(&DOCTORS)?, named(&["primarvard"])?))
}

fn per(id: String, level: &str, denominator: &str, unit: &str) -> Measure {
    let denominator = Some(denominator.to_owned());
    Measure { denominator, unit: Some(unit.to_owned()), ..Measure::new(id, MeasureType::AmountPer, level) }
}

fn share(id: &str, of: &str, denominator: String) -> Measure {
    Measure { denominator: Some(denominator), ..Measure::new(id.to_owned(), MeasureType::AmountShare, of) }
}

fn first<'l>(levels: &'l BTreeSet<String>, word: &str) -> Option<&'l str> {
    levels.iter().map(String::as_str).find(|level| fold(level).starts_with(word))
}

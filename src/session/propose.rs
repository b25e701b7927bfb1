//! A plan for the files as they are understood: a proposal for the user to confirm, never more.

mod amounts;

use super::Correction;
use super::propose_rates;
use super::source::Source;
use crate::catalogue::Catalogue;
use crate::catalogue::reference::Reference;
use crate::error::Error;
use crate::filled::Filled;
use crate::finding::Findings;
use crate::plan::{Adjusted, Columns, Design, FilePlan, Measure, MeasureType, Nation, Plan, Standardise};
use crate::table;
use crate::table::indicators::IndicatorTable;
use crate::table::reading::{Column, ColumnType, Kind, Reading, Role};
use crate::table::{Checked, Checker};
use crate::vocabulary::direction::says_good;
use crate::vocabulary::fold::fold;
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use crate::vocabulary::scale::Scale;
use amounts::Levels;
use std::collections::{BTreeMap, BTreeSet};

const MOST_GROUP_LEVELS: usize = 12;
/// How a regular contact in care is called in columns.
const CONTACT: [&str; 4] = ["fast kontakt", "fast lakar", "fast vardkontakt", "regular doctor"];
const MOST_MEASURES: usize = 60;

/// The plan for all files.
pub(super) fn propose(sources: &[Source], shelf: (&Catalogue, &Reference), own: Option<Region>) -> Result<Plan, Error> {
    let mut plan = Plan { region: own.map(Region::code), ..Plan::default() };
    let mut levels = Levels::default();
    for source in sources.iter().filter(|source| !source.is_reference) {
        let reading = &source.reading;
        match reading.kind {
            Kind::Survey => {
                plan.files.push(survey_file(source));
                plan.measures.extend(items(reading));
                plan.groups.extend(groups(reading));
            }
            Kind::Indicators => {
                plan.files.push(as_corrected(source));
                let rates = propose_rates::rates(reading);
                let counted = |measure: &Measure| {
                    let of = |rate: &Measure| {
                        rate.column == measure.column || rate.denominator.as_ref() == Some(&measure.column)
                    };
                    rates.iter().any(of)
                };
                plan.measures.extend(figures(source, shelf, own)?.into_iter().filter(|measure| !counted(measure)));
                plan.measures.extend(rates);
            }
            Kind::Accounts | Kind::Staffing | Kind::Population => {
                let kind = Some(source.reading.kind.as_str().to_owned());
                plan.files.push(FilePlan { kind, ..as_corrected(source) });
                levels.add(source, own)?;
            }
            _ if source.corrected != Correction::default() => plan.files.push(as_corrected(source)),
            _ => {}
        }
    }
    plan.measures.extend(levels.measures());
    plan.groups.extend(levels.groups());
    if let ([_], [file]) = (sources, plan.files.as_mut_slice()) {
        file.pattern = "*".to_owned();
    }
    if sources.iter().any(|source| source.is_reference) {
        plan.measures.iter_mut().for_each(|measure| measure.nation = Nation::Auto);
    }
    let mut seen = BTreeSet::new();
    let one_each =
        |it: &Measure| (format!("{:?}", it.r#type), it.column.clone(), it.denominator.clone(), it.unit.clone());
    plan.measures.retain(|measure| seen.insert(one_each(measure)));
    plan.measures.truncate(MOST_MEASURES);
    plan.groups = plan.groups.iter().cloned().filled::<BTreeSet<_>>().into_iter().collect();
    rename_twins(&mut plan.measures);
    adjust(&mut plan);
    Ok(plan)
}

/// Values at the same sex, age and health where the file has them, and what a regular contact means at equal age and
/// health.
fn adjust(plan: &mut Plan) {
    let named = |words: &[&str]| {
        plan.groups.iter().find(|group| words.iter().any(|word| fold(group).starts_with(word))).cloned()
    };
    let sex = named(&["kon", "sex", "gender"]);
    let (age, health) = (named(&["alder", "age"]), named(&["halsa", "halsotillstand", "health"]));
    let given: Vec<String> = age.iter().chain(&health).cloned().collect();
    if age.is_none() {
        return;
    }
    let contact = |measure: &&Measure| {
        let name = fold(&measure.column).replace('_', " ");
        CONTACT.iter().any(|word| name.contains(word)) && !measure.positive.is_empty()
    };
    if let Some(contact) = plan.measures.iter().find(contact) {
        let others = plan.measures.iter().filter(|it| it.r#type == MeasureType::Proportion && it.id != contact.id);
        plan.adjusted = others
            .map(|measure| Adjusted {
                id: format!("{}_{}", measure.id, contact.id),
                measure: measure.id.clone(),
                by: contact.column.clone(),
                positive: contact.positive.clone(),
                missing: contact.missing.clone(),
                base: None,
                given: given.clone(),
            })
            .collect();
    }
    plan.standardise = Some(Standardise { by: sex.into_iter().chain(given).collect(), standard: Vec::new() });
}

fn survey_file(source: &Source) -> FilePlan {
    let reading = &source.reading;
    let name = |role| reading.column(role).and_then(|at| reading.columns.get(at)).map(|it| it.name.clone());
    FilePlan {
        pattern: source.name.clone(),
        columns: Some(Columns { region: name(Role::Region), period: name(Role::Period), id: name(Role::Id) }),
        design: Some(Design {
            ids: name(Role::Cluster).into_iter().collect(),
            strata: name(Role::Stratum),
            weights: name(Role::Weight),
            nest: true,
            ..Design::default()
        }),
        ..as_corrected(source)
    }
}

/// A file as the user has corrected how it is understood, so that the plan alone gives the same again.
fn as_corrected(source: &Source) -> FilePlan {
    let Correction { sheet, kind, roles } = &source.corrected;
    FilePlan {
        pattern: source.name.clone(),
        kind: kind.map(|kind| kind.as_str().to_owned()),
        sheet: sheet.clone(),
        roles: roles.iter().map(|(column, role)| (column.clone(), role.as_str().to_owned())).filled(),
        ..FilePlan::default()
    }
}

fn groups(reading: &Reading) -> impl Iterator<Item = String> {
    let few = |column: &&Column| (2..=MOST_GROUP_LEVELS).contains(&column.levels.len());
    reading.columns.iter().filter(|column| column.role == Role::Group).filter(few).map(|column| column.name.clone())
}

fn items(reading: &Reading) -> Vec<Measure> {
    reading.columns_with(Role::Item).filter_map(|(_, column)| item(column)).collect()
}

fn item(column: &Column) -> Option<Measure> {
    let answers: Vec<&str> = column.levels.iter().map(|(answer, _)| answer.as_str()).collect();
    let measure = Measure::new(slug(&column.name), MeasureType::Proportion, &column.name);
    let (answers, codes) = Scale::without_far_codes(&answers);
    let codes = codes.into_iter().map(str::to_owned).collect();
    let label = column.declared.as_ref().and_then(|declared| declared.label.clone());
    let measure = Measure { missing: codes, label, ..measure };
    // What is counted has no positive answers.
    let counted = column.r#type == ColumnType::Integer && fold(&column.name).starts_with("antal ");
    if let Some(scale) = Scale::recognise(&answers).filter(|_| !counted) {
        let good = scale.says_good() || !measure.asks_of_bad();
        return Some(Measure {
            positive: scale.answers.iter().take(scale.positive).cloned().collect(),
            missing: scale.outside.into_iter().chain(measure.missing.clone()).collect(),
            direction: good.then(|| "higher".to_owned()),
            ..measure
        });
    }
    let numeric = matches!(column.r#type, ColumnType::Integer | ColumnType::Decimal | ColumnType::Ordinal);
    numeric.then_some(Measure { r#type: MeasureType::Mean, ..measure })
}

fn figures(
    source: &Source,
    (catalogue, reference): (&Catalogue, &Reference),
    own: Option<Region>,
) -> Result<Vec<Measure>, Error> {
    let any = Region::ALL.first().copied();
    let table = IndicatorTable::new(&source.reading, own.or(any))?;
    let mut names = table.measures();
    let empty = Plan::default();
    let checker = Checker::new(&source.reading, None, &empty, own.or(any))?;
    let mut nation: BTreeMap<String, Vec<(Period, f64)>> = BTreeMap::new();
    let mut values: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    table::rows(source.held.at_hand(), &source.reading, &mut |row| {
        if let Some(Checked::Figures(all)) = checker.row(row, &mut Findings::default()) {
            for (about, figure) in all {
                if !names.contains(&about.measure) {
                    names.push(about.measure.clone());
                }
                let total = about.region.is_nation() && about.group.is_none();
                values.entry(about.measure.clone()).or_default().extend(figure.value);
                if let (true, Some(period), Some(value)) = (total, about.period, figure.value) {
                    nation.entry(about.measure).or_default().push((period, value));
                }
            }
        }
        names.len() <= MOST_MEASURES
    })?;
    let measure = |name: &String| {
        let by_title = || source.reading.title.iter().find_map(|line| catalogue.recognise(line));
        let by_values = || {
            let candidates = reference.by_values(nation.get(name).map(Vec::as_slice).unwrap_or_default());
            match candidates.as_slice() {
                [(id, _)] => Some((*id).to_owned()),
                _ => None,
            }
        };
        let alone = names.len() == 1;
        let indicator = catalogue
            .recognise(name)
            .or_else(|| alone.then(by_title).flatten())
            .filter(|indicator| !reference.is_far(indicator, values.get(name).into_iter().flatten().copied()))
            .map(|indicator| indicator.id.clone())
            .or_else(by_values);
        let id = indicator.clone().unwrap_or_else(|| slug(name));
        let nation = indicator.clone().map_or(Nation::Auto, Nation::Indicator);
        // A measure of Kolada's that is not built in has a name there, and no comparison here.
        let label = indicator.is_none().then(|| catalogue.kpi(name)).flatten().map(str::to_owned);
        let good = indicator.is_none() && says_good(name);
        let direction = good.then(|| "higher".to_owned());
        Measure { nation, label, direction, ..Measure::new(id, MeasureType::Published, name) }
    };
    Ok(names.iter().map(measure).collect())
}

pub(super) fn slug(name: &str) -> String {
    let plain = |letter: char| match letter {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        'é' => 'e',
        other if other.is_ascii_alphanumeric() => other,
        _ => '_',
    };
    let slug: String = name.to_lowercase().chars().map(plain).collect();
    let parts: Vec<&str> = slug.split('_').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "matt".to_owned() } else { parts.join("_") }
}

fn rename_twins(measures: &mut [Measure]) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for measure in measures {
        let times = seen.entry(measure.id.clone()).or_default();
        *times += 1;
        if *times > 1 {
            measure.id = format!("{}_{times}", measure.id);
        }
    }
}

//! The catalogue and the built-in figures hold together, and every figure is the one that was published.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use rikssnitt::catalogue::{Catalogue, Goal, Perspective, Reference, Unit};
use rikssnitt::error::{Error, ErrorCode};
use rikssnitt::vocabulary::period::Period;
use rikssnitt::vocabulary::region::Region;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const SHARED: &str = "../shared/figures";

fn built_in() -> (Catalogue, Reference) {
    let catalogue = Catalogue::built_in().unwrap();
    let reference = Reference::built_in(&catalogue).unwrap();
    (catalogue, reference)
}

fn year(year: i16) -> Period {
    Period::year(year)
}

fn records(path: impl AsRef<Path>) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(|record| record.unwrap()).collect()
}

#[test]
fn known_published_figures_are_found() {
    let (_, reference) = built_in();
    let riket = |id: &str, period| reference.figure(id, Region::NATION, period).map(|found| found.value);
    assert_eq!(riket("N79173", year(2025)), Some(86.0));
    assert_eq!(riket("U70447", year(2025)), Some(63.4));
    assert_eq!(riket("U70020", year(2024)), Some(36311.6));
    assert_eq!(riket("bef-folkmangd", year(2024)), Some(10_587_710.0));
    assert_eq!(riket("N70061", year(2020)), Some(27218.0));
    assert_eq!(riket("N79221", year(2025)), None);
    let halland = Region::parse("13").unwrap();
    assert_eq!(reference.figure("U71451", halland, year(2023)).map(|found| found.value), Some(84.5));
    let pooled = reference.figure("EGV526", Region::NATION, Period::parse("2015/2017").unwrap()).unwrap();
    assert!(pooled.low.unwrap() < pooled.value && pooled.value < pooled.high.unwrap());
    let version = (reference.version.as_str(), reference.retrieved.as_str());
    assert_eq!(version, ("2026-08", "2026-08"));
}

#[test]
fn every_figure_is_possible_and_every_gap_is_known() {
    let (catalogue, reference) = built_in();
    let mut gaps = Vec::new();
    for indicator in &catalogue.indicators {
        for (region, period, figure) in reference.figures(&indicator.id) {
            let place = format!("{} {} {period}: {figure:?}", indicator.id, region.code());
            let most = match indicator.unit {
                Unit::Percent if !indicator.beyond_100 => 100.0,
                Unit::Index => 100.0,
                Unit::Percent => 110.0,
                Unit::Days => 366.0,
                Unit::Minutes => 24.0 * 60.0,
                Unit::Per100 => 100.0,
                Unit::Per1000 => 1000.0,
                Unit::Per100000 => 100_000.0,
                _ => f64::INFINITY,
            };
            assert!(figure.value >= 0.0 && figure.value <= most, "{place}");
            assert_eq!(figure.low.is_some(), figure.high.is_some(), "{place}");
            if let (Some(low), Some(high)) = (figure.low, figure.high) {
                assert!(low <= figure.value && figure.value <= high && low < high, "{place}");
            }
            assert!(figure.n.is_none_or(|n| n > 0.0), "{place}");
        }
        for period in reference.periods(&indicator.id) {
            let with = Region::ALL.iter().filter(|region| reference.figure(&indicator.id, **region, period).is_some());
            let regions = with.count();
            let listed = indicator.voluntary.iter().find(|round| round.period == period);
            let expected = (1..18).contains(&regions).then_some(regions);
            assert_eq!(listed.map(|round| usize::from(round.regions)), expected, "{} {period}", indicator.id);
            if regions < 21 {
                gaps.push(format!("{} {period}: {regions}", indicator.id));
                assert!(indicator.empty.is_some(), "{} {period} says nothing of its gaps", indicator.id);
            }
        }
        for round in indicator.voluntary.iter().map(|round| round.period).chain(indicator.rounded.iter().copied()) {
            assert!(reference.periods(&indicator.id).contains(&round), "{} {round}", indicator.id);
        }
        assert!(!reference.periods(&indicator.id).is_empty() || indicator.empty.is_some(), "{}", indicator.id);
    }
    println!("periods with fewer than 21 regions: {}", gaps.join(", "));
}

#[test]
fn the_catalogue_is_complete() {
    let (catalogue, _) = built_in();
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    let mut concepts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let plain = |name: &str| name.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    for indicator in &catalogue.indicators {
        for text in [&indicator.label, &indicator.definition, &indicator.misses].into_iter().chain(&indicator.empty) {
            assert!(!text.sv.trim().is_empty() && !text.en.trim().is_empty(), "{}", indicator.id);
            assert!(text.sv != text.en || text.sv.starts_with("International"), "{} {}", indicator.id, text.sv);
        }
        assert!(catalogue.source(&indicator.source).is_some());
        assert!(indicator.unit != Unit::Unknown, "{}", indicator.id);
        assert!(indicator.relevance.is_none_or(|smallest| smallest > 0.0));
        concepts.entry(&indicator.concept).or_default().push(&indicator.definition.sv);
        let all = [&indicator.id, &indicator.label.sv, &indicator.label.en].into_iter().chain(&indicator.names);
        for name in all.map(|name| plain(name)) {
            let owner = *names.entry(name.clone()).or_insert(&indicator.id);
            assert_eq!(owner, indicator.id, "{name} names two indicators");
        }
        let found = catalogue.recognise(&indicator.label.sv).map(|found| found.id.as_str());
        assert_eq!(found, Some(indicator.id.as_str()));
    }
    for (concept, definitions) in concepts {
        let different: BTreeSet<_> = definitions.iter().collect();
        assert_eq!(different.len(), definitions.len(), "{concept} is defined twice in the same words");
    }
    let goals: Vec<Goal> = catalogue.policy.goals.iter().map(|goal| goal.id).collect();
    assert_eq!(goals, Goal::ALL);
    let perspectives: Vec<Perspective> =
        catalogue.policy.perspectives.iter().map(|perspective| perspective.id).collect();
    assert_eq!(perspectives, Perspective::ALL);
    assert!(Unit::ALL.iter().all(|unit| catalogue.policy.relevance.contains_key(unit)));
    assert_eq!(catalogue.areas.len(), 22);
    for area in catalogue.areas.iter().filter(|area| !area.code.is_nation()) {
        let peers: BTreeSet<_> = area.peers.iter().collect();
        assert!(peers.len() == 7 && !peers.contains(&area.code) && !peers.contains(&Region::NATION), "{area:?}");
    }
}

#[test]
fn costs_and_volumes_have_no_good_direction_and_trust_is_its_own_goal() {
    let (catalogue, _) = built_in();
    let direction = |id: &str| catalogue.indicator(id).unwrap().direction.as_str();
    for indicator in catalogue.indicators.iter().filter(|indicator| indicator.goal == Goal::Kostnad) {
        assert_eq!(indicator.direction.as_str(), "none", "{}", indicator.id);
    }
    assert_eq!([direction("N70845"), direction("N70808"), direction("U79029")], ["none"; 3]);
    assert_eq!([direction("U70447"), direction("N79190"), direction("EGV502")], ["higher", "lower", "lower"]);
    let trust = ["U70447", "U70446", "U71458", "U71451", "N79174", "N79521", "N79171", "N79178", "EGV340", "EGV341"];
    for id in trust {
        assert_eq!(catalogue.indicator(id).unwrap().goal, Goal::Fortroende, "{id}");
    }
    assert_eq!(catalogue.indicator("EGV568").unwrap().goal, Goal::Delaktighet);
    assert_eq!(catalogue.indicator("EGV567").unwrap().goal, Goal::Kontinuitet);
}

#[test]
fn the_policy_and_what_is_known_of_single_series() {
    let (catalogue, _) = built_in();
    let policy = &catalogue.policy;
    assert_eq!((policy.thresholds.minimum_n, policy.thresholds.reliability_n), (5, 30));
    assert_eq!((policy.thresholds.confidence, policy.thresholds.chance), (0.95, 0.05));
    assert!(policy.assessment.lead.reached(1, 3) && !policy.assessment.lead.reached(1, 4));
    assert!(policy.assessment.tested.reached(2, 4) && !policy.assessment.tested.reached(2, 5));
    assert!(policy.is_pandemic(year(2020)) && policy.is_pandemic(Period::parse("2021/2024").unwrap()));
    assert!(!policy.is_pandemic(year(2019)) && !policy.is_pandemic(year(2022)));
    assert_eq!((policy.relevance(Unit::Percent), policy.relevance(Unit::KronorPerInhabitant)), (Some(2.0), None));

    let broken = |id: &str, earlier, later| {
        catalogue.indicator(id).unwrap().break_between(year(earlier), year(later)).map(|found| found.period)
    };
    assert_eq!(broken("U70020", 2018, 2019), Some(year(2019)));
    assert_eq!(broken("U70020", 2019, 2024), None);
    assert_eq!(broken("N79179", 2016, 2025), Some(year(2024)));
    assert_eq!(broken("U71451", 2023, 2025), Some(year(2025)));
    assert_eq!(broken("U71451", 2016, 2024), None);
    assert_eq!(catalogue.indicator("N79190").unwrap().years, 3);
    assert_eq!(catalogue.indicator("U70447").unwrap().rounded, [year(2016)]);
    let derived: Vec<_> = catalogue.indicators.iter().filter(|known| known.derived).map(|known| &known.id).collect();
    assert_eq!(derived, ["halsogap-utbildning", "bef-andel_80", "bef-forsorjningskvot", "dodlighetsgap-utbildning"]);
}

#[test]
fn a_broken_catalogue_says_where_and_what_was_meant() {
    let text = std::fs::read_to_string("www/catalogue/profession.json").unwrap();
    let files = ["www/catalogue/policy.json", "www/reference/sources.json", "www/reference/regions.json"];
    let [policy, sources, areas] = files.map(|file| std::fs::read_to_string(file).unwrap());
    let read = |text: &str| {
        Catalogue::read(&[("x.json", text)], ("policy", &policy), ("sources", &sources), ("areas", &areas))
    };
    let broken = |from: &str, to: &str| -> Error {
        assert!(text.contains(from), "{from}");
        read(&text.replacen(from, to, 1)).unwrap_err()
    };
    let nearest = |error: &Error| error.params.get("nearest").cloned();
    assert!(read(&text).is_ok());

    let unknown_key = broken("\"relevance\":", "\"relevence\":");
    assert_eq!((unknown_key.code, nearest(&unknown_key).as_deref()), (ErrorCode::CatalogueInvalid, Some("relevance")));
    assert_eq!(unknown_key.params["file"], "x.json");
    let line = |part: &str| text.lines().position(|line| line.contains(part)).unwrap() + 1;
    assert!(unknown_key.params["detail"].contains(&format!("line {} column", line("\"relevance\""))));
    for (from, to, meant) in [
        ("\"unit\": \"percent\"", "\"unit\": \"procent\"", "percent"),
        ("\"goal\": \"kapacitet\"", "\"goal\": \"kapasitet\"", "kapacitet"),
        ("\"direction\": \"lower\"", "\"direction\": \"lowr\"", "lower"),
        ("\"method\": \"as_published\"", "\"method\": \"as_publised\"", "as_published"),
        ("\"source\": \"vardanalys_panel\"", "\"source\": \"vardanalys_panelen\"", "vardanalys_panel"),
    ] {
        assert_eq!(nearest(&broken(from, to)).as_deref(), Some(meant), "{to}");
    }
    let no_label = broken("\"label\":", "\"names\": [], \"label_\":");
    assert_eq!(no_label.code, ErrorCode::CatalogueInvalid);
    let line = line("\"ihp-lakare-stress\"");
    let empty = broken("Primary care doctors with very stressful work", " ");
    assert!(empty.params["detail"].contains("label") && empty.params["detail"].contains(&format!("line {line} ")));
    let twice = broken("\"id\": \"ihp-patientmote-minuter\"", "\"id\": \"ihp-lakare-stress\"");
    assert!(twice.params["detail"].contains("twice"));
}

#[test]
fn indicators_are_recognised_by_name_and_by_figures() {
    let (catalogue, reference) = built_in();
    let found = |text: &str| catalogue.recognise(text).map(|found| found.id.as_str());
    assert_eq!(found("u70447"), Some("U70447"));
    assert_eq!(found("U70447 Förtroende för sjukvården"), Some("U70447"));
    assert_eq!(found("FORTROENDE FOR SJUKHUS, ANDEL (%)"), Some("U70446"));
    assert_eq!(found("eko-nettokostnad_hsv"), Some("N70061"));
    assert_eq!(found("U70447 eller U70446"), None);
    assert_eq!(found("delaktig"), None);
    assert_eq!(found(""), None);
    assert_eq!(catalogue.nearest("U70474"), Some("U70447"));
    assert_eq!(catalogue.nearest("väder"), None);

    let trust = [(year(2021), 69.3), (year(2022), 62.1), (year(2023), 60.9), (year(2031), 1.0)];
    assert_eq!(reference.by_values(&trust), [("U70447", 3)]);
    assert_eq!(reference.by_values(&trust[..2]), []);
    let rounded = [(year(2022), 62.0), (year(2023), 61.0), (year(2024), 67.0), (year(2025), 63.0)];
    assert!(reference.by_values(&rounded).contains(&("U70447", 4)));
    let wrong = [(year(2021), 69.3), (year(2022), 62.1), (year(2023), 60.9), (year(2024), 1.0)];
    assert_eq!(reference.by_values(&wrong), []);
    let precise = [(year(2019), 27495.2), (year(2020), 27218.033), (year(2021), 28631.9)];
    assert_eq!(reference.by_values(&precise), [("N70061", 3)]);
    let other = [(year(2019), 18.3), (year(2020), 16.8), (year(2021), 17.2)];
    assert_eq!(reference.by_values(&other), []);
}

/// A period as Socialstyrelsen's list writes it, in our words.
fn period_of_list(text: &str) -> Period {
    let text = text.split(" (").next().unwrap();
    let text = text.strip_suffix("-01-01").unwrap_or(text);
    let text = if text == "2015,2016,2018" { "2015-2018" } else { text };
    Period::parse(&text.replace('-', "/")).unwrap_or_else(|| panic!("{text}"))
}

/// What the sources hold, by indicator, area and period, as written there: value, n, low, high.
fn published() -> BTreeMap<(String, Region, Period), [String; 4]> {
    let shared = |file: &str| records(Path::new(SHARED).join(file));
    let area = |code: &str| Region::parse(&code[code.len() - 2..]).unwrap();
    let mut all = BTreeMap::new();
    let aliases: BTreeMap<String, String> = shared("kolada/indicators.csv")
        .into_iter()
        .filter(|known| !known["id"].starts_with("eko-drg") && !known["kolada_id"].is_empty())
        .map(|known| (known["id"].clone(), known["kolada_id"].clone()))
        .collect();
    for row in shared("kolada/values.csv") {
        let id = aliases.get(&row["indicator"]).unwrap_or(&row["indicator"]).clone();
        let period = Period::parse(&row["period_label"].replace('-', "/")).unwrap();
        let figure = [row["value"].clone(), String::new(), String::new(), String::new()];
        assert!(all.insert((id, area(&row["region_id"]), period), figure).is_none());
    }
    for row in shared("en_god_vard_2018/values.csv") {
        let sex = if ["EGV039", "EGV045"].contains(&row["indicator"].as_str()) { "K" } else { "T" };
        if row["sex"] == sex && !row["region_id"].starts_with("UTB") && !row["value"].is_empty() {
            let key = (row["indicator"].clone(), area(&row["region_id"]), period_of_list(&row["period"]));
            let figure = ["value", "n", "ci_low", "ci_high"].map(|column| row[column].clone());
            assert!(all.insert(key, figure).is_none());
        }
    }
    let by_education = |indicator: &str, education: &str| -> BTreeMap<String, [f64; 3]> {
        let own = |row: &BTreeMap<String, String>| {
            row["indicator"] == indicator && row["region_id"] == education && row["sex"] == "T"
        };
        let figure = |row: BTreeMap<String, String>| {
            (row["period"].clone(), ["value", "ci_low", "ci_high"].map(|column| row[column].parse().unwrap()))
        };
        shared("en_god_vard_2018/values.csv").into_iter().filter(own).map(figure).collect()
    };
    for (id, indicator, more, less) in [
        ("halsogap-utbildning", "EGV561", "UTB:Eftergymnasial", "UTB:Forgymnasial"),
        ("dodlighetsgap-utbildning", "EGV503", "UTB:Forgymnasial", "UTB:Eftergymnasial"),
    ] {
        let less = by_education(indicator, less);
        for (period, [value, low, high]) in by_education(indicator, more) {
            let [other, other_low, other_high] = less[&period];
            let half = ((high - low) / 2.0).hypot((other_high - other_low) / 2.0);
            let gap = value - other;
            let figure = [gap.to_string(), String::new(), (gap - half).to_string(), (gap + half).to_string()];
            all.insert((id.to_owned(), Region::NATION, Period::parse(&period).unwrap()), figure);
        }
    }
    for row in shared("other_published.csv") {
        if let (Some(region), Some(period)) = (Region::parse(&row["region_code"]), Period::parse(&row["year"])) {
            let figure = [row["value"].clone(), String::new(), String::new(), String::new()];
            all.insert((row["indicator_id"].clone(), region, period), figure);
        }
    }
    all
}

#[test]
fn every_carried_figure_is_the_published_one() {
    if !Path::new(SHARED).is_dir() {
        println!("not run: {SHARED} is not there");
        return;
    }
    let (catalogue, reference) = built_in();
    let published = published();
    let left_out: Vec<_> = records("www/reference/left_out.csv");
    let is_left_out = |id: &str, region: Region, period: Period| {
        left_out.iter().any(|row| {
            row["indicator"] == id
                && Period::parse(&row["period"]) == Some(period)
                && (row["area"] == "*" || Region::parse(&row["area"]) == Some(region))
        })
    };
    let (mut compared, mut limits) = (0, 0);
    for indicator in &catalogue.indicators {
        let of_list = indicator.source == "god_vard_2018";
        let same = |ours: f64, theirs: &str| {
            let theirs: f64 = theirs.parse().unwrap();
            if of_list { (ours - theirs).abs() <= 5e-6 * theirs.abs() } else { ours == theirs }
        };
        for (region, period, figure) in reference.figures(&indicator.id) {
            let place = format!("{} {} {period}", indicator.id, region.code());
            let [value, n, low, high] = &published[&(indicator.id.clone(), region, period)];
            assert!(same(figure.value, value), "{place}: {} is not {value}", figure.value);
            assert!(figure.n.is_none_or(|ours| (ours - n.parse::<f64>().unwrap()).abs() <= 0.051), "{place}: n");
            for (ours, theirs) in [(figure.low, low), (figure.high, high)] {
                assert!(ours.is_none_or(|ours| same(ours, theirs)), "{place}: {ours:?} is not {theirs}");
            }
            compared += 1;
            limits += usize::from(figure.low.is_some());
            assert!(!is_left_out(&indicator.id, region, period), "{place} is said to be left out");
        }
    }
    for (id, region, period) in published.keys() {
        let Some(indicator) = catalogue.indicator(id) else { continue };
        let wanted = period.years().1 >= 2016 && !reference.periods(id).is_empty();
        let carried = reference.figure(&indicator.id, *region, *period).is_some();
        assert!(!wanted || carried || is_left_out(id, *region, *period), "{id} {} {period} is missing", region.code());
    }
    println!("{compared} figures compared with their sources, {limits} of them with confidence limits");
    assert!(compared > 10_000 && limits > 1_000);
}

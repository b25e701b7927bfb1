//! Files of amounts: costs, posts, contacts, inhabitants. What they give, and the sentence that a bad one gets.

use rikssnitt::plan::Plan;
use rikssnitt::session::{Correction, Session};
use rikssnitt::view::{FindingView, ReportView};
use rikssnitt::vocabulary::region::Region;
use std::collections::BTreeMap;

fn session(files: &[&str]) -> Session {
    let mut session = Session::new().unwrap();
    for file in files {
        session.add(&format!("{file}.csv"), std::fs::read(format!("tests/data/amounts/{file}.csv")).unwrap()).unwrap();
    }
    session
}

fn report(files: &[&str], plan: &str) -> ReportView {
    session(files).analyse(&Plan::parse(plan).unwrap()).unwrap()
}

fn plan(measures: &str) -> String {
    format!(
        r#"{{"plan":1,"region":"13","files":[{{"match":"inskrivna*","kind":"population"}}],"measures":[{measures}]}}"#
    )
}

fn value(report: &ReportView, measure: &str, region: &str, period: &str) -> f64 {
    let is = |it: &&rikssnitt::view::estimate::EstimateView| {
        it.measure == measure && it.region == region && it.period == period
    };
    report.estimates.iter().find(is).unwrap_or_else(|| panic!("{measure} {region} {period}")).value.unwrap()
}

fn found<'r>(report: &'r ReportView, code: &str) -> &'r FindingView {
    let codes: Vec<&str> = report.findings.iter().map(|it| it.code).collect();
    report.findings.iter().find(|it| it.code == code).unwrap_or_else(|| panic!("{code} among {codes:?}"))
}

/// The sentence of a finding in both languages, with its parameters filled in.
fn sentences(finding: &FindingView) -> [String; 2] {
    let codes: serde_json::Value = serde_json::from_str(include_str!("../../www/text/codes.json")).unwrap();
    ["sv", "en"].map(|language| {
        let text = codes[finding.code][language].as_str().unwrap().to_owned();
        finding.params.iter().fold(text, |text, (key, value)| text.replace(&format!("{{{key}}}"), value))
    })
}

/// Primary care of Halland in 2024: 2 000·1.12·1.01 rounded, 2 262.4 mnkr, for 342 720 inhabitants.
const PRIMARY: f64 = 2262.4;

/// What the page shows of a file of amounts: nothing that is used is shown as unused.
#[test]
fn amounts_and_what_divides_them_have_a_role() {
    let text = "Region;År;Verksamhetsområde;Kostnad (mnkr)\nHalland;2023;Primärvård;2020,0\nHalland;2023;Somatik;9486,0\n\
                Halland;2024;Primärvård;2100,0\nHalland;2024;Somatik;9600,0\n";
    let mut session = Session::new().unwrap();
    let inspection = serde_json::to_value(session.add("kostnader.csv", text.into()).unwrap()).unwrap();
    let roles: Vec<&str> =
        inspection["columns"].as_array().unwrap().iter().map(|column| column["role"].as_str().unwrap()).collect();
    assert_eq!((inspection["kind"].as_str(), roles), (Some("accounts"), vec!["region", "period", "group", "value"]));
}

#[test]
fn costs_per_inhabitant_and_patient_and_shares_with_their_denominators() {
    let all = report(
        &["kostnader", "folkmangd", "inskrivna"],
        &plan(
            r#"{"id":"inv","type":"amount_per","column":"Primärvård","denominator":"Folkmängd"},
               {"id":"patient","type":"amount_per","column":"Kommunal hälso- och sjukvård","denominator":"Inskrivna patienter"},
               {"id":"allt","type":"amount_share","column":"Primärvård","denominator":"*"},
               {"id":"tre","type":"amount_share","column":"Primärvård","denominator":"Primärvård + Somatik + Psykiatri"},
               {"id":"kommun","type":"amount_share","column":"Kommunal hälso- och sjukvård","denominator":"Kommunal hälso- och sjukvård + Primärvård"}"#,
        ),
    );
    let text = std::fs::read_to_string("tests/data/amounts/kostnader.csv").unwrap();
    let cost: BTreeMap<String, f64> = text
        .lines()
        .filter_map(|line| line.strip_prefix("Halland;2024;")?.split_once(';'))
        .map(|(area, cost)| (area.to_owned(), cost.replace(',', ".").parse().unwrap()))
        .collect();
    assert_eq!(cost["Primärvård"], PRIMARY);
    let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-9 * expected, "{found} {expected}");
    near(value(&all, "inv", "13", "2024"), PRIMARY * 1e6 / 342_720.0);
    let municipal = cost["Kommunal hälso- och sjukvård"];
    near(value(&all, "patient", "13", "2024"), municipal * 1e6 / 9900.0);
    near(value(&all, "allt", "13", "2024"), 100.0 * PRIMARY / cost.values().sum::<f64>());
    near(value(&all, "tre", "13", "2024"), 100.0 * PRIMARY / (PRIMARY + cost["Somatik"] + cost["Psykiatri"]));
    near(value(&all, "kommun", "13", "2024"), 100.0 * municipal / (municipal + PRIMARY));
    let json = serde_json::to_value(&all).unwrap();
    let labels: Vec<&str> =
        json["measures"].as_array().unwrap().iter().map(|it| it["label"]["sv"].as_str().unwrap()).collect();
    assert_eq!(labels[2], "Primärvård av allt i filen");
    assert_eq!(labels[3], "Primärvård av Primärvård + Somatik + Psykiatri");
    let made_of = json["system"]["inputs"].as_array().unwrap();
    let kommun = made_of.iter().find(|it| it["measure"] == "kommun" && it["region"] == "13" && it["period"] == "2024");
    near(kommun.unwrap()["numerator"].as_f64().unwrap(), municipal * 1e6);
    near(kommun.unwrap()["denominator"].as_f64().unwrap(), (municipal + PRIMARY) * 1e6);
    let growth = json["system"]["growth"].as_array().unwrap();
    let whole = |it: &&serde_json::Value| {
        it["measure"] == "patient" && it["region"] == "13" && it["first"] == "2022" && it["last"] == "2024"
    };
    let whole = growth.iter().find(whole).unwrap();
    let number = |key: &str| whole[key].as_f64().unwrap();
    near(number("volume"), 10.0);
    near(number("from_volume") + number("from_each"), number("amount"));
    found(&all, "N_RUNNING_PRICES");
}

#[test]
fn the_population_is_the_built_in_one_where_no_file_has_it_and_prices_can_be_fixed() {
    let fixed = r#"{"plan":1,"region":"13","deflator":{"base":"2024","index":{"2022":90,"2023":96,"2024":100}},
        "measures":[{"id":"inv","type":"amount_per","column":"Primärvård"}]}"#;
    let all = report(&["kostnader"], fixed);
    let people = 346_432.0;
    let json = serde_json::to_value(&all).unwrap();
    let made_of = json["system"]["inputs"].as_array().unwrap();
    let of = |period: &str| made_of.iter().find(|it| it["region"] == "13" && it["period"] == period).unwrap();
    let denominator = of("2024")["denominator"].as_f64().unwrap();
    assert!((denominator - people).abs() < 5000.0, "{denominator}");
    assert!((of("2022")["numerator"].as_f64().unwrap() - 2020.0e6 / 0.9).abs() < 1.0, "{}", of("2022"));
    assert!(all.findings.iter().all(|it| it.code != "N_RUNNING_PRICES"));
    let gap = fixed.replace("\"2023\":96,", "");
    assert_eq!(found(&report(&["kostnader"], &gap), "E_DEFLATOR_MISSING").params["period"], "2023");
}

#[test]
fn posts_and_contacts() {
    let all = report(
        &["personal", "kontakter", "folkmangd"],
        &plan(
            r#"{"id":"lakare","type":"amount_per","column":"Allmänläkare & Primärvård","denominator":"Folkmängd","unit":"per_1000"},
               {"id":"per_lakare","type":"amount_per","column":"Folkmängd","denominator":"Allmänläkare","guideline":1100},
               {"id":"pv","type":"amount_share","column":"Primärvård","denominator":"Primärvård + Övrig vård"},
               {"id":"digitala","type":"amount_per","column":"Digitala kontakter","denominator":"Folkmängd","unit":"ratio"},
               {"id":"digital_andel","type":"amount_share","column":"Digitala kontakter","denominator":"*"}"#,
        ),
    );
    // Halland 2022: 340 000 inhabitants, 204.0 general practitioners in primary care and 17.0 elsewhere.
    assert!((value(&all, "lakare", "13", "2022") - 0.6).abs() < 1e-9);
    assert!((value(&all, "per_lakare", "13", "2022") - 340_000.0 / 221.0).abs() < 1e-9);
    assert!((value(&all, "digitala", "13", "2022") - 0.3).abs() < 1e-9);
    assert!((value(&all, "digital_andel", "13", "2022") - 100.0 * 0.3 / 1.55).abs() < 1e-9);
    let json = serde_json::to_value(&all).unwrap();
    let made_of = json["system"]["inputs"].as_array().unwrap();
    let doctors =
        made_of.iter().find(|it| it["measure"] == "per_lakare" && it["region"] == "13" && it["period"] == "2022");
    assert!((doctors.unwrap()["lacking"].as_f64().unwrap() - (340_000.0 / 1100.0 - 221.0)).abs() < 1e-9);
    assert!(value(&all, "pv", "13", "2024") > value(&all, "pv", "13", "2022"));
}

#[test]
fn a_unit_for_each_row_is_followed() {
    let measure = r#"{"id":"inv","type":"amount_per","column":"Psykiatri","denominator":"Folkmängd"}"#;
    let one = report(&["kostnader", "folkmangd"], &plan(measure));
    let rows = report(&["enhet_per_rad", "folkmangd"], &plan(measure));
    let whole = report(&["utan_enhet", "folkmangd"], &plan(measure));
    let expected = value(&one, "inv", "13", "2023");
    for other in [&rows, &whole] {
        assert!((value(other, "inv", "13", "2023") - expected).abs() < 1e-6 * expected);
    }
    found(&whole, "W_UNIT_ASSUMED");
    assert!(rows.findings.iter().chain(&one.findings).all(|it| it.code != "W_UNIT_ASSUMED"));
}

#[test]
fn bad_files_and_their_sentences() {
    let measures = r#"{"id":"allt","type":"amount_share","column":"Primärvård","denominator":"*"},
        {"id":"somatik","type":"amount_per","column":"Somatik","denominator":"Folkmängd"}"#;
    let of = |file: &str| report(&[file, "folkmangd"], &plan(measures));
    let sound = of("kostnader");
    assert!(sound.findings.iter().all(|it| it.severity != "error"), "{:?}", sound.findings);

    let units = of("blandade_enheter");
    let finding = found(&units, "E_UNITS_MIXED");
    assert_eq!((finding.count, finding.rows.len(), finding.column.as_deref()), (3, 3, Some("Kostnad (mnkr)")));
    let [swedish, english] = sentences(finding);
    assert!(swedish.starts_with("Beloppen för Somatik ser ut att stå i olika enheter: 2023"), "{swedish}");
    assert!(english.contains("2023 differs a thousandfold") && !english.contains('{'), "{english}");
    assert!(units.estimates.iter().all(|it| it.measure != "somatik" || it.period != "2023"));

    let region = of("saknad_region");
    let [swedish, english] = sentences(found(&region, "W_REGIONS_MISSING"));
    assert!(
        swedish.starts_with("2023 saknar Skåne,") && english.starts_with("2023 lacks Skåne,"),
        "{swedish} {english}"
    );

    let negative = of("negativ_kostnad");
    let finding = found(&negative, "E_NEGATIVE_AMOUNT");
    let text = std::fs::read_to_string("tests/data/amounts/negativ_kostnad.csv").unwrap();
    let line = 1 + text.lines().position(|line| line.contains(";-")).unwrap() as u64;
    assert_eq!((finding.row, finding.count), (Some(line), 1));
    assert!(sentences(finding)[0].contains("negativt") && sentences(finding)[1].contains("negative"));

    let twice = of("dubbelrakning");
    let finding = found(&twice, "W_TOTAL_AMONG_PARTS");
    assert_eq!(finding.params["series"], "Regionens kostnad");
    assert!(sentences(finding)[0].contains("räknats dubbelt") && sentences(finding)[1].contains("counted twice"));
    let share = |report: &ReportView| value(report, "allt", "13", "2024");
    assert_eq!(share(&twice).to_bits(), share(&sound).to_bits());
    let named = r#"{"id":"regionen","type":"amount_per","column":"Regionens kostnad","denominator":"Folkmängd"}"#;
    assert!(value(&report(&["dubbelrakning", "folkmangd"], &plan(named)), "regionen", "13", "2024") > 30_000.0);

    let unit = of("okand_enhet");
    assert_eq!(found(&unit, "E_UNIT_UNKNOWN").count, 9);
    let copies = of("dubbletter");
    assert_eq!(found(&copies, "E_AMOUNT_TWICE").count, 2);
    assert!(copies.estimates.iter().all(|it| it.measure != "allt" || it.region != "13" || it.period != "2024"));
    let wrong = report(&["kostnader"], &plan(r#"{"id":"a","type":"amount_per","column":"Primarvad"}"#));
    assert_eq!(found(&wrong, "E_SERIES_MISSING").params["nearest"], "Primärvård");
}

/// A share of everything where one of the parts cannot be used, or is not known, would be too high: it is not computed, and
/// this is said; the other regions and periods are as in the sound file.
#[test]
fn a_share_of_everything_without_one_of_its_parts_is_none() {
    let measures = r#"{"id":"allt","type":"amount_share","column":"Primärvård","denominator":"*"},
        {"id":"tre","type":"amount_share","column":"Primärvård","denominator":"Primärvård + Somatik + Psykiatri"},
        {"id":"utan","type":"amount_share","column":"Primärvård","denominator":"* - Tandvård"}"#;
    let people = std::fs::read_to_string("tests/data/amounts/folkmangd.csv").unwrap();
    let costs = std::fs::read_to_string("tests/data/amounts/kostnader.csv").unwrap();
    let of = |costs: &str| of_text(&[("k.csv", costs), ("f.csv", &people)], &plan(measures));
    let there = |report: &ReportView| -> std::collections::BTreeMap<(String, String, String), u64> {
        let all = report.estimates.iter().filter_map(|it| Some((it, it.value?.to_bits())));
        all.map(|(it, bits)| ((it.measure.clone(), it.region.clone(), it.period.clone()), bits)).collect()
    };
    let sound = there(&of(&costs));
    let line = costs.lines().find(|line| line.starts_with("Halland;2024;Tandvård;")).unwrap();
    let another = costs.lines().find(|line| line.starts_with("Halland;2023;Somatik;")).unwrap();
    for (line, amount, period, lacking) in [
        (line, "-5,0", "2024", vec!["allt"]),
        (line, "..", "2024", vec!["allt"]),
        (line, "cirka femtio", "2024", vec!["allt"]),
        (another, "", "2023", vec!["allt", "tre", "utan"]),
        (another, "9000000", "2023", vec!["allt", "tre", "utan"]),
    ] {
        let (before, _) = line.rsplit_once(';').unwrap();
        let report = of(&costs.replace(line, &format!("{before};{amount}")));
        let gone: Vec<&str> =
            sound.keys().filter(|key| !there(&report).contains_key(*key)).map(|key| key.0.as_str()).collect();
        assert_eq!(gone, lacking, "{amount}");
        assert!(there(&report).iter().all(|(key, bits)| sound.get(key) == Some(bits)), "{amount}");
        let said = report.findings.iter().filter(|it| it.code == "W_AMOUNT_LACKING");
        let said: Vec<&FindingView> = said.collect();
        assert_eq!(said.iter().map(|it| it.params["measure"].as_str()).collect::<Vec<_>>(), lacking, "{amount}");
        assert!(said.iter().all(|it| it.params["period"] == period && it.params["regions"] == "Halland"), "{amount}");
        assert!(sentences(said[0])[0].contains("räknas inte för Halland 20"), "{:?}", sentences(said[0]));
    }
    let gap = format!("{}\nHalland;2024;Tandvård;\n", costs.trim_end());
    assert_eq!(there(&of(&gap)), sound, "a gap beside an amount is no second amount");
}

/// Net cost and the cost of the own commitment beside the areas are the whole by two concepts: no parts of it.
#[test]
fn wholes_by_other_concepts_are_not_counted_among_the_parts() {
    let area = |year: &str, name: &str, cost: f64| format!("Halland;{year};{name};{cost}\n");
    let of_year = |year: &str| {
        [("Primärvård", 2000.0), ("Somatik", 6000.0), ("Psykiatri", 1000.0), ("Nettokostnad", 9000.0)]
            .map(|(name, cost)| area(year, name, cost))
            .concat()
            + &area(year, "Kostnad för eget åtagande", 9300.0)
    };
    let costs = format!("Region;År;Område;Kostnad (mnkr)\n{}{}", of_year("2023"), of_year("2024"));
    let measures = r#"{"id":"allt","type":"amount_share","column":"Primärvård","denominator":"*"},
        {"id":"eget","type":"amount_share","column":"Nettokostnad","denominator":"Kostnad för eget åtagande"}"#;
    let report = of_text(&[("k.csv", &costs)], &plan(measures));
    assert!((value(&report, "allt", "13", "2024") - 100.0 * 2.0 / 9.0).abs() < 1e-9);
    assert!((value(&report, "eget", "13", "2024") - 100.0 * 9000.0 / 9300.0).abs() < 1e-9);
}

/// Files that are made up here: a table with one odd thing each.
fn of_text(files: &[(&str, &str)], plan: &str) -> ReportView {
    let mut session = Session::new().unwrap();
    for (name, text) in files {
        session.add(name, text.as_bytes().to_vec()).unwrap();
    }
    session.analyse(&Plan::parse(plan).unwrap()).unwrap()
}

#[test]
fn more_bad_files_and_their_sentences() {
    let costs = std::fs::read_to_string("tests/data/amounts/kostnader.csv").unwrap();
    let people = std::fs::read_to_string("tests/data/amounts/folkmangd.csv").unwrap();
    let measures = r#"{"id":"inv","type":"amount_per","column":"Primärvård","denominator":"Folkmängd"},
        {"id":"allt","type":"amount_share","column":"Primärvård","denominator":"*"}"#;
    let of = |costs: &str, people: &str| of_text(&[("k.csv", costs), ("f.csv", people)], &plan(measures));
    let sound = value(&of(&costs, &people), "inv", "13", "2024");

    // Two regions in thousands, one in millions, all under the header of millions.
    let thousandfold = |line: &str| match (line.starts_with("Skåne;"), line.rsplit_once(';')) {
        (true, Some((before, amount))) => {
            format!("{before};{}", amount.replace(',', ".").parse::<f64>().unwrap() * 1000.0).replace('.', ",")
        }
        _ => line.to_owned(),
    };
    let other_unit: Vec<String> = costs.lines().map(thousandfold).collect();
    let report = of(&other_unit.join("\n"), &people);
    let finding = found(&report, "E_REGION_IN_OTHER_UNIT");
    assert_eq!(finding.params["region"], "Skåne");
    assert!(sentences(finding)[0].contains("i Skåne är tusen gånger") && sentences(finding)[1].contains("in Skåne"));
    assert!(report.estimates.iter().all(|it| it.region != "12"), "what is in another unit is not used");
    assert_eq!(value(&report, "inv", "13", "2024").to_bits(), sound.to_bits());

    // The population in thousands: said in the header it is followed, else it is not used.
    let shrunk = |header: &str| {
        let line = |line: &str| match line.rsplit_once(';') {
            Some((before, number)) if number.parse::<f64>().is_ok() => {
                format!("{before};{}", number.parse::<f64>().unwrap() / 1000.0).replace('.', ",")
            }
            _ => line.replace("Folkmängd", header),
        };
        people.lines().map(line).collect::<Vec<_>>().join("\n")
    };
    let said = of(&costs, &shrunk("Folkmängd (tusental)"));
    assert!((value(&said, "inv", "13", "2024") - sound).abs() < 1e-9 * sound);
    let silent = of(&costs, &shrunk("Folkmängd"));
    let finding = found(&silent, "E_POPULATION_UNLIKELY");
    assert!(sentences(finding)[0].contains("mycket långt från den publicerade"), "{:?}", sentences(finding));
    // What is left is the built-in population, which is close to the invented one.
    assert!((value(&silent, "inv", "13", "2024") / sound - 1.0).abs() < 0.05);

    let with = |line: &str| format!("{}\n{line}\n", costs.trim_end());
    let twice = with(costs.lines().find(|line| line.starts_with("Halland;2024;Primärvård;")).unwrap());
    let report = of(&twice, &people);
    assert_eq!(found(&report, "N_REPEATED_FIGURE").count, 1);
    assert_eq!(value(&report, "inv", "13", "2024").to_bits(), sound.to_bits());
    // A parameter may name a column, or the series of amounts that stands twice, which is a measure; no other cell is told.
    for (line, code, params) in [
        ("Hallland;2024;Primärvård;2262,4", "E_REGION_UNKNOWN", vec![]),
        ("Halland;tjugofyra;Primärvård;2262,4", "E_PERIOD_UNKNOWN", vec![]),
        ("Halland;2021;Primärvård;cirka två tusen", "E_NOT_A_NUMBER", vec![]),
        ("Halland;2024;Primärvård;9999", "E_AMOUNT_TWICE", vec![("series", "Primärvård")]),
    ] {
        let report = of(&with(line), &people);
        let finding = found(&report, code);
        let told: Vec<(&str, &str)> = finding.params.iter().map(|(key, value)| (*key, value.as_str())).collect();
        assert_eq!(told, params, "{code}");
        for sentence in sentences(finding) {
            assert!(!sentence.contains('{'), "{code}: {sentence}");
            for cell in ["2262", "två tusen", "tjugofyra", "Halland", "Hallland", "9999"] {
                assert!(!sentence.contains(cell), "{code}: {sentence}");
            }
        }
    }

    let total = of(&with("Halland;2024;Totalt;99999"), &people);
    assert_eq!(found(&total, "W_TOTAL_AMONG_PARTS").params["series"], "Totalt");
    assert_eq!(
        value(&total, "allt", "13", "2024").to_bits(),
        value(&of(&costs, &people), "allt", "13", "2024").to_bits()
    );
    let nobody = people.lines().map(|line| if line.starts_with("Halland;2024") { "Halland;2024;0" } else { line });
    let nobody = of(&costs, &nobody.collect::<Vec<_>>().join("\n"));
    found(&nobody, "E_POPULATION_UNLIKELY");
    assert!(Plan::parse(r#"{"plan":1,"deflator":{"base":"2024","index":{"2023":100}}}"#).is_err());
    assert!(Plan::parse(r#"{"plan":1,"deflator":{"base":"2024","index":{"2024":0}}}"#).is_err());
}

/// The three denominators in use, and what an own file can say of the municipalities' 37 and 11 per cent: with 29.0 billion
/// kronor beside 49.451 of primary care and 260.661 of all health care, Statistics Sweden 2019, it is 37.0 and 10.0.
#[test]
fn denominators_are_named_and_the_municipalities_share_is_what_its_inputs_give() {
    let costs = "Region;År;Område;Kostnad (mnkr)\nRiket;2019;Kommunal hälso- och sjukvård;29000\nRiket;2019;Primärvård;49451\n\
        Riket;2019;Somatik;150000\nRiket;2019;Psykiatri;21210\nRiket;2019;Läkemedel;40000\nHalland;2019;Primärvård;1500\n\
        Halland;2019;Somatik;4500\nHalland;2019;Psykiatri;600\nHalland;2019;Läkemedel;900\n\
        Halland;2019;Kommunal hälso- och sjukvård;700\n";
    let mut session = Session::new().unwrap();
    session.add("kostnader.csv", costs.as_bytes().to_vec()).unwrap();
    let plan = session.propose(Some("13")).unwrap();
    let report = session.analyse(&plan).unwrap();
    let of = |id: &str, region: &str| value(&report, id, region, "2019");
    let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-9, "{found} {expected}");
    near(of("kommunernas_andel", "00"), 100.0 * 29_000.0 / (29_000.0 + 49_451.0));
    near(of("kommunernas_andel_av_allt", "00"), 100.0 * 29_000.0 / (29_000.0 + 260_661.0));
    assert_eq!((of("kommunernas_andel", "00").round(), of("kommunernas_andel_av_allt", "00").round()), (37.0, 10.0));
    near(of("primarvardens_andel", "13"), 100.0 * 1500.0 / 7500.0);
    near(of("primarvardens_andel_utan_lakemedel", "13"), 100.0 * 1500.0 / 6600.0);
    near(of("primarvardens_andel_av_tre", "13"), 100.0 * 1500.0 / 6600.0);
    let json = serde_json::to_value(&report).unwrap();
    let label = |id: &str| {
        let measures = json["measures"].as_array().unwrap();
        measures.iter().find(|it| it["id"] == id).unwrap()["label"]["sv"].as_str().unwrap().to_owned()
    };
    let own = "Primärvård av allt i filen utom Kommunal hälso- och sjukvård";
    assert_eq!(label("primarvardens_andel"), own);
    assert_eq!(label("primarvardens_andel_utan_lakemedel"), format!("{own}, Läkemedel"));
    assert_eq!(label("primarvardens_andel_av_tre"), "Primärvård av Primärvård + Somatik + Psykiatri");
    let inputs = json["system"]["inputs"].as_array().unwrap();
    let made_of =
        inputs.iter().find(|it| it["measure"] == "kommunernas_andel_av_allt" && it["region"] == "00").unwrap();
    assert_eq!((made_of["numerator"].as_f64(), made_of["denominator"].as_f64()), (Some(29e9), Some(289.661e9)));
}

#[test]
fn net_cost_is_held_against_the_own_commitment() {
    let text = "Region;År;Nettokostnad (mnkr);Kostnad för egna åtagandet (mnkr)\nHalland;2023;10400;11200\n\
        Halland;2024;10900;11500\nSkåne;2023;44000;46000\nSkåne;2024;46000;48100\n";
    let mut session = Session::new().unwrap();
    session.add("ekonomi.csv", text.as_bytes().to_vec()).unwrap();
    let plan = session.propose(Some("13")).unwrap();
    let report = session.analyse(&plan).unwrap();
    assert!((value(&report, "nettokostnad_av_eget_atagande", "13", "2024") - 100.0 * 10_900.0 / 11_500.0).abs() < 1e-9);
}

#[test]
fn listed_patients_and_contacts_come_from_files_of_their_own() {
    let staff = std::fs::read_to_string("tests/data/amounts/personal.csv").unwrap();
    let contacts = std::fs::read_to_string("tests/data/amounts/kontakter.csv").unwrap();
    let enrolled = std::fs::read_to_string("tests/data/amounts/inskrivna.csv").unwrap();
    let listed = "Region;År;Listade\nHalland;2022;330000\nHalland;2023;331000\nHalland;2024;332000\n";
    let costs = std::fs::read_to_string("tests/data/amounts/kostnader.csv").unwrap();
    let mut session = Session::new().unwrap();
    for (name, text) in [
        ("personal.csv", staff.as_str()),
        ("kontakter.csv", &contacts),
        ("listade.csv", listed),
        ("kostnader.csv", &costs),
        ("inskrivna.csv", &enrolled),
    ] {
        session.add(name, text.as_bytes().to_vec()).unwrap();
    }
    for file in [2, 4] {
        let kind = Some(rikssnitt::table::reading::Kind::Population);
        session.correct(file, &Correction { kind, ..Correction::default() }).unwrap();
    }
    let plan = session.propose(Some("13")).unwrap();
    let report = session.analyse(&plan).unwrap();
    assert!((value(&report, "listade_per_allmanlakare", "13", "2022") - 330_000.0 / 204.0).abs() < 1e-9);
    assert!((value(&report, "digital_andel", "13", "2022") - 100.0 * 102.0 / 527.0).abs() < 1e-9);
    let ids: Vec<&str> = plan.measures.iter().map(|it| it.id.as_str()).collect();
    for expected in ["kommunal_kostnad_per_patient", "primarvardens_andel_av_personalen", "kommunernas_andel_av_allt"] {
        assert!(ids.contains(&expected), "{expected} in {ids:?}");
    }
    let json = serde_json::to_value(&report).unwrap();
    let growth = json["system"]["growth"].as_array().unwrap();
    let grown = |measure: &str| {
        let is = |it: &&serde_json::Value| {
            it["measure"] == measure && it["region"] == "13" && it["first"] == "2022" && it["last"] == "2024"
        };
        growth.iter().find(is).unwrap_or_else(|| panic!("{measure}"))["amount"].as_f64().unwrap()
    };
    // Primary care is costs in one file and posts in another; the two are never added.
    let costs = |year: &str| value(&report, "primarvard", "13", year);
    let posts = |year: &str| value(&report, "primarvard_2", "13", year);
    let people = |year: &str| {
        let is =
            |it: &&serde_json::Value| it["measure"] == "primarvard" && it["region"] == "13" && it["period"] == year;
        json["system"]["inputs"].as_array().unwrap().iter().find(is).unwrap()["denominator"].as_f64().unwrap()
    };
    assert!((costs("2022") * people("2022") / 2020e6 - 1.0).abs() < 1e-9);
    assert!((posts("2022") * people("2022") / 1000.0 - (204.0 + 51.0 + 374.0)).abs() < 1e-9);
    assert!(grown("primarvard_2") > grown("ovrig_vard"), "posts in primary care grow faster than in other care");
    let share = value(&report, "primarvardens_andel_av_personalen", "13", "2022");
    let staff: Vec<f64> = staff
        .lines()
        .filter(|line| line.starts_with("Halland;2022;Övrig vård"))
        .map(|line| line.rsplit(';').next().unwrap().replace(',', ".").parse().unwrap())
        .collect();
    assert!((share - 100.0 * 629.0 / (629.0 + staff.iter().sum::<f64>())).abs() < 1e-9);
}

#[test]
fn a_plan_is_proposed_for_them() {
    let mut session = session(&["kostnader", "personal", "folkmangd"]);
    let plan = session.propose(Some("13")).unwrap();
    let ids: Vec<&str> = plan.measures.iter().map(|it| it.id.as_str()).collect();
    for expected in
        ["primarvard", "somatik", "primarvardens_andel_av_tre", "kommunernas_andel", "invanare_per_allmanlakare"]
    {
        assert!(ids.contains(&expected), "{expected} in {ids:?}");
    }
    let kinds: Vec<Option<&str>> = plan.files.iter().map(|it| it.kind.as_deref()).collect();
    assert!(kinds.contains(&Some("accounts")) && kinds.contains(&Some("staffing")), "{kinds:?}");
    let report = session.analyse(&plan).unwrap();
    assert!(report.findings.iter().all(|it| it.severity != "error"), "{:?}", report.findings);
    // Halland's 342 720 inhabitants in 2024, 216.2 posts in primary care and 17.3 elsewhere; 2 262.4 of the region's own
    // 10 672.5 million, beside 1 187.8 of the municipalities'.
    let near = |measure: &str, expected: f64| {
        let found = value(&report, measure, "13", "2024");
        assert!((found - expected).abs() < 1e-9 * expected, "{measure}: {found} {expected}");
    };
    near("invanare_per_allmanlakare", 342_720.0 / 216.2);
    near("primarvardens_andel", 100.0 * 2262.4 / 10_672.5);
    near("primarvardens_andel_utan_lakemedel", 100.0 * 2262.4 / 9664.5);
    near("kommunernas_andel", 100.0 * 1187.8 / (1187.8 + 2262.4));
    near("kommunernas_andel_av_allt", 100.0 * 1187.8 / 11_860.3);
}

/// A population in the file divides the region's amounts and riket's: 3 400 mnkr by 345 000 in Halland, and what all regions
/// have together by all of their inhabitants.
#[test]
fn what_divides_the_region_divides_the_nation() {
    for header in ["Folkmängd", "Invånare", "Antal invånare"] {
        let row = |region: &Region| match region.code().as_str() {
            "13" => "Region Halland;2024;3400;100000\n".to_owned(),
            "12" => "Region Skåne;2024;1600;100000\n".to_owned(),
            _ => format!("{};2024;3380;100000\n", region.code()),
        };
        let rows: String = Region::ALL.iter().map(row).collect();
        let text = format!("Region;År;Nettokostnad (mnkr);{header}\n{rows}");
        let mut session = Session::new().unwrap();
        session.add("kostnad.csv", text.into_bytes()).unwrap();
        let plan = session.propose(Some("13")).unwrap();
        let report = session.analyse(&plan).unwrap();
        let measure = serde_json::to_value(&report.measures[0]).unwrap();
        let id = measure["id"].as_str().unwrap();
        assert_eq!(
            (measure["label"]["sv"].as_str(), measure["label"]["en"].as_str()),
            (Some("Nettokostnad per invånare"), Some("Nettokostnad per inhabitant"))
        );
        assert!((value(&report, id, "13", "2024") - 34_000.0).abs() < 1e-6, "{header}");
        // 3 400 + 1 600 + 19 · 3 380 = 69 220 mnkr.
        let nation = value(&report, id, "00", "2024");
        assert!((nation - 69_220e6 / 2_100_000.0).abs() < 1e-6, "{header}: {nation}");
    }
}

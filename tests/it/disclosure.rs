//! Nothing small and nothing private leaves: neither in the result nor in its files.

mod untold;

use rikssnitt::plan::Plan;
use rikssnitt::session::{Format, Session};
use std::collections::{BTreeMap, BTreeSet};

const SURVEY: &str = "personnummer;namn;region;år;vikt;kön;q1\n";

/// Three respondents in Gotland with the group X, thirty in Halland; answers and persons are made up.
fn survey() -> Vec<u8> {
    let mut text = SURVEY.to_owned();
    for row in 0..36 {
        let (region, group) =
            if row < 3 { ("Gotland", "X") } else { ("Halland", if row % 2 == 0 { "Y" } else { "Z" }) };
        let answer = if row % 3 == 0 { "Ja" } else { "Nej" };
        let number = format!("19800101-{:04}", 2380 + row);
        text.push_str(&format!("{number};Hemlig Person{row};{region};2024;1,5;{group};{answer}\n"));
    }
    text.into_bytes()
}

fn plan(minimum: u64) -> Plan {
    Plan::parse(&format!(
        r#"{{"plan":1,"disclosure":{{"minimum_n":{minimum}}},"groups":["kön"],
        "files":[{{"match":"*","kind":"survey","columns":{{"region":"region","period":"år"}},
          "design":{{"ids":[],"strata":null,"weights":"vikt"}}}}],
        "measures":[{{"id":"q1","type":"proportion","column":"q1","positive":["Ja"],"nation":"data"}}]}}"#
    ))
    .unwrap()
}

fn session() -> Session {
    let mut session = Session::new().unwrap();
    session.add("hemlig_patientlista.csv", survey()).unwrap();
    session
}

#[test]
fn groups_below_the_minimum_are_hidden_everywhere() {
    let result = serde_json::to_value(session().analyse(&plan(5)).unwrap()).unwrap();
    let gotland = |one: &&serde_json::Value| one["region"] == "09";
    let hidden: Vec<_> = result["estimates"].as_array().unwrap().iter().filter(gotland).collect();
    assert!(!hidden.is_empty());
    for one in hidden {
        assert_eq!(one["status"], "hidden", "{one}");
        for key in ["n", "n_effective", "value", "se", "low", "high"] {
            assert!(one[key].is_null(), "{key} of {one}");
        }
    }
    for one in result["comparisons"].as_array().unwrap().iter().filter(gotland) {
        for key in ["difference", "se", "low", "high", "statistic", "p", "n_needed"] {
            assert!(one[key].is_null(), "{key} of {one}");
        }
        assert_eq!(one["reason"], "few_answers");
    }
    for one in result["distributions"].as_array().unwrap().iter().filter(gotland) {
        assert!(one["n"].is_null() && one["answers"].as_array().unwrap().is_empty(), "{one}");
    }
    assert_eq!(result["protected"], true);
}

#[test]
fn protection_can_be_switched_off_and_the_result_says_so() {
    let result = serde_json::to_value(session().analyse(&plan(0)).unwrap()).unwrap();
    assert_eq!(result["protected"], false);
    let gotland = result["estimates"].as_array().unwrap().iter().find(|one| one["region"] == "09").unwrap();
    assert_eq!(gotland["n"], 3.0);
    assert!(result["findings"].as_array().unwrap().iter().any(|one| one["code"] == "W_PROTECTION_OFF"));
}

/// Names, personal identity numbers and the file's name are in nothing that leaves, and in no preview.
#[test]
fn persons_and_file_names_are_in_nothing_that_leaves() {
    let mut session = session();
    let mut out = vec![serde_json::to_string(&session.inspect(0).unwrap()).unwrap()];
    out.push(serde_json::to_string(&session.rows(0, 5).unwrap()).unwrap());
    out.push(String::from_utf8(session.export(&plan(5), Format::Json).unwrap()).unwrap());
    out.push(String::from_utf8(session.export(&plan(5), Format::Csv).unwrap()).unwrap());
    for text in out {
        assert!(
            !text.contains("Hemlig") && !text.contains("19800101") && !text.contains("hemlig_patientlista"),
            "{text}"
        );
    }
}

/// A cell that cannot be read is named by its place, never by its content.
#[test]
fn findings_hold_no_cell_content() {
    let text = "region;år;vikt;q1\nHalland;2024;1;Ja\n".to_owned();
    let good: String =
        (0..40).map(|row| format!("Halland;2024;1;{}\n", if row % 2 == 0 { "Ja" } else { "Nej" })).collect();
    let bad = "Halland;2024;HEMLIGT;Ja\nHEMLIGORT;2024;1;Nej\nHalland;HEMLIGTID;1;Nej\n";
    let mut session = Session::new().unwrap();
    session.add("a.csv", (text + &good + bad).into_bytes()).unwrap();
    let mut plan = session.propose(None).unwrap();
    plan.groups.clear();
    let result = session.analyse(&plan).unwrap();
    let written = serde_json::to_string(&result).unwrap();
    assert!(!written.contains("HEMLIG"), "{written}");
    assert_eq!(result.files[0].rows_rejected, 3, "{written}");
    let codes: Vec<&str> = result.findings.iter().map(|finding| finding.code).collect();
    for code in ["E_BAD_WEIGHT", "E_REGION_UNKNOWN", "E_PERIOD_UNKNOWN"] {
        assert!(codes.contains(&code), "{codes:?}");
    }
    let place = result.findings.iter().find(|finding| finding.code == "E_REGION_UNKNOWN").unwrap();
    assert_eq!((place.row, place.column.as_deref()), (Some(44), Some("region")));
}

/// Ten answers hidden by a limit of twelve: all alike or not, the cell looks the same.
#[test]
fn a_hidden_cell_does_not_tell_whether_its_answers_were_alike() {
    let hidden = |answers: [&str; 2]| {
        let rows = (0..60).map(|at| format!("Skåne;2024;1,5;{}\n", ["Ja", "Nej"][at % 2])).collect::<String>();
        let few = (0..10).map(|at| format!("Halland;2024;1,5;{}\n", answers[at % 2])).collect::<String>();
        let mut session = Session::new().unwrap();
        session.add("fil.csv", format!("region;ar;vikt;q1\n{rows}{few}").into_bytes()).unwrap();
        let mut plan = session.propose(Some("13")).unwrap();
        plan.disclosure.minimum_n = 12;
        let result = serde_json::to_value(session.analyse(&plan).unwrap()).unwrap();
        let own = result["estimates"].as_array().unwrap().iter().find(|one| one["region"] == "13").cloned().unwrap();
        assert_eq!(own["status"], "hidden", "{own}");
        own
    };
    assert_eq!(hidden(["Ja", "Ja"]), hidden(["Ja", "Nej"]));
}

/// A cell of an invented survey: region, group and level; empty for all.
type Place = (String, String, String);

const REGIONS: [(&str, &str); 4] = [("Halland", "13"), ("Gotland", "09"), ("Skåne", "12"), ("Uppsala", "03")];

/// A survey with equal weights, and how many stand in each cell of it, counted row by row.
fn invented(seed: u64, groups: usize) -> (String, BTreeMap<Place, f64>) {
    let mut state = seed;
    let mut next = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let names: Vec<String> = (0..groups).map(|at| format!("grupp{at}")).collect();
    let mut text = format!("region;år;vikt;{};q1\n", names.join(";"));
    let mut cells = BTreeMap::new();
    for (region, code) in REGIONS {
        let answers = if next(4) == 0 { 1 + next(4) } else { 20 + next(40) };
        for _ in 0..answers {
            // The lowest number of several is seldom high: the last levels are small.
            let levels: Vec<String> = (0..groups)
                .map(|at| format!("n{}", next(2 + at as u64).min(next(2 + at as u64)).min(next(3))))
                .collect();
            text.push_str(&format!("{region};2024;2;{};{}\n", levels.join(";"), ["Ja", "Nej"][next(2) as usize]));
            for place in [code, "00"] {
                let all = (place.to_owned(), String::new(), String::new());
                *cells.entry(all).or_insert(0.0) += 1.0;
                for (group, level) in names.iter().zip(&levels) {
                    *cells.entry((place.to_owned(), group.clone(), level.clone())).or_insert(0.0) += 1.0;
                }
            }
        }
    }
    (text, cells)
}

/// Every sum that anyone can write down: a whole and its parts.
fn sums(cells: &BTreeMap<Place, f64>) -> Vec<(Place, Vec<Place>)> {
    let mut sums: BTreeMap<(Place, String), Vec<Place>> = BTreeMap::new();
    for (region, group, level) in cells.keys() {
        let part = (region.clone(), group.clone(), level.clone());
        if !group.is_empty() {
            let whole = (region.clone(), String::new(), String::new());
            sums.entry((whole, group.clone())).or_default().push(part.clone());
        }
        if region != "00" {
            sums.entry((("00".to_owned(), group.clone(), level.clone()), String::new())).or_default().push(part);
        }
    }
    sums.into_iter().map(|((whole, _), parts)| (whole, parts)).collect()
}

/// What is shown, and all that follows from it: every sum is an equation in the cells that are not, and those with one
/// solution are found by elimination.
fn worked_out(mut known: BTreeMap<Place, f64>, sums: &[(Place, Vec<Place>)]) -> BTreeMap<Place, f64> {
    let cells = || sums.iter().flat_map(|(whole, parts)| parts.iter().chain([whole]));
    let unknown: Vec<&Place> =
        cells().filter(|cell| !known.contains_key(*cell)).collect::<BTreeSet<_>>().into_iter().collect();
    let equation = |(whole, parts): &(Place, Vec<Place>)| {
        let mut row = vec![0.0; unknown.len() + 1];
        for (cell, sign) in parts.iter().map(|part| (part, 1.0)).chain([(whole, -1.0)]) {
            match unknown.binary_search(&cell) {
                Ok(at) => row[at] += sign,
                Err(_) => row[unknown.len()] -= sign * known[cell],
            }
        }
        row
    };
    let mut rows: Vec<Vec<f64>> = sums.iter().map(equation).collect();
    let mut solved = 0;
    for column in 0..unknown.len() {
        let largest = (solved..rows.len()).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()));
        let Some(pivot) = largest.filter(|at| rows[*at][column].abs() > 1e-6) else { continue };
        rows.swap(solved, pivot);
        let by = rows[solved][column];
        rows[solved].iter_mut().for_each(|value| *value /= by);
        let pivot = rows[solved].clone();
        for row in rows.iter_mut().filter(|row| **row != pivot) {
            let times = row[column];
            row.iter_mut().zip(&pivot).for_each(|(value, other)| *value -= times * other);
        }
        solved += 1;
    }
    for row in rows {
        let (value, factors) = row.split_last().unwrap();
        let mut there = factors.iter().enumerate().filter(|(_, factor)| factor.abs() > 1e-6);
        if let (Some((at, _)), None) = (there.next(), there.next()) {
            known.insert(unknown[at].clone(), *value);
        }
    }
    known
}

fn shown_in_json(session: &mut Session, plan: &Plan) -> BTreeMap<Place, f64> {
    let result = serde_json::to_value(session.analyse(plan).unwrap()).unwrap();
    let word = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
    let mut known = BTreeMap::new();
    for one in result["estimates"].as_array().unwrap() {
        if let Some(n) = one["n"].as_f64() {
            known.insert((word(one, "region"), word(one, "group"), word(one, "level")), n);
        }
    }
    for one in result["comparisons"].as_array().unwrap() {
        let about = (word(one, "region"), word(one, "group"), word(one, "level"));
        let told = ["value", "difference", "se", "low", "high", "p"].iter().any(|key| !one[key].is_null());
        assert!(known.contains_key(&about) || !told, "{one}");
    }
    known
}

fn shown_in_csv(session: &mut Session, plan: &Plan) -> BTreeMap<Place, f64> {
    let bytes = session.export(plan, Format::Csv).unwrap();
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').flexible(true).from_reader(bytes.as_slice());
    let names: Vec<String> =
        reader.headers().unwrap().iter().map(|it| it.trim_start_matches('\u{feff}').into()).collect();
    let at = |name: &str| names.iter().position(|it| it == name).unwrap_or_else(|| panic!("{name}: {names:?}"));
    let (kind, region, group, level, n) = (at("rad"), at("region"), at("grupp"), at("niva"), at("n"));
    let rows = reader.records().map(Result::unwrap).filter(|row| &row[kind] == "skattning");
    let rows =
        rows.filter_map(|row| Some((place(&row, [region, group, level]), row[n].replace(',', ".").parse().ok()?)));
    rows.collect()
}

fn place(row: &csv::StringRecord, [region, group, level]: [usize; 3]) -> Place {
    (row[region].to_owned(), row[group].to_owned(), row[level].to_owned())
}

/// An attacker who adds and subtracts what is shown finds no cell that is too small to be shown.
#[test]
fn what_is_hidden_cannot_be_computed_from_what_is_shown() {
    let mut small = 0;
    for seed in 1..=30 {
        let groups = 2 + seed as usize % 2;
        let (text, cells) = invented(seed, groups);
        let mut session = Session::new().unwrap();
        session.add("enkat.csv", text.into_bytes()).unwrap();
        let mut plan = plan(5);
        plan.groups = (0..groups).map(|at| format!("grupp{at}")).collect();
        let sums = sums(&cells);
        for known in [shown_in_json(&mut session, &plan), shown_in_csv(&mut session, &plan)] {
            assert!(!known.is_empty());
            for (place, n) in &known {
                assert_eq!(Some(n), cells.get(place), "seed {seed}: {place:?}");
            }
            let found = worked_out(known, &sums);
            for (place, n) in cells.iter().filter(|(_, n)| **n < 5.0) {
                small += 1;
                assert!(
                    !found.contains_key(place),
                    "seed {seed}: {place:?} is {n}, and {:?} was computed",
                    found[place]
                );
            }
        }
    }
    assert!(small > 50, "only {small} small cells");
}

/// Small cells of which every sum has two or more, and of which the one that joins two squares follows from four sums.
#[test]
fn several_sums_together_tell_nothing_either() {
    let counts = [("13", [4, 4, 3, 30]), ("09", [4, 4, 30, 30]), ("12", [30, 30, 4, 4]), ("03", [30, 30, 4, 4])];
    let mut text = "region;år;vikt;kön;q1\n".to_owned();
    let mut cells = BTreeMap::new();
    for (region, levels) in counts {
        for (at, count) in levels.into_iter().enumerate() {
            let level = format!("n{at}");
            (0..count).for_each(|row| text.push_str(&format!("{region};2024;2;{level};{}\n", ["Ja", "Nej"][row % 2])));
            for place in [region, "00"] {
                *cells.entry((place.to_owned(), String::new(), String::new())).or_insert(0.0) += count as f64;
                *cells.entry((place.to_owned(), "kön".to_owned(), level.clone())).or_insert(0.0) += count as f64;
            }
        }
    }
    let small: Vec<&Place> = cells.iter().filter(|(_, n)| **n < 5.0).map(|(place, _)| place).collect();
    assert_eq!(small.len(), 9);
    let sums = sums(&cells);
    let alone: BTreeMap<Place, f64> =
        cells.iter().filter(|(place, _)| !small.contains(place)).map(|(place, n)| (place.clone(), *n)).collect();
    let joint = ("13".to_owned(), "kön".to_owned(), "n2".to_owned());
    assert_eq!(worked_out(alone, &sums).get(&joint), Some(&3.0));
    let mut session = Session::new().unwrap();
    session.add("enkat.csv", text.into_bytes()).unwrap();
    let found = worked_out(shown_in_json(&mut session, &plan(5)), &sums);
    assert!(small.iter().all(|place| !found.contains_key(*place)), "{found:?}");
    // What need not be hidden is shown: no more than three cells beside the nine.
    assert!(cells.len() - found.len() <= 12, "{} of {}", found.len(), cells.len());
}

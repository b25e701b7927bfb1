//! The R code of a result, run by R where it is installed, gives the result's own numbers. Its text is compared with a
//! golden everywhere (tests/data/r_code.R).

use rikssnitt::plan::Plan;
use rikssnitt::session::Session;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

/// Evaluates a script, and writes every value that it shows with its line: numbers in full precision.
const DRIVER: &str = r#"
arguments <- commandArgs(TRUE)
suppressPackageStartupMessages(library(survey))
numbers <- function(x) {
  if (is.data.frame(x)) return(unlist(x[intersect(c("value", "lowercl", "uppercl"), names(x))]))
  if (inherits(x, "svyciprop")) return(c(as.vector(x), SE(x)[1], as.vector(confint(x))))
  if (inherits(x, "newsvyquantile")) return(c(x[[1]][1, c(1, 4, 2, 3)]))
  if (inherits(x, "svyratio")) return(c(as.vector(coef(x)), as.vector(SE(x))))
  if (inherits(x, c("svystat", "svrepstat", "svycontrast"))) return(c(as.vector(coef(x))[1], as.vector(SE(x))[1]))
  as.vector(x)
}
for (script in arguments) {
  code <- parse(script, keep.source = TRUE, encoding = "UTF-8")
  lines <- sapply(attr(code, "srcref"), function(it) it[1])
  for (i in seq_along(code)) {
    value <- withVisible(eval(code[[i]], globalenv()))
    if (value$visible) cat(basename(script), lines[i], formatC(numbers(value$value), digits = 17, format = "g"), "\n")
  }
}
"#;

fn r_is_installed() -> bool {
    let asked = Command::new("Rscript").args(["-e", "stopifnot(requireNamespace('survey'))"]).output();
    let found = asked.is_ok_and(|answer| answer.status.success());
    if !found {
        eprintln!("not run: no R with the package survey; the text alone was compared");
    }
    found
}

/// The numbers that scripts show, by the comment that they stand under.
fn run(name: &str, scripts: &[String]) -> Vec<BTreeMap<String, Vec<f64>>> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let driver = folder.join("driver.R");
    std::fs::write(&driver, DRIVER).unwrap();
    let files = scripts.iter().enumerate().map(|(number, script)| {
        let file = folder.join(number.to_string());
        std::fs::write(&file, script).unwrap();
        file
    });
    let answer = Command::new("Rscript").arg(&driver).args(files.collect::<Vec<_>>()).output().unwrap();
    assert!(answer.status.success(), "{name}: {}", String::from_utf8_lossy(&answer.stderr));
    let mut found = vec![BTreeMap::new(); scripts.len()];
    for line in String::from_utf8(answer.stdout).unwrap().lines() {
        let mut words = line.split_whitespace();
        let mut place = || words.next().unwrap().parse::<usize>().unwrap();
        let (number, at) = (place(), place());
        let before = scripts[number].lines().take(at).collect::<Vec<_>>();
        let title = before.iter().rev().find(|line| line.starts_with("# ")).unwrap();
        let numbers: &mut Vec<f64> = found[number].entry((*title).to_owned()).or_default();
        numbers.extend(words.map(|word| word.parse::<f64>().unwrap_or_else(|_| panic!("{word} under {title}"))));
    }
    found
}

fn titled(one: &Value, kind: bool) -> String {
    let keys = ["measure", "region", "period", "group", "level", if kind { "kind" } else { "" }];
    let base = one["against"]["period"].as_str().filter(|_| one["kind"] == "gap_change");
    let parts = keys
        .iter()
        .filter_map(|key| one[*key].as_str())
        .chain(base)
        .map(|part| format!("\"{}\"", part.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")));
    format!("# {}", parts.collect::<Vec<_>>().join(" "))
}

/// Compares what R shows with the result; gives how many numbers were compared.
fn held(name: &str, result: &Value, found: &BTreeMap<String, Vec<f64>>) -> usize {
    let mut compared = 0;
    let parts = [
        ("estimates", &["value", "se", "low", "high"][..]),
        ("comparisons", &["difference", "se", "low", "high", "p"]),
    ];
    for (list, keys) in parts {
        for one in result[list].as_array().unwrap() {
            let Some(numbers) = found.get(&titled(one, list == "comparisons")) else { continue };
            let rate = one["method"].as_str().is_some_and(|method| RATES.contains(&method));
            let keys = match keys {
                _ if one["se"].is_null() => &keys[..1],
                // The package shows no standard errors, and no limits of less than 90 per cent.
                _ if rate => &["value", "low", "high"][..if result["confidence"].as_f64() < Some(0.9) { 1 } else { 3 }],
                keys => keys,
            };
            assert_eq!(numbers.len(), keys.len(), "{name}: {one}");
            let likelihood = one["method"] == "proportion_likelihood";
            for (key, theirs) in keys.iter().zip(numbers) {
                let ours = one[*key].as_f64().unwrap_or_else(|| panic!("{name}: {key} of {one}"));
                // R fits the likelihood by a regression, and searches its limits on the logit scale to about four
                // decimals.
                let near = match (*key, likelihood) {
                    ("low" | "high", true) => 2e-3,
                    ("p", _) | (_, true) => 1e-7,
                    _ => 1e-9,
                };
                assert!(
                    (ours - theirs).abs() <= near * theirs.abs().max(1e-3),
                    "{name}: {key} {ours} is not {theirs}: {one}"
                );
                compared += 1;
            }
        }
    }
    compared
}

const RATES: [&str; 3] = ["rate", "directly_standardised_rate", "indirectly_standardised_ratio"];

fn analysed(path: &str, plan: &Value) -> (Value, String) {
    let mut session = Session::new().unwrap();
    session.add(path.rsplit('/').next().unwrap(), std::fs::read(path).unwrap()).unwrap();
    let plan = Plan::parse(&plan.to_string()).unwrap();
    let result = session.analyse(&plan).unwrap();
    let script = result.r_code.script();
    let full = std::fs::canonicalize(path).unwrap();
    (serde_json::to_value(result).unwrap(), script.replace("file.choose()", &format!("{:?}", full.to_str().unwrap())))
}

fn example() -> Value {
    let question = |id: &str, interval: &str| {
        json!({"id": format!("{id}, {interval}"), "type": "proportion", "column": id, "positive": ["alltid", "ibland"],
            "interval": interval, "nation": "data"})
    };
    json!({"plan": 1, "region": "13", "groups": ["kon", "halsa"],
        "files": [{"match": "*", "kind": "survey", "columns": {"region": "region", "period": "ar"},
            "design": {"ids": ["vardcentral"], "strata": "stratum", "weights": "vikt", "nest": true}}],
        "measures": [question("delaktig", "logit"), question("delaktig", "wilson"), question("delaktig", "beta"),
            question("samordning", "asin"), question("samordning", "mean"), question("samordning", "likelihood"),
            {"id": "betyg", "type": "mean", "column": "betyg", "nation": "data"},
            {"id": "dimension", "type": "score", "missing": ["vet ej"], "nation": "data",
                "points": {"alltid": 1, "ibland": 0.75, "sällan": 0.25, "aldrig": 0},
                "items": [{"column": "delaktig", "weight": 0.34}, {"column": "samordning", "weight": 0.23}]},
            {"id": "lika", "type": "score", "missing": ["vet ej"], "positive": ["alltid"], "renormalise": "equal",
                "items": [{"column": "samordning", "weight": 0.9}, {"column": "delaktig", "weight": 0.1}]},
            {"id": "median", "type": "quantile", "column": "betyg", "rule": "hf7"},
            {"id": "summa", "type": "total", "column": "betyg"}],
        "compare": ["nation", "rest", "peers", "previous_measurement", "group_gap", "gap_change"]})
}

#[test]
fn the_example_in_r_gives_the_same_numbers() {
    let (result, script) = analysed("www/examples/enkat_exempel.csv", &example());
    if r_is_installed() {
        let compared = held("example", &result, &run("example", &[script])[0]);
        assert!(compared > 300, "only {compared} numbers were compared");
    }
}

/// Sexes in several spellings are one, and rows of the nation, of sums and of no region are nobody's.
#[test]
fn spellings_and_sums_in_r_give_the_same_numbers() {
    let mut text = String::from("Region;Kön;Vikt;Hjälp\n");
    for row in 0..300 {
        let region = ["Halland", "Skåne", "Uppsala", "Halland", "Riket", "Totalt", "Atlantis"][row * row % 11 % 7];
        let sex = ["Kvinna", "kvinnor", "K", "Man", "M", "Män", "Man"][row % 7];
        text += &format!("{region};{sex};{},{};{}\n", 1 + row % 5, row % 10, ["Ja", "Nej", "Ja"][row % 13 % 3]);
    }
    let path = format!("{}/skrivningar.csv", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(&path, text).unwrap();
    let plan = json!({"plan": 1, "region": "13", "groups": ["Kön"],
        "files": [{"match": "*", "kind": "survey", "columns": {"region": "Region"}, "design": {"ids": [], "weights": "Vikt"}}],
        "measures": [{"id": "hjalp", "type": "proportion", "column": "Hjälp", "positive": ["Ja"], "nation": "data"}],
        "compare": ["nation", "rest", "group_gap"]});
    let (result, script) = analysed(&path, &plan);
    let mut levels: Vec<&str> =
        result["estimates"].as_array().unwrap().iter().filter_map(|it| it["level"].as_str()).collect();
    levels.sort_unstable();
    levels.dedup();
    assert_eq!(levels.len(), 2, "{levels:?}");
    if r_is_installed() {
        let compared = held("spellings", &result, &run("spellings", &[script])[0]);
        assert!(compared >= 25, "only {compared} numbers were compared");
    }
}

/// Municipalities put together by SKR's groups: the code names each level of the file.
#[test]
fn levels_that_are_put_together_in_r_give_the_same_numbers() {
    let plan = json!({"plan": 1, "region": "23", "groups": ["kommun"],
        "gather": {"kommun": {"by": "skr_2023", "into": {"Landsbygd": ["C8", "C9"], "Övriga": ["*"]}}},
        "files": [{"match": "*", "kind": "survey", "columns": {"region": "region", "period": "ar"},
            "design": {"ids": [], "weights": "vikt"}}],
        "measures": [{"id": "tillgang", "type": "proportion", "column": "tillgang", "positive": ["ja"]}],
        "compare": ["group_gap"]});
    let (result, script) = analysed("tests/data/need/enkat_kommun.csv", &plan);
    assert!(script.contains(r#""2321" = "Landsbygd""#) && !script.contains(r#""9999" ="#), "{script}");
    if r_is_installed() {
        let compared = held("gathered", &result, &run("gathered", &[script])[0]);
        assert!(compared >= 13, "only {compared} numbers were compared");
    }
}

/// More levels than a column is known by: by the classification, and those that are ticked against the rest.
#[test]
fn many_levels_that_are_put_together_in_r_give_the_same_numbers() {
    let list = std::fs::read_to_string("www/reference/municipalities.csv").unwrap();
    let codes: Vec<&str> = list.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    let mut text = String::from("region;ar;kommun;vikt;tillgang\n");
    for row in 0..codes.len() * 8 {
        let (code, answer) = (codes[row % codes.len()], ["ja", "nej", "ja", "ja", "nej"][row * row % 13 % 5]);
        text += &format!("{};2024;{code};{},{};{answer}\n", ["22", "23"][row % 2], 1 + row % 7, row % 10);
    }
    let path = format!("{}/kommuner.csv", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(&path, text).unwrap();
    let skr = json!({"by": "skr_2023", "into": {"Landsbygd": ["C8", "C9"], "Övriga": ["*"]}});
    let ticked = json!({"into": {"Utsatta": [codes[0], codes[40], codes[200]], "Övriga": ["*"]}});
    for (name, gather, levels) in [("skr", skr, ["Landsbygd", "Övriga"]), ("ticked", ticked, ["Utsatta", "Övriga"])] {
        let plan = json!({"plan": 1, "region": "23", "groups": ["kommun"], "gather": {"kommun": gather},
            "files": [{"match": "*", "kind": "survey", "columns": {"region": "region", "period": "ar"},
                "design": {"ids": [], "weights": "vikt"}}],
            "measures": [{"id": "tillgang", "type": "proportion", "column": "tillgang", "positive": ["ja"]}],
            "compare": ["group_gap"]});
        let (result, script) = analysed(&path, &plan);
        let found = |level: &&str| result["estimates"].as_array().unwrap().iter().any(|it| it["level"] == **level);
        assert!(levels.iter().all(found), "{name}");
        if r_is_installed() {
            let compared = held(name, &result, &run(name, &[script])[0]);
            assert!(compared >= 8, "{name}: only {compared} numbers were compared");
        }
    }
}

/// Means of similar regions, and gaps that change, in a survey of all regions.
#[test]
fn contrasts_of_several_means_in_r_give_the_same_numbers() {
    let plan = json!({"plan": 1, "region": "13", "groups": ["health"], "disclosure": {"minimum_n": 0},
        "files": [{"match": "*", "kind": "survey", "columns": {"region": "region", "period": "year"},
            "design": {"ids": ["unit"], "strata": "stratum", "weights": "weight", "nest": true}}],
        "measures": [{"id": "involved", "type": "proportion", "column": "involved", "positive": ["1"], "nation": "data"}],
        "compare": ["peers", "gap_change"]});
    let (result, script) = analysed("tests/oracle/comparisons/input.csv", &plan);
    let contrasts = |kind: &str| script.matches(&format!("\"{kind}\"")).count();
    assert!(contrasts("peers") >= 3 && contrasts("gap_change") >= 1, "{script}");
    if r_is_installed() {
        let compared = held("contrasts", &result, &run("contrasts", std::slice::from_ref(&script))[0]);
        assert!(compared >= 30, "only {compared} numbers were compared");
    }
}

/// Adjusted weights, replicates, unequal probabilities and several stages.
#[test]
fn designs_in_r_give_the_same_numbers() {
    if !r_is_installed() {
        return;
    }
    let designs = std::fs::read_to_string("tests/oracle/designs/designs.json").unwrap();
    let designs: Vec<Value> = serde_json::from_str(&designs).unwrap();
    let (mut asked, mut scripts) = (Vec::new(), Vec::new());
    for mut design in designs {
        let case = design["case"].as_str().unwrap().to_owned();
        let dataset = design["dataset"].as_str().unwrap().to_owned();
        design.as_object_mut().unwrap().retain(|key, _| key != "case" && key != "dataset");
        let mut path = format!("tests/oracle/designs/{dataset}");
        if design["pps"]["joint_probabilities"].is_string() {
            let text = super::designs::with_pairs(&dataset, &mut design);
            path = format!("{}/{case}.csv", env!("CARGO_TARGET_TMPDIR"));
            std::fs::write(&path, text).unwrap();
        }
        let small = dataset == "pps.csv";
        let mut measures = json!([{"id": "m", "type": "mean", "column": "visits"},
            {"id": "r", "type": "ratio", "column": "visits", "denominator": "days"},
            {"id": "p", "type": "proportion", "column": "content", "positive": ["Ja"]}]);
        if small {
            measures.as_array_mut().unwrap().truncate(2);
        }
        let plan = json!({"plan": 1, "region": "20", "disclosure": {"minimum_n": 0}, "measures": measures,
            "files": [{"match": "*", "kind": "survey", "design": design}],
            "groups": if small { json!([]) } else { json!(["sex"]) }, "compare": ["group_gap"]});
        let (result, script) = analysed(&path, &plan);
        asked.push((case, small, result));
        scripts.push(script);
    }
    assert!(asked.len() >= 31, "only {} designs", asked.len());
    for ((case, small, result), found) in asked.iter().zip(run("designs", &scripts)) {
        let compared = held(case, result, &found);
        assert!(compared >= if *small { 8 } else { 32 }, "{case}: only {compared} numbers were compared");
    }
}

/// A script of rates, run with the functions of `tests/oracle/indicator_methods.R` in the package's place.
fn run_rates(name: &str, script: &str) -> BTreeMap<String, Vec<f64>> {
    let stand_in = std::fs::canonicalize("tests/oracle/indicator_methods.R").unwrap();
    let stand_in = format!("source({:?})", stand_in.to_str().unwrap());
    assert!(script.contains("library(PHEindicatormethods)"), "{script}");
    run(name, &[script.replace("library(PHEindicatormethods)", &stand_in)]).remove(0)
}

fn rates(columns: Value, region: Option<&str>, confidence: f64) -> Value {
    let measure = |id: &str, r#type: &str, standard: Option<&str>| {
        let mut measure = columns.clone();
        measure["id"] = id.into();
        measure["type"] = r#type.into();
        if let Some(standard) = standard {
            measure["standard"] = standard.into();
        }
        measure
    };
    let direct = "directly_standardised_rate";
    json!({"plan": 1, "region": region, "confidence": confidence, "disclosure": {"minimum_n": 0},
        "files": [{"match": "*", "kind": "indicators"}],
        "measures": [measure("obehandlad", "rate", None), measure("europa", direct, None),
            measure("riket", direct, Some("riket")), measure("tabellen", direct, Some("nation")),
            measure("kvot", "indirectly_standardised_ratio", None)]})
}

fn of_deaths() -> Value {
    json!({"column": "avlidna", "denominator": "folkmangd", "age": "alder", "sex": "kon"})
}

/// Every estimate of every kind of rate, of the own region and of all of them.
#[test]
fn rates_in_r_give_the_same_numbers() {
    for (name, region, confidence, least) in [("own_rates", Some("13"), 0.95, 60), ("all_rates", None, 0.998, 90)] {
        let (result, script) = analysed("tests/data/sets/deaths.csv", &rates(of_deaths(), region, confidence));
        assert!(script.contains(r#"standard <- c("0-14" = 16000, "15-44" = 38000"#), "{script}");
        let estimates = result["estimates"].as_array().unwrap();
        let own = |it: &&Value| region.is_none_or(|own| it["region"] == own || it["region"] == "00");
        let ungrouped = |it: &&Value| it["group"].is_null() || (region.is_some() && it["region"] == "13");
        let shown = estimates.iter().filter(|it| it["status"] == "ok").filter(own).filter(ungrouped);
        for one in shown {
            assert!(script.contains(&titled(one, false)), "no code for {one}");
        }
        if r_is_installed() {
            let compared = held(name, &result, &run_rates(name, &script));
            assert!(compared >= least, "{name}: only {compared} numbers were compared");
        }
    }
}

/// Rows about both sexes and all ages, repeated rows, other groups, other signs and names, several periods.
#[test]
fn rates_of_tables_that_add_up_give_the_same_numbers() {
    let deaths = std::fs::read_to_string("tests/data/sets/deaths.csv").unwrap();
    let mut rows: Vec<Vec<String>> =
        deaths.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect();
    // Both sexes of the young are a row of their own, which differs from the sum of the parts.
    let whole: Vec<Vec<String>> = rows
        .iter()
        .filter(|row| row[2] == "man" && row[3] == "0-14" && row[1] != "25")
        .map(|row| {
            let number = |at: usize| row[at].parse::<u64>().unwrap() * 2 + 40;
            vec![
                row[0].clone(),
                row[1].clone(),
                "Totalt".into(),
                row[3].clone(),
                number(4).to_string(),
                number(5).to_string(),
            ]
        })
        .collect();
    rows.extend(whole);
    let everybody = ["13", "23"].map(|code| {
        vec!["2023".into(), code.into(), "Totalt".into(), "alla åldrar".into(), "171000".into(), "2100".into()]
    });
    rows.extend(everybody);
    let name = |code: &str| match code {
        "00" => "Riket".to_owned(),
        "13" => "Region Halland".to_owned(),
        code => code.to_owned(),
    };
    let mut text = "Område;År;Kön;Ålder;Mott agning;Folkmängd;Döda\n".to_owned();
    for (at, row) in rows.iter().enumerate() {
        for year in [2022, 2023] {
            let people = row[4].parse::<u64>().unwrap() + 7 * (2023 - year);
            let people = match (people / 1_000_000, people / 1000 % 1000, people % 1000) {
                (0, 0, ones) => ones.to_string(),
                (0, thousands, ones) => format!("{thousands} {ones:03}"),
                (millions, thousands, ones) => format!("{millions} {thousands:03} {ones:03}"),
            };
            let line = format!("{};{year};{};{};;{people};{}\n", name(&row[1]), row[2], row[3], row[5]);
            text += &line;
            if at % 7 == 0 {
                text += &line;
            }
            if row[1] == "13" {
                text += &line.replace(";;", ";Norra;").replace("Region Halland", "13");
            }
        }
    }
    let path = format!("{}/döda.csv", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(&path, text).unwrap();
    let columns = json!({"column": "Döda", "denominator": "Folkmängd", "age": "Ålder", "sex": "Kön"});
    for (confidence, least) in [(0.95, 105), (0.8, 35)] {
        let mut plan = rates(columns.clone(), Some("13"), confidence);
        plan["files"][0]["roles"] = json!({"Mott agning": "group"});
        let (result, script) = analysed(&path, &plan);
        if r_is_installed() {
            let compared = held("rates_that_add_up", &result, &run_rates("rates_that_add_up", &script));
            assert!(compared >= least, "only {compared} numbers were compared: {script}");
        }
    }
}

/// Numerators and denominators that the file's columns name, row by row or over periods, and a measure in two files.
#[test]
fn rates_of_columns_known_by_their_roles_give_the_same_numbers() {
    let of = |name: &str, text: &str, column: &str| {
        let path = format!("{}/{name}.csv", env!("CARGO_TARGET_TMPDIR"));
        std::fs::write(&path, text).unwrap();
        let plan = json!({"plan": 1, "region": "13", "disclosure": {"minimum_n": 0},
            "files": [{"match": "*", "kind": "indicators"}],
            "measures": [{"id": "m", "type": "rate", "column": column, "per": 1000}]});
        let (result, script) = analysed(&path, &plan);
        assert!(script.contains("phe_rate"), "{script} {result}");
        if r_is_installed() {
            let compared = held(name, &result, &run_rates(name, &script));
            assert!(compared >= 6, "{name}: only {compared} numbers were compared: {script}");
        }
    };
    let long = "mått,region,år,täljare,nämnare\nFall,00,2023,900,90000\nFall,13,2023,14,3100\n\
        Fall,12,2023,100,12000\nAnnat,13,2023,5,3100\nAnnat,00,2023,50,90000\n";
    of("named_by_row", long, "Fall");
    let wide = "Fall per invånare\nregion;täljare 2022;nämnare 2022;täljare 2023;nämnare 2023\n\
        Riket;900;90000;950;91000\nHalland;14;3100;9;3200\nSkåne;100;12000;90;12100\n";
    of("wide_by_period", wide, "Fall per invånare");
}

/// More ages than a column is known by: single years, 85 and older together.
#[test]
fn rates_by_single_years_give_the_same_numbers() {
    let mut text = "region,ar,alder,folkmangd,avlidna\n".to_owned();
    for (region, size) in [("00", 900), ("13", 40)] {
        for age in 0..=85 {
            let name = if age == 85 { "85 år och äldre".to_owned() } else { format!("{age} år") };
            let people = size * (120 - age) + age % 7;
            text += &format!("{region},2023,{name},{people},{}\n", people * (age + 3) * (age + 2) / 200_000 + age % 2);
        }
    }
    let path = format!("{}/single_years.csv", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(&path, text).unwrap();
    let columns = json!({"column": "avlidna", "denominator": "folkmangd", "age": "alder"});
    let (result, script) = analysed(&path, &rates(columns, Some("13"), 0.95));
    if r_is_installed() {
        let compared = held("single_years", &result, &run_rates("single_years", &script));
        assert_eq!(compared, 30, "{script}");
    }
}

/// The regions' file and the nation's are put together.
#[test]
fn rates_of_two_files_give_the_same_numbers() {
    let text = std::fs::read_to_string("tests/data/sets/deaths.csv").unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    let mut plan = rates(of_deaths(), Some("13"), 0.95);
    plan["files"] =
        json!([{"match": "nationen.csv", "kind": "indicators"}, {"match": "regionerna.csv", "kind": "indicators"}]);
    let mut session = Session::new().unwrap();
    let mut paths = Vec::new();
    for (name, national) in [("nationen.csv", true), ("regionerna.csv", false)] {
        let own = rows.lines().filter(|line| line.contains(",00,") == national);
        let text = format!("{header}\n{}\n", own.collect::<Vec<_>>().join("\n"));
        let path = format!("{}/{name}", env!("CARGO_TARGET_TMPDIR"));
        std::fs::write(&path, &text).unwrap();
        session.add(name, text.into_bytes()).unwrap();
        paths.push((format!("{name:?}"), format!("{path:?}")));
    }
    let result = session.analyse(&Plan::parse(&plan.to_string()).unwrap()).unwrap();
    let script = paths.iter().fold(result.r_code.script(), |script, (name, path)| script.replace(name, path));
    if r_is_installed() {
        let compared = held("two_files", &serde_json::to_value(result).unwrap(), &run_rates("two_files", &script));
        assert_eq!(compared, 60, "{script}");
    }
}

/// A row whose code is another region's than its name is in no rate, and neither are those of a file that its title says is
/// the nation's in a rate of the own region.
#[test]
fn rates_leave_out_what_the_result_leaves_out() {
    let head = "länskod;län;år;fall;personer\n";
    let files = [
        (
            "motsagd.csv",
            format!(
                "{head}13;Halland;2023;14;3100\n12;Halland;2023;90;3000\n12;Skåne;2023;100;12000\n00;Riket;2023;900;90000\n"
            ),
        ),
        ("egen.csv", "år;fall;personer\n2023;20;4000\n".to_owned()),
        ("rikets.csv", "Riket\n\når;fall;personer\n2023;900;90000\n".to_owned()),
    ];
    for (name, files, own) in [("contradicted", &files[..1], 14.0 / 3.1), ("by_title", &files[1..], 5.0)] {
        let mut plan = json!({"plan": 1, "region": "13", "disclosure": {"minimum_n": 0}, "files": [],
            "measures": [{"id": "m", "type": "rate", "column": "fall", "denominator": "personer", "per": 1000}]});
        let (mut session, mut paths) = (Session::new().unwrap(), Vec::new());
        for (file, text) in files {
            let path = format!("{}/{file}", env!("CARGO_TARGET_TMPDIR"));
            std::fs::write(&path, text).unwrap();
            session.add(file, text.clone().into_bytes()).unwrap();
            plan["files"].as_array_mut().unwrap().push(json!({"match": file, "kind": "indicators"}));
            paths.push((format!("{file:?}"), format!("{path:?}")));
        }
        let result = session.analyse(&Plan::parse(&plan.to_string()).unwrap()).unwrap();
        let script = paths.iter().fold(result.r_code.script(), |script, (name, path)| script.replace(name, path));
        let result = serde_json::to_value(result).unwrap();
        let of = |region: &str| {
            let all = result["estimates"].as_array().unwrap();
            let one = all.iter().find(|one| one["region"] == region && one["source"] == "file");
            one.and_then(|one| one["value"].as_f64()).unwrap_or(f64::NAN)
        };
        assert!((of("13") - own).abs() < 1e-9 && (of("00") - 10.0).abs() < 1e-9, "{name}: {result}");
        if r_is_installed() {
            let compared = held(name, &result, &run_rates(name, &script));
            assert!(compared >= 6, "{name}: only {compared} numbers were compared: {script}");
        }
    }
}

/// Weights of zero: where every row is a unit, in strata, in units that weigh nothing at all, and adjusted.
#[test]
fn weights_of_zero_in_r_give_the_same_numbers() {
    let mut text = "region;ar;stratum;enhet;vikt;kon;alltid;ibland;dagar;besok\n".to_owned();
    for row in 0_usize..180 {
        let stratum = row % 3;
        let unit = row / 3 % 7;
        let weight = if row % 11 == 4 || (stratum == 1 && unit == 2) { 0 } else { 2 + row * row % 9 };
        let answer = |step: usize| ["ja", "nej", "kanske", ""][row * step % 17 % 4];
        text += &format!(
            "{};{};s{stratum};e{unit};{weight};{};{};{};{};{}\n",
            ["12", "13"][row / 2 % 2],
            2022 + row / 90,
            ["k", "m"][row * 7 % 5 % 2],
            answer(5),
            answer(7),
            row * row % 13 % 8,
            1 + row % 4
        );
    }
    let path = format!("{}/nollvikter.csv", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(&path, text).unwrap();
    let share = |interval: &str| json!({"id": interval, "type": "proportion", "column": "alltid", "positive": ["ja"], "interval": interval});
    let measures = json!([share("logit"), share("wilson"), share("beta"), share("asin"), share("mean"), share("likelihood"),
        {"id": "medel", "type": "mean", "column": "dagar"}, {"id": "summa", "type": "total", "column": "dagar"},
        {"id": "kvot", "type": "ratio", "column": "dagar", "denominator": "besok"},
        {"id": "dimension", "type": "score", "points": {"ja": 1, "kanske": 0.5, "nej": 0},
            "items": [{"column": "alltid", "weight": 0.34}, {"column": "ibland", "weight": 0.66}]}]);
    let margin = json!({"type": "poststratify", "margins": [{"variable": "kon", "totals": {"k": 520, "m": 480}}]});
    for (name, design) in [
        ("rows", json!({"ids": [], "weights": "vikt"})),
        ("rows_in_strata", json!({"ids": [], "strata": "stratum", "weights": "vikt"})),
        ("units", json!({"ids": ["enhet"], "strata": "stratum", "weights": "vikt", "nest": true})),
        ("rows_poststratified", json!({"ids": [], "weights": "vikt", "adjust": margin})),
        (
            "units_poststratified",
            json!({"ids": ["enhet"], "strata": "stratum", "weights": "vikt", "nest": true, "adjust": margin}),
        ),
        (
            "jackknife",
            json!({"ids": ["enhet"], "strata": "stratum", "weights": "vikt", "nest": true, "replicates": {"type": "JKn"}}),
        ),
    ] {
        // R gives no likelihood's limits with replicates, and in small parts of adjusted designs they are within half a
        // thousandth, no nearer.
        let plain = design.get("adjust").or(design.get("replicates")).is_none();
        let exact = |it: &&Value| plain || it["id"] != "likelihood";
        let measures: Vec<Value> = measures.as_array().unwrap().iter().filter(exact).cloned().collect();
        let plan = json!({"plan": 1, "region": "13", "groups": ["kon"], "disclosure": {"minimum_n": 0}, "measures": measures,
            "files": [{"match": "*", "kind": "survey", "columns": {"region": "region", "period": "ar"}, "design": design}],
            "compare": ["nation", "rest", "previous_measurement", "group_gap"]});
        let (result, script) = analysed(&path, &plan);
        if r_is_installed() {
            let compared = held(name, &result, &run(name, &[script])[0]);
            assert!(compared >= 300, "{name}: only {compared} numbers were compared");
        }
    }
}

/// Names and levels that would end a string, a name or a comment if they could.
fn awkward() -> (String, Value) {
    let mut text = "län;\"år`\";\"vård \"\"central\\\";\"if\";svar;betyg\r\n".to_owned();
    for row in 0..240 {
        let region = ["Halland", "Region Halland", "12", "0012"][row % 4];
        let level = ["\"\"ja\"\"\\n", "nej # '"][row / 2 % 2];
        let answer = ["a\\", "b`c", "\"\"d\"\""][(row * row / 5 + row / 7) % 3];
        text += &format!("{region};2020;{};\"{level}\";\"{answer}\";{},5\r\n", row / 4 % 9, row * 7 % 11);
    }
    let plan = json!({"plan": 1, "region": "13", "groups": ["if"], "compare": ["nation", "rest", "group_gap"],
        "files": [{"match": "besvärlig fil.csv", "kind": "survey", "columns": {"region": "län", "period": "år`"},
            "design": {"ids": ["vård \"central\\"]}}],
        "measures": [{"id": "q\n1", "type": "proportion", "column": "svar", "positive": ["a\\", "\"d\""], "nation": "data"},
            {"id": "betyg", "type": "mean", "column": "betyg", "nation": "data"}]});
    (text, plan)
}

#[test]
fn awkward_names_stay_names() {
    let (text, plan) = awkward();
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("awkward");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("besvärlig fil.csv");
    std::fs::write(&path, text).unwrap();
    let (result, script) = analysed(path.to_str().unwrap(), &plan);
    let golden = "tests/data/r_code.R";
    if std::env::var_os("WRITE_GOLDEN").is_some() {
        std::fs::write(golden, &script).unwrap();
    }
    assert_eq!(script, std::fs::read_to_string(golden).unwrap());
    if r_is_installed() {
        let script = script.replace("\"besvärlig fil.csv\"", &format!("{:?}", path.to_str().unwrap()));
        let compared = held("awkward", &result, &run("awkward", &[script])[0]);
        assert!(compared >= 30, "only {compared} numbers were compared");
    }
}

/// Rows that are not counted are not in R's design either: sums, unknown regions and periods, weights that are missing or
/// negative; and numbers with spaces of any kind between their thousands are read.
#[test]
fn rows_that_are_not_counted_in_r_either() {
    let mut text = "region;ar;vikt;q1\n".to_owned();
    for row in 0..60 {
        let region = ["Halland", "Region Skåne", "12"][row % 3];
        text +=
            &format!("{region};{};{},5;{}\n", 2023 + row % 2, 1 + row % 7, ["Ja", "Nej", "Nej"][row * row % 11 % 3]);
    }
    text += "Totalt;2024;9;Ja\nAnnat land;2024;9;Ja\nHalland;okänt;9;Ja\nHalland;2024;;Ja\nHalland;2024;-3;Ja\n";
    text += "Halland;2024;1\u{a0}000,5;Nej\nSkåne län;2024;1\u{202f}200,5;Nej\n";
    let path = format!("{}/avvisade.csv", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(&path, text).unwrap();
    let plan = json!({"plan": 1, "region": "13",
        "files": [{"match": "*", "kind": "survey", "columns": {"region": "region", "period": "ar"},
            "design": {"ids": [], "weights": "vikt"}}],
        "measures": [{"id": "q1", "type": "proportion", "column": "q1", "positive": ["Ja"], "nation": "data"}],
        "compare": ["nation", "rest"]});
    let (result, script) = analysed(&path, &plan);
    assert_eq!(result["files"][0]["rows_rejected"], 4, "{}", result["files"][0]);
    assert!(!script.contains("Annat") && !script.contains("okänt"), "{script}");
    if r_is_installed() {
        let compared = held("rejected", &result, &run("rejected", &[script])[0]);
        assert!(compared >= 30, "only {compared} numbers were compared");
    }
}

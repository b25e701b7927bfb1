//! The whole line on a national survey: an invented file of several hundred thousand answers, the command line's result
//! held against R's (benches/national), and the time.

mod survey;

use crate::command::{cargo, must, program};
use crate::place;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

const LARGE: usize = 400_000;
const SMALL: usize = 6_000;
const NEAR: f64 = 1e-9;
const ROUNDS: u32 = 3;

fn folder() -> PathBuf {
    place::root().join("benches/national")
}

fn plan() -> Value {
    let question = |id: &str, positive: Value| json!({"id": id, "type": "proportion", "column": id, "positive": positive, "missing": ["vet ej"], "nation": "data"});
    json!({"plan": 1,
        "files": [{"match": "*", "kind": "survey", "columns": {"region": "region", "period": "ar"},
            "design": {"ids": ["vardcentral"], "strata": "stratum", "weights": "vikt", "nest": true}}],
        "measures": [question("delaktig", json!(["alltid", "ibland"])), question("fast_kontakt", json!(["ja"])),
            {"id": "betyg", "type": "mean", "column": "betyg", "nation": "data"}],
        "groups": ["kon"], "compare": ["nation", "previous_measurement", "group_gap"]})
}

/// Makes the file, has the command line analyse it, compares every value with R's and prints the time. `--values` makes
/// R compute the values anew, for this file and for the small one of the tests.
pub fn run(anew: bool) -> Result<bool> {
    let kept = place::kept().join("national");
    fs::create_dir_all(&kept)?;
    let (file, plan_file) = (kept.join("national.csv"), kept.join("plan.json"));
    fs::write(&file, survey::file(LARGE))?;
    fs::write(&plan_file, plan().to_string())?;
    if anew {
        let small = kept.join("small.csv");
        fs::write(&small, survey::file(SMALL))?;
        for (from, to) in [(&small, "values_small.csv"), (&file, "values_large.csv")] {
            must(program("Rscript", &["benches/national/values.R"]).arg(from).arg(folder().join(to)))?;
        }
    }
    must(&mut cargo(&["build", "--release", "--locked", "--quiet", "--bin", "rikssnitt"]))?;
    let megabytes = fs::metadata(&file)?.len() as f64 / 1e6;
    let result = kept.join("result.json");
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let mut command = program(&place::target().join("release/rikssnitt").to_string_lossy(), &["analyse"]);
        must(command.arg(&file).arg("--plan").arg(&plan_file).arg("--out").arg(&result))?;
        let seconds = start.elapsed().as_secs_f64();
        println!("{megabytes:.1} MB in {seconds:.2} s: {:.0} MB/s", megabytes / seconds);
    }
    let result: Value = serde_json::from_slice(&fs::read(&result)?)?;
    println!("rows: {}", result["files"][0]["rows"]);
    let compared = compare(&result, "values_large.csv")?;
    println!("{} values agree with R to {NEAR:e}, {} do not", compared.agreed, compared.wrong.len());
    compared.wrong.iter().take(20).for_each(|line| println!("  {line}"));
    Ok(compared.wrong.is_empty())
}

struct Compared {
    agreed: usize,
    wrong: Vec<String>,
}

/// Holds a result against a table of R's values, cell for cell.
fn compare(result: &Value, table: &str) -> Result<Compared> {
    let path = folder().join(table);
    let text = fs::read_to_string(&path)
        .with_context(|| format!("{} cannot be read: cargo xtask national --values", place::shown(&path)))?;
    let mut compared = Compared { agreed: 0, wrong: Vec::new() };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers()?.clone();
    for row in reader.records() {
        let row = row?;
        let cell = |name: &str| header.iter().position(|it| it == name).and_then(|at| row.get(at)).unwrap_or_default();
        let estimate = cell("kind") == "estimate";
        let list = if estimate { &result["estimates"] } else { &result["comparisons"] };
        let word = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
        let place = ["measure", "region", "period", "level"];
        let fits = |one: &&Value| {
            place.iter().all(|key| word(one, key) == cell(key)) && (estimate || word(one, "kind") == cell("kind"))
        };
        let Some(one) = list.as_array().and_then(|list| list.iter().find(fits)) else {
            bail!("the result has nothing for {row:?}");
        };
        for (theirs, ours) in [
            ("value", if estimate { "value" } else { "difference" }),
            ("se", "se"),
            ("low", "low"),
            ("high", "high"),
            ("df", "df"),
            ("p", "p"),
        ] {
            if cell(theirs).is_empty() {
                continue;
            }
            let right: f64 = cell(theirs).parse()?;
            match one[ours].as_f64() {
                // The tails of the t distribution are read to fewer digits.
                Some(found) if (found - right).abs() <= right.abs() * if ours == "p" { 1e-6 } else { NEAR } + 1e-13 => {
                    compared.agreed += 1;
                }
                found => compared.wrong.push(format!("{ours} is {found:?}, not {right}: {row:?}")),
            }
        }
    }
    Ok(compared)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rikssnitt::plan::Plan;
    use rikssnitt::session::Session;

    /// The small survey through the whole line: 21 regions in two waves, three measures, differences with p.
    #[test]
    fn the_whole_line_equals_r() {
        let mut session = Session::new().unwrap();
        session.add("national.csv", survey::file(SMALL).into_bytes()).unwrap();
        let result = session.analyse(&Plan::parse(&plan().to_string()).unwrap()).unwrap();
        let compared = compare(&serde_json::to_value(result).unwrap(), "values_small.csv").unwrap();
        assert_eq!(compared.wrong, Vec::<String>::new());
        assert!(compared.agreed > 1_500, "{}", compared.agreed);
    }
}

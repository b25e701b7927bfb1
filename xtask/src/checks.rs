//! Everything that is tested, in order, with one line a part at the end. Nothing is left out silently: a part that
//! could not run is named, and the whole fails.

use crate::command::{answers, cargo, npm, succeeds};
use crate::{browsers, build, methods, oracle, place, sizes};
use anyhow::Result;
use std::time::{Duration, Instant};

/// How a part ended.
enum Outcome {
    Passed,
    Failed,
    /// A tool that the project can do without is not installed.
    Absent(&'static str),
}

struct Part {
    name: &'static str,
    run: fn() -> Result<Outcome>,
}

const PARTS: &[Part] = &[
    Part { name: "format (cargo fmt)", run: format },
    Part { name: "lints (cargo clippy)", run: lints },
    Part { name: "Rust tests (cargo test)", run: rust_tests },
    Part { name: "reference values (cargo xtask oracle)", run: reference_values },
    Part { name: "METHODS.md is up to date", run: methods_text },
    Part { name: "build of pkg/", run: package },
    Part { name: "sizes of the page", run: weights },
    Part { name: "TypeScript format (prettier)", run: page_format },
    Part { name: "TypeScript types", run: types },
    Part { name: "page units (Node)", run: page_units },
    Part { name: "page in Chromium and Firefox", run: page_in_browsers },
];

/// Runs every part; `false` when one failed.
pub fn test() -> Result<bool> {
    let mut lines = Vec::new();
    let mut well = true;
    for part in PARTS {
        println!("\n== {}", part.name);
        let start = Instant::now();
        let outcome = (part.run)();
        let word = match &outcome {
            Ok(Outcome::Passed) => "passed".to_owned(),
            Ok(Outcome::Failed) => "FAILED".to_owned(),
            Ok(Outcome::Absent(why)) => format!("not run: {why}"),
            Err(error) => format!("FAILED: {error:#}"),
        };
        well &= matches!(outcome, Ok(Outcome::Passed | Outcome::Absent(_)));
        lines.push(line(part.name, &word, start.elapsed()));
    }
    println!("\n== summary");
    lines.iter().for_each(|line| println!("{line}"));
    println!("{}", if well { "all parts passed" } else { "at least one part FAILED" });
    Ok(well)
}

fn line(name: &str, word: &str, time: Duration) -> String {
    format!("{:>7.1} s  {name}: {word}", time.as_secs_f64())
}

fn outcome(passed: Result<bool>) -> Result<Outcome> {
    passed.map(|passed| if passed { Outcome::Passed } else { Outcome::Failed })
}

fn format() -> Result<Outcome> {
    if !answers(&mut cargo(&["fmt", "--version"])) {
        return Ok(Outcome::Absent("rustfmt is not installed (rustup component add rustfmt)"));
    }
    outcome(succeeds(&mut cargo(&["fmt", "--all", "--check"])))
}

fn lints() -> Result<Outcome> {
    if !answers(&mut cargo(&["clippy", "--version"])) {
        return Ok(Outcome::Absent("clippy is not installed (rustup component add clippy)"));
    }
    outcome(succeeds(&mut cargo(&["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"])))
}

fn rust_tests() -> Result<Outcome> {
    outcome(succeeds(&mut cargo(&["test", "--locked", "--workspace", "--no-fail-fast"])))
}

/// The project's own tables, and a folder `shared/reference` beside the project where there is one.
fn reference_values() -> Result<Outcome> {
    let beside = place::root().join("../shared/reference");
    let own = place::root().join("tests/oracle");
    let folders: Vec<String> =
        [own, beside].iter().filter(|folder| folder.is_dir()).map(|folder| place::shown(folder)).collect();
    outcome(oracle::run(&folders.iter().map(String::as_str).collect::<Vec<_>>()))
}

fn methods_text() -> Result<Outcome> {
    outcome(methods::check())
}

fn package() -> Result<Outcome> {
    build::build().map(|()| Outcome::Passed)
}

fn weights() -> Result<Outcome> {
    outcome(sizes::print())
}

fn page_format() -> Result<Outcome> {
    outcome(succeeds(&mut npm(&["run", "format"])))
}

fn types() -> Result<Outcome> {
    outcome(succeeds(&mut npm(&["run", "check"])))
}

fn page_units() -> Result<Outcome> {
    outcome(succeeds(&mut npm(&["run", "test:unit"])))
}

fn page_in_browsers() -> Result<Outcome> {
    let found = browsers::find_or_install()?;
    outcome(succeeds(npm(&["run", "test:web"]).env("CHROMIUM", found.chromium).env("FIREFOX", found.firefox)))
}

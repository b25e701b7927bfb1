//! The project's own commands: build, serve, test, bench, oracle, methods, fuzz, sizes.

mod bench;
mod browsers;
mod build;
mod checks;
mod command;
mod fuzz;
mod methods;
mod national;
mod oracle;
mod order;
mod place;
mod serve;
mod simulate;
mod sizes;

use anyhow::{Result, bail};

const USAGE: &str = "\
cargo xtask COMMAND

  serve [--port N]    build the page and show it at http://127.0.0.1:8080
  test                everything: Rust, reference values, types, both browsers
  build               build pkg/: the page index.html, the npm package, the checksums
  oracle DIR...       run the tables of reference values under each folder
  bench [large|page]  the built core beside other programs in one browser (benches/browser/README.md)
  methods [--check]   write METHODS.md from the statistics' own headings, or compare it with them
  simulate            how often the 95 per cent intervals cover the truth (benches/coverage.csv)
  national [--values] an invented national survey through the whole line: equality with R, and the time
  fuzz SECONDS        each reader of files against damaged ones for so long (needs cargo-fuzz and nightly)
  sizes               what the page and its wasm weigh, against what they may
";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(true) => {}
        Ok(false) => std::process::exit(1),
        Err(error) => {
            eprintln!("error: {error:#}");
            std::process::exit(2);
        }
    }
}

/// Runs one command; `false` is a result that says no, an error is work that could not be done.
fn run(words: &[&str]) -> Result<bool> {
    match words {
        ["build"] => build::build().map(|()| true),
        ["serve"] => serve::serve(None).map(|()| true),
        ["serve", "--port", port] => serve::serve(Some(port.parse()?)).map(|()| true),
        ["test"] => checks::test(),
        ["bench", arguments @ ..] => bench::bench(arguments).map(|()| true),
        ["oracle", folders @ ..] if !folders.is_empty() => oracle::run(folders),
        ["methods"] => methods::write().map(|()| true),
        ["methods", "--check"] => methods::check(),
        ["simulate"] => simulate::run().map(|()| true),
        ["national"] => national::run(false),
        ["national", "--values"] => national::run(true),
        ["fuzz", seconds] => fuzz::run(seconds.parse()?),
        ["sizes"] => sizes::print(),
        [] | ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            Ok(true)
        }
        _ => bail!("no such command: {}\n\n{USAGE}", words.join(" ")),
    }
}

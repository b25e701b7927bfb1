//! From sources to `pkg/`: the core as wasm, its JavaScript glue, the smaller wasm, the page.

use crate::command::{cargo, must, npm, printed, program};
use crate::{methods, place};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

const TARGET: &str = "wasm32-unknown-unknown";
const GLUE: &[&str] = &["rikssnitt.js", "rikssnitt.d.ts", "rikssnitt_bg.wasm.d.ts"];
/// What the compiler is allowed to use, said again to wasm-opt: it refuses what it is not told of.
const FEATURES: &[&str] = &[
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-reference-types",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--enable-call-indirect-overlong",
];

/// Browsers make better code of functions that are called often: the inner loops stay functions of their own.
const SEPARATE: &[&str] = &["--one-caller-inline-max-function-size=30"];

/// Builds everything that `pkg/` publishes.
pub fn build() -> Result<()> {
    node_modules()?;
    let wasm = core()?;
    let bound = bind(&wasm)?;
    let small = optimise(&bound)?;
    let package = place::package();
    fs::copy(&small, package.join("rikssnitt_bg.wasm"))?;
    fs::write(place::kept().join("methods.json"), methods::for_the_page()?)?;
    must(program("node", &["www/build.mjs"]).env("METHODS", place::kept().join("methods.json")))
}

/// Installs the exact npm packages of `package-lock.json`, once for each version of that file.
pub fn node_modules() -> Result<()> {
    let version = printed(&mut program("node", &["--version"]))?;
    let major: u32 = version.trim_start_matches('v').split('.').next().unwrap_or("").parse().unwrap_or(0);
    if major < 20 {
        bail!("Node.js {version} is too old. Install version 20 or later (https://nodejs.org).");
    }
    let lock = place::root().join("package-lock.json");
    let installed = place::root().join("node_modules/.rikssnitt-lock.json");
    let wanted = fs::read(&lock).with_context(|| format!("{} cannot be read", place::shown(&lock)))?;
    if fs::read(&installed).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    must(&mut npm(&["ci", "--no-audit", "--no-fund"]))?;
    fs::write(installed, wanted)?;
    Ok(())
}

/// Compiles the core to wasm. The flags replace those of `.cargo/config.toml`, so all of them are given here; no path
/// of the building machine is left in the file.
fn core() -> Result<PathBuf> {
    wasm_target()?;
    let mut flags = vec!["-C".to_owned(), "target-feature=+simd128".to_owned()];
    let homes = place::cargo_home().map(|home| (home, "/cargo"));
    for (from, to) in homes.into_iter().chain([(place::root(), "/rikssnitt")]) {
        flags.push(format!("--remap-path-prefix={}={to}", from.display()));
    }
    let arguments = ["build", "--release", "--locked", "--lib", "--package", "rikssnitt", "--target", TARGET];
    must(cargo(&arguments).env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}")))?;
    Ok(place::target().join(TARGET).join("release/rikssnitt.wasm"))
}

/// Adds the wasm target to the toolchain in use where it is missing.
fn wasm_target() -> Result<()> {
    let library = printed(&mut program("rustc", &["--print", "target-libdir", "--target", TARGET]))?;
    if Path::new(&library).is_dir() {
        return Ok(());
    }
    must(&mut program("rustup", &["target", "add", TARGET])).context("the wasm target of the compiler is missing")
}

/// Writes the JavaScript and the types, and returns the wasm that belongs to them. The default path of the wasm file
/// is kept: without it the generated `init()` fails when called without argument.
fn bind(wasm: &Path) -> Result<PathBuf> {
    let folder = place::kept().join("bound");
    wasm_bindgen_cli_support::Bindgen::new()
        .input_path(wasm)
        .web(true)?
        .typescript(true)
        .omit_default_module_path(false)
        .remove_name_section(true)
        .out_name("rikssnitt")
        .generate(&folder)?;
    for name in GLUE {
        fs::copy(folder.join(name), place::package().join(name)).with_context(|| format!("{name} was not made"))?;
    }
    Ok(folder.join("rikssnitt_bg.wasm"))
}

/// Makes the wasm smaller and faster; done again only when its bytes have changed.
fn optimise(wasm: &Path) -> Result<PathBuf> {
    let (from, to) = (place::kept().join("optimised.from"), place::kept().join("optimised.wasm"));
    let bytes = fs::read(wasm)?;
    if to.is_file() && fs::read(&from).is_ok_and(|earlier| earlier == bytes) {
        return Ok(to);
    }
    let tool = place::root().join("node_modules/binaryen/bin/wasm-opt");
    if !tool.is_file() {
        bail!("wasm-opt is not in node_modules: package.json must list binaryen");
    }
    let mut command = program("node", &[]);
    command.arg(tool).arg(wasm).args(["-O3"]).args(SEPARATE).args(FEATURES).arg("-o").arg(&to);
    must(&mut command)?;
    fs::write(from, bytes)?;
    Ok(to)
}

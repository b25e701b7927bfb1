//! From sources to `pkg/`: the wasm modules, their JavaScript glue, the page.

use crate::command::{cargo, must, npm, printed, program};
use crate::{methods, order, place, sizes};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

const TARGET: &str = "wasm32-unknown-unknown";

/// One of the wasm modules. All are built in the same way: what two of them have in common is then the same bytes, which a
/// compressor takes once.
struct Module {
    name: &'static str,
    features: &'static str,
}

/// In `Cargo.toml`.
const PROFILE: &str = "wasm";

/// Standard library and serde mark nearly everything as worth inlining: less of it is a sixteenth off the core.
const INLINE_LESS: &str = "-Cllvm-args=-inlinehint-threshold=15 -inline-threshold=15";

const MODULES: &[Module] = &[
    Module { name: "rikssnitt", features: "" },
    Module { name: "rikssnitt_overview", features: "overview" },
    Module { name: "rikssnitt_formats", features: "formats" },
];

/// Builds everything that `pkg/` publishes.
pub fn build() -> Result<()> {
    node_modules()?;
    wasm_target()?;
    for module in MODULES {
        let wasm = compile(module)?;
        let bound = bind(&wasm, module.name)?;
        let ordered = order::ordered(&fs::read(bound)?)?;
        fs::write(place::package().join(format!("{}_bg.wasm", module.name)), ordered)?;
    }
    fs::write(place::kept().join("methods.json"), methods::for_the_page()?)?;
    must(program("node", &["www/build.mjs"]).env("METHODS", place::kept().join("methods.json")))?;
    sizes::print().map(|_| ())
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

/// Compiles a module to wasm. The flags replace those of `.cargo/config.toml`, so all of them are given here; no path
/// of the building machine is left in the file.
fn compile(module: &Module) -> Result<PathBuf> {
    let mut flags = vec!["-C".to_owned(), "target-feature=+simd128".to_owned()];
    let homes = place::cargo_home().map(|home| (home, "/cargo"));
    for (from, to) in homes.into_iter().chain([(place::root(), "/rikssnitt")]) {
        flags.push(format!("--remap-path-prefix={}={to}", from.display()));
    }
    flags.push(INLINE_LESS.to_owned());
    let arguments = ["build", "--locked", "--lib", "--package", "rikssnitt", "--target", TARGET];
    let how = ["--no-default-features", "--features", module.features, "--profile", PROFILE];
    must(cargo(&arguments).args(how).env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}")))?;
    Ok(place::target().join(TARGET).join(PROFILE).join("rikssnitt.wasm"))
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
fn bind(wasm: &Path, name: &str) -> Result<PathBuf> {
    let folder = place::kept().join("bound");
    wasm_bindgen_cli_support::Bindgen::new()
        .input_path(wasm)
        .web(true)?
        .typescript(true)
        .omit_default_module_path(false)
        .remove_name_section(true)
        .out_name(name)
        .generate(&folder)?;
    for end in [".js", ".d.ts", "_bg.wasm.d.ts"] {
        let file = format!("{name}{end}");
        fs::copy(folder.join(&file), place::package().join(&file)).with_context(|| format!("{file} was not made"))?;
    }
    Ok(folder.join(format!("{name}_bg.wasm")))
}

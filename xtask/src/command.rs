//! Running other programs, with a plain word when one of them is missing.

use crate::place;
use anyhow::{Context, Result, bail};
use std::io::ErrorKind;
use std::process::{Command, Output};

/// Where a program comes from, said when it is missing.
fn origin(program: &str) -> &'static str {
    match program {
        "node" | "npm" | "npm.cmd" => {
            "Install Node.js 20 or later (https://nodejs.org, or `apt-get install nodejs npm`)."
        }
        "rustup" | "rustc" => "Install Rust with rustup (https://rustup.rs).",
        _ => "Install it and try again.",
    }
}

/// A command in the project's folder.
pub fn program(name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(arguments).current_dir(place::root());
    command
}

/// The cargo that runs these commands.
pub fn cargo(arguments: &[&str]) -> Command {
    program(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()), arguments)
}

/// npm under the name it has on this system.
pub fn npm(arguments: &[&str]) -> Command {
    program(if cfg!(windows) { "npm.cmd" } else { "npm" }, arguments)
}

/// Runs a command in the open and tells whether it went well.
pub fn succeeds(command: &mut Command) -> Result<bool> {
    let name = command.get_program().to_string_lossy().into_owned();
    match command.status() {
        Ok(status) => Ok(status.success()),
        Err(error) if error.kind() == ErrorKind::NotFound => bail!("{name} is not installed. {}", origin(&name)),
        Err(error) => Err(error).with_context(|| format!("{name} could not be started")),
    }
}

/// Runs a command in the open; anything but success is an error.
pub fn must(command: &mut Command) -> Result<()> {
    if succeeds(command)? {
        return Ok(());
    }
    let arguments: Vec<_> = command.get_args().map(|argument| argument.to_string_lossy()).collect();
    bail!("{} {} failed", command.get_program().to_string_lossy(), arguments.join(" "))
}

/// Runs a command quietly and returns what it printed, or an error with what it complained about.
pub fn printed(command: &mut Command) -> Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let Output { status, stdout, stderr } = match command.output() {
        Ok(output) => output,
        Err(error) if error.kind() == ErrorKind::NotFound => bail!("{name} is not installed. {}", origin(&name)),
        Err(error) => return Err(error).with_context(|| format!("{name} could not be started")),
    };
    if !status.success() {
        bail!("{name} failed: {}", String::from_utf8_lossy(&stderr).trim());
    }
    Ok(String::from_utf8_lossy(&stdout).trim().to_owned())
}

/// Whether a command can be run at all: it exists and answers well.
pub fn answers(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

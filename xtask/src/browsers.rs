//! Finds the two browsers that the page is tested in, and installs them where that can be done without asking.

use crate::command::{answers, must, program};
use anyhow::{Result, bail};
use std::path::PathBuf;

const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const FIREFOX: &[&str] = &["firefox-esr", "firefox"];
const PACKAGES: &[&str] = &["chromium", "firefox-esr", "fonts-liberation"];
#[cfg(target_os = "macos")]
const APPLICATIONS: &[&str] = &[
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
];

/// The programs that were found.
pub struct Browsers {
    pub chromium: PathBuf,
    pub firefox: PathBuf,
}

/// Both browsers; on a Debian machine where this runs as root the missing ones are installed.
pub fn find_or_install() -> Result<Browsers> {
    if let Some(browsers) = find() {
        return Ok(browsers);
    }
    if is_root() && answers(&mut program("apt-get", &["--version"])) {
        must(&mut program("apt-get", &["-o", "DPkg::Lock::Timeout=300", "update"]))?;
        let install = ["install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"];
        must(program("apt-get", &install).args(PACKAGES).env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    match find() {
        Some(browsers) => Ok(browsers),
        None => bail!(
            "the page is tested in Chromium and in Firefox; both must be installed (on Debian: apt-get install {}), \
             or named by the variables CHROMIUM and FIREFOX",
            PACKAGES.join(" ")
        ),
    }
}

fn find() -> Option<Browsers> {
    Some(Browsers { chromium: locate("CHROMIUM", CHROMIUM)?, firefox: locate("FIREFOX", FIREFOX)? })
}

/// A browser by its variable, by its names in the search path, or where macOS keeps it.
fn locate(variable: &str, names: &[&str]) -> Option<PathBuf> {
    if let Some(named) = std::env::var_os(variable).map(PathBuf::from) {
        return named.is_file().then_some(named);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let in_path = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    in_path.chain(applications(variable)).find(|file| file.is_file())
}

#[cfg(target_os = "macos")]
fn applications(variable: &str) -> Vec<PathBuf> {
    let firefox = variable == "FIREFOX";
    APPLICATIONS.iter().map(PathBuf::from).filter(|path| path.ends_with("firefox") == firefox).collect()
}

#[cfg(not(target_os = "macos"))]
fn applications(_variable: &str) -> Vec<PathBuf> {
    Vec::new()
}

/// Whether this runs as the user who may install packages.
fn is_root() -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
    }
    #[cfg(not(unix))]
    false
}

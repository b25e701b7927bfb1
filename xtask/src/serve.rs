//! Shows the built page on this machine only, with the headers it is to be published with.

use crate::{build, place};
use anyhow::{Context, Result, anyhow};
use std::fs;
use std::path::{Path, PathBuf};
use tiny_http::{Header, Request, Response, Server};

const FIRST_PORT: u16 = 8080;
const PORTS_TRIED: u16 = 20;

/// Builds, then serves `pkg/` until interrupted.
pub fn serve(port: Option<u16>) -> Result<()> {
    build::build()?;
    let server = listen(port)?;
    let headers = published_headers(&fs::read_to_string(place::package().join("headers.txt")).unwrap_or_default());
    println!("Rikssnitt: http://{}/   (Ctrl+C ends)", server.server_addr());
    for request in server.incoming_requests() {
        // A browser that went away is not this server's problem.
        let _ = answer(request, &headers);
    }
    Ok(())
}

/// The wanted port, or the first free one from 8080 on.
fn listen(port: Option<u16>) -> Result<Server> {
    let ports = match port {
        Some(port) => port..=port,
        None => FIRST_PORT..=FIRST_PORT + PORTS_TRIED,
    };
    let mut last = anyhow!("no port to try");
    for port in ports {
        match Server::http(("127.0.0.1", port)) {
            Ok(server) => return Ok(server),
            Err(error) => last = anyhow!("port {port}: {error}"),
        }
    }
    Err(last).context("no free port; choose one with --port N")
}

fn answer(request: Request, headers: &[Header]) -> std::io::Result<()> {
    let path = request.url().split(['?', '#']).next().unwrap_or("/").to_owned();
    let Some(file) = file_of(&path, &place::package()) else {
        return request.respond(Response::from_string("Not found").with_status_code(404));
    };
    let mut response = Response::from_data(fs::read(&file)?);
    let usual = [("Content-Type", media_type(&file)), ("Cache-Control", "no-cache")];
    let own: &[Header] = if file.file_name().is_some_and(|name| name == "index.html") { headers } else { &[] };
    let missing = usual.iter().filter(|(name, _)| !own.iter().any(|header| header.field.equiv(name)));
    missing.filter_map(|(name, value)| Header::from_bytes(*name, *value).ok()).for_each(|it| response.add_header(it));
    own.iter().cloned().for_each(|header| response.add_header(header));
    request.respond(response)
}

/// The file that an address means: plain names below `folder`, never one above it.
fn file_of(path: &str, folder: &Path) -> Option<PathBuf> {
    let names: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
    if names.iter().any(|name| name.starts_with('.') || name.contains(['\\', ':', '%'])) {
        return None;
    }
    let file = names.iter().fold(folder.to_path_buf(), |path, name| path.join(name));
    let file = if names.is_empty() { folder.join("index.html") } else { file };
    file.is_file().then_some(file)
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "csv" => "text/csv; charset=utf-8",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "ts" | "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// `Name: value` lines, blank lines and lines that begin with `#` left out.
fn published_headers(text: &str) -> Vec<Header> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with('#'))
        .filter_map(|line| line.split_once(':'))
        .filter(|(name, _)| !name.trim().contains(char::is_whitespace))
        .filter_map(|(name, value)| Header::from_bytes(name.trim(), value.trim()).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read_line_by_line() {
        let text = "# index.html\nContent-Security-Policy: default-src 'none'; img-src data:\n\nReferrer-Policy: no-referrer\n";
        let read = published_headers(text);
        assert_eq!(read.len(), 2);
        assert_eq!(read[0].value.as_str(), "default-src 'none'; img-src data:");
        assert!(read[1].field.equiv("referrer-policy"));
    }

    #[test]
    fn no_file_outside_the_folder_is_found() {
        let folder = place::root().join("pkg");
        assert!(file_of("/package.json", &folder).is_some());
        for path in ["/../Cargo.toml", "/..%2fCargo.toml", "/.git/config", "/no-such-file"] {
            assert!(file_of(path, &folder).is_none(), "{path}");
        }
    }
}

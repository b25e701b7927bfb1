//! The page's sources reach no network and no storage, and need nothing that its content security policy forbids.

use super::none;
use super::sources::{Source, below, file, has_word, script_code};

const NETWORK: &[&str] = &[
    "fetch(",
    "XMLHttpRequest",
    "WebSocket",
    "WebSocketStream",
    "EventSource",
    "sendBeacon",
    "importScripts",
    "import(",
    "RTCPeerConnection",
    "RTCDataChannel",
    "WebTransport",
    "FontFace",
    "window.open",
    "location.href",
    "location.assign",
    "location.replace",
    "ping=",
];
const STORAGE: &[&str] = &["localStorage", "sessionStorage", "indexedDB", "caches", "document.cookie", "cookieStore"];
const MARKUP: &[&str] = &[
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "unsafeHTML",
    "unsafeSVG",
    "eval(",
    "new Function",
    "setAttribute(\"style\"",
    "setAttribute('style'",
    "javascript:",
];

fn page_sources() -> Vec<Source> {
    let mut sources = below("www/src", &[".ts", ".js", ".css", ".html"]);
    // A file of declarations has no code that runs.
    sources.retain(|source| !source.path.ends_with(".d.ts"));
    sources.push(file("index.html"));
    sources
}

fn complaints(source: &Source) -> Vec<String> {
    let code = script_code(&source.text);
    let words = [NETWORK, STORAGE, MARKUP].concat();
    let named = words.iter().filter(|word| has_word(&code, word)).map(|word| (*word).to_owned());
    named.chain(attributes(&code)).map(|what| format!("{}: {what}", source.path)).collect()
}

/// Handlers and styles written as attributes: `onclick="…"`, `style="…"`. Lit's `@click=` and `styleMap` are neither.
fn attributes(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices('=') {
        let after = &code[at + 1..];
        let name = code[..at].rsplit(|sign: char| !sign.is_ascii_alphabetic()).next().unwrap_or_default();
        let before = code[..at - name.len()].chars().next_back();
        let is_attribute = before.is_some_and(char::is_whitespace) && after.starts_with(['"', '\'', '$']);
        let handler = name.len() > 2 && name.starts_with("on") && name.chars().all(|sign| sign.is_ascii_lowercase());
        if is_attribute && (handler || name == "style") && !after.starts_with("${styleMap(") {
            found.push(format!("the attribute {name}="));
        }
    }
    found
}

#[test]
fn the_page_reaches_no_network_and_no_storage() {
    none(page_sources().iter().flat_map(complaints).collect());
}

#[test]
fn the_template_loads_nothing() {
    let template = file("index.html").text;
    let loads = ["src=\"http", "href=\"http", "url(", "@import"].into_iter().filter(|word| template.contains(word));
    none(loads.map(|word| format!("index.html: {word}")).collect());
}

#[test]
fn each_way_out_is_seen() {
    let bad = |text: &str| complaints(&Source { path: "www/src/x.ts".to_owned(), text: text.to_owned() }).len();
    for word in [NETWORK, STORAGE, MARKUP].concat() {
        assert_eq!(bad(&format!("const x = {word} y;\n")).min(1), 1, "{word}");
    }
    assert_eq!(bad("html`<p onclick=\"f()\" style='color:red'>`"), 2);
    assert_eq!(bad("html`<p @click=${f} style=${styleMap(s)}>`"), 0);
    assert_eq!(bad("// fetch(x)\nconst prefetch = 1;\nport.onmessage = f;\n"), 0);
}

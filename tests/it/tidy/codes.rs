//! The codes of findings and errors, and the words for them, name each other in both directions and both languages.

use super::none;
use super::sources::file;
use rikssnitt::error::ErrorCode;
use rikssnitt::finding::FindingCode;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

fn known() -> BTreeSet<&'static str> {
    let findings = FindingCode::ALL.iter().map(|code| code.as_str());
    findings.chain(ErrorCode::ALL.iter().map(|code| code.as_str())).collect()
}

fn complaints(codes: &BTreeSet<&str>, words: &Map<String, Value>) -> Vec<String> {
    let wordless = codes.iter().filter(|code| !words.contains_key(**code)).map(|code| format!("{code} has no words"));
    let unknown = words.keys().filter(|code| !codes.contains(code.as_str()));
    let unknown = unknown.map(|code| format!("{code} has words but is no code of the core"));
    wordless.chain(unknown).chain(words.iter().flat_map(|(code, entry)| languages(code, entry))).collect()
}

/// Both languages are filled and take the same parameters.
fn languages(code: &str, entry: &Value) -> Vec<String> {
    let text = |language: &str| entry[language].as_str().unwrap_or_default().trim();
    let (swedish, english) = (text("sv"), text("en"));
    let mut found = Vec::new();
    if swedish.is_empty() || english.is_empty() {
        found.push(format!("{code} lacks words in a language"));
    } else if parameters(swedish) != parameters(english) {
        found.push(format!("{code} takes other parameters in Swedish than in English"));
    }
    found
}

fn parameters(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}

#[test]
fn codes_and_words_match_both_ways() {
    let words: Value = serde_json::from_str(&file("www/text/codes.json").text).unwrap();
    none(complaints(&known(), words.as_object().unwrap()));
}

/// Sentences of plans are whole: what is put into them is a name, a word or a number, never prose of the core.
fn prose(words: &Map<String, Value>) -> Vec<String> {
    let of_plans = words.iter().filter(|(code, _)| code.starts_with("X_PLAN_"));
    let takes = |entry: &Value| parameters(entry["sv"].as_str().unwrap_or_default()).contains("detail");
    of_plans.filter(|(_, entry)| takes(entry)).map(|(code, _)| format!("{code} takes prose")).collect()
}

#[test]
fn sentences_of_plans_are_whole() {
    let words: Value = serde_json::from_str(&file("www/text/codes.json").text).unwrap();
    none(prose(words.as_object().unwrap()));
    let wrong: Value =
        serde_json::from_str(r#"{"X_PLAN_A":{"sv":"Fel: {detail}."},"X_PLAN_B":{"sv":"{field}"}}"#).unwrap();
    assert_eq!(prose(wrong.as_object().unwrap()), ["X_PLAN_A takes prose"]);
}

#[test]
fn codes_are_unique() {
    assert_eq!(known().len(), FindingCode::ALL.len() + ErrorCode::ALL.len());
}

#[test]
fn a_missing_or_lopsided_word_is_seen() {
    let words = r#"{"A":{"sv":"{n} rader","en":"rows"},"B":{"sv":"b"},"D":{"sv":"d","en":"d"}}"#;
    let words: Value = serde_json::from_str(words).unwrap();
    let found = complaints(&BTreeSet::from(["A", "B", "C"]), words.as_object().unwrap());
    assert_eq!(found.len(), 4, "{found:?}");
}

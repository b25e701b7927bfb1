//! Raised text in workbooks: the mark of a note behind a year, a name or a number, `2023` with a raised `1`. Without its
//! place above the line it would be one digit more.

use super::archive;
use super::ods::entity;
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::io::Read;

/// Raised signs as signs that are raised by themselves; letters and brackets of notes are left out.
pub fn raised(text: &str) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let note = |sign: char| sign.is_ascii_digit() || sign.is_ascii_lowercase() || " ,.*)".contains(sign);
    if text.chars().count() > 4 || !text.chars().all(note) {
        return text.to_owned();
    }
    let up = |sign: char| sign.to_digit(10).and_then(|digit| DIGITS.get(usize::try_from(digit).ok()?)).copied();
    text.chars().filter_map(up).collect()
}

/// The shared texts of an Excel workbook that have raised parts: as they are without, and with them.
pub fn shared(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut xml = String::new();
    let texts = archive::open(bytes)
        .and_then(|mut archive| archive::part(&mut archive, "xl/sharedStrings.xml")?.read_to_string(&mut xml).ok());
    if texts.is_none() || !xml.contains("superscript") {
        return found;
    }
    let mut reader = archive::xml(Box::new(xml.as_bytes()));
    let mut buffer = Vec::new();
    let (mut plain, mut shown, mut part, mut up) = (String::new(), String::new(), String::new(), false);
    while let Ok(event) = reader.read_event_into(&mut buffer) {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "si" => (plain, shown) = (String::new(), String::new()),
                "r" => up = false,
                "vertAlign" => up = element.attributes().flatten().any(|it| *it.value == *"superscript"),
                "t" => part = String::new(),
                _ => {}
            },
            Event::Text(text) => part.push_str(&text.xml10_content()),
            Event::GeneralRef(name) => part.extend(entity(&name.into_inner())),
            Event::End(element) => match element.local_name().as_ref() {
                "t" => {
                    plain.push_str(&part);
                    shown.push_str(&if up { raised(&part) } else { std::mem::take(&mut part) });
                }
                "si" if plain != shown => {
                    found.insert(std::mem::take(&mut plain), std::mem::take(&mut shown));
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    found
}

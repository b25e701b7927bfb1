//! Rows and columns that a workbook does not show: filtered away, folded or hidden by hand.

use super::Hidden;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// More than any sheet's text: archives that unfold to more are not read to their end.
const MOST_BYTES: u64 = 1 << 30;

/// What a sheet hides; nothing where that cannot be found out.
pub fn of_sheet(bytes: &[u8], sheet: &str) -> Hidden {
    found(bytes, sheet).unwrap_or_default()
}

fn found(bytes: &[u8], sheet: &str) -> Option<Hidden> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let (mut id, mut target) = (None, None);
    elements(&mut archive, "xl/workbook.xml", &mut |element| {
        let named = element.local_name().as_ref() == "sheet" && attribute(element, "name").as_deref() == Some(sheet);
        id = named.then(|| attribute(element, "r:id")).flatten();
        id.is_none()
    })?;
    elements(&mut archive, "xl/_rels/workbook.xml.rels", &mut |element| {
        target = attribute(element, "Target").filter(|_| id.is_some() && attribute(element, "Id") == id);
        target.is_none()
    })?;
    let target = target?;
    let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
    let mut hidden = Hidden::default();
    let mut row = 0_u64;
    elements(&mut archive, &path, &mut |element| {
        let number = |name| attribute(element, name).and_then(|text| text.parse::<u64>().ok());
        let is_hidden = || matches!(attribute(element, "hidden").as_deref(), Some("1" | "true"));
        match element.local_name().as_ref() {
            "col" if is_hidden() => hidden.columns.extend(number("min").zip(number("max"))),
            "row" => {
                row = number("r").unwrap_or(row.saturating_add(1));
                hidden.hide_row(row, is_hidden());
            }
            _ => {}
        }
        true
    })?;
    Some(hidden)
}

/// Passes the elements of a part on as they begin, until `sink` answers `false`.
fn elements(archive: &mut Archive<'_>, path: &str, sink: &mut dyn FnMut(&BytesStart<'_>) -> bool) -> Option<()> {
    let mut xml = quick_xml::Reader::from_reader(BufReader::new(archive.by_name(path).ok()?.take(MOST_BYTES)));
    xml.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).ok()? {
            Event::Start(element) | Event::Empty(element) if !sink(&element) => return Some(()),
            Event::Eof => return Some(()),
            _ => {}
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok().flatten()?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

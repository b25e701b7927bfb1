//! Rows and columns that a workbook does not show: filtered away, folded or hidden by hand.

use super::Hidden;
use super::archive::{self, Archive, attribute};
use quick_xml::events::{BytesStart, Event};

/// What a sheet hides; nothing where that cannot be found out.
pub fn of_sheet(bytes: &[u8], sheet: &str) -> Hidden {
    found(bytes, sheet).unwrap_or_default()
}

fn found(bytes: &[u8], sheet: &str) -> Option<Hidden> {
    let mut archive = archive::open(bytes)?;
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
    let mut xml = archive::xml(archive::part(archive, path)?);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).ok()? {
            Event::Start(element) if !sink(&element) => return Some(()),
            Event::Eof => return Some(()),
            _ => {}
        }
    }
}

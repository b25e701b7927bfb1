//! Rows and columns that a workbook does not show: filtered away, folded or hidden by hand; and whether cells have comments.

use super::Hidden;
use super::archive::{self, Archive, attribute};
use super::ods::count;
use quick_xml::events::{BytesStart, Event};

/// What a sheet of an OpenDocument spreadsheet hides.
pub fn in_ods(bytes: &[u8], sheet: &str) -> Option<Hidden> {
    let mut archive = archive::open(bytes)?;
    let mut hidden = Hidden::default();
    let (mut inside, mut rows, mut columns) = (false, 0_u64, 0_u64);
    elements(&mut archive, "content.xml", &mut |element| {
        let (at, times) = match element.name().as_ref() {
            "table:table" if inside => return false,
            "table:table" => {
                inside = attribute(element, "table:name").as_deref() == Some(sheet);
                return true;
            }
            "table:table-row" if inside => (&mut rows, "table:number-rows-repeated"),
            "table:table-column" if inside => (&mut columns, "table:number-columns-repeated"),
            "office:annotation" if inside => {
                hidden.comments = true;
                return true;
            }
            _ => return true,
        };
        let first = *at + 1;
        *at += u64::from(count(element, times));
        let last = *at;
        if matches!(attribute(element, "table:visibility").as_deref(), Some("collapse" | "filter")) {
            match times {
                "table:number-rows-repeated" => hidden.hide_rows(first, last),
                _ => hidden.columns.push((first, last)),
            }
        }
        true
    })?;
    Some(hidden)
}

/// What a sheet of an Excel workbook hides.
pub fn in_xlsx(bytes: &[u8], sheet: &str) -> Option<Hidden> {
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
                if is_hidden() {
                    hidden.hide_rows(row, row);
                }
            }
            _ => {}
        }
        true
    })?;
    if let Some((folder, name)) = path.rsplit_once('/') {
        // A sheet without such a part has none.
        let _ = elements(&mut archive, &format!("{folder}/_rels/{name}.rels"), &mut |element| {
            let kind = attribute(element, "Type").unwrap_or_default();
            hidden.comments |= kind.ends_with("/comments") || kind.ends_with("/threadedComment");
            true
        });
    }
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

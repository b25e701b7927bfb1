//! The XML parts of workbooks that are archives. One type of reader for all of them: a module holds its code once.

use quick_xml::events::BytesStart;
use std::borrow::Cow;
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;

/// The archive.
pub type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;
/// A part, as it is read.
pub type Xml<'a> = quick_xml::Reader<BufReader<Box<dyn Read + 'a>>>;

/// More than any sheet's text: archives that unfold to more are not read to their end.
const MOST_BYTES: u64 = 1 << 30;

/// Opens an archive; `None` where it is none.
pub fn open(bytes: &[u8]) -> Option<Archive<'_>> {
    ZipArchive::new(Cursor::new(bytes)).ok()
}

/// The bytes of a part; `None` where there is none.
pub fn part<'a>(archive: &'a mut Archive<'_>, path: &str) -> Option<Box<dyn Read + 'a>> {
    Some(Box::new(archive.by_name(path).ok()?.take(MOST_BYTES)))
}

/// Bytes as XML whose elements all begin and end.
pub fn xml<'a>(bytes: Box<dyn Read + 'a>) -> Xml<'a> {
    let mut xml = quick_xml::Reader::from_reader(BufReader::new(bytes));
    xml.config_mut().expand_empty_elements = true;
    xml.config_mut().check_end_names = false;
    xml
}

/// What an attribute says.
pub fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok().flatten()?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

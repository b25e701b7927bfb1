//! The header of Stata files: what the variables are, and where data, long texts and labels begin.

use super::bytes::Bytes;
use super::dta::until_zero;

/// How a variable is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One byte.
    Byte,
    /// Two bytes.
    Int,
    /// Four bytes.
    Long,
    /// Single precision.
    Float,
    /// Double precision.
    Double,
    /// A text of so many bytes.
    Text(usize),
    /// A text that stands elsewhere.
    LongText,
}

/// A variable as it stands in the header.
pub struct Column<'a> {
    /// How it is kept.
    pub kind: Kind,
    /// Its name.
    pub name: &'a [u8],
    /// How it is shown.
    pub format: &'a [u8],
    /// The name of its set of labels.
    pub labels: &'a [u8],
    /// What it is about.
    pub label: &'a [u8],
}

/// What stands before the data.
pub struct Header<'a> {
    /// The whole file, in its byte order.
    pub bytes: Bytes<'a>,
    /// The format's number.
    pub release: u32,
    /// Whether the parts stand between marks, as from format 117 on.
    pub has_marks: bool,
    /// The variables.
    pub columns: Vec<Column<'a>>,
    /// How many cases the file says that it has.
    pub cases: u64,
    /// Bytes of one case.
    pub width: usize,
    /// Where the cases begin.
    pub data: usize,
    /// Where the long texts begin.
    pub long_texts: Option<usize>,
    /// Where the labels begin.
    pub labels: usize,
    /// Bytes of a name.
    pub name_width: usize,
    /// What the file is about.
    pub title: &'a [u8],
    /// The encoding of all texts.
    pub encoding: &'static str,
}

impl Kind {
    fn new(code: u16, release: u32) -> Option<Kind> {
        Some(match (code, release) {
            (251, ..117) | (65_530, _) => Kind::Byte,
            (252, ..117) | (65_529, _) => Kind::Int,
            (253, ..117) | (65_528, _) => Kind::Long,
            (254, ..117) | (65_527, _) => Kind::Float,
            (255, ..117) | (65_526, _) => Kind::Double,
            (32_768, 117..) => Kind::LongText,
            (1..=244, ..117) | (1..=2045, 117..) => Kind::Text(usize::from(code)),
            _ => return None,
        })
    }

    fn width(self) -> usize {
        match self {
            Kind::Byte => 1,
            Kind::Int => 2,
            Kind::Long | Kind::Float => 4,
            Kind::Double | Kind::LongText => 8,
            Kind::Text(width) => width,
        }
    }
}

impl Header<'_> {
    /// The name of a long text in the place of a value: variable and case.
    pub fn key(&self, row: &mut Bytes<'_>) -> Option<(u64, u64)> {
        let bits = match self.release {
            117 => return Some((u64::from(row.u32()?), u64::from(row.u32()?))),
            118 => 16,
            _ => 24,
        };
        let both = row.u64()?;
        Some(match row.is_big() {
            false => (both & ((1 << bits) - 1), both >> bits),
            true => (both >> (64 - bits), both & (u64::MAX >> bits)),
        })
    }
}

/// Reads the header; `None` where it is broken.
pub fn header(file: &[u8]) -> Option<Header<'_>> {
    if file.starts_with(b"<stata_dta>") { marked(file) } else { old(file) }
}

/// The parts of the header that stand one field a variable.
struct Parts<'a> {
    types: Vec<u16>,
    names: &'a [u8],
    formats: &'a [u8],
    sets: &'a [u8],
    labels: &'a [u8],
}

fn columns<'a>(parts: &Parts<'a>, release: u32) -> Option<Vec<Column<'a>>> {
    let count = parts.types.len();
    let field = |part: &'a [u8], at: usize| {
        let width = part.len().checked_div(count)?;
        part.get(at * width..(at + 1) * width).map(until_zero)
    };
    let columns = parts.types.iter().enumerate().map(|(at, code)| {
        Some(Column {
            kind: Kind::new(*code, release)?,
            name: field(parts.names, at)?,
            format: field(parts.formats, at)?,
            labels: field(parts.sets, at)?,
            label: field(parts.labels, at)?,
        })
    });
    columns.collect()
}

/// Formats 113 to 115.
fn old(file: &[u8]) -> Option<Header<'_>> {
    let [release @ 113..=115, order @ 1..=2, 1, _, ..] = file else { return None };
    let release = u32::from(*release);
    let mut at = Bytes::new(file, *order == 1).at(4);
    let count = usize::from(at.u16()?);
    let cases = u64::from(at.u32()?);
    let title = at.take(81)?;
    at.take(18)?;
    let types = at.take(count)?.iter().map(|code| u16::from(*code)).collect();
    let names = at.take(33 * count)?;
    at.take(2 * (count + 1))?;
    let formats = at.take(if release == 113 { 12 } else { 49 } * count)?;
    let sets = at.take(33 * count)?;
    let labels = at.take(81 * count)?;
    loop {
        let (kind, length) = (at.u8()?, at.length()?);
        if kind == 0 && length == 0 {
            break;
        }
        at.take(length)?;
    }
    let columns = columns(&Parts { types, names, formats, sets, labels }, release)?;
    let width: usize = columns.iter().map(|column| column.kind.width()).sum();
    let data = at.place();
    Some(Header {
        bytes: at,
        release,
        has_marks: false,
        columns,
        cases,
        width,
        data,
        long_texts: None,
        labels: data.checked_add(usize::try_from(cases).ok()?.checked_mul(width)?)?,
        name_width: 33,
        title,
        encoding: single_byte_or_utf8(&[title, labels]),
    })
}

/// Formats 117 to 119.
fn marked(file: &[u8]) -> Option<Header<'_>> {
    let mut at = Bytes::new(file, false);
    at.pass(b"<stata_dta><header><release>")?;
    let release: u32 = std::str::from_utf8(at.take(3)?).ok()?.parse().ok().filter(|it| (117..=119).contains(it))?;
    at.pass(b"</release><byteorder>")?;
    let big = at.take(3)? == b"MSF";
    let mut at = Bytes::new(file, big).at(at.place());
    at.pass(b"</byteorder><K>")?;
    let count = if release == 119 { at.length()? } else { usize::from(at.u16()?) };
    at.pass(b"</K><N>")?;
    let cases = if release == 117 { u64::from(at.u32()?) } else { at.u64()? };
    at.pass(b"</N><label>")?;
    let length = if release == 117 { usize::from(at.u8()?) } else { usize::from(at.u16()?) };
    let title = at.take(length)?;
    at.pass(b"</label><timestamp>")?;
    let length = usize::from(at.u8()?);
    at.take(length)?;
    at.pass(b"</timestamp></header><map>")?;
    let mut map = [0_usize; 14];
    for place in &mut map {
        *place = usize::try_from(at.u64()?).ok()?;
    }
    let [_, _, types, names, _, formats, sets, labels, _, data, long_texts, value_labels, _, _] = map;
    let part = |place: usize, mark: &[u8]| {
        let mut at = at.at(place);
        at.pass(mark)?;
        Some(at)
    };
    // Names may take 32 letters of one byte in format 117, of up to four bytes from 118 on.
    let (name, format, label) = if release == 117 { (33, 49, 81) } else { (129, 57, 321) };
    let mut codes = part(types, b"<variable_types>")?;
    let mut codes = Bytes::new(codes.take(count.checked_mul(2)?)?, big);
    let parts = Parts {
        types: std::iter::from_fn(|| codes.u16()).collect(),
        names: part(names, b"<varnames>")?.take(count.checked_mul(name)?)?,
        formats: part(formats, b"<formats>")?.take(count.checked_mul(format)?)?,
        sets: part(sets, b"<value_label_names>")?.take(count.checked_mul(name)?)?,
        labels: part(labels, b"<variable_labels>")?.take(count.checked_mul(label)?)?,
    };
    let columns = columns(&parts, release)?;
    let encoding = if release == 117 { single_byte_or_utf8(&[title, parts.labels]) } else { "utf-8" };
    Some(Header {
        bytes: at,
        release,
        has_marks: true,
        cases,
        width: columns.iter().map(|column| column.kind.width()).sum(),
        columns,
        data: part(data, b"<data>")?.place(),
        long_texts: part(long_texts, b"<strls>").map(|at| at.place()),
        labels: part(value_labels, b"<value_labels>").map_or(usize::MAX, |at| at.place()),
        name_width: name,
        title,
        encoding,
    })
}

/// Files from before Stata 14 do not say their encoding: that of Windows, unless the bytes are UTF-8.
fn single_byte_or_utf8(texts: &[&[u8]]) -> &'static str {
    let text: Vec<u8> = texts.concat();
    let is_utf8 = !text.is_ascii() && text.split(|byte| *byte == 0).all(|field| std::str::from_utf8(field).is_ok());
    if is_utf8 { "utf-8" } else { "windows-1252" }
}

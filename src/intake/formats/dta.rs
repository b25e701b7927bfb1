//! Stata files, formats 113 to 115 and 117 to 119. The formats are described in Stata's `help dta`.

use super::bytes::Bytes;
use super::cases::{Census, Datum, Labels, Variable, pass};
use super::dta_header::{Header, Kind, header};
use super::{Dialect, Format, MOST_COLUMNS, Sink, calendar, encoding, too_many};
use crate::error::{Error, ErrorCode};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::rc::Rc;

fn broken() -> Error {
    Error::new(ErrorCode::FileBroken).with("format", "dta")
}

/// A long text: where it stands in the file.
type Places = FxHashMap<(u64, u64), (usize, usize)>;

struct Open<'a> {
    header: Header<'a>,
    variables: Vec<Variable>,
    long: Places,
}

fn open(file: &[u8]) -> Result<Open<'_>, Error> {
    let header = header(file).filter(|it| it.width > 0).ok_or_else(broken)?;
    if header.columns.len() > MOST_COLUMNS {
        return Err(too_many(header.columns.len()));
    }
    let sets = value_labels(&header);
    let text = |bytes: &[u8]| header.text(bytes);
    let variables = header.columns.iter().map(|column| Variable {
        name: text(column.name),
        label: text(column.label),
        labels: sets.get(&text(column.labels)).cloned().unwrap_or_default(),
        missing: Vec::new(),
        ordered: false,
        is_weight: false,
        calendar: calendar_of(column.format),
    });
    let variables = variables.collect();
    let long = long_texts(&header).unwrap_or_default();
    Ok(Open { header, variables, long })
}

/// Reads the header, and the cases once to see which values have labels.
///
/// # Errors
/// Files without a header or variables.
pub fn recognise(file: &[u8]) -> Result<Dialect, Error> {
    let open = open(file)?;
    let mut census = Census::new(&open.variables);
    open.each(&mut |case| {
        census.take(&open.variables, case);
        true
    });
    Ok(Dialect {
        encoding: open.header.encoding,
        open_end: census.cases < open.header.cases,
        title: Some(open.header.text(open.header.title)).filter(|title| !title.is_empty()).into_iter().collect(),
        ..Dialect::declared(Format::Dta, census.columns(&open.variables))
    })
}

/// Passes one row a case on.
///
/// # Errors
/// Files without a header or variables.
pub fn read(file: &[u8], dialect: &Dialect, sink: &mut Sink<'_>) -> Result<(), Error> {
    let open = open(file)?;
    let mut line = 0;
    open.each(&mut |case| {
        line += 1;
        pass(line, &open.variables, &dialect.declared, case, sink)
    });
    Ok(())
}

impl<'a> Open<'a> {
    /// Hands over every case; a case that is cut off is none.
    fn each(&self, take: &mut dyn FnMut(&[Datum<'_>]) -> bool) {
        let mut rows = self.header.bytes.at(self.header.data);
        for _ in 0..self.header.cases {
            let Some(row) = rows.take(self.header.width) else { return };
            let mut row = Bytes::new(row, self.header.bytes.is_big());
            let case: Option<Vec<Datum<'_>>> =
                self.header.columns.iter().map(|column| self.datum(column.kind, &mut row)).collect();
            if !case.is_some_and(|case| take(&case)) {
                return;
            }
        }
    }

    fn datum(&self, kind: Kind, row: &mut Bytes<'a>) -> Option<Datum<'a>> {
        let texts = |bytes: &'a [u8]| match encoding::text_of(bytes, self.header.encoding, false) {
            text if text.is_empty() => Datum::Missing,
            text => Datum::Text(text),
        };
        Some(match kind {
            Kind::Byte => whole(i64::from(row.u8()?.cast_signed()), 100),
            Kind::Int => whole(i64::from(row.u16()?.cast_signed()), 32_740),
            Kind::Long => whole(i64::from(row.i32()?), 2_147_483_620),
            Kind::Float => {
                let bits = row.u32()?;
                match u64::from(bits & 0x7fff_ffff) {
                    magnitude if magnitude >= 0x7f00_0000 => apart((magnitude - 0x7f00_0000) >> 11),
                    _ => Datum::Number(shortened(f32::from_bits(bits))),
                }
            }
            Kind::Double => {
                let bits = row.u64()?;
                match bits & (u64::MAX >> 1) {
                    magnitude if magnitude >= 0x7fe0 << 48 => apart((magnitude - (0x7fe0 << 48)) >> 40),
                    _ => Datum::Number(f64::from_bits(bits)),
                }
            }
            Kind::Text(width) => {
                let bytes = row.take(width)?;
                texts(bytes.split(|byte| *byte == 0).next().unwrap_or_default())
            }
            Kind::LongText => {
                let key = self.header.key(row)?;
                let place = self.long.get(&key).copied();
                let found = place.and_then(|(start, length)| self.header.bytes.at(start).take(length));
                found.map_or(Datum::Missing, |bytes| texts(bytes.strip_suffix(&[0]).unwrap_or(bytes)))
            }
        })
    }
}

/// A number of single precision by its own digits: 0.1 and not 0.10000000149.
fn shortened(number: f32) -> f64 {
    number.to_string().parse().unwrap_or(f64::from(number))
}

/// Whole numbers above the most are missing: `.`, then `.a` to `.z`.
fn whole(number: i64, most: i64) -> Datum<'static> {
    match u64::try_from(number - most - 1) {
        Ok(above) => apart(above),
        Err(_) => Datum::Number(number as f64),
    }
}

fn apart(kind: u64) -> Datum<'static> {
    let letter = kind.checked_sub(1).filter(|at| *at < 26).and_then(|at| u8::try_from(at).ok());
    letter.map_or(Datum::Missing, |at| Datum::Apart(char::from(b'a' + at)))
}

/// Sets of labels by their names.
fn value_labels(header: &Header<'_>) -> FxHashMap<String, Rc<Labels>> {
    let mut sets = FxHashMap::default();
    let mut at = header.bytes.at(header.labels);
    while let Some((name, labels)) = label_set(header, &mut at) {
        sets.entry(name).or_insert(labels);
    }
    sets
}

fn label_set(header: &Header<'_>, at: &mut Bytes<'_>) -> Option<(String, Rc<Labels>)> {
    if header.has_marks {
        at.pass(b"<lbl>")?;
    }
    let length = at.length()?;
    let name = header.text(at.take(header.name_width)?);
    at.take(3)?;
    let mut table = Bytes::new(at.take(length)?, header.bytes.is_big());
    if header.has_marks {
        at.pass(b"</lbl>")?;
    }
    let count = table.length()?;
    let texts = table.length()?;
    let fields = count.checked_mul(4)?;
    let mut offsets = Bytes::new(table.take(fields)?, header.bytes.is_big());
    let mut values = Bytes::new(table.take(fields)?, header.bytes.is_big());
    let texts = table.take(texts)?;
    // Labels may share a text, but no file needs much more than it holds.
    let mut room = texts.len().saturating_mul(4);
    let pairs = std::iter::from_fn(|| {
        let (offset, value) = (offsets.length()?, values.i32()?);
        let label = header.text(texts.get(offset..).unwrap_or_default());
        room = room.checked_sub(label.len())?;
        let value = match whole(i64::from(value), 2_147_483_620) {
            Datum::Apart(letter) => format!(".{letter}"),
            _ => value.to_string(),
        };
        Some((value, label))
    });
    Some((name, Labels::new(pairs)))
}

/// Where long texts stand.
fn long_texts(header: &Header<'_>) -> Option<Places> {
    let mut places = Places::default();
    let mut at = header.bytes.at(header.long_texts?);
    while at.pass(b"GSO").is_some() {
        let variable = u64::from(at.u32()?);
        let case = if header.release == 117 { u64::from(at.u32()?) } else { at.u64()? };
        at.u8()?;
        let length = at.length()?;
        places.insert((variable, case), (at.place(), length));
        at.take(length)?;
    }
    Some(places)
}

/// How a display format writes days, moments and parts of years. Stata counts from 1960.
fn calendar_of(format: &[u8]) -> Option<fn(f64) -> Option<String>> {
    const FIRST_DAY: f64 = -3653.0;
    let rest = format.strip_prefix(b"%")?;
    let rest = rest.strip_prefix(b"-").unwrap_or(rest);
    Some(match rest {
        [b'd', ..] | [b't', b'd', ..] => |days| calendar::day(days + FIRST_DAY),
        [b't', b'c' | b'C', ..] => |moment| calendar::moment(moment / 1000.0 + FIRST_DAY * 86_400.0),
        [b't', b'm', ..] => |months| calendar::since_1960(months, 12),
        [b't', b'q', ..] => |quarters| calendar::since_1960(quarters, 4),
        [b't', b'h', ..] => |halves| calendar::since_1960(halves, 2),
        [b't', b'w', ..] => |weeks| calendar::since_1960(weeks, 52),
        _ => return None,
    })
}

/// The text of a field that ends with a zero.
pub fn until_zero(bytes: &[u8]) -> &[u8] {
    bytes.split(|byte| *byte == 0).next().unwrap_or_default()
}

impl Header<'_> {
    fn text(&self, bytes: &[u8]) -> String {
        let text: Cow<'_, str> = encoding::text_of(until_zero(bytes), self.encoding, false);
        text.trim().to_owned()
    }
}

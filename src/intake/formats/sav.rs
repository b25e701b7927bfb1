//! SPSS system files: `.sav`, and `.zsav` with its data compressed. The format is described in the PSPP developers'
//! guide, chapter "System File Format".

use super::bytes::Bytes;
use super::cases::{Census, Datum, Variable, pass};
use super::sav_data::Elements;
use super::sav_dictionary::{Dictionary, dictionary};
use super::{Dialect, Format, MOST_COLUMNS, Sink, encoding, too_many};
use crate::error::{Error, ErrorCode};
use std::borrow::Cow;

/// The header of every file.
pub struct Header<'a> {
    /// The whole file, in its byte order.
    pub bytes: Bytes<'a>,
    /// 0 for none, 1 for codes of one byte, 2 for zlib.
    pub compression: i32,
    /// The variable that weights the cases, counted from 1; 0 for none.
    pub weight: i32,
    /// How many cases, where the file says it.
    pub cases: Option<u64>,
    /// What codes of one byte are above their numbers.
    pub bias: f64,
}

const HEADER: usize = 176;

fn header(file: &[u8]) -> Option<Header<'_>> {
    let little = Bytes::new(file, false);
    let big = !matches!(little.at(64).i32()?, 2 | 3);
    let bytes = Bytes::new(file, big);
    let mut at = bytes.at(64);
    let _layout = at.i32().filter(|layout| matches!(layout, 2 | 3))?;
    let _elements = at.i32()?;
    let compression = at.i32()?;
    let weight = at.i32()?;
    let cases = u64::try_from(at.i32()?).ok();
    let bias = at.f64()?;
    Some(Header { bytes: bytes.at(HEADER), compression, weight, cases, bias })
}

fn broken() -> Error {
    Error::new(ErrorCode::FileBroken).with("format", "sav")
}

fn open(file: &[u8]) -> Result<(Header<'_>, Dictionary), Error> {
    let header = header(file).ok_or_else(broken)?;
    let dictionary = dictionary(&header).filter(|it| !it.variables.is_empty()).ok_or_else(broken)?;
    match dictionary.variables.len() {
        columns if columns > MOST_COLUMNS => Err(too_many(columns)),
        _ => Ok((header, dictionary)),
    }
}

/// Reads the dictionary, and the cases once to see which values have labels.
///
/// # Errors
/// Files without a header or variables.
pub fn recognise(file: &[u8]) -> Result<Dialect, Error> {
    let (header, dictionary) = open(file)?;
    let mut census = Census::new(&dictionary.variables);
    each(&header, &dictionary, &mut |case| {
        census.take(&dictionary.variables, case);
        true
    });
    Ok(Dialect {
        encoding: dictionary.encoding,
        open_end: header.cases.is_some_and(|cases| census.cases < cases),
        title: dictionary.title.iter().cloned().collect(),
        ..Dialect::declared(Format::Sav, census.columns(&dictionary.variables))
    })
}

/// Passes one row a case on.
///
/// # Errors
/// Files without a header or variables.
pub fn read(file: &[u8], dialect: &Dialect, sink: &mut Sink<'_>) -> Result<(), Error> {
    let (header, dictionary) = open(file)?;
    let mut line = 0;
    each(&header, &dictionary, &mut |case| {
        line += 1;
        pass(line, &dictionary.variables, &dialect.declared, case, sink)
    });
    Ok(())
}

/// Hands over every case; a case that is cut off is none.
fn each(header: &Header<'_>, dictionary: &Dictionary, take: &mut dyn FnMut(&[Datum<'_>]) -> bool) {
    let mut elements = Elements::new(header, dictionary.data);
    let mut texts: Vec<Vec<u8>> = vec![Vec::new(); dictionary.places.len()];
    let mut numbers: Vec<Option<f64>> = vec![None; dictionary.places.len()];
    let mut left = header.cases.unwrap_or(u64::MAX);
    while left > 0 {
        left -= 1;
        for ((place, text), number) in dictionary.places.iter().zip(&mut texts).zip(&mut numbers) {
            text.clear();
            for (length, kept) in &place.segments {
                for _ in 0..*length {
                    let Some(element) = elements.next() else { return };
                    *number = elements.number(element);
                    text.extend_from_slice(&element);
                }
                text.truncate((*kept).min(text.len()));
            }
        }
        let datum = |((place, text), number): ((&super::sav_dictionary::Place, &Vec<u8>), &Option<f64>)| {
            if place.is_text {
                let text = encoding::text_of(text, dictionary.encoding, false);
                let end = text.trim_end_matches([' ', '\0']).len();
                return match end {
                    0 => Datum::Missing,
                    end => Datum::Text(Cow::Owned(text.get(..end).unwrap_or_default().to_owned())),
                };
            }
            number.map_or(Datum::Missing, Datum::Number)
        };
        let case: Vec<Datum<'_>> = dictionary.places.iter().zip(&texts).zip(&numbers).map(datum).collect();
        if !take(&case) {
            return;
        }
    }
}

/// Whether a variable is there to weight the cases.
pub fn weights(variable: Variable, place: i32, weight: i32) -> Variable {
    Variable { is_weight: weight > 0 && place == weight, ..variable }
}

//! Numbers as people write them: `35 190,1`, `−236,5`, `86,4 %`, `1.234,5`.

use super::flags::{about, is_flag};
use super::limits;
use crate::finding::FindingCode;
use crate::sufficient::decimal::power;
use crate::vocabulary::fold::NOTE_SIGNS;
use crate::vocabulary::period::Period;

/// Signs that stand for minus: hyphen, minus, en dash, figure dash.
pub const MINUS: [char; 5] = ['-', '\u{2212}', '\u{2013}', '\u{2012}', '\u{fe63}'];

/// Spaces that separate thousands: ordinary, no-break, narrow no-break, thin.
pub fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Reads a number. A per cent sign is passed over: `86,4 %` is 86.4. Well-formed groups of three digits are read with
/// any kind of space between, and with `thousands` where the column has another sign. Of a number with limits it is the
/// number alone. `None` for everything else.
pub fn parse(text: &str, decimal: char, thousands: Option<char>) -> Option<f64> {
    let Some(shape) = Shape::bare(text) else {
        return limits::read(text, decimal, thousands).map(|it| it.value);
    };
    if shape.enclosed {
        return None;
    }
    let agrees = |sign: Option<char>, expected: Option<char>| sign.is_none() || sign == expected;
    if !agrees(shape.decimal, Some(decimal)) {
        // `1.234` in a column with a decimal comma: the point separates thousands, if the column says so.
        if shape.ambiguous {
            return value(text, None, shape.decimal).filter(|_| shape.decimal == thousands);
        }
        // `24.5` can be read in one way only where no point separates thousands.
        return value(text, shape.decimal, shape.group).filter(|_| shape.decimal != thousands);
    }
    if !shape.group.is_none_or(|sign| is_space(sign) || Some(sign) == thousands) {
        return None;
    }
    value(text, shape.decimal, shape.group)
}

/// What is wrong with a text that stands where a number should.
pub fn fault(text: &str) -> FindingCode {
    let enclosed = Shape::of(text).is_some_and(|shape| shape.enclosed);
    if enclosed { FindingCode::InParentheses } else { FindingCode::NotANumber }
}

/// Reads digits, with decimals after `decimal` or without, straight from the bytes: the same number as [`parse`] gives.
/// `None` for everything else, also for other numbers.
///
/// Fifteen digits are an integer that is exact, and so is the power of ten: one division rounds once, as reading does.
#[inline]
pub fn plain(bytes: &[u8], decimal: char) -> Option<f64> {
    if bytes.len() > 16 {
        return None;
    }
    let (mut digits, mut all, mut decimals, mut separated) = (0_u64, 0, 0, false);
    for byte in bytes {
        if byte.is_ascii_digit() {
            digits = digits * 10 + u64::from(byte - b'0');
            all += 1;
            decimals += usize::from(separated);
        } else if char::from(*byte) == decimal && !separated {
            separated = true;
        } else {
            return None;
        }
    }
    if all == 0 || all > 15 || (separated && decimals == 0) {
        return None;
    }
    Some(digits as f64 / power(decimals) as f64)
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shape {
    /// The sign before the decimals, as far as the text tells.
    pub decimal: Option<char>,
    /// The sign between groups of three digits.
    pub group: Option<char>,
    /// A single `,` or `.` with exactly three digits after and one to three before: decimals or thousands.
    pub ambiguous: bool,
    /// Whether a per cent sign follows.
    pub percent: bool,
    /// Whether it begins with a zero that a number would not have, such as `0114`.
    pub leading_zero: bool,
    /// Whether it has a sign or an exponent.
    pub signed: bool,
    /// Whether the sign is a minus, before it or behind.
    pub negative: bool,
    /// Whether it stands in parentheses: below zero to an accountant, uncertain to a statistician.
    pub enclosed: bool,
    /// Whether letters behind it say of what status it is, or `ca` before it.
    pub flagged: bool,
}

impl Shape {
    /// The shape of a text that is a number, or one with limits or a whole number behind it; `None` where it is none.
    pub fn of(text: &str) -> Option<Shape> {
        let first = || limits::split(text).map(|it| it.0).or_else(|| limits::with_whole(text).map(|it| it.0));
        Shape::bare(text).or_else(|| Shape::bare(first()?))
    }

    /// The shape of a text that is a number and no more.
    pub(super) fn bare(text: &str) -> Option<Shape> {
        let mut shape = Shape::default();
        // Whole numbers and plain words are most of what there is.
        let first = text.as_bytes().first()?;
        if first.is_ascii_alphabetic() {
            return Shape::bare(about(text)?).map(|shape| Shape { flagged: true, ..shape });
        }
        if let Some(inside) = enclosed(text) {
            return Shape::bare(inside).map(|shape| Shape { enclosed: true, ..shape });
        }
        let body = body(text, &mut shape)?;
        let (mantissa, exponent) = match body.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, Some(exponent)),
            None => (body, None),
        };
        if let Some(exponent) = exponent {
            let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            let plain = !digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
            if !plain || !mantissa.ends_with(|last: char| last.is_ascii_digit()) {
                return None;
            }
            shape.signed = true;
        }
        if mantissa.bytes().all(|byte| byte.is_ascii_digit()) {
            shape.leading_zero = mantissa.len() > 1 && mantissa.starts_with('0');
            return (!mantissa.is_empty()).then_some(shape);
        }
        shape.separated(mantissa)
    }

    /// The shape of digits, with one comma or point among them or none, straight from the bytes: the same as
    /// [`Shape::of`] gives. `None` for everything else.
    pub fn plain(bytes: &[u8]) -> Option<Shape> {
        let mut sign = None;
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'0'..=b'9' => {}
                b',' | b'.' if sign.is_none() => sign = Some((at, char::from(*byte))),
                _ => return None,
            }
        }
        let zero = bytes.first() == Some(&b'0');
        if bytes.is_empty() || bytes.len() >= 40 {
            return None;
        }
        let Some((before, decimal)) = sign else {
            return Some(Shape { leading_zero: bytes.len() > 1 && zero, ..Shape::default() });
        };
        let decimals = bytes.len() - before - 1;
        let ambiguous = decimals == 3 && (1..=3).contains(&before) && !zero;
        (decimals > 0).then_some(Shape { decimal: Some(decimal), ambiguous, ..Shape::default() })
    }

    /// Digits with separators: which of them are decimals and which groups.
    fn separated(mut self, mantissa: &str) -> Option<Shape> {
        let last_mark = mantissa.char_indices().rfind(|(_, sign)| matches!(sign, ',' | '.'));
        let (mut comma, mut point) = (false, false);
        for character in mantissa.chars() {
            match character {
                ',' => comma = true,
                '.' => point = true,
                digit if digit.is_ascii_digit() => {}
                space if is_space(space) => self.group = Some(space),
                '\'' | '’' => self.group = Some(character),
                _ => return None,
            }
        }
        let (whole, decimals) = match last_mark {
            Some((at, sign)) => {
                let decimals = mantissa.get(at + 1..)?;
                let times = mantissa.matches(sign).count();
                if times > 1 {
                    // `1.234.567` can only be thousands.
                    self.group = Some(sign);
                    (mantissa, "")
                } else {
                    self.decimal = Some(sign);
                    (mantissa.get(..at)?, decimals)
                }
            }
            None => (mantissa, ""),
        };
        if comma && point {
            self.group = Some(if last_mark.is_some_and(|(_, sign)| sign == ',') { '.' } else { ',' });
        }
        let fine = decimals.bytes().all(|byte| byte.is_ascii_digit());
        if !fine || (decimals.is_empty() && self.decimal.is_some()) || !groups(whole, self.group) {
            return None;
        }
        let before = whole.len();
        let zero = whole.starts_with('0');
        self.ambiguous =
            self.decimal.is_some() && self.group.is_none() && decimals.len() == 3 && (1..=3).contains(&before) && !zero;
        Some(self)
    }
}

/// What stands in parentheses around the whole text, and begins as numbers do; neither a year nor a mark such as `(1)`.
fn enclosed(text: &str) -> Option<&str> {
    let inside = text.trim().strip_prefix('(')?.strip_suffix(')')?.trim();
    let number = inside.len() > 1 && inside.starts_with(|first: char| first.is_ascii_digit());
    (number && Period::parse(inside).is_none()).then_some(inside)
}

/// Without the mark of a footnote behind it: `61,5*`, `61,5 1)`, `61,5²`.
fn without_mark(text: &str) -> &str {
    let bare = text.trim_end_matches(NOTE_SIGNS).trim_end();
    let mark = bare.strip_suffix(')').and_then(|rest| rest.rsplit_once(is_space)).filter(|(_, mark)| {
        let mark = mark.strip_prefix('(').unwrap_or(mark);
        mark.len() == 1 && mark.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase())
    });
    mark.map_or(bare, |(number, _)| number.trim_end())
}

/// Units that may stand behind each number of a column, a space between.
const UNITS: [&str; 11] =
    ["kr", "tkr", "mnkr", "mkr", "mdkr", "st", "dgr", "dagar", "p.e.", "procentenheter", "%-enheter"];

/// The unit behind a number: `mnkr` in `-36,9 mnkr`.
pub fn unit_behind(text: &str) -> Option<&str> {
    text.trim().rsplit_once(is_space).map(|(_, unit)| unit).filter(|it| UNITS.contains(it) && Shape::of(text).is_some())
}

/// Without spaces around, mark of a footnote, sign, per cent sign and unit.
fn body<'a>(text: &'a str, shape: &mut Shape) -> Option<&'a str> {
    let mut body = about(text).unwrap_or(text).trim();
    if !body.ends_with(|last: char| last.is_ascii_digit() || last == '%') {
        body = without_mark(body);
    }
    if let Some((number, _)) = body.rsplit_once(is_space).filter(|(_, flag)| is_flag(flag)) {
        shape.flagged = true;
        body = number.trim_end();
    }
    if let Some(rest) = body.strip_suffix('%') {
        shape.percent = true;
        body = rest.trim_end();
    }
    if body.ends_with(char::is_alphabetic) || body.ends_with('.') {
        let unit = body.rsplit_once(is_space).filter(|(_, unit)| UNITS.contains(unit));
        body = unit.map_or(body, |(number, _)| number.trim_end());
    }
    if let Some(rest) = body.strip_prefix(MINUS) {
        (shape.signed, shape.negative) = (true, true);
        body = rest.trim_start();
    } else if let Some(rest) = body.strip_prefix(['+', '±']) {
        shape.signed = true;
        body = rest.trim_start();
    } else if let Some(rest) = body.strip_suffix('-').filter(|rest| rest.ends_with(|last: char| last.is_ascii_digit()))
    {
        // As SAP writes it.
        (shape.signed, shape.negative) = (true, true);
        body = rest;
    }
    (!body.is_empty() && body.len() < 40).then_some(body)
}

/// Whether the whole part is digits, or groups of three after a first of one to three, all with the same sign.
fn groups(whole: &str, group: Option<char>) -> bool {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let Some(sign) = group else { return digits(whole) };
    let mut parts = whole.split(|character| character == sign || (is_space(sign) && is_space(character)));
    let first = parts.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && digits(first) && parts.all(|part| part.len() == 3 && digits(part))
}

/// The value of a text whose shape is known.
fn value(text: &str, decimal: Option<char>, group: Option<char>) -> Option<f64> {
    let mut shape = Shape::default();
    let body = body(text, &mut shape)?;
    let mut plain = [0_u8; 48];
    let mut length = 0;
    for character in body.chars() {
        let byte = match character {
            sign if Some(sign) == decimal => b'.',
            sign if Some(sign) == group || is_space(sign) => continue,
            other => u8::try_from(other).ok()?,
        };
        *plain.get_mut(length)? = byte;
        length += 1;
    }
    let number: f64 = std::str::from_utf8(plain.get(..length)?).ok()?.parse().ok()?;
    number.is_finite().then_some(if shape.negative { -number } else { number })
}

#[cfg(test)]
mod tests {
    use super::{Shape, parse, plain};

    #[test]
    fn swedish_numbers() {
        for (text, expected) in [
            ("1000-", -1000.0),
            ("22 dgr", 22.0),
            ("−11,5 p.e.", -11.5),
            ("61,0 r", 61.0),
            ("61,0 bd", 61.0),
            ("61,0 % u", 61.0),
            ("130 (1)", 130.0),
            ("35 190,1", 35190.1),
            ("35\u{a0}190,1", 35190.1),
            ("35\u{202f}190,1", 35190.1),
            ("\u{2212}236,5", -236.5),
            ("-70,7", -70.7),
            ("–3,2", -3.2),
            ("86,4 %", 86.4),
            ("86,4%", 86.4),
            ("86,4\u{a0}%", 86.4),
            ("0", 0.0),
            ("2 473 307", 2473307.0),
            (" 12 ", 12.0),
            (",5", 0.5),
            ("1e+05", 1e5),
            ("1,5E-3", 0.0015),
            ("+4", 4.0),
            ("± 2,1", 2.1),
            ("2211,2662", 2211.2662),
            ("1,234", 1.234),
            ("007", 7.0),
            ("61,5*", 61.5),
            ("61,5 1)", 61.5),
            ("−2,5 % a)", -2.5),
            ("61,5²", 61.5),
            ("-1 200,50\u{a0}kr", -1200.5),
            ("-36,9 mnkr", -36.9),
            ("5 st", 5.0),
        ] {
            assert_eq!(parse(text, ',', None), Some(expected), "{text}");
        }
    }

    #[test]
    fn plain_shapes_are_the_shapes() {
        for text in ["0", "007", "12", "1,234", "1.234", "0,234", "1234,567", ",5", "5,", "1,2,3", "12a", "", "1 000"] {
            let plain = Shape::plain(text.as_bytes());
            assert!(plain.is_none() || plain == Shape::of(text), "{text} {plain:?} {:?}", Shape::of(text));
            assert_eq!(plain.is_some(), !["5,", "1,2,3", "12a", "", "1 000"].contains(&text), "{text}");
        }
    }

    #[test]
    fn plain_numbers_are_read_to_the_same_bit() {
        let mut state = 1_u64;
        let mut some = 0;
        for _ in 0..200_000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let (digits, cut) = ((state >> 12) % 10_u64.pow((state >> 8) as u32 % 17), (state >> 5) as usize % 9);
            let mut text = digits.to_string();
            if cut > 0 && cut < text.len() {
                text.insert(cut, ',');
            }
            let Some(quick) = plain(text.as_bytes(), ',') else { continue };
            some += 1;
            assert_eq!(Some(quick.to_bits()), parse(&text, ',', None).map(f64::to_bits), "{text}");
        }
        assert!(some > 150_000, "{some}");
        for text in ["", ",", "1,", "1.5", "-1", "1 000", "1e3", "1,2,3", "1234567890123456"] {
            assert_eq!(plain(text.as_bytes(), ','), None, "{text}");
        }
        assert_eq!(plain(b",5", ','), parse(",5", ',', None));
    }

    #[test]
    fn other_signs_when_the_column_has_them() {
        assert_eq!(parse("1.234,5", ',', Some('.')), Some(1234.5));
        assert_eq!(parse("1.234", ',', Some('.')), Some(1234.0));
        assert_eq!(parse("1.234.567", ',', Some('.')), Some(1_234_567.0));
        assert_eq!(parse("1,234.5", '.', Some(',')), Some(1234.5));
        assert_eq!(parse("24.5", '.', None), Some(24.5));
        assert_eq!(parse("1'234", '.', Some('\'')), Some(1234.0));
        assert_eq!(parse("24.5", ',', None), Some(24.5));
        assert_eq!(parse("1,234.5", ',', None), Some(1234.5));
        assert_eq!(parse("24.5", ',', Some('.')), None);
    }

    #[test]
    fn what_is_no_number() {
        for text in [
            "", "-", "–", "..", ".", "<5", "x", "12 34", "1 2345", "1,2,3", "1.234", "NaN", "inf", "12a", "%", "1,",
            "*", "1)", "12)", "5 12)", "2024-01", "5 styck", "5kr", "kr", "1  234", "--4", "1e", "e5", "0x10", "1_000",
            "(100,5)", "(61)", "12 t", "12 bb", "12 bde", "12b",
        ] {
            assert_eq!(parse(text, ',', None), None, "{text}");
        }
    }
}

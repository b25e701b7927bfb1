//! Which sign separates the fields, whether fields are quoted, and how lines end.

/// Signs that separate fields, the most telling first.
pub const CANDIDATES: [u8; 4] = [b'\t', b';', b'|', b','];

/// The line end that is commonest.
pub fn newline(text: &str) -> &'static str {
    let bytes = text.as_bytes();
    let (mut crlf, mut lf, mut cr) = (0_u32, 0_u32, 0_u32);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'\n' if at.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b'\r') => crlf += 1,
            b'\n' => lf += 1,
            b'\r' if bytes.get(at + 1) != Some(&b'\n') => cr += 1,
            _ => {}
        }
    }
    if cr > crlf && cr > lf {
        "CR"
    } else if crlf > 0 && crlf >= lf {
        "CRLF"
    } else {
        "LF"
    }
}

/// The separator that Excel's first line `sep=;` names.
pub fn declared(text: &str) -> Option<u8> {
    let line = text.lines().next()?.trim().trim_matches('"');
    let sign = line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| line.as_bytes().get(4));
    sign.copied().or_else(|| line.eq_ignore_ascii_case("sep=").then_some(b'\t')).filter(u8::is_ascii)
}

/// The separator that splits most lines into equally many fields; `None` where no line has two.
pub fn delimiter(head: &str, quoted: bool) -> Option<u8> {
    let head = &without_decimal_commas(head);
    let score = |sign: u8| {
        let mut counts = field_counts(head, sign, quoted);
        let lines = counts.len();
        counts.retain(|count| *count >= 2);
        let mut common = std::collections::BTreeMap::<usize, usize>::new();
        for count in &counts {
            *common.entry(*count).or_default() += 1;
        }
        let (fields, agreeing) = common.into_iter().max_by_key(|(fields, times)| (*times, *fields))?;
        // How large a part of the lines agrees, in tenths; then how many fields that gives.
        Some((agreeing * 10 / lines.max(1), fields, sign))
    };
    let scored = CANDIDATES.iter().filter_map(|sign| score(*sign));
    // The first candidate wins where others are no better: decimal commas also split every line.
    scored
        .reduce(|best, next| {
            let clearly = next.0 > best.0 + 2;
            let more = next.0 + 1 >= best.0 && next.1 > best.1 * 2 && best.2 != b'\t' && best.2 != b';';
            // Tabs among the spaces around fields that another sign separates.
            let wider = best.2 == b'\t' && next.0 >= best.0 && next.1 > best.1;
            // Tabs within a field: the sign that splits the header too is the one.
            let header = best.2 == b'\t' && next.2 == b';' && next.0 == 10 && best.0 < 10;
            if clearly || more || wider || header { next } else { best }
        })
        .map(|(_, _, sign)| sign)
        .or_else(|| (quoted && is_spaced(head)).then_some(b' '))
}

/// Whether spaces split all lines into equally many fields, the first perhaps into one less, as R writes tables.
fn is_spaced(head: &str) -> bool {
    let counts = field_counts(head, b' ', true);
    let (first, rest) = counts.split_first().unwrap_or((&0, &[]));
    rest.first().is_some_and(|width| *width >= 2 && (first == width || first + 1 == *width))
        && rest.windows(2).all(|pair| matches!(pair, [one, other] if one == other))
}

/// A comma between digits separates decimals, not fields, on a line that another sign splits.
fn without_decimal_commas(head: &str) -> String {
    let mut bare = String::with_capacity(head.len());
    for line in head.split_inclusive(['\n', '\r']) {
        let split = line.contains(['\t', ';', '|']);
        let (mut before, mut signs) = (' ', line.chars().peekable());
        while let Some(sign) = signs.next() {
            let within = before.is_ascii_digit() && signs.peek().is_some_and(char::is_ascii_digit);
            bare.push(if split && within && sign == ',' { '.' } else { sign });
            before = sign;
        }
    }
    bare
}

/// Fields of each line that is not blank, at most a thousand lines.
fn field_counts(head: &str, sign: u8, quoted: bool) -> Vec<usize> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(sign)
        .quoting(quoted)
        .from_reader(head.as_bytes());
    let mut record = csv::ByteRecord::new();
    let mut counts = Vec::new();
    while counts.len() < 1000 && reader.read_byte_record(&mut record).unwrap_or(false) {
        if record.iter().any(|field| !field.trim_ascii().is_empty()) {
            counts.push(record.len());
        }
    }
    counts
}

/// How quotes stand in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoting {
    /// No field begins with a quote, or what begins never ends: quotes are ordinary signs.
    None,
    /// Fields are quoted.
    Quoted,
    /// Fields are quoted and the last is not closed: the file is cut off.
    Open,
}

/// Walks over the text by the rules of quoting. A quote that is never closed and swallows more than twenty lines is an
/// ordinary sign.
pub fn quoting(text: &str, separates: impl Fn(u8) -> bool) -> Quoting {
    let bytes = text.as_bytes();
    let (mut seen, mut at, mut start) = (false, 0, true);
    while let Some(byte) = bytes.get(at) {
        if start && *byte == b'"' {
            match closing(bytes, at + 1) {
                Some(end) => {
                    seen = true;
                    at = end;
                }
                None => {
                    let swallowed = bytes.iter().skip(at).filter(|byte| **byte == b'\n').take(21).count();
                    let open = if swallowed > 20 { Quoting::None } else { Quoting::Open };
                    return if seen && swallowed > 20 { Quoting::Quoted } else { open };
                }
            }
        }
        start = bytes.get(at).is_some_and(|byte| matches!(byte, b'\n' | b'\r') || separates(*byte));
        at += 1;
    }
    if seen { Quoting::Quoted } else { Quoting::None }
}

/// Where the quotes that opened before `at` are closed; doubled quotes do not close.
fn closing(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(byte) = bytes.get(at) {
        if *byte == b'"' {
            if bytes.get(at + 1) != Some(&b'"') {
                return Some(at);
            }
            at += 1;
        }
        at += 1;
    }
    None
}

//! Single-byte encodings by their upper halves: <https://www.unicode.org/Public/MAPPINGS/>.

/// Windows-1252, 0x80–0x9F. The five unassigned bytes keep their number, as browsers do.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Mac OS Roman, 0x80–0xFF.
#[rustfmt::skip]
const MACINTOSH: [char; 128] = [
    'Ä', 'Å', 'Ç', 'É', 'Ñ', 'Ö', 'Ü', 'á', 'à', 'â', 'ä', 'ã', 'å', 'ç', 'é', 'è',
    'ê', 'ë', 'í', 'ì', 'î', 'ï', 'ñ', 'ó', 'ò', 'ô', 'ö', 'õ', 'ú', 'ù', 'û', 'ü',
    '†', '°', '¢', '£', '§', '•', '¶', 'ß', '®', '©', '™', '´', '¨', '≠', 'Æ', 'Ø',
    '∞', '±', '≤', '≥', '¥', 'µ', '∂', '∑', '∏', 'π', '∫', 'ª', 'º', 'Ω', 'æ', 'ø',
    '¿', '¡', '¬', '√', 'ƒ', '≈', '∆', '«', '»', '…', '\u{a0}', 'À', 'Ã', 'Õ', 'Œ', 'œ',
    '–', '—', '“', '”', '‘', '’', '÷', '◊', 'ÿ', 'Ÿ', '⁄', '€', '‹', '›', 'ﬁ', 'ﬂ',
    '‡', '·', '‚', '„', '‰', 'Â', 'Ê', 'Á', 'Ë', 'È', 'Í', 'Î', 'Ï', 'Ì', 'Ó', 'Ô',
    '\u{f8ff}', 'Ò', 'Ú', 'Û', 'Ù', 'ı', 'ˆ', '˜', '¯', '˘', '˙', '˚', '¸', '˝', '˛', 'ˇ',
];

/// The character of a byte in Windows-1252, which holds ISO 8859-1 outside 0x80–0x9F.
pub fn windows(byte: u8) -> char {
    let low = byte.checked_sub(0x80).and_then(|place| WINDOWS.get(usize::from(place)).copied());
    low.unwrap_or(char::from(byte))
}

/// The byte of a character in Windows-1252.
pub fn to_windows(character: char) -> Option<u8> {
    let place = WINDOWS.iter().position(|known| *known == character);
    let low = place.and_then(|place| u8::try_from(place).ok()).map(|place| place + 0x80);
    low.or_else(|| u8::try_from(u32::from(character)).ok())
}

/// The character of a byte in Mac OS Roman.
pub fn macintosh(byte: u8) -> char {
    let high = byte.checked_sub(0x80).and_then(|place| MACINTOSH.get(usize::from(place)).copied());
    high.unwrap_or(char::from(byte))
}

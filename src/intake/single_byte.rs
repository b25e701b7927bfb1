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

/// Code page 850 of DOS, 0x80–0xFF. Code page 437 has the same Swedish letters.
#[rustfmt::skip]
const DOS: [char; 128] = [
    'Ç', 'ü', 'é', 'â', 'ä', 'à', 'å', 'ç', 'ê', 'ë', 'è', 'ï', 'î', 'ì', 'Ä', 'Å',
    'É', 'æ', 'Æ', 'ô', 'ö', 'ò', 'û', 'ù', 'ÿ', 'Ö', 'Ü', 'ø', '£', 'Ø', '×', 'ƒ',
    'á', 'í', 'ó', 'ú', 'ñ', 'Ñ', 'ª', 'º', '¿', '®', '¬', '½', '¼', '¡', '«', '»',
    '░', '▒', '▓', '│', '┤', 'Á', 'Â', 'À', '©', '╣', '║', '╗', '╝', '¢', '¥', '┐',
    '└', '┴', '┬', '├', '─', '┼', 'ã', 'Ã', '╚', '╔', '╩', '╦', '╠', '═', '╬', '¤',
    'ð', 'Ð', 'Ê', 'Ë', 'È', 'ı', 'Í', 'Î', 'Ï', '┘', '┌', '█', '▄', '¦', 'Ì', '▀',
    'Ó', 'ß', 'Ô', 'Ò', 'õ', 'Õ', 'µ', 'þ', 'Þ', 'Ú', 'Û', 'Ù', 'ý', 'Ý', '¯', '´',
    '\u{ad}', '±', '‗', '¾', '¶', '§', '÷', '¸', '°', '¨', '·', '¹', '³', '²', '■', '\u{a0}',
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

/// The byte of a character in Mac OS Roman.
pub fn to_macintosh(character: char) -> Option<u8> {
    upper(&MACINTOSH, character)
}

/// The byte of a character in code page 850, or of one that only code page 437 has.
pub fn to_dos(character: char) -> Option<u8> {
    match character {
        '╢' => Some(0xb6),
        '⌐' => Some(0xa9),
        other => upper(&DOS, other),
    }
}

fn upper(table: &[char; 128], character: char) -> Option<u8> {
    let place = table.iter().position(|known| *known == character)?;
    u8::try_from(place).ok().map(|place| place + 0x80)
}

/// The character of a byte in ISO 8859-15, which differs from ISO 8859-1 in eight.
pub fn latin9(byte: u8) -> char {
    match byte {
        0xa4 => '€',
        0xa6 => 'Š',
        0xa8 => 'š',
        0xb4 => 'Ž',
        0xb8 => 'ž',
        0xbc => 'Œ',
        0xbd => 'œ',
        0xbe => 'Ÿ',
        byte => char::from(byte),
    }
}

/// The character of a byte in code page 850.
pub fn dos(byte: u8) -> char {
    let high = byte.checked_sub(0x80).and_then(|place| DOS.get(usize::from(place)).copied());
    high.unwrap_or(char::from(byte))
}

/// Whether more bytes are Swedish letters in DOS than in Windows.
pub fn is_dos(bytes: &[u8]) -> bool {
    let (mut dos, mut windows) = (0_u64, 0_u64);
    for byte in bytes {
        dos += u64::from(matches!(byte, 0x84 | 0x86 | 0x94 | 0x8e | 0x8f | 0x99));
        windows += u64::from(matches!(byte, 0xe4 | 0xe5 | 0xf6 | 0xc4 | 0xc5 | 0xd6));
    }
    dos > windows
}

/// The character of a byte in Mac OS Roman.
pub fn macintosh(byte: u8) -> char {
    let high = byte.checked_sub(0x80).and_then(|place| MACINTOSH.get(usize::from(place)).copied());
    high.unwrap_or(char::from(byte))
}

//! In place of the crate `encoding_rs`, whose tables of East Asian characters weigh 100 kB of the page: calamine and its
//! `codepage` and quick-xml name every encoding there is, and a linker cannot see that none is asked for. What they call
//! to read Office's own files is here, under the same names: UTF-8 and UTF-16, which those files are in (ECMA-376 part 2,
//! §6.2.5; MS-CFB §2.6.1). Every other encoding has its name and no characters: a byte that is not ASCII is malformed, so
//! that text in it becomes an error or U+FFFD, never other letters.

use std::borrow::Cow;
use std::char::{REPLACEMENT_CHARACTER, decode_utf16};

/// An encoding by its name in the WHATWG's list.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Encoding {
    name: &'static str,
}

macro_rules! encodings {
    ($($encoding:ident = $name:literal),+ $(,)?) => {
        $(#[doc = $name] pub static $encoding: Encoding = Encoding { name: $name };)+
        static ALL: &[&Encoding] = &[$(&$encoding),+];
    };
}

encodings! {
    UTF_8_INIT = "UTF-8",
    UTF_16LE_INIT = "UTF-16LE",
    UTF_16BE_INIT = "UTF-16BE",
    BIG5_INIT = "Big5",
    EUC_JP_INIT = "EUC-JP",
    EUC_KR_INIT = "EUC-KR",
    GB18030_INIT = "gb18030",
    GBK_INIT = "GBK",
    IBM866_INIT = "IBM866",
    ISO_2022_JP_INIT = "ISO-2022-JP",
    ISO_8859_2_INIT = "ISO-8859-2",
    ISO_8859_3_INIT = "ISO-8859-3",
    ISO_8859_4_INIT = "ISO-8859-4",
    ISO_8859_5_INIT = "ISO-8859-5",
    ISO_8859_6_INIT = "ISO-8859-6",
    ISO_8859_7_INIT = "ISO-8859-7",
    ISO_8859_8_INIT = "ISO-8859-8",
    ISO_8859_8_I_INIT = "ISO-8859-8-I",
    ISO_8859_10_INIT = "ISO-8859-10",
    ISO_8859_13_INIT = "ISO-8859-13",
    ISO_8859_14_INIT = "ISO-8859-14",
    ISO_8859_15_INIT = "ISO-8859-15",
    ISO_8859_16_INIT = "ISO-8859-16",
    KOI8_R_INIT = "KOI8-R",
    KOI8_U_INIT = "KOI8-U",
    MACINTOSH_INIT = "macintosh",
    REPLACEMENT_INIT = "replacement",
    SHIFT_JIS_INIT = "Shift_JIS",
    WINDOWS_874_INIT = "windows-874",
    WINDOWS_1250_INIT = "windows-1250",
    WINDOWS_1251_INIT = "windows-1251",
    WINDOWS_1252_INIT = "windows-1252",
    WINDOWS_1253_INIT = "windows-1253",
    WINDOWS_1254_INIT = "windows-1254",
    WINDOWS_1255_INIT = "windows-1255",
    WINDOWS_1256_INIT = "windows-1256",
    WINDOWS_1257_INIT = "windows-1257",
    WINDOWS_1258_INIT = "windows-1258",
    X_MAC_CYRILLIC_INIT = "x-mac-cyrillic",
}

/// UTF-8.
pub static UTF_8: &Encoding = &UTF_8_INIT;
/// UTF-16 with the low byte first.
pub static UTF_16LE: &Encoding = &UTF_16LE_INIT;
/// UTF-16 with the high byte first.
pub static UTF_16BE: &Encoding = &UTF_16BE_INIT;
/// What browsers decode nothing of.
pub static REPLACEMENT: &Encoding = &REPLACEMENT_INIT;

/// What stands first among some bytes.
enum First {
    /// A character of so many bytes.
    Character(char, usize),
    /// The beginning of a character.
    Beginning,
    /// So many bytes that are no character.
    Malformed(u8),
}

impl Encoding {
    /// The encoding's name.
    pub fn name(&'static self) -> &'static str {
        self.name
    }

    /// The encoding of a name, in upper or lower case; of several names for the same one only that of [`Self::name`].
    pub fn for_label(label: &[u8]) -> Option<&'static Encoding> {
        let label = label.trim_ascii();
        let named = ALL.iter().copied().find(|encoding| encoding.name.as_bytes().eq_ignore_ascii_case(label));
        named.or_else(|| label.eq_ignore_ascii_case(b"utf-16").then_some(UTF_16LE))
    }

    /// The text, with U+FFFD for what is malformed; the encoding, which a byte order mark changes; whether anything was
    /// malformed.
    pub fn decode<'a>(&'static self, bytes: &'a [u8]) -> (Cow<'a, str>, &'static Encoding, bool) {
        let marked = [(UTF_8, &b"\xef\xbb\xbf"[..]), (UTF_16LE, b"\xff\xfe"), (UTF_16BE, b"\xfe\xff")];
        let found = marked.iter().find_map(|(encoding, mark)| Some((*encoding, bytes.strip_prefix(*mark)?)));
        let (encoding, bytes) = found.unwrap_or((self, bytes));
        match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
            Some(text) => (text, encoding, false),
            None => (Cow::Owned(encoding.replaced(bytes)), encoding, true),
        }
    }

    /// The text; `None` where something is malformed.
    pub fn decode_without_bom_handling_and_without_replacement<'a>(
        &'static self,
        bytes: &'a [u8],
    ) -> Option<Cow<'a, str>> {
        if !self.has_pairs() {
            let is_right = self == UTF_8 || bytes.is_ascii();
            return is_right.then(|| std::str::from_utf8(bytes).ok().map(Cow::Borrowed)).flatten();
        }
        let mut decoder = self.new_decoder_without_bom_handling();
        let mut text = String::new();
        let (result, _) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
        (result == DecoderResult::InputEmpty).then_some(Cow::Owned(text))
    }

    /// A decoder of text that comes in pieces.
    pub fn new_decoder_without_bom_handling(&'static self) -> Decoder {
        Decoder { encoding: self, kept: Vec::new() }
    }

    fn has_pairs(&self) -> bool {
        self == UTF_16LE || self == UTF_16BE
    }

    fn replaced(&self, mut bytes: &[u8]) -> String {
        let mut text = String::new();
        while !bytes.is_empty() {
            let (character, length) = match self.first(bytes) {
                First::Character(character, length) => (character, length),
                First::Beginning => (REPLACEMENT_CHARACTER, bytes.len()),
                First::Malformed(length) => (REPLACEMENT_CHARACTER, usize::from(length)),
            };
            text.push(character);
            bytes = bytes.get(length..).unwrap_or_default();
        }
        text
    }

    fn first(&self, bytes: &[u8]) -> First {
        let start = bytes.get(..bytes.len().min(4)).unwrap_or_default();
        if self.has_pairs() {
            return self.first_of_pairs(start);
        }
        if self != UTF_8 {
            let ascii = start.first().filter(|byte| byte.is_ascii());
            return ascii.map_or(First::Malformed(1), |byte| First::Character(char::from(*byte), 1));
        }
        let Some(chunk) = start.utf8_chunks().next() else { return First::Beginning };
        match (chunk.valid().chars().next(), chunk.invalid()) {
            (Some(character), _) => First::Character(character, character.len_utf8()),
            (None, cut)
                if cut.len() == bytes.len()
                    && std::str::from_utf8(cut).is_err_and(|error| error.error_len().is_none()) =>
            {
                First::Beginning
            }
            (None, bad) => First::Malformed(u8::try_from(bad.len()).unwrap_or(1)),
        }
    }

    fn first_of_pairs(&self, start: &[u8]) -> First {
        let unit = if self == UTF_16LE { u16::from_le_bytes } else { u16::from_be_bytes };
        let mut units = decode_utf16(start.as_chunks::<2>().0.iter().map(|pair| unit(*pair)));
        match units.next() {
            Some(Ok(character)) => First::Character(character, 2 * character.len_utf16()),
            Some(Err(alone)) if start.len() < 4 && (0xd800..0xdc00).contains(&alone.unpaired_surrogate()) => {
                First::Beginning
            }
            Some(Err(_)) => First::Malformed(2),
            None => First::Beginning,
        }
    }
}

/// What became of the bytes that a decoder was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecoderResult {
    /// All are decoded, or kept as the beginning of a character.
    InputEmpty,
    /// There is no room for the next character.
    OutputFull,
    /// So many bytes are no character, and so many after them were read.
    Malformed(u8, u8),
}

/// Decodes text that comes in pieces.
pub struct Decoder {
    encoding: &'static Encoding,
    /// The beginning of a character whose end is not there yet.
    kept: Vec<u8>,
}

impl Decoder {
    /// The encoding.
    pub fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    /// Room that so many bytes more can need at most.
    pub fn max_utf8_buffer_length_without_replacement(&self, bytes: usize) -> Option<usize> {
        bytes.checked_add(self.kept.len())?.checked_mul(2)?.checked_add(4)
    }

    /// Decodes to the end of a text, which takes all room that it needs. Returns how many bytes were read, too.
    pub fn decode_to_string_without_replacement(
        &mut self,
        bytes: &[u8],
        text: &mut String,
        last: bool,
    ) -> (DecoderResult, usize) {
        self.decode(bytes, last, &mut |character| {
            text.push(character);
            true
        })
    }

    /// Decodes into a buffer. Returns how many bytes were read and written, too.
    pub fn decode_to_utf8_without_replacement(
        &mut self,
        bytes: &[u8],
        buffer: &mut [u8],
        last: bool,
    ) -> (DecoderResult, usize, usize) {
        let mut written = 0;
        let (result, read) = self.decode(bytes, last, &mut |character| {
            let end = written + character.len_utf8();
            let Some(room) = buffer.get_mut(written..end) else { return false };
            character.encode_utf8(room);
            written = end;
            true
        });
        (result, read, written)
    }

    /// Gives each character to `push`, which says whether there was room for it.
    fn decode(&mut self, bytes: &[u8], last: bool, push: &mut dyn FnMut(char) -> bool) -> (DecoderResult, usize) {
        let mut read = 0;
        loop {
            let rest = bytes.get(read..).unwrap_or_default();
            let held = self.kept.len();
            let from_kept = held > 0;
            if from_kept {
                self.kept.extend_from_slice(rest.get(..rest.len().min(4)).unwrap_or_default());
            }
            let first = self.encoding.first(if from_kept { &self.kept } else { rest });
            self.kept.truncate(held);
            match first {
                First::Character(character, _) if !push(character) => return (DecoderResult::OutputFull, read),
                First::Character(_, length) => {
                    read += length - held;
                    self.kept.clear();
                }
                First::Beginning if last && held + rest.len() > 0 => {
                    self.kept.clear();
                    return (DecoderResult::Malformed(1, 0), bytes.len());
                }
                First::Beginning => {
                    self.kept.extend_from_slice(rest);
                    return (DecoderResult::InputEmpty, bytes.len());
                }
                First::Malformed(length) => {
                    self.kept.clear();
                    return (DecoderResult::Malformed(length, 0), read + usize::from(length).saturating_sub(held));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "tests may stop")]

    use super::*;

    const TEXT: &str = "Västra Götaland – 12,5 % 𝄞 €";

    fn pairs(bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        TEXT.encode_utf16().flat_map(bytes_of).collect()
    }

    fn in_pieces(encoding: &'static Encoding, bytes: &[u8], piece: usize, room: usize) -> Option<String> {
        let (mut decoder, mut text) = (encoding.new_decoder_without_bom_handling(), Vec::new());
        let mut buffer = vec![0; room];
        let mut pieces = bytes.chunks(piece).map(|piece| (piece, false)).chain([(&b""[..], true)]);
        let (mut rest, mut last) = pieces.next()?;
        loop {
            let (result, read, written) = decoder.decode_to_utf8_without_replacement(rest, &mut buffer, last);
            text.extend_from_slice(buffer.get(..written)?);
            rest = rest.get(read..)?;
            match (result, last) {
                (DecoderResult::OutputFull, _) => {}
                (DecoderResult::Malformed(..), _) => return None,
                (DecoderResult::InputEmpty, true) => return String::from_utf8(text).ok(),
                (DecoderResult::InputEmpty, false) => (rest, last) = pieces.next()?,
            }
        }
    }

    #[test]
    fn text_in_pieces_is_the_text() {
        let written = [
            (UTF_8, TEXT.as_bytes().to_vec()),
            (UTF_16LE, pairs(u16::to_le_bytes)),
            (UTF_16BE, pairs(u16::to_be_bytes)),
        ];
        for (encoding, bytes) in written {
            assert_eq!(encoding.decode(&bytes), (TEXT.into(), encoding, false));
            for piece in 1..9 {
                for room in 4..9 {
                    assert_eq!(in_pieces(encoding, &bytes, piece, room).as_deref(), Some(TEXT), "{piece} {room}");
                }
            }
            let cut = bytes.split_last().unwrap().1;
            assert_eq!(encoding.decode_without_bom_handling_and_without_replacement(cut), None);
            assert_eq!(in_pieces(encoding, cut, 3, 8), None);
        }
    }

    #[test]
    fn a_mark_says_the_encoding() {
        assert_eq!(UTF_8.decode(b"\xff\xfea\0"), ("a".into(), UTF_16LE, false));
        assert_eq!(UTF_16LE.decode(b"\xef\xbb\xbf\xc3\xa5"), ("å".into(), UTF_8, false));
    }

    #[test]
    fn what_is_malformed_is_never_another_letter() {
        assert_eq!(UTF_8.decode(b"a\xe5b\xe2\x82").0, String::from_utf8_lossy(b"a\xe5b\xe2\x82"));
        assert_eq!(UTF_16LE.decode(b"\x00\xdca\0").0, "\u{fffd}a");
        let japanese = Encoding::for_label(b"shift_jis").unwrap();
        assert_eq!(japanese.name(), "Shift_JIS");
        assert_eq!(japanese.decode(b"A1"), ("A1".into(), japanese, false));
        assert_eq!(japanese.decode(b"A\x83e").0, "A\u{fffd}e");
        assert_eq!(japanese.decode_without_bom_handling_and_without_replacement(b"\x83e"), None);
        assert_eq!(in_pieces(japanese, b"A\x83e", 2, 8), None);
        assert_eq!(Encoding::for_label(b"none"), None);
    }
}

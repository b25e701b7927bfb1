//! One spelling for comparison: small letters without diacritics, single spaces, no punctuation.

/// Folds `text` for comparison: `" Västra-Götalands  län"` becomes `vastra gotalands lan`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut space = false;
    for character in text.chars().flat_map(char::to_lowercase) {
        let plain = match character {
            'å' | 'ä' | 'à' | 'á' | 'â' | 'ã' | 'æ' => 'a',
            'ö' | 'ø' | 'ó' | 'ò' | 'ô' | 'õ' => 'o',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'ü' | 'ú' | 'ù' | 'û' => 'u',
            'í' | 'ì' | 'î' | 'ï' => 'i',
            // A combining mark belongs to the letter before it, a raised number to a note; others have no width.
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => continue,
            '\u{300}'..='\u{36f}' | '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{2074}'..='\u{2079}' => continue,
            other if other.is_alphanumeric() => other,
            _ => {
                space = true;
                continue;
            }
        };
        if space && !folded.is_empty() {
            folded.push(' ');
        }
        space = false;
        folded.push(plain);
    }
    folded
}

/// Signs of notes.
pub const NOTE_SIGNS: [char; 13] = ['*', '†', '‡', '⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Words without the marks of footnotes behind them: `Halland1)`, `Skåne*`, `2024 ²`, `Gotland a)`.
pub fn without_marks(text: &str) -> &str {
    let mut bare = text.trim_end_matches(|sign: char| NOTE_SIGNS.contains(&sign) || sign == ' ');
    while let Some(name) = bare.strip_suffix(')').filter(|name| !name.contains('(')) {
        let lettered = name.strip_suffix(|sign: char| sign.is_ascii_lowercase()).filter(|rest| rest.ends_with(' '));
        let name = lettered.unwrap_or_else(|| name.trim_end_matches(|sign: char| sign.is_ascii_digit()));
        match name.chars().next_back() {
            Some(last) if last.is_alphabetic() || last == ' ' || last == ')' || last == ',' => {
                bare = name.trim_end_matches([' ', ',']);
            }
            _ => break,
        }
    }
    if bare.is_empty() { text } else { bare }
}

#[cfg(test)]
mod tests {
    use super::{fold, without_marks};

    #[test]
    fn marks_of_notes_are_taken_off() {
        for (text, bare) in [
            ("2022 1)", "2022"),
            ("Gotland a)", "Gotland"),
            ("Andel (%)", "Andel (%)"),
            ("2024 (prel.)", "2024 (prel.)"),
            ("2021–2024¹", "2021–2024"),
            ("16-29 år*", "16-29 år"),
            ("1)", "1)"),
        ] {
            assert_eq!(without_marks(text), bare);
        }
        assert_eq!(fold("Andel¹ (%)"), "andel");
    }

    #[test]
    fn spellings_meet() {
        assert_eq!(fold("  Västra-Götalands  LÄN "), "vastra gotalands lan");
        assert_eq!(fold("Jämtland/Härjedalen"), "jamtland harjedalen");
        assert_eq!(fold("a\u{308}ta"), "ata");
        assert_eq!(fold("–"), "");
        assert_eq!(fold("Norr\u{ad}bot\u{200b}ten"), "norrbotten");
    }
}

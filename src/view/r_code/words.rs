//! Names, texts and numbers as R writes them. What stands in a file can neither end a string nor a comment.

/// Words that R keeps to itself.
const RESERVED: &[&str] = &[
    "if",
    "else",
    "repeat",
    "while",
    "function",
    "for",
    "in",
    "next",
    "break",
    "TRUE",
    "FALSE",
    "NULL",
    "Inf",
    "NaN",
    "NA",
    "NA_integer_",
    "NA_real_",
    "NA_complex_",
    "NA_character_",
];

/// A string.
pub fn text(value: &str) -> String {
    format!("\"{}\"", escaped(value, '"'))
}

/// A column's name, between backticks unless it is an R name in every language.
pub fn name(value: &str) -> String {
    let plain = value.starts_with(|first: char| first.is_ascii_alphabetic())
        && value.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_'));
    if plain && !RESERVED.contains(&value) { value.to_owned() } else { format!("`{}`", escaped(value, '`')) }
}

fn escaped(value: &str, mark: char) -> String {
    let mut out = String::new();
    for letter in value.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // R has no such character.
            '\0' => {}
            _ if letter == mark => out.extend(['\\', mark]),
            _ if is_silent(letter) => out.push_str(&format!("\\u{{{:x}}}", u32::from(letter))),
            _ => out.push(letter),
        }
    }
    out
}

/// Controls, line separators and marks that turn the direction of a line, so that the code reads as it runs.
fn is_silent(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// One string, or several in `c(…)`.
pub fn texts<S: AsRef<str>>(values: impl IntoIterator<Item = S>) -> String {
    vector(values.into_iter().map(|value| text(value.as_ref())))
}

/// One value, or several in `c(…)`.
pub fn vector(values: impl IntoIterator<Item = String>) -> String {
    let values: Vec<String> = values.into_iter().collect();
    match values.as_slice() {
        [one] => one.clone(),
        several => format!("c({})", several.join(", ")),
    }
}

/// A number in full precision.
pub fn number(value: f64) -> String {
    if value == f64::INFINITY {
        "Inf".to_owned()
    } else if value == f64::NEG_INFINITY {
        "-Inf".to_owned()
    } else {
        value.to_string()
    }
}

/// A formula of columns: `~a + b`, `~1` for none.
pub fn formula<S: AsRef<str>>(columns: impl IntoIterator<Item = S>) -> String {
    let names: Vec<String> = columns.into_iter().map(|column| name(column.as_ref())).collect();
    if names.is_empty() { "~1".to_owned() } else { format!("~{}", names.join(" + ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_no_names() {
        assert_eq!(name("vikt_2"), "vikt_2");
        assert_eq!(name("kön"), "`kön`");
        assert_eq!(name("NA"), "`NA`");
        assert_eq!(name("2020"), "`2020`");
        assert_eq!(name("a`b\\c d"), "`a\\`b\\\\c d`");
        assert_eq!(formula(["a", "b c"]), "~a + `b c`");
    }

    #[test]
    fn texts_cannot_end_themselves() {
        assert_eq!(text("sa \"nej\"\\\n#x"), "\"sa \\\"nej\\\"\\\\\\n#x\"");
        assert_eq!(text("a\u{202e}b"), "\"a\\u{202e}b\"");
        assert_eq!(texts(["1"]), "\"1\"");
        assert_eq!(texts(["1", "2"]), "c(\"1\", \"2\")");
    }
}

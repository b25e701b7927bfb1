//! The keywords of PC-Axis: `NAME[language]("about")="value","value";`.

/// One keyword with its values.
struct Keyword<'a> {
    name: &'a str,
    language: Option<&'a str>,
    about: Vec<String>,
    values: Vec<String>,
}

/// All keywords, and the text of the figures after them.
pub struct Keywords<'a> {
    all: Vec<Keyword<'a>>,
    /// What stands after `DATA=`.
    pub data: &'a str,
}

impl Keywords<'_> {
    /// The values of a keyword in a language, about a name where it has one.
    pub fn find(&self, name: &str, language: Option<&str>, about: Option<&str>) -> Option<&[String]> {
        let fits = |keyword: &&Keyword<'_>| {
            keyword.name.eq_ignore_ascii_case(name)
                && keyword.language == language
                && keyword.about.first().map(String::as_str) == about
        };
        self.all.iter().find(fits).map(|keyword| keyword.values.as_slice())
    }

    /// The first value of a keyword in the file's main language.
    pub fn first(&self, name: &str) -> Option<&str> {
        self.find(name, None, None)?.first().map(String::as_str)
    }
}

/// Reads the keywords. What cannot be read ends them.
pub fn keywords(text: &str) -> Keywords<'_> {
    let mut all = Vec::new();
    let mut rest = text.trim_start_matches('\u{feff}');
    loop {
        rest = rest.trim_start();
        let Some(end) = rest.find(['=', '(', '[']) else { break };
        let (name, mut after) = rest.split_at(end);
        let name = name.trim();
        let mut keyword = Keyword { name, language: None, about: Vec::new(), values: Vec::new() };
        if let Some(inside) = after.strip_prefix('[') {
            let Some((language, left)) = inside.split_once(']') else { break };
            keyword.language = Some(language.trim());
            after = left.trim_start();
        }
        if let Some(inside) = after.strip_prefix('(') {
            let (about, left) = list(inside, ')');
            keyword.about = about;
            after = left.trim_start();
        }
        let Some(inside) = after.strip_prefix('=') else { break };
        if name.eq_ignore_ascii_case("DATA") {
            return Keywords { all, data: inside };
        }
        (keyword.values, rest) = list(inside, ';');
        all.push(keyword);
    }
    Keywords { all, data: "" }
}

/// Values between commas until `end`; texts within quotes go on in the next quotes where no comma stands between.
/// What stands in parentheses outside quotes belongs to its value: `TLIST(A1, "2023"-"2024")`.
fn list(text: &str, end: char) -> (Vec<String>, &str) {
    let mut values = Vec::new();
    let mut value = String::new();
    let (mut quoted, mut depth) = (false, 0_u32);
    for (at, sign) in text.char_indices() {
        match sign {
            '"' => quoted = !quoted,
            _ if quoted => value.push(sign),
            _ if sign == end && depth == 0 => {
                values.push(value);
                return (values, text.get(at + sign.len_utf8()..).unwrap_or_default());
            }
            ',' if depth == 0 => values.push(std::mem::take(&mut value)),
            '(' | ')' => {
                depth = if sign == '(' { depth + 1 } else { depth.saturating_sub(1) };
                value.push(sign);
            }
            _ if sign.is_whitespace() => {}
            _ => value.push(sign),
        }
    }
    values.push(value);
    (values, "")
}

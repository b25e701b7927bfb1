//! What a design needs to know of one respondent, as a text that keeps respondents apart in a frequency table.

const BETWEEN: char = '\u{1f}';
const IS: char = '\u{1e}';

/// Columns with their values.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Detail {
    text: String,
}

impl Detail {
    /// The name of the measured value.
    pub const VALUE: &'static str = "\u{1}value";
    /// The name of the row.
    pub const ROW: &'static str = "\u{1}row";
    /// The name of a ratio's denominator.
    pub const BELOW: &'static str = "\u{1}below";

    /// The whole detail of a respondent who weighs nothing, in designs of strata and units: R counts such a one among a
    /// stratum's units, but not in the degrees of freedom.
    pub const WEIGHTLESS: &'static str = "\u{1}weightless";

    /// Adds a text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.text.extend([name, &IS.to_string(), value, &BETWEEN.to_string()]);
    }

    /// Adds a number, so that it reads back as the same.
    pub fn number(&mut self, name: &str, value: f64) {
        self.text(name, &value.to_string());
    }

    /// Adds the row, which keeps respondents with the same answers apart and in the order of the file.
    pub fn row(&mut self, line: u64) {
        self.text(Detail::ROW, &line.to_string());
    }

    /// As a text.
    pub fn into_text(self) -> String {
        self.text
    }

    /// The value of a column in such a text.
    pub fn read<'t>(text: &'t str, name: &str) -> Option<&'t str> {
        text.split(BETWEEN).filter_map(|part| part.split_once(IS)).find(|(own, _)| *own == name).map(|(_, value)| value)
    }

    /// The names of the columns in such a text.
    pub fn names(text: &str) -> impl Iterator<Item = &str> {
        text.split(BETWEEN).filter_map(|part| part.split_once(IS)).map(|(name, _)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back() {
        let mut detail = Detail::default();
        detail.text("kön", "Kvinna");
        detail.number("vikt", 0.1 + 0.2);
        let text = detail.into_text();
        assert_eq!(Detail::read(&text, "kön"), Some("Kvinna"));
        assert_eq!(Detail::read(&text, "vikt").unwrap().parse(), Ok(0.1 + 0.2));
        assert_eq!(Detail::read(&text, "ålder"), None);
        assert_eq!(Detail::names(&text).count(), 2);
    }
}

//! Rows that stand inside a field because a quote before them was not closed.

/// Whether a field goes on over lines that look like rows of a table with so many columns: all lines between its first
/// and its last have the separators of a row; or, where there are none between, the two have them together and a quote
/// stands inside, as it does where the next field's opening quote closed this one.
pub fn holds_rows(field: &str, separator: char, columns: usize) -> bool {
    let Some(wanted) = columns.checked_sub(1).filter(|wanted| *wanted > 0) else { return false };
    let separators = |line: &str| line.chars().filter(|letter| *letter == separator).count();
    if !field.contains('\n') {
        return false;
    }
    let lines: Vec<usize> = field.lines().map(separators).collect();
    match lines.as_slice() {
        [] | [_] => false,
        [first, last] => first + last == wanted && field.contains('"'),
        [_, between @ .., _] => between.iter().all(|found| *found == wanted),
    }
}

#[cfg(test)]
mod tests {
    use super::holds_rows;

    #[test]
    fn rows_are_told_from_what_people_write() {
        for field in ["bra\n02;Nej;bra\n03;", "Ja;a\n2;Nej\"", "a\r\n02;Nej;bra\r\n03;Ja;\r\n"] {
            assert!(holds_rows(field, ';', 3), "{field}");
        }
        for field in
            ["bra", "bra; mest\nmen inte allt", "bra\n\ntack", "ett;\ntvå;", "rad\nrad;\nrad", "sade \"ja\"\noch nej"]
        {
            assert!(!holds_rows(field, ';', 3), "{field}");
        }
        assert!(!holds_rows("a\nb\nc", ';', 1));
    }
}

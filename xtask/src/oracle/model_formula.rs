//! R's model formulas, as far as the tables use them: sums, interactions, factors, and arithmetic within `I()`.

use crate::oracle::rows::Row;
use std::collections::BTreeSet;

/// `y ~ a + b*c + I(d - 1)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    pub response: String,
    pub terms: Vec<String>,
}

/// A column of the design, with the name of its coefficient.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    pub name: String,
    pub values: Vec<f64>,
}

impl Formula {
    /// The formula within a call; the response is the last word before the tilde.
    pub fn read(call: &str) -> Option<Formula> {
        let (before, after) = call.split_once('~')?;
        let response = before.split_whitespace().last()?.to_owned();
        let mut terms = Vec::new();
        for part in outside_parentheses(after, '+') {
            match outside_parentheses(&part, '*').as_slice() {
                [only] => terms.push(only.clone()),
                [first, second] => terms.extend([first.clone(), second.clone(), format!("{first}:{second}")]),
                _ => return None,
            }
        }
        // Interactions come after all main effects.
        terms.sort_by_key(|term| term.contains(':'));
        Some(Formula { response, terms })
    }
}

fn outside_parentheses(text: &str, sign: char) -> Vec<String> {
    let mut depth = 0;
    let mut parts = vec![String::new()];
    for letter in text.trim().chars() {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        match parts.last_mut() {
            _ if letter == sign && depth == 0 => parts.push(String::new()),
            Some(part) => part.push(letter),
            None => {}
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).collect()
}

/// The design's columns and the response, for rows without gaps in either.
pub fn columns_of(formula: &Formula, rows: &[Row<'_>]) -> Result<(Vec<Term>, Vec<f64>), String> {
    let mut terms = vec![Term { name: "(Intercept)".to_owned(), values: vec![1.0; rows.len()] }];
    for term in &formula.terms {
        terms.extend(term_columns(term, rows)?);
    }
    let y = values(&formula.response, rows)?;
    let whole: Vec<usize> = (0..rows.len())
        .filter(|at| y[*at].is_finite() && terms.iter().all(|term| term.values[*at].is_finite()))
        .collect();
    let kept = |values: &[f64]| whole.iter().map(|at| values[*at]).collect::<Vec<f64>>();
    let terms = terms.into_iter().map(|term| Term { values: kept(&term.values), ..term }).collect();
    Ok((terms, kept(&y)))
}

fn term_columns(term: &str, rows: &[Row<'_>]) -> Result<Vec<Term>, String> {
    if let Some((first, second)) = term.split_once(':') {
        let (first, second) = (term_columns(first, rows)?, term_columns(second, rows)?);
        let product = |a: &Term, b: &Term| Term {
            name: format!("{}:{}", a.name, b.name),
            values: a.values.iter().zip(&b.values).map(|(a, b)| a * b).collect(),
        };
        return Ok(second.iter().flat_map(|b| first.iter().map(move |a| product(a, b))).collect());
    }
    let factor = term.strip_prefix("factor(").and_then(|rest| rest.strip_suffix(')'));
    let name = factor.unwrap_or(term);
    let texts: Vec<&str> = rows.iter().map(|row| row.text(name)).collect();
    let is_text = texts.iter().any(|text| !text.is_empty() && text.parse::<f64>().is_err());
    if factor.is_none() && !is_text {
        return Ok(vec![Term { name: term.to_owned(), values: values(term, rows)? }]);
    }
    let levels: BTreeSet<&str> = texts.iter().copied().filter(|text| !text.is_empty()).collect();
    let column = |level: &&str| Term {
        name: format!("{term}{level}"),
        values: texts
            .iter()
            .map(|text| if text.is_empty() { f64::NAN } else { f64::from(u8::from(text == level)) })
            .collect(),
    };
    Ok(levels.iter().skip(1).map(column).collect())
}

/// A column, or arithmetic over columns within `I()`; a gap is not a number.
fn values(text: &str, rows: &[Row<'_>]) -> Result<Vec<f64>, String> {
    let inner = text.strip_prefix("I(").and_then(|rest| rest.strip_suffix(')')).unwrap_or(text);
    let letters: Vec<char> = inner.chars().filter(|letter| !letter.is_whitespace()).collect();
    let value = |row: &Row<'_>| {
        let mut reading = Reading { letters: &letters, at: 0, row: *row };
        let value = reading.sum()?;
        (reading.at == letters.len()).then_some(value)
    };
    rows.iter().map(value).collect::<Option<_>>().ok_or_else(|| format!("variable {text} is not understood"))
}

struct Reading<'t> {
    letters: &'t [char],
    at: usize,
    row: Row<'t>,
}

impl Reading<'_> {
    fn next_if(&mut self, signs: &[char]) -> Option<char> {
        let letter = *self.letters.get(self.at).filter(|letter| signs.contains(letter))?;
        self.at += 1;
        Some(letter)
    }

    fn sum(&mut self) -> Option<f64> {
        let mut value = self.product()?;
        while let Some(sign) = self.next_if(&['+', '-']) {
            let next = self.product()?;
            value = if sign == '+' { value + next } else { value - next };
        }
        Some(value)
    }

    fn product(&mut self) -> Option<f64> {
        let mut value = self.power()?;
        while let Some(sign) = self.next_if(&['*', '/']) {
            let next = self.power()?;
            value = if sign == '*' { value * next } else { value / next };
        }
        Some(value)
    }

    fn power(&mut self) -> Option<f64> {
        let base = self.single()?;
        if self.next_if(&['^']).is_some() { Some(base.powf(self.power()?)) } else { Some(base) }
    }

    fn single(&mut self) -> Option<f64> {
        if self.next_if(&['-']).is_some() {
            return self.single().map(|value| -value);
        }
        if self.next_if(&['(']).is_some() {
            let value = self.sum()?;
            return self.next_if(&[')']).map(|_| value);
        }
        let rest = &self.letters[self.at..];
        let length = rest.iter().take_while(|letter| letter.is_alphanumeric() || matches!(letter, '.' | '_')).count();
        let word: String = rest[..length].iter().collect();
        self.at += length;
        if word.is_empty() || word.parse::<f64>().is_ok() {
            return word.parse().ok();
        }
        let text = self.row.text(&word);
        if text.is_empty() && self.row.has(&word) { Some(f64::NAN) } else { text.parse().ok() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oracle::rows::Rows;

    #[test]
    fn formulas_become_columns() {
        let formula = Formula::read("glm binomial good~age+sex*late+I(2*(age - 30)^2)").unwrap();
        assert_eq!(formula.response, "good");
        let table = Rows::parse("good,age,sex,late\n1,40,M,0\n0,50,K,1\n1,,K,1\n").unwrap();
        let (terms, y) = columns_of(&formula, &table.iter().collect::<Vec<_>>()).unwrap();
        let names: Vec<&str> = terms.iter().map(|term| term.name.as_str()).collect();
        assert_eq!(names, ["(Intercept)", "age", "sexM", "late", "I(2*(age - 30)^2)", "sexM:late"]);
        assert_eq!(y, [1.0, 0.0]);
        assert_eq!(terms[4].values, [200.0, 800.0]);
        assert!(columns_of(&Formula::read("y~nothing").unwrap(), &table.iter().collect::<Vec<_>>()).is_err());
        assert_eq!(Formula::read("lm HC3"), None);
    }
}

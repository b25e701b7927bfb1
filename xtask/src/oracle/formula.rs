//! R's model formulas over the columns of a data set: `y ~ a + b`, with treatment contrasts.

use crate::oracle::data::Dataset;

/// A column with gaps, and its name in R.
pub type Named = (String, Vec<Option<f64>>);

/// A formula's answer and the columns of its model matrix.
#[derive(Debug)]
pub struct Formula {
    pub y: Vec<Option<f64>>,
    pub columns: Vec<Named>,
}

/// The levels of a factor in R's order: the alphabet's, small letters before capitals.
pub fn levels(data: &Dataset, column: &str) -> Vec<String> {
    let mut levels: Vec<String> = data.values(column).into_iter().map(str::to_owned).collect();
    levels.sort_by_key(|level| (level.to_lowercase(), std::cmp::Reverse(level.clone())));
    levels
}

/// A variable as numbers: a column of numbers, or for a factor whether it is not its first level.
pub fn answer(data: &Dataset, name: &str) -> Option<Vec<Option<f64>>> {
    if let Some(numbers) = data.variable(name) {
        return Some(numbers);
    }
    let first = levels(data, name).into_iter().next()?;
    let other = |text: &Option<f64>| text.map(|is| 1.0 - is);
    Some(data.variable(&format!("{name}=='{first}'"))?.iter().map(other).collect())
}

impl Formula {
    /// Reads a formula; `None` where it names what the data do not have.
    pub fn read(data: &Dataset, text: &str) -> Option<Formula> {
        let (left, right) = text.split_once('~')?;
        let mut columns = vec![("(Intercept)".to_owned(), vec![Some(1.0); data.rows.len()])];
        for part in right.split('+').map(str::trim).filter(|part| *part != "1") {
            columns.extend(terms(data, part)?);
        }
        Some(Formula { y: answer(data, left.trim())?, columns })
    }
}

fn terms(data: &Dataset, part: &str) -> Option<Vec<Named>> {
    if let Some((a, b)) = part.split_once('*') {
        let both = [terms(data, a)?, terms(data, b)?, terms(data, &format!("{a}:{b}"))?];
        return Some(both.concat());
    }
    if let Some((a, b)) = part.split_once(':') {
        let (a, b) = (terms(data, a.trim())?, terms(data, b.trim())?);
        let product = |((a, x), (b, y)): (&Named, &Named)| {
            (format!("{a}:{b}"), x.iter().zip(y).map(|(x, y)| Some((*x)? * (*y)?)).collect())
        };
        return Some(b.iter().flat_map(|b| a.iter().map(move |a| (a, b))).map(product).collect());
    }
    let name = part.strip_prefix("factor(").or(part.strip_prefix("as.factor(")).and_then(|it| it.strip_suffix(')'));
    if name.is_none()
        && let Some(numbers) = data.numbers(part)
    {
        return Some(vec![(part.to_owned(), numbers)]);
    }
    let column = name.unwrap_or(part);
    let dummy = |level: String| Some((format!("{part}{level}"), data.variable(&format!("{column}=='{level}'"))?));
    let dummies: Option<Vec<Named>> = levels(data, column).into_iter().skip(1).map(dummy).collect();
    dummies.filter(|dummies| !dummies.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oracle::rows::Rows;

    #[test]
    fn treatment_contrasts() {
        let rows = Rows::parse("y,x,kon,svar\n1,2,Man,Ja\n0,NA,Kvinna,Nej\n").unwrap();
        let data = Dataset { rows, grouped_by: Vec::new() };
        let formula = Formula::read(&data, "y ~ x + kon").unwrap();
        let names: Vec<&str> = formula.columns.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["(Intercept)", "x", "konMan"]);
        assert_eq!(formula.columns[2].1, [Some(1.0), Some(0.0)]);
        assert_eq!(answer(&data, "svar").unwrap(), [Some(0.0), Some(1.0)]);
        assert_eq!(Formula::read(&data, "y~x*kon").unwrap().columns.len(), 4);
        assert!(Formula::read(&data, "y~nothing").is_none());
    }
}

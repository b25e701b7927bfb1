//! Tables as statistical offices keep them: dimensions, and one figure for each combination of their values. They
//! become rows with a column a dimension and a column of figures.

use super::declared::{Declared, Part, ValueLabel};
use super::{Cell, Row, Sink};

/// One value of a dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its code, where the file keeps one.
    pub code: Option<String>,
    /// What stands in the cells.
    pub label: String,
}

/// A dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct Dimension {
    /// Its name.
    pub header: String,
    /// What the file says that it holds.
    pub part: Part,
    /// Its values in order.
    pub items: Vec<Item>,
}

/// A table without its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Cube {
    /// What it is about.
    pub title: Option<String>,
    /// Its dimensions, the last of which varies fastest.
    pub dimensions: Vec<Dimension>,
    /// The unit of its figures, where there is one for all.
    pub unit: Option<String>,
}

/// A value as it is shown: a municipality with its code, because `Stockholm` alone is a region too.
pub fn shown(label: &str, code: Option<&str>) -> String {
    let county = |code: &str| code.starts_with("00") || code.ends_with("00");
    let four = |code: &&str| code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_digit()) && !county(code);
    match code.filter(four).filter(|_| label.starts_with(char::is_alphabetic)) {
        Some(code) => format!("{code} {label}"),
        None => label.to_owned(),
    }
}

/// The name of the column of figures where nothing names it.
const VALUE: &str = "värde";

impl Cube {
    /// The only measure, which names the column of figures and is no column itself.
    fn only_measure(&self) -> Option<(usize, &Item)> {
        let (at, dimension) = self.dimensions.iter().enumerate().find(|(_, it)| it.part == Part::Measure)?;
        match dimension.items.as_slice() {
            [only] => Some((at, only)),
            _ => None,
        }
    }

    /// How many figures there are; `None` where that is more than can be counted.
    pub fn size(&self) -> Option<usize> {
        self.dimensions.iter().try_fold(1_usize, |size, dimension| size.checked_mul(dimension.items.len()))
    }

    /// The columns.
    pub fn columns(&self) -> Vec<Declared> {
        let only = self.only_measure();
        let kept = self.dimensions.iter().enumerate().filter(|(at, _)| only.is_none_or(|(measure, _)| *at != measure));
        let mut columns: Vec<Declared> = kept
            .map(|(_, dimension)| {
                let coded = |item: &Item| Some((item.code.clone()?, item.label.clone()));
                let labels = dimension.items.iter().filter_map(coded);
                Declared {
                    labels: labels.map(|(value, label)| ValueLabel { value, label }).collect(),
                    labelled: dimension.items.iter().any(|item| item.code.as_ref().is_some_and(|it| *it != item.label)),
                    ..Declared::new(dimension.header.clone(), Some(dimension.part))
                }
            })
            .collect();
        let header = only.map_or(VALUE, |(_, item)| item.label.as_str());
        columns.push(Declared { unit: self.unit.clone(), ..Declared::new(header, Some(Part::Value)) });
        columns
    }

    /// Passes on one row a figure, in order, as long as there are figures.
    pub fn read<'a>(&'a self, figures: impl Iterator<Item = Cell<'a>>, sink: &mut Sink<'_>) {
        let skipped = self.only_measure().map(|(at, _)| at);
        let mut places = vec![0_usize; self.dimensions.len()];
        for (line, figure) in (1_u64..).zip(figures) {
            let mut cells: Vec<Cell<'_>> = Vec::with_capacity(places.len() + 1);
            for (at, (dimension, place)) in self.dimensions.iter().zip(&places).enumerate() {
                if Some(at) != skipped {
                    cells.push(Cell::text(dimension.items.get(*place).map_or("", |item| item.label.as_str())));
                }
            }
            cells.push(figure);
            if !sink(&Row { line, cells }) || !self.advance(&mut places) {
                return;
            }
        }
    }

    /// The next combination; `false` after the last.
    fn advance(&self, places: &mut [usize]) -> bool {
        for (place, dimension) in places.iter_mut().zip(&self.dimensions).rev() {
            *place += 1;
            if *place < dimension.items.len() {
                return true;
            }
            *place = 0;
        }
        false
    }
}

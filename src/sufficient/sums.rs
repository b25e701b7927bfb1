//! What is kept of respondents who gave the same answer in the same place.

use super::decimal::Decimal;
use super::exact_sum::ExactSum;
use crate::wire::{Read, Write};

/// What is kept of a pattern. A weight is a decimal where it can be, and so is its square; other products are those of
/// binary numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sums {
    /// Respondents.
    pub n: u64,
    /// Σw.
    pub w: ExactSum,
    /// Σw².
    pub w2: ExactSum,
    /// Sums of measured values; apart, because most patterns have none.
    pub values: Option<Box<ValueSums>>,
}

/// What is kept of measured values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValueSums {
    /// Σwy.
    pub wy: ExactSum,
    /// Σw²y.
    pub w2y: ExactSum,
    /// Σw²y².
    pub w2y2: ExactSum,
    /// Σwy².
    pub wy2: ExactSum,
}

impl Sums {
    /// Adds a respondent.
    pub(super) fn push(&mut self, weight: f64, value: Option<f64>) {
        self.n += 1;
        match Decimal::of(weight) {
            Some(weight) => {
                self.w.merge(ExactSum::decimal(weight));
                self.w2.merge(ExactSum::square(weight));
            }
            None => {
                self.w.add(weight);
                self.w2.add(weight * weight);
            }
        }
        if let Some(y) = value {
            let values = self.values.get_or_insert_default();
            values.wy.add(weight * y);
            values.w2y.add(weight * weight * y);
            values.w2y2.add(weight * weight * y * y);
            values.wy2.add(weight * y * y);
        }
    }

    /// Adds other sums.
    pub(super) fn merge(&mut self, other: &Sums) {
        self.n += other.n;
        self.w.merge(other.w);
        self.w2.merge(other.w2);
        if let Some(other) = &other.values {
            let values = self.values.get_or_insert_default();
            values.wy.merge(other.wy);
            values.w2y.merge(other.w2y);
            values.w2y2.merge(other.w2y2);
            values.wy2.merge(other.wy2);
        }
    }

    /// Writes them for another worker.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.number(self.n);
        self.w.write(out);
        self.w2.write(out);
        out.all(self.values.iter(), |out, values| {
            [values.wy, values.w2y, values.w2y2, values.wy2].into_iter().for_each(|sum| sum.write(out));
        });
    }

    /// Reads what another worker wrote.
    pub(super) fn read(from: &mut Read<'_>) -> Option<Sums> {
        let (n, w, w2) = (from.number()?, ExactSum::read(from)?, ExactSum::read(from)?);
        let values = from.all::<_, Vec<ValueSums>>(|from| {
            let (wy, w2y) = (ExactSum::read(from)?, ExactSum::read(from)?);
            Some(ValueSums { wy, w2y, w2y2: ExactSum::read(from)?, wy2: ExactSum::read(from)? })
        })?;
        Some(Sums { n, w, w2, values: values.into_iter().next().map(Box::new) })
    }
}

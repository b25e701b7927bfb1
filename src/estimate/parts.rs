//! Parts of a sample that are not shown by themselves: the rest of a nation, the other levels of a group, what answers
//! stand for.

use crate::estimate::survey::{AtomPlace, SurveySample};
use crate::estimate::{Basis, Estimate, Status};
use crate::statistics::taylor_linearisation::LinearisedMean;
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;

impl SurveySample {
    /// The estimate over some atoms with its scores, to be compared with.
    pub fn part(&self, atoms: &[usize]) -> Option<Estimate> {
        let LinearisedMean { mean, n, scores, .. } = self.linearised(atoms)?;
        let none = Estimate::none("contrast", Status::Ok, Some(n as f64));
        Some(Estimate { value: Some(mean), basis: Basis::Survey(scores), ..none })
    }

    /// The atoms of everyone with another known level of a group.
    pub fn other_levels(
        &self,
        region: Option<Region>,
        period: Option<Period>,
        (index, level): (usize, &str),
    ) -> Vec<usize> {
        self.valid(region, period, |place| place.groups.get(index).is_some_and(|own| !own.is_empty() && own != level))
    }

    /// Respondents of a region and period, whatever they answered.
    pub fn respondents(&self, region: Option<Region>, period: Option<Period>) -> u64 {
        let inside = |place: &&AtomPlace| place.period == period && region.is_none_or(|region| place.region == region);
        let atoms = self.places.iter().zip(&self.sample.atoms).filter(|(place, _)| inside(place));
        atoms.map(|(_, atom)| atom.n).sum()
    }

    /// The sum of the weights of some atoms.
    pub fn weight(&self, atoms: &[usize]) -> f64 {
        atoms.iter().filter_map(|atom| self.sample.atoms.get(*atom)).map(|atom| atom.w).sum()
    }

    /// Whether two measures were laid out over the same respondents, each in a place of its own.
    pub fn same_rows(&self, other: &SurveySample) -> bool {
        let in_order = self.rows.windows(2).all(|pair| pair.first() < pair.last());
        !self.rows.is_empty() && in_order && self.rows == other.rows
    }
}

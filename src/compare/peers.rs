//! A region against the regions most like it: the unweighted mean of Kolada's group for health care, the members of
//! `www/reference/regions.json`.
//!
//! The peers' values come from the same file where it holds most of them, else from the built-in figures of the same
//! period. Peers whose answers are too few to be shown are not in the mean: with it and the others they could be found.
//! Indirectly standardised ratios have each region's own population as their standard and are not averaged.
//! Within one sample the mean is taken over the scores, with the covariance; else the regions are independent.

use crate::compare::hold::First;
use crate::compare::{Against, Bench, Comparison, Outcome, Population, Side};
use crate::estimate::survey::SurveySample;
use crate::estimate::{Basis, Domain, Estimate, Origin, published};
use crate::plan::Compare;
use crate::statistics::contrast::contrast;
use crate::statistics::difference_independent;
use crate::statistics::taylor_linearisation::Scores;
use crate::statistics::unweighted_mean::unweighted_mean;
use crate::vocabulary::region::Region;

/// Of seven; a mean of fewer says little about the group.
const FEWEST: usize = 4;

impl Bench<'_> {
    /// Adds the comparison; says whether the file has peers, but too few.
    pub(crate) fn against_peers(
        &self,
        domain: &Domain,
        estimate: &Estimate,
        comparisons: &mut Vec<Comparison>,
    ) -> bool {
        let own_standard = matches!(estimate.basis, Basis::Expected { .. });
        let alone = domain.region.is_nation() || estimate.unit || own_standard || self.counts_things();
        if alone || !self.wants(Compare::Peers) {
            return false;
        }
        let Some(area) = self.catalogue.area(domain.region) else { return false };
        let in_file = self.peers_measured(domain, &area.peers);
        let enough = in_file.len() >= FEWEST;
        let found = if enough { in_file.clone() } else { self.peers_built_in(domain, &area.peers) };
        if found.len() < FEWEST {
            return !in_file.is_empty();
        }
        let (value, outcome) = self.against_mean(domain, estimate, &found);
        let against = self.peers(domain, &found, value);
        let no_spread = found.iter().any(|(_, peer)| peer.basis == Basis::NoSpread);
        let first = First::of(domain, estimate);
        let first = First { no_spread: first.no_spread || no_spread, ..first };
        let first = if against.side == Side::Data { first } else { first.against_fixed(estimate) };
        comparisons.push(self.comparison(Compare::Peers, first, against, outcome));
        false
    }

    fn peers(&self, domain: &Domain, found: &[(Region, Estimate)], value: Option<f64>) -> Against {
        let numbers: Option<Vec<f64>> = found.iter().map(|(_, estimate)| estimate.n).collect();
        let side = match found.first().map(|(_, estimate)| estimate.origin) {
            Some(Origin::Reference) | None => Side::Reference,
            Some(_) if self.sample().is_some() => Side::Data,
            Some(_) => Side::File,
        };
        let n = numbers.map(|all| all.iter().sum());
        let regions = found.iter().map(|(region, _)| *region).collect();
        let nation = domain.in_region(Region::NATION);
        Against { regions, ..Against::new(Population::Peers, nation, (value, n), side) }
    }

    fn peers_measured(&self, domain: &Domain, peers: &[Region]) -> Vec<(Region, Estimate)> {
        let shown = |other: &&Estimate| other.value.is_some() && !self.plan.disclosure.hides(other.n);
        let found = |peer: &Region| self.measured.estimates.get(&domain.in_region(*peer)).filter(shown).cloned();
        peers.iter().filter_map(|peer| Some((*peer, found(peer)?))).collect()
    }

    fn peers_built_in(&self, domain: &Domain, peers: &[Region]) -> Vec<(Region, Estimate)> {
        let indicator = self.indicator().filter(|_| domain.group.is_none());
        let place = indicator.zip(domain.period).zip(self.measured.measure.factor);
        let Some(((indicator, period), factor)) = place else { return Vec::new() };
        let figure = |peer: &Region| {
            let figure = self.reference.figure(&indicator.id, *peer, period)?;
            Some((*peer, published::one(figure, factor, Origin::Reference)))
        };
        peers.iter().filter_map(figure).collect()
    }

    fn against_mean(
        &self,
        domain: &Domain,
        estimate: &Estimate,
        peers: &[(Region, Estimate)],
    ) -> (Option<f64>, (Outcome, &'static str)) {
        let all: Vec<_> = peers.iter().filter_map(|(_, it)| Some((it.value?, it.se, it.df))).collect();
        let Some((mean, side)) = unweighted_mean(&all) else { return (None, (Outcome::Untested(None), "none")) };
        let Some(value) = estimate.value else { return (Some(mean), (Outcome::Untested(None), "none")) };
        let confidence = self.plan.confidence;
        let (test, method) = match (&estimate.basis, self.sample().zip(mean_scores(peers))) {
            (Basis::Survey(own), Some((sample, theirs))) => {
                let df = sample.df_of_period.get(&domain.period).copied();
                let scores = own.plus(-1.0, &theirs);
                let test = df.and_then(|df| contrast(&sample.sample, value - mean, &scores, df, confidence));
                (test, "contrast")
            }
            _ => {
                let own = estimate.se.map(|se| difference_independent::Side { value, se, df: estimate.df });
                let test = own
                    .zip(side)
                    .and_then(|(own, other)| difference_independent::difference_independent(own, other, confidence));
                (test, "unweighted_mean")
            }
        };
        let outcome = match test {
            Some(test) => (Outcome::Tested(test), method),
            None => (Outcome::Untested(Some(value - mean)), "none"),
        };
        (Some(mean), outcome)
    }

    pub(crate) fn sample(&self) -> Option<&SurveySample> {
        self.measured.sample.as_ref()
    }
}

/// The scores of the mean, where every peer has scores.
fn mean_scores(peers: &[(Region, Estimate)]) -> Option<Scores> {
    let share = 1.0 / peers.len() as f64;
    peers.iter().try_fold(Scores::default(), |sum, (_, estimate)| match &estimate.basis {
        Basis::Survey(scores) => Some(sum.plus(share, scores)),
        _ => None,
    })
}

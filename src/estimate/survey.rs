//! Survey patterns → shares and means with their linearised scores.

use crate::error::{Error, ErrorCode};
use crate::estimate::design::DesignError;
use crate::estimate::extent::Extent;
use crate::estimate::linearise::Estimator;
use crate::estimate::measure::MeasureInfo;
use crate::estimate::rows::Rows;
use crate::estimate::words::Words;
use crate::estimate::{AnswerShare, Basis, Distribution, Domain, Estimate, Measured, Origin, Status};
use crate::filled::Filled;
use crate::finding::Position;
use crate::plan::{IntervalKind, Measure, MeasureType, Plan};
use crate::statistics::mean_student::mean_student;
use crate::statistics::multistage_variance::Lonely;
use crate::statistics::proportion_arcsine::proportion_arcsine;
use crate::statistics::proportion_beta::proportion_beta;
use crate::statistics::proportion_likelihood::proportion_likelihood;
use crate::statistics::proportion_logit::proportion_logit;
use crate::statistics::proportion_wilson::proportion_wilson;
use crate::statistics::survey_design::SurveyDesign;
use crate::statistics::taylor_linearisation::{Atom, LinearisedMean, Sample, Stratum, variance};
use crate::sufficient::detail::Detail;
use crate::sufficient::patterns::{Given, Patterns, PlacePatterns};
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use crate::vocabulary::scale::Scale;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

/// A sample with what its atoms belong to.
#[derive(Debug, Clone, Default)]
pub struct SurveySample {
    /// The atoms and strata.
    pub sample: Sample,
    /// Degrees of freedom of each period's design: its units minus its strata.
    pub df_of_period: BTreeMap<Option<Period>, f64>,
    /// Degrees of freedom of the whole design.
    pub df: f64,
    /// Strata with one sampling unit.
    pub lonely: u64,
    /// Regions with respondents.
    pub regions: BTreeSet<Region>,
    /// Whether any weight differs from 1.
    pub weighted: bool,
    /// What is estimated of a domain.
    pub(super) estimator: Estimator,
    /// Lines of the file, where every atom is a respondent.
    pub(super) rows: Vec<u64>,
    pub(super) places: Vec<AtomPlace>,
    belongs: Vec<Belongs>,
    /// The answers that were given, in the order of the alphabet.
    pub(super) given: Vec<String>,
    /// The places with their atoms that have a valid answer, by period and region, and by period alone.
    inside: FxHashMap<(Option<Period>, Option<Region>), Vec<PlaceAtoms>>,
}

#[derive(Debug, Clone)]
pub(super) struct AtomPlace {
    pub(super) region: Region,
    pub(super) period: Option<Period>,
    pub(super) groups: Rc<[Rc<str>]>,
}

/// A place, and its atoms.
type PlaceAtoms = (usize, Range<usize>);

/// What an atom belongs to: its place, and its answer's among those given.
#[derive(Debug, Clone, Copy)]
struct Belongs {
    place: u32,
    answer: Option<u32>,
}

impl SurveySample {
    /// Lays out a measure with the design of the plan.
    ///
    /// # Errors
    /// [`ErrorCode::DesignNotSupported`] where the data do not allow the design, or files have different ones.
    pub fn of_plan(patterns: &Patterns, measure: &Measure, plan: &Plan) -> Result<SurveySample, Error> {
        let Some(rows) = Rows::new(patterns) else { return Ok(SurveySample::new(patterns, measure)) };
        let refused = |part: &str| Error::new(ErrorCode::DesignNotSupported).with("part", part);
        let mut designs = plan.files.iter().filter_map(|file| file.design.as_ref());
        let design = designs.next();
        if designs.any(|other| Some(other) != design) {
            return Err(refused("files"));
        }
        let built = rows.design(design).map_err(|error| match error {
            DesignError::Column(name) => Error::new(ErrorCode::PlanColumn).at(Position::default().column(&name)),
            DesignError::Part(part) => refused(part),
        })?;
        Ok(SurveySample::of_rows(&rows, built, measure))
    }

    fn of_rows(rows: &Rows<'_>, design: SurveyDesign, measure: &Measure) -> SurveySample {
        let mut words = Words::new(rows.patterns().map(|pattern| pattern.given));
        let mut layout = SurveySample { weighted: rows.weighted(), rows: rows.lines(), ..SurveySample::default() };
        let values = rows.detail(Detail::VALUE);
        let mut periods: BTreeMap<Option<Period>, Vec<bool>> = BTreeMap::new();
        let count = design.weights.len();
        for (row, ((pattern, value), weight)) in rows.patterns().zip(&values).zip(&design.weights).enumerate() {
            let place = words.place(&pattern.place);
            layout.belongs.push(Belongs { place: row as u32, answer: words.answer(pattern.given) });
            if let Some(inside) = periods.entry(place.period).or_insert_with(|| vec![false; count]).get_mut(row) {
                *inside = true;
            }
            let y = match pattern.given {
                Given::Measured => *value,
                given => worth(given, measure),
            };
            layout.weighted |= *weight != 1.0;
            layout.sample.atoms.push(Atom::constant(0, None, 1, *weight, weight * weight, y));
            let valid = if pattern.given == Given::Missing { row + 1 } else { row };
            layout.push(place, valid..row + 1);
        }
        (layout.given, layout.regions) = (words.given, words.regions.into_values().filled());
        layout.df_of_period =
            periods.iter().map(|(period, inside)| (*period, design.degrees_of_freedom(inside))).filled();
        layout.df = design.degrees_of_freedom(&vec![true; count]);
        if let Some(stage) = design.stages.first().filter(|_| design.lonely == Lonely::Fail) {
            let lonely = stage.drawn.iter().zip(&stage.stratum).filter(|(drawn, _)| **drawn == 1.0);
            layout.lonely = lonely.map(|(_, stratum)| stratum).filled::<BTreeSet<&_>>().len() as u64;
        }
        layout.estimator = Estimator::new(measure, values, rows.detail(Detail::BELOW));
        layout.sample.design = Some(design);
        layout
    }

    /// Adds a place, and its atoms with a valid answer.
    fn push(&mut self, place: AtomPlace, valid: Range<usize>) {
        for within in [None, Some(place.region)].into_iter().filter(|_| !valid.is_empty()) {
            self.inside.entry((place.period, within)).or_default().push((self.places.len(), valid.clone()));
        }
        self.places.push(place);
    }

    /// Lays out the patterns of a measure.
    pub fn new(patterns: &Patterns, measure: &Measure) -> SurveySample {
        let by_place = patterns.by_place();
        let mut words = Words::new(by_place.iter().flat_map(|it| &it.answers).map(|(given, _)| *given));
        let mut layout = SurveySample::default();
        let count = by_place.iter().map(|it| it.answers.len()).sum();
        layout.sample.atoms.reserve_exact(count);
        layout.belongs.reserve_exact(count);
        layout.places.reserve_exact(by_place.len());
        let mut names: Vec<&str> = Vec::new();
        let (mut unit, mut units) = (None, 0);
        let mut rows: BTreeMap<Option<Period>, Extent> = BTreeMap::new();
        let mut whole = Extent::default();
        for PlacePatterns { place, answers } in &by_place {
            // They come in the order of strata and units.
            if names.last() != Some(&place.stratum) {
                names.push(place.stratum);
                unit = None;
            }
            if place.unit.is_some() && place.unit != unit {
                (unit, units) = (place.unit, units + 1);
            }
            let own = (names.len() - 1, place.unit.map(|_| units - 1));
            let belongs = words.place(place);
            let n = answers.iter().map(|(_, sums)| sums.n).sum();
            let weighs = place.detail != Detail::WEIGHTLESS;
            rows.entry(belongs.period).or_default().add(own, n, weighs);
            whole.add(own, n, weighs);
            let missing = answers.iter().take_while(|(given, _)| *given == Given::Missing).count();
            let atoms = layout.sample.atoms.len()..layout.sample.atoms.len() + answers.len();
            for (given, sums) in answers {
                let (w, w2) = (sums.w.value(), sums.w2.value());
                layout.weighted |= w != sums.n as f64;
                let (stratum, unit) = own;
                layout.sample.atoms.push(if let Some(values) = &sums.values {
                    let [wy, w2y, w2y2, wy2] = [values.wy, values.w2y, values.w2y2, values.wy2].map(|sum| sum.value());
                    Atom { stratum, unit, n: sums.n, w, w2, wy, w2y, w2y2, wy2 }
                } else {
                    Atom::constant(stratum, unit, sums.n, w, w2, worth(*given, measure))
                });
                let place = layout.places.len() as u32;
                layout.belongs.push(Belongs { place, answer: words.answer(*given) });
            }
            layout.push(belongs, atoms.start + missing..atoms.end);
        }
        (layout.given, layout.regions) = (words.given, words.regions.into_values().filled());
        for (stratum, name) in names.into_iter().enumerate() {
            let units = whole.units_in(stratum);
            layout.lonely += u64::from(units == 1);
            let fraction = match patterns.population(name) {
                None => 0.0,
                Some(share) if share <= 1.0 => share,
                Some(population) => units as f64 / population,
            };
            layout.sample.strata.push(Stratum { units, fraction: fraction.min(1.0) });
        }
        layout.df = whole.df();
        layout.estimator = Estimator::new(measure, Vec::new(), Vec::new());
        layout.df_of_period = rows.into_iter().map(|(period, extent)| (period, extent.df())).filled();
        layout
    }

    /// Degrees of freedom of the design of an atom's period.
    pub(super) fn df_at(&self, atom: usize) -> Option<f64> {
        self.df_of_period.get(&self.place(atom)?.period).copied()
    }

    /// Where the respondents of an atom belong.
    pub(super) fn place(&self, atom: usize) -> Option<&AtomPlace> {
        self.places.get(self.belongs.get(atom)?.place as usize)
    }

    /// Which of those given their answer is.
    pub(super) fn answer(&self, atom: usize) -> Option<usize> {
        self.belongs.get(atom)?.answer.map(|answer| answer as usize)
    }

    pub(super) fn valid(
        &self,
        region: Option<Region>,
        period: Option<Period>,
        wanted: impl Fn(&AtomPlace) -> bool,
    ) -> Vec<usize> {
        let inside = self.inside.get(&(period, region)).into_iter().flatten();
        let wanted = inside.filter(|(place, _)| self.places.get(*place).is_some_and(&wanted));
        wanted.flat_map(|(_, atoms)| atoms.clone()).collect()
    }

    /// The answers of the sample in the order of their scale, the most positive first; answers of no known scale stand
    /// in the order of the plan and the alphabet.
    fn answers(&self, measure: &Measure) -> Vec<String> {
        let given: Vec<&str> = self.given.iter().map(String::as_str).collect();
        match Scale::recognise(&given) {
            Some(scale) => scale.answers,
            None => {
                let (first, rest): (Vec<&str>, Vec<&str>) =
                    given.iter().partition(|answer| measure.positive.iter().any(|it| it == *answer));
                first.into_iter().chain(rest).map(str::to_owned).collect()
            }
        }
    }

    fn distribution(&self, atoms: &[usize], measure: &Measure, answers: &[String]) -> Distribution {
        let mut counts = vec![(0, 0.0); self.given.len()];
        for index in atoms {
            if let Some(atom) = self.sample.atoms.get(*index)
                && let Some(count) = self.answer(*index).and_then(|answer| counts.get_mut(answer))
            {
                count.0 += atom.n;
                count.1 += atom.w;
            }
        }
        let counts: BTreeMap<&str, (u64, f64)> = self.given.iter().map(String::as_str).zip(counts).filled();
        let counts: BTreeMap<&str, (u64, f64)> = answers
            .iter()
            .map(|answer| (answer.as_str(), counts.get(answer.as_str()).copied().unwrap_or_default()))
            .filled();
        let weight: f64 = counts.values().map(|(_, w)| w).sum();
        let share = |answer: &String| {
            let (n, w) = counts.get(answer.as_str()).copied().unwrap_or_default();
            AnswerShare {
                answer: answer.clone(),
                positive: measure.positive.contains(answer),
                n: Some(n),
                share: (weight > 0.0).then_some(w / weight),
            }
        };
        Distribution { n: counts.values().map(|(n, _)| n).sum(), answers: answers.iter().map(share).collect() }
    }
}

/// What an answer of a scale counts for.
fn worth(given: Given<'_>, measure: &Measure) -> f64 {
    let positive = given.category().is_some_and(|answer| measure.positive.iter().any(|it| it == answer));
    f64::from(u8::from(positive))
}

/// All estimates of a survey measure: every region, period and group level, and the nation where `national`.
pub fn estimate(
    layout: SurveySample,
    measure: &Measure,
    info: MeasureInfo,
    groups: &[String],
    national: bool,
    confidence: f64,
) -> Measured {
    let mut measured = Measured {
        measure: info,
        estimates: BTreeMap::new(),
        sample: None,
        distributions: BTreeMap::new(),
        inputs: BTreeMap::new(),
    };
    type Part = (Option<(String, String)>, Option<usize>);
    let mut parts: Vec<Part> = vec![(None, None)];
    for (index, name) in groups.iter().enumerate() {
        parts.extend(layout.levels(index).into_iter().map(|level| (Some((name.clone(), level)), Some(index))));
    }
    let mut regions: Vec<Region> = layout.regions.iter().copied().collect();
    if national && measure.r#type != MeasureType::Total {
        regions.insert(0, Region::NATION);
    }
    let answers = layout.answers(measure);
    let periods: Vec<Option<Period>> = layout.df_of_period.keys().copied().collect();
    for period in periods {
        for region in &regions {
            for (group, index) in &parts {
                let within = group.as_ref().zip(*index).map(|((_, level), index)| (index, level.as_str()));
                let atoms = layout.atoms((!region.is_nation()).then_some(*region), period, within);
                if atoms.is_empty() && (group.is_some() || region.is_nation()) {
                    continue;
                }
                let domain = Domain { region: *region, period, group: group.clone() };
                let df = layout.df_of_period.get(&period).copied();
                measured.estimates.insert(domain.clone(), one(&layout, &atoms, measure, df, confidence));
                if measure.r#type == MeasureType::Proportion && group.is_none() {
                    measured.distributions.insert(domain, layout.distribution(&atoms, measure, &answers));
                }
            }
        }
    }
    measured.sample = Some(layout);
    measured
}

/// The method that a measure has where its interval does not choose another.
fn usual_method(measure: &Measure) -> &'static str {
    match (measure.r#type, measure.interval) {
        (MeasureType::Proportion, IntervalKind::Mean) => "mean_student",
        (MeasureType::Proportion, _) => "proportion_logit",
        (MeasureType::Total, _) => "survey_total",
        (MeasureType::Ratio, _) => "survey_ratio",
        (MeasureType::Quantile, _) => "survey_quantile",
        _ => "mean_student",
    }
}

fn one(layout: &SurveySample, atoms: &[usize], measure: &Measure, df: Option<f64>, confidence: f64) -> Estimate {
    let linearised = layout.linearised(atoms);
    let share = measure.r#type == MeasureType::Proportion;
    let Some(LinearisedMean { mean, n, spread, kish_n, scores, .. }) = linearised else {
        return Estimate::none(usual_method(measure), Status::Inestimable, Some(0.0));
    };
    let spread_of_units = variance(&layout.sample, &scores);
    if layout.has_no_spread(atoms, spread_of_units, (mean, spread)) {
        let none = Estimate::none(usual_method(measure), Status::Ok, Some(n as f64));
        return Estimate { value: Some(mean), basis: Basis::NoSpread, df, ..none };
    }
    let se = spread_of_units.map(f64::sqrt);
    let n_effective = match se.filter(|_| measure.r#type == MeasureType::Proportion || measure.r#type.is_mean()) {
        Some(se) if se > 0.0 => Some(spread / (se * se)),
        _ => Some(kish_n),
    };
    let keeps_all = layout.sample.design.as_ref().is_some_and(SurveyDesign::keeps_all);
    let rows = if keeps_all { layout.sample.atoms.len() as f64 } else { n as f64 };
    // Answers that weigh nothing are among those that Korn and Graubard's interval counts, as in R, but in no likelihood.
    let weighing = || {
        let own = atoms.iter().filter_map(|atom| layout.sample.atoms.get(*atom)).filter(|atom| atom.w > 0.0);
        own.map(|atom| atom.n).sum::<u64>() as f64
    };
    let (method, interval) = match (share, measure.interval, se) {
        (true, kind, Some(se)) if kind == IntervalKind::Wilson || (kind != IntervalKind::Mean && se <= 0.0) => {
            ("proportion_wilson", n_effective.and_then(|n| proportion_wilson(mean, n, confidence)))
        }
        (true, IntervalKind::Logit, Some(se)) => ("proportion_logit", proportion_logit(mean, se, df, confidence)),
        (true, IntervalKind::Beta, Some(se)) => {
            let n = if keeps_all { weighing() } else { n as f64 };
            ("proportion_beta", df.and_then(|df| proportion_beta(mean, se, n, df, confidence)))
        }
        (true, IntervalKind::Asin, Some(se)) => ("proportion_arcsine", proportion_arcsine(mean, se, df, confidence)),
        (true, IntervalKind::Likelihood, Some(se)) => {
            ("proportion_likelihood", proportion_likelihood(mean, se, (weighing(), rows), df, confidence))
        }
        (_, _, Some(_)) if measure.r#type == MeasureType::Quantile => {
            ("survey_quantile", layout.quantile_limits(atoms, df, confidence))
        }
        (_, _, Some(se)) => (usual_method(measure), mean_student(mean, se, df, confidence)),
        (_, _, None) => (usual_method(measure), None),
    };
    Estimate {
        n: Some(n as f64),
        n_effective,
        value: Some(mean),
        se,
        interval,
        df,
        method,
        status: Status::Ok,
        origin: Origin::File,
        basis: Basis::Survey(scores),
        unit: false,
    }
}

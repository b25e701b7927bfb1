//! Tables in the common form: case, dataset, call, stat, level, estimate, se, lower, upper, conf, df, p, note.

use crate::oracle::data::{Dataset, Level, both, outside};
use crate::oracle::design::{self, CaseDesign};
use crate::oracle::question::{self, Adjustment, Call, Groups, ShareInterval};
use crate::oracle::report::{Report, Verdict};
use crate::oracle::rows::{Row, Rows};
use crate::oracle::survey::{Combined, Obstacle, Survey};
use crate::oracle::tolerance::Tolerance;
use anyhow::Result;
use rikssnitt::statistics::{benjamini_hochberg::benjamini_hochberg, holm::holm};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The columns that make a table one of these.
pub const COLUMNS: &[&str] = &["case", "dataset", "call", "stat", "level", "estimate", "se", "lower", "upper", "p"];
const USUAL_CONFIDENCE: f64 = 0.95;

/// A case of a design with its data.
pub struct Case {
    pub data: Dataset,
    pub survey: Survey,
}

/// What the core answers to a row.
#[derive(Debug, Default)]
pub struct Found {
    pub estimate: Option<f64>,
    pub se: Option<f64>,
    pub lower: Option<f64>,
    pub upper: Option<f64>,
    pub df: Option<f64>,
    pub p: Option<f64>,
    /// Degrees of freedom of a denominator, which the note states.
    pub ddf: Option<f64>,
    /// Whether the core's answer is exact where R's is read off a table.
    pub tabled: bool,
}

/// Runs a table of a folder.
pub fn run(folder: &Path, table: &Rows) -> Result<Report> {
    let designs = design::read(folder)?;
    let mut cases: HashMap<(String, String), Result<Case, String>> = HashMap::new();
    let mut report = Report::default();
    for row in table.iter() {
        let key = (row.text("case").to_owned(), row.text("dataset").to_owned());
        let verdict = match question::read(row.text("call")) {
            None => Verdict::NotRun(format!("call {}", row.text("call"))),
            Some(call) => match cases.entry(key).or_insert_with_key(|key| set_up(folder, table, &designs, key)) {
                Err(why) => Verdict::NotRun(why.clone()),
                Ok(case) => verdict(row, &call, case),
            },
        };
        report.row(row.line(), vec![verdict]);
    }
    Ok(report)
}

fn set_up(folder: &Path, table: &Rows, designs: &[CaseDesign], key: &(String, String)) -> Result<Case, String> {
    let (name, dataset) = key;
    let of_dataset = |design: &&CaseDesign| design.dataset.as_deref().is_none_or(|own| own == dataset);
    let matching = |design: &&CaseDesign| design.case == *name && of_dataset(design);
    // A case without a design of its own changes the weights of respondents drawn one by one, as its call says.
    let reweighted =
        table.iter().filter(|row| row.text("case") == name).all(|row| row.text("call").contains(" after "));
    let alone = |design: &&CaseDesign| of_dataset(design) && design.design.as_ref().is_ok_and(|it| it.ids.is_empty());
    let first = || designs.iter().find(alone).filter(|_| reweighted);
    let design = designs.iter().find(matching).or_else(first).ok_or(format!("case {name} has no design"))?;
    let design = design.design.as_ref().map_err(Clone::clone)?;
    let path = dataset_path(folder, dataset).ok_or(format!("no data set {dataset}"))?;
    let rows = Rows::read(&path).map_err(|error| format!("{error:#}"))?;
    let of_case = table.iter().filter(|row| row.text("case") == name);
    let grouped_by = of_case.filter_map(|row| question::by_column(row.text("note"))).map(str::to_owned).collect();
    let data = Dataset { rows, grouped_by };
    let survey = Survey::new(&data, design, folder)?;
    Ok(Case { data, survey })
}

/// A data set lies beside the table or in its folder `input`.
pub fn dataset_path(folder: &Path, dataset: &str) -> Option<PathBuf> {
    [folder.join(dataset), folder.join("input").join(dataset)].into_iter().find(|path| path.is_file())
}

fn verdict(row: Row<'_>, call: &Call, case: &Case) -> Verdict {
    let what = || [row.text("case"), row.text("call"), row.text("stat"), row.text("level")].join(" | ");
    match case.answer(row, call) {
        Err(Obstacle::NotUnderstood(why)) => Verdict::NotRun(why),
        Err(Obstacle::Inestimable(why)) => Verdict::Failed(format!("{}: {why}", what())),
        Ok(found) => match disagreements(row, &found).as_slice() {
            [] => Verdict::Passed,
            some => Verdict::Failed(format!("{}: {}", what(), some.join("; "))),
        },
    }
}

/// Every filled cell of the row that the answer differs from or does not have.
fn disagreements(row: Row<'_>, found: &Found) -> Vec<String> {
    let limit = if found.tabled { Tolerance::TABLED } else { Tolerance::ESTIMATE };
    let checks = [
        ("estimate", found.estimate, Tolerance::ESTIMATE),
        ("se", found.se, Tolerance::ESTIMATE),
        ("lower", found.lower, limit),
        ("upper", found.upper, limit),
        ("df", found.df, Tolerance::ESTIMATE),
        ("p", found.p, Tolerance::PROBABILITY),
    ];
    let mut differing = Vec::new();
    let mut compared = 0;
    for (name, ours, tolerance) in checks {
        let Some(expected) = row.number(name) else { continue };
        compared += 1;
        match ours {
            Some(ours) if tolerance.agrees(ours, expected) => {}
            Some(ours) => differing.push(format!("{name} {ours} expected {expected}")),
            None => differing.push(format!("{name} none expected {expected}")),
        }
    }
    let stated = row.text("note").split(';').find_map(|part| part.trim().strip_prefix("ddf=")?.parse::<f64>().ok());
    if let (Some(stated), Some(ours)) = (stated, found.ddf)
        && !Tolerance::NOTE.agrees(ours, stated)
    {
        differing.push(format!("ddf {ours} expected {stated}"));
    }
    if compared == 0 {
        differing.push("the row expects nothing".to_owned());
    }
    differing
}

impl Case {
    fn answer(&self, row: Row<'_>, call: &Call) -> Result<Found, Obstacle> {
        let confidence = row.number("conf").unwrap_or(USUAL_CONFIDENCE);
        match call {
            Call::Mean => {
                self.difference(row, |level| Ok(vec![(1.0, self.rows_of(level))])).map(|c| c.mean(row, confidence))
            }
            Call::MeanBy => self.mean_by(row).map(|c| c.mean(row, confidence)),
            Call::Share(interval) => self.share(row, *interval, confidence),
            Call::PartOfWhole => self.part_of_whole(row, row.text("level")).map(|c| c.test(row, confidence)),
            Call::Rest { model_df } => self.rest(row, *model_df).map(|c| c.test(row, confidence)),
            Call::Change { from, to } => self.change(row, from, to, false).map(|c| c.test(row, confidence)),
            Call::DifferenceInDifferences { from, to } => {
                self.change(row, from, to, true).map(|c| c.test(row, confidence))
            }
            Call::Gap(groups) => self.gap(row, groups).map(|c| c.test(row, confidence)),
            Call::GapChange(groups) => self.gap_change(row, groups).map(|c| c.test(row, confidence)),
            Call::Adjusted(method) => self.adjusted(row, *method),
            other => self.statistic(row, other, confidence),
        }
    }

    pub fn variable(&self, stat: &str) -> Result<Vec<Option<f64>>, Obstacle> {
        Ok(self.data.variable(stat).ok_or_else(|| format!("variable {stat} is not understood"))?)
    }

    pub fn rows_of(&self, level: &Level) -> Vec<bool> {
        both(&self.data.chosen(&level.period), &self.data.chosen(&level.place))
    }

    /// A combination within the level's period: the design of that period gives the degrees of freedom.
    fn difference(
        &self,
        row: Row<'_>,
        terms: impl Fn(&Level) -> Result<Vec<(f64, Vec<bool>)>, Obstacle>,
    ) -> Result<Combined, Obstacle> {
        let level = self.data.level(row.text("level"))?;
        let y = self.variable(row.text("stat"))?;
        self.survey.combine(&y, &terms(&level)?, &self.data.chosen(&level.period))
    }

    /// The level is the value of the column that the note names, with a factor's level after a colon.
    fn mean_by(&self, row: Row<'_>) -> Result<Combined, Obstacle> {
        let column = question::by_column(row.text("note")).ok_or("svyby without a note that says by what")?;
        let (value, stat) = row.text("level").split_once(':').unwrap_or((row.text("level"), row.text("stat")));
        let y = self.variable(stat)?;
        let (own, all) = (self.data.equal(column, value), self.data.all());
        let combined = self.survey.combine(&y, &[(1.0, own.clone())], &own)?;
        Ok(Combined { df: self.survey.degrees_of_freedom(&all), ..combined })
    }

    /// R computes these limits on the subset of rows with an answer; the table's df is that of the level's rows.
    fn share(&self, row: Row<'_>, interval: ShareInterval, confidence: f64) -> Result<Found, Obstacle> {
        let level = self.data.level(row.text("level"))?;
        let rows = self.rows_of(&level);
        let y = self.variable(row.text("stat"))?;
        let answered = both(&rows, &y.iter().map(Option::is_some).collect());
        let combined = self.survey.combine(&y, &[(1.0, answered.clone())], &answered)?;
        let df = combined.df_asked(row);
        let values: Vec<f64> = y.iter().map(|y| y.unwrap_or_default()).collect();
        let by_model = matches!(interval, ShareInterval::Logit | ShareInterval::Likelihood);
        let model = if by_model { Some(self.survey.model_logit(&values, &answered)?) } else { None };
        let limits = match (&model, interval) {
            (Some(model), ShareInterval::Logit) => model.logit(df, confidence),
            _ => combined.share_limits(interval, (df, combined.df), self.survey.counted(&answered), confidence),
        };
        let combined = Combined { value: model.map_or(combined.value, |model| model.value), ..combined };
        let listed = df.map(|_| self.survey.degrees_of_freedom(&rows));
        let tabled = interval == ShareInterval::Likelihood;
        Ok(Found { lower: limits.map(|i| i.low), upper: limits.map(|i| i.high), tabled, ..combined.found(listed) })
    }

    fn part_of_whole(&self, row: Row<'_>, level: &str) -> Result<Combined, Obstacle> {
        let level = self.data.level(level)?;
        let whole = self.data.chosen(&level.period);
        let y = self.variable(row.text("stat"))?;
        self.survey.combine(&y, &[(1.0, self.rows_of(&level)), (-1.0, whole.clone())], &whole)
    }

    fn rest(&self, row: Row<'_>, model_df: bool) -> Result<Combined, Obstacle> {
        let combined = self.difference(row, |level| {
            let region = self.rows_of(level);
            let rest = both(&self.data.chosen(&level.period), &outside(&region));
            Ok(vec![(1.0, region), (-1.0, rest)])
        })?;
        let df = if model_df { combined.df - 1.0 } else { combined.df };
        Ok(Combined { df, ..combined })
    }

    /// Later minus earlier in the level's region, or in the whole; with `against_rest` minus the same in the others.
    fn change(&self, row: Row<'_>, from: &str, to: &str, against_rest: bool) -> Result<Combined, Obstacle> {
        let column = self.data.period_column(from).ok_or_else(|| format!("no column of periods with {from}"))?;
        let place = self.data.chosen(&self.data.level(row.text("level"))?.place);
        let (earlier, later) = (self.data.equal(&column, from), self.data.equal(&column, to));
        let mut terms = vec![(1.0, both(&later, &place)), (-1.0, both(&earlier, &place))];
        if against_rest {
            let others = outside(&place);
            terms.extend([(-1.0, both(&later, &others)), (1.0, both(&earlier, &others))]);
        }
        self.survey.combine(&self.variable(row.text("stat"))?, &terms, &self.data.all())
    }

    fn gap(&self, row: Row<'_>, groups: &Groups) -> Result<Combined, Obstacle> {
        self.difference(row, |level| {
            let rows = self.rows_of(level);
            let group = |value: &str| both(&rows, &self.data.equal(&groups.column, value));
            Ok(vec![(1.0, group(&groups.first)), (-1.0, group(&groups.second))])
        })
    }

    /// Between the first and the last period of the data.
    fn gap_change(&self, row: Row<'_>, groups: &Groups) -> Result<Combined, Obstacle> {
        let (column, periods) = self.data.periods().ok_or("no column of periods")?;
        let (Some(from), Some(to)) = (periods.first(), periods.last()) else { return Err("no periods".into()) };
        let place = self.data.chosen(&self.data.level(row.text("level"))?.place);
        let cell = |period: &String, group: &String| {
            both(&place, &both(&self.data.equal(&column, period), &self.data.equal(&groups.column, group)))
        };
        let terms = [
            (1.0, cell(to, &groups.first)),
            (-1.0, cell(to, &groups.second)),
            (-1.0, cell(from, &groups.first)),
            (1.0, cell(from, &groups.second)),
        ];
        self.survey.combine(&self.variable(row.text("stat"))?, &terms, &self.data.all())
    }

    /// The family is every region of the level's period.
    fn adjusted(&self, row: Row<'_>, method: Adjustment) -> Result<Found, Obstacle> {
        let level = self.data.level(row.text("level"))?;
        let (column, own) = level.place.clone().ok_or("p.adjust for a row without region")?;
        let prefix = level.period.as_ref().map_or(String::new(), |(_, period)| format!("{period} "));
        let regions: Vec<&str> = self.data.values(&column).into_iter().collect();
        let tested = |region: &&str| {
            let combined = self.part_of_whole(row, &format!("{prefix}{region}")).ok()?;
            combined.p(Some(combined.df), USUAL_CONFIDENCE)
        };
        let (names, p): (Vec<&str>, Vec<f64>) =
            regions.iter().filter_map(|region| Some((*region, tested(region)?))).unzip();
        let adjusted = match method {
            Adjustment::Holm => holm(&p),
            Adjustment::BenjaminiHochberg => benjamini_hochberg(&p),
        };
        let place = names.iter().position(|name| *name == own).ok_or("the region has no test to adjust")?;
        Ok(Found { p: adjusted.get(place).copied(), ..Found::default() })
    }
}

impl Combined {
    /// The design's degrees of freedom, or none where the row asks for the normal distribution.
    pub fn df_asked(self, row: Row<'_>) -> Option<f64> {
        (row.number("df") != Some(f64::INFINITY)).then_some(self.df)
    }

    pub fn found(self, df: Option<f64>) -> Found {
        Found {
            estimate: Some(self.value),
            se: Some(self.se),
            df: Some(df.unwrap_or(f64::INFINITY)),
            ..Found::default()
        }
    }

    pub fn mean(self, row: Row<'_>, confidence: f64) -> Found {
        let df = self.df_asked(row);
        let limits = self.student(df, confidence);
        Found { lower: limits.map(|i| i.low), upper: limits.map(|i| i.high), ..self.found(df) }
    }

    pub fn test(self, row: Row<'_>, confidence: f64) -> Found {
        let df = self.df_asked(row);
        Found { p: self.p(df, confidence), ..self.mean(row, confidence) }
    }
}

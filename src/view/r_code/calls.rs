//! The call that gives one estimate, and the one that gives one difference.

use super::file::File;
use super::words::{name, number, text, texts};
use crate::plan::{IntervalKind, Measure, MeasureType};
use crate::view::comparison::ComparisonView;
use crate::view::estimate::EstimateView;

/// What the calls of one measure are made of.
pub struct Calls<'p> {
    /// The file, for its columns.
    pub file: &'p File<'p>,
    /// The measure.
    pub measure: &'p Measure,
    /// Confidence.
    pub confidence: f64,
}

/// Region, period, group and level of one side.
struct Place<'v> {
    region: &'v str,
    period: &'v str,
    group: Option<(&'v str, &'v str)>,
}

const NATION: &str = "00";

impl Calls<'_> {
    fn valid(&self) -> Vec<String> {
        let Measure { column, denominator, missing, .. } = self.measure;
        let mut conditions = vec![format!("!is.na({})", name(column))];
        if !missing.is_empty() {
            conditions.push(format!("!({} %in% {})", name(column), texts(missing)));
        }
        conditions.extend(denominator.iter().map(|column| format!("!is.na({})", name(column))));
        conditions
    }

    fn period(&self, period: &str) -> Option<String> {
        let column = &self.file.period()?.name;
        Some(if self.file.has_dates() {
            format!("substr({}, 1, 4) == {}", name(column), text(period))
        } else {
            format!("{} %in% {}", name(column), texts(self.file.period_texts(period)))
        })
    }

    fn region(&self, region: &str) -> Option<String> {
        let column = self.file.region().filter(|_| region != NATION)?;
        Some(format!("{} %in% {}", name(&column.name), texts(self.file.region_texts(region))))
    }

    fn conditions(&self, place: &Place<'_>) -> Vec<String> {
        let group = place.group.map(|(group, level)| format!("{} %in% {}", name(group), text(level)));
        [self.region(place.region), self.period(place.period), group].into_iter().flatten().collect()
    }

    fn degrees(&self, period: Option<&str>) -> String {
        match period.and_then(|period| self.period(period)) {
            Some(period) => format!("df <- degf(subset(design, {period}))\n"),
            None => "df <- degf(design)\n".to_owned(),
        }
    }

    /// The variable that is averaged.
    fn variable(&self) -> String {
        match self.measure.r#type {
            MeasureType::Proportion => format!("{} %in% {}", name(&self.measure.column), texts(&self.measure.positive)),
            _ => name(&self.measure.column),
        }
    }

    /// The code of an estimate.
    pub fn estimate(&self, it: &EstimateView) -> Option<String> {
        let place =
            Place { region: &it.region, period: &it.period, group: it.group.as_deref().zip(it.level.as_deref()) };
        let part = [self.conditions(&place), self.valid()].concat().join(" & ");
        let part = format!("{}part <- subset(design, {part})\n", self.degrees(Some(&it.period)));
        let level = number(self.confidence);
        let column = name(&self.measure.column);
        let with_limits = |call: String| format!("{part}m <- {call}\nm\nconfint(m, level = {level}, df = df)\n");
        Some(match self.measure.r#type {
            MeasureType::Proportion if it.method == "proportion_wilson" => format!(
                "{part}m <- svymean(~as.numeric({}), part)\nm\np <- coef(m)[[1]]\n{}\nz <- qnorm(1 - (1 - {level}) / 2)\n\
                 (p + z^2 / (2 * n) + c(-1, 1) * z * sqrt(p * (1 - p) / n + z^2 / (4 * n^2))) / (1 + z^2 / n)\n",
                self.variable(),
                effective(it),
            ),
            MeasureType::Proportion if it.method == "proportion_beta" => format!(
                "{part}m <- svymean(~as.numeric({}), part)\nm\np <- coef(m)[[1]]\na <- (1 - {level}) / 2\n\
                 n <- p * (1 - p) / SE(m)[[1]]^2 * (qt(a, nrow(part) - 1) / qt(a, df))^2\n\
                 c(qbeta(a, n * p, n * (1 - p) + 1), qbeta(1 - a, n * p + 1, n * (1 - p)))\n",
                self.variable()
            ),
            MeasureType::Proportion => {
                let method = match self.measure.interval {
                    IntervalKind::Logit | IntervalKind::Wilson | IntervalKind::Beta => "xlogit",
                    IntervalKind::Mean => "mean",
                    IntervalKind::Asin => "asin",
                    IntervalKind::Likelihood => "likelihood",
                };
                format!(
                    "{part}svyciprop(~I({}), part, method = \"{method}\", level = {level}, df = df)\n",
                    self.variable()
                )
            }
            MeasureType::Mean => with_limits(format!("svymean(~{column}, part)")),
            MeasureType::Total => with_limits(format!("svytotal(~{column}, part)")),
            MeasureType::Ratio => {
                let below = self.measure.denominator.as_ref()?;
                with_limits(format!("svyratio(~{column}, ~{}, part)", name(below)))
            }
            MeasureType::Quantile => format!(
                "{part}svyquantile(~{column}, part, {}, alpha = 1 - {level}, interval.type = \"mean\", qrule = {}, df = df)\n",
                number(self.measure.quantile.unwrap_or(0.5)),
                text(self.measure.rule.as_deref().unwrap_or("math"))
            ),
            _ => return None,
        })
    }

    /// The code of a difference within the file: totals of both sides with their covariance.
    pub fn comparison(&self, it: &ComparisonView) -> Option<String> {
        let sided = it.against.source == "data" && matches!(it.method, "part_of_whole" | "contrast");
        let counted = self.measure.r#type.is_of_survey() && self.measure.r#type != MeasureType::Quantile;
        let two_sides = ["nation", "rest", "previous_measurement", "first_measurement", "group_gap"].contains(&it.kind);
        if !sided || !counted || !two_sides || it.difference.is_none() {
            return None;
        }
        let group = it.group.as_deref();
        let mine = Place { region: &it.region, period: &it.period, group: group.zip(it.level.as_deref()) };
        let theirs = Place {
            region: &it.against.region,
            period: &it.against.period,
            group: group.zip(it.against.level.as_deref()),
        };
        let waves = it.period != it.against.period;
        let joined = |conditions: Vec<String>| {
            if conditions.is_empty() { "TRUE".to_owned() } else { conditions.join(" & ") }
        };
        let first = joined(self.conditions(&mine));
        let second = match it.kind {
            "rest" => {
                let others = self.region(&it.region).map(|region| format!("!({region})"));
                joined(others.into_iter().chain(self.period(&it.period)).collect())
            }
            _ => joined(self.conditions(&theirs)),
        };
        let mut code = self.degrees((!waves).then_some(it.period.as_str()));
        code += &format!(
            "both <- subset(design, {} & (({first}) | ({second})))\n\
             both <- update(both, .y = as.numeric({}), .a = as.numeric({first}), .b = as.numeric({second}))\n",
            self.valid().join(" & "),
            self.variable()
        );
        let replicates = if self.file.design.replicates.is_some() { ", return.replicates = TRUE" } else { "" };
        code += &match self.measure.r#type {
            MeasureType::Total => format!(
                "both <- update(both, .ay = .a * .y, .by = .b * .y)\n\
                 d <- svycontrast(svytotal(~.ay + .by, both{replicates}), quote(.ay - .by))\n"
            ),
            MeasureType::Ratio => {
                let below = name(self.measure.denominator.as_ref()?);
                format!(
                    "both <- update(both, .ay = .a * .y, .by = .b * .y, .ax = .a * {below}, .bx = .b * {below})\n\
                     d <- svycontrast(svytotal(~.ay + .ax + .by + .bx, both{replicates}), quote(.ay / .ax - .by / .bx))\n"
                )
            }
            _ => format!(
                "both <- update(both, .ay = .a * .y, .by = .b * .y)\n\
                 d <- svycontrast(svytotal(~.ay + .a + .by + .b, both{replicates}), quote(.ay / .a - .by / .b))\n"
            ),
        };
        code += &format!(
            "d\nconfint(d, level = {}, df = df)\n2 * pt(-abs(coef(d) / SE(d)), df)\n",
            number(self.confidence)
        );
        Some(code)
    }
}

/// Where all answers are alike the standard error says nothing of the sample's size; Kish's number does.
fn effective(it: &EstimateView) -> &'static str {
    match it.se {
        Some(se) if se > 0.0 => "n <- p * (1 - p) / SE(m)[[1]]^2",
        _ => "n <- sum(weights(part, \"sampling\"))^2 / sum(weights(part, \"sampling\")^2)",
    }
}

//! The call that gives one estimate, and the one that gives one difference.

use super::file::File;
use super::words::{name, number, text, texts};
use crate::plan::score::Renormalise;
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
/// The variable of a score in the design.
const SCORE: &str = ".score";

impl Calls<'_> {
    /// What makes the variable that a score is the mean of; nothing for other measures.
    pub fn preparation(&self) -> String {
        let Measure { items, points, positive, missing, renormalise, .. } = self.measure;
        if self.measure.r#type != MeasureType::Score {
            return String::new();
        }
        let worth = if points.is_empty() {
            let none = if missing.is_empty() { String::new() } else { format!(" | x %in% {}", texts(missing)) };
            format!("ifelse(is.na(x){none}, NA, as.numeric(x %in% {}))", texts(positive))
        } else {
            let counted = points.iter().filter(|(answer, _)| !missing.contains(*answer));
            format!(
                "unname(c({})[as.character(x)])",
                counted
                    .map(|(answer, worth)| format!("{} = {}", text(answer), number(*worth)))
                    .collect::<Vec<_>>()
                    .join(", ")
            )
        };
        let equal = match renormalise {
            Renormalise::Proportional => "",
            Renormalise::Equal => "  w[rowSums(is.na(y)) > 0, ] <- 1\n",
        };
        format!(
            "design <- update(design, {SCORE} = (function(...) {{\n  y <- sapply(list(...), function(x) {worth})\n  \
             w <- matrix(c({}), nrow(y), ncol(y), byrow = TRUE)\n{equal}  w[is.na(y)] <- 0\n  \
             ifelse(rowSums(w) > 0, 100 * rowSums(w * y, na.rm = TRUE) / rowSums(w), NA)\n}})({}))\n",
            items.iter().map(|item| number(item.weight.unwrap_or(1.0))).collect::<Vec<_>>().join(", "),
            items.iter().map(|item| name(&item.column)).collect::<Vec<_>>().join(", ")
        )
    }

    /// Whether a part of the design keeps the rows outside it, with the weight zero.
    fn keeps_all(&self) -> bool {
        self.file.design.adjust.is_some() || self.file.design.pps.is_some()
    }

    /// What such a part needs, so that rows outside it may be without a value.
    fn kept(&self) -> &'static str {
        if self.keeps_all() { ", na.rm = TRUE" } else { "" }
    }

    /// What totals that are contrasted need.
    fn options(&self) -> String {
        let replicates = if self.file.design.replicates.is_some() { ", return.replicates = TRUE" } else { "" };
        format!("{}{replicates}", self.kept())
    }

    /// The column of the answers.
    fn column(&self) -> String {
        if self.measure.r#type == MeasureType::Score { SCORE.to_owned() } else { name(&self.measure.column) }
    }

    fn valid(&self) -> Vec<String> {
        let Measure { denominator, missing, .. } = self.measure;
        let column = self.column();
        let mut conditions = vec![format!("!is.na({column})")];
        if !missing.is_empty() && self.measure.r#type != MeasureType::Score {
            conditions.push(format!("!({column} %in% {})", texts(missing)));
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
            _ => self.column(),
        }
    }

    /// The code of an estimate.
    pub fn estimate(&self, it: &EstimateView) -> Option<String> {
        let place =
            Place { region: &it.region, period: &it.period, group: it.group.as_deref().zip(it.level.as_deref()) };
        let part = [self.conditions(&place), self.valid()].concat().join(" & ");
        let part = format!("{}part <- subset(design, {part})\n", self.degrees(Some(&it.period)));
        let level = number(self.confidence);
        let column = self.column();
        let kept = self.kept();
        let with_limits = |call: String| format!("{part}m <- {call}\nm\nconfint(m, level = {level}, df = df)\n");
        Some(match self.measure.r#type {
            _ if it.se.is_none() => return self.value_alone(&part),
            MeasureType::Proportion if it.method == "proportion_wilson" => format!(
                "{part}m <- svymean(~as.numeric({}), part)\nm\np <- coef(m)[[1]]\n{}\nz <- qnorm(1 - (1 - {level}) / 2)\n\
                 (p + z^2 / (2 * n) + c(-1, 1) * z * sqrt(p * (1 - p) / n + z^2 / (4 * n^2))) / (1 + z^2 / n)\n",
                self.variable(),
                effective(it),
            ),
            MeasureType::Proportion if it.method == "proportion_beta" => format!(
                "{part}m <- svymean(~as.numeric({}), part)\nm\np <- coef(m)[[1]]\na <- (1 - {level}) / 2\n\
                 n <- p * (1 - p) / SE(m)[[1]]^2 * (qt(a, {} - 1) / qt(a, df))^2\n\
                 c(qbeta(a, n * p, n * (1 - p) + 1), qbeta(1 - a, n * p + 1, n * (1 - p)))\n",
                self.variable(),
                if self.keeps_all() { "sum(weights(part, \"sampling\") != 0)" } else { "nrow(part)" }
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
            MeasureType::Mean | MeasureType::Score => with_limits(format!("svymean(~{column}, part{kept})")),
            MeasureType::Total => with_limits(format!("svytotal(~{column}, part{kept})")),
            MeasureType::Ratio => {
                let below = self.measure.denominator.as_ref()?;
                with_limits(format!("svyratio(~{column}, ~{}, part{kept})", name(below)))
            }
            MeasureType::Quantile => format!(
                "{part}svyquantile(~{column}, part, {}, alpha = 1 - {level}, interval.type = \"mean\", qrule = {}, df = df{kept})\n",
                number(self.measure.quantile.unwrap_or(0.5)),
                text(self.measure.rule.as_deref().unwrap_or("math"))
            ),
            _ => return None,
        })
    }

    /// The code of a value without a standard error.
    fn value_alone(&self, part: &str) -> Option<String> {
        let kept = self.kept();
        let call = match self.measure.r#type {
            MeasureType::Ratio => {
                let below = name(self.measure.denominator.as_ref()?);
                format!("svyratio(~{}, ~{below}, part{kept})", self.column())
            }
            MeasureType::Quantile => return None,
            MeasureType::Total => format!("svytotal(~{}, part{kept})", self.column()),
            _ => format!("svymean(~as.numeric({}), part{kept})", self.variable()),
        };
        Some(format!("{part}coef({call})\n"))
    }

    /// The code of a difference within the file: totals of both sides with their covariance.
    pub fn comparison(&self, it: &ComparisonView) -> Option<String> {
        let sided = it.against.source == "data" && matches!(it.method, "part_of_whole" | "contrast");
        let counted = self.measure.r#type.is_of_survey() && self.measure.r#type != MeasureType::Quantile;
        let known = ["nation", "rest", "previous_measurement", "first_measurement", "group_gap", "peers", "gap_change"];
        if !sided || !counted || !known.contains(&it.kind) || it.difference.is_none() {
            return None;
        }
        let group = it.group.as_deref();
        if let Some(parts) = self.parts(it) {
            return Some(self.sum_of_parts(it, &parts));
        }
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
        let options = self.options();
        code += &match self.measure.r#type {
            MeasureType::Total => format!(
                "both <- update(both, .ay = .a * .y, .by = .b * .y)\n\
                 d <- svycontrast(svytotal(~.ay + .by, both{options}), quote(.ay - .by))\n"
            ),
            MeasureType::Ratio => {
                let below = name(self.measure.denominator.as_ref()?);
                format!(
                    "both <- update(both, .ay = .a * .y, .by = .b * .y, .ax = .a * {below}, .bx = .b * {below})\n\
                     d <- svycontrast(svytotal(~.ay + .ax + .by + .bx, both{options}), quote(.ay / .ax - .by / .bx))\n"
                )
            }
            _ => format!(
                "both <- update(both, .ay = .a * .y, .by = .b * .y)\n\
                 d <- svycontrast(svytotal(~.ay + .a + .by + .b, both{options}), quote(.ay / .a - .by / .b))\n"
            ),
        };
        code += &format!(
            "d\nconfint(d, level = {}, df = df)\n2 * pt(-abs(coef(d) / SE(d)), df)\n",
            number(self.confidence)
        );
        Some(code)
    }
}

impl Calls<'_> {
    /// The means that a difference of more than two adds up, each with its factor; `None` for a difference of two.
    fn parts(&self, it: &ComparisonView) -> Option<Vec<(f64, String)>> {
        let group = it.group.as_deref();
        let part = |region: &str, period: &str, level: Option<&str>| {
            self.conditions(&Place { region, period, group: group.zip(level) }).join(" & ")
        };
        let (level, base) = (it.level.as_deref(), it.against.level.as_deref());
        Some(match it.kind {
            "peers" => {
                let share = -1.0 / it.against.regions.len() as f64;
                let peers = it.against.regions.iter().map(|region| (share, part(region, &it.period, level)));
                std::iter::once((1.0, part(&it.region, &it.period, level))).chain(peers).collect()
            }
            "gap_change" => vec![
                (1.0, part(&it.region, &it.period, level)),
                (-1.0, part(&it.region, &it.period, base)),
                (-1.0, part(&it.region, &it.against.period, level)),
                (1.0, part(&it.region, &it.against.period, base)),
            ],
            _ => return None,
        })
    }

    /// The code of a sum of means: the totals of each part with their covariance.
    fn sum_of_parts(&self, it: &ComparisonView, parts: &[(f64, String)]) -> String {
        let names: Vec<String> = (1..=parts.len()).map(|number| format!(".p{number}")).collect();
        let each = |text: &dyn Fn(&str) -> String| names.iter().map(|name| text(name)).collect::<Vec<_>>();
        let indicators = parts.iter().zip(&names).map(|((_, part), name)| format!("{name} = as.numeric({part})"));
        let below = match (self.measure.r#type, &self.measure.denominator) {
            (MeasureType::Ratio, Some(column)) => name(column),
            _ => "1".to_owned(),
        };
        let sums = each(&|own| format!("{own}y = {own} * .y, {own}x = {own} * {below}")).join(", ");
        let totals = each(&|own| format!("{own}y + {own}x"));
        let total = self.measure.r#type == MeasureType::Total;
        let value = |own: &str| if total { format!("{own}y") } else { format!("{own}y / {own}x") };
        let terms = parts.iter().zip(&names).map(|((factor, _), own)| format!("{} * {}", number(*factor), value(own)));
        let waves = it.kind == "gap_change";
        let options = self.options();
        format!(
            "{}both <- update(subset(design, {}), .y = as.numeric({}), {})\nboth <- update(both, {sums})\n\
             d <- svycontrast(svytotal(~{}, both{options}), quote({}))\nd\nconfint(d, level = {}, df = df)\n\
             2 * pt(-abs(coef(d) / SE(d)), df)\n",
            self.degrees((!waves).then_some(it.period.as_str())),
            self.valid().join(" & "),
            self.variable(),
            indicators.collect::<Vec<_>>().join(", "),
            totals.join(" + "),
            terms.collect::<Vec<_>>().join(" + "),
            number(self.confidence)
        )
    }
}

/// Where all answers are alike the standard error says nothing of the sample's size; Kish's number does.
fn effective(it: &EstimateView) -> &'static str {
    match it.se {
        Some(se) if se > 0.0 => "n <- p * (1 - p) / SE(m)[[1]]^2",
        _ => "n <- sum(weights(part, \"sampling\"))^2 / sum(weights(part, \"sampling\")^2)",
    }
}

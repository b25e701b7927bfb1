//! The sampling design in the words of R's `survey`.

use super::file::{File, margin, named};
use super::words::{formula, name, number, text, texts};
use crate::plan::Design;
use crate::plan::design::{
    Adjust, Approximation, DistancePlan, LonelyPlan, PairVariance, ReplicatePlan, ReplicateType,
};

/// The code that makes `design` of `data`.
pub fn code(file: &File<'_>) -> String {
    let plan = &file.design;
    let lonely = match plan.lonely {
        LonelyPlan::Fail => "fail",
        LonelyPlan::Remove => "remove",
        LonelyPlan::Adjust => "adjust",
        LonelyPlan::Average => "average",
        LonelyPlan::Certainty => "certainty",
    };
    let mut code = format!("options(survey.lonely.psu = {})\n", text(lonely));
    let given = plan.replicates.as_ref().filter(|replicates| !replicates.columns.is_empty());
    match given {
        Some(replicates) => {
            let count = replicates.columns.len() as f64;
            let rho = replicates.rho.unwrap_or_default();
            let usual = match replicates.r#type {
                ReplicateType::JK1 => (count - 1.0) / count,
                ReplicateType::JKn => 1.0,
                ReplicateType::BRR => 1.0 / count,
                ReplicateType::Fay => 1.0 / (count * (1.0 - rho) * (1.0 - rho)),
                ReplicateType::Bootstrap => 1.0 / (count - 1.0),
            };
            code += &format!(
                "design <- svrepdesign(weights = {}, repweights = data[{}], type = \"other\", combined.weights = TRUE,\n  \
                 scale = {}, rscales = rep(1, {count}), data = data)\n",
                formula(&plan.weights),
                texts(&replicates.columns),
                number(replicates.scale.unwrap_or(usual))
            );
        }
        None => {
            let mut parts = vec![format!("ids = {}", formula(&plan.ids))];
            let joint = plan.pps.as_ref().filter(|pps| !pps.columns.is_empty());
            let joint = joint.map(|pps| format!("as.matrix(data[{}])", texts(&pps.columns)));
            if let Some(strata) = &plan.strata {
                parts.push(format!("strata = ~{}", name(strata)));
            }
            // R takes the probabilities of such a design from `fpc` or `probs`, never from weights.
            if let Some(pairs) = joint.as_ref().filter(|_| plan.fpc.is_empty()) {
                let own = plan.weights.as_ref().map(|weights| format!("1 / data[[{}]]", text(weights)));
                parts.push(format!("probs = {}", own.unwrap_or_else(|| format!("diag({pairs})"))));
            } else if let Some(weights) = &plan.weights {
                parts.push(format!("weights = ~{}", name(weights)));
            } else if plan.fpc.is_empty() {
                parts.push("weights = ~1".to_owned());
            }
            if !plan.fpc.is_empty() {
                parts.push(format!("fpc = {}", formula(&plan.fpc)));
            }
            if plan.strata.is_some() && !plan.ids.is_empty() {
                parts.push("nest = TRUE".to_owned());
            }
            if let Some(pps) = &plan.pps {
                parts.push(match (joint, pps.approximation) {
                    (Some(pairs), _) => format!("pps = ppsmat({pairs})"),
                    (None, Some(Approximation::Overton)) => "pps = \"overton\"".to_owned(),
                    _ => "pps = \"brewer\"".to_owned(),
                });
                match pps.variance {
                    Some(PairVariance::YatesGrundy) => parts.push("variance = \"YG\"".to_owned()),
                    Some(PairVariance::HorvitzThompson) => parts.push("variance = \"HT\"".to_owned()),
                    None => {}
                }
            }
            code += &format!("design <- svydesign({}, data = data)\n", parts.join(", "));
        }
    }
    if let Some(replicates) = plan.replicates.as_ref().filter(|replicates| replicates.columns.is_empty()) {
        let made = |kind: &str| format!("design <- as.svrepdesign(design, type = {kind}, compress = FALSE)\n");
        code += &match replicates.r#type {
            ReplicateType::JK1 => made("\"JK1\""),
            ReplicateType::JKn => made("\"JKn\""),
            ReplicateType::BRR => made("\"BRR\""),
            ReplicateType::Fay => made(&format!("\"Fay\", fay.rho = {}", number(replicates.rho.unwrap_or_default()))),
            ReplicateType::Bootstrap => bootstrap(plan, replicates),
        };
    }
    if let Some(adjust) = &plan.adjust {
        code += &adjusted(adjust, file);
    }
    code
}

/// A bootstrap with the draws of the result.
fn bootstrap(plan: &Design, replicates: &ReplicatePlan) -> String {
    let (draws, seed) = replicates.drawn().unwrap_or_default();
    let column = |name: &String| format!("data[[{}]]", text(name));
    let stratum = plan.strata.as_ref().map_or_else(|| "1".to_owned(), column);
    let unit = plan.ids.first().map_or_else(|| "seq_len(nrow(data))".to_owned(), column);
    // As `svydesign` keeps them.
    let population = if plan.fpc.is_empty() { "NULL" } else { "design$fpc$popsize[!duplicated(unit), 1]" };
    format!(
        "stratum <- rep_len(paste({stratum}), nrow(data))\nunit <- paste(stratum, {unit}, sep = \"\\r\")\n\
         of <- stratum[!duplicated(unit)]\npopulation <- {population}\n\
         RNGkind(\"Wichmann-Hill\")\n.Random.seed[2:4] <- 1L + {seed}L %% c(30268L, 30306L, 30322L)\n\
         drawn <- function() {{\n  factor <- rep(1, length(of))\n  for (one in unique(of)) {{\n    \
         own <- which(of == one)\n    n <- length(own)\n    if (n == 1) next\n    \
         share <- if (is.null(population)) 1 else sqrt(1 - n / population[own[1]])\n    \
         times <- tabulate(floor(n * runif(n - 1)) + 1, n)\n    \
         factor[own] <- 1 - share + share * times * n / (n - 1)\n  }}\n  factor\n}}\n\
         factors <- replicate({draws}, drawn())\n\
         design <- svrepdesign(weights = weights(design), repweights = weights(design) * factors[match(unit, unique(unit)), ],\n  \
         type = \"other\", combined.weights = TRUE, scale = 1 / ({draws} - 1), rscales = rep(1, {draws}), data = data)\n"
    )
}

fn adjusted(adjust: &Adjust, file: &File<'_>) -> String {
    let variables = |margins: &[crate::plan::design::MarginPlan]| {
        margins.iter().map(|it| format!("~{}", name(&it.variable))).collect::<Vec<_>>()
    };
    let tables = |margins: &[crate::plan::design::MarginPlan]| {
        margins.iter().map(|it| margin(&it.variable, &it.totals)).collect::<Vec<_>>()
    };
    match adjust {
        Adjust::Poststratify { margins } => {
            format!("design <- postStratify(design, {}, {})\n", variables(margins).join(""), tables(margins).join(""))
        }
        Adjust::Rake { margins } => format!(
            "design <- rake(design, list({}), list(\n  {}))\n",
            variables(margins).join(", "),
            tables(margins).join(",\n  ")
        ),
        Adjust::Calibrate { calfun, bounds, totals } => {
            let model = model(totals.keys().map(String::as_str), file);
            let calfun = match calfun {
                DistancePlan::Linear => "linear",
                DistancePlan::Raking => "raking",
                DistancePlan::Logit => "logit",
            };
            let bounds = bounds.map(|(low, high)| {
                let limits = [low.unwrap_or(f64::NEG_INFINITY), high.unwrap_or(f64::INFINITY)].map(number);
                format!(", bounds = c({})", limits.join(", "))
            });
            format!(
                "totals <- {}\ndesign <- calibrate(design, {model}, totals[colnames(model.matrix({model}, data))], \
                 calfun = {}{})\n",
                named(totals),
                text(calfun),
                bounds.unwrap_or_default()
            )
        }
        Adjust::Trim { lower, upper, strict } => format!(
            "design <- trimWeights(design, lower = {}, upper = {}, strict = {})\n",
            number(lower.unwrap_or(f64::NEG_INFINITY)),
            number(upper.unwrap_or(f64::INFINITY)),
            if *strict { "TRUE" } else { "FALSE" }
        ),
    }
}

/// The formula whose model matrix has these columns.
fn model<'t>(totals: impl Iterator<Item = &'t str>, file: &File<'_>) -> String {
    let variable = |part: &str| {
        let longest = file.names().filter(|column| part.starts_with(column)).max_by_key(|column| column.len());
        name(if file.has(part) { part } else { longest.unwrap_or(part) })
    };
    let mut terms: Vec<String> = Vec::new();
    let mut intercept = false;
    for total in totals {
        if total == "(Intercept)" {
            intercept = true;
            continue;
        }
        let term =
            if file.has(total) { name(total) } else { total.split(':').map(variable).collect::<Vec<_>>().join(":") };
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
    terms.sort_by_key(|term| term.matches(':').count());
    if !intercept {
        terms.insert(0, "0".to_owned());
    }
    if terms.is_empty() { "~1".to_owned() } else { format!("~{}", terms.join(" + ")) }
}

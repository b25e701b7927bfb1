# Makes tests/oracle/corners: rows and designs that are easily got wrong, over one simulated population, by the package survey.
# Rscript tests/oracle/corners.R tests/oracle/corners        (needs survey, MASS)
# Answers that are missing, weights of zero, strata drawn whole or with one unit, domains within one stratum, replicates
# of adjusted weights, names with spaces.
suppressMessages(library(survey))
options(digits = 15, survey.lonely.psu = "fail")
set.seed(2207)
folder <- commandArgs(trailingOnly = TRUE)[1]
dir.create(folder, showWarnings = FALSE)
strata <- c("Övre mitt", "b c", "10", "Öst/Väst")
people <- do.call(rbind, lapply(1:4, function(s) do.call(rbind, lapply(seq_len(c(4, 6, 3, 7)[s]), function(c) {
  k <- 8 + rpois(1, 6); data.frame(part = strata[s], centre = paste0("c", c), lift = rnorm(1, 0, .4))[rep(1, k), ] }))))
n <- nrow(people)
people <- within(people, {
  sex <- sample(c("Kvinna", "Man"), n, TRUE); age <- sample(c("-44", "45-64", "65-"), n, TRUE)
  visits <- rpois(n, exp(.6 + lift)); cost <- round(exp(rnorm(n, 5 + lift)), 1); rare <- rbinom(n, 1, .12)
  contact <- ifelse(runif(n) < plogis(lift), "ja", "nej") })
people$lift <- NULL
centres <- table(unique(people[c("part", "centre")])$part)
drawn <- function(counts) {
  own <- do.call(rbind, lapply(strata, function(s) { all <- people[people$part == s, ]; all[all$centre %in% sample(unique(all$centre), counts[[s]]), ] }))
  own <- own[sample(nrow(own), min(nrow(own), 110)), ]
  own$centres <- as.numeric(centres[own$part]); own$unit <- paste(own$part, own$centre)
  own$weight <- round(n / nrow(own) * exp(rnorm(nrow(own), 0, .3)), 3)
  own$cost[sample(nrow(own), 9)] <- NA
  own
}
counts <- function(...) setNames(c(...), strata)
pairs <- drawn(counts(2, 4, 2, 4)); whole <- drawn(counts(4, 3, 2, 3)); lonely <- drawn(counts(1, 4, 1, 3)); zero <- drawn(counts(2, 3, 2, 3))
zero$weight[c(3, 40, 71)] <- 0
boot <- round(sapply(1:12, function(i) pairs$weight * rgamma(40, 4, 4)[as.integer(factor(pairs$unit))]), 4)
colnames(boot) <- paste0("set", 1:12)
pairs <- cbind(pairs, boot)
alone <- people[sample(n, 80), ]
alone$weight <- round(n / 80 * exp(rnorm(80, 0, .3)), 3); alone$cost[sample(80, 8)] <- NA; alone$inhabitants <- n
# Weights of zero where every row is a unit, and a unit that weighs nothing: neither counts in the degrees of freedom.
kept <- .Random.seed; set.seed(77)
nothing <- alone; nothing$weight[sample(80, 13)] <- 0; nothing$days <- rpois(80, 2)
zero_unit <- zero; zero_unit$weight[zero_unit$unit == zero_unit$unit[1]] <- 0; zero_unit$days <- rpois(nrow(zero_unit), 2)
assign(".Random.seed", kept, globalenv())
written <- function(table, name) write.csv(table, file.path(folder, name), row.names = FALSE, na = "", fileEncoding = "UTF-8")
files <- c("pairs", "whole", "lonely", "zero", "alone", "nothing", "zero_unit")
for (name in files) written(get(name), paste0(name, ".csv"))
back <- function(name) read.csv(file.path(folder, paste0(name, ".csv")), na.strings = "", fileEncoding = "UTF-8")
for (name in files) assign(name, back(name))

ages <- c("-44" = round(n * .3), "45-64" = round(n * .35), "65-" = n - round(n * .3) - round(n * .35))
contacts <- c(ja = round(n * .52), nej = n - round(n * .52))
totals <- c("(Intercept)" = n, visits = 2.1 * n)
frame <- function(variable, totals) { out <- data.frame(names(totals), as.vector(totals)); names(out) <- c(variable, "Freq"); out }
clustered <- function(data, ...) svydesign(~centre, strata = ~part, weights = ~weight, data = data, nest = TRUE, ...)
jkn <- as.svrepdesign(clustered(pairs), type = "JKn")
held <- svrepdesign(weights = ~weight, repweights = "set[0-9]+", type = "bootstrap", combined.weights = TRUE, data = pairs)
both <- list(frame("age", ages), frame("contact", contacts))
designs <- list(
  whole_jkn = as.svrepdesign(clustered(whole, fpc = ~centres), type = "JKn"), whole_linearised = clustered(whole, fpc = ~centres),
  bootstrap_raked = rake(held, list(~age, ~contact), both), jkn_raking = calibrate(jkn, ~visits, totals, calfun = "raking"),
  jkn_linear = calibrate(jkn, ~visits, totals),
  poststratified = postStratify(clustered(pairs), ~age, frame("age", ages)), linear = calibrate(clustered(pairs), ~visits, totals),
  jk1_rows = as.svrepdesign(svydesign(~1, weights = ~weight, fpc = ~inhabitants, data = alone), type = "JK1"),
  rows = svydesign(~1, weights = ~weight, fpc = ~inhabitants, data = alone), zero = clustered(zero), zero_jkn = as.svrepdesign(clustered(zero), type = "JKn"),
  nothing = svydesign(~1, weights = ~weight, data = nothing), nothing_strata = svydesign(~1, strata = ~part, weights = ~weight, data = nothing),
  nothing_poststratified = postStratify(svydesign(~1, weights = ~weight, data = nothing), ~age, frame("age", ages)),
  zero_unit = clustered(zero_unit), zero_unit_poststratified = postStratify(clustered(zero_unit), ~age, frame("age", ages)))
for (rule in c("average", "adjust", "remove", "certainty")) {
  options(survey.lonely.psu = rule)
  designs[[rule]] <- clustered(lonely)
  designs[[paste0(rule, "_jkn")]] <- as.svrepdesign(clustered(lonely), type = "JKn")
}
object <- function(x) paste0("{", paste0('"', names(x), '": ', format(as.vector(x), digits = 15, trim = TRUE), collapse = ", "), "}")
margin <- function(variable, x) paste0('{"variable": "', variable, '", "totals": ', object(x), "}")
text <- function(x) if (is.null(x)) "null" else paste0('"', x, '"')
described <- function(dataset, centre = "centre", part = "part", fpc = "", replicates = "null", adjust = "null", lonely = "fail")
  paste0('"dataset": "', dataset, '.csv", "ids": [', if (is.null(centre)) "" else text(centre), '], "strata": ', text(part), ', "weights": "weight", "fpc": [',
         if (fpc == "") "" else text(fpc), '], "nest": true, "replicates": ', replicates, ', "pps": null, "lonely": "', lonely, '", "adjust": ', adjust)
rake_to <- paste0('{"type": "rake", "margins": [', margin("age", ages), ", ", margin("contact", contacts), "]}")
calibrate_to <- function(by) paste0('{"type": "calibrate", "calfun": "', by, '", "bounds": null, "totals": ', object(totals), "}")
JKn <- '{"type": "JKn"}'
to_ages <- paste0('{"type": "poststratify", "margins": [', margin("age", ages), "]}")
lines <- c(whole_jkn = described("whole", fpc = "centres", replicates = JKn), whole_linearised = described("whole", fpc = "centres"),
  bootstrap_raked = described("pairs", NULL, NULL, replicates = '{"type": "bootstrap"}', adjust = rake_to), jkn_raking = described("pairs", replicates = JKn, adjust = calibrate_to("raking")),
  jkn_linear = described("pairs", replicates = JKn, adjust = calibrate_to("linear")),
  poststratified = described("pairs", adjust = paste0('{"type": "poststratify", "margins": [', margin("age", ages), "]}")), linear = described("pairs", adjust = calibrate_to("linear")),
  jk1_rows = described("alone", NULL, NULL, "inhabitants", '{"type": "JK1"}'), rows = described("alone", NULL, NULL, "inhabitants"), zero = described("zero"), zero_jkn = described("zero", replicates = JKn),
  nothing = described("nothing", NULL, NULL), nothing_strata = described("nothing", NULL), nothing_poststratified = described("nothing", NULL, NULL, adjust = to_ages),
  zero_unit = described("zero_unit"), zero_unit_poststratified = described("zero_unit", adjust = to_ages))
for (rule in c("average", "adjust", "remove", "certainty")) {
  lines[[rule]] <- described("lonely", lonely = rule); lines[[paste0(rule, "_jkn")]] <- described("lonely", replicates = JKn, lonely = rule)
}
writeLines(c("[", paste0('  {"case": "', names(lines), '", ', lines, "}", c(rep(",", length(lines) - 1), "")), "]"), file.path(folder, "designs.json"))

rows <- list()
shown <- function(x) ifelse(is.na(x), "", ifelse(is.infinite(x), "Inf", formatC(x, digits = 15, format = "g", width = 1)))
add <- function(case, call, stat, level = "all", estimate = NA, se = NA, lower = NA, upper = NA, df = NA, p = NA, note = "")
  rows[[length(rows) + 1]] <<- data.frame(case = case, dataset = sub('.*"dataset": "([^"]*)".*', "\\1", lines[[case]]), call = call, stat = stat, level = level,
    estimate = shown(estimate), se = shown(se), lower = shown(lower), upper = shown(upper), conf = "0.95", df = shown(df), p = shown(p), note = note)
limits <- function(case, call, stat, level, estimate, se, df, ...) {
  reach <- if (is.na(se)) NA else qt(.975, df) * se
  add(case, call, stat, level, estimate, se, estimate - reach, estimate + reach, df, ...)
}
attempt <- function(expression) tryCatch(suppressWarnings(expression), error = function(e) message(conditionMessage(e)))
for (case in names(designs)) {
  d <- designs[[case]]
  options(survey.lonely.psu = sub('.*"lonely": "([^"]*)".*', "\\1", lines[[case]]))
  df <- degf(d); replicated <- inherits(d, "svyrep.design")
  for (stat in c("visits", "cost", "rare")) attempt({
    f <- as.formula(paste0("~", stat)); m <- svymean(f, d, na.rm = TRUE); t <- svytotal(f, d, na.rm = TRUE); v <- svyvar(f, d, na.rm = TRUE)
    limits(case, "svymean", stat, "all", coef(m)[[1]], SE(m)[[1]], df); limits(case, "svytotal", stat, "all", coef(t)[[1]], SE(t)[[1]], df)
    limits(case, "svyvar", stat, "all", as.vector(v)[1], sqrt(attr(v, "var")[1]), df)
    add(case, "svymean:deff(replace)", stat, estimate = deff(svymean(f, d, na.rm = TRUE, deff = "replace"))[[1]])
    for (column in c("part", "sex")) {
      by <- svyby(f, as.formula(paste0("~", column)), d, svymean, na.rm = TRUE)
      for (i in seq_along(coef(by))) limits(case, "svyby(svymean)", stat, names(coef(by))[i], coef(by)[[i]], as.vector(unlist(SE(by)))[i], df, note = paste("by", column, "t CI df=degf(whole design)"))
    }
  })
  for (rule in c("math", "hf7")) for (kind in if (replicated) "mean" else c("mean", "beta")) attempt(for (q in c(.25, .75)) {
    s <- svyquantile(~cost, d, q, qrule = rule, interval.type = kind, na.rm = TRUE, df = df)[[1]]
    add(case, paste0("svyquantile:", rule, ":interval=", kind), "cost", paste(q), s[1, 1], s[1, 4], s[1, 2], s[1, 3], df)
  })
  for (method in c("logit", if (!replicated) "likelihood", "beta")) attempt({
    ci <- svyciprop(~I(contact == "ja"), d, method = method, df = df)
    add(case, paste0("svyciprop:", method), "contact=='ja'", "all", ci[[1]], sqrt(attr(ci, "var"))[1], confint(ci)[1], confint(ci)[2], df)
  })
  attempt({
    g <- svyglm(cost ~ sex, d); s <- summary(g)$coefficients; ci <- confint(g)
    if (!is.null(d$variables$days)) for (test in c("wilcoxon", "vanderWaerden", "median")) {
      r <- svyranktest(days ~ sex, d, test = test)
      add(case, paste0("svyranktest:", test), "days~sex", "all", r$estimate[[1]], df = r$parameter[[1]], p = r$p.value[[1]])
    }
    for (name in rownames(s)) add(case, "svyglm:gaussian", "cost~sex", name, s[name, 1], s[name, 2], ci[name, 1], ci[name, 2], g$df.residual, s[name, 4])
  })
}
table <- do.call(rbind, rows)
write.csv(table[table$estimate != "", ], file.path(folder, "expected.csv"), row.names = FALSE, fileEncoding = "UTF-8")

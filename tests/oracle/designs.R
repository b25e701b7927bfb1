# Makes tests/oracle/designs: sampling designs of many kinds over one simulated population, estimates by the package survey.
# Rscript tests/oracle/designs.R tests/oracle/designs        (needs survey, MASS)
suppressMessages(library(survey))
options(digits = 15, survey.lonely.psu = "fail")
set.seed(1903)
folder <- commandArgs(trailingOnly = TRUE)[1]
written <- function(table, name, ...) write.csv(table, file.path(folder, name), row.names = FALSE, na = "", fileEncoding = "UTF-8", ...)

# ---- a population of 24 districts in 4 parts, centres in districts, people in centres --------------------------------
districts <- data.frame(part = rep(c("norr", "syd", "vast", "ost"), c(6, 8, 4, 6)), district = 1:24)
centres <- do.call(rbind, lapply(1:24, function(d) data.frame(districts[d, ], centre = seq_len(4 + d %% 5), lift = rnorm(1, 0, .4))))
centres$size <- round(exp(rnorm(nrow(centres), 3.2, .5))) + 5
people <- centres[rep(seq_len(nrow(centres)), centres$size), ]
n <- nrow(people)
people <- within(people, {
  sex <- ifelse(runif(n) < .53, "Kvinna", "Man")
  age <- sample(c("16-44", "45-64", "65+"), n, TRUE, c(.45, .3, .25))
  visits <- rpois(n, exp(.7 + lift + .3 * (age == "65+")))
  days <- round(rexp(n, exp(-2.2 - lift)), 1)
  grade <- pmin(5, pmax(1, round(3.4 + lift + rnorm(n))))
  content <- ifelse(runif(n) < plogis(.4 + lift + .3 * (sex == "Man")), "Ja", "Nej")
})
people$contact <- ifelse(runif(n) < plogis(-.2 + .5 * (people$content == "Ja")), "fast", "ingen")
people$id <- seq_len(n)
N <- nrow(people)
blank <- function(x, share) { x[runif(length(x)) < share] <- NA; x }

# ---- two stages: 3 districts of a part, 6 people of a district; fpc at both -------------------------------------------
two <- do.call(rbind, lapply(split(people, people$part), function(part) {
  drawn <- sample(unique(part$district), 3)
  do.call(rbind, lapply(drawn, function(d) {
    own <- part[part$district == d, ]
    cbind(own[sample(nrow(own), 6), ], districts_in_part = length(unique(part$district)), people_in_district = nrow(own))
  }))
}))
two$share1 <- 3 / two$districts_in_part
two$share2 <- 6 / two$people_in_district
two$weight <- round(1 / (two$share1 * two$share2) * exp(rnorm(nrow(two), 0, .2)), 3)
two$grade <- blank(two$grade, .06)
two <- two[sample(nrow(two)), ]

# ---- pairs of districts in strata ------------------------------------------------------------------------------------
pairs <- do.call(rbind, lapply(split(people, people$part), function(part) {
  drawn <- sample(unique(part$district), if (part$part[1] == "syd") 4 else 2)
  own <- part[part$district %in% drawn, ]
  own[sort(sample(nrow(own), 9 * length(drawn))), ]
}))
pairs$weight <- round(N / nrow(pairs) * exp(rnorm(nrow(pairs), 0, .3)), 3)
pairs$grade <- blank(pairs$grade, .05)
boot <- round(sapply(1:20, function(i) pairs$weight * (rgamma(24, 4, 4)[pairs$district])), 4)
colnames(boot) <- paste0("rep", 1:20)
pairs <- cbind(pairs, boot)

# ---- a stratum with one unit ------------------------------------------------------------------------------------------
lonely <- pairs[!(pairs$part == "ost" & pairs$district == max(pairs$district[pairs$part == "ost"])), 1:14]
lonely$weight <- pairs$weight[match(lonely$id, pairs$id)]

# ---- respondents one by one --------------------------------------------------------------------------------------------
alone <- people[sample(N, 160), ]
alone$weight <- round(N / 160 * exp(rnorm(160, 0, .35)), 3)
alone$inhabitants <- N

# ---- unequal probabilities: centres by size, Tille's and Poisson-like joint probabilities ------------------------------
units <- aggregate(cbind(visits, days) ~ part + district + centre + size, data = people, sum)
units <- units[order(units$district, units$centre), ]
m <- 14
p <- pmin(.9, m * units$size / sum(units$size))
drawn <- sort(sample(nrow(units), m, prob = p))
pps <- units[drawn, ]
pps$p <- p[drawn]
pps$grade <- round(3 + rnorm(m), 2)
# Hajek's approximation gives joint probabilities that are symmetrical and below the product.
d <- sum(p * (1 - p))
joint <- outer(pps$p, pps$p) * (1 - outer(1 - pps$p, 1 - pps$p) / d)
diag(joint) <- pps$p
joint <- signif(joint, 12)
pps$p <- diag(joint)
written(two, "two_stages.csv"); written(pairs, "pairs.csv"); written(lonely, "lonely.csv"); written(alone, "alone.csv"); written(pps, "pps.csv")
write.table(joint, file.path(folder, "joint_input.csv"), sep = ",", row.names = FALSE, col.names = paste0("p", 1:m))
back <- function(name) read.csv(file.path(folder, name), na.strings = "", fileEncoding = "UTF-8")
two <- back("two_stages.csv"); pairs <- back("pairs.csv"); lonely <- back("lonely.csv"); alone <- back("alone.csv"); pps <- back("pps.csv")
joint <- as.matrix(back("joint_input.csv")); dimnames(joint) <- NULL

# ---- designs -----------------------------------------------------------------------------------------------------------
sexes <- c(Kvinna = round(N * .53), Man = N - round(N * .53))
ages <- c("16-44" = round(N * .45), "45-64" = round(N * .3), "65+" = N - round(N * .45) - round(N * .3))
frame <- function(variable, totals) { out <- data.frame(names(totals), as.vector(totals)); names(out) <- c(variable, "Freq"); out }
totals <- c("(Intercept)" = N, sexMan = sexes[["Man"]], "age45-64" = ages[["45-64"]], "age65+" = ages[["65+"]])
with_visits <- c("(Intercept)" = N, visits = 2.75 * N)
one <- svydesign(~1, weights = ~weight, data = alone)
pair <- svydesign(~district, strata = ~part, weights = ~weight, data = pairs)
quiet <- function(x) suppressWarnings(suppressMessages(x))
with_option <- function(rule, make) { options(survey.lonely.psu = rule); make() }
# Rao and Wu's rescaled bootstrap: n - 1 of a stratum's n units, drawn by Wichmann and Hill's generator, which R has built in.
redrawn <- function(design, stratum, unit, draws, seed, population = Inf) {
  before <- RNGkind("Wichmann-Hill")[1]
  assign(".Random.seed", c(.Random.seed[1], 1L + seed %% c(30268L, 30306L, 30322L)) |> as.integer(), globalenv())
  units <- unique(data.frame(stratum, unit, population))
  times <- sapply(seq_len(draws), function(draw) {
    out <- integer(nrow(units))
    for (s in unique(units$stratum)) { own <- which(units$stratum == s); picked <- own[1 + floor(length(own) * runif(length(own) - 1))]; for (i in picked) out[i] <- out[i] + 1L }
    out })
  n <- as.vector(table(units$stratum)[units$stratum]); share <- sqrt(1 - n / units$population)
  factor <- 1 + share * (times * n / (n - 1) - 1)
  row <- match(paste(stratum, unit), paste(units$stratum, units$unit)); w <- weights(design)
  RNGkind(before)
  svrepdesign(variables = design$variables, weights = w, repweights = w * factor[row, ], type = "bootstrap", combined.weights = TRUE)
}
designs <- list(
  two_stages = svydesign(~district + id, strata = ~part, fpc = ~districts_in_part + people_in_district, data = two),
  two_stages_weighted = svydesign(~district + id, strata = ~part, weights = ~weight, fpc = ~districts_in_part + people_in_district, data = two),
  two_stages_shares = svydesign(~district + id, strata = ~part, fpc = ~share1 + share2, data = two),
  two_stages_unstratified = svydesign(~district + id, weights = ~weight, data = two),
  jk1 = as.svrepdesign(svydesign(~district, weights = ~weight, data = pairs), type = "JK1", compress = FALSE),
  jkn = as.svrepdesign(pair, type = "JKn", compress = FALSE),
  jkn_fpc = as.svrepdesign(svydesign(~district, strata = ~part, fpc = ~districts_in_part, weights = ~weight, data = two), type = "JKn", compress = FALSE),
  brr = as.svrepdesign(pair, type = "BRR", compress = FALSE),
  fay = as.svrepdesign(pair, type = "Fay", fay.rho = .3, compress = FALSE),
  bootstrap = svrepdesign(weights = ~weight, repweights = "rep[0-9]+", type = "bootstrap", combined.weights = TRUE, data = pairs),
  bootstrap_drawn = redrawn(pair, pairs$part, pairs$district, 60, 7),
  bootstrap_drawn_fpc = redrawn(svydesign(~district, strata = ~part, fpc = ~districts_in_part, weights = ~weight, data = two), two$part, two$district, 40, 123456, two$districts_in_part),
  bootstrap_rows = redrawn(one, rep("all", nrow(alone)), seq_len(nrow(alone)), 30, 1),
  brewer = svydesign(~1, fpc = ~p, data = pps, pps = "brewer"),
  overton = svydesign(~1, fpc = ~p, data = pps, pps = "overton"),
  joint_ht = svydesign(~1, fpc = ~p, data = pps, pps = ppsmat(joint), variance = "HT"),
  joint_yg = svydesign(~1, fpc = ~p, data = pps, pps = ppsmat(joint), variance = "YG"),
  poststratified = postStratify(one, ~sex, frame("sex", sexes)),
  raked = rake(one, list(~sex, ~age), list(frame("sex", sexes), frame("age", ages))),
  raked_pairs = rake(pair, list(~sex, ~age), list(frame("sex", sexes), frame("age", ages))),
  linear = calibrate(one, ~sex + age, totals),
  linear_bounded = calibrate(one, ~sex + age, totals, bounds = c(.74, 1.9)),
  linear_visits = calibrate(pair, ~visits, with_visits),
  raking = calibrate(one, ~sex + age, totals, calfun = "raking"),
  logit = calibrate(one, ~sex + age, totals, calfun = "logit", bounds = c(.5, 2.2)),
  trimmed = trimWeights(one, lower = 15, upper = 45),
  trimmed_strictly = trimWeights(one, lower = 15, upper = 45, strict = TRUE),
  poststratified_jkn = postStratify(as.svrepdesign(pair, type = "JKn", compress = FALSE), ~sex, frame("sex", sexes)),
  remove = svydesign(~district, strata = ~part, weights = ~weight, data = lonely))
for (rule in c("adjust", "average", "certainty")) designs[[rule]] <- designs$remove

json <- function(x) if (is.null(x)) "null" else if (is.logical(x)) tolower(x) else if (is.numeric(x)) format(x, digits = 15) else paste0('"', x, '"')
list_of <- function(x) paste0("[", paste0('"', x, '"', collapse = ", ")[length(x) > 0], "]")
object <- function(x) paste0("{", paste0('"', names(x), '": ', format(as.vector(x), digits = 15, trim = TRUE), collapse = ", "), "}")
margin <- function(variable, x) paste0('{"variable": "', variable, '", "totals": ', object(x), "}")
described <- function(case, dataset, ids = NULL, strata = NULL, weights = NULL, fpc = NULL, nest = FALSE, replicates = "null", pps = "null", lonely = "fail", adjust = "null")
  paste0('  {"case": "', case, '", "dataset": "', dataset, '", "ids": ', list_of(ids), ', "strata": ', json(strata), ', "weights": ', json(weights),
         ', "fpc": ', list_of(fpc), ', "nest": ', json(nest), ', "replicates": ', replicates, ', "pps": ', pps, ', "lonely": "', lonely, '", "adjust": ', adjust, "}")
both <- paste0('{"type": "rake", "margins": [', margin("sex", sexes), ", ", margin("age", ages), "]}")
cal <- function(calfun, x, bounds = "null") paste0('{"type": "calibrate", "calfun": "', calfun, '", "bounds": ', bounds, ', "totals": ', object(x), "}")
p1 <- function(case, ...) described(case, "pairs.csv", "district", "part", "weight", ...)
a1 <- function(case, ...) described(case, "alone.csv", weights = "weight", ...)
stages <- c("district", "id"); counts <- c("districts_in_part", "people_in_district")
lines <- c(
  described("two_stages", "two_stages.csv", stages, "part", NULL, counts), described("two_stages_weighted", "two_stages.csv", stages, "part", "weight", counts),
  described("two_stages_shares", "two_stages.csv", stages, "part", NULL, c("share1", "share2")),
  described("two_stages_unstratified", "two_stages.csv", stages, NULL, "weight"),
  described("jk1", "pairs.csv", "district", NULL, "weight", replicates = '{"type": "JK1"}'), p1("jkn", replicates = '{"type": "JKn"}'),
  described("jkn_fpc", "two_stages.csv", "district", "part", "weight", "districts_in_part", replicates = '{"type": "JKn"}'),
  p1("brr", replicates = '{"type": "BRR"}'), p1("fay", replicates = '{"type": "Fay", "rho": 0.3}'),
  described("bootstrap", "pairs.csv", NULL, NULL, "weight", replicates = paste0('{"type": "bootstrap", "columns": ', list_of(paste0("rep", 1:20)), "}")),
  p1("bootstrap_drawn", replicates = '{"type": "bootstrap", "draws": 60, "seed": 7}'),
  described("bootstrap_drawn_fpc", "two_stages.csv", "district", "part", "weight", "districts_in_part", replicates = '{"type": "bootstrap", "draws": 40, "seed": 123456}'),
  a1("bootstrap_rows", replicates = '{"type": "bootstrap", "draws": 30}'),
  described("brewer", "pps.csv", fpc = "p", pps = '{"approximation": "brewer"}'), described("overton", "pps.csv", fpc = "p", pps = '{"approximation": "overton"}'),
  described("joint_ht", "pps.csv", fpc = "p", pps = '{"joint_probabilities": "joint_input.csv", "variance": "HT"}'),
  described("joint_yg", "pps.csv", fpc = "p", pps = '{"joint_probabilities": "joint_input.csv", "variance": "YG"}'),
  a1("poststratified", adjust = paste0('{"type": "poststratify", "margins": [', margin("sex", sexes), "]}")), a1("raked", adjust = both), p1("raked_pairs", adjust = both),
  a1("linear", adjust = cal("linear", totals)), a1("linear_bounded", adjust = cal("linear", totals, "[0.74, 1.9]")), p1("linear_visits", adjust = cal("linear", with_visits)),
  a1("raking", adjust = cal("raking", totals)), a1("logit", adjust = cal("logit", totals, "[0.5, 2.2]")),
  a1("trimmed", adjust = '{"type": "trim", "lower": 15, "upper": 45, "strict": false}'), a1("trimmed_strictly", adjust = '{"type": "trim", "lower": 15, "upper": 45, "strict": true}'),
  p1("poststratified_jkn", replicates = '{"type": "JKn"}', adjust = paste0('{"type": "poststratify", "margins": [', margin("sex", sexes), "]}")),
  sapply(c("remove", "adjust", "average", "certainty"), function(rule) described(rule, "lonely.csv", "district", "part", "weight", lonely = rule)))
writeLines(c("[", paste0(lines, c(rep(",", length(lines) - 1), "")), "]"), file.path(folder, "designs.json"))

# ---- expected values ---------------------------------------------------------------------------------------------------
dataset_of <- c(pairs = "pairs.csv", pps = "pps.csv", alone = "alone.csv", two = "two_stages.csv", lonely = "lonely.csv")
file_of <- sub('.*"dataset": "([^"]*)".*', "\\1", lines); names(file_of) <- sub('.*"case": "([^"]*)".*', "\\1", lines)
rows <- list()
text <- function(x) ifelse(is.na(x), "", ifelse(is.infinite(x), "Inf", formatC(x, digits = 15, format = "g", width = 1)))
add <- function(case, call, stat, level = "all", estimate = NA, se = NA, lower = NA, upper = NA, conf = .95, df = NA, p = NA, note = "")
  rows[[length(rows) + 1]] <<- data.frame(case = case, dataset = file_of[[case]], call = call, stat = stat, level = level, estimate = text(estimate),
    se = text(se), lower = text(lower), upper = text(upper), conf = text(conf), df = text(df), p = text(p), note = note)
limits <- function(case, call, stat, level, estimate, se, df, ...) {
  reach <- qt(.975, df) * se
  add(case, call, stat, level, estimate, se, estimate - reach, estimate + reach, .95, df, ...)
}
attempt <- function(expression) tryCatch(quiet(expression), error = function(e) message(conditionMessage(e)))
for (case in names(designs)) {
  d <- designs[[case]]
  options(survey.lonely.psu = if (case %in% c("remove", "adjust", "average", "certainty")) case else "fail")
  df <- quiet(degf(d)); replicated <- inherits(d, "svyrep.design"); pairwise <- inherits(d, "pps"); small <- file_of[[case]] == "pps.csv"
  for (stat in if (small) c("visits", "grade") else c("visits", "grade", "content")) attempt({
    f <- as.formula(paste0("~", stat))
    m <- svymean(f, d, na.rm = TRUE); t <- svytotal(f, d, na.rm = TRUE)
    for (i in seq_along(coef(m))) {
      limits(case, "svymean", names(coef(m))[i], "all", coef(m)[[i]], sqrt(vcov(m)[i, i]), df)
      limits(case, "svytotal", names(coef(t))[i], "all", coef(t)[[i]], sqrt(vcov(t)[i, i]), df)
      add(case, "svymean:cv", names(coef(m))[i], estimate = sqrt(vcov(m)[i, i]) / coef(m)[[i]])
    }
    if (stat == "visits" && !pairwise) {
      add(case, "svymean:deff(replace)", stat, estimate = deff(svymean(f, d, deff = "replace"))[[1]])
      add(case, "svymean:deff", stat, estimate = deff(svymean(f, d, deff = TRUE))[[1]])
      if (!replicated) add(case, "svytotal:deff(replace)", stat, estimate = deff(svytotal(f, d, deff = "replace"))[[1]])
      if (!replicated) add(case, "svytotal:deff", stat, estimate = deff(svytotal(f, d, deff = TRUE))[[1]])
    }
  })
  attempt({ r <- svyratio(~visits, ~days, d); limits(case, "svyratio", "visits/days", "all", r$ratio[[1]], sqrt(r$var[[1]]), df) })
  attempt({ v <- svyvar(~visits, d); limits(case, "svyvar", "visits", "all", as.vector(v)[1], sqrt(attr(v, "var")[1]), df) })
  if (small) next
  for (column in c("sex", "age")) {
    for (stat in c("visits", "content")) attempt({
      by <- svyby(as.formula(paste0("~", stat)), as.formula(paste0("~", column)), d, svymean)
      for (i in seq_along(coef(by))) limits(case, "svyby(svymean)", stat, names(coef(by))[i], coef(by)[[i]], SE(by, keep = TRUE) |> unlist() |> as.vector() |> (\(x) x[i])(), df, note = paste("by", column))
    })
    attempt({
      by <- svyby(~visits, as.formula(paste0("~", column)), d, svytotal)
      for (i in seq_along(coef(by))) limits(case, "svyby(svytotal)", "visits", names(coef(by))[i], coef(by)[[i]], SE(by)[i], df, note = paste("by", column))
    })
  }
  for (method in c("logit", "likelihood", "asin", "beta", "mean", "xlogit")) if (!(replicated && method == "likelihood")) attempt({
    ci <- svyciprop(~I(content == "Ja"), d, method = method, df = df)
    add(case, paste0("svyciprop:", method), "content=='Ja'", "all", ci[[1]], sqrt(attr(ci, "var"))[1], confint(ci)[1], confint(ci)[2], .95, df)
  })
  for (rule in c("math", "school", "shahvaish", "hf1", "hf2", "hf3", "hf4", "hf5", "hf6", "hf7", "hf8", "hf9")) attempt({
    if (replicated && rule == "shahvaish") next
    kinds <- if (replicated) c("quantile", "mean")[if (rule %in% c("math", "hf7")) 1:2 else 2] else if (rule %in% c("math", "hf7")) c("mean", "beta", "xlogit", "asin") else "mean"
    for (kind in kinds) for (q in c(.25, .5, .9)) {
      s <- svyquantile(~days, d, q, qrule = rule, interval.type = kind, df = df)[[1]]
      add(case, paste0("svyquantile:", rule, ":interval=", kind), "days", paste(q), s[1, 1], s[1, 4], s[1, 2], s[1, 3], .95, df)
    }
  })
  for (statistic in c("F", "Chisq", "Wald", "adjWald", "lincom", "saddlepoint")) attempt({
    for (table in c("content*age", "content*contact")) {
      s <- svychisq(as.formula(paste0("~", sub("\\*", "+", table))), d, statistic = statistic)
      ddf <- if (length(s$parameter) > 1) s$parameter[[2]] else NA
      add(case, paste0("svychisq:", statistic), table, "all", s$statistic[[1]], conf = NA, df = if (length(s$parameter)) s$parameter[[1]] else NA, p = s$p.value[[1]],
          note = if (is.na(ddf)) "" else paste0("ddf=", format(ddf, digits = 12)))
    }
  })
  attempt({ s <- svyttest(days ~ sex, d); add(case, "svyttest", "days~sex", "difference in mean", s$estimate[[1]], NA, s$conf.int[1], s$conf.int[2], .95, s$parameter[[1]], s$p.value[[1]]) })
  if (!replicated) for (test in c("wilcoxon", "vanderWaerden", "median")) attempt({
    s <- svyranktest(days ~ sex, d, test = test)
    add(case, paste0("svyranktest:", test), "days~sex", "all", s$estimate[[1]], conf = NA, df = s$parameter[[1]], p = s$p.value[[1]])
  })
  for (model in list(list("gaussian", "days~sex+visits"), list("gaussian", "grade~age"), list("quasibinomial", "I(content=='Ja')~sex+days"), list("quasipoisson", "visits~sex+age"))) attempt({
    g <- svyglm(as.formula(model[[2]]), d, family = get(model[[1]])())
    s <- summary(g)$coefficients; ci <- confint(g)
    for (name in rownames(s)) add(case, paste0("svyglm:", model[[1]]), sub("I\\((.*)\\)~", "\\1~", model[[2]]), name, s[name, 1], s[name, 2], ci[name, 1], ci[name, 2], .95, g$df.residual, s[name, 4])
  })
  if (!replicated && case %in% c("two_stages", "poststratified", "linear", "remove")) attempt({
    one_of <- quote(subset(d, sex == "Man"))
    part <- svycontrast(svyby(~visits, ~sex, d, svymean, covmat = TRUE), c(-1, 1))
    limits(case, "group gap sex Man-Kvinna national", "visits", "", coef(part)[[1]], SE(part)[[1]], df)
  })
  if (case %in% c("raked", "raking", "logit", "linear", "linear_bounded", "trimmed", "trimmed_strictly", "poststratified")) for (row in c(1, 20, 77, 160))
    add(case, "weights", "weight", paste(row), weights(d)[[row]], conf = NA)
}
written(do.call(rbind, rows), "expected.csv")

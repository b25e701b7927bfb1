# Makes the tables of this folder: a simulated survey with estimates by the package survey, and closed forms by base R.
# Rscript tests/oracle/make.R tests/oracle
suppressMessages(library(survey))
options(digits = 15, survey.lonely.psu = "fail")
set.seed(71)
folder <- commandArgs(trailingOnly = TRUE)[1]
written <- function(table, ...) write.csv(table, file.path(folder, ...), row.names = FALSE, na = "", fileEncoding = "UTF-8")

# ---- the survey: seven regions, two rounds, health-care centres drawn within regions -------------------------------
regions <- data.frame(region = c("Dalarna", "Halland", "Kronoberg", "Skåne", "Västmanland", "Örebro", "Östergötland"),
                      centres = c(31, 42, 30, 148, 29, 29, 43), drawn = c(3, 4, 3, 6, 2, 3, 4), level = c(0, .35, -.2, -.1, .1, 0, .25))
centre <- do.call(rbind, lapply(c(2019, 2023), function(year) do.call(rbind, lapply(seq_len(nrow(regions)), function(i) {
  with(regions[i, ], data.frame(year = year, region = region, centre = seq_len(drawn), centres = centres,
                                lift = level + (year == 2023) * .15 + rnorm(drawn, 0, .3)))
}))))
people <- centre[rep(seq_len(nrow(centre)), rpois(nrow(centre), 6) + 2), ]
n <- nrow(people)
chance <- function(logit) as.integer(runif(n) < plogis(logit))
blank <- function(x, share) { x[runif(n) < share] <- NA; x }
people <- within(people, {
  stratum <- paste(year, region)
  sex <- ifelse(runif(n) < .56, "Kvinna", "Man")
  sex[runif(n) < .03] <- NA
  poor_health <- chance(-.6)
  involved <- blank(chance(.6 + lift - .4 * poor_health + .1 * (sex %in% "Kvinna")), .12)
  contact <- ifelse(runif(n) < plogis(-.2 + lift), "Ja", "Nej")
  grade <- blank(pmin(5, pmax(1, round(3.3 + lift - .3 * poor_health + rnorm(n)))), .08)
  days <- round(rexp(n, 1 / 9) + 1, 1)
})
people$size <- with(people, ave(rep(1, n), stratum, FUN = length))
population <- c(287966, 333848, 201469, 1402425, 277141, 305643, 467158)
names(population) <- regions$region
people$inhabitants <- round(population[people$region] / 100)
people$weight <- round(people$inhabitants / people$size * exp(rnorm(n, 0, .25)), 3)
people$stratum_centre <- paste(people$stratum, people$centre, sep = "-")
people$id <- sample(n)
input <- people[order(people$id), c("id", "year", "region", "stratum", "centre", "stratum_centre", "centres", "inhabitants", "sex",
                                    "poor_health", "involved", "contact", "grade", "days", "weight")]
written(input, "survey", "input.csv")
input <- read.csv(file.path(folder, "survey", "input.csv"), na.strings = "", fileEncoding = "UTF-8")
input$contact <- factor(input$contact)

designs <- list(
  centres = svydesign(~centre, strata = ~stratum, weights = ~weight, nest = TRUE, data = input),
  centres_drawn_from_all = svydesign(~centre, strata = ~stratum, weights = ~weight, fpc = ~centres, nest = TRUE, data = input),
  people = svydesign(~1, strata = ~stratum, weights = ~weight, data = input),
  people_drawn_from_all = svydesign(~1, strata = ~stratum, fpc = ~inhabitants, data = input),
  people_unstratified = svydesign(~1, weights = ~weight, data = input),
  centres_unstratified = svydesign(~stratum_centre, weights = ~weight, data = input))

# ---- expected values ----------------------------------------------------------------------------------------------
rows <- list()
add <- function(case, call, stat, level, estimate = NA, se = NA, lower = NA, upper = NA, conf = .95, df = NA, p = NA, note = "") {
  text <- function(x) ifelse(is.na(x), "", ifelse(is.infinite(x), "Inf", formatC(x, digits = 15, format = "g", width = 1)))
  rows[[length(rows) + 1]] <<- data.frame(case = case, dataset = "input.csv", call = call, stat = stat, level = level,
    estimate = text(estimate), se = text(se), lower = text(lower), upper = text(upper), conf = text(conf), df = text(df),
    p = text(p), note = note)
}
with_limits <- function(case, call, stat, level, estimate, se, df, conf = .95, test = FALSE, note = "") {
  reach <- qt(1 - (1 - conf) / 2, df) * se
  add(case, call, stat, level, estimate, se, estimate - reach, estimate + reach, conf, df,
      if (test) 2 * pt(-abs(estimate / se), df) else NA, note)
}
means <- function(design, stat) svymean(as.formula(paste0("~", stat)), design, na.rm = TRUE)
# Rows without an answer are left out beforehand: a subset keeps the whole design, and svyby cannot do both at once.
by <- function(design, stat, columns) {
  d <- subset(design, complete.cases(design$variables[c(stat, columns)]))
  svyby(as.formula(paste0("~", stat)), as.formula(paste0("~", paste(columns, collapse = "+"))), d, svymean, covmat = TRUE)
}
# A region is a column of its own, missing outside the region, so that svymean gives both with their covariance.
part <- function(design, stat, region) {
  y <- design$variables[[stat]]
  inside <- design$variables$region == region
  answered <- !is.na(y)
  d <- update(design, num_r = ifelse(inside & answered, y, 0), den_r = as.numeric(inside & answered),
              num = ifelse(answered, y, 0), den = as.numeric(answered))
  totals <- svytotal(~num_r + den_r + num + den, d)
  svycontrast(totals, quote(num_r / den_r - num / den))
}

for (case in names(designs)) {
  whole <- designs[[case]]
  for (stat in c("involved", "grade")) for (df in c(Inf, degf(whole))) for (conf in c(.95, .99)) {
    m <- means(whole, stat)
    with_limits(case, "svymean", stat, "all", coef(m)[[1]], SE(m)[[1]], df, conf)
  }
  m <- means(whole, "contact")
  for (i in seq_along(coef(m))) with_limits(case, "svymean", names(coef(m))[i], "all", coef(m)[[i]], SE(m)[[i]], degf(whole))
  for (column in c("region", "sex")) for (stat in c("involved", "days")) {
    b <- by(whole, stat, column)
    for (i in seq_along(coef(b))) with_limits(case, "svyby(svymean)", stat, names(coef(b))[i], coef(b)[[i]], sqrt(vcov(b)[i, i]),
                                              degf(whole), note = paste("by", column, "t CI df=degf(whole design)"))
  }
  b <- by(whole, "contact", "sex")
  for (i in seq_along(coef(b))) with_limits(case, "svyby(svymean)", "contact", names(coef(b))[i], coef(b)[[i]], sqrt(vcov(b)[i, i]), Inf,
                                            note = "by sex")
  answered <- subset(whole, !is.na(involved))
  for (method in c("logit", "mean")) for (conf in c(.9, .95)) {
    ci <- svyciprop(~involved, answered, method = method, level = conf, df = degf(answered))
    add(case, paste0("svyciprop:", method), "involved", "all", ci[[1]], sqrt(attr(ci, "var"))[1], confint(ci)[1], confint(ci)[2],
        conf, degf(whole))
  }
  yes <- svyciprop(~I(contact == "Ja"), whole, method = "logit", df = degf(whole))
  add(case, "svyciprop:logit", "contact=='Ja'", "all", yes[[1]], sqrt(attr(yes, "var"))[1], confint(yes)[1], confint(yes)[2], .95,
      degf(whole))

  if (!case %in% c("centres", "people_drawn_from_all")) next
  for (stat in c("involved", "grade")) {
    for (wave in c(2019, 2023)) {
      d <- subset(whole, year == wave)
      m <- means(d, stat)
      with_limits(case, "national svymean", stat, paste(wave), coef(m)[[1]], SE(m)[[1]], degf(d))
      b <- by(d, stat, "region")
      p <- c()
      for (i in seq_along(coef(b))) {
        region <- names(coef(b))[i]
        level <- paste(wave, region)
        with_limits(case, "region svyby", stat, level, coef(b)[[i]], sqrt(vcov(b)[i, i]), degf(d))
        difference <- part(d, stat, region)
        estimate <- coef(difference)[[1]]; se <- SE(difference)[[1]]
        with_limits(case, "region minus national, region part of nation (joint linearisation)", stat, level, estimate, se, degf(d), test = TRUE)
        p[level] <- 2 * pt(-abs(estimate / se), degf(d))
        own <- as.numeric(d$variables$region == region)
        rest <- svyglm(as.formula(paste(stat, "~ here")), update(d, here = own))
        with_limits(case, "region minus rest of nation (svyglm)", stat, level, coef(rest)[[2]], sqrt(vcov(rest)[2, 2]), degf(d), test = TRUE)
      }
      for (level in names(p)) {
        add(case, "p.adjust BH over regions for region-minus-national", stat, level, conf = NA, p = p.adjust(p, "BH")[[level]])
        add(case, "p.adjust holm over regions for region-minus-national", stat, level, conf = NA, p = p.adjust(p, "holm")[[level]])
      }
      g <- by(d, stat, "poor_health")
      gap <- svycontrast(g, c(-1, 1))
      with_limits(case, "group gap poor_health 1-0 national", stat, paste(wave), coef(gap)[[1]], SE(gap)[[1]], degf(d))
      g <- by(d, stat, "sex")
      gap <- svycontrast(g, c(1, -1))
      with_limits(case, "group gap sex Kvinna-Man national", stat, paste(wave), coef(gap)[[1]], SE(gap)[[1]], degf(d))
    }
    b <- by(whole, stat, "year")
    change <- svycontrast(b, c(-1, 1))
    with_limits(case, "national change 2019->2023", stat, "", coef(change)[[1]], SE(change)[[1]], degf(whole), test = TRUE)
    b <- by(whole, stat, c("year", "region"))
    for (region in regions$region) {
      weights <- ifelse(b$region == region, ifelse(b$year == 2023, 1, -1), 0)
      change <- svycontrast(b, weights)
      with_limits(case, "region change 2019->2023", stat, region, coef(change)[[1]], SE(change)[[1]], degf(whole), test = TRUE)
    }
  }
}
expected <- do.call(rbind, rows)
written(expected, "survey", "expected.csv")

# ---- closed forms ---------------------------------------------------------------------------------------------------
shares <- expand.grid(k = 1:14, conf = c(.9, .95, .99))
counts <- data.frame(x = c(0, 7, 1, 3, 12, 19, 160, 331, 2, 999, 48123, 5, 11, 64), n = c(7, 7, 9, 11, 30, 22, 160, 512, 740, 1000, 71233, 5, 23, 97))
wilson <- cbind(counts[shares$k, ], conf = shares$conf)
limits <- t(mapply(function(x, n, conf) suppressWarnings(prop.test(x, n, conf.level = conf, correct = FALSE)$conf.int), wilson$x, wilson$n, wilson$conf))
written(cbind(wilson, wilson_lo = limits[, 1], wilson_hi = limits[, 2]), "intervals", "wilson.csv")

pairs <- data.frame(a = c(9, 0, 5, 61, 210, 1840, 3, 8, 45), m = c(14, 6, 5, 80, 310, 2900, 400, 8, 88),
                    b = c(4, 3, 0, 55, 4400, 1700, 9, 7, 30), n = c(15, 9, 7, 83, 7600, 2800, 420, 7, 61))
wilson_of <- function(x, n) suppressWarnings(prop.test(x, n, correct = FALSE)$conf.int)
hybrid <- t(apply(pairs, 1, function(r) {
  p1 <- r[["a"]] / r[["m"]]; p2 <- r[["b"]] / r[["n"]]; first <- wilson_of(r[["a"]], r[["m"]]); second <- wilson_of(r[["b"]], r[["n"]])
  c(p1 - p2, p1 - p2 - sqrt((p1 - first[1])^2 + (second[2] - p2)^2), p1 - p2 + sqrt((first[2] - p1)^2 + (p2 - second[1])^2))
}))
written(cbind(pairs, diff = hybrid[, 1], lower = hybrid[, 2], upper = hybrid[, 3]), "intervals", "newcombe.csv")

sets <- list(regions = runif(21)^3, ties = c(.04, .004, .04, .2, .004, .9), one = .03, small = c(1e-12, 3e-5, .011, .012, .049, .8))
adjusted <- do.call(rbind, lapply(names(sets), function(set) data.frame(set = set, p = sets[[set]],
  holm = p.adjust(sets[[set]], "holm"), BH = p.adjust(sets[[set]], "BH"))))
written(adjusted, "intervals", "p_adjust.csv")

quantiles <- rbind(expand.grid(fn = "qnorm", x = c(.0005, .01, .025, .2, .4, .9, .975, .9995), par1 = NA),
                   expand.grid(fn = "qt", x = c(.0005, .025, .1, .975, .995), par1 = c(1, 2, 3.5, 11, 88, 1400)),
                   expand.grid(fn = "pnorm", x = c(-9, -5.5, -1.96, -.3, 0, 1.2, 3), par1 = NA),
                   expand.grid(fn = "pt", x = c(-40, -6, -2.1, -.4, .7, 2.8), par1 = c(1, 2, 4.5, 17, 240)))
quantiles$par2 <- NA
quantiles$value <- mapply(function(fn, x, df) do.call(fn, if (is.na(df)) list(x) else list(x, df)),
                          as.character(quantiles$fn), quantiles$x, quantiles$par1)
written(quantiles, "intervals", "distributions.csv")

published <- do.call(rbind, lapply(1:2, function(set) {
  pop <- round(population * c(1, 1, 1, set, 1, 1, 1)); est <- round(60 + rnorm(7, 0, 3), 2); se <- round(runif(7, .7, 2.6), 3)
  f <- pop / sum(pop); nation <- sum(f * est); se_nation <- sqrt(sum(f^2 * se^2))
  # The difference is a sum over independent regions: (1 - f) of the region itself, -f of each other.
  se_diff <- sapply(1:7, function(i) { k <- -f; k[i] <- 1 - f[i]; sqrt(sum(k^2 * se^2)) })
  p <- 2 * pnorm(-abs((est - nation) / se_diff))
  data.frame(set = set, region = names(population), pop = pop, est = est, se = se, national = nation, se_national = se_nation,
             diff = est - nation, se_diff_part_of_whole = se_diff, se_diff_naive = sqrt(se^2 + se_nation^2),
             p_part_of_whole = p, p_BH = p.adjust(p, "BH"), p_holm = p.adjust(p, "holm"))
}))
written(published, "intervals", "part_of_whole.csv")

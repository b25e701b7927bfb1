# A simulated survey of 21 regions in three rounds, and what comparisons of it give: Rscript tests/oracle/comparisons.R tests/oracle/comparisons
suppressMessages(library(survey))
options(digits = 15, survey.lonely.psu = "fail")
set.seed(2604)
folder <- commandArgs(trailingOnly = TRUE)[1]
dir.create(folder, showWarnings = FALSE)
written <- function(table, name) write.csv(table, file.path(folder, name), row.names = FALSE, na = "", fileEncoding = "UTF-8", quote = FALSE)
text <- function(x) ifelse(is.na(x), "", formatC(x, digits = 15, format = "g", width = 1))

# ---- the survey: two strata in each region and round, three units in each ------------------------------------------
codes <- sprintf("%02d", c(1, 3:10, 12:14, 17:25))
level <- setNames(rnorm(21, 0, .35), codes)
unit <- expand.grid(unit = 1:3, stratum = c("A", "B"), region = codes, year = c(2018, 2020, 2022), stringsAsFactors = FALSE)
unit$lift <- level[unit$region] + (unit$year == 2022) * .25 + rnorm(nrow(unit), 0, .2)
people <- unit[rep(seq_len(nrow(unit)), 2 + rpois(nrow(unit), 4)), ]
n <- nrow(people)
chance <- function(logit) as.integer(runif(n) < plogis(logit))
people <- within(people, {
  health <- ifelse(runif(n) < .6, "bra", ifelse(runif(n) < .5, "ganska", "svag"))
  person <- rnorm(n, 0, .7)
  involved <- chance(.5 + lift + person - .5 * (health == "svag") + .3 * (health == "svag" & year == 2022))
  informed <- chance(.9 + lift + person)
  involved[runif(n) < .06] <- NA
  informed[runif(n) < .04] <- NA
  health[runif(n) < .02] <- NA
  weight <- round(exp(rnorm(n, 3, .3)), 3)
  stratum <- paste0(year, region, stratum)
})
input <- people[sample(n), c("year", "region", "stratum", "unit", "weight", "health", "involved", "informed")]
input$year <- as.integer(input$year)
written(input, "input.csv")
input <- read.csv(file.path(folder, "input.csv"), na.strings = "", colClasses = c(region = "character"), fileEncoding = "UTF-8")

whole <- svydesign(~unit, strata = ~stratum, weights = ~weight, nest = TRUE, data = input)

# Any contrast of shares: a column of numerators and one of denominators for each part, all totals at once, then the delta method.
contrast <- function(design, parts) {
  names <- seq_along(parts)
  for (k in names) {
    p <- parts[[k]]
    inside <- with(design$variables, eval(p$inside)) & !is.na(design$variables[[p$stat]])
    inside[is.na(inside)] <- FALSE
    design$variables[[paste0("num", k)]] <- ifelse(inside, design$variables[[p$stat]], 0)
    design$variables[[paste0("den", k)]] <- as.numeric(inside)
  }
  totals <- svytotal(as.formula(paste("~", paste0("num", names, " + den", names, collapse = " + "))), design)
  ratio <- paste(sapply(names, function(k) sprintf("(%.17g) * num%d / den%d", parts[[k]]$factor, k, k)), collapse = " + ")
  found <- eval(substitute(svycontrast(totals, e), list(e = call("quote", parse(text = ratio)[[1]]))))
  c(coef(found)[[1]], SE(found)[[1]])
}
part <- function(factor, stat, inside) list(factor = factor, stat = stat, inside = inside)
rows <- list()
add <- function(kind, region, year, base, group_level, population, parts, df) {
  found <- contrast(whole, parts)
  rows[[length(rows) + 1]] <<- data.frame(kind, region, year, base, level = group_level, population, estimate = text(found[1]),
    se = text(found[2]), lower = text(found[1] - qt(.975, df) * found[2]), upper = text(found[1] + qt(.975, df) * found[2]), df = text(df),
    p = text(2 * pt(-abs(found[1] / found[2]), df)), detectable = text((qt(.975, df) + qt(.8, df)) * found[2]))
}
peers <- list("13" = c("03", "04", "05", "06", "18", "19", "24"), "09" = c("07", "08", "10", "20", "22", "23", "25"))
at <- function(r, y, l = NULL) bquote(region == .(r) & year == .(y) & .(if (is.null(l)) TRUE else bquote(health == .(l))))
others <- function(r, y, l = NULL) bquote(region != .(r) & year == .(y) & .(if (is.null(l)) TRUE else bquote(health == .(l))))
not_at <- function(r, y, l) bquote(region == .(r) & year == .(y) & health != .(l))
degrees <- function(y) degf(subset(whole, year == y))
for (r in names(peers)) {
  for (y in c(2018, 2022)) add("peers", r, y, y, "", "peers",
    c(list(part(1, "involved", at(r, y))), lapply(peers[[r]], function(k) part(-1 / 7, "involved", at(k, y)))), degrees(y))
  for (y in c(2018, 2022)) add("rest", r, y, y, "", "rest",
    list(part(1, "involved", at(r, y)), part(-1, "involved", others(r, y))), degrees(y))
  for (y in c(2020, 2022)) add("between_measures", r, y, y, "", "same",
    list(part(1, "involved", at(r, y)), part(-1, "informed", at(r, y))), degrees(y))
  for (base in c(2018, 2020)) {
    add("difference_in_differences", r, 2022, base, "", "rest",
        list(part(1, "involved", at(r, 2022)), part(-1, "involved", at(r, base)), part(-1, "involved", others(r, 2022)), part(1, "involved", others(r, base))), degf(whole))
    for (l in c("ganska", "svag")) {
      gap <- function(f, where, y) list(part(f, "involved", where(r, y, l)), part(-f, "involved", where(r, y, "bra")))
      add("gap_change", r, 2022, base, l, "same", c(gap(1, at, 2022), gap(-1, at, base)), degf(whole))
      add("difference_in_differences", r, 2022, base, l, "rest",
          c(gap(1, at, 2022), gap(-1, at, base), gap(-1, others, 2022), gap(1, others, base)), degf(whole))
      add("difference_in_differences", r, 2022, base, l, "other_levels",
          list(part(1, "involved", at(r, 2022, l)), part(-1, "involved", at(r, base, l)), part(-1, "involved", not_at(r, 2022, l)), part(1, "involved", not_at(r, base, l))), degf(whole))
    }
  }
}
# The nation: a group against the population at large.
nation <- function(y, l) bquote(year == .(y) & health == .(l))
at_large <- function(y, l) bquote(year == .(y) & health != .(l))
for (l in c("ganska", "svag")) for (base in c(2018, 2020)) add("difference_in_differences", "00", 2022, base, l, "other_levels",
  list(part(1, "involved", nation(2022, l)), part(-1, "involved", nation(base, l)), part(-1, "involved", at_large(2022, l)), part(1, "involved", at_large(base, l))), degf(whole))
written(do.call(rbind, rows), "line_expected.csv")

# ---- places: Holm over the one-sided p-values of a region against every other ---------------------------------------
places <- function(value, p_ahead, p_behind, alpha = .05) {
  adjusted <- p.adjust(c(p_ahead, p_behind), "holm")
  m <- length(p_ahead)
  data.frame(place = 1 + sum(value$others > value$own), low = 1 + sum(adjusted[1:m] < alpha), high = m + 1 - sum(adjusted[m + 1:m] < alpha), of = m + 1)
}
b <- svyby(~involved, ~region, subset(whole, year == 2022 & !is.na(involved)), svymean, covmat = TRUE)
df <- degrees(2022)
ranks <- do.call(rbind, lapply(codes, function(r) {
  rest <- setdiff(codes, r)
  t <- sapply(rest, function(k) { w <- (codes == k) - (codes == r); c <- svycontrast(b, w); coef(c)[[1]] / SE(c)[[1]] })
  data.frame(region = r, year = 2022, places(list(own = coef(b)[[r]], others = coef(b)[rest]), pt(t, df, lower.tail = FALSE), pt(t, df)))
}))
written(ranks, "line_places_expected.csv")

# Published values: independent, normal.
sets <- list(apart = list(est = c(61, 64, 70, 71, 83), se = c(1.5, 1.2, .9, 1.4, 1)), alike = list(est = c(50, 50.2, 49.7, 51), se = c(2, 2, 3, 1)),
             regions = list(est = round(70 + rnorm(21, 0, 4), 1), se = round(runif(21, .6, 3), 2)))
closed <- do.call(rbind, lapply(names(sets), function(s) with(sets[[s]], do.call(rbind, lapply(seq_along(est), function(i) {
  z <- (est[-i] - est[i]) / sqrt(se[-i]^2 + se[i]^2)
  found <- places(list(own = est[i], others = est[-i]), pnorm(z, lower.tail = FALSE), pnorm(z))
  data.frame(set = s, region = i, est = est[i], se = se[i], place = found$place, place_low = found$low, place_high = found$high, places = found$of)
})))))
written(closed, "places.csv")

# ---- what could have been seen, and the answers it takes -----------------------------------------------------------
power <- expand.grid(se = c(.008, .021, .05, 1.4), df = c(6, 25, 126, Inf), conf = c(.9, .95, .99))
power$detectable <- with(power, (qt(1 - (1 - conf) / 2, df) + qt(.8, df)) * se)
power$n <- 240
power$se_other <- power$se / 5
power$relevance <- power$se * 2
power$needed <- with(power, ceiling(n * se^2 / ((relevance / (detectable / se))^2 - se_other^2)))
written(transform(power, se = text(se), detectable = text(detectable), se_other = text(se_other), relevance = text(relevance)), "detectable.csv")

# The mean of similar regions from published values.
means <- do.call(rbind, lapply(1:6, function(s) { est <- round(70 + rnorm(7, 0, 4), 1); se <- round(runif(7, .6, 3), 2)
  own <- round(70 + rnorm(1, 0, 4), 1); se_own <- round(runif(1, .6, 3), 2); se_diff <- sqrt(se_own^2 + sum(se^2) / 49)
  data.frame(set = s, peers = paste(est, collapse = " "), se_peers = paste(se, collapse = " "), own, se_own, peer_mean = mean(est),
             se_peer_mean = sqrt(sum(se^2)) / 7, diff = own - mean(est), se_diff, p = 2 * pnorm(-abs((own - mean(est)) / se_diff))) }))
written(transform(means, peer_mean = text(peer_mean), se_peer_mean = text(se_peer_mean), diff = text(diff), se_diff = text(se_diff), p = text(p)), "peer_means.csv")

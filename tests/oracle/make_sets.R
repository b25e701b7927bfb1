# Makes tests/oracle/statistics/funnel_limits.csv, and in tests/data/sets small tables with what the whole line must make
# of them: funnels with over-dispersion, control charts with their rules, shrinkage, slopes and rates, written out in base
# R. All figures are simulated. Rscript tests/oracle/make_sets.R tests
options(digits = 15)
set.seed(2118)
tests <- commandArgs(trailingOnly = TRUE)[1]
dir.create(file.path(tests, "data/sets"), showWarnings = FALSE)
text <- function(x) ifelse(is.na(x), "", formatC(x, digits = 15, format = "g", width = 1))
written <- function(table, name, folder = file.path(tests, "data/sets")) write.csv(as.data.frame(lapply(table, function(x) if (is.numeric(x)) text(x) else x), check.names = FALSE),
                                           file.path(folder, name), row.names = FALSE, quote = FALSE, fileEncoding = "UTF-8")
codes <- c("01", "03", "04", "05", "06", "07", "08", "09", "10", "12", "13", "14", "17", "18", "19", "20", "21", "22", "23", "24", "25")

# ---- funnels ---------------------------------------------------------------------------------------------------------
winsorise <- function(z, by) { q <- quantile(z, c(by, 1 - by), type = 7); pmin(pmax(z, q[1]), q[2]) }
limits <- function(value, n, scale, target, widening, by) {
  f <- if (scale == "share") function(v) asin(sqrt(v)) else sqrt
  back <- if (scale == "share") function(y) sin(pmin(pmax(y, 0), pi / 2))^2 else function(y) pmax(y, 0)^2
  s <- 1 / (2 * sqrt(n)); z <- (f(value) - f(target)) / s
  phi <- mean(winsorise(z, by)^2); k <- length(n); w <- 1 / s^2
  tau2 <- max(0, (k * phi - (k - 1)) / (sum(w) - sum(w^2) / sum(w)))
  force <- if (phi > 1) widening else "none"
  at <- function(confidence) {
    a <- (1 - confidence) / 2; q <- qnorm(1 - a)
    if (force == "none" && scale == "share") { r <- q * sqrt(target * (1 - target) / n); return(cbind(pmax(0, target - r), pmin(1, target + r))) }
    if (force == "none") { e <- n * target; return(target * cbind(qchisq(a, 2 * e) / 2 / e, qchisq(1 - a, 2 * (e + 1)) / 2 / e)) }
    r <- q * if (force == "multiplicative") sqrt(phi) * s else sqrt(s^2 + tau2)
    cbind(back(f(target) - r), back(f(target) + r))
  }
  inner <- at(.95); outer <- at(.998)
  place <- ifelse(value < outer[, 1], "far_below", ifelse(value > outer[, 2], "far_above", ifelse(value < inner[, 1], "below", ifelse(value > inner[, 2], "above", "within"))))
  data.frame(value = value, size = n, target = target, widening = widening, in_force = force, winsorised = by, phi = phi, tau2 = tau2,
    inner_low = inner[, 1], inner_high = inner[, 2], outer_low = outer[, 1], outer_high = outer[, 2], place = place)
}
n <- round(exp(rnorm(21, 6.6, .9))); p <- plogis(qlogis(.62) + rnorm(21, 0, .2)); x <- rbinom(21, n, p)
expected <- exp(rnorm(17, 3, 1)); observed <- rpois(17, expected * exp(rnorm(17, 0, .3))); observed[4] <- 0
quiet <- round(c(400, 900, 150, 2000, 700)); still <- c(.5, .51, .47, .495, .52)
all <- list()
for (widening in c("none", "multiplicative", "additive")) for (by in c(0, .1)) {
  all[[length(all) + 1]] <- cbind(set = paste("shares", widening, by), scale = "share", limits(x / n, n, "share", sum(x) / sum(n), widening, by))
  all[[length(all) + 1]] <- cbind(set = paste("ratios", widening, by), scale = "ratio", limits(observed / expected, expected, "ratio", 1.1, widening, by))
}
all[[length(all) + 1]] <- cbind(set = "quiet", scale = "share", limits(still, quiet, "share", .5, "additive", .1))
written(do.call(rbind, all), "funnel_limits.csv", file.path(tests, "oracle/statistics"))
# The same regions as the line must show them: the mean as the centre, widened and drawn in as by default.
written(cbind(region = codes, limits(x / n, n, "share", sum(x) / sum(n), "additive", .1)), "funnel.csv")
table <- data.frame("mått" = "Fick tid (simulerat)", region = codes, "år" = 2023, "täljare" = x, "nämnare" = n, check.names = FALSE)
written(table, "regions.csv")

# ---- control charts --------------------------------------------------------------------------------------------------
rules <- function(y, centre, reach) {
  k <- length(y); side <- sign(y - centre); out <- abs(y - centre) > reach; close <- !out & abs(y - centre) > 2 / 3 * reach
  steps <- sign(diff(y)); run <- trend <- three <- rep(FALSE, k)
  for (i in seq_len(max(0, k - 6))) {
    w <- i:(i + 6); if (all(side[w] == side[i]) && side[i] != 0) run[w] <- TRUE
    s <- steps[i:(i + 5)]; if (all(s == s[1]) && s[1] != 0) trend[w] <- TRUE
  }
  for (i in seq_len(max(0, k - 2))) { w <- i:(i + 2); if (all(side[w] == side[i]) && side[i] != 0 && sum(close[w]) >= 2) three[w] <- TRUE }
  up <- function(i) if (i < k && trend[i + 1] && i <= k - 1) steps[i] else steps[i - 1]
  sapply(seq_len(k), function(i) if (out[i]) c("below_limit", "above_limit")[1 + (side[i] > 0)]
    else if (trend[i]) c("falling", "rising")[1 + (up(i) > 0)]
    else if (three[i] && close[i]) c("near_lower", "near_upper")[1 + (side[i] > 0)]
    else if (run[i]) c("run_below", "run_above")[1 + (side[i] > 0)] else "none")
}
months <- sprintf("%d-%02d", rep(2022:2023, each = 12), 1:12)
m <- round(runif(24, 180, 420)); share <- c(rep(.7, 12), rep(.745, 12)); share[5] <- .55; y <- rbinom(24, m, share)
m[9] <- 3; y[9] <- 2
shown <- m >= 5
centre <- sum(y[shown]) / sum(m[shown]); sigma <- sqrt(centre * (1 - centre) / m[shown])
z <- (y[shown] / m[shown] - centre) / sigma; laney <- mean(abs(diff(z))) / 1.128
chart <- function(name, centre, reach, value, low, high) data.frame(chart = name, period = months[shown], value = value, centre = centre, low = low, high = high,
  signal = rules(value, centre, reach))
p <- y[shown] / m[shown]; mr <- abs(diff(p)); screened <- mean(mr[mr < 3.267 * mean(mr)]); xmr <- rep(2.66 * screened, sum(shown))
cap <- function(name, reach) chart(name, centre, reach, p, pmax(0, centre - reach), pmin(1, centre + reach))
written(rbind(cap("p", 3 * sigma), cap("p_laney", 3 * sigma * laney), chart("xmr", mean(p), xmr, p, mean(p) - xmr, mean(p) + xmr)), "control_charts.csv")
written(data.frame("mått" = "Tid inom tre dagar (simulerat)", region = "13", "månad" = months, "täljare" = y, "nämnare" = m, check.names = FALSE), "months.csv")

# ---- shrinkage: REML by its own likelihood ---------------------------------------------------------------------------
value <- x / n; v <- value * (1 - value) / n
restricted <- function(t) { w <- 1 / (v + t); mu <- sum(w * value) / sum(w); -.5 * (sum(log(v + t)) + log(sum(w)) + sum(w * (value - mu)^2)) }
tau2 <- optimize(function(l) -restricted(exp(l)), c(-16, -2), tol = 1e-13)$minimum
tau2 <- exp(tau2); w <- 1 / (v + tau2); mu <- sum(w * value) / sum(w); own <- tau2 / (tau2 + v)
se <- sqrt(own * v + ((1 - own)^2) / sum(w)); shrunk <- own * value + (1 - own) * mu
written(data.frame(region = codes, own = 100 * value, value = 100 * shrunk, se = 100 * se, low = 100 * (shrunk - qnorm(.975) * se), high = 100 * (shrunk + qnorm(.975) * se),
  mean = 100 * mu, tau2 = 1e4 * tau2), "shrunken.csv")

# ---- rates: deaths by age and sex, standardised to the European population of 2013 and to riket's rows -----------------
ages <- c("0-14", "15-44", "45-64", "65-84", "85+")
esp <- c(sum(5000, 5500, 5500), sum(5500, 6000, 6000, 6500, 7000, 7000), sum(7000, 7000, 6500, 6000), sum(5500, 5000, 4000, 2500), 2500)
stopifnot(sum(esp) == 1e5)
some <- c("01", "09", "12", "13", "23", "25"); size <- c(24, .03, 14, 3.4, 1.3, 2.5)
cells <- expand.grid(region = some, kon = c("kvinna", "man"), alder = ages, stringsAsFactors = FALSE)
share <- c(.17, .37, .25, .18, .03)[match(cells$alder, ages)]
cells$folkmangd <- round(size[match(cells$region, some)] * 5e4 * share * runif(nrow(cells), .9, 1.1))
risk <- c(.0002, .0006, .004, .03, .16)[match(cells$alder, ages)] * ifelse(cells$kon == "man", 1.25, 1)
cells$avlidna <- rpois(nrow(cells), cells$folkmangd * risk * rep(exp(rnorm(6, 0, .1)), 10))
rest <- cells[cells$region == "01", ]; rest$folkmangd <- rest$folkmangd * 3; rest$avlidna <- rpois(10, rest$avlidna * 3)
nation <- aggregate(cbind(folkmangd, avlidna) ~ kon + alder, rbind(cells, rest), sum); nation$region <- "00"
deaths <- rbind(nation[, names(cells)], cells)
written(cbind(ar = 2023, deaths[order(match(deaths$alder, ages)), ]), "deaths.csv")
byar <- function(o, a = .05) { z <- qnorm(1 - a / 2)
  if (o < 10) c(qgamma(a / 2, o), qgamma(1 - a / 2, o + 1)) else c(o * (1 - 1 / (9 * o) - z / (3 * sqrt(o)))^3, (o + 1) * (1 - 1 / (9 * (o + 1)) + z / (3 * sqrt(o + 1)))^3) }
age_sums <- function(code) aggregate(cbind(folkmangd, avlidna) ~ factor(alder, ages), deaths[deaths$region == code, ], sum)
N <- age_sums("00")
rates <- do.call(rbind, lapply(some, function(code) {
  a <- age_sums(code); o <- sum(a$avlidna); n <- sum(a$folkmangd); w <- esp / sum(esp); l <- byar(o)
  diff <- function(w, x, n, X, N) c(sum(w * (x / n - X / N)), sqrt(sum(w^2 * (x * (1 / n - 1 / N)^2 + (X - x) / N^2))))
  crude <- 1e5 * diff(1, o, n, sum(N$avlidna), sum(N$folkmangd))
  std <- 1e5 * diff(w, a$avlidna, a$folkmangd, N$avlidna, N$folkmangd)
  r <- sum(w * a$avlidna / a$folkmangd); v <- sum(w^2 * a$avlidna / a$folkmangd^2)
  own <- merge(deaths[deaths$region == code, ], nation, by = c("kon", "alder")); e <- sum(own$folkmangd.x * own$avlidna.y / own$folkmangd.y)
  k <- N$folkmangd / sum(N$folkmangd)
  rbind(data.frame(region = code, type = "rate", events = o, value = 1e5 * o / n, low = 1e5 * l[1] / n, high = 1e5 * l[2] / n, se = 1e5 * sqrt(o) / n, difference = crude[1], se_difference = crude[2], p = 2 * pnorm(-abs(crude[1] / crude[2]))),
    if (o >= 10) data.frame(region = code, type = "directly_standardised_rate", events = o, value = 1e5 * r, low = 1e5 * (r + sqrt(v / o) * (l[1] - o)), high = 1e5 * (r + sqrt(v / o) * (l[2] - o)), se = 1e5 * sqrt(v),
      difference = std[1], se_difference = std[2], p = 2 * pnorm(-abs(std[1] / std[2]))),
    data.frame(region = code, type = "indirectly_standardised_ratio", events = o, value = o / e, low = l[1] / e, high = l[2] / e, se = sqrt(o) / e, difference = o / e - 1, se_difference = sqrt(o) / e, p = poisson.test(o, e)$p.value),
    if (o >= 10) data.frame(region = code, type = "nation_standard", events = o, value = 1e5 * sum(k * a$avlidna / a$folkmangd), low = NA, high = NA, se = 1e5 * sqrt(sum(k^2 * a$avlidna / a$folkmangd^2)), difference = NA, se_difference = NA, p = NA))
}))
written(rates, "rates.csv")

# ---- a funnel of standardised rates: the people of a crude rate with the same variance, r/v ------------------------------
# Drawn with a seed of its own, so that what follows stays as it is.
kept <- .Random.seed; set.seed(411)
many <- expand.grid(region = codes, alder = ages, stringsAsFactors = FALSE)
many$folkmangd <- round(1e5 * exp(rnorm(21, 0, .8))[match(many$region, codes)] * c(.17, .37, .25, .18, .03)[match(many$alder, ages)] * runif(nrow(many), .8, 1.2))
many$avlidna <- rpois(nrow(many), many$folkmangd * c(.0002, .0006, .004, .03, .16)[match(many$alder, ages)] * exp(rnorm(21, 0, .08))[match(many$region, codes)])
riket <- aggregate(cbind(folkmangd, avlidna) ~ alder, many, sum); riket$region <- "00"
many <- rbind(riket[, names(many)], many)
written(cbind(ar = 2023, many[order(match(many$alder, ages)), ]), "deaths_21.csv")
dsr <- t(sapply(c("00", codes), function(code) {
  a <- many[many$region == code, ]; a <- a[match(ages, a$alder), ]; w <- esp / sum(esp)
  c(r = sum(w * a$avlidna / a$folkmangd), v = sum(w^2 * a$avlidna / a$folkmangd^2), events = sum(a$avlidna)) }))
centre <- dsr["00", "r"]; dsr <- dsr[codes, ]; people <- dsr[, "r"] / dsr[, "v"]
written(do.call(rbind, lapply(c("none", "multiplicative", "additive"), function(widening) {
  f <- limits(dsr[, "r"] / centre, people * centre, "ratio", 1, widening, .1)
  bounds <- c("value", "inner_low", "inner_high", "outer_low", "outer_high"); f[bounds] <- 1e5 * centre * f[bounds]
  f$size <- people; f$target <- 1e5 * centre; cbind(region = codes, f) })), "funnel_standardised.csv")
assign(".Random.seed", kept, globalenv())

# ---- slopes over ordered groups: a table, and the survey of tests/oracle/survey ----------------------------------------
levels <- c("grund", "gymnasium", "högskola")
n <- c(312, 540, 401); y <- rbinom(3, n, c(.55, .61, .7))
written(data.frame("mått" = "Nöjd (simulerat)", region = "13", "år" = 2023, utbildning = levels, "täljare" = y, "nämnare" = n, check.names = FALSE), "groups.csv")
line <- function(value, people, variance) {
  x <- (cumsum(people) - people / 2) / sum(people); fit <- lm(value ~ x, weights = people); b <- coef(fit)
  contrast <- people * (x - .5) / sum(people * (x - .5)^2); c <- cov.wt(cbind(value, x), people, method = "ML")$cov[1, 2]
  data.frame(slope = b[[2]], se = sqrt(c(t(contrast) %*% variance %*% contrast)), relative = sum(b) / b[[1]], relative_to_mean = b[[2]] / weighted.mean(value, people),
    concentration = 2 * c / weighted.mean(value, people))
}
p <- y / n
table <- line(100 * p, n, diag(1e4 * p * (1 - p) / n))
suppressMessages(library(survey))
input <- read.csv(file.path(tests, "oracle/survey/input.csv"), na.strings = "")
design <- svydesign(~centre, strata = ~stratum, weights = ~weight, nest = TRUE, data = input)
one <- subset(design, year == 2023 & region == "Halland" & !is.na(grade) & !is.na(involved) & grade >= 2 & grade <= 5)
by <- svyby(~involved, ~grade, one, svymean, covmat = TRUE)
survey <- line(coef(by), c(tapply(one$variables$weight[is.finite(one$prob)], one$variables$grade[is.finite(one$prob)], sum)), vcov(by))
print(svyby(~involved, ~grade, one, unwtd.count))
written(rbind(cbind(case = "table", table), cbind(case = "survey", survey)), "slopes.csv")

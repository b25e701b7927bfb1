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

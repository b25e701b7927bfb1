# Makes tests/oracle/statistics: counts, tests, quantiles, regressions and charts computed by base R.
# Rscript tests/oracle/make_statistics.R tests/oracle
options(digits = 15)
set.seed(1317)
folder <- file.path(commandArgs(trailingOnly = TRUE)[1], "statistics")
dir.create(folder, showWarnings = FALSE)
quiet <- suppressWarnings
text <- function(x) ifelse(is.na(x), "", ifelse(is.infinite(x), ifelse(x > 0, "Inf", "-Inf"), formatC(x, digits = 15, format = "g", width = 1)))
written <- function(table, name) write.csv(as.data.frame(lapply(table, function(x) if (is.numeric(x)) text(x) else x), check.names = FALSE),
                                           file.path(folder, name), row.names = FALSE, quote = TRUE, fileEncoding = "UTF-8")
# The names of the first row are the columns; R gives some values names of their own.
by_row <- function(table, f) {
  found <- lapply(seq_len(nrow(table)), function(i) f(unlist(table[i, ])))
  `colnames<-`(do.call(rbind, lapply(found, unname)), sub("[.](x|conf|X-squared|odds ratio)$", "", names(found[[1]])))
}
rows <- list()
add <- function(case, dataset, call, stat, level = "", estimate = NA, se = NA, lower = NA, upper = NA, conf = NA, df = NA, p = NA, note = "")
  rows[[length(rows) + 1]] <<- data.frame(case = case, dataset = dataset, call = call, stat = stat, level = level, estimate = estimate,
    se = se, lower = lower, upper = upper, conf = conf, df = df, p = p, note = note)
flush <- function(name) { written(do.call(rbind, rows), name); rows <<- list() }

# ---- one and two shares, one and two rates ---------------------------------------------------------------------------
shares <- expand.grid(k = 1:9, conf = c(.9, .95, .998))
counts <- data.frame(x = c(0, 6, 1, 44, 250, 9000, 61234, 3, 17), n = c(8, 6, 13, 61, 1000, 9500, 200000, 90, 40),
                     p0 = c(.3, .5, .2, .7, .26, .95, .3055, .05, .425))
one <- cbind(counts[shares$k, ], conf = shares$conf)
one <- cbind(one, by_row(one, function(r) quiet({
  plain <- prop.test(r["x"], r["n"], p = r["p0"], conf.level = r["conf"], correct = FALSE)
  cc <- prop.test(r["x"], r["n"], p = r["p0"], conf.level = r["conf"])
  exact <- binom.test(r["x"], r["n"], p = r["p0"], conf.level = r["conf"])
  c(wilson_lo = plain$conf.int[1], wilson_hi = plain$conf.int[2], score_chisq = unname(plain$statistic), score_p = plain$p.value,
    wilsoncc_lo = cc$conf.int[1], wilsoncc_hi = cc$conf.int[2], cc_p = cc$p.value, cp_lo = exact$conf.int[1], cp_hi = exact$conf.int[2],
    binom_p = exact$p.value)
})))
written(one, "prop_one.csv")
two <- data.frame(x1 = c(3, 40, 900, 1, 55, 0, 12), n1 = c(9, 88, 1100, 40, 60, 14, 15), x2 = c(7, 33, 5000, 9, 300, 5, 2), n2 = c(11, 70, 6600, 47, 410, 21, 19))
two <- cbind(two, by_row(two, function(r) quiet({
  x <- r[c(1, 3)]; n <- r[c(2, 4)]
  plain <- prop.test(x, n, correct = FALSE); cc <- prop.test(x, n); exact <- fisher.test(rbind(x, n - x))
  c(diff = unname(x[1] / n[1] - x[2] / n[2]), wald_lo = plain$conf.int[1], wald_hi = plain$conf.int[2], chisq = unname(plain$statistic),
    p = plain$p.value, waldcc_lo = cc$conf.int[1], waldcc_hi = cc$conf.int[2], chisq_cc = unname(cc$statistic), p_cc = cc$p.value,
    fisher_p = exact$p.value, fisher_or = unname(exact$estimate), fisher_lo = exact$conf.int[1], fisher_hi = exact$conf.int[2])
})))
written(two, "prop_two.csv")
rates <- expand.grid(k = 1:6, conf = c(.9, .95, .998))
counts <- data.frame(x = c(0, 1, 7, 40, 900, 123456), T = c(3.2, 11, 4.5, 90, 700, 1e5), r0 = c(.4, .1, 2, .45, 1.4, 1.23))
one <- cbind(counts[rates$k, ], conf = rates$conf)
one <- cbind(one, by_row(one, function(r) { e <- poisson.test(r["x"], r["T"], r["r0"], conf.level = r["conf"])
  c(rate = unname(r["x"] / r["T"]), exact_lo = e$conf.int[1], exact_hi = e$conf.int[2], p = e$p.value) }))
written(one, "poisson_one.csv")
two <- data.frame(x1 = c(5, 0, 80, 1200, 3), T1 = c(10, 4, 910.5, 8000, 2), x2 = c(2, 6, 300, 1100, 40), T2 = c(12, 9, 5000, 8100, 9))
two <- cbind(two, by_row(two, function(r) { e <- poisson.test(r[c(1, 3)], r[c(2, 4)])
  c(ratio = unname(e$estimate), lo = e$conf.int[1], hi = e$conf.int[2], p = e$p.value) }))
written(two, "poisson_two.csv")
sets <- list(regions = runif(21)^2, ties = c(.03, .5, .03, 1, .0004, .03, .5), missing = c(.2, NA, .004, .05, NA, .01), two = c(.04, .011))
written(do.call(rbind, lapply(names(sets), function(set) { p <- sets[[set]]; a <- function(m) p.adjust(p, m)
  data.frame(set = set, p = p, holm = a("holm"), hochberg = a("hochberg"), hommel = a("hommel"), BH = a("BH"), BY = a("BY"), bonferroni = a("bonferroni")) })),
  "p_adjust.csv")

# ---- distributions ---------------------------------------------------------------------------------------------------
points <- rbind(
  expand.grid(fn = "qnorm", x = c(1e-30, 1e-6, .3, .999), par1 = NA, par2 = NA), expand.grid(fn = "pnorm", x = c(-12, -4, .5, 2), par1 = NA, par2 = NA),
  expand.grid(fn = "qt", x = c(1e-9, .01, .7, .9999), par1 = c(1.5, 30, 20000), par2 = NA), expand.grid(fn = "pt", x = c(-60, -3, 1.1), par1 = c(2, 25, 5000), par2 = NA),
  expand.grid(fn = "qchisq", x = c(1e-12, .02, .5, .99), par1 = c(.5, 3, 900), par2 = NA), expand.grid(fn = "pchisq", x = c(.01, 5, 800), par1 = c(1, 12, 1000), par2 = NA),
  expand.grid(fn = "qf", x = c(.001, .4, .98), par1 = c(1, 7), par2 = c(3, 250)), expand.grid(fn = "pf", x = c(.05, 1, 9), par1 = c(2, 11), par2 = c(6, 4000)),
  expand.grid(fn = "qbeta", x = c(1e-7, .3, .95), par1 = c(.5, 12, 40000), par2 = c(2, 60000)), expand.grid(fn = "pbeta", x = c(.001, .4, .401), par1 = c(2, 40000), par2 = c(5, 60000)),
  expand.grid(fn = "pgamma", x = c(.2, 9, 400), par1 = c(.3, 8, 420), par2 = 1), expand.grid(fn = "qgamma", x = c(1e-5, .5, .99), par1 = c(.3, 8, 420), par2 = 1),
  expand.grid(fn = "pbinom", x = c(0, 8, 3100), par1 = 10000, par2 = c(.001, .3)), expand.grid(fn = "ppois", x = c(0, 8, 90), par1 = c(2, 60, 110), par2 = NA))
points$value <- apply(points, 1, function(r) { a <- as.numeric(r[2:4]); do.call(r[["fn"]], as.list(a[!is.na(a)])) })
written(points, "distributions.csv")

# ---- one sample ------------------------------------------------------------------------------------------------------
samples <- list(four = c(2.5, -1, 7, 7), ties = sample(1:6, 31, TRUE), skewed = round(rexp(40, .1), 3))
written(do.call(rbind, lapply(names(samples), function(s) data.frame(set = s, i = seq_along(samples[[s]]), value = samples[[s]], w = (seq_along(samples[[s]]) * 3) %% 7 + 1))), "quantile_input.csv")
for (s in names(samples)) for (type in 1:9) for (p in c(0, .04, .1, .25, 1 / 3, .5, .62, .75, .9, 1))
  add(s, "quantile_input.csv", paste("quantile type", type), "q", text(p), unname(quantile(samples[[s]], p, type = type)))
for (s in names(samples)) { x <- samples[[s]]; w <- (seq_along(x) * 3) %% 7 + 1; people <- rep(x, w)
  add(s, "quantile_input.csv", "Hmisc::wtd.mean", "mean", estimate = mean(people)); add(s, "quantile_input.csv", "Hmisc::wtd.var", "var", estimate = var(people))
  for (p in c(.1, .5, .8)) add(s, "quantile_input.csv", "Hmisc::wtd.quantile", "weighted q", text(p), unname(quantile(people, p, type = 7))) }
flush("quantile_expected.csv")

# ---- two samples and tables ------------------------------------------------------------------------------------------
pairs <- list(small = list(A = round(rnorm(9, 50, 9), 4), B = round(rnorm(12, 58, 6), 4)), ties = list(A = sample(1:9, 55, TRUE), B = sample(2:10, 70, TRUE)),
              large = list(A = round(rexp(120, 1 / 30), 5), B = round(rexp(110, 1 / 36), 5)))
written(do.call(rbind, lapply(names(pairs), function(s) with(pairs[[s]], data.frame(set = s, group = rep(c("A", "B"), c(length(A), length(B))), value = c(A, B))))), "location_data.csv")
for (s in names(pairs)) { A <- pairs[[s]]$A; B <- pairs[[s]]$B; d <- "location_data.csv"
  for (alt in c("two.sided", "less", "greater")) quiet({
    w <- wilcox.test(A, B, alternative = alt); add(s, d, paste0("wilcox.test:", w$method), "W", alt, w$statistic, p = w$p.value)
    h <- wilcox.test(A, B, alternative = alt, conf.int = TRUE)
    add(s, d, "wilcox.test:hodges-lehmann", "A-B", alt, h$estimate, lower = h$conf.int[1], upper = h$conf.int[2], conf = .95, p = h$p.value)
    for (eq in c(FALSE, TRUE)) { t <- t.test(A, B, alternative = alt, var.equal = eq)
      add(s, d, if (eq) "t.test:pooled" else "t.test:Welch", "A-B", alt, mean(A) - mean(B), t$stderr, t$conf.int[1], t$conf.int[2], .95, t$parameter, t$p.value, paste0("t=", text(t$statistic))) } })
  quiet({ w <- wilcox.test(A, B, exact = FALSE, correct = FALSE); add(s, d, "wilcox.test:normal", "W", "two.sided", w$statistic, p = w$p.value)
    k <- kruskal.test(list(A, B, A + 4)); add(s, d, "kruskal.test(A,B,A+4)", "H", "", k$statistic, df = k$parameter, p = k$p.value)
    v <- var.test(A, B); add(s, d, "var.test", "F", "", v$estimate, lower = v$conf.int[1], upper = v$conf.int[2], conf = .95, p = v$p.value)
    k <- ks.test(A, B); add(s, d, "ks.test", "D", "", k$statistic, p = k$p.value) }) }
flush("location_expected.csv")
tables <- list(two = matrix(c(9, 4, 3, 11), 2), wide = matrix(c(6, 2, 4, 9, 1, 3, 0, 5), 2), tall = matrix(c(7, 1, 12, 5, 9, 2, 4, 4, 8), 3), empty = matrix(c(5, 0, 3, 4, 2, 6), 3))
written(do.call(rbind, lapply(names(tables), function(s) { m <- tables[[s]]; data.frame(set = s, row = c(row(m)), col = c(col(m)), n = c(m)) })), "contingency_input.csv")
for (s in names(tables)) quiet({ x <- chisq.test(tables[[s]]); add(s, "contingency_input.csv", "chisq.test", "X2", "", x$statistic, df = x$parameter, p = x$p.value)
  x <- chisq.test(tables[[s]], correct = FALSE); add(s, "contingency_input.csv", "chisq.test(correct=FALSE)", "X2", "", x$statistic, df = x$parameter, p = x$p.value)
  add(s, "contingency_input.csv", "fisher.test", "p", p = fisher.test(tables[[s]])$p.value) })
flush("contingency_expected.csv")

# ---- models ----------------------------------------------------------------------------------------------------------
n <- 160
people <- data.frame(region = sample(c("Dalarna", "Skåne", "Örebro"), n, TRUE), age = sample(18:95, n, TRUE), sex = sample(c("K", "M"), n, TRUE), late = rbinom(n, 1, .4))
people <- within(people, { good <- rbinom(n, 1, plogis(-.5 + .01 * age + .5 * late)); visits <- rpois(n, exp(.2 + .01 * age)); cost <- round(800 + 90 * visits + 3 * age + rnorm(n, 0, 20 + 2 * age), 2) })
written(people, "glm_input.csv")
fitted_rows <- function(case, data, call, m, V = vcov(m), df = NA) { b <- coef(m); se <- sqrt(diag(V))
  for (i in seq_along(b)) add(case, data, call, names(b)[i], "", b[[i]], se[[i]], df = df, p = 2 * if (is.na(df)) pnorm(-abs(b[[i]] / se[[i]])) else pt(-abs(b[[i]] / se[[i]]), df)) }
m <- glm(good ~ age + sex * late, binomial, people); fitted_rows("glm", "glm_input.csv", "glm binomial good~age+sex*late", m, summary(m)$cov.scaled)
add("glm", "glm_input.csv", "glm binomial", "deviance", estimate = deviance(m)); add("glm", "glm_input.csv", "glm binomial", "AIC", estimate = AIC(m))
m <- glm(visits ~ I(age / 10) + region, poisson, people); fitted_rows("glm", "glm_input.csv", "glm poisson visits~I(age / 10)+region", m, summary(m)$cov.scaled)
q <- glm(visits ~ I(age / 10) + region, quasipoisson, people); fitted_rows("glm", "glm_input.csv", "glm quasipoisson", q, summary(q)$cov.scaled, df.residual(q))
m <- lm(cost ~ visits + sex + I(age^2), people); fitted_rows("glm", "glm_input.csv", "lm cost~visits+sex+I(age^2)", m, df = df.residual(m))
X <- model.matrix(m); B <- solve(crossprod(X)); h <- hatvalues(m); e <- resid(m)
fitted_rows("glm", "glm_input.csv", "lm HC3", m, B %*% crossprod(X * e / (1 - h)) %*% B, df.residual(m))
for (method in c("pearson", "spearman")) quiet({ x <- cor.test(people$age, people$cost, method = method, exact = FALSE)
  if (method == "pearson") add("glm", "glm_input.csv", "cor.test pearson age,cost", "r", "", x$estimate, lower = x$conf.int[1], upper = x$conf.int[2], conf = .95, p = x$p.value)
  else add("glm", "glm_input.csv", "cor.test spearman age,cost", "rho", "", x$estimate, p = x$p.value) })
flush("glm_expected.csv")

panel <- expand.grid(region = c("Blekinge", "Dalarna", "Gotland", "Halland", "Kalmar"), year = 2016:2023)
panel <- within(panel, { treated <- as.integer(region %in% c("Dalarna", "Kalmar")); post <- as.integer(year >= 2020)
  y <- 50 + as.integer(region) * 3 + .4 * (year - 2016) + 2 * treated * post + rnorm(nrow(panel)); pop <- sample(6e4:3e5, 5)[as.integer(region)] })
written(panel, "did_panel.csv")
effect <- function(call, m, V, df) { b <- tail(coef(m), 1); se <- sqrt(V[length(coef(m)), length(coef(m))]); reach <- qt(.975, df) * se
  add("did", "did_panel.csv", call, "treated:post", "", b, se, b - reach, b + reach, .95, df, 2 * pt(-abs(b / se), df)) }
clustered <- function(m, w = 1, correct = TRUE) { X <- model.matrix(m); B <- solve(crossprod(X * sqrt(w))); S <- rowsum(X * w * resid(m), panel$region)
  N <- nrow(X); G <- nrow(S); (if (correct) G / (G - 1) * (N - 1) / (N - ncol(X)) else 1) * B %*% crossprod(S) %*% B }
plain <- lm(y ~ treated * post, panel); both <- lm(y ~ region + factor(year) + I(treated * post), panel); heavy <- lm(y ~ region + factor(year) + I(treated * post), panel, weights = pop)
effect("lm y~treated*post, OLS SE", plain, vcov(plain), df.residual(plain)); effect("lm y~treated*post, cluster region (CR1), t df=G-1", plain, clustered(plain), 4)
effect("TWFE lm, OLS SE", both, vcov(both), df.residual(both)); effect("TWFE lm, cluster region HC1, t df=G-1", both, clustered(both), 4)
effect("TWFE lm, cluster region no adj, t df=G-1", both, clustered(both, correct = FALSE), 4); effect("TWFE weighted by pop, cluster region HC1, t df=G-1", heavy, clustered(heavy, panel$pop), 4)
for (r in levels(panel$region)) { d <- panel[panel$region == r, ]; m <- lm(y ~ year, d); ci <- confint(m)[2, ]; s <- summary(m)$coefficients[2, ]
  add(r, "did_panel.csv", "lm trend y~year", "slope", "", s[1], s[2], ci[1], ci[2], .95, df.residual(m), s[4])
  add(r, "did_panel.csv", "Durbin-Watson", "dw", "", sum(diff(resid(m))^2) / sum(resid(m)^2))
  k <- cor.test(d$y, d$year, method = "kendall"); add(r, "did_panel.csv", "Mann-Kendall", "tau", "", k$estimate, p = k$p.value)
  m <- lm(y ~ I(year - 2016) + post + I(post * (year - 2020)), d); s <- summary(m)$coefficients
  for (i in 2:4) add(r, "did_panel.csv", "ITS segmented OLS", rownames(s)[i], "", s[i, 1], s[i, 2], df = df.residual(m), p = s[i, 4]) }
flush("did_trend_expected.csv")

# ---- inequality ------------------------------------------------------------------------------------------------------
ranked <- do.call(rbind, lapply(c("five", "ten"), function(s) { k <- if (s == "five") 5 else 10; pop <- sample(900:9000, k); count <- rbinom(k, pop, seq(.5, .3, length.out = k) + rnorm(k, 0, .02))
  data.frame(set = s, quantile = 1:k, pop = pop, rate = 100 * count / pop, count = count) }))
written(ranked, "equity_input.csv")
for (s in unique(ranked$set)) { d <- ranked[ranked$set == s, ]; d$x <- (cumsum(d$pop) - d$pop / 2) / sum(d$pop); D <- "equity_input.csv"
  m <- lm(rate ~ x, d, weights = pop); ci <- confint(m)[2, ]; e <- summary(m)$coefficients[2, ]; mean <- weighted.mean(d$rate, d$pop)
  add(s, D, "SII: lm(rate~ridit, weights=pop)", "SII", "", e[1], e[2], ci[1], ci[2], .95, df.residual(m), e[4])
  add(s, D, "RII = fitted(1)/fitted(0)", "RII", "", sum(coef(m)) / coef(m)[1]); add(s, D, "RII = SII/mean", "RII_mean", "", e[1] / mean)
  add(s, D, "concentration index", "CI", "", 2 * cov.wt(cbind(d$rate, d$x), d$pop, method = "ML")$cov[1, 2] / mean)
  g <- summary(glm(cbind(count, pop - count) ~ x, binomial, d))$coefficients[2, ]; add(s, D, "glm binomial logit ~ridit", "log RII(OR)", "", g[1], g[2], p = g[4])
  g <- summary(glm(count ~ x + offset(log(pop)), poisson, d))$coefficients[2, ]; add(s, D, "glm poisson log ~ridit offset", "log RII(rate)", "", g[1], g[2], p = g[4])
  q <- prop.trend.test(d$count, d$pop); add(s, D, "prop.trend.test (scores 1..k)", "chisq", "", q$statistic, df = 1, p = q$p.value) }
flush("equity_expected.csv")

# ---- a respondent's value on a dimension ------------------------------------------------------------------------------
set.seed(4413)
dimensions <- do.call(rbind, lapply(1:24, function(i) { k <- 1 + i %% 6
  y <- round(runif(k), 3); if (i > 6) y[runif(k) < .35] <- NA
  w <- if (i %% 5 == 0) rep(1, k) else round(runif(k, .05, 1), 2)
  left_out <- if (anyNA(y)) mean(y, na.rm = TRUE) else weighted.mean(y, w)
  data.frame(answers = paste(y, collapse = " "), question_weights = paste(w, collapse = " "), proportional = 100 * weighted.mean(y, w, na.rm = TRUE), equal = 100 * left_out) }))
written(dimensions, "dimension_score.csv")

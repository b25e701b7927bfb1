# Makes tests/oracle/system: efficiency, its bootstrap, composite index and cost arithmetic, computed by R with lpSolve.
# Rscript tests/oracle/make_system.R tests/oracle
library(lpSolve)
options(digits = 15)
set.seed(2104)
folder <- file.path(commandArgs(trailingOnly = TRUE)[1], "system")
dir.create(folder, showWarnings = FALSE)
text <- function(x) ifelse(is.na(x), "", formatC(x, digits = 15, format = "g", width = 1))
written <- function(table, name) write.csv(as.data.frame(lapply(table, function(x) if (is.numeric(x)) text(x) else x), check.names = FALSE),
                                           file.path(folder, name), row.names = FALSE, quote = TRUE, fileEncoding = "UTF-8")

# ---- efficiency: the programmes of the textbooks ---------------------------------------------------------------------
# Rows of x and y are units. The last variable is theta or phi.
efficiency <- function(x0, y0, x, y, output = FALSE, returns = "crs") {
  k <- nrow(x)
  rows <- rbind(cbind(t(x), if (output) rep(0, ncol(x)) else -x0), cbind(t(y), if (output) -y0 else rep(0, ncol(y))))
  directions <- c(rep("<=", ncol(x)), rep(">=", ncol(y)))
  right <- c(if (output) x0 else rep(0, ncol(x)), if (output) rep(0, ncol(y)) else y0)
  if (returns != "crs") {
    rows <- rbind(rows, c(rep(1, k), 0))
    directions <- c(directions, c(vrs = "=", drs = "<=", irs = ">=")[[returns]])
    right <- c(right, 1)
  }
  found <- lp(if (output) "max" else "min", c(rep(0, k), 1), rows, directions, right)
  if (found$status == 0 && found$objval < 1e29) found$objval else NA
}
all_of <- function(x, y, ...) sapply(seq_len(nrow(x)), function(i) efficiency(x[i, ], y[i, ], x, y, ...))
super <- function(x, y, ...) sapply(seq_len(nrow(x)), function(i) efficiency(x[i, ], y[i, ], x[-i, , drop = FALSE], y[-i, , drop = FALSE], ...))
slack_sum <- function(x, y, theta, returns = "crs") sapply(seq_len(nrow(x)), function(i) {
  k <- nrow(x); m <- ncol(x); s <- ncol(y)
  xs <- sweep(x, 2, apply(x, 2, max), "/"); ys <- sweep(y, 2, apply(y, 2, max), "/")
  rows <- rbind(cbind(t(xs), diag(m), matrix(0, m, s)), cbind(t(ys), matrix(0, s, m), -diag(s)))
  right <- c(theta[i] * xs[i, ], ys[i, ]); directions <- rep("=", m + s)
  if (returns == "vrs") { rows <- rbind(rows, c(rep(1, k), rep(0, m + s))); right <- c(right, 1); directions <- c(directions, "=") }
  lp("max", c(rep(0, k), rep(1, m + s)), rows, directions, right)$objval
})
# What suffices of an input that a unit does not use is nothing; an output that it does not give limits nothing.
share <- function(a, b) ifelse(a == 0, 0, a / b)
fdh_in <- function(x, y) sapply(seq_len(nrow(x)), function(i) min(sapply(which(apply(y, 1, function(r) all(r >= y[i, ]))), function(j) max(share(x[j, ], x[i, ])))))
fdh_out <- function(x, y) sapply(seq_len(nrow(x)), function(i) if (all(y[i, ] == 0)) NA else
  max(sapply(which(apply(x, 1, function(r) all(r <= x[i, ]))), function(j) min((y[j, ] / y[i, ])[y[i, ] > 0]))))
sets <- list(
  one_each = list(x = cbind(cost = round(runif(21, 24000, 34000))), y = cbind(quality = round(runif(21, 60, 90), 1))),
  two_two = list(x = cbind(cost = round(runif(21, 24000, 34000)), posts = round(runif(21, 10, 16), 2)),
                 y = cbind(contacts = round(runif(21, 2, 5), 2), quality = round(runif(21, 60, 90), 1))),
  few = list(x = cbind(a = c(4, 7, 8, 4, 2, 10), b = c(3, 3, 1, 2, 4, 1)), y = cbind(y = c(1, 1, 1, 1, 1, 1))),
  sizes = list(x = cbind(x = c(2, 3, 5, 6, 9, 14, 20, 26)), y = cbind(y = c(1, 4, 6, 5, 8, 12, 13, 14), z = c(3, 2, 4, 9, 7, 11, 12, 15)))
)
inputs_of <- function(sets) do.call(rbind, lapply(names(sets), function(set) do.call(rbind, lapply(c("x", "y"), function(role) {
  m <- sets[[set]][[role]]
  data.frame(set = set, dmu = rep(paste0("u", seq_len(nrow(m))), ncol(m)), role = if (role == "x") "input" else "output",
             variable = rep(colnames(m), each = nrow(m)), value = c(m))
}))))
expected_of <- function(sets) do.call(rbind, lapply(names(sets), function(set) {
  x <- sets[[set]]$x; y <- sets[[set]]$y
  crs <- all_of(x, y); vrs <- all_of(x, y, returns = "vrs")
  data.frame(set = set, dmu = paste0("u", seq_len(nrow(x))), in_crs = crs, in_vrs = vrs,
    in_drs = all_of(x, y, returns = "drs"), in_irs = all_of(x, y, returns = "irs"), out_crs = all_of(x, y, TRUE),
    out_vrs = all_of(x, y, TRUE, "vrs"), out_drs = all_of(x, y, TRUE, "drs"), out_irs = all_of(x, y, TRUE, "irs"),
    in_fdh = fdh_in(x, y), out_fdh = fdh_out(x, y), super_in_crs = super(x, y), super_in_vrs = super(x, y, returns = "vrs"),
    super_out_crs = super(x, y, TRUE), scale_eff = crs / vrs, slack_in_crs = slack_sum(x, y, crs), slack_in_vrs = slack_sum(x, y, vrs, "vrs"))
}))
written(inputs_of(sets), "efficiency_input.csv")
written(expected_of(sets), "efficiency_expected.csv")

# ---- Simar and Wilson's bootstrap: for draws that are given, and for 2 000 draws of R's own ----------------------------
bandwidth <- function(t) {
  below <- t[t < 1 - 1e-8]; both <- c(below, 2 - below)
  0.9 * min(sd(both), IQR(both) / 1.34) * length(both)^(-1 / 5) * (length(both) / length(t))^(1 / 5) * sd(t) / sd(both)
}
draw <- function(t, h) {
  b <- sample(t, replace = TRUE)
  moved <- b + h * rnorm(length(t)); moved <- ifelse(moved <= 1, moved, 2 - moved)
  mean(b) + (moved - mean(b)) / sqrt(1 + h^2 / mean((t - mean(t))^2))
}
again <- function(x, y, t, pseudo, output, returns) {
  xs <- if (output) x else x * t / pseudo; ys <- if (output) y * pseudo / t else y
  found <- sapply(seq_len(nrow(x)), function(i) efficiency(x[i, ], y[i, ], xs, ys, output, returns))
  if (output) 1 / found else found
}
runs <- expand.grid(set = c("one_each", "two_two"), orientation = c("input", "output"), returns = c("crs", "vrs"), stringsAsFactors = FALSE)
given <- list(); results <- list(); simulated <- list()
for (r in seq_len(nrow(runs))) {
  run <- runs[r, ]; x <- sets[[run$set]]$x; y <- sets[[run$set]]$y; output <- run$orientation == "output"
  t <- all_of(x, y, output, run$returns); if (output) t <- 1 / t
  h <- bandwidth(t); id <- paste(run$set, run$orientation, run$returns)
  summary_of <- function(stars) data.frame(set = id, data = run$set, orientation = run$orientation, returns = run$returns,
    dmu = paste0("u", seq_along(t)), bandwidth = h, draws = ncol(stars), efficiency = t, bias = rowMeans(stars) - t,
    corrected = 2 * t - rowMeans(stars), se = apply(stars, 1, sd), low = 2 * t - apply(stars, 1, quantile, .975), high = 2 * t - apply(stars, 1, quantile, .025))
  pseudo <- round(replicate(25, draw(t, h)), 6)
  given[[r]] <- data.frame(set = id, draw = rep(1:25, each = length(t)), dmu = paste0("u", seq_along(t)), pseudo = c(pseudo))
  results[[r]] <- summary_of(apply(pseudo, 2, function(p) again(x, y, t, p, output, run$returns)))
  if (run$returns == "crs") simulated[[r]] <- summary_of(replicate(2000, again(x, y, t, draw(t, h), output, run$returns)))
}
written(do.call(rbind, given), "bootstrap_draws_input.csv")
written(do.call(rbind, results), "bootstrap_expected.csv")
written(do.call(rbind, simulated), "bootstrap_simulated_expected.csv")

# ---- composite index, structure adjustment, growth -------------------------------------------------------------------
values <- matrix(round(rnorm(21 * 5, 70, 8), 1), 21); values[sample(length(values), 16)] <- NA
higher <- c(1, 1, -1, 1, -1); weights <- c(1, 2, 1, 0.5, 1)
z <- sweep(scale(values), 2, higher, "*")
index <- apply(z, 1, function(r) if (sum(!is.na(r)) >= 0.6 * 5) weighted.mean(r, weights, na.rm = TRUE) else NA)
written(data.frame(unit = seq_len(21), present = rowSums(!is.na(z)), index = index), "composite_expected.csv")
written(data.frame(unit = rep(1:21, 5), component = rep(1:5, each = 21), higher = rep(higher, each = 21), weight = rep(weights, each = 21), value = c(values)), "composite_input.csv")
cost <- data.frame(net = round(runif(20, 24000, 38000)), net_nation = 30123, standard = round(runif(20, 21000, 27000)), standard_nation = 23456)
cost$index <- cost$standard / cost$standard_nation; cost$adjusted <- cost$net / cost$index
cost$reference_cost <- cost$net_nation * cost$index; cost$deviation <- 100 * (cost$net / cost$reference_cost - 1)
written(cost, "structure.csv")
growth <- data.frame(c0 = runif(12, 50, 90), v0 = runif(12, 1, 3), c1 = runif(12, 60, 120), v1 = runif(12, 1, 3))
growth <- transform(growth, cost = 100 * (c1 / c0 - 1), volume = 100 * (v1 / v0 - 1), unit_cost = 100 * (c1 / v1 / (c0 / v0) - 1),
  from_volume = 100 * (v1 - v0) * (c0 / v0 + c1 / v1) / 2 / c0, from_unit_cost = 100 * (c1 / v1 - c0 / v0) * (v0 + v1) / 2 / c0)
written(growth, "growth.csv")

# ---- zeros, ties, units that are alike or alone: in a folder of its own, after all draws of the tables above --------------
folder <- file.path(commandArgs(trailingOnly = TRUE)[1], "zeros")
dir.create(folder, showWarnings = FALSE)
set.seed(417)
whole <- function(n, names, from) matrix(sample(from, n * length(names), TRUE), n, dimnames = list(NULL, names))
zero <- function(m) { at <- matrix(runif(length(m)) < 0.3, nrow(m)); at[, 1] <- FALSE; m[at] <- 0; m }
odd <- list(
  ties = list(x = whole(20, c("a", "b"), 1:4), y = whole(20, c("y", "z"), 1:4)),
  resources = list(x = zero(whole(16, c("a", "b", "c"), 2:40)), y = whole(16, c("y", "z"), 5:60)),
  results = list(x = whole(16, c("a", "b"), 2:40), y = zero(whole(16, c("y", "z"), 5:60))),
  both = list(x = zero(whole(15, c("a", "b", "c"), 1:9)), y = zero(whole(15, c("y", "z", "w"), 1:9))),
  nothing = list(x = whole(9, "a", 3:20), y = rbind(whole(8, c("y", "z"), 3:20), 0)),
  alike = list(x = matrix(5, 5, 2, dimnames = list(NULL, c("a", "b"))), y = matrix(7, 5, 1, dimnames = list(NULL, "y"))),
  pair = list(x = matrix(c(3, 4), 2, dimnames = list(NULL, "a")), y = matrix(c(2, 9), 2, dimnames = list(NULL, "y")))
)
written(inputs_of(odd), "efficiency_input.csv")
written(expected_of(odd), "efficiency_expected.csv")

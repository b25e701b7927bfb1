# Stands in for the package PHEindicatormethods where it is not installed: three of its functions by their published
# formulas, in base R. Byar's limits: Breslow & Day (1987), Statistical Methods in Cancer Research II, p. 69; exact ones
# below ten events: Armitage & Berry (2002); standardised rates: Dobson et al. (1991), Statistics in Medicine 10:457-462.
# It shows that the code of a result runs and gives the result's numbers, not that the package does.
event_limits <- function(events, confidence) {
  outside <- (1 - confidence) / 2; z <- qnorm(1 - outside)
  if (events < 10) return(qchisq(c(outside, 1 - outside), 2 * events + c(0, 2)) / 2)
  cube <- function(k, z) k * (1 - 1 / (9 * k) + z / (3 * sqrt(k)))^3
  c(cube(events, -z), cube(events + 1, z))
}
# The package looks columns up by the names that the call writes.
column_of <- function(data, call) { name <- deparse(call, backtick = FALSE); stopifnot(is.data.frame(data), name %in% names(data)); data[[name]] }
rate_row <- function(value, limits, type, confidence) {
  stopifnot(confidence >= 0.9, confidence < 1)
  row <- data.frame(value = value, lowercl = limits[1], uppercl = limits[2])
  if (type == "value") row["value"] else row
}
phe_rate <- function(data, x, n, type = "full", confidence = 0.95, multiplier = 1e5) {
  events <- column_of(data, substitute(x)); people <- column_of(data, substitute(n))
  stopifnot(length(events) == 1, people > 0)
  rate_row(multiplier * events / people, multiplier * event_limits(events, confidence) / people, type, confidence)
}
calculate_dsr <- function(data, x, n, stdpop, type = "full", confidence = 0.95, multiplier = 1e5) {
  events <- column_of(data, substitute(x)); people <- column_of(data, substitute(n)); standard <- column_of(data, substitute(stdpop))
  stopifnot(people > 0, sum(events) >= 10)
  share <- standard / sum(standard); rate <- sum(share * events / people); variance <- sum(share^2 * events / people^2)
  reach <- sqrt(variance / sum(events)) * (event_limits(sum(events), confidence) - sum(events))
  rate_row(multiplier * rate, multiplier * (rate + reach), type, confidence)
}
calculate_ISRatio <- function(data, x, n, x_ref, n_ref, refpoptype = "vector", type = "full", confidence = 0.95, refvalue = 1) {
  stopifnot(refpoptype == "field")
  observed <- sum(column_of(data, substitute(x)))
  expected <- sum(column_of(data, substitute(n)) * column_of(data, substitute(x_ref)) / column_of(data, substitute(n_ref)))
  rate_row(refvalue * observed / expected, refvalue * event_limits(observed, confidence) / expected, type, confidence)
}

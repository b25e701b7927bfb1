# Shares of the example survey with its weights adjusted to invented numbers of people and cut at limits. Run:
# Rscript tests/oracle/margins.R www/examples/enkat_exempel.csv tests/oracle/margins/values.csv
suppressMessages(library(survey))
options(survey.lonely.psu = "fail", digits = 15)
path <- commandArgs(trailingOnly = TRUE)
data <- read.csv2(path[1], colClasses = "character", fileEncoding = "UTF-8")
data$vikt <- as.numeric(sub(",", ".", data$vikt))
data$positive <- as.numeric(data$delaktig %in% c("alltid", "ibland"))
design <- svydesign(ids = ~vardcentral, strata = ~stratum, weights = ~vikt, data = data, nest = TRUE)

sex <- data.frame(kon = c("kvinna", "man"), Freq = c(1700, 1500))
age <- data.frame(alder = c("16-44", "45-64", "65+"), Freq = c(1200, 1000, 1000))
totals <- c(`(Intercept)` = 3200, konman = 1500, `alder45-64` = 1000, `alder65+` = 1000)
adjusted <- list(
  none = design,
  poststratify = postStratify(design, ~kon, sex),
  rake = rake(design, list(~kon, ~alder), list(sex, age)),
  linear = calibrate(design, ~ kon + alder, totals, calfun = "linear"),
  bounded = calibrate(design, ~ kon + alder, totals, calfun = "linear", bounds = c(0.9, 1.14)),
  raking = calibrate(design, ~ kon + alder, totals, calfun = "raking"),
  logit = calibrate(design, ~ kon + alder, totals, calfun = "logit", bounds = c(0.8, 1.3)),
  trim = trimWeights(design, lower = 0.3, upper = 2),
  strict = trimWeights(design, lower = 0.3, upper = 2, strict = TRUE)
)
rows <- lapply(names(adjusted), function(kind) {
  part <- subset(adjusted[[kind]], region == "13" & ar == "2022" & !delaktig %in% c("", "vet ej"))
  share <- svymean(~positive, part)
  # The degrees of freedom of the measurement, as everywhere.
  df <- degf(subset(adjusted[[kind]], ar == "2022"))
  limits <- attr(svyciprop(~positive, part, method = "logit", df = df), "ci")
  data.frame(kind = kind, share = coef(share)[[1]], se = SE(share)[[1]], low = limits[[1]], high = limits[[2]])
})
write.csv(do.call(rbind, rows), path[2], row.names = FALSE, quote = FALSE)

# Standardised values, adjusted comparisons and tests of whole distributions on the invented example survey, by R's survey:
# Rscript tests/oracle/background.R www/examples/enkat_exempel.csv tests/oracle/background/values.csv
suppressPackageStartupMessages(library(survey))
arguments <- commandArgs(TRUE)
data <- read.csv2(arguments[1], colClasses = "character", na.strings = c("", "vet ej"), fileEncoding = "UTF-8")
data$vikt <- as.numeric(sub(",", ".", data$vikt)); data$betyg <- as.numeric(data$betyg)
data <- data[complete.cases(data[c("region", "ar", "vikt", "stratum", "vardcentral")]), ]
data$y <- as.numeric(data$delaktig %in% c("alltid", "ibland"))
data$fast_kontakt <- ifelse(data$fast_kontakt %in% c("alltid", "ibland"), "ja", ifelse(is.na(data$fast_kontakt), NA, "nej"))
rows <- list()
number <- function(x) ifelse(is.na(x), "", formatC(x, digits = 15, format = "g", width = 1))
add <- function(design, what, region, period, against, value, se = NA, low = NA, high = NA, df = NA, p = NA)
  rows[[length(rows) + 1]] <<- data.frame(design, what, region, period, against, value = number(value), se = number(se), low = number(low),
    high = number(high), df = number(df), p = number(p))
held <- function(design, what, region, period, against, value, se, df)
  add(design, what, region, period, against, value, se, value - qt(.975, df) * se, value + qt(.975, df) * se, df, 2 * pt(-abs(value / se), df))
all <- data
for (name in c("linearised", "jkn")) for (wave in c("2018", "2022")) {
  # The jackknife over three regions in one wave: it fits every model again for every unit left out.
  data <- if (name == "jkn") subset(all, ar == "2022" & region %in% c("12", "13", "14")) else all
  if (name == "jkn" && wave == "2018") next
  design <- svydesign(ids = ~vardcentral, strata = ~stratum, weights = ~vikt, nest = TRUE, data = data)
  if (name == "jkn") design <- as.svrepdesign(design, type = "JKn", compress = FALSE)
  df <- degf(subset(design, ar == wave)); whole <- degf(design); linear <- name == "linearised"
  # In a region alone a jackknife leaves samples in which the groups are told apart completely.
  for (region in if (linear) c("13", "00") else "00") {
    part <- subset(design, ar == wave & !is.na(delaktig) & !is.na(fast_kontakt) & !is.na(alder) & !is.na(halsa))
    if (region != "00") part <- subset(part, region == "13")
    part <- update(part, kontakt = factor(fast_kontakt, levels = c("nej", "ja")))
    full <- suppressWarnings(svyglm(y ~ kontakt + alder + halsa, part, family = quasibinomial()))
    k <- length(coef(full)); b <- coef(full)[["kontaktja"]]; se <- sqrt(vcov(full)["kontaktja", "kontaktja"]); m <- df + 1 - k
    add(name, "odds_ratio", region, wave, "", exp(b), NA, exp(b - qt(.975, m) * se), exp(b + qt(.975, m) * se))
    raw <- svyglm(y ~ kontakt, part); r <- coef(raw)[[2]]; rse <- sqrt(vcov(raw)[2, 2])
    add(name, "raw_difference", region, wave, "", r, NA, r - qt(.975, df) * rse, r + qt(.975, df) * rse)
    if (linear) {
      base <- suppressWarnings(svyglm(y ~ alder + halsa, part, family = quasibinomial()))
      d <- svycontrast(svypredmeans(base, ~kontakt), list(c(ja = 1, nej = -1)))
      held(name, "margin", region, wave, "", coef(d)[[1]], SE(d)[[1]], m)
    }
  }
  # The whole distribution: the region against the rest, and against the measurement before, with the product's degrees of freedom.
  tested <- function(part, against, region, df) {
    f <- svychisq(~side + delaktig, part); d <- f$parameter[[1]]
    add(name, "answers", region, wave, against, f$statistic[[1]], df = d, p = pf(f$statistic[[1]], d, d * df, lower.tail = FALSE))
  }
  if (linear) {
    part <- subset(update(design, side = ifelse(region == "13", "a", "b")), ar == wave & !is.na(delaktig))
    tested(part, "rest", "13", df)
    if (wave == "2022") for (region in c("13", "00")) {
      part <- subset(update(design, side = ar), ar %in% c("2020", "2022") & !is.na(delaktig))
      if (region == "13") part <- subset(part, region == "13")
      tested(part, "2020", region, whole)
    }
  }
  # Standardised to the nation's sex and age: totals of every cell, shares held fixed.
  for (measure in c("delaktig", "betyg")) {
    y <- if (measure == "delaktig") data$y else data$betyg
    valid <- !is.na(data[[measure]]) & data$ar == wave & !is.na(data$kon) & !is.na(data$alder); y[is.na(y)] <- 0
    cell <- paste(data$kon, data$alder); cells <- sort(unique(cell[valid])); share <- tapply(data$vikt[valid], cell[valid], sum)[cells]
    share <- share / sum(share)
    columns <- do.call(cbind, lapply(cells, function(it) { n <- valid & cell == it; r <- n & data$region == "13"; cbind(r * y, r, n * y, n) }))
    colnames(columns) <- as.vector(t(outer(seq_along(cells), c("a", "b", "c", "d"), function(i, x) paste0(x, i))))
    wide <- svydesign(ids = ~vardcentral, strata = ~stratum, weights = ~vikt, nest = TRUE, data = cbind(data, columns))
    if (!linear) wide <- as.svrepdesign(wide, type = "JKn", compress = FALSE)
    found <- if (linear) svytotal(as.formula(paste("~", paste(colnames(columns), collapse = "+"))), wide) else
      svytotal(as.formula(paste("~", paste(colnames(columns), collapse = "+"))), wide, return.replicates = TRUE)
    sum_of <- function(top, below) paste(sprintf("%.17g * %s%d / %s%d", share, top, seq_along(cells), below, seq_along(cells)), collapse = " + ")
    mine <- svycontrast(found, parse(text = sum_of("a", "b"))[[1]])
    against <- svycontrast(found, parse(text = paste(sum_of("a", "b"), "- (", sum_of("c", "d"), ")"))[[1]])
    held(name, paste("standardised", measure), "13", wave, "", coef(mine)[[1]], SE(mine)[[1]], df)
    held(name, paste("standardised difference", measure), "13", wave, "", coef(against)[[1]], SE(against)[[1]], df)
  }
}
write.csv(do.call(rbind, rows), arguments[2], row.names = FALSE, quote = FALSE, eol = "\n")

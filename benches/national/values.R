# Values for the invented national survey, computed by R's package survey: Rscript values.R FILE OUT
# The file is made by `cargo xtask national`.
suppressPackageStartupMessages(library(survey))
arguments <- commandArgs(TRUE)
data <- read.csv2(arguments[1], colClasses = c(region = "character", ar = "character", vardcentral = "character"),
                  na.strings = c("", "vet ej"), fileEncoding = "UTF-8")
rows <- list()
number <- function(x) formatC(x, digits = 16, format = "g", width = 1)
add <- function(kind, measure, region, period, level, value, se, low, high, df, p = NA)
  rows[[length(rows) + 1]] <<- data.frame(kind, measure, region, period, level, value = number(value), se = number(se),
    low = number(low), high = number(high), df = number(df), p = if (is.na(p)) "" else number(p))
regions <- sort(unique(data$region)); waves <- sort(unique(data$ar))
measures <- list(delaktig = quote(delaktig %in% c("alltid", "ibland")), fast_kontakt = quote(fast_kontakt %in% "ja"), betyg = quote(betyg))
for (measure in names(measures)) {
  y <- as.numeric(eval(measures[[measure]], data)); valid <- !is.na(data[[measure]]); y[!valid] <- 0
  domains <- list()
  for (wave in waves) {
    domains[[paste("00", wave, "")]] <- data$ar == wave
    for (region in regions) domains[[paste(region, wave, "")]] <- data$ar == wave & data$region == region
    for (sex in c("kvinna", "man")) domains[[paste("00", wave, sex)]] <- data$ar == wave & data$kon == sex
  }
  totals <- do.call(cbind, lapply(domains, function(inside) cbind(inside * valid * y, inside * valid * 1)))
  colnames(totals) <- as.vector(rbind(paste0("a", seq_along(domains)), paste0("b", seq_along(domains))))
  design <- svydesign(ids = ~vardcentral, strata = ~stratum, weights = ~vikt, nest = TRUE, data = cbind(data[c("ar", "stratum", "vardcentral", "vikt")], totals))
  found <- svytotal(as.formula(paste("~", paste(colnames(totals), collapse = "+"))), design)
  df <- sapply(waves, function(wave) degf(subset(design, ar == wave))); whole <- degf(design)
  at <- function(region, wave, sex = "") match(paste(region, wave, sex), names(domains))
  ratio <- function(i) parse(text = sprintf("a%d / b%d", i, i))[[1]]
  level <- function(region, wave, sex = "") {
    m <- svycontrast(found, ratio(at(region, wave, sex))); v <- coef(m)[[1]]; se <- SE(m)[[1]]; reach <- qt(.975, df[[wave]]) * se
    limits <- if (measure == "betyg") v + c(-1, 1) * reach else plogis(qlogis(v) + c(-1, 1) * reach / (v * (1 - v)))
    add("estimate", measure, region, wave, sex, v, se, limits[1], limits[2], df[[wave]])
  }
  against <- function(kind, region, wave, sex, i, j, df) {
    m <- svycontrast(found, parse(text = sprintf("a%d / b%d - a%d / b%d", i, i, j, j))[[1]]); v <- coef(m)[[1]]; se <- SE(m)[[1]]
    add(kind, measure, region, wave, sex, v, se, v - qt(.975, df) * se, v + qt(.975, df) * se, df, 2 * pt(-abs(v / se), df))
  }
  for (wave in waves) {
    for (region in c("00", regions)) level(region, wave)
    for (region in regions) against("nation", region, wave, "", at(region, wave), at("00", wave), df[[wave]])
    for (sex in c("kvinna", "man")) level("00", wave, sex)
    against("group_gap", "00", wave, "man", at("00", wave, "man"), at("00", wave, "kvinna"), df[[wave]])
  }
  for (region in c("00", regions)) against("previous_measurement", region, waves[2], "", at(region, waves[2]), at(region, waves[1]), whole)
}
write.csv(do.call(rbind, rows), arguments[2], row.names = FALSE, quote = FALSE, eol = "\n")

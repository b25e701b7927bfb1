library(survey)
data <- read.table("besvärlig fil.csv", sep = ";", quote = "\"", skip = 1, na.strings = "", colClasses = "character",
  fileEncoding = "utf-8", encoding = "UTF-8", strip.white = TRUE, fill = TRUE, comment.char = "")
names(data) <- c("län", "år`", "vård \"central\\", "if", "svar", "betyg")
data <- data[c("betyg", "if", "län", "svar", "vård \"central\\", "år`")]
data["betyg"] <- lapply(data["betyg"], function(x) as.numeric(sub(",", ".", x, fixed = TRUE)))
data <- data[complete.cases(data[c("län", "år`", "vård \"central\\")]), ]
options(survey.lonely.psu = "fail")
design <- svydesign(ids = ~`vård "central\\`, weights = ~1, data = data)

# "q\n1" "00" "2020"
df <- degf(subset(design, `år\`` %in% "2020"))
part <- subset(design, `år\`` %in% "2020" & !is.na(svar))
svyciprop(~I(svar %in% c("a\\", "\"d\"")), part, method = "xlogit", level = 0.95, df = df)

# "q\n1" "13" "2020"
df <- degf(subset(design, `år\`` %in% "2020"))
part <- subset(design, `län` %in% c("Halland", "Region Halland") & `år\`` %in% "2020" & !is.na(svar))
svyciprop(~I(svar %in% c("a\\", "\"d\"")), part, method = "xlogit", level = 0.95, df = df)

# "q\n1" "13" "2020" "if" "\"ja\"\\n"
df <- degf(subset(design, `år\`` %in% "2020"))
part <- subset(design, `län` %in% c("Halland", "Region Halland") & `år\`` %in% "2020" & `if` %in% "\"ja\"\\n" & !is.na(svar))
svyciprop(~I(svar %in% c("a\\", "\"d\"")), part, method = "xlogit", level = 0.95, df = df)

# "q\n1" "13" "2020" "nation"
df <- degf(subset(design, `år\`` %in% "2020"))
both <- subset(design, !is.na(svar) & ((`län` %in% c("Halland", "Region Halland") & `år\`` %in% "2020") | (`år\`` %in% "2020")))
both <- update(both, .y = as.numeric(svar %in% c("a\\", "\"d\"")), .a = as.numeric(`län` %in% c("Halland", "Region Halland") & `år\`` %in% "2020"), .b = as.numeric(`år\`` %in% "2020"))
both <- update(both, .ay = .a * .y, .by = .b * .y)
d <- svycontrast(svytotal(~.ay + .a + .by + .b, both), quote(.ay / .a - .by / .b))
d
confint(d, level = 0.95, df = df)
2 * pt(-abs(coef(d) / SE(d)), df)

# "q\n1" "13" "2020" "rest"
df <- degf(subset(design, `år\`` %in% "2020"))
both <- subset(design, !is.na(svar) & ((`län` %in% c("Halland", "Region Halland") & `år\`` %in% "2020") | (!(`län` %in% c("Halland", "Region Halland")) & `år\`` %in% "2020")))
both <- update(both, .y = as.numeric(svar %in% c("a\\", "\"d\"")), .a = as.numeric(`län` %in% c("Halland", "Region Halland") & `år\`` %in% "2020"), .b = as.numeric(!(`län` %in% c("Halland", "Region Halland")) & `år\`` %in% "2020"))
both <- update(both, .ay = .a * .y, .by = .b * .y)
d <- svycontrast(svytotal(~.ay + .a + .by + .b, both), quote(.ay / .a - .by / .b))
d
confint(d, level = 0.95, df = df)
2 * pt(-abs(coef(d) / SE(d)), df)


# "betyg" "00" "2020"
df <- degf(subset(design, `år\`` %in% "2020"))
part <- subset(design, `år\`` %in% "2020" & !is.na(betyg))
m <- svymean(~betyg, part)
m
confint(m, level = 0.95, df = df)

# "betyg" "13" "2020"
df <- degf(subset(design, `år\`` %in% "2020"))
part <- subset(design, `län` %in% c("Halland", "Region Halland") & `år\`` %in% "2020" & !is.na(betyg))
m <- svymean(~betyg, part)
m
confint(m, level = 0.95, df = df)

# "betyg" "13" "2020" "if" "\"ja\"\\n"
df <- degf(subset(design, `år\`` %in% "2020"))
part <- subset(design, `län` %in% c("Halland", "Region Halland") & `år\`` %in% "2020" & `if` %in% "\"ja\"\\n" & !is.na(betyg))
m <- svymean(~betyg, part)
m
confint(m, level = 0.95, df = df)

# "betyg" "13" "2020" "nation"
df <- degf(subset(design, `år\`` %in% "2020"))
both <- subset(design, !is.na(betyg) & ((`län` %in% c("Halland", "Region Halland") & `år\`` %in% "2020") | (`år\`` %in% "2020")))
both <- update(both, .y = as.numeric(betyg), .a = as.numeric(`län` %in% c("Halland", "Region Halland") & `år\`` %in% "2020"), .b = as.numeric(`år\`` %in% "2020"))
both <- update(both, .ay = .a * .y, .by = .b * .y)
d <- svycontrast(svytotal(~.ay + .a + .by + .b, both), quote(.ay / .a - .by / .b))
d
confint(d, level = 0.95, df = df)
2 * pt(-abs(coef(d) / SE(d)), df)

# "betyg" "13" "2020" "rest"
df <- degf(subset(design, `år\`` %in% "2020"))
both <- subset(design, !is.na(betyg) & ((`län` %in% c("Halland", "Region Halland") & `år\`` %in% "2020") | (!(`län` %in% c("Halland", "Region Halland")) & `år\`` %in% "2020")))
both <- update(both, .y = as.numeric(betyg), .a = as.numeric(`län` %in% c("Halland", "Region Halland") & `år\`` %in% "2020"), .b = as.numeric(!(`län` %in% c("Halland", "Region Halland")) & `år\`` %in% "2020"))
both <- update(both, .ay = .a * .y, .by = .b * .y)
d <- svycontrast(svytotal(~.ay + .a + .by + .b, both), quote(.ay / .a - .by / .b))
d
confint(d, level = 0.95, df = df)
2 * pt(-abs(coef(d) / SE(d)), df)


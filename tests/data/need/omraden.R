# Makes enkat_omrade.csv, cni_omrade.csv and gap_need.csv: Rscript tests/data/need/omraden.R tests/data/need
library(survey)
set.seed(407)
folder <- commandArgs(trailingOnly = TRUE)[1]
areas <- data.frame(omrade = c("Norra", "Centrum", "Östra", "Södra", "Västra", "Åsen"),
                    early = c(1.71, 1.20, 1.49, 0.72, 0.95, 1.10), cni = c(1.62, 1.31, 1.50, 0.71, 0.96, 1.49))
d <- data.frame(region = 13, ar = 2024, omrade = sample(c(areas$omrade, "Okänt"), 300, TRUE, c(rep(1, 6), 0.2)),
                vikt = sample(c(0.8, 1, 1.4), 300, TRUE))
own <- areas$cni[match(d$omrade, areas$omrade)]
d$cni <- ifelse(is.na(own), "", formatC(own, format = "f", digits = 2))
d$tillgang <- ifelse(runif(300) < ifelse(!is.na(own) & own >= 1.5, 0.55, 0.75), "ja", "nej")
comma <- function(x) sub(".", ",", x, fixed = TRUE)
write.table(transform(d, vikt = comma(vikt), cni = comma(cni)), file.path(folder, "enkat_omrade.csv"), sep = ";", row.names = FALSE,
            quote = FALSE, fileEncoding = "UTF-8")
long <- rbind(data.frame(Område = toupper(areas$omrade), År = 2022, CNI = areas$early), data.frame(Område = toupper(areas$omrade), År = 2024, CNI = areas$cni))
write.table(transform(long, CNI = comma(formatC(CNI, format = "f", digits = 2))), file.path(folder, "cni_omrade.csv"), sep = ";",
            row.names = FALSE, quote = FALSE, fileEncoding = "UTF-8")
d$yes <- as.numeric(d$tillgang == "ja")
d$need <- own
text <- function(x) formatC(x, digits = 15, format = "g")
one <- function(limit) {
  d$exposed <- ifelse(is.na(d$need), NA, ifelse(d$need >= limit, "exposed", "other"))
  part <- subset(svydesign(ids = ~1, weights = ~vikt, data = d), !is.na(exposed))
  by <- svyby(~yes, ~exposed, part, svymean, covmat = TRUE)
  gap <- svycontrast(by, c(exposed = -1, other = 1))
  data.frame(limit = limit, n_exposed = sum(d$exposed == "exposed", na.rm = TRUE), n_other = sum(d$exposed == "other", na.rm = TRUE),
             exposed = text(coef(by)[1]), exposed_se = text(SE(by)[1]), other = text(coef(by)[2]), gap = text(coef(gap)),
             gap_se = text(as.numeric(SE(gap))))
}
write.csv(rbind(one(1.5), one(1.3)), file.path(folder, "gap_need.csv"), row.names = FALSE, quote = FALSE)

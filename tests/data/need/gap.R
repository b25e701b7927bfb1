# Makes gap.csv: Rscript tests/data/need/gap.R tests/data/need
library(survey)
folder <- commandArgs(trailingOnly = TRUE)[1]
d <- read.csv2(file.path(folder, "enkat_kommun.csv"), colClasses = c(kommun = "character"))
d$rural <- ifelse(d$kommun %in% c("2303", "2313", "2321", "2361"), "Landsbygd", ifelse(d$kommun == "9999", NA, "Övriga"))
d$yes <- as.numeric(d$tillgang == "ja")
design <- svydesign(ids = ~1, weights = ~vikt, data = d)
part <- subset(design, region == 23 & !is.na(rural))
by <- svyby(~yes, ~rural, part, svymean, covmat = TRUE)
gap <- svycontrast(by, c("Landsbygd" = -1, "Övriga" = 1))
text <- function(x) formatC(x, digits = 15, format = "g")
write.csv(data.frame(rural = text(coef(by)[1]), rural_se = text(SE(by)[1]), others = text(coef(by)[2]), gap = text(coef(gap)),
                     gap_se = text(as.numeric(SE(gap)))), file.path(folder, "gap.csv"), row.names = FALSE, quote = FALSE)

# What an attacker can work out of hidden cells: the lowest and the highest value that fits everything published, by linear
# programmes. Invented counts. `Rscript tests/oracle/disclosure.R tests/oracle/disclosure`

library(lpSolve)

folder <- commandArgs(TRUE)[1]
dir.create(folder, showWarnings = FALSE)
set.seed(20261128)

# The bounds of each hidden cell: `whole` has a row for each published sum over hidden cells, its right side in `left`.
bounds <- function(whole, left) {
  bound <- function(cell, direction) {
    objective <- as.numeric(seq_len(ncol(whole)) == cell)
    lp(direction, objective, whole, rep("=", nrow(whole)), left)$objval
  }
  t(sapply(seq_len(ncol(whole)), function(cell) c(bound(cell, "min"), bound(cell, "max"))))
}

two_way <- function(name, counts, hidden) {
  at <- which(hidden, arr.ind = TRUE)
  rows <- outer(seq_len(nrow(counts)), at[, 1], "==") * 1
  columns <- outer(seq_len(ncol(counts)), at[, 2], "==") * 1
  left <- c(rowSums(counts * hidden), colSums(counts * hidden))
  found <- bounds(rbind(rows, columns), left)
  inner <- expand.grid(row = seq_len(nrow(counts)), col = seq_len(ncol(counts)))
  list(
    published = rbind(
      data.frame(table = name, row = inner$row, col = inner$col, n = c(counts), hidden = as.numeric(c(hidden))),
      data.frame(table = name, row = seq_len(nrow(counts)), col = "total", n = rowSums(counts), hidden = 0),
      data.frame(table = name, row = "total", col = seq_len(ncol(counts)), n = colSums(counts), hidden = 0),
      data.frame(table = name, row = "total", col = "total", n = sum(counts), hidden = 0)
    ),
    expected = data.frame(
      table = name, row = at[, 1], col = at[, 2], true_n = counts[at], attacker_lo = found[, 1], attacker_hi = found[, 2],
      exactly_determined = as.numeric(found[, 2] - found[, 1] < 1e-9)
    )
  )
}

pattern <- function(rows, columns, cells) {
  hidden <- matrix(FALSE, rows, columns)
  hidden[cells] <- TRUE
  hidden
}
counts <- function(rows, columns) matrix(sample(20:90, rows * columns, TRUE), rows, columns)
square <- rbind(c(1, 1), c(1, 2), c(2, 1), c(2, 2))
tables <- list(
  two_way("alone", counts(4, 3), pattern(4, 3, rbind(c(2, 2)))),
  two_way("square", counts(4, 4), pattern(4, 4, square)),
  # Two squares and a cell that joins them: no sum has one hidden cell alone, and yet it follows from several sums.
  two_way("bridge", counts(5, 6), pattern(5, 6, rbind(square, square + 2, c(1, 3)))),
  two_way("ring", counts(4, 4), pattern(4, 4, rbind(c(1, 1), c(1, 2), c(2, 2), c(2, 3), c(3, 3), c(3, 1))))
)
for (number in 1:6) {
  hidden <- matrix(runif(30) < 0.35, 5, 6)
  tables <- c(tables, list(two_way(paste0("random", number), counts(5, 6), hidden)))
}
write.csv(do.call(rbind, lapply(tables, `[[`, "published")), file.path(folder, "tables.csv"), row.names = FALSE, quote = FALSE)
write.csv(do.call(rbind, lapply(tables, `[[`, "expected")), file.path(folder, "attacker.csv"), row.names = FALSE, quote = FALSE)

# Three variables, published two by two: every sum over cells that nobody sees must fit.
deep <- expand.grid(region = 1:3, age = 1:3, sex = 1:2)
linked <- function(name, hidden) {
  n <- sample(10:40, nrow(deep), TRUE)
  margins <- list(character(), "region", "age", "sex", c("region", "age"), c("region", "sex"), c("age", "sex"))
  published <- do.call(rbind, lapply(margins, function(by) {
    key <- if (length(by)) do.call(paste, c(deep[by], sep = "|")) else rep("all", nrow(deep))
    sums <- tapply(n, key, sum)
    margin <- if (length(by)) paste(by, collapse = "*") else "total"
    data.frame(tables = name, margin = margin, key = names(sums), n = as.numeric(sums))
  }))
  published$hidden <- as.numeric(paste(published$margin, published$key) %in% hidden)
  of <- function(row) {
    by <- strsplit(published$margin[row], "*", fixed = TRUE)[[1]]
    key <- if (published$margin[row] == "total") rep("all", nrow(deep)) else do.call(paste, c(deep[by], sep = "|"))
    as.numeric(key == published$key[row])
  }
  shown <- which(published$hidden == 0)
  whole <- t(sapply(shown, of))
  one <- function(row) {
    bound <- function(direction) lp(direction, of(row), whole, rep("=", length(shown)), published$n[shown])$objval
    c(bound("min"), bound("max"))
  }
  away <- which(published$hidden == 1)
  found <- t(sapply(away, one))
  list(
    published = published,
    expected = data.frame(
      tables = name, margin = published$margin[away], key = published$key[away], true_n = published$n[away],
      attacker_lo = found[, 1], attacker_hi = found[, 2], exactly_determined = as.numeric(found[, 2] - found[, 1] < 1e-9)
    )
  )
}
sets <- list(
  linked("square", paste("region*age", c("1|1", "1|2", "2|1", "2|2"))),
  linked("alone", c("region*age 3|2", "region*sex 1|1", "region*sex 2|1", "region*sex 1|2", "region*sex 2|2"))
)
write.csv(do.call(rbind, lapply(sets, `[[`, "published")), file.path(folder, "linked_tables.csv"), row.names = FALSE, quote = FALSE)
write.csv(do.call(rbind, lapply(sets, `[[`, "expected")), file.path(folder, "linked_attacker.csv"), row.names = FALSE, quote = FALSE)

/**
 * W1 by programs outside the browser, two threads, where they are installed:
 *   python3 -m venv target/bench/venv && target/bench/venv/bin/pip install duckdb polars
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { folder } from "./open.mjs";
import { ITEMS } from "./schema.mjs";

const python = join(folder, "venv/bin/python");

const DUCKDB = `
import sys, time, duckdb
items = sys.argv[2].split(",")
base = duckdb.connect(config={"threads": 2})
sums = ",".join(f"count({it}), sum(vikt*({it} IS NOT NULL)::INT), sum(vikt*({it}>=4)::INT), sum(w2*({it} IS NOT NULL)::INT), sum(w2*({it}>=4)::INT)" for it in items)
columns = {"lopnr": "INTEGER", "regionkod": "VARCHAR", "ar": "SMALLINT", "vikt": "DOUBLE", "stratum": "INTEGER"}
columns |= {name: "VARCHAR" for name in ["kon", "aldersgrupp", "halsa", "fodd_utomlands", "fast_kontakt"]} | {it: "TINYINT" for it in items}
source = f"read_csv('{sys.argv[1]}', delim=';', quote='\\"', escape='\\"', header=true, auto_detect=false, decimal_separator=',', nullstr=['','Vet ej'], columns={columns})"
start = time.perf_counter()
rows = base.execute(f"SELECT regionkod, ar, {sums} FROM (SELECT *, vikt*vikt w2 FROM {source}) GROUP BY ALL").fetchall()
assert len(rows) == 63
print((time.perf_counter() - start) * 1000)
`;

const POLARS = `
import os, sys, time
os.environ["POLARS_MAX_THREADS"] = "2"
import polars as pl
items = sys.argv[2].split(",")
schema = {"lopnr": pl.Int32, "regionkod": pl.String, "ar": pl.Int16, "vikt": pl.Float64, "stratum": pl.Int32}
schema |= {name: pl.String for name in ["kon", "aldersgrupp", "halsa", "fodd_utomlands", "fast_kontakt"]} | {it: pl.Int8 for it in items}
start = time.perf_counter()
w = pl.col("vikt")
sums = []
for it in items:
    valid, high = pl.col(it).is_not_null(), pl.col(it) >= 4
    sums += [pl.col(it).count().alias(it + "n"), (w * valid).sum().alias(it + "w"), (w * high).sum().alias(it + "y"), (w * w * valid).sum().alias(it + "w2"), (w * w * high).sum().alias(it + "y2")]
scan = pl.scan_csv(sys.argv[1], separator=";", schema=schema, decimal_comma=True, null_values=["", "Vet ej"])
rows = scan.group_by("regionkod", "ar").agg(sums).collect(engine="streaming")
assert rows.height == 63
print((time.perf_counter() - start) * 1000)
`;

/** Name and milliseconds of each program that is there. */
export function native(path) {
  if (!existsSync(python)) return [];
  return Object.entries({ "native DuckDB": DUCKDB, "native Polars": POLARS }).flatMap(([name, text]) => {
    const run = spawnSync(python, ["-c", text, path, ITEMS.join(",")], { encoding: "utf8" });
    return run.status === 0 ? [[name, Number(run.stdout.trim().split(/\s+/).at(-1))]] : [];
  });
}

/** DuckDB-WASM, one thread (`eh`), told the columns and their types, in the fastest of the equal forms of the question. */
import * as duckdb from "@duckdb/duckdb-wasm";
import { COLUMNS, ITEMS, answerOf } from "../schema.mjs";
import { practice } from "./practice.mjs";

const FILES = "/node_modules/@duckdb/duckdb-wasm/dist";
const TEXT = ["regionkod", "kon", "aldersgrupp", "halsa", "fodd_utomlands", "fast_kontakt"];
const types = { lopnr: "INTEGER", regionkod: "VARCHAR", ar: "SMALLINT", vikt: "DOUBLE", stratum: "INTEGER", ...Object.fromEntries(TEXT.map((name) => [name, "VARCHAR"])), ...Object.fromEntries(ITEMS.map((name) => [name, "TINYINT"])) };
const order = ["lopnr", "regionkod", "ar", "vikt", "stratum", ...TEXT.slice(1), ...ITEMS];
const source = `read_csv('in.csv', delim=';', quote='"', escape='"', header=true, auto_detect=false, decimal_separator=',', nullstr=['','Vet ej'], columns={${order.map((name) => `${name}: '${types[name]}'`).join(",")}})`;
// Σw² is asked for as well: the standard errors of the product need it.
const sums = ITEMS.map((it) => `count(${it})::DOUBLE ${it}_n, sum(vikt*(${it} IS NOT NULL)::INT) ${it}_w, sum(vikt*(${it}>=4)::INT) ${it}_y, sum(w2*(${it} IS NOT NULL)::INT) ${it}_w2, sum(w2*(${it}>=4)::INT) ${it}_y2`).join(",");
const question = (keys) => `SELECT ${keys}, ${sums} FROM (SELECT *, vikt*vikt w2 FROM ${source}) GROUP BY ALL`;

let base, connection;
export async function ready() {
  base = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker(`${FILES}/duckdb-browser-eh.worker.js`));
  await base.instantiate(`${FILES}/duckdb-eh.wasm`);
  await base.open({});
  connection = await base.connect();
}
export async function practise() {
  await run("W1", practice());
  await base.dropFile("in.csv");
}

export async function run(workload, file) {
  await base.registerFileHandle("in.csv", file, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
  const rows = async (text) => (await connection.query(text)).toArray().map((row) => row.toJSON());
  if (workload === "W5") {
    const [{ n }] = await rows(`SELECT count(*)::DOUBLE n FROM ${source}`);
    return { answer: { rows: n, fields: n * COLUMNS }, marks: {} };
  }
  const keys = ["regionkod", "ar", ...(workload === "W2" ? ["kon", "aldersgrupp"] : [])];
  const found = await rows(question(keys.join(",")));
  return { answer: answerOf(found.map((row) => [keys.map((key) => row[key]), ITEMS.flatMap((it) => [row[`${it}_n`], row[`${it}_w`] ?? 0, row[`${it}_y`] ?? 0])])), marks: {} };
}

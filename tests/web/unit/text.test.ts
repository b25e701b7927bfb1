import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Comparison, Measure, Start } from "../../../www/src/contract.ts";
import { sentenceOf, verdictWord } from "../../../www/src/lib/sentence.ts";
import { sayCode, textIn } from "../../../www/src/text/index.ts";

const root = process.env["ROOT"] ?? ".";
const codes: Record<string, { sv: string; en: string }> = JSON.parse(
  readFileSync(`${root}/www/text/codes.json`, "utf8"),
);
const declared = ["finding", "error"].flatMap((name) =>
  [...readFileSync(`${root}/src/${name}.rs`, "utf8").matchAll(/= "([EWNX]_[A-Z0-9_]+)"/g)].map(
    (match) => match[1] ?? "",
  ),
);

test("every code of the core has a sentence in both languages, and no sentence is left without a code", () => {
  assert.ok(declared.length > 40);
  assert.deepEqual(
    declared.filter((code) => !codes[code]?.sv || !codes[code]?.en),
    [],
  );
  assert.deepEqual(
    Object.keys(codes).filter((code) => !declared.includes(code)),
    [],
  );
});

test("every code stands once in the file", () => {
  const keys = [...readFileSync(`${root}/www/text/codes.json`, "utf8").matchAll(/"([EWNX]_[A-Z0-9_]+)":/g)].map(
    (match) => match[1] ?? "",
  );
  assert.deepEqual(
    keys.filter((key, at) => keys.indexOf(key) !== at),
    [],
  );
});

test("a sentence names the same parameters in both languages", () => {
  const names = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "").sort();
  for (const [code, { sv, en }] of Object.entries(codes)) assert.deepEqual(names(sv), names(en), code);
});

test("parameters are filled in, formats in words", () => {
  const said = sayCode({ code: "X_FILE_NOT_A_TABLE", row: null, column: null, params: { format: "image" } }, "sv");
  assert.match(said, /Den ser ut att vara en bild\. Spara tabellen som Excel eller csv/);
  assert.match(sayCode({ code: "X_UNHEARD_OF", row: null, column: null, params: {} }, "sv"), /X_UNHEARD_OF/);
});

const measure: Measure = {
  id: "m",
  label: { sv: "Delaktig", en: "Involved" },
  unit: "percent",
  decimals: 1,
  direction: "higher",
  relevance: 3,
  indicator: null,
  goal: null,
  perspective: null,
  concept: null,
};
const start = { regions: [{ code: "13", name: "Region Halland", short: "Halland", peers: [] }] } as unknown as Start;
const comparison: Comparison = {
  measure: "m",
  kind: "nation",
  region: "13",
  period: "2025",
  group: null,
  level: null,
  against: { region: "00", period: "2025", level: null, value: 66.8, source: "reference" },
  difference: 4.4,
  se: 1.4,
  low: 1.6,
  high: 7.2,
  statistic: 3.1,
  df: null,
  p: 0.002,
  p_adjusted: null,
  method: "",
  verdict: "better",
  reason: null,
  n_needed: null,
  source: "file",
};
const context = { lang: "sv", start, confidence: 0.95, n: 1034, value: 71.2 } as const;

test("better: value, nation, difference, interval, number of answers and what the interval does not cover", () => {
  assert.equal(
    sentenceOf(comparison, measure, context),
    "Region Halland har 71,2\u00a0% (2025), mot 66,8\u00a0% i riket. Skillnaden är +4,4\u00a0procentenheter (95\u00a0% konfidensintervall +1,6 till +7,2) och är statistiskt säkerställd. Det visar att nivån skiljer sig, inte varför. Svaren bygger på 1\u00a0034 personer. Intervallet täcker slumpen, inte bortfallet.",
  );
});

test("inconclusive does not say that the values are equal, and says how many answers it takes", () => {
  const said = sentenceOf(
    { ...comparison, verdict: "inconclusive", difference: 2.2, low: -4.9, high: 9.3, n_needed: 1900 },
    measure,
    { ...context, n: 160, value: 69 },
  );
  assert.match(said, /visar inte att värdena är lika.*behövs omkring 1\u00a0900 svar; ni har 160/);
});

test("not tested gives the difference and the reason, and neither better nor worse", () => {
  const said = sentenceOf(
    { ...comparison, verdict: "not_tested", reason: "no_uncertainty", low: null, high: null },
    measure,
    { ...context, n: null },
  );
  assert.match(
    said,
    /Skillnad: \+4,4\u00a0procentenheter\. Skillnaden är inte prövad mot slumpen\. .*säger vi inte bättre eller sämre/,
  );
});

test("an average of some regions is never called riket", () => {
  const said = sentenceOf(
    { ...comparison, against: { ...comparison.against, source: "data" }, reason: "partial_nation" },
    measure,
    context,
  );
  assert.match(said, /i snittet i din fil/);
  assert.doesNotMatch(said, /i riket/);
});

test("verdict words: small is said, few answers is said, and change is not held against riket", () => {
  const text = textIn("sv");
  assert.equal(verdictWord({ verdict: "worse", reason: "small", kind: "nation" }, text), "Sämre, säker men liten");
  assert.equal(
    verdictWord({ verdict: "inconclusive", reason: "few_answers", kind: "nation" }, text),
    "För få svar för en bedömning",
  );
  assert.equal(
    verdictWord({ verdict: "no_difference", reason: null, kind: "previous_measurement" }, text),
    "Ungefär lika",
  );
});

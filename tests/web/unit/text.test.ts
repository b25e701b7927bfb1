import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Comparison, Inspection, Measure, Plan, Result, Standardised, Start } from "../../../www/src/contract.ts";
import { firstUnadjusted, methodOf } from "../../../www/src/lib/beside.ts";
import { sampledBy } from "../../../www/src/lib/find.ts";
import { methodNote } from "../../../www/src/lib/method.ts";
import { againstWord, sentenceOf, verdictWord } from "../../../www/src/lib/sentence.ts";
import { sayCode, textIn } from "../../../www/src/text/index.ts";

const root = process.env["ROOT"] ?? ".";
const codes: Record<string, { sv: string; en: string }> = JSON.parse(
  readFileSync(`${root}/www/text/codes.json`, "utf8"),
);
const declared = ["finding/code", "error"].flatMap((name) =>
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
  const say = (code: string, params: Record<string, string>, lang: "sv" | "en" = "sv"): string =>
    sayCode({ code, row: null, column: null, params }, lang);
  assert.match(
    say("X_TOO_MANY_COLUMNS", { columns: "1000000", most: "16384" }),
    /1\u00a0000\u00a0000 kolumner; högst 16\u00a0384/,
  );
  assert.match(
    say("X_TOO_MANY_COLUMNS", { columns: "1000000", most: "9999" }, "en"),
    /1,000,000 columns; at most 9999/,
  );
  assert.match(say("N_SHEET_CHOSEN", { sheet: "20240101", sheets: "Blad2" }), /Bladet ”20240101” lästes/);
  assert.match(say("W_PANDEMIC_BASE", { period: "2018/2021" }), /pandemiår \(2018–2021\)/);
  assert.match(say("N_SMALL_CELLS_HIDDEN", { cells: "1", minimum: "5" }), /^1 värde är dolt: .* färre än 5 personer,/);
  assert.match(say("N_SUPPRESSED_CELLS", { cells: "2" }), /^2 celler är dolda/);
  assert.match(sayCode({ code: "X_UNHEARD_OF", row: null, column: null, params: {} }, "sv"), /X_UNHEARD_OF/);
});

test("a sentence whose parameter has no value is left out", () => {
  const say = (code: string, params: Record<string, string>): string =>
    sayCode({ code, row: null, column: null, params }, "sv");
  assert.equal(
    say("X_PLAN_WORD", { field: "measures.a.goal", word: "mål", known: "" }),
    "Ordet ”mål” i fältet ”measures.a.goal” i planen är okänt.",
  );
  assert.equal(say("X_SHEET_MISSING", {}), "Bladet finns inte i filen. Välj ett av dem.");
  for (const code of Object.keys(codes)) {
    const bare = say(code, {});
    assert.ok(bare.length > 0, code);
    assert.doesNotMatch(bare, /[{}]|–(?!\d)| [.,:;]|””|\(\)/, code);
  }
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
  value: 71.2,
  against: {
    population: "nation",
    region: "00",
    regions: [],
    measure: null,
    period: "2025",
    level: null,
    value: 66.8,
    source: "reference",
  },
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
  relevance: 3,
  n_needed: null,
  detectable: null,
  people: null,
  source: "file",
};
const context = { lang: "sv", start, confidence: 0.95, n: 1034, value: 71.2, base: "people" } as const;

test("better: value, nation, difference, interval, number of answers and what the interval does not cover", () => {
  assert.equal(
    sentenceOf(comparison, measure, context),
    "Region Halland har 71,2\u00a0% (2025), mot 66,8\u00a0% i riket. Skillnaden är +4,4\u00a0procentenheter (95\u00a0% konfidensintervall +1,6 till +7,2) och är statistiskt säkerställd. Det visar att nivån skiljer sig, inte varför. Svaren bygger på 1\u00a0034 personer. Intervallet täcker slumpen, inte bortfallet. Inte justerat för ålder och hälsa.",
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

test("a value without a period has no empty parentheses", () => {
  for (const lang of ["sv", "en"] as const) {
    const timeless = { ...comparison, period: "", against: { ...comparison.against, period: "" } };
    const said = sentenceOf(timeless, measure, { ...context, lang });
    assert.match(said, /Region Halland/);
    assert.doesNotMatch(said, /\(\s*\)/);
  }
});

test("answers needed are not asked for by one who has them", () => {
  const said = sentenceOf(
    { ...comparison, verdict: "inconclusive", difference: 2.2, low: -4.9, high: 9.3, n_needed: 160 },
    measure,
    { ...context, n: 160, value: 69 },
  );
  assert.doesNotMatch(said, /behövs/);
  assert.match(said, /Svaren bygger på 160 personer/);
});

test("a difference lost by the adjustment is said to be lost by the adjustment, not by a large uncertainty", () => {
  const held = { ...comparison, verdict: "inconclusive" as const, p: 0.02, n_needed: 1900 };
  const adjusted = sentenceOf({ ...held, p_adjusted: 0.12 }, measure, context);
  assert.match(adjusted, /inte statistiskt säkerställd efter justering för många jämförelser/);
  assert.doesNotMatch(adjusted, /osäkerheten är stor|behövs omkring/);
  assert.match(
    sentenceOf({ ...held, p_adjusted: 0.12 }, measure, { ...context, lang: "en" }),
    /not statistically significant after adjustment for many comparisons/,
  );
  const uncertain = sentenceOf({ ...held, p: 0.3, p_adjusted: 0.5 }, measure, context);
  assert.match(uncertain, /osäkerheten är stor/);
});

test("a value is made of people, of answers, or of what its source counts", () => {
  const base = (of: "people" | "answers" | "basis") => sentenceOf(comparison, measure, { ...context, base: of });
  assert.match(base("people"), /Svaren bygger på 1\u00a0034 personer\./);
  assert.match(base("answers"), /Värdet bygger på 1\u00a0034 svar\./);
  assert.match(base("basis"), /Värdet är räknat på 1\u00a0034\./);
});

test("why a difference is not tested follows from where the other value comes from", () => {
  const why = (source: Comparison["against"]["source"]) =>
    sentenceOf(
      { ...comparison, verdict: "not_tested", reason: "no_uncertainty", against: { ...comparison.against, source } },
      measure,
      { ...context, n: null },
    );
  assert.match(why("reference"), /Det publicerade värdet saknar uppgift/);
  assert.match(why("data"), /Osäkerheten går inte att räkna ur filen\./);
  assert.match(why("file"), /Uppgift om antal svar eller felmarginal saknas i filen\./);
  for (const source of ["data", "file", "user"] as const) assert.doesNotMatch(why(source), /publicerade/);
  const plain = sentenceOf({ ...comparison, verdict: "not_tested", reason: null }, measure, { ...context, n: null });
  assert.match(plain, /Skillnaden är inte prövad\.$/);
});

test("other lengths of time are said of measurements, other times of levels", () => {
  const refused = { ...comparison, verdict: "not_comparable" as const, reason: "different_period" as const };
  assert.match(sentenceOf(refused, measure, context), /Värdena gäller olika perioder/);
  for (const kind of ["previous_measurement", "first_measurement"] as const)
    assert.match(sentenceOf({ ...refused, kind }, measure, context), /Mätningarna avser olika långa perioder/);
});

test("a group is held against the same group, a unit against the whole", () => {
  const text = textIn("sv");
  const group = { ...comparison, group: "Kön", level: "Kvinnor" };
  const same = { ...group, against: { ...group.against, level: "Kvinnor" } };
  assert.equal(againstWord(same, text), "samma grupp i riket");
  assert.equal(againstWord(group, text), "riket");
  assert.equal(
    againstWord({ ...same, kind: "group_gap", against: { ...group.against, level: "Män" } }, text),
    "gruppen Män",
  );
});

const plan: Plan = { plan: 1, region: "13" };
const from = (source: Comparison["against"]["source"]): Comparison => ({
  ...comparison,
  against: { ...comparison.against, source },
});
const resultOf = (kind: string, held: Comparison[]): Result =>
  ({
    files: [{ kind, rows: 66, rows_rejected: 0 }],
    comparisons: held,
    findings: [],
    confidence: 0.95,
    minimum_n: 5,
    reliability_n: 30,
    rikssnitt: "0",
    reference: { version: "2026-08", retrieved: "" },
  }) as unknown as Result;

test("the method names the sources that were used and no others", () => {
  const result = (...held: Comparison[]): Result => resultOf("indicators", held);
  const nothing: Comparison = {
    ...comparison,
    verdict: "not_comparable",
    against: { ...comparison.against, value: null },
  };
  assert.match(methodNote(plan, result(from("file")), "sv"), /hålls mot raden för riket i filen, med/);
  assert.doesNotMatch(methodNote(plan, result(from("file"), nothing), "sv"), /inbyggda riksvärden/);
  assert.match(
    methodNote(plan, result(from("reference"), from("user")), "sv"),
    /hålls mot inbyggda riksvärden och ett eget angivet tal, med/,
  );
  assert.match(methodNote(plan, result(nothing), "sv"), /hålls inte mot något riksvärde/);
  const bare: Comparison = { ...from("file"), verdict: "not_tested", low: null, high: null };
  assert.match(
    methodNote(plan, result(bare), "sv"),
    /hålls mot raden för riket i filen\. Osäkerheten är inte känd, så skillnaderna är inte prövade mot slumpen\./,
  );
  assert.doesNotMatch(methodNote(plan, result(bare), "sv"), /konfidensintervall/);
});

test("the method note names the design that was used, and no row for the nation that the file lacks", () => {
  const design = { ids: ["Vårdcentral"], strata: null, weights: null, nest: true, adjust: null };
  const survey = { ...plan, files: [{ pattern: "a.csv", design }] } as unknown as Plan;
  assert.match(
    methodNote(survey, resultOf("survey", [from("reference")]), "sv"),
    /utan urvalsvikter men med hänsyn till urvalsenheter\./,
  );
  assert.match(methodNote(plan, resultOf("accounts", [from("file")]), "sv"), /hålls mot riket, beräknat ur filen/);
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

const gap: Comparison = {
  ...comparison,
  kind: "gap_change",
  group: "Hälsa",
  level: "svag",
  value: -12,
  against: {
    ...comparison.against,
    population: "same",
    region: "13",
    period: "2020",
    level: "bra",
    value: -5,
    source: "data",
  },
  difference: -7,
  low: -12.5,
  high: -1.5,
  verdict: "lower",
};

test("a gap that changed says what it was, what it is, and which way it went, not better or worse", () => {
  const said = sentenceOf(gap, measure, context);
  assert.match(
    said,
    /^Skillnaden mellan svag och bra i Region Halland är \u221212,0\u00a0procentenheter \(2025\), mot \u22125,0\u00a0procentenheter \(2020\)\. Förändringen är \u22127,0/,
  );
  assert.match(said, /Skillnaden mellan grupperna har ökat\./);
  assert.doesNotMatch(said, /bättre|sämre|NaN|undefined|null/);
  const text = textIn("sv");
  assert.equal(verdictWord(gap, text), "Större skillnad");
  assert.equal(verdictWord({ ...gap, value: 3 }, text), "Bytt riktning");
  assert.equal(verdictWord({ ...gap, value: -1, verdict: "higher" }, textIn("en")), "Smaller gap");
  assert.equal(verdictWord({ ...gap, verdict: "inconclusive" }, text), "Går inte att avgöra");
});

test("every kind of comparison has a whole sentence in both languages", () => {
  const changed = { ...gap, kind: "difference_in_differences" as const };
  const { against } = gap;
  const kinds: Comparison[] = [
    {
      ...comparison,
      kind: "peers",
      against: { ...comparison.against, population: "peers", region: "", regions: ["03", "04"] },
    },
    gap,
    { ...changed, against: { ...against, population: "rest" } },
    { ...changed, against: { ...against, population: "other_levels", level: null } },
    { ...changed, group: null, level: null, against: { ...against, population: "rest", level: null } },
    {
      ...changed,
      group: null,
      level: null,
      against: { ...against, population: "nation", level: null, source: "file" },
    },
    { ...comparison, kind: "between_measures", against: { ...comparison.against, population: "same", measure: "m" } },
  ];
  const verdicts = ["better", "no_difference", "inconclusive", "not_tested", "not_comparable"] as const;
  for (const lang of ["sv", "en"] as const)
    for (const one of kinds)
      for (const verdict of verdicts) {
        const said = sentenceOf({ ...one, verdict, detectable: 6.1 }, measure, {
          ...context,
          lang,
          measures: [measure],
        });
        assert.doesNotMatch(said, /undefined|null|NaN|\(\)| [.,]/, `${one.kind} ${verdict}: ${said}`);
        assert.match(said, /\.$/);
      }
  const peers = kinds[0] as Comparison;
  assert.match(sentenceOf(peers, measure, context), /i snittet av 2 liknande regioner \(ovägt medel\)/);
});

test("what could have been seen is said where nothing was decided, and that more answers do not help", () => {
  const open = { ...comparison, verdict: "inconclusive" as const, low: -4.9, high: 9.3, detectable: 9.96 };
  const said = sentenceOf({ ...open, n_needed: 11400 }, measure, context);
  assert.match(
    said,
    /en skillnad på minst 10,0\u00a0procentenheter synts i fyra fall av fem\. För att kunna se en skillnad på 3,0/,
  );
  assert.match(sentenceOf(open, measure, context), /Inte ens många fler egna svar/);
  assert.doesNotMatch(sentenceOf({ ...open, detectable: 2 }, measure, context), /räcker inte/);
  assert.doesNotMatch(sentenceOf({ ...open, p: 0.02, p_adjusted: 0.2 }, measure, context), /fyra fall av fem/);
});

test("people in two figures, only of what is shown; the response rate beside the interval", () => {
  const people = { value: -5231.4, low: -8514, high: -1948, of: 118_020 };
  const participation = { region: "13", period: "2025", invited: 2400, answered: 1034, rate: 1034 / 2400 };
  const said = sentenceOf({ ...comparison, people }, measure, { ...context, participation });
  assert.match(said, /omkring 5\u00a0200 personer \(1\u00a0900 till 8\u00a0500\) av de 120\u00a0000/);
  assert.match(
    said,
    /inte bortfallet\. Svarsfrekvensen är 43\u00a0% \(1\u00a0034 av 2\u00a0400\)\. Inte justerat för ålder och hälsa\./,
  );
  assert.doesNotMatch(sentenceOf({ ...comparison, people, verdict: "inconclusive" }, measure, context), /motsvarar/);
  assert.doesNotMatch(sentenceOf(comparison, measure, { ...context, base: "basis" }), /justerat/);
  assert.match(sentenceOf(comparison, measure, context), /Inte justerat för ålder och hälsa/);
  assert.doesNotMatch(sentenceOf(comparison, measure, { ...context, unadjusted: false }), /justerat/);
  assert.match(sentenceOf(comparison, measure, { ...context, brief: true, unadjusted: true }), /Inte justerat/);
});

test("age and health are said to be left out at the first difference without them adjusted beside", () => {
  const standardised = {
    measure: "m",
    region: "13",
    period: "2025",
    by: ["Kön", "Åldersgrupp", "Hälsotillstånd"],
    difference: 4.1,
  } as Standardised;
  const peers: Comparison = { ...comparison, kind: "peers" };
  const change: Comparison = { ...comparison, kind: "previous_measurement" };
  const first = (shown: Comparison[], ...all: Partial<Standardised>[]): string | undefined =>
    firstUnadjusted(
      shown,
      all.map((one) => ({ ...standardised, ...one })),
    )?.kind;
  const shown = [comparison, peers, change];
  assert.equal(first(shown), "nation");
  assert.equal(first(shown, {}), "peers");
  assert.equal(first([comparison, change], {}), "previous_measurement");
  assert.equal(first([comparison], {}), undefined);
  assert.equal(first([comparison, { ...peers, verdict: "not_tested" }, change], {}), "previous_measurement");
  assert.equal(first([comparison, { ...peers, low: null, high: null }], {}), undefined);
  for (const by of [["kon"], ["kon", "alder"], ["halsa"], ["kon", "utbildning"]])
    assert.equal(first(shown, { by }), "nation", by.join());
  for (const by of [
    ["alder", "halsa"],
    ["age_group", "health"],
  ])
    assert.equal(first(shown, { by }), "peers", by.join());
  assert.equal(first(shown, { difference: null }), "nation", "a value alone is no difference against the nation");
  for (const other of [{ measure: "n" }, { region: "01" }, { period: "2024" }])
    assert.equal(first(shown, other), "nation", JSON.stringify(other));
  assert.equal(first([{ ...comparison, group: "Kön", level: "Kvinnor" }], {}), "nation", "a group is not the region");
});

test("the interval is named with its degrees of freedom", () => {
  const tested = { ...comparison, method: "part_of_whole", df: 87, p: 0.0004, p_adjusted: 0.0123 };
  const said = methodOf(tested, "sv", textIn("sv"));
  assert.match(said ?? "", /Students t, 87 frihetsgrader; p <\u00a00,001, justerat p =\u00a00,012\.$/);
  assert.equal(methodOf({ ...tested, p: null }, "sv", textIn("sv")), null);
});

test("a survey's column of sampling units is told of, with the role that gives each unit a value", () => {
  const seen = (kind: Inspection["kind"], role: string): Pick<Inspection, "kind" | "columns"> => ({
    kind,
    columns: [{ name: "Vårdcentral", role }] as Inspection["columns"],
  });
  assert.equal(sampledBy(seen("survey", "cluster")), "Vårdcentral");
  assert.equal(sampledBy(seen("survey", "group")), null);
  assert.equal(sampledBy(seen("indicators", "cluster")), null);
  for (const lang of ["sv", "en"] as const) {
    const { file } = textIn(lang);
    const said = file.sampled("Vårdcentral", file.roles.group);
    assert.ok(said.startsWith("Vårdcentral ") && said.includes(file.roles.group), said);
  }
});

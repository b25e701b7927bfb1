import assert from "node:assert/strict";
import { test } from "node:test";
import { control, shapeOf } from "../../../www/src/charts/control.ts";
import { funnel } from "../../../www/src/charts/funnel.ts";
import type { ControlChart, Funnel, FunnelPlace, Result, Signal } from "../../../www/src/contract.ts";
import { asPercent } from "../../../www/src/percent.ts";
import { enSets, svSets } from "../../../www/src/text/sets.ts";

const limits = (size: number, reach: number) => ({
  size,
  outer_low: 60 - 2 * reach,
  inner_low: 60 - reach,
  inner_high: 60 + reach,
  outer_high: 60 + 2 * reach,
});
const at = (region: string, size: number, value: number, place: FunnelPlace) => ({
  ...limits(size, 5),
  region,
  level: null,
  n: size,
  value,
  place,
});
const one: Funnel = {
  measure: "m",
  period: "2024",
  among: "regions",
  region: null,
  group: null,
  size: "n_effective",
  target: 60,
  target_from: "nation",
  dispersion: "additive",
  in_force: "additive",
  winsorised: 0.1,
  phi: 3.21,
  tau2: 0.01,
  left_out: 2,
  method: "funnel_limits",
  curve: [limits(40, 8), limits(5000, 2)],
  points: [at("01", 4000, 61, "within"), at("13", 300, 68, "above"), at("25", 90, 40, "far_below")],
};
const common = { label: "Mått", unit: "percent", decimals: 1, lang: "sv", width: 800 } as const;
const drawn = (
  lang: "sv" | "en",
  direction: "higher" | "lower" = "higher",
  changed: Partial<Funnel> = {},
  asked: "nation" | "mean" = "nation",
) =>
  funnel({
    ...common,
    id: "t",
    lang,
    direction,
    funnel: { ...one, ...changed },
    asked,
    region: "13",
    nameOf: (point) => ({ name: `Region ${point.region}`, short: point.region }),
  });

test("a funnel says where the region lies, how many lie outside, and what the limits are made of", () => {
  const frame = drawn("sv");
  assert.match(
    frame.finding,
    /^Region 13: 68,0\u00a0%\. Värdet ligger över 95 %-gränsen men inom 99,8 %-gränsen kring riket, 60,0\u00a0%\. Det är åt det håll som är bra/,
  );
  assert.match(frame.finding, /Av 3 regioner ligger 2 utanför 95 %-gränserna, varav 1 utanför 99,8 %-gränserna/);
  assert.match(drawn("sv", "lower").finding, /åt det håll som är dåligt/);
  assert.match(drawn("en").finding, /above the 95% limit but within the 99\.8% limit around Sweden, 60\.0%/);
  assert.ok(frame.notes.some((note) => note.includes("3,2 gånger") && note.includes("additivt")));
  assert.ok(frame.notes.some((note) => note.startsWith("2 punkter med för få svar")));
  assert.ok(drawn("sv", "higher", { dispersion: "none", in_force: "none" }).notes[0]?.includes("som planen säger"));
  assert.ok(drawn("sv", "higher", { in_force: "none" }).notes[0]?.includes("inte vidgade"));
});

test("the period, the centre and what is drawn in are said in the finding; a mean that was asked for is said to be", () => {
  assert.match(
    drawn("sv").finding,
    /Diagrammet gäller 2024, med mittlinjen vid riket, 60,0\u00a0%; de yttersta 10\u00a0% i varje ände är indragna/,
  );
  const mean = { target_from: "mean", winsorised: 0, period: "2022" } as const;
  assert.match(
    drawn("en", "higher", mean, "mean").finding,
    /about 2022, with the centre line at the mean, weighted by size, 60\.0%; no extremes are drawn in/,
  );
  assert.ok(drawn("sv", "higher", mean, "mean").notes.some((note) => note.includes("som planen säger")));
  assert.ok(drawn("sv", "higher", mean).notes.some((note) => note.includes("det finns inget värde för riket")));
});

test("the cursor goes from the smallest to the largest, and the table has every region with its limits", () => {
  const frame = drawn("sv");
  assert.deepEqual(
    frame.points.map((point) => point.slice(0, 9)),
    ["Region 25", "Region 13", "Region 01"],
  );
  assert.match(frame.points[0] ?? "", /40,0\u00a0%\. Effektivt antal svar: 90\. Under 99,8 %-gränsen/);
  assert.deepEqual(frame.table.rows[1], [
    "Region 13",
    "68,0",
    "300",
    "55,0 till 65,0",
    "50,0 till 70,0",
    "Över 95 %-gränsen",
  ]);
  assert.deepEqual(
    frame.legend.slice(3).map((it) => it.mark),
    ["above", "within", "far_below"],
  );
});

const chart: ControlChart = {
  measure: "m",
  region: "13",
  chart: "p",
  effective: false,
  gaps: 1,
  left_out: 0,
  method: "spc_attribute",
  points: (["none", "below_limit", "none", "run_above"] as Signal[]).map((signal, month) => ({
    period: `2024-0${month + 1}`,
    n: 100,
    value: 70 + month,
    centre: 71,
    low: 60,
    high: 80,
    signal,
  })),
};

test("a control chart counts its signals and says the latest in words, with a shape for each", () => {
  const frame = control({
    ...common,
    id: "s",
    place: "Region Halland",
    direction: "higher",
    counted: "Antal svar",
    chart,
  });
  assert.match(
    frame.finding,
    /^Region Halland, 4 punkter \(2024-01–2024-04\): 2 punkter avviker från vanlig variation\./,
  );
  assert.match(
    frame.finding,
    /Den senaste som avviker är 2024-04: sju punkter i rad över mittlinjen\. Det är åt det håll som är bra/,
  );
  assert.ok(
    frame.notes.some((note) => note.startsWith("p-diagram")) && frame.notes.some((note) => note.startsWith("1 lucka")),
  );
  assert.equal(frame.points[1], "2024-02: 71,0\u00a0%. Under nedre gränsen");
  assert.deepEqual(frame.table.rows[3], [
    "2024-04",
    "73,0",
    "100",
    "71,0",
    "60,0 till 80,0",
    "Sju punkter i rad över mittlinjen",
  ]);
  assert.deepEqual([shapeOf("none"), shapeOf("above_limit"), shapeOf("near_lower")], ["within", "far_above", "below"]);
  const quiet = { ...chart, points: chart.points.map((point) => ({ ...point, signal: "none" as Signal })) };
  const calm = control({
    ...common,
    id: "s",
    lang: "en",
    place: "Region Halland",
    direction: "none",
    counted: "n",
    chart: quiet,
  });
  assert.match(calm.finding, /no signs of anything but common variation/);
});

test("shares are written as per cent in funnels, charts, shrunken values and slopes alike", () => {
  const share = (it: Funnel): Funnel => ({
    ...it,
    target: 0.6,
    points: it.points.map((point) => ({ ...point, value: point.value / 100 })),
  });
  const result = {
    measures: [{ id: "m", unit: "share", relevance: null }],
    estimates: [],
    comparisons: [],
    distributions: [],
    system: { quadrants: [] },
    ranks: [],
    participation: [],
    funnels: [share(one), { ...one, measure: "other" }],
    control_charts: [chart],
    shrunken: [
      { measure: "m", mean: 0.5, tau2: 0.01, values: [{ own: 0.4, value: 0.45, se: 0.1, low: 0.3, high: 0.6 }] },
    ],
    standardised: [{ measure: "m", raw: 0.5, value: 0.4, low: 0.3, nation: 0.6, difference: -0.2, p: 0.01 }],
    adjusted: [{ measure: "m", difference: 0.1, odds_ratio: 1.5, raw_difference: 0.2 }],
    slopes: [{ measure: "m", groups: [{ value: 0.2 }], slope: 0.1, se: 0.02, low: null, high: 0.3 }],
  } as unknown as Result;
  const made = asPercent(result);
  assert.deepEqual([made.funnels[0]?.target, made.funnels[1]?.target], [60, 60]);
  assert.equal(made.funnels[0]?.points[1]?.value, 68);
  assert.equal(made.control_charts[0]?.points[0]?.centre, 7100);
  assert.deepEqual([made.shrunken[0]?.mean, made.shrunken[0]?.values[0]?.value], [50, 45]);
  assert.deepEqual([made.standardised[0]?.nation, made.standardised[0]?.p], [60, 0.01]);
  assert.deepEqual([made.adjusted[0]?.difference, made.adjusted[0]?.odds_ratio], [10, 1.5]);
  assert.deepEqual([made.slopes[0]?.slope, made.slopes[0]?.low, made.slopes[0]?.groups[0]?.value], [10, null, 20]);
});

test("both languages have the same words", () => {
  const keys = (words: object): string[] =>
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === "object" ? keys(value).map((it) => `${key}.${it}`) : [key],
    );
  assert.deepEqual(keys(svSets).sort(), keys(enSets).sort());
});

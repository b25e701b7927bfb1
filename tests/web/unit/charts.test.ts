import assert from "node:assert/strict";
import { test } from "node:test";
import { within } from "../../../www/src/charts/axis.ts";
import { answers } from "../../../www/src/charts/answers.ts";
import { apart, step } from "../../../www/src/charts/frame.ts";
import { regions, type RegionPoint } from "../../../www/src/charts/regions.ts";
import { runs, trend } from "../../../www/src/charts/trend.ts";
import { wrap } from "../../../www/src/lib/picture.ts";

const point = (code: string, value: number | null, hidden = false): RegionPoint => ({
  code,
  name: `Region ${code}`,
  short: code,
  value,
  low: null,
  high: null,
  n: null,
  hidden,
  verdict: null,
  peer: false,
});
const common = { label: "Mått", unit: "percent", decimals: 1, lang: "sv", width: 800 } as const;

test("regions are sorted by value, the best end first, and those without a value are named", () => {
  const input = {
    ...common,
    id: "r",
    period: "2021/2024",
    region: "13",
    direction: "higher" as const,
    points: [point("01", 50), point("13", 70), point("09", null, true)],
    nation: { value: 60, low: null, high: null },
  };
  const frame = regions(input);
  assert.equal(frame.title, "Mått: regionerna mot riket 2021–2024");
  assert.match(frame.finding, /\(2021–2024\)\.$/);
  assert.deepEqual(frame.points, ["Region 13: 70,0\u00a0%", "Region 01: 50,0\u00a0%"]);
  assert.match(
    frame.finding,
    /^Region 13: 70,0\u00a0%\. Regionernas värden går från 50,0 till 70,0\. Riket: 60,0\u00a0%/,
  );
  assert.ok(frame.notes.some((note) => note.includes("09 (dold)")));
  assert.deepEqual(frame.table.rows.at(-1)?.slice(0, 2), ["Region 09", "Dold"]);
  assert.deepEqual(regions({ ...input, direction: "lower" }).points[0], "Region 01: 50,0\u00a0%");
});

test("no line is drawn across a break, and gaps in the series do not end it", () => {
  assert.deepEqual(runs([1, 2, null, 4, 5], new Set([3])), [
    [0, 1],
    [3, 4],
  ]);
  assert.deepEqual(runs([null, 2, null, 4], new Set()), [[1, 3]]);
});

test("the trend says where the region began and ended, and speaks at each period", () => {
  const frame = trend({
    ...common,
    id: "t",
    place: "Region Halland",
    periods: ["2020", "2021", "2022"],
    lines: [
      { name: "Region Halland", kind: "own", values: [60, null, 65] },
      { name: "Riket", kind: "nation", values: [61, 62, 63] },
    ],
    breaks: ["2022"],
    pandemic: ["2020", "2021"],
  });
  assert.equal(frame.finding, "Region Halland: 60,0\u00a0% (2020) och 65,0\u00a0% (2022). Riket: 63,0\u00a0% (2022).");
  assert.equal(frame.points[1], "2021. Region Halland: –. Riket: 62,0\u00a0%");
  assert.match(frame.points[2] ?? "", /Brott i serien/);
});

test("no line is drawn to a measurement that cannot be compared with the one before, and none has gone from one to the other", () => {
  const input = {
    ...common,
    id: "t",
    place: "Region Halland",
    periods: ["2018/2020", "2021/2024", "2022/2025"],
    lines: [{ name: "Region Halland", kind: "own" as const, values: [73.8, 77.8, 76] }],
    breaks: [],
    pandemic: [],
  };
  const whole = trend(input);
  assert.match(whole.finding, /gick från 73,8\u00a0% \(2018–2020\) till 76,0\u00a0% \(2022–2025\)/);
  assert.deepEqual(whole.notes, []);
  const cut = trend({ ...input, gaps: ["2021/2024", "2022/2025"] });
  assert.equal(cut.finding, "Region Halland: 73,8\u00a0% (2018–2020) och 76,0\u00a0% (2022–2025).");
  assert.match(cut.notes.join(), /Ingen linje dras/);
  assert.equal(
    cut.legend.some((one) => one.mark === "break"),
    false,
  );
  const lines = (frame: typeof cut): number => JSON.stringify(frame.draw(-1)).split("line own").length - 1;
  assert.deepEqual([lines(whole), lines(cut)], [1, 3]);
});

test("answers: one measurement gives one value", () => {
  const frame = answers({
    id: "s",
    label: "Mått",
    place: "Region Halland",
    lang: "sv",
    width: 800,
    rows: [
      {
        measure: "m",
        region: "13",
        period: "2022/2024",
        group: null,
        level: null,
        n: 40,
        status: "ok",
        significant_change: null,
        answers: [{ answer: "ja", positive: true, share: 45.1 }],
      },
    ],
    values: new Map([["2022/2024", 45.1]]),
    positive: ["ja"],
  });
  assert.equal(frame.finding, "Andelen positiva svar: 45,1\u00a0% (2022–2024).");
});

test("answers: a hidden measurement is said to be hidden, and a change only where it is significant", () => {
  const row = (period: string, significant: boolean | null, status: "ok" | "hidden" = "ok") => ({
    measure: "m",
    region: "13",
    period,
    group: null,
    level: null,
    n: 40,
    status,
    significant_change: significant,
    answers:
      status === "ok"
        ? [
            { answer: "ja", positive: true, share: 60 },
            { answer: "nej", positive: false, share: 40 },
          ]
        : [],
  });
  const frame = answers({
    id: "s",
    label: "Mått",
    place: "Region Halland",
    lang: "sv",
    width: 800,
    rows: [row("2022", true), row("2018", null), row("2020", null, "hidden")],
    values: new Map([
      ["2018", 50],
      ["2022", 60],
    ]),
    positive: ["ja"],
  });
  assert.equal(
    frame.finding,
    "Andelen positiva svar: 50,0\u00a0% (2018) och 60,0\u00a0% (2022). Säkerställd förändring sedan första mätningen.",
  );
  assert.equal(frame.points[1], "2020: Dold. ");
  assert.deepEqual(frame.table.rows[1], ["2020", "dold", "dold", "40", ""]);
});

test("answers stand in one order in every measurement; a hidden share is hidden, an answer that nobody gave is zero", () => {
  const row = (period: string, given: [string, boolean, number | null][]) => ({
    measure: "m",
    region: "13",
    period,
    group: null,
    level: null,
    n: 40,
    status: "ok" as const,
    significant_change: null,
    answers: given.map(([answer, positive, share]) => ({ answer, positive, share })),
  });
  const rows = [
    row("2018", [
      ["aldrig", false, null],
      ["alltid", true, 30],
      ["ibland", true, 50],
      ["sällan", false, 15],
    ]),
    row("2020", [
      ["ibland", true, 60],
      ["alltid", true, 40],
    ]),
  ];
  const frame = answers({
    id: "s",
    label: "Mått",
    place: "Region Halland",
    lang: "sv",
    width: 800,
    rows,
    values: new Map(),
    positive: ["alltid", "ibland"],
  });
  assert.deepEqual(frame.table.head.slice(1, 5), ["alltid", "ibland", "aldrig", "sällan"]);
  assert.deepEqual(
    frame.table.rows.map((cells) => cells.slice(1, 5)),
    [
      ["30,0\u00a0%", "50,0\u00a0%", "dold", "15,0\u00a0%"],
      ["40,0\u00a0%", "60,0\u00a0%", "0,0\u00a0%", "0,0\u00a0%"],
    ],
  );
});

test("shares stay between 0 and 100 on the axis", () => {
  assert.deepEqual(within(3, 99.5, "percent"), [0, 100]);
  assert.deepEqual(within(3, 99.5, "number"), [0, 100]);
  assert.deepEqual(within(-2, 104, "percent"), [-20, 120]);
});

test("the cursor stops at the ends, Escape leaves, other keys pass by", () => {
  assert.deepEqual(
    [
      step("ArrowRight", -1, 3),
      step("ArrowDown", 2, 3),
      step("Home", 2, 3),
      step("End", 0, 3),
      step("Escape", 1, 3),
      step("Tab", 1, 3),
    ],
    [0, 2, 0, 2, -1, null],
  );
});

test("labels are kept apart and long titles are broken into lines", () => {
  assert.deepEqual(apart([10, 12, 50], 17), [10, 27, 50]);
  assert.ok(wrap("Ett ganska långt namn på ett mått om väntetider", 120, 12).every((line) => line.length <= 20));
});

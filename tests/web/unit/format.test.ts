import assert from "node:assert/strict";
import { test } from "node:test";
import { readAddress, writeAddress } from "../../../www/src/address.ts";
import {
  ageInYears,
  day,
  differenceWithUnit,
  interval,
  number,
  period,
  signed,
  withUnit,
} from "../../../www/src/lib/format.ts";
import { parseNumber } from "../../../www/src/lib/number.ts";

test("Swedish figures: no-break space, comma and a real minus", () => {
  assert.equal(number(1234567.891, 1, "sv"), "1\u00a0234\u00a0567,9");
  assert.equal(signed(-4.66, 1, "sv"), "\u22124,7");
  assert.equal(signed(4.4, 1, "sv"), "+4,4");
  assert.equal(withUnit(71.2, "percent", 1, "sv"), "71,2\u00a0%");
  assert.equal(differenceWithUnit(-0.7, "percent", 1, "sv"), "\u22120,7\u00a0procentenheter");
  assert.equal(interval(1.6, 7.2, 1, "sv"), "1,6 till 7,2");
});

test("English figures: point, comma between thousands, no space before the sign", () => {
  assert.equal(number(1234567.891, 1, "en"), "1,234,567.9");
  assert.equal(withUnit(-0.7, "percent", 1, "en"), "\u22120.7%");
});

test("nothing is a dash, never zero, and a difference that rounds to zero has no sign", () => {
  assert.equal(withUnit(null, "percent", 1, "sv"), "–");
  assert.equal(signed(-0.02, 1, "sv"), "0,0");
});

test("periods, days and ages", () => {
  assert.equal(period("2021/2024"), "2021–2024");
  assert.equal(period("2022-09/2023-08"), "2022-09 – 2023-08");
  assert.equal(period("2023-Q1/2023-Q3"), "2023-Q1 – 2023-Q3");
  assert.equal(period("2023-Q2"), "2023-Q2");
  assert.equal(day("2026-08", "sv"), "augusti 2026");
  assert.equal(day("2026-08-20", "en"), "20 August 2026");
  assert.equal(ageInYears("2021/2024", "2026-11-23"), 2);
  assert.equal(ageInYears("2022-09/2023-08", "2026-11-23"), 3);
});

test("numbers as people write them", () => {
  const read: [string, number | null][] = [
    ["66,8", 66.8],
    ["1 234,5", 1234.5],
    ["\u22123", -3],
    ["1\u00a0034", 1034],
    ["", null],
    ["cirka 5", null],
    ["1,2,3", null],
  ];
  for (const [text, value] of read) assert.equal(parseNumber(text), value, text);
});

test("the address says region, language and view, and nothing strange gets in", () => {
  const address = { region: "13", lang: "en", view: "indikator", measure: "U70447" } as const;
  assert.deepEqual(readAddress(writeAddress(address)), address);
  assert.deepEqual(readAddress("#region=<b>&vy=x&sprak=fi&matt=%3Cscript%3E"), {
    region: null,
    lang: "sv",
    view: "oversikt",
    measure: null,
  });
  assert.equal(readAddress("#region=00").region, null);
  assert.ok(!writeAddress({ ...address, view: "resultat", measure: "hemligt" }).includes("hemligt"));
});

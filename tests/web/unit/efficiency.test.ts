import assert from "node:assert/strict";
import { test } from "node:test";
import { efficiency } from "../../../www/src/charts/efficiency.ts";
import type { Efficiency, EfficiencyRow } from "../../../www/src/contract.ts";

const row = (region: string, value: number, corrected: number | null, models: string[]): EfficiencyRow => ({
  region,
  inputs: [30_000],
  outputs: [80],
  efficiency: value,
  input_slacks: [0],
  output_slacks: [1.5],
  peers: models.map((one) => ({ region: one, weight: 1 / models.length })),
  super_efficiency: models.includes(region) ? null : value,
  scale_efficiency: 0.98,
  free_disposal_hull: 1,
  bias: corrected === null ? null : value - corrected,
  corrected,
  low: corrected === null ? null : corrected - 0.02,
  high: corrected === null ? null : value,
});
const found: Efficiency = {
  period: "2023",
  plan: {
    inputs: ["U70020"],
    outputs: ["U71451", "U70449"],
    orientation: "input",
    returns: "variable",
    draws: 1000,
    seed: 7,
  },
  bandwidth: 0.0412,
  rows: [row("13", 0.94, 0.91, ["08", "14"]), row("08", 1, 0.96, ["08"]), row("14", 1, 0.95, ["14"])],
  absent: ["09"],
};
const words: Record<string, string> = { "13": "Halland", "08": "Kalmar", "14": "Västra Götaland", "09": "Gotland" };
const short = (code: string): string => words[code] ?? code;
const input = {
  id: "e",
  lang: "sv" as const,
  width: 900,
  region: "13",
  name: (code: string) => `Region ${short(code)}`,
  short,
  label: (id: string) => (id === "U70020" ? "Kostnad" : id),
  found,
};

test("efficiency is said in words with its models, how it was computed and its limits", () => {
  const frame = efficiency(input);
  assert.match(frame.title, /2023: andel av resurserna som skulle räcka$/);
  assert.equal(
    frame.finding,
    "Region Halland: 0,91 (0,89 till 0,94) när övervärderingen räknats bort, 0,94 före. Förebilder: Kalmar, Västra Götaland. 2 av 3 regioner ligger på fronten.",
  );
  assert.ok(frame.notes.some((note) => note === "Resurs: Kostnad. Resultat: U71451, U70449."));
  assert.ok(
    frame.notes.some((note) => /variabel skalavkastning, inriktad på resurser\..*1\s000.*0,041, frö 7/.test(note)),
  );
  assert.ok(frame.notes.some((note) => note.includes("inte mot vad som är möjligt")));
  assert.ok(frame.notes.some((note) => note.startsWith("Inte med") && note.includes("Gotland")));
  assert.deepEqual(
    frame.table.rows.map((one) => [one[0], one[1], one[3], one.at(-1)]),
    [
      ["Region Halland", "0,91", "0,94", "Kalmar, Västra Götaland"],
      ["Region Kalmar", "0,96", "1,00", ""],
      ["Region Västra Götaland", "0,95", "1,00", ""],
    ],
  );
  assert.ok(frame.table.rows.every((one) => one.length === frame.table.head.length));
  assert.match(
    frame.points[0] ?? "",
    /^Region Halland: 0,91 \(0,89 till 0,94\)\. Före rättning: 0,94\. Förebilder: Kalmar/,
  );
});

test("without draws nothing is called corrected, and a region on the frontier or outside is said to be", () => {
  const bare = {
    ...found,
    bandwidth: null,
    plan: { ...found.plan, draws: 0 },
    rows: [row("13", 1, null, ["13"]), row("08", 0.94, null, ["13"])],
  };
  const frame = efficiency({ ...input, found: bare });
  const finding = (region: string, lang: "sv" | "en"): string =>
    efficiency({ ...input, found: bare, region, lang }).finding;
  assert.match(frame.finding, /^Region Halland ligger på fronten och är sin egen förebild; 1,00\. 1 av 2 /);
  assert.match(finding("08", "sv"), /^Region Kalmar: 0,94\. Förebilder: Halland\. 1 av 2 /);
  assert.match(finding("13", "en"), /^Region Halland is on the frontier and its own model; 1\.00\. 1 of 2 /);
  assert.match(finding("08", "en"), /^Region Kalmar: 0\.94\. Models to follow: Halland\. 1 of 2 /);
  for (const region of ["13", "08"]) {
    assert.doesNotMatch(finding(region, "sv"), /räknats bort|före\.|–/);
    assert.doesNotMatch(finding(region, "en"), /taken away|before|–/);
  }
  assert.deepEqual(
    frame.legend.map((one) => one.text),
    ["Före rättning"],
  );
  assert.ok(frame.notes.some((note) => note.includes("Utan bootstrap: ingen rättning och ingen osäkerhet")));
  const other = efficiency({
    ...input,
    region: "09",
    found: { ...found, plan: { ...found.plan, orientation: "output" } },
  });
  assert.match(other.finding, /^Region Gotland saknar något av måtten/);
  assert.match(other.title, /andel av det möjliga resultatet/);
});

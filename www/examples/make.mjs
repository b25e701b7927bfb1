/** Makes the three invented example files, the same every time: `node www/examples/make.mjs`. */
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const SEED = 20180601;
/** Code, name and a rough size in hundreds of thousands of inhabitants; the sizes only make the weights differ. */
const REGIONS = [
  ["01", "Region Stockholm", 24],
  ["03", "Region Uppsala", 4],
  ["04", "Region Sörmland", 3],
  ["05", "Region Östergötland", 4.7],
  ["06", "Region Jönköpings län", 3.7],
  ["07", "Region Kronoberg", 2],
  ["08", "Region Kalmar län", 2.5],
  ["09", "Region Gotland", 0.6],
  ["10", "Region Blekinge", 1.6],
  ["12", "Region Skåne", 14],
  ["13", "Region Halland", 3.4],
  ["14", "Västra Götalandsregionen", 17.6],
  ["17", "Region Värmland", 2.8],
  ["18", "Region Örebro län", 3.1],
  ["19", "Region Västmanland", 2.8],
  ["20", "Region Dalarna", 2.9],
  ["21", "Region Gävleborg", 2.9],
  ["22", "Region Västernorrland", 2.4],
  ["23", "Region Jämtland Härjedalen", 1.3],
  ["24", "Region Västerbotten", 2.8],
  ["25", "Region Norrbotten", 2.5],
];
const WAVES = [
  ["2018", 70],
  ["2020", 70],
  ["2022", 90],
];
const QUESTIONS = [
  ["delaktig", 0.2],
  ["information", 0.5],
  ["samordning", -0.3],
  ["fast_kontakt", -0.6],
];
const ANSWERS = ["aldrig", "sällan", "ibland", "alltid"];

/** Mulberry32: small, seeded, the same on every machine. */
function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const next = chance(SEED);
const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
const pick = (list) => list[Math.floor(next() * list.length)];
const comma = (value, decimals) => value.toFixed(decimals).replace(".", ",");

const leaning = new Map(REGIONS.map(([code]) => [code, normal() * 0.25]));
const own = new Map(REGIONS.map(([code]) => [code, QUESTIONS.map(() => normal() * 0.15)]));
const rows = [];
for (const [wave, size] of WAVES)
  for (const [code, , people] of REGIONS) {
    for (let number = 0; number < size; number++) {
      const stratum = number % 2 ? "A" : "B";
      const unit = `${code}${stratum}${1 + (Math.floor(number / 2) % 4)}`;
      const health = next() < 0.62 ? "god" : "dålig";
      const person =
        leaning.get(code) + (health === "god" ? 0.25 : -0.35) + (wave === "2022" ? 0.3 : 0) + normal() * 0.8;
      const answers = QUESTIONS.map(([, ease], at) =>
        next() < 0.04
          ? "vet ej"
          : ANSWERS[
              Math.max(0, Math.min(3, Math.round(1.7 + ease + own.get(code)[at] + person * 0.8 + normal() * 0.6)))
            ],
      );
      const grade = Math.max(1, Math.min(5, Math.round(3.4 + person * 0.6 + normal() * 0.5)));
      const weight = ((people * 10) / size) * (0.8 + 0.4 * next()) * (stratum === "A" ? 1.25 : 0.75);
      rows.push(
        [
          code,
          wave,
          comma(weight, 1 + (weight < 1)),
          code + stratum,
          unit,
          next() < 0.52 ? "kvinna" : "man",
          pick(["16-44", "45-64", "65+"]),
          health,
          ...answers,
          next() < 0.03 ? "" : grade,
        ].join(";"),
      );
    }
  }
const survey = [
  [
    "region",
    "ar",
    "vikt",
    "stratum",
    "vardcentral",
    "kon",
    "alder",
    "halsa",
    ...QUESTIONS.map(([name]) => name),
    "betyg",
  ].join(";"),
  ...rows,
];
writeFileSync(join(here, "enkat_exempel.csv"), survey.join("\r\n") + "\r\n");

const table = ["mått;region;år;andel;antal svar"];
for (const year of ["2022", "2023", "2024"]) {
  const figures = REGIONS.map(([code, name, people]) => {
    const answered = Math.round(180 + people * 60 + next() * 80);
    return {
      name,
      people,
      answered,
      share: Math.max(20, Math.min(98, 64 + leaning.get(code) * 18 + (year === "2024" ? 1.5 : 0) + normal() * 1.5)),
    };
  });
  const people = figures.reduce((sum, one) => sum + one.people, 0);
  const nation = figures.reduce((sum, one) => sum + one.share * one.people, 0) / people;
  const answered = figures.reduce((sum, one) => sum + one.answered, 0);
  for (const one of [{ name: "Riket", share: nation, answered }, ...figures])
    table.push(["Delaktig i beslut om vården (påhittat)", one.name, year, comma(one.share, 1), one.answered].join(";"));
}
writeFileSync(join(here, "tabell_exempel.csv"), table.join("\r\n") + "\r\n");

const MONTHS = ["2023", "2024"].flatMap((year) =>
  Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, "0")}`),
);
const CENTRES = ["Björken", "Eken", "Granen", "Linden", "Rönnen", "Asken", "Almen", "Hasseln", "Tallen", "Sälgen"];
const MEASURE = "Läkartid inom tre dagar (påhittat)";
const months = ["mått;region;vårdcentral;period;täljare;nämnare"];
const drawn = (size, share) => {
  const spread = Math.sqrt((share * (1 - share)) / size);
  return Math.max(0, Math.min(size, Math.round(size * (share + spread * normal()))));
};
const monthly = new Map(MONTHS.map((month) => [month, [0, 0]]));
for (const [code, name, people] of REGIONS) {
  const level = 0.78 + leaning.get(code) * 0.12;
  MONTHS.forEach((month, at) => {
    const asked = Math.round(140 + people * 45 + next() * 60);
    const shifted = level + (at > 13 ? 0.05 : 0) - (at === 6 ? 0.12 : 0);
    const inTime = drawn(asked, Math.min(0.97, shifted));
    const sums = monthly.get(month);
    monthly.set(month, [sums[0] + inTime, sums[1] + asked]);
    months.push([MEASURE, name, "", month, inTime, asked].join(";"));
  });
  for (const centre of CENTRES) {
    const size = Math.round(20 + next() * next() * 600);
    const share = Math.min(0.97, level + 0.05 + normal() * 0.04);
    months.push([MEASURE, name, centre, MONTHS.at(-1), drawn(size, share), size].join(";"));
  }
}
for (const [month, [inTime, size]] of monthly) months.push([MEASURE, "Riket", "", month, inTime, size].join(";"));
writeFileSync(join(here, "manader_exempel.csv"), months.join("\r\n") + "\r\n");

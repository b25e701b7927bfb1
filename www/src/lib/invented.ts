/**
 * The three invented example files, made when they are asked for: their bytes would weigh thirty times what makes them.
 * Nothing in them is true of any region. `node www/examples/make.mjs` writes them to disk.
 */
import type { ExampleName } from "../state";

const SEED = 20180601;
/** Code, name and a rough size in hundreds of thousands of inhabitants; the sizes only make the weights differ. */
const REGIONS: readonly [code: string, name: string, people: number][] = [
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
const WAVES: readonly [wave: string, size: number][] = [
  ["2018", 70],
  ["2020", 70],
  ["2022", 90],
];
const QUESTIONS: readonly [name: string, ease: number][] = [
  ["delaktig", 0.2],
  ["information", 0.5],
  ["samordning", -0.3],
  ["fast_kontakt", -0.6],
];
const AGES = ["16-44", "45-64", "65+"] as const;
const ANSWERS = ["aldrig", "sällan", "ibland", "alltid"] as const;

const MONTHS = ["2023", "2024"].flatMap((year) =>
  Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, "0")}`),
);
const CENTRES = ["Björken", "Eken", "Granen", "Linden", "Rönnen", "Asken", "Almen", "Hasseln", "Tallen", "Sälgen"];
const MEASURE = "Läkartid inom tre dagar (påhittat)";
const comma = (value: number, decimals: number): string => value.toFixed(decimals).replace(".", ",");
const file = (lines: string[]): string => lines.join("\r\n") + "\r\n";

/** Mulberry32: small, seeded, the same on every machine. */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a region is drawn to be like. */
interface Region {
  code: string;
  name: string;
  people: number;
  leaning: number;
  /** A question each, in their order. */
  own: number[];
}

interface Dice {
  /** Evenly from 0 up to 1. */
  next: () => number;
  /** From the standard normal distribution. */
  normal: () => number;
}

/** The files by name, the same every time. */
export function invented(): Record<ExampleName, string> {
  const next = chance(SEED);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const dice = { next, normal };
  const leanings = REGIONS.map(() => normal() * 0.25);
  const regions = REGIONS.map(([code, name, people], at) => ({
    code,
    name,
    people,
    leaning: leanings[at] ?? 0,
    own: QUESTIONS.map(() => normal() * 0.15),
  }));
  return {
    "enkat_exempel.csv": file(survey(dice, regions)),
    "tabell_exempel.csv": file(table(dice, regions)),
    "manader_exempel.csv": file(months(dice, regions)),
  };
}

/** A row for each person. */
function survey(dice: Dice, regions: Region[]): string[] {
  const questions = QUESTIONS.map(([name]) => name).join(";");
  const rows = [`region;ar;vikt;stratum;vardcentral;kon;alder;halsa;${questions};betyg`];
  for (const [wave, size] of WAVES)
    for (const region of regions)
      for (let number = 0; number < size; number++) rows.push(respondent(dice, region, wave, size, number));
  return rows;
}

function respondent({ next, normal }: Dice, region: Region, wave: string, size: number, number: number): string {
  const stratum = number % 2 ? "A" : "B";
  const unit = `${region.code}${stratum}${1 + (Math.floor(number / 2) % 4)}`;
  const health = next() < 0.62 ? "god" : "dålig";
  const person = region.leaning + (health === "god" ? 0.25 : -0.35) + (wave === "2022" ? 0.3 : 0) + normal() * 0.8;
  const answers = QUESTIONS.map(([, ease], at) => {
    if (next() < 0.04) return "vet ej";
    const drawn = Math.round(1.7 + ease + (region.own[at] ?? 0) + person * 0.8 + normal() * 0.6);
    return ANSWERS[Math.max(0, Math.min(3, drawn))];
  });
  const grade = Math.max(1, Math.min(5, Math.round(3.4 + person * 0.6 + normal() * 0.5)));
  const weight = ((region.people * 10) / size) * (0.8 + 0.4 * next()) * (stratum === "A" ? 1.25 : 0.75);
  const sex = next() < 0.52 ? "kvinna" : "man";
  const age = AGES[Math.floor(next() * AGES.length)];
  const background = [region.code + stratum, unit, sex, age, health];
  return [
    region.code,
    wave,
    comma(weight, weight < 1 ? 2 : 1),
    ...background,
    ...answers,
    next() < 0.03 ? "" : grade,
  ].join(";");
}

/** Shares and numbers of answers by region and year. */
function table({ next, normal }: Dice, regions: Region[]): string[] {
  const rows = ["mått;region;år;andel;antal svar"];
  for (const year of ["2022", "2023", "2024"]) {
    const figures = regions.map(({ name, people, leaning }) => {
      const answered = Math.round(180 + people * 60 + next() * 80);
      const share = 64 + leaning * 18 + (year === "2024" ? 1.5 : 0) + normal() * 1.5;
      return { name, people, answered, share: Math.max(20, Math.min(98, share)) };
    });
    const people = figures.reduce((sum, one) => sum + one.people, 0);
    const nation = figures.reduce((sum, one) => sum + one.share * one.people, 0) / people;
    const answered = figures.reduce((sum, one) => sum + one.answered, 0);
    for (const one of [{ name: "Riket", share: nation, answered }, ...figures])
      rows.push(
        ["Delaktig i beslut om vården (påhittat)", one.name, year, comma(one.share, 1), one.answered].join(";"),
      );
  }
  return rows;
}

/** How many of how many by region and month, and by health centre in the last month. */
function months({ next, normal }: Dice, regions: Region[]): string[] {
  const drawn = (size: number, share: number): number => {
    const spread = Math.sqrt((share * (1 - share)) / size);
    return Math.max(0, Math.min(size, Math.round(size * (share + spread * normal()))));
  };
  const rows = ["mått;region;vårdcentral;period;täljare;nämnare"];
  const riket = MONTHS.map((month) => ({ month, inTime: 0, asked: 0 }));
  for (const { name, people, leaning } of regions) {
    const level = 0.78 + leaning * 0.12;
    riket.forEach((sum, at) => {
      const asked = Math.round(140 + people * 45 + next() * 60);
      const shifted = level + (at > 13 ? 0.05 : 0) - (at === 6 ? 0.12 : 0);
      const inTime = drawn(asked, Math.min(0.97, shifted));
      sum.inTime += inTime;
      sum.asked += asked;
      rows.push([MEASURE, name, "", sum.month, inTime, asked].join(";"));
    });
    for (const centre of CENTRES) {
      const size = Math.round(20 + next() * next() * 600);
      const share = Math.min(0.97, level + 0.05 + normal() * 0.04);
      rows.push([MEASURE, name, centre, MONTHS.at(-1), drawn(size, share), size].join(";"));
    }
  }
  for (const { month, inTime, asked } of riket) rows.push([MEASURE, "Riket", "", month, inTime, asked].join(";"));
  return rows;
}

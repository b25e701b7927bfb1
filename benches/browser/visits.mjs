/** Invented visits: one visit a row, in the order of their dates. The same bytes for the same number of rows. */
import { dice } from "./dice.mjs";
import { REGIONS } from "./schema.mjs";

const UNITS = ["Vårdcentralen Björken", "Hälsocentralen Höör", "Närhälsan, Södra Ängby", "Familjeläkarna Lund", "Vårdcentralen Åkersberga"];
const DAYS = 2190;
const day = (number) => new Date(Date.UTC(2014, 0, 1 + number)).toISOString().slice(0, 10);
const hexadecimal = (number) => number.toString(16).padStart(8, "0");

export const HEADER = "patient_id;vardgivare;enhet;bokningsdatum;besokstyp;region_bosatt;region_vard;remissdatum;besoksdatum\r\n";
export const VISITS_COLUMNS = 9;

export function* visits(rows) {
  const roll = dice(rows ^ 0x5eed);
  const days = Array.from({ length: DAYS }, (_, number) => day(number));
  for (let row = 0; row < rows; row++) {
    const patient = Math.floor(roll(1 << 30) / (1 << 30) * (rows / 4)), home = patient % 21, care = roll(14) ? home : roll(21);
    const provider = care * 1000 + ((patient * 7 + roll(3)) % 900), unit = UNITS[provider % UNITS.length];
    const at = Math.floor((row / rows) * DAYS), wait = roll(100) < 18 ? -1 : roll(90);
    const quoted = unit.includes(",") ? `"${unit}"` : unit;
    yield `${hexadecimal(Math.imul(patient, 0x9e3779b1) >>> 0)}${hexadecimal(patient)};P${100000 + provider};${quoted};${days[Math.max(0, at - 3)]};${roll(4) ? "fysiskt" : "digitalt"};${REGIONS[home]};${REGIONS[care]};${wait < 0 ? "" : days[Math.max(0, at - wait)]};${days[at]}\r\n`;
  }
}

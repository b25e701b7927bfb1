/**
 * Writes the invented survey that everything is measured on: the same bytes for the same number of rows.
 *   node generate.mjs ROWS FILE
 */
import { closeSync, openSync, renameSync, writeSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { ITEMS } from "./schema.mjs";

const REGIONS = ["01", "03", "04", "05", "06", "07", "08", "09", "10", "12", "13", "14", "17", "18", "19", "20", "21", "22", "23", "24", "25"];
const YEARS = ["2014", "2016", "2020"];
const AGES = ["16-29", "30-44", "45-59", "60-74", "75+"];
const HEALTH = ["Mycket bra", "Bra", "Varken bra eller dålig; växlar", "Dålig", "Mycket dålig"];
const FLUSH = 1 << 22;

/** Thirty-two bits at a time from a counter, so that every row can be made again by its number. */
function dice(seed) {
  let state = seed >>> 0;
  return (most) => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % most;
  };
}

export function generate(rows, path) {
  const roll = dice(rows);
  const file = openSync(`${path}.part`, "w");
  let text = `lopnr;regionkod;ar;vikt;stratum;kon;aldersgrupp;halsa;fodd_utomlands;fast_kontakt;${ITEMS.join(";")}\r\n`;
  for (let row = 0; row < rows; row++) {
    const region = roll(21), year = roll(3), sex = roll(2), age = roll(5), health = roll(5);
    const weight = `${20 + roll(380) + region * 3},${String(roll(10_000)).padStart(4, "0")}`;
    text += `${1_000_001 + row};${REGIONS[region]};${YEARS[year]};${weight};${region * 10 + age * 2 + sex};"${sex ? "Man" : "Kvinna"}";"${AGES[age]}";"${HEALTH[health]}";"${roll(5) ? "Nej" : "Ja"}";"${["Ja", "Ja", "Nej", "Vet ej"][roll(4)]}"`;
    const high = 45 + region + 3 * age - 4 * health + 2 * year;
    for (let item = 0; item < 20; item++) {
      const kind = roll(100);
      text += kind < 6 ? ";" : kind < 10 ? ";Vet ej" : roll(100) < high + item / 2 ? `;${4 + roll(2)}` : `;${1 + roll(3)}`;
    }
    text += "\r\n";
    if (text.length > FLUSH) {
      writeSync(file, text);
      text = "";
    }
  }
  writeSync(file, text);
  closeSync(file);
  renameSync(`${path}.part`, path);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) generate(Number(process.argv[2]), process.argv[3]);

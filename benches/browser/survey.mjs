/** An invented survey: one respondent a row. The same bytes for the same number of rows. */
import { dice } from "./dice.mjs";
import { ITEMS, REGIONS } from "./schema.mjs";

const YEARS = ["2014", "2016", "2020"];
const AGES = ["16-29", "30-44", "45-59", "60-74", "75+"];
const HEALTH = ["Mycket bra", "Bra", "Varken bra eller dålig; växlar", "Dålig", "Mycket dålig"];

export const HEADER = `lopnr;regionkod;ar;vikt;stratum;kon;aldersgrupp;halsa;fodd_utomlands;fast_kontakt;${ITEMS.join(";")}\r\n`;

export function* survey(rows) {
  const roll = dice(rows);
  for (let row = 0; row < rows; row++) {
    const region = roll(21), year = roll(3), sex = roll(2), age = roll(5), health = roll(5);
    const weight = `${20 + roll(380) + region * 3},${String(roll(10_000)).padStart(4, "0")}`;
    let text = `${1_000_001 + row};${REGIONS[region]};${YEARS[year]};${weight};${region * 10 + age * 2 + sex};"${sex ? "Man" : "Kvinna"}";"${AGES[age]}";"${HEALTH[health]}";"${roll(5) ? "Nej" : "Ja"}";"${["Ja", "Ja", "Nej", "Vet ej"][roll(4)]}"`;
    const high = 45 + region + 3 * age - 4 * health + 2 * year;
    for (let item = 0; item < 20; item++) {
      const kind = roll(100);
      text += kind < 6 ? ";" : kind < 10 ? ";Vet ej" : roll(100) < high + item / 2 ? `;${4 + roll(2)}` : `;${1 + roll(3)}`;
    }
    yield `${text}\r\n`;
  }
}

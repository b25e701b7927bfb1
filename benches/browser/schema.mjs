/** The invented survey's columns, and the sums of it as comparable answers. */
export const ITEMS = Array.from({ length: 20 }, (_, at) => `f${String(at + 1).padStart(2, "0")}`);
export const COLUMNS = 30;
export const REGIONS = ["01", "03", "04", "05", "06", "07", "08", "09", "10", "12", "13", "14", "17", "18", "19", "20", "21", "22", "23", "24", "25"];

/**
 * Sums by region, year and, in W2, sex and age to `n` and weighted share: `rows` gives `[keys, sums]`, where the sums
 * are n, Σw and Σw of the answers 4 and 5 for each item. In W2 also by each level of both groups alone.
 */
export function answerOf(rows) {
  const added = new Map();
  for (const [[region, year, ...levels], sums] of rows)
    for (const level of ["", ...levels]) {
      ITEMS.forEach((item, at) => {
        const key = [item, region, year, level].join("|");
        const so_far = added.get(key) ?? [0, 0, 0];
        for (let part = 0; part < 3; part++) so_far[part] += sums[at * 3 + part];
        added.set(key, so_far);
      });
    }
  return Object.fromEntries([...added].filter(([, [n]]) => n > 0).map(([key, [n, all, high]]) => [key, [n, high / all]]));
}

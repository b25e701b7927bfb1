/** A number as people write it in Swedish: comma or point, blanks between thousands, a real minus sign. */
export function parseNumber(text: string): number | null {
  const plain = text
    .trim()
    .replace(/[\s\u00a0\u202f]/g, "")
    .replace("\u2212", "-")
    .replace(",", ".");
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return null;
  return Number(plain);
}

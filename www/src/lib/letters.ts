const VALUES = 256;

/** The bytes behind letters: first stands the letter of each value, then one letter a byte (`www/letters.mjs`). */
export function bytesOf(letters: string): Uint8Array<ArrayBuffer> {
  const values = new Uint8Array(2 * VALUES);
  for (let value = 0; value < VALUES; value++) values[letters.charCodeAt(value)] = value;
  const bytes = new Uint8Array(letters.length - VALUES);
  for (let at = 0; at < bytes.length; at++) bytes[at] = values[letters.charCodeAt(at + VALUES)]!;
  return bytes;
}

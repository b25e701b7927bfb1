/**
 * Bytes as text that a compressor takes nearly as well as the bytes: a letter a byte. Base64 would hide from it where
 * the bytes begin. `bytesOf` in src/lib/letters.ts is the way back.
 */
export function lettersOf(bytes, letters) {
  return letters.join("") + Array.from(bytes, (byte) => letters[byte]).join("");
}

/** The letter of each value: the most frequent values get letters of one byte, and keep their own where they can. */
export function alphabetOf(bytes) {
  const counts = new Array(256).fill(0);
  for (const byte of bytes) counts[byte]++;
  const order = [...counts.keys()].sort((a, b) => counts[b] - counts[a] || a - b);
  // No quotation mark, backslash or less-than sign: nothing here must be escaped in a script.
  const short = [];
  for (let code = 0x20; code < 0x7f; code++) if (!'"\\<'.includes(String.fromCharCode(code))) short.push(code);
  const own = new Set(short);
  const first = order.slice(0, short.length);
  const letter = new Array(256);
  const taken = new Set(first.filter((byte) => own.has(byte)));
  for (const byte of taken) letter[byte] = byte;
  const free = short.filter((code) => !taken.has(code));
  for (const byte of first) letter[byte] ??= free.shift();
  let next = 0xa1;
  for (let byte = 0; byte < 256; byte++) letter[byte] ??= next++;
  return letter.map((code) => String.fromCharCode(code));
}

/** Where the data of a wasm module begins: its last section but for those without meaning. */
export function dataOf(bytes) {
  const DATA = 11;
  let at = 8;
  while (bytes[at] !== DATA) {
    let [length, shift, byte] = [0, 0, 0];
    at++;
    do {
      byte = bytes[at++];
      length |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte & 0x80);
    at += length;
    if (at >= bytes.length) throw new Error("a module without data");
  }
  return at;
}

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { bytesOf } from "../../../www/src/lib/letters.ts";
// @ts-expect-error: the build's own side, in plain JavaScript.
import { alphabetOf, lettersOf } from "../../../www/letters.mjs";

const EVERY = Uint8Array.from({ length: 256 }, (_, value) => value);

test("bytes come back as they were, whatever alphabet they were written in", () => {
  for (const of of [EVERY, new Uint8Array(1000), new TextEncoder().encode("</script><!-- \"'`\\ åäö".repeat(9))])
    for (const bytes of [EVERY, new Uint8Array(0), new Uint8Array(randomBytes(5000)), of])
      assert.deepEqual(bytesOf(lettersOf(bytes, alphabetOf(of))), new Uint8Array(bytes));
});

test("no letter must be escaped in a script, ends a line or is a control sign", () => {
  const letters: string = alphabetOf(EVERY).join("");
  assert.equal(new Set(letters).size, 256);
  assert.doesNotMatch(letters, /["\\<\p{Cc}\u2028\u2029]/u);
});

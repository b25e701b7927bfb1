/** The files on disk are those that the page makes. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { invented } from "../../../www/src/lib/invented";

for (const [name, text] of Object.entries(invented()))
  test(`${name} on disk is what the page makes`, () => {
    assert.equal(text, readFileSync(`${process.env["ROOT"] ?? ""}www/examples/${name}`, "utf8"));
  });

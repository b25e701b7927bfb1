import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const style = readFileSync(`${process.env["ROOT"] ?? "."}/www/style.css`, "utf8");
const [light, dark] = [...style.matchAll(/:host \{([^}]*--ink[^}]*--peer[^}]*)\}/g)].map(
  (match) =>
    Object.fromEntries(
      [...(match[1] ?? "").matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map((pair) => [pair[1], pair[2]]),
    ) as Record<string, string>,
);

/** WCAG 2.2: relative luminance and contrast ratio. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number =>
    [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, index) => sum + part * ([0.2126, 0.7152, 0.0722][index] ?? 0), 0);
  const [brighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (brighter + 0.05) / (darker + 0.05);
}

const TEXT = [
  ["ink", "ground"],
  ["ink", "soft"],
  ["ink", "band"],
  ["ink", "warn"],
  ["quiet", "ground"],
  ["quiet", "soft"],
  ["accent", "ground"],
  ["accent", "soft"],
  ["on-accent", "accent"],
  ["better", "ground"],
  ["worse", "ground"],
  ["worse", "soft"],
  ["other", "ground"],
  ["warn-edge", "ground"],
] as const;
const GRAPHICS = [
  ["edge", "ground"],
  ["edge", "soft"],
  ["focus", "ground"],
  ["focus", "soft"],
  ["accent", "band"],
  ["quiet", "pandemic"],
] as const;

for (const [name, tokens] of [
  ["light", light],
  ["dark", dark],
] as const)
  test(`${name}: text 4.5 to 1, graphics 3 to 1`, () => {
    const at = (token: string): string => tokens?.[token] ?? assert.fail(token);
    for (const [one, other] of TEXT)
      assert.ok(contrast(at(one), at(other)) >= 4.5, `${one} on ${other}: ${contrast(at(one), at(other)).toFixed(2)}`);
    for (const [one, other] of GRAPHICS)
      assert.ok(contrast(at(one), at(other)) >= 3, `${one} on ${other}: ${contrast(at(one), at(other)).toFixed(2)}`);
  });

test("numbers in the answer bars can be read: 4.5 to 1", () => {
  const pairs = [
    [
      light,
      {
        p0: "#ffffff",
        p1: "#10161b",
        p2: "#10161b",
        p3: "#10161b",
        n0: "#10161b",
        n1: "#10161b",
        n2: "#ffffff",
        n3: "#ffffff",
      },
    ],
    [
      dark,
      {
        p0: "#10161b",
        p1: "#10161b",
        p2: "#ffffff",
        p3: "#ffffff",
        n0: "#ffffff",
        n1: "#ffffff",
        n2: "#10161b",
        n3: "#10161b",
      },
    ],
  ] as const;
  for (const [tokens, inks] of pairs)
    for (const [tone, ink] of Object.entries(inks))
      assert.ok(
        contrast(tokens?.[tone] ?? "", ink) >= 4.5,
        `${tone} with ${ink}: ${contrast(tokens?.[tone] ?? "", ink).toFixed(2)}`,
      );
});

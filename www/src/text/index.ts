import codes from "../../text/codes.json";
import { period, whole } from "../lib/format";
import type { Lang } from "../state";
import { en } from "./en";
import { sv, type Dictionary } from "./sv";
import { wordsIn } from "./words";

export type { Dictionary, SentenceParts } from "./sv";

const dictionaries: Record<Lang, Dictionary> = { sv, en };

export const textIn = (lang: Lang): Dictionary => dictionaries[lang];

interface Coded {
  code: string;
  row: number | null;
  column: string | null;
  params: Record<string, string>;
  count?: number;
}

/** The sentence of a code, with its parameters filled in. Formats and roles are words, not codes. */
export function sayCode(found: Coded, lang: Lang): string {
  const text = dictionaries[lang];
  const own = text.pageFailures[found.code];
  if (own) return own;
  const many = (codes as Record<string, Record<Lang, string>>)[found.code]?.[lang];
  const sentence = found.params["cells"] === "1" ? (wordsIn(lang, "ones")[found.code] ?? many) : many;
  if (!sentence) return `${text.pageFailures["P_UNKNOWN"]} (${found.code})`;
  const words: Record<string, string | undefined> = {
    row: found.row === null ? undefined : String(found.row),
    column: found.column ?? undefined,
    count: found.count === undefined ? undefined : String(found.count),
    ...Object.fromEntries(Object.entries(found.params).map(([key, value]) => [key, written(key, value, lang)])),
    format: text.formats[found.params["format"] ?? ""] ?? found.params["format"],
    kind: wordsIn(lang, "kinds")[found.params["kind"] ?? ""] ?? found.params["kind"],
    role: text.file.roles[found.params["role"] as keyof Dictionary["file"]["roles"]] ?? found.params["role"],
  };
  return filled(sentence, words);
}

/** Numbers of things are written in groups of three; names and places stand as they are. */
const NAMES = new Set([
  "column",
  "measure",
  "indicator",
  "file",
  "path",
  "sheet",
  "sheets",
  "strata",
  "detail",
  "nearest",
  "field",
  "other",
  "word",
]);
const GROUPED = /^[1-9]\d{4,}$/;

function written(key: string, value: string, lang: Lang): string {
  if (key === "period") return period(value);
  return !NAMES.has(key) && GROUPED.test(value) ? whole(Number(value), lang) : value;
}

/** A sentence whose parameter has no value is left out, so that nothing is said with a hole in it. */
function filled(text: string, words: Record<string, string | undefined>): string {
  const sentences = text.split(/(?<=[.!?]) (?=[\p{Lu}{])/u);
  const whole = sentences.filter((one) => [...one.matchAll(/\{(\w+)\}/g)].every(([, key]) => words[key ?? ""]));
  const fill = (one: string): string => one.replace(/\{(\w+)\}/g, (_, key: string) => words[key] ?? "");
  const said = whole.length > 0 ? whole.map(fill) : [fill(text).replace(/ (?=[ .,:;])|[”“()]{2}/g, "")];
  return said.join(" ");
}

import codes from "../../text/codes.json";
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
  const sentence = (codes as Record<string, Record<Lang, string>>)[found.code]?.[lang];
  if (!sentence) return `${text.pageFailures["P_UNKNOWN"]} (${found.code})`;
  const words: Record<string, string | undefined> = {
    row: found.row === null ? undefined : String(found.row),
    column: found.column ?? undefined,
    count: found.count === undefined ? undefined : String(found.count),
    ...found.params,
    format: text.formats[found.params["format"] ?? ""] ?? found.params["format"],
    kind: wordsIn(lang, "kinds")[found.params["kind"] ?? ""] ?? found.params["kind"],
    role: text.file.roles[found.params["role"] as keyof Dictionary["file"]["roles"]] ?? found.params["role"],
  };
  return sentence.replace(/\{(\w+)\}/g, (_, key: string) => words[key] ?? "–");
}

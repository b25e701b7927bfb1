/** Words that the core's codes stand for, the same as the command line's. */
import words from "../../text/words.json";
import type { Lang } from "../state";

export const wordsIn = (lang: Lang, list: keyof typeof words): Record<string, string> =>
  Object.fromEntries(
    Object.entries(words[list] as Record<string, Record<Lang, string>>).map(([code, texts]) => [code, texts[lang]]),
  );

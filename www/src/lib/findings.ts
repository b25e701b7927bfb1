import type { Finding } from "../contract";
import { sayCode, textIn } from "../text";
import type { Lang } from "../state";

/** Every finding as CSV, a line a place, in the form of the command line's `--findings`. */
export function findingsCsv(findings: readonly Finding[], names: readonly string[], lang: Lang): string {
  const lines = findings.flatMap((one) =>
    (one.rows.length > 0 ? one.rows : [null]).map((row) =>
      [
        one.file === null ? "" : safe(names[one.file] ?? ""),
        row === null ? "" : String(row),
        safe(one.column ?? ""),
        one.severity,
        one.code,
        String(one.count),
        safe(sayCode(one, lang)),
      ].map(quoted),
    ),
  );
  const rows = [textIn(lang).file.findingHeadings, ...lines];
  return `\uFEFF${rows.map((row) => `${row.join(";")}\r\n`).join("")}`;
}

/** Text that a spreadsheet program does not take for a formula. */
const safe = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const quoted = (text: string): string => (/[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** What makes a row count for nothing. */
const REJECTING = new Set(["E_REGION_UNKNOWN", "E_PERIOD_UNKNOWN", "E_BAD_WEIGHT", "E_DESIGN_MISSING"]);

/** Why rows of a file were rejected: how many for each reason, the most frequent first. */
export function reasons(findings: readonly Finding[], file: number, lang: Lang): { count: number; why: string }[] {
  const counts = new Map<string, { count: number; why: string }>();
  for (const one of findings.filter((one) => one.file === file && REJECTING.has(one.code))) {
    const why = textIn(lang).file.because[one.code] ?? one.code;
    counts.set(one.code, { why, count: (counts.get(one.code)?.count ?? 0) + one.count });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

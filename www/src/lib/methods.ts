/** The statistics in their own words, from the block at the end of the page. */

export interface Method {
  /** One line in Swedish. */
  sv: string;
  /** The same in English. */
  en: string;
  title: string;
  when: string;
  formula: string;
  needs: string;
  edge_cases: string;
  source: string;
  agrees_with: string;
}

let parsed: Record<string, Method> | null = null;

/** Parsed at the first question; empty outside the built page. */
function all(): Record<string, Method> {
  const block = typeof document === "undefined" ? null : document.getElementById("methods");
  return (parsed ??= JSON.parse(block?.textContent ?? "{}") as Record<string, Method>);
}

export const methodOf = (id: string | null): Method | null => (id === null ? null : (all()[id] ?? null));

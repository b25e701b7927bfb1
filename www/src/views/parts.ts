/** Small pieces that every view uses. */
import { html, nothing, svg, type TemplateResult } from "lit";
import type { Verdict } from "../contract";
import { mark, type Mark } from "../charts/mark";
import { verdictWord, type Judged } from "../lib/sentence";
import type { Message } from "../state";
import type { Dictionary } from "../text";

export type Send = (message: Message) => void;

export const icon = (kind: Mark): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
    ${mark(kind, 10, 10, kind === "plain" ? 6 : 8)}
  </svg>`;

/** The verdict in shape and words. */
export function badge(comparison: Judged, text: Dictionary): TemplateResult {
  return html`<span class="badge ${comparison.verdict}"
    >${icon(comparison.verdict === "not_tested" ? "plain" : comparison.verdict)}<span
      >${verdictWord(comparison, text)}</span
    ></span
  >`;
}

const SYMBOLS: Record<string, Verdict> = {
  better: "better",
  worse: "worse",
  unchanged: "no_difference",
  mixed: "inconclusive",
};
export const symbol = (kind: string, word: string): TemplateResult =>
  html`<span class="badge ${SYMBOLS[kind] ?? "none"}"
    >${SYMBOLS[kind] ? icon(SYMBOLS[kind]) : nothing}<span>${word}</span></span
  >`;

export const button = (
  label: string | TemplateResult,
  act: () => void,
  options: { kind?: "first" | "plain"; id?: string; described?: string; disabled?: boolean } = {},
): TemplateResult =>
  html`<button
    type="button"
    id=${options.id ?? nothing}
    class=${options.kind ?? "second"}
    aria-describedby=${options.described ?? nothing}
    ?disabled=${options.disabled ?? false}
    @click=${act}
  >
    ${label}
  </button>`;

export interface Option {
  value: string;
  label: string;
}

export function select(
  id: string,
  label: string,
  value: string,
  options: readonly Option[],
  change: (value: string) => void,
  hideLabel = false,
): TemplateResult {
  return html`<span class="field"
    ><label for=${id} class=${hideLabel ? "unseen" : ""}>${label}</label>
    <select id=${id} .value=${value} @change=${(event: Event) => change((event.target as HTMLSelectElement).value)}>
      ${options.map((one) => html`<option value=${one.value} ?selected=${one.value === value}>${one.label}</option>`)}
    </select></span
  >`;
}

export function input(
  id: string,
  label: string,
  value: string,
  change: (value: string) => void,
  options: { help?: string; numeric?: boolean; error?: string | null } = {},
): TemplateResult {
  const described = [options.error ? `${id}-error` : "", options.help ? `${id}-help` : ""].filter(Boolean).join(" ");
  const told = (event: Event): void => change((event.target as HTMLInputElement).value);
  return html`<span class="field"
    ><label for=${id}>${label}</label
    ><input
      id=${id}
      type="text"
      autocomplete="off"
      spellcheck="false"
      inputmode=${options.numeric ? "decimal" : "text"}
      aria-describedby=${described || nothing}
      aria-invalid=${options.error ? "true" : nothing}
      .value=${value}
      @change=${told}
    />
    ${options.error ? html`<small id="${id}-error" class="wrong">${options.error}</small>` : nothing}
    ${options.help ? html`<small id="${id}-help">${options.help}</small>` : nothing}</span
  >`;
}

export const check = (
  id: string,
  label: string | TemplateResult,
  checked: boolean,
  change: (checked: boolean) => void,
): TemplateResult =>
  html`<label class="check" for=${id}
    ><input
      id=${id}
      type="checkbox"
      .checked=${checked}
      @change=${(event: Event) => change((event.target as HTMLInputElement).checked)}
    /><span>${label}</span></label
  >`;

/** A table that scrolls by itself where it is wider than the page. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly (string | TemplateResult)[])[],
  options: {
    hideCaption?: boolean;
    numeric?: boolean;
    /** Has controls of its own to reach it by. */ reachable?: boolean;
    /** Rows become blocks in narrow windows. */ stack?: boolean;
  } = {},
): TemplateResult {
  return html`<div class="scroll" role="group" tabindex=${options.reachable ? nothing : "0"} aria-label=${caption}>
    <table class="${options.numeric === false ? "words" : "figures"} ${options.stack ? "stack" : ""}">
      <caption class=${options.hideCaption ? "unseen" : ""}>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${head.map((cell) => html`<th scope="col">${cell}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, place) => (place === 0 ? html`<th scope="row">${cell}</th>` : html`<td data-label=${head[place] ?? ""}>${cell}</td>`))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Rows with tabs between, to paste into a spreadsheet. */
export const tabbed = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, ...rows]
    .map((row) => row.map((cell) => cell.replaceAll("\u00a0", " ").replaceAll("\u2212", "-")).join("\t"))
    .join("\n");

export const keyMark = (kind: string): TemplateResult => {
  if (kind.startsWith("line-"))
    return html`<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      ${svg`<path class="line ${kind.slice(5)}" d="M1 10H19"></path>`}
    </svg>`;
  if (kind === "pandemic")
    return html`<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      ${svg`<rect class="pandemic" x="2" y="2" width="16" height="16"></rect>`}
    </svg>`;
  if (kind === "partial")
    return html`<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      ${svg`<rect class="m nation-point partial" x="6" y="6" width="8" height="8"></rect>`}
    </svg>`;
  if (kind === "break")
    return html`<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      ${svg`<path class="break" d="M10 2V18"></path>`}
    </svg>`;
  if (/^[pn]\d$/.test(kind))
    return html`<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      ${svg`<rect class="seg ${kind}" x="2" y="2" width="16" height="16"></rect>`}
    </svg>`;
  return icon(kind as Mark);
};

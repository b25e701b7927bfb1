/** Weights adjusted to known numbers of people, or cut at limits: how, the numbers, and what is wrong with them. */
import { html, nothing, type TemplateResult } from "lit";
import type { Plan } from "../contract";
import {
  adjustedFile,
  asked,
  draftOfAdjust,
  groupColumns,
  hasBounds,
  levelsOf,
  marginField,
  wrongsOfAdjust,
} from "../lib/adjust";
import { whole } from "../lib/format";
import type { AdjustDraft, AdjustKind, Model } from "../state";
import { textIn } from "../text";
import { check, input, select, type Send } from "./parts";

const OF_COLUMNS: readonly AdjustKind[] = ["poststratify", "rake", "linear", "raking", "logit"];

export function margins(plan: Plan, model: Model, send: Send): TemplateResult | typeof nothing {
  const words = textIn(model.lang).background.adjust;
  if (adjustedFile(plan) === null) return nothing;
  const columns = groupColumns(model);
  const draft = draftOfAdjust(model);
  const wrongs = wrongsOfAdjust(draft, columns);
  const set = (changed: Partial<AdjustDraft>): void => send({ type: "adjust", draft: { ...draft, ...changed } });
  const kinds: AdjustKind[] = [
    "none",
    ...(columns.length > 0 ? OF_COLUMNS : []),
    "trim",
    ...(draft.kept ? ["kept" as const] : []),
  ];
  const error = (field: string): string | null => {
    const wrong = wrongs.find((one) => one.field === field);
    return wrong?.what === "number" || wrong?.what === "bounds" || wrong?.what === "limits"
      ? words.wrong[wrong.what]
      : null;
  };
  const written = (column: string, level: string, people: string): void =>
    set({ totals: { ...draft.totals, [column]: { ...draft.totals[column], [level]: people } } });
  const field = (at: number, place: number, column: string, level: string): TemplateResult =>
    input(
      marginField(at, place),
      words.people(level),
      draft.totals[column]?.[level] ?? "",
      (people) => written(column, level, people),
      { numeric: true, error: error(marginField(at, place)) },
    );
  const said = wrongs.find((one) => !["number", "bounds", "limits"].includes(one.what));
  const about = said?.columns.map((one) => `${one.name} ${whole(one.people, model.lang)}`).join(", ") ?? "";
  return html`<details class="margins">
    <summary>${words.title}${draft.kind === "none" ? nothing : `: ${words.kinds[draft.kind]}`}</summary>
    <p class="small measure">${words.help}</p>
    <div class="row top">
      ${select(
        "adjust-kind",
        words.kind,
        draft.kind,
        kinds.map((kind) => ({ value: kind, label: words.kinds[kind] })),
        (kind) => set({ kind: kind as AdjustKind, column: draft.column || (columns[0]?.name ?? "") }),
      )}
      ${
        draft.kind === "poststratify"
          ? select(
              "adjust-column",
              words.column,
              draft.column,
              columns.map((column) => ({ value: column.name, label: column.name })),
              (column) => set({ column }),
            )
          : nothing
      }
    </div>
    <p class="small measure" id="adjust-kind-help">${words.kindHelp[draft.kind]}</p>
    ${asked(draft, columns).map(
      (column, at) =>
        html`<fieldset class="inner">
          <legend>${words.peopleIn(column.name)}</legend>
          <div class="numbers">${levelsOf(column).map((level, place) => field(at, place, column.name, level))}</div>
        </fieldset>`,
    )}
    ${hasBounds(draft.kind) ? limits("bounds", draft, error, set, words) : nothing}
    ${
      draft.kind === "trim"
        ? html`${limits("limits", draft, error, set, words)}
          ${check("adjust-strict", words.strict, draft.strict, (strict) => set({ strict }))}`
        : nothing
    }
    <p class="small strong" role="status" id="adjust-says">
      ${said ? words.says[said.what as keyof typeof words.says](about) : ""}
    </p>
  </details>`;
}

/** The smallest and the largest: of the factor on a weight, or of a weight. */
function limits(
  of: "bounds" | "limits",
  draft: AdjustDraft,
  error: (field: string) => string | null,
  set: (changed: Partial<AdjustDraft>) => void,
  words: ReturnType<typeof textIn>["background"]["adjust"],
): TemplateResult {
  const one = (end: "low" | "high"): TemplateResult =>
    input(`adjust-${end}`, words[of][end], draft[of][end], (text) => set({ [of]: { ...draft[of], [end]: text } }), {
      numeric: true,
      error: error(`adjust-${end}`),
    });
  return html`<fieldset class="inner">
    <legend>${words[of].title}</legend>
    <div class="numbers">${one("low")}${one("high")}</div>
  </fieldset>`;
}

/** Weights adjusted to known numbers of people: a number for every level of the columns that shall be right. */
import { html, nothing, type TemplateResult } from "lit";
import type { Plan } from "../contract";
import { parseNumber } from "../lib/number";
import type { Model } from "../state";
import { textIn } from "../text";

type File = NonNullable<Plan["files"]>[number];
type Margin = { variable: string; totals: Record<string, number> };

const of = (file: File | undefined): Margin[] => file?.design?.adjust?.margins ?? [];

export function margins(
  plan: Plan,
  model: Model,
  change: (changed: Partial<Plan>) => void,
): TemplateResult | typeof nothing {
  const text = textIn(model.lang).background;
  const files = plan.files ?? [];
  const place = files.findIndex((file) => file.design !== undefined);
  const columns = model.files
    .flatMap((file) => file.inspection.columns)
    .filter((column) => column.role === "group" && column.levels.length > 1 && column.levels.length <= 12);
  if (files.filter((file) => file.design).length !== 1 || columns.length === 0) return nothing;
  const now = of(files[place]);
  const told = (event: Event): void => {
    const form = (event.target as HTMLElement).closest("details.margins") as HTMLElement;
    const all = [...form.querySelectorAll<HTMLInputElement>("input")];
    const wrong = all.filter((one) => one.value.trim() !== "" && !((parseNumber(one.value) ?? 0) > 0));
    const made: Margin[] = [];
    let partly = false;
    for (const column of columns) {
      const own = all.filter((one) => one.dataset["column"] === column.name);
      const filled = own.filter((one) => (parseNumber(one.value) ?? 0) > 0);
      partly ||= filled.length > 0 && filled.length < own.length;
      if (filled.length === own.length)
        made.push({
          variable: column.name,
          totals: Object.fromEntries(own.map((one) => [one.dataset["level"] ?? "", parseNumber(one.value) ?? 0])),
        });
    }
    for (const one of all) one.setAttribute("aria-invalid", String(wrong.includes(one)));
    const says = form.querySelector("output");
    if (says) says.textContent = wrong.length > 0 ? text.wrongNumber : partly ? text.partly : "";
    const adjust = made.length === 0 ? null : { type: made.length === 1 ? "poststratify" : "rake", margins: made };
    const changed = files.map((file, at) =>
      at === place && file.design ? { ...file, design: { ...file.design, adjust } as File["design"] } : file,
    );
    change({ files: changed as File[] });
  };
  return html`<details class="margins">
    <summary>${text.margins}</summary>
    <p class="small measure">${text.marginsHelp}</p>
    ${columns.map(
      (column, at) =>
        html`<fieldset class="inner">
          <legend>${column.name}</legend>
          <div class="row top">
            ${column.levels
              .map((level) => level.label)
              .sort()
              .map(
                (level, index) =>
                  html`<span class="field"
                    ><label for="margin-${at}-${index}">${text.people(level)}</label
                    ><input
                      id="margin-${at}-${index}"
                      type="text"
                      inputmode="decimal"
                      autocomplete="off"
                      aria-describedby="margins-says"
                      data-column=${column.name}
                      data-level=${level}
                      .value=${String(now.find((one) => one.variable === column.name)?.totals[level] ?? "")}
                      @change=${told}
                  /></span>`,
              )}
          </div>
        </fieldset>`,
    )}
    <output id="margins-says" role="status"></output>
  </details>`;
}

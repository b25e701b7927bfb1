/** Indicators of one concept by two definitions: which regions are on different sides of the nation. */
import { html, nothing, type TemplateResult } from "lit";
import type { Definitions, Indicator, Result } from "../contract";
import { indicatorOf, regionName, regionShort } from "../lib/find";
import { differenceWithUnit, period, withUnit } from "../lib/format";
import type { Model } from "../state";
import { textIn } from "../text";
import { button, table, tabbed, type Send } from "./parts";

export function definitionsSection(
  result: Result,
  region: string,
  model: Model,
  send: Send,
): TemplateResult | typeof nothing {
  const words = textIn(model.lang).system;
  const told = result.system.definitions.filter((one) => one.rows.some((row) => row.opposite));
  if (told.length === 0) return nothing;
  return html`<section aria-labelledby="definitions-title">
    <h2 id="definitions-title">${words.definitions}</h2>
    <p class="measure">${words.definitionsHelp}</p>
    ${told.map((one) => pair(one, region, model, send))}
    <p class="small measure">${words.definitionsSure}</p>
  </section>`;
}

function pair(one: Definitions, region: string, model: Model, send: Send): TemplateResult | typeof nothing {
  const text = textIn(model.lang);
  const words = text.system;
  const { lang } = model;
  const known = one.indicators.map((id) => indicatorOf(model.start, id));
  const [first, second] = known;
  if (!first || !second) return nothing;
  const named = (indicator: Indicator): string => `${indicator.label[lang]} (${indicator.id})`;
  const title = words.definitionsTitle(named(first), named(second), period(one.period));
  const sure = (apart: boolean | null): string => (apart === null ? words.unknown : apart ? words.yes : words.no);
  const opposite = one.rows.filter((row) => row.opposite);
  const own = one.rows.find((row) => row.region === region);
  const cells = (row: Definitions["rows"][number], at: 0 | 1, indicator: Indicator): string[] => [
    withUnit(row.values[at], indicator.unit, indicator.decimals, lang),
    differenceWithUnit(row.differences[at], indicator.unit, indicator.decimals, lang),
    sure(row.apart[at]),
  ];
  const rows = one.rows.map((row) => [
    regionName(model.start, row.region),
    ...cells(row, 0, first),
    ...cells(row, 1, second),
    row.opposite ? words.definitionsSides.opposite : words.definitionsSides.same,
  ]);
  const head = words.definitionsHead(first.id, second.id);
  return html`<h3>${title}</h3>
    <p class="finding">
      ${words.definitionsFinding({ opposite: opposite.length, all: one.rows.length, names: opposite.map((row) => regionShort(model.start, row.region)).join(", ") })}
      ${own ? words.definitionsOwn(regionName(model.start, region), own.opposite) : nothing}
    </p>
    ${
      one.same_concept
        ? html`<p class="small measure">${first.id}: ${first.definition[lang]}</p>
            <p class="small measure">${second.id}: ${second.definition[lang]}</p>`
        : html`<p>${words.definitionsBeside}</p>`
    }
    <details>
      <summary>${text.chart.table}<span class="unseen"> ${title}</span></summary>
      ${table(title, head, rows, { hideCaption: true, stack: true })}
      <div class="tools">
        ${button(html`${text.take.table}<span class="unseen"> ${title}</span>`, () => send({ type: "copy", text: tabbed(head, rows) }), { kind: "plain" })}
      </div>
    </details>`;
}

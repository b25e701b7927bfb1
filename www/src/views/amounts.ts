/** What the own file's ratios and shares of amounts are made of, and how they grew. */
import { html, nothing, type TemplateResult } from "lit";
import type { Measure, Result } from "../contract";
import { estimateOf } from "../lib/find";
import { number, period, signed, whole, withUnit } from "../lib/format";
import type { Model } from "../state";
import { textIn } from "../text";
import { button, table, tabbed, type Send } from "./parts";

export function amountsSection(result: Result, region: string, model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const words = text.system;
  const { lang } = model;
  const label = (id: string): Measure | undefined => result.measures.find((one) => one.id === id);
  const inputs = result.system.inputs.filter((one) => one.region === region);
  if (inputs.length === 0) return html``;
  const percent = (value: number): string => `${signed(value, 1, lang)}${lang === "sv" ? "\u00a0%" : "%"}`;
  const amount = (value: number): string => number(value, value < 1000 ? 1 : 0, lang);
  const rows = inputs.map((one) => {
    const measure = label(one.measure);
    const value = estimateOf(result, one.measure, region, one.period)?.value ?? null;
    const posts =
      one.lacking === null
        ? ""
        : ` (${one.lacking > 0 ? words.lacking(whole(one.lacking, lang)) : words.beyond(whole(-one.lacking, lang))})`;
    return [
      measure?.label[lang] ?? one.measure,
      period(one.period),
      `${measure ? withUnit(value, measure.unit, measure.decimals, lang) : number(value, 1, lang)}${posts}`,
      amount(one.numerator),
      amount(one.denominator),
    ];
  });
  const grown = result.system.growth
    .filter((one) => one.region === region)
    .map((one) => [
      label(one.measure)?.label[lang] ?? one.measure,
      period(one.first),
      period(one.last),
      ...[one.amount, one.volume, one.each, one.from_volume, one.from_each].map(percent),
    ]);
  const taken = (title: string, head: string[], body: string[][]): TemplateResult =>
    html`${table(title, head, body, { hideCaption: true })}
      <div class="tools">
        ${button(html`${text.take.table}<span class="unseen"> ${title}</span>`, () => send({ type: "copy", text: tabbed(head, body) }), { kind: "plain" })}
      </div>`;
  return html`<section aria-labelledby="amounts-title">
    <h2 id="amounts-title">${words.amounts}</h2>
    <p class="measure">${words.amountsHelp}</p>
    ${taken(words.amounts, words.amountHead, rows)}
    ${
      grown.length > 0
        ? html`<h3>${words.growth}</h3>
            ${taken(words.growth, words.growthHead, grown)}`
        : nothing
    }
  </section>`;
}

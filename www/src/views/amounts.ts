/** The own file's ratios and shares of amounts: over time, what they are made of, and how they grew. */
import { html, nothing, type TemplateResult } from "lit";
import { trend } from "../charts/trend";
import type { Measure, Result } from "../contract";
import { estimateAt, estimateOf, NATION, regionName } from "../lib/find";
import { number, period, signed, whole, withUnit } from "../lib/format";
import type { Model } from "../state";
import { textIn } from "../text";
import { figure } from "./figure";
import { button, select, table, tabbed, type Send } from "./parts";

export function amountsSection(result: Result, region: string, model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const words = text.system;
  const { lang } = model;
  const label = (id: string): Measure | undefined => result.measures.find((one) => one.id === id);
  const inputs = result.system.inputs.filter((one) => one.region === region);
  if (inputs.length === 0) return html``;
  const percent = (value: number): string => `${signed(value, 1, lang)}${lang === "sv" ? "\u00a0%" : "%"}`;
  const amount = (value: number): string => number(value, value < 1000 ? 1 : 0, lang);
  const newest = (one: (typeof inputs)[number]): boolean =>
    inputs.every((other) => other.measure !== one.measure || other.period <= one.period);
  const row = (one: (typeof inputs)[number]): string[] => {
    const measure = label(one.measure);
    const value = estimateAt(result, region, one)?.value ?? null;
    const posts =
      one.lacking === null
        ? ""
        : ` (${one.lacking > 0 ? words.lacking(whole(one.lacking, lang)) : words.beyond(whole(-one.lacking, lang))})`;
    return [
      measure?.label[lang] ?? one.measure,
      one.group === null ? "" : `${one.group}: ${one.level}`,
      period(one.period),
      `${measure ? withUnit(value, measure.unit, measure.decimals, lang) : number(value, 1, lang)}${posts}`,
      amount(one.numerator),
      amount(one.denominator),
    ];
  };
  const earlier = inputs.filter((one) => !newest(one)).map(row);
  type Growth = Result["system"]["growth"][number];
  const growth = result.system.growth.filter((one) => one.region === region);
  const widest = (one: Growth): boolean =>
    growth.every((other) => other.measure !== one.measure || (other.first >= one.first && other.last <= one.last));
  const grew = (one: Growth): string[] => [
    label(one.measure)?.label[lang] ?? one.measure,
    period(one.first),
    period(one.last),
    ...[one.amount, one.volume, one.each, one.from_volume, one.from_each].map(percent),
  ];
  const steps = growth.filter((one) => !widest(one)).map(grew);
  const shownAs = (title: string, head: string[], body: string[][]): TemplateResult =>
    table(title, head, body, { hideCaption: true, stack: true });
  const folded = (title: string, head: string[], body: string[][]): TemplateResult | typeof nothing =>
    body.length === 0
      ? nothing
      : html`<details>
          <summary>${title}</summary>
          ${shownAs(title, head, body)}
        </details>`;
  const copied = (title: string, head: string[], body: string[][]): TemplateResult =>
    html`<div class="tools">
      ${button(html`${text.take.table}<span class="unseen"> ${title}</span>`, () => send({ type: "copy", text: tabbed(head, body) }), { kind: "plain" })}
    </div>`;
  const measures = [...new Set(inputs.map((one) => one.measure))].map(label).filter((one) => one !== undefined);
  const columns = model.plan?.measures ?? [];
  const about = (word: RegExp): boolean => columns.some((one) => word.test(one.column) && one.type === "amount_share");
  const notes = [
    ...(about(/^kommun/i) ? [words.municipal] : []),
    ...(about(/^primärvård/i) ? [words.denominators] : []),
    ...(inputs.some((one) => one.lacking !== null) ? [words.guideline] : []),
  ];
  const posts = (begins: RegExp): Result["system"]["growth"][number] | undefined => {
    const asked = columns.find(
      (one) => begins.test(one.column) && one.type === "amount_per" && one.unit === "per_1000",
    );
    const all = result.system.growth.filter((one) => one.measure === asked?.id && one.region === region);
    return all.find((one) => all.every((other) => one.first <= other.first && one.last >= other.last));
  };
  const [primary, other] = [posts(/^primärvård/i), posts(/^övrig/i)];
  const staff =
    primary && other
      ? words.staff({
          first: period(primary.first),
          last: period(primary.last),
          primary: percent(primary.amount),
          other: percent(other.amount),
        })
      : null;
  const shown = measures.find((one) => one.id === model.system.shown) ?? measures[0];
  return html`<section aria-labelledby="amounts-title">
    <h2 id="amounts-title">${words.amounts}</h2>
    <p class="measure">${words.amountsHelp}</p>
    ${shown ? overTime(shown, measures, result, region, model, send) : nothing}
    ${shownAs(words.amounts, words.amountHead, inputs.filter(newest).map(row))}
    ${folded(words.amountsEarlier, words.amountHead, earlier)}
    ${copied(words.amounts, words.amountHead, inputs.map(row))}
    ${staff === null ? nothing : html`<p class="finding">${staff}</p>`}
    ${notes.map((note) => html`<p class="small measure">${note}</p>`)}
    ${
      growth.length > 0
        ? html`<h3>${words.growth}</h3>
            ${shownAs(words.growth, words.growthHead, growth.filter(widest).map(grew))}
            ${folded(words.growthSteps, words.growthHead, steps)}
            ${copied(words.growth, words.growthHead, growth.map(grew))}`
        : nothing
    }
  </section>`;
}

/** One measure over time, with the nation where the file or the catalogue has it. */
function overTime(
  shown: Measure,
  measures: readonly Measure[],
  result: Result,
  region: string,
  model: Model,
  send: Send,
): TemplateResult {
  const words = textIn(model.lang).system;
  const { lang } = model;
  const own = result.estimates.filter(
    (one) => one.measure === shown.id && one.region === region && one.group === null && one.value !== null,
  );
  const periods = own.map((one) => one.period);
  const nation = periods.map((at) => estimateOf(result, shown.id, NATION, at)?.value ?? null);
  const prices = model.plan?.deflator;
  const inKronor = shown.unit.startsWith("kronor");
  const note = !inKronor
    ? []
    : prices
      ? [words.amountPrices({ base: prices.base, source: prices.source ?? "–" })]
      : periods.length > 1
        ? [words.amountRunning]
        : [];
  return html`${
    measures.length > 1
      ? select(
          "amount-shown",
          words.amountShown,
          shown.id,
          measures.map((one) => ({ value: one.id, label: one.label[lang] })),
          (measure) => send({ type: "shown", measure }),
        )
      : nothing
  }
  ${
    periods.length > 0
      ? figure(
          trend({
            id: "belopp",
            label: shown.label[lang],
            place: regionName(model.start, region),
            unit: shown.unit,
            decimals: shown.decimals,
            lang,
            width: model.width,
            periods,
            lines: [
              { name: regionName(model.start, region), kind: "own", values: own.map((one) => one.value) },
              ...(nation.some((value) => value !== null)
                ? [{ name: textIn(lang).nation, kind: "nation" as const, values: nation }]
                : []),
            ],
            breaks: [],
            pandemic: model.start?.pandemic ?? [],
          }),
          model,
          send,
          note,
        )
      : nothing
  }`;
}

/** Values at the same mix of background, groups with other background held equal, and tests of whole distributions. */
import { html, nothing, type TemplateResult } from "lit";
import type { Adjusted, Measure, Result } from "../contract";
import { NATION, regionName } from "../lib/find";
import { differenceWithUnit, interval, number, period, withUnit } from "../lib/format";
import type { Model } from "../state";
import { textIn } from "../text";
import { methodLinks } from "./method";
import { table, type Send } from "./parts";

const newest = <T extends { period: string }>(all: readonly T[]): T[] => {
  const last = all.reduce((best, one) => (one.period > best ? one.period : best), "");
  return all.filter((one) => one.period === last);
};

export function backgroundView(
  measure: Measure,
  result: Result,
  region: string,
  model: Model,
  send: Send,
): TemplateResult | typeof nothing {
  const { lang } = model;
  const text = textIn(lang);
  const words = text.background;
  const own = <T extends { measure: string; region: string }>(all: readonly T[]): T[] =>
    all.filter((one) => one.measure === measure.id && one.region === region);
  const standardised = newest(own(result.standardised));
  const adjusted = newest(result.adjusted.filter((one) => one.measure === measure.id));
  const tests = newest(own(result.answers_tests));
  if (standardised.length + adjusted.length + tests.length === 0) return nothing;
  const level = 1 - result.confidence;
  const confidence = withUnit(result.confidence * 100, "percent", 0, lang);
  const p = (value: number): string => (value < 0.001 ? "< " : "= ") + number(Math.max(value, 0.001), 3, lang);
  const listed = (names: readonly string[]): string =>
    [names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(` ${words.and} `);
  const value = (it: number | null): string => withUnit(it, measure.unit, measure.decimals, lang);
  const difference = (it: number | null): string => differenceWithUnit(it, measure.unit, measure.decimals, lang);
  const limits = (low: number | null, high: number | null): string => interval(low, high, measure.decimals, lang, true);
  const place = (code: string): string => (code === NATION ? words.everyone : regionName(model.start, code));
  const ours = adjusted.filter((one) => one.region === region);
  const paragraph = (line: string): TemplateResult => html`<p class="measure">${line}</p>`;
  return html`<section class="background" aria-label="${words.title}: ${measure.label[lang]}">
    <h4>${words.title}</h4>
    ${standardised.map((one) =>
      paragraph(
        one.standard === "given" && one.nation === null
          ? words.given(listed(one.by), value(one.value), place(region), value(one.raw))
          : words.standardised({
              place: place(region),
              by: listed(one.by),
              value: value(one.value),
              nation: one.nation === null ? null : value(one.nation),
              whole: one.standard !== "file",
              period: period(one.period),
              difference: difference(one.difference),
              interval: limits(one.difference_low, one.difference_high),
              confidence,
              sure: one.p !== null && one.p < level,
              raw: value(one.raw),
            }),
      ),
    )}
    ${ours.map((one) =>
      paragraph(
        words.adjusted({
          place: place(one.region),
          by: one.by,
          level: one.level,
          base: one.base,
          given: listed(one.given),
          difference: difference(one.difference),
          interval: limits(one.low, one.high),
          confidence,
          raw: difference(one.raw_difference),
          sure: one.p < level,
        }),
      ),
    )}
    ${adjusted.length > 0 ? adjustedTable(adjusted) : nothing}
    ${tests.map((one) =>
      paragraph(
        one.earlier === null
          ? words.rest(p(one.p), period(one.period), one.p < level)
          : words.earlier(p(one.p), period(one.earlier), period(one.period), one.p < level),
      ),
    )}
    ${methodLinks(
      [...standardised, ...ours, ...tests].map((one) => one.method),
      model,
      send,
    )}
  </section>`;

  function adjustedTable(rows: readonly Adjusted[]): TemplateResult {
    const first = rows[0] as Adjusted;
    return html`${table(
        `${words.adjustedTitle(first.by, listed(first.given))}: ${measure.label[lang]}`,
        [words.place, words.level, words.raw, words.difference, text.chart.interval, words.odds, words.oddsInterval],
        rows.map((one) => [
          place(one.region),
          text.result.heldAgainst(one.level, one.base),
          difference(one.raw_difference),
          difference(one.difference),
          limits(one.low, one.high),
          number(one.odds_ratio, 2, lang),
          interval(one.odds_low, one.odds_high, 2, lang),
        ]),
        { stack: true },
      )}
      <p class="small">${words.cause}</p>`;
  }
}

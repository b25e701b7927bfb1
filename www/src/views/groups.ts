import { html, nothing, type TemplateResult } from "lit";
import type { Comparison, Estimate, Measure, Result } from "../contract";
import { differenceWithUnit, interval, number, period, withUnit } from "../lib/format";
import { partialNation } from "../lib/find";
import { countWord } from "../lib/rates";
import { againstWord, verdictWord } from "../lib/sentence";
import type { Model } from "../state";
import { textIn, type Dictionary } from "../text";
import { badge, button, table, tabbed, type Send } from "./parts";

/** A measure by group or unit: each row says what it is held against, and the groups are held against each other. */
export function groupTable(
  measure: Measure,
  result: Result,
  region: string,
  model: Model,
  send: Send,
): TemplateResult | typeof nothing {
  const text = textIn(model.lang);
  const { lang } = model;
  const rows = result.estimates
    .filter((one) => one.measure === measure.id && one.region === region && one.group !== null)
    .sort(newestFirst);
  if (rows.length === 0) return nothing;
  const about = result.comparisons.filter(
    (one) => one.measure === measure.id && one.region === region && one.group !== null,
  );
  const held = rows.map((row) => about.find((one) => one.kind === "nation" && isAbout(one, row)) ?? null);
  const what = (one: Comparison): string => againstWord(one, text, partialNation(result, measure));
  const against = (row: Estimate, one: Comparison | null): string => {
    if (one === null) return "";
    if (one.against.value === null && row.status === "hidden") return text.hidden;
    if (one.against.value === null)
      return one.reason === "different_definition" ? text.result.noSame : text.result.noNation;
    return `${withUnit(one.against.value, measure.unit, measure.decimals, lang)} (${what(one)})`;
  };
  const head = [
    text.result.group,
    text.chart.period,
    text.chart.value,
    text.chart.interval,
    countWord(measure.id, model),
    text.result.compared,
    text.overview.verdict,
  ];
  const cells = rows.map((one, at) => [
    `${one.group}: ${one.level}`,
    period(one.period),
    valueOf(one, measure, text, lang),
    interval(one.low, one.high, measure.decimals, lang),
    one.status === "hidden" ? text.hidden : number(one.n, 0, lang),
    against(one, held[at] ?? null),
  ]);
  const named = [...new Set(held.flatMap((one) => (one !== null && one.against.value !== null ? [what(one)] : [])))];
  const name = `${measure.label[lang]}: ${text.result.groups.toLowerCase()}`;
  return html`<h4>${text.result.groups}</h4>
    <p>${named.length > 0 ? text.result.groupsHelp.rows(named.join(", ")) : text.result.groupsHelp.none}</p>
    ${table(
      name,
      head,
      cells.map((row, at) => [...row, verdictOf(held[at] ?? null, text)]),
      { hideCaption: true, stack: true },
    )}
    ${changeTable(measure, about, model)} ${gapTable(measure, about, model)}
    <p class="small">${text.result.protection}</p>
    <div class="tools">
      ${button(
        html`${text.take.table}<span class="unseen"> ${text.take.for(name)}</span>`,
        () =>
          send({
            type: "copy",
            text: tabbed(
              head,
              cells.map((row, at) => [...row, held[at] ? verdictWord(held[at], text) : ""]),
            ),
          }),
        { kind: "plain" },
      )}
    </div>`;
}

/** The newest period first; within it as they came. */
const newestFirst = (one: { period: string }, other: { period: string }): number =>
  one.period < other.period ? 1 : one.period > other.period ? -1 : 0;

const isAbout = (one: Comparison, row: Estimate): boolean =>
  one.period === row.period && one.group === row.group && one.level === row.level;

const verdictOf = (one: Comparison | null, text: Dictionary): TemplateResult | string =>
  one === null || one.against.value === null ? "" : badge(one, text);

function valueOf(one: Estimate, measure: Measure, text: Dictionary, lang: Model["lang"]): string {
  if (one.status === "hidden") return text.hidden;
  if (one.status === "inestimable") return text.result.inestimable;
  return withUnit(one.value, measure.unit, measure.decimals, lang);
}

/** The groups of the region held against each other, the newest period first. */
function gapTable(measure: Measure, about: readonly Comparison[], model: Model): TemplateResult | typeof nothing {
  const text = textIn(model.lang);
  const gaps = about.filter((one) => one.kind === "group_gap" && one.difference !== null).sort(newestFirst);
  const held = (one: Comparison): string => text.result.heldAgainst(one.level ?? "", one.against.level ?? "");
  return differences(measure, gaps, [text.result.kinds.group_gap, text.result.groupsHelp.gap], held, model);
}

/** What each group or unit has changed since the previous measurement, for the newest one. */
function changeTable(measure: Measure, about: readonly Comparison[], model: Model): TemplateResult | typeof nothing {
  const text = textIn(model.lang);
  const all = about.filter((one) => one.kind === "previous_measurement" && one.difference !== null).sort(newestFirst);
  const newest = all.filter((one) => one.period === all[0]?.period);
  const name = text.result.kinds.previous_measurement;
  return differences(measure, newest, [name, text.result.groupsHelp.change], (one) => one.level ?? "", model);
}

function differences(
  measure: Measure,
  rows: readonly Comparison[],
  [name, help]: readonly [string, string],
  held: (one: Comparison) => string,
  model: Model,
): TemplateResult | typeof nothing {
  if (rows.length === 0) return nothing;
  const text = textIn(model.lang);
  const { lang } = model;
  return html`<p>${help}</p>
    ${table(
      `${measure.label[lang]}: ${name}`,
      [text.result.group, text.chart.period, text.overview.difference, text.chart.interval, text.overview.verdict],
      rows.map((one) => [
        `${one.group}: ${held(one)}`,
        one.kind === "previous_measurement"
          ? `${period(one.against.period)}–${period(one.period)}`
          : period(one.period),
        differenceWithUnit(one.difference, measure.unit, measure.decimals, lang),
        interval(one.low, one.high, measure.decimals, lang, true),
        badge(one, text),
      ]),
      { stack: true },
    )}`;
}

/** Comparisons beyond one value against another: similar regions, changes, measures, places, and many at once. */
import { html, nothing, type TemplateResult } from "lit";
import type { Comparison, Measure, Plan, Rank, Result } from "../contract";
import { methodOf } from "../lib/beside";
import { compositeOf, measureName } from "../lib/changes";
import { newestOf, regionShort } from "../lib/find";
import { interval, number, period, shortDifferenceUnit, signed, whole, withUnit } from "../lib/format";
import type { Model } from "../state";
import { textIn, type Dictionary } from "../text";
import { methodLinks } from "./method";
import { badge, select, table, type Send } from "./parts";

type Say = (comparison: Comparison) => string;

/** One comparison: its kind, its verdict, its sentence and how it was tested. */
export function saidBlock(one: Comparison, heading: string, say: Say, model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const method = methodOf(one, model.lang, text);
  const peers = one.against.regions.map((code) => regionShort(model.start, code));
  return html`<div class="said">
    <h4>${heading} ${badge(one, text)}</h4>
    <p class="measure">${say(one)}</p>
    ${peers.length > 0 ? html`<p class="small">${text.beside.peers(peers.join(", "))}</p>` : nothing}
    ${methodLinks([one.method], model, send, method)}
  </div>`;
}

/** The region's change against the change of others, in the newest period. */
export const changesOfRegion = (measure: Measure, result: Result, region: string): Comparison[] =>
  newestOf(result, measure.id, region, "difference_in_differences", false);

/** This measure against the others, among the same respondents. */
export function measuresTable(
  measure: Measure,
  result: Result,
  region: string,
  model: Model,
  say: Say,
): TemplateResult | typeof nothing {
  const text = textIn(model.lang);
  const { lang } = model;
  const all = newestOf(result, measure.id, region, "between_measures", false);
  if (all.length === 0) return nothing;
  const value = (it: number | null): string => withUnit(it, measure.unit, measure.decimals, lang);
  const title = `${measure.label[lang]}: ${text.result.kinds.between_measures}`;
  return html`<h4>${text.result.kinds.between_measures}</h4>
    ${table(
      title,
      [
        text.overview.indicator,
        text.chart.period,
        measure.label[lang],
        text.composite.tables.otherMeasure,
        text.overview.difference,
        text.chart.interval,
        text.overview.verdict,
      ],
      all.map((one) => [
        measureName(result.measures, one.against.measure, lang),
        period(one.period),
        value(one.value),
        value(one.against.value),
        shortDifference(one.difference, measure, lang),
        interval(one.low, one.high, measure.decimals, lang, true),
        badge(one, text),
      ]),
      { hideCaption: true, stack: true },
    )}
    ${sentences(all, title, say, model)}`;
}

/** `+4,4 p.e.` */
function shortDifference(value: number | null, measure: Measure, lang: Model["lang"]): string {
  const unit = shortDifferenceUnit(measure.unit, lang);
  return `${signed(value, measure.decimals, lang)}${value !== null && unit ? `\u00a0${unit}` : ""}`;
}

function sentences(all: readonly Comparison[], title: string, say: Say, model: Model): TemplateResult {
  const text = textIn(model.lang);
  return html`<details>
    <summary>${text.composite.tables.sentences}<span class="unseen">: ${title}</span></summary>
    <ul class="measure">
      ${all.map((one) => html`<li>${say(one)} <span class="small">${methodOf(one, model.lang, text) ?? ""}</span></li>`)}
    </ul>
  </details>`;
}

/** `plats 3–11 av 21`. */
export const places = (rank: Rank, text: Dictionary): string =>
  text.beside.rank(String(rank.low), String(rank.high), String(rank.of));

/** The place in a sentence of its own. */
export function placeSentence(rank: Rank, measure: Measure, result: Result, lang: Model["lang"]): string {
  const text = textIn(lang);
  const first = measure.direction === "none" ? text.beside.rankFirst.highest : text.beside.rankFirst.best;
  const confidence = withUnit(result.confidence * 100, "percent", 0, lang);
  return text.beside.rankLong(places(rank, text), String(rank.rank), confidence, first);
}

/** Gaps and groups over time, in the newest period: what they were, what they are, and what can be said of it. */
export function groupChanges(
  measure: Measure,
  result: Result,
  region: string,
  model: Model,
  say: Say,
): TemplateResult | typeof nothing {
  const text = textIn(model.lang);
  const { tables } = text.composite;
  const gaps = newestOf(result, measure.id, region, "gap_change", true);
  const differing = newestOf(result, measure.id, region, "difference_in_differences", true);
  const others = (["other_levels", "rest"] as const).flatMap((whom) =>
    differing.filter((one) => one.against.population === whom),
  );
  const one = (all: readonly Comparison[], title: string, sides: [string, string]) =>
    all.length === 0 ? nothing : changeTable(all, title, sides, measure, model, say);
  if (gaps.length === 0 && others.length === 0) return nothing;
  return html`${one(gaps, tables.gaps, [tables.now, tables.then])}${one(others, tables.others, [tables.own, tables.theirs])}`;
}

function changeTable(
  all: readonly Comparison[],
  title: string,
  [first, second]: [string, string],
  measure: Measure,
  model: Model,
  say: Say,
): TemplateResult {
  const text = textIn(model.lang);
  const { lang } = model;
  const { tables } = text.composite;
  const difference = (value: number | null): string => shortDifference(value, measure, lang);
  const what = (one: Comparison): string => {
    const level = one.level ?? "";
    const other = one.against.level ?? "";
    const kind = compositeOf(one);
    if (kind === "gap_change") return text.result.heldAgainst(level, other);
    return kind === "gap_and_rest" ? tables.toRest(level, other) : tables.toOthers(level);
  };
  const shown = (one: Comparison, value: number | null): string =>
    value === null && one.reason === "few_answers" ? text.hidden : difference(value);
  return html`<h4>${title}</h4>
    ${table(
      `${measure.label[lang]}: ${title}`,
      [
        text.result.group,
        text.chart.period,
        first,
        second,
        text.overview.difference,
        text.chart.interval,
        text.overview.verdict,
      ],
      all.map((one) => [
        `${one.group}: ${what(one)}`,
        tables.from(period(one.period), period(one.against.period)),
        shown(one, one.value),
        shown(one, one.against.value),
        difference(one.difference),
        interval(one.low, one.high, measure.decimals, lang, true),
        badge(one, text),
      ]),
      { hideCaption: true, stack: true },
    )}
    ${sentences(all, title, say, model)}`;
}

/** How many differences were tested, how many chance alone would show, and the switch that adjusts for it. */
export function manySection(result: Result, model: Model, send: Send): TemplateResult | typeof nothing {
  const text = textIn(model.lang);
  const { lang } = model;
  const { method, tested, shown, expected_by_chance, level } = result.multiplicity;
  if (tested === 0) return nothing;
  const options = (["none", "holm", "benjamini_hochberg"] as const).map((value) => ({
    value,
    label: text.plan.multiplicities[value],
  }));
  const change = (multiplicity: string): void => {
    send({ type: "plan", change: { multiplicity: multiplicity as Plan["multiplicity"] } });
    send({ type: "analyse" });
  };
  const chance = number(expected_by_chance, expected_by_chance < 10 ? 1 : 0, lang);
  const said = text.many[method](
    whole(tested, lang),
    whole(shown, lang),
    chance,
    withUnit(level * 100, "percent", 0, lang),
  );
  return html`<section aria-labelledby="many-title">
    <h2 id="many-title">${text.many.title}</h2>
    <p class="measure" id="many-said">${said}</p>
    <div class="row top">${select("many", text.plan.multiplicity, method, options, change)}</div>
  </section>`;
}

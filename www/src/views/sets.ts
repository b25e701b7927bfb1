/** What all regions, or a whole series, say together: the funnels, the control chart and the values drawn together. */
import { html, nothing, type TemplateResult } from "lit";
import { control } from "../charts/control";
import type { Frame } from "../charts/frame";
import { funnel } from "../charts/funnel";
import type { Funnel, Measure, Result } from "../contract";
import { differenceWithUnit, interval, number, period, withUnit } from "../lib/format";
import { estimatesOf, regionName, regionShort } from "../lib/find";
import { countWord } from "../lib/rates";
import type { Model } from "../state";
import { textIn } from "../text";
import { idOf } from "./frames";
import { table } from "./parts";

/** Fewer regions than this make no one expect a funnel. */
const SEVERAL = 5;

/** The funnels of a measure, regions first, then the control chart of the chosen region. */
export function setFrames(measure: Measure, result: Result, region: string, model: Model): Frame[] {
  const common = {
    label: measure.label[model.lang],
    unit: measure.unit,
    decimals: measure.decimals,
    direction: measure.direction,
    lang: model.lang,
    width: model.width,
  };
  const shown = (one: Funnel): boolean =>
    one.measure === measure.id && (one.among === "regions" || one.region === region);
  const funnels = result.funnels.filter(shown).map((one, index) =>
    funnel({
      ...common,
      id: idOf(`tratt${index}`, measure),
      funnel: one,
      asked: model.plan?.across?.funnel?.target ?? "nation",
      region,
      nameOf: (point) =>
        point.level === null
          ? { name: regionName(model.start, point.region), short: regionShort(model.start, point.region) }
          : { name: point.level, short: point.level },
    }),
  );
  const charts = result.control_charts
    .filter((one) => one.measure === measure.id && one.region === region)
    .map((chart) =>
      control({
        ...common,
        id: idOf("styr", measure),
        place: regionName(model.start, region),
        chart,
        counted: countWord(measure.id, model),
      }),
    );
  return [...funnels, ...charts];
}

/** Said where a measure has no funnel in the period that the plan chose. */
export function funnelLacking(measure: Measure, result: Result, model: Model): TemplateResult | typeof nothing {
  const chosen = model.plan?.across?.funnel?.period;
  const regions = new Set(estimatesOf(result, measure.id).map((one) => one.region));
  if (!chosen || regions.size < SEVERAL || result.funnels.some((one) => one.measure === measure.id)) return nothing;
  return html`<p class="small">${textIn(model.lang).sets.noFunnel(period(chosen))}</p>`;
}

/** The region's value drawn towards the regions' mean, beside its own; never instead. */
export function shrunkenView(
  measure: Measure,
  result: Result,
  region: string,
  model: Model,
): TemplateResult | typeof nothing {
  const text = textIn(model.lang);
  const { lang } = model;
  const set = result.shrunken.find((one) => one.measure === measure.id);
  const own = set?.values.find((one) => one.region === region);
  if (!set || !own) return nothing;
  const at = (value: number): string => withUnit(value, measure.unit, measure.decimals, lang);
  const limits = (low: number, high: number): string => interval(low, high, measure.decimals, lang);
  const caption = text.sets.shrunkenTable(measure.label[lang], period(set.period));
  return html`<h4>${text.sets.shrunkenTitle}</h4>
    <p class="measure">
      ${text.sets.shrunken(regionName(model.start, region), at(own.own), at(own.value), limits(own.low, own.high), at(set.mean))}
    </p>
    <details>
      <summary>${text.chart.table}<span class="unseen"> ${caption}</span></summary>
      ${table(
        caption,
        [text.region, text.sets.own, text.sets.drawn, text.chart.interval, countWord(measure.id, model)],
        set.values.map((one) => [
          regionName(model.start, one.region),
          number(one.own, measure.decimals, lang),
          number(one.value, measure.decimals, lang),
          limits(one.low, one.high),
          number(one.n, 0, lang),
        ]),
        { hideCaption: true },
      )}
    </details>`;
}

/** How much the bottom of the ranking differs from the top, for the chosen region, with the groups beside. */
export function slopeView(
  measure: Measure,
  result: Result,
  region: string,
  model: Model,
): TemplateResult | typeof nothing {
  const text = textIn(model.lang);
  const { lang } = model;
  const { unit, decimals } = measure;
  const own = result.slopes.filter((one) => one.measure === measure.id && one.region === region);
  if (own.length === 0) return nothing;
  return html`${own.map((one) => {
    const words = {
      place: regionName(model.start, region),
      period: period(one.period),
      first: one.groups[0]?.level ?? "",
      last: one.groups.at(-1)?.level ?? "",
      slope: differenceWithUnit(one.slope, unit, decimals, lang),
      interval: one.low === null ? null : interval(one.low, one.high, decimals, lang, true),
      confidence: withUnit(result.confidence * 100, "percent", 0, lang),
      sure: one.p === null ? null : one.p < 1 - result.confidence,
      relative: number(one.relative, 2, lang),
    };
    const caption = text.sets.slopeTable(measure.label[lang], one.group);
    return html`<h4>${text.sets.slopeTitle(one.group)}</h4>
      <p class="measure">
        ${text.sets.slope(words)}
        ${one.concentration === null ? nothing : text.sets.concentration(number(one.concentration, 3, lang))}
      </p>
      <p class="small">${text.sets.slopeHelp}</p>
      ${table(
        caption,
        [text.result.group, text.chart.value, countWord(measure.id, model), text.sets.people],
        one.groups.map((group) => [
          group.level,
          withUnit(group.value, unit, decimals, lang),
          number(group.n, 0, lang),
          number(group.people, 0, lang),
        ]),
        { hideCaption: true, stack: true },
      )}`;
  })}`;
}

import { html, nothing, type TemplateResult } from "lit";
import { regions, type RegionPoint } from "../charts/regions";
import { trend, type Line } from "../charts/trend";
import type { Comparison, Indicator, Start } from "../contract";
import { ageInYears, day, differenceWithUnit, period } from "../lib/format";
import { asMeasure, indicatorOf, NATION, newest, rankOf, regionName, regionShort, shownOf } from "../lib/find";
import { sentenceOf } from "../lib/sentence";
import type { Model } from "../state";
import { textIn } from "../text";
import { placeSentence } from "./compared";
import { figure } from "./figure";
import { methodLinks } from "./method";
import { badge, button, type Send } from "./parts";

const KINDS = ["nation", "peers", "previous_measurement", "first_measurement"] as const;

/** One built-in indicator: what it is, what is found, the regions, the history, the source. */
export function indicatorView(model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const { lang } = model;
  const start = model.start as Start;
  const back = button(text.back, () => send({ type: "go", view: "oversikt" }), { kind: "plain" });
  const indicator = indicatorOf(start, model.measure);
  if (!indicator)
    return html`<h1 id="title" tabindex="-1">${text.indicator.unknown}</h1>
      ${back}`;
  const place = model.region ?? NATION;
  const latest = newest(indicator, place);
  const found = model.region ? shownOf(model.overview, indicator.id, place, KINDS) : [];
  const source = sourceLine(indicator, start, lang);
  const sentences = found.map(({ one }) => said(one, indicator, model, start));
  const comment = model.comments[indicator.id] ?? "";
  const rank = latest && model.overview ? rankOf(model.overview, indicator.id, place, latest.period) : null;
  const placed = rank && model.overview ? placeSentence(rank, asMeasure(indicator), model.overview, lang) : null;
  const copied = [
    indicator.label[lang],
    ...sentences,
    ...(placed ? [placed] : []),
    source,
    ...(comment ? [`${text.take.comment}: ${comment}`] : []),
  ].join("\n");
  const age = latest ? ageInYears(latest.period, model.today) : null;
  return html`${back}
    <h1 id="title" tabindex="-1">${indicator.label[lang]}</h1>
    <p class="quiet">
      ${start.goals.find((goal) => goal.id === indicator.goal)?.label[lang]} ·
      ${start.perspectives.find((one) => one.id === indicator.perspective)?.label[lang]}
    </p>
    ${found.map(
      ({ one, both }, index) =>
        html`<div class="said">
          <h2>
            ${one.kind === "nation" ? text.indicator.levelTitle : one.kind === "peers" ? `${text.indicator.levelTitle}: ${text.result.kinds.peers}` : `${text.indicator.changeTitle}: ${text.result.kinds[both ? "both_measurements" : one.kind]}`}
            ${badge(one, text)}
          </h2>
          <p class="measure">${sentences[index]}</p>
          ${methodLinks([one.method], model, send)}
        </div>`,
    )}
    ${placed ? html`<p class="measure">${placed}</p>` : nothing}
    ${model.region && !latest ? html`<p>${indicator.empty?.[lang] ?? text.indicator.noRegionFigure}</p>` : nothing}
    ${latest && age !== null ? html`<p>${text.indicator.newest(period(latest.period), text.age(age))}</p>` : nothing}
    <div class="tools">
      ${button(text.take.sentence, () => send({ type: "copy", text: copied }))}${button(text.take.print, () => send({ type: "print" }))}
    </div>
    ${latest ? figure(regionsFrame(indicator, latest.at, model, start), model, send, [source]) : nothing}
    ${figure(trendFrame(indicator, model, start), model, send, [source])}
    <section aria-labelledby="about-measure">
      <h2 id="about-measure">${text.indicator.definition}</h2>
      <div class="measure">
        <p>${indicator.definition[lang]}</p>
        <p>
          ${text.indicator.direction[indicator.direction]}
          ${indicator.relevance === null ? text.indicator.noRelevance : text.indicator.relevance(differenceWithUnit(indicator.relevance, indicator.unit, indicator.decimals, lang).replace(/^\+/, ""))}
        </p>
        ${
          indicator.misses[lang]
            ? html`<h3>${text.indicator.misses}</h3>
                <p>${indicator.misses[lang]}</p>`
            : nothing
        }
        ${
          indicator.breaks.length > 0
            ? html`<h3>${text.indicator.breaks}</h3>
                <ul>
                  ${indicator.breaks.map((one) => html`<li>${period(one.period)}: ${one.note[lang]}</li>`)}
                </ul>`
            : nothing
        }
        ${indicator.voluntary.map((one) => html`<p>${text.indicator.voluntary(period(one.period), one.regions)}</p>`)}
      </div>
    </section>
    ${commentBox(indicator.id, model, send)}
    <p class="source">${source}</p>`;
}

function said(comparison: Comparison, indicator: Indicator, model: Model, start: Start): string {
  const at = indicator.periods.indexOf(comparison.period);
  const value = indicator.values[comparison.region]?.[at] ?? null;
  const n = indicator.n?.[comparison.region]?.[at] ?? null;
  return sentenceOf(comparison, asMeasure(indicator), {
    lang: model.lang,
    start,
    confidence: model.overview?.confidence ?? 0.95,
    n,
    value,
    base: "basis",
  });
}

export function sourceLine(indicator: Indicator, start: Start, lang: Model["lang"]): string {
  const source = start.sources.find((one) => one.id === indicator.source);
  return source
    ? textIn(lang).indicator.sourceLine(
        `${source.title[lang]}, ${source.publisher}`,
        source.via,
        day(source.retrieved, lang),
      )
    : "";
}

/** Own words beside the figures. */
export function commentBox(id: string, model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  return html`<div class="field wide comment">
    <label for="comment-${id}">${text.indicator.comment}</label
    ><textarea
      id="comment-${id}"
      rows="2"
      aria-describedby="comment-${id}-help"
      .value=${model.comments[id] ?? ""}
      @change=${(event: Event) => send({ type: "comment", measure: id, text: (event.target as HTMLTextAreaElement).value })}
    ></textarea
    ><small id="comment-${id}-help">${text.indicator.commentHelp}</small>
  </div>`;
}

function regionsFrame(indicator: Indicator, at: number, model: Model, start: Start): ReturnType<typeof regions> {
  const pick = (series: Record<string, (number | null)[]> | null, code: string): number | null =>
    series?.[code]?.[at] ?? null;
  const period = indicator.periods[at] ?? "";
  const peers = start.regions.find((one) => one.code === model.region)?.peers ?? [];
  const points: RegionPoint[] = start.regions
    .filter((one) => one.code !== NATION)
    .map((one) => ({
      code: one.code,
      name: one.name,
      short: one.short,
      value: pick(indicator.values, one.code),
      low: pick(indicator.low, one.code),
      high: pick(indicator.high, one.code),
      n: pick(indicator.n, one.code),
      hidden: false,
      verdict:
        model.overview?.comparisons.find(
          (found) =>
            found.measure === indicator.id &&
            found.kind === "nation" &&
            found.region === one.code &&
            found.period === period &&
            found.group === null,
        )?.verdict ?? null,
      peer: peers.includes(one.code),
    }));
  return regions({
    id: "regionerna",
    label: indicator.label[model.lang],
    period,
    unit: indicator.unit,
    decimals: indicator.decimals,
    direction: indicator.direction,
    lang: model.lang,
    width: model.width,
    region: model.region ?? "",
    points,
    nation: {
      value: pick(indicator.values, NATION),
      low: pick(indicator.low, NATION),
      high: pick(indicator.high, NATION),
    },
  });
}

function trendFrame(indicator: Indicator, model: Model, start: Start): ReturnType<typeof trend> {
  const text = textIn(model.lang);
  const series = (code: string): (number | null)[] => indicator.values[code] ?? indicator.periods.map(() => null);
  const peers = model.region ? (start.regions.find((one) => one.code === model.region)?.peers ?? []) : [];
  const lines: Line[] = [
    ...(model.region
      ? [
          {
            name: regionName(start, model.region),
            kind: "own" as const,
            values: series(model.region),
            ...(indicator.low && indicator.high
              ? { low: indicator.low[model.region] ?? [], high: indicator.high[model.region] ?? [] }
              : {}),
          },
        ]
      : []),
    {
      name: text.nation,
      kind: model.region ? "nation" : "own",
      values: series(NATION),
      partial: indicator.periods.map((one) => indicator.voluntary.some((round) => round.period === one)),
    },
    ...peers.map((code) => ({ name: regionShort(start, code), kind: "peer" as const, values: series(code) })),
  ];
  return trend({
    id: "utveckling",
    label: indicator.label[model.lang],
    place: model.region ? regionName(start, model.region) : text.nation,
    unit: indicator.unit,
    decimals: indicator.decimals,
    lang: model.lang,
    width: model.width,
    periods: indicator.periods,
    lines,
    breaks: indicator.breaks.map((one) => one.period),
    pandemic: start.pandemic,
  });
}

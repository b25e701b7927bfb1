/** Cost and quality: the quadrant, cost adjusted for structure, efficiency, and what a change moved. */
import { html, nothing, type TemplateResult } from "lit";
import { quadrant as chart } from "../charts/quadrant";
import type { Indicator, Quadrant, QuadrantPoint, Result } from "../contract";
import { indicatorOf, regionName, regionShort } from "../lib/find";
import { number, period, signed, withUnit } from "../lib/format";
import type { Model } from "../state";
import { textIn } from "../text";
import { amountsSection } from "./amounts";
import { definitionsSection } from "./definitions";
import { efficiencySection } from "./efficiency";
import { figure } from "./figure";
import { findingList } from "./file";
import { movedSection } from "./moved";
import { input, select, table, type Send } from "./parts";
import { structureSection } from "./structure";

const DEFAULT_COST = "U70020";
const OURS = ["W_SYSTEM", "W_EQUALISATION", "N_EQUALISATION", "N_STRUCTURE", "W_INDEX", "W_RES", "W_TOO_FEW_FOR"];

export function systemView(model: Model, send: Send): TemplateResult {
  const words = textIn(model.lang).system;
  const { region } = model;
  const { result } = model.system;
  const ready = region !== null && result !== null && JSON.parse(model.system.of ?? "{}").region === region;
  return html`<h1 id="title" tabindex="-1">
      ${region ? words.titleFor(regionName(model.start, region)) : words.title}
    </h1>
    <p class="lead">${words.lead}</p>
    ${region ? nothing : html`<p>${words.chooseFirst}</p>`}
    ${region && !ready ? html`<p>${words.waiting}</p>` : nothing}
    ${ready ? content(result, region, model, send) : nothing}`;
}

function content(result: Result, region: string, model: Model, send: Send): TemplateResult {
  const [now, earlier] = result.system.quadrants;
  const ours = result.findings.filter((one) => OURS.some((start) => one.code.startsWith(start)));
  return html`${now ? place(now, earlier ?? null, region, model, send) : nothing}
  ${ours.length > 0 ? html`<section>${findingList(ours, model)}</section>` : nothing}
  ${structureSection(result, region, model, send)} ${movedSection(model, send)}
  ${efficiencySection(result, model, send)} ${definitionsSection(result, region, model, send)}
  ${amountsSection(result, region, model, send)}`;
}

const nameOf = (id: string, model: Model): string =>
  indicatorOf(model.start, id)?.label[model.lang] ??
  model.system.result?.measures.find((one) => one.id === id)?.label[model.lang] ??
  id;

function place(now: Quadrant, earlier: Quadrant | null, region: string, model: Model, send: Send): TemplateResult {
  const frame = chart({
    id: "kvadrant",
    lang: model.lang,
    width: model.width,
    region,
    name: (code) => regionName(model.start, code),
    short: (code) => regionShort(model.start, code),
    now,
    earlier,
  });
  const own = now.points.find((point) => point.region === region);
  return html`${figure(frame, model, send, sources(now, model))} ${own ? parts(own, now, model) : nothing}
  ${choices(now, model, send)}`;
}

/** The publishers behind the picture, each once. */
function sources(now: Quadrant, model: Model): string[] {
  const { start } = model;
  const ids = [now.cost === "adjusted" ? "N70061" : now.cost, ...now.indicators.map((one) => one.id)];
  const known = ids.map((id) => indicatorOf(start, id)).filter((one): one is Indicator => one !== null);
  const names = known.map((one) => start?.sources.find((source) => source.id === one.source)?.title[model.lang]);
  const words = textIn(model.lang);
  return [`${words.about.sources}: ${[...new Set(names.filter(Boolean))].join("; ")}.`];
}

function parts(own: QuadrantPoint, now: Quadrant, model: Model): TemplateResult {
  const words = textIn(model.lang).system;
  const { lang } = model;
  const rows = own.parts.map((part) => {
    const indicator =
      indicatorOf(model.start, part.indicator) ??
      model.system.result?.measures.find((measure) => measure.id === part.indicator);
    const value = (figure: number | null): string =>
      indicator ? withUnit(figure, indicator.unit, indicator.decimals, lang) : number(figure, 1, lang);
    const weight = now.indicators.find((one) => one.id === part.indicator)?.weight ?? 1;
    return [
      nameOf(part.indicator, model),
      value(part.value),
      value(part.nation),
      part.deviation === null ? "" : `${signed(part.deviation, 1, lang)}${lang === "sv" ? "\u00a0%" : "%"}`,
      signed(part.z, 2, lang),
      number(weight, Number.isInteger(weight) ? 0 : 1, lang),
    ];
  });
  return html`<section aria-labelledby="parts-title">
    <h2 id="parts-title">${words.parts}</h2>
    <p class="measure">${words.partsHelp}</p>
    ${table(words.parts, words.partHead, rows, { hideCaption: true, stack: true })}
  </section>`;
}

/** Period, earlier year, cost and weights: every change is computed at once and lists what it moved. */
function choices(now: Quadrant, model: Model, send: Send): TemplateResult {
  const words = textIn(model.lang).system;
  const asked = model.system.plan.quadrant ?? {};
  const change = (part: typeof asked): void => send({ type: "system", change: { quadrant: { ...asked, ...part } } });
  const years = [...(indicatorOf(model.start, DEFAULT_COST)?.periods ?? [])].sort().reverse();
  const options = years.map((year) => ({ value: year, label: period(year) }));
  const weights = new Map(now.indicators.map((one) => [one.id, one.weight]));
  const known = asked.indicators ?? now.indicators;
  const weighted = (id: string, text: string): void => {
    const weight = Number(text.replace(",", "."));
    if (!Number.isFinite(weight) || weight < 0) return;
    const kept = known.map((one) => (one.id === id ? { ...one, weight } : one)).filter((one) => one.weight > 0);
    if (kept.length > 0) change({ indicators: kept });
  };
  return html`<details class="settings">
    <summary>${words.choose}</summary>
    <div class="row top">
      ${select("q-period", words.period, asked.period ?? "", [{ value: "", label: words.newest }, ...options], (value) => change({ period: value || undefined }))}
      ${select("q-earlier", words.earlier, asked.earlier?.[0] ?? "", [{ value: "", label: words.none }, ...options.filter((one) => one.value < now.period)], (value) => change({ earlier: value ? [value] : undefined }))}
      ${select(
        "q-cost",
        words.costSeries,
        asked.cost ?? DEFAULT_COST,
        [
          { value: DEFAULT_COST, label: words.costPublished },
          { value: "adjusted", label: words.costOwn },
        ],
        (value) => change({ cost: value }),
      )}
      ${now.indicators.map((one) => input(`q-${one.id}`, words.weight(nameOf(one.id, model)), number(weights.get(one.id) ?? 1, Number.isInteger(one.weight) ? 0 : 1, model.lang), (value) => weighted(one.id, value), { numeric: true, help: words.weightHelp }))}
    </div>
  </details>`;
}

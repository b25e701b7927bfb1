import { html, nothing, type TemplateResult } from "lit";
import type { Comparison, Measure, Result, Start } from "../contract";
import { interval, number, period, shortDifferenceUnit, signed, whole, withUnit } from "../lib/format";
import {
  comparisonOf,
  estimateAt,
  estimateOf,
  estimatesOf,
  indicatorOf,
  partialNation,
  participationOf,
  rankOf,
  regionName,
  shownOf,
} from "../lib/find";
import { firstUnadjusted, intervalOf, tested } from "../lib/beside";
import { methodNote } from "../lib/method";
import { isRate } from "../lib/rates";
import { againstWord, sentenceOf, type Base } from "../lib/sentence";
import type { Model } from "../state";
import { textIn } from "../text";
import { backgroundView } from "./background";
import {
  measuresTable,
  groupChanges,
  manySection,
  places,
  placeSentence,
  changesOfRegion,
  saidBlock,
} from "./compared";
import { groupTable } from "./groups";
import { answersFrame, regionsFrame, trendFrame } from "./frames";
import { reasons } from "../lib/findings";
import { findingList, saveFindings } from "./file";
import { figure } from "./figure";
import { commentBox, sourceLine } from "./indicator";
import { counts } from "./matrix";
import { methodLinks, rCode, rScript } from "./method";
import { badge, button, table, tabbed, type Send } from "./parts";
import { funnelLacking, setFrames, shrunkenView, slopeView } from "./sets";

const KINDS = ["nation", "rest", "peers", "previous_measurement", "first_measurement"] as const;

/** What came out of the own file. */
export function resultView(model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const { result, region } = model;
  if (!result || !region)
    return html`<h1 id="title" tabindex="-1">${text.result.title}</h1>
      <p>${text.result.none}</p>
      ${button(text.nav.fil, () => send({ type: "go", view: "fil" }))}`;
  if (model.resultRegion !== region) return otherRegion(region, model, send);
  const invented = model.files.some((file) => file.example);
  return html`<h1 id="title" tabindex="-1">${text.result.titleFor(regionName(model.start, region))}</h1>
    ${invented ? html`<p class="invented"><strong>${text.example}.</strong> ${text.exampleLong}</p>` : nothing}
    ${
      model.stale
        ? html`<div class="hint">
            <p>${text.plan.stale}</p>
            ${button(text.plan.again, () => send({ type: "analyse" }), { kind: "first" })}
          </div>`
        : nothing
    }
    ${result.protected ? nothing : html`<p class="invented"><strong>${text.result.unprotected}</strong></p>`}
    ${result.files.map(
      (file, index) =>
        html`<p>
            ${model.files[index]?.name ?? ""}:
            ${text.file.rows(whole(file.rows, model.lang), whole(file.rows_rejected, model.lang))}
          </p>
          ${rejected(result, index, file.rows_rejected, model)}`,
    )}
    ${summary(result, region, model, send)}${assessed(result, model)}${manySection(result, model, send)}
    <section aria-labelledby="measures-title">
      <h2 id="measures-title">${text.result.measures}</h2>
      ${result.measures.map((measure, index) => measureSection(measure, index === 0, result, region, model, send))}
    </section>
    ${checks(result, model)}
    <section aria-labelledby="found-title">
      <h2 id="found-title">${text.file.problems}</h2>
      ${findingList(result.findings, model)}${saveFindings(result.findings, model, send)}
    </section>
    ${takeAlong(result, model, send)}`;
}

/** Why rows of a file count for nothing. */
function rejected(result: Result, file: number, count: number, model: Model): TemplateResult | typeof nothing {
  const text = textIn(model.lang);
  if (count === 0) return nothing;
  return html`<ul class="plain" aria-label=${text.file.becauseTitle}>
    ${reasons(result.findings, file, model.lang).map(({ count, why }) => html`<li>${text.file.becauseOf(whole(count, model.lang), why)}</li>`)}
  </ul>`;
}

/** Another region has been chosen: its result is on its way, or can be asked for. */
function otherRegion(region: string, model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const [before, now] = [regionName(model.start, model.resultRegion ?? ""), regionName(model.start, region)];
  return html`<h1 id="title" tabindex="-1">${text.result.titleFor(now)}</h1>
    ${
      model.work
        ? html`<p>${text.work.analyse} …</p>`
        : html`<div class="hint">
            <p>${text.plan.otherRegion(before, now)}</p>
            ${button(text.plan.again, () => send({ type: "analyse" }), { kind: "first" })}
          </div>`
    }`;
}

function summary(result: Result, region: string, model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const { lang } = model;
  const head = [
    text.overview.indicator,
    text.chart.period,
    text.overview.value,
    text.result.compared,
    text.overview.difference,
    text.chart.interval,
    text.overview.verdict,
  ];
  const rows = result.measures.map((measure) => {
    const found = comparisonOf(result, measure.id, region, "nation");
    if (!found) return { measure, found, cells: [measure.label[lang], "", text.noValue, "", "", "", ""] };
    const own = estimateOf(result, measure.id, region, found.period);
    const value =
      own?.status === "hidden" ? text.hidden : withUnit(own?.value ?? null, measure.unit, measure.decimals, lang);
    const unit = shortDifferenceUnit(measure.unit, lang);
    const rank = rankOf(result, measure.id, region, found.period);
    return {
      measure,
      found,
      cells: [
        measure.label[lang],
        period(found.period),
        rank ? `${value}, ${places(rank, text)}` : value,
        `${withUnit(found.against.value, measure.unit, measure.decimals, lang)} (${againstWord(found, text, partialNation(result, measure))})`,
        `${signed(found.difference, measure.decimals, lang)}${found.difference !== null && unit ? `\u00a0${unit}` : ""}`,
        interval(found.low, found.high, measure.decimals, lang, true),
        text.verdicts[found.verdict],
      ],
    };
  });
  return html`<section aria-labelledby="summary-title">
    <h2 id="summary-title">${text.result.summary}</h2>
    ${table(
      text.result.summary,
      head,
      rows.map(({ measure, found, cells }) =>
        cells.map((cell, place) =>
          place === 0
            ? html`<button
                type="button"
                class="link"
                @click=${() => send({ type: "jump", id: `measure-${measure.id}` })}
              >
                ${cell}
              </button>`
            : place === 6 && found
              ? badge(found, text)
              : cell,
        ),
      ),
      { hideCaption: true, reachable: true, stack: true },
    )}
    <p class="small">${text.result.unrounded}</p>
    <div class="tools">
      ${button(
        text.take.table,
        () =>
          send({
            type: "copy",
            text: tabbed(
              head,
              rows.map((row) => row.cells),
            ),
          }),
        { kind: "plain" },
      )}
    </div>
  </section>`;
}

function assessed(result: Result, model: Model): TemplateResult {
  const text = textIn(model.lang);
  const start = model.start as Start;
  const own = new Set(result.measures.map((measure) => measure.id));
  const touched = result.assessments.filter((one) => one.measures.some((id) => own.has(id)));
  if (touched.length === 0)
    return html`${result.measures.length > 0 ? html`<p class="small">${text.result.goalless}</p>` : nothing}`;
  return html`<div class="cells">
    ${touched.map(
      (one) =>
        html`<div class="card">
          <h3>
            ${start.goals.find((goal) => goal.id === one.goal)?.label[model.lang]},
            ${start.perspectives.find((perspective) => perspective.id === one.perspective)?.label[model.lang]}
          </h3>
          <p class="small">${text.overview[one.reading]}</p>
          ${counts(one, model)}
        </div>`,
    )}
  </div>`;
}

function measureSection(
  measure: Measure,
  open: boolean,
  result: Result,
  region: string,
  model: Model,
  send: Send,
): TemplateResult {
  const text = textIn(model.lang);
  const { lang } = model;
  const found = shownOf(result, measure.id, region, KINDS);
  const sentence = (one: Comparison): string => {
    const own = estimateAt(result, region, one);
    return sentenceOf(one, measure, {
      brief: one !== full,
      measures: result.measures,
      participation: participationOf(result, region, one.period),
      unadjusted: one === unadjusted,
      lang,
      start: model.start,
      confidence: result.confidence,
      n: own?.n ?? null,
      value: own?.value ?? null,
      partial: partialNation(result, measure),
      base: baseOf(measure, model),
    });
  };
  const own = found[0] ? estimateOf(result, measure.id, region, found[0].one.period) : null;
  const rank = own ? rankOf(result, measure.id, region, own.period) : null;
  const valueInterval = intervalOf(own, measure.decimals, result.confidence, lang, text);
  const changes = changesOfRegion(measure, result, region);
  // What an interval leaves out is said once, where the first one stands.
  const full = found.map(({ one }) => one).find(tested);
  const unadjusted = firstUnadjusted([...found.map(({ one }) => one), ...changes], result.standardised);
  const indicator = indicatorOf(model.start, measure.indicator);
  const source = [
    ...(indicator && model.start ? [sourceLine(indicator, model.start, lang)] : []),
    ...(model.files.some((file) => file.example) ? [text.example + "."] : []),
  ];
  const comment = model.comments[measure.id] ?? "";
  const hidden = estimatesOf(result, measure.id).some((one) => one.region === region && one.status === "hidden");
  const copied = [
    measure.label[lang],
    ...(rank ? [placeSentence(rank, measure, result, lang)] : []),
    ...found.map(({ one }) => sentence(one)),
    ...changes.map(sentence),
    ...source,
    ...(comment ? [`${text.take.comment}: ${comment}`] : []),
  ].join("\n");
  const frames = [
    regionsFrame(measure, result, region, model),
    answersFrame(measure, result, region, model),
    trendFrame(measure, result, region, model),
    ...setFrames(measure, result, region, model),
  ].filter((frame) => frame !== null);
  return html`<details class="own-measure" ?open=${open}>
    <summary id="measure-${measure.id}">
      <h3>${measure.label[lang]}</h3>
      ${found[0] ? badge(found[0].one, text) : nothing}
    </summary>
    ${rank ? html`<p class="measure" id="rank-${measure.id}">${placeSentence(rank, measure, result, lang)}</p>` : nothing}
    ${valueInterval ? html`<p class="small">${valueInterval}</p>` : nothing}
    ${found.map(({ one, both }) => saidBlock(one, text.result.kinds[both ? "both_measurements" : one.kind], sentence, model, send))}
    ${changes.map((one) => saidBlock(one, `${text.result.kinds[one.kind]}, ${period(one.against.period)}–${period(one.period)}`, sentence, model, send))}
    ${hidden ? html`<p class="small">${text.result.hiddenHelp(whole(result.minimum_n, lang))}</p>` : nothing}
    <div class="tools">
      ${button(html`${text.take.sentence}<span class="unseen"> ${text.take.for(measure.label[lang])}</span>`, () => send({ type: "copy", text: copied }))}
    </div>
    ${frames.map((frame) => figure(frame, model, send, source, true))} ${funnelLacking(measure, result, model)}
    ${shrunkenView(measure, result, region, model)} ${slopeView(measure, result, region, model)}
    ${groupTable(measure, result, region, model, send)}${groupChanges(measure, result, region, model, sentence)}${measuresTable(measure, result, region, model, sentence)}
    ${backgroundView(measure, result, region, model, send)}
    ${methodLinks(
      [
        estimatesOf(result, measure.id),
        ...[result.funnels, result.control_charts, result.shrunken, result.slopes].map((sets) =>
          sets.filter((one) => one.measure === measure.id),
        ),
      ].flatMap((all) => all.map((one) => one.method)),
      model,
      send,
    )}
    ${rCode(measure, result, model, send)}${commentBox(measure.id, model, send)}
  </details>`;
}

/** People in a survey, answers in a table with their number, else what the shares are shares of. */
function baseOf(measure: Measure, model: Model): Base {
  const planned = model.plan?.measures?.find((one) => one.id === measure.id);
  if (planned && isRate(planned)) return "events";
  if (planned && planned.type !== "published") return "people";
  const columns = model.files.flatMap((file) => file.inspection.columns);
  return columns.some((column) => column.role === "denominator") ? "basis" : "answers";
}

function checks(result: Result, model: Model): TemplateResult {
  const text = textIn(model.lang);
  const { lang } = model;
  if (result.nation_checks.length === 0) return html`${nothing}`;
  return html`<section aria-labelledby="checks-title">
    <h2 id="checks-title">${text.result.checks}</h2>
    <ul>
      ${result.nation_checks.map((one) => html`<li>${text.result.check(result.measures.find((measure) => measure.id === one.measure)?.label[lang] ?? one.measure, period(one.period), number(one.file, one.decimals, lang), number(one.built_in, one.decimals, lang), signed(one.difference, one.decimals, lang))}</li>`)}
    </ul>
  </section>`;
}

function takeAlong(result: Result, model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const note = model.plan ? methodNote(model.plan, result, model.lang) : "";
  return html`<section aria-labelledby="take-title">
    <h2 id="take-title">${text.take.title}</h2>
    <h3>${text.result.method}</h3>
    <p class="measure note" id="method-note">${note}</p>
    <div class="row">
      ${button(text.take.method, () => send({ type: "copy", text: note }))}${button(text.take.xlsx, () => send({ type: "export", format: model.lang === "sv" ? "xlsx" : "xlsx-en" }))}${button(text.take.csv, () => send({ type: "export", format: "csv" }))}${button(text.take.json, () => send({ type: "export", format: "json" }))}
      ${rScript(result, model, send)}${button(text.take.print, () => send({ type: "print" }))}
    </div>
    <p class="small">${text.result.protection}</p>
    <details>
      <summary>${text.plan.json}</summary>
      <pre tabindex="0" aria-label=${text.plan.json}>${JSON.stringify(model.plan, null, 2)}</pre>
    </details>
    <div class="tools">
      ${button(text.take.plan, () => send({ type: "copy", text: JSON.stringify(model.plan, null, 2) }), { kind: "plain" })}${button(text.take.planSave, () => send({ type: "save", name: "plan.json", mime: "application/json", text: `${JSON.stringify(model.plan, null, 2)}\n` }), { kind: "plain" })}
    </div>
  </section>`;
}

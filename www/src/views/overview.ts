import { html, nothing, type TemplateResult } from "lit";
import type { Goal } from "./types";
import type { Indicator, Start } from "../contract";
import { ageInYears, period, shortDifferenceUnit, signed, withUnit } from "../lib/format";
import { asMeasure, comparisonOf, NATION, newest, regionName } from "../lib/find";
import type { Model } from "../state";
import { textIn } from "../text";
import { chooser } from "./file";
import { matrix } from "./matrix";
import { badge, button, table, tabbed, type Send } from "./parts";

/** Before any file: the region against the nation in the built-in figures. */
export function overview(model: Model, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const start = model.start as Start;
  const goals = start.goals.filter((goal) => start.indicators.some((one) => one.goal === goal.id));
  return html`<h1 id="title" tabindex="-1">
      ${model.region ? text.overview.titleFor(regionName(start, model.region)) : text.overview.title}
    </h1>
    ${
      model.region
        ? nothing
        : html`<p class="lead">${text.overview.lead}</p>
            ${regionButtons(model, send)}`
    }
    ${
      model.region && model.overview
        ? html`<section aria-labelledby="matrix-title">
            <h2 id="matrix-title">${text.overview.matrix}</h2>
            <p class="small measure">${text.overview.matrixHelp}</p>
            ${matrix(model, model.overview, send)}
          </section>`
        : nothing
    }
    <section aria-labelledby="own-title" class="own">
      <h2 id="own-title">${text.overview.ownTitle}</h2>
      ${chooser(model, send)}
    </section>
    <section aria-labelledby="lists-title">
      <h2 id="lists-title">${model.region ? text.overview.lists : text.overview.before}</h2>
      ${model.region ? html`<p class="small">${text.result.unrounded}</p>` : html`<p>${text.overview.beforeHelp}</p>`}
      ${goals.map((goal) => goalList(goal, model, start, send))}
    </section>`;
}

function regionButtons(model: Model, send: Send): TemplateResult {
  const start = model.start as Start;
  return html`<ul class="regions" aria-label=${textIn(model.lang).chooseRegion}>
    ${start.regions.filter((one) => one.code !== NATION).map((one) => html`<li>${button(one.short, () => send({ type: "region", region: one.code }))}</li>`)}
  </ul>`;
}

interface Row {
  cells: string[];
  shown: (string | TemplateResult)[];
}

function goalList(goal: Goal, model: Model, start: Start, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const indicators = start.indicators.filter((one) => one.goal === goal.id);
  const head = model.region
    ? [
        text.overview.indicator,
        text.overview.value,
        text.nation,
        text.overview.difference,
        text.overview.verdict,
        text.overview.latest,
      ]
    : [text.overview.indicator, text.nation, text.overview.latest];
  const rows = indicators.map((one) => row(one, model, send));
  const label = goal.label[model.lang];
  return html`<section class="goal" aria-labelledby="goal-${goal.id}">
    <h3 id="goal-${goal.id}" tabindex="-1">${label}</h3>
    ${table(
      label,
      head,
      rows.map((one) => one.shown),
      { hideCaption: true, reachable: true, stack: true },
    )}
    <div class="tools">
      ${button(
        html`${text.take.table}<span class="unseen"> ${text.take.for(label)}</span>`,
        () =>
          send({
            type: "copy",
            text: tabbed(
              head,
              rows.map((one) => one.cells),
            ),
          }),
        { kind: "plain" },
      )}
    </div>
  </section>`;
}

function row(indicator: Indicator, model: Model, send: Send): Row {
  const text = textIn(model.lang);
  const { lang } = model;
  const place = model.region ?? NATION;
  const label = indicator.label[lang];
  const latest = newest(indicator, place);
  const link = html`<button
    type="button"
    class="link"
    @click=${() => send({ type: "go", view: "indikator", measure: indicator.id })}
  >
    ${label}
  </button>`;
  const when = latest ? period(latest.period) : "";
  const age = latest ? ageInYears(latest.period, model.today) : null;
  const dated = html`${when}${age !== null && age > 1 ? html` <span class="age">(${text.age(age)})</span>` : nothing}`;
  const value = latest ? withUnit(latest.value, indicator.unit, indicator.decimals, lang) : text.noValue;
  if (!model.region) return { cells: [label, value, when], shown: [link, value, dated] };
  const found = comparisonOf(model.overview, indicator.id, model.region, "nation");
  const nation = latest
    ? withUnit(
        found?.against.value ?? indicator.values[NATION]?.[latest.at] ?? null,
        indicator.unit,
        indicator.decimals,
        lang,
      )
    : "";
  const unit = shortDifferenceUnit(indicator.unit, lang);
  const difference =
    found && found.difference !== null
      ? `${signed(found.difference, indicator.decimals, lang)}${unit ? `\u00a0${unit}` : ""}`
      : "";
  const verdict = found ? badge(found, text) : "";
  const measure = asMeasure(indicator);
  return {
    cells: [measure.label[lang], value, nation, difference, found ? text.verdicts[found.verdict] : "", when],
    shown: [link, latest ? value : html`<span class="none">${value}</span>`, nation, difference, verdict, dated],
  };
}

import { html, nothing, type TemplateResult } from "lit";
import type { Assessment, GoalId, PerspectiveId, Result, Start } from "../contract";
import { comparisonOf } from "../lib/find";
import { ageInYears, number, period, withUnit } from "../lib/format";
import type { Model } from "../state";
import { textIn } from "../text";
import { symbol, type Send } from "./parts";

const READINGS = ["level", "change"] as const;

/** Goals by perspectives, once for the level and once for the change: two readings that are never mixed. */
export function matrix(model: Model, result: Result, send: Send): TemplateResult {
  const text = textIn(model.lang);
  return html`${READINGS.map(
    (reading) =>
      html`<div class="scroll">
        <table class="matrix">
          <caption>
            <strong>${text.overview[reading]}</strong>
            <span class="small">${reading === "level" ? text.overview.levelHelp : text.overview.changeHelp}</span>
          </caption>
          ${body(reading, model, result, send)}
        </table>
      </div>`,
  )}`;
}

function body(reading: Assessment["reading"], model: Model, result: Result, send: Send): TemplateResult {
  const text = textIn(model.lang);
  const start = model.start as Start;
  const given = result.assessments.filter((one) => one.reading === reading);
  const cell = (goal: GoalId, perspective: PerspectiveId): Assessment | undefined =>
    given.find((one) => one.goal === goal && one.perspective === perspective);
  const goals = start.goals.filter((goal) => given.some((one) => one.goal === goal.id));
  return html`<thead>
      <tr>
        <th scope="col">${text.overview.goal}</th>
        ${start.perspectives.map((one) => html`<th scope="col">${one.label[model.lang]}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${goals.map(
        (goal) =>
          html`<tr>
            <th scope="row">
              <button
                type="button"
                class="link"
                aria-label=${text.overview.toGoal(goal.label[model.lang])}
                @click=${() => send({ type: "jump", id: `goal-${goal.id}` })}
              >
                ${goal.label[model.lang]}
              </button>
            </th>
            ${start.perspectives.map((perspective) => html`<td data-label=${perspective.label[model.lang]}>${reading === "level" ? keyFigures(goal.id, perspective.id, model, result, send) : nothing}${counts(cell(goal.id, perspective.id), model, empty(goal.id, perspective.id, model))}</td>`)}
          </tr>`,
      )}
    </tbody>`;
}

const KEY_FIGURES = 3;

/** The newest figures of a goal and a perspective, the region's beside the nation's, as they were published. */
function keyFigures(
  goal: GoalId,
  perspective: PerspectiveId,
  model: Model,
  result: Result,
  send: Send,
): TemplateResult | typeof nothing {
  const { lang, region } = model;
  const start = model.start as Start;
  const text = textIn(lang);
  const held = start.indicators
    .filter((one) => one.goal === goal && one.perspective === perspective)
    .flatMap((one) => {
      const found = comparisonOf(result, one.id, region ?? "", "nation");
      return found && found.against.value !== null && found.difference !== null
        ? [{ one, found, nation: found.against.value, value: found.against.value + found.difference }]
        : [];
    })
    .sort((a, b) => b.found.period.localeCompare(a.found.period))
    .slice(0, KEY_FIGURES);
  if (held.length === 0) return nothing;
  return html`<ul class="key">
    ${held.map(({ one, nation, value }) => html`<li><button type="button" class="link" @click=${() => send({ type: "go", view: "indikator", measure: one.id })}>${one.label[lang]}</button><span class="figures">${text.overview.key(withUnit(value, one.unit, one.decimals, lang), number(nation, one.decimals, lang))}</span></li>`)}
  </ul>`;
}

/** Why a box has no figures, as its indicators say it. */
function empty(goal: GoalId, perspective: PerspectiveId, model: Model): string | null {
  const silent = model.start?.indicators.find(
    (one) => one.goal === goal && one.perspective === perspective && one.empty !== null,
  );
  return silent?.empty?.[model.lang] ?? null;
}

/** A judgement never stands without the counts behind it and what chance alone would give. */
export function counts(one: Assessment | undefined, model: Model, why: string | null = null): TemplateResult {
  const text = textIn(model.lang);
  if (!one || one.tested + one.not_tested === 0) return html`<span class="none">${why ?? text.overview.nothing}</span>`;
  const parts = [
    one.better > 0 ? text.counts.better(one.better) : "",
    one.worse > 0 ? text.counts.worse(one.worse) : "",
    one.no_difference > 0
      ? one.reading === "level"
        ? text.counts.noDifference(one.no_difference)
        : text.counts.unchanged(one.no_difference)
      : "",
    one.inconclusive > 0 ? text.counts.inconclusive(one.inconclusive) : "",
  ].filter(Boolean);
  return html`<div class="cell">
    ${one.symbol === "none" ? nothing : symbol(one.symbol, text.symbols[one.symbol])}
    ${one.tested > 0 ? html`<p>${text.counts.tested(one.tested)}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}. <span class="quiet">${text.counts.chance(number(one.expected_by_chance, 1, model.lang))}</span></p>` : nothing}
    ${one.not_tested > 0 ? html`<p>${text.counts.notTested(one.not_tested)}</p>` : nothing}
    ${one.newest ? html`<p class="quiet">${text.counts.newest(period(one.newest), ageInYears(one.newest, model.today), one.tested > 0)}</p>` : nothing}
  </div>`;
}
